class _TableTexts:
    """What a table says of itself, and how it is written."""

    def info(self, verbose=None, buf=None, max_cols=None, memory_usage=None, show_counts=None):
        lines = ["<class 'pandas.DataFrame'>", _index_summary(self._index)]
        if not self._data: lines.append('Empty DataFrame')
        else:
            kinds = {}
            for array in self._data: kinds[str(array.dtype)] = kinds.get(str(array.dtype), 0) + 1
            if verbose is False: lines.append(_columns_summary(self._columns))
            else:
                lines.append(f"Data columns (total {len(self._data)} columns):")
                lines += self._lines_of_columns(show_counts is not False)
            lines.append('dtypes: ' + ', '.join(f"{kind}({kinds[kind]})" for kind in sorted(kinds)))
            if memory_usage is not False:
                objects = any(isinstance(array, _ObjectArray) for array in self._data)
                more = '+' if objects or isinstance(self._index._values, (StringArray, _ObjectArray)) else ''
                lines.append(f"memory usage: {_size_text(sum(array.nbytes for array in self._data) + _index_bytes(self._index), more)}")
        text = '\n'.join(lines)
        if buf is None: print(text)
        else: buf.write(text + '\n')

    def _lines_of_columns(self, counted):
        rows = [[' # ', 'Column', 'Dtype']] if not counted else [[' # ', 'Column', 'Non-Null Count', 'Dtype']]
        rows.append(['-' * len(text) for text in rows[0]])
        for place, name in enumerate(self._columns):
            array = self._data[place]
            count = [f"{_reduced(array, 'count')} non-null"] if counted else []
            rows.append([f" {place} ", _escaped(name)] + count + [str(array.dtype)])
        widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
        return ['  '.join(text.ljust(widths[place]) for place, text in enumerate(row)) for row in rows]

    def memory_usage(self, index=True, deep=False):
        names, sizes = self._columns.tolist(), [array.nbytes for array in self._data]
        return Series(([_index_bytes(self._index)] if index else []) + sizes, index=(['Index'] if index else []) + names)

    def to_string(self, buf=None, columns=None, index=True, na_rep='NaN', float_format=None, header=True, justify=None, max_rows=None, show_dimensions=False, **options):
        frame = self if columns is None else self[list(columns)]
        text = _frame_text(
            frame, max_rows or None, None, None, show_dimensions, index=index, na_rep=na_rep, float_format=float_format, header=header, justify=justify, letters=None)
        if buf is None: return text
        buf.write(text)

    def to_csv(self, path_or_buf=None, sep=',', na_rep='', float_format=None, columns=None, header=True, index=True, index_label=None, mode='w', encoding=None, lineterminator='\n', quoting=0, quotechar='"', decimal='.', **options):
        _refuse('to_csv', options)
        frame = self if columns is None else self[list(columns)]
        fields = [_fields_of(array, na_rep, float_format, decimal) for array in frame._data]
        names = [str(name) for name in frame._columns] if header is True or header is False else list(header)
        if index:
            parts = frame._index._arrays if isinstance(frame._index, MultiIndex) else [frame._index._values]
            fields = [_fields_of(array, na_rep, float_format, decimal) for array in parts] + fields
            labels = frame._index.names if index_label is None else [index_label] if isinstance(index_label, str) else list(index_label)
            names = ['' if label is None else str(label) for label in labels] + names
        special = (sep, quotechar, '\n', '\r')
        columns = [[_quoted_field(field, special, quotechar, quoting) for field in column] for column in fields]
        lines = [sep.join(row) for row in zip(*columns)]
        if header is not False: lines.insert(0, sep.join(_quoted_field(name, special, quotechar, quoting) for name in names))
        text = ''.join([line + lineterminator for line in lines])
        if path_or_buf is None: return text
        if hasattr(path_or_buf, 'write'): path_or_buf.write(text)
        else:
            with open(str(path_or_buf), mode) as file: file.write(text)

    def to_dict(self, orient='dict', **options):
        names = self._columns.tolist()
        if orient == 'dict': return {name: column.to_dict() for name, column in self.items()}
        if orient == 'list': return {name: column.tolist() for name, column in self.items()}
        if orient == 'series': return dict(self.items())
        rows = [list(row) for row in zip(*[array.tolist() for array in self._data])]
        if orient == 'records': return [dict(zip(names, row)) for row in rows]
        if orient == 'index': return {label: dict(zip(names, rows[place])) for place, label in enumerate(self._index)}
        if orient == 'split': return {'index': self._index.tolist(), 'columns': names, 'data': rows}
        raise ValueError(f"orient '{orient}' not understood")

    def to_records(self, *given, **named): raise NotImplementedError("there are no records here: to_dict('records') gives dictionaries")

    def to_json(self, *given, **named): raise NotImplementedError("json.dumps(t.to_dict('records')) writes a table as JSON")

    def to_excel(self, *given, **named): raise NotImplementedError("spreadsheets aren't written here: to_csv writes a file that they read")

    def to_parquet(self, *given, **named): raise NotImplementedError("this format isn't written here: to_csv writes text")

    to_pickle = to_feather = to_hdf = to_sql = to_parquet

    def to_markdown(self, *given, **named): raise NotImplementedError("to_string gives the table as text")

    to_html = to_latex = to_markdown


def _refuse(name, options):
    """Says which of the options that were given isn't there."""
    for option in options: raise NotImplementedError(f"{name} has no option {option}= here")


def _index_summary(index):
    kind = type(index).__name__
    return f"{kind}: {len(index)} entries" + (f", {index[0]} to {index[-1]}" if len(index) else '')


def _columns_summary(columns):
    return f"Columns: {len(columns)} entries" + (f", {columns[0]} to {columns[-1]}" if len(columns) else '')


def _size_text(size, more):
    for unit in ('bytes', 'KB', 'MB', 'GB'):
        if size < 1024: return f"{size:3.1f}{more} {unit}"
        size /= 1024
    return f"{size:3.1f}{more} TB"


def _fields_of(array, na_rep, float_format, decimal):
    if isinstance(array, np.ndarray) and array.dtype.kind == 'f':
        if float_format is not None: texts = [na_rep if value != value else _by_format(value, float_format) for value in array.tolist()]
        else: texts = [na_rep if value != value else repr(value) for value in array.tolist()]
        return texts if decimal == '.' else [text.replace('.', decimal) for text in texts]
    if isinstance(array, np.ndarray): return [str(value) for value in array.tolist()]
    return [na_rep if _is_missing(value) else str(value) for value in array.tolist()]


def _quoted_field(field, special, quote, quoting):
    if quoting == 1 or any(mark in field for mark in special): return quote + field.replace(quote, quote + quote) + quote
    return field
