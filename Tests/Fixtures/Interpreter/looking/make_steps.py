"""Writes steps.expected: small models, and the numbers that NumPy has of one step of each, as `explain step` shows them.

OPENBLAS_CORETYPE=Haswell OPENBLAS_NUM_THREADS=1 NPY_DISABLE_CPU_FEATURES="X86_V4 AVX512_ICL AVX512_SPR" \
    python3 make_steps.py
"""
import pathlib

import numpy as np

CASES = [
    (1, 10, 5, 1, 0.01, ""),
    (2, 3, 1, 1, 0.1, ""),
    (3, 7, 2, 3, 0.5, ""),
    (4, 40, 3, 1, 0.01, ""),
    (5, 40, 12, 1, 0.01, ""),
    (6, 9, 4, 2, 1e-6, "x = x * 1000"),
    (7, 9, 4, 2, 0.2, "x = x / 1000"),
    (8, 200, 6, 4, 0.05, "y = y * 1e6"),
    (9, 1, 3, 1, 0.3, ""),
    (10, 8, 3, 1, 0.1, "w = np.ones((3, 1)); b = np.zeros((1, 1))"),
    (11, 8, 3, 1, 0.1, "y = y[:, 0]; w = w[:, 0]; b = b[0]"),
    (12, 10, 2, 1, 0.25, "y = x @ w + b"),
]
MOST, FIRST = 10, 6


def words(values):
    flat = np.asarray(values, dtype=float).reshape(-1)
    shown = flat if flat.size <= MOST else flat[:FIRST]
    with np.printoptions(linewidth=10_000):
        return "\t".join(str(shown)[1:-1].split())


lines = []
for seed, n, p, k, lr, more in CASES:
    source = (
        f"np.random.seed({seed}); x = np.random.rand({n}, {p}); y = np.random.rand({n}, {k}); "
        f"w = np.random.randn({p}, {k}); b = np.random.randn(1, {k})" + (f"; {more}" if more else "")
    )
    scope = {"np": np}
    exec(source, scope)
    x, y, w, b = (scope[name] for name in "xywb")
    y_hat = x @ w + b
    residual = y_hat - y
    loss = np.mean((y - y_hat) ** 2)
    gradient_w = x.T @ residual / len(x)
    gradient_b = np.sum(residual / len(x), axis=0, keepdims=True)
    lines.append(f">>> {source}\t{lr}\t{loss!r}".replace("np.float64(", "").rstrip(")"))
    lines += [words(values) for values in (y, y_hat, residual)]
    for weight, gradient in ((w, gradient_w), (b, gradient_b)):
        update = lr * gradient
        lines += [words(values) for values in (weight, gradient, update, weight - update)]
pathlib.Path(__file__).with_name("steps.expected").write_text("\n".join(lines) + "\n")
