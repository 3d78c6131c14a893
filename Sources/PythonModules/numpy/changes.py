# Modification in place


def _array(value, function):
    if not isinstance(value, np.ndarray):
        raise TypeError(f"argument 1 must be numpy.ndarray, not {type(value).__name__}"
                        if function is None else function.format(type(value).__name__))


def put(a, ind, v, mode='raise'):
    _array(a, 'argument 1 must be numpy.ndarray, not {}')
    places = np.asarray(ind)
    if places.dtype.kind not in 'iub' and isinstance(ind, np.ndarray):
        raise TypeError(
            f"Cannot cast array data from dtype('{places.dtype}') to dtype('int64') according to the rule 'safe'")
    places = places.astype(np.int64).ravel()
    mode, = _modes(mode, 1)
    values = np.asarray(v).astype(a.dtype) if isinstance(v, np.ndarray) else np.array(v, dtype=a.dtype)
    values = values.ravel()
    if values.size == 0 or places.size == 0:
        return
    if mode == 'raise':
        wrong = places[(places < -a.size) | (places >= a.size)]
        if wrong.size:
            raise IndexError(f'index {int(wrong[0])} is out of bounds for axis 0 with size {a.size}')
        places = np.where(places < 0, places + a.size, places)
    elif mode == 'wrap':
        places = places % a.size
    else:
        places = np.clip(places, 0, a.size - 1)
    chosen = values[np.arange(places.size) % values.size]
    if a.ndim == 0:
        a[...] = chosen[-1]
        return
    a[np.unravel_index(places, a.shape)] = chosen


def _safe(values, kind):
    """Values in one axis, which an array must hold without loss."""
    if isinstance(values, (np.ndarray, np.generic)) and not np.can_cast(values.dtype, kind):
        raise TypeError(f"Cannot cast array data from {values.dtype!r} to {kind!r} according to the rule 'safe'")
    if isinstance(values, np.ndarray):
        return values
    # Raises the error for lists that aren't arrays.
    np.asarray(values)
    return np.array(_truncated(values, kind), dtype=kind)


def _truncated(values, kind):
    """Numbers of lists as NumPy takes them one by one: floats are cut for ints, and must fit."""
    if isinstance(values, (list, tuple)):
        return [_truncated(value, kind) for value in values]
    return int(values) if kind.kind in 'iu' and isinstance(values, float) else values


def place(arr, mask, vals):
    if not isinstance(arr, np.ndarray):
        raise TypeError(f'argument 1 must be numpy.ndarray, not {type(arr).__name__}')
    mask = np.asarray(mask).astype(bool)
    if mask.size != arr.size:
        raise ValueError('place: mask and data must be the same size')
    values = _safe(vals, arr.dtype).ravel()
    count = int(np.count_nonzero(mask))
    if count == 0:
        return
    if values.size == 0:
        raise ValueError('Cannot insert from an empty array!')
    arr[mask.reshape(arr.shape)] = values[np.arange(count) % values.size].astype(arr.dtype)


def putmask(a, mask, values):
    _array(a, 'argument 1 must be numpy.ndarray, not {}')
    mask = np.asarray(mask).astype(bool)
    if mask.size != a.size:
        raise ValueError('putmask: mask and data must be the same size')
    given = _safe(values, a.dtype)
    if given.size == 0:
        return
    mask = mask.reshape(a.shape)
    a[mask] = np.resize(given, a.shape)[mask]


def copyto(dst, src, casting='same_kind', where=True):
    if not isinstance(dst, np.ndarray):
        raise TypeError(f'copyto() argument 1 must be numpy.ndarray, not {type(dst).__name__}')
    given = src if isinstance(src, (bool, int, float)) else np.asarray(src)
    kind = np.asarray(src).dtype
    if isinstance(given, np.ndarray):
        if not np.can_cast(given.dtype, dst.dtype, casting):
            raise TypeError(f"Cannot cast array data from {given.dtype!r} to {dst.dtype!r} according to the rule "
                            f"'{casting}'")
        given = given.astype(dst.dtype)
    elif casting != 'unsafe' and (kind.kind == 'f' and dst.dtype.kind in 'iub'
                                  or kind.kind == 'i' and dst.dtype.kind == 'b'):
        raise TypeError(f"Cannot cast scalar from {kind!r} to {dst.dtype!r} according to the rule '{casting}'")
    if where is True:
        dst[...] = given
        return
    if isinstance(where, np.ndarray) and where.dtype.kind != 'b':
        raise TypeError(f"Cannot cast array data from {where.dtype!r} to dtype('bool') according to the rule 'safe'")
    whole = dst.copy()
    whole[...] = given
    mask = np.broadcast_to(np.asarray(where).astype(bool), dst.shape)
    dst[mask] = whole[mask]


# Selection


def choose(a, choices, out=None, mode='raise'):
    places = np.asarray(a)
    if isinstance(choices, dict):
        raise TypeError('dict is not a sequence')
    if places.dtype.kind not in 'iub' or places.dtype == np.uint64:
        what = 'array data' if places.ndim else 'scalar'
        raise TypeError(
            f"Cannot cast {what} from {places.dtype!r} to dtype('int64') according to the rule 'safe'")
    places = places.astype(np.int64)
    mode, = _modes(mode, 1)
    parts = [np.asarray(part) for part in choices]
    if not parts:
        raise ValueError('0-length sequence.')
    count = len(parts)
    if mode == 'raise':
        if ((places < 0) | (places >= count)).any():
            raise ValueError('invalid entry in choice array')
    elif mode == 'wrap':
        places = places % count
    else:
        places = np.clip(places, 0, count - 1)
    kind = np.result_type(*[given if type(given) in (int, float) else part for given, part in zip(choices, parts)])
    arrays = np.broadcast_arrays(places, *parts)
    found = np.zeros(arrays[0].shape, kind)
    for number in range(count):
        mask = arrays[0] == number
        found[mask] = arrays[number + 1][mask]
    return found[()] if found.ndim == 0 else found


def compress(condition, a, axis=None, out=None):
    condition = np.asarray(condition)
    if condition.ndim != 1:
        raise ValueError('condition must be a 1-d array')
    return np.take(a, np.nonzero(condition)[0], axis=axis)


def extract(condition, arr):
    return np.take(np.ravel(arr), np.nonzero(np.ravel(condition))[0])


def select(condlist, choicelist, default=0):
    if len(condlist) != len(choicelist):
        raise ValueError('list of cases must be same length as list of conditions')
    if len(condlist) == 0:
        raise ValueError('select with an empty condition list is not possible')
    parts = [part if type(part) in (int, float) else np.asarray(part) for part in choicelist]
    kind = np.result_type(*parts, default if type(default) in (int, float, complex) else np.asarray(default))
    conditions = [np.asarray(condition) for condition in condlist]
    for number, condition in enumerate(conditions):
        if condition.dtype.kind != 'b':
            raise TypeError(
                f'invalid entry {number} in condlist: should be boolean ndarray')
    shape = np.broadcast_shapes(
        np.broadcast_shapes(*[condition.shape for condition in conditions]),
        *[np.shape(part) for part in parts], np.shape(default))
    found = np.zeros(shape, kind)
    found[...] = np.asarray(default).astype(kind)
    for condition, part in zip(conditions[::-1], parts[::-1]):
        mask = np.broadcast_to(condition, shape)
        found[mask] = np.broadcast_to(part, shape)[mask]
    return found


def piecewise(x, condlist, funclist, *args, **kw):
    x = np.asarray(x)
    if np.isscalar(condlist) or not isinstance(condlist[0], (list, np.ndarray)) and x.ndim != 0:
        condlist = [condlist]
    conditions = [np.asarray(condition).astype(bool) for condition in condlist]
    count = len(funclist)
    if len(conditions) == count - 1:
        rest = ~conditions[0]
        for condition in conditions[1:]:
            rest = rest & ~condition
        conditions.append(rest)
    elif len(conditions) != count:
        raise ValueError(f'with {len(conditions)} condition(s), either {len(conditions)} or {len(conditions) + 1} '
                         'functions are expected')
    found = np.zeros(x.shape, x.dtype)
    for condition, function in zip(conditions, funclist):
        if not callable(function):
            found[condition] = function
        else:
            values = x[condition]
            if values.size > 0:
                found[condition] = function(values, *args, **kw)
    return found


# Sorting


def lexsort(keys, axis=-1):
    if not isinstance(keys, (list, tuple, str, np.ndarray)):
        raise TypeError('need sequence of keys with len > 0 in lexsort')
    axis = _number(axis)
    if not -2 ** 63 <= axis < 2 ** 63:
        raise OverflowError('Python int too large to convert to C long')
    keys = [np.asarray(key) for key in keys]
    if not keys:
        raise TypeError('need sequence of keys with len > 0 in lexsort')
    if any(key.shape != keys[0].shape for key in keys):
        raise ValueError('all keys need to be the same shape')
    if keys[0].ndim == 0:
        _normal(axis, 1)
        return np.int64(0)
    axis = _normal(axis, keys[0].ndim)
    order = np.argsort(keys[0], axis=axis, kind='stable')
    for key in keys[1:]:
        following = np.argsort(np.take_along_axis(key, order, axis), axis=axis, kind='stable')
        order = np.take_along_axis(order, following, axis)
    return order


def insert(arr, obj, values, axis=None):
    arr = np.asarray(arr)
    if axis is None:
        arr, axis = arr.reshape(-1), 0
    elif not -arr.ndim <= axis < arr.ndim:
        raise np.exceptions.AxisError(f'axis {axis} is out of bounds for array of dimension {arr.ndim}')
    axis %= arr.ndim
    length = arr.shape[axis]
    moved = np.moveaxis(arr, axis, 0)
    if isinstance(obj, slice):
        places = np.arange(length)[obj]
    else:
        places = np.array(obj)
        if places.dtype.kind == 'b':
            if places.ndim != 1:
                raise ValueError('boolean array argument obj to insert must be one dimensional')
            places = np.flatnonzero(places)
        elif places.ndim > 1:
            raise ValueError('index array argument obj to insert must be one dimensional or scalar')
    if places.size == 0 and not isinstance(obj, np.ndarray):
        places = places.astype(int)
    if places.dtype.kind not in 'iu':
        if places.size == 1:
            raise TypeError('slice indices must be integers or None or have an __index__ method')
        raise IndexError('arrays used as indices must be of integer (or boolean) type')
    if places.size == 1 and not -length <= (place := places.item()) <= length:
        raise IndexError(f'index {place} is out of bounds for axis {axis} with size {length}')
    if not isinstance(values, np.ndarray):
        values = _truncated(values, arr.dtype)
    values = np.array(values, dtype=arr.dtype, ndmin=arr.ndim)
    # A single index inserts before it any number of values; several indices need as many values.
    if places.size == 1:
        place = int(places.reshape(-1)[0])
        place = place + length if place < 0 else place
        put = np.moveaxis(values, 0, axis) if places.ndim == 0 else values
        put = np.moveaxis(put, axis, 0)
        count = put.shape[0]
        found = np.empty((length + count,) + moved.shape[1:], arr.dtype)
        found[:place], found[place + count:] = moved[:place], moved[place:]
        found[place:place + count] = put
        return np.moveaxis(found, 0, axis)
    places = np.where(places < 0, places + length, places)
    count = len(places)
    order = np.argsort(places)
    places[order] = places[order] + np.arange(count)
    for place in places:
        if not -length - count <= place < length + count:
            raise IndexError(f'index {place} is out of bounds for axis 0 with size {length + count}')
    kept = np.ones(length + count, bool)
    kept[places] = False
    found = np.empty((length + count,) + moved.shape[1:], arr.dtype)
    found[kept] = moved
    found[places] = np.moveaxis(values, axis, 0)
    return np.moveaxis(found, 0, axis)
