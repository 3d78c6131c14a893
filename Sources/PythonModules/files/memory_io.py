
class StringIO(TextIOWrapper):
    """A file in memory."""
    def __init__(self, initial_value="", newline="\n"):
        if initial_value is None: initial_value = ""
        if not isinstance(initial_value, str):
            raise TypeError(f"initial_value must be str or None, not {type(initial_value).__name__}")
        if newline not in (None, "", "\n"): raise ValueError("Descent's StringIO ends lines with \\n")
        self._raw, self._place, self._closed, self._walks, self._newline = initial_value, 0, False, False, newline
        if newline is None: self._raw = self._raw.replace("\r\n", "\n").replace("\r", "\n")
        self._reads = self._writes = self._exact = True
        self.line_buffering, self.encoding, self.errors, self.newlines = False, None, None, None

    def __repr__(self): return f"<_io.StringIO object at 0x{id(self):x}>"

    def _check(self, reads=False, writes=False):
        if self._closed: raise ValueError("I/O operation on closed file")

    def getvalue(self):
        self._check()
        return self._raw

    def write(self, text):
        if not isinstance(text, str): raise TypeError(f"string argument expected, got {type(text).__name__!r}")
        self._check()
        before = self._raw[:self._place]
        self._raw = before + "\0" * (self._place - len(before)) + text + self._raw[self._place + len(text):]
        self._place += len(text)
        return len(text)

    def tell(self):
        self._check()
        return self._place

    def seek(self, cookie, whence=0):
        self._check()
        if whence not in (0, 1, 2): raise ValueError(f"Invalid whence ({whence}, should be 0, 1 or 2)")
        if whence and cookie: raise OSError("Can't do nonzero cur-relative seeks")
        if cookie < 0: raise ValueError(f"Negative seek position {cookie}")
        self._place = (cookie, self._place, len(self._raw))[whence]
        return self._place

    def truncate(self, pos=None):
        self._check()
        if pos is None: pos = self._place
        if pos < 0: raise ValueError(f"Negative size value {pos}")
        self._raw = self._raw[:pos]
        return pos

class BytesIO(BufferedReader):
    """A file of bytes in memory."""
    def __init__(self, initial_bytes=b""):
        self._raw, self._place, self._closed, self.mode = bytes(initial_bytes), 0, False, "rb"

    def __repr__(self): return f"<_io.BytesIO object at 0x{id(self):x}>"

    def readable(self): return True

    def writable(self): return True

    def getvalue(self):
        self._check()
        return self._raw

    def write(self, data):
        self._check()
        data = bytes(data)
        before = self._raw[:self._place]
        self._raw = before + b"\0" * (self._place - len(before)) + data + self._raw[self._place + len(data):]
        self._place += len(data)
        return len(data)
