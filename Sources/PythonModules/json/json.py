"""JSON as text, read and written."""
_infinity = float("inf")
_short = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\f": "\\f", "\b": "\\b"}

def _quoted(text, ascii=True):
    if text.isascii() and text.isprintable() and '"' not in text and "\\" not in text: return '"' + text + '"'
    pieces = []
    for letter in text:
        code = ord(letter)
        if letter in _short: pieces.append(_short[letter])
        elif code < 32 or ascii and 126 < code < 0x10000: pieces.append(f"\\u{code:04x}")
        elif ascii and code > 126:
            code -= 0x10000
            pieces.append(f"\\u{0xD800 | code >> 10:04x}\\u{0xDC00 | code & 0x3FF:04x}")
        else: pieces.append(letter)
    return '"' + "".join(pieces) + '"'

class JSONEncoder:
    item_separator, key_separator = ", ", ": "

    def __init__(
        self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False,
        indent=None, separators=None, default=None
    ):
        self.skipkeys, self.ensure_ascii, self.check_circular = skipkeys, ensure_ascii, check_circular
        self.allow_nan, self.sort_keys, self.indent = allow_nan, sort_keys, indent
        if separators is not None: self.item_separator, self.key_separator = separators
        elif indent is not None: self.item_separator = ","
        if default is not None: self.default = default

    def default(self, o):
        raise TypeError(f"Object of type {o.__class__.__name__} is not JSON serializable")

    def encode(self, o): return "".join(self.iterencode(o))

    def iterencode(self, o, _one_shot=False):
        pieces = []
        indent = self.indent
        if indent is not None and not isinstance(indent, str): indent = " " * indent
        self._write(o, pieces, indent, 0, set())
        return iter(pieces)

    def _number(self, o):
        if o != o: text = "NaN"
        elif o == _infinity: text = "Infinity"
        elif o == -_infinity: text = "-Infinity"
        else: return repr(float(o))
        if not self.allow_nan: raise ValueError("Out of range float values are not JSON compliant")
        return text

    def _plain(self, o):
        if o is None: return "null"
        if o is True: return "true"
        if o is False: return "false"
        if isinstance(o, int): return repr(int(o))
        if isinstance(o, float): return self._number(o)
        return None

    def _write(self, o, pieces, indent, depth, around):
        if isinstance(o, str): return pieces.append(_quoted(o, self.ensure_ascii))
        text = self._plain(o)
        if text is not None: return pieces.append(text)
        mark = id(o)
        if mark in around: raise ValueError("Circular reference detected")
        around.add(mark)
        if isinstance(o, (list, tuple)): self._items(o, pieces, indent, depth + 1, around)
        elif isinstance(o, dict): self._members(o, pieces, indent, depth + 1, around)
        else: self._write(self.default(o), pieces, indent, depth, around)
        around.discard(mark)

    def _items(self, items, pieces, indent, depth, around):
        if not items: return pieces.append("[]")
        line = "" if indent is None else "\n" + indent * depth
        before = "[" + line
        for item in items:
            pieces.append(before)
            before = self.item_separator + line
            self._write(item, pieces, indent, depth, around)
        pieces.append("]" if indent is None else "\n" + indent * (depth - 1) + "]")

    def _members(self, members, pieces, indent, depth, around):
        if not members: return pieces.append("{}")
        line = "" if indent is None else "\n" + indent * depth
        before = "{" + line
        for key, value in sorted(members.items()) if self.sort_keys else members.items():
            name = key if isinstance(key, str) else self._plain(key)
            if name is None:
                if self.skipkeys: continue
                raise TypeError(f"keys must be str, int, float, bool or None, not {key.__class__.__name__}")
            pieces.append(before + _quoted(name, self.ensure_ascii) + self.key_separator)
            before = self.item_separator + line
            self._write(value, pieces, indent, depth, around)
        if before[0] == "{": pieces.append("{")
        pieces.append("}" if indent is None else "\n" + indent * (depth - 1) + "}")

def dumps(
    obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None,
    separators=None, default=None, sort_keys=False, **kw
):
    return (cls or JSONEncoder)(
        skipkeys=skipkeys, ensure_ascii=ensure_ascii, check_circular=check_circular, allow_nan=allow_nan,
        indent=indent, separators=separators, default=default, sort_keys=sort_keys, **kw).encode(obj)

def dump(obj, fp, **kw): fp.write(dumps(obj, **kw))
