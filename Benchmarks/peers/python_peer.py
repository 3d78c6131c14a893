"""One peer at one task, as a worker: it prepares, runs once untimed, writes what it computed and says `ready`; then each
line on standard input asks for one more timed run, whose seconds it prints.

    python_peer.py PEER TASK --threads T [--data PREFIX] [--count N] [--result FILE] …
    python_peer.py versions

The number of threads must stand in the environment too (see `Peer` in contenders.py), because the libraries read it
before anything here runs.
"""

import argparse
import os
import sys
import time

import numpy as np

RATE = 0.01


def training_data(prefix):
    return [np.load(f"{prefix}-{name}.npy") for name in "xywb"]


# NumPy: the notebook's own functions.

def forward(x, w, b):
    return x @ w + b


def calculate_loss(y, y_hat):
    return np.mean((y - y_hat) ** 2)


def backward(y, y_hat, w, b, x, learning_rate):
    n_samples = len(x)
    gradient_w = (x.T @ (y_hat - y)) / n_samples
    gradient_b = np.sum((y_hat - y) / n_samples, axis=0, keepdims=True)
    return w - learning_rate * gradient_w, b - learning_rate * gradient_b


def numpy_epochs(x, y, w, b, epochs, rate):
    losses = np.empty(epochs)
    for epoch in range(epochs):
        y_hat = forward(x, w, b)
        losses[epoch] = calculate_loss(y, y_hat)
        w, b = backward(y, y_hat, w, b, x, rate)
    return losses


def numpy_train(options):
    data = training_data(options.data)
    return lambda: numpy_epochs(*data, options.count, options.rate)


def numpy_train_from_load(options):
    """Loading, and then so many epochs; the time of these is multiplied to that of --stands-for epochs."""
    def run():
        start = time.perf_counter()
        data = training_data(options.data)
        loaded = time.perf_counter()
        losses = numpy_epochs(*data, options.count, options.rate)
        ended = time.perf_counter()
        return losses, loaded - start + (ended - loaded) / options.count * options.stands_for
    return run


# Numba: prediction, residual and gradient of a row in one pass over x, with fastmath; blocks of rows on threads.

def numba_train(options):
    import numba

    @numba.njit(fastmath=True, cache=True)
    def add_rows(x, y, w, b, first, end, total):
        """Adds the gradient's sums over some rows: of x's columns, of the residuals, and of their squares."""
        features = w.size
        residuals = 0.0
        squares = 0.0
        for row in range(first, end):
            residual = b - y[row]
            for column in range(features):
                residual += x[row, column] * w[column]
            residuals += residual
            squares += residual * residual
            for column in range(features):
                total[column] += residual * x[row, column]
        total[features] += residuals
        total[features + 1] += squares

    def epochs(x, y, w, b, epochs, rate, blocks):
        rows, features = x.shape
        losses = np.empty(epochs)
        w = w.copy()
        # Blocks' sums stand a cache line apart.
        totals = np.empty((blocks, features + 16))
        for epoch in range(epochs):
            totals[:] = 0.0
            for block in numba.prange(blocks):
                add_rows(x, y, w, b, rows * block // blocks, rows * (block + 1) // blocks, totals[block])
            for block in range(1, blocks):
                for column in range(features + 2):
                    totals[0, column] += totals[block, column]
            losses[epoch] = totals[0, features + 1] / rows
            for column in range(features):
                w[column] -= rate / rows * totals[0, column]
            b -= rate / rows * totals[0, features]
        return losses

    compiled = numba.njit(fastmath=True, parallel=options.threads > 1)(epochs)
    x, y, w, b = training_data(options.data)
    return lambda: compiled(x, y[:, 0], w[:, 0], b[0, 0], options.count, options.rate, options.threads)


# JAX: the notebook's expressions, the whole loop compiled.

def jax_modules():
    import jax
    import jax.numpy

    jax.config.update("jax_enable_x64", True)
    return jax, jax.numpy


def jax_train(options):
    jax, jnp = jax_modules()
    epochs, rate = options.count, options.rate

    @jax.jit
    def run(x, y, w, b):
        def epoch(index, state):
            w, b, losses = state
            residual = x @ w + b - y
            losses = losses.at[index].set(jnp.mean(residual ** 2))
            w = w - rate * (x.T @ residual) / len(x)
            b = b - rate * jnp.sum(residual / len(x), axis=0, keepdims=True)
            return w, b, losses
        return jax.lax.fori_loop(0, epochs, epoch, (w, b, jnp.zeros(epochs)))[2]

    data = [jnp.asarray(array) for array in training_data(options.data)]
    return lambda: run(*data).block_until_ready()


# Everything but training.

def numpy_product(options):
    a, b = np.load(f"{options.data}-x.npy"), np.load(f"{options.data}-w.npy")
    return lambda: a @ b


def jax_product(options):
    jax, jnp = jax_modules()
    a, b = jnp.asarray(np.load(f"{options.data}-x.npy")), jnp.asarray(np.load(f"{options.data}-w.npy"))
    product = jax.jit(jnp.matmul)
    return lambda: product(a, b).block_until_ready()


def numpy_draws(draw):
    def prepare(options):
        def run():
            np.random.seed(1)
            return draw(options.count)
        return run
    return prepare


def pandas_table(precision):
    def prepare(options):
        import pandas

        return lambda: pandas.read_csv(f"{options.data}.csv", header=None, float_precision=precision).to_numpy()
    return prepare


def pandas_text_table(options):
    import pandas

    return lambda: pandas.read_csv(options.data)["a"].to_numpy()


def numpy_expression(expression, shape):
    """An expression of the vector v in the given file."""
    def prepare(options):
        v = np.load(f"{options.data}.npy").reshape(shape)
        code = compile(expression, "expression", "eval")
        return lambda: eval(code, {"np": np, "v": v})
    return prepare


TASKS = {
    ("numpy", "train"): numpy_train,
    ("numpy", "train-from-load"): numpy_train_from_load,
    ("numba", "train"): numba_train,
    ("jax", "train"): jax_train,
    ("numpy", "product"): numpy_product,
    ("jax", "product"): jax_product,
    ("numpy", "rand"): numpy_draws(np.random.rand),
    ("numpy", "randn"): numpy_draws(np.random.randn),
    ("pandas", "table"): pandas_table(None),
    ("pandas", "text-table"): pandas_text_table,
    ("pandas", "table-exact"): pandas_table("round_trip"),
    ("numpy", "load"): lambda options: lambda: np.load(f"{options.data}.npy"),
    ("numpy", "v*2+1"): numpy_expression("v * 2 + 1", -1),
    ("numpy", "exp"): numpy_expression("np.exp(v)", -1),
    ("numpy", "sum"): numpy_expression("np.sum(v)", -1),
    ("numpy", "mean"): numpy_expression("np.mean(v, axis=0)", (-1, 10)),
}


def versions():
    """Prints the versions of the peers, and which kernels NumPy's OpenBLAS takes here."""
    import ctypes
    import importlib.metadata
    import pathlib
    import platform

    print(f"Python {platform.python_version()}")
    for name, package in (("NumPy", "numpy"), ("Numba", "numba"), ("JAX", "jax"), ("pandas", "pandas"),
                          ("nbconvert", "nbconvert")):
        print(name, importlib.metadata.version(package))
    for library in (pathlib.Path(np.__file__).parents[1] / "numpy.libs").glob("*openblas*"):
        name = ctypes.CDLL(str(library)).scipy_openblas_get_corename64_
        name.restype = ctypes.c_char_p
        print("OpenBLAS kernels", name().decode())


def main():
    if sys.argv[1:] == ["versions"]:
        return versions()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("peer")
    parser.add_argument("task")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--data")
    parser.add_argument("--count", type=int, default=1)
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--stands-for", type=int)
    parser.add_argument("--check", type=int, default=1, help="keep every so many elements of the result")
    parser.add_argument("--first", type=int, help="keep the first elements of the result only")
    parser.add_argument("--skip", type=int, default=0, help="keep none of the first elements of the result")
    parser.add_argument("--result")
    options = parser.parse_args()
    # XLA's flags alone don't keep it to fewer threads.
    if options.peer == "jax" and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:options.threads])
    run = TASKS[options.peer, options.task](options)

    def timed():
        """The result and the seconds of a run, which may tell them itself."""
        start = time.perf_counter()
        result = run()
        seconds = time.perf_counter() - start
        return result if isinstance(result, tuple) else (result, seconds)

    result, _ = timed()
    if options.result:
        kept = np.asarray(result, dtype=np.float64).ravel()
        np.save(options.result, kept[options.skip:options.first:options.check])
    # What stays is what the next run replaces, as `z = …` at a prompt does.
    print("ready", flush=True)
    for _ in sys.stdin:
        result, seconds = timed()
        print(repr(seconds), flush=True)


if __name__ == "__main__":
    main()
