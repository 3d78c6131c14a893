from collections import namedtuple as _namedtuple

__version__ = '3.1.1'


def isna(obj):
    """Whether values are missing."""
    if isinstance(obj, (Series, DataFrame, Index)): return obj.isna()
    return _isna(_array(obj)) if _is_list(obj) else bool(_is_missing(obj))


def notna(obj):
    """Whether values are there."""
    if isinstance(obj, (Series, DataFrame, Index)): return obj.notna()
    return ~isna(obj) if _is_list(obj) else not isna(obj)


isnull, notnull = isna, notna


def unique(values):
    """The distinct values, in order of appearance."""
    return Series(values).unique()


def factorize(values, sort=False):
    """Numbers for values, and the values that they stand for."""
    codes, distinct = Series(values).factorize(sort)
    return codes, distinct if isinstance(values, (Series, Index)) else distinct.values


def value_counts(values, *given, **named): return Series(values).value_counts(*given, **named)


def to_numeric(arg, errors='raise', downcast=None):
    """Texts as numbers; those that are none raise, or are missing with errors='coerce'."""
    if downcast is not None: raise NotImplementedError("to_numeric has no option downcast= here: astype() chooses the type")
    column = arg if isinstance(arg, Series) else Series(arg)
    if isinstance(column._values, np.ndarray): return arg
    made, whole = [], True
    for place, item in enumerate(column._values.tolist()):
        try:
            value = nan if _is_missing(item) else item if not isinstance(item, str) else _number_of(item)
        except ValueError:
            if errors == 'raise': raise ValueError(f"Unable to parse string {item!r} at position {place}") from None
            value = nan
        made.append(value)
    values = _of_list(made)
    return column._made(values) if isinstance(arg, Series) else values


def _number_of(text):
    try: return int(text)
    except ValueError: return float(text)


def to_datetime(*given, **named):
    """Dates, which there are no columns of here."""
    raise NotImplementedError("there are no columns of times here: parts of the texts, as t.date.str[:4].astype(int), do for years")


date_range = Timestamp = to_timedelta = Timedelta = to_datetime


def cut(x, bins, right=True, labels=None, retbins=False, precision=3, include_lowest=False):
    """In which interval each value lies: its number, with labels=False."""
    if labels is not False: raise NotImplementedError("there are no categories here: cut(…, labels=False) gives the numbers of the intervals")
    values = _array(x).astype(float)
    if isinstance(bins, (int, np.integer)):
        low, high = np.nanmin(values), np.nanmax(values)
        if low == high: low, high = low - 0.001 * abs(low) or -0.001, high + 0.001 * abs(high) or 0.001
        edges = np.linspace(low, high, bins + 1)
        adjust = (high - low) * 0.001
        if right: edges[0] -= adjust
        else: edges[-1] += adjust
    else: edges = np.asarray(bins, dtype=float)
    return _numbers_of_intervals(x, values, edges, right, include_lowest, retbins)


def qcut(x, q, labels=None, retbins=False):
    """In which part of equally many values each one lies: its number, with labels=False."""
    if labels is not False: raise NotImplementedError("there are no categories here: qcut(…, labels=False) gives the numbers of the parts")
    values = _array(x).astype(float)
    edges = _quantiles(values, np.linspace(0, 1, q + 1) if isinstance(q, (int, np.integer)) else q)
    return _numbers_of_intervals(x, values, edges, True, True, retbins)


def _numbers_of_intervals(x, values, edges, right, include_lowest, retbins):
    if (np.diff(edges) < 0).any(): raise ValueError("bins must increase monotonically.")
    if (np.diff(edges) == 0).any(): raise ValueError(f"Bin edges must be unique: {edges!r}.\nYou can drop duplicate edges by setting the 'duplicates' kwarg")
    places = np.searchsorted(edges, values, side='left' if right else 'right')
    if include_lowest: places = np.where(values == edges[0], 1, places)
    outside = (places == 0) | (places == len(edges)) | np.isnan(values)
    codes = np.where(outside, nan, places - 1.0) if outside.any() else places - 1
    made = x._made(codes) if isinstance(x, Series) else codes
    return (made, edges) if retbins else made


def melt(frame, id_vars=None, value_vars=None, var_name=None, value_name='value'):
    """Columns one below another, with their names beside."""
    kept = [] if id_vars is None else [id_vars] if isinstance(id_vars, str) else list(id_vars)
    names = [name for name in frame._columns if name not in kept] if value_vars is None else [value_vars] if isinstance(value_vars, str) else list(value_vars)
    count = len(frame)
    data = [frame[name]._values[np.tile(np.arange(count), len(names))] for name in kept]
    data.append(_array(names)[np.repeat(np.arange(len(names)), count)])
    data.append(_joined([frame[name]._values for name in names]))
    titles = kept + ['variable' if var_name is None else var_name, value_name]
    return _frame(data, Index(titles), RangeIndex(count * len(names)))


def pivot_table(data, values=None, index=None, columns=None, aggfunc='mean', fill_value=None, **options):
    """A table of what sums up the rows that have each pair of values of two columns."""
    _refuse('pivot_table', options)
    for given in (values, index, columns):
        if isinstance(given, (list, tuple)) and len(given) != 1: raise NotImplementedError("pivot_table takes one column each here; groupby of several and unstack() do the rest")
    values, index, columns = (given[0] if isinstance(given, (list, tuple)) else given for given in (values, index, columns))
    if index is None or columns is None or values is None: raise NotImplementedError("pivot_table takes one column each for values=, index= and columns= here; groupby does the rest")
    groups = GroupBy(data, [index, columns], False)[values].agg(aggfunc).dropna(subset=values)
    rows, row_labels = _sorted_codes(groups[index]._values)
    places, labels = _sorted_codes(groups[columns]._values)
    found = np.full((len(labels), len(row_labels)), -1)
    found[places, rows] = np.arange(len(rows))
    column = groups[values]._values
    arrays = [_taken(column, found[place]) for place in range(len(labels))]
    made = _frame(arrays, _index_of(labels, columns), _index_of(row_labels, index))
    return made if fill_value is None else made.fillna(fill_value)


def crosstab(index, columns, normalize=False):
    """How many rows have each pair of values."""
    first, names = _sorted_codes(_array(index))
    second, labels = _sorted_codes(_array(columns))
    counts = [np.bincount(first[(second == place) & (first >= 0)], minlength=len(names)) for place in range(len(labels))]
    made = _frame(counts, _index_of(labels, getattr(columns, 'name', None)), _index_of(names, getattr(index, 'name', None)))
    if normalize: raise NotImplementedError("crosstab counts here: divide the table by its sums")
    return made


def _option(name):
    """The option of printing that a name means, which may be a part of it."""
    short = str(name).removeprefix('display.')
    found = [key for key in _DISPLAY if key == short] or [key for key in _DISPLAY if short in key]
    if len(found) != 1: raise OptionError(f"No such option: {name!r}: here there are " + ', '.join('display.' + key for key in _DISPLAY))
    return found[0]


class OptionError(AttributeError, KeyError):
    """An option that there isn't."""


def set_option(*given):
    """Sets how tables are printed: pairs of names and values."""
    for name, value in zip(given[::2], given[1::2]): _display[_option(name)] = value


def get_option(name):
    """How tables are printed."""
    return _display[_option(name)]


def reset_option(name):
    """Prints tables as at first again; 'all' resets every option."""
    for key in _DISPLAY if name == 'all' else [_option(name)]: _display[key] = _DISPLAY[key]


class _Options:
    """The options as attributes."""

    @property
    def display(self): return self

    def __getattr__(self, name): return get_option(name)

    def __setattr__(self, name, value): set_option(name, value)


options = _Options()
