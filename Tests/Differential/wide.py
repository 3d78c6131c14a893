"""Random statements in what the language is to have later: dictionaries, sets, classes, `try`, `nonlocal`, generators."""

from expressions import Rejected


class Wide:
    """Draws statements whose objects are shared as lists and arrays are."""

    def held(self):
        return self.pick(self.list_name, self.array_name)().text

    def dictionary(self):
        name = self.fresh("d", "table")
        held = self.held()
        key = self.pick("'a'", "1", "(1, 2)")
        change = self.pick(f"{name}[{key}] = 0", f"{name}.setdefault('new', []).append(1)", f"{name}.update(b={held})", f"del {name}[{key}]",
                           f"{name}['b'] = {name}[{key}]", f"print({name}.pop({key}))")
        return [f"{name} = {{{key}: {held}, 'n': [1]}}", f"same = {name}", change, f"print(same, same is {name}, {name}.copy() == {name})",
                f"for k, v in {name}.items():", "    if isinstance(v, list):", "        v.append(2)", f"print({name})"]

    def set_of(self):
        return [f"s = {{1, 2, {self.pick('3', '(4,)', 'True')}}}", "t = s", f"t {self.pick('|=', '&=', '-=')} {{2, 5}}", "print(len(s), s is t, 2 in s)"]

    def class_of(self):
        held = self.held()
        return ["class Box:", "    shared = []", "    def __init__(self, held, items=[]):", "        self.held = held", "        self.items = items",
                "    def add(self, v):", "        self.items.append(v)", "        self.shared.append(v)", "        return self",
                f"p, q = Box({held}), Box([1])", "print(p.add(1).items is q.items, q.shared, Box.shared)",
                self.pick("p.held = q", "p.held += p.held", "q.shared = [0]", "add = p.add"), f"print(q.add(2).items, p.shared, {held})"]

    def caught(self):
        """What failed midway stays changed when the exception is caught."""
        lines = self.mistake()
        return ["try:", *("    " + line for line in lines), "except Exception as error:", "    print(type(error).__name__)"]

    def nonlocal_name(self):
        return ["def counter():", "    n, kept = 0, []", "    def tick():", "        nonlocal n", "        n += 1", "        kept.append(n)",
                "        return kept", "    return tick, lambda: n", "tick, told = counter()", "print(tick() is tick(), told(), tick())"]

    def generator(self):
        a = self.list_name()
        if not len(a.value):
            raise Rejected("empty")
        return ["def walk(items):", "    for item in items:", "        got = item", "        yield got", "        items[:] = items[:3]",
                f"g = walk({a.text})", "print(next(g))", f"{a.text}.append(1)", "print(list(g))"]


WIDE = [
    ("dictionaries", Wide.dictionary, 4), ("sets", Wide.set_of, 1), ("classes", Wide.class_of, 3), ("try", Wide.caught, 4),
    ("nonlocal", Wide.nonlocal_name, 1), ("generators", Wide.generator, 2),
]
