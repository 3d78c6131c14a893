"""Values over as many lines as their width asks for."""
import sys
import collections

def _is_plain(value): return type(value) in (str, int, float, complex, bool, bytes) or value is None

class _Ordered:
    """A key that can be put in order with any other."""
    def __init__(self, value): self.value = value

    def __lt__(self, other):
        try: return self.value < other.value
        except TypeError: return (str(type(self.value)), id(self.value)) < (str(type(other.value)), id(other.value))

def _in_order(pairs): return sorted(pairs, key=lambda pair: (_Ordered(pair[0]), _Ordered(pair[1])))

class PrettyPrinter:
    def __init__(
        self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True, underscore_numbers=False
    ):
        if indent < 0: raise ValueError("indent must be >= 0")
        if depth is not None and depth <= 0: raise ValueError("depth must be > 0")
        if not width: raise ValueError("width must be != 0")
        self._indent, self._width, self._depth, self._stream = indent, width, depth, stream
        self._compact, self._sorts, self._underscores = compact, sort_dicts, underscore_numbers

    def pprint(self, object):
        text = self.pformat(object)
        if self._stream is None: print(text)
        else: self._stream.write(text + "\n")

    def pformat(self, object):
        pieces = []
        self._write(object, pieces, 0, 0, set(), 0)
        return "".join(pieces)

    def format(self, object, context, maxlevels, level):
        return self._repr(object, set(context), level), True, False

    def _repr(self, value, around, level):
        if self._underscores and type(value) is int: return f"{value:_d}"
        kind = type(value)
        if kind not in (dict, list, tuple): return repr(value)
        if not value: return repr(value)
        opening, closing = {dict: "{}", list: "[]", tuple: "()"}[kind]
        if self._depth is not None and level >= self._depth: 
            return "(...,)" if kind is tuple and len(value) == 1 else f"{opening}...{closing}"
        if id(value) in around: return f"<Recursion on {kind.__name__} with id={id(value)}>"
        around.add(id(value))
        if kind is dict:
            pairs = _in_order(value.items()) if self._sorts else value.items()
            parts = [f"{self._repr(k, around, level + 1)}: {self._repr(v, around, level + 1)}" for k, v in pairs]
        else: parts = [self._repr(item, around, level + 1) for item in value]
        around.discard(id(value))
        end = "," if kind is tuple and len(value) == 1 else ""
        return opening + ", ".join(parts) + end + closing

    def _write(self, value, pieces, indent, allowance, around, level):
        if id(value) in around:
            pieces.append(f"<Recursion on {type(value).__name__} with id={id(value)}>")
            return
        text = self._repr(value, set(around), level)
        if len(text) > self._width - indent - allowance:
            writer = self._writer(value)
            if writer is not None and (self._depth is None or level < self._depth):
                around.add(id(value))
                writer(value, pieces, indent, allowance, around, level + 1)
                around.discard(id(value))
                return
        pieces.append(text)

    def _writer(self, value):
        kind = type(value)
        if kind is dict: return self._dict
        if kind is list: return lambda *rest: self._row("[", "]", *rest)
        if kind is tuple: return self._tuple
        if kind in (set, frozenset): return self._set
        if kind is str: return self._str
        if kind is collections.OrderedDict: return self._ordered
        if kind is collections.defaultdict: return self._default
        if kind is collections.Counter: return self._counter
        if kind is collections.deque: return self._deque
        if "__dataclass_fields__" in dir(kind) and "__repr__" in kind.__dict__: return self._dataclass
        return None

    def _dict(self, value, pieces, indent, allowance, around, level):
        pieces.append("{" + " " * (self._indent - 1))
        if value:
            pairs = _in_order(value.items()) if self._sorts else list(value.items())
            self._pairs(pairs, pieces, indent, allowance + 1, around, level)
        pieces.append("}")

    def _pairs(self, pairs, pieces, indent, allowance, around, level):
        indent += self._indent
        for place, (key, value) in enumerate(pairs):
            last = place == len(pairs) - 1
            text = self._repr(key, set(around), level)
            pieces.append(text + ": ")
            self._write(value, pieces, indent + len(text) + 2, allowance if last else 1, around, level)
            if not last: pieces.append(",\n" + " " * indent)

    def _ordered(self, value, pieces, indent, allowance, around, level):
        if not value: return pieces.append(repr(value))
        name = type(value).__name__
        pieces.append(name + "(")
        self._write(list(value.items()), pieces, indent + len(name) + 1, allowance + 1, around, level)
        pieces.append(")")

    def _default(self, value, pieces, indent, allowance, around, level):
        if not value: return pieces.append(repr(value))
        factory, name = self._repr(value.default_factory, set(around), level), type(value).__name__
        indent += len(name) + 1
        pieces.append(f"{name}({factory},\n{' ' * indent}")
        self._dict(value, pieces, indent, allowance + 1, around, level)
        pieces.append(")")

    def _counter(self, value, pieces, indent, allowance, around, level):
        if not value: return pieces.append(repr(value))
        name = type(value).__name__
        pieces.append(name + "({" + " " * (self._indent - 1))
        self._pairs(value.most_common(), pieces, indent + len(name) + 1, allowance + 2, around, level)
        pieces.append("})")

    def _deque(self, value, pieces, indent, allowance, around, level):
        if not value: return pieces.append(repr(value))
        name = type(value).__name__
        indent += len(name) + 1
        pieces.append(name + "([")
        if value.maxlen is None:
            self._items(list(value), pieces, indent, allowance + 2, around, level)
            return pieces.append("])")
        self._items(list(value), pieces, indent, 2, around, level)
        pieces.append(f"],\n{' ' * indent}maxlen={self._repr(value.maxlen, set(around), level)})")

    def _dataclass(self, value, pieces, indent, allowance, around, level):
        name = type(value).__name__
        indent += len(name) + 1
        pieces.append(name + "(")
        names = [n for n, field in value.__dataclass_fields__.items() if field.repr]
        for place, key in enumerate(names):
            last = place == len(names) - 1
            pieces.append(key + "=")
            member = getattr(value, key)
            if id(member) in around: pieces.append("...")
            else: self._write(member, pieces, indent + len(key) + 1, allowance if last else 1, around, level)
            if not last: pieces.append(",\n" + " " * indent)
        pieces.append(")")

    def _tuple(self, value, pieces, indent, allowance, around, level):
        self._row("(", ",)" if len(value) == 1 else ")", value, pieces, indent, allowance, around, level)

    def _set(self, value, pieces, indent, allowance, around, level):
        if not value: return pieces.append(repr(value))
        opening, closing = "{", "}"
        if type(value) is frozenset:
            opening, closing = "frozenset({", "})"
            indent += 10
        items = [key.value for key in sorted(_Ordered(item) for item in value)]
        self._row(opening, closing, items, pieces, indent, allowance, around, level)

    def _row(self, opening, closing, items, pieces, indent, allowance, around, level):
        pieces.append(opening)
        self._items(items, pieces, indent, allowance + len(closing), around, level)
        pieces.append(closing)

    def _items(self, items, pieces, indent, allowance, around, level):
        indent += self._indent
        if self._indent > 1: pieces.append((self._indent - 1) * " ")
        between, separator = "", ",\n" + " " * indent
        width = room = self._width - indent + 1
        items = list(items)
        for place, item in enumerate(items):
            last = place == len(items) - 1
            if last:
                room -= allowance
                width -= allowance
            if self._compact:
                text = self._repr(item, set(around), level)
                needed = len(text) + 2
                if room < needed:
                    room = width
                    if between: between = separator
                if room >= needed:
                    room -= needed
                    pieces.append(between + text)
                    between = ", "
                    continue
            pieces.append(between)
            between = separator
            self._write(item, pieces, indent, allowance if last else 1, around, level)

    def _str(self, value, pieces, indent, allowance, around, level):
        if not value: return pieces.append(repr(value))
        chunks, lines = [], value.splitlines(True)
        if level == 1:
            indent += 1
            allowance += 1
        most = width = self._width - indent
        for number, line in enumerate(lines):
            text = repr(line)
            if number == len(lines) - 1: width -= allowance
            if len(text) <= width:
                chunks.append(text)
                continue
            parts = _words(line)
            most_here, current = self._width - indent, ""
            for place, part in enumerate(parts):
                candidate = current + part
                if place == len(parts) - 1 and number == len(lines) - 1: most_here -= allowance
                if len(repr(candidate)) > most_here:
                    if current: chunks.append(repr(current))
                    current = part
                else: current = candidate
            if current: chunks.append(repr(current))
        if len(chunks) == 1: return pieces.append(text)
        if level == 1: pieces.append("(")
        pieces.append(("\n" + " " * indent).join(chunks))
        if level == 1: pieces.append(")")

def _words(line):
    """Its words, each with the blanks behind it."""
    parts, start, place = [], 0, 0
    while place < len(line):
        while place < len(line) and not line[place].isspace(): place += 1
        while place < len(line) and line[place].isspace(): place += 1
        parts.append(line[start:place])
        start = place
    return parts

def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    return PrettyPrinter(
        indent=indent, width=width, depth=depth, compact=compact, sort_dicts=sort_dicts,
        underscore_numbers=underscore_numbers).pformat(object)

def pprint(
    object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False
):
    PrettyPrinter(
        indent=indent, width=width, depth=depth, stream=stream, compact=compact, sort_dicts=sort_dicts,
        underscore_numbers=underscore_numbers).pprint(object)

def pp(object, *args, sort_dicts=False, **kwargs): pprint(object, *args, sort_dicts=sort_dicts, **kwargs)

def saferepr(object): return PrettyPrinter()._repr(object, set(), 0)
