class JSONDecodeError(ValueError):
    def __init__(self, msg, doc, pos):
        lineno = doc.count("\n", 0, pos) + 1
        colno = pos - doc.rfind("\n", 0, pos)
        super().__init__(f"{msg}: line {lineno} column {colno} (char {pos})")
        self.msg, self.doc, self.pos, self.lineno, self.colno = msg, doc, pos, lineno, colno

_long = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_constants = {"NaN": float("nan"), "Infinity": _infinity, "-Infinity": -_infinity}

class _StopReading(Exception): pass

def _spaces(text, place):
    while place < len(text) and text[place] in " \t\n\r": place += 1
    return place

def _digits(text, place):
    while place < len(text) and "0" <= text[place] <= "9": place += 1
    return place

class JSONDecoder:
    def __init__(
        self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True,
        object_pairs_hook=None
    ):
        self.object_hook, self.object_pairs_hook, self.strict = object_hook, object_pairs_hook, strict
        self.parse_float, self.parse_int = parse_float or float, parse_int or int
        self.parse_constant = parse_constant or _constants.__getitem__

    def decode(self, s):
        value, end = self.raw_decode(s, _spaces(s, 0))
        end = _spaces(s, end)
        if end != len(s): raise JSONDecodeError("Extra data", s, end)
        return value

    def raw_decode(self, s, idx=0):
        try: return self._value(s, idx)
        except _StopReading as stop: place = stop.args[0]
        raise JSONDecodeError("Expecting value", s, place)

    def _value(self, s, place):
        letter = s[place:place + 1]
        if letter == '"': return self._text(s, place + 1)
        if letter == "{": return self._object(s, place + 1)
        if letter == "[": return self._array(s, place + 1)
        if s.startswith("null", place): return None, place + 4
        if s.startswith("true", place): return True, place + 4
        if s.startswith("false", place): return False, place + 5
        start = place + (letter == "-")
        end = start + 1 if s[start:start + 1] == "0" else _digits(s, start)
        if end == start:
            for name in _constants:
                if s.startswith(name, place): return self.parse_constant(name), place + len(name)
            raise _StopReading(place)
        whole = end
        if s[end:end + 1] == "." and _digits(s, end + 1) > end + 1: end = _digits(s, end + 1)
        if s[end:end + 1] in ("e", "E"):
            power = end + 2 if s[end + 1:end + 2] in ("+", "-") else end + 1
            if _digits(s, power) > power: end = _digits(s, power)
        return (self.parse_int if end == whole else self.parse_float)(s[place:end]), end

    def _text(self, s, begin):
        pieces, place = [], begin
        while True:
            end = place
            stop = s.find('"', place)
            escape = s.find("\\", place, stop) if stop >= 0 else s.find("\\", place)
            end = escape if escape >= 0 else stop
            piece = s[place:end] if end >= 0 else s[place:]
            if self.strict and not piece.isprintable():
                for at, letter in enumerate(piece):
                    if letter < " ": raise JSONDecodeError("Invalid control character at", s, place + at)
            if end < 0: raise JSONDecodeError("Unterminated string starting at", s, begin - 1)
            pieces.append(piece)
            if s[end] == '"': return "".join(pieces), end + 1
            letter = s[end + 1:end + 2]
            if not letter: raise JSONDecodeError("Unterminated string starting at", s, begin - 1)
            place = end + 2
            if letter != "u":
                if letter not in _long: raise JSONDecodeError("Invalid \\escape", s, end)
                pieces.append(_long[letter])
                continue
            code, place = self._code(s, place)
            if 0xD800 <= code < 0xDC00 and s.startswith("\\u", place):
                second, after = self._code(s, place + 2)
                if 0xDC00 <= second < 0xE000:
                    code, place = 0x10000 + ((code - 0xD800) << 10 | second - 0xDC00), after
            if 0xD800 <= code < 0xE000: raise ValueError(f"Descent has no half of a character (\\u{code:04x})")
            pieces.append(chr(code))

    def _code(self, s, place):
        digits = s[place:place + 4]
        if place + 4 < len(s) and all(d in "0123456789abcdefABCDEF" for d in digits): return int(digits, 16), place + 4
        raise JSONDecodeError("Invalid \\uXXXX escape", s, place - 1)

    def _object(self, s, place):
        pairs = []
        place = _spaces(s, place)
        if s[place:place + 1] == "}": return self._made(pairs), place + 1
        while True:
            if s[place:place + 1] != '"':
                raise JSONDecodeError("Expecting property name enclosed in double quotes", s, place)
            name, place = self._text(s, place + 1)
            place = _spaces(s, place)
            if s[place:place + 1] != ":": raise JSONDecodeError("Expecting ':' delimiter", s, place)
            value, place = self._value(s, _spaces(s, place + 1))
            pairs.append((name, value))
            place = _spaces(s, place)
            if s[place:place + 1] == "}": return self._made(pairs), place + 1
            if s[place:place + 1] != ",": raise JSONDecodeError("Expecting ',' delimiter", s, place)
            place = _spaces(s, place + 1)

    def _made(self, pairs):
        if self.object_pairs_hook is not None: return self.object_pairs_hook(pairs)
        result = dict(pairs)
        return result if self.object_hook is None else self.object_hook(result)

    def _array(self, s, place):
        items = []
        place = _spaces(s, place)
        if s[place:place + 1] == "]": return items, place + 1
        while True:
            item, place = self._value(s, place)
            items.append(item)
            place = _spaces(s, place)
            if s[place:place + 1] == "]": return items, place + 1
            if s[place:place + 1] != ",": raise JSONDecodeError("Expecting ',' delimiter", s, place)
            place = _spaces(s, place + 1)

def loads(s, *, cls=None, **kw):
    if isinstance(s, (bytes, bytearray)): s = s.decode("utf-8").removeprefix("\ufeff")
    elif not isinstance(s, str):
        raise TypeError(f"the JSON object must be str, bytes or bytearray, not {s.__class__.__name__}")
    elif s.startswith("\ufeff"): raise JSONDecodeError("Unexpected UTF-8 BOM (decode using utf-8-sig)", s, 0)
    return (cls or JSONDecoder)(**{name: value for name, value in kw.items() if value is not None}).decode(s)

def load(fp, **kw): return loads(fp.read(), **kw)
