#!/usr/bin/env python3
"""Kills the shell at random moments, fills its disk and takes its folder away: no finished cell may be lost."""

import argparse
import contextlib
import glob
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import traceback

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from program import Failure, ROOT, Shell, run  # noqa: E402

HEAD = "#!/usr/bin/env -S descent run\n# descent 2\n"


def expect(condition, what):
    if not condition:
        raise Failure(what)


def journals(state):
    return sorted(glob.glob(f"{state}/descent/sessions/*.session"))


def check_history(state, typed):
    """Every line of the history is one that was typed, whole, and no line of a finished cell is missing."""
    with open(f"{state}/descent/history", "rb") as file:
        text = file.read().decode()
    expect(text.endswith("\n"), f"the history ends in mid-line: {text[-80:]!r}")
    strange = [line for line in text.splitlines() if not line.startswith("#") and line.replace("\\\\", "\\") not in typed]
    expect(not strange, f"the history has lines that nobody typed: {strange[:3]!r}")
    return set(text.splitlines())


class Killed:
    """A session that is killed again and again, and brought back."""

    def __init__(self, binary, generator):
        self.binary = binary
        self.random = generator
        self.state = tempfile.mkdtemp(prefix="descent-kill.")
        self.typed = set()
        self.begin()

    def begin(self):
        self.finished = {}
        self.is_new = True

    def random_cell(self, name):
        """A cell that gives a name a number, in one of several ways; the number, and whether it takes long."""
        number = self.random.randrange(1000)
        text = self.random.choice([
            f"{name} = {number}", f"seed {number}; r = rand 3; {name} = {number}", f"{name} = {number}; print('x' * 3000)",
            f"{name} = '''\\n#= \\n'''; {name} = {number}", f"z = zeros(1000); {name} = {number}",
            f"{name} = {number}; i = sum(range(30000))",
        ])
        return text, number

    def once(self):
        """Starts or resumes, runs some cells, is killed while another runs, and is looked at."""
        shell = Shell(self.binary, *([] if self.is_new else ["--resume"]), state=self.state)
        self.is_new = False
        for _ in range(self.random.randrange(1, 4)):
            name = f"v{len(self.finished)}"
            text, number = self.random_cell(name)
            self.typed.add(text)
            shell.cell(text)
            self.finished[name] = number
        running = f"v{len(self.finished)}"
        text, number = self.random_cell(running)
        if self.random.randrange(4) == 0:
            text += "; i = sum(range(10 ** 7))"
        self.typed.add(text)
        shell.wait_for(b"]: ")
        shell.type(text + "\n")
        time.sleep(self.random.choice([0, 0.001, 0.004, 0.02]) * self.random.random())
        shell.kill()
        self.look(running, number)

    def look(self, running, number):
        names = list(self.finished)
        status, output = run(self.binary, "--resume", state=self.state,
                             input=f"print({', '.join(names)})\n")
        expected = " ".join(str(self.finished[name]) for name in names)
        expect(status == 0 and expected in output.splitlines(), f"after kill -9, resumed, not {expected!r} but\n{output}")
        # The cell that was running is either complete or missing.
        status, output = run(self.binary, "--resume", state=self.state, input=f"print({running})\n")
        if status == 0:
            expect(str(number) in output.splitlines(), f"not {number} but\n{output}")
            self.finished[running] = number
        else:
            expect(f"there is no {running}" in output, output)
        for path in journals(self.state):
            with open(path, encoding="utf-8") as file:
                expect(file.read().startswith(HEAD), f"{path} has lost its head")
        lines = check_history(self.state, self.typed)
        expect(len(lines) > 0, "the history is empty")

    def close(self):
        shutil.rmtree(self.state)


def killed(binary, count, seed):
    """kill -9 at random moments."""
    generator = random.Random(seed)
    session = Killed(binary, generator)
    try:
        for turn in range(count):
            if turn % 8 == 0:
                session.begin()
            session.once()
        with open(f"{session.state}/descent/history", encoding="utf-8") as file:
            expect(len(file.read().splitlines()) >= count, "the history has lost lines")
    finally:
        session.close()
    return f"{count} shells killed"


def two_shells(binary, state):
    """Two shells share a state folder; no journal in use is taken."""
    first, second = Shell(binary, state=state), Shell(binary, state=state)
    first.cell("a = 1")
    second.cell("b = 2")
    first.cell("c = a + 2")
    expect(len(journals(state)) == 2, f"not two journals: {journals(state)}")
    status, output = run(binary, "--resume", state=state, input="whos\n")
    expect(status == 2 and "there is no session to bring back" in output, output)
    first.kill()
    status, output = run(binary, "--resume", state=state, input="print(a, c)\nb\n")
    expect("1 3" in output.splitlines() and "there is no b" in output, output)
    # `undo` replaces the file, which must still be in use.
    second.cell("b = 3")
    second.cell("undo")
    status, output = run(binary, "--resume", "2", state=state, input="b\n")
    expect(status == 2 and "there is no session 2" in output, output)
    expect("descent --resume brings it back" in second.quit(), "leaving says nothing of --resume")
    status, output = run(binary, "--resume", state=state, input="b\n")
    expect(output.splitlines()[-1] == "2", output)
    return "ok"


def resumed_journals(binary, state):
    """A resumed session is journaled too, and as often as it is resumed it is the same text."""
    shell = Shell(binary, state=state)
    for text in ["a = rand 3", "a", "print(1); a[0] = 5; a", "b = a + 1"]:
        shell.cell(text)
    shell.kill()
    texts = []
    for turn in range(3):
        shell = Shell(binary, "--resume", state=state)
        shell.cell(f"t{turn} = {turn}")
        shell.kill()
        with open(journals(state)[-1] if turn == 0 else max(journals(state), key=os.path.getmtime), encoding="utf-8") as file:
            texts.append(file.read())
    expect(texts[1].startswith(texts[0]) and texts[2].startswith(texts[1]), f"it changes:\n{texts[0]}\n{texts[1]}")
    status, output = run(binary, "--resume", state=state, input="print(t0, t1, t2)\n")
    expect(status == 0 and output.splitlines()[-1] == "0 1 2", output)
    return "ok"


@contextlib.contextmanager
def small_disk(state, size):
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", state], check=True, stderr=subprocess.PIPE)
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", state], check=True)


def full_disk(binary, state):
    """The disk is full, and then it isn't."""
    if os.geteuid() != 0:
        return "skipped: only root can mount a small disk"
    try:
        mounted = contextlib.ExitStack()
        mounted.enter_context(small_disk(state, "256k"))
    except subprocess.CalledProcessError as error:
        return f"skipped: {error.stderr.decode().strip()}"
    with mounted:
        shell = Shell(binary, state=state, folder="/")
        shell.cell("a = 1")
        with open(f"{state}/filler", "wb", buffering=0) as file:
            with contextlib.suppress(OSError):
                while True:
                    file.write(b"\0" * 512)
        said = "".join(shell.cell(f"f{number} = '{'y' * 900}'") for number in range(12))
        expect(said.count("the journal can't be written") == 1, f"not said once:\n{said}")
        expect("No space left on device" in said or "disk is full" in said, said)
        expect("3" in shell.cell("print(1 + 2)"), "the shell does not go on")
        os.unlink(f"{state}/filler")
        said = shell.cell("z = 7")
        expect("the journal is written again" in said, said)
        shell.kill()
        status, output = run(binary, "--resume", state=state, folder="/", input="print(a, len(f11), z)\n")
        expect(status == 0 and output.splitlines()[-1] == "1 900 7", output)
        with open(f"{state}/descent/history", "rb") as file:
            text = file.read()
        expect(text.endswith(b"\n") and all(len(line) < 930 for line in text.splitlines()), "the history is damaged")
    return "ok"


def unwritable(binary, state):
    """The state folder can't be made."""
    with open(f"{state}/file", "w", encoding="utf-8"):
        pass
    shell = Shell(binary, state=state, folder=state, XDG_STATE_HOME=f"{state}/file/below")
    said = shell.cell("a = 1") + shell.cell("b = 2") + shell.cell("a + b")
    expect(said.count("the journal can't be written") == 1, f"not said once:\n{said}")
    expect("\r\n3\r\n" in said, f"the shell does not go on:\n{said}")
    said = shell.cell("save kept.session")
    expect("3 cells in kept.session" in said, said)
    shell.kill()
    status, output = run(binary, "check", f"{state}/kept.session", state=state)
    expect(status == 0, output)
    return "ok"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--binary", default=os.path.join(ROOT, ".build", "debug", "descent"))
    options = parser.parse_args()
    binary = os.path.abspath(options.binary)
    tests = {"kill": lambda state: killed(binary, options.count, options.seed)}
    for test in [two_shells, resumed_journals, full_disk, unwritable]:
        tests[test.__name__] = lambda state, test=test: test(binary, state)
    passed = failed = 0
    for name, test in tests.items():
        state = tempfile.mkdtemp(prefix="descent-recording.")
        try:
            print(f"{name}: {test(state)}", flush=True)
            passed += 1
        except Exception as error:
            failed += 1
            what = str(error) if isinstance(error, Failure) else traceback.format_exc()
            print(f"FAILED {name}: " + what.replace("\n", "\n    "), flush=True)
        finally:
            shutil.rmtree(state, ignore_errors=True)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
