"""str and repr of arrays: digests of generated cases, then readable ones, in arrays.txt.

`python3 make_arrays.py 123` shows generated case 123. The Swift tests generate the same arrays (ArrayCase)."""
import sys

from common import Generator, digest, escaped, from_bits, to_bits, write

import numpy as np

CASES = 4000
SPECIALS = [float("nan"), float("inf"), float("-inf"), 0.0, -0.0, 5e-324, 1e300, 1e-5, 1e8, 99999999.0, 123456789.123,
            0.00011, 1e-4, 1000.0, 1e16, 0.5, 1.7976931348623157e308, 2.2250738585072014e-308, 99999999.99999999,
            9.999999999, 0.999999999]
SHAPES = [(), (0,), (1,), (2,), (3,), (7,), (10,), (25,), (100,), (1000,), (1001,), (1500,), (0, 3), (3, 0), (1, 1),
          (2, 3), (10, 5), (3, 40), (40, 3), (2, 600), (600, 2), (7, 150), (150, 7), (35, 35), (2, 2, 2), (1, 3, 4),
          (3, 1, 20), (2, 0, 2), (8, 9, 20), (2, 3, 300), (12, 12, 12), (2, 1, 2, 3), (3, 7, 8, 8), (1, 1, 1, 1),
          (2, 2, 2, 2, 2), (6, 6, 6, 6)]


def power_of_ten(exponent):
    return float(f"1e{exponent}")


def uniform(generator):
    return (generator.next() >> 11) * 2.0**-53


def real(generator, kind, scale):
    if kind == 0:
        value = from_bits(generator.next())
        return abs(value) if value != value else value
    if kind == 1:
        return uniform(generator)
    if kind == 2:
        value = uniform(generator) * power_of_ten(scale - 12)
    elif kind == 3:
        value = float(generator.below(power_of_ten_integer(scale)))
    elif kind == 4:
        value = float(generator.below(100000)) / power_of_ten(scale % 12)
    elif kind == 5:
        value = SPECIALS[generator.below(len(SPECIALS))] if generator.below(4) == 0 else uniform(generator) * 100
    elif kind == 6:
        value = from_bits(generator.next() & 0x000FFFFFFFFFFFFF)
        return value if generator.below(2) else 5e-324 * float(generator.below(100))
    elif kind == 7:
        value = float(generator.below(4096)) / float(1 << (7 + scale % 6))
    elif kind == 8:
        value = uniform(generator) * power_of_ten(generator.below(12) - 6)
    else:
        value = [0.0, 1.0, 0.25, 100.0][generator.below(4)]
    return -value if generator.below(3) == 0 else value


def power_of_ten_integer(scale):
    return 10 ** (1 + scale % 12)


def case(number):
    generator = Generator(number)
    dtype = generator.below(8)
    shape = SHAPES[generator.below(len(SHAPES))]
    view = generator.below(4)
    kind = generator.below(10)
    scale = generator.below(24)
    count = int(np.prod(shape))
    if dtype < 5:
        values = np.array([real(generator, kind, scale) for _ in range(count)], dtype=np.float64)
    elif dtype < 7:
        signed = [generator.next() >> (1 + 2 * scale) for _ in range(count)]
        values = np.array([-v if v % 3 == 0 and kind % 2 else v for v in signed], dtype=np.int64)
    else:
        values = np.array([generator.below(2) == 1 for _ in range(count)], dtype=np.bool_)
    array = values.reshape(shape)
    if view == 0:
        return array.T
    if view == 1 and shape:
        return array[::-1]
    if view == 2 and shape:
        return array[..., ::2]
    return array


def readable():
    nan, inf = float("nan"), float("inf")
    yield from (np.array(v, dtype=np.float64) for v in [
        [], 0.3, 1e16, 0.123456789123, [1.0], [1.0, 2.5], [0.1, 0.12345678912], [1e10, 1.0], [1e-5, 1.0], [nan, 1.0],
        [inf, -inf, nan], [nan], [-inf], [nan, 1e300], [1e300, 1e-300], [5e-324, 1.2345678e-300], [-0.0, 0.0], [0.0, 1e8],
        [99999999.0, 100000.0], [999.0, 1.0], [1001.0, 1.0], [1000.0, 1.0], [0.0001, 0.1], [0.00009, 0.05],
        [9.999999999], [0.999999999, 1.0], [[0.5488135039273248], [0.7151893663724195]], [[1.0, 2.0], [3.0, 4.5]],
        [[[1.0, nan]], [[-inf, 3.25]]], [1 / 3] * 20, [-1.5] * 30, 0.0, -0.0, nan, [1e-310, 2e-310], [-1e100, 1.0]])
    yield from (np.array(v, dtype=np.int64) for v in [
        [], 5, -3, [1, 2, 3], [1, -20, 300], [[1, 2], [-3, 4]], [-9223372036854775808, 9223372036854775807]])
    yield from (np.array(v, dtype=np.bool_) for v in [[], True, False, [True, False], [[True], [False]], [False, False]])
    yield np.arange(1001)
    yield np.arange(30.0).reshape(2, 3, 5)
    yield np.linspace(0, 1, 50)
    yield np.zeros((0, 3))
    yield np.zeros((3, 0))
    yield np.zeros((2, 0, 3), dtype=np.int64)
    yield np.zeros((40, 40))
    yield np.ones((1001,), dtype=np.bool_)
    yield np.arange(10**4).reshape(100, 100) - 5000


def literal(array):
    if array.dtype == np.float64:
        return ",".join(f"{to_bits(float(v)):x}" for v in array.flat)
    return ",".join(str(int(v)) for v in array.flat)


if len(sys.argv) > 1:
    shown = case(int(sys.argv[1]))
    print(shown.dtype, shown.shape, shown, repr(shown), sep="\n")
else:
    lines = [f"{digest(str(a) + chr(10) + repr(a)):016x}" for a in map(case, range(CASES))]
    lines.append("")
    for array in readable():
        shape = " ".join(map(str, array.shape))
        values = literal(array)
        if len(values) > 2000:  # an arithmetic progression
            flat = array.ravel()
            values = f"{int(flat[0])}..{int(flat[1]) - int(flat[0])}"
        lines.append("\t".join([str(array.dtype), shape, values, escaped(str(array)), escaped(repr(array))]))
    write("arrays.txt", lines)
