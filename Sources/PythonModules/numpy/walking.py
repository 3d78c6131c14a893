# Walking


class ndindex:
    def __init__(self, *shape):
        if len(shape) == 1 and isinstance(shape[0], (tuple, list)):
            shape = tuple(shape[0])
        shape = tuple(_index(length) for length in shape)
        if max(shape, default=0) >= 2 ** 63:
            raise OverflowError('Python int too large to convert to C ssize_t')
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


def _lengths_of(shape):
    """A shape as NumPy takes it: a whole number, or a sequence of them."""
    if isinstance(shape, (int, np.integer)) and not isinstance(shape, bool):
        lengths = (shape,)
    elif isinstance(shape, (tuple, list, range, np.ndarray)) and np.ndim(shape) == 1:
        lengths = tuple(shape)
    else:
        raise TypeError(f"expected a sequence of integers or a single integer, got '{shape!r}'")
    lengths = tuple(_index(length) for length in lengths)
    if max(lengths, default=0) >= 2 ** 63:
        raise ValueError('Maximum allowed dimension exceeded')
    return lengths


def broadcast_shapes(*args):
    shapes = [_lengths_of(shape) for shape in args]
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
