"""Computes with arrays and numbers of all element types in Python with NumPy and in Descent: each must give the same
value of the same type, or an error of the same class.

    python3 types.py [--count N] [--seed S] [--binary PATH]

A program is a hundred lines, each tried by itself. What Descent refuses with words of its own is counted by what it
says, and is no difference; the first differences are printed, all are counted, and the exit status is 1 if there is
one.
"""

import environment

import argparse
import collections
import os
import pathlib
import random
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
TYPES = ["bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float32", "float64",
         "complex64", "complex128"]
REAL = TYPES[:11]
LIMITS = {name: ((0 if name[0] == "u" else -(2 ** (int(name.lstrip("uint")) - 1))),
                 2 ** (int(name.lstrip("uint")) - (name[0] != "u")) - 1) for name in TYPES if "int" in name}
# What a refusal says that Python wouldn't.
REFUSED = ("no complex numbers here", "here, not of", "doesn't take", "got complex", "got numpy.complex", "it is computed of float64 here", "products are of float64", "float16", "has no", "are of float64")
PROGRAM = '''import numpy as np
def show(number, line):
    try: result = line(); text = repr(result)
    except Exception as error: return print(number, '!', type(error).__name__, '|', error)
    print(number, '=', text, result.dtype if isinstance(result, (np.ndarray, np.generic)) else type(result).__name__)
'''


class Lines:
    """Random expressions of one line."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def pick(self, *choices):
        return self.random.choice(choices)

    def number(self, name):
        """A number of a type, as a literal."""
        if name == "bool":
            return self.pick("True", "False")
        if "complex" in name:
            return f"complex({self.number('float64')}, {self.number('float64')})"
        if "float" in name:
            return self.pick("0.0", "-0.0", "1.5", "-2.25", "0.1", "1e10", "3.0", "-7.0", "1e-3", "float('nan')",
                             "float('inf')", "123456.789", "-1e-8", "16777217.0", "1/3")
        low, high = LIMITS[name]
        return str(self.pick(low, high, 0, 1, 2, 3, 7, max(low, -1), max(low, -3), self.random.randint(low, high),
                             self.random.randint(max(low, -20), min(high, 20))))

    def shape(self):
        return self.pick((), (1,), (3,), (4,), (2, 3), (3, 1), (1, 3), (0,), (9,), (17,))

    def array(self, name=None, shape=None):
        name = name or self.pick(*TYPES)
        shape = self.shape() if shape is None else shape
        count = 1
        for length in shape:
            count *= length
        values = ", ".join(self.number(name) for _ in range(count))
        text = f"np.array([{values}], dtype='{name}')"
        if shape != (count,):
            text += f".reshape({shape})"
        if len(shape) == 2:
            text += self.pick("", "", ".T")
        elif len(shape) == 1:
            text += self.pick("", "", "", "[::-1]", "[::2]")
        return text

    def scalar(self, names=TYPES):
        name = self.pick(*names)
        return f"np.{name if name != 'bool' else 'bool_'}({self.number(name)})"

    def python(self):
        return self.pick("2", "-1", "3", "0", "300", "1.5", "-0.5", "True", "100000", "2**40", "1", "2j", "(1-0.5j)")

    def operand(self):
        return self.random.choices([self.array, self.scalar, self.python], [6, 3, 2])[0]()

    def line(self):
        return self.random.choices(
            [self.binary, self.compare, self.unary, self.reduce, self.cast, self.shaping, self.making, self.writing,
             self.mixed, self.complexes], [8, 3, 4, 4, 4, 4, 3, 3, 3, 5])[0]()

    def complexes(self):
        """What complex numbers have, or have in another way than real ones."""
        name = self.pick("complex64", "complex128", "complex128")
        value, other = self.array(name), self.array(self.pick(*TYPES))
        scalar = self.scalar([name])
        return self.pick(
            f"{value}.real", f"{value}.imag", f"{other}.imag", f"{scalar}.{self.pick('real', 'imag')}", f"{value}.conj()",
            f"np.conj({other})", f"np.real({value})", f"np.imag({other})", f"np.iscomplex({value})", f"np.isreal({other})",
            f"np.iscomplexobj({other})", f"np.isrealobj({other})", f"np.abs({value})", f"abs({scalar})", f"np.abs({scalar})",
            f"{value} * {self.array(name)}", f"{value} / {self.array(name)}", f"{scalar} * {self.scalar([name])}",
            f"{scalar} / {self.scalar(REAL)}", f"{scalar} ** {self.pick('2', '3', '-1', '0.5', '2j', '0')}",
            f"{value} ** {self.pick('2', '3', '-1', '0.5', '2j', '0', '1', '1.5')}", f"{value} == {other}", f"{value} < {self.array(name)}",
            f"np.sort({self.array(name, (9,))})", f"np.max({self.array(name, (9,))})", f"np.argmin({self.array(name, (9,))})",
            f"np.unique({value})", f"np.round({value}, 1)", f"np.isclose({value}, {value})", f"np.allclose({value}, {value})",
            f"str({value})", f"repr({scalar})", f"'{{:.3f}}'.format({scalar})", f"'{{}} {{!r}}'.format({scalar}, {scalar})", f"hash(np.{name}(complex(-0.5, {self.pick('0', '3', '-2.25')})))", f"complex({scalar})",
            f"{scalar} == {self.pick('2j', '1', '1.5', scalar)}", f"isinstance({scalar}, {self.pick('complex', 'np.complexfloating', 'np.inexact', 'float')})",
            f"np.sum({self.array(name, (150,))})", f"np.mean({self.array(name, (3, 4))}, axis=0)", f"np.prod({self.array(name, (3, 4))}, axis=0)",
            f"np.linspace({self.number(name)}, {self.number(name)}, 4)", f"np.{self.pick('exp', 'log', 'sqrt', 'sin', 'cos', 'tanh', 'arctan', 'log10', 'exp2', 'log1p', 'expm1')}({value})",
            f"np.var({self.array(name, (9,))})", f"np.std({self.array(name, (3, 4))}, axis=1)", f"np.cumsum({value})", f"np.array([1, {self.number(name)}, 2.5])",
            f"{value}.tolist()", f"{value}.astype('{self.pick('complex64', 'complex128', 'bool')}')", f"np.dtype('{self.pick('c8', '<c16', 'D', 'complex')}').name",
            f"{self.array(name, (2, 3))}.real[1]", f"np.zeros(2, complex)", f"np.angle({self.array('complex128', (3,))})",
            ("block", f"x = {self.array(name, (4,))}\n    x.real[1:] = {self.pick('7', '[1, 2, 3]')}\n    x.imag[:] = 2\n    return x"),
            ("block", f"x = {self.array(name, (4,))}\n    x[1] = {self.pick('1j', '2', '2.5')}\n    x {self.pick('+=', '*=', '/=', '-=')} {self.pick('1j', '2', '2.5')}\n    return x"))

    def binary(self):
        left, right = self.operand(), self.operand()
        if self.random.random() < 0.3:
            # Of 8 bits these are float16.
            if self.random.random() < 0.2:
                names = TYPES[2:5] + TYPES[6:]
                return f"np.{self.pick('arctan2', 'hypot')}({self.array(self.pick(*names))}, {self.array(self.pick(*names))})"
            if "np." not in left + right:
                left = self.array()
            name = self.pick("add", "subtract", "multiply", "divide", "floor_divide", "remainder", "power", "maximum",
                             "minimum", "bitwise_and", "left_shift", "logical_or")
            return f"np.{name}({left}, {right})"
        if "np." not in left + right:
            left = self.array()
        operator = self.pick("+", "-", "*", "/", "//", "%", "**", "&", "|", "^", "<<", ">>")
        return f"{left} {operator} {right}"

    def compare(self):
        return f"{self.operand()} {self.pick('==', '!=', '<', '<=', '>', '>=')} {self.operand()}"

    def unary(self):
        # Functions of truth values give float16, which Descent hasn't.
        value = self.pick(self.array(self.pick(*TYPES[1:])), self.scalar(TYPES[1:]))
        name = self.pick("-", "+", "~", "abs", "np.sqrt", "np.exp", "np.log", "np.sin", "np.cos", "np.square", "np.sign",
                         "np.floor", "np.ceil", "np.rint", "np.isnan", "np.isfinite", "np.logical_not", "np.reciprocal",
                         "np.rint", "np.tan", "np.arctan", "np.log1p", "np.exp2", "np.absolute", "float", "int", "bool")
        return f"{name}{value}" if name in "-+~" else f"{name}({value})"

    def reduce(self):
        shape = self.pick((3,), (2, 3), (4,), (9,), (3, 4), (150,), (1,))
        value = self.array(shape=shape)
        name = self.pick("sum", "prod", "mean", "std", "var", "max", "min", "any", "all", "argmax", "argmin", "cumsum",
                         "cumprod", "ptp")
        axis = self.pick("", "", ", axis=0", ", axis=-1")
        if self.random.random() < 0.15 and name in ("sum", "prod", "cumsum"):
            axis += f", dtype='{self.pick('float32', 'float64') if 'float' in value else self.pick(*TYPES)}'"
        return f"np.{name}({value}{axis})"

    def cast(self):
        name = self.pick(*TYPES)
        source = self.array()
        return self.pick(
            f"{source}.astype('{name}')", f"{source}.astype(np.{name})", f"np.array({source}, dtype='{name}')",
            f"np.asarray({source}, dtype='{name}')", f"np.{name if name != 'bool' else 'bool_'}({self.scalar()})",
            f"np.{name if name != 'bool' else 'bool_'}({self.python()})", f"np.array([{self.python()}], dtype='{name}')",
            f"{source}.tolist()", f"{self.scalar()}.item()", f"str({source})", f"'{{}}'.format({self.scalar()})",
            f"'%s' % ({self.scalar()},)", f"hash(np.{self.pick('int8', 'uint16', 'float32')}(3))", f"[{self.scalar()}, {self.scalar()}]",
            f"np.array([{self.scalar()}, {self.scalar()}])", f"np.array([{self.scalar()}, {self.python()}])")

    def shaping(self):
        value = self.array()
        other = self.array(shape=(2, 3))
        return self.pick(
            f"np.concatenate([{self.array(shape=(3,))}, {self.array(shape=(4,))}])", f"np.sort({value})",
            f"np.argsort({value}, kind='stable')", f"np.unique({value})", f"{other}[1]", f"{other}[:, 1]", f"{other}[0, 2]",
            f"{other}.T", f"{other}.reshape(3, 2)", f"np.stack([{other}, {self.array(shape=(2, 3))}])",
            f"np.repeat({value}, 2)", f"np.tile({value}, 2)", f"np.flip({value})", f"np.roll({value}, 1)",
            f"np.take({self.array(shape=(4,))}, [0, 2])", f"{self.array(shape=(4,))}[np.array([1, 0], dtype='int8')]",
            f"np.diff({self.array(shape=(4,))})", f"np.where({other} > 1, {other}, {self.operand()})",
            f"np.clip({value}, 0, {self.python()})", f"np.diag({self.array(shape=(3,))})", f"np.tril({other})",
            f"np.searchsorted(np.sort({self.array('int64', (4,))}), {value})", f"np.isin({value}, {self.array(shape=(3,))})",
            f"np.nonzero({value})", f"{value}.copy()", f"np.array_equal({value}, {other})",
            f"np.count_nonzero({value})", f"np.bincount(np.array([1, 2, 2], dtype='{self.pick(*TYPES)}'))")

    def making(self):
        name = self.pick(*TYPES)
        return self.pick(
            f"np.zeros((2, 2), dtype='{name}')", f"np.ones(3, '{name}')", f"np.full(2, {self.python()}, dtype='{name}')",
            f"np.zeros_like({self.array()})", f"np.full_like({self.array()}, {self.python()})",
            f"np.eye(2, dtype=np.{name})", f"np.arange(5, dtype='{name}')", f"np.arange(0, 2, 0.3, dtype='{self.pick(*TYPES[1:])}')",
            f"np.linspace(0, 5, 4, dtype='{name}')", f"np.ones_like({self.array()}, dtype='{name}')",
            f"{self.array()}.dtype.name", f"{self.array()}.itemsize", f"{self.array()}.nbytes", f"np.dtype('{name}').itemsize",
            f"isinstance({self.scalar()}, np.{self.pick('integer', 'floating', 'number', 'signedinteger', 'generic')})",
            f"isinstance({self.scalar()}, {self.pick('int', 'float', 'bool')})", f"type({self.scalar()})")

    def writing(self):
        name = self.pick(*TYPES)
        array = self.array(name, self.pick((4,), (2, 3)))
        # Whether a number of another type of NumPy's that doesn't fit is refused there differs by type and place.
        scalar = self.scalar([name])
        value = self.pick(self.python(), scalar, self.python(), self.array(shape=(1,)))
        place = self.pick("0", "-1", ":", "[0, 1]", "::2")
        change = self.pick(f"x[{place}] = {value}", f"x {self.pick('+=', '-=', '*=', '//=', '%=', '/=')} {value}",
                           f"x.fill({self.python()})")
        return ("block", f"x = {array}\n    {change}\n    return x")

    def mixed(self):
        left, right = self.array(self.pick(*REAL), (3,)), self.array(self.pick(*REAL), (3,))
        return self.pick(
            f"{left} @ {right}", f"np.dot({left}, {right})", f"np.outer({left}, {right})",
            f"{self.array(self.pick(*REAL), (2, 3))} @ {self.array(self.pick(*REAL), (3, 1))}", f"sum({left})", f"max({left})",
            f"sorted({self.array(self.pick(*TYPES[:9]), (3,))}.tolist())", f"list({left})", f"[1, 2, 3][{self.scalar()}]", f"range({self.scalar(TYPES[1:5])})[:3]",
            f"round({self.scalar(TYPES[1:])}, 1)", f"divmod({self.scalar()}, {self.python()})", f"np.divmod({left}, {self.python()})",
            f"{{{self.scalar()}: 1}}", f"{self.scalar()} in [1, 2, 3]", f"{self.scalar()} == {self.scalar()}",
            f"np.trace({self.array(shape=(2, 3))})", f"np.inner({left}, {right})")


def program(seed, count=100):
    """A program of so many lines, and the lines."""
    source = Lines(seed)
    lines = [source.line() for _ in range(count)]
    text = PROGRAM
    for number, line in enumerate(lines):
        if isinstance(line, tuple):
            text += f"def block():\n    {line[1]}\nshow({number}, block)\n"
        else:
            text += f"show({number}, lambda: {line})\n"
    return text, lines


def outcomes(text):
    """What each line gave, by its number; what goes on over lines is joined."""
    found, last = {}, None
    for line in text.splitlines():
        words = line.split(" ", 2)
        if len(words) > 1 and words[0].isdigit() and words[1] in "!=":
            last = int(words[0])
            found[last] = line
        elif last is not None:
            found[last] += "\n" + line
    return found


def differences(binary, seed, refusals):
    """The lines of a program that differ, as (line, Python's outcome, Descent's)."""
    text, lines = program(seed)
    with tempfile.NamedTemporaryFile("w", suffix=".py", delete=False) as file:
        file.write(text)
    try:
        python = subprocess.run([sys.executable, "-W", "ignore", file.name], capture_output=True, text=True, timeout=60)
        descent = subprocess.run([binary, "run", file.name], capture_output=True, text=True, timeout=120)
    finally:
        os.unlink(file.name)
    expected, found = outcomes(python.stdout), outcomes(descent.stdout)
    for number, line in enumerate(lines):
        first, second = expected.get(number, "nothing"), found.get(number, "nothing " + descent.stderr[-300:])
        if " ! " in first and " ! " in second:
            if first.split(" | ")[0] == second.split(" | ")[0]:
                continue
        elif first == second:
            continue
        if " ! " in second and any(word in second for word in REFUSED):
            refusals[second.split("|")[-1].strip()[:90]] += 1
            continue
        yield line if isinstance(line, str) else line[1], first, second


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=2000, help="how many lines")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--binary", default=str(ROOT / ".build-static/release/descent"))
    parser.add_argument("--most", type=int, default=20, help="how many differences are printed")
    options = parser.parse_args()
    refusals, count = collections.Counter(), 0
    for piece in range(max(options.count // 100, 1)):
        for line, expected, found in differences(options.binary, options.seed * 100_000 + piece, refusals):
            count += 1
            if count <= options.most:
                print(f"--- {line}\n  NumPy:   {expected}\n  Descent: {found}")
    print(f"{max(options.count // 100, 1) * 100} lines: {count} differ, {sum(refusals.values())} refused")
    for words, number in refusals.most_common(12):
        print(f"  {number:5} {words}")
    sys.exit(1 if count else 0)


if __name__ == "__main__":
    main()
