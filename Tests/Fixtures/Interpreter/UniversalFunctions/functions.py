# Element type and values of each of NumPy's functions of elements, for every element type beside every other and beside
# numbers of Python's. Descent and CPython with NumPy run this program: make_results.py keeps what NumPy gives.
# A line has the types of the results, and a hash of their values; ! stands for an error, and for float16, which Descent
# refuses to give.
import numpy as np

before = np.seterr(all='ignore')
KINDS = {
    'bool': [True, False, True], 'int8': [0, 1, -3], 'int16': [0, 1, -3], 'int32': [0, 1, -3], 'int64': [0, 1, -3],
    'uint8': [0, 1, 100], 'uint16': [0, 1, 100], 'uint32': [0, 1, 100], 'uint64': [0, 1, 100],
    'float32': [-0.0, 1.0, -2.5, np.nan, np.inf], 'float64': [-0.0, 1.0, -2.5, np.nan, np.inf],
}
NUMBERS = [True, 0, 2, -1, 200, 70000, 2 ** 40, 2 ** 63, 2.5, -0.0, float('nan'), 1e300]
SINGLE = '''absolute arccos arccosh arcsin arcsinh arctan arctanh bitwise_count cbrt ceil cos cosh deg2rad exp exp2 expm1 fabs
floor frexp invert isfinite isinf isnan log log10 log1p log2 logical_not modf negative positive rad2deg reciprocal rint sign
signbit sin sinh sqrt square tan tanh trunc'''.split()
PAIRS = '''add arctan2 bitwise_and bitwise_or bitwise_xor copysign divide divmod equal float_power floor_divide fmax fmin fmod
gcd greater greater_equal heaviside hypot lcm ldexp left_shift less less_equal logaddexp logaddexp2 logical_and logical_or
logical_xor maximum minimum multiply nextafter not_equal power remainder right_shift subtract'''.split()
OPERATORS = {
    '+': lambda a, b: a + b, '-': lambda a, b: a - b, '*': lambda a, b: a * b, '/': lambda a, b: a / b,
    '//': lambda a, b: a // b, '%': lambda a, b: a % b, '**': lambda a, b: a ** b, '&': lambda a, b: a & b,
    '|': lambda a, b: a | b, '^': lambda a, b: a ^ b, '<<': lambda a, b: a << b, '>>': lambda a, b: a >> b,
    '==': lambda a, b: a == b, '!=': lambda a, b: a != b, '<': lambda a, b: a < b, '<=': lambda a, b: a <= b,
}
# Of zeros of two signs NumPy's loops give now one, now the other, by their place in a row. tanh is the C library's here, and
# refuses single floats, for which NumPy has a table of its own.
WITHOUT_ZEROS = ('fmax', 'fmin')
WITHOUT_VALUES = ('tanh',)
SINGLE_KINDS = ('int16', 'uint16', 'float32')


def told(name, function, *operands):
    try:
        value = function(*operands)
    except (TypeError, OverflowError, ValueError):
        return '!', ''
    parts = value if isinstance(value, tuple) else (value,)
    kinds = [str(part.dtype) for part in parts]
    if 'float16' in kinds:
        return '!', ''
    values = '' if name in WITHOUT_VALUES else ' '.join(repr(part.tolist()) for part in parts)
    return '/'.join(kinds), values


def line(title, results):
    print(title, '|', *[kind for kind, _ in results], '|', hash(' '.join(values for _, values in results)) % 2 ** 32)


def usable(name, values):
    if name not in WITHOUT_ZEROS:
        return values
    return [value for value in values if type(value) is not float or value != 0.0]


for name in SINGLE:
    function = getattr(np, name)
    for kind, values in KINDS.items():
        if name in WITHOUT_VALUES and kind in SINGLE_KINDS:
            continue
        array = np.array(values, dtype=kind)
        line(f'{name} {kind}', [told(name, function, array), told(name, function, array[1])])
    line(f'{name} number', [told(name, function, number) for number in NUMBERS if number != 2 ** 63])

for name, function in [(name, getattr(np, name)) for name in PAIRS] + list(OPERATORS.items()):
    numbers = usable(name, NUMBERS)
    for kind, values in KINDS.items():
        array = np.array(usable(name, values), dtype=kind)
        others = [np.array(values[1:3], dtype=other) for other, values in KINDS.items()]
        line(f'{name} {kind} beside arrays', [told(name, function, array[:2], other) for other in others])
        line(f'{name} {kind} beside numbers', [told(name, function, array, number) for number in numbers])
        line(f'{name} numbers beside {kind}', [told(name, function, number, array) for number in numbers])
        line(f'{name} a {kind} beside numbers', [told(name, function, array[1], number) for number in numbers])
        line(f'{name} numbers beside a {kind}', [told(name, function, number, array[1]) for number in numbers])
