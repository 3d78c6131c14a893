"""Rows of fields as text."""
QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE = 0, 1, 2, 3

class Error(Exception): pass

class Dialect:
    delimiter, quotechar, escapechar, doublequote, skipinitialspace = ",", '"', None, True, False
    lineterminator, quoting, strict = "\r\n", QUOTE_MINIMAL, False

class excel(Dialect): pass

class excel_tab(excel): delimiter = "\t"

class unix_dialect(Dialect): lineterminator, quoting = "\n", QUOTE_ALL

_dialects = {"excel": excel, "excel-tab": excel_tab, "unix": unix_dialect}
_names = (
    "delimiter", "quotechar", "escapechar", "doublequote", "skipinitialspace", "lineterminator", "quoting", "strict")

class _Form:
    def __init__(self, dialect, given):
        if isinstance(dialect, str): dialect = get_dialect(dialect)
        for name in _names: setattr(self, name, getattr(dialect, name, getattr(Dialect, name)))
        for name, value in given.items():
            if name not in _names: raise TypeError(f"'{name}' is an invalid keyword argument for this function")
            setattr(self, name, value)
        for name in ("delimiter", "quotechar", "escapechar"):
            value = getattr(self, name)
            if value is None and name != "delimiter": continue
            if not isinstance(value, str):
                kind = "string" if name == "delimiter" else "string or None"
                raise TypeError(f'"{name}" must be {kind}, not {type(value).__name__}')
            if len(value) != 1 and (value or name == "delimiter"):
                raise TypeError(f'"{name}" must be a 1-character string')
        if self.quoting not in (0, 1, 2, 3): raise TypeError('bad "quoting" value')
        if self.quoting != QUOTE_NONE and not self.quotechar:
            if self.quoting == QUOTE_MINIMAL and "quoting" not in given: self.quoting = QUOTE_NONE
            else: raise TypeError("quotechar must be set if quoting enabled")

def register_dialect(name, dialect=excel, **fmtparams): _dialects[name] = _Form(dialect, fmtparams)

def get_dialect(name):
    if name not in _dialects: raise Error("unknown dialect")
    return _dialects[name]

def unregister_dialect(name):
    if name not in _dialects: raise Error("unknown dialect")
    del _dialects[name]

def list_dialects(): return list(_dialects)

class reader:
    def __init__(self, csvfile, dialect="excel", **fmtparams):
        self.dialect, self.line_num, self._lines = _Form(dialect, fmtparams), 0, iter(csvfile)

    def __iter__(self): return self

    def __next__(self):
        row = _Row(self.dialect)
        while True:
            try: line = next(self._lines)
            except StopIteration:
                if row.is_open():
                    if self.dialect.strict: raise Error("unexpected end of data")
                    row.end_field()
                    return row.fields
                raise
            if not isinstance(line, str):
                raise Error(f"iterator should return strings, not {type(line).__name__} (the file should be opened in text mode)")
            self.line_num += 1
            row.take(line)
            if not row.is_open(): return row.fields

class _Row:
    """The fields of a row, as far as they have been read."""
    def __init__(self, form):
        self.form, self.fields, self.field, self.state, self.is_number = form, [], [], "row", False

    def is_open(self): return self.state not in ("row", "end")

    def end_field(self):
        text = "".join(self.field)
        self.fields.append(float(text) if self.is_number else text)
        self.field, self.is_number, self.state = [], False, "field"

    def take(self, line):
        for letter in line: self._take(letter)
        if self.state == "quoted escape":
            self.field.append("\n")
            self.state = "quoted"
        elif self.state == "escape":
            self.field.append("\n")
            self.state = "plain"
        elif self.state in ("quoted", "escape end"): pass
        elif self.state not in ("row", "end"):
            self.end_field()
            self.state = "end"

    def _take(self, letter):
        form, state = self.form, self.state
        if state == "end":
            if letter not in "\r\n":
                raise Error("new-line character seen in unquoted field - do you need to open the file in universal-newline mode?")
        elif state in ("quoted escape", "escape"):
            self.field.append(letter)
            self.state = "quoted" if state == "quoted escape" else "escape end" if letter in "\r\n" else "plain"
        elif state == "quoted":
            if letter == form.escapechar: self.state = "quoted escape"
            elif letter == form.quotechar and form.quoting != QUOTE_NONE:
                self.state = "quote" if form.doublequote else "plain"
            else: self.field.append(letter)
        elif state == "quote": self._behind_quote(letter)
        elif state in ("row", "field"): self._begin(letter)
        elif letter in "\r\n": self._end_row()
        elif letter == form.escapechar: self.state = "escape"
        elif letter == form.delimiter: self.end_field()
        else: self.field.append(letter)

    def _begin(self, letter):
        form = self.form
        if letter in "\r\n":
            if self.state == "row": self.state = "end"
            else: self._end_row()
        elif letter == form.quotechar and form.quoting != QUOTE_NONE: self.state = "quoted"
        elif letter == form.escapechar: self.state = "escape"
        elif letter == " " and form.skipinitialspace: self.state = "field"
        elif letter == form.delimiter: self.end_field()
        else:
            if form.quoting == QUOTE_NONNUMERIC: self.is_number = True
            self.field.append(letter)
            self.state = "plain"

    def _behind_quote(self, letter):
        form = self.form
        if letter == form.quotechar and form.quoting != QUOTE_NONE:
            self.field.append(letter)
            self.state = "quoted"
        elif letter == form.delimiter: self.end_field()
        elif letter in "\r\n": self._end_row()
        elif not form.strict:
            self.field.append(letter)
            self.state = "plain"
        else: raise Error(f"'{form.delimiter}' expected after '{form.quotechar}'")

    def _end_row(self):
        self.end_field()
        self.state = "end"

class _Writer:
    def __init__(self, csvfile, dialect, fmtparams):
        self._write, self.dialect = csvfile.write, _Form(dialect, fmtparams)

    def writerow(self, row):
        try: fields = list(row)
        except TypeError: raise Error(f"iterable expected, not {type(row).__name__}")
        form = self.dialect
        texts = [self._text(field, len(fields) == 1) for field in fields]
        return self._write(form.delimiter.join(texts) + form.lineterminator)

    def writerows(self, rows):
        for row in rows: self.writerow(row)

    def _text(self, field, isAlone):
        form = self.dialect
        text = "" if field is None else str(field)
        quotes = form.quoting == QUOTE_ALL or form.quoting == QUOTE_NONNUMERIC and not _is_number(field)
        special = {form.delimiter, form.quotechar, form.escapechar, "\n", "\r", *form.lineterminator}
        pieces = []
        for letter in text:
            if letter in special:
                if form.quoting == QUOTE_NONE or letter == form.quotechar and not form.doublequote \
                        or letter == form.escapechar:
                    if not form.escapechar: raise Error("need to escape, but no escapechar set")
                    pieces.append(form.escapechar)
                else:
                    if letter == form.quotechar: pieces.append(letter)
                    quotes = True
            pieces.append(letter)
        if not text and isAlone and not quotes:
            if form.quoting == QUOTE_NONE: raise Error("single empty field record must be quoted")
            quotes = True
        text = "".join(pieces)
        return form.quotechar + text + form.quotechar if quotes else text

def _is_number(field):
    try: return not isinstance(field, (str, bytes)) and field is not None and field + 0 is not None
    except TypeError: return False

def writer(csvfile, dialect="excel", **fmtparams): return _Writer(csvfile, dialect, fmtparams)

class DictReader:
    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect="excel", *args, **kwds):
        self._names, self.restkey, self.restval = None if fieldnames is None else list(fieldnames), restkey, restval
        self.reader, self.dialect, self.line_num = reader(f, dialect, *args, **kwds), dialect, 0

    def __iter__(self): return self

    @property
    def fieldnames(self):
        if self._names is None:
            try: self._names = next(self.reader)
            except StopIteration: pass
        self.line_num = self.reader.line_num
        return self._names

    @fieldnames.setter
    def fieldnames(self, value): self._names = value

    def __next__(self):
        names = self.fieldnames
        row = next(self.reader)
        while row == []: row = next(self.reader)
        self.line_num = self.reader.line_num
        result = dict(zip(names, row))
        if len(names) < len(row): result[self.restkey] = row[len(names):]
        for name in names[len(row):]: result[name] = self.restval
        return result

class DictWriter:
    def __init__(self, f, fieldnames, restval="", extrasaction="raise", dialect="excel", *args, **kwds):
        if extrasaction.lower() not in ("raise", "ignore"):
            raise ValueError(f"extrasaction ({extrasaction}) must be 'raise' or 'ignore'")
        self.fieldnames, self.restval, self.extrasaction = fieldnames, restval, extrasaction
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self): return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def _row(self, rowdict):
        if self.extrasaction == "raise":
            wrong = [name for name in rowdict if name not in self.fieldnames]
            if wrong: raise ValueError("dict contains fields not in fieldnames: " + ", ".join(repr(x) for x in wrong))
        return [rowdict.get(name, self.restval) for name in self.fieldnames]

    def writerow(self, rowdict): return self.writer.writerow(self._row(rowdict))

    def writerows(self, rowdicts): return self.writer.writerows([self._row(row) for row in rowdicts])
