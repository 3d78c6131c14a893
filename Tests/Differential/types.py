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
# Parts of error messages of Descent that Python doesn't have.
REFUSED = ("object, got str", "which of several nan", "no complex numbers here", "here, not of", "doesn't take", "got complex", "got numpy.complex", "it is computed of float64 here", "products are of float64", "float16", "has no", "are of float64")
PROGRAM = '''import numpy as np
def show(number, line):
    try: result = line(); text = repr(result)
    except Exception as error:
        names = [base.__name__ for base in type(error).__mro__]
        return print(number, '!', next(name for name in names if not name.startswith(('UFunc', '_UFunc', 'DType'))), '|', error)
    print(number, '=', text, result.dtype if isinstance(result, (np.ndarray, np.generic)) and not isinstance(result, str) else type(result).__name__)
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
             self.mixed, self.texts, self.changed_texts, self.complexes,
             self.complex_functions, self.fourier],
            [8, 3, 4, 4, 4, 4, 3, 3, 3, 6, 1, 6, 6, 2])[0]()

    def complex_functions(self):
        """Functions of arrays of which one has complex numbers, with the options of NumPy's own code."""
        name, kind = self.pick("complex64", "complex128"), self.pick(*TYPES)
        length = self.pick(3, 4, 6)
        z, x = self.array(name, (length,)), self.array(kind, (length,))
        m, a = self.array(name, (2, 3)), self.array(kind, (2, 3))
        mask = f"({self.array('bool', (length,))})"
        i = self.number(name)
        return self.pick(
            f"np.{self.pick('add', 'subtract', 'multiply', 'divide', 'maximum', 'minimum', 'power', 'equal', 'logical_and', 'fmax')}"
            f".{self.pick('outer', 'outer')}({z}, {x})",
            f"np.{self.pick('add', 'multiply', 'maximum', 'logical_or')}.{self.pick('reduce', 'accumulate')}({m}, axis={self.pick(0, 1)})",
            f"np.add.reduceat({z}, [0, 2])", f"np.{self.pick('sum', 'prod', 'mean', 'max', 'min', 'any', 'all', 'std', 'var')}"
            f"({m}, axis={self.pick(0, 1, None)}, keepdims={self.pick(True, False)})",
            f"np.sum({z}, where={mask})", f"np.mean({z}, where={mask})", f"np.sum(np.array({m}.tolist()), axis=0, initial={i})",
            f"np.prod({z}, where={mask}, initial={i})", f"np.{self.pick('add', 'multiply')}({z}, {x}, where={mask}, out=np.zeros({length}, complex))",
            f"np.exp({self.array('float64', (length,))}, dtype=complex)",
            f"np.where({mask}, {z}, {x})", f"np.select([{mask}], [{z}], {self.pick('0', '1j', '2.5')})", f"np.choose([0, 1, 0], [{self.array(name, (3,))}, {self.array(kind, (3,))}])",
            f"np.{self.pick('concatenate', 'stack', 'hstack', 'vstack', 'column_stack')}([{z}, {x}])", f"np.{self.pick('isin', 'union1d', 'intersect1d', 'setdiff1d')}({x}, {z})",
            f"np.pad({z}, 1)", f"np.roll({z}, 2)", f"np.diff({z})", f"np.ediff1d({z})", f"np.trace({self.array(name, (2, 2))})",
            f"np.tril({self.array(name, (2, 2))})", f"np.eye(2, dtype='{name}')", f"np.arange(4, dtype='{name}')", f"np.full(2, {i}, dtype='{name}')",
            f"np.insert({z}, 1, {i})", f"np.append({z}, {x})", f"np.delete({z}, 1)", f"np.flip({m}, 0)", f"np.take({z}, [2, 0])", f"np.compress([True, False, True], {z})",
            f"np.unique({z}, return_counts=True)", f"np.argsort({z})", f"{z}.tobytes()", f"{z}.view(float)", f"np.broadcast_to({i}, 3)", f"np.meshgrid({z}, {x})[0]",
            f"str(np.result_type({z}, {x}))", f"np.can_cast('{kind}', '{name}')", f"str(np.promote_types('{kind}', '{name}'))", f"np.issubdtype('{kind}', np.{self.pick('complexfloating', 'inexact', 'number')})",
            f"np.common_type({self.array(name, (2,))}, {self.array('float64', (2,))})", f"np.isclose({z}, {x})", f"np.array_equal({z}, {x})", f"np.polyval([1, 2], {z})",
            f"np.array2string({z})", f"{z}.astype(str)", f"np.array([str({i}), '2']).astype(complex)", f"np.copysign({z}, 1)", f"np.signbit({z})", f"np.hypot({z}, {x})", f"np.fmod({z}, 2)", f"np.floor({z})", f"np.arctan2({z}, {x})",
            ("block", f"x = {z}\n    np.{self.pick('copyto', 'put')}(x, {self.pick('[0, 1, 2]', '1')}, {self.pick('1j', '2')})\n    return x"),
            ("block", f"x = {z}\n    x[{mask}] = {self.pick('1j', '2')}\n    return x"),
            ("block", f"x = {a}\n    x[0] = {m}[1]\n    return x"),
            ("block", f"x = {z}\n    np.add.at(x, [0, 0, 1], {self.pick('1j', '2.5')})\n    return x"))

    def fourier(self):
        """Transforms, whose digits are NumPy's in double precision; of real numbers with no prime factor above 5."""
        name = self.pick(*[kind for kind in TYPES if kind not in ("float32", "complex64")])
        length, of_real = self.pick(1, 2, 3, 5, 7, 8, 9, 11, 13, 14, 16, 20, 26, 30, 53), self.pick(1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 15, 16, 20, 25, 30)
        x, y = self.array(name, (length,)), self.array(self.pick(*[kind for kind in REAL if kind != 'float32']), (of_real,))
        norm = self.pick("", ", norm='ortho'", ", norm='forward'", ", norm='backward'", ", norm='other'")
        # It is unspecified which parts of a complex number become nan next to another nan.
        m = next(m for m in iter(lambda: self.array(name, (self.pick(2, 3), self.pick(3, 4, 5))), "") if "'nan'" not in m and "'inf'" not in m)
        return self.pick(
            f"np.fft.{self.pick('fft', 'ifft')}({x}{norm})", f"np.fft.{self.pick('fft', 'ifft')}({x}, {self.pick(1, 4, 6, 10, 0, -1)}{norm})",
            f"np.fft.{self.pick('rfft', 'ihfft')}({y}{norm})", f"np.fft.rfft({y}, {self.pick(1, 4, 6, 10)}{norm})",
            f"np.fft.{self.pick('irfft', 'hfft')}({self.array(name, (self.pick(2, 3, 4, 5, 6),))}, {self.pick(2, 3, 4, 5, 8, 9, 10)}{norm})",
            f"np.fft.{self.pick('irfft', 'hfft')}({self.array(name, (self.pick(2, 3, 4, 5, 6),))}{norm})",
            f"np.fft.{self.pick('fft2', 'ifft2', 'fftn', 'ifftn')}({m}{norm})",
            f"np.fft.{self.pick('rfft2', 'rfftn', 'irfft2', 'irfftn')}({m}{norm})",
            f"np.fft.fft({m}, axis={self.pick(0, 1, -1, 2)})", f"np.fft.fftn({m}, s=({self.pick(2, 3)}, {self.pick(4, 5)}), axes=(0, 1))",
            f"np.fft.fftfreq({self.pick(1, 4, 5, 10)}, {self.pick(1.0, 0.1, 2)})", f"np.fft.rfftfreq({self.pick(1, 4, 5, 10)})",
            f"np.fft.{self.pick('fftshift', 'ifftshift')}({m}{self.pick('', ', axes=0', ', axes=(0, 1)')})")

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
            # For 8-bit ints these return float16.
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
        # Functions of bools return float16, which Descent doesn't support.
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
        if "float" in source and name == "uint32":
            # The result for a float beyond its range depends on whether the loop is vectorised.
            name = "int64"
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
            f"np.argsort({value}, kind='stable')", f"np.unique({value} + 0)", f"{other}[1]", f"{other}[:, 1]", f"{other}[0, 2]",
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
        # Whether NumPy rejects a scalar of another type that doesn't fit differs by type and position.
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


    def text(self):
        return self.pick("'a'", "'b'", "'abc'", "''", "'B'", "'Zz'", "'é'", "'10'", "'2.5'", "'a longer text of words'",
                         "\"it's\"", "'a b'", "'a longer text, too'", "'\\n'")

    def text_list(self, count=None):
        return "[" + ", ".join(self.text() for _ in range(count or self.random.randint(1, 5))) + "]"

    def text_array(self, count=None):
        count = count or self.random.randint(1, 5)
        width = self.pick("", "", ", dtype=str", ", dtype='U4'", ", dtype='<U12'")
        return f"np.array({self.text_list(count)}{width}){self.pick('', '', '', '[::-1]', '[:]')}"

    def texts(self):
        count = self.random.randint(1, 5)
        a, b, t = self.text_array(count), self.text_array(count), self.text()
        mask = f"np.array({[self.random.random() < 0.5 for _ in range(count)]})"
        numbers = self.array(self.pick(*TYPES), (count,))
        compare = self.pick("==", "!=", "<", "<=", ">", ">=")
        return self.pick(
            f"{a}", f"{a} {compare} {t}", f"{a} {compare} {b}", f"{t} {compare} {a}", f"{a} == {self.text_list(count)}",
            f"{a} {self.pick('==', '!=')} {self.python()}", f"{a} + {t}", f"{t} + {a}", f"{a} + {b}", f"np.add({a}, {b})",
            f"np.where({mask}, {t}, {self.text()})", f"np.where({mask}, {a}, {t})", f"np.where({a} == {t})", f"np.unique({a})",
            f"np.unique({a}, return_counts=True)", f"np.unique({a}, return_inverse=True, return_index=True)", f"np.sort({a})",
            f"np.argsort({a}, kind='stable')", f"{a}[0]", f"{a}[-1]", f"{a}[{mask}]", f"{a}[[0, 0]]", f"{a}[{a} != {t}]",
            f"np.concatenate([{a}, {self.text_array()}])", f"np.concatenate([{a}, {numbers}])", f"np.append({a}, {t})",
            f"np.isin({a}, {self.text_list()})", f"np.searchsorted(np.sort({a}), {t})", f"{t} in {a}", f"{a}.astype(str)",
            f"{a}.astype('U2')", f"{numbers}.astype(str)", f"{numbers}.astype('U3')", f"np.array([{self.python()}, {t}])",
            f"np.array({self.text_list()}, dtype='U3')", f"{a}.tolist()", f"list({a})", f"{a}.reshape(1, -1)", f"np.array([{a}, {b}]).T",
            f"np.repeat({a}, 2)", f"np.tile({a}, 2)", f"np.roll({a}, 1)", f"np.flip({a})", f"np.array_equal({a}, {b})",
            f"np.nonzero({a})", f"np.count_nonzero({a})", f"{a}.argmax()", f"np.argmin({a})", f"np.any({a})", f"np.all({a})",
            f"np.union1d({a}, {b})", f"np.intersect1d({a}, {b})", f"np.setdiff1d({a}, {b})", f"np.array(['1.5', '-2', {t}]).astype(float)",
            f"np.array(['15', '-2', {t}]).astype(int)", f"np.array(['1', '2']).astype('{self.pick(*TYPES)}')", f"{a}.astype(bool)",
            f"sum({a})", f"{a} * 2", f"{a} - 1", f"np.mean({a})", f"{a} > 1", f"-{a}", f"max({a})", f"sorted({a})", f"len(set({a}))",
            f"dict(zip({a}, range(9)))", f"{a}.dtype.name", f"str({a}.dtype)", f"{a}.dtype.kind", f"{a}.itemsize", f"{a}.nbytes",
            f"np.full(2, {t})", f"np.zeros(2, dtype='U3')", f"np.zeros_like({a})", f"np.full_like({a}, {t})", f"{a}[0].upper()",
            f"{a}[0] + 'x'", f"'{{}} {{!r}}'.format({a}[0], {a}[0])", f"np.str_({t})", f"isinstance({a}[0], str)", f"hash({a}[0]) == hash(str({a}[0]))",
            f"np.stack([{a}, {b}])", f"np.vstack([{a}, {numbers}])", f"np.take({a}, [0])", f"{a}.copy()", f"np.array({a}, dtype='U2')",
            f"np.sum({a} == {t})", f"float(np.array('2.5'))", f"np.max({a})", f"np.cumsum({a})", f"np.asarray({self.text_list()})",
            f"str({a})", f"np.array([{self.text_list(2)}, {self.text_list(2)}])", f"np.delete({a}, 0)", f"{a}.item(0)", f"len({a}[0])")

    def changed_texts(self):
        place = self.pick("0", "-1", ":", "[0, 0]", "::2")
        value = self.pick(self.text(), self.text(), self.text_array(1), self.python())
        return ("block", f"x = {self.text_array()}\n    x[{place}] = {value}\n    return x")


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
