# Shapes


def reshape(f, a, *sizes, shape=None, order='C', copy=None):
    sizes = sizes if shape is None else (shape,)
    order = _order(order, 'CFA')
    _copies(copy)
    a = np.asarray(a)
    if len(sizes) == 2 and isinstance(sizes[1], str):
        sizes, order = sizes[:1], _order(sizes[1], 'CFA')
    lengths = tuple(sizes[0]) if len(sizes) == 1 and isinstance(sizes[0], (tuple, list)) else sizes
    if order == 'F' or order == 'A' and a.flags.fnc:
        found = f(a.T, lengths[::-1]).T
    else:
        found = f(a, lengths)
    return found.copy() if _copies(copy) else found


def ravel(f, a, order='C'):
    order = _order(order)
    a = np.asarray(a)
    if order == 'F' or order == 'A' and a.flags.fnc:
        return f(a.T)
    if order == 'K':
        # In memory order.
        return f(a.transpose(sorted(range(a.ndim), key=lambda axis: -abs(a.strides[axis]) * (a.shape[axis] > 1))))
    return f(a)


def flatten(f, a, order='C'):
    return ravel(np.ravel, a, order).copy()


def astype(f, a, dtype, order='K', casting='unsafe', subok=True, copy=True):
    kind = np.dtype(dtype)
    if not np.can_cast(a.dtype, kind, casting):
        raise TypeError(f"Cannot cast array data from {a.dtype!r} to {kind!r} according to the rule '{casting}'")
    if not copy and isinstance(a, np.ndarray) and a.dtype == kind and order == 'K':
        return a
    found = f(a, kind)
    return _laid(found, _order(order), a) if isinstance(found, np.ndarray) else found


def diagonal(f, a, offset=0, axis1=0, axis2=1):
    offset, axis1, axis2 = _count(offset), _count(axis1), _count(axis2)
    a = np.asarray(a)
    if a.ndim < 2:
        raise ValueError('diag requires an array of at least two dimensions')
    for axis in (axis1, axis2):
        if not -a.ndim <= axis < a.ndim:
            raise np.exceptions.AxisError(f'axis {axis} is out of bounds for array of dimension {a.ndim}')
    first, second = axis1 % a.ndim, axis2 % a.ndim
    if first == second:
        raise ValueError('axis1 and axis2 cannot be the same')
    rest = [axis for axis in range(a.ndim) if axis not in (first, second)]
    rows = a.transpose([first, second] + rest)
    rows = rows[:, offset:] if offset >= 0 else rows[-offset:]
    length = min(rows.shape[0], rows.shape[1])
    strides = rows.strides
    return np.lib.stride_tricks.as_strided(
        rows, rows.shape[2:] + (length,), strides[2:] + (strides[0] + strides[1],), writeable=False)


def trace(f, a, offset=0, axis1=0, axis2=1, dtype=None, out=None):
    if out is not None:
        _array(out, 'output must be an array')
    found = diagonal(None, a, offset, axis1, axis2).sum(axis=-1, dtype=dtype)
    if out is None:
        return found
    if out.shape != np.shape(found):
        raise ValueError('output parameter for reduction operation add has the wrong number of dimensions: Found '
                         f'{out.ndim} but expected {np.ndim(found)}')
    return _into(out, found)


def rot90(f, m, k=1, axes=(0, 1)):
    m = np.asarray(m)
    axes = tuple(axes)
    if len(axes) != 2:
        raise ValueError('len(axes) must be 2.')
    if axes[0] == axes[1] or abs(axes[0] - axes[1]) == m.ndim:
        raise ValueError('Axes must be different.')
    if any(not -m.ndim <= axis < m.ndim for axis in axes):
        raise ValueError(f'Axes={axes} out of range for array of ndim={m.ndim}.')
    rest = [axis for axis in range(m.ndim) if axis not in (axes[0] % m.ndim, axes[1] % m.ndim)]
    order = [axes[0] % m.ndim, axes[1] % m.ndim] + rest
    back = [order.index(axis) for axis in range(m.ndim)]
    return f(m.transpose(order), k).transpose(back)


def _casting(casting):
    if not isinstance(casting, str):
        raise TypeError(f'casting must be str, not {_type_name(casting)}')
    if casting not in ('no', 'equiv', 'safe', 'same_kind', 'unsafe'):
        raise ValueError(f"casting must be one of 'no', 'equiv', 'safe', 'same_kind', 'unsafe' (got '{casting}')")


def _joined(found, out, dtype, casting):
    _casting(casting)
    if out is not None:
        _array(out, 'return arrays must be of ArrayType')
        if dtype is not None:
            raise TypeError('concatenate() only takes `out` or `dtype` as an argument, but both were provided.')
    if dtype is not None:
        if not np.can_cast(found.dtype, dtype, casting):
            raise TypeError(f"Cannot cast array data from {found.dtype!r} to {np.dtype(dtype)!r} according to the rule "
                            f"'{casting}'")
        found = found.astype(dtype)
    if out is None:
        return found
    if out.shape != found.shape:
        raise ValueError('Output array is the wrong shape')
    return _into(out, found, casting)


def concatenate(f, arrays, axis=0, out=None, *, dtype=None, casting='same_kind'):
    return _joined(f(arrays, axis), out, dtype, casting)


concat = concatenate


def stack(f, arrays, axis=0, out=None, *, dtype=None, casting='same_kind'):
    axis = _count(axis)
    return _joined(f(arrays, axis), out, dtype, casting)


def hstack(f, tup, *, dtype=None, casting='same_kind'):
    return _joined(f(tup), None, dtype, casting)


def vstack(f, tup, *, dtype=None, casting='same_kind'):
    return _joined(f(tup), None, dtype, casting)


def column_stack(f, tup):
    return f(tup)
