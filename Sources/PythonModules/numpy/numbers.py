# Functions of elements that few programs call, over those that are built in.
import math
import numpy as np


def _plain(value):
    return value[()] if isinstance(value, np.ndarray) and value.ndim == 0 else value


def _floats(name, x):
    """Floats of NumPy's choice: small ints would be float16, and others float32."""
    x = np.asarray(x)
    if x.dtype.kind != 'f' and x.dtype.itemsize < 4:
        raise TypeError(f'{name}: Descent takes no {x.dtype}, of which NumPy makes float16 or float32: x.astype(float)')
    return x.astype(float) if x.dtype.kind != 'f' else x


def _whole(name, x1, x2):
    first, second = np.asarray(x1), np.asarray(x2)
    kind = np.result_type(*[given if type(given) is int else part for given, part in ((x1, first), (x2, second))])
    if kind.kind not in 'iu':
        _fail('UFuncTypeError', f"ufunc '{name}' did not contain a loop with signature matching types")
    first, second = np.broadcast_arrays(np.abs(first.astype(kind)), np.abs(second.astype(kind)))
    return first.copy(), second.copy()


def gcd(x1, x2, /):
    first, second = _whole('gcd', x1, x2)
    while np.any(second != 0):
        rest = first % np.where(second == 0, first.dtype.type(1), second)
        first, second = np.where(second == 0, first, second), np.where(second == 0, second, rest)
    return _plain(np.asarray(first))


def lcm(x1, x2, /):
    first, second = _whole('lcm', x1, x2)
    common = np.asarray(gcd(first, second))
    return _plain(np.asarray(np.where(common == 0, first.dtype.type(0), first // np.where(
        common == 0, first.dtype.type(1), common) * second)))


def signbit(x, /):
    x = np.asarray(x)
    if x.dtype.kind != 'f':
        return _plain(np.asarray(x < 0))
    return _plain(np.asarray(np.copysign(1.0, x.astype(float)) < 0))


def fmod(x1, x2, /):
    first, second = np.asarray(x1), np.asarray(x2)
    kind = np.result_type(first, second)
    if kind.kind == 'b':
        raise TypeError("fmod: Descent takes numbers, and no truth values")
    rest = np.remainder(np.abs(first), np.abs(second))
    return _plain(np.asarray(np.where(first < 0, -rest, rest)).astype(kind))


def isneginf(x, out=None):
    found = np.asarray(np.asarray(x) == -np.inf)
    if out is None:
        return _plain(found)
    out[...] = found
    return out


def isposinf(x, out=None):
    found = np.asarray(np.asarray(x) == np.inf)
    if out is None:
        return _plain(found)
    out[...] = found
    return out


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
    if second.dtype.kind not in 'iub':
        raise TypeError("ufunc 'ldexp' not supported for the input types, and the inputs could not be safely coerced to any "
                        "supported types according to the casting rule ''safe''")
    first = _floats('ldexp', first)
    first, second = np.broadcast_arrays(first, second)
    found = [math.ldexp(value, power) for value, power in zip(first.ravel().tolist(), second.ravel().tolist())]
    return _plain(np.array(found, dtype=first.dtype).reshape(first.shape))


def bitwise_count(x, /):
    x = np.asarray(x)
    if x.dtype.kind not in 'iub':
        raise TypeError("ufunc 'bitwise_count' not supported for the input types, and the inputs could not be safely "
                        "coerced to any supported types according to the casting rule ''safe''")
    counts = [abs(int(value)).bit_count() for value in x.ravel().tolist()]
    return _plain(np.array(counts, dtype=np.uint8).reshape(x.shape))


def asfortranarray(a, dtype=None, *, like=None):
    return np.asarray(a, dtype=dtype, order='F')


def require(a, dtype=None, requirements=None, *, like=None):
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
