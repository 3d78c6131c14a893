#!/usr/bin/env python3
"""Calls every built-in on large values, presses Ctrl-C after 300 ms, and tells how long each takes to end.

    sweep.py [NAME…] [--binary PATH] [--limit MS] [--jobs N] [--known]

The entries come from the pages of `help`; each is called with what its needed parameters take, on larger and larger
values until it runs when Ctrl-C comes. Calls that are known to have been slow stand in CALLS. The table has what each
call took after Ctrl-C: the time, or the processor's time where that is less, as it is on a busy machine. The exit
status is 1 if one took longer than the limit, or ended otherwise than interrupted.
"""

import argparse
import concurrent.futures
import itertools
import os
import re
import resource
import select
import signal
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
GROUPS = "make random learn look elementwise reductions shaping products python".split()
RECEIVERS = {"tensor": "V", "list": "L", "str": "S", "rng": "rng"}
SIZES = [3_000, 100_000, 1_000_000, 10_000_000]
PATIENCE = 0.3
"""Seconds from a call to Ctrl-C."""
LONGEST = 20
"""Seconds after which a call that doesn't react is killed."""
MEMORY = 6 << 30

VALUES = {
    "V": "V = np.arange({n}) * 0.5 - 100", "I": "I = np.arange({n}) % 1000", "B": "B = np.arange({n}) % 2 == 0",
    "M": "M = np.arange({side} * {side}).reshape({side}, {side}) % 7.5 + eye({side})", "L": "L = [0.5] * {n}", "S": "S = 'ab c,' * ({n} // 5)",
    "N": "N = {n}", "T": "T = list(range({n}))", "rng": "rng = np.random.default_rng(1)", "W": "W = ['ab', 'cd'] * ({n} // 2)",
}
"""Large values of each kind; calls name them."""

ARGUMENTS = [["V"], ["I"], ["B"], ["M"], ["L"], ["T"], ["N"], ["S"], ["V", "V"], ["I", "I"], ["M", "M"], ["M", "V[:{side}]"], ["N", "1"], ["V", "2"],
             ["V", "N"], ["N", "N"], ["2", "N"], ["S", "'q'"], ["(N,)"], ["V", "(-1, 1)"], ["[V, V]"], ["[M, M]"], ["M", "0", "1"], ["V", "0", "1"],
             ["V", "V", "1"], ["V", "2", "0"], ["V > 0", "V", "V"], ["V", "V", "V"], ["0", "N"], ["0", "1", "N"], ["N", "0.5"], ["'c'"], ["W"], ["'q'", "'w'"],
             ["V[:, None]", "V[:, None]"], ["I", "V"], ["(2, N)"], ["T", "2"], ["V", "int"], ["1", "0.5"], ["0", "9"], []]
"""What is tried for the needed parameters, in this order; all that a small call takes are tried on large values."""

CALLS = {
    "str.find": ["S.find('ab c,q')", "('a' * N).find('a' * (N // 2) + 'b')"], "str.replace": ["S.replace('b', 'xyz')", "S.replace('', '-')"],
    "str.count": ["S.count('ab')"], "str.join": ["'-'.join(W)", "S.join(['a', 'b'] * 20)"], "str slices": ["S[1::2]", "S[::-1]", "[S[i] for i in range(N)]"],
    "str +": ["S + S == S * 2", "'q' in S"], "str *": ["len('ab' * (N * 20))"], "polyval": ["polyval([1.0] * 1000, V)", "polyval(V, V[:1000])", "polyval(V, 0.5)"],
    "reversed": ["reversed(T)", "list(reversed(T))", "len(reversed(S))"], "eye": ["eye({side} * 4)", "eye({side} * 2, {side} * 8)"],
    "in": ["-1 in T", "-1 in L", "0.3 in V", "[T].index(T)"], "interp": ["interp(V, V, V)", "interp(V, [0.0, 1.0], [1.0, 2.0])"],
    "delete": ["delete(V, 5)", "delete(V, T[:1000])", "delete(M, 1, axis=0)"], "copy": ["V.copy()", "L.copy()", "T[:]", "M.T.copy()"],
    "train": ["x = rand 4 1; y = rand 4 1; w = rand 1 1; b = rand 1 1; train(10**8, every=0)"], "==": ["T == T[:]", "S == S[:]", "V == V"],
    "loops": ["sum([i for i in range(10**9)])", "[i * 2 for i in T]", "sum(range(10**9))", "while True: pass", "max([v for v in V])"],
    "list methods": ["T.sort(key=lambda v: -v)", "sorted(T, reverse=True)", "T.index(-2)" , "T.count(5)", "T.remove(N - 1)", "T * 20", "T + T", "L[::2]"],
    "index": ["V[I]", "V[V > 0]", "V[::-1].sort()", "M[:, ::-1].T.copy()"], "formats": ["f'{{T}}'", "str(L)", "f'{{V.tolist()}}'", "print(T)"],
    "products": ["M @ M", "V @ V", "M.T @ M.T", "outer(V, V)", "kron(M, eye(8))", "svd(M)", "solve(M, M)", "matrix_power(M, 999)"],
    "plot": ["plot(V)", "hist(V)", "heat(M)", "stats(V)", "show(M)"], "files": ["save('v.npy', V)", "save('v.csv', V)", "np.savetxt('t.txt', M)"],
    "tuple": ["tuple(T)", "list(V)", "list(zip(T, T))", "list(enumerate(T))", "dict", "V.tolist()"], "int": ["2 ** 62 % 3 + sum(T)"],
}


class Run:
    """The program with statements from a pipe, in a folder of its own."""

    def __init__(self, binary):
        self.folder = tempfile.TemporaryDirectory(prefix="descent-sweep.")
        variables = {"HOME": self.folder.name, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "DESCENT_HISTORY": "", "DESCENT_JOURNAL": ""}
        self.child = subprocess.Popen([binary, "run"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=variables,
                                      cwd=self.folder.name, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)))
        self.ended = b""

    def say(self, *lines):
        try:
            self.child.stdin.write("".join(f"{line}\n" for line in lines).encode())
            self.child.stdin.flush()
        except (BrokenPipeError, ValueError):
            pass

    def hears(self, word, seconds):
        """Whether a word is printed in time; false at once when the program has ended."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if select.select([self.child.stdout], [], [], left)[0]:
                data = os.read(self.child.stdout.fileno(), 1 << 20)
                if not data:
                    return False
                self.ended = (self.ended + data)[-100:]
                if word in self.ended:
                    return True
        return False

    def processor_seconds(self):
        """What all its threads have computed so far."""
        try:
            with open(f"/proc/{self.child.pid}/stat", encoding="ascii") as file:
                fields = file.read().rpartition(")")[2].split()
            return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        except OSError:
            return 0.0

    def ends(self, seconds):
        """Waits for its end; gives what it computed until then, or nothing if it doesn't end."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            pid, status, usage = os.wait4(self.child.pid, os.WNOHANG)
            if pid:
                self.child.returncode = os.waitstatus_to_exitcode(status)
                return usage.ru_utime + usage.ru_stime
            if select.select([self.child.stdout], [], [], 0.002)[0] and not os.read(self.child.stdout.fileno(), 1 << 20):
                time.sleep(0.001)
        return None

    def close(self):
        self.child.kill()
        self.child.wait()
        for pipe in (self.child.stdin, self.child.stdout, self.child.stderr):
            try:
                pipe.close()
            except BrokenPipeError:
                pass
        self.folder.cleanup()


def setup(call, n):
    """Statements that make what a call names."""
    side = int(n ** 0.5)
    words = set(re.findall(r"\b(?:[A-Z]|rng)\b", call))
    return [VALUES[word].format(n=n, side=side) for word in sorted(words) if word in VALUES]


def outcome(binary, call, n, patience=PATIENCE):
    """How a call of this size ends: ("done", its seconds), ("interrupted", the seconds after Ctrl-C), or an error."""
    run = Run(binary)
    try:
        run.say("seed 1", *setup(call, n), "print('re' + 'ady')")
        if not run.hears(b"ready", 60):
            return "no values", 0.0
        text = call.format(n=n, side=int(n ** 0.5))
        start = time.monotonic()
        run.say(text if ";" in text or text.startswith(("while", "print", "plot", "hist", "heat", "stats", "show")) else f"({text}) is None;", "",
                "print('do' + 'ne')")
        run.child.stdin.close()
        if run.hears(b"done", patience):
            return "done", time.monotonic() - start
        computed = run.processor_seconds()
        start = time.monotonic()
        os.kill(run.child.pid, signal.SIGINT)
        total = run.ends(LONGEST)
        taken = time.monotonic() - start
        if total is None:
            return "killed", taken
        if run.child.returncode == 130:
            return "interrupted", min(taken, max(0.0, total - computed))
        if run.child.returncode == 0:
            return "done", patience + taken
        status = run.child.returncode
        said = run.child.stderr.read().decode(errors="replace")
        return (f"status {status}: " if status != 1 else "") + next(iter(said.splitlines()), ""), 0.0
    finally:
        run.close()


def pages(binary):
    """All entries and methods, with the number of parameters that they need."""
    def said(topic):
        return subprocess.run([binary, "-c", f"help {topic}"], capture_output=True, text=True).stdout
    names = []
    for group in GROUPS:
        names += re.findall(r"(?m)^  ([A-Za-z_.0-9]+)  +\S", said(group))
    for receiver in RECEIVERS:
        methods = said(receiver).partition("\nMethods\n")[2]
        names += [receiver + "." + name.split(".")[1] for name in re.findall(r"(?m)^  (\w+\.\w+)  +\S", methods)]
    found = {}
    for name in dict.fromkeys(names):
        topic = name.replace("tensor.", "x.")
        if signature := re.match(r"[\w.]+\((.*?)\)\n", said(topic)):
            parts = [part for part in re.sub(r"=\([^)]*\)", "=", signature[1]).split(", ") if part and not part.startswith("/")]
            positional = list(itertools.takewhile(lambda part: not part.startswith("*"), parts))
            found[name] = sum("=" not in part for part in positional) + any(re.match(r"\*\w", part) for part in parts)
    return found


def calls_of(name, needed):
    """The calls of an entry that are tried."""
    receiver, _, method = name.partition(".")
    called = f"{RECEIVERS[receiver]}.{method}" if receiver in RECEIVERS and method else name
    fitting = [arguments for arguments in ARGUMENTS if len(arguments) in (needed, max(1, needed))]
    return [f"{called}({', '.join(arguments)})" for arguments in fitting]


def sweep(job):
    """The slowest call of an entry after Ctrl-C: its name, the call with its size, how it ended, and the seconds."""
    name, calls, binary = job
    worst = (name, "", "no call fits", 0.0)
    taking = []
    for call in calls:
        small = outcome(binary, call, SIZES[0])
        if small[0] in ("done", "interrupted", "killed") or small[0].startswith("status"):
            taking.append((small[1], call))
            worst = max(worst, (name, f"{call}  n={SIZES[0]}", *small), key=order)
    for _, call in sorted(taking, reverse=True)[:3]:
        for n in SIZES[1:]:
            ended = outcome(binary, call, n)
            worst = max(worst, (name, f"{call}  n={n}", *ended), key=order)
            if ended[0] != "done" or ended[1] > 3:
                break
    return worst


def order(row):
    """What is worse comes later: calls that took their time after Ctrl-C, before those that were done too early."""
    ranks = {"no call fits": 0, "no values": 1, "done": 2, "interrupted": 3, "killed": 4}
    late = row[2] == "done" and row[3] > PATIENCE
    return (3 if late else 5 if row[2].startswith("status") else ranks.get(row[2], 1), row[3])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--binary", default=os.path.join(ROOT, ".build-static", "release", "descent"))
    parser.add_argument("--limit", type=float, default=50, help="milliseconds after Ctrl-C")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--known", action="store_true", help="only the calls that are written out here")
    options = parser.parse_args()
    binary = os.path.abspath(options.binary)
    jobs = [(name, calls, binary) for name, calls in CALLS.items()]
    if not options.known:
        jobs += [(name, calls_of(name, needed), binary) for name, needed in pages(binary).items()]
    jobs = [job for job in jobs if not options.names or job[0] in options.names]
    rows = []
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for name, call, how, seconds in pool.map(sweep, jobs):
            late = seconds - PATIENCE if how == "done" else seconds
            rows.append((max(0.0, late) if how != "done" or seconds > PATIENCE else 0.0, name, call, how, seconds))
            print(f"{name:18} {how[:60]:12} {1000 * seconds:8.0f} ms  {call}", flush=True)
    slow = [row for row in sorted(rows, reverse=True) if 1000 * row[0] > options.limit or row[3].startswith("status")]
    print("\nslower than the limit:" if slow else "\nnone is slower than the limit")
    for late, name, call, how, _ in slow:
        print(f"{1000 * late:8.0f} ms  {name:18} {how[:40]:12} {call}")
    print(f"{len(rows)} entries, {len(slow)} slower than {options.limit:.0f} ms after Ctrl-C")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
