"""A seeded generator of programs in the language's subset of Python and NumPy.

Programs are grown a statement at a time and run as they grow, so that shapes fit, results stay within the language
(ints, float64, int64, bool: no complex numbers, no other dtypes). A change is made only to a value that no other
name shares; references.py has the others. About one program in ten is meant to end with a statement for which Python
raises.

    python3 programs.py SEED [COUNT]      prints programs
"""

import environment

import contextlib
import io
import random
import signal
import sys

import numpy as np

from expressions import Rejected
from statements import Statements
from values import is_in_language

HEADER = "import numpy as np"
SECONDS = 5


class TooSlow(BaseException):
    """A program that does not end, as one may when a line of its loop is dropped."""


def _stop(signal_number, frame):
    raise TooSlow()


# Processor time: on a busy machine a program takes longer without being slow.
signal.signal(signal.SIGVTALRM, _stop)


def plain_sum(items, start=0):
    """Python's sum as it was before 3.12, and is in Descent: floats added from the left, with no compensation."""
    for item in items:
        start = start + item
    return start


def run(source, namespace=None):
    """What Python prints for a program, and whether it raised."""
    namespace = {} if namespace is None else namespace
    if sys.version_info >= (3, 12):
        namespace.setdefault("sum", plain_sum)
    output = io.StringIO()
    failed = False
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    with contextlib.redirect_stdout(output):
        try:
            exec(compile(source, "program", "exec"), namespace)
        except Exception:
            failed = True
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return output.getvalue(), failed


def names_in_language(namespace):
    return all(is_in_language(value) for name, value in namespace.items() if name not in ("np", "sum") and not name.startswith("__"))


def program(seed):
    """The program of a seed."""
    r = random.Random(seed)
    lines = [HEADER, f"np.random.seed({r.choice([0, 1, 42, r.randint(0, 2**32 - 1)])})"]
    namespace = {}
    run("\n".join(lines), namespace)
    statements = Statements(r, namespace)
    wanted = r.randint(3, 14)
    must_fail = r.random() < 0.1
    for _ in range(wanted * 6):
        if wanted == 0:
            break
        try:
            block = statements.statement(must_fail and wanted == 1)
        except Rejected:
            continue
        source = "\n".join(block)
        before = dict(namespace)
        try:
            output, failed = run(source, namespace)
        except TooSlow:
            output, failed = "", True
        if failed and must_fail and wanted == 1:
            return "\n".join(lines + block) + "\n"
        if failed or len(output) > 6000 or " at 0x" in output or not names_in_language(namespace):
            # Changes that the failed statement made in place are undone by running all earlier statements again.
            namespace.clear()
            run("\n".join(lines), namespace)
            continue
        lines += block
        wanted -= 1
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    first = int(sys.argv[1])
    for seed in range(first, first + (int(sys.argv[2]) if len(sys.argv) > 2 else 1)):
        print(f"# program {seed}")
        print(program(seed))
