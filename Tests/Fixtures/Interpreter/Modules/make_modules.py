"""Writes programs.txt: programs that use Python's modules, each with what CPython prints for it.

Run in this folder: PYTHONHASHSEED=0 python3 make_modules.py > programs.txt   (written with Python 3.11)

A program, a line `---`, its output, a line `===`. A program that ends in an error ends with a line `raises` and the error's
own words, and what it printed before counts. Programs by hand stand in programs.py, with a line `#` between them.
"""

import contextlib
import io
import os
import pathlib
import random
import sys

if os.environ.get("PYTHONHASHSEED") != "0":
    sys.exit("set PYTHONHASHSEED=0")

NUMBERS = [
    "0.0", "-0.0", "1", "-1", "2", "0.5", "-0.5", "1.5", "-2.5", "10", "171.5", "-171.5", "23", "24", "1e-5", "-1e-5", "1e-20",
    "1e-310", "5e-324", "1e300", "-1e300", "708.5", "-745.2", "2**52+0.5", "0.1", "3.7", "-3.7", "142.25", "5.0001", "4.9999",
    "math.pi", "-math.e",
]
ONE = [
    "acos", "acosh", "asin", "asinh", "atan", "atanh", "cbrt", "ceil", "cos", "cosh", "degrees", "erf", "erfc", "exp", "exp2",
    "expm1", "fabs", "floor", "frexp", "gamma", "isfinite", "isinf", "isnan", "lgamma", "log", "log10", "log1p", "log2",
    "modf", "radians", "sin", "sinh", "sqrt", "tan", "tanh", "trunc", "ulp",
]
TWO = ["atan2", "copysign", "fmod", "hypot", "nextafter", "pow", "remainder", "dist"]


def run(source):
    out = io.StringIO()
    try:
        with contextlib.redirect_stdout(out):
            exec(compile(source, "program", "exec"), {"__name__": "__main__"})
    except Exception as error:
        out.write(f"raises {error}\n")
    return out.getvalue()


def written(source):
    print(f"{source}\n---\n{run(source)}===")


def math_programs():
    """One program a function of all numbers that it takes, and one for each of some that it doesn't."""
    import math

    def takes(call):
        try:
            value = eval(call, {"math": math})
        except (ValueError, OverflowError):
            return False
        return not isinstance(value, int) or abs(value) < 2**63

    for name in ONE:
        calls = [f"math.{name}({n})" for n in NUMBERS + ["math.inf", "-math.inf", "math.nan"]]
        good = [c for c in calls if takes(c)]
        written("import math\nprint(" + ",\n    ".join(good) + ")")
        for call in [c for c in calls if not takes(c)][:2]:
            if "inf" not in call and "nan" not in call and "1e300" not in call:
                written(f"import math\n{call}")
    r = random.Random(1)
    for name in TWO:
        pairs = [(r.choice(NUMBERS), r.choice(NUMBERS)) for _ in range(40)]
        form = "math.dist([{0}, 1.0], [{1}, 3])" if name == "dist" else f"math.{name}({{0}}, {{1}})"
        calls = [form.format(*p) for p in pairs]
        written("import math\nprint(" + ",\n    ".join(c for c in calls if takes(c)) + ")")
        for call in [c for c in calls if not takes(c)][:2]:
            written(f"import math\n{call}")
    vectors = ["[" + ", ".join(repr(r.uniform(-1, 1) * 10 ** r.randint(-9, 9)) for _ in range(r.randint(2, 9))) + "]" for _ in range(30)]
    written("import math\n" + "\n".join(f"print(math.hypot(*{v}), math.fsum({v}), math.prod({v}), sum({v}))" for v in vectors))


def random_programs():
    """A few draws of each function for several seeds."""
    draws = [
        "random.random()", "random.uniform(-3, 5)", "random.randint(-10, 10)", "random.randint(0, 2**62)",
        "random.randrange(5, 500, 7)", "random.randrange(9, -99, -4)", "random.choice('abcdefg')", "random.choices(range(9), k=5)",
        "random.choices('abc', [3, 1, 0.5], k=5)", "random.sample(range(1000), 12)", "random.sample('abcdefgh', 8)",
        "random.gauss(1, 2)", "random.gauss()", "random.normalvariate(0, 3)", "random.lognormvariate(0, 1)",
        "random.betavariate(0.5, 3)", "random.betavariate(2, 1)", "random.expovariate(0.25)", "random.gammavariate(0.3, 2)",
        "random.gammavariate(3.5, 0.5)", "random.triangular()", "random.triangular(2, 9, 3)", "random.vonmisesvariate(1, 4)",
        "random.paretovariate(2)", "random.weibullvariate(2, 1.5)", "random.getrandbits(5)", "random.getrandbits(32)",
        "random.getrandbits(63)",
    ]
    for seed in ["0", "1", "-7", "2**32", "2**62 + 5", "'a text'", "''", "'naïve 日本'", "2.5", "-0.0", "True", "1e300"]:
        lines = [f"print({draw}, {draw}, {draw})" for draw in draws]
        lines.append("x = list(range(30)); random.shuffle(x); print(x)")
        written(f"import random\nrandom.seed({seed})\n" + "\n".join(lines))
    written(
        "import random\nrandom.seed(3)\ntotal = 0\nfor i in range(3000):\n"
        "    total = (total * 31 + hash(random.gauss(0, 1)) + random.randrange(1 + i) + hash(random.random())) % 2**40\nprint(total)")


def complex_programs():
    """Python's complex numbers and `cmath`: operators, functions, formats and texts of random numbers and unusual ones."""
    r = random.Random(5)
    parts = ["0.0", "-0.0", "1.0", "-1.0", "2.5", "-0.75", "1e300", "-1e-300", "1e-310", "3e5", "0.1", "710.0", "1e16", "1e-5"]
    unusual = parts + ["float('inf')", "-float('inf')", "float('nan')"]

    def number(parts):
        return f"complex({r.choice(parts)}, {r.choice(parts)})"

    def tried(call):
        return f"show(lambda: {call})"

    head = (
        "import cmath\ndef show(call):\n    try: print(call())\n"
        "    except Exception as error: print(type(error).__name__, error)\n")
    for operator in ["+", "-", "*", "/", "**", "==", "!="]:
        lines = []
        for _ in range(24):
            other = r.choice(["3", "-2", "True", "0.5", "0", "2 ** 70", "-0.0", number(parts), number(parts)])
            pair = [number(parts if operator == "**" else unusual), other]
            r.shuffle(pair)
            lines.append(tried(f"{pair[0]} {operator} {pair[1]}"))
        written(head + "\n".join(lines))
    for name in [
        "sqrt", "exp", "log", "log10", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "asinh", "acosh",
        "atanh", "phase", "polar", "isfinite", "isinf", "isnan",
    ]:
        lines = [tried(f"cmath.{name}({number(parts)})") for _ in range(24)]
        lines += [tried(f"cmath.{name}(complex({r.uniform(-3, 3)!r}, {r.uniform(-3, 3)!r}))") for _ in range(24)]
        lines += [tried(f"cmath.{name}({number(unusual)})") for _ in range(16)]
        written(head + "\n".join(lines))
    written(head + "\n".join(tried(f"cmath.rect({r.choice(unusual)}, {r.choice(unusual)})") for _ in range(60)))
    written(head + "\n".join(tried(f"(abs({number(unusual)}), hash({number(parts)}), -{number(unusual)})") for _ in range(40)))
    specifications = ["", ".2f", "10.3e", "+.1f", "<20", "^25.2g", ">30", " .3", "08.1f", "=9", "d", "n", "_.1f", "z.0f", "#.3g", "%"]
    written(head + "\n".join(tried(f"format({number(unusual)}, {s!r})") for s in specifications for _ in range(4)))
    texts = [
        "1+2j", " -3.5e2J ", "(1-j)", "j", "-j", "+j", "nan", "infj", "1e5", "-inf+nanj", "1_0+2j", "1+", "2j+1", "1 + 2j", "", "()",
        "1+2", "((1j))", "j1", "1e-5-1e+5j", ".5j", "1.j", "++1j", "( 3 )",
    ]
    written(head + "\n".join(tried(f"complex({t!r})") for t in texts))


if __name__ == "__main__":
    for program in (pathlib.Path(__file__).parent / "programs.py").read_text().split("\n#\n"):
        written(program.strip())
    math_programs()
    random_programs()
    complex_programs()
