"""Runs random programs in Python with NumPy and in Descent: both must print the same text.

    python3 run.py [--count N] [--seed S] [--binary PATH]

Each program is a process of Descent that reads it from standard input. Of a program for which Python raises only the
fact is compared. Every difference is printed with its program minimised; the exit status is 1 if there is one.
"""

import environment

import argparse
import concurrent.futures
import os
import pathlib
import subprocess
import sys

import programs

ROOT = pathlib.Path(__file__).resolve().parents[2]


class Descent:
    """The program that is tested."""

    def __init__(self, binary):
        self.binary = binary

    def run(self, source):
        """What Descent prints, whether it failed, and what it says on standard error."""
        try:
            done = subprocess.run([self.binary], input=source.encode(), capture_output=True, timeout=20)
        except subprocess.TimeoutExpired:
            return "", True, "timeout"
        return done.stdout.decode(errors="replace"), done.returncode != 0, done.stderr.decode(errors="replace")


def differs(descent, source):
    """The difference for a program as (Python's text, Descent's, its errors), or nothing."""
    expected, must_fail = programs.run(source)
    text, failed, errors = descent.run(source)
    if must_fail != failed or (not must_fail and expected != text):
        return (expected + ("(raises)\n" if must_fail else ""), text + ("(fails)\n" if failed else ""), errors)
    return None


def minimised(descent, source):
    """The program with all lines dropped that the difference doesn't need."""
    lines = source.rstrip("\n").split("\n")
    raises = programs.run(source)[1]

    def still(candidate):
        text = "\n".join(candidate) + "\n"
        try:
            compile(text, "program", "exec")
        except SyntaxError:
            return False
        try:
            return programs.run(text)[1] == raises and differs(descent, text) is not None
        except programs.TooSlow:
            return False

    size = max(1, len(lines) // 2)
    while size:
        start = len(lines) - size
        while start >= 2:
            candidate = lines[:start] + lines[start + size:]
            if still(candidate):
                lines = candidate
            start -= size
        size //= 2
    return "\n".join(lines) + "\n"


def compare(job):
    """The difference for a seed, its program minimised, or nothing."""
    seed, binary = job
    descent = Descent(binary)
    source = programs.program(seed)
    if differs(descent, source) is None:
        return None
    source = minimised(descent, source)
    return (seed, source) + differs(descent, source)


def first_difference(expected, text):
    for one, other in zip(expected.split("\n"), text.split("\n")):
        if one != other:
            return f"  Python:  {one}\n  Descent: {other}"
    return f"  Python:  {len(expected)} characters\n  Descent: {len(text)} characters"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--binary", default=str(ROOT / ".build/release/descent"))
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    arguments = parser.parse_args()
    jobs = [(seed, arguments.binary) for seed in range(arguments.seed, arguments.seed + arguments.count)]
    different = 0
    with concurrent.futures.ProcessPoolExecutor(arguments.jobs) as pool:
        for found in pool.map(compare, jobs, chunksize=10):
            if found is None:
                continue
            different += 1
            seed, source, expected, text, errors = found
            print(f"=== program {seed} ===\n{source}--- first difference\n{first_difference(expected, text)}")
            if errors:
                print("--- Descent says\n" + "\n".join(errors.rstrip().split("\n")[:6]))
            print(flush=True)
    print(f"{arguments.count} programs, {different} different")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
