# Rarely used elementwise functions, on top of built-ins.
import math
import numpy as np


def _plain(value):
    return value[()] if isinstance(value, np.ndarray) and value.ndim == 0 else value


def _floats(name, x):
    """Floats of NumPy's choice; those of ints of 8 bits and of truths would be float16."""
    x = _real(name, x)
    if x.dtype.itemsize == 1:
        raise TypeError(f'{name}: Descent takes no {x.dtype}, of which NumPy makes float16: x.astype(float)')
    return x if x.dtype.kind == 'f' else x.astype(np.float32 if x.dtype.itemsize == 2 else float)


def signbit(x, /):
    x = _real('signbit', x)
    if x.dtype.kind != 'f':
        return _plain(np.asarray(x < 0))
    return _plain(np.asarray(np.copysign(1.0, x.astype(float)) < 0))


def _real(name, x):
    x = np.asarray(x)
    if x.dtype.kind not in 'biuf':
        raise TypeError(f"ufunc '{name}' not supported for the input types, and the inputs could not be safely coerced to "
                        "any supported types according to the casting rule ''safe''")
    return x


def isneginf(x, out=None):
    return _plain(np.asarray(_real('isinf', x) == -np.inf))


def isposinf(x, out=None):
    return _plain(np.asarray(_real('isinf', x) == np.inf))


def modf(x, /):
    x = _floats('modf', x)
    whole = np.trunc(x)
    with np.errstate(invalid='ignore'):
        part = np.where(np.isinf(x), x.dtype.type(0), x - whole)
    return _plain(np.asarray(np.copysign(part, x)).astype(x.dtype)), _plain(np.asarray(whole))


def frexp(x, /):
    x = _floats('frexp', x)
    pairs = [math.frexp(value) for value in x.ravel().tolist()]
    parts = np.array([part for part, _ in pairs], dtype=x.dtype).reshape(x.shape)
    powers = np.array([power for _, power in pairs], dtype=np.int32).reshape(x.shape)
    return _plain(parts), _plain(powers)


def ldexp(x1, x2, /):
    first, second = np.asarray(x1), np.asarray(x2)
    if second.dtype.kind not in 'iub' or second.dtype == np.uint64:
        if type(x2) is int:
            raise OverflowError('Python int too large to convert to C long')
        raise TypeError("ufunc 'ldexp' not supported for the input types, and the inputs could not be safely coerced to any "
                        "supported types according to the casting rule ''safe''")
    if type(x1) is int and type(x2) not in (int, bool) and second.dtype.kind != 'b':
        raise TypeError("ldexp: NumPy makes float16 of a whole number beside an array of them: write float(x1)")
    if type(x2) is int and isinstance(x1, (np.ndarray, np.generic)) and not -2 ** 31 <= x2 < 2 ** 31:
        raise OverflowError(f'Python integer {x2} out of bounds for int32')
    first = _floats('ldexp', first)
    first, second = np.broadcast_arrays(first, second)
    found = [_scaled(value, power) for value, power in zip(first.ravel().tolist(), second.ravel().tolist())]
    return _plain(np.array(found).reshape(first.shape).astype(first.dtype))


def _scaled(value, power):
    """A float times a power of 2, infinite where none is large enough."""
    try:
        return math.ldexp(value, power)
    except OverflowError:
        return math.copysign(math.inf, value)


def bitwise_count(x, /):
    x = np.asarray(x)
    if x.dtype.kind not in 'iub':
        raise TypeError("ufunc 'bitwise_count' not supported for the input types, and the inputs could not be safely "
                        "coerced to any supported types according to the casting rule ''safe''")
    counts = [abs(int(value)).bit_count() for value in x.ravel().tolist()]
    return _plain(np.array(counts, dtype=np.uint8).reshape(x.shape))


def asfortranarray(a, dtype=None, *, like=None):
    found = np.asarray(a, dtype=dtype, order='F')
    return found if found.ndim else found.reshape(1)


def require(a, dtype=None, requirements=None, *, like=None):
    if requirements is not None and not isinstance(requirements, (str, list, tuple)):
        iter(requirements)
    names = {'C': 'C', 'C_CONTIGUOUS': 'C', 'CONTIGUOUS': 'C', 'F': 'F', 'F_CONTIGUOUS': 'F', 'FORTRAN': 'F', 'A': 'A',
             'ALIGNED': 'A', 'W': 'W', 'WRITEABLE': 'W', 'O': 'O', 'OWNDATA': 'O', 'E': 'E', 'ENSUREARRAY': 'E'}
    wanted = {names[name.upper()] for name in requirements or ()}
    if 'C' in wanted and 'F' in wanted:
        raise ValueError("Cannot specify both 'C' and 'F' order")
    found = np.asarray(a, dtype=dtype, order='F' if 'F' in wanted else 'C' if 'C' in wanted else None)
    if 'O' in wanted and not found.flags.owndata or 'W' in wanted and not found.flags.writeable:
        return found.copy()
    return found


def permute_dims(a, axes=None):
    return np.transpose(a, axes)


def unique_values(x):
    return np.unique(x)


def _results(name, fields, values):
    from collections import namedtuple
    return namedtuple(name, fields)(*values)


def unique_counts(x):
    return _results('UniqueCountsResult', 'values counts', np.unique(x, return_counts=True))


def unique_inverse(x):
    values, inverse = np.unique(x, return_inverse=True)
    return _results('UniqueInverseResult', 'values inverse_indices', (values, inverse.reshape(np.shape(x))))


def unique_all(x):
    values, places, inverse, counts = np.unique(x, return_index=True, return_inverse=True, return_counts=True)
    return _results('UniqueAllResult', 'values indices inverse_indices counts',
                    (values, places, inverse.reshape(np.shape(x)), counts))
