"""Writes trees.txt: programs of the subset, each with the tree that Python's own parser gives.

Run in this folder: python3 make_trees.py > trees.txt   (written with Python 3.11; the subset's trees are those of 3.8 on)

A program, a line `---`, its tree as an s-expression, a line `===`. Names outside f-strings carry their offset (`x@4`),
statements their range (`(pass@0-4)`), in UTF-8 bytes.
"""

import ast
import random
import struct
import sys
import warnings

BINARY = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%", ast.Pow: "**",
    ast.MatMult: "@", ast.BitAnd: "&", ast.BitOr: "|", ast.BitXor: "^", ast.LShift: "<<", ast.RShift: ">>",
}
COMPARE = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.In: "in",
    ast.NotIn: "not in", ast.Is: "is", ast.IsNot: "is not",
}
UNARY = {ast.USub: "u-", ast.UAdd: "u+", ast.Invert: "u~", ast.Not: "not"}


def quoted(text):
    def escape(character):
        if character in '"\\':
            return "\\" + character
        return character if 32 <= ord(character) < 127 else "\\u{%x}" % ord(character)
    return '"' + "".join(map(escape, text)) + '"'


class Dumper:
    def __init__(self, source):
        self.starts = [0]
        for line in source.encode().splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))
        self.in_string = 0

    def offset(self, line, column):
        return self.starts[line - 1] + column

    def form(self, head, *parts):
        return "(" + " ".join([head, *parts]) + ")"

    def all(self, nodes):
        return [self.expression(node) for node in nodes]

    def optional(self, node):
        return "_" if node is None else self.expression(node)

    def constant(self, value):
        if isinstance(value, str):
            return quoted(value)
        if isinstance(value, float):
            return "f:%016x" % struct.unpack(">Q", struct.pack(">d", value))[0]
        return "..." if value is Ellipsis else str(value)

    def parts(self, node):
        """The parts of an f-string."""
        parts = []
        for part in node.values:
            if isinstance(part, ast.Constant):
                parts.append(quoted(part.value))
                continue
            conversion = "_" if part.conversion < 0 else chr(part.conversion)
            spec = self.parts(part.format_spec) if part.format_spec else []
            parts.append(self.form("field", self.expression(part.value), conversion, *spec))
        return parts

    def clauses(self, node):
        return [
            self.form("for", self.expression(g.target), self.expression(g.iter), *self.all(g.ifs))
            for g in node.generators
        ]

    def parameters(self, arguments):
        """Those before a `/` end in one, those behind a star in `!`."""
        def text(argument, default):
            return argument.arg if default is None else self.form("=", argument.arg, self.expression(default))
        places = arguments.posonlyargs + arguments.args
        defaults = [None] * (len(places) - len(arguments.defaults)) + arguments.defaults
        texts = [text(a, d) for a, d in zip(places, defaults)]
        for index in range(len(arguments.posonlyargs)):
            texts[index] += "/"
        if arguments.vararg:
            texts.append("*" + arguments.vararg.arg)
        texts += [text(a, d) + "!" for a, d in zip(arguments.kwonlyargs, arguments.kw_defaults)]
        if arguments.kwarg:
            texts.append("**" + arguments.kwarg.arg)
        return "(" + " ".join(texts) + ")"

    def expression(self, node):
        e = self.expression
        match node:
            case ast.Constant():
                return self.constant(node.value)
            case ast.JoinedStr():
                self.in_string += 1
                parts = self.parts(node)
                self.in_string -= 1
                return self.form("fstring", *parts)
            case ast.Name():
                return node.id if self.in_string else f"{node.id}@{self.offset(node.lineno, node.col_offset)}"
            case ast.Tuple():
                return self.form("tuple", *self.all(node.elts))
            case ast.List():
                return self.form("list", *self.all(node.elts))
            case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=9223372036854775808)):
                return "-9223372036854775808"
            case ast.UnaryOp():
                return self.form(UNARY[type(node.op)], e(node.operand))
            case ast.BinOp():
                return self.form(BINARY[type(node.op)], e(node.left), e(node.right))
            case ast.Compare():
                links = [self.form(COMPARE[type(o)], e(c)) for o, c in zip(node.ops, node.comparators)]
                return self.form("compare", e(node.left), *links)
            case ast.BoolOp():
                return self.form("and" if isinstance(node.op, ast.And) else "or", *self.all(node.values))
            case ast.IfExp():
                return self.form("choose", e(node.test), e(node.body), e(node.orelse))
            case ast.Lambda():
                return self.form("lambda", self.parameters(node.args), e(node.body))
            case ast.ListComp():
                return self.form("listcomp", e(node.elt), *self.clauses(node))
            case ast.Dict():
                return self.form("dict", *map(self.pair, node.keys, node.values))
            case ast.Set():
                return self.form("set", *self.all(node.elts))
            case ast.SetComp():
                return self.form("setcomp", e(node.elt), *self.clauses(node))
            case ast.DictComp():
                return self.form("dictcomp", self.pair(node.key, node.value), *self.clauses(node))
            case ast.GeneratorExp():
                return self.form("generator", e(node.elt), *self.clauses(node))
            case ast.Yield():
                return self.form("yield", self.optional(node.value))
            case ast.YieldFrom():
                return self.form("yield_from", e(node.value))
            case ast.Attribute():
                return self.form(".", e(node.value), node.attr)
            case ast.Subscript():
                return self.form("[]", e(node.value), e(node.slice))
            case ast.Slice():
                return self.form(":", *map(self.optional, (node.lower, node.upper, node.step)))
            case ast.Call():
                keywords = [
                    self.form("=", k.arg, e(k.value)) if k.arg else self.form("**", e(k.value)) for k in node.keywords]
                return self.form("call", e(node.func), *self.all(node.args), *keywords)
            case ast.Starred():
                return self.form("star", e(node.value))
            case ast.NamedExpr():
                return self.form(":=", node.target.id, e(node.value))
        raise ValueError(ast.dump(node))

    def pair(self, key, value):
        return self.form("**", self.expression(value)) if key is None else self.form("pair", *self.all([key, value]))

    def block(self, statements):
        return "{" + " ".join(map(self.statement, statements)) + "}"

    def statement(self, node):
        e = self.expression
        start = self.offset(node.lineno, node.col_offset)
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.decorator_list:
            # Python's node begins after the decorators; here the statement begins with the first one.
            first = node.decorator_list[0]
            start = self.offset(first.lineno, first.col_offset) - 1
        place = f"@{start}-{self.offset(node.end_lineno, node.end_col_offset)}"

        def form(head, *parts):
            return self.form(head + place, *parts)

        match node:
            case ast.Expr():
                return form("show", e(node.value))
            case ast.Assign():
                return form("assign", *self.all(node.targets), e(node.value))
            case ast.AugAssign():
                return form("augment", BINARY[type(node.op)], e(node.target), e(node.value))
            case ast.FunctionDef():
                doc = ast.get_docstring(node, clean=False)
                decorators = [self.form("decorators", *self.all(node.decorator_list))] if node.decorator_list else []
                return form(
                    "def", node.name, self.parameters(node.args), "_" if doc is None else quoted(doc),
                    self.block(node.body), *decorators)
            case ast.ClassDef():
                doc = ast.get_docstring(node, clean=False)
                decorators = [self.form("decorators", *self.all(node.decorator_list))] if node.decorator_list else []
                return form(
                    "class", node.name, *self.all(node.bases), "_" if doc is None else quoted(doc),
                    self.block(node.body), *decorators)
            case ast.Try():
                handlers = [
                    self.form("except", self.optional(h.type), h.name or "_", self.block(h.body)) for h in node.handlers]
                return form(
                    "try", self.block(node.body), *handlers, self.block(node.orelse), self.block(node.finalbody))
            case ast.With():
                items = [
                    self.form("as", e(i.context_expr), self.optional(i.optional_vars)) for i in node.items]
                return form("with", *items, self.block(node.body))
            case ast.Raise():
                return form("raise", self.optional(node.exc), self.optional(node.cause))
            case ast.For():
                otherwise = [self.block(node.orelse)] if node.orelse else []
                return form("for", e(node.target), e(node.iter), self.block(node.body), *otherwise)
            case ast.While():
                otherwise = [self.block(node.orelse)] if node.orelse else []
                return form("while", e(node.test), self.block(node.body), *otherwise)
            case ast.AnnAssign():
                return form("pass") if node.value is None else form("assign", e(node.target), e(node.value))
            case ast.If():
                branches = [node]
                while len(branches[-1].orelse) == 1 and isinstance(branches[-1].orelse[0], ast.If) \
                        and self.is_elif(branches[-1], branches[-1].orelse[0]):
                    branches.append(branches[-1].orelse[0])
                pairs = [self.form("branch", e(b.test), self.block(b.body)) for b in branches]
                return form("if", *pairs, self.block(branches[-1].orelse))
            case ast.Match():
                cases = [
                    self.form("case", self.pattern(c.pattern), self.optional(c.guard), self.block(c.body))
                    for c in node.cases]
                return form("match", e(node.subject), *cases)
            case ast.Return():
                return form("return", self.optional(node.value))
            case ast.Break():
                return form("break")
            case ast.Continue():
                return form("continue")
            case ast.Pass():
                return form("pass")
            case ast.Delete():
                return form("del", *self.all(node.targets))
            case ast.Assert():
                return form("assert", e(node.test), self.optional(node.msg))
            case ast.Global():
                return form("global", *node.names)
            case ast.Nonlocal():
                return form("nonlocal", *node.names)
            case ast.Import():
                return form("import", *map(self.imported, node.names))
            case ast.ImportFrom():
                names = [] if node.names[0].name == "*" else node.names
                return form("import", f"from {node.module}", *map(self.imported, names))
        raise ValueError(ast.dump(node))

    def pattern(self, node):
        e, p = self.expression, self.pattern
        match node:
            case ast.MatchValue():
                return self.form("value", e(node.value))
            case ast.MatchSingleton():
                return self.form("is", self.constant(node.value))
            case ast.MatchStar():
                return self.form("*", node.name or "_")
            case ast.MatchSequence():
                return self.form("sequence", *map(p, node.patterns))
            case ast.MatchMapping():
                pairs = [self.form("pair", e(k), p(v)) for k, v in zip(node.keys, node.patterns)]
                return self.form("mapping", *pairs, node.rest or "_")
            case ast.MatchClass():
                named = [self.form("=", n, p(v)) for n, v in zip(node.kwd_attrs, node.kwd_patterns)]
                return self.form("object", e(node.cls), *map(p, node.patterns), *named)
            case ast.MatchOr():
                return self.form("or", *map(p, node.patterns))
            case ast.MatchAs(pattern=None):
                return self.form("capture", node.name or "_")
            case ast.MatchAs():
                return self.form("as", p(node.pattern), node.name)
        raise ValueError(ast.dump(node))

    @staticmethod
    def imported(alias):
        return alias.name + (f" as {alias.asname}" if alias.asname else "")

    def is_elif(self, outer, inner):
        return inner.col_offset == outer.col_offset


HAND_WRITTEN = r'''
x
x, y = y, x
a = b = c = 0
a, (b, [c, d]) = e
[a, b] = c
(a) = 1
(a, b) = c
a.b = 1
a[0] = a[1], = 2,
x[0, :2]
x[:, None]
x[::2, 1:, :3, ::, 1:2:3]
x[...]
x[..., 0]
x[-1]
x[1:2,]
x[()]
x[(1, 2)]
x[y[z[0]]]
x[a if b else c]
x[a:b if c else d]
x[lambda: 0]
-x ** 2
2 ** -1
-2 ** -2
a ** b ** c
(a ** b) ** c
a ** -b ** c
~x & y | z ^ w
a << b >> c
a + b - c * d / e // f % g @ h
a - (b - c)
not a == b
not not a
not a and not b or c
a or b and c or d
(a or b) or c
a or (b or c)
a < b < c <= d
(a < b) < c
a in b
a not in b
a is b
a is not b
a is not None and b not in [1, 2]
a == b != c
a < b in c
a if b else c
a if b else c if d else e
(a if b else c) if d else e
lambda: 0
lambda x: x
lambda x, y=1: x + y
lambda x=1, y=2,: x
lambda: (yield_)
f(lambda x: x, 1)
lambda x: lambda y: x + y
lambda x: x if x else y
()
(1,)
1,
1, 2
(1, 2,)
[]
[1,]
[1, 2, 3]
[[1, 2], [3]]
[x for x in y]
[x for x in y if z]
[x for x in y if z if w]
[x * y for x in a for y in b if x]
[x for x, y in z]
[x for (x, y), z in w]
[x for x, in y]
[[a for a in b] for b in c]
[x for x in a or b]
[lambda: x for x in y]
[a if b else c for d in e]
[x for x in y if a and b or not c]
{}
{a: b}
{a: b,}
{a: b, "c": {d: e}}
{**a}
{a: b, **c, **d | e, f: g}
{lambda x: y: lambda: z}
{a if b else c: d if e else f}
{a: b for a, b in c}
{a: b for a in c if d for b in e}
{a}
{a, b,}
{*a}
{a, *b | c, d}
{a for b in c}
{(a, b) for a in c for b in d if a}
{x: {y for y in x} for x in z}[a]
{a: 1}.b(c)
x = {a: 1, b: [1, {2, 3}]}
for x in {a, b}: pass
f({a: b}, c={d})
f"{ {a: b} }"
f()
f(a)
f(a, b)
f(a, b=1)
f(a, *b)
f(*a, *b, c=1)
f(a=1, *b)
f(a,)
f(x for x in y)
f(x for x in y if x)
(x for x in y)
g = (x * y for x in a for y in b if x)
f((x for x in y), 1, a=(b for c in d))
((a for a in b) for b in c)
((a, b) for a, b in c)
(x := y for z in w)
((x for x in y)).a[0]
[(a for a in b) for b in c]
f(x for x in y)(z)
lambda: (yield)
lambda x: (yield x, x)
lambda: (yield from x)
lambda: [x for x in (yield y)]
lambda: f"{yield}" f"{yield x}"
lambda: (lambda: (yield 1), (yield))
f(a)(b)[c].d(e)
f(a if b else c)
f(a, b=lambda: c)
f((a, b))
f(-1)
np.random.rand(10, 5)
np.sum(x, axis=0, keepdims=True)
x.T @ y
x.mean(axis=0).reshape(2, -1)
1 .real
1..real
1.0.real
x.y.z
"a".join(b)
"a" "b"
"a" 'b' """c"""
("a"
 "b")
'it\'s'
"\n\t\\\r\a\b\f\v\0\12\177\xe9\u20ac\U0001F600"
"\d\q\ "
r"\n\d"
R'a\'b'
u"x"
""""quoted" text"""
"""two
lines"""
"""joined\
line"""
'a\
b'
''
""
"""a""b"""
"λ μ ü 🙂"
f"a"
f""
f"{x}"
f"{x}{y}"
f"a {x} b"
f"{x!r}"
f"{x!s:>10}"
f"{x:.3f}"
f"{x:{w}.{p}f}"
f"{x:{w!r}}"
f"{x=}"
f"{x = }"
f"{x=!s}"
f"{x=:.2f}"
f"{x + 1=}"
f"{{}}"
f"{{{x}}}"
f"{x}}}"
f"{a['b']}"
f"{a != b}"
f"{a == b}"
f"{a <= b}"
f"{(lambda x: x)(1)}"
f"{a, b}"
f"{f(x, y=1)}"
f"{x[1:2]}"
f"{ x }"
f"{[i for i in x]}"
f"{'a' if b else 'c'}"
f"{f'{x}'}"
f"{x:%Y-%m-%d}"
f"{x:}"
f"{x!a}"
f'{x}' "y" f'{z}'
"a" f"{b}" "c" "d"
rf"\d{x}\n"
fR"\d{x}"
f"\n{x}\t"
f"""{x}
{
y
}"""
f"{x:>{w}}" f"{y}"
f"{3.14:10.10}"
f"{-x}"
f"{not x}"
f"{x,}"
f"{x if y else z}"
0
00
0_0
10
1_000_000
0xFF
0Xf_f
0x_f
0o17
0b1010
0B_1
9223372036854775807
-9223372036854775808
- 9223372036854775808
1.5
1.
.5
1e3
1E-3
1e+3
1_0.5_0e1_0
.5e-3
5.e5
0.1
1e400
5e-324
2.2250738585072011e-308
123456789012345678901234567890.0
0.1e1
00.5
09.5
0e0
True
False
None
...
x += 1
x -= 1
x *= 2
x /= 2
x //= 2
x **= 2
x @= y
x %= 3
x &= y
x |= y
x ^= y
x <<= 1
x >>= 1
x[0] += 1
x.y += 1
x += 1, 2
pass
pass;
a; b
a; b;
a = 1; b = 2; c
del x
del x, y[0], z.w
del (a, b)
del (a), b
del [a]
del (a, b), c
assert x
assert x, "message"
assert (x, y)
global_ = 1
global x
global x, y
import numpy as np
import numpy
import math, numpy.linalg as la, os.path
from numpy import linalg as LA, zeros
from math import *
from numpy.random import (rand, seed as start,)
if a: b
if a: b; c
if a: pass; pass;
while a: b
for a in b: c
for a, b in c: d
for a, in b: c
for (a, b) in c: d
for [a, b] in c: d
for a[0] in b: c
for a in b, c: d
for a in (b, c): d
for a in range(10): print(a); x = a
while not x: x += 1
def f(): yield
def f(): yield 1
def f(): yield 1, 2
def f(): yield 1,
def f(): yield *a, b
def f(): yield (1, 2)
def f(): yield a if b else c
def f(): yield lambda: 0
def f(): yield not a
def f(): yield -1
def f(): yield from a
def f(): yield from a if b else c
def f(): x = yield
def f(): x = yield y
def f(): x = y = yield z, w
def f(): x += yield y
def f(): x: int = yield y
def f(): x = yield from y
def f(): (yield)
def f(): (yield x) + (yield)
def f(): g((yield x), y=(yield from z))
def f(): yield; yield 1; return 2
def f(): return (yield)
def f(x=lambda: (yield)): pass
def f(): x[(yield)] = (yield 1)
def f(): assert (yield), (yield 1)
def f(): yield (x for x in y)
def f(): yield [x for x in y]
def f(): pass
def f(): return
def f(): return 1
def f(): return 1, 2
def f(x): return x
def f(x, y=1): return x + y
def f(x, y=1,): return x
def f(x=(1, 2), y=[]): return x
def f(): "doc"
def f(): "doc" "string"; return 1
def f(): f"no doc"
print("Epoch ", i+1, " : MSE Loss", calculate_loss(y,y_hat))
gradient_w = ((x.T)@(y_hat - y))/n_samples
w,b = backward(y,y_hat,w,b,x,0.01)
np.sum(gradient_b_temp, axis = 0, keepdims=True)
λ = 1
größe = λ + 1
x\
 = 1
x = (1 +
     2)
x = [
    1,
    2,  # two
]
f(
)
x = 1 # comment
# only a comment
x = 1 + \
    2
x = a if b else (
    c)
1if x else 2
[1for x in y]
x if 1else 2
x -1
x - 1
f [1]
f [1] [2]
f (x) (y)
f (x), y
f . x
f -x
f -1
f *x
f (x)
a = f -1
print (x)
print -1
"a" .b
x == -1
"%d %s" % (a, b)
"{} {}".format(a, b)
not(x)
x=1
x =1
if(a):b
if"a":b
x = 1if"a"else"b"
"a"in"b"or'c'is'd'
while(a):b
for(a)in(b):c
def f(x):return(x)
a=b==c
a,=b
_ = __name__ == "__main__"
*a, b = c
a, *b = c
a, *b, c = d
[a, *b] = c
(*a,) = b
*a, = b
a, (*b, c), d = e
x = *a, b
x = [*a, *b]
x = (*a, 1)
x = [*a, 1, *b[0].c | d]
return_ = *a,
for a, *b in c: d
for a in *b, c: d
[a for a, *b in c]
x[*a, b]
x[*a]
(a := 1)
(a := 1, b := 2)
[a := 1, b]
f(a := 1)
f((a := 1), b=(c := 2))
if a := b: c
while (a := b) > c: d
if (a := b) and c: d
[a for b in c if (a := b)]
[(a := b) for b in c]
x = (a := b) + 1
lambda: (a := 1)
x: int = 1
x: int
x.y: list[int] = [1]
x[0]: "text" = 1, 2
def f(*a): pass
def f(*a, b): pass
def f(*, a): pass
def f(*, a, b=1, c): pass
def f(a, /): pass
def f(a, b=1, /, c=2, *d, e, f=3): pass
def f(a: int, *b: str, c: float = 1.5) -> list[int]: pass
def f(a=1, *, b): pass
lambda *a: a
lambda a, /, *, b=1: b
lambda **k: k
def f(**k): pass
def f(a, *b, c, **k): pass
def f(*, a=1, **k: int,): pass
f(**a)
f(a, *b, c=1, **d)
f(**a, b=1)
raise
raise a
raise A("b") from None
raise a.b from c
class A: pass
class A(): a = 1
class A(B, c.D): "doc"
with a: b
with a as b: c
with a() as b, c as (d, e): f
with (a): b
with (a, b): c
with (a as b, c as d,): e
with (a).b as c: d
with (a, b) as c: d
nonlocal_ = 1
match = 1
match.x
match(x)
match[x]
type = 1
case = 2
print = 1
'''

PROGRAMS = [
    "if a:\n    b\n", "if a:\n    b\nelse:\n    c\n", "if a:\n    b\nelif c:\n    d\nelif e:\n    f\nelse:\n    g\n",
    "if a:\n    b\nelse:\n    if c:\n        d\n", "if a: b\nelif c: d\nelse: e\n",
    "for i in x:\n    for j in y:\n        if i == j:\n            break\n        continue\n    z\n",
    "while a:\n\tb\n\tc\nd\n", "def f(x):\n    '''doc'''\n    y = x\n    return y\n\nf(1)\n",
    "def f(x):\n    def g(y):\n        return y\n    return g\n", "def f():\n    global x\n    x = 1\n",
    "def f(\n    x,\n    y=2,\n):\n    return x\n", "if a:\n    b\n\n\n    c\n\nd\n", "if a:\n  b\n  # comment\n# comment\n  c\n",
    "if a:\n    b\n        # deep comment\n    c\n", "a\r\nb\r\nif c:\r\n    d\r\n", "\n\n\na\n\n\nb", "a # c\nb # d",
    "if a:\n    if b:\n        c\nd\n", "if a:\n    pass;\nb", "x = '''a\nb'''\ny", "f(a,\n\n  # c\n  b)\nc\n",
    "if a:\n    x = [1,\n2]\n    y\n", "\fa\n", "if a:\n\tb\n\tif c:\n\t\td\n", "if a:\n        b\n\tc\n"[:17],
    "while a:\n    b;\n    c; d\n", "for i in range(3): a\nb\n", "def f(x): return x\nf(1)\n", "x = 1 + \\\r\n 2\n",
    "def f():\n    for i in x:\n        while y:\n            if z: return\n            else: break\n        del i\n    assert x, y\n",
    "if a:\n    b\nelse: c\nd", "a;b;c\nd;e", "x = \"\"\"\\\nabc\\n\n\"\"\"\n", "x = '''a\r\nb'''\n",
    "for a in b:\n    c\nelse:\n    d\ne\n", "while a:\n    break\nelse:\n    b\n", "for a in b: c\nelse: d\n",
    "for a in b:\n    if c:\n        break\n    else:\n        d\nelse:\n    e\n",
    "@a\ndef f(): pass\n", "@a.b(c)\n@d[0]\ndef f(x):\n    return x\ny\n", "@a\n# comment\n\ndef f():\n    pass\n",
    "def f():\n    x = 1\n    def g():\n        nonlocal x\n        x = 2\n",
    "def f():\n    @g\n    def h(): pass\n    return h\n",
    "try:\n    a\nexcept:\n    b\n", "try: a\nfinally: b\n", "try:\n    a\nexcept A:\n    b\nexcept (B, C) as d:\n    e\nelse:\n    f\nfinally:\n    g\nh\n",
    "try:\n    a\nexcept A as b: raise\n", "def f():\n    try:\n        return 1\n    finally:\n        return 2\n",
    "for i in x:\n    try:\n        break\n    except A:\n        continue\n",
    "class A(B):\n    \"\"\"doc\"\"\"\n    x = 1\n\n    def f(self):\n        return self.x\n\n    @property\n    def g(self): pass\n",
    "@a\nclass A:\n    class B:\n        pass\n", "class A:\n    x: int = 1\n", "with a as b:\n    c\nd\n",
    "with a, b as c:\n    with d:\n        e\n",
    "match x:\n    case 1: a\n    case -2.5 | 'b' \"c\": d\n    case None | True | False: e\n    case _: f\n",
    "match x, *y:\n    case a, *_: b\n    case [a, (b,), (c), ()] if d: e\n    case {}: f\n",
    "match (x):\n    case {'a': b, -1: c.d, e.f: _, **g}: h\n    case a.B(c, d=e, f=[g]) as h: i\n    case A(): b\n",
    "match x:\n    case (1 | 2 as a) | (a, 3) if (b := a): c\n\n# comment\n    case match: case\nd\n",
    "def f():\n    match -x:\n        case [*a]:\n            return a\n", "match [x]: y = 1\n", "match: x\n",
    "match(x)\n[case] = y\nmatch * x\nmatch -x\nmatch = case = 1\nmatch.case: int = 2\nmatch[1:2]\nmatch\n",
    "match match:\n    case case: match\n", "match (yield_), 1,:\n    case 1,: x\n",
    "def f():\n    x = 1\n\n    return x\n# end\n", "if x:\n    '''s\ns'''\n    y\n", "if x:\n   y\nelif z:\n   w\n",
]


class Generator:
    """Random statements of the subset."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def pick(self, *choices):
        return self.random.choice(choices)

    def chance(self, p):
        return self.random.random() < p

    def blank(self):
        return self.pick("", " ", " ", " ", "  ")

    def name(self):
        return self.pick("x", "y", "w", "b", "y_hat", "losses", "np", "i", "n_samples", "λ", "_", "learning_rate", "f2")

    def number(self):
        return self.pick(
            "0", "1", "2", "10", "1_000", "0x1F", "0b101", "0o7", "3.5", ".5", "5.", "1e-3", "2E5", "0.01", "1_0.0",
            str(self.random.randrange(10**9)), repr(self.random.random()), repr(self.random.uniform(-1, 1) ** 9 * 1e30).lstrip("-"))

    def string(self, depth):
        r = self.random.random()
        if r < 0.5:
            return self.pick('"a"', "'b'", '"Epoch "', "'it\\'s'", '"\\n"', "r'\\d'", '"""t"""', '"é"', '""', "'%d'", '"a" "b"')
        parts = []
        for _ in range(self.random.randrange(4)):
            if self.chance(0.4):
                parts.append(self.pick("a", " : ", "{{", "}}", "\\n", "é", "%"))
            else:
                value = self.plain(min(depth, 1))
                parts.append("{" + value + self.pick("", "", "=", " = ") + self.pick("", "", "!r", "!s", "!a")
                             + self.pick("", "", ":.3f", ":>10", ":{w}", ":{w}.{p}f", ":,") + "}")
        return self.pick("f", "F", "f", "f", "") + '"' + "".join(parts) + '"'

    def plain(self, depth):
        """An expression without quotes, colons, braces and backslashes, for the braces of an f-string."""
        if depth <= 0:
            return self.pick(self.name(), self.pick("1", "2.5"))
        a, b = self.plain(depth - 1), self.plain(depth - 1)
        return self.pick(f"{a} + {b}", f"{a}[{b}]", f"f({a}, k={b})", f"({a})", f"{self.name()}.T", f"{a}*{b}", f"-{self.name()}")

    def target(self, depth=2):
        r = self.random.random()
        if depth == 0 or r < 0.6:
            return self.name()
        if r < 0.75:
            return f"{self.name()}[{self.index(1)}]"
        if r < 0.8:
            return f"{self.name()}.{self.name()}"
        parts = [self.target(depth - 1) for _ in range(self.random.randrange(1, 4))]
        return self.pick("(%s,)", "[%s]", "(%s, y)") % ", ".join(parts)

    def targets(self):
        if self.chance(0.7):
            return self.target()
        return ", ".join(self.target(1) for _ in range(self.random.randrange(2, 4))) + self.pick("", ",")

    def index(self, depth):
        def one():
            if self.chance(0.5):
                return self.expression(depth - 1)
            bounds = [self.pick("", self.expression(depth - 1)) for _ in range(self.random.randrange(2, 4))]
            return ":".join(bounds).replace("lambda", "f")
        return ", ".join(one() for _ in range(self.pick(1, 1, 1, 2, 3))) + self.pick("", "", "", ",")

    def arguments(self, depth):
        if self.chance(0.1):
            return self.comprehension(depth)
        parts = [self.pick("", "", "", "", "*") + self.expression(depth - 1) for _ in range(self.random.randrange(3))]
        names = self.random.sample(["axis", "keepdims", "lr", "every"], self.random.randrange(3))
        parts += [name + self.pick("=", " = ") + self.expression(depth - 1) for name in names]
        return ", ".join(parts) + (self.pick("", "", ",") if parts else "")

    def parameters(self, depth):
        names = self.random.sample(["a", "b", "c", "d"], self.random.randrange(4))
        first = self.random.randrange(len(names) + 1)
        return ", ".join(n if i < first else f"{n}={self.expression(depth - 1)}" for i, n in enumerate(names))

    def comprehension(self, depth):
        text = self.expression(depth - 1)
        for _ in range(self.pick(1, 1, 2)):
            text += f" for {self.target(1)} in {self.operand(depth - 1)}"
            for _ in range(self.pick(0, 0, 1, 2)):
                text += f" if {self.operand(depth - 1)}"
        return text

    def operand(self, depth):
        """An expression that needs no parentheses beside operators."""
        text = self.expression(depth)
        return f"({text})" if self.chance(0.5) or "lambda" in text or " if " in text else text

    def expression(self, depth):
        if depth <= 0:
            return self.pick(self.name(), self.name(), self.number(), self.string(0), self.pick("True", "False", "None"))
        kind = self.random.randrange(16)
        if kind <= 4:
            operator = self.pick("+", "-", "*", "/", "//", "%", "**", "@", "&", "|", "^", "<<", ">>")
            if self.chance(0.25):
                operator = " " + self.pick("and", "or") + " "
            elif self.chance(0.25):
                operator = self.pick(
                    "<", "<=", ">", ">=", "==", "!=", " in ", " not in ", " is ", " is not ")
            b = self.blank()
            parts = [self.operand(depth - 1) for _ in range(self.pick(2, 2, 3))]
            return (b + operator + b).join(p if not p.startswith("not") else f"({p})" for p in parts)
        if kind == 5:
            return self.pick("-", "+", "~", "- ", "--") + self.operand(depth - 1).removeprefix("not ")
        if kind == 6:
            return "not " + self.operand(depth - 1)
        if kind == 7:
            return f"{self.operand(depth - 1)} if {self.operand(depth - 1)} else {self.expression(depth - 1)}"
        if kind == 8:
            return self.pick("[%s]", "(%s,)", "[%s,]", "(%s)") % ", ".join(
                self.expression(depth - 1) for _ in range(self.random.randrange(1, 4)))
        if kind == 9:
            return f"[{self.comprehension(depth)}]"
        if kind == 10:
            return f"{self.name()}[{self.index(depth)}]"
        if kind == 11:
            return f"{self.name()}.{self.pick('T', 'shape', 'mean', 'sum')}"
        if kind <= 13:
            return f"{self.name()}{self.pick('', '', ' ')}({self.arguments(depth)}){self.pick('', '', '.T', '[0]', '(x)')}"
        if kind == 14:
            parameters = self.parameters(depth)
            return f"(lambda{' ' if parameters else ''}{parameters}: {self.expression(depth - 1)})"
        return self.string(depth)

    def simple(self, context):
        d = 3
        kind = self.random.randrange(14)
        if kind <= 3:
            return self.expression(d)
        if kind <= 6:
            value = ", ".join(self.expression(d - 1) for _ in range(self.pick(1, 1, 1, 2)))
            return "".join(self.targets() + self.blank() + "=" + self.blank() for _ in range(self.pick(1, 1, 2))) + value
        if kind == 7:
            operator = self.pick("+=", "-=", "*=", "/=", "//=", "%=", "**=", "@=", "&=", "|=", "^=", "<<=", ">>=")
            return f"{self.pick(self.name(), 'x[0]', 'x.y', 'w[:, 1]')} {operator} {self.expression(d - 1)}"
        if kind == 8:
            return f"assert {self.expression(2)}" + self.pick("", f", {self.string(1)}")
        if kind == 9:
            return "del " + self.targets()
        if kind == 10:
            return "pass"
        if kind == 11 and "f" in context:
            return "return" + self.pick("", " " + self.expression(2))
        if kind == 12 and "l" in context:
            return self.pick("break", "continue")
        return f"print({self.arguments(2)})"

    def statement(self, depth, indent, context):
        pad = "    " * indent
        if depth == 0 or self.chance(0.7):
            line = self.simple(context)
            while self.chance(0.15):
                line += self.pick(";", "; ", " ; ") + self.simple(context)
            return pad + line + self.pick("", "", "", ";", "  # c") + "\n"
        kind = self.pick("if", "for", "while", "def")
        if kind == "def":
            return pad + f"def {self.pick('f', 'g')}({self.parameters(2)}):" + self.body(depth, indent, "f")
        if kind == "for":
            return pad + f"for {self.targets()} in {self.expression(2)}:" + self.body(depth, indent, context + "l")
        if kind == "while":
            return pad + f"while {self.expression(2)}:" + self.body(depth, indent, context + "l")
        text = pad + f"if {self.expression(2)}:" + self.body(depth, indent, context)
        for _ in range(self.pick(0, 0, 1, 2)):
            text += pad + f"elif {self.expression(2)}:" + self.body(depth, indent, context)
        return text + (pad + "else:" + self.body(depth, indent, context) if self.chance(0.4) else "")

    def body(self, depth, indent, context):
        if self.chance(0.25):
            return self.blank() + self.simple(context) + "\n"
        lines = [self.statement(depth - 1, indent + 1, context) for _ in range(self.pick(1, 1, 2))]
        return "\n" + self.pick("", "", "\n", "# c\n").join(lines)


def entry(source):
    compile(source, "fixture", "exec")
    tree = " ".join(map(Dumper(source).statement, ast.parse(source).body))
    return f"{source}\n---\n{tree}\n===\n"


def is_whole(source):
    try:
        compile(source, "fixture", "exec")
        return True
    except SyntaxError:
        return False


def main():
    warnings.simplefilter("ignore")
    programs = []
    lines = HAND_WRITTEN.strip("\n").split("\n")
    while lines:
        # A statement continues while Python finds it incomplete.
        end = 1
        while not is_whole("\n".join(lines[:end])):
            end += 1
            if end > len(lines):
                raise ValueError(lines[0])
        programs.append("\n".join(lines[:end]))
        del lines[:end]
    programs += PROGRAMS
    generator = Generator(1)
    count = 0
    while count < 900:
        source = generator.statement(2, 0, "")
        if len(source) <= 220 and is_whole(source):
            programs.append(source)
            count += 1
    sys.stdout.buffer.write("".join(map(entry, programs)).encode())


main()
