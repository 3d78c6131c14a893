# Products


def tensordot(a, b, axes=2):
    a, b = np.asarray(a), np.asarray(b)
    try:
        iter(axes)
    except TypeError:
        left = list(range(-axes, 0))
        right = list(range(axes))
    else:
        left, right = axes
        left = list(left) if isinstance(left, (list, tuple, np.ndarray)) else [left]
        right = list(right) if isinstance(right, (list, tuple, np.ndarray)) else [right]
    fits = len(left) == len(right)
    if fits:
        for first, second in zip(left, right):
            if a.shape[first] != b.shape[second]:
                fits = False
                break
    if not fits:
        raise ValueError('shape-mismatch for sum')
    left = [one + a.ndim if one < 0 else one for one in left]
    right = [one + b.ndim if one < 0 else one for one in right]
    if len(set(left)) != len(left) or len(set(right)) != len(right):
        raise ValueError('tensordot: an axis is named twice')
    rest_left = [one for one in range(a.ndim) if one not in left]
    rest_right = [one for one in range(b.ndim) if one not in right]
    count = 1
    for one in left:
        count *= a.shape[one]
    shape = tuple(a.shape[one] for one in rest_left) + tuple(b.shape[one] for one in rest_right)
    rows = 1
    for one in rest_left:
        rows *= a.shape[one]
    columns = 1
    for one in rest_right:
        columns *= b.shape[one]
    first = a.transpose(rest_left + left).reshape((rows, count))
    second = b.transpose(right + rest_right).reshape((count, columns))
    return np.dot(first, second).reshape(shape)


def vecdot(x1, x2, /, out=None, *, axis=-1):
    first, second = np.asarray(x1), np.asarray(x2)
    for number, part in enumerate((first, second)):
        if part.ndim == 0:
            raise ValueError(f'vecdot: Input operand {number} does not have enough dimensions (has 0, gufunc core with '
                             'signature (n),(n)->() requires 1)')
    first = np.conj(first) if first.dtype.kind == 'c' else first
    first, second = np.moveaxis(first, axis, -1), np.moveaxis(second, axis, -1)
    return np.matmul(first[..., None, :], second[..., :, None])[..., 0, 0][()]


def matvec(x1, x2, /, out=None):
    _needs_matrix('matvec', 0, x1, '(m,n),(n)->(m)')
    return np.matmul(np.asarray(x1), np.asarray(x2)[..., None])[..., 0][()]


def vecmat(x1, x2, /, out=None):
    _needs_matrix('vecmat', 1, x2, '(n),(n,m)->(m)')
    first = np.asarray(x1)
    first = np.conj(first) if first.dtype.kind == 'c' else first
    return np.matmul(first[..., None, :], np.asarray(x2))[..., 0, :]


def _needs_matrix(name, place, operand, core):
    if np.ndim(operand) < 2:
        raise ValueError(f'{name}: Input operand {place} does not have enough dimensions (has {np.ndim(operand)}, gufunc core '
                         f'with signature {core} requires 2)')


# Memory order


def partition(a, kth, axis=-1, kind='introselect', order=None):
    _no_fields(order)
    if np.ndim(a) == 0 and axis is not None:
        raise np.exceptions.AxisError(f'axis {axis} is out of bounds for array of dimension 0')
    return _partitioned(np.sort, a, kth, axis, kind)


def _no_fields(order):
    if order is not None:
        raise ValueError('Cannot specify order when the array has no fields.')


def argpartition(a, kth, axis=-1, kind='introselect', order=None):
    _no_fields(order)
    return _partitioned(np.argsort, a, kth, axis, kind)


def _partitioned(function, a, kth, axis, kind):
    a = np.asarray(a)
    if kind != 'introselect':
        raise ValueError(f"select kind must be one of 'introselect' (got '{kind}')" if isinstance(kind, str)
                         else 'select kind must be a string')
    places = np.asarray(kth)
    if places.dtype.kind not in 'iu':
        if places.dtype.kind == 'b':
            raise ValueError('Booleans unacceptable as partition index')
        raise TypeError('Partition index must be integer')
    if axis is None:
        a, axis = a.ravel(), 0
    if a.ndim == 0:
        a = a.reshape(1)
    if a.size == 0:
        return function(a, axis=axis)
    if not -a.ndim <= axis < a.ndim:
        raise np.exceptions.AxisError(f'axis {axis} is out of bounds for array of dimension {a.ndim}')
    length = a.shape[axis]
    for place in places.ravel().tolist():
        if not -length <= place < length:
            raise ValueError(f'kth(={place + length if place < 0 else place}) out of bounds ({length})')
    return function(a, axis=axis)
