"""Runs every line of *.cells with NumPy and writes what it prints to *.expected.

A `.cells` file is plain Python, a statement a line; a blank line begins a new session. Its `.expected` file repeats
each line behind `>>> `, then what print() shows of it, or `! Error` where NumPy raises.

Usage: python3 make_builtins.py
"""
import os

os.environ["OPENBLAS_CORETYPE"] = "Haswell"
os.environ["OPENBLAS_NUM_THREADS"] = "1"
os.environ["NPY_DISABLE_CPU_FEATURES"] = "X86_V4 AVX512_ICL AVX512_SPR"

import ast
import contextlib
import io
import pathlib
import warnings

import numpy as np

warnings.simplefilter("ignore")
folder = pathlib.Path(__file__).parent


def run(line, names):
    """What the line prints, and the name of the error it raises, if any."""
    output = io.StringIO()
    try:
        with contextlib.redirect_stdout(output):
            node = ast.parse(line).body[-1]
            if isinstance(node, ast.Expr):
                value = eval(compile(line.rstrip(";"), "cell", "eval"), names)
                if value is not None and not line.endswith(";"):
                    print(value)
            else:
                exec(line, names)
    except Exception as error:
        return output.getvalue(), type(error).__name__
    return output.getvalue(), None


for path in sorted(folder.glob("*.cells")):
    expected = []
    names = {"np": np}
    for line in path.read_text().splitlines():
        if not line.strip():
            names = {"np": np}
            expected.append("")
            continue
        if line.startswith("#"):
            continue
        output, error = run(line, names)
        expected.append(">>> " + line)
        expected += output.splitlines()
        if error:
            expected.append("! " + error)
    path.with_suffix(".expected").write_text("\n".join(expected) + "\n")
