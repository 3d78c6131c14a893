"""Paths as objects."""
import os
import fnmatch as _fnmatch
import glob as _glob

class PurePath:
    def __init__(self, *segments):
        text = os.path.join("", *[os.fspath(part) for part in segments]) if segments else ""
        root = "//" if text.startswith("//") and not text.startswith("///") else "/" if text.startswith("/") else ""
        parts = [part for part in text.split("/") if part and part != "."]
        self._root, self._names = root, parts

    @classmethod
    def _from(cls, root, names):
        path = cls()
        path._root, path._names = root, names
        return path

    def __str__(self): return self._root + "/".join(self._names) or "."

    def __fspath__(self): return str(self)

    def as_posix(self): return str(self)

    def __repr__(self): return f"{type(self).__name__}({str(self)!r})"

    def __hash__(self): return hash(str(self))

    def __eq__(self, other): return str(self) == str(other) if isinstance(other, PurePath) else NotImplemented

    def __lt__(self, other): return self.parts < other.parts if isinstance(other, PurePath) else NotImplemented

    def __le__(self, other): return self.parts <= other.parts if isinstance(other, PurePath) else NotImplemented

    def __gt__(self, other): return self.parts > other.parts if isinstance(other, PurePath) else NotImplemented

    def __ge__(self, other): return self.parts >= other.parts if isinstance(other, PurePath) else NotImplemented

    def __truediv__(self, key):
        if not isinstance(key, (str, PurePath)): return NotImplemented
        return self.joinpath(key)

    def __rtruediv__(self, key): return type(self)(key, self) if isinstance(key, str) else NotImplemented

    def joinpath(self, *other): return type(self)(str(self), *other)

    @property
    def parts(self): return ((self._root,) if self._root else ()) + tuple(self._names)

    @property
    def drive(self): return ""

    @property
    def root(self): return self._root

    @property
    def anchor(self): return self._root

    @property
    def name(self): return self._names[-1] if self._names else ""

    @property
    def suffix(self):
        place = self.name.rfind(".")
        return self.name[place:] if 0 < place < len(self.name) - 1 else ""

    @property
    def suffixes(self):
        if self.name.endswith("."): return []
        return ["." + part for part in self.name.lstrip(".").split(".")[1:]]

    @property
    def stem(self):
        place = self.name.rfind(".")
        return self.name[:place] if 0 < place < len(self.name) - 1 else self.name

    @property
    def parent(self): return type(self)._from(self._root, self._names[:-1])

    @property
    def parents(self):
        return tuple(type(self)._from(self._root, self._names[:end]) for end in range(len(self._names) - 1, -1, -1))

    def is_absolute(self): return bool(self._root)

    def with_name(self, name):
        if not self.name: raise ValueError(f"{self!r} has an empty name")
        if not name or "/" in name or name == ".": raise ValueError(f"Invalid name {name!r}")
        return type(self)._from(self._root, self._names[:-1] + [name])

    def with_stem(self, stem): return self.with_name(stem + self.suffix)

    def with_suffix(self, suffix):
        if "/" in suffix or suffix and not suffix.startswith(".") or suffix == ".":
            raise ValueError(f"Invalid suffix {suffix!r}")
        if not self.name: raise ValueError(f"{self!r} has an empty name")
        return self.with_name(self.stem + suffix)

    def relative_to(self, *other):
        base = type(self)(*other)
        if base.parts != self.parts[:len(base.parts)]:
            raise ValueError(f"{str(self)!r} is not in the subpath of {str(base)!r}"
                " OR one path is relative and the other is absolute.")
        return type(self)._from("", list(self.parts[len(base.parts):]))

    def is_relative_to(self, *other):
        base = type(self)(*other)
        return base.parts == self.parts[:len(base.parts)]

    def match(self, path_pattern):
        parts = type(self)(path_pattern).parts
        if not parts: raise ValueError("empty pattern")
        if len(parts) > len(self.parts): return False
        return all(_fnmatch.fnmatchcase(a, b) for a, b in zip(self.parts[::-1], parts[::-1]))

class PurePosixPath(PurePath): pass

class Path(PurePath):
    def __new__(cls, *segments): return object.__new__(PosixPath if cls is Path else cls)

    @classmethod
    def cwd(cls): return cls(os.getcwd())

    def absolute(self): return self if self._root else type(self)(os.getcwd(), self)

    def resolve(self, strict=False): return type(self)(os.path.normpath(str(self.absolute())))

    def exists(self): return os.path.exists(str(self))

    def is_file(self): return os.path.isfile(str(self))

    def is_dir(self): return os.path.isdir(str(self))

    def iterdir(self):
        for name in os.listdir(str(self)): yield type(self)(self, name)

    def glob(self, pattern):
        if not pattern: raise ValueError(f"Unacceptable pattern: {pattern!r}")
        if pattern.startswith("/"): raise NotImplementedError("Non-relative patterns are unsupported")
        prefix = _glob.escape(str(self)) + "/"
        for found in _glob.glob(prefix + pattern): yield type(self)(found)

    def mkdir(self, mode=0o777, parents=False, exist_ok=False): os.makedirs(str(self), exist_ok=exist_ok)

    def open(self, mode="r", buffering=-1, encoding=None, errors=None, newline=None):
        return open(str(self), mode, buffering, encoding, errors, newline)

    def read_text(self, encoding=None, errors=None):
        with open(str(self), encoding=encoding, errors=errors) as file: return file.read()

    def read_bytes(self):
        with open(str(self), "rb") as file: return file.read()

    def write_text(self, data, encoding=None, errors=None, newline=None):
        if not isinstance(data, str): raise TypeError("data must be str, not %s" % data.__class__.__name__)
        with open(str(self), "w", encoding=encoding, errors=errors, newline=newline) as file: return file.write(data)

    def write_bytes(self, data):
        with open(str(self), "wb") as file: return file.write(data)

    def _refuse(self, *args, **kwargs): raise OSError("Descent removes and renames no files")

    unlink = rmdir = rename = replace = chmod = symlink_to = touch = _refuse

class PosixPath(Path): pass
