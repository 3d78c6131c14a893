import numpy as np

np.random.seed(5)
points = np.vstack([np.random.randn(60, 2) + center for center in ([0, 0], [4, 4], [0, 5])])
centers = points[[0, 70, 130]]
labels = np.zeros(len(points), dtype=int)
for turn in range(60):
    for i, point in enumerate(points):
        distances = [np.sum((point - center) ** 2) for center in centers]
        labels[i] = np.argmin(distances)
    for k in range(3):
        centers[k] = points[labels == k].mean(axis=0)
print(centers)
print([int(np.sum(labels == k)) for k in range(3)])
