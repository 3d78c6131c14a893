#!/usr/bin/env python3
"""Types random cells, undos, redos, edits, failures and Ctrl-C at the program; what it records must replay to the same bits.

Each shell writes its session with `record --digests`, and every few steps `descent check` replays the file in a new
process: text and digests of all values and of the random state.
"""

import argparse
import multiprocessing
import os
import random
import shutil
import sys
import tempfile
import time
import traceback

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from program import Failure, ROOT, Shell, run  # noqa: E402

STEPS = 250
"""How many steps a shell takes."""

MODEL = "x = rand 6 3; y = rand 6 1; w = rand 3 1; b = rand 1 1"
CELLS = [
    "A = N", "A = B + N", "A = rand N M", "rand N", "A = rand 3; A", "seed N", "A += N", "A[0] = N", "A = arange(5); shuffle(A)",
    "g = np.random.default_rng(N)", "g = np.random.default_rng()", "A = g.random(N)", "f = lambda v: v + N", "A = f(B)",
    "A", "_", "A = _", "print(A, 'N')", "print('no end', end='')", "whos", "del A", "reset", "A = 3; reset", "reset; A = N",
    "help loss", "B = undefined_name", "A = 1; B = 1 / 0", "time A = rand N", "rand 2; boom", "A = 'a # %% b'; print(A)",
    "A = '''one\\n#> two'''; print(A)", "A = N  # a comment", MODEL, MODEL, "loss y w", "y_hat = forward x w b", "step",
    "train 5 lr=0.05", "train N every=1", "train 3; A = N", "losses", "w = w * 0.5 + rand(3, 1)", "diff N", "history", "why A",
    "A = N; B = M; A; B", "A = -0.0; A", "extract A /dev/null/x", "A = [1, 2]; A.append(N)",
    "A = N; for", "record", "print(N, end=''); print(M)",
]
TRAVEL = ["undo", "undo", "undo 2", "undo 3", "redo", "redo 2", "goto P", "goto 0", "rerun P", "rerun P Q", "edit P"]
INTERRUPTED = ["train 10000000 every=0", "train 10000000 every=1000", "a = [v for v in range(10 ** 7)]"]


class Typist:
    """Someone who types at a shell, and sometimes presses Ctrl-C."""

    cells, interrupted, interrupts = CELLS, INTERRUPTED, 40

    def __init__(self, binary, seed):
        self.binary = binary
        self.random = random.Random(seed)
        self.folder = tempfile.mkdtemp(prefix="descent-random.")
        self.last = []
        self.checks = 0
        # The editor changes a number in the cell, possibly to the same one.
        editor = os.path.join(self.folder, "editor")
        with open(editor, "w", encoding="utf-8") as file:
            file.write("#!/bin/sh\nsed -i \"s/[1-9]/$(($$ % 9 + 1))/\" \"$1\"\n")
        os.chmod(editor, 0o755)
        self.shell = Shell(binary, state=self.folder, folder=self.folder, EDITOR=editor)
        self.number = 0
        self.cell("record s.session --digests")

    def cell(self, text):
        self.last = self.last[-30:] + [text]
        self.number = self.shell.next_number()
        shown = self.shell.cell(text)
        if text.startswith(("rerun", "edit")):
            # Each cell that runs again may print a prompt.
            self.shell.settle()
        return shown

    def random_text(self):
        return self.filled(self.random.choice(TRAVEL if self.random.randrange(4) == 0 else self.cells))

    def filled(self, text):
        """The text with names, numbers and numbers of cells in their places."""
        for place in "AB":
            text = text.replace(place, self.random.choice("acde"))
        first = self.random.randrange(1, self.number + 1)
        text = text.replace("P", str(first)).replace("Q", str(first + self.random.randrange(3)))
        return text.replace("N", str(self.random.randrange(1, 9))).replace("M", str(self.random.randrange(1, 9)))

    def step(self):
        if self.random.randrange(self.interrupts) == 0:
            self.interrupt()
        else:
            self.cell(self.random_text())

    def interrupt(self):
        """Ctrl-C in a training that would take minutes, or in another cell."""
        text = self.filled(self.random.choice(self.interrupted))
        self.last.append(f"{text} ^C")
        self.number = self.shell.next_number()
        self.shell.wait_for(b"]: ")
        self.shell.type(text + "\n")
        self.shell.wait_for(b"\n")
        until = time.monotonic() + 0.01 + 0.03 * self.random.random()
        while time.monotonic() < until:
            self.shell.read(0.005)
        os.write(self.shell.terminal, b"\x03")
        self.shell.wait_for_prompt()
        self.shell.settle()

    def check(self):
        self.checks += 1
        path = os.path.join(self.folder, "s.session")
        status, output = run(self.binary, "check", path, state=self.folder)
        with open(path, encoding="utf-8") as file:
            text = file.read()
        if status != 0 and not ("nothing is recorded" in output or "nothing recorded" in output):
            raise Failure(f"it does not replay:\n{output}\nafter {self.last!r}\nthe session:\n{text}")
        return status == 0

    def close(self):
        self.shell.kill()
        shutil.rmtree(self.folder)


def drive(job):
    """One shell; gives its number, what went wrong or nothing, and how many steps and checks there were."""
    kind, index, seed, binary, every = job
    typist = None
    try:
        typist = kind(binary, f"{seed} {index}")
        good = 0
        for step in range(STEPS):
            typist.step()
            if step % every == every - 1:
                good += typist.check()
        if good == 0:
            raise Failure("no file had anything to check")
        return index, None, STEPS, typist.checks
    except Failure as failure:
        return index, f"{failure}\nthe last cells: {typist.last if typist else []!r}", 0, 0
    except Exception:
        return index, traceback.format_exc(), 0, 0
    finally:
        if typist:
            typist.close()


def main(kind, description, every=5):
    """Has someone of a kind type at many shells."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--steps", type=int, default=10000)
    parser.add_argument("--every", type=int, default=every, help="steps between two checks")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shell", type=int, help="only this one of the shells")
    parser.add_argument("--binary", default=os.path.join(ROOT, ".build", "debug", "descent"))
    options = parser.parse_args()
    shells = range(-(-options.steps // STEPS)) if options.shell is None else [options.shell]
    jobs = [(kind, index, options.seed, os.path.abspath(options.binary), options.every) for index in shells]
    start = time.monotonic()
    failed = steps = checks = 0
    with multiprocessing.Pool(2) as pool:
        for index, trouble, done, checked in pool.imap_unordered(drive, jobs):
            steps += done
            checks += checked
            if trouble is not None:
                failed += 1
                print(f"FAILED --seed {options.seed} --shell {index}: " + trouble.replace("\n", "\n    "), flush=True)
    print(f"{steps} steps, {checks} replays in {time.monotonic() - start:.0f} s")
    print(f"{len(jobs) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(Typist, __doc__))
