"""Random programs about generators: functions that yield, delegate, are sent values and return them, within each other and
within loops, expressions and built-ins that take their items one by one.

All values are small ints, so that a program fails only where a generator makes it: `next` and `send` of one that has ended,
one that is asked by itself, a value sent too early, a wrong number of items.

    python3 generators.py SEED [COUNT]      prints programs
"""

import random
import sys

HEAD = """\
def num(v):
    return v if type(v) is int else 3
def take(items, n):
    for item in items:
        if n <= 0: return
        yield item
        n -= 1
def small(v):
    if isinstance(v, tuple): return tuple(small(item) for item in v)
    return num(v) % 97
def odd(v):
    print('odd?', small(v))
    return num(v) % 2
held = [1]
"""


class Grower:
    """Grows one program."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.functions = []
        self.numbers = 0

    def pick(self, *choices):
        return self.random.choice(choices)

    def chance(self, one_in):
        return self.random.randrange(one_in) == 0

    def fresh(self, letter):
        self.numbers += 1
        return f"{letter}{self.numbers}"

    # Expressions

    def number(self, names, depth=2, yields=False):
        """An int; where it may, it asks whoever resumes for one."""
        if depth == 0 or self.chance(3):
            return self.pick(str(self.random.randrange(6)), *names, *names, "len(held)")
        if yields and self.chance(5):
            return f"num((yield {self.number(names, depth - 1, yields)}))"
        a, b = self.number(names, depth - 1, yields), self.number(names, depth - 1, yields)
        return self.pick(
            f"({a} + {b}) % 50", f"({a} - {b})", f"({a} * {b}) % 11", f"({a} if {b} % 2 else {b})",
            f"({a} and {b})", f"num(min({a}, {b}))", f"sum({self.expression(names, depth - 1)}) % 50")

    def expression(self, names, depth):
        """A generator expression, without brackets."""
        v = self.fresh("v")
        own = names + [v]
        text = f"{self.number(own, depth)} for {v} in {self.items(names, depth)}"
        if self.chance(3):
            w = self.fresh("v")
            text = f"{self.number(own + [w], depth)} for {v} in {self.items(names, depth)} for {w} in {self.items(own, 0)}"
        if self.chance(3):
            text += f" if {self.number(own, depth)} % 3"
        return text

    def items(self, names, depth=1):
        """Something of a few ints."""
        plain = [f"range({self.random.randrange(4)})", f"[{self.number(names, 0)}, {self.number(names, 0)}]", "list(held[:2])"]
        if depth <= 0:
            return self.pick(*plain)
        more = [f"take(({self.expression(names, depth - 1)}), {self.random.randrange(5)})",
                f"map(lambda m: num(m) + {self.number(names, 0)}, {self.items(names, depth - 1)})",
                f"filter(odd, {self.items(names, depth - 1)})"]
        if self.functions:
            call = f"{self.pick(*self.functions)}({self.number(names, 0)}, held)"
            more += [f"take({call}, {self.random.randrange(6)})", call, call]
        return self.pick(*plain, *more)

    # Functions

    def function(self):
        name = self.fresh("g")
        body = self.block(["n"], 3, False, 4)
        if not any("yield" in line for line in body):
            body.append("yield n")
        if self.chance(2):
            body.append(f"return {self.number(['n'])}")
        self.functions.append(name)
        return [f"def {name}(n, held):", *("    " + line for line in body)]

    def block(self, names, depth, in_loop, most):
        names = list(names)
        lines = []
        for _ in range(self.random.randrange(1, most)):
            lines += self.statement(names, depth, in_loop)
        return lines

    def statement(self, names, depth, in_loop):
        number = self.number(names, 2, True)
        kind = self.random.randrange(16 if depth else 9)
        if kind < 3:
            return [f"yield {number}"]
        if kind == 3:
            x = self.fresh("x")
            lines = [f"{x} = num((yield {number}))", f"print('{x}', {x})"]
            names.append(x)
            return lines
        if kind == 4:
            x = self.pick(*names)
            return [f"{x} = ({x} + {number}) % 50"]
        if kind == 5:
            return [f"if len(held) < 9: held.append({number})"] if self.chance(2) else [f"print('at', {number})"]
        if kind == 6:
            return [f"yield from {self.items(names)}"]
        if kind == 7:
            return [f"if {number} % 4 == 1: {self.pick('break', 'continue') if in_loop else f'return {number}'}"]
        if kind == 8:
            x = self.fresh("x")
            lines = [f"{x} = num((yield from {self.items(names)}))"]
            names.append(x)
            return lines
        inner = lambda own, loop: ["    " + line for line in self.block(own, depth - 1, loop, 4)]
        if kind < 12:
            v = self.fresh("v")
            lines = [f"for {v} in {self.items(names)}:", f"    {v} = num({v})", *inner(names + [v], True)]
            if self.chance(3):
                lines += ["else:", f"    yield {self.number(names)}"]
            return lines
        if kind == 12:
            c = self.fresh("c")
            return [f"{c} = {self.random.randrange(4)}", f"while {c} > 0:", f"    {c} -= 1", *inner(names + [c], True)]
        if kind == 13:
            return [f"if {number} % 2:", *inner(names, in_loop), "else:", *inner(names, in_loop)]
        if kind == 14:
            a, b = self.fresh("v"), self.fresh("v")
            walked = self.pick("zip", "enumerate")
            given = f"{self.items(names)}, {self.items(names)}" if walked == "zip" else self.items(names)
            return [f"for {a}, {b} in {walked}({given}):", f"    {a} = num({a}) + num({b})", *inner(names + [a], True)]
        # A nested generator that changes a variable of this one.
        name, x = self.fresh("h"), self.pick(*names)
        return [f"def {name}():", f"    nonlocal {x}" if not self.is_loop_name(x) else "    pass",
                f"    for i in range({self.random.randrange(4)}):", f"        yield {x} + i", f"        {x} = ({x} + 1) % 50"
                if not self.is_loop_name(x) else "        pass", f"yield from {name}()"]

    @staticmethod
    def is_loop_name(name):
        return name[0] in "vc"

    # The top level

    def uses(self, iterators):
        if not iterators or self.chance(4):
            name = self.fresh("it")
            call = f"{self.pick(*self.functions)}({self.random.randrange(5)}, held)"
            old = self.pick(*iterators) if iterators else call
            other = self.pick(*iterators) if iterators else call
            made = self.pick(call, call, call, f"zip({old}, {other})", f"map(small, {old})", f"filter(odd, {old})",
                             f"enumerate({old})", f"(small(v) for v in {old} if v != {self.random.randrange(5)})",
                             f"iter({self.items([], 2)})")
            iterators.append(name)
            return [f"{name} = {made}"]
        it = self.pick(*iterators)
        count = self.random.randrange(6)
        return self.pick(
            [f"print([small(v) for v in take({it}, {count})])"], [f"print(small(next({it}, 'end')))"],
            [f"print(small(next({it}, 'end')), small(next({it}, 'end')))"],
            [f"for v in {it}:", "    print('got', small(v))", f"    if num(v) > {count}: break"],
            [f"print(any(odd(v) for v in {it}))"], [f"print({count} in {it})"],
            [f"print(sorted(map(num, take({it}, {count}))), held)"],
            [f"print(max((num(v) for v in take({it}, {count + 1})), default='none', key=odd))"],
            [f"print(sum(num(v) for v in take({it}, {count})) % 97)"],
            [f"print(*(small(v) for v in take({it}, {count})))"],
            [f"print(small({it}.send({self.pick('None', str(count))})))"]
            if self.chance(3) else [f"print(type({it}).__name__)"],
            [f"a, b, *c = take({it}, {self.random.randrange(2, 7)})", "print(small(a), small(b), len(c))"]
            if self.chance(3) else [f"a, *b = 1, *take({it}, {count})", "print(a, small(tuple(b)))"],
            [f"held = [num(v) for v in take({it}, 3)] + [2]", "print(held)"],
            [f"print(list(zip(take({it}, {count}), 'abc')) != [], [small(v) for v in take({it}, 2)])"],
        )


def program(seed):
    grower = Grower(seed)
    lines = HEAD.rstrip("\n").split("\n")
    for _ in range(grower.random.randrange(1, 5)):
        lines += grower.function()
    iterators = []
    for _ in range(grower.random.randrange(4, 16)):
        lines += grower.uses(iterators)
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    first = int(sys.argv[1])
    for number in range(first, first + int(sys.argv[2] if len(sys.argv) > 2 else 1)):
        print(program(number), end="#\n")
