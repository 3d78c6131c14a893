# Factorisations, and what works along a line of numbers.


def _off_diagonal(values):
    """One over the differences of numbers from each other, values[j] - values[i] at i, j; 0 on the diagonal."""
    same = np.eye(_shape(values)[-1])
    return (1 - same) / (np.expand_dims(values, -2) - np.expand_dims(values, -1) + same)


def _cholesky_rule(answer, a):
    # Of a as a symmetric matrix (Murray, Differentiation of the Cholesky decomposition, 2016).
    def pull(g):
        half = np.tril(np.ones(_shape(a))) - 0.5 * np.eye(_shape(a)[-1])
        part = np.linalg.solve(_columns(answer), np.matmul(_columns(answer), g) * half)
        part = np.linalg.solve(_columns(answer), _columns(part))
        return (part + _columns(part)) / 2

    return pull,


def _eigenvalues_rule(answer, a):
    # Giles, Collected matrix derivative results (2008), 3.1, of a as a symmetric matrix.
    def pull(g):
        vectors = np.linalg.eigh(a)[1]
        return np.matmul(vectors * np.expand_dims(g, -2), _columns(vectors))

    return pull,


def _eigenvectors_rule(answer, a):
    def pull(g):
        inner = np.matmul(_columns(answer), g) * _off_diagonal(np.linalg.eigh(a)[0])
        return np.matmul(np.matmul(answer, inner), _columns(answer))

    return pull,


def _eigh(a, UPLO='L'):
    values = record('_eigenvalues', lambda a: np.linalg.eigh(a, UPLO)[0], (a,))
    return _EighResult(values, record('_eigenvectors', lambda a: np.linalg.eigh(a, UPLO)[1], (a,)))


class _EighResult(tuple):
    def __new__(cls, eigenvalues, eigenvectors):
        return tuple.__new__(cls, (eigenvalues, eigenvectors))

    eigenvalues = property(lambda self: self[0])
    eigenvectors = property(lambda self: self[1])


def _reduced(a):
    return np.linalg.svd(a, full_matrices=False)


def _singular_rule(answer, a):
    # Giles, 3.2.
    def pull(g):
        left, _, right = _reduced(a)
        return np.matmul(left * np.expand_dims(g, -2), right)

    return pull,


def _left_rule(answer, a):
    # Townsend, Differentiating the singular value decomposition (2016).
    def pull(g):
        _, values, right = _reduced(a)
        turned = np.matmul(_columns(answer), g)
        inner = (turned - _columns(turned)) * _off_diagonal(values * values)
        rest = (g - np.matmul(answer, turned)) / np.expand_dims(values, -2)
        return np.matmul(np.matmul(answer, inner * np.expand_dims(values, -2)) + rest, right)

    return pull,


def _right_rule(answer, a):
    def pull(g):
        left, values, _ = _reduced(a)
        turned = np.matmul(answer, _columns(g))
        inner = (turned - _columns(turned)) * _off_diagonal(values * values)
        rest = (g - np.matmul(np.matmul(g, _columns(answer)), answer)) / np.expand_dims(values, -1)
        return np.matmul(left, np.matmul(inner * np.expand_dims(values, -1), answer) + rest)

    return pull,


def _svd(a, full_matrices=True, compute_uv=True, hermitian=False):
    if hermitian:
        raise _missing('svd with hermitian=True')
    if not compute_uv:
        return record('_singular', lambda a: np.linalg.svd(a, compute_uv=False), (a,))
    if full_matrices and _shape(a)[-1] != _shape(a)[-2]:
        raise NotImplementedError('svd of a matrix that is not square has a derivative with full_matrices=False alone')
    return _SvdResult(*[record(name, lambda a, number=number: np.linalg.svd(a, full_matrices=False)[number], (a,))
                        for number, name in enumerate(['_left', '_singular', '_right'])])


class _SvdResult(tuple):
    def __new__(cls, U, S, Vh):
        return tuple.__new__(cls, (U, S, Vh))

    U = property(lambda self: self[0])
    S = property(lambda self: self[1])
    Vh = property(lambda self: self[2])


def _convolution_rule(answer, a, v, mode='full'):
    first, second = _shape(a)[0], _shape(v)[0]
    shorter = min(first, second)
    start = {'full': 0, 'same': (shorter - 1) // 2, 'valid': shorter - 1}[mode]

    def pull(g, other):
        left = first + second - 1 - start - _shape(g)[0]
        return np.convolve(np.concatenate([np.zeros(start), g, np.zeros(left)]), other[::-1], mode='valid')

    return lambda g: pull(g, v), lambda g: pull(g, a)


def _interpolation_rule(answer, x, xp, fp):
    points, places = np.asarray(plain(xp)), np.asarray(plain(x))
    index = np.clip(np.searchsorted(points, places, side='right') - 1, 0, len(points) - 2)
    is_below, is_above = places < points[0], places > points[-1]
    xp, fp = np.asarray(xp), np.asarray(fp)

    def spread(low, high):
        count = _shape(points)
        return (record('_scatter', _scatter, (low,), {'places': index, 'shape': count})
                + record('_scatter', _scatter, (high,), {'places': index + 1, 'shape': count}))

    def slope():
        part = (fp[index + 1] - fp[index]) / (xp[index + 1] - xp[index])
        return np.where(is_below | is_above, 0.0, part)

    def share():
        part = (x - xp[index]) / (xp[index + 1] - xp[index])
        return np.where(is_below, 0.0, np.where(is_above, 1.0, part))

    def by_points(g):
        part = g * slope()
        return spread(part * (share() - 1), -part * share())

    return (lambda g: g * slope(), by_points,
            lambda g: spread(g * (1 - share()), g * share()))


def _pad(array, pad_width, mode='constant', **options):
    """np.pad by the places that elements come from; what isn't one of them is a constant."""
    size = np.size(plain(array))
    places = np.arange(size).reshape(_shape(array))
    if mode == 'constant':
        constant = options.pop('constant_values', 0)
        _refuse(options, 'pad')
        if _shape(constant) != ():
            raise _missing('pad with several constants')
        places = np.pad(places, pad_width, constant_values=size)
        padded = np.concatenate([np.ravel(array), np.ones(1) * constant])[np.ravel(places)]
        return np.reshape(padded, places.shape)
    if mode not in ('edge', 'reflect', 'symmetric', 'wrap'):
        raise _missing(f'pad with mode={mode!r}')
    _refuse(options, 'pad')
    places = np.pad(places, pad_width, mode=mode)
    return np.reshape(np.ravel(array)[np.ravel(places)], places.shape)


RULES.update({
    'cholesky': _cholesky_rule, '_eigenvalues': _eigenvalues_rule, '_eigenvectors': _eigenvectors_rule,
    '_singular': _singular_rule, '_left': _left_rule, '_right': _right_rule, 'convolve': _convolution_rule,
    'interp': _interpolation_rule,
})
_FRONTS.update({
    'eigh': _eigh, 'eigvalsh': lambda a, UPLO='L': _eigh(a, UPLO)[0], 'svd': _svd,
    'svdvals': lambda x: _svd(x, compute_uv=False), 'pad': _pad,
})
