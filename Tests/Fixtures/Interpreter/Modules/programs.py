from itertools import *
import itertools, operator
print(list(islice(count(), 3)), list(islice(count(2.5, -0.5), 4)), list(islice(cycle([1,2]), 5)), list(repeat(7, 3)))
print(list(chain([1],(2,3),"ab")), list(chain.from_iterable([[1],[2,3]])), list(itertools.chain()))
print(list(accumulate([1,2,3])), list(accumulate([1,2,3], operator.mul)), list(accumulate([], initial=5)), list(accumulate([1,2], initial=5)))
print(list(zip_longest("abc", [1], fillvalue=0)), list(pairwise("abcd")), list(pairwise([1])))
print(list(islice("abcdefg", 2)), list(islice("abcdefg", 2, 4)), list(islice("abcdefg", 0, None, 3)), list(islice("abcdefg", 1, 6, 2)), list(islice("ab", 5)))
it = iter(range(10)); print(list(islice(it, 2, 5, 2)), list(it))
print(list(takewhile(lambda x: x<3, [1,2,3,1])), list(dropwhile(lambda x: x<3, [1,2,3,1])), list(filterfalse(None, [0,1,2])), list(compress("abc",[1,0,1])))
print(list(starmap(max, [(1,2),(5,3)])), list(product("ab", repeat=2)), list(product()), list(product([1],[],[2])))
for r in range(5): print(list(permutations(range(3), r)), list(combinations(range(4), r)), list(combinations_with_replacement("ab", r)))
print(list(permutations("abcd")) == sorted(permutations("abcd")))
print([(k, list(g)) for k, g in groupby("aabbbca")], [k for k, g in groupby([1,1,2], key=lambda v: v%2)])
g = groupby([1,1,2,2]); k1, g1 = next(g); k2, g2 = next(g); print(list(g1), list(g2))
a, b, c = tee(range(4), 3); print(next(a), list(b), list(a), list(c))
print(sum(takewhile(lambda x: x < 50, map(lambda n: n*n, count()))))
s = chain([1,2],[3]); print(next(s)); print(3 in s, list(s))
print(isinstance(count(), count), max(accumulate([3,-1,4])))
def gen():
    yield from permutations([1,2])
print(list(gen()), dict(zip(count(), "ab")))
for i, x in zip(count(1), ["a","b"]): print(i, x)
#
import functools, operator, copy, string, sys, typing
from functools import reduce, partial, lru_cache
@lru_cache
def fib(n): return n if n < 2 else fib(n-1) + fib(n-2)
print(fib(80), fib.cache_info())
@functools.lru_cache(maxsize=2)
def f(a, b=1):
    print("call", a, b)
    return a * b
results = [f(1), f(2), f(1), f(3), f(2), f(1, b=2), f(1, b=2)]
print(f.cache_info())
f.cache_clear(); print(f.cache_info())
p = partial(f, 5, b=3)
print(p(), p(b=4))
print(reduce(operator.add, [1,2,3]), reduce(lambda a,b: a+b, [], 7))
print(sorted([(2,'a'),(1,'b')], key=operator.itemgetter(1)), operator.itemgetter(1,0)([5,6]))
a=[1,[2,3]]; a.append(a)
b=copy.deepcopy(a); print(b, b[2] is b, b[1] is a[1]); c=copy.copy(a); print(c[1] is a[1])
print(string.ascii_letters, string.capwords("a bc  d"), sys.maxsize, operator.methodcaller("split", ",")("a,b"))
#
print(bin(-5), hex(255), oct(8), pow(3,-1,7), pow(2,100,1000), pow(-3,3,5), pow(3,3,-5), pow(2,10), pow(10,18,9223372036854775807), pow(5,0,1))
print(hash(2.5), hash("a")==hash("a"), callable(len), callable(3), hash((1,2)), divmod(-7,2), ord("a"), chr(98))
a=[1]; b=a; print(id(a)==id(b), id(a)==id([1]), id(None)==id(None))
for m in (7, 9223372036854775783, 2**40+1): print(pow(12345, 6789, m), pow(12345, -5, m))
#
import random
random.seed(5)
state = random.getstate()
a = [random.gauss(0, 1) for _ in range(3)]
random.setstate(state)
print(a == [random.gauss(0, 1) for _ in range(3)], len(state[1]), state[0], state[2])
print(random.sample(["a", "b"], counts=[3, 4], k=5), random.choices([1, 2, 3], cum_weights=[1, 3, 4], k=4))
#
import random
random.choice([])
#
import random
random.randint(3, 1)
#
import random
random.sample([1, 2], 3)
#
import itertools
itertools.islice([1], -1)
#
import functools
functools.reduce(lambda a, b: a, [])
#
import math
print(math.factorial(20), math.comb(62, 31), math.perm(20, 5), math.isqrt(2**62 - 1), math.gcd(2**40, 6**20), math.lcm(21, 6, 10), math.gcd(), math.lcm())
print(math.isclose(1e-12, 0, abs_tol=1e-9), math.isclose(1, 1 + 1e-10), math.ldexp(0.5, -1080), math.floor(7), math.log(2**62), math.log(100, 10))
print(math.fsum([1e308, 1e308, -1e308]), math.fsum([]), math.fsum([1e16, 1, -1e16]), math.tau, math.inf, math.nan)
#
from math import sqrt as root, pi
import math as m, random as r
def area(radius):
    import math
    from math import (
        pow,
    )
    return math.pi * pow(radius, 2)
print(root(16), area(2), m.pi == pi)
if True:
    from operator import add
print(add(2, 3))
#
from numpy import *
x = array([[1.0, 2.0], [3.0, 4.0]])
print(sum(x), max(x), min(x), round(2.567, 1), abs(array([-1, 2])), any(x > 3), all(x > 0), linalg.norm(x), pi)
#
import numpy.linalg
import numpy.random as rng
from numpy import linalg as LA, mean
from numpy.random import seed, rand
seed(3)
print(rand(2), LA.norm([3.0, 4.0]), rng.rand(1), numpy.linalg.det([[2.0, 0.0], [0.0, 3.0]]), mean([1, 2]))
#
import string
print(string.ascii_lowercase, string.digits, string.punctuation, repr(string.whitespace), repr(string.printable), string.hexdigits)
#
import warnings
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    warnings.warn("first")
    warnings.warn("second", DeprecationWarning)
    warnings.warn(RuntimeWarning("third"))
    print([(str(w.message), w.category.__name__, w.lineno) for w in caught], len(caught))
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try: warnings.warn("now an error", FutureWarning)
    except FutureWarning as e: print(type(e).__name__, e)
    warnings.filterwarnings("ignore")
    warnings.warn("unheard")
    warnings.filterwarnings("error", message="bad.*", category=UserWarning)
    warnings.warn("good")
    try: warnings.warn("Bad thing")
    except UserWarning as e: print("caught", e)
with warnings.catch_warnings(record=True) as caught:
    for i in range(3): warnings.warn("once a place")
    warnings.warn("once a place")
    print(len(caught))
    warnings.simplefilter("once")
    for i in range(3): warnings.warn("once")
    warnings.warn("once")
    print(len(caught), str(caught[0])[:44])
warnings.filterwarnings("ignore", category=UserWarning)
warnings.warn("unheard")
print(warnings.filters[0][0], warnings.formatwarning("text", UserWarning, "f.py", 3, "x = 1"), end="")
for bad in (lambda: warnings.simplefilter("nonsense"), lambda: warnings.filterwarnings("ignore", category=int), lambda: warnings.warn("x", int)):
    try: bad()
    except (AssertionError, TypeError) as e: print(type(e).__name__, e)
def f():
    warnings.warn("deep", stacklevel=2)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    f()
    print(caught[0].lineno, caught[0].message.args)
try: warnings.catch_warnings().__exit__()
except RuntimeError as e: print(e)
#
import json
data = {"name": "Ada", "items": [1, 2.5, True, None, "é\n\"q\""], "nested": {"a": {}, "b": [], 1: 2, None: 3, True: 4, 1.5: 5}, "t": (1, 2)}
print(json.dumps(data)); print(json.dumps(data, indent=2)); print(json.dumps(data["items"], ensure_ascii=False, separators=(",", ":")))
print(json.dumps({"b": 1, "a": [{"d": 1, "c": 2}]}, sort_keys=True, indent="\t"), json.dumps([1, [2, []]], indent=0))
print(json.dumps([float("nan"), float("inf"), -float("inf"), 1e300, -0.0, 1e-7, 10**25]))
print(json.dumps("\x00\x1f\x7f\u2028\U0001F600/"), json.dumps("\x7f\u2028", ensure_ascii=False))
print(json.loads('{"a": [1, -2, 3.5e2, "x\\u00e9\\n", true, false, null], "b": {}, "b": 2}'), json.loads(' [ ] '), json.loads("-0"), json.loads("1E5"), json.loads('"\\ud83d\\ude00"'))
for bad in ["", "{", "[1,]", '{"a":1,}', "{'a':1}", '{"a" 1}', "[1 2]", '"abc', '"a\nb"', '"\\x"', '"\\u12"', "nul", "1 2", "01", "[1, 2", "tru", "-", "[,1]", '{"a":}']:
    try: print(json.loads(bad))
    except json.JSONDecodeError as e: print(e, e.pos, e.lineno, e.colno, isinstance(e, ValueError))
for bad in [{1, 2}, {(1, 2): 3}, lambda: 0, object]:
    try: print(json.dumps(bad))
    except TypeError as e: print(e)
a = []; a.append(a)
try: json.dumps(a)
except ValueError as e: print(e)
try: json.dumps(float("nan"), allow_nan=False)
except ValueError as e: print(e)
class Point:
    def __init__(self, x, y): self.x, self.y = x, y
class Encoder(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, Point): return {"x": o.x, "y": o.y}
        return super().default(o)
print(json.dumps([Point(1, 2)], cls=Encoder), json.dumps(Point(3, 4), default=lambda o: o.__dict__), json.dumps({(1, 2): 3, "a": 1}, skipkeys=True))
try: json.dumps(set(), cls=Encoder)
except TypeError as e: print(e)
print(json.loads('{"x": 1, "y": {"z": 2}}', object_hook=lambda d: sorted(d)), json.loads('{"x": 1}', object_pairs_hook=list), json.loads("[1.5, 2]", parse_float=str, parse_int=float))
import io
f = io.StringIO(); json.dump([1, {"a": 2}], f); f.seek(0); print(f.getvalue(), json.load(f))
print(json.loads(b'{"k": "v"}'), json.JSONDecoder().raw_decode('[1] rest'), json.JSONEncoder(indent=1).encode([1]))
try: json.loads(5)
except TypeError as e: print(e)
#
import heapq
h = []
for v in [5, 3, 8, 1, 9, 2, 7]: heapq.heappush(h, v)
print(h, heapq.heappop(h), h, heapq.heapreplace(h, 4), heapq.heappushpop(h, 0), h)
x = [9, 8, 7, 6, 5, 4, 3, 2, 1]; heapq.heapify(x); print(x, [heapq.heappop(x) for _ in range(len(x))])
print(heapq.nlargest(3, [1, 8, 2, 23, 7]), heapq.nsmallest(2, ["bb", "a", "ccc"], key=len), list(heapq.merge([1, 4, 7], [2, 5], [0, 9])), list(heapq.merge([3, 1], [4, 2], reverse=True)))
q = []
heapq.heappush(q, (2, "code")); heapq.heappush(q, (1, "eat")); heapq.heappush(q, (3, "sleep"))
while q: print(heapq.heappop(q))
try: heapq.heappop([])
except IndexError as e: print(e)
#
import bisect
a = [1, 2, 2, 3, 5, 8]
print(bisect.bisect(a, 2), bisect.bisect_left(a, 2), bisect.bisect_right(a, 2), bisect.bisect_left(a, 9), bisect.bisect(a, 0), bisect.bisect_left(a, 3, 1, 3))
bisect.insort(a, 4); bisect.insort_left(a, 2); print(a)
print(bisect.bisect_left(["a", "bb", "ccc"], 2, key=len))
def grade(score, breakpoints=[60, 70, 80, 90], grades="FDCBA"): return grades[bisect.bisect(breakpoints, score)]
print([grade(score) for score in [33, 99, 77, 70, 89, 90, 100]])
try: bisect.bisect(a, 1, -1)
except ValueError as e: print(e)
#
import textwrap
text = "Gradient descent is an iterative first-order optimisation algorithm for finding a local minimum -- or so they say -- of a differentiable function."
print(textwrap.fill(text, 40)); print(textwrap.wrap(text, 30)[:2]); print(textwrap.shorten(text, 50))
print(textwrap.fill(text, width=38, initial_indent="* ", subsequent_indent="  "))
print(textwrap.dedent("""
    a
      b
    c
    """), textwrap.indent("x\n\ny\n", "> "), textwrap.indent("x\n\ny", "+ ", lambda line: True))
print(textwrap.wrap("a-very-long-hyphenated-word supercalifragilistic", 10), textwrap.wrap("", 5), textwrap.wrap("aaaa bb", 3, break_long_words=False))
print(textwrap.TextWrapper(width=20, max_lines=2, placeholder="...").fill(text))
try: textwrap.wrap("a", 0)
except ValueError as e: print(e)
#
import abc
from abc import ABC, abstractmethod
class Model(ABC):
    @abstractmethod
    def fit(self, x): ...
    @abstractmethod
    def predict(self, x): ...
    @property
    @abstractmethod
    def name(self): ...
    def both(self, x): return self.fit(x), self.predict(x)
class Half(Model):
    def fit(self, x): return "fit"
class Whole(Half):
    name = "whole"
    def predict(self, x): return x * 2
for kind in (Model, Half):
    try: kind()
    except TypeError as e: print(e)
print(Whole().both(3), isinstance(Whole(), Model), Whole.name)
class Meta(metaclass=abc.ABCMeta):
    @abstractmethod
    def go(self): pass
    @staticmethod
    @abstractmethod
    def make(): pass
try: Meta()
except TypeError as e: print(e)
class Plain:
    @abstractmethod
    def f(self): return 1
print(Plain().f())
class Going(Meta):
    def go(self): return super().go()
    @staticmethod
    def make(): return Going()
print(Going.make().go())
#
import contextlib
from contextlib import contextmanager, suppress, nullcontext, closing, ExitStack, redirect_stdout
import io
@contextmanager
def tag(name):
    print("<" + name + ">")
    try: yield name.upper()
    finally: print("</" + name + ">")
with tag("b") as t: print(t)
try:
    with tag("i"): raise ValueError("inside")
except ValueError as e: print("out", e)
@contextmanager
def swallow():
    try: yield
    except KeyError: print("swallowed")
with swallow(): {}["x"]
try:
    with swallow(): 1 / 0
except ZeroDivisionError as e: print(e)
with suppress(KeyError, IndexError): [][3]
with nullcontext(5) as five: print(five)
class Thing:
    def close(self): print("closed")
with closing(Thing()): pass
with ExitStack() as stack:
    print(stack.enter_context(tag("x")), stack.enter_context(tag("y")))
    stack.callback(print, "called", 1)
buffer = io.StringIO()
with redirect_stdout(buffer):
    print("hidden", 1)
    print("more")
print(repr(buffer.getvalue()))
@tag("deco")
def f(): print("in f")
f(); f()
@contextmanager
def empty():
    if False: yield
try:
    with empty(): pass
except RuntimeError as e: print(e)
@contextmanager
def twice():
    yield 1
    yield 2
try:
    with twice(): pass
except RuntimeError as e: print(e)
#
import types, timeit
ns = types.SimpleNamespace(lr=0.1, epochs=5)
ns.extra = [1]
print(ns, ns.lr, ns == types.SimpleNamespace(lr=0.1, epochs=5, extra=[1]), vars(ns))
print(isinstance(lambda: 0, types.FunctionType), isinstance(len, types.FunctionType), isinstance((x for x in []), types.GeneratorType), isinstance(ns, types.SimpleNamespace))
print(timeit.timeit(lambda: None, number=3) >= 0, len(timeit.repeat(lambda: 1, repeat=2, number=1)), timeit.default_timer() > 0)
#
from fractions import Fraction
import math
a, b = Fraction(3, 4), Fraction("1/6")
print(a + b, a - b, a * b, a / b, a // b, a % b, -a, abs(-a), a ** 2, a ** -2, 2 ** Fraction(3), a ** 0.5, 1 + a, 1.5 * a, divmod(a, b))
print(repr(a), str(Fraction(8, 2)), Fraction(0.125), Fraction("2.5"), Fraction("-1e-2"), Fraction(-3, -6), Fraction(), Fraction(math.pi).limit_denominator(100))
print(a == 0.75, a > b, a < 1, hash(Fraction(1, 2)) == hash(0.5), hash(Fraction(5)) == hash(5), hash(Fraction(1, 3)), float(b), int(Fraction(-7, 2)), round(Fraction(7, 2)), round(Fraction(5, 2)), round(Fraction(22, 7), 2), math.floor(Fraction(-1, 2)), math.ceil(Fraction(-1, 2)), math.trunc(Fraction(9, 4)))
print(sum([Fraction(1, n) for n in range(1, 11)]), max(a, b), sorted([a, b, Fraction(1, 2)]), a.numerator, a.denominator, a.as_integer_ratio(), bool(Fraction(0)))
for bad in [lambda: Fraction(1, 0), lambda: Fraction("x"), lambda: Fraction(1.5, 2), lambda: Fraction(None), lambda: a / 0, lambda: a + "x", lambda: Fraction(float("nan"))]:
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
print({Fraction(1, 2): "half"}[0.5], Fraction(10**20, 3) * 3, f"{a}", "%s" % b)
#
import numbers
import numpy as np
for value in [1, True, 1.5, "a", None]:
    print([isinstance(value, getattr(numbers, name)) for name in ["Number", "Complex", "Real", "Rational", "Integral"]])
print(issubclass(int, numbers.Integral), issubclass(float, numbers.Integral), issubclass(str, numbers.Number))
#
from enum import Enum, IntEnum, auto, unique
class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1
    def nice(self): return self.name.lower()
    @property
    def twice(self): return self.value * 2
    @classmethod
    def first(cls): return cls.RED
print(Color.RED, repr(Color.GREEN), Color.RED.name, Color.RED.value, Color(2), Color["BLUE"], Color.CRIMSON, list(Color), len(Color))
print(Color.RED == Color.RED, Color.RED is Color(1), Color.RED == 1, Color.RED != Color.BLUE, Color.BLUE in Color, isinstance(Color.RED, Color), Color.GREEN.nice(), Color.GREEN.twice, Color.first())
print([c.name for c in Color], {Color.RED: "r"}[Color(1)], f"{Color.RED} {Color.RED!r}", Color, sorted(Color, key=lambda c: -c.value)[0])
for bad in [lambda: Color(9), lambda: Color["PINK"], lambda: setattr(Color, "RED", 5), lambda: Color.RED < Color.BLUE]:
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
class Step(Enum):
    LOAD = auto()
    FIT = auto()
    DONE = auto()
print(list(Step), Step.FIT.value)
class Level(IntEnum):
    LOW = 1
    HIGH = 10
print(Level.LOW < Level.HIGH, Level.HIGH + 1, Level(10), repr(Level.LOW), Level.LOW == 1, [10, 20, 30][Level.LOW], max(Level), f"{Level.HIGH}", sorted([Level.HIGH, Level.LOW]))
class Planet(Enum):
    MERCURY = (3.303e+23, 2.4397e6)
    EARTH = (5.976e+24, 6.37814e6)
    def __init__(self, mass, radius):
        self.mass, self.radius = mass, radius
    @property
    def gravity(self): return 6.67300E-11 * self.mass / (self.radius * self.radius)
print(Planet.EARTH.gravity, Planet.EARTH.value, Planet.MERCURY.mass)
class Mode(str, Enum):
    TRAIN = "train"
    TEST = "test"
print(Mode.TRAIN == "train", Mode("test"), Mode.TRAIN.upper(), Mode.TRAIN.value, repr(Mode.TRAIN), f'{Mode.TRAIN}', hash(Mode.TRAIN) == hash('train'), {'train': 1}[Mode.TRAIN])
try:
    @unique
    class Bad(Enum):
        A = 1
        B = 1
except ValueError as e: print(e)
try:
    class More(Color): pass
except TypeError as e: print(e)
Animal = Enum("Animal", "CAT DOG")
print(list(Animal), Animal.DOG.value)
match Color(3):
    case Color.RED: print("red")
    case Color.BLUE: print("blue")
#
from pprint import pprint, pformat
data = {"learning_rate": 0.01, "layers": [64, 64, 32], "nested": {"optimizer": "adam", "betas": (0.9, 0.999), "schedule": {"kind": "cosine", "warmup": 100}}, "a": None}
pprint(data); pprint(data, width=40); pprint([list(range(20)), "short"], width=30, compact=True); pprint(data, sort_dicts=False, indent=2)
print(pformat({"x": [1, 2]}), pformat("a long text " * 12, width=40)); pprint(data, depth=1); pprint({3, 1, 2}); pprint([]); pprint((1,))
a = [1]; a.append(a)
from collections import OrderedDict, defaultdict, Counter
pprint(OrderedDict([("a", 1), ("b", 2)])); pprint(defaultdict(int, a=1)); pprint(Counter("hello"))
#
import csv, io
rows = [["name", "size", "note"], ["Ada", 3, 'say "hi"'], ["Bob", 2.5, "a,b"], ["", None, "line\nbreak"]]
f = io.StringIO()
writer = csv.writer(f); print(writer.writerow(rows[0])); writer.writerows(rows[1:])
print(repr(f.getvalue()))
f.seek(0);
for row in csv.reader(f): print(row)
f = io.StringIO("a;b\n1;2\n3;4\n")
print(list(csv.DictReader(f, delimiter=";")), list(csv.reader(["x|y|'z|w'"], delimiter="|", quotechar="'")))
f = io.StringIO(); w = csv.DictWriter(f, fieldnames=["a", "b"], lineterminator="\n"); w.writeheader(); w.writerow({"a": 1, "b": 2}); w.writerow({"a": 3}); print(f.getvalue())
try: w.writerow({"c": 1})
except ValueError as e: print(e)
f = io.StringIO(); csv.writer(f, quoting=csv.QUOTE_ALL).writerow([1, "a"]); csv.writer(f, delimiter="\t").writerow([1, "a\tb"]); csv.writer(f, quoting=csv.QUOTE_NONNUMERIC).writerow([1, "a", 2.5]); print(repr(f.getvalue()))
print(list(csv.reader(['1,"a",2.5'], quoting=csv.QUOTE_NONNUMERIC)), list(csv.reader(["a, b"], skipinitialspace=True)), next(csv.reader(["x,y"])))
try: csv.writer(io.StringIO(), delimiter="ab")
except TypeError as e: print(e)
r = csv.reader(io.StringIO("h1,h2\n1,2\n")); header = next(r); print(header, r.line_num, [float(v) for v in next(r)])
#
import io
s = io.StringIO("first\nsecond\nthird")
print(s.read(3), s.readline(), s.readlines(), s.tell(), s.read())
s = io.StringIO(); print("a", 1, file=s); s.write("xyz"); s.seek(0); s.write("B"); print(repr(s.getvalue()), s.seek(0), list(s), s.truncate(2), s.getvalue())
with io.StringIO("a\nb\n") as f:
    for line in f: print(line.strip())
try: f.read()
except ValueError as e: print(e)
b = io.BytesIO(b"abc"); print(b.read(2), b.seek(0), b.getvalue(), b.write(b"Z"), b.getvalue())
try: s.write(3)
except TypeError as e: print(e)
#
from pathlib import Path
import os, glob, fnmatch
p = Path("data") / "raw" / "a.tar.gz"
print(p, p.name, p.stem, p.suffix, p.suffixes, p.parent, p.parts, list(p.parents), repr(p), p.with_suffix(".csv"), p.with_name("b.txt"), p.with_stem("q"), str(p), p.is_absolute(), os.fspath(p))
print(Path("a//b/./c/"), Path(), Path("/"), Path("/usr/lib").relative_to("/usr"), Path("a") == Path("a/"), {Path("x"): 1}[Path("x")], Path("a.csv").match("*.csv"), "pre" / Path("x"), Path("/a", "/b"), Path("a").joinpath("b", "c"), sorted([Path("b"), Path("a")]), p.is_relative_to("data"))
print(Path("surely-not-there.txt").exists(), Path(".").is_dir(), os.path.join("a", p), os.path.exists("surely-not-there"), glob.glob("surely-not-*"), fnmatch.fnmatch("a1.csv", "a[0-9].*"), fnmatch.filter(["x.py", "y.txt"], "*.py"), os.path.splitext(p))
for bad in [lambda: Path("a").relative_to("b"), lambda: Path("/").with_name("x"), lambda: Path("a").with_suffix("csv"), lambda: Path("a") / 3, lambda: Path("surely-not-there.txt").read_text(), lambda: Path("/").with_suffix(".x")]:
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
os.makedirs(".", exist_ok=True); Path(".").mkdir(exist_ok=True)
#
from __future__ import annotations, division
import string, random
print(string.Template if False else string.digits, random.Random(3).random())
#
for template, values in [("%(foo)s", {}), ("%(a)d %(b)d", {"a": 1})]:
    try: print(template % values)
    except KeyError as e: print("KeyError", e, e.args)
try: "{foo}".format(bar=1)
except KeyError as e: print("KeyError", e, e.args)
for base in (bool, type([].append), type(None)):
    try:
        class A(base): pass
    except TypeError as e: print("TypeError")
import gc
print(gc.collect() >= 0, gc.isenabled())
#
z = 3 - 4j
print(z, -z, z.real, z.imag, z.conjugate(), abs(z), type(z).__name__, isinstance(z, complex), isinstance(z, (int, float)))
print(1.5e3J, 0j, -0j, 01j, 1_0j, [2j, (1, -2j)], {1j: 2}, f"{z} {z!r} {z:.1f}", "%s" % z, str(z), repr(-1j))
print(z == 3 - 4j, z != 3, 2 == complex(2), complex(2) in {2}, {2, 2 + 0j, 2.0}, hash(z), hash(2 + 0j) == hash(2), bool(0j), not 0j)
print(sum([1j, 2, 3.5]), pow(1j, 3), 2 ** 1j, (-8) ** (1 / 3), (-8.0) ** 0.5, z ** 2, z ** -1, z ** 0.5, 1 / z, z / 2, True + z)
print(complex(), complex(1), complex(1, 2), complex(1j, 2j), complex(real=2, imag=-1), complex("2+3j"), complex(True, 2.5))
print((1).real, (1).imag, (0.5).imag, (5).conjugate(), z.__abs__(), (1j).__add__(2), (1j).__mul__("a"), z.__class__.__name__)
def kind(value):
    match value:
        case 2j: return "two"
        case 1 + 2j: return "sum"
        case -3 - 1.5j: return "difference"
        case complex(real=0): return "on the axis"
        case complex(): return "any"
        case _: return "none"
print([kind(v) for v in [2j, 1 + 2j, -3 - 1.5j, 7j, 1 + 1j, 2]])
z += 1; z *= 2j; print(z, [v * v for v in (1j, 2)], max([1j, 2j], key=abs), sorted([3j, -1j], key=lambda v: v.imag))
#
def show(call):
    try: print(call())
    except Exception as error: print(type(error).__name__, error)
show(lambda: 1j < 2); show(lambda: 2 > 1j); show(lambda: int(1j)); show(lambda: float(1j))
show(lambda: 1j // 2); show(lambda: 2 % 1j); show(lambda: 1j / 0); show(lambda: 0 / 0j); show(lambda: 0j ** -1); show(lambda: 0 ** 1j)
show(lambda: pow(1j, 2, 3)); show(lambda: complex('x')); show(lambda: complex('1', 2)); show(lambda: complex(1, '2')); show(lambda: complex([]))
show(lambda: ~1j); show(lambda: 1j & 2); show(lambda: abs(complex(1e308, 1e308))); show(lambda: 1e200j ** 2); show(lambda: '%d' % 1j)
show(lambda: '%f' % 1j); show(lambda: 'a' * 1j); show(lambda: 1j @ 2); show(lambda: (1j).missing); show(lambda: 2 ** 5000 + 1j)
show(lambda: 2 ** 5000 == 1j); show(lambda: (2.5 in [2.5 + 0j], 3 in range(5), 3 + 0j in range(5), 3j in range(5)))
#
import cmath, math
print(cmath.sqrt(-1), cmath.exp(1j * cmath.pi), cmath.log(-1), cmath.log(8, 2), cmath.log(1j, 10), cmath.phase(-1), cmath.polar(1 + 1j))
print(cmath.rect(2, cmath.pi / 2), cmath.isclose(1j, 1j + 1e-12), cmath.isclose(1, 2, abs_tol=3), cmath.inf, cmath.nanj, cmath.infj, cmath.tau)
class Unit:
    def __complex__(self): return 2j
class Whole:
    def __index__(self): return 4
print(complex(Unit()), cmath.sqrt(Whole()), complex(Whole(), Whole()), cmath.exp(Unit()))
def show(call):
    try: print(call())
    except Exception as error: print(type(error).__name__, error)
show(lambda: cmath.log(0)); show(lambda: cmath.exp(1000)); show(lambda: cmath.sqrt("a")); show(lambda: cmath.atanh(1))
#
import numpy as np, functools, operator
x = np.arange(6).reshape(2, 3)
y = np.ones(4)
for call in [
    lambda: np.zeros(-1), lambda: np.eye(-1), lambda: np.random.rand(-1), lambda: np.concatenate([x, y]), lambda: np.stack([x, y]),
    lambda: np.vstack([x, y]), lambda: np.hstack([x, np.ones((3, 3))]), lambda: np.concatenate([x, np.ones((2, 2))]),
    lambda: np.concatenate([x, np.ones((3, 3))], axis=1), lambda: x.dot(y), lambda: np.dot(x, x), lambda: x @ x,
    lambda: x.transpose(0, 0), lambda: np.split(np.arange(5), 2), lambda: np.squeeze(x, axis=0), lambda: np.broadcast_to(x, (4, 4)),
    lambda: np.random.choice(5, 10, replace=False), lambda: np.random.choice([], 1), lambda: np.random.normal(0, -1),
    lambda: np.random.randint(5, 1), lambda: np.random.randint(0), lambda: np.random.seed(-1), lambda: np.arange(0, 5, 0),
    lambda: np.linspace(0, 1, -1), lambda: np.percentile([1, 2], 101), lambda: np.histogram([1, 2], bins=0), lambda: np.where(1, 2),
    lambda: x.reshape(-1, -1), lambda: x.item(), lambda: np.linalg.cholesky(-np.eye(2)), lambda: np.linalg.norm(x, 5),
    lambda: int(None), lambda: int([]), lambda: float([]), lambda: float(np.ones(2)), lambda: min(), lambda: round("a"),
    lambda: int("12", 50), lambda: bin(1.5), lambda: range("a"), lambda: next(5), lambda: isinstance(1, 2), lambda: issubclass(1, 2),
    lambda: hasattr(1, 2), lambda: [1].insert("a", 1), lambda: functools.reduce(operator.add, []), lambda: np.random.choice([1, 2], p=[0.5, 0.6]),
    lambda: np.random.choice([1, 2], p=[0.5]),
]:
    try: print(call())
    except Exception as e: print(type(e).__name__, "|", e)
