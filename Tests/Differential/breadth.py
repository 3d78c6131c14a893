"""Asks Python with NumPy and Descent about calls of NumPy's functions with random arguments, wrong ones among them: what they
give and what they raise must be the same text.

    python3 breadth.py [--count N] [--seed S] [--binary PATH] [--only NAME]

A question is a template with places for arguments; each is filled from what its letter makes. Many questions are a
program. Of what both raise the class counts, and the message where `--messages` is given. What NumPy does and Descent
refuses is counted by itself, and so is an error of another class; the exit status is 1 if something is given that NumPy
doesn't give.
"""

import environment

import argparse
import pathlib
import random
import re
import subprocess
import sys
import tempfile

from breadth_templates import TEMPLATES

ROOT = pathlib.Path(__file__).resolve().parents[2]

HEADER = """import numpy as np
def shown(value):
    if isinstance(value, np.ndarray):
        return f'{value.dtype} {value.shape} {value.tolist()}'
    if isinstance(value, np.generic):
        return f'{value.dtype} {value.tolist()}'
    if isinstance(value, (tuple, list)):
        return f'{type(value).__name__}({", ".join(shown(item) for item in value)})'
    return repr(value)
def ask(number, question):
    try:
        answer = shown(question())
    except Exception as error:
        answer = f'raises {type(error).__name__}: {error}'
    print(number, answer, flush=True)
"""

TYPES = ["int64"] * 4 + ["float64"] * 5 + ["bool", "int8", "uint8", "int32", "uint16", "float32", "float32"]


class Maker:
    """Makes the text of arguments."""

    def __init__(self, r):
        self.r = r
        self.shape = None
        self.axes = 1

    def number(self, kind):
        r = self.r
        if kind == "bool":
            return r.choice(["True", "False"])
        if kind.startswith("uint"):
            return str(r.choice([0, 1, 2, 3, 5, 7, 200]))
        if kind.startswith("int"):
            return str(r.choice([0, 0, 1, 2, 3, 5, -1, -2, -7, 100]))
        return r.choice(["0.0", "1.0", "2.5", "-1.5", "0.1", "3.0", "-0.0", "1e-3", "7.25", "-2.0", "0.3", "1e5"] +
                        (["np.nan", "np.inf"] if r.random() < 0.1 else []) + [repr(round(r.gauss(0, 3), 6))])

    def nested(self, shape, kind):
        if not shape:
            return self.number(kind)
        return "[" + ", ".join(self.nested(shape[1:], kind) for _ in range(shape[0])) + "]"

    def array(self, shape, kind=None):
        r = self.r
        kind = kind or r.choice(TYPES)
        self.axes = max(len(shape), 1)
        self.shape = shape
        plain = kind in ("int64", "float64", "bool") and all(shape)
        if plain and r.random() < 0.3:
            return self.nested(shape, kind)
        text = f"np.array({self.nested(shape, kind)}, dtype=np.{kind})"
        if not all(shape):
            text += f".reshape({shape})"
        return text

    def a_shape(self, axes=None):
        r = self.r
        count = axes if axes is not None else r.choice([1, 1, 1, 2, 2, 2, 3, 0])
        return tuple(r.choice([1, 2, 2, 3, 3, 4, 5] + ([0] if r.random() < 0.1 else [])) for _ in range(count))

    def fill(self, letter, rest):
        r = self.r
        if letter == "A":  # any array
            return self.array(self.a_shape())
        if letter == "B":  # another array of the same shape
            return self.array(self.a_shape() if self.shape is None else self.shape)
        if letter == "V":  # an array with one axis
            return self.array(self.a_shape(1))
        if letter == "M":  # an array with two axes
            return self.array(self.a_shape(2))
        if letter == "C":  # an array with three axes
            return self.array(self.a_shape(3))
        if letter == "F":  # an array of floats
            return self.array(self.a_shape(), r.choice(["float64", "float64", "float32"]))
        if letter == "I":  # an array of ints
            return self.array(self.a_shape(), r.choice(["int64", "int64", "int32", "uint8"]))
        if letter == "W":  # an array of floats with nan
            shape = self.a_shape()
            self.axes, self.shape = max(len(shape), 1), shape

            def part(shape):
                if not shape:
                    return r.choice(["np.nan", self.number("float64")])
                return "[" + ", ".join(part(shape[1:]) for _ in range(shape[0])) + "]"

            return f"np.array({part(shape)}, dtype=float).reshape({shape})"
        if letter == "K":  # a mask for that array
            return self.array(self.a_shape() if self.shape is None else self.shape, "bool")
        if letter == "X":  # an axis, occasionally a wrong one
            return str(r.choice(list(range(-self.axes, self.axes)) * 4 + [self.axes, -self.axes - 1]))
        if letter == "Y":  # an axis or None
            return r.choice(["None", self.fill("X", None)])
        if letter == "N":  # a small number
            return str(r.choice([0, 1, 2, 3, -1, -2, 4, 5]))
        if letter == "P":  # a positive number
            return str(r.choice([1, 2, 3, 4, 5, 7]))
        if letter == "R":  # a number of any kind
            return r.choice(["2", "-1", "2.5", "0", "True", "np.float32(1.5)", "np.int8(3)", "-0.5"])
        if letter == "T":  # an element type
            return r.choice(["int", "float", "bool"] + ["np." + kind for kind in TYPES])
        if letter == "S":  # a shape
            return str(self.a_shape())
        if letter == "Z":  # an invalid value
            return r.choice(["None", "'text'", "[]", "1.5", "[[1, 2], [3]]", "-9", "{}"])
        return r.choice(rest.split("|"))


def question(r, name=None):
    """A call with its arguments: `{A}` is filled by its letter, `{:x|y}` with one of those."""
    templates = [t for t in TEMPLATES if name is None or name in t]
    maker = Maker(r)
    text = r.choice(templates)
    return re.sub(r"\{(\w?)(?::([^{}]*))?\}", lambda found: maker.fill(found[1], found[2]), text)


def program(questions):
    return HEADER + "".join(f"ask({number}, lambda: {text})\n" for number, text in enumerate(questions))


def answers(text):
    return dict(line.split(" ", 1) for line in text.splitlines() if " " in line)


def python_answers(questions):
    done = subprocess.run([sys.executable, "-c", "import environment\n" + program(questions)], capture_output=True, text=True,
                          cwd=pathlib.Path(__file__).parent, timeout=60)
    return answers(done.stdout)


def descent_answers(binary, questions, folder):
    path = pathlib.Path(folder) / "questions.py"
    path.write_text(program(questions))
    done = subprocess.run([binary, "run", str(path)], capture_output=True, text=True, timeout=60)
    return answers(done.stdout), done


def judged(answer, messages):
    return answer if messages or answer is None else re.sub(r"(raises \w+): .*", r"\1", answer)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--binary", default=str(ROOT / ".build-static/release/descent"))
    parser.add_argument("--only")
    parser.add_argument("--messages", action="store_true")
    parser.add_argument("--show", type=int, default=2)
    parser.add_argument("--all", action="store_true", help="show what is refused, too")
    options = parser.parse_args()
    r = random.Random(options.seed)
    total, counts = 0, {"wrong": {}, "refused": {}, "other class": {}}
    with tempfile.TemporaryDirectory() as folder:
        while total < options.count:
            questions = [question(r, options.only) for _ in range(min(200, options.count - total))]
            total += len(questions)
            truth = python_answers(questions)
            found, done = descent_answers(options.binary, questions, folder)
            if not found:
                print(done.stderr[:2000])
            for number, text in enumerate(questions):
                left = judged(truth.get(str(number)), options.messages)
                right = judged(found.get(str(number)), options.messages)
                if left == right or left is None:
                    # Some calls crash Python.
                    continue
                kind = verdict(str(left), str(right))
                called = re.search(r"np\.[\w.]+", text)[0]
                counts[kind][called] = counts[kind].get(called, 0) + 1
                if counts[kind][called] <= options.show and (kind == "wrong" or options.all):
                    print(f"{kind}: {text}\n  NumPy   {str(truth.get(str(number)))[:300]}"
                          f"\n  Descent {str(found.get(str(number)))[:300]}")
    told = ", ".join(f"{sum(kinds.values())} {kind}" for kind, kinds in counts.items())
    print(f"{total} questions: {told}")
    if options.all:
        print(counts)
    return 1 if counts["wrong"] else 0


def verdict(expected, given):
    if given.startswith("raises"):
        return "other class" if expected.startswith("raises") else "refused"
    return "wrong"


if __name__ == "__main__":
    sys.exit(main())
