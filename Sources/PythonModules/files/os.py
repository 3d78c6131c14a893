"""The harmless parts of the system."""
import posixpath as path
from posixpath import curdir, pardir, sep, pathsep, extsep, altsep
name = "posix"
linesep = "\n"
devnull = "/dev/null"
error = OSError

def fspath(path):
    if isinstance(path, str): return path
    if hasattr(path, "__fspath__"): return path.__fspath__()
    raise TypeError("expected str, bytes or os.PathLike object, not " + type(path).__name__)

def getcwd(): return _working_folder()

def listdir(path="."):
    path = fspath(path)
    kind = _kind_of_file(path)
    if not kind: raise FileNotFoundError(2, "No such file or directory", path)
    if kind == "file": raise NotADirectoryError(20, "Not a directory", path)
    return _names_in(path)

def makedirs(name, mode=0o777, exist_ok=False):
    name = fspath(name)
    kind = _kind_of_file(name)
    if kind == "folder" and exist_ok: return
    if kind: raise FileExistsError(17, "File exists", name)
    raise OSError(f"Descent makes no folders: make {name!r} yourself, or write the file beside the notebook")

def mkdir(path, mode=0o777): makedirs(path)

def _refused(what):
    def refuse(*args, **kwargs): raise OSError(f"Descent reaches no system: there is no os.{what} here")
    return refuse

system, popen, remove, unlink, rename, replace, rmdir, chdir, putenv = [
    _refused(what) for what in "system popen remove unlink rename replace rmdir chdir putenv".split()]
getenv, walk, scandir, stat, getpid, cpu_count, urandom, chmod = [
    _refused(what) for what in "getenv walk scandir stat getpid cpu_count urandom chmod".split()]

class _Environment:
    def _refuse(self, *args):
        raise OSError("Descent sees no environment variables: a session would depend on the machine")

    get = __getitem__ = __contains__ = __iter__ = __len__ = keys = items = _refuse

    # The libraries that would read these variables don't exist here.
    def __setitem__(self, key, value): pass

    def setdefault(self, key, value=None): return value

    def __repr__(self): return "environ({...})"

environ = _Environment()
