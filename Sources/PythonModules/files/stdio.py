"""Standard input, output and errors."""
class TextIOWrapper:
    encoding, errors, closed, newlines = "utf-8", "strict", False, None

    def __init__(self, name, mode): self.name, self.mode = name, mode

    def __repr__(self): return f"<_io.TextIOWrapper name={self.name!r} mode={self.mode!r} encoding='utf-8'>"

    def isatty(self): return False

    def readable(self): return self.mode == "r"

    def writable(self): return self.mode == "w"

    def flush(self): pass

    def close(self): raise ValueError("Descent closes none of the standard streams")

    def write(self, text):
        if self.mode == "r": raise OSError("not writable")
        if not isinstance(text, str):
            raise TypeError("write() argument must be str, not " + type(text).__name__)
        if self.name == "<stdout>": _write_output(text)
        elif text.strip(): _write_error(text.rstrip("\n"))
        return len(text)

    def writelines(self, lines):
        for line in lines: self.write(line)

    def readline(self):
        if self.mode == "w": raise OSError("not readable")
        return _read_line()

    def read(self):
        lines = []
        while line := self.readline(): lines.append(line)
        return "".join(lines)

    def readlines(self): return list(self)

    def __iter__(self): return self

    def __next__(self):
        if line := self.readline(): return line
        raise StopIteration

stdin, stdout, stderr = TextIOWrapper("<stdin>", "r"), TextIOWrapper("<stdout>", "w"), TextIOWrapper("<stderr>", "w")
