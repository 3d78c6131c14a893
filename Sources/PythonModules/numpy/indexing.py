# Functions of NumPy's about places and choices, over those that are built in.
import numpy as np


def _number(value):
    if isinstance(value, (int, np.integer)):
        return int(value)
    raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")


def _lengths(shape):
    return (_number(shape),) if isinstance(shape, (int, np.integer)) else tuple(_number(length) for length in shape)


def _places(indices):
    """Whole numbers, or NumPy's error."""
    places = np.asarray(indices)
    if places.dtype.kind not in 'iu':
        if places.size == 0 and not isinstance(indices, np.ndarray):
            raise TypeError('indices must be integral: the provided empty sequence was inferred as float. Wrap it '
                            "with 'np.array(indices, dtype=np.intp)'")
        raise TypeError('only int indices permitted')
    return places


def _modes(mode, count):
    modes = (mode,) * count if isinstance(mode, str) else tuple(mode)
    for one in modes:
        if one not in ('raise', 'wrap', 'clip'):
            raise ValueError(f"clipmode must be one of 'clip', 'raise', or 'wrap' (got '{one}')")
    return modes


def _order(order):
    if order not in ('C', 'F'):
        raise ValueError("only 'C' or 'F' order is permitted" if order in ('A', 'K')
                         else f"order must be one of 'C', 'F', 'A', or 'K' (got '{order}')")


def unravel_index(indices, shape, order='C'):
    lengths = _lengths(shape)
    places = _places(indices)
    _order(order)
    count = 1
    for length in lengths:
        count *= length
    if places.ndim and not lengths:
        raise ValueError('multiple indices are not supported for 0d arrays')
    if not lengths:
        if int(places) != 0:
            raise ValueError(f'index {int(places)} is out of bounds for array with size 1')
        return ()
    wrong = places[(places < 0) | (places >= count)] if places.ndim else places.reshape(1)[
        (places < 0) | (places >= count)].ravel()
    if wrong.size:
        raise ValueError(f'index {int(wrong.ravel()[0])} is out of bounds for array with size {count}')
    found = []
    for length in (lengths if order == 'F' else lengths[::-1]):
        found.append(places % length)
        places = places // length
    if order == 'C':
        found.reverse()
    return tuple(np.int64(part) if np.ndim(part) == 0 else part.astype(np.int64) for part in found)


def ravel_multi_index(multi_index, dims, mode='raise', order='C'):
    lengths = _lengths(dims)
    parts = [part if np.asarray(part).dtype.kind == 'b' else _places(part) for part in multi_index]
    parts = [np.asarray(part).astype(np.int64) for part in parts]
    if len(parts) != len(lengths):
        raise ValueError(f'parameter multi_index must be a sequence of length {len(lengths)}')
    modes = _modes(mode, len(lengths))
    _order(order)
    total = np.int64(0)
    step = 1
    steps = []
    for length in (lengths if order == 'F' else lengths[::-1]):
        steps.append(step)
        step *= length
    if order == 'C':
        steps.reverse()
    for part, length, one, weight in zip(parts, lengths, modes, steps):
        if one == 'raise':
            if ((part < 0) | (part >= length)).any():
                raise ValueError('invalid entry in coordinates array')
        elif one == 'wrap':
            part = part % length
        else:
            part = np.clip(part, 0, length - 1)
        total = total + part.astype(np.int64) * weight
    return total


def indices(dimensions, dtype=int, sparse=False):
    lengths = tuple(dimensions)
    ndim = len(lengths)
    rows = [np.arange(length, dtype=dtype).reshape((1,) * axis + (length,) + (1,) * (ndim - axis - 1))
            for axis, length in enumerate(lengths)]
    if sparse:
        return tuple(rows)
    found = np.zeros((ndim,) + lengths, dtype=dtype)
    for axis, row in enumerate(rows):
        found[axis] = row
    return found


def ix_(*args):
    found = []
    for place, part in enumerate(args):
        if not isinstance(part, np.ndarray):
            part = np.asarray(part)
            if part.size == 0:
                part = part.astype(np.int64)
        if part.ndim != 1:
            raise ValueError('Cross index must be 1 dimensional')
        if part.dtype.kind == 'b':
            part, = np.nonzero(part)
        found.append(part.reshape((1,) * place + (part.size,) + (1,) * (len(args) - place - 1)))
    return tuple(found)


# Along an axis


def _along(arr, places, axis):
    if places.dtype.kind not in 'iu':
        raise IndexError('`indices` must be an integer array')
    if places.ndim != arr.ndim:
        raise ValueError('`indices` and `arr` must have the same number of dimensions')
    index = []
    for place in range(arr.ndim):
        if place == axis:
            index.append(places)
        else:
            index.append(np.arange(arr.shape[place]).reshape(
                (1,) * place + (arr.shape[place],) + (1,) * (arr.ndim - place - 1)))
    return tuple(index)


def _normal(axis, ndim):
    if not -ndim <= axis < ndim:
        raise np.exceptions.AxisError(f'axis {axis} is out of bounds for array of dimension {ndim}')
    return axis + ndim if axis < 0 else axis


def take_along_axis(arr, indices, axis=-1):
    places = indices
    if places.dtype.kind not in 'iu':
        raise IndexError('`indices` must be an integer array')
    if axis is None:
        if places.ndim != 1:
            raise ValueError('when axis=None, `indices` must have a single dimension.')
        arr, axis = np.asarray(arr).ravel(), 0
    arr.ndim
    return arr[_along(arr, places, _normal(axis, arr.ndim))]


def put_along_axis(arr, indices, values, axis):
    places = np.asarray(indices)
    if axis is None:
        if places.ndim != 1:
            raise ValueError('when axis=None, `indices` must have a single dimension.')
        if places.dtype.kind not in 'iu':
            raise IndexError('`indices` must be an integer array')
        arr[np.unravel_index(places % arr.size, arr.shape)] = values
        return
    arr[_along(arr, places, _normal(axis, arr.ndim))] = values


# Changes in place


def _array(value, function):
    if not isinstance(value, np.ndarray):
        raise TypeError(f"argument 1 must be numpy.ndarray, not {type(value).__name__}"
                        if function is None else function.format(type(value).__name__))


def put(a, ind, v, mode='raise'):
    _array(a, 'argument 1 must be numpy.ndarray, not {}')
    places = np.asarray(ind)
    if places.dtype.kind not in 'iub' and isinstance(ind, np.ndarray) and places.size:
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
    return values if isinstance(values, np.ndarray) else np.array(_truncated(values, kind), dtype=kind)


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


# Choices


def choose(a, choices, out=None, mode='raise'):
    places = np.asarray(a)
    if places.dtype.kind not in 'iub':
        raise TypeError(
            f"Cannot cast array data from {places.dtype!r} to dtype('int64') according to the rule 'safe'")
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
    if out is not None:
        out[...] = found
        return out
    return found[()] if found.ndim == 0 else found


def compress(condition, a, axis=None, out=None):
    condition = np.asarray(condition)
    if condition.ndim != 1:
        raise ValueError('condition must be a 1-d array')
    found = np.take(a, np.nonzero(condition)[0], axis=axis)
    if out is not None:
        out[...] = found
        return out
    return found


def extract(condition, arr):
    return np.take(np.ravel(arr), np.nonzero(np.ravel(condition))[0])


def select(condlist, choicelist, default=0):
    if len(condlist) != len(choicelist):
        raise ValueError('list of cases must be same length as list of conditions')
    if len(condlist) == 0:
        raise ValueError('select with an empty condition list is not possible')
    parts = [part if type(part) in (int, float) else np.asarray(part) for part in choicelist]
    kind = np.result_type(*parts, default if type(default) in (int, float) else np.asarray(default))
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


# Order


def lexsort(keys, axis=-1):
    keys = [np.asarray(key) for key in keys]
    if not keys:
        raise TypeError('need sequence of keys with len > 0 in lexsort')
    if any(key.shape != keys[0].shape for key in keys):
        raise ValueError('all keys need to be the same shape')
    if keys[0].ndim == 0:
        return np.int64(0)
    axis = _normal(axis, keys[0].ndim)
    order = np.argsort(keys[0], axis=axis, kind='stable')
    for key in keys[1:]:
        following = np.argsort(np.take_along_axis(key, order, axis), axis=axis, kind='stable')
        order = np.take_along_axis(order, following, axis)
    return order


# What stands in brackets


class _Indices:
    def __init__(self, wraps):
        self._wraps = wraps

    def __getitem__(self, item):
        return (item,) if self._wraps and not isinstance(item, tuple) else item


s_ = _Indices(False)
index_exp = _Indices(True)


class _Grid:
    def __init__(self, sparse):
        self._sparse = sparse

    def __getitem__(self, key):
        if isinstance(key, slice):
            start, stop, step = _bounds(key)
            return _row(start, stop, step)
        parts = [_bounds(part) for part in key]
        rows = [_row(*part) for part in parts]
        kind = np.result_type(*[row.dtype for row in rows]) if rows else np.dtype(int)
        ndim = len(rows)
        rows = [row.astype(kind).reshape((1,) * place + (row.size,) + (1,) * (ndim - place - 1))
                for place, row in enumerate(rows)]
        if self._sparse:
            return tuple(rows)
        found = np.zeros((ndim,) + tuple(_count(*part) for part in parts), kind)
        for place, row in enumerate(rows):
            found[place] = row
        return found


def _bounds(part):
    start = 0 if part.start is None else part.start
    step = 1 if part.step is None else part.step
    if part.stop is None:
        raise TypeError("unsupported operand type(s) for -: 'NoneType' and 'int'")
    return start, part.stop, step


def _count(start, stop, step):
    if any(type(value) is float for value in (start, stop, step)):
        return int(np.ceil((stop - start) / (step * 1.0)))
    return -((start - stop) // step)


def _row(start, stop, step):
    count = max(_count(start, stop, step), 0)
    if any(type(value) is float for value in (start, stop, step)):
        return np.arange(count) * float(step) + start
    return np.arange(count) * step + start


mgrid = _Grid(False)
ogrid = _Grid(True)
