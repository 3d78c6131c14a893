"""A seeded generator of programs about references: who sees a change that is made through another name.

Arrays and their views, lists that hold one another, functions that change their arguments, mutable default arguments,
closures, bound methods, identity. Programs are grown as those of programs.py are, and print much of their state. About
one in ten ends with a statement for which Python raises; what it printed before counts too.

    python3 references.py SEED [COUNT] [--wide]      prints programs
"""

import environment

import random
import sys
import types

import numpy as np

from containers import Containers
from expressions import Rejected
from programs import HEADER, TooSlow, run
from values import ALLOWED_DTYPES, LARGEST
from wide import WIDE, Wide

LONGEST = 3000
"""How much a program may print."""


class Source(str):
    """A program, with its statements as (kind, first line, length of what is printed until its end)."""

    blocks = ()

    def kind(self, offset):
        """The kind of the statement after which the output first differs."""
        return next((kind for kind, _, end in self.blocks if offset < end), self.blocks[-1][0])


class References(Wide, Containers):
    """Draws statements over arrays, lists and functions."""

    def __init__(self, random, namespace):
        super().__init__(random, namespace)
        self.functions = []

    # MARK: Functions

    def changer(self):
        """A function that changes its argument, or gives it a value of its own, and a call of it."""
        name = f"change{len(self.functions)}"
        body = self.pick(
            (["    v[0] = 5"], "any"), (["    v += 1"], "array"), (["    v = v + v"], "any"), (["    v[:] = v[::-1]"], "any"),
            (["    v *= 2", "    return v"], "any"), (["    v[v < 0] = 0", "    return v"], "array"), (["    v.append(1)", "    return v"], "list"),
            (["    w = v", "    w[0] = 7", "    return w is v"], "any"), (["    w = v[1:]", "    w[:1] = [9]", "    return w"], "any"),
            (["    v.sort()"], "numbers"), (["    v = v[:]", "    v[0] = 6", "    return v"], "any"), (["    v += [1, 2]"], "list"),
            (["    for row in v:", "        row *= 2"], "array"), (["    if len(v) < 5:", f"        v.append(len(v))", f"        {name}(v)"], "list"),
            (["    return [v, v]"], "any"), (["    del v[0]"], "list"), (["    v.reverse()", "    return v"], "list"))
        self.functions.append((name, body[1]))
        return [f"def {name}(v):", *body[0]] + self.call(name, body[1])

    def argument(self, takes):
        a = {"array": self.array_name, "list": self.list_name, "numbers": self.numbers_name,
             "any": self.pick(self.array_name, lambda: self.list_name(1))}[takes]()
        return self.pick(a.text, a.text, a.text, f"{a.text}[{self.span(len(a.value))}]" if isinstance(a.value, list) else self.view_text(a))

    def call(self, name, takes):
        text = f"{name}({self.argument(takes)})"
        return [self.pick(f"print({text})", f"print({text})", f"{self.fresh('result', 'got')} = {text}", text + ";")]

    def call_again(self):
        known = [one for one in self.functions if one[0] in self.namespace]
        if not known:
            raise Rejected("no function")
        name, takes = self.random.choice(known)
        if takes == "value":
            item = self.pick(self.scalar_text("i"), self.scalar_text("i"), self.pick(self.list_name, self.array_name)().text)
            return [f"print({name}({item}))"]
        if takes == "nothing":
            return [f"print({name}())"]
        return self.call(name, takes)

    def default(self):
        """A default that is made once, and changed or kept."""
        name = f"remember{len(self.functions)}"
        self.functions.append((name, "value"))
        other = self.pick(self.list_name, self.array_name)()
        return self.pick(
            [f"def {name}(value, seen=[]):", "    seen.append(value)", "    return seen", f"print({name}(1))"],
            [f"def {name}(value, seen={other.text}):", "    return seen, value", f"print({name}(0))"],
            [f"def {name}(value, total=np.zeros(2)):", "    total += value", "    return total", f"{self.fresh('kept')} = {name}(1)"],
            [f"{name} = lambda value, seen=[0]: seen + [value]"],
            [f"def {name}(value, seen=[], also=[]):", "    seen.append(len(also))", "    also.append(value)", "    return seen is also, seen",
             f"print({name}(1, also=[]))"],
            [f"def {name}(value, known=({other.text}, [])):", "    known[1].append(value)", "    return known"])

    def closure(self):
        """Functions that keep names of outer functions, and see what becomes of them."""
        name = f"make{len(self.functions)}"
        inner = f"add{len(self.functions)}"
        self.functions.append((inner, "value"))
        body, end = self.pick(
            (["    total = [0]", "    def add(v):", "        total[0] += 1", "        return total"], []),
            (["    kept = []", "    def add(v):", "        kept.append(v)", "        return kept[-3:]"], []),
            (["    n = 1", "    add = lambda v: [v, n]", "    n = 2"], []),
            (["    count = np.zeros(2)", "    def add(v):", "        count[:1] += 1", "        return count"], [f"print({inner}(1) is {inner}(2))"]),
            (["    adders = []", "    for i in range(3):", "        adders.append(lambda v: [v, i])", "    add = adders[0]"], []),
            (["    adders = []", "    for i in range(3):", "        adders.append(lambda v, i=i: [v, i])", "    add = adders[1]"], []),
            (["    add = lambda v: later", "    later = [4]"], [f"{inner}(0).append(5);"]))
        again = f"other{len(self.functions)}"
        more = self.pick([], [f"{again} = {name}()", f"print({again}(1))"])
        return [f"def {name}():", *body, "    return add", f"{inner} = {name}()", *end, f"print({inner}(1))", *more]

    def reader(self):
        """A function that reads or changes names of outside; it sees what they are when it is called."""
        a = self.pick(self.list_name, self.array_name)()
        name = f"look{len(self.functions)}"
        self.functions.append((name, "nothing"))
        change = f"    {a.text}[:1] = [3]" if len(a.value) else "    pass"
        return self.pick(
            [f"def {name}():", f"    return {a.text}"], [f"{name} = lambda: len({a.text})"],
            [f"def {name}():", change, f"    return {a.text}"], [f"def {name}():", f"    global {a.text}", f"    {a.text} = {a.text}[::-1]", f"    return {a.text}"],
            [f"def {name}():", f"    global {a.text}", f"    {a.text} *= 2", f"    return len({a.text})"],
            [f"def {name}():", f"    local = {a.text}", change, "    return local"], [f"{name} = lambda: [{a.text}, {a.text}]"])

    def bound_method(self):
        a = self.pick(self.list_name, self.array_name)()
        name = f"method{len(self.functions)}"
        if isinstance(a.value, list):
            method, takes = self.pick(("append", "value"), ("append", "value"), ("reverse", "nothing"), ("copy", "nothing"), ("pop", "nothing"))
        else:
            method, takes = self.pick(("fill", None), ("sort", "nothing"), ("sum", "nothing"), ("copy", "nothing"), ("ravel", "nothing"))
        if takes:
            self.functions.append((name, takes))
        item = {"value": "3", "nothing": "", None: "2"}[takes]
        return [f"{name} = {a.text}.{method}", f"print({name}({item}), {a.text})"]

    def comprehension(self):
        a = self.list_name()
        b = self.array_name()
        return [f"{self.fresh('l', 'made')} = " + self.pick(f"[[item] for item in {a.text}]", f"[{a.text} for _ in range(2)]", f"[{a.text}[:] for _ in range(2)]",
                                                            f"[{b.text}[i:] for i in range(2)]", f"[row for row in {b.text} if np.sum(row) > 0]",
                                                            f"[(i, {b.text}) for i in range(2)]", f"[[j for j in range(i)] for i in range(3)]")]

    def member(self):
        """`in` goes by identity before it compares."""
        a = self.pick(self.list_name, self.array_name)()
        b = self.list_name()
        return [self.pick(f"print({a.text} in [{a.text}])", f"print({self.scalar_text('i')} in {b.text})", f"print([{a.text}] == [{a.text}])",
                          f"print({b.text} == {b.text}[:], {b.text} != {b.text})", f"print([{a.text}].index({a.text}))")]

    # MARK: Failures

    def mistake(self):
        """A statement that means to fail, most of them after a part of their work."""
        a, l = self.array_name(), self.list_name()
        n = len(l.value)
        return self.pick(
            [f"ints = np.arange(4)", "ints[0] = 9", "ints += 0.5"], ["ints = np.arange(4)", "ints /= 2"], ["flags = np.array([True, False])", "flags -= True"],
            ["ints = np.arange(3)", "ints[1] = np.nan"], [f"{l.text}.append(1)", f"{l.text}[{n + 3}] = 1"], [f"{l.text}.remove('none')"],
            ["empty = []", "empty.pop()"], [f"{a.text}[{len(a.value) + 2}] = 1"], [f"{a.text}[:] = np.zeros(({len(a.value)}, 1, 7))"],
            [f"{l.text}[::2] = list(range({n + 4}))"], ["held = ([1], 2)", "print(held)", "held[0] += [2]"], ["held = (np.zeros(2), 2)", "held[0] += 1"],
            [f"assert {l.text} is {l.text}[:], 'a copy'"], ["def later():", "    n += 1", "later()"], [f"del {l.text}", f"print({l.text})"],
            [f"for v in {a.text}:", "    print(v)", "    if v is not None:", f"        {a.text}[99] = 1"], ["a, b = [1, 2, 3]"], ["x, y = [[1]]"],
            ["s = 'abc'", "s[0] = 'x'"], ["w = np.broadcast_to(np.zeros(2), (3, 2))", "w[0] = 1"], [f"{a.text}.T[{a.value.shape[-1]}] = 0"],
            ["n = 3", "n.append(1)"], ["f = lambda v: v", "f(1, 2)"], [f"{l.text} += 5"], [f"{l.text}[0:1] = 5"], ["deep = lambda v: deep(v)", "deep(1)"])

    FUNCTIONS = [
        ("functions that change arguments", changer, 6), ("calls", call_again, 7), ("default arguments", default, 3), ("closures", closure, 3),
        ("functions on outer names", reader, 4), ("bound methods", bound_method, 3), ("comprehensions", comprehension, 3), ("in, ==", member, 1.5),
    ]

    def statement(self, kinds):
        kind, way = self.weighted([((kind, way), weight) for kind, way, weight in kinds])
        return kind, way(self)

    def look(self):
        """Prints some names."""
        names = self.names(lambda value: isinstance(value, (list, tuple, np.ndarray, int, float)))
        if not names:
            raise Rejected("nothing to print")
        chosen = self.random.sample(names, min(len(names), self.random.randint(1, 4)))
        return [self.pick(f"print({', '.join(chosen)})", f"print({', '.join(chosen)})",
                          "print(f\"" + " | ".join(f"{{{name}}}" for name in chosen) + "\")")]


def is_in_language(value, path=()):
    """Whether Descent has this value; containers may hold themselves."""
    if any(value is holder for holder in path):
        return True
    if isinstance(value, (list, tuple)):
        return len(value) <= 40 and len(path) < 8 and all(is_in_language(item, path + (value,)) for item in value)
    if isinstance(value, np.ndarray):
        return value.dtype in ALLOWED_DTYPES and value.size <= 60 and value.ndim <= 5
    if isinstance(value, np.generic):
        return value.dtype in ALLOWED_DTYPES
    if isinstance(value, int):
        return -LARGEST - 1 <= value <= LARGEST
    return value is None or isinstance(value, (float, str, types.FunctionType, types.BuiltinMethodType))


def in_language(namespace, wide):
    return wide or all(is_in_language(value) for name, value in namespace.items() if name not in ("np", "sum") and not name.startswith("__"))


def program(seed, wide=False, without=()):
    """The program of a seed."""
    r = random.Random(seed)
    lines, blocks, printed = [HEADER, f"np.random.seed({r.randint(0, 2**32 - 1)})"], [], 0
    namespace = {}
    run("\n".join(lines), namespace)
    statements = References(r, namespace)
    kinds = [kind for kind in References.ARRAYS + References.LISTS + References.FUNCTIONS + (WIDE if wide else []) if kind[0] not in without]
    starts = [("arrays", References.define_array), ("lists", References.define_list)]
    wanted = r.randint(5, 22)
    must_fail = r.random() < 0.1
    for attempt in range(wanted * 5):
        if wanted == 0:
            break
        functions = list(statements.functions)
        try:
            if len(blocks) < 2:
                kind, block = starts[len(blocks)][0], starts[len(blocks)][1](statements)
            elif wanted == 1 and must_fail:
                kind, block = "failing statements", statements.mistake()
            else:
                kind, block = statements.statement(kinds)
        except Rejected:
            statements.functions = functions
            continue
        failed, output = grown(block, namespace)
        looks = []
        if not failed and r.random() < 0.75:
            try:
                looks = statements.look()
                also = grown(looks, namespace)
                failed, output = also[0], output + also[1]
            except Rejected:
                pass
        ends = failed and must_fail and wanted == 1
        if not ends and (failed or printed + len(output) > LONGEST or not in_language(namespace, wide)) or " at 0x" in output:
            # Changes that the statement made are undone by running all earlier statements again.
            namespace.clear()
            run("\n".join(lines), namespace)
            statements.functions = functions
            continue
        printed += len(output)
        blocks.append((kind, len(lines), printed))
        lines += block + looks
        wanted -= 1
        if ends:
            break
    names = statements.names(lambda value: isinstance(value, (list, tuple, np.ndarray)))
    if names and not must_fail:
        looks = [f"print({', '.join(names)})"]
        blocks.append(("what there is in the end", len(lines), printed + len(grown(looks, namespace)[1])))
        lines += looks
    source = Source("\n".join(lines) + "\n")
    source.blocks = blocks
    return source


def grown(block, namespace):
    """Whether a statement fails, and what it prints."""
    try:
        output, failed = run("\n".join(block), namespace)
    except TooSlow:
        return True, ""
    return failed, output


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:] if argument.isdigit()]
    for seed in range(numbers[0], numbers[0] + (numbers[1] if len(numbers) > 1 else 1)):
        print(f"# program {seed}")
        print(program(seed, "--wide" in sys.argv))
