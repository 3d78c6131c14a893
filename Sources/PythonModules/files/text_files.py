"""Files of text, and of bytes."""
class UnsupportedOperation(OSError, ValueError):
    pass

class TextIOWrapper:
    def __init__(self, name, mode, newline):
        kind = mode.replace("t", "")
        self.name, self.mode, self.encoding, self.errors = name, mode, "UTF-8", "strict"
        self.newlines, self.line_buffering = None, False
        self._closed = False
        self._reads, self._writes, self._newline = kind == "r", kind != "r", newline
        if kind == "x" and _kind_of_file(name): raise FileExistsError(17, "File exists", name)
        if kind in "wx": _write_text(name, "", False)
        if kind == "a" and not _kind_of_file(name): _write_text(name, "", False)
        self._raw = _read_text(name) if kind in "ra" else ""
        self._exact, self._walks = True, False
        if self._reads and newline is None:
            self._exact = "\r" not in self._raw
            self._raw = self._raw.replace("\r\n", "\n").replace("\r", "\n")
        self._place = len(self._raw) if kind == "a" else 0

    def __repr__(self):
        return f"<_io.TextIOWrapper name={self.name!r} mode={self.mode!r} encoding='UTF-8'>"

    @property
    def closed(self): return self._closed

    def _check(self, reads=False, writes=False):
        if self._closed: raise ValueError("I/O operation on closed file.")
        if reads and not self._reads: raise UnsupportedOperation("not readable")
        if writes and not self._writes: raise UnsupportedOperation("not writable")

    def readable(self):
        self._check()
        return self._reads

    def writable(self):
        self._check()
        return self._writes

    def seekable(self):
        self._check()
        return True

    def isatty(self):
        self._check()
        return False

    def read(self, size=-1):
        self._check(reads=True)
        start = self._place
        self._place = len(self._raw) if size is None or size < 0 else min(start + size, len(self._raw))
        return self._raw[start:self._place]

    def readline(self, size=-1):
        self._check(reads=True)
        start, end = self._place, self._lineend()
        if size is not None and size >= 0: end = min(end, start + size)
        self._place = end
        return self._raw[start:end]

    def _lineend(self):
        raw, start = self._raw, self._place
        if self._newline not in ("", "\r", "\r\n"):
            place = raw.find("\n", start)
            return len(raw) if place < 0 else place + 1
        if self._newline:
            place = raw.find(self._newline, start)
            return len(raw) if place < 0 else place + len(self._newline)
        places = [p for p in (raw.find("\n", start), raw.find("\r", start)) if p >= 0]
        if not places: return len(raw)
        place = min(places)
        return place + (2 if raw[place:place + 2] == "\r\n" else 1)

    def readlines(self, hint=-1):
        lines, count = [], 0
        while True:
            line = self.readline()
            if not line: return lines
            lines.append(line)
            count += len(line)
            if hint is not None and 0 < hint <= count: return lines

    def __iter__(self):
        self._check()
        return self

    def __next__(self):
        self._walks = True
        line = self.readline()
        if line: return line
        self._walks = False
        raise StopIteration

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError("write() argument must be str, not " + type(text).__name__)
        self._check(writes=True)
        written = text
        if self._newline in ("\r", "\r\n"): written = text.replace("\n", self._newline)
        if self.mode[0] != "a" and self._place < len(self._raw):
            raise UnsupportedOperation("Descent writes at the end of a file")
        _write_text(self.name, written, True)
        self._raw += written
        self._place = len(self._raw)
        return len(text)

    def writelines(self, lines):
        for line in lines: self.write(line)

    def flush(self):
        self._check()

    def tell(self):
        self._check()
        if self._walks: raise OSError("telling position disabled by next() call")
        if not self._exact: raise UnsupportedOperation("Descent tells no places where lines end in \\r")
        return _count_bytes(self._raw[:self._place])

    def seek(self, cookie, whence=0):
        self._check()
        if whence == 2:
            if cookie: raise UnsupportedOperation("can't do nonzero end-relative seeks")
            self._place = len(self._raw)
            return self.tell()
        if whence == 1:
            if cookie: raise UnsupportedOperation("can't do nonzero cur-relative seeks")
            return self.tell()
        if whence != 0: raise ValueError(f"invalid whence ({whence}, should be 0, 1 or 2)")
        self._walks = False
        if cookie and not self._exact:
            raise UnsupportedOperation("Descent tells no places where lines end in \\r")
        if cookie < 0: raise ValueError(f"negative seek position {cookie}")
        place = min(cookie, len(self._raw))
        while place and _count_bytes(self._raw[:place]) > cookie: place -= 1
        self._place = place
        return cookie

    def truncate(self, pos=None):
        self._check(writes=True)
        if pos is None: pos = self.tell()
        if pos < _count_bytes(self._raw): raise UnsupportedOperation("Descent writes at the end of a file")
        return pos

    def close(self): self._closed = True

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *args): self._closed = True

class _Binary:
    def __init__(self, name, mode):
        kind = mode.replace("b", "")
        self.name, self.mode, self._closed, self._place = name, kind + "b", False, 0
        if kind == "x" and _kind_of_file(name): raise FileExistsError(17, "File exists", name)
        if kind in "wx": _write_bytes(name, b"", False)
        if kind == "a" and not _kind_of_file(name): _write_bytes(name, b"", False)
        self._raw = _read_bytes(name) if kind in "ra" else b""
        if kind == "a": self._place = len(self._raw)

    def __repr__(self): return f"<_io.{type(self).__name__} name={self.name!r}>"

    @property
    def closed(self): return self._closed

    def _check(self, words="I/O operation on closed file."):
        if self._closed: raise ValueError(words)

    def readable(self):
        self._check()
        return self.mode == "rb"

    def writable(self):
        self._check()
        return self.mode != "rb"

    def seekable(self):
        self._check()
        return True

    def isatty(self):
        self._check()
        return False

    def flush(self): self._check()

    def tell(self):
        self._check()
        return self._place

    def close(self): self._closed = True

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *args): self._closed = True

class BufferedReader(_Binary):
    def read(self, size=-1):
        self._check("read of closed file")
        start = self._place
        self._place = len(self._raw) if size is None or size < 0 else min(start + size, len(self._raw))
        return self._raw[start:self._place]

    def read1(self, size=-1): return self.read(size)

    def readline(self, size=-1):
        self._check("readline of closed file")
        start = self._place
        place = self._raw.find(b"\n", start)
        end = len(self._raw) if place < 0 else place + 1
        if size is not None and size >= 0: end = min(end, start + size)
        self._place = end
        return self._raw[start:end]

    def readlines(self, hint=-1):
        lines, count = [], 0
        for line in self:
            lines.append(line)
            count += len(line)
            if hint is not None and 0 < hint <= count: break
        return lines

    def __iter__(self):
        self._check()
        return self

    def __next__(self):
        line = self.readline()
        if line: return line
        raise StopIteration

    def write(self, data):
        self._check()
        raise UnsupportedOperation("write")

    def seek(self, offset, whence=0):
        self._check()
        if whence not in (0, 1, 2): raise ValueError(f"invalid whence ({whence}, should be 0, 1 or 2)")
        place = offset + (0, self._place, len(self._raw))[whence]
        if place < 0:
            if whence == 0: raise ValueError(f"negative seek value {offset}")
            raise OSError(22, "Invalid argument")
        self._place = place
        return place

class BufferedWriter(_Binary):
    def write(self, data):
        if not isinstance(data, (bytes, bytearray)):
            raise TypeError(f"a bytes-like object is required, not {type(data).__name__!r}")
        self._check("write to closed file")
        _write_bytes(self.name, bytes(data), True)
        self._place += len(data)
        return len(data)

    def writelines(self, lines):
        for line in lines: self.write(line)

    def read(self, size=-1):
        self._check()
        raise UnsupportedOperation("read")

    def seek(self, offset, whence=0):
        self._check()
        raise UnsupportedOperation("Descent writes at the end of a file")

def open(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None):
    if isinstance(file, int): raise OSError("open() takes a path here, and no number of a file")
    if hasattr(file, "__fspath__"): file = file.__fspath__()
    if not isinstance(file, str):
        raise TypeError("expected str, bytes or os.PathLike object, not " + type(file).__name__)
    if not isinstance(mode, str):
        raise TypeError("open() argument 'mode' must be str, not " + type(mode).__name__)
    letters = set(mode)
    if letters - set("rwaxbt+") or len(mode) > len(letters): raise ValueError(f"invalid mode: {mode!r}")
    if "b" in letters and "t" in letters: raise ValueError("can't have text and binary mode at once")
    if len(letters & set("rwax")) != 1:
        if len(letters & set("rwax")) > 1:
            raise ValueError("must have exactly one of create/read/write/append mode")
        raise ValueError("Must have exactly one of create/read/write/append mode and at most one plus")
    if "+" in letters:
        raise ValueError("Descent opens a file to read or to write it, and not for both: leave out the +")
    if "b" in letters:
        if newline is not None: raise ValueError("binary mode doesn't take a newline argument")
        if encoding is not None: raise ValueError("binary mode doesn't take an encoding argument")
        if errors is not None: raise ValueError("binary mode doesn't take an errors argument")
        return (BufferedReader if "r" in letters else BufferedWriter)(file, mode)
    if newline not in (None, "", "\n", "\r", "\r\n"): raise ValueError(f"illegal newline value: {newline}")
    if encoding is not None and encoding.lower().replace("_", "-") not in ("utf-8", "utf8"):
        raise ValueError(f"Descent reads and writes UTF-8, and not {encoding}")
    if errors not in (None, "strict"): raise ValueError("errors is 'strict' here")
    return TextIOWrapper(file, mode, newline)
