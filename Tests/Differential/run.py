"""Runs random programs in Python with NumPy and in Descent: both must print the same text.

    python3 run.py [--count N] [--seed S] [--binary PATH] [--references [--wide] [--without KIND]…] [--generators]
                   [--shrink N]

Each program is a process of Descent that reads it from standard input; those about generators (`--generators`, the
programs of generators.py) are files. Of a program for which Python raises only the
fact is compared; of those about references (`--references`, the programs of references.py; every second one is a file)
also what it printed before. The first differences are printed with their programs minimised, the shortest last, and
all are counted by kind; the exit status is 1 if there is one.
"""

import environment

import argparse
import collections
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import generators
import programs
import references

ROOT = pathlib.Path(__file__).resolve().parents[2]


class Descent:
    """The program that is tested, and how it is tested: what it runs may come as a file, and what is printed before an
    error may count."""

    def __init__(self, binary, file=None, counts_before_errors=False):
        self.binary = binary
        self.file = file
        self.counts_before_errors = counts_before_errors

    def run(self, source):
        """What Descent prints, whether it failed, and what it says on standard error."""
        command = [self.binary]
        if self.file:
            with open(self.file, "w", encoding="utf-8") as file:
                file.write(source)
            command += ["run", self.file]
        try:
            done = subprocess.run(command, input=b"" if self.file else source.encode(), capture_output=True, timeout=20)
        except subprocess.TimeoutExpired:
            return "", True, "timeout"
        return done.stdout.decode(errors="replace"), done.returncode != 0, done.stderr.decode(errors="replace")


def differs(descent, source):
    """The difference for a program as (Python's text, Descent's, its errors), or nothing."""
    expected, must_fail = programs.run(source)
    text, failed, errors = descent.run(source)
    if must_fail != failed or ((descent.counts_before_errors or not must_fail) and expected != text):
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

    before = None
    while before != len(lines):
        before = size = len(lines)
        while size := size // 2:
            for start in range(len(lines) - size, 1, -size):
                candidate = lines[:start] + lines[start + size:]
                if still(candidate):
                    lines = candidate
    return "\n".join(lines) + "\n"


def kind(source, expected, text, errors):
    """What a difference is to be counted as: the kind of the statement at which it shows, and what Descent says."""
    offset = len(os.path.commonprefix([expected, text]))
    said = "other output"
    if text.endswith("(fails)\n") and not expected.endswith("(raises)\n"):
        said = next((line for line in errors.split("\n") if line.startswith("error:")), "timeout")
    said = re.sub(r"\(\d[\d, ]*\)|-?\d+(\.\d+)?|`[^`]*`|\b[a-z_]+\d*(?= has no| belongs)", "…", said)
    return (source.kind(offset) if isinstance(source, references.Source) else "programs"), said


def work_of(job):
    """The program of a job, and Descent as it is to run it."""
    seed, options = job
    if options.generators:
        file = os.path.join(tempfile.gettempdir(), f"descent-generators-{os.getpid()}.py")
        return generators.program(seed), Descent(options.binary, file, True)
    if not options.references:
        return programs.program(seed), Descent(options.binary)
    file = os.path.join(tempfile.gettempdir(), f"descent-references-{os.getpid()}.py") if seed % 2 else None
    return references.program(seed, options.wide, options.without), Descent(options.binary, file, True)


def compare(job):
    """The difference for a seed, or nothing."""
    source, descent = work_of(job)
    try:
        found = differs(descent, source)
    except programs.TooSlow:
        found = None
    if descent.file and os.path.exists(descent.file):
        os.remove(descent.file)
    return found and (job, kind(source, *found))


def shrunk(job):
    """A program that differs, minimised, with its difference."""
    source, descent = work_of(job)
    source = minimised(descent, source)
    return (job[0], source) + (differs(descent, source) or ("", "", "it doesn't differ when run again"))


def first_difference(expected, text):
    for one, other in zip(expected.split("\n"), text.split("\n")):
        if one != other:
            return f"  Python:  {one}\n  Descent: {other}"
    return f"  Python:  {len(expected)} characters\n  Descent: {len(text)} characters"


def show(seed, source, expected, text, errors):
    print(f"=== program {seed} ===\n{source}--- first difference\n{first_difference(expected, text)}")
    if errors:
        print("--- Descent says\n" + "\n".join(errors.rstrip().split("\n")[:6]))
    print(flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--binary", default=str(ROOT / ".build/release/descent"))
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--references", action="store_true", help="programs about names, views and shared objects")
    parser.add_argument("--wide", action="store_true", help="also with dictionaries, sets, classes, try, generators")
    parser.add_argument("--generators", action="store_true", help="programs about generators")
    parser.add_argument("--without", action="append", default=[], metavar="KIND", help="leave a kind of statement out")
    parser.add_argument("--shrink", type=int, default=20, metavar="N", help="how many differences are minimised and shown")
    options = parser.parse_args()
    jobs = [(seed, options) for seed in range(options.seed, options.seed + options.count)]
    with concurrent.futures.ProcessPoolExecutor(options.jobs) as pool:
        found = [difference for difference in pool.map(compare, jobs, chunksize=10) if difference]
        different = sorted(pool.map(shrunk, [job for job, _ in found[:options.shrink]]), key=lambda one: -len(one[1]))
    for difference in different:
        show(*difference)
    if options.references:
        for kinds in zip(*(kinds for _, kinds in found)):
            for name, count in collections.Counter(kinds).most_common(40):
                print(f"{count:6}  {name}")
            print()
    print(f"{options.count} programs, {len(found)} different")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
