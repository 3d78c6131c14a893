import numpy as np

# %% [1]
n = 2
np.random.seed(83124)
w = np.random.rand(n)
print(w)
if True: v = np.random.rand(1)
print(v)
