"""Writes long-operations.programs: random operators on random ints of 1 to 300 digits, as programs print them.

What Python prints for them is written by make_differences.py.

    python3 make_long_operations.py
"""

import pathlib
import random

R = random.Random(64)
PROGRAMS, LINES = 30, 14
BINARY = ["+", "-", "*", "//", "%", "/", "&", "|", "^", "<", "<=", "==", "!=", ">", ">=", "<<", ">>", "**"]


def integer():
    """An int of up to 300 digits, written in one of the bases."""
    digits = R.choice([1, 3, 18, 19, 20, 21, 39, 60, 150, 300])
    number = R.choice([R.randrange(10 ** digits), R.randrange(10 ** digits), (1 << R.randrange(1, 300)) + R.randrange(-1, 2)])
    if len(str(number)) > 60:
        return hex(number)
    text = R.choice([str, str, hex, oct, bin, "{:_}".format])(number)
    return R.choice(["", "-"]) + text


def operation():
    operator = R.choice(BINARY)
    if operator in ("<<", ">>"):
        return f"({integer()}) {operator} {R.randrange(300)}"
    if operator == "**":
        return f"({integer()}) ** {R.randrange(4)}"
    if operator in ("//", "%", "/"):
        return f"({integer()}) {operator} ({integer()} or 7)"
    return f"({integer()}) {operator} ({integer()})"


def line():
    """One that prints what a function or an operator gives; the fewest digits of it."""
    return "print(%s)" % R.choice([
        operation, operation, operation, operation, operation,
        lambda: f"divmod({integer()}, {integer()} or 9)",
        lambda: f"pow({integer()}, {R.randrange(200)}, {integer()} or 5)",
        lambda: f"hash({integer()}), abs({integer()}), ~({integer()}), -({integer()})",
        lambda: f"({integer()}).bit_length(), ({integer()}).bit_count(), bool({integer()})",
        lambda: f"round({integer()}, {R.randrange(-25, 2)})",
        lambda: f"f'{{{integer()}:{R.choice(['d', 'x', 'b', 'o', ',', '_', '+', '>50', '#x', '_x', '040', 'e', '.3f', 'g'])}}}'",
        lambda: f"'{R.choice(['%d', '%x', '%o', '%5d', '%-60d|', '%+d', '%#X', '%s', '%r'])}' % ({integer()})",
        lambda: f"int(str({integer()})), int(hex({integer()}), 16), float(({integer()}) % 10 ** 300)",
        lambda: f"({integer()}) {R.choice(['<', '==', '>='])} {R.uniform(-1, 1) * 10.0 ** R.randrange(300)!r}",
        lambda: f"({integer()}) % 10 ** 290 {R.choice(['+', '-', '*'])} {R.uniform(-10, 10)!r}",
    ])()


programs = ["\n".join(line() for _ in range(LINES)) + "\n" for _ in range(PROGRAMS)]
pathlib.Path(__file__).with_name("long-operations.programs").write_text("#\n".join(programs))
