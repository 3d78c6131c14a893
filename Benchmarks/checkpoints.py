#!/usr/bin/env python3
"""What it costs that cells can be undone: the logs of small changes to large things, and of many cells.

Each figure is a difference of two runs of a shell that reads its cells from standard input, so that what starting, parsing
and making the large thing take doesn't count. Times are of the processor, the best of a few runs; memory is the peak of the
process.
"""

import argparse
import os
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
MAKE = {
    "array": "x = np.ones(125_000_000)",
    "list": "l = list(range(1_000_000))",
    "names": "; ".join(f"v{number} = {number}" for number in range(1000)),
    "few names": "; ".join(f"v{number} = {number}" for number in range(10)),
}


def run(binary, folder, cells):
    """Processor seconds and peak bytes of a shell for these cells."""
    path = os.path.join(folder, "cells")
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(cells) + "\n")
    with open(path, "rb") as file:
        child = subprocess.Popen([binary], stdin=file, cwd=folder, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"the shell ended with {child.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def cost(binary, folder, start, cells, without=None, times=5):
    """Seconds and bytes for the cells, beyond those of the cells `without`."""
    pairs = [(run(binary, folder, [start] + cells), run(binary, folder, [start] + (without or ["pass"])))
             for _ in range(times)]
    return (min(one[0] for one, _ in pairs) - min(other[0] for _, other in pairs),
            min(one[1] for one, _ in pairs) - min(other[1] for _, other in pairs))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", default=os.path.join(ROOT, ".build-static", "release", "descent"))
    parser.add_argument("--cells", type=int, default=1000)
    options = parser.parse_args()
    binary, count = os.path.abspath(options.binary), options.cells
    with tempfile.TemporaryDirectory() as folder:
        def per_cell(start, cells, without):
            seconds, _ = cost(binary, folder, start, cells * count, without * count)
            return seconds / count * 1e6

        seconds, size = cost(binary, folder, MAKE["array"], ["x[62_500_000] = 2", "undo"] * 20, times=3)
        print(f"one element of a 1 GB array changed, and that undone: {seconds / 20 * 1e3:.3f} ms, {size / 1e6 / 20:.3f} MB")
        changes = per_cell(MAKE["list"], ["l.append(1)"], ["l.index(0);"])
        print(f"an append to a list of a million: {changes:.1f} µs more than a cell that looks at it")
        many, few = (per_cell(MAKE[names], ["v0;"], ["pass"]) for names in ["names", "few names"])
        print(f"a cell that changes nothing, among 1,000 names: {many - few:.2f} µs more than among 10")
        many, few = (per_cell(MAKE[names], ["v0 = 5"], ["pass"]) for names in ["names", "few names"])
        print(f"a cell that sets one of 1,000 names: {many - few:.2f} µs more than one of 10")
        seconds, size = cost(
            binary, folder, "x = np.zeros(1000); l = [0]", ["x[5] += 1; l.append(x[5])"] * 100_000, times=1)
        print(f"100,000 cells that change an array and a list: {seconds:.1f} s, {size / 1e6:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
