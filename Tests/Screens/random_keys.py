"""Types random keys into the program in pseudo-terminals: it must not crash, hang, or leave the terminal changed.

    /usr/bin/python3 random_keys.py [--count N] [--seed S] [--group G] [--binary PATH] [--workers N]

A group of sequences is typed at one shell after another in one home. After every sequence Ctrl-C must bring a prompt
at which `print(12345)` is answered; every shell must end as it should, with the terminal's settings as they were, and
leave a history that the next one takes without a complaint. Half of the groups are typed through a slow line, which
splits and delays the bytes of a key. A group that fails can be repeated by its number.
"""

import argparse
import multiprocessing
import os
import pathlib
import random
import re
import signal
import sys
import time
import traceback

from harness.desk import Desk
from harness.terminal import Failure, NAMED_KEYS

ROOT = pathlib.Path(__file__).resolve().parents[2]
GROUP = 25
PROMPT = re.compile(r"In \[\d+\]: ")
KINDS = [
    ("emacs keys", 80, 24, "", {}),
    ("a small screen", 20, 10, "", {}),
    ("vi keys", 80, 24, "bind -v\n", {}),
    ("vi keys, a small screen", 40, 10, "bind -v\n", {}),
    ("a dumb terminal", 80, 24, "", {"TERM": "dumb"}),
    ("a C locale", 40, 10, "", {"LANG": "C"}),
]
WORDS = [
    "x = rand 3 2", "print(", "for i in range(3):", "    ", "if x:", "def f(a):", "return", "'", '"', "'''", "[", "]",
    ")", "\\", "x.", "x.sh", "tra", "help ", "history", "whos", "load ", "undo", "x @ x.T", "1/0", "#", ";", "time ",
    "while True: pass", "sum([i for i in range(10**7)])", "seed 1", "show x", "?x", "y", "n", "/", "~/", "lambda",
]
WIDE = "漢字かなé漢🚀e\u0301\u200d\ufe0f👩\u200d🚀\u0300\u202eאבג\u00ad\ufeff￿𝛂"
CUT = [b"\xe6", b"\xe6\xbc", b"\xf0\x9f", b"\xf0\x9f\x9a", b"\xc3", b"\xff", b"\x80", b"\xc0\xaf", b"\xed\xa0\x80"]


def random_item(random):
    """What a user might hit: bytes, or a new size of the window."""
    kind = random.randrange(14)
    if kind == 0:
        return "".join(chr(random.randrange(32, 127)) for _ in range(random.randrange(1, 30))).encode()
    if kind <= 2:
        return random.choice(WORDS).encode()
    if kind <= 4:
        return random.choice(list(NAMED_KEYS.values())).encode() * random.randrange(1, 6)
    if kind == 5:
        # Ctrl-\ ends a program that isn't editing a line, as intended.
        return bytes(random.choice([byte for byte in range(32) if byte != 28]) for _ in range(random.randrange(1, 4)))
    if kind == 6:
        return b"\x1b" + bytes([random.randrange(32, 127)])
    if kind == 7:
        parameters = ";".join(str(random.randrange(300)) for _ in range(random.randrange(4)))
        return b"\x1b[" + parameters.encode() + bytes([random.choice(b"ABCDFHPQRSZmu~^$@ ")])
    if kind == 8:
        return random.choice([b"\x1b", b"\x1b[", b"\x1b[2", b"\x1bO", b"\x1b[200", b"\x1b[<0;1;1M", b"\x1b]0;x\x07"])
    if kind == 9:
        return "".join(random.choice(WIDE) for _ in range(random.randrange(1, 12))).encode()
    if kind == 10:
        return random.choice(CUT)
    if kind == 11:
        lines = [random.choice(WORDS) for _ in range(random.randrange(8))]
        return b"\x1b[200~" + "\r".join(lines).encode() + random.choice([b"\x1b[201~", b"\x1b[201~", b"", b"\x1b[20"])
    if kind == 12:
        return random.choice([b"\t", b"\t\t", b"\r", b"\r\r", b"\n", b"\x12", b"\x7f" * 20])
    return random.choice([(80, 24), (40, 10), (20, 10), (10, 3), (200, 60), (2, 2), (1, 1)])


def is_at_prompt(shell):
    """Whether there is an empty prompt, and no search or list below it."""
    screen = shell.screen
    behind = screen.buffer[screen.cursor.y][screen.cursor.x].data
    return (shell.is_ready() and PROMPT.fullmatch(screen.row_to_cursor()) and behind == " "
            and not any(screen.row(y) for y in range(screen.cursor.y + 1, screen.lines)))


class Typist:
    """Types the sequences of a group, at as many shells as that takes."""

    def __init__(self, desk, random, environment, is_slow):
        self.desk = desk
        self.random = random
        # Long output is leafed through, and an editor leaves the cell as it is.
        self.environment = {"PAGER": None, "EDITOR": "true", **environment}
        self.is_slow = is_slow
        self.shell = None
        self.last = []

    def type_sequence(self):
        self.last = [random_item(self.random) for _ in range(self.random.randrange(3, 25))]
        if self.shell is None:
            self.start()
        for item in self.last:
            if self.shell.has_ended():
                break
            if isinstance(item, tuple):
                self.shell.resize(*item)
            else:
                self.send(item)
        if self.random.randrange(3) == 0:
            # Not always: keys that arrive before earlier ones have been handled must do no harm either.
            self.shell.wait_until(lambda: True, "rest", quiet=0.03)
        self.ask()

    def send(self, data):
        """Types bytes at once, or one by one with up to three milliseconds between them."""
        if not self.is_slow:
            return self.shell.send(data)
        for byte in data:
            self.shell.send(bytes([byte]))
            time.sleep(self.random.random() * 0.003)

    def start(self):
        self.shell = self.desk.shell(environment=self.environment)
        self.desk.check(len(self.shell.screen.rows()) == 1, f"at the start it says\n{self.shell.screen.text()}")

    def ask(self):
        """Ctrl-C until there is an empty prompt, and then a cell."""
        shell = self.shell
        shell.resize(self.desk.columns, self.desk.lines)
        start = time.monotonic()
        while not shell.has_ended():
            if time.monotonic() - start > shell.deadline:
                raise shell.failure("Ctrl-C brings no prompt")
            # One may not be enough: the first may end an unfinished paste, or complete an escape sequence.
            shell.written.clear()
            sent = time.monotonic()
            shell.send(b"\x03")
            shell.wait_until(lambda: shell.written or time.monotonic() - sent > 0.4, "an answer to Ctrl-C", quiet=0.05)
            # The earlier prompt isn't an answer.
            if b"\n" in shell.written and is_at_prompt(shell):
                break
        else:
            return self.leave(0)
        shell.written.clear()
        shell.send(b"print(12345)\r")
        shell.wait_until(
            lambda: b"\n12345\r" in shell.written and is_at_prompt(shell), "12345", quiet=0)

    def leave(self, status):
        self.shell.ends(status)
        self.shell.close()
        self.shell = None

    def end(self):
        """Ends the last shell in one of the ways there are."""
        if self.shell is None:
            return
        shell = self.shell
        # The prompt after the answer may not have arrived yet.
        shell.wait_until(shell.is_ready, "the prompt")
        way = self.random.randrange(4)
        if way == 0:
            shell.send(b"\x04")
            self.leave(0)
        elif way == 1:
            shell.send(b"quit\r")
            self.leave(0)
        else:
            number = signal.SIGTERM if way == 2 else signal.SIGHUP
            shell.send(b"half a li")
            shell.signal(number)
            self.leave(-number)

    def check_history(self):
        if self.desk.history.exists():
            self.desk.history.read_bytes().decode("utf-8")
        self.environment["PAGER"] = "cat"
        self.start()
        self.shell.cell("history 12345")
        self.desk.check("print(12345)" in self.shell.screen.text(), "the history is lost")
        self.shell.leave()


def run(job):
    """Types one group; gives its number, what went wrong or nothing, and how many sequences were typed."""
    group, count, seed, binary = job
    kind, columns, lines, settings, environment = KINDS[group % len(KINDS)]
    generator = random.Random(f"{seed} {group}")
    desk = Desk("random", binary, columns, lines, False, 30.0)
    if settings:
        desk.settings(settings)
    typist = Typist(desk, generator, environment, is_slow=group // len(KINDS) % 2 == 1)
    done = 0
    try:
        while done < count:
            typist.type_sequence()
            done += 1
        typist.end()
        typist.check_history()
        return group, None, done
    except Failure as failure:
        return group, f"{kind}: {failure}\nthe last keys: {typist.last!r}", done
    except Exception:
        return group, f"{kind}: {traceback.format_exc()}\nthe last keys: {typist.last!r}", done
    finally:
        desk.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--group", type=int)
    parser.add_argument("--binary", default=str(ROOT / ".build" / "debug" / "descent"))
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    groups = range(-(-options.count // GROUP)) if options.group is None else [options.group]
    binary = os.path.abspath(options.binary)
    jobs = [(group, min(GROUP, options.count - group * GROUP) if options.group is None else GROUP, options.seed, binary)
            for group in groups]
    start = time.monotonic()
    failed = typed = 0
    with multiprocessing.Pool(options.workers, maxtasksperchild=4) as pool:
        for group, trouble, done in pool.imap_unordered(run, jobs):
            typed += done
            if trouble is not None:
                failed += 1
                print(f"FAILED --seed {options.seed} --group {group}: " + trouble.replace("\n", "\n    "))
                sys.stdout.flush()
    print(f"{typed} sequences of random keys in {time.monotonic() - start:.0f} s")
    print(f"{len(jobs) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
