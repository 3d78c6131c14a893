"""Asks Python and Descent about random texts: every method and operator of str, with combining characters, joined emoji, line
ends of all kinds, and characters whose forms differ.

    python3 texts.py [--count N] [--seed S] [--binary PATH] [--show N]

Each thousand of questions is one process of Descent. Exit status 1 if any answer differs.
"""

import environment

import argparse
import os
import pathlib
import random
import subprocess
import sys
import tempfile

from run import ROOT

PIECES = ["a", "b", "e", "e\u0301", "\u00e9", "\u0301", "A\u030a", "\u00c5", "\u212b", "\r\n", "\n", "\r", "\t", " ", "\u00a0", "\u2003",
          "\U0001F468\u200D\U0001F469\u200D\U0001F467", "\U0001F468", "\u200D", "\U0001F1E9\U0001F1EA", "\U0001F1E9", "\u00df", "\u1e9e",
          "\u0130", "\u0131", "\ufb01", "\u01c6", "\u01c5", "\u03a3", "\u03c2", "\u03c3", "1", "\u00b2", "\u0663", "\u00bd", "\u2167",
          "\u2028", "\x0b", "\x0c", "\x1c", "\x85", "\uff71", "\uac00", "\u1100\u1161", "x", "_", "-", ".", ",", "'", '"', "\\", "\ufe0f",
          "\u2764\ufe0f", "\U0001d4d0", "\x00", "\u0149", "\u0390", "\ufb00", "K", "\u212a", "zz", "\u3000", "\u200b", "\ufeff", "\u00aa",
          "\u02b0", "\u0345", "\u00ad", "\u0600"]
ALONE = [piece for piece in PIECES if len(piece) == 1]


class Question:
    """An expression about texts, at random."""

    def __init__(self, r):
        self.r = r
        text = self.text()
        self.parts = {"t": ascii(text), "u": ascii(self.part(text)), "v": ascii(self.part(text)), "c": ascii(self.character())}
        self.source = r.choice(self.forms())

    def text(self, most=5):
        return "".join(self.r.choice(PIECES) for _ in range(self.r.randint(0, most)))

    def character(self):
        """Any character that Python 3.11 knows, or one of the hard ones."""
        while self.r.random() < 0.5:
            code = self.r.choice([self.r.randrange(0x80, 0x3100), self.r.randrange(0x110000)])
            if not 0xD800 <= code < 0xE000:
                return chr(code)
        return self.r.choice(ALONE)

    def part(self, text):
        if not text or self.r.random() < 0.4:
            return self.text(2)
        start = self.r.randint(0, len(text))
        return text[start:self.r.randint(start, min(len(text), start + 3))]

    def bounds(self):
        r = self.r
        return r.choice(["", f", {r.randint(-6, 8)}", f", {r.randint(-6, 8)}, {r.randint(-6, 8)}", f", None, {r.randint(-4, 8)}"])

    def forms(self):
        r, part = self.r, self.parts
        t, u, v, c = part["t"], part["u"], part["v"], part["c"]
        search = r.choice(["find", "rfind", "index", "rindex", "count", "startswith", "endswith"])
        plain = r.choice(["upper", "lower", "title", "capitalize", "swapcase", "casefold", "isalpha", "isalnum", "isdigit", "isdecimal",
                          "isnumeric", "isspace", "isupper", "islower", "istitle", "isidentifier", "isprintable", "isascii"])
        compared = r.choice(["==", "!=", "<", ">", "<=", ">=", "in", "not in"])
        pieces = r.choice(["", "None", u, f"{u}, {r.randint(-1, 3)}", f"None, {r.randint(-1, 3)}", f"sep={u}, maxsplit=1", "maxsplit=1"])
        return [
            f"{t} {compared} {u}", f"{t}.{search}({u}{self.bounds()})",
            f"{t}.{r.choice(['startswith', 'endswith'])}(({u}, {v}){self.bounds()})", f"{t}.{r.choice(['split', 'rsplit'])}({pieces})",
            f"{t}.splitlines({r.choice(['', 'True', 'keepends=True'])})",
            f"{t}.{r.choice(['partition', 'rpartition', 'removeprefix', 'removesuffix'])}({u})",
            f"{t}.replace({u}, {v}{r.choice(['', ', 1', ', -1', ', 0'])})", f"{t}.{r.choice(['strip', 'lstrip', 'rstrip'])}({r.choice(['', u, 'None'])})",
            f"{t}.{plain}()", f"{c}.{plain}()", f"('a' + {c} + 'B').{plain}()", f"({c} + 'a' + {c}).strip(), ('a' + {c} + 'b').split()",
            f"{t}.{r.choice(['center', 'ljust', 'rjust'])}({r.randint(0, 12)}{r.choice(['', ', ' + ascii(r.choice(ALONE))])})",
            f"{t}.zfill({r.randint(0, 12)})", f"{t}.expandtabs({r.choice(['', '4', '0'])})", f"len({t})",
            f"{t}[{r.choice(['::-1', '1:', '-1:', ':2', '::2', '-3:-1', '0', '-1', '3'])}]", f"list({t}), sorted({t})",
            f"sorted([{t}, {u}, {v}])", f"repr({t}), repr({c})", f"ascii({t})", f"hash({t})", f"{{{t}: 1, {u}: 2, {v}: 3}}",
            f"{{{t}, {u}}} == {{{v}, {u}}}", f"{u}.join([{t}, {v}])", f"{t} * {r.randint(-1, 3)}, {t} + {u}",
            f"'%{r.choice(['', '5', '-5', '.2', '8.3'])}s|' % {t}", f"'{{:{r.choice(['', '>7', '^7', '<7', '.2', '*^9'])}}}|'.format({t})",
            f"{t}.translate(str.maketrans({u}, {u}[::-1]))", f"{t}.translate({{ord(c): None for c in {u}}})", f"[ord(c) for c in {t}]",
            f"min({t}), max({t})", f"[{t}, {u}].index({v})", f"int({t}), float({t})", f"int({c} + '7'), float('1' + {c})",
            f"list(zip({t}, {u})), dict.fromkeys({t})", f"list(reversed({t}))", f"f'{{{t.replace(chr(92), '')!r:.4}}}'" if "'" not in t else t,
        ]


def program(questions):
    return "".join(
        f"try:\n    print({number}, ascii(({question})))\nexcept Exception as e:\n    print({number}, type(e).__name__, ascii(str(e)))\n"
        for number, question in enumerate(questions))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--binary", default=str(ROOT / ".build/release/descent"))
    parser.add_argument("--show", type=int, default=20, metavar="N", help="how many differences are shown")
    given = parser.parse_args()
    r = random.Random(given.seed)
    different = asked = 0
    environment_ = dict(os.environ, PYTHONHASHSEED="0", PYTHONWARNINGS="ignore")
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "questions.py"
        while asked < given.count:
            questions = [Question(r).source for _ in range(min(1000, given.count - asked))]
            file.write_text(program(questions))
            answers = [
                subprocess.run(command + [file], capture_output=True, text=True, env=environment_, timeout=300)
                for command in ([sys.executable], [given.binary, "run"])
            ]
            lines = [answer.stdout.split("\n") for answer in answers]
            if len(lines[0]) != len(lines[1]):
                print(f"{len(lines[1])} answers for {len(lines[0])}\n{answers[1].stderr[-1000:]}")
                return 1
            for question, one, other in zip(questions, *lines):
                if one != other:
                    different += 1
                    if different <= given.show:
                        print(f"{question}\n  Python:  {one}\n  Descent: {other}")
            asked += len(questions)
    print(f"{asked} questions about texts, {different} answered otherwise")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
