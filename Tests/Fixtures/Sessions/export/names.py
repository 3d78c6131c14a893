import os

# The matrix kernels whose digits Descent prints; NumPy would take others on other machines.
os.environ.setdefault("OPENBLAS_CORETYPE", "Haswell")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
import numpy as np


def shown(value):
    """Print a value, unless it is None."""
    if value is not None:
        print(value)


# %% [1] built-ins become NumPy's, or stay Python's
np.random.seed(3)
x = np.random.rand(4, 2)
y = np.random.randn(4)
print(x.mean(axis=0) + np.mean(x))
print((sum([1, 2]), np.sum(x, axis=0), max(3, 4), np.max(y, axis=0)))
print(abs(x))
print(round(2.567, 1))
print(np.round(x, decimals=1))
print(np.linalg.norm(x))
print(np.linalg.inv(np.eye(2)))
print((-np.pi, np.e, x[np.newaxis].shape))
A = np.random.default_rng(3)
print(A.normal(size=2))
print(sorted([3, 1, 2]))
print(list(zip([1, 2], [3, 4])))
for i, v in enumerate([5, 6]): print(i, v)
print(list(zip([1], [2])))
print([a * b for a, b in zip([1, 2], [3, 4])])
# %% [2] sizes and tensors one by one become tuples
print(np.zeros((2, 3)))
print(np.zeros((2, 3)))
print(np.zeros(((1 + 1), 2)))
print(np.zeros ((2, 2)))
print(np.concatenate((x, x)))
print(np.vstack((x, x)).shape)
print(np.reshape(x, (2, 4)))
print(np.ravel(x).copy())
print(np.diff(y))
# %% [3] commands as values, in blocks and in strings
w = np.linspace(-1, 1, 5)
if True: v = np.full((2, 2), 7)
print(v)
print(f"{np.mean(x):.3f} mean(x)={np.mean(x)!r} mean(x) = {np.mean(x)!r} {3 = }")
print("%d of %s" % (2, np.mean(w)))
f = lambda k: k * np.pi
shown(f(1))
# %% [4] the user's names hide the built-ins
loss = 3
print(loss + 1)
mean = 5
print(mean)
def scaled(std): return std * 2
print(scaled(4))
