"""Random statements about lists and tuples that hold one another, arrays and numbers; and about who sees their changes."""

import numpy as np

from aliases import Aliases
from expressions import Rejected


def is_numbers(value):
    return isinstance(value, list) and all(isinstance(item, (int, float)) for item in value)


class Containers(Aliases):
    """Draws statements over lists, nested lists, lists of arrays and tuples."""

    def list_name(self, smallest=0):
        return self.variable(lambda value: isinstance(value, list) and len(value) >= smallest)

    def numbers_name(self, smallest=1):
        return self.variable(lambda value: is_numbers(value) and len(value) >= smallest)

    def nested_name(self):
        return self.variable(lambda value: isinstance(value, list) and any(isinstance(item, list) for item in value))

    def numbers_text(self, least=0):
        return "[" + ", ".join(self.scalar_text(self.pick("i", "i", "f")) for _ in range(self.random.randint(least, 4))) + "]"

    # MARK: Creation

    def define_list(self):
        n, m = self.random.randint(1, 3), self.random.randint(1, 3)
        text = self.pick(
            self.numbers_text(), self.numbers_text(2), f"[[{self.scalar_text('i')}] * {m}] * {n}",
            f"[[0] * {m} for _ in range({n})]", f"[{self.numbers_text()}, {self.numbers_text(1)}]", f"[[]] * {n}",
            f"list(range({n + m}))", f"[np.zeros({n}), np.ones({m})]", f"[np.full({n}, float(i)) for i in range({m})]",
            f"[np.zeros({n})] * {m}", f"[[i, [i]] for i in range({n})]", f"[({m}, []) for _ in range({n})]")
        return [f"{self.fresh('items', 'rows', 'l', 'params', 'nested')} = {text}"]

    def holder(self):
        """A container of what there is: it holds the objects themselves."""
        one = self.pick(self.list_name, self.array_name)()
        other = self.pick(self.list_name, self.array_name)()
        text = self.pick(f"[{one.text}, {other.text}]", f"[{one.text}, {one.text}]", f"({one.text}, {other.text})",
                         f"[{one.text}] * 2", f"[({one.text}, 1), [{other.text}]]", f"[v for v in ({one.text}, {other.text})]")
        return [f"{self.fresh('box', 'pair', 'both', 'held')} = {text}"]

    def copy_list(self):
        a = self.list_name()
        text = self.pick(f"{a.text}[:]", f"{a.text}.copy()", f"list({a.text})", f"{a.text} + []", f"{a.text} * 1", f"{a.text}",
                         f"[item for item in {a.text}]", f"tuple({a.text})", f"{a.text}[1:]", f"{a.text}[::-1]",
                         f"list(reversed({a.text}))", f"list(enumerate({a.text}))", f"list(zip({a.text}, {a.text}))")
        return [f"{self.fresh('copied', 'part', 'alias', 'again')} = {text}"]

    def rows_as_list(self):
        a = self.array_name(ndim=2)
        return [f"{self.fresh('views', 'lines')} = " + self.pick(f"list({a.text})", f"[row for row in {a.text}]", f"{a.text}.tolist()",
                                                                 f"[{a.text}[i] for i in range({len(a.value)})]", f"[{a.text}.T[0], {a.text}[0]]")]

    def array_of_list(self):
        a = self.numbers_name()
        return [f"{self.fresh('a', 'made')} = {self.pick('np.array', 'np.asarray')}({a.text})"]

    # MARK: Modification

    def list_method(self):
        a = self.list_name()
        other = self.list_name()
        item = self.pick(self.scalar_text("i"), self.scalar_text("i"), "[]", other.text, self.numbers_text(), a.text)
        options = [f"{a.text}.append({item})", f"{a.text}.append({item})", f"{a.text}.insert({self.place(len(a.value))}, {item})",
                   f"{a.text}.extend({other.text})", f"{a.text}.extend([{item}])", f"{a.text}.reverse()"]
        if a.value:
            options += [f"print({a.text}.pop())", f"print({a.text}.pop({self.place(len(a.value))}))", f"del {a.text}[{self.place(len(a.value))}]",
                        f"del {a.text}[{self.span(len(a.value))}]", f"{a.text}.clear()"]
        if a.value and is_numbers(a.value):
            options += [f"{a.text}.sort()", f"{a.text}.sort(reverse=True)", f"{a.text}.sort(key=lambda v: -v)",
                        f"{a.text}.remove({a.text}[{self.place(len(a.value))}])"] * 2
        return [self.random.choice(options)]

    def list_item(self):
        a = self.list_name(1)
        other = self.list_name()
        place = f"{a.text}[{self.place(len(a.value))}]"
        item = self.pick(self.scalar_text("i"), "[1]", other.text, place, f"{other.text}[:]")
        span = f"{a.text}[{self.span(len(a.value))}]"
        return [self.pick(f"{place} = {item}", f"{place} = {item}", f"{span} = {other.text}", f"{span} = {self.numbers_text()}",
                          f"{a.text}[1:1] = [{item}]", f"{a.text}[:] = {other.text}", f"{a.text}[len({a.text}):] = {self.numbers_text()}",
                          f"{place}, {a.text}[0] = {a.text}[0], {place}", f"{a.text}[:1] += {self.numbers_text()}")]

    def list_augmented(self):
        a = self.list_name()
        other = self.pick(self.list_name, self.list_name, self.array_name)()
        return [self.pick(f"{a.text} += {self.numbers_text()}", f"{a.text} *= {self.pick('0', '1', '2')}", f"{a.text} += ({self.scalar_text('i')},)",
                          f"{a.text} += {other.text}", f"{a.text} = {a.text} + {self.numbers_text()}", f"{a.text} += {a.text}")]

    def deep_change(self):
        """A change of what a container holds: all that hold it see it."""
        a = self.variable(lambda value: isinstance(value, (list, tuple)) and any(isinstance(item, (list, np.ndarray)) for item in value))
        places = [i for i, item in enumerate(a.value) if isinstance(item, (list, np.ndarray))]
        i = self.random.choice(places)
        place, item = f"{a.text}[{i}]", a.value[i]
        if isinstance(item, np.ndarray):
            if not item.size or not item.ndim:
                raise Rejected("nothing there")
            return [self.pick(f"{place}[0] = {self.scalar_text('i')}", f"{place} += 1", f"{place}[...] = 3", f"{place}[:1] *= 2",
                              f"{place}.fill(4)", f"{place}[0] += 1", f"{place}.sort()")]
        options = [f"{place}.append({self.scalar_text('i')})", f"{place} += [{self.scalar_text('i')}]", f"{place}.extend([0, 1])", f"{place}.reverse()"]
        if item:
            options += [f"{place}[0] = {self.scalar_text('i')}", f"{place}[{self.place(len(item))}] = 8", f"{place}[:] = [1, 2]",
                        f"print({place}.pop())", f"del {place}[0]"] * 2
            if is_numbers(item):
                options += [f"{place}[0] += 5", f"{place}[-1] -= 1"]
        return [self.random.choice(options)]

    def parameters(self):
        """What trains a model: the arrays of a list are changed in a loop."""
        a = self.variable(lambda value: isinstance(value, list) and value and all(
            isinstance(item, np.ndarray) and item.dtype.kind == "f" for item in value))
        change = self.pick("p -= 0.5 * g", "p += g", "p *= g + 1", "p[...] = g", "p[:1] = 9.0", "p = p - g")
        gradients = f"[np.ones(p.shape) for p in {a.text}]"
        return self.pick(
            [f"for p, g in zip({a.text}, {gradients}):", f"    {change}"],
            [f"for i, p in enumerate({a.text}):", "    p += i"], [f"for i in range(len({a.text})):", f"    {a.text}[i] -= 0.5"],
            [f"for i, (p, g) in enumerate(zip({a.text}, {gradients})):", f"    {change}", f"    {a.text}[0] += i"])

    def loop_over_items(self):
        a = self.list_name(1)
        if is_numbers(a.value):
            return self.pick([f"for v in {a.text}:", "    v += 1"], [f"for v in {a.text}:", f"    if len({a.text}) < 6:", f"        {a.text}.append(v + 1)"],
                             [f"for v in {a.text}:", f"    {a.text}.remove(v)"], [f"for v in {a.text}[:]:", f"    {a.text}.append(v)"],
                             [f"for i in range(len({a.text})):", f"    {a.text}[i] += i"], [f"while len({a.text}) > 2:", f"    {a.text}.pop(0)"],
                             [f"for i, v in enumerate({a.text}):", f"    {a.text}[i] = v * 2"], [f"for {a.text}[0] in [7, 8]:", f"    print({a.text}[0])"])
        return self.pick([f"for v in {a.text}:", "    if isinstance(v, list):", "        v.append(0)"],
                         [f"for i, v in enumerate({a.text}):", "    v = i"], [f"kept = [v for v in {a.text}]", "kept.append(1)"],
                         [f"for v in {a.text}:", "    if isinstance(v, list) and len(v) < 5:", "        v += v"])

    def unpacking(self):
        a = self.list_name(2)
        if len(a.value) == 2:
            names = f"{self.fresh('left', 'first')}, {self.fresh('right', 'last')}"
            return [f"{names} = {a.text}"]
        b = self.list_name()
        return [f"{a.text}, {b.text} = {b.text}, {a.text}"]

    def remove_name(self):
        a = self.pick(self.list_name, self.array_name)()
        return [f"del {a.text}"]

    # MARK: Inspection

    def shows_list_identity(self):
        a, b = self.list_name(), self.list_name()
        inner = f", {a.text}[0] is {a.text}[-1]" if a.value and isinstance(a.value[0], (list, np.ndarray)) else ""
        return [f"print({a.text} is {b.text}, {a.text}[:] is not {a.text}{inner})"]

    LISTS = [
        ("lists", define_list, 5), ("containers of what there is", holder, 4), ("names and copies of lists", copy_list, 4),
        ("lists of rows", rows_as_list, 2), ("arrays of lists", array_of_list, 1), ("methods of lists", list_method, 7),
        ("items of lists", list_item, 4), ("augmented lists", list_augmented, 3), ("changes within containers", deep_change, 7),
        ("loops over parameters", parameters, 3), ("loops over items", loop_over_items, 3), ("unpacking", unpacking, 1.5),
        ("del", remove_name, 0.7), ("is of lists", shows_list_identity, 2),
    ]
