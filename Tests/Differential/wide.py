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

    def some_bytes(self, most=6):
        return bytes(self.random.choice(b"ab ,x-\t\nZ\x00\xe9\xc3\xa9'") for _ in range(self.random.randint(0, most)))

    def asked_of_bytes(self):
        """A method or an operator of bytes, of a part of them mostly."""
        whole = self.some_bytes(12)
        start = self.random.randint(0, len(whole))
        part = self.random.choice([whole[start:start + self.random.randint(0, 2)], self.some_bytes(2)])
        whole, part, other, number = repr(whole), repr(part), repr(self.some_bytes(3)), self.random.randint(-4, 9)
        if self.random.random() < 0.4: whole = f"bytearray({whole})"
        return self.pick(
            f"{whole}.{self.pick('find', 'rfind', 'index', 'rindex', 'count')}({part})", f"{whole}.find({part}, {number})",
            f"{whole}.count({part}, {number}, {self.random.randint(-9, 9)})", f"{whole}.{self.pick('split', 'rsplit')}({part}, {number})",
            f"{whole}.{self.pick('split', 'rsplit')}(None, {number})", f"{whole}.{self.pick('strip', 'lstrip', 'rstrip')}({part})",
            f"{whole}.{self.pick('upper', 'lower', 'title', 'swapcase', 'capitalize', 'strip', 'split', 'splitlines', 'hex')}()",
            f"{whole}.{self.pick('isalpha', 'isalnum', 'isdigit', 'isspace', 'isupper', 'islower', 'istitle', 'isascii')}()",
            f"{whole}.replace({part}, {other}, {number})", f"{whole}.{self.pick('partition', 'rpartition')}({part})",
            f"{whole}.{self.pick('startswith', 'endswith', 'removeprefix', 'removesuffix')}({part})", f"{part}.join([{whole}, {other}])",
            f"{whole}.{self.pick('center', 'ljust', 'rjust')}({number * 3}, b'*')", f"{whole}.{self.pick('zfill', 'expandtabs')}({number})",
            f"{whole} {self.pick('+', '<', '==', '>=', '!=', 'in')} {part}", f"{whole} * {number}", f"{whole}[{number}]", f"{whole}[{number}:{-number}]",
            f"{whole}[::{number}]", f"{whole}.decode({self.pick(repr('utf-8'), repr('latin-1'), repr('ascii'))})",
            f"ascii({whole}.decode('utf-8', {self.pick(repr('replace'), repr('ignore'), repr('backslashreplace'))}))",
            f"int.from_bytes({whole}, {self.pick(repr('big'), repr('little'))}, signed={self.pick('True', 'False')})",
            f"({number} * 10 ** {self.random.randint(0, 12)}).to_bytes({self.random.randint(0, 8)}, 'little', signed={self.pick('True', 'False')})",
            f"hash(bytes({whole})) % 1000003", f"{whole}.hex('-', {number})", f"b'%s|%d|%5s' % ({part}, {number}, {other})")

    def asking_bytes(self):
        return ["try:", f"    print({self.asked_of_bytes()})", "except (ValueError, TypeError, IndexError, OverflowError) as error:",
                "    print(type(error).__name__, error)"]

    def changed_bytes(self):
        name, number = self.fresh("b", "raw"), self.random.randint(-3, 3)
        change = self.pick(
            f"{name}.append(7)", f"{name} += {self.some_bytes()!r}", f"{name}[{number}:] = {self.some_bytes()!r}", f"{name}[{number}] = 65",
            f"del {name}[{number}:]", f"{name}.extend([1, 2])", f"{name}.insert({number}, 66)", f"print({name}.pop({number}))", f"{name}.reverse()",
            f"{name} *= 2", f"{name}[::2] = bytes(len({name}[::2]))", f"{name}.remove({name}[0])", f"{name}.clear()")
        return [f"{name} = bytearray({b'abc' + self.some_bytes()!r})", f"same, kept = {name}, bytes({name})", change,
                f"print(same, same is {name}, kept, {name} == kept, {name} in [kept])"]

    def filled_in(self):
        """A template with an object that says its own number or text."""
        letter = self.pick("%d", "%s", "%5s|", "%x", "%.2f", "%r", "%i")
        method = self.pick("__int__", "__index__", "__float__", "__str__", "__repr__")
        given = {"__float__": "2.5", "__str__": "'text'", "__repr__": "'shown'"}.get(method, "12")
        return ["class Filled:", f"    def {method}(self): return {given}", f"    def __repr__(self): return 'own'" if method != "__repr__" else "    pass",
                "try:", f"    print('{letter}' % Filled(), '{letter} %s' % (Filled(), 1))", "except TypeError as error:", "    print(error)"]


WIDE = [
    ("dictionaries", Wide.dictionary, 4), ("sets", Wide.set_of, 1), ("classes", Wide.class_of, 3), ("try", Wide.caught, 4),
    ("nonlocal", Wide.nonlocal_name, 1), ("generators", Wide.generator, 2),
    ("bytes", Wide.asking_bytes, 4), ("bytearrays", Wide.changed_bytes, 2), ("templates", Wide.filled_in, 1),
]
