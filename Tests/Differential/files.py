"""Writes random arrays with NumPy and reads them in Descent, and the other way round: every bit must be the same.

    python3 files.py [--count N] [--seed S] [--binary PATH]

Each round is one process of Descent in a folder of its own. Exit status 1 if anything differs.
"""

import environment

import argparse
import pathlib
import subprocess
import sys
import tempfile

import numpy as np

from run import ROOT


def random_array(r, most_axes=4):
    """An array of a random type, shape and layout."""
    shape = tuple(int(n) for n in r.integers(0, 7, int(r.integers(0, most_axes + 1))))
    kind = r.choice(["f8", "f4", "f2", "i8", "i4", "i2", "i1", "u8", "u4", "u2", "u1", "?", "U"])
    if kind == "?":
        array = r.integers(0, 2, shape).astype(bool)
    elif kind == "U":
        words = ["", "a", "bcd", "é", "a word or two", "long enough for no 15 bytes", "\u6587\u5b57", "\U0001f40d"]
        array = np.array([str(r.choice(words)) for _ in range(int(np.prod(shape, dtype=int)))] or [], dtype=str).reshape(shape)
    elif kind == "f8":
        bits = r.integers(0, 2**64, shape, dtype="u8")
        array = np.where(r.random(shape) < 0.3, r.normal(size=shape), np.asarray(bits).view("f8"))
        array = np.where(np.isfinite(array), array, np.inf)
    elif kind[0] == "f":
        array = r.normal(size=shape).astype(kind)
    else:
        limits = np.iinfo(kind)
        array = r.integers(limits.min, limits.max, shape, dtype=kind, endpoint=True)
    array = np.asarray(array)
    if kind != "?" and r.random() < 0.2:
        array = array.astype(array.dtype.newbyteorder(">"))
    if array.ndim > 1 and r.random() < 0.4:
        array = np.asfortranarray(array)
    return array


def held(array):
    """The array as Descent holds it: in the machine's order of bytes, float16 as float64."""
    dtype = np.float64 if array.dtype.str[1:] == "f2" else array.dtype.newbyteorder("=")
    return np.asarray(array.astype(dtype, order="K"))


def same(one, other):
    """Whether two arrays are the same to the last bit, their layout included."""
    if one.shape != other.shape or one.dtype != other.dtype:
        return False
    if (one.flags.c_contiguous, one.flags.f_contiguous) != (other.flags.c_contiguous, other.flags.f_contiguous):
        return False
    return one.tobytes() == other.tobytes()


def run(binary, cells, folder):
    done = subprocess.run([binary], input=cells.encode(), capture_output=True, cwd=folder, timeout=60)
    if done.returncode != 0:
        return done.stderr.decode()
    return None


def round_trip(binary, r, folder):
    """The differences of one round, in words."""
    arrays = {f"a{index}": random_array(r) for index in range(6)}
    table = random_array(r, 2)
    table = held(table if table.size and table.ndim and table.dtype.kind != "U" else np.ones((2, 3)))
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array)
    np.savez(folder / "stored.npz", **arrays)
    np.savez_compressed(folder / "deflated.npz", **arrays)
    np.save(folder / "table.npy", table)
    np.savetxt(folder / "table.txt", table)
    np.savetxt(folder / "table.csv", table, delimiter=",", fmt="%.17g" if table.dtype.kind == "f" else "%d")
    lines = []
    for name in arrays:
        lines += [f"load {name}.npy ;", f"x = load {name}.npy", f"save out-{name}.npy x"]
    names = " ".join(arrays)
    for kind in ("stored", "deflated"):
        lines += [f"load {kind}.npz", f"save out-{kind}.npz {names}"]
    lines += [f"np.savez_compressed('out-small', {', '.join(f'{name}={name}' for name in arrays)})"]
    lines += ["t = load table.npy", "save out-table.csv t", "save out-table.txt t", "np.savetxt('out-text.txt', t)"]
    lines += ["u = np.loadtxt('table.txt')", "save u.npy u", "v = np.loadtxt('table.csv', delimiter=',')", "save v.npy v"]
    problem = run(binary, "\n".join(lines) + "\n", folder)
    if problem:
        return [problem]
    wrong = []
    for name, array in arrays.items():
        if (folder / f"out-{name}.npy").read_bytes() != saved(held(np.load(folder / f"{name}.npy")), folder):
            wrong.append(f"{name}.npy: {array.dtype} {array.shape}")
    for kind in ("stored", "deflated", "small"):
        with np.load(folder / f"out-{kind}.npz") as archive:
            if archive.files != list(arrays):
                wrong.append(f"{kind}.npz has {archive.files}")
            wrong += [f"{kind}.npz {name}" for name in arrays if not same(archive[name], held(arrays[name]))]
    expected = np.loadtxt(folder / "table.txt")
    for name, delimiter in (("out-table.csv", ","), ("out-table.txt", None), ("out-text.txt", None)):
        # The shortest digits of a float32 only reproduce the float32, not its value as float64.
        dtype = table.dtype if table.dtype == np.float32 and name != "out-text.txt" else float
        found = np.loadtxt(folder / name, delimiter=delimiter, dtype=dtype)
        if not np.array_equal(found, expected.astype(dtype), equal_nan=True):
            wrong.append(name)
    if (folder / "out-text.txt").read_bytes() != (folder / "table.txt").read_bytes():
        wrong.append("savetxt writes other text")
    for name, delimiter in (("u", None), ("v", ",")):
        source = folder / ("table.txt" if name == "u" else "table.csv")
        if not same(np.load(folder / f"{name}.npy"), np.loadtxt(source, delimiter=delimiter)):
            wrong.append(f"loadtxt of {source.name}")
    return wrong


def saved(array, folder):
    np.save(folder / "expected.npy", array)
    return (folder / "expected.npy").read_bytes()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--binary", default=str(ROOT / ".build/release/descent"))
    arguments = parser.parse_args()
    binary = pathlib.Path(arguments.binary).resolve()
    different = 0
    for seed in range(arguments.seed, arguments.seed + arguments.count):
        with tempfile.TemporaryDirectory() as folder:
            wrong = round_trip(binary, np.random.default_rng(seed), pathlib.Path(folder))
        if wrong:
            different += 1
            print(f"=== round {seed}\n" + "\n".join(wrong), flush=True)
    print(f"{arguments.count} rounds of files, {different} different")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
