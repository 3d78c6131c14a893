"""Writes long_operations.txt: operations on ints of up to 5,000 words, and a few longer ones, with what CPython makes of them.

A line is the operation, its operands, `=`, and the results. An operand is a sum of powers, `-3^1000+7^2`. A result of more than
40 digits in base 16 is told by its sign, how many bits it has, and its hash. Random operations of these sizes are
compared by `Tests/Differential/integers.py`.

    python3 make_long_operations.py
"""

import math
import pathlib
import random
import re

R = random.Random(5)
LINES = 330


def operand(words):
    """A number of about so many words: any, or beside a power of 2 or of a word."""
    bits = max(words * 64 + R.randrange(-70, 70), 1)
    form = R.randrange(4)
    if form == 0:
        written = f"2^{words * 64}{R.choice(['', '-1^1', '+1^1', '-2^1', '-3^1'])}"
    elif form == 1:
        written = f"2^{bits}-2^{R.randrange(bits)}"
    else:
        base = R.choice([3, 7, 10, 12345])
        written = f"{base}^{max(int(bits / math.log2(base)), 1)}{R.choice(['', '+5^3', '-1^1'])}"
    if R.random() < 0.3:
        written = "-" + written.translate(str.maketrans("+-", "-+"))
    return written


def value(written):
    return sum((-1 if sign == "-" else 1) * int(base) ** int(exponent)
               for sign, base, exponent in re.findall(r"([+-]?)(\d+)\^(\d+)", written))


def told(result):
    if isinstance(result, str):
        return result
    text = format(abs(result), "x")
    sign = "-" if result < 0 else ""
    return sign + (text if len(text) <= 40 else f"#{result.bit_length()}:{hash(result)}")


def operation(name, a, b):
    x, y = value(a), value(b)
    if name == "arithmetic":
        return [a, b], [x + y, x - y, x * y]
    if name == "division":
        return [a, b], list(divmod(x, y)) if y else None
    if name == "bits":
        return [a, b], [x & y, x | y, x ^ y, ~x, -x]
    if name == "shift":
        count = y if b == "1000000^1" else R.choice([R.randrange(9000), 64 * R.randrange(150)])
        return [a, f"{count}^1"], [x << count, x >> count]
    if name == "modular":
        c = operand(R.randrange(2, 12))
        try:
            return [a, b, c], [pow(x, y, value(c))]
        except ValueError:
            return [a, b, c], ["-"]
    if name == "divisor":
        return [a, b], [math.gcd(x, y)]
    if name == "root":
        return [a], [math.isqrt(x)] if x >= 0 else None
    if name == "order":
        return [a, b], [int(x < y), int(x == y)]
    return [a], [hash(x), x.bit_length(), x.bit_count()]


SIZES = {"modular": 20, "divisor": 1200, "root": 5000}
lines = []
# Larger than a single piece of work: products of 65,536 words, divisions of 32,768, roots of 2^21 bits, gcds of 4,096
# words.
longer = [
    ("arithmetic", "3^1600000", "-7^900000"), ("arithmetic", "2^4480000-1^1", "12345^1400"),
    ("arithmetic", "10^860000-1^1", "2^1600000-2^900000"), ("arithmetic", "-3^1650000", "3^1650000-1^1"),
    ("division", "7^820000", "10^51"), ("division", "-3^1600000", "2^128000+1^1"), ("division", "7^934000", "12345^94641"),
    ("division", "3^1615137+1^1", "-2^2304000+1^1"), ("division", "2^4200000-1^1", "2^2100000-1^1"),
    ("root", "12345^160103", "1^1"), ("root", "10^650000-1^1", "1^1"), ("divisor", "15^98000", "21^73000"),
    ("divisor", "2^400000-2^300", "6^120000"), ("hash", "12345^329612", "1^1"), ("bits", "-3^3000000", "7^1000000-2^9000"),
    ("shift", "-3^3000000", "1000000^1"),
]


def written(name, operands, results):
    return " ".join([name, *operands, "=", *map(told, results)])


for name, a, b in longer:
    lines.append(written(name, *operation(name, a, b)))
while len(lines) < LINES:
    name = R.choice(["arithmetic", "arithmetic", "division", "division", "bits", "shift", "modular", "divisor", "root", "order", "hash"])
    most = SIZES.get(name, 5000)
    words, others = (min(int(2 ** R.uniform(0, math.log2(most))), most) for _ in range(2))
    operands, results = operation(name, operand(words), operand(others))
    if results is not None:
        lines.append(written(name, operands, results))
pathlib.Path(__file__).with_name("long_operations.txt").write_text("\n".join(lines) + "\n")
