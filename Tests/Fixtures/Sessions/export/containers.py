import numpy as np

# %%
from collections import deque, Counter
import collections
class L(list):
    def total(self): return sum(self)
# %%
d = deque(range(5), 3)
c = Counter('banana')
l = L([1, 2])
# %%
print(d)
print(c)
print(l.total())
print(d.popleft())
print(collections.OrderedDict(a=1))
# %%
x = np.array(d) * 2; print(x)
