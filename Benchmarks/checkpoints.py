#!/usr/bin/env python3
"""What a cell costs that sets one of many names, since the workspace of before is kept: against one of few names."""

import argparse
import os
import resource
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def seconds(binary, names, cells, folder):
    """The processor time of a shell for so many cells in a workspace of so many names, from standard input."""
    text = "big = zeros(1250000)\n" + "; ".join(f"v{number} = {number}" for number in range(names)) + "\n"
    text += "".join(f"v0 = {number}\n" for number in range(cells))
    start = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run([binary], input=text.encode(), check=True, cwd=folder, stdout=subprocess.DEVNULL)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - start


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", default=os.path.join(ROOT, ".build-static", "release", "descent"))
    parser.add_argument("--cells", type=int, default=4000)
    options = parser.parse_args()
    binary = os.path.abspath(options.binary)
    with tempfile.TemporaryDirectory() as folder:
        def cost(names):
            """Seconds a cell, the best of five, without what the shell takes to start and make the names."""
            return min(seconds(binary, names, options.cells, folder) - seconds(binary, names, 1, folder)
                       for _ in range(5)) / options.cells
        few = cost(10)
        print(f"a cell with 10 names: {few * 1e6:.1f} µs")
        for names in [1000, 10000]:
            many = cost(names)
            print(f"a cell with {names} names: {many * 1e6:.1f} µs; its checkpoint: {(many - few) * 1e6:.1f} µs")
    return 0


if __name__ == "__main__":
    sys.exit(main())
