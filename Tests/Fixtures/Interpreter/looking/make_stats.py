"""Writes stats.expected: tensors, an axis, and the statistics NumPy has of them, as `stats` shows its numbers.

OPENBLAS_CORETYPE=Haswell OPENBLAS_NUM_THREADS=1 NPY_DISABLE_CPU_FEATURES="X86_V4 AVX512_ICL AVX512_SPR" \
    python3 make_stats.py
"""
import pathlib
import warnings

import numpy as np

warnings.simplefilter("ignore")

CASES = [
    ("np.random.seed(3); a = np.random.randn(50)", None),
    ("np.random.seed(4); a = np.random.rand(30, 4)", None),
    ("np.random.seed(4); a = np.random.rand(30, 4)", 0),
    ("np.random.seed(4); a = np.random.rand(3, 40)", 1),
    ("np.random.seed(5); a = np.random.randn(300, 3) * 1e5", 0),
    ("np.random.seed(6); a = np.random.randint(-9, 10, 41)", None),
    ("np.random.seed(6); a = np.random.randint(-9, 10, (20, 3))", 0),
    ("a = np.arange(24).reshape(2, 3, 4)", -1),
    ("a = np.arange(10) % 3 == 0", None),
    ("a = np.array([1.5, np.nan, 0.0, 2.25, np.nan, -7.0])", None),
    ("a = np.array([[1.0, np.nan], [2.5, 4.0], [0.0, np.nan], [9.0, 1.0]])", 0),
    ("a = np.array([1.0, np.inf, 0.0])", None),
    ("a = np.array([5.0])", None),
    ("a = np.array([1e-12, 3e-12, 2e-12])", None),
]


def number(value):
    if isinstance(value, (np.bool_, bool, np.integer)):
        return str(value)
    return str(np.array([value]))[1:-1].strip()


def column(values):
    kept = values[~np.isnan(values)] if values.dtype == float and np.isnan(values).any() else values
    floats = kept.astype(float)
    return [
        str(values.size), str(np.isnan(values).sum()), str(np.isinf(values).sum()), str((values == 0).sum()),
        number(kept.min()), *(number(np.percentile(floats, q)) for q in (25, 50, 75)), number(kept.max()),
        number(np.mean(kept)), number(np.std(kept)),
    ]


lines = []
for source, axis in CASES:
    scope = {"np": np}
    exec(source, scope)
    a = scope["a"]
    columns = [a.reshape(-1)] if axis is None else list(np.moveaxis(a, axis, -1).reshape(-1, a.shape[axis]))
    lines.append(f">>> {source}\t{axis}")
    lines += ["\t".join(column(values)) for values in columns]
pathlib.Path(__file__).with_name("stats.expected").write_text("\n".join(lines) + "\n")
