# How tables are printed, by pandas' names of it; 0 columns are as many as fit the width.
_DISPLAY = {
    'max_rows': 60, 'min_rows': 10, 'max_columns': 0, 'width': 80, 'max_colwidth': 50, 'precision': 6, 'float_format': None}
_display = dict(_DISPLAY)


def _is_plain_decimal(text):
    """Whether it is digits, a point and digits, with a sign at most."""
    text = text.strip().lstrip('+-')
    whole, point, part = text.partition('.')
    return point == '.' and whole.isdigit() and (part == '' or part.isdigit())


def _without_common_zeros(texts):
    """Decimals without the zeros at the end that all of them have; one stays behind the point."""
    plain = [_is_plain_decimal(text) for text in texts]
    if not any(plain): return texts
    zeros = min(len(text) - len(text.rstrip('0')) for place, text in enumerate(texts) if plain[place])
    result = []
    for place, text in enumerate(texts):
        if plain[place]:
            if zeros: text = text[:-zeros]
            if text.endswith('.'): text += '0'
        result.append(text)
    return result


def _float_texts(values, space):
    """Floats with six digits behind the point, or with exponents where that would hide small ones."""
    digits = _display['precision']
    def formatted(kind):
        form = f"{space}.{digits}{kind}"
        return _without_common_zeros(['NaN' if value != value else format(value, form) for value in numbers])

    numbers = values.tolist()
    texts = formatted('f')
    sizes = np.abs(values)
    with np.errstate(all='ignore'):
        large, small = (sizes > 1e6).any(), ((sizes < 10.0 ** -digits) & (sizes > 0)).any()
    too_long = len(texts) > 0 and max(len(text) for text in texts) > digits + 6
    return formatted('e') if small or too_long and large else texts


def _escaped(value):
    return str(value).replace('\t', '\\t').replace('\r', '\\r').replace('\n', '\\n')


def _object_text(value, na_rep='NaN'):
    if value is None: return 'None'
    if _is_missing(value): return na_rep
    if isinstance(value, (list, tuple, dict, set)): return _collection_text(value)
    return _escaped(value)


def _collection_text(value):
    if isinstance(value, dict):
        return '{' + ', '.join(f"{_inner_text(key)}: {_inner_text(item)}" for key, item in value.items()) + '}'
    inner = ', '.join(_inner_text(item) for item in value)
    if isinstance(value, list): return f"[{inner}]"
    if isinstance(value, set): return '{' + inner + '}'
    return f"({inner},)" if len(value) == 1 else f"({inner})"


def _inner_text(value):
    return _collection_text(value) if isinstance(value, (list, tuple, dict, set)) else _escaped(value)


def _mixed_texts(values, space, na_rep='NaN'):
    """Values of any kinds; a float without the zeros at its end."""
    texts = []
    for value in values:
        if isinstance(value, (float, np.floating)) and value == value:
            text = format(value, f"{' ' if space != '' else ''}.{_display['precision']}f")
            text = text.rstrip('0')
            texts.append(text + '0' if text.endswith('.') else text)
        else:
            texts.append(('' if space == '' else ' ') + _object_text(value, na_rep))
    return texts


def _texts_of(array, space=' ', na_rep='NaN', float_format=None):
    """The elements as texts of one width; a blank stands before each for a sign."""
    return _fixed(_plain_texts(array, space, na_rep, float_format))


def _plain_texts(array, space=' ', na_rep='NaN', float_format=None):
    kind = array.dtype.kind
    if kind == 'f':
        float_format = float_format or _display['float_format']
        if float_format is not None:
            return [na_rep if value != value else _by_format(value, float_format) for value in array.tolist()]
        texts = _float_texts(array, space)
        return texts if na_rep == 'NaN' else [na_rep if text == 'NaN' else text for text in texts]
    if kind in 'iu': return [format(value, space + 'd') for value in array.tolist()]
    return _mixed_texts(array.tolist(), space, na_rep)


def _by_format(value, form):
    if callable(form): return form(value)
    return form % value if '%' in form else form.format(value)


def _fixed(texts, minimum=0, left=False, most=0):
    """Texts padded to one width; what is longer than a column may be is cut."""
    if not texts: return texts
    width = max(minimum, max(len(text) for text in texts))
    if most == 0: most = _display['max_colwidth']
    if most is not None and width > most:
        width = most
        texts = [text if len(text) <= width else text[:width - 3] + '...' for text in texts]
    return [text.ljust(width) if left else text.rjust(width) for text in texts]


def _beside(columns, space):
    """Columns of lines beside each other, the shorter ones at the bottom."""
    height, padded = max(len(column) for column in columns), []
    for place, column in enumerate(columns):
        width = max(len(text) for text in column) + (space if place < len(columns) - 1 else 0)
        padded.append([' ' * width] * (height - len(column)) + [text.ljust(width) for text in column])
    return [''.join(parts) for parts in zip(*padded)]


def _index_texts(index):
    """Labels as they stand before rows."""
    if isinstance(index, RangeIndex): return _fixed([str(label) for label in index], left=True)
    values = index._values
    texts = _plain_texts(values)
    if not isinstance(values, (StringArray, _ObjectArray)): texts = _fixed(texts, left=True)
    while texts and all(text.startswith(' ') for text in texts): texts = [text[1:] for text in texts]
    return texts


def _shown_places(count, most):
    half = most // 2
    if half < 1: return np.arange(most)
    return np.concatenate([np.arange(half), np.arange(count - half, count)])


def _series_text(series, most=0, few=None, name=True, dtype=True, length='truncate', index=True, na_rep='NaN', float_format=None):
    """A column with its index, and what it is called and of which type at the end."""
    count = len(series)
    if most == 0: most, few = _display['max_rows'], _display['min_rows']
    truncated = bool(most) and count > most
    if truncated and few: most = min(few, most)
    footer = _footer(series, name, dtype, truncated if length == 'truncate' else length)
    if not count: return f"Series([], {footer})"
    shown = series.iloc[_shown_places(count, most)] if truncated else series
    several = isinstance(series.index, MultiIndex)
    names = series.index.names
    labels = _beside(shown.index._texts(any(name is not None for name in names)), 2) if several else _index_texts(shown.index)
    title = labels.pop(0) if several and any(name is not None for name in names) else series.index.name
    texts = _texts_of(shown._values, ' ' if index else '', na_rep, float_format)
    if truncated:
        half = most // 2 or most
        width = len(texts[half - 1])
        texts.insert(half, ('...' if width > 3 else '..').center(width) if width > 2 else '..')
        labels.insert(half, '')
    lines = _beside([labels, texts], 3) if index else texts
    if title is not None and index: lines.insert(0, str(title))
    return '\n'.join(lines + ([footer] if footer else []))


def _footer(series, name, dtype, length):
    parts = []
    if name and series.name is not None: parts.append(f"Name: {_inner_text(series.name)}")
    if length: parts.append(f"Length: {len(series)}")
    if dtype: parts.append(f"dtype: {series.dtype}")
    return ', '.join(parts)


class _Page:
    """The text of a table: its columns as lists of lines, and what of it is shown."""

    def __init__(self, frame, most=None, few=None, index=True, header=True, na_rep='NaN', float_format=None, justify=None, letters=0):
        self.frame, self.index, self.header, self.na_rep = frame, index, header, na_rep
        self.float_format, self.left, self.letters = float_format, justify == 'left', letters
        self.places = None
        if most and len(frame) > most:
            most = min(few, most) if few else most
            self.places = _shown_places(len(frame), most)
        self.half = None if self.places is None else max(most // 2, 1)
        self.columns, self.labels = None, _index_texts(frame.columns)

    def _column(self, place):
        frame = self.frame
        values = frame._data[place] if self.places is None else frame._data[place][self.places]
        header = [self.labels[place]]
        if _is_number(values.dtype): header[0] = ' ' + header[0]
        if not self.header: header = []
        elif self._has_row_name(): header.append('')
        texts = _plain_texts(values, ' ' if self.index else '', self.na_rep, self.float_format)
        texts = _fixed(texts, most=self.letters)
        texts = _fixed(texts, max([len(text) for text in header], default=0), self.left, self.letters)
        width = max([len(text) for text in header + texts], default=0)
        return [text.ljust(width) if self.left else text.rjust(width) for text in header] + texts

    def _has_row_name(self): return self.index and any(name is not None for name in self.frame.index.names)

    def _labels(self):
        index = self.frame.index if self.places is None else self.frame.index[self.places]
        if isinstance(index, MultiIndex): texts = _beside(index._texts(self._has_row_name()), 1)
        else: texts = ([_escaped(index.name)] if self._has_row_name() else []) + _index_texts(index)
        texts = _fixed(texts, left=True, most=self.letters)
        name = self.frame.columns.name
        if not self.header: return texts
        top = '' if name is None else _escaped(name)
        width = max([len(text) for text in texts + [top]])
        return [text.ljust(width) for text in [top] + texts]

    def lines(self, width=None):
        """The lines, of as many columns as stand side by side in the width."""
        count = len(self.frame.columns)
        columns = [self._column(place) for place in range(count)]
        shown = list(range(count))
        made = self._together(columns, shown)
        if width is None: return _beside(made, 1)
        most = _display['max_columns']
        fits = self._fitting(made, width) if most == 0 and len(_beside(made, 1)[0]) >= width else most or count
        if fits < count:
            half = max(fits // 2, 1)
            shown = list(range(half)) + list(range(count - half, count)) if fits > 1 else [0]
            self.columns = half
            made = self._together(columns, shown)
        return _beside(made, 1) if most == 0 else self._folded(made, width)

    def _folded(self, made, width):
        """The lines of columns in blocks below each other that are no wider than the width."""
        first = made[:1] if self.index else []
        rest = made[len(first):]
        room = width - sum(max(len(text) for text in column) + 1 for column in first)
        bounds, taken = [0], 0
        for place, column in enumerate(rest):
            own = max(len(text) for text in column) + 1
            taken += own
            if place and taken + (1 if place == len(rest) - 1 else 2) > room:
                bounds.append(place)
                taken = own
        bounds.append(len(rest))
        lines = []
        for place in range(len(bounds) - 1):
            block = first + rest[bounds[place]:bounds[place + 1]]
            if len(bounds) > 2:
                last = place == len(bounds) - 2
                block = block + [[' ' if last else ' \\'] + [' ' if last else '  '] * (len(block[-1]) - 1)]
            if place: lines.append('')
            lines += _beside(block, 1)
        return lines

    def _fitting(self, made, width):
        """How many columns there can be: those in the middle go first."""
        lengths = [max(len(text) for text in column) for column in made]
        # The column of dots takes five.
        excess = len(_beside(made, 1)[0]) - width + 6
        while excess > 0 and len(lengths) > 1: excess -= lengths.pop(round(len(lengths) / 2)) + 1
        return max(len(lengths) - (1 if self.index else 0), 2)

    def _together(self, columns, shown):
        columns = [list(columns[place]) for place in shown]
        if self.index: columns.insert(0, self._labels())
        height, dots = len(columns[0]), None
        if self.columns is not None:
            dots = self.columns + (1 if self.index else 0)
            columns.insert(dots, [' ...'] * height)
        if self.places is not None:
            for place, column in enumerate(columns): self._with_dots(place, column, place == dots, height)
        return columns

    def _with_dots(self, place, column, is_dots, height):
        width = len(column[self.half])
        dots = '...' if width > 3 or is_dots else '..'
        if is_dots: width = 4
        text = dots.ljust(width) if place == 0 and self.index else dots.rjust(width)
        column.insert(self.half + height - len(self.places), text)


def _frame_text(frame, most=0, few=None, width=None, dimensions='truncate', **options):
    """A table as its print shows it."""
    if most == 0: most, few, width = _display['max_rows'], _display['min_rows'], _display['width']
    if not len(frame) or not len(frame.columns):
        labels = ['[' + ', '.join(_shortened([_escaped(label) for label in index])) + ']' for index in (frame.columns, frame.index)]
        text = f"Empty DataFrame\nColumns: {labels[0]}\nIndex: {labels[1]}"
        cut = most is not None and len(frame) > most
        return text + f"\n\n[{len(frame)} rows x {len(frame.columns)} columns]" if dimensions is True or dimensions and cut else text
    page = _Page(frame, most, few, **options)
    lines = page.lines(width)
    cut = page.places is not None or page.columns is not None
    if dimensions is True or dimensions and cut:
        lines += ['', f"[{len(frame)} rows x {len(frame.columns)} columns]"]
    return '\n'.join(lines)


def _shortened(texts, most=100): return texts if len(texts) <= most else texts[:most] + ['...']


def _index_text(index):
    """An index as its repr shows it, in lines of 80 letters."""
    values = index._values
    if values.dtype.kind == 'f':
        texts = [text.strip() for text in _float_index_texts(values)]
    else: texts = [_quoted(value) for value in values.tolist()]
    name, end = type(index).__name__, f", dtype='{index.dtype}'"
    if index.name is not None: end += f", name={index.name!r}"
    if len(texts) > 100: end += f", length={len(texts)}"
    if not texts: return f"{name}([]{end})"
    short = texts if len(texts) <= 100 else texts[:10] + ['...'] + texts[-10:]
    line = f"{name}([{', '.join(short)}]{end})"
    if len(texts) <= 100 and len(name) + 2 + len(', '.join(short)) + 2 < _DISPLAY['width'] and '\n' not in line: return line
    return _long_index_text(name, texts, end)


def _float_index_texts(values): return [repr(value) if value == value else 'nan' for value in values.tolist()]


def _long_index_text(name, texts, end):
    body = _wrapped(texts, len(name) + 2, not any(text[0] in '\'"' for text in texts))
    return f"{name}([" + body + '],\n' + ' ' * (len(name) + 1) + end.lstrip(', ') + ')'


def _array_text(texts):
    """An array of texts in brackets, in lines of 80 letters, of equal widths where it takes several."""
    if not texts: return '[]'
    body = _wrapped(texts, 1, len(texts) > 100 or len(', '.join(texts)) >= _DISPLAY['width'])
    return '[' + body + ']'


def _wrapped(texts, indent, aligned):
    """Texts with commas between them, in lines of 80 letters, the first ten and the last of more than a hundred."""
    cut = len(texts) > 100
    head, tail = (texts[:10], texts[-10:]) if cut else ([], texts)
    width = max(len(text) for text in head + tail) if aligned else 0
    lead, lines = ' ' * indent, []
    line = lead
    def added(text, last):
        nonlocal line
        if len(line.rstrip()) + len(text.rstrip()) >= _DISPLAY['width'] - (3 if last else 1) and line.rstrip() != '':
            lines.append(line.rstrip())
            line = lead
        line += text
    for text in head: added(text.rjust(width) + ', ', False)
    if cut:
        lines.append(line.rstrip())
        lines.append(lead[:-1] + ' ...')
        line = lead
    for text in tail[:-1]: added(text.rjust(width) + ', ', False)
    added(tail[-1].rjust(width), True)
    lines.append(line)
    return '\n'.join(lines)[indent:]
