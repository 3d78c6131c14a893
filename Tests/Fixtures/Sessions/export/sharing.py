# Names, views and lists refer to one object here as in Python: nothing is put in.

import numpy as np


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


# %% [1] arrays
x = np.arange(6).reshape(3, 2)
same = x
row = x[0]
kept = x.T
row[0] = 9
x[0, 1] = 7
print(x, same, row, kept)
flat = np.ravel(x).copy()
flat[0] = 5
print((x[0, 0], x.ravel().base is not None))
# %% [2] several targets, tuples, conditions
p = q = np.zeros(2)
p[0] = 1
print((p, q))
s = p if True else q
s += 1
print((s, p))
m, n = p, q
m[1] = 5
print((m, n, p, q))
# %% [3] loops
for r in x: r[0] = 100
print(x)
for a, b in zip([p], [x[0, 0]]): a -= b
print(q)
# %% [4] functions
def changing(values, kept=[]):
    values[0] = 7
    kept.append(len(kept))
    return kept
z = np.zeros(2)
print((changing(z), changing(z), z))
# %% [5] lists
rows = [[0] * 2] * 2
rows[0][0] = 1
print(rows)
held = [z, z]
z[0] = 4
print(held)
more = held
more += [4]
print((len(held), len(more)))
picked = [r for r in x]
picked[0][0] = -1
print((x[0], picked[0]))
remember(5, ["x", "same", "row", "kept", "flat", "p", "q", "s", "m", "n", "r", "a", "b", "changing", "z", "rows", "held", "more", "picked"])
# %% [6] what a cell changed through any name comes back, and so does what is shared
row[0], z[0] = 50, 60
print(changing(z))
more.append(row)
del same
# %% [7]
go_to(5)  # undo
# %% [8]
print((x[0], row, z, held, same is x, held is more, changing(row), x[0]))
