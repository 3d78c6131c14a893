# Products and linear algebra.


def _columns(x):
    return np.swapaxes(x, -1, -2)


def _matmul_rule(answer, a, b):
    first, second = len(_shape(a)), len(_shape(b))

    def by_left(g):
        if first == 1 and second == 1:
            return g * b
        if first == 1:
            return np.matmul(b, np.expand_dims(g, -1))[..., 0]
        if second == 1:
            return np.expand_dims(g, -1) * b
        return np.matmul(g, _columns(b))

    def by_right(g):
        if first == 1 and second == 1:
            return g * a
        if first == 1:
            return np.expand_dims(a, -1) * np.expand_dims(g, -2)
        if second == 1:
            return np.matmul(_columns(a), np.expand_dims(g, -1))[..., 0]
        return np.matmul(_columns(a), g)

    return by_left, by_right


def _tensordot_rule(answer, a, b, axes=2):
    first, second = len(_shape(a)), len(_shape(b))
    if isinstance(axes, int):
        left, right = list(range(first - axes, first)), list(range(axes))
    else:
        left, right = [list(one) if isinstance(one, (list, tuple)) else [one] for one in axes]
    left, right = [one % first for one in left], [one % second for one in right]
    letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
    names, others = list(letters[:first]), list(letters[first:first + second])
    for one, other in zip(left, right):
        others[other] = names[one]
    kept = [name for number, name in enumerate(names) if number not in left]
    kept += [name for number, name in enumerate(others) if number not in right]
    result, names, others = ''.join(kept), ''.join(names), ''.join(others)
    return (lambda g: np.einsum(f'{result},{others}->{names}', g, b),
            lambda g: np.einsum(f'{names},{result}->{others}', a, g))


def _dot_rule(answer, a, b):
    first, second = len(_shape(a)), len(_shape(b))
    if first == 0 or second == 0:
        return lambda g: g * b, lambda g: g * a
    if second <= 2 and first <= 2:
        return _matmul_rule(answer, a, b)
    return _tensordot_rule(answer, a, b, ([first - 1], [max(second - 2, 0)]))


def _inner_rule(answer, a, b):
    if _shape(a) == () or _shape(b) == ():
        return lambda g: g * b, lambda g: g * a
    return _tensordot_rule(answer, a, b, ([-1], [-1]))


def _outer_rule(answer, a, b):
    return (lambda g: np.reshape(np.matmul(g, np.ravel(b)), _shape(a)),
            lambda g: np.reshape(np.matmul(np.ravel(a), g), _shape(b)))


# Sums of products by letters


def _letters(subscripts, shapes):
    """The letters of the operands and of the result of einsum, with letters for dots."""
    subscripts = subscripts.replace(' ', '')
    given, arrow, result = subscripts.partition('->')
    parts = given.split(',')
    free = [one for one in 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz' if one not in subscripts]
    dots = max([len(shape) - len(part) + 3 for part, shape in zip(parts, shapes) if '...' in part] + [0])
    names = ''.join(free[:dots])
    free = free[dots:]
    if not arrow:
        letters = given.replace('.', '').replace(',', '')
        result = ('...' if dots else '') + ''.join(sorted(one for one in set(letters) if letters.count(one) == 1))
    parts = [part.replace('...', names[dots - (len(shape) - len(part) + 3):] if '...' in part else '')
             for part, shape in zip(parts, shapes)]
    return parts, result.replace('...', names), free


def _einsum_rule(answer, *operands, subscripts):
    parts, result, free = _letters(subscripts, [_shape(one) for one in operands])
    rules = []
    for number, operand in enumerate(operands):
        others = [(part, one) for place, (part, one) in enumerate(zip(parts, operands)) if place != number]
        # A letter that stands twice is two, and a unit matrix that says that they are equal.
        own, units, spare = '', [], list(free)
        for place, letter in enumerate(parts[number]):
            if letter in own:
                other = spare.pop(0)
                units.append((letter + other, np.eye(_shape(operand)[place])))
                letter = other
            own += letter
        rules.append(_einsum_part(own, _shape(operand), result, others + units))
    return rules


def _einsum_part(own, shape, result, others):
    known = set(result) | set(letter for part, _ in others for letter in part)
    kept = ''.join(letter for letter in own if letter in known)
    # Letters that stand nowhere else were added up.
    alone = tuple(1 if letter not in known else length for letter, length in zip(own, shape))
    text = ','.join([result] + [part for part, _ in others]) + '->' + kept

    def pull(g):
        part = np.einsum(text, g, *[one for _, one in others])
        if len(kept) == len(own):
            return part
        lengths = iter(_shape(part))
        return np.broadcast_to(
            np.reshape(part, tuple(next(lengths) if letter in known else 1 for letter in own)), shape)

    return pull


def _einsum(subscripts, *operands, **options):
    options.pop('optimize', None)
    _refuse(options, 'einsum')
    if not isinstance(subscripts, str):
        raise _missing('einsum with lists of places')
    return record('einsum', lambda *parts, subscripts: np.einsum(subscripts, *parts), operands,
                  {'subscripts': subscripts})


# Linear algebra


def _inverse_rule(answer, a):
    return lambda g: -np.matmul(np.matmul(_columns(answer), g), _columns(answer)),


def _solve_rule(answer, a, b):
    def by_right(g):
        return np.linalg.solve(_columns(a), g)

    def by_matrix(g):
        part = by_right(g)
        if len(_shape(b)) == 1:
            return -np.expand_dims(part, -1) * np.expand_dims(answer, -2)
        return -np.matmul(part, _columns(answer))

    return by_matrix, by_right


def _det_rule(answer, a):
    return lambda g: np.expand_dims(g * answer, (-1, -2)) * _columns(np.linalg.inv(a)),


def _log_det(a):
    return np.linalg.slogdet(a)[1]


def _signed_log_det(a):
    sign, value = np.linalg.slogdet(plain(a))
    return _SlogdetResult(sign, record('_log_det', _log_det, (a,)))


class _SlogdetResult(tuple):
    def __new__(cls, sign, logabsdet):
        return tuple.__new__(cls, (sign, logabsdet))

    sign = property(lambda self: self[0])
    logabsdet = property(lambda self: self[1])


def _norm(x, ord=None, axis=None, keepdims=False):
    dimensions = len(_shape(x))
    is_matrix = axis is None and dimensions == 2 or isinstance(axis, tuple) and len(axis) == 2
    name = repr(ord)
    if ord is None or ord == 'fro' or ord == 2 and not is_matrix:
        return record('norm', np.linalg.norm, (x,), {'ord': ord, 'axis': axis, 'keepdims': keepdims})
    if is_matrix or isinstance(axis, tuple):
        raise _missing(f'norm of a matrix with ord={name}')
    if ord == 1:
        return np.sum(np.abs(x), axis=axis, keepdims=keepdims)
    if ord == np.inf:
        return np.max(np.abs(x), axis=axis, keepdims=keepdims)
    if ord == -np.inf:
        return np.min(np.abs(x), axis=axis, keepdims=keepdims)
    if ord == 0:
        return np.linalg.norm(plain(x), ord, axis, keepdims)
    return np.sum(np.abs(x) ** ord, axis=axis, keepdims=keepdims) ** (1 / ord)


def _norm_rule(answer, x, ord=None, axis=None, keepdims=False):
    def pull(g):
        # At nothing but zeros the slope is taken as 0.
        flat = plain(answer) == 0
        scale = np.where(flat, 0.0, g / np.where(flat, 1.0, answer))
        return _spread(scale, x, axis, keepdims) * x

    return pull,


def _trace_rule(answer, a, offset=0, axis1=0, axis2=1):
    if (axis1, axis2) != (0, 1) or len(_shape(a)) != 2:
        raise _missing('trace of more than a matrix')
    rows, columns = _shape(a)
    return lambda g: g * np.eye(rows, columns, offset),


RULES.update({
    'matmul': _matmul_rule, 'dot': _dot_rule, 'inner': _inner_rule, 'outer': _outer_rule,
    'tensordot': _tensordot_rule, 'einsum': _einsum_rule, 'inv': _inverse_rule, 'solve': _solve_rule,
    'det': _det_rule, '_log_det': lambda ans, a: (lambda g: np.expand_dims(g, (-1, -2)) * _columns(np.linalg.inv(a)),),
    'norm': _norm_rule, 'trace': _trace_rule,
})
_FRONTS.update({
    'einsum': _einsum, 'slogdet': _signed_log_det, 'norm': _norm,
    'vdot': lambda a, b: np.dot(np.ravel(a), np.ravel(b)),
    'vecdot': lambda x1, x2, **options: np.sum(x1 * x2, axis=-1),
})


_FRONTS.update({
    'sigmoid': lambda x: sigmoid(x), 'relu': lambda x: relu(x), 'softmax': lambda x, axis=-1: softmax(x, axis),
    'log_softmax': lambda x, axis=-1: log_softmax(x, axis), 'one_hot': lambda *args, **options: one_hot(*args, **options),
    'logsumexp': lambda x, axis=None, keepdims=False: logsumexp(x, axis, keepdims),
    'cross_entropy': lambda y, scores: cross_entropy(y, scores),
    'forward': lambda x, w, b: x @ w + b, 'loss': lambda y, y_hat: np.mean((y - y_hat) ** 2),
})


# The check by central differences


def _slopes(function, args, number):
    """The gradient by central differences, leaf by leaf, in the shape of the leaves."""
    tree = args[number]
    leaves = [np.array(leaf, dtype=float) for _, leaf in _leaves(tree)]
    slopes = [np.zeros(leaf.shape) for leaf in leaves]

    def value(which, place, step):
        moved = [leaf.copy() for leaf in leaves]
        moved[which][place] += step
        given = list(args)
        given[number] = _like(tree, iter([leaf if leaf.ndim else leaf[()] for leaf in moved]))
        return float(function(*given))

    for which, leaf in enumerate(leaves):
        for place in np.ndindex(leaf.shape):
            step = 6e-6 * max(1.0, abs(leaf[place]))
            slopes[which][place] = (value(which, place, step) - value(which, place, -step)) / (2 * step)
    return slopes


def check_grad(fun, *args, argnums=0, gradient=None):
    _check_function(fun)
    numbers = argnums if isinstance(argnums, (tuple, list)) else (argnums,)
    found = grad(fun, tuple(numbers))(*args) if gradient is None else gradient(*args)
    if gradient is not None and not isinstance(argnums, (tuple, list)):
        found = (found,)
    worst = 0.0
    for number, tree in zip(numbers, found):
        given = [np.asarray(leaf, dtype=float) for _, leaf in _leaves(tree)]
        slopes = _slopes(fun, args, number % len(args))
        if [one.shape for one in given] != [one.shape for one in slopes]:
            raise ValueError(f'the gradient by argument {number} has not the shapes of the argument')
        for one, slope in zip(given, slopes):
            if one.size:
                scale = max(1.0, np.max(np.abs(slope)))
                worst = max(worst, float(np.max(np.abs(one - slope)) / scale))
    return worst
