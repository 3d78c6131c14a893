import os
import sys

# The matrix kernels whose digits Descent prints; NumPy would take others on other machines.
os.environ.setdefault("OPENBLAS_CORETYPE", "Haswell")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
import numpy as np


# Set DASK_SCHEDULER_ADDRESS to name a cluster (or Dask's own setting scheduler-address); this process computes
# otherwise. What has a row for each row of the data lies there in blocks of rows.
import builtins
import math

import dask
import dask.array as da
from dask.distributed import Client, wait

client = Client() if dask.config.get("scheduler-address", None) else Client(processes=False)


def rows(value, megabytes=128):
    """An array on the cluster: a block of rows for each worker, or more of at most so many megabytes."""
    workers = max(1, len(client.scheduler_info(n_workers=-1)["workers"]))
    size = max(1, value.nbytes // max(1, len(value)))
    block = max(1, min(math.ceil(len(value) / workers), megabytes * 2**20 // size))
    return da.from_array(value, chunks=(block, *[-1] * (value.ndim - 1))).persist()


def settled(value):
    """A value, or a tuple of them: arrays of several blocks stay on the cluster, others are fetched at once."""
    values = value if isinstance(value, tuple) else (value,)
    large = [isinstance(each, da.Array) and each.ndim > 0 and each.numblocks[0] > 1 for each in values]
    fetched = iter(dask.compute(*(each for each, stays in zip(values, large) if not stays)))
    values = tuple(each.persist() if stays else next(fetched) for each, stays in zip(values, large))
    return values if isinstance(value, tuple) else values[0]


def print(*values, **options):
    """Print values, those on the cluster too."""
    builtins.print(*dask.compute(*values), **options)


def forward(x, w, b):
    """The prediction of the linear model, block by block where x is in blocks."""
    return x @ w + b


def loss(y, y_hat):
    """The mean squared error."""
    return settled(np.mean((y - y_hat) ** 2))


def backward(y, y_hat, w, b, x, lr):
    """w and b after one step down the gradient: of each block x.T @ residual, then the sums of these."""
    residual = y_hat - y
    w_gradient, b_gradient = dask.compute(x.T @ residual, np.sum(residual, axis=0, keepdims=True))
    return w - lr * w_gradient / len(x), b - lr * b_gradient / len(x)


def epoch_sums(x, y, w, b):
    """What an epoch needs of a block: its squared errors, x.T @ residual, and the residual, each summed."""
    residual = x @ w + b - y
    return np.sum(residual**2), x.T @ residual, np.sum(residual, axis=0, keepdims=True)


def train(epochs, x, y, w, b, lr=0.01, every=None, tol=None, y_hat=None, forward=None, loss=None,
          backward=None):
    """Run epochs of gradient descent; give y_hat, w, b and the loss of each epoch.

    Where it diverges, y_hat, w and b are what they were. No array that is handed in is written to.
    """
    every = max(1, -(-epochs // 10)) if every is None else every
    before, losses = (y_hat, w, b), []
    is_built_in = forward is None and loss is None and backward is None
    forward, loss, backward = (own or known for own, known in zip((forward, loss, backward), built_in))
    x, y = (value if isinstance(value, da.Array) else rows(value) for value in (x, y))
    y = y.rechunk({0: x.chunks[0]})
    w, b = np.array(w), np.array(b)
    wait([x, y])
    blocks = list(zip(x.to_delayed().ravel(), y.to_delayed().ravel()))
    block_sums = dask.delayed(epoch_sums, pure=False)
    for epoch in range(1, epochs + 1):
        last = w, b
        if is_built_in:
            sums = dask.compute(*[block_sums(x_block, y_block, w, b) for x_block, y_block in blocks])
            squares, w_gradient, b_gradient = (sum(parts) for parts in zip(*sums))
            losses.append(float(squares / y.size))
        else:
            y_hat = settled(forward(x, w, b))
            losses.append(float(settled(loss(y, y_hat))))
        diverges = not np.isfinite(losses[-1]) or losses[-1] > 1e12 * losses[0] > 0
        if diverges:
            pass
        elif is_built_in:
            w, b = w - lr * w_gradient / len(x), b - lr * b_gradient / len(x)
        else:
            w, b = settled(backward(y, y_hat, w, b, x, lr))
        ends = diverges or tol is not None and epoch > 1 and abs(losses[-2] - losses[-1]) < tol
        if every and (epoch == 1 or epoch % every == 0 or epoch == epochs or ends):
            print("Epoch ", epoch, " : MSE Loss", losses[-1])
        if ends:
            break
    if not losses or diverges:
        y_hat, w, b = before
    elif is_built_in:
        y_hat = settled(forward(x, *last))
    return y_hat, w, b, np.array(losses)


built_in = forward, loss, backward


def words(values):
    """Numbers as they stand below each other in a printed array."""
    text = np.array2string(np.reshape(values, (-1, 1)), threshold=sys.maxsize)
    return [line[2:].rstrip("]") for line in text.split("\n")]


def table(rows, left=1):
    """Print rows of words in columns, the first ones flush left, the others flush right."""
    widths = [max(map(len, column)) for column in zip(*rows)]
    for row in rows:
        cells = [word.ljust(width) if place < left else word.rjust(width)
                 for place, (word, width) in enumerate(zip(row, widths))]
        print("  ".join(cells).rstrip())


def picked(count, most, edge):
    """The indices that are shown of so many; None stands for those left out."""
    return list(range(count)) if count <= most else [*range(edge), None, *range(count - edge, count)]


def show(name, value):
    """Print an array with its indices, below its name, shape and dtype."""
    value = np.asarray(value)
    size, units = value.nbytes, ["bytes", "kB", "MB", "GB", "TB", "PB", "EB"]
    while size >= (1000 if units[0] == "bytes" else 999.5) and len(units) > 1:
        size, units = size / 1000, units[1:]
    print(f"{name}  {value.shape} {value.dtype}, {size:.3g} {units[0]}" if units[0] != "bytes"
          else f"{name}  {value.shape} {value.dtype}, {size} bytes")
    if value.size == 0:
        print("empty")
    elif value.ndim == 0:
        print(value)
    elif value.ndim == 1:
        rows = picked(len(value), 20, 5)
        shown = iter(words(value[[row for row in rows if row is not None]]))
        table([["…", ""] if row is None else [f"[{row}]", next(shown)] for row in rows], left=2)
    elif value.ndim == 2:
        show_matrix(value)
    else:
        outer = value.shape[:-2]
        for place in picked(int(np.prod(outer)), 6, 2):
            if place is None:
                print("…")
                continue
            index = np.unravel_index(place, outer)
            print("[" + ", ".join(str(number) for number in index) + "]")
            show_matrix(value[index])


def show_matrix(matrix):
    """Print the rows and columns of a matrix with their numbers, as many columns as fit into 80."""
    rows = picked(len(matrix), 20, 5)
    labels = ["…" if row is None else f"[{row}]" for row in rows]
    kept = [row for row in rows if row is not None]
    column = lambda number: [f"[{number}]", *words(matrix[kept, number])]
    width = lambda cells: max(map(len, cells)) + 2
    count, label = matrix.shape[1], max(map(len, labels))
    left, right, taken = [], [], label + 3
    if count <= 80 // 3 + 1:
        left = [column(number) for number in range(count)]
        if label + sum(map(width, left)) > 80:
            left = []
    while len(left) + len(right) < count:
        is_left = len(left) <= len(right)
        cells = column(len(left) if is_left else count - 1 - len(right))
        taken += width(cells)
        if taken > 80 and len(left) + len(right) >= 2:
            break
        left, right = (left + [cells], right) if is_left else (left, [cells] + right)
    gap = [["…"] * (len(kept) + 1)] if len(left) + len(right) < count else []
    columns = [iter(cells) for cells in left + gap + right]
    lines = [["", *map(next, columns)]]
    for row, text in zip(rows, labels):
        lines.append([text, *map(next, columns)] if row is not None else [text] + [""] * len(columns))
    table(lines)


# %% [1]
np.random.seed(1)
x = rows(np.random.rand(12, 2))
y = settled(x @ np.array([[1.0], [2.0]]) + 0.1 * np.random.randn(12, 1))
w, b = np.zeros((2, 1)), np.zeros((1, 1))
y_hat = settled(forward(x, w, b))
print(loss(y, y_hat))
y_hat, w, b, losses = train(5, x, y, w, b, lr=0.1)
def mse(y, y_hat): return np.mean((y - y_hat) ** 2)
kept = []
for i in range(2):
    y_hat = settled(forward(x, w, b))
    kept.append(settled(mse(y, y_hat)))
    w, b = settled(backward(y, y_hat, w, b, x, 0.1))
print(kept)
print(f"{settled(np.mean(x)):.4f}")
print(x[:2])
show("x", x)
