_REGULAR = set('\\^$.|?*+()[]{}')


class _Texts:
    """What `str` of a column gives: methods of texts, on each of them; a missing one stays missing."""

    def __init__(self, column, made=None):
        if not isinstance(column._values, (StringArray, _ObjectArray)):
            raise AttributeError("Can only use .str accessor with string values, not " + {'f': 'floating', 'b': 'boolean'}.get(column.dtype.kind, 'integer'))
        self._column, self._wrap = column, made or (lambda column: column)

    def _each(self, function, gone=nan, dtype=None):
        column = self._column
        if isinstance(column._values, _ObjectArray) and dtype is None and not any(isinstance(item, str) for item in column._values._items):
            return self._wrap(column.copy())
        # What is asked of one text is asked once, however many rows have it.
        codes, values = _factorized(column._values)
        made = [function(item) if isinstance(item, str) else nan for item in values.tolist()]
        whole = _of_list(made) if made else StringArray(np.array([], dtype='<U1'))
        absent = (codes < 0).any()
        if dtype is bool and (not absent or gone is not nan):
            whole = _joined([np.array([item is True for item in made], dtype=bool), np.array([gone is True])])
            return self._wrap(column._made(whole[codes]))
        if dtype is bool:
            return self._wrap(column._made(np.array([item is True for item in made] + [False], dtype=bool)[codes]))
        return self._wrap(column._made(_taken(whole, codes)))

    def lower(self): return self._each(lambda text: text.lower())

    def upper(self): return self._each(lambda text: text.upper())

    def title(self): return self._each(lambda text: text.title())

    def capitalize(self): return self._each(lambda text: text.capitalize())

    def swapcase(self): return self._each(lambda text: text.swapcase())

    def casefold(self): return self._each(lambda text: text.casefold())

    def strip(self, to_strip=None): return self._each(lambda text: text.strip(to_strip))

    def lstrip(self, to_strip=None): return self._each(lambda text: text.lstrip(to_strip))

    def rstrip(self, to_strip=None): return self._each(lambda text: text.rstrip(to_strip))

    def removeprefix(self, prefix): return self._each(lambda text: text.removeprefix(prefix))

    def removesuffix(self, suffix): return self._each(lambda text: text.removesuffix(suffix))

    def len(self): return self._each(len)

    def zfill(self, width): return self._each(lambda text: text.zfill(width))

    def center(self, width, fillchar=' '): return self._each(lambda text: text.center(width, fillchar))

    def ljust(self, width, fillchar=' '): return self._each(lambda text: text.ljust(width, fillchar))

    def rjust(self, width, fillchar=' '): return self._each(lambda text: text.rjust(width, fillchar))

    def pad(self, width, side='left', fillchar=' '):
        return {'left': self.rjust, 'right': self.ljust, 'both': self.center}[side](width, fillchar)

    def repeat(self, repeats): return self._each(lambda text: text * repeats)

    def find(self, sub, start=0, end=None): return self._each(lambda text: text.find(sub, start, end))

    def count(self, pat):
        _refuse_patterns(pat)
        return self._each(lambda text: text.count(pat))

    def startswith(self, pat, na=nan): return self._each(lambda text: text.startswith(pat), na, bool)

    def endswith(self, pat, na=nan): return self._each(lambda text: text.endswith(pat), na, bool)

    def contains(self, pat, case=True, flags=0, na=nan, regex=True):
        if regex: parts = _alternatives(pat)
        else: parts = [pat]
        if case: return self._each(lambda text: any(part in text for part in parts), na, bool)
        parts = [part.lower() for part in parts]
        return self._each(lambda text: any(part in text.lower() for part in parts), na, bool)

    def match(self, pat, case=True, flags=0, na=nan):
        _refuse_patterns(pat)
        return self.startswith(pat, na)

    def fullmatch(self, pat, case=True, flags=0, na=nan):
        _refuse_patterns(pat)
        return self._each(lambda text: text == pat, na, bool)

    def replace(self, pat, repl=None, n=-1, case=None, flags=0, regex=False):
        if regex: _refuse_patterns(pat)
        if isinstance(pat, dict):
            def replaced(text):
                for old, new in pat.items(): text = text.replace(old, new)
                return text
            return self._each(replaced)
        return self._each(lambda text: text.replace(pat, repl, n))

    def split(self, pat=None, n=-1, expand=False): return self._parts(lambda text: text.split(pat, n if n else -1), expand)

    def rsplit(self, pat=None, n=-1, expand=False): return self._parts(lambda text: text.rsplit(pat, n if n else -1), expand)

    def _parts(self, function, expand):
        column = self._column
        made = [function(item) if isinstance(item, str) else nan for item in column._values.tolist()]
        if not expand: return column._made(_ObjectArray(made))
        width = max([len(parts) for parts in made if parts is not nan], default=1)
        whole = [[nan] * width if parts is nan else parts + [None] * (width - len(parts)) for parts in made]
        return _frame([_array([parts[place] for parts in whole]) for place in range(width)], RangeIndex(width), column._index)

    def get(self, i):
        def element(item): return item[i] if isinstance(item, (str, list, tuple)) and -len(item) <= i < len(item) else nan
        return self._column._made(_of_list([element(item) for item in self._column._values.tolist()]))

    def __getitem__(self, key):
        if not isinstance(key, slice): return self.get(key)
        return self._each(lambda text: text[key])

    def slice(self, start=None, stop=None, step=None): return self[start:stop:step]

    def cat(self, others=None, sep='', na_rep=None):
        items = self._column._values.tolist()
        if others is None: return sep.join(item for item in items if isinstance(item, str))
        return self._column + sep + others

    def join(self, sep): return self._column._made(_of_list([sep.join(item) for item in self._column._values.tolist()]))

    def isdigit(self): return self._each(lambda text: text.isdigit(), nan, bool)

    def isnumeric(self): return self._each(lambda text: text.isnumeric(), nan, bool)

    def isalpha(self): return self._each(lambda text: text.isalpha(), nan, bool)

    def isalnum(self): return self._each(lambda text: text.isalnum(), nan, bool)

    def isupper(self): return self._each(lambda text: text.isupper(), nan, bool)

    def islower(self): return self._each(lambda text: text.islower(), nan, bool)

    def isspace(self): return self._each(lambda text: text.isspace(), nan, bool)

    def get_dummies(self, sep='|'):
        rows = [set(item.split(sep)) if isinstance(item, str) else set() for item in self._column._values.tolist()]
        names = sorted(set().union(*rows) - {''})
        return _frame([np.array([int(name in row) for row in rows]) for name in names], Index(names), self._column._index)

    def __getattr__(self, name):
        if name in ('extract', 'extractall', 'findall'):
            raise NotImplementedError(f"there are no regular expressions here: str.{name} has str.split, str[:n] and map instead")
        raise AttributeError(f"'StringMethods' object has no attribute '{name}'")


def _alternatives(pattern):
    """The texts of a pattern that is only texts with | between them."""
    parts = pattern.split('|')
    for part in parts: _refuse_patterns(part)
    return parts


def _refuse_patterns(pattern):
    if isinstance(pattern, str) and any(letter in _REGULAR for letter in pattern):
        raise NotImplementedError(
            f"there are no regular expressions here, as {pattern!r} may be one: regex=False takes it as it stands")
