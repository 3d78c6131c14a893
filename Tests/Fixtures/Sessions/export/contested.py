# Names of built-ins as variables, in every place where a name is bound or read.

import numpy as np
e = np.e
median = np.median
nan = np.nan
pi = np.pi

# %% in blocks, read in the same statement
for i in range(2):
    e = i * 2
    print(e)
total = 0
for x, mean in [(1, 2), (3, 4)]:
    total += x * mean
print(total)
# %% a def inside an if
if total > 3:
    def std(values): return "mine"
    print(std([1, 2]))
# %% read before it is set, and in the same statement
print(pi, (pi := 3) + pi)
for i in range(1):
    var = np.array([1.0, 2.0])
    var += 1
    print(var, f"{var.sum():.1f} {var=}")
# %% global, with the built-in before it
def count():
    global nan
    nan = 1
    nan += 1
print(nan)
count()
print(nan)
# %% a class body, a comprehension, a lambda, a default
class Model:
    median = median([1.0, 4.0, 9.0])
    def value(self, sum=0): return sum + self.median
print(Model().value(), [prod for prod in range(3)], (lambda inf=np.inf: inf)())
inf = 0.5
# %% deleted: a constant is gone, as in Python
try:
    1 / 0
except ZeroDivisionError as e:
    print(e)
try:
    print(e)
except NameError as error:
    print("no", error)
# %% imported
from math import sqrt as norm
import math as eye
print(norm(9), eye.floor(2.5))
# %% targets, with and match
first, *diff = [1, 2, 3]
match [1, 2]:
    case [max, min]:
        print(max + min, diff, first)
