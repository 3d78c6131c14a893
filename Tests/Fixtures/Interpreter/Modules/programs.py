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
