# Copies stand where two names would hold one array or list that is changed, and nowhere else.

from copy import deepcopy

import numpy as np

# %% [1] arrays
x = np.arange(6).reshape(3, 2)
same = x.copy()
row = x[0].copy()
kept = x.T.copy()
row[0] = 9
x[0, 1] = 7
print(x, same, row, kept)
unchanged = np.arange(3)
view = unchanged[1:]
print(view)
# %% [2] several targets, tuples, conditions
p = np.zeros(2)
q = p.copy()
p[0] = 1
print((p, q))
s = p.copy() if True else q.copy()
s += 1
print((s, p))
m, n = p.copy(), q
m[1] = 5
print((m, n, p, q))
# %% [3] loops
for r in x.copy(): r[0] = 100
print(x)
items = [1, 2, 3]
for item in items.copy(): items.append(item)
print(items)
total = 0
for item in items: total += item
print(total)
# %% [4] functions
def changing(values, scale=2):
    "changes its own copy"
    values = deepcopy(values)
    values[0] = 7
    return values * scale
def giving(values): values = deepcopy(values); values[1] = 3; return values
z = np.zeros(2)
print((changing(z), giving(z), z))
# %% [5] lists
rows = [deepcopy(item) for item in [[0] * 2] * 2]
rows[0][0] = 1
print(rows)
cells = [deepcopy(item) for item in [np.zeros(2)] * 2]
cells[1][0] = 1
print(cells)
held = [z.copy(), z.copy()]
z[0] = 4
print(held)
history_of_z = []
for i in range(2):
    z += 1
    history_of_z.append(z.copy())
print(history_of_z)
more = items.copy()
more += [4]
print((len(items), len(more)))
picked = [r.copy() for r in x]
picked[0][0] = -1
print((x[0], picked[0]))
