"""Measures what `check` of a session takes beside `run` of it: whole processes, in turns.

    /usr/bin/python3 Benchmarks/checking.py [--binary PATH] [--rounds N] [SESSION]

The session is the notebook's with the loss of every epoch, 2,003 recorded lines; the goal is a ratio of at most 1.5.
Run it on a machine that does nothing else, with the release binary (`Scripts/run --version` builds it).
"""

import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
GOAL = 1.5


def seconds(arguments):
    """How long a program takes from its start to its end; its output goes nowhere."""
    begin = time.perf_counter()
    subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begin


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", default=os.path.join(ROOT, ".build-static/release/descent"))
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("session", nargs="?", default=os.path.join(ROOT, "Sessions/notebook.session"))
    options = parser.parse_args()
    if not os.path.exists(options.binary):
        sys.exit(f"there is no {options.binary}; Scripts/run --version builds it")
    jobs = {name: [options.binary, name, options.session] for name in ("run", "check")}
    samples = {name: [] for name in jobs}
    for number in range(options.rounds):
        # The second command finds warmer caches, so the order alternates.
        for name in sorted(jobs, reverse=number % 2 == 1):
            samples[name].append(seconds(jobs[name]))
    medians = {name: statistics.median(taken) for name, taken in samples.items()}
    for name, median in medians.items():
        lower, _, upper = statistics.quantiles(samples[name], n=4)
        print(f"{name:5}  {median * 1e3:.2f} ms  (quartiles {lower * 1e3:.2f} to {upper * 1e3:.2f})")
    ratio = medians["check"] / medians["run"]
    print(f"check / run  {ratio:.2f}  (goal: at most {GOAL})")


if __name__ == "__main__":
    main()
