_READING = (
    'sep', 'header', 'names', 'usecols', 'dtype', 'skiprows', 'skipfooter', 'nrows', 'na_values', 'keep_default_na', 'na_filter',
    'decimal', 'thousands', 'comment', 'encoding', 'parse_dates', 'true_values', 'false_values', 'skip_blank_lines', 'quotechar',
    'skipinitialspace', 'quoting', 'escapechar', 'compression')
_IGNORED = ('engine', 'low_memory', 'memory_map', 'float_precision', 'storage_options', 'dtype_backend', 'verbose', 'doublequote')


def read_csv(filepath_or_buffer, *, sep=None, delimiter=None, index_col=None, converters=None, **options):
    """A file of text with columns as a table."""
    options = {name: value for name, value in options.items() if name not in _IGNORED}
    for name in options:
        if name not in _READING:
            raise NotImplementedError(f"read_csv has no option {name}= here: read the file, and change the columns then")
    separator = delimiter if sep is None else sep
    options['sep'] = ',' if separator is None else separator
    source = filepath_or_buffer
    if hasattr(source, 'read'): source, options['is_text'] = source.read(), True
    else: source = str(source)
    if '://' in source and 'is_text' not in options:
        raise NotImplementedError("there is no network here: save the file first, and read it by its name")
    made = table_of_columns(*_read_table(source, options))
    if options.get('parse_dates') is not None and options['parse_dates'] is not False:
        import warnings
        warnings.warn('parse_dates= gives days since 1970-01-01 as numbers here, not dates; without it they stay text')
    if converters is not None:
        for name, function in converters.items(): made[name] = made[name].astype(str).map(function)
    if index_col is None or index_col is False: return made
    if isinstance(index_col, (list, tuple)): raise NotImplementedError("read_csv takes one column as index_col= here: set_index([…]) does the rest")
    named = made._columns[index_col] if isinstance(index_col, int) else index_col
    indexed = made.set_index(named)
    # A column that the file doesn't name gives an index without a name.
    return indexed.rename_axis(None) if str(named).startswith('Unnamed: ') else indexed


def read_table(filepath_or_buffer, *, sep='\t', **options):
    """The same for columns with tabs between them."""
    return read_csv(filepath_or_buffer, sep=sep, **options)


def table_of_columns(names, columns, missing):
    """A table of arrays; where an array of truth values stands in `missing`, texts are missing where it is true."""
    data = []
    for place, column in enumerate(columns):
        gone = missing[place]
        data.append(StringArray(column, gone) if column.dtype.kind == 'U' else column)
    return _frame(data, Index(list(names)), RangeIndex(len(columns[0]) if len(columns) else 0))


def _not_read(name, advice):
    def refuse(*given, **named): raise NotImplementedError(f"{name} isn't there: {advice}")
    return refuse


read_excel = _not_read('read_excel', 'save the sheet as CSV, and read_csv reads it')
read_json = _not_read('read_json', 'pd.DataFrame(json.load(file)) makes a table of a list of dictionaries')
read_parquet = _not_read('read_parquet', 'write the table as CSV in Python, and read_csv reads it')
read_sql = _not_read('read_sql', 'write the rows as CSV, and read_csv reads them')
read_html = _not_read('read_html', 'write the table as CSV, and read_csv reads it')
read_pickle = read_parquet


def text_of_table(table, separator):
    """What `save` writes: the names of the columns and the rows; labels of rows where they are more than their numbers."""
    return table.to_csv(sep=separator, index=not isinstance(table._index, RangeIndex))


def rows_at_end(table, count, is_last):
    """What `head` and `tail` show."""
    return table.tail(count) if is_last else table.head(count)


def numbers_of_table(table):
    """The names and numbers of the columns of a table that `stats` counts: those of numbers, without missing ones."""
    return [(str(name), column._values.astype(float) if column.dtype.kind == 'b' else column._values) for name, column in table.items() if _is_number(column.dtype)]


def words_of_table(table):
    """What `whos` tells of a table or column: the names of its columns, or its type and range."""
    if isinstance(table, DataFrame): return ', '.join(str(name) for name in table._columns)
    if not _is_number(table.dtype) or not len(_present(table._values)): return f"{table.dtype}"
    return f"{table.min()} to {table.max()}"
