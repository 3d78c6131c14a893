"""Files whose names fit a pattern."""
import os
import fnmatch as _fnmatch

def has_magic(s): return any(letter in s for letter in "*?[")

def escape(pathname): return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in pathname)

def _folders(folder):
    yield folder
    for name in _listed(folder):
        if name[0] != "." and os.path.isdir(os.path.join(folder, name)): yield from _folders(os.path.join(folder, name))

def _listed(folder):
    folder = folder or "."
    return os.listdir(folder) if os.path.isdir(folder) else []

def _fitting(folder, pattern):
    names = _listed(folder)
    if not pattern.startswith("."): names = [name for name in names if not name.startswith(".")]
    return _fnmatch.filter(names, pattern)

def _found(pathname, recursive):
    folder, pattern = os.path.split(pathname)
    if not has_magic(pathname):
        if pattern and os.path.exists(pathname) or not pattern and os.path.isdir(folder): yield pathname
        return
    if folder and folder != pathname and has_magic(folder): folders = _found(folder, recursive)
    else: folders = [folder]
    for folder in folders:
        if recursive and pattern == "**":
            for inner in _folders(folder):
                if inner: yield os.path.join(inner, "") if inner == folder else inner
                for name in _listed(inner):
                    if name[0] != "." and not os.path.isdir(os.path.join(inner, name)): yield os.path.join(inner, name)
        elif has_magic(pattern):
            for name in _fitting(folder, pattern): yield os.path.join(folder, name)
        elif os.path.exists(os.path.join(folder, pattern)): yield os.path.join(folder, pattern)

def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    if root_dir is not None or dir_fd is not None or include_hidden:
        raise ValueError("Descent's glob takes a pattern and recursive alone")
    if recursive and "**" in pathname: raise ValueError("Descent's glob has no **")
    return list(_found(os.fspath(pathname), recursive))

def iglob(pathname, **kw): return iter(glob(pathname, **kw))
