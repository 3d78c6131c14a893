"""A program in a pseudo-terminal: keys go in, a screen comes out, and nothing is waited for by sleeping."""

import errno
import fcntl
import os
import select
import signal
import struct
import termios
import time

import pyte

from harness.emulator import Screen

QUIET = 0.06
"""How long nothing may have been typed or written before a screen counts as drawn."""

ASLEEP = 5.0
"""How long a program that waits for keys is given before what is expected counts as not coming."""

NAMED_KEYS = {
    "Up": "\x1b[A", "Down": "\x1b[B", "Right": "\x1b[C", "Left": "\x1b[D", "Home": "\x1b[H", "End": "\x1b[F",
    "Delete": "\x1b[3~", "PageUp": "\x1b[5~", "PageDown": "\x1b[6~", "Tab": "\t", "Enter": "\r", "Backspace": "\x7f",
    "Escape": "\x1b", "Space": " ", "C-Left": "\x1b[1;5D", "C-Right": "\x1b[1;5C",
}


class Failure(Exception):
    """What was expected did not come; the message says what was there instead."""


def key_bytes(name):
    """The bytes that a terminal sends for a key: `Up`, `C-r`, `M-b`, `M-Enter`, or a character."""
    if name in NAMED_KEYS:
        return NAMED_KEYS[name].encode()
    if name.startswith("C-") and len(name) == 3:
        return bytes([ord(name[2].upper()) ^ 0x40])
    if name.startswith("M-"):
        return b"\x1b" + key_bytes(name[2:])
    if len(name) == 1:
        return name.encode()
    raise ValueError(f"there is no key {name}")


def stat_fields(path):
    """What /proc tells of a process or thread, from its state on."""
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read().rpartition(")")[2].split()


def members(session):
    """The processes of a session."""
    found = set()
    for name in os.listdir("/proc"):
        try:
            if name.isdigit() and int(stat_fields(f"/proc/{name}/stat")[3]) == session:
                found.add(int(name))
        except OSError:
            continue
    return found


def lead(terminal, tell, held, arguments, environment, folder):
    """Runs a program in the foreground of a new session, as a shell does; tells its number, and its status at the end.

    The program leads no session itself: at the end of one that does, the kernel drops what it wrote last and resets the
    terminal, and nobody could see whether the program had done so.
    """
    os.setsid()
    fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    pid = os.fork()
    if pid == 0:
        try:
            os.setpgid(0, 0)
            os.tcsetpgrp(terminal, os.getpid())
            for descriptor in range(3):
                os.dup2(terminal, descriptor)
            os.closerange(3, 256)
            os.chdir(folder)
            for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP, signal.SIGTTOU, signal.SIGPIPE, signal.SIGHUP):
                signal.signal(number, signal.SIG_DFL)
            os.execve(arguments[0], arguments, environment)
        finally:
            os._exit(127)
    # When the terminal is closed, the kernel signals the leader, and shells forward that.
    signal.signal(signal.SIGHUP, lambda number, frame: os.kill(pid, number))
    os.write(tell, f"{pid}\n".encode())
    while True:
        _, status = os.waitpid(pid, os.WUNTRACED)
        if not os.WIFSTOPPED(status):
            break
        # As if the user had typed `fg` right away.
        os.tcsetpgrp(terminal, pid)
        os.killpg(pid, signal.SIGCONT)
    os.write(tell, f"{os.waitstatus_to_exitcode(status)}\n".encode())
    # The session continues until the test ends.
    os.read(held, 1)


class Terminal:
    """A process whose controlling terminal this is."""

    def __init__(self, arguments, environment, folder, columns=80, lines=24, deadline=30.0):
        self.deadline = deadline
        self.screen = Screen(columns, lines)
        self._stream = pyte.ByteStream(self.screen)
        self.written = bytearray()
        self._pending = bytearray()
        self.status = None
        self._last_activity = time.monotonic()
        self.master, self.slave = os.openpty()
        self._set_size()
        self.settings = termios.tcgetattr(self.slave)
        told, tell = os.pipe()
        held, hold = os.pipe()
        self.leader = os.fork()
        if self.leader == 0:
            try:
                for descriptor in (told, hold, self.master):
                    os.close(descriptor)
                lead(self.slave, tell, held, arguments, environment, folder)
            finally:
                os._exit(127)
        os.close(tell)
        os.close(held)
        self._told, self._hold = os.fdopen(told), hold
        self.pid = int(self._told.readline())
        os.set_blocking(told, False)
        os.set_blocking(self.master, False)

    def _set_size(self):
        size = struct.pack("HHHH", self.screen.lines, self.screen.columns, 0, 0)
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, size)

    # Actions of the user.

    def send(self, data):
        """Sends bytes, as fast as the program takes them."""
        self._pending += data
        until = time.monotonic() + self.deadline
        while self._pending:
            self._turn(0.1)
            if self._pending and time.monotonic() > until:
                raise self.failure("the program takes no more keys")
        self._last_activity = time.monotonic()

    def type(self, text):
        """Types characters; a newline is the Enter key."""
        self.send(text.replace("\n", "\r").encode())

    def keys(self, *names):
        for name in names:
            self.send(key_bytes(name))

    def paste(self, text, ends=True):
        """Pastes a text as terminals do: between marks where the program asked for them, newlines as Enter keys."""
        self.wait_until(lambda: self.screen.marks_pastes, "that pastes are marked")
        self.send(b"\x1b[200~" + text.replace("\n", "\r").encode() + (b"\x1b[201~" if ends else b""))

    def resize(self, columns, lines):
        self.wait_until(lambda: True, "")
        self.screen.resize(lines, columns)
        self._set_size()

    def signal(self, number):
        os.kill(self.pid, number)

    def hang_up(self):
        """The window is closed: the program's terminal is gone."""
        os.close(self.slave)
        os.close(self.master)
        self.master = None

    # The screen that the user sees.

    def _turn(self, seconds):
        """Takes what has been written, and hands over what has been typed; gives whether something was written."""
        events = select.POLLIN | (select.POLLOUT if self._pending else 0)
        poll = select.poll()
        poll.register(self.master, events)
        found = poll.poll(seconds * 1000)
        for _, event in found:
            if event & select.POLLOUT and self._pending:
                try:
                    count = os.write(self.master, bytes(self._pending[:1024]))
                    del self._pending[:count]
                except BlockingIOError:
                    pass
            if event & select.POLLIN:
                return self._read()
        return False

    def _read(self):
        try:
            data = os.read(self.master, 1 << 16)
        except OSError as error:
            if error.errno in (errno.EIO, errno.EAGAIN):
                return False
            raise
        self._last_activity = time.monotonic()
        self.written += data
        self._stream.feed(data)
        return True

    def wait_until(self, condition, what, quiet=QUIET, deadline=None):
        """Waits until the condition holds and nothing has been typed or written for a while."""
        until = time.monotonic() + (deadline or self.deadline)
        asleep_since = None
        while True:
            now = time.monotonic()
            is_active = self._turn(0.01)
            # A program that prints endlessly is never quiet.
            is_quiet = quiet == 0 or (not is_active and now - self._last_activity >= quiet)
            if is_quiet and condition():
                return
            if now > until:
                raise self.failure(f"waited for {what} until the deadline")
            if now - self._last_activity < 0.5 or not self.is_asleep():
                asleep_since = None
            elif asleep_since is None:
                asleep_since = now
            elif now - asleep_since > ASLEEP:
                raise self.failure(f"waited for {what}, and the program waits for keys")

    def wait_for(self, text, quiet=QUIET):
        """Waits until the text stands on the screen."""
        self.wait_until(lambda: text in self.screen.text(), repr(text), quiet)

    def wait_for_output(self, data):
        """Waits until bytes have been written, whether they are still on the screen or not."""
        self.wait_until(lambda: data in self.written, repr(data), quiet=0)

    def settle(self):
        """Waits until the program has written nothing for a while and sleeps: it waits for keys."""
        self.wait_until(self.is_asleep, "rest", quiet=0.4)

    def is_asleep(self):
        """Whether no thread of the terminal's session runs or could run."""
        for process in members(self.leader):
            try:
                for thread in os.listdir(f"/proc/{process}/task"):
                    if stat_fields(f"/proc/{process}/task/{thread}/stat")[0] not in "STZ":
                        return False
            except OSError:
                continue
        return True

    def failure(self, what):
        lines = [what, "the screen:"]
        lines += ["  |" + line for line in self.screen.described().rstrip("\n").split("\n")]
        lines.append(f"the last bytes: {bytes(self.written[-200:])!r}")
        if self.has_ended():
            lines.append(f"the program has ended with status {self.status}")
        return Failure("\n".join(lines))

    # The end.

    def has_ended(self):
        """Whether the process has ended; `status` then has its exit status, or minus the signal's number."""
        if self.status is None:
            line = self._told.readline()
            if line:
                self.status = int(line)
        return self.status is not None

    def wait_for_end(self):
        """Waits until the process has ended and all that it wrote is drawn; gives its status."""
        if self.master is None:
            until = time.monotonic() + self.deadline
            while not self.has_ended():
                if time.monotonic() > until:
                    raise Failure("the program does not end")
                time.sleep(0.01)
            return self.status
        self.wait_until(self.has_ended, "the end of the program")
        return self.status

    def current_settings(self):
        return termios.tcgetattr(self.slave)

    def check_restored(self):
        """Fails unless the terminal is as it was before the program."""
        if self.current_settings() != self.settings:
            raise self.failure("the terminal's settings are not restored")
        if self.screen.marks_pastes:
            raise self.failure("the terminal still marks pastes")
        if self.screen.cursor.hidden:
            raise self.failure("the cursor is still hidden")

    def close(self):
        """Ends the process, whatever it does, and everything it started in its session."""
        if self.leader is None:
            return
        for process in members(self.leader) - {self.leader}:
            try:
                os.kill(process, signal.SIGKILL)
            except ProcessLookupError:
                pass
        os.kill(self.leader, signal.SIGKILL)
        os.waitpid(self.leader, 0)
        self.leader = None
        os.close(self._hold)
        self._told.close()
        if self.master is not None:
            os.close(self.master)
            os.close(self.slave)
            self.master = None
