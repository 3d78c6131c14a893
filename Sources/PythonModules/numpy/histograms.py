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
        if not isinstance(sample, (list, tuple, np.ndarray, np.generic)):
            iter(sample)
            raise TypeError("ufunc 'isfinite' not supported for the input types, and the inputs could not be safely coerced to "
                            "any supported types according to the casting rule ''safe''")
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
