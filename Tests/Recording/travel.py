#!/usr/bin/env python3
"""Types cells that change objects through any of their names, fail midway, are interrupted, undone, redone and edited.

After every step a cell prints all values, which names are one object and which share memory; `descent check` replays
the session in a new process, and compares what was printed and the digests of values and of the random state. A cell
that failed, or was gone back from, and left a trace is found so.
"""

import os
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from run import Typist, main  # noqa: E402

MAKING = [
    "A = np.arange(6.0).reshape(2, 3)", "A = np.arange(5)", "A = [1, [2], N]", "A = [[0] * 2] * 3", "A = [N, M, 3]", "A = rand(3)",
    "A = [np.zeros(2), np.ones(3)]", "A = np.zeros(4); B = A[1:]", "A = [B, B]", "A = B", "A = B", "A = B[1:]", "A = B[1:]",
    "A = B[::-1]", "A = B.T", "A = B.ravel()", "A = B.reshape(-1)", "A = (B, [N])", "A = B.copy()", "A = [row for row in B]",
    "A = [B, N]", "A = B + 1", "A, B = B, A", "A = B[0]", "A = rng.random(2)", "rng = np.random.default_rng(N)", "other = rng",
    "def f(v): v[0] = N; return v", "def f(v): v += N; return v", "def f(v, seen=[]): seen.append(v); return seen",
    "f = lambda v: B", "f = B.append", "f = B.fill", "del A", "reset",
]
CHANGING = [
    "A[0] = N", "A[0] = N", "A[0] += N", "A += B", "A += [N]", "A -= 1", "A *= 1.5", "A[:] = B", "A[1:] = [N]", "A[-1] = B", "A.append(N)",
    "A.append(B)", "A.insert(0, N)", "A.pop()", "A.extend(B[:2])", "del A[0]", "del A[1:]", "A.sort()", "A.reverse()", "A.fill(N)",
    "A[0][0] = N", "A[0].append(N)", "A[0] += 1", "A[1] += [N]", "A[:, 0] = N", "A.T[0] += N", "A[A > 1] = N", "A[[0, 1]] = B[[1, 0]]",
    "for v in A: v += 1", "for p, g in zip(A, B): p -= g", "for i in range(3): A[i] = i", "for v in A: v[0] = N", "B = A; B[0] = N",
    "f(A)", "f(A)", "B = f(A)", "f(N)", "shuffle(A)", "rand 2", "seed N", "rng.random()", "other.random(2)", "rng.shuffle(A)",
    "A[0], A[1] = A[1], A[0]", "_.append(N)", "A", "time A[0] = N", "explain A + 1",
]
FAILING = [
    "A[0] = N; B[0] = M; 1 / 0", "for i in range(9): A[i] = N", "A.append(N); A.append(missing)", "A.sort(); B.reverse(); 1 / 0",
    "rand 2; A[0] = 5; A[99] = 1", "A += 1; B.pop(); missing", "shuffle(A); B.append(rand(1)); 1 / 0", "f(A); f(B); 1 / 0",
    "rng.random(); A[0] = rng.random(); 1 / 0", "other.random(3); missing", "A.extend(A); del A[0]; A.remove('none')",
    "for v in A: v += 1 / (3 - N); v[99] = 0", "A = [B]; A[0].append(N); assert A is B", "del A; B[0] = 3; 1 / 0", "_ = N; A[0] = _; 1 / 0",
    "A.fill(8); B[:] = A; A.fill(missing)", "A[:] = A[::-1]; A.resize(missing)", "A[0] += 1; A[0].append(2); B.clear(); 1 / 0",
]
INTERRUPTED = [
    "while True: A[0] += 1", "while True: A.append(1); A.pop()", "A[0] = 9; c = sum(range(10 ** 9))", "for i in range(10 ** 9): A[0] = rand(1)",
    "while True: A.reverse()", "while True: f(A)", "while True: shuffle(A)", "A = [A]; B = A; c = sum(range(10 ** 9))", "while True: A += 1; B[:] = A",
    "while True: rng.random()",
]


class Traveller(Typist):
    """Someone who changes things through other names, and looks who sees it."""

    cells, interrupted, interrupts = MAKING + CHANGING * 2 + FAILING * 2, INTERRUPTED, 12

    def __init__(self, binary, seed):
        super().__init__(binary, seed)
        self.knows_sharing = "error" not in self.cell("np.shares_memory(zeros(1), zeros(1));")

    def names(self):
        """What `whos` lists, each with whether it is an array."""
        rows = re.findall(r"(?m)^(\w+) +(\(.*?\)|\d+ items?|\S+)  +(\w+)", self.cell("whos"))
        return [(name, kind in ("float64", "int64", "bool") and shape.startswith("(")) for name, shape, kind in rows if name != "name"]

    def probe(self):
        """A cell that prints values to the last bit, and who is who."""
        names = [(name, is_array) for name, is_array in self.names() if name in "acdef"]
        if not names:
            return
        parts = [f"{name}.tolist()" if is_array else f"{name}" for name, is_array in names if name != "f"]
        objects = [name for name, _ in names]
        parts += [f"{one} is {other}" for i, one in enumerate(objects) for other in objects[i + 1:]]
        arrays = [name for name, is_array in names if is_array]
        if self.knows_sharing:
            parts += [f"np.shares_memory({one}, {other})" for i, one in enumerate(arrays) for other in arrays[i + 1:]]
        self.cell(f"print({', '.join(parts)})")

    def check(self):
        self.probe()
        return super().check()


if __name__ == "__main__":
    sys.exit(main(Traveller, __doc__, every=1))
