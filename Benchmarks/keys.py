"""Measures what a key press, a Tab and a start take with a large workspace and a long history.

    /usr/bin/python3 Benchmarks/keys.py [--binary PATH] [--names N] [--entries N] [--presses N] [--starts N]

A key press lasts from its byte going into the pseudo-terminal to its character coming out. sqlite3's shell, with a
history of as many lines, is measured beside it, press by press and start by start. Run it on a machine that does
nothing else, with the release binary (`Scripts/run --version` builds it).
"""

import argparse
import fcntl
import mmap
import os
import pathlib
import select
import shutil
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
CTRL_U = b"\x15"


class Session:
    """A program in a pseudo-terminal, timed from the moment before it takes over the process."""

    def __init__(self, arguments, home):
        self.clock = mmap.mmap(-1, 8)
        self.master, slave = os.openpty()
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        environment = {
            "HOME": home, "XDG_STATE_HOME": f"{home}/state", "XDG_CONFIG_HOME": f"{home}/config",
            "PATH": "/usr/bin:/bin", "TERM": "xterm-256color", "LANG": "C.UTF-8",
        }
        self.pid = os.fork()
        if self.pid == 0:
            try:
                os.setsid()
                fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
                for descriptor in range(3):
                    os.dup2(slave, descriptor)
                os.closerange(3, 64)
                os.chdir(home)
                self.clock[:] = struct.pack("q", time.perf_counter_ns())
                os.execve(arguments[0], arguments, environment)
            finally:
                os._exit(127)
        os.close(slave)

    def wait_for(self, mark, seconds=60):
        """Reads until the bytes have come; gives when that was, in nanoseconds."""
        text = b""
        until = time.monotonic() + seconds
        while mark not in text:
            if not select.select([self.master], [], [], max(0, until - time.monotonic()))[0]:
                sys.exit(f"{mark!r} does not come; what came ends {text[-300:]!r}")
            text += os.read(self.master, 1 << 16)
        return time.perf_counter_ns()

    def drain(self, seconds=0.02):
        """Reads what still comes, until nothing has come for so long."""
        while select.select([self.master], [], [], seconds)[0]:
            os.read(self.master, 1 << 16)

    def start_time(self, prompt):
        """Milliseconds from the program's start to its prompt."""
        return (self.wait_for(prompt) - struct.unpack("q", self.clock[:])[0]) / 1e6

    def press(self, key, echo):
        """Milliseconds from a key to what it writes."""
        start = time.perf_counter_ns()
        os.write(self.master, key)
        return (self.wait_for(echo) - start) / 1e6

    def end(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.master)


def make_home(entries, names):
    """A home with histories of so many entries, and a script that makes so many names."""
    home = tempfile.mkdtemp(prefix="descent-keys.")
    lines = "".join(f"weights_{n} = rand {n % 90 + 1} 5  # entry {n} of the history\n" for n in range(entries))
    for path in ("state/descent/history", ".sqlite_history"):
        file = pathlib.Path(home, path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(lines)
        file.chmod(0o600)
    pathlib.Path(home, "names.py").write_text("".join(f"alpha_{n:05}_omega = {n}\n" for n in range(names)))
    return home


def typed(descent, sqlite, presses):
    """The times of key presses in both programs, in turns; lines of forty letters, as people write them."""
    times = {descent: [], sqlite: []}
    for press in range(presses):
        letter = b"bcdfghijklmnopqrstuvwxyz"[press % 24:press % 24 + 1]
        for session in times:
            if press % 40 == 0:
                os.write(session.master, CTRL_U)
                session.drain()
            times[session].append(session.press(letter, letter))
            session.drain(0.001)
    return times[descent], times[sqlite]


def pasted_cell(lines):
    """A cell of so many lines, as a terminal pastes it, with brackets and a string that go over several."""
    body = "".join(f"    weights_{n} = np.dot(x[{n}:], w) * 0.{n}  # line {n}, 'quoted'\r" for n in range(lines - 2))
    return b"\x1b[200~" + ("def f(x, w):\r" + body + "    return x").encode() + b"\x1b[201~"


def typed_into_lines(binary, home, lines, presses):
    """The times of key presses in a cell of so many lines: at its end, and at its start."""
    times = []
    for moves in (b"", b"\x1b<"):
        session = Session([binary], home)
        session.wait_for(b"]:")
        os.write(session.master, pasted_cell(lines))
        session.drain(1)
        os.write(session.master, moves + b" ")
        session.drain(1)
        times.append([])
        for press in range(presses):
            if press % 20 == 0:
                os.write(session.master, b" ")
                session.drain()
            letter = b"bcdfghijklmnopqrstuvwxyz"[press % 24:press % 24 + 1]
            times[-1].append(session.press(letter, letter))
            session.drain(0.001)
        session.end()
    return times


def completed(descent, names, presses):
    """The times of Tabs that find one name among all."""
    times = []
    for press in range(presses):
        os.write(descent.master, CTRL_U + f"alpha_{press * 7919 % names:05}".encode())
        descent.drain()
        times.append(descent.press(b"\t", b"omega"))
    return times


def told(what, times):
    ordered = sorted(times)
    late = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    print(f"{what:32} median {statistics.median(times):7.3f} ms   99th percentile {late:7.3f} ms   ({len(times)})")
    return statistics.median(times)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default=str(ROOT / ".build-static" / "release" / "descent"))
    parser.add_argument("--names", type=int, default=10_000)
    parser.add_argument("--entries", type=int, default=50_000)
    parser.add_argument("--lines", type=int, default=10_000)
    parser.add_argument("--presses", type=int, default=2_000)
    parser.add_argument("--starts", type=int, default=100)
    options = parser.parse_args()
    binary, sqlite3 = os.path.abspath(options.binary), shutil.which("sqlite3")
    if not os.access(binary, os.X_OK):
        sys.exit(f"there is no program {binary}; Scripts/run --version builds it")
    if sqlite3 is None:
        sys.exit("there is no sqlite3 to compare with")
    home = make_home(options.entries, options.names)
    try:
        starts = {binary: [], sqlite3: []}
        for _ in range(options.starts):
            for program, prompt in ((binary, b"In [1]:"), (sqlite3, b"sqlite>")):
                session = Session([program], home)
                starts[program].append(session.start_time(prompt))
                session.end()
        ours, theirs = told("start", starts[binary]), told("start of sqlite3", starts[sqlite3])
        print(f"{'':32} ratio {ours / theirs:.2f}")
        descent, sqlite = Session([binary, "run", "-i", "names.py"], home), Session([sqlite3], home)
        descent.wait_for(b"]:")
        sqlite.wait_for(b"sqlite>")
        pair = typed(descent, sqlite, options.presses)
        ours, theirs = told("key press", pair[0]), told("key press in sqlite3", pair[1])
        print(f"{'':32} ratio {ours / theirs:.2f}")
        told("Tab", completed(descent, options.names, min(options.names, 300)))
        descent.end()
        sqlite.end()
        at_end, at_start = typed_into_lines(binary, home, options.lines, min(options.presses, 200))
        told(f"key press below {options.lines} lines", at_end)
        told(f"key press above {options.lines} lines", at_start)
    finally:
        shutil.rmtree(home)


if __name__ == "__main__":
    main()
