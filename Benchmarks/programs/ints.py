import numpy as np

table = np.arange(12).reshape(3, 4)
total = np.zeros(4, dtype=int)
counts = np.zeros(7, dtype=int)
for i in range(60000):
    row = table[i % 3]
    total += row * (i % 5)
    counts[i % 7] += 1
    if total[0] > 1000000:
        total //= 2
print(total, counts, table.sum(axis=0) @ total)
