"""The program in pipes and pseudo-terminals, for the tests of what it keeps."""

import os
import pty
import select
import signal
import subprocess
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


class Failure(Exception):
    """What was expected did not come; the message says what was there instead."""


def environment(state, **changes):
    """Variables of a user whose state folder this is."""
    return {"HOME": state, "XDG_STATE_HOME": state, "PATH": "/usr/bin:/bin", "TERM": "dumb", "LC_ALL": "C.UTF-8",
            "EDITRC": "/dev/null", **changes}


def run(binary, *arguments, state, folder=None, input=None):
    """Runs the program to its end; gives its status and what it wrote to both streams."""
    done = subprocess.run([binary, *arguments], env=environment(state), cwd=folder, input=input, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60)
    return done.returncode, done.stdout


class Shell:
    """The program at a terminal."""

    def __init__(self, binary, *arguments, state, folder=None, prompt=None, **variables):
        self.seen = bytearray()
        self.number = 1
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            try:
                os.chdir(folder or state)
                os.execve(binary, [binary, *arguments], environment(state, **variables))
            finally:
                os._exit(127)
        self.wait_for_prompt()

    def type(self, text):
        """Types a text; a newline is the Enter key."""
        os.write(self.terminal, text.replace("\n", "\r").encode())

    def wait_for_prompt(self, seconds=30):
        """Waits for the prompt of the next cell; gives what came before it."""
        return self.wait_for(b"In [", seconds)

    def wait_for(self, text, seconds=30):
        """Waits for a text; gives what came before it."""
        until = time.monotonic() + seconds
        looked_through = 0
        while self.seen.find(text, looked_through) < 0:
            looked_through = max(0, len(self.seen) - len(text))
            if not self.read(0.2) or time.monotonic() > until:
                raise Failure(f"waited for {text!r}, and there was {self.seen[-500:]!r}")
        before, _, self.seen = self.seen.partition(text)
        return before.decode(errors="replace")

    def next_number(self):
        """The number of the next cell, as the prompt has it: cells that run again take numbers too."""
        # An error in another cell names its number before the prompt.
        number = int(self.wait_for(b"]: ").rpartition("In [")[2])
        self.seen = bytearray(f"{number}]: ".encode()) + self.seen
        return number

    def cell(self, text):
        """Types a cell of one line, and waits for the next prompt; gives what was shown."""
        self.wait_for(b"]: ")
        self.type(text + "\n")
        return self.wait_for_prompt()

    def settle(self):
        """Waits until nothing comes any more, and leaves only what follows the last prompt: a Ctrl-C that comes just
        when a cell has ended brings a prompt of its own."""
        before = None
        while before != len(self.seen):
            before = len(self.seen)
            self.read(0.1)
        self.seen = self.seen.rpartition(b"In [")[2]

    def read(self, seconds):
        """Takes what is there, waiting a little; false at the end."""
        if not select.select([self.terminal], [], [], seconds)[0]:
            return True
        try:
            data = os.read(self.terminal, 1 << 16)
        except OSError:
            return False
        self.seen += data
        return bool(data)

    def kill(self, number=signal.SIGKILL):
        """Ends the program by a signal."""
        os.kill(self.pid, number)
        self.wait()

    def quit(self):
        """Leaves; gives what is said then."""
        self.wait_for(b"]: ")
        self.type("quit\n")
        return self.wait()

    def wait(self):
        """Waits for the end; gives what was written until then."""
        while self.read(5):
            pass
        os.waitpid(self.pid, 0)
        os.close(self.terminal)
        return self.seen.decode(errors="replace")
