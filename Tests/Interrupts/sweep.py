#!/usr/bin/env python3
"""Calls every built-in and operator on large values, presses Ctrl-C, and tells how long the prompt takes to come back.

    sweep.py [NAME…] [--sample N] [--seed S] [--known] [--binary PATH] [--limit MS] [--jobs N]

The goal is 50 ms: whatever a cell does, Ctrl-C ends it, puts back what it changed, and gives the prompt within that.

What is called. The entries come from the pages of `help`, methods too; each is called with what its needed parameters
take: first on small values, to see what it takes and what is slowest, then on ten million elements, and on a hundred
million where that is done too soon. What is done is undone, so that each call finds the values as they were made.
Operators, indices, formats, printing, and calls that once were slow stand in CALLS (calls.py).
What can't be made long stands in SHORT with its reason, and in the table as "short" with the longest that it took.

What is measured. A program at a terminal holds the values and runs one call after the other. Ctrl-C comes after 0.06
and 0.4 s, each varied by the seed; the delay is the time until the next prompt, or what the processor did meanwhile
where that is less, as it is on a busy machine. A call that is done sooner is run again and stopped within its time. What
takes longer than the limit is done three times, and the least counts: a busy machine is slow once.

What fails. The table shows all delays over the limit (50 ms), but a test must not fail for a machine that is busy: the
exit status is 1 only if a delay was over a second three times in a row, if the program ended, or, without --sample, if
an entry was never called. --sample N takes N entries of those that there are, by the seed, which is a day's in CI.
"""

import argparse
import concurrent.futures
import itertools
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

sys.dont_write_bytecode = True
FOLDER = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [FOLDER, os.path.join(os.path.dirname(FOLDER), "Recording")]
from calls import ARGUMENTS, CALLS, SHORT, VALUES, WRITTEN  # noqa: E402
from program import Failure, ROOT, Shell, environment  # noqa: E402

GROUPS = "make random learn look sessions travel elementwise reductions shaping products python".split()
RECEIVERS = {"tensor": "V", "list": "L", "str": "S", "rng": "rng"}
SMALL, LARGE, LARGEST = 10_000, 10_000_000, 100_000_000
MOMENTS = (0.06, 0.4)
"""Seconds from a call to Ctrl-C."""
SHORTEST = 0.06
"""What takes no longer than this isn't stopped."""
LONGEST = 10
"""Seconds after which a program that doesn't react is killed."""
FAILING = 1.0
"""The delay in seconds that fails if it is exceeded three times in a row."""
MEMORY = 10 << 30


class Program(Shell):
    """The program at a terminal, with large values of one size."""

    def __init__(self, binary, n):
        # `last` is the number of the last cell that created a value.
        self.n, self.binary, self.made, self.last = n, binary, {}, 0
        self.folder = tempfile.mkdtemp(prefix="descent-sweep.")
        super().__init__(binary, state=self.folder, DESCENT_HISTORY="", DESCENT_JOURNAL="", PAGER="cat")

    def comes(self, seconds):
        """What comes before the next prompt, if that comes in time."""
        until, looked_through = time.monotonic() + seconds, 0
        while (place := self.seen.find(b"In [", looked_through)) < 0:
            if (left := until - time.monotonic()) <= 0:
                return None
            # Only the end of a long output is searched.
            if len(self.seen) > 1 << 20:
                del self.seen[:-4096]
            looked_through = max(0, len(self.seen) - 4)
            if not self.read(min(left, 0.2)):
                raise Failure(self.seen[-300:].decode(errors="replace").strip())
        before = self.seen[:place].decode(errors="replace")
        del self.seen[:place + 4]
        return before

    def make(self, call):
        """Makes the values that a call names, and those that these are made of."""
        for name in VALUES:
            if name not in self.made and re.search(rf"(?<![\w.'\"]){name}(?![\w('\"=])", call):
                self.made[name] = True
                source = VALUES[name].format(n=self.n)
                self.make(source.partition(" = ")[2] or source)
                for line in source.split("; "):
                    self.last = int(self.wait_for(b"]: "))
                    self.type(line + "\n")
                    if "error" in (said := self.comes(120) or "error"):
                        raise Failure(f"no {name}: {said}")

    def processor(self):
        """Seconds that all its threads have computed."""
        return time.clock_gettime((~self.pid << 3) | 2)

    def ends(self, call, moment):
        """How a call ends: "done" with the seconds it took, "stopped" with those from Ctrl-C to the prompt, or an error."""
        self.make(call)
        self.wait_for(b"]: ")
        start = time.monotonic()
        self.type(statement(call) + "\n")
        if (said := self.comes(moment)) is not None:
            seconds = time.monotonic() - start
            self.go_back(said)
            return told(said) or "done", seconds
        computed, start = self.processor(), time.monotonic()
        os.kill(self.pid, signal.SIGINT)
        if (said := self.comes(LONGEST)) is None:
            return "killed", LONGEST
        delay = min(time.monotonic() - start, self.processor() - computed)
        # Ctrl-C may have arrived when the call had ended, and then the prompt appears twice.
        self.wait_for(b"]: ")
        self.type("print('syn' + 'ced')\n")
        try:
            self.wait_for(b"synced\r\n", 10)
            self.wait_for_prompt()
        except Failure:
            # That Ctrl-C discarded the line.
            self.type("\x15print('syn' + 'ced')\n")
            self.wait_for(b"synced\r\n")
            self.settle()
        if "interrupted" in said:
            return "stopped", delay
        self.go_back(said)
        return told(said) or "done", delay

    def go_back(self, said):
        """Puts the values back as they were made, after a call that was done."""
        if not told(said):
            self.wait_for(b"]: ")
            self.type(f"goto {self.last}\n")
            self.wait_for_prompt()

    def is_full(self):
        with open(f"/proc/{self.pid}/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * 4096 > MEMORY // 2

    def end(self):
        try:
            self.kill()
        except (ProcessLookupError, OSError):
            pass
        shutil.rmtree(self.folder, ignore_errors=True)


def told(said):
    """The error that a cell told, if it did."""
    found = re.search(r"(?m)^(?:error|Error)\b.*", said)
    return found[0].strip() if found else None


def statement(call):
    """What is typed: values of calls aren't shown."""
    is_call = re.fullmatch(r"(?s)[\w.]*(\(.*\))?|[^=;]*", call) and not re.match(r"print\b|[A-Z]$|[a-z]+ [A-Z('\w]|for |while |del ", call)
    return f"({call}) is None;" if is_call and not re.search(r"[^=!<>]=[^=]", re.sub(r"\(.*\)", "", call)) else call


class Programs(threading.local):
    """A thread's programs by the size of their values."""

    def __init__(self, binary):
        self.binary, self.running = binary, {}

    def ends(self, call, n, moment):
        program = self.running.get(n)
        if program and program.is_full():
            self.end(n)
            program = None
        if not program:
            program = self.running[n] = Program(self.binary, n)
        try:
            ending = program.ends(call, moment)
        except Failure as failure:
            ending = f"ended: {failure}", 0.0
        if ending[0] == "killed" or ending[0].startswith("ended"):
            self.end(n)
        return ending

    def end(self, *sizes):
        for n in sizes or list(self.running):
            if program := self.running.pop(n, None):
                program.end()


def entries(binary, state):
    """All entries and methods with the calls that are tried of them."""
    def said(topic):
        return subprocess.run([binary, "-c", f"help {topic}"], capture_output=True, text=True, env=environment(state)).stdout
    names = []
    for group in GROUPS:
        text = said(group)
        names += re.findall(r"(?m)^  ([A-Za-z_.0-9]+)  +\S", text[text.rfind("\n\n"):] if group in ("travel", "sessions") else text)
    for receiver in RECEIVERS:
        methods = said(receiver).partition("\nMethods\n")[2]
        names += [receiver + "." + name.split(".")[1] for name in re.findall(r"(?m)^  (\w+\.\w+)  +\S", methods)]
    found = {}
    for name in dict.fromkeys(names):
        if name in SHORT:
            continue
        if name in WRITTEN:
            found[name] = WRITTEN[name]
        elif signature := re.match(r"(?s)[\w.]+\((.*?)\)\n", said(name.replace("tensor.", "x."))):
            found[name] = calls_of(name, signature[1])
    return found


def calls_of(name, signature):
    """The calls of an entry that are tried, by its parameters."""
    parts = [part for part in re.split(r",\s*", re.sub(r"=\([^)]*\)", "=", signature)) if part and not part.startswith("/")]
    positional = list(itertools.takewhile(lambda part: not part.startswith("*"), parts))
    needed = sum("=" not in part for part in positional) + any(re.match(r"\*\w", part) for part in parts)
    keywords = {part.partition("=")[0] for part in parts}
    receiver, _, method = name.partition(".")
    called = f"{RECEIVERS[receiver]}.{method}" if receiver in RECEIVERS and method else name
    def fits(arguments):
        named = [argument.partition("=")[0] for argument in arguments if "=" in argument]
        return len(arguments) - len(named) in (needed, max(1, needed) if not named else needed) and keywords.issuperset(named)
    return [f"{called}({', '.join(arguments)})" for arguments in ARGUMENTS if fits(arguments)]


class Sweep:
    """What runs the calls of entries."""

    def __init__(self, options, binary):
        self.limit, self.programs = options.limit / 1000, Programs(binary)
        self.seed, self.is_sample, self.refused = options.seed, bool(options.sample), []

    def entry(self, name, calls):
        """The rows of an entry's calls, the worst first: (delay, name, how it ended, call, size, the moment of Ctrl-C)."""
        dice = random.Random(f"{self.seed} {name}")
        is_written = name in CALLS or name in WRITTEN
        if not is_written:
            calls = self.by_time(calls)
        elif self.is_sample:
            calls = dice.sample(calls, min(3, len(calls)))
        rows, wanted = [], len(calls) if is_written else 1 if self.is_sample else 2
        for call in calls:
            row = self.call(name, call, dice)
            is_taken = row[2] in ("stopped", "short", "killed") or row[2].startswith("ended")
            if is_taken:
                rows.append(row)
            elif is_written:
                self.refused.append(row)
            if len(rows) == wanted:
                break
        rows = rows or [(0.0, name, "no call fits", "", 0, 0.0)]
        return sorted(rows, key=lambda row: (row[2].startswith("ended"), row[0], row[2] in ("stopped", "short")), reverse=True)

    def by_time(self, calls):
        """The calls that small values fit, those first that take longest."""
        taking = []
        for call in calls:
            how, seconds = self.programs.ends(call, SMALL, 0.25)
            if how in ("done", "stopped", "killed") or how.startswith("ended"):
                taking.append((seconds + (how != "done"), call))
        return [call for _, call in sorted(taking, reverse=True)]

    def call(self, name, call, dice):
        worst = (0.0, name, "short", call, LARGE, 0.0)
        moments = [dice.choice(MOMENTS)] if self.is_sample else MOMENTS
        n = LARGE
        for moment in moments:
            moment *= dice.uniform(0.6, 1.4)
            row = self.stop(name, call, n, moment)
            if row[2] == "done" and row[5] < SHORTEST and n == LARGE and not self.is_sample and not re.search(r"\b[LTPRW]\b|K \*|N \*", call):
                n = LARGEST
                row = self.stop(name, call, n, moment)
            if row[2] == "done" and row[5] > SHORTEST:
                row = self.stop(name, call, n, row[5] * dice.uniform(0.2, 0.8))
            if row[2] == "done":
                row = (0.0, name, "short", call, n, row[5])
            worst = max(worst, row)
            if row[2] not in ("stopped", "short"):
                worst = row
                break
        if n == LARGEST:
            # These use as much memory as ten others, and few calls need them.
            self.programs.end(n)
        return worst

    def stop(self, name, call, n, moment):
        """A row; three times, and the least, if it takes longer than the limit."""
        least = None
        for _ in range(3):
            how, seconds = self.programs.ends(call, n, moment)
            if how == "done":
                return (0.0, name, how, call, n, seconds)
            row = (seconds if how in ("stopped", "killed") else 0.0, name, how, call, n, moment)
            least = min(least or row, row)
            if least[0] <= self.limit or how == "killed":
                break
        return least


def line(row):
    delay, name, how, call, n, moment = row
    return f"{1000 * delay:8.0f} ms  {name:18} {how[:60]:8} {call}  n={n:.0e} {'took' if how == 'short' else 'at'} {1000 * moment:.0f} ms"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--binary", default=os.path.join(ROOT, ".build-static", "release", "descent"))
    parser.add_argument("--limit", type=float, default=50, help="milliseconds after Ctrl-C that the table shows")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--known", action="store_true", help="only the calls that are written out here")
    parser.add_argument("--sample", type=int, help="so many entries of those that there are")
    parser.add_argument("--seed", default=time.strftime("%Y%m%d"))
    options = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    binary = os.path.abspath(options.binary)
    with tempfile.TemporaryDirectory() as state:
        jobs = dict(CALLS) if options.known else {**CALLS, **entries(binary, state)}
    if options.names:
        jobs = {name: jobs[name] for name in options.names}
    if options.sample:
        jobs = {name: jobs[name] for name in random.Random(options.seed).sample(sorted(jobs), min(options.sample, len(jobs)))}
    sweep, rows, worst = Sweep(options, binary), [], []
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for found in pool.map(lambda job: sweep.entry(*job), jobs.items()):
            worst.append(found[0])
            rows += found
            print(line(found[0]), flush=True)
        list(pool.map(lambda _: (time.sleep(0.1), sweep.programs.end()), range(options.jobs)))
    slow = [row for row in sorted(rows, reverse=True) if 1000 * row[0] > options.limit]
    failed = [row for row in rows if row[0] > FAILING or row[2].startswith("ended")]
    missing = [row for row in worst if row[2] not in ("stopped", "short", "killed") and row not in failed]
    for title, table in (("over the limit", slow), ("ended", failed), ("never called", missing), ("refused", sweep.refused)):
        if table:
            print(f"\n{title}:", *map(line, table), sep="\n")
    print(f"\n{len(worst)} entries, {len({row[1] for row in slow})} slower than {options.limit:.0f} ms after Ctrl-C, {len(missing)} never called; seed {options.seed}")
    return 1 if failed or missing and not options.sample else 0


if __name__ == "__main__":
    sys.exit(main())
