"""Writes training.txt: gradient descent as the notebook has it, by NumPy, bit for bit.

A case is a line `n p k epochs rate`, then lines of hexadecimal words: x, y, w, b, losses, last w, last b.
"""
import os

os.environ["OPENBLAS_CORETYPE"] = "Haswell"
os.environ["OPENBLAS_NUM_THREADS"] = "1"
os.environ["NPY_DISABLE_CPU_FEATURES"] = "X86_V4 AVX512_ICL AVX512_SPR"
import numpy as np

random = np.random.default_rng(20)


def words(array):
    return " ".join(f"{word:x}" for word in np.ascontiguousarray(array).view(np.uint64).ravel())


with open(os.path.join(os.path.dirname(__file__), "training.txt"), "w") as file:
    for n, p, k, epochs in [
        (10, 5, 1, 30), (1, 1, 1, 5), (1, 3, 1, 5), (7, 1, 1, 10), (20, 4, 1, 10), (9, 6, 2, 10),
        (16, 3, 3, 8), (150, 7, 1, 6), (33, 8, 1, 6), (5, 2, 4, 6),
    ]:
        rate = float(random.choice([0.01, 0.1, 0.003]))
        x, y = random.random((n, p)), random.standard_normal((n, k))
        w, b = random.random((p, k)), random.random((1, k))
        file.write(f"{n} {p} {k} {epochs} {rate}\n")
        for array in (x, y, w, b):
            file.write(words(array) + "\n")
        losses = []
        for _ in range(epochs):
            y_hat = x @ w + b
            losses.append(np.mean((y - y_hat) ** 2))
            gradient_w = (x.T @ (y_hat - y)) / n
            gradient_b = np.sum((y_hat - y) / n, axis=0, keepdims=True)
            w, b = w - rate * gradient_w, b - rate * gradient_b
        for array in (np.array(losses), w, b):
            file.write(words(array) + "\n")
