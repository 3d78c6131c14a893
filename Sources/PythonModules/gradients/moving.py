# Reductions, and what moves elements about.


def _axes(axis, dimensions):
    if axis is None:
        return tuple(range(dimensions))
    return tuple(one % dimensions for one in (axis if isinstance(axis, tuple) else (axis,)))


def _spread(g, x, axis, keepdims):
    """The gradient of a reduction, with the axes that went as axes of length 1."""
    shape = _shape(x)
    axes = _axes(axis, len(shape))
    return np.reshape(g, tuple(1 if number in axes else length for number, length in enumerate(shape)))


def _over(x, axis):
    """How many elements a reduction takes together."""
    count = 1
    for number in _axes(axis, len(_shape(x))):
        count *= _shape(x)[number]
    return count


def _sum_rule(answer, x, axis=None, keepdims=False):
    return lambda g: np.broadcast_to(_spread(g, x, axis, keepdims), _shape(x)),


def _mean_rule(answer, x, axis=None, keepdims=False):
    count = _over(x, axis)
    return lambda g: np.broadcast_to(_spread(g, x, axis, keepdims) / count, _shape(x)),


def _extreme_rule(answer, x, axis=None, keepdims=False):
    def pull(g):
        best = plain(x) == _spread(plain(answer), x, axis, keepdims)
        share = best / np.sum(best, axis=axis, keepdims=True)
        return _spread(g, x, axis, keepdims) * share

    return pull,


def _variance_rule(answer, x, axis=None, ddof=0, keepdims=False, correction=None):
    count = _over(x, axis) - (ddof if correction is None else correction)
    return lambda g: _spread(g, x, axis, keepdims) * (x - np.mean(x, axis=axis, keepdims=True)) * (2.0 / count),


def _deviation_rule(answer, x, axis=None, ddof=0, keepdims=False, correction=None):
    count = _over(x, axis) - (ddof if correction is None else correction)

    def pull(g):
        # Where nothing varies the slope is taken as 0.
        flat = plain(answer) == 0
        scale = np.where(flat, 0.0, g / (count * np.where(flat, 1.0, answer)))
        return _spread(scale, x, axis, keepdims) * (x - np.mean(x, axis=axis, keepdims=True))

    return pull,


def _product_rule(answer, x, axis=None, keepdims=False):
    def pull(g):
        shape, axes = _shape(x), _axes(axis, len(_shape(x)))
        if not np.any(plain(x) == 0):
            return _spread(g * answer, x, axis, keepdims) / x
        # The product of all others, element by element.
        kept = tuple(number for number in range(len(shape)) if number not in axes)
        moved = np.reshape(np.transpose(x, kept + axes), tuple(shape[number] for number in kept) + (-1,))
        parts = [moved[..., number] for number in range(moved.shape[-1])]
        before, after = [1.0], [1.0]
        for part in parts[:-1]:
            before.append(before[-1] * part)
        for part in reversed(parts[1:]):
            after.append(after[-1] * part)
        # An array of ones makes the first and last as long as the others.
        ones = np.ones(_shape(parts[0]))
        others = np.stack([ones * one * other for one, other in zip(before, reversed(after))], axis=-1)
        back = [0] * len(shape)
        for number, place in enumerate(kept + axes):
            back[place] = number
        whole = np.reshape(others, tuple(shape[number] for number in kept + axes))
        return _spread(g, x, axis, keepdims) * np.transpose(whole, tuple(back))

    return pull,


def _cumulative_rule(answer, x, axis=None):
    if axis is None:
        return lambda g: np.reshape(np.flip(np.cumsum(np.flip(g, axis=0), axis=0), axis=0), _shape(x)),
    return lambda g: np.flip(np.cumsum(np.flip(g, axis=axis), axis=axis), axis=axis),


def _running_product(a, axis=None):
    a, axis = (np.ravel(a), 0) if axis is None else (a, axis % a.ndim)
    parts = [np.take(a, np.array([number]), axis=axis) for number in range(a.shape[axis])]
    for number in range(1, len(parts)):
        parts[number] = parts[number - 1] * parts[number]
    return np.concatenate(parts, axis=axis)


def _gathering(move):
    """The rule of what moves elements about: the same is done with their places, and the gradient goes back to them."""

    def rule(answer, x, *args, **options):
        def pull(g):
            places = move(np.arange(np.size(plain(x))).reshape(_shape(x)), *args, **options)
            return record('_scatter', _scatter, (g,), {'places': np.asarray(places), 'shape': _shape(x)})

        return pull,

    return rule


def _scatter(g, places, shape):
    count = 1
    for length in shape:
        count *= length
    return np.bincount(np.ravel(places), weights=np.ravel(g), minlength=count).reshape(shape)[()]


def _scatter_rule(answer, g, places, shape):
    return lambda h: np.ravel(h)[places],


def _pick_rule(answer, x, index):
    if _copies(index):
        return _gathering(lambda places: places[index])(answer, x)
    return lambda g: record('_place', _place, (g,), {'index': index, 'shape': _shape(x)}),


def _place(g, index, shape):
    if hasattr(g, 'stands_for_array'):
        return g.put(index, shape)
    result = np.zeros(shape, np.asarray(g).dtype)
    result[index] = g
    return result


def _put_rule(answer, a, item, index):
    def by_array(g):
        kept = np.ones(_shape(a))
        kept[index] = 0
        return g * kept

    def by_item(g):
        # Where a place is named twice the last item stays.
        places = np.arange(np.size(plain(a))).reshape(_shape(a))
        order = np.arange(np.size(places[index])).reshape(_shape(places[index]))
        last = np.full(_shape(a), -1)
        last[index] = order
        return g[index] * (last[index] == order)

    return by_array, by_item


def _sort_rule(answer, x, axis=-1, kind=None):
    if axis is None:
        return _gathering(lambda places: np.ravel(places)[np.argsort(np.ravel(plain(x)), kind='stable')])(answer, x)
    order = np.argsort(plain(x), axis=axis, kind='stable')
    return _gathering(lambda places: np.take_along_axis(places, order, axis))(answer, x)


def _join_rule(answer, *parts, axis=0):
    rules, start = [], 0
    for part in parts:
        shape = _shape(part)
        if axis is None:
            length = np.size(plain(part))
            rules.append(lambda g, start=start, length=length, shape=shape: np.reshape(g[start:start + length], shape))
        else:
            length = shape[axis]
            place = (slice(None),) * (axis % len(shape))
            rules.append(lambda g, start=start, length=length, place=place: g[place + (slice(start, start + length),)])
        start += length
    return rules


def _triangle_rule(function):
    return lambda ans, x, k=0: (lambda g: function(g, k),)


def _reshape_rule(answer, x, shape=None, order='C', copy=None):
    if order != 'C':
        raise _missing(f'reshape with order={order!r}')
    return lambda g: np.reshape(g, _shape(x)),


def _transpose_rule(answer, x, axes=None):
    if axes is None:
        return lambda g: np.transpose(g),
    back = [0] * len(axes)
    for number, place in enumerate(axes):
        back[place % len(axes)] = number
    return lambda g: np.transpose(g, tuple(back)),


def _ravel_rule(answer, x, order='C'):
    return _reshape_rule(answer, x, None, order)


RULES.update({
    'sum': _sum_rule, 'mean': _mean_rule, 'max': _extreme_rule, 'min': _extreme_rule, 'var': _variance_rule,
    'std': _deviation_rule, 'prod': _product_rule, 'cumsum': _cumulative_rule, 'sort': _sort_rule,
    'reshape': _reshape_rule, 'ravel': _ravel_rule, 'transpose': _transpose_rule, 'concatenate': _join_rule,
    'squeeze': lambda ans, x, axis=None: (lambda g: np.reshape(g, _shape(x)),),
    'expand_dims': lambda ans, x, axis: (lambda g: np.reshape(g, _shape(x)),),
    'atleast_1d': lambda ans, x: (lambda g: np.reshape(g, _shape(x)),),
    'atleast_2d': lambda ans, x: (lambda g: np.reshape(g, _shape(x)),),
    'swapaxes': lambda ans, x, axis1, axis2: (lambda g: np.swapaxes(g, axis1, axis2),),
    'moveaxis': lambda ans, x, source, destination: (lambda g: np.moveaxis(g, destination, source),),
    'matrix_transpose': lambda ans, x: (lambda g: np.swapaxes(g, -1, -2),),
    'broadcast_to': lambda ans, x, shape: (lambda g: g,),
    'tril': _triangle_rule(np.tril), 'triu': _triangle_rule(np.triu),
    '_pick': _pick_rule, '_put': _put_rule, '_scatter': _scatter_rule,
    '_place': lambda ans, g, index, shape: (lambda h: h[index],),
    'flip': _gathering(np.flip), 'fliplr': _gathering(np.fliplr), 'flipud': _gathering(np.flipud),
    'roll': _gathering(np.roll), 'rot90': _gathering(np.rot90), 'repeat': _gathering(np.repeat),
    'tile': _gathering(np.tile), 'take': _gathering(np.take), 'take_along_axis': _gathering(np.take_along_axis),
    'diagonal': _gathering(np.diagonal),
})


# Functions of others


def _built(items, dtype=None, copy=None):
    """np.array of a nested list among whose items there are variables."""
    if dtype is not None and np.dtype(dtype).kind != 'f':
        raise _lost(f'made {np.dtype(dtype)}')
    if type(items) is Variable:
        result = record('copy', np.copy, (items,))
    elif any(type(one) in (list, tuple, Variable) for one in items):
        result = _stack([_built(one) if type(one) in (list, tuple) else one for one in items])
    else:
        result = np.array(items)
    return result if dtype is None else result.astype(dtype)


def _unchanged(a, dtype=None, **options):
    return (a if type(a) is Variable else _built(a)) if dtype is None else _built(a, dtype)


def _concatenate(arrays, axis=0, **options):
    _refuse(options, 'concatenate')
    if type(arrays) is Variable:
        arrays = list(arrays)
    arrays = [_built(one) if type(one) in (list, tuple) else one for one in arrays]
    return record('concatenate', lambda *parts, axis: np.concatenate(parts, axis=axis), tuple(arrays), {'axis': axis})


def _stack(arrays, axis=0, **options):
    _refuse(options, 'stack')
    arrays = [_built(one) if type(one) in (list, tuple) else one for one in arrays]
    shapes = {_shape(plain(one)) for one in arrays}
    if len(shapes) > 1:
        raise ValueError('all input arrays must have the same shape')
    return _concatenate([np.expand_dims(one, axis) for one in arrays], axis=axis)


def _vstack(arrays, **options):
    _refuse(options, 'vstack')
    return _concatenate([np.reshape(one, (1, -1)) if len(_shape(plain(one))) < 2 else one for one in arrays], 0)


def _hstack(arrays, **options):
    _refuse(options, 'hstack')
    arrays = [np.reshape(one, (1,)) if _shape(plain(one)) == () else one for one in arrays]
    return _concatenate(arrays, 0 if len(_shape(plain(arrays[0]))) == 1 else 1)


def _column_stack(arrays):
    return _concatenate([np.reshape(one, (-1, 1)) if len(_shape(plain(one))) < 2 else one for one in arrays], 1)


def _append(arr, values, axis=None):
    return _concatenate([np.ravel(arr), np.ravel(values)] if axis is None else [arr, values], 0 if axis is None else axis)


def _refuse(options, name):
    for key, one in options.items():
        if one is not None:
            raise NotImplementedError(f'{name}({key}=…) has no derivative here: write it without {key}=')


def _split(ary, indices_or_sections, axis=0):
    places = np.array_split(np.arange(_shape(ary)[axis]), indices_or_sections)
    before = (slice(None),) * (axis % ary.ndim)
    starts = [0]
    for place in places:
        starts.append(starts[-1] + len(place))
    return [ary[before + (slice(start, end),)] for start, end in zip(starts, starts[1:])]


def _median(a, axis=None, keepdims=False):
    if isinstance(axis, tuple):
        raise _missing('median over several axes')
    shape = tuple(1 if axis is None or number == axis % a.ndim else length for number, length in enumerate(a.shape))
    a, place = (np.ravel(a), 0) if axis is None else (a, axis % a.ndim)
    ordered, count = np.sort(a, axis=place), a.shape[place]
    before = (slice(None),) * place
    middle = ordered[before + (count // 2,)]
    if count % 2 == 0:
        middle = np.mean(np.stack([ordered[before + (count // 2 - 1,)], middle]), axis=0)
    return np.reshape(middle, shape) if keepdims else middle


def _average(a, axis=None, weights=None):
    if weights is None:
        return np.mean(a, axis=axis)
    if _shape(plain(a)) != _shape(plain(weights)):
        if len(_shape(plain(weights))) != 1 or axis is None:
            raise _missing('average with weights of another shape')
        weights = np.reshape(weights, tuple(
            -1 if number == axis % len(_shape(plain(a))) else 1 for number in range(len(_shape(plain(a))))))
        return np.sum(a * weights, axis=axis) / np.sum(weights)
    return np.sum(a * weights, axis=axis) / np.sum(weights, axis=axis)


def _difference(a, n=1, axis=-1):
    before = (slice(None),) * (axis % a.ndim)
    for _ in range(n):
        a = a[before + (slice(1, None),)] - a[before + (slice(None, -1),)]
    return a


def _diagonal_matrix(v, k=0):
    if v.ndim == 2:
        return np.diagonal(v, k)
    size = v.shape[0] + abs(k)
    places = np.full(size * size, v.shape[0])
    rows = np.arange(v.shape[0]) + max(-k, 0)
    places[rows * size + rows + k] = np.arange(v.shape[0])
    return np.reshape(np.concatenate([v, np.zeros(1)])[places], (size, size))


_FRONTS = {
    'array': _built, 'asarray': _unchanged, 'asanyarray': _unchanged, 'ascontiguousarray': _unchanged,
    'concatenate': _concatenate, 'stack': _stack, 'vstack': _vstack, 'hstack': _hstack, 'column_stack': _column_stack,
    'append': _append, 'split': _split, 'array_split': _split, 'clip': _clip, 'median': _median, 'average': _average,
    'diff': _difference, 'diag': _diagonal_matrix, 'cumprod': _running_product, 'copy': lambda a, **options: _built(a),
    'ptp': lambda a, axis=None: np.max(a, axis=axis) - np.min(a, axis=axis),
    'real': lambda val: val, 'conj': lambda x: x, 'conjugate': lambda x: x,
    'nan_to_num': lambda x, **options: np.where(np.isfinite(plain(x)), x, np.nan_to_num(plain(x), **options)),
}
