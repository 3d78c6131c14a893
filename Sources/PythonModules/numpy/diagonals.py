# Diagonals and triangles


def diagflat(v, k=0):
    return np.diag(np.asarray(v).ravel(), k)


def fill_diagonal(a, val, wrap=False):
    if np.ndim(a) < 2:
        raise ValueError('array must be at least 2-d')
    values = np.ravel(val)
    if a.ndim == 2:
        rows, columns = a.shape
        step = columns + 1
        end = rows * columns if wrap else min(columns * columns, rows * columns)
        places = np.arange(0, end, step)
        index = (places // columns, places % columns) if columns else (places, places)
    else:
        if len(set(a.shape)) != 1:
            raise ValueError('All dimensions of input must be of equal length')
        places = np.arange(a.shape[0])
        index = (places,) * a.ndim
    if len(places) == 0:
        return
    if values.size == 0:
        return
    if isinstance(val, (int, float)):
        a[index] = val
        return
    a[index] = np.resize(values, len(places)) if values.size != 1 else values[0]


def diag_indices(n, ndim=2):
    return (np.arange(n),) * ndim


def diag_indices_from(arr):
    if not arr.ndim >= 2:
        raise ValueError('input array must be at least 2-d')
    if len(set(arr.shape)) != 1:
        raise ValueError('All dimensions of input must be of equal length')
    return diag_indices(arr.shape[0], arr.ndim)


def tril_indices(n, k=0, m=None):
    return np.nonzero(np.tri(n, n if m is None else m, k=k, dtype=bool))


def triu_indices(n, k=0, m=None):
    return np.nonzero(~np.tri(n, n if m is None else m, k=k - 1, dtype=bool))


def tril_indices_from(arr, k=0):
    if arr.ndim != 2:
        raise ValueError('input array must be 2-d')
    return tril_indices(arr.shape[-2], k, arr.shape[-1])


def triu_indices_from(arr, k=0):
    if arr.ndim != 2:
        raise ValueError('input array must be 2-d')
    return triu_indices(arr.shape[-2], k, arr.shape[-1])


def mask_indices(n, mask_func, k=0):
    return np.nonzero(mask_func(np.ones((n, n), int), k) != 0)


# Sizes


def resize(a, new_shape):
    shape = _lengths_of(new_shape)
    if min(shape, default=0) < 0:
        raise ValueError('all elements of `new_shape` must be non-negative')
    flat = np.ravel(a)
    count = 1
    for length in shape:
        count *= int(length)
    if flat.size == 0 or count == 0:
        return np.zeros(shape, dtype=flat.dtype)
    return flat[np.arange(count) % flat.size].reshape(shape)


def trim_zeros(filt, trim='fb', axis=None):
    values = np.asarray(filt)
    trim = trim.lower()
    if trim not in ('fb', 'bf', 'b', 'f'):
        raise ValueError(f'unexpected character(s) in `trim`: {trim!r}')
    axes = range(values.ndim) if axis is None else [
        _axis(place, values.ndim) for place in (axis if isinstance(axis, tuple) else (axis,))]
    places = np.argwhere(values)
    index = [slice(None)] * values.ndim
    for place in axes:
        if len(places) == 0:
            index[place] = slice(0, 0)
            continue
        start = int(places[:, place].min()) if 'f' in trim else None
        stop = int(places[:, place].max()) + 1 if 'b' in trim else None
        index[place] = slice(start, stop)
    if values.ndim == 1:
        return filt[index[0]]
    return filt if values.ndim == 0 else filt[tuple(index)]
