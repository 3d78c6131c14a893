"""Random expressions, each with its value, so that what is built around it fits its shape."""

from collections import namedtuple

import numpy as np

from values import has_both_zeros, is_in_language

Node = namedtuple("Node", "text value")


class Rejected(Exception):
    """The expression can't be had, or lies outside the language."""


class Expressions:
    """Draws expressions over the names of a namespace."""

    def __init__(self, random, namespace):
        self.random = random
        self.namespace = namespace

    # MARK: Random choices

    def chance(self, probability):
        return self.random.random() < probability

    def pick(self, *options):
        return self.random.choice(options)

    def weighted(self, table):
        return self.random.choices([way for way, _ in table], [weight for _, weight in table])[0]

    def node(self, text):
        """The expression with its value, if it has one in the language."""
        try:
            value = eval(text, self.namespace)
        except Exception as error:
            raise Rejected(text) from error
        if not is_in_language(value):
            raise Rejected(text)
        return Node(text, value)

    def names(self, test):
        return [name for name, value in self.namespace.items() if not name.startswith("_") and name != "sum" and test(value)]

    def variable(self, test):
        names = self.names(test)
        if not names:
            raise Rejected("no such name")
        name = self.random.choice(names)
        return Node(name, self.namespace[name])

    # MARK: Numbers

    def int_literal(self):
        return self.pick("0", "1", "2", "3", "4", "5", "7", "10", "12", "-1", "-2", "-3", "100", "255", "1000", "-17",
                         "1_000_000", "123456789", "0x1f", str(self.random.randint(-50, 50)))

    def float_literal(self):
        magnitude = self.weighted([(1, 6), (100, 2), (1e6, 1), (1e17, 0.5), (1e-5, 1), (1e-12, 0.3), (1e300, 0.1)])
        number = self.random.uniform(-magnitude, magnitude)
        return self.pick(repr(number), repr(round(number, 3)), repr(round(number, 1)), "0.5", "0.1", "1.0", "2.0", "1e-3",
                         "3.14159", "1e16", ".25", "-0.0", "1.5e-7", "0.01", "5.", "1e5", "1e22")

    def number(self, depth=2):
        """An int, float or bool of Python."""
        test = lambda value: type(value) in (int, float, bool)
        if depth <= 0 or self.chance(0.35):
            if self.chance(0.4) and self.names(test):
                return self.variable(test)
            return self.node(self.weighted([(self.int_literal(), 5), (self.float_literal(), 5), ("True", 0.3),
                                            ("np.pi", 0.3), ("np.inf", 0.1), ("np.nan", 0.1), ("np.e", 0.2)]))
        a, b = self.number(depth - 1), self.number(depth - 1)
        operator = self.pick("+", "-", "*", "/", "//", "%", "**", "+", "*")
        if operator == "**":
            if abs(b.value) > 20 or abs(a.value) > 1e6:
                raise Rejected("power")
        return self.node(self.weighted([
            (f"({a.text} {operator} {b.text})", 10), (f"-{self.grouped(a)}", 1), (f"abs({a.text})", 1),
            (f"round({a.text}, {self.random.randint(0, 4)})", 1), (f"round({a.text})", 1), (f"int({a.text})", 1),
            (f"float({a.text})", 1), (f"max({a.text}, {b.text})", 1), (f"min({a.text}, {b.text}, 3)", 1),
            (f"({a.text} if {b.text} > 0 else {b.text})", 1), (f"({a.text} or {b.text})", 0.3),
            (f"({a.text} and {b.text})", 0.3), (f"pow({a.text}, 2)", 0.5), (f"divmod({a.text}, {b.text})[0]", 0.5),
            (f"divmod({a.text}, {b.text})[1]", 0.5), (f"sum([{a.text}, {b.text}, 1])", 1),
            (f"({a.text} & {b.text})", 0.3), (f"({a.text} | {b.text})", 0.3), (f"({a.text} ^ 5)", 0.3),
            (f"({a.text} << 3)", 0.3), (f"({a.text} >> 2)", 0.3), (f"~{self.grouped(a)}", 0.2),
            (f"bool({a.text})", 0.3),
        ]))

    def grouped(self, node):
        return node.text if node.text.isidentifier() or node.text.startswith("(") else f"({node.text})"

    def condition(self, depth=1):
        """A Python truth value, or a NumPy one."""
        a, b, c = self.number(depth), self.number(depth), self.number(0)
        compare = lambda: self.pick("<", "<=", ">", ">=", "==", "!=")
        return self.node(self.weighted([
            (f"{a.text} {compare()} {b.text}", 5), (f"{a.text} {compare()} {b.text} {compare()} {c.text}", 3),
            (f"not {self.grouped(a)}", 1), (f"{a.text} > 0 and {b.text} > 0", 1), (f"{a.text} > 0 or {b.text} > 0", 1),
            (f"{c.text} in [{a.text}, {b.text}, 1, 2]", 1), (f"{c.text} not in (1, 2, {a.text})", 1),
            (f"isinstance({a.text}, int)", 1), (f"isinstance({a.text}, (float, str))", 1),
            (f"{c.text} is None", 0.5), (f"type({a.text}) == float", 0.5),
        ]))

    def scalar(self, depth=1):
        """A NumPy scalar."""
        test = lambda value: isinstance(value, np.generic)
        if self.chance(0.2) and self.names(test):
            return self.variable(test)
        if self.chance(0.1):
            return self.node(self.weighted([(f"np.float64({self.float_literal()})", 3), (f"np.int64({self.int_literal()})", 2),
                                            ("np.bool_(True)", 1), (f"np.sqrt({abs(self.number(0).value)!r})", 1)]))
        if self.chance(0.15) and depth > 0:
            a, b = self.scalar(depth - 1), self.pick(self.scalar, self.number)(0)
            if self.chance(0.4):
                a, b = b, a
            return self.node(f"({a.text} {self.pick('+', '-', '*', '/', '**', '//', '%', '<', '==')} {b.text})")
        a = self.array(depth)
        if self.chance(0.6):
            return self.node(self.reduction(a, ""))
        index = ", ".join(str(self.random.randint(-n, n - 1)) if n else "0" for n in a.value.shape)
        return self.node(f"{self.target(a)}[{index}]")

    def target(self, node):
        """The text as something that `.name` or `[...]` can follow."""
        text = node.text
        return text if text.isidentifier() or text.startswith("np.") or text.endswith("]") and text[0] != "[" else f"({text})"

    def reduction(self, a, extras):
        functions = ["sum", "mean", "max", "min", "std", "var", "prod", "argmax", "argmin", "any", "all"]
        name = self.random.choice(functions + ["sum", "mean", "sum"])
        if name in ("max", "min", "argmax", "argmin") and has_both_zeros(a.value):
            name = "sum"
        if name == "prod" and a.value.size > 50:
            name = "sum"
        if name in ("argmax", "argmin") and "," in extras.replace("axis=(", "", 1):
            name = "sum"
        if name in ("argmax", "argmin") and "axis=(" in extras:
            name = "sum"
        ddof = ", ddof=1" if name in ("std", "var") and self.chance(0.3) else ""
        if self.chance(0.5):
            return f"{self.target(a)}.{name}({(extras + ddof).lstrip(', ')})"
        if self.chance(0.15):
            name = self.pick("median", "ptp", "count_nonzero")
            ddof = ""
            if has_both_zeros(a.value):
                name = "count_nonzero"
            if name in ("median", "ptp") and a.value.dtype == bool:
                raise Rejected("bool")
        return f"np.{name}({a.text}{', ' + (extras + ddof).lstrip(', ') if extras + ddof else ''})"

    # MARK: Arrays

    def shape(self, largest=5, ndim=None):
        if ndim is None:
            ndim = self.weighted([(0, 0.3), (1, 5), (2, 7), (3, 2), (4, 0.7)])
        return tuple(self.weighted([(0, 0.2), (1, 1.2), (2, 2), (3, 3), (4, 2), (5, 1), (largest, 1)]) for _ in range(ndim))

    def shape_text(self, shape):
        return str(shape[0]) if len(shape) == 1 and self.chance(0.6) else repr(tuple(shape))

    def element(self, kind):
        if kind == "bool":
            return self.pick("True", "False")
        if kind == "int":
            return str(self.weighted([(self.random.randint(-9, 9), 8), (self.random.randint(-1000, 1000), 1),
                                      (self.random.randint(-10**9, 10**9), 0.2)]))
        return self.weighted([(repr(round(self.random.uniform(-10, 10), self.random.randint(0, 3))), 6),
                              (repr(self.random.uniform(-1, 1)), 3), (self.pick("0.0", "1.0", "2.0", "0.5"), 1)])

    def nested(self, shape, element):
        if not shape:
            return element()
        return "[" + ", ".join(self.nested(shape[1:], element) for _ in range(shape[0])) + "]"

    def literal(self, shape, kind=None):
        kind = kind or self.weighted([("float", 6), ("int", 4), ("bool", 1)])
        return f"np.array({self.nested(shape, lambda: self.element(kind))})"

    def creation(self, shape=None):
        """An array made from nothing, with a layout of many kinds."""
        shape = self.shape() if shape is None else tuple(shape)
        size = int(np.prod(shape))
        start = self.random.randint(-9, 9)
        dtype = self.pick("", "", ", dtype=int", ", dtype=float", ", dtype=bool")
        options = [
            (f"np.zeros({self.shape_text(shape)}{dtype})", 1), (f"np.ones({self.shape_text(shape)}{dtype})", 1),
            (f"np.full({self.shape_text(shape)}, {self.number(0).text})", 1),
            (f"np.arange({start}, {start + size}).reshape({self.shape_text(shape)})", 3),
            (f"(np.arange({size}.) * 0.37 - {start}).reshape({self.shape_text(shape)})", 3),
            (f"np.linspace({start}, {self.random.randint(-20, 20)}, {size}).reshape({self.shape_text(shape)})", 2),
        ]
        if size <= 40:
            options.append((self.literal(shape), 8))
        if len(shape) >= 2:
            back = self.shape_text(shape[::-1])
            options.append((f"np.arange({size}.).reshape({back}).T", 2))
            options.append((f"(np.arange({size}) % 7 / 3).reshape({back}).T", 2))
        if len(shape) == 2 and shape[0] == shape[1]:
            options += [(f"np.eye({shape[0]})", 2), (f"np.diag(np.arange({shape[0]}.))", 0.5)]
        if len(shape) == 1:
            options += [(f"np.arange({start}, {start + size * 3}, 3)", 1), (f"np.arange({size})", 1)]
        return self.node(self.weighted(options))

    def array(self, depth=2, ndim=None):
        """An array expression."""
        fits = lambda value: isinstance(value, np.ndarray) and (ndim is None or value.ndim == ndim)
        if depth <= 0 or self.chance(0.25):
            if self.chance(0.85) and self.names(fits):
                return self.variable(fits)
            return self.creation(None if ndim is None else self.shape(ndim=ndim))
        for _ in range(20):
            try:
                way = self.weighted([
                    (self.binary, 8), (self.unary, 5), (self.indexed, 6), (self.turned, 5), (self.reduced, 4),
                    (self.scanned, 2), (self.chosen, 2), (self.joined, 2), (self.product, 3), (self.ordered, 1.5),
                    (self.repeated, 1), (self.compared, 1.5), (self.called, 4)])
                node = way(depth)
                if isinstance(node.value, np.ndarray) and (ndim is None or node.value.ndim == ndim):
                    return node
            except Rejected:
                continue
        return self.creation(None if ndim is None else self.shape(ndim=ndim))

    def partner(self, a, depth):
        """Something that broadcasts with an array."""
        shape = a.value.shape

        def broadcasts(value):
            if not isinstance(value, np.ndarray):
                return False
            try:
                return np.broadcast_shapes(value.shape, shape) is not None
            except ValueError:
                return False

        if self.chance(0.35):
            return self.number(0)
        if self.chance(0.1):
            return self.scalar(0)
        if self.chance(0.5) and self.names(broadcasts):
            return self.variable(broadcasts)
        if self.chance(0.2):
            return self.node(f"{self.target(a)}.{self.pick('mean', 'sum', 'max')}(axis={self.random.randint(-1, 1)}, keepdims=True)")
        kept = shape[self.random.randint(0, len(shape)):] if self.chance(0.5) else shape
        kept = tuple(1 if self.chance(0.3) else n for n in kept)
        return self.creation(kept)

    def binary(self, depth):
        a = self.array(depth - 1)
        b = self.partner(a, depth - 1)
        operator = self.weighted([("+", 4), ("-", 4), ("*", 4), ("/", 3), ("**", 0.7), ("//", 1), ("%", 1), ("&", 0.2),
                                  ("|", 0.2), ("^", 0.1)])
        if operator == "**":
            b = self.node(self.pick("2", "2", "3", "0.5", "-1", "-1.0", "2.5", "0", "1", "b.value" if False else "2.0"))
        elif self.chance(0.4):
            a, b = b, a
        if self.chance(0.15):
            name = self.pick("maximum", "minimum", "add", "subtract", "multiply", "divide", "power", "floor_divide",
                             "mod", "arctan2", "hypot", "fmax", "logical_and", "logical_xor")
            if name in ("maximum", "minimum", "fmax"):
                if has_both_zeros(np.append(np.ravel(a.value), np.ravel(b.value))):
                    raise Rejected("zeros")
            return self.node(f"np.{name}({a.text}, {b.text})")
        return self.node(f"({a.text} {operator} {b.text})")

    def unary(self, depth):
        a = self.array(depth - 1)
        # np.tanh is NumPy's own, not libm's, so its last digit isn't comparable.
        name = self.pick("exp", "log", "log2", "log10", "log1p", "expm1", "sqrt", "abs", "sign", "sin", "cos", "tan",
                         "square", "isnan", "isfinite", "floor", "ceil", "arctan", "sinh", "cosh", "negative", "rint",
                         "trunc", "isinf", "reciprocal", "logical_not", "cbrt" if False else "exp2", "deg2rad")
        return self.node(self.weighted([
            (f"np.{name}({a.text})", 6), (f"-{self.grouped(a)}", 2), (f"abs({a.text})", 1),
            (f"np.round({a.text}, {self.random.randint(0, 3)})", 2), (f"{self.target(a)}.round({self.random.randint(-1, 3)})", 1),
            (f"{self.target(a)}.astype({self.pick('int', 'float', 'bool', 'np.float64', 'np.int64')})", 2),
            (f"~{self.grouped(a)}", 0.3), (f"np.exp(-{self.grouped(a)} ** 2)", 1),
            (f"1 / (1 + np.exp(-{self.grouped(a)}))", 1), (f"np.clip({a.text}, -1, 2)", 1),
            (f"{self.target(a)}.clip({self.pick('0', '-0.5', '1')}, 3)", 0.7), (f"np.nan_to_num({a.text})", 0.3),
            (f"np.zeros_like({a.text})", 0.3), (f"np.ones_like({a.text})", 0.3), (f"np.full_like({a.text}, 3)", 0.2),
        ])) if not has_both_zeros(a.value) else self.node(f"np.{self.pick('exp', 'cos', 'square')}({a.text})")

    def slice_text(self, n):
        r = self.random
        edge = lambda: self.weighted([("", 3), (str(r.randint(0, n + 1)), 2), (str(-r.randint(1, n + 1)), 1)])
        step = self.weighted([("", 5), (":2", 1), (":-1", 1), (":-2", 0.4), (":3", 0.3), (":", 0.2)])
        return f"{edge()}:{edge()}{step}"

    def index_text(self, a, fancy=True):
        """An index of an array, as text."""
        shape = a.value.shape
        way = self.weighted([("basic", 8), ("mask", 2 if fancy else 0), ("list", 2 if fancy else 0),
                             ("pair", 1 if fancy else 0)])
        if way == "mask" and a.text.isidentifier():
            return f"{a.text} {self.pick('>', '<', '>=', '!=')} {self.number(0).text}"
        if way == "list" and shape and shape[0]:
            items = [self.random.randint(-shape[0], shape[0] - 1) for _ in range(self.random.randint(1, 4))]
            text = repr(items) if self.chance(0.6) else f"np.array({items})"
            if len(shape) > 1 and self.chance(0.4):
                return f":, {[self.random.randint(0, shape[1] - 1) for _ in range(2)]}" if shape[1] else text
            return text
        if way == "pair" and len(shape) > 1 and shape[0] and shape[1]:
            count = self.random.randint(1, 3)
            first, second = ([self.random.randint(0, n - 1) for _ in range(count)] for n in shape[:2])
            return f"{first}, {second}" if self.chance(0.6) else f"np.arange({min(shape[:2])}), {self.pick('0', 'np.arange(%d)' % min(shape[:2]))}"
        parts = []
        for n in shape[:self.random.randint(1, max(1, len(shape)))]:
            parts.append(self.weighted([(self.slice_text(n), 5), (str(self.random.randint(-n, n - 1)) if n else ":", 3), (":", 2)]))
        if self.chance(0.12):
            parts.insert(self.random.randint(0, len(parts)), self.pick("None", "np.newaxis"))
        if self.chance(0.08):
            parts.insert(self.pick(0, len(parts)), "...")
        return ", ".join(parts)

    def indexed(self, depth):
        a = self.array(depth - 1)
        return self.node(f"{self.target(a)}[{self.index_text(a)}]")

    def reshaped_text(self, size):
        divisors = [n for n in range(1, size + 1) if size % n == 0] if 0 < size < 3000 else [1]
        first = self.random.choice(divisors)
        rest = size // first if first else 0
        return self.weighted([(f"{first}, {rest}", 3), (f"-1, {first}", 2), (f"{first}, -1", 2), ("-1", 2),
                              (f"1, {first}, {rest}", 1), (f"({first}, {rest})", 1)])

    def turned(self, depth):
        a = self.array(depth - 1)
        t = self.target(a)
        shape = a.value.shape
        axes = list(range(len(shape)))
        self.random.shuffle(axes)
        axis = self.random.randint(-len(shape), max(0, len(shape) - 1)) if shape else 0
        return self.node(self.weighted([
            (f"{t}.T", 5), (f"{t}.reshape({self.reshaped_text(a.value.size)})", 4),
            (f"{t}.transpose({', '.join(map(str, axes))})", 1.5), (f"np.transpose({a.text})", 1),
            (f"{t}.ravel()", 1.5), (f"{t}.flatten()", 1.5), (f"{t}.copy()", 1), (f"np.copy({a.text})", 0.5),
            (f"np.expand_dims({a.text}, {axis})", 1), (f"np.squeeze({a.text})", 1), (f"{t}.squeeze()", 0.5),
            (f"np.swapaxes({a.text}, 0, {axis})", 0.7), (f"np.moveaxis({a.text}, 0, {axis})", 0.5),
            (f"np.flip({a.text})", 0.7), (f"np.flip({a.text}, axis={axis})", 0.5), (f"np.flipud({a.text})", 0.3),
            (f"np.roll({a.text}, {self.random.randint(-3, 3)})", 0.5), (f"np.roll({a.text}, 1, axis={axis})", 0.5),
            (f"np.rot90({a.text})", 0.3), (f"np.tril({a.text})", 0.4), (f"np.triu({a.text}, 1)", 0.4),
            (f"np.diag({a.text})", 0.5), (f"np.atleast_2d({a.text})", 0.4), (f"np.ascontiguousarray({a.text})", 0.2),
            (f"np.broadcast_to({a.text}, {(2,) + shape})", 0.3), (f"{t}.swapaxes(0, -1)", 0.3),
        ]))

    def axis_text(self, ndim, keepdims=0.4):
        if ndim > 1 and self.chance(0.2):
            chosen = self.random.sample(range(ndim), self.random.randint(1, ndim))
            axis = repr(tuple(chosen))
        else:
            axis = str(self.random.randint(-ndim, ndim - 1))
        text = f"axis={axis}"
        if self.chance(keepdims):
            text += ", keepdims=True"
        return text

    def reduced(self, depth):
        a = self.array(depth - 1)
        if a.value.ndim == 0:
            raise Rejected("0-d")
        return self.node(self.reduction(a, self.axis_text(a.value.ndim)))

    def scanned(self, depth):
        a = self.array(depth - 1)
        axis = self.pick("", f", axis={self.random.randint(0, max(0, a.value.ndim - 1))}")
        return self.node(self.weighted([
            (f"np.cumsum({a.text}{axis})", 3), (f"{self.target(a)}.cumsum({axis[2:]})", 2), (f"np.diff({a.text})", 1),
            (f"np.cumprod({a.text}{axis})", 1), (f"np.diff({a.text}, axis=0)", 0.5)]))

    def chosen(self, depth):
        a = self.array(depth - 1)
        b = self.partner(a, 0)
        c = self.number(0)
        return self.node(self.weighted([
            (f"np.where({a.text} > {c.text}, {a.text}, {b.text})", 4), (f"np.where({a.text} < 0, 0, {a.text})", 2),
            (f"np.where({a.text} > {c.text})[0]", 1), (f"np.nonzero({a.text})[0]", 0.5), (f"np.argwhere({a.text} > 0)", 0.2),
            (f"np.flatnonzero({a.text})", 0.2)]))

    def joined(self, depth):
        a, b = self.array(depth - 1), self.array(0)
        axis = self.random.randint(0, max(0, a.value.ndim - 1))
        if a.value.shape != b.value.shape and self.chance(0.7):
            b = a
        return self.node(self.weighted([
            (f"np.concatenate([{a.text}, {b.text}])", 3), (f"np.concatenate(({a.text}, {b.text}), axis={axis})", 2),
            (f"np.stack([{a.text}, {b.text}], axis={axis})", 2), (f"np.stack([{a.text}, {b.text}])", 1),
            (f"np.vstack([{a.text}, {b.text}])", 1.5), (f"np.hstack([{a.text}, {b.text}])", 1.5),
            (f"np.column_stack([{a.text}, {b.text}])", 1), (f"np.c_[{a.text}, {b.text}]", 1),
            (f"np.append({a.text}, {b.text})", 1), (f"np.array([{a.text}, {b.text}])", 1),
            (f"np.append({a.text}, {self.number(0).text})", 0.5), (f"np.r_[{a.text}, {b.text}]", 0.3),
            (f"np.insert({a.text}, 0, 1)", 0.0)]))

    def product(self, depth):
        a = self.array(depth - 1)
        if a.value.ndim == 0:
            raise Rejected("0-d")
        inner = a.value.shape[-1]
        fits = lambda value: isinstance(value, np.ndarray) and value.ndim and value.shape[max(0, value.ndim - 2)] == inner
        if self.chance(0.5) and self.names(fits):
            b = self.variable(fits)
        elif self.chance(0.3):
            return self.node(f"{self.grouped(a)}.T @ {self.grouped(a)}")
        else:
            b = self.creation((inner,) if self.chance(0.3) else (inner, self.random.randint(1, 4)))
        return self.node(self.weighted([
            (f"{self.grouped(a)} @ {self.grouped(b)}", 5), (f"np.dot({a.text}, {b.text})", 2),
            (f"{self.target(a)}.dot({b.text})", 1), (f"np.matmul({a.text}, {b.text})", 1),
            (f"np.outer({a.text}, {b.text})", 0.5), (f"np.inner({a.text}, {a.text})", 0.2)]))

    def ordered(self, depth):
        a = self.array(depth - 1)
        if has_both_zeros(a.value):
            raise Rejected("zeros")
        flat = np.ravel(a.value)
        options = [(f"np.sort({a.text})", 3), (f"np.unique({a.text})", 2), (f"np.sort({a.text}, axis=0)", 1),
                   (f"np.sort({a.text}, axis=None)", 0.5), (f"np.sort({a.text})[::-1]", 0.5)]
        # The order of equal elements depends on the machine.
        if len(np.unique(flat)) == flat.size:
            options += [(f"np.argsort({a.text})", 3), (f"{self.target(a)}.argsort(axis=0)", 0.5)]
        return self.node(self.weighted(options))

    def repeated(self, depth):
        a = self.array(depth - 1)
        axis = self.pick("", ", axis=0", ", axis=-1")
        return self.node(self.weighted([
            (f"np.tile({a.text}, {self.pick('2', '(2, 1)', '3', '(1, 2)')})", 1), (f"np.repeat({a.text}, 2{axis})", 1),
            (f"{self.target(a)}.repeat(3)", 0.5)]))

    def compared(self, depth):
        a = self.array(depth - 1)
        b = self.partner(a, 0)
        operator = self.pick("<", "<=", ">", ">=", "==", "!=")
        c = self.number(0)
        return self.node(self.weighted([
            (f"({a.text} {operator} {b.text})", 4), (f"(({a.text} > {c.text}) & ({a.text} < {b.text}))", 1),
            (f"(({a.text} > {c.text}) | ({a.text} == 0))", 1), (f"~({a.text} {operator} {b.text})", 1),
            (f"np.isclose({a.text}, {b.text})", 0.5), (f"np.logical_not({a.text} > {c.text})", 0.3)]))

    def called(self, depth):
        """A call of one of the less common functions."""
        a = self.array(depth - 1)
        t, v, shape = self.target(a), a.value, a.value.shape
        n = self.number(0).text
        size = v.size
        axis = self.random.randint(-len(shape), len(shape) - 1) if shape else 0
        ax = self.pick("", "", f", axis={axis}")
        q = self.pick("50", "25", "[10, 90]", "33.3", "0", "100")
        extremes = [] if has_both_zeros(v) or v.dtype == bool else [
            (f"np.percentile({a.text}, {q}{ax})", 1), (f"np.quantile({a.text}, {self.pick('0.5', '0.1', '[0.25, 0.75]')}{ax})", 1),
            (f"np.median({a.text}{ax})", 2), (f"np.ptp({a.text}{ax})", 0.5), (f"np.nanmax({a.text}{ax})", 0.7),
            (f"np.nanmin({a.text}{ax})", 0.5), (f"np.fmax({a.text}, 0.5)", 0.5), (f"np.maximum({a.text}, 1)", 1), (f"np.minimum({a.text}, {n})" if "-0.0" not in n else a.text, 1),
            (f"np.searchsorted(np.sort({t}.ravel()), [0, 1, {n}])", 0.7),
            (f"np.interp({a.text}, [-1, 0, 2], [3, 1, 5])", 0.7), (f"np.median({a.text}{ax}, keepdims=True)", 0.5)]
        integral = v.dtype == np.dtype("int64")
        return self.node(self.weighted(extremes + [
            (f"np.average({a.text}{ax})", 0.7), (f"np.nansum({a.text}{ax})", 0.7), (f"np.nanmean({a.text}{ax})", 0.7),
            (f"np.nanstd({a.text}{ax})", 0.4), (f"np.nanvar({a.text}{ax}, ddof=1)", 0.3), (f"np.nanprod({a.text}{ax})", 0.2),
            (f"np.average({a.text}, axis={axis}, weights=np.arange(1, {(shape[axis] if shape else 0) + 1}))", 0.7),
            (f"np.take({a.text}, [0, -1]{ax})", 0.7), (f"{t}.take([0])", 0.3), (f"np.split({a.text}, 2)[0]", 0.5),
            (f"np.array_split({a.text}, 3{ax})[-1]", 0.5), (f"np.hsplit({a.text}, 2)[1]", 0.2), (f"np.diagonal({a.text})", 0.4),
            (f"{t}.diagonal(1)", 0.2), (f"np.trace({a.text})", 0.5), (f"np.trace({a.text}, 1)", 0.2), (f"np.fliplr({a.text})", 0.4),
            (f"np.flip({a.text}, (0, 1))", 0.2), (f"np.roll({a.text}, (1, 2), axis=(0, 1))", 0.2), (f"np.atleast_1d({a.text})", 0.2),
            (f"np.atleast_3d({a.text})", 0.2), (f"np.tile({a.text}, (2, 1, 2))", 0.3),
            (f"np.repeat({a.text}, [1, 2], axis=0)", 0.2), (f"np.cov({a.text})", 0.0), (f"np.vander({a.text}, 3)", 0.0),
            (f"np.heaviside({a.text}, 0.5)", 0.3), (f"np.power({a.text}, 2)", 0.5), (f"np.float_power({a.text}, 2)", 0.2),
            (f"np.divmod({a.text}, 3)[0]", 0.3), (f"np.divmod({a.text}, 3)[1]", 0.3), (f"divmod({a.text}, 2)[1]", 0.2),
            (f"np.abs({a.text}).sum(axis={axis})", 0.7), (f"np.arctan2({a.text}, {n})", 0.4), (f"np.hypot({a.text}, 3)", 0.4),
            (f"np.sinh({a.text})", 0.2), (f"np.arcsin({a.text} / 10)", 0.3), (f"np.arccos({a.text} / 10)", 0.3),
            (f"np.rad2deg({a.text})", 0.3), (f"np.fabs({a.text})", 0.3), (f"np.true_divide({a.text}, 3)", 0.3),
            (f"np.equal({a.text}, {n})", 0.3), (f"np.greater_equal({a.text}, {n})", 0.3), (f"np.logical_or({a.text}, {t} > 2)", 0.3),
            (f"np.all({a.text}{ax})", 0.5), (f"np.any({a.text} > 1{ax})", 0.5), (f"np.count_nonzero({a.text}{ax})", 0.4),
            (f"np.cumsum({t}[::-1])", 0.4), (f"np.einsum", 0.0), (f"np.argwhere({t} > {n})", 0.4), (f"np.nonzero({a.text})[-1]", 0.3),
            (f"np.ravel({a.text})", 0.4), (f"np.reshape({a.text}, ({size},))", 0.4), (f"np.reshape({a.text}, (1, -1))", 0.4),
            (f"np.zeros({t}.shape) + {a.text}", 0.5), (f"np.empty_like({a.text}) * 0", 0.0), (f"np.full({t}.shape, {n})", 0.4),
            (f"np.ones_like({a.text}, dtype=float)", 0.3), (f"np.array({a.text}, dtype=float)", 0.5), (f"np.asarray({a.text})", 0.3),
            (f"np.array({t}.tolist())", 0.5), (f"np.array([row.sum() for row in {a.text}])", 0.5), (f"np.diff({a.text}, n=2)", 0.3),
            (f"np.identity({len(shape) + 1})", 0.2), (f"np.sum({a.text}{ax}, dtype=float)", 0.3), (f"np.mean({t} > {n}{ax})", 0.7),
            (f"np.linspace(0, 1, {len(shape) + 2}, endpoint=False)", 0.3), (f"np.logspace(0, 2, {len(shape) + 2})", 0.3),
            (f"np.meshgrid(np.arange(3), np.arange(2.))[{len(shape) % 2}]", 0.3), (f"np.unique({a.text}, return_counts=True)[1]", 0.5),
            (f"np.histogram({a.text}, 4)[0]", 0.0 if not size else 0.5), (f"np.bincount({a.text})", 0.5 if integral else 0),
            (f"np.histogram({a.text}, bins=3)[1]", 0.0 if not size else 0.3), (f"np.outer({a.text}, [1, 2])", 0.4), (f"np.inner({a.text}, {a.text})", 0.3),
            (f"np.dot({a.text}, {n})", 0.3), (f"np.vdot({a.text}, {a.text})", 0.0), (f"np.cross([1, 2, 3], {a.text})", 0.0),
            (f"np.linalg.norm({a.text}).round(9)", 0.4), (f"np.linalg.norm({a.text}, axis={axis}).round(9)", 0.4), (f"np.kron({a.text}, [1, 2])", 0.0),
            (f"np.where(np.isnan({a.text}), 0, {a.text})", 0.4), (f"np.square({t}.T).T", 0.4), (f"({t}.T * 1).sum(axis={axis})", 1),
            (f"({t}.T + {t}.T).T", 0.5), (f"{t}.T.reshape(-1)", 0.5), (f"{t}.T.ravel().reshape({self.shape_text(shape)})", 0.5),
            (f"np.exp({t}.T).mean(axis={axis})", 0.7), (f"({t}.transpose() * np.ones({self.shape_text(shape[::-1])})).sum(axis={axis})", 0.7),
            (f"np.sort({t}.T)[::-1]" if not has_both_zeros(v) else a.text, 0.4), (f"np.concatenate([{t}.T, {t}.T]).sum(axis={axis})", 0.5),
            (f"np.stack([{t}, {t}], axis=-1).sum(axis={axis})", 0.5), (f"np.copy({t}.T).sum(axis={axis})", 0.4), (f"{t}.T.copy().sum(axis={axis})", 0.4),
            (f"{t}.T.astype(float).sum(axis={axis})", 0.4), (f"{t}[..., None].sum(axis={axis})", 0.4), (f"np.broadcast_to({a.text}, {(3,) + shape}).sum(axis={axis})", 0.5),
            (f"({t}[None] * {t}[:, None]).sum(axis={axis})", 0.5 if size < 100 else 0), (f"np.where({t}.T > 0, {t}.T, 0.1).sum(axis={axis})", 0.4),
            (f"np.zeros_like({t}.T) + {t}.T", 0.3), (f"np.cumsum({t}.T, axis={axis})", 0.4), (f"np.moveaxis({a.text}, -1, 0).sum(axis={axis})", 0.4),
            (f"np.mean({t}.T, axis={axis})", 0.5), (f"np.std({t}.T, axis={axis})", 0.5), (f"np.prod({t}.T, axis={axis})", 0.4 if size < 60 else 0),
            (f"{t}[::-1].sum(axis={axis})", 0.5), (f"{t}[:, ::-1].sum(axis={axis})", 0.3), (f"{t}.max(axis={axis}, initial=0)", 0.0),
            (f"np.tril({a.text}, -1)", 0.2), (f"np.eye(3, k=1)", 0.1), (f"np.eye(2, 4)", 0.1), (f"np.diag({a.text}, 1)", 0.3)]))

    # MARK: Text and lists

    def string(self):
        return self.pick("'loss'", "'x'", "\"it's\"", "'a b c'", "''", "'naïve ✓'", "'Hello, World'", "'tab\\tend'",
                         "'back\\\\slash'", "'quo\"te'", "'  padded  '", "'1,2,3'", "'new\\nline'", "'abcabc'")

    def list_of(self, depth=1):
        test = lambda value: isinstance(value, (list, tuple))
        if self.chance(0.25) and self.names(test):
            return self.variable(test)
        count = self.random.randint(0, 5)
        item = self.weighted([(lambda: self.number(1), 5), (lambda: self.node(self.string()), 1.5),
                              (lambda: self.scalar(1), 1.5), (lambda: self.node("None"), 0.2),
                              (lambda: self.node(f"({self.number(0).text}, {self.number(0).text})"), 1)])
        items = ", ".join(item().text for _ in range(count))
        n = self.random.randint(0, 7)
        return self.node(self.weighted([
            (f"[{items}]", 5), (f"({items},)" if items else "()", 2), (f"[i * {self.number(0).text} for i in range({n})]", 2),
            (f"list(range({n}))", 1), (f"[i ** 2 for i in range({n}) if i % 2 == 0]", 1),
            (f"[float(v) for v in np.linspace(0, 1, {n})]", 1), (f"[{self.number(0).text}] * {n}", 1),
            (f"[(i, j) for i in range({n % 4}) for j in range(3) if i != j]", 0.5),
            (f"[[i + j for j in range(2)] for i in range({n % 4})]", 0.7),
            (f"list(np.arange({n}) / 2)", 0.5), (f"(np.arange({n}) / 4).tolist()", 0.5),
            (f"[v for v in {self.array(0).text}]", 0.5), (f"sorted({[self.random.randint(-9, 9) for _ in range(n)]})", 0.5),
        ]))
