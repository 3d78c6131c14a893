#!/usr/bin/env python3
"""Runs the examples in the docstrings of the installed NumPy in Descent, and compares what each statement shows.

    run.py [NAME…] [--seconds S] [--seed S] [--binary PATH] [--record] [--all]

A NAME is that of a function or method (np.sort, ndarray.sort, Generator.choice, np.linalg.inv); --seconds ends after so
long, with the names in an order of the seed's. NumPy's examples are read from the installed package at each run; nothing of
them is kept here. Each statement runs in Python and in a session of Descent's; what is shown must be the same, and what
raises in one must raise in the other. What draws pictures, asks for SciPy or has the time in it is left out in both.

known.txt has the statements that are known to differ, by name and a digest of their text, and why. --record, after a run of
all, writes it anew: what Descent refuses with its own words, what differs with the reason that REASONS gives; what differs
without one is "unsorted", and fails. What is known isn't run again: --record finds what has been mended. The exit status is 1
if another statement differs.
"""

import argparse
import ast
import concurrent.futures
import doctest
import hashlib
import io
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import textwrap
import time

ENVIRONMENT = {
    "OPENBLAS_CORETYPE": "Haswell", "OPENBLAS_NUM_THREADS": "1", "PYTHONHASHSEED": "0",
    "NPY_DISABLE_CPU_FEATURES": "X86_V4 AVX512_ICL AVX512_SPR",
}
if any(os.environ.get(name) != value for name, value in ENVIRONMENT.items()):
    os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, **ENVIRONMENT})

import numpy as np  # noqa: E402

FOLDER = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(FOLDER))
KNOWN = os.path.join(FOLDER, "known.txt")
PATIENCE = 10
"""Seconds that the statements of one name may take."""
PRELUDE = "import numpy as np\nnp.random.seed(0)"
LEFT_OUT = re.compile(r"\b(plt|ax\d?|fig|scipy|matplotlib|stats|sps|timeit|tempfile|TemporaryFile)\b")
"""Statements that draw, take time or need what Python may not have either."""
REASONS = [
    (r"^assert not np\.all\(a ?== ?b\)", "overwrite_input= leaves the input as it is"),
    (r"\bid\(", "identities are numbers of their own here"),
    (r"^np\.empty|\.empty_like\(", "what lies in memory is shown"),
    (r"unique_values|unique_all|unique_counts", "NumPy leaves the order open; here they are in order"),
    (r"partition|^p2$", "NumPy leaves the order within the parts open"),
    (r"^type\((fl|x\.flat)\)", "the class of x.flat has another module"),
    (r"^np\.is(real|complex)obj", "Python's complex numbers are none of NumPy's here"),
    (r"^y\.flags$", "what is required and aligned is not kept"),
    (r"np\.int16\(32000\)", "an int that overflows raises nothing here"),
    (r"max_work", "an exact answer is always given"),
    (r"^s$", "the end of a text of NumPy's is not cut off"),
]
"""Why a statement of such a text shows something else."""


def documented():
    """(name, docstring) of everything that has examples."""
    seen = set()
    holders = [("np", np, np.__all__), ("np.linalg", np.linalg, np.linalg.__all__), ("np.fft", np.fft, np.fft.__all__),
               ("np.random", np.random, np.random.__all__), ("Generator", np.random.Generator, dir(np.random.Generator)),
               ("ndarray", np.ndarray, dir(np.ndarray))]
    for prefix, holder, names in holders:
        for name in sorted(names):
            text = getattr(getattr(holder, name, None), "__doc__", None)
            if not name.startswith("_") and isinstance(text, str) and ">>>" in text and text not in seen:
                seen.add(text)
                yield f"{prefix}.{name}", text


def statements(docstring):
    """The texts of the statements of the examples."""
    found = []
    try:
        examples = doctest.DocTestParser().get_examples(textwrap.dedent(docstring))
    except ValueError:
        return []
    for example in examples:
        source = re.sub(r"default_rng\(\)", "default_rng(0)", example.source)
        try:
            tree = ast.parse(source)
        except SyntaxError:
            continue
        for node in tree.body:
            text = ast.get_source_segment(source, node, padded=True)
            if not LEFT_OUT.search(text) and text.strip() != "import numpy as np":
                found.append(text)
    return found


def in_python(texts):
    """What each statement shows, and what it raises: a process of its own, so that nothing of it is left."""
    reader, writer = os.pipe()
    child = os.fork()
    if child:
        os.close(writer)
        with os.fdopen(reader) as pipe:
            text = pipe.read()
        os.waitpid(child, 0)
        return json.loads(text) if text else None
    try:
        os.close(reader)
        signal.alarm(PATIENCE)
        sys.modules["scipy"] = sys.modules["matplotlib"] = None
        sys.stderr = io.StringIO()
        names = {"__name__": "__main__"}
        exec(PRELUDE, names)
        outcomes = []
        for text in texts:
            sys.stdout = shown = io.StringIO()
            problem = None
            try:
                tree = ast.parse(text)
                if isinstance(tree.body[0], ast.Expr):
                    value = eval(compile(ast.Expression(tree.body[0].value), "<p>", "eval"), names)
                    if value is not None:
                        print(value)
                else:
                    exec(compile(tree, "<p>", "exec"), names)
            except BaseException as error:
                problem = type(error).__name__
            outcomes.append((shown.getvalue(), problem))
        with os.fdopen(writer, "w") as pipe:
            json.dump(outcomes, pipe)
    finally:
        os._exit(0)


def in_descent(binary, texts):
    """What each statement shows up to the first that fails, and the message of that."""
    lines = [PRELUDE]
    for place, text in enumerate(texts):
        lines += [text, f'print("@@{place}")']
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "p.session"), "w") as file:
            file.write("\n".join(lines) + "\n")
        environment = {**os.environ, "DESCENT_JOURNAL": "", "DESCENT_INIT": "", "HOME": folder, "NO_COLOR": "1"}
        process = subprocess.Popen([binary, "run", "p.session"], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        try:
            out, err = process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            out, err = process.communicate()
            err = b"error: no end after %d s" % PATIENCE
    pieces = re.split(r"@@\d+\n", out.decode("utf-8", "replace"))
    message = next((line[7:] for line in err.decode("utf-8", "replace").splitlines() if line.startswith("error: ")), "")
    if process.returncode < 0 and process.returncode != -signal.SIGKILL:
        message = f"ended by signal {-process.returncode}"
    return pieces[:-1], message


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def differences(binary, texts, known):
    """(text, kind, reason) of each statement that differs: kind is refused, other or accepted."""
    first = in_python(texts)
    if first is None:
        return []
    # Skip statements that fail in Python too, or depend on names that aren't in the docstring.
    texts = [text for text, (_, problem) in zip(texts, first) if problem not in (
        "ModuleNotFoundError", "ImportError", "FileNotFoundError", "NameError")]
    found = [(text, "left out", "") for text in texts if digest(text) in known]
    texts = [text for text in texts if digest(text) not in known]
    while texts:
        truth = in_python(texts)
        # A statement that depends on a skipped one is skipped, too.
        before = dict(zip(texts, truth))
        texts = [text for text in texts if before[text][1] != "NameError"]
        if len(texts) < len(truth):
            continue
        shown, message = in_descent(binary, texts)
        for (expected, problem), text, got in zip(truth, texts, shown):
            if problem:
                found.append((text, "accepted", f"Python raises {problem}"))
            elif got != expected:
                found.append((text, "other", f"{expected[:60]!r} is {got[:60]!r}"))
        if len(shown) == len(texts):
            break
        failing = texts[len(shown)]
        if not truth[len(shown)][1]:
            found.append((failing, "refused", message))
        texts = [text for text in texts if text != failing]
        found = [one for one in found if one[1] in ("refused", "left out")]
    return found


def read_known():
    known, version = {}, ""
    if os.path.exists(KNOWN):
        for line in open(KNOWN, encoding="utf-8"):
            if line.startswith("# NumPy "):
                version = line.split()[2]
            elif not line.startswith("#"):
                name, number, reason = line.rstrip("\n").split("\t")
                known.setdefault(name, {})[number] = reason
    return known, version


def reason(text, kind, words):
    known = next((why for pattern, why in REASONS if re.search(pattern, text)), None)
    if known is None and kind == "refused":
        return re.sub(r"0x[0-9a-f]+|/tmp/\S+", "…", words) or "refused"
    return known or "unsorted: " + words


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*")
    parser.add_argument("--seconds", type=float, default=1e9)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--binary", default=os.path.join(ROOT, ".build-static/release/descent"))
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    known, version = read_known()
    if version != np.__version__ and not given.record:
        print(f"known.txt is of NumPy {version}, this is {np.__version__}: nothing is compared")
        return 0
    end = time.monotonic() + given.seconds
    items = [item for item in documented() if not given.names or item[0] in given.names]
    random.Random(given.seed).shuffle(items)
    run, wrong, lines, count = 0, 0, [], 0

    def work(item):
        if time.monotonic() > end:
            return None
        texts = statements(item[1])
        return texts, differences(os.path.abspath(given.binary), texts, {} if given.record else known.get(item[0], {}))

    with concurrent.futures.ThreadPoolExecutor(given.jobs) as pool:
        for (name, _), result in zip(items, pool.map(work, items)):
            if result is None:
                continue
            texts, found = result
            run, count = run + 1, count + len(texts)
            for text, kind, words in found:
                if kind == "left out":
                    continue
                why = reason(text, kind, words)
                lines.append(f"{name}\t{digest(text)}\t{why}\n")
                if not given.record or why.startswith("unsorted"):
                    wrong += 1
                    print(f"{name}: {text}\n    {kind}: {words}")
    if given.record and not given.names:
        with open(KNOWN, "w", encoding="utf-8") as file:
            file.write("# A name, a digest of a statement, and why it differs. Tests/Docs/run.py --record writes it.\n"
                       f"# NumPy {np.__version__}\n")
            file.writelines(sorted(set(lines)))
    left = sum(len(entries) for entries in known.values())
    print(f"{run} of {len(items)} names, {count} statements, {left} of them known to differ, {wrong} others")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
