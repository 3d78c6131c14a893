# The training of any model, an epoch at a time.


class Model:
    """A model that is trained: its functions, its data, and how it steps."""

    def __init__(self, forward, loss, x, y, rate, options):
        self.forward = _linear if forward is None else forward
        self.loss = loss
        self.x, self.y = np.array(x), np.array(y)
        self.rate = rate
        self.optimizer = options['optimizer']
        self.batch, self.patience = options['batch'], options['patience']
        self.decay, self.clip = options['decay'], options['clip']
        self.is_judged, self.is_settled = False, False
        self.held = None
        if options['x_val'] is not None:
            self.held = np.array(options['x_val']), np.array(options['y_val'])
        if _shape(self.x)[:1] != _shape(self.y)[:1]:
            raise ValueError(f'x and y have as many rows: x is {self.x.shape}, y is {self.y.shape}')
        if options['holdout'] is not None:
            self._hold_out(options['holdout'])

    def _hold_out(self, share):
        count = len(self.x)
        kept = count - int(round(count * share))
        if not 0 < kept < count:
            raise ValueError(f'holdout={share} of {count} rows leaves none for one of the two')
        order = np.random.permutation(count)
        rows, others = np.sort(order[:kept]), np.sort(order[kept:])
        self.held = self.x[others], self.y[others]
        self.x, self.y = self.x[rows], self.y[rows]

    def begin(self, values):
        """The state before the first step."""
        for name, tree in values:
            if _is_object(tree):
                paths = ', '.join([path for path, _ in _leaves(tree, name)])
                _note(f'of {name}, these are trained: {paths}; {name} is set to a copy with what they become')
        leaves = [_parameter(leaf, path) for name, tree in values for path, leaf in _leaves(tree, name)]
        empty = [np.zeros_like(leaf) for leaf in leaves]
        return [tree for _, tree in values], empty, list(empty), 0, None

    def fitted(self, y, prediction):
        """The target in the shape of a prediction."""
        shape = _shape(plain(prediction))
        if self.is_settled and y.shape == shape:
            return y
        if self.loss == 'softmax':
            return _targets(y, shape)
        if callable(self.loss):
            if y.shape != shape and y.size == np.size(plain(prediction)) > 1 and {len(y.shape), len(shape)} == {1, 2}:
                raise ValueError(
                    f'loss would broadcast: y is {y.shape}, forward gives {shape}; write y = y.reshape{shape}')
            return y
        if y.shape != shape:
            if len(y.shape) == 1 and shape == (len(y), 1):
                _note(f'y {y.shape} is taken as {shape}')
                return y.reshape(shape)
            raise ValueError(f'loss needs equal shapes: y is {y.shape}, and forward gives {shape}')
        if self.loss == 'logistic' and np.any((y != 0) & (y != 1)):
            raise ValueError('loss=logistic takes targets of 0 and 1')
        return y.astype(float) if y.dtype == bool else y

    def settle(self, prediction):
        """Fits all targets as those of the first prediction were."""
        self.is_settled = True
        shape = _shape(prediction)
        if callable(self.loss) or len(shape) < 1 or self.batch is None:
            return
        shape = (len(self.y),) + shape[1:]
        if self.loss == 'softmax':
            self.y = _targets(self.y, shape)
            return
        if self.loss == 'logistic' and np.any((self.y != 0) & (self.y != 1)):
            raise ValueError('loss=logistic takes targets of 0 and 1')
        if self.y.size == np.size(np.zeros(shape)):
            self.y = self.y.reshape(shape)
        self.y = self.y.astype(float) if self.y.dtype == bool else self.y

    def slopes(self, trees, x, y):
        """The loss, the prediction, and the gradient by each leaf."""
        seen = []

        def run(*args):
            prediction = self.forward(*args)
            _check_prediction(prediction)
            seen.append(prediction)
            return self.loss(self.fitted(y, prediction), prediction) if callable(self.loss) else prediction

        result, tape, roots = _traced(run, (x,) + tuple(trees), {}, range(1, len(trees) + 1))
        value, prediction = plain(result), plain(seen[0])
        if not callable(self.loss):
            value, seed = _LOSSES[self.loss](self.fitted(y, prediction), prediction)
            if not self.is_judged:
                self.is_judged = True
                self.judge(prediction)
                self.settle(prediction)
        elif np.size(value) != 1:
            raise TypeError(f'loss: train needs a number from it, got shape {_shape(value)}')
        else:
            value, seed = np.reshape(value, ()), np.ones(_shape(value))[()]
        return value, prediction, _led_back(result, tape, roots, seed)

    def judge(self, prediction):
        """Says where a prediction is what comes of scores, and no scores."""
        if self.loss not in ('logistic', 'softmax') or not np.all((prediction > 0) & (prediction < 1)):
            return
        if self.loss == 'logistic':
            _note('forward gives numbers between 0 and 1, and loss=logistic takes scores: leave the sigmoid out')
        elif np.all(np.abs(np.sum(prediction, axis=-1) - 1) < 1e-9):
            _note('forward gives rows that add up to 1, and loss=softmax takes scores: leave the softmax out')

    def predicted(self, x, trees):
        """The prediction of rows; what it may set in an object of parameters is set in a copy."""
        return self.forward(x, *[_like(tree, iter([leaf for _, leaf in _leaves(tree)])) for tree in trees])

    def value(self, trees, x, y):
        """The loss of rows that nothing is learnt from."""
        prediction = self.predicted(x, trees)
        y = self.fitted(y, prediction)
        return self.loss(y, prediction) if callable(self.loss) else _LOSSES[self.loss](y, prediction)[0]

    def order(self):
        """The rows in the order in which an epoch's batches take them."""
        return np.random.permutation(len(self.x))

    def advance(self, state):
        """One epoch: the state after it, its loss, that of the rows held out, and the prediction of all rows."""
        before, first, second, count, best = state
        trees = before
        if self.batch is None or self.batch >= len(self.x):
            loss, prediction, trees, first, second, count = self.step(trees, first, second, count, self.x, self.y)
        else:
            order, total, prediction = self.order(), 0.0, None
            for start in range(0, len(order), self.batch):
                rows = order[start:start + self.batch]
                loss, _, trees, first, second, count = self.step(
                    trees, first, second, count, self.x[rows], self.y[rows])
                total += loss * len(rows)
            loss = total / len(order)
        held = None if self.held is None else float(self.value(trees, *self.held))
        if self.patience is not None:
            # The loss of all rows is that of the parameters before the step.
            judged, those = (loss, before) if held is None else (held, trees)
            if best is None or judged < best[0]:
                best = judged, those, 0
            else:
                best = best[0], best[1], best[2] + 1
        return (trees, first, second, count, best), float(loss), held, prediction

    def step(self, trees, first, second, count, x, y):
        loss, prediction, slopes = self.slopes(trees, x, y)
        if self.clip is not None:
            size = np.sqrt(sum([np.sum(slope * slope) for slope in slopes]))
            # 1 exactly, where they are not too large.
            scale = self.clip / np.fmax(size, self.clip)
            slopes = [slope * scale for slope in slopes]
        leaves = [leaf for tree in trees for _, leaf in _leaves(tree)]
        count = count + 1
        moved, ones, others = [], [], []
        for leaf, slope, one, other in zip(leaves, slopes, first, second):
            step, one, other = _OPTIMIZERS[self.optimizer](slope, one, other, count, self.rate)
            new = leaf - step
            if self.decay is not None:
                new = new - self.rate * self.decay * leaf
            moved.append(new)
            ones.append(one)
            others.append(other)
        moved = iter(moved)
        return loss, prediction, [_like(tree, moved) for tree in trees], ones, others, count

    words = property(lambda self: {name: _FRONTS[name] for name in _MADE_OF_NUMPY})

    def flat(self, state):
        """What changes from step to step, one after the other."""
        trees, first, second, count, _ = state
        return [leaf for tree in trees for _, leaf in _leaves(tree)] + first + second + [count]

    def unflat(self, flat, state):
        """The parts of a state like another, from what changes."""
        number = len(state[1])
        leaves = iter(flat[:number])
        trees = [_like(tree, leaves) for tree in state[0]]
        return trees, flat[number:2 * number], flat[2 * number:-1], flat[-1]

    def restored(self, flat, state, best):
        """The state like another that changed into this; the best of all is what it was where its parameters are None."""
        if best is not None:
            judged, kept, since = best
            best = judged, state[4][1] if kept is None else self.unflat(kept, state)[0], since
        return self.unflat(flat, state) + (best,)

    def flat_step(self, flat, state, x, y):
        """A step from what changes: the loss, the prediction, and what it has become."""
        loss, prediction, trees, first, second, count = self.step(*self.unflat(flat, state), x, y)
        return loss, prediction, self.flat((trees, first, second, count, None))

    def ended(self, state):
        """Whether the loss has not become better for as long as `patience` says."""
        return self.patience is not None and state[4] is not None and state[4][2] >= self.patience

    def kept(self, state):
        """The parameters that a training leaves: the best ones where it was to look for them."""
        return state[0] if state[4] is None else state[4][1]


def _linear(x, w, b):
    return x @ w + b


def _sgd(slope, first, second, count, rate):
    return rate * slope, first, second


def _momentum(slope, first, second, count, rate):
    # Polyak's heavy ball as Sutskever and others write it (2013), with the rate outside.
    first = 0.9 * first + slope
    return rate * first, first, second


def _rmsprop(slope, first, second, count, rate):
    # Hinton's lecture 6e (2012).
    second = 0.9 * second + (1 - 0.9) * (slope * slope)
    return rate * slope / (np.sqrt(second) + 1e-8), first, second


def _adam(slope, first, second, count, rate):
    # Kingma and Ba, algorithm 1 (2015).
    first = 0.9 * first + (1 - 0.9) * slope
    second = 0.999 * second + (1 - 0.999) * (slope * slope)
    mean, square = first / (1 - 0.9 ** count), second / (1 - 0.999 ** count)
    return rate * mean / (np.sqrt(square) + 1e-8), first, second


# What a model may be made of besides NumPy's functions.
_MADE_OF_NUMPY = 'sigmoid relu softmax log_softmax logsumexp cross_entropy'.split()
_OPTIMIZERS = {'sgd': _sgd, 'momentum': _momentum, 'rmsprop': _rmsprop, 'adam': _adam}


def _check_prediction(prediction):
    if not _is_array(plain(prediction)) and not isinstance(plain(prediction), (np.generic, float)):
        raise TypeError(f'forward: train needs a tensor from it, got {type(plain(prediction)).__name__}')


def _is_linear(forward, x, w, b):
    """Whether a function of the user's is x @ w + b and nothing else."""
    result, tape, roots = _traced(forward, (x, w, b), {}, [1, 2])
    if type(result) is not Variable or [node.name for node in tape.nodes] not in (['matmul', 'add'], ['dot', 'add']):
        return False
    product, total = tape.nodes
    sources = [id(source) for source, _, _ in total.pulls]
    return (result.node is total and [id(source) for source, _, _ in product.pulls] == [id(roots[0][0])]
            and sorted(sources) == sorted([id(product), id(roots[1][0])])
            and np.array_equal(plain(result), x @ w + b))
