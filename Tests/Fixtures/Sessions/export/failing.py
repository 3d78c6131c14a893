# A session with cells that must fail.

import os

# The matrix kernels whose digits Descent prints; NumPy would take others on other machines.
os.environ.setdefault("OPENBLAS_CORETYPE", "Haswell")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
import numpy as np

# %% [1]
x = np.arange(3)
# %% [2] it fails, and prints before that
# print("so far")
# x @ ones(4)
# error: cannot multiply x (3,) @ ones(4) (4,): the inner lengths 3 and 4 differ
# %% [3] a mistake of form
# x = = 2
# error: there is no value after `=`
# %% [4]
print(x)
