# NumPy's functions about element types, on top of built-ins.
import numpy as np

_ORDER = ['bool', 'int8', 'uint8', 'int16', 'uint16', 'int32', 'uint32', 'int64', 'uint64', 'float32', 'float64',
          'complex64', 'complex128']


def _limits(kind):
    kind = np.dtype(kind)
    bits = kind.itemsize * 8
    return (0, 2 ** bits - 1) if kind.kind == 'u' else (-2 ** (bits - 1), 2 ** (bits - 1) - 1)


class iinfo:
    def __init__(self, int_type):
        try:
            kind = np.dtype(int_type)
        except TypeError:
            kind = np.dtype(int) if type(int_type) is int else np.asarray(int_type).dtype
        if kind.kind not in 'iu':
            raise ValueError(f'Invalid integer data type {kind.kind!r}.')
        self.dtype = kind
        self.kind = kind.kind
        self.bits = kind.itemsize * 8
        self.key = f'{kind.kind}{self.bits}'
        self.min, self.max = _limits(kind)

    def __repr__(self):
        return f'iinfo(min={self.min}, max={self.max}, dtype={self.dtype})'

    def __str__(self):
        line = '-' * 63
        return (f'Machine parameters for {self.dtype}\n{line}\nmin = {self.min}\nmax = {self.max}\n{line}\n')


# The numbers of exponent and fraction bits of each float type.
_FLOATS = {'float32': (8, 23), 'float64': (11, 52)}


class finfo:
    def __init__(self, dtype):
        if dtype is None:
            raise TypeError('dtype must not be None')
        if isinstance(dtype, np.ndarray):
            raise ValueError("data type <class 'numpy.object_'> not inexact")
        try:
            kind = np.dtype(dtype)
        except TypeError:
            kind = np.asarray(dtype).dtype
        if kind.kind == 'c':
            kind = np.dtype(f'float{4 * kind.itemsize}')
        if kind.kind != 'f':
            raise ValueError(f"data type {kind.type!r} not inexact")
        exponent, fraction = _FLOATS[str(kind)]
        make = kind.type
        self.dtype = kind
        self.bits = kind.itemsize * 8
        self.nmant = fraction
        self.nexp = self.iexp = exponent
        self.maxexp = 2 ** (exponent - 1)
        self.minexp = 2 - self.maxexp
        self.machep = -fraction
        self.negep = -fraction - 1
        self.precision = 6 if fraction == 23 else 15
        self.eps = make(2.0 ** -fraction)
        self.epsneg = make(2.0 ** (-fraction - 1))
        self.resolution = make(10.0 ** -self.precision)
        self.max = make((2.0 - 2.0 ** -fraction) * 2.0 ** (self.maxexp - 1))
        self.min = -self.max
        self.tiny = self.smallest_normal = make(2.0 ** self.minexp)
        self.smallest_subnormal = make(2.0 ** (self.minexp - fraction))

    def __repr__(self):
        return (f'finfo(resolution={self.resolution!s}, min={self.min!s}, max={self.max!s}, dtype={self.dtype})')

    def __str__(self):
        line = '-' * 63
        return (f'Machine parameters for {self.dtype}\n{line}\n'
                f'precision = {self.precision}   resolution = {self.resolution!s}\n'
                f'machep = {self.machep}   eps =        {self.eps!s}\n'
                f'negep =  {self.negep}   epsneg =     {self.epsneg!s}\n'
                f'minexp = {self.minexp}   tiny =       {self.tiny!s}\n'
                f'maxexp = {self.maxexp}   max =        {self.max!s}\n'
                f'nexp =   {self.nexp}   min =        -max\n'
                f'smallest_normal = {self.smallest_normal!s}   smallest_subnormal = {self.smallest_subnormal!s}\n'
                f'{line}\n')


_ABOVE = {
    'generic': 'biufc', 'number': 'iufc', 'integer': 'iu', 'signedinteger': 'i', 'unsignedinteger': 'u',
    'inexact': 'fc', 'floating': 'f', 'complexfloating': 'c',
}
_ABSTRACT = {getattr(np, name): kinds for name, kinds in _ABOVE.items()}
_TYPES = {np.dtype(name).type for name in _ORDER}


def _is_below(first, second):
    """Whether a type of numbers is another, or one of its kinds."""
    if second is np.generic:
        return True
    if second in _ABSTRACT:
        if first in _ABSTRACT:
            return set(_ABSTRACT[first]) <= set(_ABSTRACT[second]) and not (
                first is np.floating and second is np.floating) or first is second
        return np.dtype(first).kind in _ABSTRACT[second]
    return first is second


def issubdtype(arg1, arg2):
    first = arg1 if arg1 in _ABSTRACT else np.dtype(arg1).type
    second = arg2 if arg2 in _ABSTRACT else np.dtype(arg2).type
    if first in _ABSTRACT and second not in _ABSTRACT:
        return False
    if first is np.inexact and second is np.floating:
        return False
    return _is_below(first, second)


def isdtype(dtype, kind):
    given = np.dtype(dtype)
    parts = kind if isinstance(kind, tuple) else (kind,)
    names = {'bool': 'b', 'signed integer': 'i', 'unsigned integer': 'u', 'integral': 'iu', 'real floating': 'f',
             'complex floating': 'c', 'numeric': 'iufc'}
    for part in parts:
        if isinstance(part, str):
            if part not in names:
                raise ValueError(f'kind argument is a string, but {part!r} is not a known kind name.')
            if given.kind in names[part]:
                return True
        elif np.dtype(part) == given:
            return True
    return False


def _value_kind(value):
    """'b', 'i', 'f' or 'c' of a number of Python's; else an element type."""
    if type(value) is bool:
        return np.dtype(bool)
    if type(value) is int:
        if not -2 ** 63 <= value < 2 ** 64:
            raise TypeError(f'result_type: NumPy has no number type for {value}')
        return 'i' if value < 2 ** 63 else 'I'
    if type(value) is float:
        return 'f'
    if type(value) is complex:
        return 'c'
    if isinstance(value, np.ndarray) or isinstance(value, np.generic):
        return value.dtype
    return np.dtype(value)


def promote_types(type1, type2):
    first, second = np.dtype(type1), np.dtype(type2)
    return (np.zeros(0, first) + np.zeros(0, second)).dtype if first != second else first


def result_type(*arrays_and_dtypes):
    if not arrays_and_dtypes:
        raise ValueError('at least one array or dtype is required')
    kinds = [_value_kind(value) for value in arrays_and_dtypes]
    strong = [kind for kind in kinds if not isinstance(kind, str)]
    weak = 'c' if 'c' in kinds else 'f' if 'f' in kinds else 'i' if 'i' in kinds or 'I' in kinds else ''
    if not strong:
        if weak in ('c', 'f'):
            return np.dtype(complex if weak == 'c' else float)
        return np.dtype(np.uint64 if 'I' in kinds and 'i' not in kinds else int)
    if any(kind.kind == 'U' for kind in strong) and (weak or any(kind.kind != 'U' for kind in strong)):
        raise TypeError('The DType of texts could not be promoted by that of numbers. This means that no common DType exists '
                        'for the given inputs.')
    # Ints are promoted with the widest float one by one, not with each other first.
    floats = [kind for kind in strong if kind.kind in 'fc']
    found = floats[0] if floats else strong[0]
    for kind in floats + [promote_types(floats[0], kind) for kind in strong] if floats else strong:
        found = promote_types(found, kind)
    if weak == 'i' and found.kind == 'b':
        return np.dtype(int)
    if weak == 'f' and found.kind not in 'fc':
        return np.dtype(float)
    if weak == 'c' and found.kind != 'c':
        return np.dtype('complex64' if found == np.float32 else 'complex128')
    return found


def can_cast(from_, to, casting='safe'):
    if type(from_) in (int, float, bool, complex):
        raise TypeError(
            'can_cast() does not support Python ints, floats, and complex because the result used to depend on the '
            'value.\nThis change was part of adopting NEP 50, we may explicitly allow them again in the future.')
    first = from_.dtype if isinstance(from_, (np.ndarray, np.generic)) else np.dtype(from_)
    second = np.dtype(to)
    if 'U' in (first.kind, second.kind) and casting in ('safe', 'same_kind'):
        return second.kind == 'U'
    if casting in ('no', 'equiv') or casting == 'unsafe':
        return casting == 'unsafe' or first == second
    if casting not in ('safe', 'same_kind'):
        raise ValueError(
            f"casting must be one of 'no', 'equiv', 'safe', 'same_kind', 'unsafe' (got '{casting}')")
    if first == second or promote_types(first, second) == second:
        return True
    kinds = 'buifc'
    return casting == 'same_kind' and kinds.index(first.kind) <= kinds.index(second.kind)


def min_scalar_type(a):
    value = np.asarray(a)
    if value.ndim > 0 or value.dtype.kind == 'b':
        return value.dtype
    if value.dtype.kind == 'f':
        raise TypeError('min_scalar_type of a float may be float16, which Descent lacks')
    if value.dtype.kind == 'c':
        most = finfo(np.float32).max
        fits = -most < value.real < most and -most < value.imag < most
        return np.dtype('complex64' if fits else value.dtype)
    number = int(value)
    names = ['uint8', 'uint16', 'uint32', 'uint64'] if number >= 0 else ['int8', 'int16', 'int32', 'int64']
    for name in names:
        low, high = _limits(name)
        if low <= number <= high:
            return np.dtype(name)


def common_type(*arrays):
    found = np.dtype(np.float32)
    for array in arrays:
        kind = array.dtype
        if kind.kind in 'bU':
            raise TypeError("can't get common type for non-numeric array")
        found = promote_types(found, np.dtype(float) if kind.kind in 'iu' else kind)
    return found.type


_LETTERS = {'?': 'bool', 'b': 'signed char', 'B': 'unsigned char', 'h': 'short', 'H': 'unsigned short', 'i': 'integer',
            'I': 'unsigned integer', 'l': 'long integer', 'L': 'unsigned long integer', 'q': 'long long integer',
            'Q': 'unsigned long long integer', 'f': 'single precision', 'd': 'double precision',
            'g': 'long precision', 'F': 'complex single precision', 'D': 'complex double precision',
            'G': 'complex long double precision', 'S': 'string', 'U': 'unicode', 'V': 'void', 'O': 'object',
            'S1': 'character'}


def typename(char):
    return _LETTERS[char]


def isscalar(element):
    if isinstance(element, (int, float, complex, str, bytes, np.generic)):
        return True
    from fractions import Fraction
    from numbers import Number
    return isinstance(element, (Fraction, Number))


def iterable(y):
    try:
        iter(y)
    except TypeError:
        return False
    return True


# Text forms of numbers


def binary_repr(num, width=None):
    if not isinstance(num, (int, np.integer)):
        raise TypeError(f"'{type(num).__name__}' object cannot be interpreted as an integer")
    num = int(num)
    if num == 0:
        return '0' * (width or 1)
    if num > 0:
        text = f'{num:b}'
        if width is not None and width < len(text):
            raise ValueError(f'Insufficient bit width={width} provided for binwidth={len(text)}')
        return text.zfill(width or 0)
    if width is None:
        return f'-{-num:b}'
    least = len(f'{-num:b}')
    if 2 ** (least - 1) == -num:
        least -= 1
    needed = least + 1
    if width < needed:
        raise ValueError(f'Insufficient bit width={width} provided for binwidth={needed}')
    return f'{2 ** width + num:b}'.rjust(width, '1')


def base_repr(number, base=2, padding=0):
    digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
    if base > len(digits):
        raise ValueError('Bases greater than 36 not handled in base_repr.')
    if base < 2:
        raise ValueError('Bases less than 2 not handled in base_repr.')
    rest = abs(int(number))
    found = []
    while rest:
        found.append(digits[rest % base])
        rest //= base
    if padding:
        found.append('0' * padding)
    if number < 0:
        found.append('-')
    return ''.join(reversed(found or '0'))


# Kinds of numbers


def isfortran(a):
    return bool(a.flags.fnc)


def astype(x, dtype, /, *, copy=True, device=None):
    if not isinstance(x, np.ndarray):
        raise TypeError(f'Input should be a NumPy array or scalar. It is a {type(x)} instead.')
    return x.astype(dtype) if copy or x.dtype != np.dtype(dtype) else x
