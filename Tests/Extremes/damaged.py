#!/usr/bin/env python3
"""Damages sessions, notebooks and scripts, and gives them to every command that reads one.

    damaged.py [--count N] [--seed S] [--binary PATH] [--keep FOLDER] [--jobs N]

A file of Sessions or Tests/Fixtures gets some of DAMAGES: bytes changed, lines exchanged, brackets nested, lines made long,
characters that are read in odd ways. Then check, run, update, compare, export and import read it, in a folder of its own with
another beside it.

What fails: a signal, a status that no one documents, an error without a word, no end after Ctrl-C, and a file that is
written where it must not be. check, compare and watch's kin leave the folder as it was; update changes the file it was given,
export and import make the file they were asked for; run may make files in its own folder. What takes longer than 3 s is
stopped by Ctrl-C: a damaged `train 200` may be `train 20000000`.
"""

import argparse
import concurrent.futures
import glob
import hashlib
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
MEMORY = 3 << 30
PATIENCE = 3.0
"""Seconds before Ctrl-C."""
ENDLESS = 60.0
"""Seconds after Ctrl-C that no machine is too busy for."""
LARGEST = 6000
"""Bytes of the files to begin with."""

ODD = ["\u202e", "\u200b", "\ufeff", "\u2028", "\u0085", "\u0000", "e\u0301\u0301\u0301", "\uff11\uff12", "\u0661", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\ufffd",
       "\u00a0", "\u2212", "\u00d7", "\u201c", "\x1b[31m", "\x07", "\x7f", "\u0130", "\u00df", "\ufb01", "\U000e0041", "\u1160"]
INVALID = [b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x82", b"\x80"]
OPENERS = [("(", ")"), ("[", "]"), ("{", "}"), ("f'{", "}'"), ("-", ""), ("not ", ""), ("lambda: ", ""), ("x.", "y"), ("if x:\n ", ""), ("[0 for i in ", "]")]
LINES = ["# %%", "# %% [1]", "# %% [99999999999999999999]", "#>", "#> x", "#! error: x", "# descent 1", "# descent 2", "# descent 999", "#~ rtol=1e-3", "'''", "\\", "\x0c", "\t x",
         "undo", "goto 1", "reset", "quit", "while True: pass", "def f(): return f()", "f()", "seed", "load nothing.npy", "import os", "raise KeyboardInterrupt",
         "print('x' * 10 ** 7)", "x = [0] * 10 ** 12", "replay itself.session", "check damaged.session", "record damaged.session", "edit 1", "save ../beside/x.npy 1"]


def damaged(data, others, dice):
    """A text with some damages."""
    for _ in range(dice.randint(1, 4)):
        data = dice.choice(DAMAGES)(data, others, dice)
    return data


def change_bytes(data, _, dice):
    data = bytearray(data)
    for _ in range(dice.randint(1, 6)):
        if data:
            place = dice.randrange(len(data))
            data[place] = dice.choice([data[place] ^ 1 << dice.randrange(8), dice.randrange(256), dice.choice(b"()[]{}'\"\\:=;\n\t #%>!")])
    return bytes(data)


def exchange_lines(data, _, dice):
    lines = data.split(b"\n")
    one, other = dice.randrange(len(lines)), dice.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def repeat_lines(data, _, dice):
    lines = data.split(b"\n")
    start = dice.randrange(len(lines))
    return b"\n".join(lines[:start] + lines[start:start + 3] * dice.choice([2, 3, 200]) + lines[start:])


def drop_lines(data, _, dice):
    lines = data.split(b"\n")
    start = dice.randrange(len(lines))
    return b"\n".join(lines[:start] + lines[start + dice.randint(1, 5):])


def insert(data, what, dice):
    place = dice.randint(0, len(data))
    return data[:place] + what + data[place:]


def insert_odd(data, _, dice):
    return insert(data, dice.choice([dice.choice(ODD).encode(), dice.choice(INVALID)]) * dice.choice([1, 1, 1, 50]), dice)


def insert_line(data, _, dice):
    lines = data.split(b"\n")
    lines.insert(dice.randint(0, len(lines)), dice.choice(LINES).encode())
    return b"\n".join(lines)


def insert_nested(data, _, dice):
    opener, closer = dice.choice(OPENERS)
    count = dice.choice([20, 150, 400, 5000])
    return insert(data, (opener * count + "x" + closer * dice.choice([count, count - 1, 0])).encode(), dice)


def insert_long(data, _, dice):
    return insert(data, dice.choice([b"x" * 200_000, b"1" * 100_000, b"+1" * 50_000, b"'" + b"a" * 300_000 + b"'", b" " * 100_000, b"x = 1; " * 5000, b"\n" * 20_000]), dice)


def cut(data, _, dice):
    return data[:dice.randint(0, len(data))]


def join(data, others, dice):
    other = dice.choice(others)
    return data[:dice.randint(0, len(data))] + other[dice.randint(0, len(other)):]


def change_ends(data, _, dice):
    return data.replace(b"\n", dice.choice([b"\r\n", b"\r", b"\n\r"]), dice.choice([-1, 1, 5]))


DAMAGES = [change_bytes, change_bytes, exchange_lines, repeat_lines, drop_lines, insert_odd, insert_odd, insert_line, insert_line, insert_nested, insert_long, cut, join,
           change_ends]


def commands(name):
    """What is run with a damaged file, and what it may write besides."""
    if name.endswith((".ipynb", ".py")):
        return [(["run", name], None), (["import", name, "made.session"], {"made.session"})]
    return [(["check", name], set()), (["run", name], None), (["run", "--echo", name], None), (["compare", name, "whole.session"], set()),
            (["export", name, "made.py"], {"made.py"}), (["export", name, "made.ipynb"], {"made.ipynb"}), (["check", "--json", name], set()),
            (["update", name], {name})]


def marks(folder):
    """What there is below a folder: digests by path."""
    found = {}
    for path in glob.glob(os.path.join(folder, "**"), recursive=True, include_hidden=True):
        if os.path.isfile(path):
            with open(path, "rb") as file:
                found[os.path.relpath(path, folder)] = hashlib.sha1(file.read()).hexdigest()
    return found


def run(binary, arguments, folder, home):
    """Runs a command; gives its status, what it said, and whether it had to be killed."""
    def limited():
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 28, 1 << 28))
    state = {"HOME": home, "XDG_STATE_HOME": home, "TMPDIR": os.path.join(home, "tmp"), "PATH": "/usr/bin:/bin", "TERM": "dumb", "LC_ALL": "C.UTF-8", "PAGER": "cat", "EDITOR": "true"}
    said = tempfile.TemporaryFile()
    program = subprocess.Popen([binary, *arguments], cwd=folder, env=state, stdin=subprocess.DEVNULL, stdout=said, stderr=said, preexec_fn=limited)
    was_stopped = False
    try:
        program.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        was_stopped = True
        program.send_signal(signal.SIGINT)
        try:
            program.wait(ENDLESS)
        except subprocess.TimeoutExpired:
            program.kill()
            program.wait()
            return None, "", True
    said.seek(0)
    return program.returncode, said.read(1 << 20).decode(errors="replace"), was_stopped


def trial(job):
    """What went wrong with one damaged file: descriptions."""
    binary, seed, seeds = job
    dice = random.Random(seed)
    path, data = dice.choice(seeds)
    data = damaged(data, [other for _, other in seeds], dice)
    name = "damaged" + os.path.splitext(path)[1]
    wrong = []
    for arguments, may_write in commands(name):
        with tempfile.TemporaryDirectory(prefix="descent-damaged.") as place:
            folder, home, beside = (os.path.join(place, one) for one in ("folder", "home", "beside"))
            for one in (folder, home, beside, os.path.join(home, "tmp")):
                os.mkdir(one)
            for target, content in ((os.path.join(folder, name), data), (os.path.join(folder, "whole.session"), b"x = 1\nx\n#> 1\n"), (os.path.join(beside, "kept"), b"kept")):
                with open(target, "wb") as file:
                    file.write(content)
            before, before_beside = marks(folder), marks(beside)
            status, said, was_stopped = run(binary, arguments, folder, home)
            tell = [(f"{' '.join(arguments)} of {os.path.relpath(path, ROOT)}", seed)]
            if status is None:
                wrong += [(*one, "no end after Ctrl-C") for one in tell]
            elif status not in ((0, 1, 2, 130) if was_stopped else (0, 1, 2)):
                wrong += [(*one, f"status {status}: {said[-300:]}") for one in tell]
            elif status and not said.strip():
                wrong += [(*one, f"status {status} without a word") for one in tell]
            after = marks(folder)
            changed = {one for one in before.keys() | after.keys() if before.get(one) != after.get(one)}
            if may_write is not None and not changed <= may_write:
                wrong += [(*one, f"wrote {sorted(changed - may_write)}") for one in tell]
            if may_write is None and name in changed:
                wrong += [(*one, "changed the file that it ran") for one in tell]
            # A cell may save next to its folder when it runs, as in Python; no other command may.
            if marks(beside) != before_beside and may_write is not None:
                wrong += [(*one, f"wrote beside its folder: {sorted(marks(beside))}") for one in tell]
            left = [one for one in os.listdir(os.path.join(home, "tmp"))]
            if left and not was_stopped:
                wrong += [(*one, f"left {left} in the folder for what is temporary") for one in tell]
    return wrong, data, name


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default=os.path.join(ROOT, ".build-static", "release", "descent"))
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=int(time.strftime("%Y%m%d")))
    parser.add_argument("--seconds", type=float, help="begins no other file after so many")
    parser.add_argument("--keep", help="a folder for the files that something went wrong with")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    binary = os.path.abspath(options.binary)
    paths = sorted(path for pattern in ("Sessions/*.session", "Tests/Fixtures/**/*.session", "Tests/Fixtures/**/*.ipynb", "Tests/Fixtures/Interpreter/Differences/*.py")
                   for path in glob.glob(os.path.join(ROOT, pattern), recursive=True) if 0 < os.path.getsize(path) <= LARGEST)
    seeds = []
    for path in paths:
        with open(path, "rb") as file:
            seeds.append((path, file.read()))
    until = time.monotonic() + (options.seconds or 1e9)
    jobs = [(binary, options.seed * 1_000_000 + number, seeds) for number in range(options.count)]
    done = failed = 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for start in range(0, len(jobs), 8):
            if time.monotonic() > until:
                break
            for wrong, data, name in pool.map(trial, jobs[start:start + 8]):
                done += 1
                failed += bool(wrong)
                for what, seed, why in wrong:
                    print(f"{what} (seed {seed}): {why}", flush=True)
                if wrong and options.keep:
                    os.makedirs(options.keep, exist_ok=True)
                    with open(os.path.join(options.keep, f"{wrong[0][1]}-{name}"), "wb") as file:
                        file.write(data)
    print(f"{done - failed} passed, {failed} failed (seed {options.seed})")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
