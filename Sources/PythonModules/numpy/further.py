# Built-in functions with their rarely used arguments.
import numpy as np


def _order(order, allowed='CFAK'):
    order = 'C' if order is None else order
    if not isinstance(order, str):
        raise TypeError(f'order must be str, not {type(order).__name__}')
    if order.upper() not in tuple(allowed):
        raise ValueError(f"order must be one of 'C', 'F', 'A', or 'K' (got '{order}')")
    return order.upper()


def _foreign(like=None, device=None):
    """Refuses what stands for arrays of other libraries, and other places than memory."""
    if like is not None and not isinstance(like, np.ndarray):
        raise TypeError(
            'The `like` argument must be an array-like that implements the `__array_function__` protocol.')
    if device is not None and (not isinstance(device, str) or device != 'cpu'):
        raise ValueError(f'Device not understood. Only "cpu" is allowed, but received: {device}')


def _type_name(value):
    """The name of a type as NumPy has it in messages."""
    return 'numpy.ndarray' if isinstance(value, np.ndarray) else type(value).__name__


def _count(value):
    """A whole number, or the error of C code that wants one."""
    if isinstance(value, float):
        raise TypeError('integer argument expected, got float')
    if isinstance(value, np.ndarray) and not (value.ndim == 0 and value.dtype.kind in 'iu'):
        raise TypeError('only integer scalar arrays can be converted to a scalar index')
    if not hasattr(value, '__index__'):
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    number = value.__index__()
    if not -2 ** 63 <= number < 2 ** 63:
        raise OverflowError('Python int too large to convert to C long')
    return number


def _array(value, words):
    if not isinstance(value, np.ndarray):
        raise TypeError(words)


def _copies(copy):
    """What copy= means, which is True, False or None."""
    if isinstance(copy, str):
        raise ValueError("strings are not allowed for 'copy' keyword. Use True/False/None instead.")
    return copy is not None and bool(copy)


def _into(out, value, casting='same_kind'):
    """Puts a result where it shall go."""
    value = np.asarray(value)
    if value.dtype.kind == 'U' and out.dtype.kind != 'U' or not np.can_cast(value.dtype, out.dtype, casting):
        raise TypeError(f"Cannot cast array data from {value.dtype!r} to {out.dtype!r} according to the rule '{casting}'")
    out[...] = value
    return out


def _laid(value, order, source=None):
    """An array whose elements lie column after column, where the order says so."""
    if order == 'F' or order in ('A', 'K') and isinstance(source, np.ndarray) and source.flags.fnc:
        return value.T.copy().T
    return value


# Array creation


def array(f, object, dtype=None, *, copy=True, order='K', subok=False, ndmin=0, ndmax=0, like=None):
    _foreign(like=like)
    bool(subok)
    if not 0 <= _count(ndmax) <= 64:
        raise ValueError('ndmax must be in the range [0, NPY_MAXDIMS (64)] ')
    return _laid(f(object, dtype=dtype, copy=copy, ndmin=ndmin), _order(order), object)


def asarray(f, a, dtype=None, order=None, *, device=None, copy=None, like=None):
    _foreign(like=like, device=device)
    if _copies(copy):
        return array(np.array, a, dtype, order=order or 'K')
    found = f(a, dtype=dtype)
    if copy is not None and found is not a:
        raise ValueError('Unable to avoid copy while creating an array as requested.')
    order = 'K' if order is None else _order(order)
    if order == 'F' and not found.flags.f_contiguous:
        return _laid(found, 'F')
    return found if order != 'C' else np.ascontiguousarray(found) if not found.flags.c_contiguous else found


asanyarray = asarray


def _filled(f, shape, dtype, order):
    return _laid(f(shape, dtype=dtype), _order(order, 'CF'))


def zeros(f, shape, dtype=float, order='C', *, device=None, like=None):
    _foreign(like=like, device=device)
    return _filled(f, shape, dtype, order)


def ones(f, shape, dtype=float, order='C', *, device=None, like=None):
    _foreign(like=like, device=device)
    return _filled(f, shape, dtype, order)


def empty(f, shape, dtype=float, order='C', *, device=None, like=None):
    _foreign(like=like, device=device)
    return _filled(f, shape, dtype, order)


def full(f, shape, fill_value, dtype=None, order='C', *, device=None, like=None):
    _foreign(like=like, device=device)
    return _laid(f(shape, fill_value, dtype=dtype), _order(order, 'CF'))


def eye(f, N, M=None, k=0, dtype=float, order='C', *, device=None, like=None):
    _foreign(like=like, device=device)
    return _laid(f(N, M, k, dtype=dtype), _order(order, 'CF'))


def _like(f, make, a, dtype, order, shape):
    source = np.asarray(a)
    if shape is None:
        found = f(source, dtype=dtype)
    else:
        found = make(shape, dtype=source.dtype if dtype is None else dtype)
    return _laid(found, _order(order), source)


def zeros_like(f, a, dtype=None, order='K', subok=True, shape=None, *, device=None):
    _count(subok)
    _foreign(device=device)
    return _like(f, np.zeros, a, dtype, order, shape)


def ones_like(f, a, dtype=None, order='K', subok=True, shape=None, *, device=None):
    _count(subok)
    _foreign(device=device)
    return _like(f, np.ones, a, dtype, order, shape)


def empty_like(f, prototype, dtype=None, order='K', subok=True, shape=None, *, device=None):
    _count(subok)
    _foreign(device=device)
    return _like(f, np.empty, prototype, dtype, order, shape)


def full_like(f, a, fill_value, dtype=None, order='K', subok=True, shape=None, *, device=None):
    _count(subok)
    _foreign(device=device)
    source = np.asarray(a)
    kind = source.dtype if dtype is None else dtype
    return _laid(np.full(source.shape if shape is None else shape, fill_value, dtype=kind), _order(order), source)


def copy(f, a, order='K', subok=False):
    bool(subok)
    order = _order(order)
    if order != 'C' or np.ndim(a) < 2:
        return _laid(f(a), order, a)
    return np.ascontiguousarray(a).copy()


def linspace(f, start, stop, num=50, endpoint=True, retstep=False, dtype=None, axis=0, *, device=None):
    _foreign(device=device)
    if np.ndim(start) or np.ndim(stop):
        raise TypeError('linspace: Descent takes numbers as bounds')
    if axis not in (0, -1):
        raise np.exceptions.AxisError(f'axis {axis} is out of bounds for array of dimension 1')
    return f(start, stop, num, endpoint, retstep, dtype)


def logspace(f, start, stop, num=50, endpoint=True, base=10.0, dtype=None, axis=0):
    found = f(start, stop, num, endpoint, base)
    return found if dtype is None else found.astype(dtype)


def geomspace(f, start, stop, num=50, endpoint=True, dtype=None, axis=0):
    found = f(start, stop, num, endpoint)
    return found if dtype is None else found.astype(dtype)


def meshgrid(f, *xi, copy=True, sparse=False, indexing='xy'):
    if indexing not in ('xy', 'ij'):
        raise ValueError("Valid values for `indexing` are 'xy' and 'ij'.")
    copy, sparse = bool(copy), bool(sparse)
    if not sparse:
        return f(*xi, indexing=indexing)
    count = len(xi)
    found = [np.asarray(x).reshape((1,) * place + (-1,) + (1,) * (count - place - 1)) for place, x in enumerate(xi)]
    if indexing == 'xy' and count > 1:
        found[0] = found[0].reshape((1, -1) + (1,) * (count - 2))
        found[1] = found[1].reshape((-1, 1) + (1,) * (count - 2))
    return tuple(part.copy() for part in found) if copy else tuple(found)
