#!/usr/bin/env python3
"""Writes numpy.txt: what NumPy's functions and methods take by place, and python.txt: what Python's take by keyword, for the
tests of the table of built-ins.

In numpy.txt a line a name: its path, a colon, and its positional parameters in order. A slash before a parameter says that it has no
keyword, a star that it takes all that follow. NumPy 2.4 gives a signature of nearly everything by inspect.signature;
the few functions of np.random written in C have their signature as the first line of their docs.

In python.txt a line a name, too: what it takes by keyword, a star if it takes any. Of functions without a signature those stand
there that say that they take none.
"""
import builtins
import collections
import copy
import functools
import inspect
import itertools
import math
import operator
import random
import statistics
import re
from pathlib import Path

import numpy as np

BY_PLACE = {
    inspect.Parameter.POSITIONAL_ONLY: "/",
    inspect.Parameter.POSITIONAL_OR_KEYWORD: "",
    inspect.Parameter.VAR_POSITIONAL: "*",
}


def by_signature(function):
    parameters = inspect.signature(function).parameters.values()
    names = [BY_PLACE[p.kind] + p.name for p in parameters if p.kind in BY_PLACE and p.name != "self"]
    # A ufunc with several results, such as np.divmod, has one positional out per result, and a tuple of them as
    # keyword.
    if isinstance(function, np.ufunc) and function.nout > 1:
        names[names.index("out"):] = [f"/out{number + 1}" for number in range(function.nout)]
    return names


def by_docs(function):
    """The parameters in `name(a, b=1, *, c=2)`, the docs' first line."""
    line = (function.__doc__ or "").strip().split("\n")[0]
    found = re.match(r"\w+\((.*)\)", line)
    if not found:
        return None
    names = [piece.split("=")[0].strip() for piece in found.group(1).split(",")]
    return [name for name in names[: names.index("*") if "*" in names else None] if name and name != "/"]


def lines():
    owners = {"": np, "linalg.": np.linalg, "random.": np.random, "fft.": np.fft, "lib.stride_tricks.": np.lib.stride_tricks, "testing.": np.testing, "ndarray.": np.ndarray,
              "random.Generator.": np.random.Generator}
    for prefix, owner in owners.items():
        for name in sorted(set(dir(owner))):
            value = getattr(owner, name, None)
            if name.startswith("_") or not callable(value):
                continue
            try:
                parameters = by_signature(value)
            except (TypeError, ValueError):
                parameters = by_docs(value)
            if parameters is not None:
                yield f"{prefix}{name}: {' '.join(parameters)}".rstrip()


def keywords(function):
    """What a function takes by keyword; nothing where nobody says."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        try:
            function(zzz=1)
        except TypeError as error:
            return [] if "takes no keyword arguments" in str(error) else None
        except Exception:
            pass
        return None
    kinds = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
    names = [p.name for p in parameters if p.kind in kinds and p.name != "self"]
    return names + ["*" for p in parameters if p.kind is inspect.Parameter.VAR_KEYWORD]


def python_lines():
    modules = [collections, copy, functools, itertools, math, operator, random, statistics]
    values = {"": builtins} | {f"{module.__name__}.": module for module in modules}
    values |= {"string.": "", "list.": [], "dict.": {}, "set.": set(), "frozenset.": frozenset(), "tuple.": (), "int.": 1,
               "float.": 1.0, "deque.": collections.deque(), "Counter.": collections.Counter()}
    # Functions that wait for the user, and those that would end this program.
    left_out = {"input", "breakpoint", "exit", "quit", "help", "copyright", "credits", "license"}
    for prefix, owner in values.items():
        for name in sorted(set(dir(owner)) - left_out):
            value = getattr(owner, name)
            if name.startswith("_") or not callable(value) or isinstance(value, type) and issubclass(value, BaseException):
                continue
            taken = keywords(value)
            if taken is not None:
                yield f"{prefix}{name}: {' '.join(taken)}".rstrip()


if __name__ == "__main__":
    path = Path(__file__).parent / "python.txt"
    path.write_text("\n".join(python_lines()) + "\n")
    path = Path(__file__).parent / "numpy.txt"
    path.write_text(f"# NumPy {np.__version__}\n" + "\n".join(lines()) + "\n")
