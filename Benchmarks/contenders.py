"""What is measured: a contender opens a worker, and a worker gives one sample whenever it is asked.

Workers stay open while samples of all of them are taken in turns, so that loading, compiling and warming up are done
before the first sample. Nothing here holds large data: a child's peak of memory counts its parent's from before it
began a program of its own.
"""

import array
import ast
import os
import re
import subprocess
import tempfile
import time
from dataclasses import dataclass, field


class Failure(Exception):
    """A contender that can't be measured, or that computes something else than the others."""


@dataclass(frozen=True)
class Setting:
    """Where things are: programs (None where there is none), and a folder for data and results."""

    descent: str
    python: str | None
    octave: str | None
    sqlite3: str | None
    read_bandwidth: str | None
    folder: str
    peers: str
    quick: bool = False

    def path(self, name):
        return os.path.join(self.folder, name)


def environment(setting, threads, **more):
    """What programs find in their environment: nothing that the user has set, and the number of threads."""
    values = {
        "PATH": "/usr/bin:/bin", "HOME": setting.path("home"), "LANG": "C.UTF-8", "TMPDIR": setting.folder,
        "NUMBA_CACHE_DIR": setting.path("numba"), "DESCENT_HISTORY": "", "DESCENT_JOURNAL": "",
    }
    if threads:
        values |= {f"{name}_NUM_THREADS": str(threads) for name in ("OPENBLAS", "OMP", "NUMBA", "MKL")}
        eigen = "true" if threads > 1 else "false"
        values["XLA_FLAGS"] = f"--xla_cpu_multi_thread_eigen={eigen} intra_op_parallelism_threads={threads}"
    return values | more


def read_numbers(path):
    """The numbers of a .npy file of float64 or of a text with one number a line, in the order of the file."""
    with open(path, "rb") as file:
        content = file.read()
    if not content.startswith(b"\x93NUMPY"):
        return array.array("d", [float(line) for line in content.split()])
    wide = content[6] >= 2
    start = 12 if wide else 10
    length = int.from_bytes(content[8:start], "little")
    header = ast.literal_eval(content[start:start + length].decode("latin-1"))
    if header["descr"] != "<f8":
        raise Failure(f"{path} holds {header['descr']}, not float64")
    return array.array("d", content[start + length:])


UNITS = {"ns": 1e-9, "µs": 1e-6, "ms": 1e-3, "s": 1.0, "min": 60.0, "h": 3600.0}


def told_seconds(text):
    """The seconds that `time` tells: `870 ns`, `1.24 ms`, `2 min 5 s`."""
    words = text.split()
    return sum(float(number) * UNITS[unit] for number, unit in zip(words[::2], words[1::2], strict=True))


class Worker:
    """Something that gives samples."""

    def sample(self):
        """One measured value: seconds, or bytes."""
        raise NotImplementedError

    def result(self):
        """What it computed, to be compared with what others did; None if that can't be told."""
        return None

    def printed(self):
        """What it prints, where all are to print the same text; None elsewhere."""
        return None

    def close(self):
        pass


class Conversation(Worker):
    """A child that is spoken to line by line."""

    def __init__(self, command, variables, answers):
        """`answers`: the stream that is read, `stdout` or `stderr`; of stderr, stdout is thrown away."""
        self.name = os.path.basename(command[0])
        self.errors = tempfile.TemporaryFile("w+")
        streams = {"stdout": subprocess.PIPE, "stderr": self.errors}
        if answers == "stderr":
            streams = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
        self.child = subprocess.Popen(
            command, stdin=subprocess.PIPE, env=variables, text=True, encoding="utf-8", **streams)
        self.answers = self.child.stdout if answers == "stdout" else self.child.stderr

    def say(self, *lines):
        try:
            self.child.stdin.write("".join(line + "\n" for line in lines))
            self.child.stdin.flush()
        except BrokenPipeError:
            pass  # The missing answer reports it.

    def answer(self):
        line = self.answers.readline()
        if not line:
            self.errors.seek(0)
            raise Failure(f"{self.name} ended: {self.errors.read()[-2000:]}")
        return line

    def close(self):
        self.child.stdin.close()
        try:
            self.child.wait(10)
        except subprocess.TimeoutExpired:
            self.child.kill()
            self.child.wait()
        self.answers.close()
        self.errors.close()


class DescentWorker(Conversation):
    """Descent reading statements from a pipe; `time` tells what they take, on standard error."""

    def __init__(self, setting, threads, statements, path):
        command = [setting.descent, "run", "--threads", str(threads)]
        super().__init__(command, environment(setting, None), "stderr")
        self.statements, self.path = statements, path
        self.say(*statements.setup)
        self.sample()
        if statements.result:
            self.say(f"save({path!r}, {statements.result})")
        self.wait("0")

    def wait(self, statement):
        """Has a statement timed; gives its seconds."""
        self.say(f"time {statement}")
        while True:
            line = self.answer()
            if line.startswith("error:"):
                self.child.kill()
                raise Failure(f"descent: {line}{self.answers.read()}")
            if found := re.fullmatch(r"note: took (.*)\n", line):
                return told_seconds(found[1])

    def sample(self):
        self.say(*self.statements.before)
        return sum(self.wait(statement) for statement in self.statements.timed)

    def result(self):
        return read_numbers(self.path) if self.statements.result else None


class PeerWorker(Conversation):
    """A program in the way of peers/python_peer.py: `ready`, and then seconds for each line it is given."""

    def __init__(self, command, variables, path):
        super().__init__(command, variables, "stdout")
        self.path = path
        while self.answer() != "ready\n":
            pass

    def sample(self):
        self.say("go")
        return float(self.answer())

    def result(self):
        return read_numbers(self.path) if os.path.exists(self.path) else None


class ProcessWorker(Worker):
    """A program measured from its start to its end, with nothing on its standard input; without the time of another
    one, which only starts, if there is one."""

    def __init__(self, command, variables, folder, measures, has_losses, start=None):
        self.command, self.variables, self.folder, self.measures = command, variables, folder, measures
        self.start = start
        self.losses = None
        ran = subprocess.run(
            command, env=variables, stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding="utf-8",
            cwd=folder)
        if ran.returncode != 0:
            raise Failure(f"{' '.join(command)}: {ran.stderr[-2000:]}")
        self.text = ran.stdout
        if has_losses:
            self.losses = array.array("d", [float(text) for text in re.findall(r"MSE Loss ([\d.e+-]+)", ran.stdout)])

    def sample(self):
        return self.run(self.command) - (self.run(self.start) if self.start else 0)

    def run(self, command):
        quiet = [(os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0)]
        quiet += [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_WRONLY, 0) for number in (1, 2)]
        start = time.perf_counter()
        child = os.posix_spawn(command[0], command, self.variables, file_actions=quiet)
        _, status, usage = os.wait4(child, 0)
        seconds = time.perf_counter() - start
        if status != 0:
            raise Failure(f"{' '.join(command)} ends with status {status}")
        return usage.ru_maxrss * 1024.0 if self.measures == "bytes" else seconds

    def result(self):
        return self.losses

    def printed(self):
        return self.text if self.start else None


@dataclass(frozen=True)
class Statements:
    """Descent at statements that are timed, after a setup, each time after the statements that stand before."""

    name: str
    timed: list[str]
    setup: list[str] = field(default_factory=list)
    before: list[str] = field(default_factory=list)
    result: str = ""
    per: float = 1
    every: int = 1

    def open(self, setting, threads, path):
        return DescentWorker(setting, threads, self, path + ".npy")


@dataclass(frozen=True)
class Peer:
    """A task of peers/python_peer.py; None in place of a setting leaves it as it is."""

    name: str
    peer: str
    task: str
    options: list[str] = field(default_factory=list)
    variables: dict[str, str] = field(default_factory=dict)
    per: float = 1
    every: int = 1

    def open(self, setting, threads, path):
        script = os.path.join(setting.peers, "python_peer.py")
        command = [setting.python, script, self.peer, self.task, "--threads", str(threads), "--result", path + ".npy"]
        return PeerWorker(command + self.options, environment(setting, threads, **self.variables), path + ".npy")


@dataclass(frozen=True)
class Octave:
    """A task of peers/octave_peer.m: `train` or `product`."""

    task: str
    data: str
    count: int
    first: int
    rate: float = 0.01
    name: str = "Octave"
    per: float = 1
    every: int = 1

    def open(self, setting, threads, path):
        script = os.path.join(setting.peers, "octave_peer.m")
        options = [self.task, self.data, str(self.count), str(self.first), str(self.rate), path + ".txt"]
        command = [setting.octave, "--norc", "--no-history", "-q", script] + options
        return PeerWorker(command, environment(setting, threads), path + ".txt")


@dataclass(frozen=True)
class Reading:
    """Reading so many bytes of memory, and nothing else."""

    size: int
    passes: int
    name: str = "reading the data once"
    per: float = 1
    every: int = 1

    def open(self, setting, threads, path):
        command = [setting.read_bandwidth, str(self.size), str(self.passes), str(threads)]
        return PeerWorker(command, environment(setting, threads), path)


@dataclass(frozen=True)
class Process:
    """A whole process; `measures` is seconds, or bytes for its peak of memory. With `start`, a command that only
    starts, it is measured without that, and what it prints is compared."""

    name: str
    command: list[str]
    variables: dict[str, str] = field(default_factory=dict)
    measures: str = "seconds"
    has_losses: bool = False
    start: list[str] | None = None
    per: float = 1
    every: int = 1

    def open(self, setting, threads, path):
        return ProcessWorker(
            self.command, environment(setting, None, **self.variables), setting.folder, self.measures,
            self.has_losses, self.start)


class Constant(Worker):
    """A value that needs no measuring, to compare with."""

    def __init__(self, name, value):
        self.name, self.value, self.per, self.every = name, value, 1, 1

    def open(self, setting, threads, path):
        return self

    def sample(self):
        return self.value


def existing(contenders, setting):
    """Those whose program is here."""
    kinds = {Peer: setting.python, Octave: setting.octave, Reading: setting.read_bandwidth}
    return [one for one in contenders if kinds.get(type(one), "here")
            and (not isinstance(one, Process) or one.command[0])]
