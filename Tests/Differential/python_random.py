#!/usr/bin/env python3
"""Compares draws of Python's `random` in Descent with CPython's, many of each function for many seeds, by a digest.

    Tests/Differential/python_random.py [--count 1000000] [--seeds 20] [NAME…]     DESCENT names the binary

One program a function and seed, run by both; it prints a number that each draw goes into.
"""

import argparse
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
DRAWS = {
    "random": "random.random()", "uniform": "random.uniform(-3, 5)", "randint": "random.randint(-7, 10**12)",
    "randrange": "random.randrange(5, 5000, 7)", "choice": "random.choice(items)", "choices": "random.choices(items, weights, k=3)[2]",
    "sample": "random.sample(items, 3)[1]", "gauss": "random.gauss(1, 2)", "normalvariate": "random.normalvariate(0, 3)",
    "lognormvariate": "random.lognormvariate(0, 0.5)", "betavariate": "random.betavariate(0.5, 3)",
    "gammavariate": "random.gammavariate(2.5, 2)", "expovariate": "random.expovariate(0.25)",
    "triangular": "random.triangular(2, 9, 3)", "vonmisesvariate": "random.vonmisesvariate(1, 4)",
    "paretovariate": "random.paretovariate(2)", "weibullvariate": "random.weibullvariate(2, 1.5)",
    "getrandbits": "random.getrandbits(40)", "shuffle": "(random.shuffle(items), items[0])[1]",
}


def program(draw, seed, count):
    return (
        f"import random\nrandom.seed({seed!r})\nitems = [3, 1, 4, 15, 92, 65]\nweights = [5, 3, 1, 0.5, 2, 1]\ntotal = 0\n"
        f"for i in range({count}): total = (total * 1000003 + hash({draw}) % 1099511627776) % 1099511627776\nprint(total)\n")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--count", type=int, default=1_000_000)
    arguments.add_argument("--seeds", type=int, default=20)
    arguments.add_argument("names", nargs="*")
    given = arguments.parse_args()
    descent = os.environ.get("DESCENT", str(ROOT / ".build/release/descent"))
    seeds = [("a text " if n % 3 == 2 else 0.5 if n % 3 == 1 else 7) * n for n in range(1, given.seeds + 1)]
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "program.py"
        for name in given.names or DRAWS:
            for seed in seeds:
                path.write_text(program(DRAWS[name], seed, given.count))
                runs = [subprocess.run([*command, path], capture_output=True, text=True) for command in ([sys.executable], [descent, "run"])]
                if runs[0].stdout != runs[1].stdout or not runs[0].stdout:
                    wrong += 1
                    print(f"{name}, seed {seed!r}: {runs[0].stdout.strip()} and {runs[1].stdout.strip()} {runs[1].stderr.strip()}")
            print(f"{name}: {len(seeds)} seeds of {given.count} draws")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
