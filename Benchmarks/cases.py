"""The cases: what Descent and its peers compute side by side, and what ratio Descent is to reach."""

import os
from dataclasses import dataclass, field
from typing import Callable

from case_data import (
    notebook_files, square_data, square_prefix, table_data, table_prefix, text_table_data, text_table_path, training_data,
    training_prefix)
from contenders import Constant, Octave, Peer, Process, Reading, Statements, existing
from models import MODELS, model_data, model_trainers
from short_programs import PLAIN, SMALL_ARRAYS, program


@dataclass(frozen=True)
class Goal:
    """The ratio that a contender's median is to have to another's, at most or at least; or seconds."""

    limit: float
    against: str | None = "NumPy"
    subject: str = "Descent"
    threads: tuple[int, ...] = (1, 2)
    at_least: bool = False


@dataclass(frozen=True)
class Case:
    """Contenders at one task. `title` says what a sample is. `data` lists what must be made first: functions of the
    setting. `times` is the number of rounds of a full run. `point` is the place of a case on an axis of growth, `group` that of
    the cases with which it has a geometric mean, and `discards` the shape of training data that nothing needs afterwards."""

    name: str
    title: str
    contenders: Callable
    threads: tuple[int, ...] = (1,)
    goals: list[Goal] = field(default_factory=list)
    data: list[Callable] = field(default_factory=list)
    times: int = 11
    pause: float = 0.03
    unit: str = "seconds"
    point: tuple[str, int] | None = None
    discards: tuple[int, int] | None = None
    group: str | None = None

    def rounds(self, setting):
        return min(3, self.times) if setting.quick else self.times


# Contenders.

def trainers(rows, columns, epochs, own_epochs=None, check=None, rate=0.01, peers=("NumPy", "Numba", "JAX", "Octave"),
             slower_every=1):
    """Training at the same data; a sample is the time of an epoch. The strongest peers run in every round."""
    own_epochs = own_epochs or epochs
    check = check or epochs

    def contenders(setting, threads):
        prefix = training_prefix(setting, rows, columns)
        options = ["--data", prefix, "--count", str(epochs), "--first", str(check), "--rate", repr(rate)]
        every = slower_every
        possible = [
            Statements(
                "Descent", [f"train({own_epochs}, lr={rate!r}, every=0)"],
                setup=[f"{name} = load('{prefix}-{name}.npy')" for name in "xy"]
                + [f"{name}_0 = load('{prefix}-{name}.npy')" for name in "wb"],
                before=["w = w_0", "b = b_0"], result=f"losses[:{check}]", per=own_epochs),
            Peer("NumPy", "numpy", "train", options, per=epochs, every=every),
            Peer("Numba", "numba", "train", options, per=epochs),
            Peer("JAX", "jax", "train", options, per=epochs, every=every),
            Octave("train", prefix, epochs, check, rate, per=epochs, every=every),
        ]
        return existing([one for one in possible if one.name == "Descent" or one.name in peers], setting)
    return contenders


def with_reading(contenders, rows, columns, passes):
    """The contenders, and reading x and y once."""
    def added(setting, threads):
        return contenders(setting, threads) + existing([Reading(rows * (columns + 1) * 8, passes)], setting)
    return added


FROM_LOAD_EPOCHS = 2000


def from_load(rows, columns, measured):
    """Training by the Gram matrix from files; NumPy's epochs are measured a few at a time and multiplied."""
    def contenders(setting, threads):
        prefix = training_prefix(setting, rows, columns)
        options = ["--data", prefix, "--count", str(measured), "--stands-for", str(FROM_LOAD_EPOCHS),
                   "--first", str(measured)]
        loads = [f"{name} = load('{prefix}-{name}.npy')" for name in "xywb"]
        return existing([
            Statements(
                "Descent", loads + [f"train({FROM_LOAD_EPOCHS}, lr=0.01, every=0, method='gram')"],
                before=[f"{name} = 0" for name in "xywb"], result=f"losses[:{measured}]"),
            Peer("NumPy", "numpy", "train-from-load", options),
        ], setting)
    return contenders


def interpreted(epochs):
    """The notebook's own functions and the body of its loop, without its print."""
    def contenders(setting, threads):
        prefix = training_prefix(setting, 10, 5)
        with open(setting.path("notebook-python.py"), encoding="utf-8") as file:
            functions = file.read().split("# %% [3]\n")[1].split("# %%")[0]
        body = "y_hat = forward(x,w,b); mse = calculate_loss(y,y_hat); w,b = backward(y,y_hat,w,b,x,0.01)"
        options = ["--data", prefix, "--count", str(epochs), "--skip", str(epochs - 1)]
        return existing([
            Statements(
                "Descent", [f"for i in range({epochs}): {body}"],
                setup=functions.splitlines() + ["", "n_samples = 10"]
                + [f"{name} = load('{prefix}-{name}.npy')" for name in "xy"]
                + [f"{name}_0 = load('{prefix}-{name}.npy')" for name in "wb"],
                before=["w = w_0", "b = b_0"], result="array([mse])", per=epochs),
            Peer("NumPy", "numpy", "train", options, per=epochs),
        ], setting)
    return contenders


def products(prefix_of, step):
    """x @ w of two files; every so many elements of the product are compared."""
    def contenders(setting, threads):
        prefix = prefix_of(setting)
        options = ["--data", prefix, "--check", str(step)]
        return existing([
            Statements(
                "Descent", ["z = x @ w"], setup=[f"{name} = load('{prefix}-{name}.npy')" for name in "xw"],
                result=f"z.ravel()[::{step}]"),
            Peer("NumPy", "numpy", "product", options),
            Peer("NumPy, Haswell kernels", "numpy", "product", options, {"OPENBLAS_CORETYPE": "Haswell"}),
            Peer("JAX", "jax", "product", options),
            Octave("product", prefix, 1, 1),
        ][:4 if step > 1 else 5], setting)
    return contenders


def draws(function, count):
    """Numbers of the legacy stream, from the same seed each time."""
    def contenders(setting, threads):
        return existing([
            Statements("Descent", [f"r = {function}({count})"], before=["seed 1"], result="r[::997]"),
            Peer("NumPy", "numpy", function, ["--count", str(count), "--check", "997"]),
        ], setting)
    return contenders


def tables(rows):
    def contenders(setting, threads):
        prefix = table_prefix(setting, rows)
        options = ["--data", prefix, "--check", "97"]
        return existing([
            Statements("Descent", [f"t = load('{prefix}.csv')"], result="t.ravel()[::97]"),
            Peer("pandas", "pandas", "table", options),
            Peer("pandas, round_trip", "pandas", "table-exact", options, every=2),
        ], setting)
    return contenders


def text_tables(rows):
    def contenders(setting, threads):
        path = text_table_path(setting, rows)
        return existing([
            Statements("Descent", [f"t = load('{path}')"], result="np.asarray(t['a'])[::97]"),
            Peer("pandas", "pandas", "text-table", ["--data", path, "--check", "97"]),
        ], setting)
    return contenders


def arrays(rows):
    def contenders(setting, threads):
        prefix = table_prefix(setting, rows)
        return existing([
            Statements("Descent", [f"t = load('{prefix}.npy')"], result="t.ravel()[::97]"),
            Peer("NumPy", "numpy", "load", ["--data", prefix, "--check", "97"]),
        ], setting)
    return contenders


def expressions(rows, statement, task, shape):
    """An expression of a vector (or of the table of ten columns that it is)."""
    def contenders(setting, threads):
        prefix = table_prefix(setting, rows)
        return existing([
            Statements(
                "Descent", [f"z = {statement}"], setup=[f"v = load('{prefix}.npy').reshape({shape})"],
                result="array([z]).ravel()[::97]"),
            Peer("NumPy", "numpy", task, ["--data", prefix, "--check", "97"]),
        ], setting)
    return contenders


def notebooks(setting, threads):
    """Whole processes: the session in command form, the notebook's own cells, the same in Python and in Jupyter."""
    own = setting.path("notebook-python.py")
    jupyter = setting.python and os.path.join(os.path.dirname(setting.python), "jupyter-nbconvert")
    path = f"{os.path.dirname(setting.python)}:/usr/bin:/bin" if setting.python else ""
    return existing([
        Process("Descent", [setting.descent, "run", setting.path("notebook.session")], has_losses=True),
        Process("Descent, the notebook's own cells", [setting.descent, "run", own], has_losses=True),
        Process("Python with NumPy", [setting.python, own], has_losses=True),
        Process(
            "jupyter nbconvert --execute",
            [jupyter, "--to", "notebook", "--execute", "--stdout", setting.path("notebook.ipynb")],
            variables={"PATH": path}, has_losses=True, every=5),
    ], setting)


def starts(setting, threads):
    return existing([
        Process("Descent", [setting.descent]),
        Process("sqlite3", [setting.sqlite3, ":memory:"]),
        Process("Python", [setting.python, "-c", "pass"], every=4),
        Process("Python with NumPy", [setting.python, "-c", "import numpy"], every=4),
    ], setting)


def memory(rows, columns):
    """The peak of memory of a process that loads and trains."""
    def contenders(setting, threads):
        prefix = training_prefix(setting, rows, columns)
        script = setting.path("memory.py")
        with open(script, "w", encoding="utf-8") as file:
            file.writelines(f"{name} = load('{prefix}-{name}.npy')\n" for name in "xywb")
            file.write("train 3 lr=0.01\n")
        return [
            Process("Descent", [setting.descent, "run", script], measures="bytes", has_losses=False),
            Constant("the data", rows * (columns + 1) * 8.0),
        ]
    return contenders


def programs():
    """The plain programs, and those with small arrays."""
    for group, titles, limit in (("plain", PLAIN, 2.5), ("small arrays", SMALL_ARRAYS, .7)):
        for name, title in titles.items():
            yield Case(
                f"{group}: {name}", title, program(name, group), goals=[Goal(limit, "Python")], times=7, pause=0.0,
                group=group)


def decades(first, last):
    """Two places a decade, from a power of ten to another."""
    places = []
    while first < last:
        places += [first, first * 3]
        first *= 10
    return places + [last]


def growth(quick):
    """Epochs over four decades of rows and of columns; as many epochs a sample as take some milliseconds."""
    shapes = [("n", n, n, 16) for n in decades(100, 10_000 if quick else 1_000_000)]
    shapes += [("p", p, 128, p) for p in decades(10, 1_000 if quick else 100_000)]
    for axis, place, rows, columns in shapes:
        cells = rows * columns
        epochs = max(2, min(500, 2_000_000 // cells))
        own_epochs = max(4, min(20_000, 40_000_000 // cells))
        yield Case(
            f"growth {axis}={place}", f"an epoch at {rows:,} × {columns:,}",
            trainers(rows, columns, epochs, own_epochs, check=min(epochs, own_epochs),
                     rate=1 / (columns + 4), peers=("NumPy",)),
            data=[training_data(rows, columns)], times=9, point=(axis, place), pause=0.005,
            discards=(rows, columns))


def all_cases(quick):
    """Every case, in the order in which they are run and told; scaled down for a quick run."""
    def size(full, small):
        return small if quick else full
    b, c = (size(100_000, 2_000), 16), (size(1_000_000, 10_000), 64)
    draw, table, square = size(10_000_000, 100_000), size(1_000_000, 10_000), size(1024, 128)
    c_epochs = size(10, 4)
    count = "1e7" if not quick else f"{draw:,}"

    def shape(pair):
        return f"{pair[0]:,} × {pair[1]}"
    return [
        Case(
            "notebook", "the notebook, whole process, 2,000 lines", notebooks, data=[notebook_files], times=30,
            goals=[
                Goal(1 / 50, "Python with NumPy"), Goal(1 / 400, "jupyter nbconvert --execute"), Goal(5e-3, None),
                Goal(1 / 50, "Python with NumPy", "Descent, the notebook's own cells"),
            ]),
        Case(
            "A", "10 × 5, an epoch", trainers(10, 5, 2000, size(200_000, 20_000), 2000),
            data=[training_data(10, 5)], goals=[Goal(1 / 300)], times=15),
        Case(
            "B", f"{shape(b)}, an epoch", trainers(*b, size(100, 4), size(200, 10), size(100, 4)), threads=(1, 2),
            data=[training_data(*b)],
            goals=[Goal(.8, "Numba", threads=(1,)), Goal(.7, "Numba", threads=(2,))], times=31),
        Case(
            "C", f"{shape(c)}, an epoch", with_reading(trainers(*c, c_epochs, slower_every=2), *c, c_epochs),
            threads=(1, 2), data=[training_data(*c)], goals=[
                Goal(.9, "Numba", threads=(1,)),
                Goal(.9, "Descent", "reading the data once", threads=(2,), at_least=True),
            ], times=15),
        Case(
            "gram", f"{shape(c)}, {FROM_LOAD_EPOCHS:,} epochs from load to weights, method=gram", from_load(*c, 4),
            threads=(1, 2), data=[training_data(*c)], goals=[Goal(1 / 500)], times=7),
        Case(
            "cells", "the notebook's own cells, interpreted, an epoch", interpreted(2000),
            data=[notebook_files, training_data(10, 5)], goals=[Goal(1 / 5)], times=15),
        *(Case(
            f"model {name}", f"{MODELS[name].title}, an epoch", model_trainers(name), threads=(1, 2),
            data=[model_data(name)], goals=goals)
          for name, goals in (
            ("xor", [Goal(1 / 20, threads=(1,))]), ("logistic", [Goal(1.0, "JAX", threads=(2,))]),
            ("digits", [Goal(1.0, "JAX", threads=(2,))]))),
        Case(
            "matmul", f"a @ b, {square}³", products(lambda setting: square_prefix(setting, square), 97),
            threads=(1, 2), data=[square_data(square)],
            goals=[Goal(1.2, threads=(1,)), Goal(1.4, threads=(2,))], times=21),
        Case(
            "xw", f"x @ w, {shape(c)}", products(lambda setting: training_prefix(setting, *c), 97),
            threads=(1, 2), data=[training_data(*c)],
            goals=[Goal(.8, threads=(1,)), Goal(.9, threads=(2,))], times=15),
        Case("rand", f"rand, {count} numbers of the legacy stream", draws("rand", draw), goals=[Goal(.35)]),
        Case("randn", f"randn, {count} numbers of the legacy stream", draws("randn", draw), goals=[Goal(.6)]),
        Case(
            "csv", f"a CSV of {table:,} × 10", tables(table), threads=(1, 2), data=[table_data(table)],
            goals=[Goal(1.0, "pandas", threads=(1,)), Goal(.75, "pandas", threads=(2,))], times=7),
        Case(
            "csv-text", f"a CSV of {table:,} × 10, two columns of text", text_tables(table), threads=(1, 2),
            data=[text_table_data(table)],
            goals=[Goal(.8, "pandas", threads=(1,)), Goal(.5, "pandas", threads=(2,))], times=7),
        Case(
            "npy", f"a .npy of {table:,} × 10", arrays(table), threads=(1, 2), data=[table_data(table)],
            goals=[Goal(1.0)], times=15),
        Case("start", "start-up, empty script", starts, goals=[Goal(1.2, "sqlite3")], times=60, pause=0.0),
        Case(
            "memory", f"{shape(c)}, peak memory of loading and training", memory(*c), data=[training_data(*c)],
            goals=[Goal(1.05, "the data")], times=3, unit="bytes"),
        *(Case(
            name, f"{title} of {count} numbers", expressions(table, statement, task, columns), threads=(1, 2),
            data=[table_data(table)], times=9)
          for name, title, statement, task, columns in (
            ("v*2+1", "v * 2 + 1", "v * 2 + 1", "v*2+1", "-1"),
            ("exp", "exp", "np.exp(v)", "exp", "-1"),
            ("sum", "sum", "np.sum(v)", "sum", "-1"),
            ("mean", "mean(axis=0)", "np.mean(v, axis=0)", "mean", "-1, 10"))),
        *programs(),
        *growth(quick),
    ]
