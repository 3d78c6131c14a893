import numpy as np

np.random.seed(7)
X = np.random.randn(300, 2)
y = np.where(X[:, 0] + 2 * X[:, 1] > 0.3, 1, -1)
w = np.zeros(2)
b = 0.0
errors = []
for epoch in range(150):
    wrong = 0
    for xi, target in zip(X, y):
        update = 0.1 * (target - (1 if np.dot(xi, w) + b >= 0 else -1))
        w += update * xi
        b += update
        wrong += int(update != 0.0)
    errors.append(wrong)
print(w, b)
print(errors[:5], errors[-1])
