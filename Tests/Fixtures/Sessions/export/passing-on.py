import numpy as np

# %%
a = np.arange(4.).reshape(2,2); a[0], a[1] = a[1], a[0]; print(a)
# %%
y = [v for v in [a]]
a[0] = 5
print(y)
# %%
c = np.zeros(2)
def f(b=c): return b
c[0] = 5; print(f())
g = lambda: c
d = g(); d[0] = 9; print(c)
# %%
np.random.seed(4)
_ = np.random.rand(2).shape; print(_)
# %%
None
print(_)
