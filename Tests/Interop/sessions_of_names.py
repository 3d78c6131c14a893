"""Makes sessions whose variables bear the names of built-ins, in every place where Python binds or reads a name.

What a session prints must be the same where its export runs: a name is the built-in's until the session sets it, and
again where a function or a comprehension has it for itself.
"""

import random

CONSTANTS = ["e", "pi"]
# Functions that reduce an array to a number: a call distinguishes the built-in from a value of the session.
FUNCTIONS = ["mean", "std", "var", "sum", "min", "max", "median", "prod", "norm"]
# Descent's own functions and commands.
OWN = ["loss", "forward", "step", "train", "stats", "show", "seed", "hist", "split", "score", "save"]
# Functions with other arguments, and Python's own.
OTHERS = (
    "exp log sqrt round zeros ones arange array dot eye len list sorted shape diff where nan inf any all zip type set range "
    "e mean std"
).split()
NUMBERS = ["2", "7", "0.5", "-1.25", "10"]
HEAD = [
    "def say(value):",
    "    print(value if isinstance(value, (bool, int, float, str, list, tuple, dict, np.ndarray)) else 'another object')",
    "def tell(value):",
    "    try: say(value([1.0, 2.5, 4.0]))",
    "    except (TypeError, ValueError, NameError, AttributeError, IndexError): print('no such function')",
    "class Manager:",
    "    def __init__(self, value): self.value = value",
    "    def __enter__(self): return self.value",
    "    def __exit__(self, *rest): return False",
    "class Point:",
    "    __match_args__ = ('left', 'right')",
    "    def __init__(self, left, right): self.left, self.right = left, right",
]


class Maker:
    """Makes one session: a few names turn up again and again, so that they meet."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        pools = [CONSTANTS, CONSTANTS, FUNCTIONS, FUNCTIONS, OWN, OTHERS]
        self.names = [self.random.choice(self.random.choice(pools)) for _ in range(self.random.choice([1, 2, 2, 3]))]
        self.count = 0

    def session(self):
        """The text of the session."""
        cells = [HEAD]
        if self.random.random() < 0.15:
            cells.append(self.model())
        for _ in range(self.random.randint(2, 5)):
            cell = []
            for _ in range(self.random.randint(1, 4)):
                cell += self.statement(0, "top")
            cells.append(cell)
        return "".join("# %%\n" + "".join(line + "\n" for line in cell) for cell in cells)

    # Parts

    def pick(self, *choices):
        return self.random.choice(choices)

    def name(self):
        return self.random.choice(self.names)

    def others(self, name):
        """Another name than this one, of the session's or a plain one."""
        return self.pick(*([other for other in self.names if other != name] + ["other"]))

    def fresh(self, stem="f"):
        self.count += 1
        return f"{stem}{self.count}"

    def value(self, name=None):
        name = name or self.name()
        array = "np.array([1.0, 2.0, 6.0])"
        return self.pick(
            *NUMBERS, *NUMBERS, array, "[1, 2, 3]", "'text'", "(1, 2)", "{'k': 1}", "lambda values: 'mine'",
            f"[{name}, {name}] if isinstance({name}, int) else 3", "np.mean([1.0, 4.0])", "np.e", "len([1, 2])",
            f"max([1, 5]) if {self.random.random() < 0.5} else 0")

    def read(self, name):
        """Statements that tell what a name holds."""
        guarded = ["try:", f"    {self.pick(f'say({name})', f'tell({name})')}", "except NameError:", "    print('no name')"]
        return self.pick(
            [f"say({name})"], [f"tell({name})"], guarded, guarded,
            [f"print(f'{{say({name})}} {{{name} if isinstance({name}, (int, float)) else 0:.2f}}')"],
            [f"say([{name} for _ in range(2)] if isinstance({name}, int) else 'no int')"],
            [f"say({name} if isinstance({name}, (int, float)) and {name} > 1 else 'small')"],
            [f"say((lambda: {name})())"], [f"say((lambda value={name}: value)())"],
            [f"say(dict({name}=3)['{name}'])"], [f"say({{'{name}': 1}}['{name}'])"],
            [f"say([each for each in {name}] if isinstance({name}, list) else 'no list')"],
            [f"tell(lambda values: {name}(values))"],
            [f"say(list(map(lambda {name}: {name} + 1, [1, 2])))"])

    def constant(self, name):
        """A read that shows the value itself."""
        return [f"{name} if isinstance({name}, float) else 0"] if name in CONSTANTS else self.read(name)

    def statement(self, depth, place):
        """A statement, as lines; `place` is where it stands: at the top, in a block, a function or a class."""
        makers = [self.assign, self.assign, self.reads, self.reads, self.reads, self.augment, self.gone, self.targets,
                  self.comprehension, self.walrus, self.fstring, self.append, self.importing, self.catch,
                  self.default, self.parameter, self.annotated, self.chained, self.shown]
        if depth < 3:
            makers += [self.loop, self.loop, self.branch, self.branch, self.function, self.function, self.globals,
                       self.nested, self.body, self.manager, self.matching, self.attempt, self.repeat, self.generator,
                       self.decorated]
        return self.random.choice(makers)(depth, place)

    def block(self, depth, place, most=3):
        lines = []
        for _ in range(self.random.randint(1, most)):
            lines += self.statement(depth + 1, place)
        return ["    " + line for line in lines]

    def inner(self, place):
        return "block" if place == "top" else place

    # Statements

    def assign(self, depth, place):
        name = self.name()
        return [f"{name} = {self.value()}"]

    def reads(self, depth, place):
        return self.read(self.name())

    def shown(self, depth, place):
        name = self.name()
        if place != "top":
            return self.read(name)
        return self.pick(
            [f"{name} = {self.pick(*NUMBERS)}", name], self.constant(name), [f"_ = 3", "say(_)"],
            [f"values = np.array([1.0, 3.0])", f"try: print({name}(values))", "except Exception: print('fails')"],
            [f"values = arange(4.0)", "mean values"] if "mean" not in self.names else [f"say({name})"],
            [f"{name} = {self.pick(*NUMBERS)}", f"shape {name}"] if "shape" not in self.names else [f"say({name})"],
            [f"values = [{self.pick(*NUMBERS)}]", f"[{name} for {name} in values]"])

    def augment(self, depth, place):
        name = self.name()
        sign = self.pick("+", "*", "-")
        if name in CONSTANTS and place in ("top", "block"):
            return [f"if isinstance({name}, (int, float)): {name} {sign}= 2", f"say({name})"]
        return [f"{name} = {self.pick(*NUMBERS)}", f"{name} {sign}= 2", f"say({name})"]

    def passing(self):
        """A name to delete: mostly one that means nothing afterwards, for a function comes back, which few exports can say."""
        names = [name for name in self.names if name in CONSTANTS]
        if names and self.random.random() < 0.95:
            return self.random.choice(names)
        return self.pick("other", "other", "other", self.name())

    def gone(self, depth, place):
        name = self.passing()
        lines = [f"{name} = {self.value()}"] if self.random.random() < 0.95 else []
        lines += ["try:", f"    del {name}", "except NameError:", "    print('was none')"]
        return lines + (self.guarded(name) if self.random.random() < 0.7 else [])

    def guarded(self, name):
        return ["try:", f"    say({name})", "except NameError:", "    print('no name')"]

    def targets(self, depth, place):
        name = self.name()
        other = self.others(name)
        return [self.pick(
            f"{name}, *{other} = [1, 2, 3]", f"*{name}, {other} = (1, 2, 3)", f"({name}, [{other}, _]) = 1, (2, 3)",
            f"[{name}, {other}] = 5, 6"), f"say({name})", f"say({other})"]

    def comprehension(self, depth, place):
        name = self.name()
        return [self.pick(
            f"say([{name} * 2 for {name} in [1, 2]])", f"say({{{name}: 1 for {name} in 'ab'}})",
            f"say(sorted({{{name} for {name} in [3, 1]}}))" if "sorted" not in self.names else "say(1)",
            f"say([{name} for {name} in ({name} if isinstance({name}, list) else [4])])",
            f"say([[{name} for {name} in range(2)] for _ in range(2)])" if "range" not in self.names else "say(2)",
            f"say(list({name} + 1 for {name} in [1, 2] if {name} > 1))" if "list" not in self.names else "say(3)",
            f"say([f({name}) for f in [lambda {name}: {name} + 1] for {name} in [1, 2]])",
            f"say([({name}, each) for {name}, each in [(1, 2), (3, 4)]])")] + self.read(name)

    def walrus(self, depth, place):
        name = self.name()
        lines = self.pick(
            [f"if ({name} := {self.pick(*NUMBERS)}) > 1: say({name})"], [f"say([({name} := each) for each in [1, 2]])"],
            [f"say(({name} := 4) + {name})"], [f"while ({name} := 3) < 2: pass"])
        if place == "class" and "for each" in lines[0]:
            return [f"say(({name} := 4) + {name})"]
        return lines + self.read(name)

    def fstring(self, depth, place):
        name = self.name()
        return [f"{name} = {self.pick(*NUMBERS)}", self.pick(
            f"print(f'{{{name}}} {{{name}!r:>6}}')", f"print(f'{{{name}=}}')",
            f"print(f'{{1.5:{{{name}}}}}' if {name} == 10 else '')",
            f"print(f'{{[{name} for {name} in (1, 2)]}} {{{name}:.3f}}')", f"print('%s' % {name}, '{{}}'.format({name}))",
            f"print(f\"{{(lambda {name}: {name})(2)}} {{{name}}}\")")]

    def append(self, depth, place):
        name = self.name()
        return [f"{name} = []", f"for each in [1, 2]: {name}.append(each)", f"say({name})",
                self.pick(f"{name}[0] = 9", f"{name} += [5]", f"{name}.extend([7])"), f"say({name})"]

    def importing(self, depth, place):
        name = self.name()
        line = self.pick(f"import math as {name}", f"from math import sqrt as {name}", f"from math import e, pi",
                         f"from numpy import mean as {name}", f"import numpy.linalg as {name}",
                         f"from statistics import mean", f"import numpy as {name}")
        return [line] + self.pick(self.read(name), [f"print({name}.sqrt(4.0) if hasattr({name}, 'sqrt') else 'none')"])

    def catch(self, depth, place):
        name = self.passing()
        return ["try:", f"    {self.pick('1 / 0', '[][1]', 'int(chr(120))', 'pass')}",
                f"except (ZeroDivisionError, IndexError, ValueError) as {name}:", f"    print({name})"] + (
                    self.guarded(name) if self.random.random() < 0.8 else [])

    def default(self, depth, place):
        name, f = self.name(), self.fresh()
        return [self.pick(f"def {f}({name}={name}): return {name}", f"def {f}(value={name}): return value",
                          f"def {f}(*, {name}={name}): return {name}", f"{f} = lambda {name}={name}: {name}"),
                f"say({f}())"]

    def parameter(self, depth, place):
        name, f = self.name(), self.fresh()
        other = self.others(name)
        definition = self.pick(
            f"def {f}({name}, {other}=2): return {name}, {other}", f"def {f}(*{name}, {other}=2): return {name}, {other}",
            f"def {f}({name}, **{other}): return {name}, {other}", f"{f} = lambda {name}, {other}=2: ({name}, {other})")
        return [definition, f"say({f}({self.pick(*NUMBERS)}))"] + self.read(name)

    def annotated(self, depth, place):
        name = self.name()
        bare = [f"{name}: float", *self.guarded(name)] if place != "top" else ["say(1)"]
        return self.pick([f"{name}: int = 3", f"say({name})"], bare)

    def chained(self, depth, place):
        name = self.name()
        other = self.others(name)
        return [f"{name} = {other} = {self.pick(*NUMBERS)}", f"holder = {{'{name}': {name}}}", f"holder['{name}'] += 1",
                f"say(holder['{name}'] + {other})"]

    # With blocks

    def loop(self, depth, place):
        name = self.name()
        other = self.others(name)
        head = self.pick(f"for {name} in [1, 2]:", f"for {name}, {other} in [(1, 2), (3, 4)]:", f"for {name} in []:",
                         f"for each, (*{name}, {other}) in [(1, (2, 3, 4))]:", f"for {name} in (1.5, np.array([1.0])):")
        lines = [head, f"    say({name})"] + self.block(depth, self.inner(place), 2)
        if self.random.random() < 0.3:
            lines += ["else:"] + self.block(depth, self.inner(place), 1)
        return lines + self.read(name)

    def branch(self, depth, place):
        name = self.name()
        condition = self.pick("True", "False", f"isinstance({name}, int)", "1 > 2")
        lines = [f"if {condition}:"] + self.block(depth, self.inner(place))
        if self.random.random() < 0.4:
            lines += [f"elif {self.pick('True', 'False')}:"] + self.block(depth, self.inner(place), 1)
        if self.random.random() < 0.5:
            lines += ["else:"] + self.block(depth, self.inner(place), 2)
        return lines + self.read(name)

    def repeat(self, depth, place):
        n = self.fresh("n")
        lines = [f"{n} = 0", f"while {n} < 2:", f"    {n} += 1"] + self.block(depth, self.inner(place), 2)
        return lines + self.reads(depth, place)

    def function(self, depth, place):
        name = self.name()
        f = self.pick(self.fresh(), self.fresh(), name)
        lines = [f"def {f}({self.pick('', '', '*rest', name + '=1')}):"] + self.block(depth, "function")
        lines += [f"    return {self.pick(name if self.random.random() < 0.3 else '1', '2', repr(f))}"]
        lines += ["try:", f"    {self.pick(f'{f}()', f'say({f}())')}", "except (NameError, TypeError):", "    print('failed')"]
        return lines + self.read(name)

    def globals(self, depth, place):
        name, f = self.name(), self.fresh()
        if place == "function" and depth > 0 and self.random.random() < 0.5:
            return self.reads(depth, place)
        lines = [f"def {f}():", f"    global {name}"] + ["    " + line for line in self.pick(
            [f"{name} = {self.value()}"], [f"for {name} in [8, 9]: pass"], [f"{name} = 1", f"{name} += 2"],
            [f"def {name}(values): return 'global'"], [f"{name} = 1", f"{name} = 2"])]
        call = [f"{f}()"] if self.random.random() < 0.8 else [f"if False: {f}()"]
        return (self.read(name) if self.random.random() < 0.5 else []) + lines + call + self.guarded(name)

    def nested(self, depth, place):
        name, outer, inner = self.name(), self.fresh(), self.fresh("g")
        return [f"def {outer}():", f"    {name} = {self.pick(*NUMBERS)}", f"    def {inner}():",
                f"        {self.pick(f'nonlocal {name}', 'pass')}", f"        {self.pick(f'{name} = 5', 'pass', f'return {name}')}",
                *["        " + line for line in self.guarded(name)], f"    {inner}()", f"    say({name})",
                f"    return {self.pick(name, f'lambda: {name}')}", f"say({outer}())"] + self.read(name)

    def body(self, depth, place):
        name, kind = self.name(), self.pick(self.fresh("C"), self.name())
        member = self.pick(f"{name} = {self.pick(*NUMBERS)}", f"def {name}(self): return 'method'", f"for {name} in [1]: pass")
        lines = [f"class {kind}:", f"    {member}", "    def show_it(self):"]
        lines += ["        " + line for line in self.guarded(name)] + [f"        return self.{name}", f"    say({name})"]
        if self.random.random() < 0.4:
            lines += [f"    {name} = [{name} for {name} in [1, 2]]"]
        if self.random.random() < 0.3:
            lines += [f"    del {name}", f"    {name} = 4"]
        return lines + ["try:", f"    say({kind}().show_it())", "except TypeError:", "    print('failed')"] + self.read(name)

    def manager(self, depth, place):
        name = self.name()
        lines = [f"with Manager({self.pick(*NUMBERS)}) as {name}:", f"    say({name})"]
        return lines + self.block(depth, self.inner(place), 1) + self.read(name)

    def matching(self, depth, place):
        name = self.name()
        other = self.others(name)
        subject, pattern = self.pick(
            ("[1, 2, 3]", f"[{name}, *{other}]"), ("{'k': 1}", f"{{'k': {name}, **{other}}}"), ("4", f"(3 | 4) as {name}"),
            ("Point(1, 2)", f"Point({name}, right={other})"), ("5", f"{name} if {name} > 3"),
            ("(1, 2)", f"({name}, {other}) if {other} > 5"), ("'no'", f"[{name}]"))
        lines = [f"match {subject}:", f"    case {pattern}:", f"        say({name})"]
        lines += ["    " + line for line in self.block(depth, self.inner(place), 1)]
        return lines + ["    case _:", "        print('else')"] + self.guarded(name)

    def attempt(self, depth, place):
        name = self.name()
        lines = ["try:"] + self.block(depth, self.inner(place), 2) + [f"    {self.pick('1 / 0', 'pass')}"]
        target = self.pick("", "", f" as {self.passing()}")
        lines += [f"except ZeroDivisionError{target}:"] + self.block(depth, self.inner(place), 1)
        if self.random.random() < 0.3:
            lines += ["else:"] + self.block(depth, self.inner(place), 1)
        if self.random.random() < 0.3:
            lines += ["finally:"] + self.block(depth, self.inner(place), 1)
        return lines + self.guarded(name)

    def generator(self, depth, place):
        name, f = self.name(), self.fresh()
        lines = [f"def {f}({name}):", "    for each in [1, 2]:", f"        {name} = yield {name}"]
        return lines + [f"for {self.pick('each', name)} in {f}(3): print('next')"] + self.read(name)

    def decorated(self, depth, place):
        name, f = self.name(), self.fresh()
        result = self.pick("1", f"isinstance({name}, int)")
        return [f"def {name}(function): return lambda: ('{name}', function())", f"@{name}", f"def {f}(): return {result}",
                f"say({f}())"]

    def model(self):
        """Trains, with names of the session's beside those that training takes."""
        lines = ["np.random.seed(1)", "x = np.random.rand(8, 2)", "y = x @ np.array([[1.0], [2.0]])",
                 "w = np.zeros((2, 1))", "b = np.zeros((1, 1))"]
        for name in self.names:
            if self.random.random() < 0.6 and name not in ("train", "step"):
                lines.append(f"{name} = {self.pick(*NUMBERS)}")
        lines += ["train 3 lr=0.1", "shape losses" if "shape" not in self.names else "say(1)"]
        return lines + [f"say({name})" for name in self.names]


def session(seed):
    """The session of a seed."""
    return Maker(seed).session()


if __name__ == "__main__":
    import sys

    sys.stdout.write(session(int(sys.argv[1])))
