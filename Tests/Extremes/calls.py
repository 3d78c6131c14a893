"""What the sweep calls: doors, the arguments that fit them, and the extreme values that take their places."""

EXTREMES = ["float('nan')", "float('inf')", "-1", "2 ** 63", "10 ** 30", "np.array([])", "'a'", "None", "(lambda v: v)", "itself()", "1e9",
            "{'a': 1}", "Raising()", "(v for v in (1, 2))", "True", "np.array(['b', 'a'])"]
"""What takes the place of each argument in turn."""

FITTING = ["[3, 1, 2]", "np.array([3.0, 1.0, 2.0])", "3", "'abc'", "np.array([[2.0, 1.0], [1.0, 3.0]])", "2.5", "(lambda v: v)", "{'a': 1}", "(1, 2)",
           "['a', 'b']", "np.array([3, 1, 2])", "{1, 2}", "1", "(lambda a, b: a)", "True", "np.array([True, False, True])"]
"""What is tried for the arguments of a door: Python says which fit it."""

MODULES = ["math", "itertools", "functools", "collections", "random", "statistics", "copy", "string", "operator", "datetime", "time", "os.path", "np",
           "np.random", "np.linalg"]

RECEIVERS = {
    "list": ["[3, 1, 2]"], "tuple": ["(3, 1, 2)"], "dict": ["{'a': 1, 'b': 2}"], "set": ["{1, 2, 3}"], "frozenset": ["frozenset([1, 2])"],
    "str": ["'ab cd'", "'{} {a}'"], "int": ["7"], "float": ["2.5"], "bool": ["True"], "range": ["range(1, 9, 2)"], "slice": ["slice(1, 5, 2)"],
    "array": ["np.array([3.0, 1.0, 2.0])", "np.array([[1, 2], [3, 4]])", "np.array([True, False])", "np.array([])", "np.array(['b', 'a'])"],
    "scalar": ["np.float64(2.5)", "np.int64(7)", "np.bool_(True)"],
    "deque": ["collections.deque([1, 2, 3], 5)"], "Counter": ["collections.Counter('abca')"], "OrderedDict": ["collections.OrderedDict(a=1, b=2)"],
    "defaultdict": ["collections.defaultdict(list, a=1)"], "ChainMap": ["collections.ChainMap({'a': 1}, {'b': 2})"],
    "namedtuple": ["collections.namedtuple('Point', 'x y')(1, 2)"], "keys": ["{'a': 1}.keys()"], "items": ["{'a': 1}.items()"], "values": ["{'a': 1}.values()"],
    "date": ["datetime.date(2024, 2, 29)"], "datetime": ["datetime.datetime(2024, 2, 29, 12, 30)"], "timedelta": ["datetime.timedelta(3, 5, 7)"],
    "timeofday": ["datetime.time(12, 30)"], "Random": ["random.Random(1)"], "Generator": ["np.random.default_rng(1)"],
    "Template": ["string.Template('$a b')"], "NormalDist": ["statistics.NormalDist(1, 2)"], "coroutine": ["(v for v in (1, 2, 3))"],
    "ValueError": ["ValueError('a')"],
}
"""Objects of each type whose methods are doors."""

TEMPLATES = [f"{{}} {operator} {{}}" for operator in "+ - * / // % ** @ & | ^ << >> < <= == != in is".split()] + [
    "-{}", "~{}", "not {}", "{}[{}]", "{}[{}:{}]", "{}[::{}]", "{}[{}, {}]", "f'{{{}:{{{}}}}}'", "f'{{{}!r}}'", "'%d' % {}", "'%s' % ({},)", "'%*d' % ({}, 5)",
    "'%.*f' % ({}, 2.5)", "'%c' % {}", "'%x' % {}", "'{{:>{{}}}}'.format(1, {})", "'{{0[{{}}]}}'.format({})", "[*{}]", "{{**{}}}", "(lambda *a: a)(*{})",
    "(lambda **a: a)(**{})", "[v for v in {}]", "changed([3, 1, 2], {}, {})", "changed({{'a': 1}}, {}, {})", "changed(np.array([3.0, 1.0, 2.0]), {}, {})",
    "changed(np.array([[1, 2], [3, 4]]), {}, {})", "deleted([3, 1, 2], {})", "deleted({{'a': 1}}, {})", "sliced([3, 1, 2], {}, {}, {})",
    "unpacked({})", "np.random.seed({})", "np.array({}, dtype={})", "raised({})", "added({}, {})", "multiplied({}, {})",
]
"""Operators, subscripts, formats and statements."""

SKIPPED = {
    "input": "reads standard input", "breakpoint": "a debugger", "exit": "leaves", "quit": "leaves", "help": "a pager", "exec": "is not there",
    "eval": "is not there", "compile": "is not there", "__import__": "is not there", "memoryview": "is not there", "copyright": "a text", "credits": "a text",
    "license": "a text", "id": "another number by design", "time.sleep": "sleeps", "dir": "lists what there is", "globals": "lists what there is",
    "locals": "lists what there is", "vars": "lists what there is", "__build_class__": "is not there", "print": "prints", "open": "opens files",
    "__doc__": "a text", "__sizeof__": "another number by design", "__dir__": "lists what there is", "__reduce__": "for pickle", "__reduce_ex__": "for pickle",
    "__getstate__": "for pickle", "__init_subclass__": "of classes", "__subclasshook__": "of classes", "__getnewargs__": "for pickle",
}
"""What isn't called, with the reason."""

CLOCKS = {"time", "time_ns", "perf_counter", "perf_counter_ns", "monotonic", "monotonic_ns", "process_time", "process_time_ns", "now", "today", "utcnow",
          "localtime", "gmtime", "ctime", "asctime", "strftime", "timestamp", "fromtimestamp"}
"""Doors that read a clock or the time zone: only what is raised is compared."""

ANY = {"empty", "empty_like", "hash", "__hash__", "default_rng", "getstate", "hash"}
"""Doors whose values are whatever there is, or other ones by design."""

PRELUDE = '''
import math, itertools, functools, collections, random, statistics, copy, string, operator, datetime, time, os.path
import numpy as np


class Odd(Exception):
    pass


class Raising:
    def raises(self, *arguments, **named):
        raise Odd("raised")
    __len__ = __iter__ = __next__ = __getitem__ = __setitem__ = __delitem__ = __contains__ = __call__ = __hash__ = __bool__ = raises
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = raises
    __mod__ = __rmod__ = __pow__ = __rpow__ = __matmul__ = __rmatmul__ = __and__ = __rand__ = __or__ = __ror__ = __xor__ = __rxor__ = raises
    __lshift__ = __rlshift__ = __rshift__ = __rrshift__ = __neg__ = __pos__ = __abs__ = __invert__ = __divmod__ = __rdivmod__ = raises
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __int__ = __float__ = __index__ = __round__ = __trunc__ = __floor__ = __ceil__ = raises
    __repr__ = __str__ = __format__ = __enter__ = __exit__ = __iadd__ = __imul__ = __reversed__ = __complex__ = __bytes__ = raises


def itself():
    made = [1]
    made.append(made)
    return made


def changed(made, key, value):
    made[key] = value
    return made


def sliced(made, start, stop, value):
    made[start:stop] = value
    return made


def deleted(made, key):
    del made[key]
    return made


def unpacked(made):
    a, *b = made
    return a, b


def raised(made):
    raise made


def added(made, other):
    made += other
    return made


def multiplied(made, other):
    made *= other
    return made


def is_iterator(value):
    try:
        return iter(value) is value
    except Exception:
        return False


def shown(value):
    name = type(value).__name__
    if name in ('str', 'list', 'tuple', 'bytes', 'dict', 'set') and len(value) > 200:
        return name + ' of ' + str(len(value))
    if name == 'int' and value.bit_length() > 3000:
        return 'int of bits ' + str(value.bit_length())
    if name == 'ndarray' and value.size > 2000:
        return 'array of ' + str(value.shape) + ' ' + str(value.dtype) + ' ' + repr(value.ravel()[:5])
    if is_iterator(value):
        return name + ' giving ' + shown(list(itertools.islice(value, 4)))
    return name + ' ' + repr(value)[:2000]


def told(error):
    try:
        return str(error)[:2000]
    except Exception as other:
        return 'raises ' + type(other).__name__


def called(number, call):
    np.random.seed(1)
    random.seed(1)
    # What a call before this one has set.
    np.set_printoptions(edgeitems=3, threshold=1000, floatmode='maxprec', precision=8, suppress=False, linewidth=75,
                        nanstr='nan', infstr='inf', sign='-', formatter=None, legacy=False)
    np.seterr(divide='warn', over='warn', under='ignore', invalid='warn')
    try:
        said = '= ' + shown(call())
    except Exception as error:
        said = '! ' + type(error).__name__ + ': ' + told(error)
    print('@@', number, ascii(said), flush=True)


'''
"""What both programs run before the calls."""
