# What a step of a model does, and what is wrong with it.


def _table(rows):
    """Rows of texts, in columns."""
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return ['  ' + '  '.join(text.ljust(width) for text, width in zip(row, widths)).rstrip() for row in rows]


def _named_leaves(names, trees):
    return [leaf for name, tree in zip(names, trees) for leaf in _leaves(tree, name)]


def _checked(model, trees, slopes, prediction):
    """How far each gradient is from differences of losses, and at how many elements that was tried."""
    # mse leaves the 2 to the rate and counts rows.
    factor = np.size(prediction) / (2 * len(prediction)) if model.loss == 'mse' and _shape(prediction) else 1.0
    leaves = [leaf for tree in trees for _, leaf in _leaves(tree)]
    results = []
    for which, slope in enumerate(slopes):
        worst, scale = 0.0, max(float(np.max(np.abs(slope))), 1e-3) if np.size(slope) else 1.0
        places = list(np.ndindex(_shape(slope)))
        tried = places[::max(1, len(places) // 40)]
        for place in tried:
            values = []
            here = float(np.asarray(leaves[which])[place])
            step = 6e-6 * max(1.0, abs(here))
            for move in (step, -step):
                moved = [np.array(leaf) for leaf in leaves]
                moved[which][place] = here + move
                rest = iter([leaf if leaf.ndim else leaf[()] for leaf in moved])
                values.append(model.value([_like(tree, rest) for tree in trees], model.x, model.y))
            difference = (values[0] - values[1]) / (2 * step) * factor
            worst = max(worst, abs(float(np.asarray(slope)[place]) - difference) / scale)
        results.append((worst, len(tried), len(places)))
    return results


def _explained(model, names, trees, title):
    loss, prediction, slopes = model.slopes(trees, model.x, model.y)
    lines = [title, 'Values']
    lines += _table([['y_hat', str(_shape(prediction)), f'{np.min(prediction):.6g} to {np.max(prediction):.6g}'],
                     ['loss', '()', f'{loss:.6g}']])
    lines.append('Gradients, each checked by differences of losses')
    rows = [['', '', 'norm', 'largest', 'step', 'check']]
    checks = _checked(model, trees, slopes, prediction)
    for (name, leaf), slope, (worst, tried, count) in zip(_named_leaves(names, trees), slopes, checks):
        size, largest = np.sqrt(np.sum(slope * slope)), np.max(np.abs(slope))
        some = '' if tried == count else f', at {tried} of {count}'
        verdict = f'agrees to {worst:.0e}' if worst < 1e-5 else f'OFF by {worst:.2g}'
        rows.append([name, str(_shape(leaf)), f'{size:.4g}', f'{largest:.4g}', f'{model.rate * largest:.4g}',
                     verdict + some])
    lines += _table(rows)
    if model.loss == 'mse':
        lines.append('  The factor 2 of the slope of mse is left to the rate.')
    return '\n'.join(lines) + '\n'


def _diagnosed(model, names, trees):
    loss, prediction, slopes = model.slopes(trees, model.x, model.y)
    lines, advice, rows = [f'loss  {loss:.6g}', 'gradients'], [], []
    for (name, leaf), slope in zip(_named_leaves(names, trees), slopes):
        size, own = float(np.sqrt(np.sum(slope * slope))), float(np.sqrt(np.sum(np.square(leaf))))
        rows.append([name, str(_shape(leaf)), f'norm {size:.4g}', f'of parameters {own:.4g}'])
        if not np.isfinite(size):
            advice.append(f'the gradient of {name} is not finite: begin with smaller parameters, or a smaller lr')
        elif size == 0:
            advice.append(f'{name} learns nothing: its gradient is 0')
    lines += _table(rows)
    _, tape, _ = _traced(model.forward, (model.x,) + tuple(trees), {}, range(1, len(trees) + 1))
    units = []
    for node in tape.nodes:
        values = plain(node.answer)
        if len(_shape(values)) != 2:
            continue
        if node.name == 'tanh' or node.name == 'sigmoid':
            middle = np.abs(values) > 0.99 if node.name == 'tanh' else np.abs(values - 0.5) > 0.49
            many = int(np.sum(np.all(middle, axis=0)))
            units.append([node.name, str(_shape(values)), f'{many} of {values.shape[1]} units saturated in every row'])
            if many:
                advice.append(f'units of {node.name} are saturated: begin with smaller weights, or standardize x')
        elif node.name == 'relu' or node.name == 'maximum' and np.size(values) and np.min(values) == 0:
            many = int(np.sum(np.all(values == 0, axis=0)))
            units.append([node.name, str(_shape(values)), f'{many} of {values.shape[1]} units dead: 0 in every row'])
            if many:
                advice.append('dead units get no gradient: begin with other weights, or a smaller lr')
    if units:
        lines += ['units'] + _table(units)
    return '\n'.join(lines + [f'advice  {one}' for one in advice]) + '\n'
