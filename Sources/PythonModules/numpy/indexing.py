# NumPy's functions about indices and selection, on top of built-ins.
import numpy as np


def _number(value):
    if isinstance(value, (int, np.integer)):
        return int(value)
    raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")


def _lengths(shape):
    if isinstance(shape, (int, np.integer)) and not isinstance(shape, bool):
        return (_number(shape),)
    if not isinstance(shape, (tuple, list, range, np.ndarray)):
        raise TypeError(f"expected a sequence of integers or a single integer, got '{shape!r}'")
    return tuple(_number(length) for length in shape)


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
    if not isinstance(mode, (str, list, tuple)):
        raise TypeError('clipmode not understood')
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
    if len(multi_index) != len(lengths):
        raise ValueError(f'parameter multi_index must be a sequence of length {len(lengths)}')
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
