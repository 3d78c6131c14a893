"""Factorises random matrices in NumPy and in Descent: every bit must be the same.

    python3 linear_algebra.py [--count N] [--largest N] [--seed S] [--binary PATH]

Both sides run the same lines of Python on the same matrices, forty in one process of Descent. Matrices are well and badly
conditioned, square, tall and wide, symmetric and not, rows or columns first in memory, and some stand in stacks.

NumPy brings OpenBLAS 0.3.31, Descent has Debian's 0.3.21 with what differs in the digits made anew (Sources/COpenBLAS,
newer.c). Up to which number of rows or columns the bits were equal, of 360 matrices of 1 to 300 rows and of twelve of 350 to
1,000:

    solve inv det slogdet cholesky qr svd svdvals pinv lstsq eigh eigvalsh matrix_rank cond norm matrix_power   all
    eig eigvals                                                                                                  75

Beyond, the eigenvalues of `eig` are the same to 1e-10 of the largest, in an order that may be another, and what it gives as
vectors is held against the matrix. Exit status 1 if anything is wrong.
"""

import environment

import argparse
import collections
import math
import os
import pathlib
import subprocess
import sys
import tempfile

import numpy as np

from run import ROOT

MATRICES_A_PROCESS = 40
# For larger matrices, the two versions of the eigenvalue iteration round differently.
LARGEST_EIGEN = 75

# The computations for a matrix `a`, by the kinds of matrices that support them. Each line runs on both sides.
OF_ANY = {
    "svd": "u, s, v = np.linalg.svd(a, full_matrices={full})\nput('svd.u', u)\nput('svd.s', s)\nput('svd.v', v)",
    "svdvals": "put('svdvals', np.linalg.svdvals(a))",
    "pinv": "put('pinv', np.linalg.pinv(a))",
    "matrix_rank": "put('matrix_rank', np.linalg.matrix_rank(a))",
    "cond": "put('cond', np.linalg.cond(a))",
    "qr": "q, r = np.linalg.qr(a, mode='{mode}')\nput('qr.q', q)\nput('qr.r', r)",
    "qr r": "put('qr r', np.linalg.qr(a, mode='r'))",
    "norm nuc": "put('norm nuc', np.linalg.norm(a, 'nuc', axis=(-2, -1)))",
    "norm": "put('norm', np.linalg.norm(a))",
}
OF_ONE = {
    "lstsq": "x, e, k, s = np.linalg.lstsq(a, b, rcond=None)\nput('lstsq.x', x)\nput('lstsq.e', e)\nput('lstsq.k', int(k))\n"
             "put('lstsq.s', s)",
}
OF_SQUARE = {
    "solve": "put('solve', np.linalg.solve(a, b))",
    "inv": "put('inv', np.linalg.inv(a))",
    "det": "put('det', np.linalg.det(a))",
    "slogdet": "g, l = np.linalg.slogdet(a)\nput('slogdet.sign', g)\nput('slogdet.log', l)",
    "cond 1": "put('cond 1', np.linalg.cond(a, 1))",
    "matrix_power": "put('matrix_power', np.linalg.matrix_power(a, {power}))",
}
OF_SYMMETRIC = {
    "eigh": "w, v = np.linalg.eigh(a, '{triangle}')\nput('eigh.w', w)\nput('eigh.v', v)",
    "eigvalsh": "put('eigvalsh', np.linalg.eigvalsh(a))",
    "eig": "w, v = np.linalg.eig(a)\nput('eig.w', w)\nput('eig.v', v)",
    "eigvals": "put('eigvals', np.linalg.eigvals(a))",
}
OF_POSITIVE = {"cholesky": "put('cholesky', np.linalg.cholesky(a, upper={upper}))"}

# A line that fails on one side must fail on the other, with the same class and message.
HEAD = """import numpy as np
number = 0
def put(name, value):
    np.save({target!r} + str(number) + ' ' + name + '.npy', np.asarray(value))
failures = []
"""
TRIED = """try:
{lines}
except ValueError as error:
    failures.append(str(number) + ' {name}: ' + type(error).__name__ + ': ' + str(error))
"""
TAIL = "print('\\n'.join(failures))\n"


def conditioned(r, m, n, exponent):
    """A matrix whose singular values fall from 1 to 10**-exponent."""
    k = min(m, n)
    u = np.linalg.qr(r.standard_normal((m, k)))[0]
    v = np.linalg.qr(r.standard_normal((n, k)))[0]
    return u * np.logspace(0, -exponent, k) @ v.T


def sizes(r, largest):
    m = int(round(math.exp(r.uniform(0, math.log(largest)))))
    return m, max(1, min(largest, int(round(m * math.exp(r.normal(0, 0.7))))))


class Sample:
    """A matrix, what it is, and the lines for it."""

    def __init__(self, r, largest):
        self.m, self.n = sizes(r, largest)
        self.kind = str(r.choice(["any", "square", "square", "symmetric", "positive", "positive"]))
        if self.kind != "any":
            self.n = self.m
        self.outer = tuple(int(x) for x in r.integers(1, 4, r.integers(1, 3))) if self.m < 40 and r.random() < 0.15 else ()
        self.a = np.empty(self.outer + (self.m, self.n))
        for place in np.ndindex(self.outer):
            self.a[place] = self.matrix(r)
        self.b = r.standard_normal((self.m, int(r.integers(1, 5)))) if r.random() < 0.5 else r.standard_normal(self.m)
        # A vector with a stack has other rules; both are tested elsewhere.
        if self.outer:
            self.b = r.standard_normal((self.m, 2))
        self.order = str(r.choice(["", "", ".T", "[::-1]"])) if not self.outer else ""
        if self.order == ".T":
            self.a = np.ascontiguousarray(self.a.T)
        if self.order == "[::-1]":
            self.a = np.ascontiguousarray(self.a[::-1])
        options = {
            "full": str(bool(r.random() < 0.5)), "mode": "complete" if r.random() < 0.3 else "reduced",
            "power": int(r.integers(-3, 5)), "triangle": str(r.choice(["L", "U"])), "upper": str(bool(r.random() < 0.3)),
        }
        lines = dict(OF_ANY)
        if not self.outer:
            lines |= OF_ONE
        if self.kind != "any":
            lines |= OF_SQUARE
        if self.kind in ("symmetric", "positive"):
            lines |= OF_SYMMETRIC
        if self.kind == "positive":
            lines |= OF_POSITIVE
        self.lines = {name: text.format(**options) for name, text in lines.items()}

    def matrix(self, r):
        m, n = self.m, self.n
        x = r.standard_normal((m, n))
        match self.kind, r.integers(0, 6):
            case "positive", _:
                g = r.standard_normal((m + int(r.integers(0, m + 2)), m))
                return g.T @ g / m + 10.0 ** -int(r.integers(0, 7)) * np.eye(m)
            case "symmetric", _:
                return x + x.T
            case _, 0:
                return np.round(3 * x)
            case _, 1:
                return conditioned(r, m, n, int(r.integers(1, 13)))
            case _, 2:
                return x * 10.0 ** int(r.integers(-8, 9))
            case _, 3:
                k = max(1, min(m, n) - int(r.integers(1, 4)))
                return r.standard_normal((m, k)) @ r.standard_normal((k, n))
            case _, 4:
                return np.triu(x) + np.eye(m, n)
        return x

    def code(self, number, folder):
        text = f"number = {number}\na = np.load('{folder}/a{number}.npy'){self.order}\nb = np.load('{folder}/b{number}.npy')\n"
        for name, lines in self.lines.items():
            text += TRIED.format(name=name, lines="\n".join("    " + line for line in lines.split("\n")))
        return text

    @property
    def size(self):
        return max(self.m, self.n)


def both_sides(samples, binary, folder):
    """What both sides computed of the samples, and which lines failed."""
    for number, sample in enumerate(samples):
        np.save(f"{folder}/a{number}.npy", sample.a)
        np.save(f"{folder}/b{number}.npy", sample.b)
    texts = {}
    for side in ("numpy", "descent"):
        os.mkdir(f"{folder}/{side}")
        texts[side] = HEAD.format(target=f"{folder}/{side}/")
        texts[side] += "".join(s.code(i, folder) for i, s in enumerate(samples)) + TAIL
    failures = {}
    printed = []
    exec(compile(texts["numpy"], "numpy", "exec"), {"print": printed.append})
    failures["numpy"] = printed[0].split("\n")
    path = pathlib.Path(folder) / "descent.py"
    path.write_text(texts["descent"])
    run = subprocess.run([binary, "run", path], capture_output=True, text=True, timeout=1800)
    if run.returncode != 0:
        raise SystemExit(f"Descent failed: {run.stderr[-2000:]}")
    failures["descent"] = run.stdout.rstrip("\n").split("\n")
    results = [{p.stem: np.load(p) for p in pathlib.Path(folder, side).iterdir()} for side in ("numpy", "descent")]
    return *results, failures


def is_eigen(sample, name, mine, results, number):
    """Whether eigenvalues of a large symmetric matrix are NumPy's in any order, and vectors belong to them."""
    a = sample.a[::-1] if sample.order == "[::-1]" else sample.a
    size = max(np.abs(results[f"{number} eig.w"]).max(), 1e-300)
    if name == "eig.v":
        return np.abs(a @ mine - mine * results[f"{number} own eig.w"]).max() <= 1e-10 * size
    return np.abs(np.sort(mine) - np.sort(results[f"{number} {name}"])).max() <= 1e-10 * size


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--largest", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--binary", default=str(ROOT / ".build-static/release/descent"))
    options = parser.parse_args()
    compared, wrong = collections.Counter(), []
    for start in range(0, options.count, MATRICES_A_PROCESS):
        r = np.random.default_rng([options.seed, start])
        samples = [Sample(r, options.largest) for _ in range(min(MATRICES_A_PROCESS, options.count - start))]
        with tempfile.TemporaryDirectory() as folder:
            theirs, mine, failures = both_sides(samples, options.binary, folder)
        for line in sorted(set(failures["numpy"]) ^ set(failures["descent"])):
            side = "NumPy" if line in failures["numpy"] else "Descent"
            wrong.append(f"batch {start}: only {side} fails: {line}")
        for key, value in theirs.items():
            number, name = key.split(" ", 1)
            sample, own = samples[int(number)], mine.get(key)
            compared[name] += 1
            if own is None or own.dtype == value.dtype and own.shape == value.shape and own.tobytes() == value.tobytes():
                continue
            known = theirs | {f"{number} own eig.w": mine.get(f"{number} eig.w")}
            if name.startswith("eig") and name[3:4] in (".", "v") and sample.size > LARGEST_EIGEN and own.shape == value.shape \
                    and is_eigen(sample, name, own, known, number):
                continue
            off = np.abs(own - value).max() if own.shape == value.shape else "another shape"
            wrong.append(f"batch {start}, {key}, {sample.kind} {sample.outer} {sample.m}x{sample.n} {sample.order}: off by {off}")
    print("\n".join(wrong[:60]))
    print(f"linear algebra: {sum(compared.values())} results of {options.count} matrices, {len(wrong)} wrong (seed {options.seed})")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
