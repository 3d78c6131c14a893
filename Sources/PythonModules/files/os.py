"""The harmless parts of the system."""
import posixpath as path
from posixpath import curdir, pardir, sep, pathsep, extsep, altsep
name = "posix"
linesep = "\n"
devnull = "/dev/null"

def fspath(path):
    if isinstance(path, str): return path
    if hasattr(path, "__fspath__"): return path.__fspath__()
    raise TypeError("expected str, bytes or os.PathLike object, not " + type(path).__name__)
