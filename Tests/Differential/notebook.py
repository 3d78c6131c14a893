"""Runs the notebook at random seeds, and whole trainings in command form, against Python: all text must be the same.

    python3 notebook.py [--count N] [--seed S] [--binary PATH]

The notebook is Tests/Fixtures/Notebook/notebook.py with its seed replaced. Exit status 1 if a line differs.
"""

import environment

import argparse
import random
import re
import subprocess
import sys
import tempfile

import programs
from run import ROOT, first_difference

NOTEBOOK = ROOT / "Tests/Fixtures/Notebook/notebook.py"

DATA = """import numpy as np
np.random.seed({seed})
x = np.random.rand({n}, {p})
y = x @ np.random.randn({p}, {k}) + np.random.randn({bias}) + 0.05 * np.random.randn({n}, {k})
w = np.random.rand({p}, {k})
b = np.random.rand(1, {k})
"""

LOOP = """for i in range({epochs}):
    y_hat = x @ w + b
    print("Epoch ", i+1, " : MSE Loss", np.mean((y-y_hat)**2))
    w, b = w - 0.01 * ((x.T @ (y_hat - y)) / {n}), b - 0.01 * np.sum((y_hat - y) / {n}, axis=0, keepdims=True)
"""

END = "print(w, b, y_hat.sum())\n"


def descent(binary, source, suffix):
    """What Descent prints for a file of cells."""
    with tempfile.NamedTemporaryFile("w", suffix=suffix) as file:
        file.write(source)
        file.flush()
        done = subprocess.run([binary, "run", file.name], capture_output=True, timeout=300)
    return done.stdout.decode() + ("" if done.returncode == 0 else "(fails) " + done.stderr.decode())


def compare(name, expected, text):
    if expected == text:
        return 0
    print(f"=== {name}\n{first_difference(expected, text)}", flush=True)
    return 1


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--binary", default=str(ROOT / ".build/release/descent"))
    arguments = parser.parse_args()
    r = random.Random(arguments.seed)
    notebook = NOTEBOOK.read_text()
    programs.SECONDS = 60
    different = 0
    lines = 0
    for _ in range(arguments.count):
        seed = r.randint(0, 2**32 - 1)
        source, count = re.subn(r"np\.random\.seed\(\d+\)", f"np.random.seed({seed})", notebook)
        assert count == 1
        expected, failed = programs.run(source)
        assert not failed and expected.count("\n") == 2003
        lines += 2003
        different += compare(f"the notebook at seed {seed}", expected, descent(arguments.binary, source, ".py"))
    for _ in range(arguments.count):
        k = r.randint(1, 3)
        sizes = {"seed": r.randint(0, 2**32 - 1), "n": r.randint(1, 300), "p": r.randint(1, 40), "k": k,
                 "bias": r.choice([1, k]), "epochs": 200}
        expected, failed = programs.run((DATA + LOOP + END).format(**sizes))
        assert not failed
        lines += expected.count("\n")
        source = (DATA + "train {epochs} lr=0.01 every=1\n" + END).format(**sizes)
        different += compare(f"training with {sizes}", expected, descent(arguments.binary, source, ".session"))
    print(f"{2 * arguments.count} runs of {lines} lines, {different} different")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
