from copy import deepcopy

import numpy as np

# %%
a = np.arange(4.).reshape(2,2); a[0], a[1] = deepcopy(a[1]), deepcopy(a[0]); print(a)
# %%
x = np.arange(12.).reshape(4,3); rows = [deepcopy(r) for r in x]; rows[0][0] = 77; print(x)
# %%
y = [deepcopy(v) for v in [x]]
x[0] = 5
print(y)
# %%
l = [deepcopy(item) for item in [np.zeros(2)]*2]; l[0] += 1; print(l)
q = [x.copy(), x.copy()]; q[0] += 1; print(q, x)
# %%
c = np.zeros(2)
def f(b=c.copy()): return b
c[0] = 5; print(f())
# %%
g = lambda: c
d = g().copy(); d[0] = 9; print(c)
# %%
np.random.seed(4)
_ = np.random.rand(2).shape; print(_)
# %%
None
print(_)
