import os

# The matrix kernels whose digits Descent prints; NumPy would take others on other machines.
os.environ.setdefault("OPENBLAS_CORETYPE", "Haswell")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
import numpy as np


def shown(value):
    """Print a value, unless it is None."""
    if value is not None:
        print(value)


cell_states = {}
array_types = np.ndarray,


def remember(number, names):
    """Keep what cell [number] left: names, what they refer to, what is in that, and the random numbers."""
    values = {name: globals()[name] for name in names if name in globals()}
    contents, waiting = {}, list(values.values())
    while waiting:
        value = waiting.pop()
        if id(value) in contents:
            continue
        content = None
        if isinstance(value, array_types):
            base = getattr(value, "base", None)
            if isinstance(base, np.ndarray):
                waiting.append(base)  # what a view shows
                content = value.shape, None
            else:
                content = value.shape, value.copy()
        elif isinstance(value, (list, tuple)):
            content = list(value)
            waiting += content
        elif isinstance(value, np.random.Generator):
            content = value.bit_generator.state
        else:  # functions keep their defaults and the names around them, methods what they are of
            waiting += getattr(value, "__defaults__", None) or ()
            waiting += [cell.cell_contents for cell in getattr(value, "__closure__", None) or ()]
            waiting += [value.__self__] if hasattr(value, "__self__") else []
        contents[id(value)] = value, content
    cell_states[number] = values, list(contents.values()), np.random.get_state()


def go_to(number, without=()):
    """Go to what cell [number] left, without names that it didn't have: what it had holds what it held then."""
    values, contents, random = cell_states[number]
    for name in without:
        globals().pop(name, None)
    globals().update(values)
    for value, content in contents:
        if isinstance(value, array_types):
            shape, elements = content
            if value.shape != shape:
                value.shape = shape
            if elements is not None:
                value[...] = elements
        elif isinstance(value, list):
            value[:] = content
        elif isinstance(value, np.random.Generator):
            value.bit_generator.state = content
    np.random.set_state(random)


remember(0, [])

e = np.e
inf = np.inf
median = np.median
nan = np.nan
pi = np.pi
sqrt = np.sqrt

# %% [1] names of NumPy's that a block sets
for i in range(2):
    e = i * 2
    print(e)
total = 0
for x, var in [(1, 2), (3, 4)]: total += x * var
print(total)
if total:
    def mean(v): return "mine"
    print(mean([1, 2]))
for i in range(1):
    std = np.array([1.0, 2.0])
    std += 1
    print(std, f"{std.sum():.1f}")
if total: cumsum = 2
else: cumsum = 3
print(cumsum)
# %% [2] now the built-in's, now the user's
for i in range(2):
    print(pi)
    pi = 3
if total < 0: nan = 3
print(nan)
inf += 1
def later(v): return sqrt(v)
print(later(4.0))
sqrt = lambda v: "mine"
print(later(4.0))
remember(2, ["i", "e", "total", "x", "var", "mean", "std", "cumsum", "pi", "inf", "later", "sqrt", "median", "nan"])
# %% [3] global names, and names of comprehensions and functions around
def setting():
    global median
    median = lambda v: "mine"
shown(median([1, 2]))
setting()
shown(median([1, 2]))
print([newaxis for newaxis in [np.newaxis]])
print(([e * 2 for e in [1, 2]], e))
def outer(e):
    def inner():
        global product
        product = 5
        return e
    return inner()
print((outer(2), product))
# %% [4]
go_to(2, without=["outer", "product", "setting"])  # undo
# %% [5] given back
del e
print((round(np.e, 3), np.nan))
shown(median([1, 2]))
