# NumPy's functions about shapes, on top of built-ins.
import numpy as np


def _index(value):
    """A whole number, or NumPy's error."""
    if isinstance(value, (int, np.integer)) and not isinstance(value, np.bool_):
        return int(value)
    if hasattr(value, '__index__') and not isinstance(value, float):
        return value.__index__()
    raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")


def _axis(axis, ndim, name=None):
    """An axis counted from the front."""
    axis = _index(axis)
    if not -ndim <= axis < ndim:
        start = '' if name is None else name + ': '
        raise np.exceptions.AxisError(f'{start}axis {axis} is out of bounds for array of dimension {ndim}')
    return axis + ndim if axis < 0 else axis


def axes_of(axis, ndim):
    """One axis or several, counted from the front; all of them for None."""
    if axis is None:
        return tuple(range(ndim))
    return tuple(_axis(one, ndim) for one in (axis if isinstance(axis, (tuple, list)) else (axis,)))


# Padding


def _pairs(widths, ndim, whole, name):
    """A pair for each axis, of what may be a number, a pair or pairs."""
    given = np.asarray(widths)
    if isinstance(widths, str) or whole and given.dtype.kind != 'i':
        raise TypeError('`pad_width` must be of integral type.')
    if whole and (given < 0).any():
        raise ValueError("index can't contain negative values")
    if given.ndim < 3:
        if given.size == 1:
            value = given.ravel().tolist()[0]
            pairs = [(value, value)] * ndim
        elif given.size == 2 and given.shape != (2, 1):
            first, second = given.ravel().tolist()
            pairs = [(first, second)] * ndim
        else:
            pairs = [tuple(row) for row in np.broadcast_to(given, (ndim, 2)).tolist()]
    else:
        pairs = [tuple(row) for row in np.broadcast_to(given, (ndim, 2)).tolist()]
    return pairs


def _edge(axis, start, stop):
    return (slice(None),) * axis + (slice(start, stop),)


def _pad_width(array, pad_width):
    """Widths as pairs, of a dictionary by axis too."""
    if isinstance(pad_width, dict) and not pad_width and array.ndim == 0:
        raise TypeError('`pad_width` must be of integral type.')
    if isinstance(pad_width, dict):
        widths = [(0, 0)] * array.ndim
        for axis, width in pad_width.items():
            if isinstance(width, int):
                widths[axis] = (width, width)
            elif isinstance(width, tuple) and len(width) == 2 and all(isinstance(part, int) for part in width):
                widths[axis] = width
            else:
                raise TypeError(
                    'For each axis, pad_width must be an int or a tuple of two ints')
        return widths
    return _pairs(pad_width, array.ndim, True, 'pad_width')


def _statistic(part, axis, name, whole):
    if name == 'maximum':
        return part.max(axis=axis, keepdims=True)
    if name == 'minimum':
        return part.min(axis=axis, keepdims=True)
    value = part.mean(axis=axis, keepdims=True) if name == 'mean' else np.median(part, axis=axis, keepdims=True)
    return np.round(value) if whole else value


PADDING = {
    'empty': [], 'edge': [], 'wrap': [], 'constant': ['constant_values'], 'linear_ramp': ['end_values'],
    'maximum': ['stat_length'], 'mean': ['stat_length'], 'median': ['stat_length'], 'minimum': ['stat_length'],
    'reflect': ['reflect_type'], 'symmetric': ['reflect_type'],
}


def pad(array, pad_width, mode='constant', **options):
    array = np.asarray(array)
    widths = _pad_width(array, pad_width)
    if callable(mode):
        return _padded_by(mode, array, widths, options)
    if mode not in PADDING:
        raise ValueError(f"mode '{mode}' is not supported")
    unknown = set(options) - set(PADDING[mode])
    if unknown:
        raise ValueError(f"unsupported keyword arguments for mode '{mode}': {unknown}")
    if array.size == 0 and mode not in ('constant', 'empty'):
        for axis, (length, width) in enumerate(zip(array.shape, widths)):
            if length == 0 and any(width):
                raise ValueError(f"can't extend empty axis {axis} using modes other than 'constant' or 'empty'")
    shape = tuple(length + before + after for length, (before, after) in zip(array.shape, widths))
    result = np.zeros(shape, dtype=array.dtype)
    inner = tuple(slice(before, before + length) for length, (before, after) in zip(array.shape, widths))
    result[inner] = array
    if array.ndim == 0 or mode == 'empty':
        return result
    if mode == 'constant':
        _pad_constant(result, array.shape, widths, options.get('constant_values', 0))
    elif array.size or mode == 'constant':
        _pad_further(result, array, widths, mode, options)
    return result


def _padded_by(function, array, widths, options):
    shape = tuple(length + before + after for length, (before, after) in zip(array.shape, widths))
    result = np.zeros(shape, dtype=array.dtype)
    result[tuple(slice(before, before + length) for length, (before, after) in zip(array.shape, widths))] = array
    for axis in range(result.ndim):
        view = np.moveaxis(result, axis, -1)
        for place in ndindex(view.shape[:-1]):
            function(view[place], widths[axis], axis, options)
    return result


def _pad_constant(result, shape, widths, values):
    values = _pairs(values, result.ndim, False, 'constant_values')
    for axis, ((before, after), (first, last)) in enumerate(zip(widths, values)):
        # The padding of later axes follows.
        inner = tuple(
            slice(width[0], width[0] + length) if place > axis else slice(None)
            for place, (length, width) in enumerate(zip(shape, widths)))
        for part, value in ((slice(0, before), first), (slice(before + shape[axis], None), last)):
            place = inner[:axis] + (part,) + inner[axis + 1:]
            result[place] = value


def _pad_further(result, array, widths, mode, options):
    ends = lengths = None
    if mode == 'linear_ramp':
        ends = _pairs(options.get('end_values', 0), array.ndim, False, 'end_values')
    elif mode in ('maximum', 'minimum', 'mean', 'median'):
        given = options.get('stat_length')
        lengths = [(None, None)] * array.ndim if given is None else _pairs(given, array.ndim, True, 'stat_length')
    for axis, (before, after) in enumerate(widths):
        length = array.shape[axis]
        # Later axes still have their original length.
        inner = tuple(
            slice(widths[place][0], widths[place][0] + array.shape[place]) if place > axis else slice(None)
            for place in range(array.ndim))
        view = np.moveaxis(result[inner], axis, 0)
        whole = view[before:before + length]
        if mode == 'edge':
            view[:before] = whole[:1]
            view[before + length:] = whole[-1:]
        elif mode == 'linear_ramp':
            first, last = ends[axis]
            view[:before] = _ramp(first, whole[0], before, result.dtype)
            view[before + length:] = _ramp(last, whole[-1], after, result.dtype)[::-1]
        elif mode in ('maximum', 'minimum', 'mean', 'median'):
            _pad_statistic(view, whole, before, after, lengths[axis], mode, result.dtype.kind in 'iu')
        elif mode == 'wrap':
            places = np.arange(-before, length + after) % length
            view[...] = whole[places]
        else:
            _pad_mirrored(view, before, length, after, mode, options.get('reflect_type', 'even'))


def _ramp(end, edge, count, dtype):
    if count == 0:
        return np.zeros((0,) + np.shape(edge), dtype)
    start = np.asarray(end) * 1.0
    change = edge - start
    step = change / count
    places = np.arange(count).reshape((count,) + (1,) * np.ndim(step)).astype(float)
    values = (places / count * change if (np.asarray(step) == 0).any() else places * step) + start
    return (np.floor(values) if dtype.kind in 'iu' else values).astype(dtype)


def _pad_statistic(view, whole, before, after, lengths, mode, rounds):
    first, last = lengths
    length = len(whole)
    first = length if first is None else min(first, length)
    last = length if last is None else min(last, length)
    if (first == 0 or last == 0) and mode in ('maximum', 'minimum'):
        raise ValueError('stat_length of 0 yields no value for padding')
    left = _statistic(whole[:first], 0, mode, rounds)
    right = left if first == last == length else _statistic(whole[length - last:], 0, mode, rounds)
    view[:before] = left
    view[before + length:] = right


def _pad_mirrored(view, before, length, after, mode, kind):
    """Reflects outwards, as far as there is something to reflect, until all is filled."""
    if length == 1 and mode == 'reflect':
        # There is nothing next to the edge to reflect, so the edge is repeated.
        view[:before] = view[before:before + 1].copy()
        view[before + 1:] = view[before:before + 1].copy()
        return
    skipped = 1 if mode == 'reflect' else 0
    start, stop = before, before + length
    period = length
    while start > 0 or stop < len(view):
        # NumPy reflects the middle, which grows by whole periods.
        size = stop - start - skipped
        if skipped:
            size = size // (period - 1) * (period - 1)
        else:
            size = size // period * period
        if start > 0:
            count = min(start, size)
            source = view[start + skipped:start + skipped + count][::-1].copy()
            if kind == 'odd':
                source = 2 * view[start:start + 1] - source
            view[start - count:start] = source
            new_start = start - count
        else:
            new_start = start
        if stop < len(view):
            count = min(len(view) - stop, size)
            source = view[stop - skipped - count:stop - skipped][::-1].copy()
            if kind == 'odd':
                source = 2 * view[stop - 1:stop] - source
            view[stop:stop + count] = source
            stop += count
        start = new_start
