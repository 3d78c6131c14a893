# Iteration


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
    # The axes of a row's result replace the axis of the row.
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


class broadcast:
    """Arrays side by side, as they would be stretched."""
    def __init__(self, *args):
        self._arrays = np.broadcast_arrays(*args)
        self.shape = np.broadcast_shapes(*[np.shape(one) for one in args])
        self.nd = self.ndim = len(self.shape)
        self.numiter = len(args)
        self.size = 1
        for length in self.shape:
            self.size *= length
        self.reset()

    def reset(self):
        self.index = 0
        self.iters = tuple(one.flat for one in self._arrays)

    def __iter__(self):
        return self

    def __next__(self):
        if self.index >= self.size:
            raise StopIteration
        place = np.unravel_index(self.index, self.shape) if self.ndim else ()
        self.index += 1
        return tuple(one[place] for one in self._arrays)


class nditer:
    """Walks arrays element by element; each is a view without axes, which can be written."""
    def __init__(self, op, flags=None, op_flags=None, op_dtypes=None, order='K', casting='safe', op_axes=None, itershape=None,
                 buffersize=0):
        flags = list(flags or [])
        for flag in flags:
            if flag not in ('multi_index', 'c_index', 'f_index', 'refs_ok', 'zerosize_ok', 'copy_if_overlap'):
                raise ValueError(f'nditer: Descent has no flag {flag!r}')
        if op_dtypes is not None or op_axes is not None or itershape is not None:
            raise ValueError('nditer: Descent takes no op_dtypes=, op_axes= and itershape=')
        given = list(op) if isinstance(op, (tuple, list)) else [op]
        shape = np.broadcast_shapes(*[np.shape(one) for one in given if one is not None])
        count = 1
        for length in shape:
            count *= length
        if count == 0 and 'zerosize_ok' not in flags:
            raise ValueError('Iteration of zero-sized operands is not enabled')
        modes = [('readonly',) if one is not None else ('writeonly', 'allocate') for one in given]
        if op_flags is not None:
            modes = [tuple(mode) if isinstance(mode, (list, tuple)) else (mode,) for mode in op_flags]
            if len(modes) == 1 and len(given) > 1 or isinstance(op_flags[0], str):
                modes = [tuple(op_flags) if isinstance(op_flags[0], str) else modes[0]] * len(given)
        kinds = [np.asarray(one).dtype for one in given if one is not None]
        arrays = [np.zeros(shape, np.result_type(*kinds)) if one is None else np.asarray(one) for one in given]
        self.operands = tuple(arrays)
        self._views = []
        for array, mode in zip(arrays, modes):
            writes = 'readwrite' in mode or 'writeonly' in mode
            if writes and array.shape != shape:
                raise ValueError('output operand requires a reduction along dimension 0, but the reduction is not enabled. '
                                 'The dimension size of 1 does not match the expected output shape.')
            view = array if array.shape == shape and writes else np.broadcast_to(array, shape)
            self._views.append(view)
        self.shape, self.itersize, self.ndim, self.nop = shape, count, len(shape), len(arrays)
        self._flags = flags
        self._order = self._axes_in_order(order)
        self.reset()

    def _axes_in_order(self, order):
        axes = list(range(self.ndim))
        if order == 'C':
            return axes
        if order == 'F':
            return axes[::-1]
        ways = set()
        for one in self._views:
            if one.ndim and all(step != 0 for step in one.strides):
                if any(step < 0 for step in one.strides):
                    raise ValueError("nditer: Descent walks arrays of negative steps with order='C' or order='F'")
                ways.add(tuple(sorted(axes, key=lambda axis: -one.strides[axis] * (one.shape[axis] > 1))))
        # Axes of length 1 may be anywhere.
        if len(ways) > 1:
            raise ValueError("nditer: these arrays lie in different orders in memory; say order='C' or order='F'")
        return list(ways.pop()) if ways else axes

    def reset(self):
        self.iterindex = 0

    @property
    def finished(self):
        return self.iterindex >= self.itersize

    @property
    def multi_index(self):
        if 'multi_index' not in self._flags:
            raise ValueError('Iterator is not tracking a multi-index')
        return self._place(self.iterindex - self._ahead)

    @property
    def index(self):
        place = self._place(self.iterindex - self._ahead)
        axes = range(self.ndim) if 'c_index' in self._flags else range(self.ndim - 1, -1, -1)
        if 'c_index' not in self._flags and 'f_index' not in self._flags:
            raise ValueError('Iterator does not have an index')
        found = 0
        for axis in axes:
            found = found * self.shape[axis] + place[axis]
        return found

    _ahead = 0

    def _place(self, number):
        place = [0] * self.ndim
        for axis in reversed(self._order):
            number, place[axis] = divmod(number, self.shape[axis])
        return tuple(place)

    @property
    def value(self):
        place = self._place(self.iterindex - self._ahead)
        found = tuple(one[place + (...,)] for one in self._views)
        return found[0] if self.nop == 1 else found

    def __getitem__(self, key):
        found = self.value
        return (found,)[key] if self.nop == 1 else found[key]

    def __setitem__(self, key, value):
        self[key][...] = value

    def iternext(self):
        self._ahead = 0
        self.iterindex += 1
        return not self.finished

    def __iter__(self):
        return self

    def __next__(self):
        if self.finished:
            raise StopIteration
        self._ahead = 0
        found = self.value
        self.iterindex += 1
        self._ahead = 1
        return found

    def __len__(self):
        return self.itersize

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        return None

    def close(self):
        return None
