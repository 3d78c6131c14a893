# Numbers


def interp(f, x, xp, fp, left=None, right=None, period=None):
    for value in (left, right):
        if value is not None and not isinstance(value, (int, float, np.number)):
            raise TypeError(f'must be real number, not {_type_name(value)}')
    x, xp, fp = np.asarray(x), np.asarray(xp).astype(float), np.asarray(fp).astype(float)
    if period is not None:
        if period == 0:
            raise ValueError('period must be a non-zero value')
        period = abs(period)
        left = right = None
        x, xp = x % period, xp % period
        order = np.argsort(xp)
        xp, fp = xp[order], fp[order]
        xp = np.concatenate((xp[-1:] - period, xp, xp[0:1] + period))
        fp = np.concatenate((fp[-1:], fp, fp[0:1]))
    found = np.asarray(f(x, xp, fp))
    if left is not None or right is not None:
        found = found.copy()
        if left is not None:
            found[np.asarray(x) < xp[0]] = left
        if right is not None:
            found[np.asarray(x) > xp[-1]] = right
    return found[()] if found.ndim == 0 else found


_MISSING = object()


def diff(f, a, n=1, axis=-1, prepend=_MISSING, append=_MISSING):
    a = np.asarray(a)
    parts = []
    for part in (prepend, a, append):
        if part is _MISSING:
            continue
        if part is None:
            raise TypeError("unsupported operand type(s) for -: 'int' and 'NoneType'")
        part = np.asarray(part)
        if part.ndim == 0:
            shape = list(a.shape)
            shape[axis] = 1
            part = np.broadcast_to(part, shape)
        parts.append(part)
    return f(np.concatenate(parts, axis) if len(parts) > 1 else a, n, axis)


def searchsorted(f, a, v, side='left', sorter=None):
    if sorter is not None:
        if not isinstance(sorter, (list, tuple, range, np.ndarray)) or isinstance(sorter, list) and any(
                isinstance(place, (list, tuple)) for place in sorter):
            raise TypeError('could not parse sorter argument')
        if np.asarray(sorter).dtype.kind not in 'iu':
            raise TypeError('sorter must only contain integers')
        if len(sorter) != len(a):
            raise ValueError('sorter.size must equal array.size')
    return f(np.asarray(a)[sorter] if sorter is not None else a, v, side)


def sort(f, a, axis=-1, kind=None, order=None, *, stable=None):
    if kind is not None and not isinstance(kind, str):
        raise TypeError(f'sort kind must be str, not {_type_name(kind)}')
    if kind is not None and kind[:1].lower() not in ('q', 'h', 'm', 's'):
        raise ValueError(f"sort kind must be one of 'quick', 'heap', or 'stable' (got '{kind}')")
    if order is not None:
        raise ValueError('Cannot specify order when the array has no fields.')
    if stable is not None:
        bool(stable)
        if kind is not None:
            raise ValueError('`kind` and `stable` parameters can\'t be provided at the same time. Use only one of them.')
    return f(a, axis)


argsort = sort


def take(f, a, indices, axis=None, out=None, mode='raise'):
    if not isinstance(mode, str):
        raise TypeError('clipmode not understood')
    if out is not None and not isinstance(out, np.ndarray):
        raise TypeError('return arrays must be of ArrayType')
    if mode not in ('raise', 'wrap', 'clip'):
        raise ValueError(f"clipmode must be one of 'clip', 'raise', or 'wrap' (got '{mode}')")
    a, places = np.asarray(a), np.asarray(indices)
    length = a.size if axis is None else a.shape[axis]
    if mode == 'wrap':
        places = places % length
    elif mode == 'clip':
        places = np.clip(places, 0, length - 1)
    found = f(a, places, axis)
    if out is None:
        return found
    if out.shape != np.shape(found):
        raise ValueError('output array does not match result of ndarray.take')
    return _into(out, found)


# Sets


def unique(f, ar, return_index=False, return_inverse=False, return_counts=False, axis=None, *, equal_nan=True,
           sorted=True):
    a = np.asarray(ar)
    bool(sorted)
    if axis is None:
        if equal_nan:
            return f(a, return_index, return_inverse, return_counts)
        raise ValueError('unique: Descent takes equal_nan=True alone')
    axis = _count(axis)
    if not -a.ndim <= axis < a.ndim:
        raise np.exceptions.AxisError(f'axis {axis} is out of bounds for array of dimension {a.ndim}')
    moved = np.moveaxis(a, axis, 0)
    shape = moved.shape
    rows = moved.reshape(shape[0], -1) if moved.size else moved.reshape(shape[0], 0)
    count = rows.shape[1]
    order = np.lexsort(tuple(rows[:, place] for place in range(count - 1, -1, -1))) if count else np.arange(shape[0])
    ordered = rows[order]
    first = np.ones(shape[0], bool)
    if shape[0] > 1:
        first[1:] = (ordered[1:] != ordered[:-1]).any(axis=1)
    found = np.moveaxis(ordered[first].reshape((int(first.sum()),) + shape[1:]), 0, axis)
    results = [found]
    if return_index:
        results.append(order[first])
    if return_inverse:
        inverse = np.zeros(shape[0], int)
        inverse[order] = np.cumsum(first) - 1
        results.append(inverse)
    if return_counts:
        starts = np.concatenate((np.nonzero(first)[0], [shape[0]]))
        results.append(np.diff(starts))
    return results[0] if len(results) == 1 else tuple(results)


def setdiff1d(f, ar1, ar2, assume_unique=False):
    if not assume_unique:
        return f(ar1, ar2)
    first = np.asarray(ar1).ravel()
    return first[np.isin(first, ar2, invert=True)]


def intersect1d(f, ar1, ar2, assume_unique=False, return_indices=False):
    bool(assume_unique)
    if not return_indices:
        return f(ar1, ar2)
    first, second = np.asarray(ar1).ravel(), np.asarray(ar2).ravel()
    both, places = np.unique(first.astype(np.result_type(first, second)), True)
    others, other_places = np.unique(second, True)
    kept = np.isin(both, others)
    also = np.isin(others, both)
    return both[kept], places[kept], other_places[also]


def isin(f, element, test_elements, assume_unique=False, invert=False, *, kind=None):
    if isinstance(kind, (list, dict, np.ndarray)):
        raise TypeError(f"unhashable type: '{_type_name(kind)}'")
    if kind not in (None, 'sort', 'table'):
        raise ValueError(f"Invalid kind: '{kind}'. Please use None, 'sort' or 'table'.")
    bool(assume_unique)
    return f(element, test_elements, assume_unique, invert)


def shares_memory(f, a, b, max_work=None):
    if max_work is not None and not hasattr(max_work, '__index__'):
        raise ValueError('max_work must be an integer')
    if max_work is not None and not -2 ** 63 <= max_work.__index__() < 2 ** 63:
        raise OverflowError('Python int too large to convert to C ssize_t')
    if max_work is not None and max_work.__index__() < -2:
        raise ValueError('Invalid value for max_work')
    return f(a, b)


may_share_memory = shares_memory


def median(f, a, axis=None, out=None, overwrite_input=False, keepdims=False):
    import _numpy_quantiles as quantiles
    return quantiles.stored(f(a, axis=axis, keepdims=keepdims), out)


def percentile(f, a, q, axis=None, out=None, overwrite_input=False, method='linear', keepdims=False, *, weights=None,
               interpolation=None):
    if interpolation is not None:
        raise TypeError(f"{f.__name__}() got an unexpected keyword argument 'interpolation'")
    bool(overwrite_input)
    hash(method)
    import _numpy_quantiles as quantiles
    if method == 'linear' and weights is None:
        return quantiles.stored(f(a, q, axis=axis, keepdims=keepdims), out)
    carried_out = quantiles.percentile if f.__name__ == 'percentile' else quantiles.quantile
    return carried_out(a, q, axis, out, False, method, keepdims, weights=weights)


quantile = percentile


def cross(f, *args, **options):
    import _numpy_calculus as calculus
    return calculus.cross(*args, **options)


_KNOWN = {
    'cross': cross, 'median': median, 'percentile': percentile, 'quantile': quantile,
    'array': array, 'asarray': asarray, 'asanyarray': asanyarray, 'zeros': zeros, 'ones': ones, 'empty': empty,
    'full': full, 'eye': eye, 'zeros_like': zeros_like, 'ones_like': ones_like, 'empty_like': empty_like,
    'full_like': full_like, 'copy': copy, 'linspace': linspace, 'logspace': logspace, 'geomspace': geomspace,
    'meshgrid': meshgrid, 'reshape': reshape, 'ravel': ravel, 'flatten': flatten, 'astype': astype, 'diagonal': diagonal,
    'trace': trace, 'rot90': rot90, 'concatenate': concatenate, 'concat': concat, 'stack': stack, 'hstack': hstack,
    'vstack': vstack, 'column_stack': column_stack, 'interp': interp, 'diff': diff, 'searchsorted': searchsorted,
    'sort': sort, 'argsort': argsort, 'take': take, 'unique': unique, 'setdiff1d': setdiff1d,
    'intersect1d': intersect1d, 'isin': isin, 'shares_memory': shares_memory, 'may_share_memory': may_share_memory,
}


def takes(name):
    return name in _KNOWN


def called(f, args, options):
    return _KNOWN[f.__name__](f, *args, **options)
