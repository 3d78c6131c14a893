#!/usr/bin/env python3
"""Has the program write very many outputs, each way that it takes cells: none may be missing, and it must not come to a stop.

All reads have a time limit. Twice as many cells must not take much more than twice the time.
"""

import argparse
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
import time
import traceback

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from program import Failure, ROOT, Shell, environment  # noqa: E402

HEAD = "#!/usr/bin/env -S descent run\n# descent 2\n"
LOOP = "for i in range({count}): print(i)\n"


class Case:
    """A program, a folder to run it in, and how many outputs are wanted of it within how many seconds."""

    def __init__(self, binary, folder, count, seconds):
        self.binary, self.folder, self.count, self.seconds = binary, folder, count, seconds

    def file(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def run(self, *arguments, input=None):
        """What the program prints; fails when it doesn't end in time, with how far it came."""
        try:
            done = subprocess.run([self.binary, *arguments], env=environment(self.folder), cwd=self.folder, input=input,
                                  text=True, capture_output=True, timeout=self.seconds)
        except subprocess.TimeoutExpired as late:
            lines = (late.stdout or b"").count(b"\n")
            raise Failure(f"still running after {self.seconds} s, with {lines} of {self.count} lines written") from None
        if done.returncode != 0:
            raise Failure(f"status {done.returncode}: {done.stderr[-500:]}")
        return done.stdout

    def compare(self, output):
        lines = output.splitlines()
        for number, line in enumerate(lines):
            if line != str(number):
                raise Failure(f"line {number} is {line!r}")
        if len(lines) != self.count:
            raise Failure(f"{len(lines)} lines, not {self.count}")


def cells(count, form):
    return "".join(form.format(i) for i in range(count))


def a_pipe(case):
    """Cells come through a pipe."""
    case.compare(case.run(input=cells(case.count, "print({})\n")))


def a_loop_in_a_pipe(case):
    case.compare(case.run(input=LOOP.format(count=case.count) + "\n"))


def a_file(case):
    """A file of one cell, a loop."""
    case.compare(case.run("run", case.file("loop.py", LOOP.format(count=case.count))))


def a_file_of_statements(case):
    case.compare(case.run("run", case.file("statements.py", cells(case.count, "print({})\n"))))


def session(count):
    return HEAD + cells(count, "# %%\nprint({0})\n#> {0}\n")


def a_session(case):
    case.compare(case.run("run", case.file("many.session", session(case.count))))


def a_checked_session(case):
    output = case.run("check", case.file("many.session", session(case.count)))
    if f"{case.count} cells, {case.count} lines" not in output:
        raise Failure(output)


def time_of_more_cells(case):
    """A session's time grows with its cells, not with their square."""
    seconds = []
    for count in (case.count // 10, case.count // 2):
        path = case.file("growing.session", session(count))
        best = float("inf")
        for _ in range(2):
            start = time.monotonic()
            case.run("run", path)
            best = min(best, time.monotonic() - start)
        seconds.append(best)
    # Five times as many: quadratic time would be 25 times as long.
    if seconds[1] > 12 * seconds[0]:
        raise Failure(f"{seconds[0]:.2f} s for a tenth of the cells, {seconds[1]:.2f} s for half of them")


def at_prompt(case, texts, last=b"In ["):
    """Types cells at a terminal, and waits for the last that each shows; they must show all numbers in their order."""
    shell = Shell(case.binary, "--plain", state=case.folder)
    shown = []
    try:
        for text in texts:
            shell.wait_for(b"]: ")
            shell.type(text)
            shown += [line for line in shell.wait_for(last, case.seconds).splitlines() if line.isdigit()]
    finally:
        shell.kill()
    case.compare("\n".join(shown))


def a_prompt(case):
    """One loop is typed."""
    at_prompt(case, [LOOP.format(count=case.count) + "\n"])


def a_replay_at_a_prompt(case):
    """A session is brought in, whose cells and outputs are written one by one."""
    case.count //= 4
    case.file("many.session", session(case.count) + "# %%\nprint('end')\n")
    at_prompt(case, ["replay many.session\n"], last=b"\r\nend")


def a_prompt_of_many_cells(case):
    case.count //= 50
    at_prompt(case, cells(case.count, "print({})\n").splitlines(keepends=True))


CASES = [a_pipe, a_loop_in_a_pipe, a_file, a_file_of_statements, a_session, a_checked_session, time_of_more_cells, a_prompt,
         a_replay_at_a_prompt, a_prompt_of_many_cells]


def try_case(job):
    """Runs one case; gives its name, what went wrong or nothing, and the seconds it took."""
    name, binary, count, seconds = job
    folder = tempfile.mkdtemp(prefix="descent-outputs.")
    start = time.monotonic()
    trouble = None
    try:
        globals()[name](Case(binary, folder, count, seconds))
    except Failure as failure:
        trouble = str(failure)
    except Exception:
        trouble = traceback.format_exc()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return name, trouble, time.monotonic() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=200_000, help="how many outputs")
    parser.add_argument("--seconds", type=float, default=240, help="how long a run may take")
    parser.add_argument("--binary", default=os.path.join(ROOT, ".build", "debug", "descent"))
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these of the cases")
    options = parser.parse_args()
    names = [case.__name__ for case in CASES if not options.names or case.__name__ in options.names]
    jobs = [(name, os.path.abspath(options.binary), options.count, options.seconds) for name in names]
    failed = 0
    with multiprocessing.Pool(2) as pool:
        for name, trouble, seconds in pool.imap_unordered(try_case, jobs):
            failed += trouble is not None
            print(f"{name}: {seconds:.1f} s" if trouble is None else f"FAILED {name}: {trouble}", flush=True)
    print(f"{len(jobs) - failed} passed, {failed} failed")
    return 1 if failed or not jobs else 0


if __name__ == "__main__":
    sys.exit(main())
