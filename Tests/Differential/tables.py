"""Reads random tables of text in NumPy and in Descent: the same numbers, or an honest refusal.

    python3 tables.py [--count N] [--seed S] [--binary PATH] [--show N]

`np.loadtxt` and `np.genfromtxt` read tables that were put together at random, with random options: where NumPy reads
one, Descent gives the same or refuses it; where NumPy refuses one, Descent does, `loadtxt` by an exception of the same class.
`load` reads tables whose numbers are known, written in random ways. Fifty tables are one process of Descent. Exit
status 1 if anything differs; how many were refused by Descent alone is told, and fails beyond a fifth.
"""

import environment

import argparse
import collections
import pathlib
import random
import subprocess
import sys
import tempfile
import warnings

import numpy as np

from run import ROOT

WHOLE = ["0", "1", "-1", "7", "42", "+3", "007", "-0", "9223372036854775807", "9223372036854775808",
         "-9223372036854775808", "123456789012345678901234567890"]
FRACTIONS = ["1.5", "-0.25", ".5", "5.", "1e3", "1E-3", "-2.5e+10", "1e400", "1e-400", "0.1", "-0.0", "1.7976931348623157e308",
             "0.30000000000000004", "12345678901234567890.5", "9007199254740993", "1e22", "5e-324"]
WORDS = ["nan", "NaN", "inf", "-inf", "Infinity", "+INF", "-nan"]
TRUTHS = ["True", "False", "true", "FALSE", "TRUE", "tRuE", "T", "yes"]
ODD = ["abc", "a b", "NA", "N/A", "null", "None", "?", "-", "+", ".", "e5", "1e", "1e+", "0x10", "1_0", "1__0", "_1", "1_", "1_000.5",
       "1d5", "1j", "1+2j", "1,5", "1.2.3", "--1", "1-2", "12a", "\u0661\u0662", "\u00b2", "nan(3)", "infin", "\ufeff1",
       "\u00e9", "2020-01-02", "12:30", "$5", "5%", "1e5.0", "\u22121", "fal\u017fe"]
BLANKS = ["", " ", "  ", "\t", " \t ", "\u00a0", "\x0b", "\x0c", "\u3000", "\x1c", "\x85"]
DELIMITERS = [None, None, ",", ",", ",", ";", "\t", " ", "|", ":", "::", "/", "%"]


class Table:
    """The text of a table at random, in parts that resemble what people write."""

    def __init__(self, r):
        self.r = r
        self.delimiter = r.choice(DELIMITERS)
        kinds = r.choice([[WHOLE], [WHOLE], [FRACTIONS], [WHOLE, FRACTIONS], [WHOLE, FRACTIONS, WORDS], [TRUTHS],
                          [WHOLE, TRUTHS], [FRACTIONS, ODD], [WHOLE, ODD], [WHOLE, FRACTIONS, WORDS, TRUTHS, ODD]])
        columns = r.randint(1, 4)
        # A kind for each column, or one for all.
        self.columns = [[r.choice(kinds)] if r.random() < 0.5 else kinds for _ in range(columns)]
        self.rate = r.choice([0, 0, 0, 0.1, 0.4])
        self.text = self.made()

    def cell(self, column):
        r = self.r
        if r.random() < self.rate:
            return r.choice(["", "", " ", "NA", "-", "nan"])
        words = r.choice(column)
        text = r.choice(words[:7] if r.random() < 0.7 else words)
        if r.random() < 0.04:
            text = f'"{text}"'
        if r.random() < 0.08:
            text = r.choice(BLANKS) + text + r.choice(BLANKS)
        return text

    def row(self):
        r = self.r
        columns = list(self.columns)
        if r.random() < 0.03:
            columns = columns[:-1] if r.random() < 0.5 else columns + [columns[0]]
        between = self.delimiter or r.choice([" ", " ", "  ", "\t", " \t"])
        text = between.join(self.cell(column) for column in columns)
        if r.random() < 0.06:
            text += r.choice([" ", "  ", "\t", " # note", "#", "# 1 2", ",", " %x", "//y"])
        if r.random() < 0.04:
            text = r.choice([" ", "\t"]) + text
        return text

    def made(self):
        r = self.r
        rows = [self.row() for _ in range(r.choice([0, 1, 1, 2, 3, 4, 6]))]
        if r.random() < 0.2:
            names = [r.choice(["a", "b", "width", "x y", "1st", "NA", "\u00e9"]) for _ in self.columns]
            rows.insert(0, (self.delimiter or " ").join(names))
        for _ in range(r.choice([0, 0, 0, 1, 2])):
            rows.insert(r.randint(0, len(rows)), r.choice(["", "", " ", "\t", "# a comment", " # indented", "%", "//"]))
        end = r.choice(["\n", "\n", "\n", "\r\n", "\r"])
        text = end.join(rows) + r.choice([end, end, "", end + end])
        return ("\ufeff" if r.random() < 0.03 else "") + text


def options(r, table, function):
    """The arguments of a call, as text."""
    given = []
    delimiter = table.delimiter if r.random() < 0.95 else r.choice(DELIMITERS)
    if delimiter is not None:
        given.append(f"delimiter={delimiter!r}")
    dtype = r.choice(["", "", "", "int", "int", "bool", "float", "None"])
    if dtype:
        given.append(f"dtype={dtype}")
    if r.random() < 0.15:
        given.append(f"usecols={r.choice(['0', '1', '-1', '(0,)', '[0, 1]', '(1, 0)', '[-1, 0]', '(0, 0)', '[5]'])}")
    if r.random() < 0.12:
        given.append(f"{'skiprows' if function == 'loadtxt' else 'skip_header'}={r.choice([0, 1, 1, 2, 9])}")
    if r.random() < 0.08:
        given.append(f"max_rows={r.choice([0, 1, 2, 50])}")
    if r.random() < 0.1:
        given.append(f"ndmin={r.randint(0, 2)}")
    if r.random() < 0.08:
        given.append("unpack=True")
    if r.random() < 0.08:
        given.append(f"comments={r.choice(['None', repr('%'), repr('//'), repr('#')])}")
    if r.random() < 0.06:
        given.append(f"encoding={r.choice(['None', repr('utf-8'), repr('utf-8-sig'), repr('latin1')])}")
    if function == "loadtxt" and r.random() < 0.15:
        given.append("quotechar='\"'")
    if function == "genfromtxt":
        if r.random() < 0.15:
            given.append(f"filling_values={r.choice(['0', '-1', '2.5', 'np.nan', '7'])}")
        if r.random() < 0.1:
            given.append(f"missing_values={r.choice([repr('NA'), repr('NA,-'), repr('abc')])}")
    return given


def call(r, table, name):
    function = r.choice(["loadtxt", "genfromtxt"])
    return f"np.{function}({', '.join([repr(name)] + options(r, table, function))})"


def shown(read):
    """What a reading came to: its numbers, or its exception."""
    try:
        a = read()
    except Exception as e:
        return "error " + type(e).__name__
    if isinstance(a, list) or a.dtype.names is not None:
        return "records"
    return f"{a.dtype} {a.shape} {a.ravel().tolist()}"


def program(calls):
    """A program for Descent that reads one table after the other."""
    lines = ["import numpy as np", "def shown(read):", "    try:", "        a = read()", "    except Exception as e:",
             '        return "error " + type(e).__name__', '    return f"{a.dtype} {a.shape} {a.ravel().tolist()}"']
    return "\n".join(lines + [f"print(shown(lambda: {call}))" for call in calls]) + "\n"


# --- load


def known(r):
    """A table whose numbers are known, as (text, arguments of load, its numbers)."""
    rows, columns = r.randint(1, 5), r.randint(1, 4)
    delimiter = r.choice([",", ",", ";", "\t", " "])
    written = [[r.choice(WHOLE[:8] + FRACTIONS) for _ in range(columns)] for _ in range(rows)]
    numbers = [[float(text) for text in row] for row in written]
    arguments = []
    if r.random() < 0.3:
        arguments.append(r.choice(["missing=np.nan", "missing=0", "missing=-1.0"]))
        value = {"missing=np.nan": np.nan, "missing=0": 0.0, "missing=-1.0": -1.0}[arguments[0]]
        for row in range(rows):
            for column in range(columns):
                if r.random() < 0.4:
                    # An empty text between spaces isn't a field, and a line without text isn't a row.
                    empty = delimiter != " " and columns > 1
                    written[row][column] = r.choice((["", "", " "] if empty and delimiter != "\t" else []) + ["NA", "N/A", "null", "?"])
                    numbers[row][column] = value
        if delimiter in "\t;," and columns > 1:
            for row in written:
                if not "".join(row).strip():
                    row[0] = "NA"
    if r.random() < 0.3:
        written = [[f'"{text}"' if r.random() < 0.5 else text for text in row] for row in written]
    pads = [""] if r.random() < 0.6 else ["", " ", "  "]
    between = (lambda: r.choice(pads) + delimiter + r.choice(pads)) if delimiter != " " else (lambda: r.choice([" ", "  ", "\t"] if len(pads) > 1 else [" "]))
    lines = []
    for row in written:
        line = row[0]
        for text in row[1:]:
            line += between() + text
        lines.append(line)
    if r.random() < 0.4:
        lines.insert(0, delimiter.join(r.choice(["height", "w", "x_1", "Size", '"a"']) for _ in range(columns)))
        if r.random() < 0.3:
            arguments.append("header=True")
    elif r.random() < 0.3:
        arguments.append("header=False")
    for _ in range(r.choice([0, 0, 1])):
        lines.insert(r.randint(0, len(lines)), r.choice(["", "# note", "   "]))
    if r.random() < 0.3:
        arguments.append(f"delimiter={delimiter!r}")
    end = r.choice(["\n", "\r\n", "\r"])
    text = ("\ufeff" if r.random() < 0.2 else "") + end.join(lines) + r.choice([end, ""])
    return text, arguments, np.squeeze(np.array(numbers))


# --- all


class Count:
    """What was compared, and what differs."""

    def __init__(self):
        self.tables = 0
        self.different = []
        self.kinds = collections.Counter()

    def add(self, text, call, expected, got):
        self.tables += 1
        self.kinds[call.split("(")[0], expected.startswith("error"), got.startswith("error")] += 1
        # genfromtxt fails at the end, with any error; here the error is reported right away.
        if got.startswith("error") and (not expected.startswith("error") or call.startswith("np.genfromtxt")):
            return
        if expected == got:
            return
        self.different.append((text, call, expected, got))


def expected_of(call):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return shown(lambda: eval(call, {"np": np}))


def batch(r, binary, folder, count, size):
    tables, calls, expected = [], [], []
    for index in range(size):
        name = str(folder / f"t{index}.txt")
        if r.random() < 0.2:
            text, arguments, numbers = known(r)
            calls.append(f"load({', '.join([repr(name)] + arguments)})")
            expected.append(f"{numbers.dtype} {numbers.shape} {numbers.ravel().tolist()}")
        else:
            table = Table(r)
            text = table.text
            calls.append(call(r, table, name))
            expected.append(None)
        pathlib.Path(name).write_bytes(text.encode())
        tables.append(text)
    expected = [one or expected_of(call) for one, call in zip(expected, calls)]
    source = folder / "program.py"
    source.write_text(program(calls))
    done = subprocess.run([binary, "run", source], capture_output=True, text=True, timeout=120)
    lines = done.stdout.split("\n")[:-1]
    if done.returncode != 0 or len(lines) != len(calls):
        count.different.append(("", str(source), f"{len(calls)} lines", done.stderr[-2000:]))
        return
    for text, call_, one, other in zip(tables, calls, expected, lines):
        count.add(text, call_.replace(str(folder) + "/", ""), one, other)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--binary", default=str(ROOT / ".build/release/descent"))
    parser.add_argument("--show", type=int, default=10, metavar="N", help="how many differences are shown")
    given = parser.parse_args()
    r = random.Random(given.seed)
    count = Count()
    with tempfile.TemporaryDirectory() as folder:
        while count.tables < given.count and not (count.different and count.tables == 0):
            batch(r, given.binary, pathlib.Path(folder), count, min(50, given.count - count.tables))
    for text, call_, expected, got in count.different[:given.show]:
        print(f"{call_}  of  {text!r}\n  NumPy:   {expected}\n  Descent: {got}")
    refused = sum(number for (_, fails, refuses), number in count.kinds.items() if refuses and not fails)
    read = sum(number for (_, fails, _), number in count.kinds.items() if not fails)
    print(f"{count.tables} tables, {len(count.different)} different; of {read} that can be read, {refused} refused")
    return 1 if count.different or refused > read / 5 else 0


if __name__ == "__main__":
    sys.exit(main())
