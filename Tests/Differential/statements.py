"""Random statements: what notebooks are made of. Each returns lines; whoever asks runs them and drops what fails."""

import numpy as np

from expressions import Expressions, Rejected
from templates import TEMPLATES
from values import shares


class Statements(Expressions):
    """Draws statements over the names of a namespace."""

    def __init__(self, random, namespace):
        super().__init__(random, namespace)
        self.count = 0

    def fresh(self, stem=None):
        self.count += 1
        stem = stem or self.pick("a", "x", "y", "w", "m", "data", "v")
        return stem if stem not in self.namespace else f"{stem}{self.count}"

    def statement(self, must_fail=False):
        """The lines of one statement, or of a few that belong together."""
        if must_fail:
            return self.mistake()
        way = self.weighted([
            (self.define_array, 7), (self.define_number, 2), (self.define_list, 2), (self.show_arrays, 9),
            (self.show_numbers, 4), (self.show_text, 2), (self.formatted, 5), (self.set_items, 3),
            (self.augmented, 3), (self.list_methods, 2), (self.string_methods, 2), (self.draws, 4),
            (self.template, 5), (self.unpacking, 1), (self.branches, 1), (self.loops, 2), (self.functions, 2),
            (self.special_print, 1.5), (self.large, 2), (self.attributes, 1.5)])
        return way()

    def any_node(self, depth=2):
        return self.weighted([(self.array, 6), (lambda d: self.scalar(d), 3), (self.number, 3), (lambda d: self.list_of(), 1)])(depth)

    def shown(self, node):
        """An expression whose text is short enough to print."""
        value = node.value
        if isinstance(value, np.ndarray) and value.size > 150 and self.chance(0.9):
            return f"{self.target(node)}.sum(), {self.target(node)}.shape"
        return node.text

    # MARK: Definitions

    def define_array(self):
        node = self.creation() if self.chance(0.5) else self.array(2)
        return [f"{self.fresh()} = {node.text}"]

    def define_number(self):
        node = self.pick(self.number, self.scalar)(2)
        return [f"{self.fresh(self.pick('n', 'c', 's', 'k'))} = {node.text}"]

    def define_list(self):
        return [f"{self.fresh('items')} = {self.list_of().text}"]

    def unpacking(self):
        a, b = self.any_node(1), self.any_node(1)
        p, q = self.fresh("p"), self.fresh("q")
        return self.weighted([
            ([f"{p}, {q} = {a.text}, {b.text}", f"{p}, {q} = {q}, {p}", f"print({p}, {q})"], 3),
            ([f"{p}, {q} = {self.array(0, 2).text}.shape", f"print({p} * {q})"], 1),
            ([f"{p} = {q} = {self.number(1).text}", f"print({p} + {q})"], 1),
            ([f"({p}, {q}), r = (1, 2), {a.text}", f"print({p}, {q}, r)"], 1),
            ([f"[{p}, {q}] = [3, {a.text}]", f"print([{p}, {q}])"], 0.5)])

    # MARK: Printing

    def show_arrays(self):
        nodes = [self.array(self.weighted([(1, 4), (2, 5), (3, 3), (5, 1)])) for _ in range(self.weighted([(1, 6), (2, 1)]))]
        text = ", ".join(self.shown(node) for node in nodes)
        return [f"print({text})"]

    def show_numbers(self):
        nodes = [self.pick(self.number, self.condition, self.scalar, lambda d: self.list_of())(self.random.randint(1, 3))
                 for _ in range(self.random.randint(1, 4))]
        extras = self.weighted([("", 8), (", sep=', '", 1), (", end='|\\n'", 1), (", sep=''", 0.5), (", end=' '", 0.3),
                                (", sep='\\n'", 0.4)])
        label = self.weighted([("", 2), ("'value:', ", 1)])
        return [f"print({label}{', '.join(node.text for node in nodes)}{extras})"]

    def show_text(self):
        node = self.any_node(1)
        return [self.weighted([
            (f"print(repr({node.text}))", 3), (f"print(str({node.text}))", 2), (f"print([{node.text}])", 2),
            (f"print(({node.text}, {self.number(1).text}))", 1), (f"print(str({node.text}) + '!')", 1),
            (f"print(len(str({node.text})))", 0.5), (f"print(type({node.text}))", 1),
            (f"print(np.shape({node.text}), repr({node.text}))", 0.7), (f"print({node.text}.dtype, {node.text}.ndim)", 0.5), (f"print({self.string()}, {node.text})", 1)])]

    def attributes(self):
        a = self.array(1)
        t = self.target(a)
        return [self.weighted([
            (f"print({t}.shape, {t}.ndim, {t}.size, {t}.dtype)", 4), (f"print(len({a.text}))", 1), (f"print({t}.tolist())", 2),
            (f"print('shape', {t}.T.shape)", 1), (f"print(type({a.text}))", 0.5), (f"print({t}.sum().item())", 1),
            (f"print(type({t}.mean()))", 0.5), (f"print(np.shape({a.text}), np.size({a.text}))", 0.5),
            (f"print(np.allclose({a.text}, {self.array(0).text}))", 1),
            (f"print(np.array_equal({a.text}, {self.array(0).text}))", 1)])]

    def specification(self, value):
        """A format specification for a value, as after the colon of an f-string."""
        width = self.pick("", "", "8", "12", "3", "20")
        fill = self.pick("", "", "<", ">", "^", "*>", "0>", "=", "_^", "-<")
        sign = self.pick("", "", "+", " ", "-")
        if isinstance(value, (str, np.str_)):
            return f"{fill.replace('=', '')}{width}{self.pick('', '.2', 's', '.5s')}"
        if isinstance(value, bool):
            return self.pick("", "d", "5", ">8", ".1f", "03d")
        if isinstance(value, (int, np.integer)):
            return f"{fill}{sign}{self.pick('', '#')}{self.pick('', '0')}{width}" + self.pick(
                "", "d", "d", ",", "_", "b", "x", "X", "o", ".2f", "e", "g", ".1%", ",d", "_x")
        if isinstance(value, (float, np.floating)):
            return f"{fill}{sign}{self.pick('', '0')}{width}{self.pick('', '', ',', '_')}" + self.pick(
                "", ".2f", ".4f", ".3e", "f", "e", "g", ".3g", ".10g", "%", ".1%", ".0f", "E", "G", "F", ".3", ".17g",
                ".0e", "#.3g", ".20f")
        return ""

    def formatted(self):
        nodes = [self.weighted([(self.number, 5), (self.scalar, 3), (lambda d: self.node(self.string()), 1),
                                (lambda d: self.array(1), 0.7), (lambda d: self.list_of(), 0.5)])(1)
                 for _ in range(self.random.randint(1, 3))]
        style = self.weighted([("f", 6), ("percent", 2), ("format", 3), ("builtin", 0.7)])
        if style == "percent":
            return [self.percent(nodes)]
        specs = [self.specification(node.value) for node in nodes]
        if style == "builtin":
            return [f"print(format({nodes[0].text}, {specs[0]!r}))"]
        if style == "format":
            numbered = self.chance(0.3)
            fields = " ".join("{" + (str(place) if numbered else "") + (":" + spec if spec else "") + "}"
                              for place, spec in enumerate(specs))
            if self.chance(0.15):
                return [f"print('{{v:{specs[0]}}} {{v}}'.format(v={nodes[0].text}))"]
            return [f"print('{fields} {{{{}}}}'.format({', '.join(node.text for node in nodes)}))"]
        fields = []
        for node, spec in zip(nodes, specs):
            conversion = self.weighted([("", 8), ("!r", 1), ("!s", 0.5)])
            if conversion:
                spec = self.pick("", ">12", "^20")
            name = self.fresh("t")
            field = node.text if '"' not in node.text and "\\" not in node.text and "'" not in node.text else "1 + 1"
            if field.startswith("lambda") or "!=" in field:
                field = f"({field})"
            equals = "=" if self.chance(0.1) else ""
            if self.chance(0.08) and spec == "" and isinstance(node.value, float):
                spec = "{" + self.pick("8", "4 + 4") + "}.{" + self.pick("2", "1") + "}f"
            fields.append("{" + field + equals + conversion + (":" + spec if spec else "") + "}")
        return ['print(f"' + self.pick("Epoch ", "", "loss = ", "{{x}} ") + self.pick(" ", ", ", " | ").join(fields) + '")']

    def percent(self, nodes):
        fields = []
        for node in nodes:
            flags = self.pick("", "", "-", "+", "0", " ", "#")
            width = self.pick("", "", "8", "12")
            if isinstance(node.value, (float, np.floating)):
                fields.append(f"%{flags}{width}" + self.pick(".3f", "f", ".2e", "g", "s", "r", "d", ".10g", "i"))
            elif isinstance(node.value, (int, np.integer)):
                fields.append(f"%{flags}{width}" + self.pick("d", "d", "i", "x", "o", ".2f", "s", "r", "X", "5.3d" if False else "d"))
            else:
                fields.append(f"%{flags.replace('#', '')}{width}" + self.pick("s", "r", "s"))
        values = ", ".join(node.text for node in nodes)
        return f"print('{' '.join(fields)} 100%%' % ({values},))"

    def special_print(self):
        """Arrays whose layout in print is hard: many magnitudes, special values, long rows, summaries."""
        r = self.random
        kind = self.weighted([("magnitudes", 4), ("special", 3), ("summary", 2), ("wide", 2), ("ints", 1), ("bools", 0.5)])
        if kind == "magnitudes":
            spread = self.pick(2, 5, 8, 16, 100)
            digits = self.pick(1, 2, 3, 17)
            numbers = [float(f"%.{digits - 1}e" % (r.choice([-1, 1]) * 10 ** r.uniform(-spread, spread))) for _ in range(r.randint(1, 12))]
            text = f"np.array({numbers})"
        elif kind == "special":
            items = [self.pick("np.nan", "np.inf", "-np.inf", "0.0", "-0.0", "1.0", "1e10", "-2.5", "1e-10", "1e16", "123456.789",
                               "0.1", "1e100", "5e-324", "1.7976931348623157e308") for _ in range(r.randint(1, 8))]
            text = f"np.array([{', '.join(items)}])"
        elif kind == "summary":
            n = r.choice([1001, 1200, 2500])
            text = self.pick(f"np.arange({n})", f"np.linspace(0, 1, {n})", f"np.arange({n}.) * 1e-7",
                             f"np.arange({n // 4 * 4 + 8}).reshape(-1, 4) / 7", f"np.ones((3, {n}))", f"np.arange({n}) % 2 == 0",
                             f"np.zeros(({n // 10}, 3, 5))", f"np.arange({n}) - {n}.5", f"np.arange({n // 8 * 8 + 16}).reshape(8, -1)",
                             f"np.exp(np.linspace(-20, 20, {n}))")
        elif kind == "wide":
            n = r.choice([10, 20, 35, 60])
            text = self.pick(f"np.arange({n}) * {r.choice([1, 1000, 12345])}", f"np.linspace({r.randint(-5, 5)}, 10, {n})",
                             f"np.sqrt(np.arange({n}))", f"np.arange({n}) / 8", f"(np.arange({2 * n}) ** 2).reshape(2, -1)",
                             f"np.arange({n}) % 3 == 0", f"np.log(np.arange({n}))", f"[np.arange({n}) / 3]",
                             f"np.linspace(0, 1, {2 * n}).reshape(2, 1, {n})")
        elif kind == "ints":
            text = f"np.array({[r.choice([-1, 1]) * 10 ** r.randint(0, 18) for _ in range(r.randint(1, 6))]})"
        else:
            text = f"np.array({[r.random() < 0.5 for _ in range(r.randint(1, 30))]})"
        if self.chance(0.25):
            return [f"print(repr({text}))"]
        if self.chance(0.15):
            return [f"print('x =', {text}, 1)"]
        return [f"print({text})"]

    # MARK: Modification

    def changeable(self, test):
        """A name whose value no other name shares: NumPy and Python would show a change there too, Descent does not."""
        names = self.names(test)
        self.random.shuffle(names)
        for name in names:
            others = [value for other, value in self.namespace.items() if other != name and not other.startswith("__")]
            if not shares(self.namespace[name], others) and self.namespace[name] is not None:
                value = self.namespace[name]
                if isinstance(value, np.ndarray) and not value.flags.writeable:
                    continue
                return name
        raise Rejected("nothing to change")

    def set_items(self):
        name = self.changeable(lambda value: isinstance(value, np.ndarray) and value.ndim > 0)
        a = self.node(name)
        index = self.index_text(a)
        picked = self.node(f"{name}[{index}]")
        value = self.weighted([(self.number(0), 4), (self.partner(picked, 1) if isinstance(picked.value, np.ndarray) else self.scalar(0), 3)])
        operator = self.weighted([("=", 6), ("+=", 2), ("*=", 1), ("-=", 1), ("/=", 0.3)])
        return [f"{name}[{index}] {operator} {value.text}", f"print({self.shown(a)})"]

    def augmented(self):
        test = lambda value: isinstance(value, np.ndarray) or type(value) in (int, float) or isinstance(value, (np.generic, list))
        name = self.changeable(test)
        a = self.node(name)
        if isinstance(a.value, list):
            other = self.list_of()
            return [f"{name} += {other.text}", f"print({name})"]
        other = self.partner(a, 1) if isinstance(a.value, np.ndarray) else self.pick(self.number, self.scalar)(1)
        operator = self.weighted([("+=", 4), ("-=", 3), ("*=", 3), ("/=", 2), ("**=", 0.3), ("//=", 0.5), ("%=", 0.3),
                                  ("@=", 0.2), ("&=", 0.2), ("|=", 0.2)])
        text = self.shown(a)
        return [f"{name} {operator} {other.text if operator != '**=' else '2'}", f"print({text})"]

    def list_methods(self):
        name = self.changeable(lambda value: isinstance(value, list))
        item = self.any_node(1).text
        n = len(self.namespace[name])
        i = self.random.randint(-n, n) if n else 0
        call = self.weighted([
            (f"{name}.append({item})", 4), (f"{name}.extend({self.list_of().text})", 2), (f"{name}.insert({i}, {item})", 1),
            (f"print({name}.pop())", 1), (f"print({name}.pop({i}))", 0.7), (f"{name}.reverse()", 1), (f"{name}.sort()", 1),
            (f"{name}.sort(reverse=True)", 0.5), (f"{name}[{i}] = {item}", 1), (f"{name}[{self.slice_text(n)}] = [1, 2]", 0.5),
            (f"del {name}[{i}]", 0.7), (f"print({name}.index(2))", 0.3), (f"print({name}.count(1))", 0.5),
            (f"{name}.remove(1)", 0.3), (f"{name}.clear()", 0.2), (f"print({name}[{self.slice_text(n)}])", 2),
            (f"print({item} in {name})", 0.5), (f"print({name} + [1])", 1), (f"print({name} * 2)", 0.7),
            (f"print({name} == {name}[:])", 0.3), (f"print([str(v) for v in {name}])", 0.5),
            (f"print(sum({name}))", 0.7), (f"print(max({name}), min({name}))", 0.5), (f"print(sorted({name}))", 0.5),
            (f"print({name}[::-1])", 0.5), (f"print(list(zip({name}, range({n}))))", 0.5),
            (f"print(np.array({name}))", 0 if "'" in repr(self.namespace[name]) else 1), (f"print(np.mean({name}))", 0.7), (f"print(any({name}), all({name}))", 0.4),
            (f"print(list(reversed({name})))", 0.3), (f"print(list(enumerate({name})))", 0.4), (f"print(len({name}))", 0.5),
        ])
        return [call, f"print({name})"]

    def string_methods(self):
        s = self.string()
        test = lambda value: isinstance(value, str)
        if self.chance(0.3) and self.names(test):
            s = self.variable(test).text
        n = self.random.randint(0, 12)
        call = self.weighted([
            (f"{s}.upper()", 1), (f"{s}.lower()", 1), (f"{s}.title()", 1), (f"{s}.capitalize()", 0.7), (f"{s}.swapcase()", 0.4),
            (f"{s}.strip()", 1), (f"{s}.lstrip()", 0.5), (f"{s}.rstrip(' d')", 0.5), (f"{s}.split()", 1), (f"{s}.split(',')", 1),
            (f"{s}.split('b', 1)", 0.7), (f"{s}.replace('a', '--')", 1), (f"{s}.replace('l', '', 1)", 0.5), (f"{s}.find('b')", 1),
            (f"{s}.count('a')", 1), (f"{s}.startswith('H')", 0.7), (f"{s}.endswith('d')", 0.7), (f"{s}.center({n}, '*')", 1),
            (f"{s}.ljust({n}) + '|'", 1), (f"{s}.rjust({n}, '.')", 1), (f"{s}.zfill({n})", 0.5), (f"'-'.join([{s}, 'z'])", 1),
            (f"', '.join(str(v) for v in range({n % 5}))", 1), (f"{s} * {n % 4}", 1), (f"{s} + {self.string()}", 1),
            (f"len({s})", 1), (f"{s}[{self.slice_text(len(eval(s, self.namespace)))}]", 2), (f"{s}.isdigit()", 0.4), (f"{s}.isalpha()", 0.4),
            (f"{s}.index('a')", 0.4), (f"'a' in {s}", 0.7), (f"{s} == {self.string()}", 0.5), (f"{s} < {self.string()}", 0.5),
            (f"[c for c in {s}]", 0.7), (f"sorted({s})", 0.5), (f"list({s})", 0.5), (f"'{n}'.isdigit(), int('{n}') + 1", 0.7),
            (f"float(' {n}.5e-3 ')", 0.7), (f"repr({s})", 1), (f"({s}, [{s}])", 1), (f"{s}.splitlines()", 0.5), (f"ord({s}[0]), chr({n + 60})", 0.5),
            (f"'a' 'b' {s}" if s[0] in "'\"" else s, 0.4), (f"r'\\n' + {s}", 0.4), (f"{s}.isspace(), {s}.isupper()", 0.3),
            (f"'''a\nb''' + {s}" if False else s, 0.2), (f"int('-{n}')", 0.3), (f"int(float('{n}.9'))", 0.3), (f"str({n}.0) + 'x'", 0.3)])
        name = self.fresh("s")
        return [f"{name} = {call}", f"print({self.pick(name, f'repr({name})', f'[{name}]')})"]

    # MARK: Random numbers

    def draws(self):
        r = self.random
        size = self.weighted([(self.shape(ndim=1), 2), (self.shape(ndim=2), 4), (self.shape(ndim=3), 0.5)])
        dims = ", ".join(map(str, size))
        n = r.randint(1, 12)
        seed = r.choice([0, 1, 42, r.randint(0, 2**32 - 1)])
        lines = [f"np.random.seed({seed})"] if self.chance(0.5) else []
        name = self.fresh(self.pick("x", "w", "d"))
        distinct = f"np.arange({n})"
        if self.chance(0.5):
            call = self.weighted([
                (f"np.random.rand({dims})", 4), (f"np.random.randn({dims})", 4), (f"np.random.random({size})", 1),
                (f"np.random.uniform(-1, {n}, {size})", 1.5), (f"np.random.uniform(size={n})", 0.5),
                (f"np.random.normal({r.randint(-3, 3)}, 0.5, {size})", 1.5), (f"np.random.normal(size={size})", 1),
                (f"np.random.randint({n})", 1), (f"np.random.randint(-{n}, {n}, {size})", 2),
                (f"np.random.randint(0, {r.choice([2, 256, 10**6, 2**31, 2**40])}, size={n})", 1),
                (f"np.random.permutation({n})", 2), (f"np.random.permutation({distinct} * 0.5)", 1),
                (f"np.random.permutation(np.arange(12.).reshape(4, 3))", 1), (f"np.random.choice({n}, {n})", 1),
                (f"np.random.choice({n}, {max(1, n // 2)}, replace=False)", 1), (f"np.random.choice([1.5, 2.5, 9.0], {n}, p=[0.2, 0.3, 0.5])", 1),
                (f"np.random.choice({distinct}, size=(2, 3))", 0.7), ("np.random.rand()", 1), ("np.random.randn()", 0.7),
                ("np.random.random()", 0.4), ("np.random.normal()", 0.3), (f"np.random.exponential(2.0, {n})", 0.5),
                (f"np.random.standard_normal({n})", 0.4), (f"np.random.poisson(3, {n})", 0.4), (f"np.random.poisson(20.5, {n})", 0.3),
                (f"np.random.choice(['a', 'b', 'c'])" if False else f"np.random.choice({n})", 0.5)])
            lines.append(f"{name} = {call}")
            if self.chance(0.2):
                lines += [f"{name}s = {distinct}", f"np.random.shuffle({name}s)", f"print({name}s)"]
        else:
            g = self.fresh("rng")
            lines.append(f"{g} = np.random.default_rng({seed if self.chance(0.8) else r.randint(0, 10**15)})")
            call = self.weighted([
                (f"{g}.random({size})", 3), (f"{g}.random()", 0.7), (f"{g}.standard_normal({size})", 2), (f"{g}.normal(1, 2, {size})", 2),
                (f"{g}.normal(size={n})", 1), (f"{g}.uniform(-1, 1, {size})", 2), (f"{g}.integers(0, {n}, size={size})", 2),
                (f"{g}.integers({r.choice([3, 1000, 2**31, 2**40])}, size={n})", 1), (f"{g}.integers(1, 6, {n}, endpoint=True)", 0.7),
                (f"{g}.permutation({n})", 1), (f"{g}.choice({n}, {n})", 0.7), (f"{g}.choice({n}, {max(1, n // 2)}, replace=False)", 1),
                (f"{g}.choice([0.5, 1.5, 3.0], {n}, p=[0.1, 0.6, 0.3])", 0.7), (f"{g}.exponential(1.5, {n})", 0.5),
                (f"{g}.poisson(4, {n})", 0.4), (f"{g}.integers(10)", 0.5), (f"{g}.permutation(np.arange(8.).reshape(4, 2))", 0.4),
                (f"{g}.choice(np.arange(6).reshape(3, 2), 2)", 0.3)])
            lines.append(f"{name} = {call}")
            if self.chance(0.3):
                lines += [f"{name}s = np.arange({n} * 2).reshape(-1, 2)", f"{g}.shuffle({name}s)", f"print({name}s, {g}.random())"]
        return lines + [f"print({self.pick(name, f'np.sum({name})', name)})"]

    # MARK: Blocks

    def condition_or_mask(self):
        return self.condition(1).text

    def branches(self):
        a, b = self.number(1).text, self.number(1).text
        return [f"if {self.condition().text}:", f"    print('first', {a})", f"elif {self.condition().text}:",
                "    print('second')", "else:", f"    print('third', {b})"]

    def loops(self):
        n = self.random.randint(0, 6)
        t = self.fresh("t")
        a = self.array(1)
        rows = f"for row in {a.text}:"
        return self.weighted([
            ([f"{t} = 0", f"for i in range({n}):", f"    {t} += i * {self.number(0).text}", f"print({t})"], 2),
            ([rows, "    print(row, row * 2)"], 1 if a.value.ndim and a.value.shape[0] < 6 and a.value.size < 60 else 0),
            ([f"{t} = []", rows, f"    {t}.append(np.sum(row))", f"print({t})"], 1 if a.value.ndim else 0),
            ([f"for i, v in enumerate({self.list_of().text}):", "    print(i, v)"], 1),
            ([f"for p, q in zip(range({n}), {self.list_of().text}):", "    print(p, q, end='; ')", "print()"], 1),
            ([f"{t} = {n}", f"while {t} > 0:", f"    {t} -= 1", f"    if {t} == 2:", "        continue", f"    if {t} < 1:",
              "        break", f"    print({t})"], 1),
            ([f"for i in range({n}, 0, -2):", f"    for j in range(i):", "        if j == 1:", "            continue",
              "        print(i, j, i * j / 3)"], 1),
            ([f"{t} = {self.number(0).text}", f"for i in range({n}):", f"    {t} = {t} / 2 + i", f"    print({t})"], 1),
            ([f"print([round(v ** 2, 2) for v in {a.text}])"], 0.7 if a.value.ndim == 1 else 0),
            ([f"print(sum(v * i for i, v in enumerate({[self.random.randint(-5, 5) for _ in range(n)]})))"], 0.7),
            ([f"print(max([{self.number(0).text}, {self.number(0).text}], key=lambda v: -v))"], 0.4),
            ([f"{t} = sorted([(3, 'c'), (1, 'b'), (2, 'a')], key=lambda p: p[{n % 2}])", f"print({t})"], 0.4),
            ([f"for _ in range({n}):", "    pass", f"print('done', {n})"], 0.3),
        ])

    def functions(self):
        f = self.fresh("f")
        a, b = self.any_node(1).text, self.number(1).text
        expression = self.pick("x * y + 1", "x - y", "(x, y)", "x + np.mean(y)", "[x, y]", "x if y > 0 else -y", "np.maximum(x, y)",
                               "x ** 2 / (y + 1)")
        return self.weighted([
            ([f"def {f}(x, y={b}):", f"    return {expression}", f"print({f}({a}))", f"print({f}({self.number(1).text}, y={self.number(0).text}))"], 4),
            ([f"{f} = lambda x, y={b}: {expression}", f"print({f}({a}), {f}(y=2, x={self.number(0).text}))"], 2),
            ([f"def {f}(n):", "    if n <= 1:", "        return 1", f"    return n * {f}(n - 1)", f"print({f}({self.random.randint(0, 15)}))"], 1),
            ([f"def {f}(x):", "    def inner(y):", f"        return x {self.pick('+', '*', '-')} y", "    return inner",
              f"print({f}({self.number(0).text})({a}))"], 1),
            ([f"def {f}(x):", "    '''Doubles.'''", "    x = x * 2", f"    return x, {self.number(0).text}",
              f"u, v = {f}({a})", "print(u, v)"], 1),
            ([f"def {f}(g, x):", "    return g(g(x))", f"print({f}(lambda v: v * 0.5 + 1, {a}))"], 1),
            ([f"def {f}(x):", "    for i in range(10):", "        x = x / 2", "        if np.sum(np.abs(x)) < 1:",
              "            return i, x", "    return None", f"print({f}({self.number(1).text}))"], 1),
            ([f"def {f}(x):", "    print('in', x)", f"print({f}({b}))"], 0.5),
            ([f"{f} = [lambda x, i=i: x * i for i in range(3)]", f"print([g({b}) for g in {f}])"], 0.5),
            ([f"{f}c = 0", f"def {f}():", f"    global {f}c", f"    {f}c += 1", f"    return {f}c", f"u = {f}()", f"print({f}(), {f}c)"], 0.5),
            ([f"def {f}(x, scale=2, *, shift=0):" if False else f"def {f}(x, scale=2, shift=0):", "    return x * scale + shift",
              f"print({f}({b}, shift=1), {f}(scale=3, x={b}))"], 1)])

    # MARK: Larger arrays, whose sums show the order of additions

    def large(self):
        r = self.random
        n, p, q = r.choice([7, 9, 17, 33, 64, 100, 129, 257, 300]), r.choice([1, 2, 3, 5, 8, 13, 16, 31, 40]), r.choice([1, 2, 3, 4, 6, 9])
        a, b = self.fresh("A"), self.fresh("B")
        draw = self.pick("np.random.randn", "np.random.rand")
        lines = [f"np.random.seed({r.randint(0, 10**6)})", f"{a} = {draw}({n}, {p})", f"{b} = {draw}({p}, {q})"]
        operand = self.weighted([(a, 3), (f"{a}.T", 2), (f"{a}[::2]", 1), (f"{a}[:, ::-1]", 1), (f"{a}[:, :3]", 1), (f"{a}.T.copy()", 1),
                                 (f"({a} * 2).T", 1), (f"{a}.reshape({p}, {n})", 1), (f"{a}[::-1, ::2].T", 0.5),
                                 (f"{a}.reshape({n}, {p}, 1) * np.array([1.0, 3.0])", 0.7),
                                 (f"np.transpose({a}[:, :, None] * np.arange(1, 5.), {tuple(r.sample(range(3), 3))})", 1)])
        axis = self.pick("", "axis=0", "axis=1", "axis=-1", "axis=0, keepdims=True", "axis=(0, 1)")
        reduce = self.pick("sum", "mean", "std", "var", "sum", "mean", "prod" if n < 40 else "sum")
        small = lambda text: f"print({text})"
        lines += self.weighted([
            ([small(f"({operand}).{reduce}({axis})")], 5),
            ([f"P = {a} @ {b}", "print(P.sum(), P[:2])"], 3),
            ([f"P = {a}.T @ {a}", "print(P.sum(), P[0, :3])"], 2),
            ([f"P = {b}.T @ {a}.T", "print(P.sum(), P[:, :2])"], 2),
            ([f"print({a} @ {b}[:, 0] if {p} < 9 else ({a} @ {b}[:, 0])[:5])"], 2),
            ([f"print({a}[:, 0] @ {a}[:, -1], {a}[0] @ {a}[1], {a}.ravel() @ {a}.ravel())"], 2),
            ([f"print(({a}[::2] @ {b}).sum(axis=0), np.dot({a}.T, {a}[:, 0]).sum())"], 1),
            ([f"print(np.cumsum({a})[-3:], np.cumsum({a}, axis=0)[-1][:3])"], 1),
            ([f"P = ({a} - {a}.mean(axis=0)) / {a}.std(axis=0)", "print(P.sum(), P.std(), P[0])"], 1.5),
            ([f"P = {a} @ {b} + {b}.sum(axis=0)", f"print(np.mean((P - {a} @ {b}) ** 2), P.max(), P.min(), P.argmax())"], 1.5),
            ([f"print(np.sort({a}, axis=0)[:2], np.argsort({a}[:, 0])[:5], np.median({a}))"], 1),
            ([f"print(({a} > 0).sum(axis=0), ({a} > 0).mean(), {a}[{a} > 0].sum(), {a}[{a}[:, 0] > 0].mean())"], 1.5),
            ([f"P = np.exp({a}); P = P / P.sum(axis=1, keepdims=True)", "print(P[0], P.sum())"], 1),
            ([f"print(np.round(np.linalg.norm({a}), 8), np.round(np.linalg.norm({a}, axis=0), 6)[:4])"], 0.7),
            ([f"P = {a}.T @ {a} + np.eye({p})", f"print(np.round(np.linalg.solve(P, {b}[:, 0]), 6), np.round(np.linalg.det(P[:2, :2]), 5))"], 0.7),
        ])
        return lines

    # MARK: Errors

    def mistake(self):
        """A statement for which Python raises, more often than not."""
        a, b, n = self.array(1), self.array(1), self.number(0)
        t = self.target(a)
        names = self.names(lambda value: isinstance(value, list))
        items = names[0] if names else "[1, 2]"
        big = self.random.randint(5, 30)
        operator = self.pick("+", "-", "*", "/", "@", "<", "==", "//", "%", "&", "|", "<<", "**", "and", "in", "is")
        function = self.pick("sum", "mean", "max", "argmin", "cumsum", "sort", "any", "prod", "std", "flip", "squeeze", "median")
        text = self.weighted([
            (f"print({a.text} {operator} {b.text})", 6), (f"print({a.text} @ {b.text})", 3), (f"print({t}[{big}])", 2),
            (f"print({t}[:, {big}])", 1), (f"print({t}[0, 0, 0, 0, 0])", 1), (f"print({t}[[{big}, 0]])", 1),
            (f"print({t}['a'])", 0.5), (f"print({t}[1.5])", 0.5), (f"print({t}.reshape({big}, 3))", 1),
            (f"print({t}.reshape(-1, {self.random.randint(1, 7)}))", 1), (f"print({t}.reshape(-1, -1))", 0.5),
            (f"print(np.{function}({a.text}, axis={self.random.randint(-4, 4)}))", 3),
            (f"print({t}.{function}(axis={self.random.randint(-4, 4)}))", 1), (f"print(np.concatenate([{a.text}, {b.text}]))", 2),
            (f"print(np.concatenate([{a.text}, {b.text}], axis=1))", 1), (f"print(np.stack([{a.text}, {b.text}]))", 1),
            (f"print(np.vstack([{a.text}, {b.text}]))", 1), (f"print(np.hstack([{a.text}, {b.text}]))", 1),
            (f"print(np.dot({a.text}, {b.text}))", 1), (f"print(np.where({a.text} > 0, {b.text}, {n.text}))", 1),
            (f"print(bool({a.text}))", 1), (f"print(float({a.text}))", 1), (f"print(int({a.text}))", 1), (f"print(len({n.text}))", 0.5),
            (f"if {a.text} > 0:\n    print('yes')", 1), (f"print(not {a.text})", 0.5), (f"print({t}.item())", 1), (f"print({t}.item({big}))", 0.5),
            (f"print({n.text} / 0)", 1), (f"print({n.text} // 0)", 0.5), (f"print({n.text} % 0)", 0.5), (f"print(undefined + {n.text})", 1),
            (f"print({n.text} + 'a')", 1), (f"print('a' + {n.text})", 0.7), (f"print('a' * {n.text})", 0.7), (f"print([1] * {n.text})", 0.7),
            (f"print([1, 2] + {n.text})", 0.5), (f"print((1, 2) + [3])", 0.3), (f"print({items}[{big}])", 1), (f"print({items}['x'])", 0.3),
            (f"print({items}.index('missing'))", 0.5), (f"print([].pop())", 0.3), (f"print(int('x{big}'))", 0.7), (f"print(int('{big}.5'))", 0.5),
            (f"print(float('abc'))", 0.5), (f"print(max([]))", 0.4), (f"print(sorted([1, 'a']))", 0.4), (f"print('abc'.index('z'))", 0.4),
            (f"u, v = {items}", 0.7), (f"u, v, w3 = {a.text}", 0.7), (f"u, v = {n.text}", 0.5), (f"u, v = 1, 2, 3", 0.3), (f"for v in {n.text}:\n    print(v)", 0.5),
            (f"print('%d' % {n.text})", 1), (f"print('%d' % 'a')", 0.4), (f"print('%s %s' % ({n.text},))", 0.5), (f"print('%s' % (1, 2))", 0.4),
            (f"print(f'{{{n.text}:d}}')", 1), (f"print(f'{{{n.text}:s}}')", 0.7), (f"print('{{}} {{}}'.format(1))", 0.4), (f"print('{{:q}}'.format(1))", 0.4),
            (f"print(f\"{{{self.string()}:.2f}}\")" if False else "print(f\"{'a':d}\")", 0.4), (f"print(f\"{{{a.text}:.2f}}\")" if "'" not in a.text and '"' not in a.text else "print(1)", 0.6),
            (f"print(np.zeros(-{big}))", 0.4), (f"print(np.arange(0, 5, 0))", 0.3), (f"print(np.linspace(0, 1, -1))", 0.3), (f"print(np.ones('a'))", 0.3),
            (f"print(np.random.rand(-1))", 0.3), (f"print(np.random.randint(5, 2))", 0.3), (f"print(np.random.randint(0))", 0.3),
            (f"print(np.random.choice([]))", 0.3), (f"print(np.random.choice(3, 5, replace=False))", 0.4), (f"np.random.seed(-1)", 0.3),
            (f"print(np.random.choice(3, 2, p=[0.5, 0.6, 0.2]))", 0.3), (f"print(np.random.normal(0, -1))", 0.3), (f"print({t}.nothing)", 0.5),
            (f"print(np.nothing({a.text}))", 0.4), (f"print({n.text}.shape)", 0.3), (f"print(len())", 0.3), (f"print(abs(1, 2))", 0.3), (f"print(abs('a'))", 0.3),
            (f"def broken(x, y):\n    return x\nprint(broken(1))", 0.5), (f"def broken(x):\n    return x\nprint(broken(1, 2))", 0.4),
            (f"def broken(x):\n    return x\nprint(broken(y=2))", 0.4), (f"def broken():\n    print(local)\n    local = 1\nbroken()", 0.4),
            (f"assert {n.text} > 2, 'too small'", 0.7), (f"del missing", 0.3), (f"print({a.text}.T @ {a.text} @ {a.text}.T @ {b.text})", 0.7),
            (f"e{big} = np.zeros((2, 3))\ne{big}[0] = {b.text}", 1), (f"e{big} = np.zeros((2, 3))\ne{big}[5] = 1", 0.4), (f"e{big} = np.zeros((2, 3))\ne{big} += {b.text}", 1),
            (f"e{big} = np.arange(3)\ne{big} += 0.5", 0.6), (f"e{big} = np.arange(3)\ne{big} /= 2", 0.4), (f"e{big} = np.arange(3)\ne{big}[0] = np.nan", 0.3), (f"e{big} = np.arange(3)\ne{big}[1] = 'a'", 0.3),
            (f"e{big} = np.arange(4)\nprint(e{big} ** -1)", 0.4), (f"print(np.array([[1, 2], [3]]))", 0.4), (f"print(np.array([1, 'a']) + 1)", 0.3), (f"print(-np.array([True]))", 0.4),
            (f"print(np.array([True]) - np.array([False]))", 0.4), (f"print(np.eye(2) ** np.ones((3, 3)))", 0.3), (f"print(np.unique({a.text}, axis=0).shape)", 0.0),
            (f"print(np.max(np.zeros((0, 3))))", 0.4), (f"print(np.argmax(np.array([])))", 0.4), (f"print(np.max(np.zeros((0, 3)), axis=1))", 0.3), (f"print(np.median(np.array([])))", 0.3),
            (f"print(np.expand_dims({a.text}, 7))", 0.4), (f"print(np.squeeze({a.text}, axis=0))", 0.6), (f"print(np.transpose({a.text}, (0, 0)))", 0.4), (f"print(np.swapaxes({a.text}, 0, 5))", 0.3),
            (f"print(np.linalg.inv(np.zeros((2, 2))))", 0.4), (f"print(np.linalg.solve(np.ones((2, 3)), [1, 2]))", 0.3), (f"print(np.linalg.inv({a.text}).shape)", 0.4),
            (f"print(range(1.5))", 0.3), (f"print(range(1, 5, 0))", 0.3), (f"print(round('a'))", 0.3), (f"print(sum(['a', 'b']))", 0.3), (f"print({n.text} < 'a')", 0.5), (f"print([1] < 2)", 0.3),
            (f"print(None + 1)", 0.4), (f"print(None < {n.text})", 0.3), (f"print(-'a')", 0.3), (f"print(~{n.text})", 0.5), (f"print({n.text} << -1)", 0.3), (f"print('a'.join([1, 2]))", 0.4), (f"print(', '.join({n.text}))", 0.3),
            (f"print('a'.upper(1))", 0.3), (f"print('abc'[{big}])", 0.4), (f"s{big} = 'abc'\ns{big}[0] = 'x'", 0.3), (f"s{big} = (1, 2)\ns{big}[0] = 3", 0.3), (f"print(3(4))", 0.2), (f"print({items}(1))", 0.3), (f"print(isinstance(1, 2))", 0.2),
            (f"print(chr(-1))", 0.2), (f"print(ord('ab'))", 0.3), (f"print(np.clip({a.text}))", 0.2), (f"print(np.split({a.text}, 3)[0].shape)", 0.4), (f"print(np.repeat({a.text}, -1))", 0.2), (f"print(np.tile([1], -1))", 0.2),
        ])
        return text.split("\n")

    def template(self):
        return self.random.choice(TEMPLATES)(self.random)
