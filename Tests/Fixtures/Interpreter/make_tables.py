"""Writes Tables/programs.txt: generated programs about dictionaries and sets, each with what CPython prints for it.

Run in this folder: PYTHONHASHSEED=0 python3 make_tables.py > Tables/programs.txt   (written with Python 3.11)

A program, a line `---`, its output, a line `===`. A program that ends in an error ends with a line `raises`, and what it
printed before counts. The last of them only make and print sets, many a program: their order is the point.
"""

import contextlib
import io
import os
import random
import sys

if os.environ.get("PYTHONHASHSEED") != "0":
    sys.exit("set PYTHONHASHSEED=0")

WORDS = ["w", "b", "x", "lr", "loss", "epoch", "sgd", "adam", "", "é", "naïve", "日本", "😀", "a b", "x_train", "Z"]


class Programs:
    def __init__(self, seed):
        self.random = random.Random(seed)

    # Values

    def key(self, depth=0):
        r = self.random
        kinds = [
            lambda: str(r.randint(-5, 12)), lambda: str(r.randint(-2**62, 2**62)), lambda: repr(r.choice(WORDS)),
            lambda: repr(r.choice([0.0, 1.0, 2.5, -0.1, 1e300, 3e-5, 7.0, r.uniform(-9, 9)])),
            lambda: r.choice(["True", "False"]), lambda: f"np.float64({r.randint(0, 6)})", lambda: f"np.int64({r.randint(0, 6)})",
        ]
        if depth < 2:
            kinds += [lambda: "(" + "".join(self.key(depth + 1) + ", " for _ in range(r.randint(0, 3))) + ")"] * 2
            kinds += [lambda: "frozenset([" + ", ".join(self.key(depth + 1) for _ in range(r.randint(0, 3))) + "])"]
        return r.choice(kinds)()

    def plain(self):
        """Keys of one kind, which can be put in order."""
        r = self.random
        return r.choice([lambda: str(r.randint(-20, 40)), lambda: repr(r.choice(WORDS))])

    def value(self, depth=0):
        r = self.random
        kinds = [lambda: str(r.randint(0, 99)), lambda: repr(r.choice(WORDS)), lambda: repr(round(r.uniform(-1, 1), 3))]
        if depth < 2:
            kinds += [
                lambda: "[" + ", ".join(self.value(depth + 1) for _ in range(r.randint(0, 3))) + "]",
                lambda: "{" + ", ".join(f"{self.key(2)}: {self.value(depth + 1)}" for _ in range(r.randint(0, 3))) + "}",
            ]
        return r.choice(kinds)()

    def dictionary(self, most=8):
        return "{" + ", ".join(f"{self.key()}: {self.value()}" for _ in range(self.random.randint(0, most))) + "}"

    def set(self, most=8):
        items = [self.key() for _ in range(self.random.randint(1, most))]
        forms = ["set([" + ", ".join(items) + "])", "{" + ", ".join(items[:-1] + ["*[" + items[-1] + "]"]) + "}"]
        # CPython rebuilds a constant set of names if it has already interned one of them.
        if not any(word in "".join(items) for word in map(repr, WORDS) if word.isascii() and " " not in word):
            forms.append("{" + ", ".join(items) + "}")
        return self.random.choice(forms)

    def iterable(self):
        return self.random.choice([self.set, self.dictionary, lambda: "[" + ", ".join(self.key() for _ in range(4)) + "]", lambda: "s", lambda: "t", lambda: "d", lambda: "d.keys()", lambda: "e.items()"])()

    # Statements about d, e (dictionaries), s, t (sets)

    def on_dictionary(self):
        r = self.random
        d, other = r.choice([("d", "e"), ("e", "d")])
        return r.choice([
            lambda: f"{d}[{self.key()}] = {self.value()}", lambda: f"{d}[{self.key()}] = {self.value()}",
            lambda: f"print({d}.get({self.key()}), {d}.get({self.key()}, {self.value()}))",
            lambda: f"print({d}.setdefault({self.key()}, {self.value()}))",
            lambda: f"print({d}.pop({self.key()}, 'none'))", lambda: f"if {d}: print({d}.popitem())",
            lambda: f"{d}.update({self.dictionary(4)})", lambda: f"{d} |= {self.dictionary(3)}",
            lambda: f"print({d} | {other})", lambda: f"{d} = {{**{d}, {self.key()}: {self.value()}, **{other}}}",
            lambda: f"k = {self.key()}\nif k in {d}: del {d}[k]", lambda: f"print({self.key()} in {d}, {self.key()} not in {d})",
            lambda: f"print(len({d}), bool({d}), list({d}), {d}.keys())", lambda: f"print({d}.values(), {d}.items())",
            lambda: f"for k, v in {d}.items(): print(k, v)", lambda: f"print({d} == {other}, {d} != dict({d}.items()), {d}.copy() == {d})",
            lambda: f"print({{k: v for k, v in {d}.items() if v is not None}})", lambda: f"print({{str(v): k for k, v in {d}.items()}})",
            lambda: f"print(dict.fromkeys([{self.key()}, {self.key()}], {self.value()}), dict(zip({d}, range(9))))",
            lambda: f"print(sorted({d}, key=str), sorted({d}.items(), key=str), max({d}.values(), key=str, default=0))",
            lambda: f"print(list(reversed({d})), list(reversed({d}.values())), list(enumerate({d})))",
            lambda: f"print(f'{{{d}}} {{len({d})}}', str({d}), repr({d}.keys()))",
            lambda: f"print({d}.keys() & {self.iterable()}, {d}.keys() | {self.iterable()}, {d}.keys() - {self.iterable()})",
            lambda: f"print({d}.keys() ^ {self.iterable()}, {d}.keys() == {other}.keys(), {d}.keys() <= {other}.keys())",
            lambda: f"x = list({d})[:3]\nfor k in x: {d}[k] = [{d}[k]]", lambda: f"{d}.clear()" if r.random() < 0.2 else f"print({d})",
            lambda: f"for k in list({d})[::2]: del {d}[k]\nprint({d})", lambda: f"view = {d}.values()\n{d}['new'] = 1\nprint(view, len(view))",
            lambda: f"try_keys = [k for k in {d} if k != 1]\nprint(try_keys)",
        ])()

    def on_set(self):
        r = self.random
        s, other = r.choice([("s", "t"), ("t", "s")])
        method = r.choice(["union", "intersection", "difference", "symmetric_difference"])
        update = r.choice(["update", "intersection_update", "difference_update", "symmetric_difference_update"])
        operator = r.choice("|&-^")
        return r.choice([
            lambda: f"{s}.add({self.key()})", lambda: f"{s}.add({self.key()})\nprint({s})", lambda: f"{s}.discard({self.key()})",
            lambda: f"if {s}: print({s}.pop())", lambda: f"for n in range({r.randint(1, 40)}): {s}.add(n * {r.choice([1, 7, 8, 1024])})\nprint({s})",
            lambda: f"print({s}.{method}({self.iterable()}))", lambda: f"{s}.{update}({self.iterable()})\nprint({s})",
            lambda: f"print({s} {operator} {other}, {s} {operator} frozenset({other}), frozenset({s}) {operator} {other})",
            lambda: f"{s} {operator}= {self.set(5)}\nprint({s})", lambda: f"print({s} <= {other}, {s} < {other}, {s} >= {other}, {s} > {other}, {s} == {other}, {s} == set({s}))",
            lambda: f"print({s}.issubset({self.iterable()}), {s}.issuperset({self.iterable()}), {s}.isdisjoint({self.iterable()}))",
            lambda: f"print({self.key()} in {s}, len({s}), list({s}), sorted({s}, key=str), bool({s}))",
            lambda: f"{s} = {self.set(20)}\nprint({s})", lambda: f"print({{len(str(x)) for x in {s}}}, {{str(x) for x in {s}}})",
            lambda: f"for x in list({s})[::2]: {s}.remove(x)\nprint({s}, {s}.copy(), frozenset({s}))", lambda: f"print({{{s}.copy() == {s}}}, frozenset({s}) in {{frozenset({s}), 1}})",
            lambda: f"for x in {self.set(7)}: print(x, end=' ')\nprint()", lambda: f"print(list({s}), *{other})",
        ])()

    def failing(self):
        r = self.random
        return r.choice([
            lambda: "d['no such key']", lambda: "d[[]] = 1", lambda: "s.add({})", lambda: "{[1]: 2}", lambda: "del d['no such key']",
            lambda: "s.remove('no such item')", lambda: "d['one'] = 1\nfor k in d: d[str(k) + '!'] = 1", lambda: "d['one'] = 1\nfor k in d: del d[k]",
            lambda: "s.add(1)\nfor x in s: s.add(str(x) + '!')", lambda: "set().pop()", lambda: "{}.popitem()", lambda: "{}.pop(1)", lambda: "s < 3",
            lambda: "d | [1]", lambda: "s | [1]", lambda: "dict([1])", lambda: "dict([(1, 2, 3)])", lambda: "{**[1]}", lambda: "s[0]", lambda: "d.keys()[0]",
            lambda: "d + e", lambda: "frozenset().add(1)", lambda: "hash_me = {(1, [2]): 3}", lambda: "{1: 2}[1:2]", lambda: "d < e",
        ])()

    def program(self):
        lines = ["import numpy as np", f"d = {self.dictionary()}", f"e = {self.dictionary(4)}", f"s = {self.set()}", f"t = {self.set(12)}", "print(d, e, s, t)"]
        lines += [self.random.choice([self.on_dictionary, self.on_set])() for _ in range(self.random.randint(6, 14))]
        lines.append("print(d, e, s, t)")
        if self.random.random() < 0.2:
            lines.append(self.failing())
        return "\n".join(lines)

    def sets(self):
        """A program that prints sets of one kind of items, large and small, after additions and removals."""
        r = self.random
        lines = []
        for _ in range(24):
            kind = r.randint(0, 3)
            count = int(2 ** r.uniform(0, 6.5))
            if kind == 0:
                items = [r.randint(-(2 ** r.randint(1, 62)), 2 ** r.randint(1, 62)) for _ in range(count)]
            elif kind == 1:
                items = ["".join(r.choices("abcxyz é日😀_0", k=r.randint(0, 9))) + "-" for _ in range(count)]
            elif kind == 2:
                items = [r.choice([r.uniform(-10, 10), r.gauss(0, 1e10), float(r.randint(0, 99)), 2.0 ** r.randint(-1074, 1023)]) for _ in range(count)]
            else:
                items = [(r.randint(0, 9), r.choice("abc"), r.random())[: r.randint(0, 3)] for _ in range(count)]
            text = ", ".join(map(repr, items))
            lines += [f"s = set([{text}])", f"for x in list(s)[::{r.randint(2, 5)}]: s.discard(x)", f"t = {{{text}}}",
                      "print(list(s)[:9], list(t)[-9:], list(s ^ t)[:5], list(t - s)[-5:], len(t | s))",
                      "a, b = 0, 0\nfor place, x in enumerate(s): a = (a * 31 + len(str(x)) * (place + 1)) % 1000003",
                      "for place, x in enumerate(t): b = (b * 31 + len(str(x)) * (place + 1)) % 1000003", "print(a, b)"]
        return "\n".join(lines)


def output(source):
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        try:
            exec(compile(source, "<program>", "exec"), {"__name__": "__main__"})
        except Exception:
            print("raises")
    return printed.getvalue()


for seed in range(360):
    source = Programs(seed).program() if seed < 300 else Programs(seed).sets()
    print(source, "---", output(source) + "===", sep="\n")
