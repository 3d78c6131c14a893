"""Random statements about arrays that share their elements: names, views, rows, copies, changes through any of them."""

import numpy as np

from expressions import Expressions, Rejected


class Aliases(Expressions):
    """Draws statements that make arrays and views over the names of a namespace, and change them in place."""

    def __init__(self, random, namespace):
        super().__init__(random, namespace)
        self.count = 0

    def fresh(self, *stems):
        """A new name, or now and then one that is bound already."""
        stem = self.pick(*stems)
        if stem not in self.namespace or self.chance(0.15):
            return stem
        self.count += 1
        return f"{stem}{self.count}"

    # MARK: State

    def array_name(self, ndim=None, kinds="fib", smallest=1):
        return self.variable(lambda value: isinstance(value, np.ndarray) and value.size >= smallest and value.ndim
                             and (ndim is None or value.ndim == ndim) and value.dtype.kind in kinds)

    def place(self, n):
        """An index that is there."""
        return str(self.random.randrange(-n, n)) if n else "0"

    def span(self, n):
        """A slice, seldom an empty one."""
        low, high = sorted(self.random.sample(range(n + 1), 2)) if n else (0, 0)
        return self.pick(":", f"{low}:", f":{high}", f"{low}:{high}", "::-1", "::2", "1:", ":-1", f"{high}:{low}:-1",
                         f"{low}:{high}:2")

    def scalar_text(self, kind="f"):
        if kind == "b":
            return self.pick("True", "False", "0", "1")
        whole = str(self.random.randint(-9, 9))
        return self.pick(whole, whole, f"{whole}.5", "-0.25") if kind == "f" else whole

    def values_text(self, shape, kind):
        """A literal of a shape, as nested lists."""
        if not shape:
            return self.scalar_text(kind)
        return "[" + ", ".join(self.values_text(shape[1:], kind) for _ in range(shape[0])) + "]"

    # MARK: Creation

    def define_array(self):
        kind = self.pick("f", "f", "i", "i", "b")
        shape = tuple(self.pick(1, 2, 2, 3, 3, 4) for _ in range(self.pick(1, 1, 2, 2, 2, 3)))
        shape_text = str(shape)
        dtype = {"f": "", "i": ", dtype=int", "b": ", dtype=bool"}[kind]
        size = int(np.prod(shape))
        text = self.pick(
            f"np.array({self.values_text(shape, kind)}{dtype})", f"np.zeros({shape_text}{dtype})",
            f"np.ones({shape_text}{dtype})", f"np.full({shape_text}, {self.scalar_text(kind)}{dtype})",
            f"np.arange({size}{'.0' if kind == 'f' else ''}).reshape({', '.join(map(str, shape))})",
            f"np.array({self.values_text(shape, 'i')}) > 0", f"np.random.randint(0, 9, {shape_text})")
        return [f"{self.fresh('a', 'x', 'w', 'm', 'data')} = {text}"]

    def view_text(self, a):
        """An expression that shows the elements of an array in another way, or a copy that looks like one."""
        name, value = a
        first = value.shape[0]
        options = [
            f"{name}[{self.span(first)}]", f"{name}[{self.span(first)}]", f"{name}.T", f"{name}.ravel()", f"{name}[None]",
            f"{name}.reshape(-1)", f"np.asarray({name})", f"np.transpose({name})", f"np.ravel({name})", f"{name}[...]",
            f"{name}[::-1]", f"np.flip({name}, 0)", f"np.atleast_1d({name})", f"np.squeeze({name})", f"{name}",
            f"np.expand_dims({name}, 0)", f"np.reshape({name}, {value.shape[::-1]})",
        ]
        if value.ndim > 1:
            second = value.shape[1]
            options += [
                f"{name}[{self.place(first)}]", f"{name}[:, {self.place(second)}]", f"{name}[:, {self.span(second)}]",
                f"{name}[{self.span(first)}, {self.span(second)}]", f"{name}.T[{self.place(value.shape[-1])}]",
                f"{name}.swapaxes(0, 1)", f"{name}[{self.span(first)}].T", f"{name}[..., {self.place(value.shape[-1])}]",
                f"{name}.T.ravel()", f"{name}.T.reshape(-1)", f"{name}[:, None]",
            ]
        return self.random.choice(options)

    def copy_text(self, a):
        name, value = a
        picks = ", ".join(self.place(value.shape[0]) for _ in range(self.random.randint(1, 3)))
        return self.pick(
            f"{name}.copy()", f"np.array({name})", f"{name} + 0", f"{name}[[{picks}]]", f"{name}[{name} > 0]",
            f"{name}.flatten()", f"{name}.astype({self.pick('float', 'int', 'bool')})", f"np.sort({name}, axis=0)",
            f"np.where({name} > 0, {name}, 0)", f"np.copy({name})", f"{name}[{name} != {name}]", f"{name} * 1",
            f"np.array([{name}, {name}])", f"np.concatenate([{name}, {name}])", f"np.vstack([{name}, {name}])")

    def define_view(self):
        a = self.array_name()
        return [f"{self.fresh('v', 'row', 'col', 'flat', 'b')} = {self.view_text(a)}"]

    def define_copy(self):
        return [f"{self.fresh('c', 'kept', 'old')} = {self.copy_text(self.array_name())}"]

    def rename_array(self):
        a = self.array_name()
        return self.pick([f"{self.fresh('b', 'y', 'same')} = {a.text}"],
                         [f"{self.fresh('p', 'q')} = {self.fresh('r', 's')} = {self.view_text(a)}"])

    # MARK: Modification

    def target(self, a=None):
        """A subscript of an array, with its value: what can be assigned to."""
        name, value = a or self.array_name(smallest=1)
        first = value.shape[0]
        options = [f"{name}[{self.place(first)}]", f"{name}[{self.span(first)}]", f"{name}[:]", f"{name}[...]",
                   f"{name}[{name} > {self.scalar_text('i')}]", f"{name}[[{self.place(first)}, {self.place(first)}]]",
                   f"{name}[{self.span(first)}][{self.span(first)}]"]
        if value.ndim > 1:
            second = value.shape[1]
            options += [f"{name}[{self.place(first)}, {self.place(second)}]", f"{name}[:, {self.place(second)}]",
                        f"{name}[{self.place(first)}][{self.place(second)}]", f"{name}.T[{self.place(value.shape[-1])}]",
                        f"{name}[{self.span(first)}, {self.span(second)}]", f"{name}[{self.place(first)}][:]",
                        f"{name}[:, [{self.place(second)}]]", f"{name}.T[{self.place(value.shape[-1])}][::-1]"]
        return self.node(self.random.choice(options))

    def assign_elements(self):
        target = self.target()
        value = np.asarray(target.value)
        kind = self.pick(value.dtype.kind, "f")
        source = self.pick(self.scalar_text(kind), self.scalar_text(kind), self.values_text(value.shape, kind))
        if self.chance(0.35):
            source = self.partner_text(value)
        return [f"{target.text} = {source}"]

    def partner_text(self, value):
        """An array, or a view of one, that can be written over elements of this shape: the same memory at best."""
        for _ in range(8):
            other = self.array_name()
            text = self.pick(self.view_text(other), other.text)
            try:
                node = self.node(text)
                np.broadcast_to(node.value, value.shape)
                return text
            except (Rejected, ValueError):
                continue
        raise Rejected("nothing fits")

    def augment(self):
        target = self.pick(self.array_name, self.target)()
        value = np.asarray(target.value)
        if not value.size and self.chance(0.8):
            raise Rejected("nothing there")
        operator, source = {
            "f": (self.pick("+=", "-=", "*=", "/=", "**=", "//=", "%="), self.pick("2", "0.5", "1", "3")),
            "i": (self.pick("+=", "-=", "*=", "//=", "%=", "<<=", "&=", "|=", "^="), self.pick("2", "1", "3")),
            "b": (self.pick("|=", "&=", "^="), self.pick("True", "False")),
        }[value.dtype.kind]
        if self.chance(0.3) and operator in ("+=", "-=", "*=", "|=", "&="):
            source = self.partner_text(value)
        return [f"{target.text} {operator} {source}"]

    def chained_write(self):
        """A write into what a mask or places gave: a copy, so that nothing shows."""
        name, value = self.array_name()
        first = value.shape[0]
        copied = self.pick(f"{name}[{name} == {name}]", f"{name}[[{self.place(first)}, {self.place(first)}]]", f"{name}.copy()",
                           f"{name}.flatten()", f"({name} * 2)")
        end = self.pick(f"[0] = {self.scalar_text()}", f"[:] = {self.scalar_text()}", f"[::1] += {self.pick('1', '2')}", ".sort()",
                        f".fill({self.scalar_text('i')})")
        return [copied + end]

    def array_method(self):
        a = self.array_name()
        place = self.pick(a.text, self.view_text(a), f"{a.text}[{self.span(a.value.shape[0])}]")
        return [place + self.pick(".sort()", ".sort()", f".fill({self.scalar_text('i')})", f".fill({self.scalar_text('i')})")]

    def shuffle(self):
        a = self.array_name()
        return [f"np.random.shuffle({self.pick(a.text, self.view_text(a))})"]

    def exchange(self):
        """Exchanges of rows and elements: with views the second one reads what the first has written."""
        name, value = self.array_name()
        one, other = self.place(value.shape[0]), self.place(value.shape[0])
        options = [f"{name}[{one}], {name}[{other}] = {name}[{other}], {name}[{one}]",
                   f"{name}[[{one}, {other}]] = {name}[[{other}, {one}]]", f"{name}[:] = {name}[::-1]",
                   f"{name}[1:] = {name}[:-1]", f"{name}[:-1] += {name}[1:]", f"{name}[::-1] -= {name}",
                   f"{name}[{name} == {name}] = {name}.ravel()[::-1]", f"{name}.T[{name}.T == {name}.T] = {name}.ravel()"]
        if value.ndim == 2 and value.shape[0] == value.shape[1]:
            options += [f"{name} += {name}.T", f"{name}[:] = {name}.T", f"{name}[0] = {name}[:, 0]"]
        if value.dtype.kind == "b":
            options = options[:4]
        return [self.random.choice(options)]

    def rows_of_loop(self):
        name, value = self.array_name(kinds="fi")
        other = self.array_name(kinds="fi")
        change = self.pick("row += 1", "row *= 2", "row[...] = 7", "row -= row", "row = row + 1", f"row[0] = {self.scalar_text('i')}")
        return self.pick(
            [f"for row in {name}:", f"    {change}"], [f"for row in {name}.T:", f"    {change}", "print(row)"],
            [f"for i, row in enumerate({name}):", "    row += i"], [f"for i in range(len({name})):", f"    row = {name}[i]", f"    {change}"],
            [f"for row, other in zip({name}, {other.text}):", "    row += other"],
            [f"for row in {name}[::-1]:", f"    {change}", f"    {name}[0] += 1"])

    def rebind(self):
        """A sum under an old name: other names keep what they had."""
        a = self.array_name(kinds="fi")
        return [f"{a.text} = {a.text} {self.pick('+', '*', '-')} {self.pick('1', '2')}"]

    # MARK: Inspection

    def shows_sharing(self):
        a, b = self.array_name(), self.array_name()
        return [self.pick(f"print(np.shares_memory({a.text}, {b.text}))", f"print(np.shares_memory({a.text}, {self.view_text(a)}))",
                          f"print(np.shares_memory({self.copy_text(a)}, {a.text}))")]

    def shows_base(self):
        a, b = self.array_name(), self.array_name()
        known = [value for value in self.namespace.values() if isinstance(value, np.ndarray)]
        if a.value.base is not None and not any(a.value.base is value for value in known):
            raise Rejected("what owns it has no name")
        return [self.pick(f"print({a.text}.base is None)", f"print({a.text}.base is {b.text})", f"print({a.text}[1:].base is {a.text})",
                          f"print({a.text}.T.base is not None, {a.text}.copy().base is None)")]

    def shows_identity(self):
        a, b = self.array_name(), self.array_name()
        if self.chance(0.25):
            return [f"assert ({a.text} is {b.text}) == {a.value is b.value}, 'one object'"]
        return [f"print({a.text} is {b.text}, {self.view_text(a)} is {a.text}, {a.text}.copy() is not {a.text})"]

    ARRAYS = [
        ("arrays", define_array, 6), ("views", define_view, 9), ("copies", define_copy, 3), ("names of arrays", rename_array, 4),
        ("elements", assign_elements, 6), ("augmented arrays", augment, 7), ("writes into copies", chained_write, 2),
        ("methods of arrays", array_method, 3), ("shuffle", shuffle, 1), ("exchanges", exchange, 3),
        ("loops over rows", rows_of_loop, 4), ("rebinding", rebind, 1.5), ("shares_memory", shows_sharing, 2),
        ("base", shows_base, 1.5), ("is of arrays", shows_identity, 1.5),
    ]
