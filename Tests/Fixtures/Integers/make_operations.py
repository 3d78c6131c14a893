"""Writes operations.txt: operations on random ints of 1 to 300 digits, with what CPython makes of them.

A line is the operation, its operands in base 16, `=`, and the results; a float is told by its bits, `-` is an error.

    python3 make_operations.py
"""

import math
import pathlib
import random
import struct

R = random.Random(20)
LINES = 1200


def text(number):
    return ("-" if number < 0 else "") + format(abs(number), "x")


def bits(make):
    """A float's bits; `-` where there is none."""
    try:
        return format(struct.unpack(">Q", struct.pack(">d", make()))[0], "x")
    except OverflowError:
        return "-"


def integer(most=300):
    """An int of up to so many digits, often beside a power of 2 or of a word."""
    size = R.choice([1, 5, 18, 19, 20, 38, 39, 60, 100, most])
    width = R.randrange(1, int(size * 3.3) + 2)
    number = R.choice([
        R.randrange(10 ** size), (1 << width) + R.randrange(-2, 3), 1 << width,
        (1 << 64 * R.randrange(1, 5)) - R.randrange(1, 4), R.choice([0, 1, 2**63 - 1, 2**63, 2**64 - 1, 2**64]),
    ])
    return R.choice([1, -1]) * number


def quotient_operands():
    """Operands whose quotient is ordinary, or among the smallest floats."""
    if R.random() < 0.7:
        return integer(), integer() or 1
    return R.randrange(1, 1 << R.randrange(1, 200)), R.choice([1, -1]) * (R.randrange(1 << 60) | 1) << R.randrange(1000, 1130)


def near_half():
    """A number beside the middle of two floats."""
    return ((R.randrange(1 << 53) * 2 + 1) << R.randrange(10, 900)) + R.choice([-1, 0, 1])


def operation(name):
    """The operands and the results of an operation."""
    a, b = integer(), integer()
    if name == "arithmetic":
        return [a, b], [a + b, a - b, a * b]
    if name == "division":
        return [a, b or 7], list(divmod(a, b or 7))
    if name == "quotient":
        a, b = quotient_operands()
        return [a, b], [bits(lambda: a / b)]
    if name == "bits":
        return [a, b], [a & b, a | b, a ^ b, ~a, -a]
    if name == "shift":
        b = R.randrange(300)
        return [a, b], [a << b, a >> b]
    if name == "power":
        b = R.randrange(12)
        return [a, b], [a ** b]
    if name == "modular":
        a, b, c = integer(60), integer(60), integer(60) or 7
        try:
            return [a, b, c], [pow(a, b, c)]
        except ValueError:
            return [a, b, c], ["-"]
    if name == "divisor":
        c = integer(60)
        return [a * c, b * c], [math.gcd(a * c, b * c)]
    if name == "root":
        a = max(abs(a) ** R.choice([1, 2]) + R.choice([-1, 0, 1]), 0)
        return [a], [math.isqrt(a)]
    if name == "float":
        a = R.choice([a, near_half()])
        return [a], [bits(lambda: float(a))]
    if name == "order":
        b = R.choice([a, b])
        return [a, b], [int(a < b), int(a == b)]
    if name == "hash":
        return [a], [hash(a), a.bit_length(), a.bit_count()]
    return [a], [format(abs(a), "b"), format(abs(a), "o"), str(a)]


NAMES = ["arithmetic", "division", "quotient", "bits", "shift", "power", "modular", "divisor", "root", "float", "order",
         "hash", "text"]
lines = []
for number in range(LINES):
    name = NAMES[number % len(NAMES)]
    operands, results = operation(name)
    written = [result if isinstance(result, str) else text(result) for result in results]
    lines.append(" ".join([name, *map(text, operands), "=", *written]))
pathlib.Path(__file__).with_name("operations.txt").write_text("\n".join(lines) + "\n")
