import numpy as np

np.random.seed(13)
inside = 0
walk = 0.0
heads = []
for i in range(150000):
    x, y = np.random.random(), np.random.random()
    if x * x + y * y < 1.0:
        inside += 1
    walk += 1 if x < 0.5 else -1
print(4 * inside / 150000, walk)
