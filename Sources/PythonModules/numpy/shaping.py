# Functions of NumPy's about shapes, over those that are built in.
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


# Padding


def _pairs(widths, ndim, whole, name):
    """A pair for each axis, of what may be a number, a pair or pairs."""
    given = np.asarray(widths)
    if isinstance(widths, str) or whole and given.dtype.kind not in 'iu':
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
        # What axes behind this one are padded with comes later.
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
        # Axes behind this one are still as long as they were.
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
        # There is nothing beside the edge: it is repeated.
        view[:before] = view[before:before + 1].copy()
        view[before + 1:] = view[before:before + 1].copy()
        return
    skipped = 1 if mode == 'reflect' else 0
    start, stop = before, before + length
    period = length
    while start > 0 or stop < len(view):
        # NumPy mirrors the middle, which grows by whole periods.
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


# Walking


class ndindex:
    def __init__(self, *shape):
        if len(shape) == 1 and isinstance(shape[0], (tuple, list)):
            shape = tuple(shape[0])
        shape = tuple(_index(length) for length in shape)
        if min(shape, default=0) < 0:
            raise ValueError('negative dimensions are not allowed')
        self._shape = shape
        self._next = (0,) * len(shape) if 0 not in shape else None

    def __iter__(self):
        return self

    def __next__(self):
        place = self._next
        if place is None:
            raise StopIteration
        following = list(place)
        for axis in range(len(place) - 1, -1, -1):
            following[axis] += 1
            if following[axis] < self._shape[axis]:
                self._next = tuple(following)
                return place
            following[axis] = 0
        self._next = None
        return place


class ndenumerate:
    def __init__(self, arr):
        self._array = np.asarray(arr)
        self._places = ndindex(self._array.shape)

    def __iter__(self):
        return self

    def __next__(self):
        place = next(self._places)
        return place, self._array[place]


def apply_along_axis(func1d, axis, arr, *args, **kwargs):
    arr = np.asarray(arr)
    axis = _axis(axis, arr.ndim)
    rows = np.moveaxis(arr, axis, -1)
    places = ndindex(rows.shape[:-1])
    try:
        first = next(places)
    except StopIteration:
        raise ValueError('Cannot apply_along_axis when any iteration dimensions are 0') from None
    value = np.asarray(func1d(rows[first], *args, **kwargs))
    found = np.zeros(rows.shape[:-1] + value.shape, value.dtype)
    found[first] = value
    for place in places:
        found[place] = func1d(rows[place], *args, **kwargs)
    # The axes of what was given for a row stand in the row's place.
    outer = rows.ndim - 1
    order = tuple(range(axis)) + tuple(range(outer, found.ndim)) + tuple(range(axis, outer))
    return found.transpose(order) if found.ndim else found


def apply_over_axes(func, a, axes):
    value = np.asarray(a)
    ndim = a.ndim
    for axis in np.atleast_1d(np.asarray(axes)).tolist():
        if axis < 0:
            axis += ndim
        result = func(value, axis)
        if np.ndim(result) != ndim:
            result = np.expand_dims(result, axis)
            if result.ndim != ndim:
                raise ValueError('function is not returning an array of the correct shape')
        value = result
    return value


# Joining and splitting


def dstack(tup, *, dtype=None, casting='same_kind'):
    if hasattr(tup, '__next__'):
        raise TypeError('arrays to stack must be passed as a "sequence" type such as list or tuple.')
    parts = [np.atleast_3d(part) for part in tup]
    return _joined(np.concatenate(parts, 2), dtype)


def _joined(value, dtype):
    return value if dtype is None else value.astype(dtype)


def dsplit(ary, indices_or_sections):
    if np.ndim(ary) < 3:
        raise ValueError('dsplit only works on arrays of 3 or more dimensions')
    ary.shape
    return np.split(ary, indices_or_sections, 2)


def rollaxis(a, axis, start=0):
    axis = _axis(axis, a.ndim)
    if start < 0:
        start += a.ndim
    if not 0 <= start < a.ndim + 1:
        raise np.exceptions.AxisError(
            f"'start' arg requires {-a.ndim} <= start < {a.ndim + 1}, but {start} was passed in")
    if axis < start:
        start -= 1
    if axis == start:
        return a[...]
    order = [place for place in range(a.ndim) if place != axis]
    order.insert(start, axis)
    return a.transpose(order)


def _depth(arrays, place):
    """The depth of nested lists."""
    if type(arrays) is tuple:
        where = 'arrays' + ''.join(f'[{i}]' for i in place)
        raise TypeError(
            f'{where} is a tuple. Only lists can be used to arrange blocks, and np.block does not allow implicit '
            'conversion from tuple to ndarray.')
    if type(arrays) is not list:
        return 0, np.ndim(arrays)
    if not arrays:
        where = 'arrays' + ''.join(f'[{i}]' for i in place)
        raise ValueError(f'List at {where} cannot be empty')
    found = [_depth(part, place + (number,)) for number, part in enumerate(arrays)]
    for number, (depth, _) in enumerate(found):
        if depth != found[0][0]:
            first = 'arrays' + '[0]' * (len(place) + 1)
            raise ValueError(f'List depths are mismatched. First element was at depth {found[0][0] + len(place) + 1}, '
                             f'but there is an element at depth {depth + len(place) + 1} '
                             f'(arrays{"".join(f"[{i}]" for i in place + (number,))})')
    return found[0][0] + 1, max(ndim for _, ndim in found)


def block(arrays):
    depth, ndim = _depth(arrays, ())
    ndim = max(ndim, depth)

    def joined(part, level):
        if level == depth:
            part = np.array(part)
            return part.reshape((1,) * (ndim - part.ndim) + part.shape)
        return np.concatenate([joined(inner, level + 1) for inner in part], level - depth)

    return joined(arrays, 0)


def unstack(x, /, *, axis=0):
    if x.ndim == 0:
        raise ValueError('Input array must be at least 1-d.')
    return tuple(np.moveaxis(x, axis, 0))


def matrix_transpose(x, /):
    x = np.asarray(x)
    if x.ndim < 2:
        raise ValueError(f'Input array must be at least 2-dimensional, but it is {x.ndim}')
    return np.swapaxes(x, -1, -2)


# Broadcasting


def broadcast_shapes(*args):
    shapes = [(shape,) if isinstance(shape, (int, np.integer)) else tuple(shape) for shape in args]
    result = [1] * max((len(shape) for shape in shapes), default=0)
    first = [None] * len(result)
    for number, shape in enumerate(shapes):
        for place, length in enumerate(shape):
            at = len(result) - len(shape) + place
            if length < 0:
                raise ValueError('negative dimensions are not allowed')
            if length != 1 and result[at] != 1 and result[at] != length:
                other = first[at]
                raise ValueError(
                    'shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg '
                    f'{other} with shape {_shape(shapes[other])} and arg {number} with shape {_shape(shape)}.')
            if length != 1 and result[at] == 1:
                result[at] = length
                first[at] = number
    return tuple(result)


def _shape(shape):
    return '(' + ','.join(str(length) for length in shape) + (',)' if len(shape) == 1 else ')')


def broadcast_arrays(*args, subok=False):
    arrays = [np.asarray(value) for value in args]
    shape = broadcast_shapes(*[array.shape for array in arrays])
    return tuple(array if array.shape == shape else np.broadcast_to(array, shape) for array in arrays)


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
    shape = (new_shape,) if isinstance(new_shape, (int, np.integer)) else tuple(new_shape)
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
