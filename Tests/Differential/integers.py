#!/usr/bin/env python3
"""Compares operations on random ints of 0 to 5,000 words in Descent with CPython's: of all sizes, many beside powers of 2 and
of words, some of long runs of ones and zeros.

    python3 integers.py [--count N] [--seed S] [--most WORDS] [--binary PATH] [--show N]

Both run one program for each five thousand operations; a line of it has an operation and what tells its results: hash, bits
and lowest digits, or the text. Exit status 1 if a line differs; `print(a, b)` in the program of that seed shows its numbers.
"""

import argparse
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = '''
import math, random
random.seed(SEED)

def size(most):
    return random.randrange(1 << random.randrange(1, most.bit_length() + 1)) % (most + 1)

def number(most):
    words = size(most)
    form = random.randrange(8)
    if form == 0: n = (1 << 64 * words + random.randrange(64)) + random.randrange(-2, 3)
    elif form == 1: n = (1 << 64 * words) - random.randrange(0, 4)
    elif form == 2: n = ((1 << random.randrange(64 * words + 1)) - 1) << random.randrange(64 * words + 1)
    elif form == 3: n = (1 << 64 * words + 63) - (1 << random.randrange(64 * words + 63)) + random.randrange(-1, 2)
    else: n = random.getrandbits(64 * words + random.randrange(1, 65))
    return -n if random.random() < 0.5 else n

def told(n):
    if isinstance(n, tuple): return " ".join([told(part) for part in n])
    if isinstance(n, bool) or not isinstance(n, int): return repr(n)
    return f"{hash(n)}/{n.bit_length()}/{n & 0xffffffff}"

def both(a, most):
    return number(most) if random.random() < 0.8 else a + random.randrange(-1, 2)

def summed(a, b): return a + b, a - b, b - a, a + a, a - a
def multiplied(a, b): return a * b, a * a, a * (b & 0xffff), b * 7
def divided(a, b): return a // b, a % b, divmod(a, b), divmod(a * b + (b >> 1), b), (a * b) // b == a
def divided_small(a, b):
    c = (b & 0xffffffffffffffff) + 1
    return a // c, a % c, divmod(a, -c), a // 10, a % 1000, c // a
def true_divided(a, b): return a / b, b / a
def bits(a, b): return a & b, a | b, a ^ b, ~a, -a, abs(a), a & 0xff, a.bit_count()
def shifted(a, b):
    n, m = size(9000), size(200)
    return a << n, a >> n, a << 64 * m, a >> 64 * m, (a >> n) << n
def compared(a, b): return a < b, a <= b, a == b, a != b, a > b, a == a + 0, max(a, b)
def compared_floats(a, b):
    a, f = a >> max(a.bit_length() - 1020, 0), random.uniform(-1e19, 1e19)
    return a < f, a == f, float(a) == a, float(a) < a, float(a) > a, int(float(a)), int(f)
def rooted(a, b): return math.isqrt(abs(a)), math.isqrt(a * a), math.isqrt(a * a + 1), math.isqrt(max(a * a - 1, 0))
def common(a, b):
    c = number(20)
    return math.gcd(a, b), math.gcd(a * c, b * c), math.lcm(a >> 64, c)
def raised(a, b):
    a = a >> max(a.bit_length() - 2000, 0)
    return a ** random.randrange(12), (b & 0xff) ** size(300), 2 ** size(5000), (-6) ** size(300)
def raised_modulo(a, b):
    a, b = a >> max(a.bit_length() - 1500, 0), b >> max(b.bit_length() - 700, 0)
    c = number(12) or 7
    return pow(a, abs(b), c), pow(a, b & 0xffff, (c & 0xffffffffffffffff) + 1), pow(a, -1, c)
def floated(a, b): return math.frexp(a), float(a)
def logged(a, b): return math.floor(math.log2(abs(a) + 1)) + 1, a.bit_length(), hash(a), hash(-a)
def texts(a, b):
    h, o, x = hex(a), oct(a), bin(a >> max(a.bit_length() - 3000, 0))
    return h[:30], h[-30:], o[:30], o[-30:], hash(int(h, 16)), int(o, 8) == a, int(x, 2) == a, hash(int(h[-200:], 36)), int(h[3:], 17) if len(h) < 3000 and h[3:] else 0
def decimals(a, b):
    a = a >> max(a.bit_length() - 14200, 0)
    s = str(a)
    return s[:40], s[-40:], len(s), int(s) == a, int(s.replace("9", "1"), 10), f"{a:,}"[-30:], "%d" % (a >> 3000)
def rounded(a, b): return round(a, -random.randrange(40)), round(a, -size(3000))
def built(a, b):
    n = size(300)
    return math.factorial(n), math.comb(n + 20, n), math.perm(n + 3, 3), sum([a, b, n]), math.prod([a, n, 3])

OPERATIONS = [(summed, MOST), (multiplied, MOST), (divided, MOST), (divided_small, MOST), (true_divided, MOST), (true_divided, 18),
              (bits, MOST), (shifted, MOST), (compared, MOST), (compared_floats, MOST), (rooted, MOST // 2), (common, MOST // 8),
              (raised, MOST), (raised_modulo, MOST), (floated, 18), (logged, MOST), (texts, MOST), (decimals, MOST), (rounded, MOST), (built, MOST),
              (summed, 4), (multiplied, 4), (divided, 4), (divided_small, 4), (bits, 4), (shifted, 4), (common, 4), (rooted, 4)]
for i in range(COUNT):
    operation, most = random.choice(OPERATIONS)
    a = number(most)
    b = both(a, most)
    try: said = told(operation(a, b))
    except (ZeroDivisionError, OverflowError, ValueError) as error: said = type(error).__name__
    print(i, operation.__name__, said)
'''


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--most", type=int, default=5000, metavar="WORDS")
    parser.add_argument("--binary", default=str(ROOT / ".build-static/release/descent"))
    parser.add_argument("--show", type=int, default=20, metavar="N", help="how many differences are shown")
    given = parser.parse_args()
    different = asked = 0
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "program.py"
        for piece in range(0, given.count, 5000):
            seed, count = given.seed * 100_000 + piece // 5000, min(5000, given.count - piece)
            file.write_text(f"SEED, COUNT, MOST = {seed}, {count}, {given.most}\n{PROGRAM}")
            runs = [subprocess.Popen(command + [file], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
                    for command in ([sys.executable], [given.binary, "run"])]
            (expected, _), (said, failure) = [run.communicate() for run in runs]
            lines, others = expected.splitlines(), said.splitlines()
            if len(lines) != len(others) or len(lines) != count:
                print(f"seed {seed}: {len(others)} lines for {len(lines)}\n{failure[-1000:]}")
                return 1
            for line, other in zip(lines, others):
                if line != other:
                    different += 1
                    if different <= given.show:
                        print(f"seed {seed}\n  Python:  {line[:300]}\n  Descent: {other[:300]}")
            asked += count
    print(f"{asked} operations on ints, {different} with other results")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
