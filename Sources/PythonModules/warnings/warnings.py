"""Warnings, and what is to become of them."""
filters = [
    ("default", None, DeprecationWarning, "__main__", 0), ("ignore", None, DeprecationWarning, None, 0),
    ("ignore", None, PendingDeprecationWarning, None, 0), ("ignore", None, ImportWarning, None, 0),
    ("ignore", None, ResourceWarning, None, 0),
]
_actions = ("error", "ignore", "always", "default", "module", "once")
# The places that have warned since the filters last changed.
_told = set()
# The target of warnings; None for standard error.
_log = None

class WarningMessage:
    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message, self.category, self.filename, self.lineno = message, category, filename, lineno
        self.file, self.line, self.source = file, line, source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return (f"{{message : {self.message!r}, category : {self._category_name!r}, filename : {self.filename!r}, "
            f"lineno : {self.lineno}, line : {self.line!r}}}")

def _check(action, category, lineno):
    if action not in _actions: raise AssertionError(f"invalid action: {action!r}")
    if not isinstance(category, type): raise AssertionError("category must be a class")
    if not issubclass(category, Warning): raise AssertionError("category must be a Warning subclass")
    if not isinstance(lineno, int) or lineno < 0: raise AssertionError("lineno must be an int >= 0")

def _add(item, append):
    if append:
        if item not in filters: filters.append(item)
    else:
        if item in filters: filters.remove(item)
        filters.insert(0, item)
    _told.clear()

class _Beginning:
    """What a text must begin with: letters, `.` for any and `.*` for any number of them."""
    def __init__(self, pattern, ignores_case):
        self.pattern, self._ignores, self._parts = pattern, ignores_case, []
        place = 0
        while place < len(pattern):
            letter = pattern[place]
            if letter == "." and pattern[place + 1:place + 2] == "*": place, letter = place + 1, "any"
            elif letter == ".": letter = "one"
            elif letter == "\\" and not pattern[place + 1:place + 2].isalnum():
                place += 1
                letter = pattern[place:place + 1]
            elif letter in "\\[](){}*+?|^$":
                raise ValueError(f"Descent reads no regular expressions: write {pattern!r} with letters, . and .* alone")
            self._parts.append(letter)
            place += 1

    def __eq__(self, other): return isinstance(other, _Beginning) and self.pattern == other.pattern

    __hash__ = None

    def __repr__(self): return f"re.compile({self.pattern!r}{', re.IGNORECASE' if self._ignores else ''})"

    def match(self, text):
        if self._ignores: text = text.lower()
        at, part, star, kept = 0, 0, -1, 0
        while part < len(self._parts):
            want = self._parts[part]
            if want == "any": star, kept, part = part, at, part + 1
            elif at < len(text) and (want == "one" or (want.lower() if self._ignores else want) == text[at]):
                at, part = at + 1, part + 1
            elif star >= 0 and kept < len(text):
                kept += 1
                at, part = kept, star + 1
            else: return None
        return self

def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    if not isinstance(message, str): raise AssertionError("message must be a string")
    if not isinstance(module, str): raise AssertionError("module must be a string")
    _check(action, category, lineno)
    text = _Beginning(message, True) if message else None
    place = _Beginning(module, False) if module else None
    _add((action, text, category, place, lineno), append)

def simplefilter(action, category=Warning, lineno=0, append=False):
    _check(action, category, lineno)
    _add((action, None, category, None, lineno), append)

def resetwarnings():
    filters.clear()
    _told.clear()

def formatwarning(message, category, filename, lineno, line=None):
    if line is None: line = _line(filename, lineno)
    return f"{filename}:{lineno}: {category.__name__}: {message}\n" + (f"  {line.strip()}\n" if line else "")

def showwarning(message, category, filename, lineno, file=None, line=None):
    text = formatwarning(message, category, filename, lineno, line)
    if file is None: _write_warning(text.rstrip("\n"))
    else: file.write(text)

_show = showwarning

def _matches(item, text, category, module, lineno):
    _, message, kind, place, number = item
    return ((message is None or message.match(text) is not None) and issubclass(category, kind)
        and (place is None or (place == module if isinstance(place, str) else place.match(module) is not None))
        and number in (0, lineno))

def _action(message, category, filename, lineno, module, cell):
    """What is to become of a warning: None where nothing is."""
    text = str(message)
    action = "default"
    for item in filters:
        if _matches(item, text, category, module, lineno):
            action = item[0]
            break
    if action == "ignore": return None
    if action == "error": raise message
    if action != "always":
        place = {"once": None, "module": filename}.get(action, (filename, cell, lineno))
        if (text, category, place) in _told: return None
        _told.add((text, category, place))
    return action

def _tell(message, category, filename, lineno, source):
    if _log is not None: _log.append(WarningMessage(message, category, filename, lineno, source=source))
    else: showwarning(message, category, filename, lineno)

def warn_explicit(
    message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None
):
    if isinstance(message, Warning): category = message.__class__
    else: message = category(message)
    if module is None: module = filename[:-3] if filename.endswith(".py") else filename or "<unknown>"
    if _action(message, category, filename, int(lineno), module, None):
        _tell(message, category, filename, int(lineno), source)

def warn(message, category=None, stacklevel=1, source=None):
    if isinstance(message, Warning): category = message.__class__
    if category is None: category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    if not isinstance(message, Warning): message = category(message)
    filename, lineno, cell, module = _place(stacklevel)
    if _action(message, category, filename, lineno, module, cell): _tell(message, category, filename, lineno, source)

def _of_library(text, name):
    """Whether a warning that isn't the program's own is told as one of the shell's."""
    category = _categories.get(name, RuntimeWarning)
    if name == "ComplexWarning":
        import numpy
        category = numpy.exceptions.ComplexWarning
    filename, lineno, cell, module = _place(1)
    message = category(text)
    if not _action(message, category, filename, lineno, module, cell): return False
    if _log is None and showwarning is _show: return True
    _tell(message, category, filename, lineno, None)
    return False

_categories = {"UserWarning": UserWarning, "RuntimeWarning": RuntimeWarning}

class catch_warnings:
    def __init__(
        self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False
    ):
        self._record, self._entered, self._filter = record, False, None
        if action is not None: self._filter = (action, category, lineno, append)

    def __repr__(self): return "catch_warnings(record=True)" if self._record else "catch_warnings()"

    def __enter__(self):
        global _log, filters
        if self._entered: raise RuntimeError(f"Cannot enter {self!r} twice")
        self._entered = True
        self._kept = (filters, _log, showwarning)
        filters = filters[:]
        _told.clear()
        if self._filter is not None: simplefilter(*self._filter)
        if not self._record: return None
        _log = []
        return _log

    def __exit__(self, *exc_info):
        global _log, filters, showwarning
        if not self._entered: raise RuntimeError(f"Cannot exit {self!r} without entering first")
        filters, _log, showwarning = self._kept
        _told.clear()
