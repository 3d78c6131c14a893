"""Paths as text, with slashes."""
curdir, pardir, sep, pathsep, extsep, altsep = ".", "..", "/", ":", ".", None

def _text(path):
    if isinstance(path, str): return path
    if hasattr(path, "__fspath__"): return path.__fspath__()
    raise TypeError("expected str, bytes or os.PathLike object, not " + type(path).__name__)

def isabs(s): return _text(s).startswith("/")

def join(a, *p):
    path = _text(a)
    for part in p:
        part = _text(part)
        if part.startswith("/"): path = part
        elif not path or path.endswith("/"): path += part
        else: path += "/" + part
    return path

def split(p):
    p = _text(p)
    place = p.rfind("/") + 1
    head, tail = p[:place], p[place:]
    if head.strip("/"): head = head.rstrip("/")
    return head, tail

def basename(p): return split(p)[1]

def dirname(p): return split(p)[0]

def splitext(p):
    p = _text(p)
    start = p.rfind("/") + 1
    dot = p.rfind(".")
    if dot > start and p[start:dot].strip("."): return p[:dot], p[dot:]
    return p, ""

def splitdrive(p): return "", _text(p)

def normcase(s): return _text(s)

def normpath(path):
    path = _text(path)
    if not path: return "."
    slashes = 0
    if path.startswith("/"):
        slashes = 2 if path.startswith("//") and not path.startswith("///") else 1
    kept = []
    for part in path.split("/"):
        if part in ("", "."): continue
        if part != ".." or not slashes and not kept or kept and kept[-1] == "..": kept.append(part)
        elif kept: kept.pop()
    return "/" * slashes + "/".join(kept) or "."

def commonprefix(m):
    if not m: return ""
    low, high = min(m), max(m)
    for i, letter in enumerate(low):
        if letter != high[i]: return low[:i]
    return low

def commonpath(paths):
    paths = [_text(p) for p in paths]
    if not paths: raise ValueError("commonpath() arg is an empty sequence")
    if len({p.startswith("/") for p in paths}) != 1: raise ValueError("Can't mix absolute and relative paths")
    parts = [[part for part in p.split("/") if part and part != "."] for p in paths]
    low, high = min(parts), max(parts)
    common = low
    for i, part in enumerate(low):
        if part != high[i]:
            common = low[:i]
            break
    return ("/" if paths[0].startswith("/") else "") + "/".join(common)

def exists(path): return _kind_of_file(_text(path)) != ""

def isfile(path): return _kind_of_file(_text(path)) == "file"

def isdir(s): return _kind_of_file(_text(s)) == "folder"

def getsize(filename): return _size_of_file(_text(filename))
