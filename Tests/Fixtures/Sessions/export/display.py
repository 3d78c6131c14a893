import numpy as np


def shown(value):
    """Print a value, unless it is None."""
    if value is not None:
        print(value)


# %% [1] what is shown
print((1, 2))
print((1, 2))
print(((1, 2), 3))
print("text")
None
x = 5; x; print(x + 1)
x;
print(x if x else None)
print("printed")
l = [2, 1]
l.sort()
print(l.pop())
# %% [2] a function may give nothing
def noisy(v):
    print("noisy", v)
    if v: return v
def silent(v):
    print("silent", v)
def always(v):
    return v
shown(noisy(0))
shown(noisy(2))
silent(1)
print(always(3))
# %% [3] the value shown last
_ = 10;
_ = _ + 1; print(_)
_ = _ * 2; print(_)
print(_)
print(_ - 2)
# %% [4] in blocks nothing is shown
for i in range(2): i
if True:
    x
    print(x)
