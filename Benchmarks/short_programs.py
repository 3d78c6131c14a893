"""The programs under `programs`: plain ones, and ones with small arrays, in Descent and in Python."""

import os

from contenders import Process

PROGRAMS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "programs")

PLAIN = {
    "fib": "recursion", "sieve": "a list of truth values", "nested_lists": "products of nested lists",
    "string_building": "strings by letters", "sorting": "sorting, by hand and with a key",
    "queens": "queens, recursion on lists",
    "collatz": "whole numbers in a loop", "closures": "closures and lambdas", "pipeline": "list comprehensions",
    "mandelbrot": "floats in a loop", "word_counts": "words counted in lists",
}
SMALL_ARRAYS = {
    "net": "a 2-4-1 net, lists of arrays", "net_in_place": "the same, parameters changed in place",
    "k_means": "k-means over rows", "perceptron": "a perceptron over 300 samples",
    "life": "Game of Life by slices", "life_cells": "Game of Life by cells",
    "ints": "int64 arrays of four", "draws": "np.random.random() an iteration",
}
START = {"plain": "pass\n", "small arrays": "import numpy as np\n"}


def program(name, group):
    """A program of programs/ in Descent and in Python, without what either takes to start."""
    def contenders(setting, threads):
        path, empty = os.path.join(PROGRAMS, f"{name}.py"), setting.path("start.py")
        with open(empty, "w", encoding="utf-8") as file:
            file.write(START[group])
        # NumPy's canonical digits: the kernels with the same order of additions as Descent.
        variables = {"OPENBLAS_CORETYPE": "Haswell", "OPENBLAS_NUM_THREADS": "1",
                     "NPY_DISABLE_CPU_FEATURES": "X86_V4 AVX512_ICL AVX512_SPR"}
        own = Process("Descent", [setting.descent, "run", path], start=[setting.descent, "run", empty])
        if not setting.python:
            return [own]
        return [own, Process("Python", [setting.python, path], variables, start=[setting.python, empty])]
    return contenders
