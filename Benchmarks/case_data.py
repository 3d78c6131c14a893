"""The data of the cases, made by Descent itself (NumPy makes the same from the same seed), and kept for later runs."""

import json
import os
import random
import subprocess

from contenders import Failure, environment

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def make(setting, last, statements):
    """Runs statements that save files, unless the last of these is there."""
    if os.path.exists(last):
        return
    command = [setting.descent, "run"] + [part for statement in statements for part in ("-c", statement)]
    ran = subprocess.run(command, env=environment(setting, None), capture_output=True, text=True)
    if ran.returncode != 0:
        raise Failure(f"the data of {os.path.basename(last)} can't be made: {ran.stderr}")


def training_prefix(setting, rows, columns):
    return setting.path(f"data/train-{rows}x{columns}")


def training_data(rows, columns):
    """x, y, w and b of a linear model with a little noise."""
    def prepare(setting):
        prefix = training_prefix(setting, rows, columns)
        make(setting, f"{prefix}-b.npy", [
            "seed 1", f"x = rand {rows} {columns}", f"w_true = randn({columns}, 1)", "b_true = randn(1)",
            f"y = x @ w_true + b_true + 0.05 * randn({rows}, 1)", f"w = rand({columns}, 1)", "b = rand(1, 1)",
            *(f"save('{prefix}-{name}.npy', {name})" for name in "xywb"),
        ])
    return prepare


def discard(setting, rows, columns):
    """Removes what `training_data` made."""
    for name in "xywb":
        os.remove(f"{training_prefix(setting, rows, columns)}-{name}.npy")


def square_prefix(setting, size):
    return setting.path(f"data/square-{size}")


def square_data(size):
    def prepare(setting):
        prefix = square_prefix(setting, size)
        make(setting, f"{prefix}-w.npy", [
            "seed 1", *(f"save('{prefix}-{name}.npy', randn({size}, {size}))" for name in "xw"),
        ])
    return prepare


def table_prefix(setting, rows):
    return setting.path(f"data/table-{rows}x10")


def table_data(rows):
    """The same table of ten columns as .npy and .csv."""
    def prepare(setting):
        prefix = table_prefix(setting, rows)
        make(setting, f"{prefix}.csv", [
            "seed 1", f"t = randn({rows}, 10)", f"save('{prefix}.npy', t)", f"save('{prefix}.csv', t)",
        ])
    return prepare


def text_table_path(setting, rows):
    return setting.path(f"data/texts-{rows}x10.csv")


def text_table_data(rows):
    """A table as people have them: six columns of floats, two of ints, a city and a code."""
    cities = ["Amsterdam", "Berlin", "Copenhagen", "Dublin", "Edinburgh", "Frankfurt am Main", "Geneva", "Helsinki"]

    def prepare(setting):
        path = text_table_path(setting, rows)
        if os.path.exists(path):
            return
        draw = random.Random(1)
        with open(f"{path}.part", "w", encoding="utf-8") as file:
            file.write("a,b,c,d,e,f,k,m,city,code\n")
            for _ in range(rows):
                words = [repr(draw.gauss(0, 1)) for _ in range(6)] + [str(draw.randrange(100_000)) for _ in range(2)]
                file.write(",".join(words) + f",{draw.choice(cities)},ID{draw.randrange(50_000):06d}\n")
        os.replace(f"{path}.part", path)
    return prepare


def notebook_files(setting):
    """The notebook's sessions without what they record, as files that Descent and Python run; and as a notebook."""
    os.makedirs(setting.path("home"), exist_ok=True)
    for name, file in (("notebook", "notebook.session"), ("notebook-python", "notebook-python.py")):
        with open(os.path.join(ROOT, "Sessions", f"{name}.session"), encoding="utf-8") as session:
            lines = [line for line in session if not line.startswith("#> ")]
        with open(setting.path(file), "w", encoding="utf-8") as bare:
            bare.writelines(lines)
    cells = [cell.partition("\n")[2] for cell in "".join(lines).split("# %%")[1:]]
    notebook = {
        "nbformat": 4, "nbformat_minor": 5,
        "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
        "cells": [{"cell_type": "code", "id": f"cell-{index}", "metadata": {}, "execution_count": None, "outputs": [],
                   "source": cell} for index, cell in enumerate(cells)],
    }
    with open(setting.path("notebook.ipynb"), "w", encoding="utf-8") as file:
        json.dump(notebook, file)
