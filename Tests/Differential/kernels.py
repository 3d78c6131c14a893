"""Trains random workspaces and multiplies and sums tensors of random shapes and layouts, here and in NumPy: the bits of
losses, weights, predictions, products and sums must be the same.

    python3 kernels.py [--trainings N] [--products N] [--largest N] [--seed S] [--binary PATH]

Both sides run the same lines of Python, but for `train`. Exit status 1 if anything differs.
"""

import environment

import argparse
import math
import os
import pathlib
import subprocess
import sys
import tempfile

import numpy as np

from run import ROOT

TRAININGS_A_PROCESS, PRODUCTS_A_PROCESS = 25, 250
# The maximum size of x, so that 1,000 workspaces take a minute or two; --largest 6000000 allows all shapes.
LARGEST_DATA = 600_000

# The memory layouts of a matrix with n rows and p columns.
LAYOUTS = {
    "rows": "rand({n}, {p})",
    "columns": "rand({p}, {n}).T",
    "each second row": "rand({n} * 2, {p})[::2]",
    "each second column": "rand({n}, {p} * 2)[:, ::2]",
    "rows reversed": "rand({n}, {p})[::-1]",
    "columns reversed": "rand({n}, {p})[:, ::-1]",
    "inside": "rand({n} + 3, {p} + 5)[1:-2, 2:-3]",
    "columns inside": "rand({p} + 3, {n} + 5).T[2:-3, 1:-2]",
}


def log_uniform(r, low, high):
    return int(round(math.exp(r.uniform(math.log(low), math.log(high)))))


# MARK: Trainings


def workspace(r, largest):
    """The lines that make a random workspace, and the training's epochs and rate."""
    p, k = log_uniform(r, 1, 300), int(r.integers(1, 5))
    n = min(log_uniform(r, 1, 20_000), largest // p)
    layout = "rows" if r.random() < 0.7 else str(r.choice(list(LAYOUTS)))
    scale = "" if r.random() < 0.8 else f" * {10.0 ** int(r.integers(-6, 2))}"
    lines = [
        f"np.random.seed({int(r.integers(2**32))})",
        f"x = np.random.{LAYOUTS[layout].format(n=n, p=p)}{scale}",
        f"y = x @ np.random.randn({p}, {k}) + np.random.randn({k}) + 0.05 * np.random.randn({n}, {k})",
        f"w = np.random.rand({p}, {k})",
        f"b = np.random.rand(1, {k})",
    ]
    return lines, int(r.integers(1, 8)), float(r.choice([0.01, 0.001, 0.1])), f"{n}x{p}, {k} outputs, {layout}{scale}"


def trained(lines, epochs, rate):
    """What NumPy's own loop leaves."""
    names = {"np": np}
    exec("\n".join(lines), names)
    x, y, w, b = (names[name] for name in ("x", "y", "w", "b"))
    losses = []
    for _ in range(epochs):
        y_hat = x @ w + b
        losses.append(np.mean((y - y_hat) ** 2))
        gradient_w = (x.T @ (y_hat - y)) / x.shape[0]
        gradient_b = np.sum((y_hat - y) / x.shape[0], axis=0, keepdims=True)
        w, b = w - rate * gradient_w, b - rate * gradient_b
    return {"losses": np.array(losses), "w": w, "b": b, "y_hat": y_hat}


def compare_trainings(command, r, count, environment_variables, largest):
    cases = [workspace(r, largest) for _ in range(count)]
    cells = []
    for number, (lines, epochs, rate, _) in enumerate(cases):
        cells += lines + [f"train({epochs}, lr={rate!r}, every=0)", f"save t{number}.npz losses w b y_hat"]
    with tempfile.TemporaryDirectory() as folder:
        said = run(command, cells, folder, environment_variables)
        wrong = [said] if said else []
        compared = 0
        for number, (lines, epochs, rate, name) in enumerate(cases):
            expected = trained(lines, epochs, rate)
            # `train` stops a diverging training, which leaves fewer epochs to compare.
            if expected["losses"].max() > 1e9 * expected["losses"][0]:
                continue
            compared += 1
            with np.load(pathlib.Path(folder) / f"t{number}.npz") as found:
                wrong += [f"{name}: {part}" for part in expected if not same(found[part], expected[part])]
    return wrong, compared


# MARK: Products and sums


def product(r, number):
    """A line that sets c<number>."""
    kind = str(r.choice(["@", "matrix @ vector", "vector @ matrix", "dot", "own transpose", "sum", "mean", "stack"]))
    most = 40 if r.random() < 0.8 else 300
    m, k, n = (log_uniform(r, 1, most) for _ in range(3))
    if r.random() < 0.1:
        k = log_uniform(r, 1, 3000)
    layouts = [str(layout) for layout in r.choice(list(LAYOUTS), 2)]

    def matrix(rows, columns, which):
        return "np.random." + LAYOUTS[layouts[which]].format(n=rows, p=columns)

    def vector(length):
        return "np.random." + str(r.choice(["rand({0})", "rand({0} * 2)[::2]", "rand({0})[::-1]"])).format(length)

    def axis():
        return str(r.choice(["", "axis=0", "axis=1", "axis=0, keepdims=True"]))

    value = {
        "@": lambda: f"{matrix(m, k, 0)} @ {matrix(k, n, 1)}",
        "matrix @ vector": lambda: f"{matrix(m, k, 0)} @ {vector(k)}",
        "vector @ matrix": lambda: f"{vector(k)} @ {matrix(k, n, 1)}",
        "dot": lambda: f"np.dot({vector(m * k)}, {vector(m * k)})",
        "own transpose": lambda: f"a{number} @ a{number}.T" if r.random() < 0.5 else f"a{number}.T @ a{number}",
        "sum": lambda: f"np.sum({matrix(m, k * 7, 0)}, {axis()})".replace(", )", ")"),
        "mean": lambda: f"np.mean({matrix(m * 9, k, 0)}, {axis()})".replace(", )", ")"),
        "stack": lambda: f"np.random.rand(3, {m}, {k}) @ np.random.rand({k}, {n})",
    }[kind]()
    first = [f"a{number} = {matrix(m, k, 0)}"] if kind == "own transpose" else []
    return first + [f"c{number} = {value}"]


def compare_products(command, r, count, environment_variables, largest):
    lines = [f"np.random.seed({int(r.integers(2**32))})"]
    cases = [product(r, number) for number in range(count)]
    lines += [line for case in cases for line in case]
    names = {"np": np}
    exec("\n".join(lines), names)
    with tempfile.TemporaryDirectory() as folder:
        said = run(
            command, lines + ["save c.npz " + " ".join(f"c{number}" for number in range(count))], folder,
            environment_variables)
        if said:
            return [said], 0
        with np.load(pathlib.Path(folder) / "c.npz") as found:
            return [
                "; ".join(case) for number, case in enumerate(cases)
                if not same(found[f"c{number}"], np.asarray(names[f"c{number}"]))
            ], count


# MARK: Both


def same(one, other):
    return one.shape == other.shape and one.dtype == other.dtype and one.tobytes() == other.tobytes()


def run(command, cells, folder, environment_variables):
    """Runs cells; what went wrong, if anything."""
    done = subprocess.run(
        command, input=("\n".join(cells) + "\n").encode(), capture_output=True, cwd=folder, timeout=600,
        env=os.environ | environment_variables)
    return None if done.returncode == 0 else done.stderr.decode()[-2000:] or f"status {done.returncode}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--trainings", type=int, default=1000)
    parser.add_argument("--products", type=int, default=10_000)
    parser.add_argument("--largest", type=int, default=LARGEST_DATA)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--binary", default=str(ROOT / ".build/release/descent"))
    arguments = parser.parse_args()
    binary = pathlib.Path(arguments.binary).resolve()
    r = np.random.default_rng(arguments.seed)
    different = 0
    for name, total, most, compare in (
        ("trainings", arguments.trainings, TRAININGS_A_PROCESS, compare_trainings),
        ("products and sums", arguments.products, PRODUCTS_A_PROCESS, compare_products),
    ):
        wrong, compared, turn = [], 0, -1
        # Trainings that end early are skipped and replaced by others.
        while compared < total and turn < 2 * total / most:
            turn += 1
            # Every fourth process uses the portable loops, and processes use one, two and seven threads in turn.
            variables = {"DESCENT_PORTABLE_KERNELS": "1"} if turn % 4 == 3 else {}
            command = [binary, "--threads", ("1", "2", "7")[turn % 3]]
            found, count = compare(command, r, min(most, total - compared), variables, arguments.largest)
            wrong += found
            compared += count
        different += len(wrong) + (compared < total)
        print("\n".join(wrong[:20] + [f"{compared} {name}, {len(wrong)} different"]), flush=True)
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
