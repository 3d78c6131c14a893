#!/usr/bin/env python3
"""Runs random notebooks with lines that Descent leaves out, and compares them with Python's.

    left_out.py [--count N] [--seed S] [--binary PATH] [--seconds T] [--keep FOLDER] [--show]

The lines call a module that Descent doesn't have. Python runs the same notebook with a module of that name which does
what such lines may do: it changes what it is given, and all that can be reached from that, calls functions, keeps both
for later, and draws random numbers. Descent must print what Python prints, or the beginning of it and then stop at
something that the line may have changed: never another number. A run that stops for another reason fails, too.

What runs is told by the seed, a day's number unless it is given; `--seconds` ends it early. How many ran to their end,
and how many stopped, is told at the end: where either is rare, nothing is compared.
"""
import argparse, collections, contextlib, datetime, io, json, os, pathlib, random, subprocess, sys, tempfile, time, types

for name, value in [
    ("OPENBLAS_CORETYPE", "Haswell"), ("OPENBLAS_NUM_THREADS", "1"),
    ("NPY_DISABLE_CPU_FEATURES", "X86_V4 AVX512_ICL AVX512_SPR"),
]:
    os.environ[name] = value
try:
    import numpy as np
except ImportError:
    print("left_out: skipped, there is no NumPy")
    sys.exit(0)

KNOWN_STOPS = (
    "may have been changed by a line that was left out", "isn't known here", "goes on with values that a line",
)


class Outside:
    """The module that Descent doesn't have. It changes what it can reach."""

    def __init__(self):
        self.kept = []
        self.count = 0

    def touch(self, *values, **named):
        self.disturb(list(values) + list(named.values()), set())
        return Thing(self)

    def disturb(self, values, seen):
        for value in values:
            if id(value) in seen:
                continue
            seen.add(id(value))
            self.count += 1
            if isinstance(value, list):
                self.disturb(list(value), seen)
                value.append(1000 + self.count)
            elif isinstance(value, dict):
                self.disturb(list(value.values()), seen)
                value["outside"] = 1000 + self.count
            elif isinstance(value, collections.deque):
                self.disturb(list(value), seen)
                value.append(1000 + self.count)
            elif isinstance(value, types.BuiltinMethodType):
                self.disturb([value.__self__], seen)
            elif isinstance(value, set):
                value.add(1000 + self.count)
            elif isinstance(value, tuple):
                self.disturb(value, seen)
            elif isinstance(value, np.ndarray):
                value += 1000 + self.count
            elif isinstance(value, np.random.Generator):
                value.random()
            elif isinstance(value, types.GeneratorType):
                next(value, None)
            elif hasattr(value, "__dict__") and not callable(value) and not isinstance(value, (types.ModuleType, Thing)):
                self.disturb(list(vars(value).values()), seen)
                value.data = 1000 + self.count
                for name in ("bump", "add"):
                    if hasattr(value, name):
                        getattr(value, name)()

    def call(self, function, *values):
        for _ in range(2):
            function(*values)
        return Thing(self)

    def keep(self, *values):
        self.kept += values
        return Thing(self)

    def later(self):
        for value in list(self.kept):
            if callable(value):
                value()
            else:
                self.disturb([value], set())
        return Thing(self)

    def draw(self):
        np.random.rand()
        random.random()
        return Thing(self)

    def seed(self, number):
        np.random.seed(number + 7)
        random.seed(number + 7)
        return Thing(self)

    def model(self, *values):
        self.kept += values
        return Thing(self)


class Thing:
    """What the module's functions give."""

    def __init__(self, outside):
        object.__setattr__(self, "outside", outside)

    def fit(self, *values):
        self.outside.touch(*values)
        return self

    def run(self):
        self.outside.later()
        return self

    def __setattr__(self, name, value):
        self.outside.kept.append(value)

    def __setitem__(self, name, value):
        self.outside.kept.append(value)
        self.outside.disturb([value], set())

    def __getitem__(self, name):
        return self

    def __add__(self, other):
        self.outside.disturb([other], set())
        return self

    __radd__ = __add__

    def __enter__(self):
        self.outside.draw()
        return self

    def __exit__(self, *parts):
        self.outside.later()
        return False


class Nothing:
    """What draws pictures: it takes anything and changes nothing."""

    def __getattr__(self, name):
        return self

    def __call__(self, *values, **named):
        return self

    def __iter__(self):
        return iter([self, self])

    def __getitem__(self, name):
        return self

    def __setitem__(self, name, value):
        pass

    def __repr__(self):
        return ""


class Program:
    """A random notebook."""

    def __init__(self, chance):
        self.chance = chance
        self.number = 0
        # Whether it uses matplotlib; after that it usually stops.
        self.draws = chance.random() < 0.3
        self.kinds = {kind: [] for kind in (
            "list", "array", "dict", "object", "int", "tuple", "function", "counter", "gen", "rng", "nested", "holder",
            "closure", "default", "iter", "set", "thing", "matrix", "bound", "deque", "record")}

    def name(self, kind):
        self.number += 1
        name = f"{kind[0]}{self.number}"
        self.kinds[kind].append(name)
        return name

    def some(self, *kinds):
        names = [name for kind in kinds for name in self.kinds.get(kind, [])]
        return self.chance.choice(names) if names else None

    # Statements that create values.
    def make(self):
        c = self.chance
        kind = c.choice(["list", "array", "dict", "object", "int", "tuple", "function", "counter", "gen", "rng", "nested",
                         "holder", "closure", "default", "iter", "set", "alias", "view", "matrix", "classlevel", "bound", "deque", "defaults",
                         "zipped", "partial", "record", "attribute"])
        l, a = self.some("list"), self.some("array")
        if kind == "list":
            return f"{self.name('list')} = [{c.randrange(9)}, {c.randrange(9)}]"
        if kind == "array":
            return f"{self.name('array')} = np.arange({c.randrange(3, 6)})" + c.choice(["", " * 1.5"])
        if kind == "matrix":
            return f"{self.name('matrix')} = np.ones((2, 3)) * {c.randrange(1, 5)}"
        if kind == "dict":
            return f"{self.name('dict')} = {{'a': {c.randrange(9)}, 'b': {l or 3}}}"
        if kind == "object":
            return f"{self.name('object')} = Box({l or a or 5})"
        if kind == "int":
            return f"{self.name('int')} = {c.randrange(99)}"
        if kind == "tuple":
            return f"{self.name('tuple')} = ({l or 1}, {a or 2}, 3)"
        if kind == "nested":
            return f"{self.name('nested')} = [[1, 2], {l or '[3]'}]"
        if kind == "holder":
            o = self.some("object", "dict", "nested", "tuple")
            return f"{self.name('holder')} = {{'inner': {o or '[1]'}, 'n': 4}}"
        if kind == "set":
            return f"{self.name('set')} = {{1, {c.randrange(2, 9)}}}"
        if kind == "rng":
            return f"{self.name('rng')} = np.random.default_rng({c.randrange(99)})"
        if kind == "function" and l:
            f = self.name("function")
            return f"def {f}(x=0):\n    {l}.append(len({l}))\n    return {l}[0]"
        if kind == "counter":
            n, f = self.name("int"), self.name("function")
            return f"{n} = 0\ndef {f}(x=0):\n    global {n}\n    {n} += 1\n    return {n}"
        if kind == "closure":
            f = self.name("closure")
            body = c.choice(["count += 1\n        return count", "seen.append(count)\n        return len(seen)"])
            declares = "nonlocal count\n        " if body.startswith("count") else ""
            return f"def make_{f}():\n    count = 0\n    seen = []\n    def inner(x=0):\n        {declares}{body}\n    return inner\n{f} = make_{f}()"
        if kind == "default":
            f = self.name("default")
            return f"def {f}(x=0, kept=[0]):\n    kept.append(len(kept))\n    return kept[-1]"
        if kind == "gen" and l:
            g = self.name("gen")
            return f"{g} = (v for v in {l})"
        if kind == "iter" and l:
            return f"{self.name('iter')} = iter({l})"
        if kind == "alias":
            k = c.choice(["list", "array", "dict", "object", "nested"])
            old = self.some(k)
            return f"{self.name(k)} = {old}" if old else "pass"
        if kind == "view" and a:
            return f"{self.name('array')} = {a}[1:]"
        if kind == "bound" and l:
            return f"{self.name('bound')} = {l}.append"
        if kind == "deque":
            return f"{self.name('deque')} = collections.deque([{l or 1}, 2])"
        if kind == "defaults":
            return f"{self.name('dict')} = collections.defaultdict(list, a=[{l or 1}])"
        if kind == "zipped" and l:
            return f"{self.name('iter')} = " + c.choice([f"zip({l}, {l})", f"enumerate({l})", f"map(str, {l})"])
        if kind == "partial" and l:
            return f"{self.name('function')} = functools.partial({l}.append, 5)" if False else "pass"
        if kind == "record":
            return f"{self.name('record')} = Record({c.randrange(9)}, {l or '[]'})"
        if kind == "attribute":
            f = self.name("default")
            return f"def {f}(x=0):\n    {f}.calls += 1\n    return {f}.calls\n{f}.calls = 0"
        if kind == "classlevel":
            return f"{self.name('object')} = Count()"
        return "pass"

    # Statements that are left out.
    def left_out(self):
        c = self.chance
        v = self.some("list", "array", "dict", "object", "tuple", "nested", "holder", "gen", "iter", "set", "matrix", "rng",
                      "deque", "record", "bound")
        w = self.some("list", "array", "int", "dict", "object")
        f = self.some("function", "closure", "default")
        t = self.some("thing")
        options = ["outside.draw()", "outside.later()", f"outside.seed({c.randrange(9)})",
                   "with outside.model() as scope:\n    pass"]
        if v:
            options += [f"outside.touch({v})", f"outside.touch([{v}], key={w or 1})", f"outside.keep({v})",
                        f"outside.model().fit({v})", f"outside.touch({v})\noutside.later()",
                        f"outside.touch(*[{v}])", f"outside.touch(**{{'k': {v}}})",
                        f"for k in range(2):\n    outside.touch({v}, k)", f"outside.model()['x'] = {v}",
                        f"outside.model() + {v}"]
            name = self.name("thing")
            options += [f"{name} = outside.model({v})"]
        if t:
            options += [f"{t}.run()", f"{t}.fit({v or 1})", f"{t}.data = {v or 1}", f"{t}.fit(lambda: {f or 'int'}())"]
        if f:
            options += [f"outside.call({f})", f"outside.keep({f})", f"outside.call(lambda: {f}())",
                        f"outside.call(Box({w or 1}).add)"]
        text = c.choice(options)
        if "thing" in text or "= outside.model" not in text:
            # The name isn't set after all.
            self.kinds["thing"] = [n for n in self.kinds["thing"] if n + " = " in text or n in self.known]
        for n in self.kinds["thing"]:
            self.known.add(n)
        return text

    def picture(self):
        c = self.chance
        v = self.some("list", "array", "matrix", "int")
        if self.draws and c.random() < 0.3:
            return c.choice(["plt.plot(np.random.rand(3))", "plt.hist(np.random.randn(5), bins=3)"])
        return c.choice([
            f"plt.plot({v or '[1]'})", "fig, ax = plt.subplots()", "plt.figure(figsize=(3, 4))",
            f"plt.title(f'{{{v or 1}}}')", "plt.show()", f"for k in range(2):\n    plt.plot({v or '[1]'})\n    q = k", "%matplotlib inline",
            f"plt.rcParams['x'] = {v or 1}"])

    # Statements that change and read values.
    def step(self):
        c = self.chance
        l, a, d, o, n = (self.some(k) for k in ("list", "array", "dict", "object", "int"))
        f = self.some("function", "closure", "default")
        m, t, h = self.some("matrix"), self.some("tuple"), self.some("holder")
        options = ["np.random.rand()", "x = np.random.randn(2)", "random.random()"] if self.draws else ["pass"]
        if l:
            options += [f"{l}.append({n or 5})", f"{l}[0] += 1", f"{l} = {l} + [7]", f"{l} = [1, 2, 3]",
                        f"q = [v for v in {l}]", f"{l}.extend([8])", f"del {l}[-1:]"]
        if a:
            options += [f"{a}[0] = 3", f"{a} = {a} * 2", f"{a} *= 2", f"q = {a}.sum()"]
        if m:
            options += [f"{m}[0] = {m}[1]", f"{m} = {m} @ np.ones((3, 3))"]
        if d:
            options += [f"{d}['c'] = {n or 1}", f"{d}['a'] = [2]", f"{d} = {{'a': 1, 'b': 2}}"]
        if o:
            options += [f"{o}.extra = {n or 1}", f"{o}.bump()", f"{o} = Box(1)"]
        if n:
            options += [f"{n} += 2", f"{n} = 5"]
        if f:
            options += [f"y = {f}()", f"y = {f}(3)"]
        options += [f"np.random.seed({c.randrange(50)})", f"random.seed({c.randrange(50)})"]
        return c.choice(options)

    def show(self):
        c = self.chance
        k = c.choice(["list", "array", "dict", "object", "int", "tuple", "nested", "holder", "matrix", "set", "rng", "function",
                      "gen", "iter", "closure", "default", "deque", "record", "bound", "draw", "pydraw", "count"])
        v = self.some(k)
        if k in ("draw", "pydraw") and not self.draws:
            k = "list"
            v = self.some(k)
        if k == "draw":
            return "print(np.random.rand(2))"
        if k == "pydraw":
            return "print(random.random())"
        if k == "count":
            return "print(Count.made, len(Box.all))"
        if v is None:
            return "print(1)"
        if k == "object":
            return f"print({v}.data)"
        if k == "record":
            return c.choice([f"print({v})", f"print({v}.data)", f"print({v}.items)", f"print({v} == Record(1, []))"])
        if k == "bound":
            return f"{v}(4); print(len({v}.__self__))"
        if k == "deque":
            return c.choice([f"print({v})", f"print(len({v}))", f"print({v}[1])"])
        if k == "rng":
            return f"print({v}.random())"
        if k in ("function", "closure", "default"):
            return f"print({v}())"
        if k in ("gen", "iter"):
            return f"print(next({v}, None))"
        if k == "holder":
            return c.choice([f"print({v}['n'])", f"print({v}['inner'])", f"print(len({v}))"])
        if k == "set":
            return f"print(sorted({v}))"
        if k == "tuple":
            return c.choice([f"print({v})", f"print({v}[2])", f"print(len({v}))"])
        if k in ("list", "nested"):
            return c.choice([f"print({v})", f"print(len({v}))", f"print({v}[0])", f"print(sum(map(int, np.ravel({v}[:1]))))",
                             f"print(f'{{{v}}}')", f"for v in {v}:\n    print(v)", f"print({v} == [1])", f"print(3 in {v})"])
        return c.choice([f"print({v})", f"print(repr({v}))"])

    def cells(self):
        c = self.chance
        self.known = set()
        head = ("import numpy as np\nimport random, collections\nfrom dataclasses import dataclass, field\nimport outside\nimport matplotlib.pyplot as plt\n"
                "class Box:\n    all = []\n    def __init__(self, data):\n        self.data = data\n    def bump(self):\n"
                "        self.size = 1\n    def add(self, x=0):\n        Box.all.append(1)\n    def __repr__(self):\n"
                "        return 'Box'\n"
                "class Count:\n    made = 0\n    def __init__(self):\n        self.data = 0\n    def bump(self):\n"
                "        Count.made += 1\n    def add(self):\n        self.data += 1\n"
                "@dataclass\nclass Record:\n    data: int\n    items: list\n    def bump(self):\n        self.items.append(2)\n"
                f"np.random.seed({c.randrange(99)})\nrandom.seed({c.randrange(99)})")
        cells = [head]
        for _ in range(c.randrange(2, 7)):
            lines = []
            for _ in range(c.randrange(2, 7)):
                kind = c.choices(["make", "left_out", "picture", "step", "show"], [4, 1 if self.draws else 1.6, 0.6, 3, 3.5])[0]
                text = getattr(self, kind)()
                if kind == "show" and c.random() < 0.15 and not text.startswith("for"):
                    text = f"def shown():\n    {text}\nshown()"
                lines.append(text)
            cells.append("\n".join(lines))
        return cells


def notebook(cells):
    return json.dumps({
        "cells": [{"cell_type": "code", "metadata": {}, "execution_count": None, "outputs": [], "source": cell}
                  for cell in cells],
        "metadata": {}, "nbformat": 4, "nbformat_minor": 4})


def expected(cells):
    """What Python prints; None where it fails, which no notebook here should."""
    outside = Outside()
    module = types.ModuleType("outside")
    for name in ("touch", "call", "keep", "later", "draw", "seed", "model"):
        setattr(module, name, getattr(outside, name))
    pictures = types.ModuleType("matplotlib")
    pictures.pyplot = Nothing()
    saved = {name: sys.modules.get(name) for name in ("outside", "matplotlib", "matplotlib.pyplot")}
    sys.modules.update({"outside": module, "matplotlib": pictures, "matplotlib.pyplot": pictures.pyplot})
    names, output = {"__name__": "__main__"}, io.StringIO()
    try:
        with contextlib.redirect_stdout(output):
            for cell in cells:
                lines = [line for line in cell.split("\n") if not line.startswith("%")]
                tree = compile("\n".join(lines), "cell", "exec", flags=0x400)
                import ast
                last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
                exec(compile(tree, "cell", "exec"), names)
                if last is not None:
                    value = eval(compile(ast.Expression(last.value), "cell", "eval"), names)
                    if value is not None and not isinstance(value, (Thing, Nothing)):
                        print(repr(value))
    except Exception as error:
        return output.getvalue(), f"{type(error).__name__}: {error}"
    finally:
        for name, value in saved.items():
            if value is None:
                sys.modules.pop(name, None)
            else:
                sys.modules[name] = value
    return output.getvalue(), None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=int(datetime.date.today().strftime("%Y%m%d")))
    parser.add_argument("--binary", default=".build-static/release/descent")
    parser.add_argument("--seconds", type=float, default=1e9)
    parser.add_argument("--keep", help="a folder for the notebooks that fail")
    parser.add_argument("--show", action="store_true", help="print why runs stop")
    options = parser.parse_args()
    binary = os.path.abspath(options.binary)
    start, counts, failed, lines = time.monotonic(), {"whole": 0, "stopped": 0, "python": 0}, 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for number in range(options.count):
            if time.monotonic() - start > options.seconds:
                break
            cells = Program(random.Random(options.seed * 1_000_003 + number)).cells()
            want, error = expected(cells)
            path = pathlib.Path(folder) / "n.ipynb"
            path.write_text(notebook(cells))
            ran = subprocess.run([binary, "run", str(path)], capture_output=True, text=True, timeout=120, cwd=folder)
            stopped = ran.returncode == 1 and any(words in ran.stderr for words in KNOWN_STOPS)
            if ran.returncode == 0 and ran.stdout == want and error is None:
                counts["whole"] += 1
            elif stopped and want.startswith(ran.stdout):
                counts["stopped"] += 1
            elif error is not None and ran.returncode == 1 and want.startswith(ran.stdout):
                counts["python"] += 1
                if options.show:
                    print(f"python fails at {number}: {error}")
            else:
                failed += 1
                print(f"notebook {number}: exit {ran.returncode}\n" + "\n# %%\n".join(cells))
                print(f"--- Python{' (' + error + ')' if error else ''}\n{want}--- Descent\n{ran.stdout}{ran.stderr[-1500:]}")
                if options.keep:
                    pathlib.Path(options.keep).mkdir(exist_ok=True)
                    (pathlib.Path(options.keep) / f"{options.seed}-{number}.ipynb").write_text(notebook(cells))
            if options.show and stopped:
                print(ran.stderr.split("error: ")[-1].split("\n")[0])
            lines += want.count("\n")
    total = sum(counts.values())
    print(f"{counts['whole']} printed all that Python does, {counts['stopped']} stopped at what may have changed, "
          f"{counts['python']} where Python fails too; {lines} lines of output")
    print(f"{total} passed, {failed} failed")
    if total > 100 and min(counts["whole"], counts["stopped"]) < total // 20:
        sys.exit("too few of one kind: nothing is compared")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
