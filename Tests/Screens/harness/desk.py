"""What a scenario works with: a home of its own, shells in terminals, and the golden screens to compare them with."""

import contextlib
import difflib
import os
import pathlib
import re
import shutil
import signal
import tempfile
import termios

from harness.terminal import Failure, Terminal

GOLDEN = pathlib.Path(__file__).resolve().parents[1] / "golden"
ROOT = pathlib.Path(__file__).resolve().parents[3]
HEADER = re.compile(r"^=== (.+)$", re.MULTILINE)


class Desk:
    """A scenario's surroundings, which no other scenario shares."""

    def __init__(self, name, binary, columns, lines, records, deadline):
        self.name = name
        self.binary = binary
        self.columns = columns
        self.lines = lines
        self.records = records
        self.deadline = deadline
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="descent-screens.", dir="/tmp"))
        self.folder = self.home / "work"
        self.folder.mkdir()
        self.history = self.home / "state" / "descent" / "history"
        self.shells = []
        self.shown = {}
        self.golden = {} if records else self._read_golden()

    # Files.

    @property
    def _golden_path(self):
        return GOLDEN / f"{self.name}.{self.columns}x{self.lines}.txt"

    def _read_golden(self):
        try:
            parts = HEADER.split(self._golden_path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        return {name: text.lstrip("\n") for name, text in zip(parts[1::2], parts[2::2])}

    def record(self):
        """Writes the screens that were shown as the golden ones; gives whether that changes anything."""
        text = "".join(f"=== {name}\n{screen}" for name, screen in self.shown.items())
        path = self._golden_path
        if not self.shown:
            path.unlink(missing_ok=True)
            return
        path.write_text(text, encoding="utf-8")

    def write(self, name, text):
        """Makes a file in the folder in which shells start."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def settings(self, text):
        """Makes the `.editrc` of the scenario's user."""
        (self.home / ".editrc").write_text(text, encoding="utf-8")

    def environment(self, changes=None):
        environment = {
            "HOME": str(self.home),
            "XDG_STATE_HOME": str(self.home / "state"),
            "XDG_CONFIG_HOME": str(self.home / "config"),
            # Only scenarios about the banner show it.
            "DESCENT_BANNER": "",
            # Scenarios of pages take it away.
            "PAGER": "cat",
            "PATH": "/usr/bin:/bin",
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "PS1": "$ ",
        }
        for name, value in (changes or {}).items():
            if value is None:
                environment.pop(name, None)
            else:
                environment[name] = value
        return environment

    # Shells.

    def shell(self, *arguments, environment=None, columns=None, lines=None, prompt=1):
        """Starts the program, and waits for its prompt unless there should be none (`prompt=None`)."""
        shell = Shell(self, [self.binary, *arguments], environment, columns, lines)
        if prompt is not None:
            shell.prompt(prompt)
        return shell

    def parent_shell(self):
        """Starts bash, with job control, in which `descent` is the program."""
        bin = self.home / "bin"
        bin.mkdir(exist_ok=True)
        os.symlink(self.binary, bin / "descent")
        path = {"PATH": f"{bin}:/usr/bin:/bin"}
        shell = Shell(self, ["/bin/bash", "--norc", "--noprofile", "--noediting", "-i"], path)
        shell.is_ours = False
        shell.wait_until(lambda: shell.screen.row_to_cursor() == "$ ", "bash's prompt")
        return shell

    def check(self, condition, message):
        if not condition:
            raise Failure(message)

    def leave_all(self):
        """Ends every shell that still runs as a user would, and sees that the terminal is as it was."""
        for shell in self.shells:
            if shell.is_ours and not shell.is_done:
                shell.leave()

    def close(self):
        for shell in self.shells:
            shell.close()
        shutil.rmtree(self.home, ignore_errors=True)


class Shell(Terminal):
    """A Descent in a terminal, at a scenario's desk."""

    def __init__(self, desk, arguments, environment=None, columns=None, lines=None):
        self.desk = desk
        self.number = 0
        self.is_ours = True
        self.is_done = False
        variables = desk.environment(environment)
        self.edits = variables["TERM"].startswith("xterm")
        super().__init__(
            arguments, variables, desk.folder, columns or desk.columns, lines or desk.lines, desk.deadline)
        desk.shells.append(self)

    def prompt(self, number=None):
        """Waits for the prompt of the next input (or of the number given), with nothing typed at it."""
        self.number = self.number + 1 if number is None else number
        expected = f"In [{self.number}]: "
        self.wait_until(
            lambda: self.screen.row_to_cursor() == expected and self.is_ready(), f"the prompt {expected!r}")

    def is_ready(self):
        """Whether the program could be editing a line: the terminal gathers none, unless it is one that can't edit."""
        return not self.edits or not self.is_cooked()

    def is_cooked(self):
        """Whether the terminal gathers lines, as it does for programs that edit none."""
        return bool(self.current_settings()[3] & termios.ICANON)

    def cell(self, text):
        """Types a cell and Enter, and waits for the next prompt."""
        self.type(text + "\n")
        self.prompt()

    def shows(self, name, colours=False):
        """Compares the screen with the golden one of that name."""
        desk = self.desk
        if name in desk.shown:
            raise ValueError(f"two screens are called {name}")
        if desk.records:
            self.settle()
            desk.shown[name] = self.screen.described(colours)
            return
        if name not in desk.golden:
            raise self.failure(f"there is no golden screen {name!r}; RECORD_FIXTURES=1 records one")
        expected = desk.golden[name]
        desk.shown[name] = expected
        with contextlib.suppress(Failure):
            self.wait_until(lambda: self.screen.described(colours) == expected, "the golden screen")
            return
        found = self.screen.described(colours)
        difference = difflib.unified_diff(
            expected.splitlines(), found.splitlines(), f"golden {name}", f"shown {name}", lineterm="", n=30)
        raise Failure(f"the screen {name!r} differs\n" + "\n".join("  " + line for line in difference))

    def leave(self):
        """Drops what is typed, leaves with Ctrl-D, and sees that all is well."""
        if not self.has_ended():
            self.keys("C-c")
            self.settle()
            self.keys("C-d")
        self.ends(0)

    def ends(self, status):
        """Waits for the end; the status must be this one and the terminal as it was."""
        self.is_done = True
        found = self.wait_for_end()
        if found != status:
            told = signal.Signals(-found).name if found < 0 else found
            raise self.failure(f"the program ended with {told}, not {status}")
        if self.master is not None:
            self.check_restored()
