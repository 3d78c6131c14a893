"""Types into the program in a pseudo-terminal and compares what a terminal would show with golden screens.

    /usr/bin/python3 run.py [--binary PATH] [--workers N] [--deadline SECONDS] [--list] [NAME…]

A scenario is a function in `scenarios/`; NAME picks those whose names hold it. Its golden screens are in `golden/`,
which RECORD_FIXTURES=1 writes anew; such a run fails on purpose, so that the difference is read before it is committed.
Needs pyte, the terminal emulator.
"""

import argparse
import importlib
import multiprocessing
import os
import pathlib
import sys
import time
import traceback

from harness.desk import GOLDEN, Desk
from harness.scenario import SCENARIOS
from harness.terminal import Failure

ROOT = pathlib.Path(__file__).resolve().parents[2]
RECORDS = os.environ.get("RECORD_FIXTURES") == "1"

for module in sorted(pathlib.Path(__file__).with_name("scenarios").glob("*.py")):
    importlib.import_module(f"scenarios.{module.stem}")


def run(job):
    """Runs one scenario; gives its name, what went wrong (or nothing), and the seconds it took."""
    key, binary, deadline = job
    name, columns, lines, function = SCENARIOS[key]
    start = time.monotonic()
    desk = Desk(name, binary, columns, lines, RECORDS, deadline)
    try:
        function(desk)
        desk.leave_all()
        trouble = None
        if RECORDS:
            desk.record()
        else:
            unused = desk.golden.keys() - desk.shown.keys()
            if unused:
                trouble = f"golden screens that are not shown: {', '.join(sorted(unused))}"
    except Failure as failure:
        trouble = str(failure)
        for frame in traceback.extract_tb(failure.__traceback__):
            if "scenarios" in frame.filename:
                trouble = f"at line {frame.lineno}: {frame.line}\n{trouble}"
    except Exception:
        trouble = traceback.format_exc()
    finally:
        desk.close()
    return key, trouble, time.monotonic() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--binary", default=str(ROOT / ".build" / "debug" / "descent"))
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--deadline", type=float, default=30.0)
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    keys = [key for key in SCENARIOS if not options.names or any(name in key for name in options.names)]
    if options.list:
        print("\n".join(keys))
        return 0
    binary = os.path.abspath(options.binary)
    if not os.access(binary, os.X_OK):
        print(f"there is no program {binary}", file=sys.stderr)
        return 2
    failed = 0
    with multiprocessing.Pool(max(1, options.workers), maxtasksperchild=8) as pool:
        for key, trouble, seconds in pool.imap_unordered(run, [(key, binary, options.deadline) for key in keys]):
            print(f"{'ok    ' if trouble is None else 'FAILED'} {key} ({seconds:.1f} s)")
            if trouble is not None:
                failed += 1
                print("\n".join("    " + line for line in trouble.splitlines()))
            sys.stdout.flush()
    if not options.names and not RECORDS:
        failed += stray_files()
    print(f"{len(keys) - failed} passed, {failed} failed")
    if RECORDS:
        print("recorded; read the difference before committing it")
    return 1 if failed or RECORDS or not keys else 0


def stray_files():
    """Tells of golden files that belong to no scenario."""
    expected = {f"{key}.txt" for key in SCENARIOS}
    stray = sorted(path.name for path in GOLDEN.iterdir() if path.name not in expected)
    for name in stray:
        print(f"FAILED golden/{name} belongs to no scenario")
    return len(stray)


if __name__ == "__main__":
    sys.exit(main())
