#!/usr/bin/env python3
"""Calls every built-in and operator on large values, presses Ctrl-C, and tells how long the prompt takes to come back.

    sweep.py [NAME…] [--sample N] [--seed S] [--known] [--binary PATH] [--limit MS] [--jobs N]

The goal is 50 ms: whatever a cell does, Ctrl-C ends it, puts back what it changed, and gives the prompt within that.

What is called. The entries come from the pages of `help`, methods too; each is called with what its needed parameters
take: first on small values, to see what it takes and what is slowest, then on ten million elements, and on a hundred
million where that is done too soon. What is done is undone, so that each call finds the values as they were made.
Operators, indices, formats, printing, and calls that once were slow stand in CALLS.
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
sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "Recording"))
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

VALUES = {
    "N": "N = {n}", "K": "K = int(N ** 0.5)", "V": "V = np.arange(N) * 0.5 - 100", "I": "I = np.arange(N) % 1000",
    "B": "B = np.arange(N) % 2 == 0", "M": "M = (np.arange(K * K) % 7.5).reshape(K, K) + eye(K)", "L": "L = [0.5] * N",
    "S": "S = 'ab c,' * (N // 5)", "U": "U = 'äb c,' * (N // 5)", "T": "T = list(range(N))", "W": "W = ['ab', 'cd'] * (N // 2)",
    "P": "P = tuple(range(N))", "R": "R = [[1.0, 2.0] for i in range(N // 10)]", "rng": "rng = np.random.default_rng(1)",
    "F": "save f.npy (np.arange(N) * 0.5); save f.csv (np.arange(N // 10) * 0.5)", "x": "x = rand(N // 10, 10)", "w": "w = rand(10, 1)", "y": "y = rand(N // 10, 1)", "b": "b = zeros(1, 1)", "y_hat": "y_hat = zeros(N // 10, 1)",
}
"""Large values of each kind; calls name them."""

ARGUMENTS = [["V"], ["I"], ["B"], ["M"], ["L"], ["T"], ["N"], ["S"], ["R"], ["V", "V"], ["I", "I"], ["M", "M"], ["M", "V[:K]"], ["K"], ["K", "K"], ["N", "1"],
             ["V", "2"], ["V", "N"], ["N", "N"], ["2", "N"], ["S", "'q'"], ["(N,)"], ["V", "(-1, 1)"], ["[V, V]"], ["[M, M]"], ["M", "0", "1"],
             ["V", "0", "1"], ["V", "V", "1"], ["V", "2", "0"], ["V > 0", "V", "V"], ["V", "V", "V"], ["0", "N"], ["0", "1", "N"], ["N", "0.5"],
             ["'c'"], ["W"], ["'q'", "'w'"], ["V[:, None]", "V[:, None]"], ["I", "V"], ["(2, N)"], ["T", "2"], ["V", "int"], ["1", "0.5"],
             ["0", "9"], ["N // 2", "'q'"], ["M", "axis=0"], ["M", "axis=1"], ["V", "size=N"], ["size=N"], ["size=(K, K)"], []]
"""What is tried for the needed parameters; of all that a small call takes, the slowest are tried on large values."""

CALLS = {
    "arithmetic": ["V + V", "V - 1", "V * V[::-1]", "V / I", "V // 3", "V % 7", "V ** 3", "V ** V", "I // 7", "I % 7", "I ** 5", "-V", "~I",
                   "M + M.T", "M * V[:K]", "V + L", "B & B | ~B"],
    "@": ["M @ M", "M @ V[:K]", "V @ V", "M.T @ M.T", "(I[:K * K].reshape(K, K)) @ (I[:K * K].reshape(K, K))"],
    "comparison": ["V < V", "V == V", "V != 0.5", "T == T[:]", "T < T[:]", "P == tuple(T)", "S == S[:-1] + ','", "S < S[:-1] + '.'", "R == R[:]",
                   "V == 'a'", "[V, V] == [V, V]"],
    "in": ["-1 in T", "'x' in T", "-1 in L", "0.3 in V", "'q' in S", "'q' in U", "[1.0, 3.0] in R", "-1 in P", "0.5 in range(N)"],
    "+= and its kin": ["V += 1", "V[::2] *= 2.5", "M += M.T", "M @= M", "L += T", "T *= 3", "S += S", "I //= 3", "V = V + 1; V += V; V -= V",
                       "V **= 1.5", "V += 1; sum([i for i in range(10 ** 8)])", "T += T; sum([i for i in range(10 ** 8)])"],
    "assignment": ["V[:] = 3", "V[V > 0] = 1", "V[I] = 2", "M[:, 0] = 1", "M[::-1, ::2] = 5", "V[::-1] = V", "T[::2] = T[::2]", "T[5:9] = T", "L[:] = T",
                   "T[0] = 5; sum([i for i in T])", "V[0] = 1; sum([i for i in T])", "V[:] = 7; sum([i for i in T])",
                   "M[:, ::7] = 7; sum([i for i in T])", "T[::7] = T[::7]; sum([i for i in T])", "del T[::2]", "for i in range(N): T[i] = -i", "for i in range(N): V[i] = i"],
    "indices": ["V[I]", "V[V > 0]", "V[T]", "M[:, [3, 1]]", "M[I[:K] % K]", "V[::-1].copy()", "M[:, ::-1].T.copy()", "V[None, :, None] + 0", "T[::3]",
                "T[1:]", "P[::-1]", "L[::2]", "np.c_[V, V]", "np.r_[V, V, 0:N]", "M[B[:K], :]"],
    "text": ["S[1::2]", "S[::-1]", "U[::-1]", "U[5:-5]", "[S[i] for i in range(N)]", "S + S", "S * 20", "len('ab' * (N * 20))", "S % ()", "'%s' % (T,)",
             "('a' * N).find('a' * (N // 2) + 'b')", "S.find('ab c,q')", "U.find('q')", "S.replace('b', 'xyz')", "S.replace('', '-')",
             "U.replace('ä', 'a')", "S.count('ab')", "U.count('b')", "'-'.join(W)", "S.join(['a', 'b'] * 20)", "S.split(',')", "S.split()", "U.split()",
             "(S + chr(10)).splitlines()", "U.upper()", "U.title()", "U.swapcase()", "(' ' * N).strip()", "(' ' * N + 'a').strip()", "S.strip('abc ,')",
             "('1' * N).isdigit()", "('a' * N).islower()", "('ä' * N).isalpha()", "S.startswith(S)", "S.endswith(S)", "int('1' * N)", "float('1' * N)",
             "list(S)", "sorted(S)", "for c in U: pass", "max(S)", "S.zfill(10000000)", "S.center(10000000, 'ä')"],
    "formats": ["f'{T}'", "str(L)", "str(R)", "repr(S)", "repr(U)", "f'{S:>10000000}'", "f'{S!r}'", "f'{V.tolist()}'", "'{} {}'.format(T, L)",
                "'{0}'.format(S)", "format(S, '>20')", "str(P)", "f'{V}'", "'{}' * (N // 100)", "('{} ' * (N // 5)).format(*T)"],
    "printing": ["print(T)", "print(S)", "print(U)", "print(*T)", "T", "S", "U", "L", "R", "M", "for i in T: print(i)", "P", "[V] * 100000", "print(R)"],
    "loops": ["sum([i for i in range(10 ** 9)])", "[i * 2 for i in T]", "sum(range(10 ** 8))", "while True: pass", "max([v for v in V])",
              "for i in range(10 ** 9): pass", "for v in V: v + 1", "for r in M: r.sum()", "[v for v in V if v > 0]", "sum(T)", "sum(L)", "sum(V)"],
    "functions": ["f = lambda v: v + 1; sum([f(i) for i in T])", "sorted(T, key=lambda v: -v)", "T.sort(key=lambda v: -v)", "min(T, key=lambda v: v)"],
    "lists": ["sorted(T, reverse=True)", "T.sort()", "T.sort(reverse=True)", "T.index(N - 2)", "T.count(5)", "T.remove(N - 1)", "T * 10", "T + T", "L.extend(T)",
              "T.reverse()", "T.insert(0, 1)", "T.pop(0)", "T.clear()", "T.copy()", "reversed(T)", "list(reversed(T))", "reversed(S)", "reversed(V)",
              "list(zip(T, T))", "list(enumerate(T))", "tuple(T)", "list(V)", "list(P)", "V.tolist()", "M.tolist()", "for i in range(N): T.insert(0, i)",
              "array(R)", "array(T)", "array(P)", "np.array([V, V])", "any([False] * N)", "all(T[1:])"],
    "memory": ["ones(N * 5)", "np.full(N * 5, 2.5)", "zeros(N * 5) + 1", "eye(K * 4)", "eye(K * 2, K * 8)", "np.tri(K * 4)", "np.ones((K, K, 5))",
               "[0] * (N * 5)", "[[0] * 1000 for i in range(N // 100)]", "np.identity(K * 3)", "V.repeat(5)", "np.tile(V, 5)", "[zeros(3) for i in range(N)]"],
    "polyval": ["polyval([1.0] * 1000, V)", "polyval(V, V[:1000])", "polyval(V, 0.5)", "polyval(V, V)", "polyfit(V, V, 20)"],
    "interp": ["interp(V, V, V)", "interp(V, [0.0, 1.0], [1.0, 2.0])", "interp(0.5, V, V)", "interp(V, V, L)"],
    "delete": ["delete(V, 5)", "delete(V, T[:1000])", "delete(M, 1, axis=0)", "delete(M, 1, axis=1)", "insert(V, 5, 1)", "append(V, V)", "delete(V, V > 0)"],
    "training": ["x = rand 4 1; y = rand 4 1; w = rand 1 1; b = rand 1 1; train(10 ** 8, every=0)", "train(10 ** 6, every=0, x=x, y=y, w=w, b=b)",
              "train(10 ** 6, every=0, method='gram', x=x, y=y, w=w, b=b)", "diagnose(x=x, y=y, w=w, b=b)", "step(x=x, y=y, w=w, b=b)"],
    "sorting": ["V[::-1].sort()", "np.sort(V[::-1])", "np.argsort(V[::-1])", "np.sort(M, axis=0)", "np.unique(V)", "np.unique(I)", "np.median(V)",
                "np.percentile(V, [10, 50])", "np.searchsorted(V, V)", "np.histogram(V, 1000)", "np.isin(V, V)"],
    "reductions": ["V.sum()", "V[::-2].sum()", "M.sum(axis=0)", "M.T.max(axis=0)", "B.sum()", "I.sum()", "np.cumsum(V)", "np.cumsum(M, axis=0)", "V.argmax()",
                   "M.argmax(axis=0)", "np.any(V > 10 ** 9)", "np.all(V < 10 ** 9)", "V.std()", "np.cov(V, V)", "np.corrcoef(M)", "np.average(V, weights=I)",
                   "np.ptp(I)", "np.nansum(V)", "np.nanmean(M, axis=0)", "np.prod(V)", "np.count_nonzero(V)", "np.bincount(I)", "np.diff(V)", "np.gradient(V)"],
    "linear algebra": ["outer(V[:K], V[:K])", "kron(M, eye(8))", "svd(M)", "solve(M, M)", "inv(M)", "matrix_power(M, 999)", "qr(M)", "lstsq(M, V[:K])",
                       "np.linalg.eigh(M + M.T)", "np.linalg.det(M)", "np.linalg.cholesky(M @ M.T + eye(K))", "np.linalg.norm(V)", "np.linalg.pinv(M)",
                       "np.linalg.matrix_rank(M)", "np.linalg.cond(M)", "np.linalg.eigvalsh(M + M.T)", "np.trace(M)", "np.cross(M[:, :3], M[:, :3])"],
    "drawing": ["plot V", "hist V", "heat M", "stats V", "show M", "show V", "head V", "tail V", "find (V > 5)", "page M[:99]", "plot V to='v.svg'", "plot(V, x=V)",
                "plot(V, x=V, fit=V)", "stats M", "hist I", "whos", "explain V @ V", "why V"],
    "files": ["save v.npy V", "save v.csv V", "save v.txt M", "np.savetxt('t.txt', M)", "savez('z.npz', V, M)", "savez_compressed('c.npz', V, M)",
              "np.save('w.npy', M.T)", *(f"F = {reading}" for reading in ("load 'f.csv'", "np.load('f.npy')", "loadtxt('f.csv')", "genfromtxt('f.csv')"))],
    "sessions": ["time np.sort(V[::-1])", "export e.py --force", "extract V e.session --force"],
}
"""Calls that are written out, by what they are about."""

WRITTEN = {
    "load": ["F = load 'f.csv'", "F = load 'f.npy'"], "np.load": ["F = np.load('f.npy')"], "loadtxt": ["F = loadtxt('f.csv')"],
    "genfromtxt": ["F = genfromtxt('f.csv')"], "save": ["save v.csv V", "save v.npz V M"], "np.save": ["np.save('v.npy', V[::-1])"],
    "savez": ["savez('v.npz', V, M)"], "savez_compressed": ["savez_compressed('v.npz', V, M)"], "savetxt": ["savetxt('v.txt', M)"],
    "forward": ["forward(x, w, b)"], "loss": ["loss(y, y_hat)"], "backward": ["backward(y, y_hat, w, b, x, 0.1)"], "step": ["step(x=x, y=y, w=w, b=b)"],
    "train": ["train(100000, every=0, x=x, y=y, w=w, b=b)"], "diagnose": ["diagnose(x=x, y=y, w=w, b=b)"],
    "surface": ["surface(w[0], b, x=x, y=y, w=w, b=b)"], "transpose": ["transpose(M)"], "cross": ["cross(M[:, :3], M[:, 3:6])"],
    "matrix_power": ["matrix_power(M, 999)"], "cholesky": ["cholesky(M.T @ M + eye(K))"], "tensor.astype": ["V.astype(int)", "V.astype(bool)"],
    "tensor.diagonal": ["M.diagonal()"], "tensor.item": ["V.item(0)"], "tensor.swapaxes": ["M.swapaxes(0, 1)"], "tensor.trace": ["M.trace()"],
    "tensor.transpose": ["M.transpose()"],
}
"""The calls of entries that take what isn't tried, or names of the workspace."""

SHORT = {
    "quit": "leaves", "exit": "leaves", "tutorial": "waits at a prompt of its own", "help": "prints a page", "seed": "sets a number", "record": "see sessions",
    "check": "replays other cells", "replay": "runs other cells", "rerun": "runs other cells", "edit": "starts an editor", "undo": "puts back a log, as an end does",
    "redo": "as undo", "goto": "as undo", "diff": "compares what is there now, by digests", "history": "lists cells", "reset": "forgets names", "extract": "see sessions",
    "export": "writes sources", "time": "runs a statement", "explain": "prints a page", "why": "prints a page",
}
"""Entries that have no long work of their own, with the reason."""


class Program(Shell):
    """The program at a terminal, with large values of one size."""

    def __init__(self, binary, n):
        # The last cell that made a value.
        self.n, self.binary, self.made, self.last = n, binary, {}, 0
        self.folder = tempfile.mkdtemp(prefix="descent-sweep.")
        super().__init__(binary, state=self.folder, DESCENT_HISTORY="", DESCENT_JOURNAL="", PAGER="cat")

    def comes(self, seconds):
        """What comes before the next prompt, if that comes in time."""
        until, looked_through = time.monotonic() + seconds, 0
        while (place := self.seen.find(b"In [", looked_through)) < 0:
            if (left := until - time.monotonic()) <= 0:
                return None
            # What is long is only looked at behind.
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
        # At its end Ctrl-C may have come to the prompt, which then comes twice.
        self.wait_for(b"]: ")
        self.type("print('syn' + 'ced')\n")
        try:
            self.wait_for(b"synced\r\n", 10)
            self.wait_for_prompt()
        except Failure:
            # The line went with that Ctrl-C.
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
            # They take the memory of ten others, and few calls need them.
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
