# Statistics and signals, over what is built in.
import math
import numpy as np


def _axis_error(axis, ndim):
    if axis is not None and not -ndim <= axis < ndim:
        raise np.exceptions.AxisError(f'axis {axis} is out of bounds for array of dimension {ndim}')


# Without nan


def _without(a, value):
    a = np.asarray(a)
    if a.dtype.kind != 'f':
        return a, None
    mask = np.isnan(a)
    copy = a.copy()
    copy[mask] = value
    return copy, mask


def nanargmax(a, axis=None, out=None, *, keepdims=False):
    return _nan_place(np.argmax, a, -np.inf, axis, keepdims)


def nanargmin(a, axis=None, out=None, *, keepdims=False):
    return _nan_place(np.argmin, a, np.inf, axis, keepdims)


def _nan_place(function, a, value, axis, keepdims):
    filled, mask = _without(a, value)
    found = function(filled, axis=axis)
    if mask is not None and np.any(np.all(mask, axis=axis)):
        raise ValueError('All-NaN slice encountered')
    if keepdims:
        return np.reshape(found, (1,) * filled.ndim) if axis is None else np.expand_dims(found, axis)
    return found


def nancumsum(a, axis=None, dtype=None, out=None):
    return np.cumsum(_without(a, 0)[0], axis=axis, dtype=dtype)


def nancumprod(a, axis=None, dtype=None, out=None):
    return np.cumprod(_without(a, 1)[0], axis=axis, dtype=dtype)


def _moved(a, axis):
    """What is reduced as the last axis, and which axes those were."""
    if axis is None:
        return a.reshape(-1), list(range(a.ndim))
    axes = [axis] if isinstance(axis, (int, np.integer)) else list(axis)
    for one in axes:
        _axis_error(one, a.ndim)
    axes = [one % a.ndim for one in axes]
    if len(set(axes)) != len(axes):
        raise ValueError('repeated axis')
    rest = [one for one in range(a.ndim) if one not in axes]
    moved = a.transpose(rest + sorted(axes))
    return moved.reshape(tuple(a.shape[one] for one in rest) + (-1,)), axes


def _rows(function, a, axis, keepdims):
    """Applies a function to what is reduced, as one axis each."""
    rows, axes = _moved(a, axis)
    if rows.ndim == 1:
        found = function(rows)
    else:
        shape = rows.shape[:-1]
        rows = rows.reshape((-1, rows.shape[-1]))
        parts = [function(row) for row in rows]
        found = np.array(parts, dtype=None if parts else float)
        found = np.moveaxis(found, 0, -1) if found.ndim > 1 else found
        found = found.reshape(found.shape[:-1] + shape)
    if keepdims:
        inner = np.ndim(found) - (a.ndim - len(axes))
        return np.expand_dims(found, tuple(inner + one for one in axes)) if axes else found
    return found


def nanmedian(a, axis=None, out=None, overwrite_input=False, keepdims=False):
    a = np.asarray(a)
    if a.dtype.kind not in 'f':
        return np.median(a, axis=axis, keepdims=keepdims)
    if a.size == 0:
        return np.nanmean(a, axis=axis, keepdims=keepdims)

    def middle(row):
        kept = row[~np.isnan(row)]
        if kept.size == 0:
            _warn('All-NaN slice encountered')
            return a.dtype.type(np.nan)
        return np.median(kept)

    return _rows(middle, a, axis, keepdims)


def nanpercentile(a, q, axis=None, out=None, overwrite_input=False, method='linear', keepdims=False, *, weights=None):
    shares = np.asarray(q)
    if not (np.all(0 <= shares) and np.all(shares <= 100)):
        raise ValueError('Percentiles must be in the range [0, 100]')
    return _nan_quantile(np.percentile, a, q, axis, method, keepdims, weights)


def nanquantile(a, q, axis=None, out=None, overwrite_input=False, method='linear', keepdims=False, *, weights=None):
    shares = np.asarray(q)
    if not (np.all(0 <= shares) and np.all(shares <= 1)):
        raise ValueError('Quantiles must be in the range [0, 1]')
    return _nan_quantile(np.quantile, a, q, axis, method, keepdims, weights)


def _nan_quantile(function, a, q, axis, method, keepdims, weights):
    if weights is not None:
        raise ValueError('weights= is not there in Descent')
    a = np.asarray(a)
    if a.size == 0:
        return np.nanmean(a, axis=axis, keepdims=keepdims)
    options = {} if method == 'linear' else {'method': method}

    def part(row):
        kept = row[~np.isnan(row)] if row.dtype.kind == 'f' else row
        if kept.size == 0:
            _warn('All-NaN slice encountered')
            return np.full(np.shape(q), np.nan)[()]
        return function(kept, q, **options)

    return _rows(part, a, axis, keepdims)


# Histograms


def _data(a, weights):
    a = np.asarray(a)
    if a.dtype.kind == 'b':
        _warn('Converting input from bool to <class \'numpy.uint8\'> for compatibility.')
        a = a.astype(np.uint8)
    if weights is not None:
        weights = np.asarray(weights)
        if weights.shape != a.shape:
            raise ValueError('weights should have the same shape as a.')
        weights = weights.ravel()
    return a.ravel(), weights


def _outer_edges(a, limits):
    if limits is not None:
        low, high = limits
        if low > high:
            raise ValueError('max must be larger than min in range parameter.')
        if not (np.isfinite(low) and np.isfinite(high)):
            raise ValueError(f'supplied range of [{low}, {high}] is not finite')
    elif a.size == 0:
        low, high = 0, 1
    else:
        low, high = a.min(), a.max()
        if not (np.isfinite(low) and np.isfinite(high)):
            raise ValueError(f'autodetected range of [{low}, {high}] is not finite')
    if low == high:
        low, high = low - 0.5, high + 0.5
    return low, high


def _distance(first, second):
    """The difference of two numbers, which of ints without a sign is right too."""
    if np.result_type(first, second).kind in 'iu':
        return int(second) - int(first)
    return second - first


def _bin_width(name, x, limits):
    spread = _distance(x.min(), x.max()) if x.dtype.kind in 'iu' else x.max() - x.min()
    count = x.size
    if name == 'sqrt':
        return spread / np.sqrt(count)
    if name == 'sturges':
        return spread / (np.log2(count) + 1.0)
    if name == 'rice':
        return spread / (2.0 * count ** (1.0 / 3))
    if name == 'scott':
        return (24.0 * np.pi ** 0.5 / count) ** (1.0 / 3.0) * np.std(x)
    if name == 'fd':
        quartiles = np.percentile(x, [75, 25])
        return 2.0 * (quartiles[0] - quartiles[1]) * count ** (-1.0 / 3.0)
    if name == 'doane':
        if count <= 2:
            return 0.0
        skew = np.sqrt(6.0 * (count - 2) / ((count + 1.0) * (count + 3)))
        sigma = np.std(x)
        if not sigma > 0.0:
            return 0.0
        scaled = (x - np.mean(x)) / sigma
        third = np.mean(np.power(scaled, 3))
        return spread / (1.0 + np.log2(count) + np.log2(1.0 + np.absolute(third) / skew))
    if name == 'auto':
        width = _bin_width('fd', x, limits)
        least = _bin_width('sturges', x, limits)
        return max(width, _bin_width('sqrt', x, limits) / 2) and min(
            max(width, _bin_width('sqrt', x, limits) / 2), least) if width else least
    raise ValueError(f"{name!r} is not a valid estimator for `bins`")


def _edges(a, bins, limits, weights):
    """The edges of the bins; their ends, where the bins are equal, and how many those are."""
    count = None
    if isinstance(bins, str):
        if bins == 'stone':
            raise ValueError("bins='stone' is not there in Descent")
        if bins not in ('sqrt', 'sturges', 'rice', 'scott', 'fd', 'doane', 'auto'):
            raise ValueError(f"{bins!r} is not a valid estimator for `bins`")
        if weights is not None:
            raise TypeError('Automated estimation of the number of bins is not supported for weighted data')
        low, high = _outer_edges(a, limits)
        if limits is not None:
            a = a[(a >= low) & (a <= high)]
        count = 1
        if a.size:
            width = _bin_width(bins, a, (low, high))
            if width:
                if a.dtype.kind in 'iu' and width < 1:
                    width = 1
                count = int(np.ceil(_distance(low, high) / width))
    elif np.ndim(bins) == 0:
        if not isinstance(bins, (int, np.integer)):
            raise TypeError('`bins` must be an integer, a string, or an array')
        count = int(bins)
        if count < 1:
            raise ValueError('`bins` must be positive, when an integer')
        low, high = _outer_edges(a, limits)
    elif np.ndim(bins) == 1:
        lines = np.asarray(bins)
        if np.any(lines[:-1] > lines[1:]):
            raise ValueError('`bins` must increase monotonically, when an array')
        return lines, None
    else:
        raise ValueError('`bins` must be 1d, when an array')
    lines = _even(low, high, count, np.result_type(low, high, 1.0))
    if a.dtype == np.float32:
        lines = lines.astype(np.result_type(low, high, a.dtype))
    if np.any(lines[:-1] >= lines[1:]):
        raise ValueError(f'Too many bins for data range. Cannot create {count} finite-sized bins.')
    return lines, (low, high, count)


def _even(low, high, count, kind):
    if kind != np.float32:
        return np.linspace(low, high, count + 1)
    low, high = np.float32(low), np.float32(high)
    lines = np.arange(count + 1).astype(np.float32) * ((high - low) / np.float32(count)) + low
    lines[-1] = high
    return lines


def histogram_bin_edges(a, bins=10, range=None, weights=None):
    a, weights = _data(a, weights)
    return _edges(a, bins, range, weights)[0]


def histogram(a, bins=10, range=None, density=None, weights=None):
    a, weights = _data(a, weights)
    lines, equal = _edges(a, bins, range, weights)
    kind = np.dtype(int) if weights is None else weights.dtype
    if equal is not None and (weights is None or np.can_cast(weights.dtype, float)):
        found = _equal_counts(a, lines, equal, weights, kind)
    else:
        found = _counts_between(a, lines, weights, kind)
    if density:
        return found / np.diff(lines).astype(float) / found.sum(), lines
    return found, lines


def _equal_counts(a, lines, equal, weights, kind):
    low, high, count = equal
    found = np.zeros(count, kind)
    size = 65536
    length = _distance(low, high)
    for start in np.arange(0, len(a), size).tolist():
        part = a[start:start + size]
        part_weights = None if weights is None else weights[start:start + size]
        kept = (part >= low) & (part <= high)
        if not kept.all():
            part = part[kept]
            part_weights = None if weights is None else part_weights[kept]
        part = part.astype(lines.dtype)
        if a.dtype.kind in 'iu':
            offset = part - float(low)
        else:
            offset = part - low
        places = (offset / length * count).astype(np.int64)
        places[places == count] -= 1
        places[part < lines[places]] -= 1
        places[(part >= lines[places + 1]) & (places != count - 1)] += 1
        found = found + np.bincount(places, weights=part_weights, minlength=count).astype(kind)
    return found


def _counts_between(a, lines, weights, kind):
    total = np.zeros(len(lines), kind)
    size = 65536
    for start in np.arange(0, len(a), size).tolist():
        part = a[start:start + size]
        if weights is None:
            part = np.sort(part)
            total = total + np.concatenate(
                (np.searchsorted(part, lines[:-1], 'left'), np.searchsorted(part, lines[-1:], 'right')))
        else:
            order = np.argsort(part)
            part = part[order]
            sums = np.concatenate((np.zeros(1, kind), weights[start:start + size][order].cumsum()))
            places = np.concatenate(
                (np.searchsorted(part, lines[:-1], 'left'), np.searchsorted(part, lines[-1:], 'right')))
            total = total + sums[places]
    return np.diff(total)


def histogramdd(sample, bins=10, range=None, density=None, weights=None):
    if isinstance(sample, np.ndarray) and sample.ndim == 2:
        points = sample
    else:
        points = np.atleast_2d(np.asarray(sample)).T
    count, ndim = points.shape
    if isinstance(bins, (int, np.integer)):
        bins = ndim * [bins]
    elif len(bins) != ndim:
        raise ValueError('The dimension of bins must be equal to the dimension of the sample x.')
    if range is None:
        range = (None,) * ndim
    elif len(range) != ndim:
        raise ValueError('range argument must have one entry per dimension')
    if weights is not None:
        weights = np.asarray(weights)
    edges, places = [], []
    for axis, (bin, limits) in enumerate(zip(bins, range)):
        if np.ndim(bin) == 0:
            if bin < 1:
                raise ValueError(f'`bins[{axis}]` must be positive, when an integer')
            low, high = _outer_edges(points[:, axis], limits)
            lines = _even(low, high, int(bin), np.result_type(low, high, 1.0))
        else:
            lines = np.asarray(bin)
            if np.ndim(lines) != 1:
                raise ValueError(f'`bins[{axis}]` must be a scalar or 1d array')
            if np.any(lines[:-1] > lines[1:]):
                raise ValueError(f'`bins[{axis}]` must be monotonically increasing, when an array')
        place = np.searchsorted(lines, points[:, axis], side='right')
        place[points[:, axis] == lines[-1]] -= 1
        edges.append(lines)
        places.append(place)
    shape = tuple(len(lines) + 1 for lines in edges)
    flat = np.ravel_multi_index(tuple(places), shape)
    size = math.prod(shape)
    found = np.bincount(flat, weights, minlength=size).reshape(shape).astype(float)
    found = found[(slice(1, -1),) * ndim]
    if density:
        total = found.sum()
        for axis, lines in enumerate(edges):
            found = found / np.diff(lines).reshape((1,) * axis + (-1,) + (1,) * (ndim - axis - 1))
        found = found / total
    return found, edges


def histogram2d(x, y, bins=10, range=None, density=None, weights=None):
    if len(x) != len(y):
        raise ValueError('x and y must have the same length.')
    try:
        count = len(bins)
    except TypeError:
        count = 1
    if count not in (1, 2):
        bins = [np.asarray(bins)] * 2
    found, edges = histogramdd([x, y], bins, range, density, weights)
    return found, edges[0], edges[1]


# Signals


def _signals(a, v):
    a, v = np.atleast_1d(a), np.atleast_1d(v)
    if a.ndim > 1 or v.ndim > 1:
        raise ValueError('object too deep for desired array')
    return a, v


_MODES = {'valid': 0, 'same': 1, 'full': 2}


def _mode(mode):
    if isinstance(mode, str):
        if mode in _MODES:
            return _MODES[mode]
        raise ValueError(f"mode must be one of 'valid', 'same', or 'full' (got '{mode}')")
    if mode in (0, 1, 2):
        return mode
    raise ValueError('integer convolve/correlate mode must be 0, 1, or 2')


def _dot(a, b):
    """The product of two rows, 0 without a sign."""
    if a.dtype == np.float32 and len(a) < 32:
        # NumPy's product of few single floats adds in double precision.
        return np.float32(np.cumsum((a * b).astype(float))[-1] + 0.0)
    return np.dot(a, b) + 0


def _correlated(a, v, mode):
    """The sums of products of a with v moved along it, in the order of NumPy's sums."""
    kind = np.result_type(a.dtype, v.dtype)
    a, v = a.astype(kind), v.astype(kind)
    turned = len(a) < len(v)
    if turned:
        a, v = v, a
    length, count = len(a), len(v)
    if mode == 0:
        left = right = 0
        total = length - count + 1
    elif mode == 1:
        left = count // 2
        right = count - left - 1
        total = length
    else:
        left = right = count - 1
        total = length + count - 1
    found = np.zeros(total, kind)
    for place in range(left):
        size = count - left + place
        found[place] = _dot(a[:size], v[left - place:])
    middle = length - count + 1
    if count <= 11 and kind.kind != 'b':
        # NumPy's loop for few weights adds one product after another.
        part = a[:middle] * v[0]
        for place in range(1, count):
            part = part + a[place:place + middle] * v[place]
        found[left:left + middle] = part + kind.type(0) if kind.kind == 'f' else part
    else:
        for place in range(middle):
            found[left + place] = _dot(a[place:place + count], v)
    for place in range(right):
        found[left + middle + place] = _dot(a[middle + place:], v[:count - 1 - place])
    return found[::-1].copy() if turned else found


def correlate(a, v, mode='valid'):
    a, v = _signals(a, v)
    if len(a) == 0:
        raise ValueError('first array argument cannot be empty')
    if len(v) == 0:
        raise ValueError('second array argument cannot be empty')
    return _correlated(a, v, _mode(mode))


def convolve(a, v, mode='full'):
    a, v = _signals(a, v)
    if len(a) == 0:
        raise ValueError('a cannot be empty')
    if len(v) == 0:
        raise ValueError('v cannot be empty')
    if len(v) > len(a):
        a, v = v, a
    return _correlated(a, v[::-1], _mode(mode))


def ediff1d(ary, to_end=None, to_begin=None):
    values = np.asarray(ary).ravel()
    parts = []
    for name, part in (('to_begin', to_begin), ('', None), ('to_end', to_end)):
        if name == '':
            parts.append(values[1:] - values[:-1])
        elif part is not None:
            part = np.asarray(part)
            if not np.can_cast(part.dtype, values.dtype, 'same_kind'):
                raise TypeError(
                    f'dtype of `{name}` must be compatible with input `ary` under the `same_kind` rule.')
            parts.append(part.ravel().astype(values.dtype))
    return parts[0] if len(parts) == 1 else np.concatenate(parts)


def unwrap(p, discont=None, axis=-1, *, period=6.283185307179586):
    values = np.asarray(p)
    change = np.diff(values, axis=axis)
    if discont is None:
        discont = period / 2
    kind = np.result_type(change.dtype, period)
    if kind.kind in 'iu':
        high, odd = divmod(period, 2)
        ambiguous = odd == 0
    else:
        high = period / 2
        ambiguous = True
    low = -high
    turned = np.mod(change - low, period) + low
    if ambiguous:
        turned[(turned == low) & (change > 0)] = high
    correction = turned - change
    correction[np.abs(change) < discont] = 0
    found = values.astype(kind)
    index = [slice(None)] * found.ndim
    index[axis] = slice(1, None)
    found[tuple(index)] = values[tuple(index)] + correction.cumsum(axis)
    return found


def sinc(x):
    x = np.asarray(x)
    if x.dtype.kind in 'iub':
        x = x.astype(float)
    y = np.pi * np.where(x == 0, np.finfo(x.dtype).tiny if x.dtype == np.float32 else 1e-20, x)
    return np.sin(y) / y


# Windows


def _window(M):
    values = np.array([0.0, M])
    M = values[1]
    if M < 1:
        return None, np.array([], dtype=values.dtype)
    if M == 1:
        return None, np.ones(1, dtype=values.dtype)
    return M, np.arange(1 - M, M, 2)


def bartlett(M):
    M, n = _window(M)
    if M is None:
        return n
    return np.where(n <= 0, 1 + n / (M - 1), 1 - n / (M - 1))


def blackman(M):
    M, n = _window(M)
    if M is None:
        return n
    return 0.42 + 0.5 * np.cos(np.pi * n / (M - 1)) + 0.08 * np.cos(2.0 * np.pi * n / (M - 1))


def hanning(M):
    M, n = _window(M)
    if M is None:
        return n
    return 0.5 + 0.5 * np.cos(np.pi * n / (M - 1))


def hamming(M):
    M, n = _window(M)
    if M is None:
        return n
    return 0.54 + 0.46 * np.cos(np.pi * n / (M - 1))


# Sets


def setxor1d(ar1, ar2, assume_unique=False):
    first, second = np.asarray(ar1), np.asarray(ar2)
    if not assume_unique:
        first, second = np.unique(first), np.unique(second)
    both = np.sort(np.concatenate((first, second), axis=None))
    if both.size == 0:
        return both
    changes = np.concatenate(([True], both[1:] != both[:-1], [True]))
    return both[changes[1:] & changes[:-1]]


def cumulative_sum(x, /, *, axis=None, dtype=None, out=None, include_initial=False):
    return _cumulative(np.cumsum, x, axis, dtype, include_initial, 0)


def cumulative_prod(x, /, *, axis=None, dtype=None, out=None, include_initial=False):
    return _cumulative(np.cumprod, x, axis, dtype, include_initial, 1)


def _cumulative(function, x, axis, dtype, include_initial, first):
    x = np.atleast_1d(x)
    if axis is None:
        if x.ndim > 1:
            raise ValueError('For arrays which have more than one dimension ``axis`` argument is required.')
        axis = 0
    found = function(x, axis=axis, dtype=dtype)
    if include_initial:
        shape = list(x.shape)
        shape[axis] = 1
        found = np.concatenate([np.full(shape, first, dtype=found.dtype), found], axis=axis)
    return found
