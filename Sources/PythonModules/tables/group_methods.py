_GROUP_SORTED = ('min', 'max', 'median', 'first', 'last', 'prod', 'nunique', 'any', 'all', 'skew')


def _group_values(array, codes, count, how, groups, ddof=1):
    """A value of each group of a column."""
    if how == 'size': return np.bincount(codes[codes >= 0], minlength=count)
    if how == 'count':
        there = (codes >= 0) & ~_isna(array)
        return np.bincount(codes if there.all() else codes[there], minlength=count)
    if not isinstance(array, np.ndarray) and how in ('mean', 'median', 'std', 'var', 'sem', 'prod', 'skew'):
        kind = 'str' if isinstance(array, StringArray) else 'object'
        raise TypeError(f"dtype '{kind}' does not support operation '{how}'" if kind == 'str' else f"agg function failed [how->{how},dtype->object]")
    if how in ('sum', 'mean') and isinstance(array, np.ndarray): return _group_totals(array, codes, count, how)
    if how in ('var', 'std', 'sem'):
        variances, counts = _group_variances(codes, array.astype(float), count, ddof)
        if how == 'var': return variances
        return np.sqrt(variances) if how == 'std' else np.sqrt(variances) / np.sqrt(counts)
    order, starts, ends = groups._places()
    if how in ('min', 'max') and isinstance(array, np.ndarray): return _group_extremes(array, order, starts, ends, how)
    if how == 'median': return _group_medians(array, codes, count)
    sorted_values = array[order]
    made = [_reduced(sorted_values[start:end], how) for start, end in zip(starts.tolist(), ends.tolist())]
    if how in ('first', 'last') and isinstance(array, np.ndarray) and array.dtype.kind == 'f': return np.array(made, dtype=array.dtype)
    if isinstance(array, StringArray) and how in ('min', 'max', 'first', 'last', 'sum'): return _as_texts(made)
    return _of_list(made) if made else array[:0]


def _group_totals(array, codes, count, how):
    if how == 'sum' and array.dtype.kind in 'iub':
        sums = np.zeros(count, dtype=np.int64)
        kept = codes >= 0
        np.add.at(sums, codes[kept], array[kept].astype(np.int64))
        return sums
    sums, counts = _group_sums(codes, array if array.dtype == np.float64 else array.astype(float), count)
    if how == 'sum': return sums
    with np.errstate(all='ignore'): return sums / counts


def _group_extremes(array, order, starts, ends, how):
    if array.dtype.kind == 'f' and np.isnan(array).any():
        gone = np.isnan(array)
        filled = np.where(gone, np.inf if how == 'min' else -np.inf, array)
        made = _group_extremes(filled, order, starts, ends, how)
        there = np.array([(~gone[order[start:end]]).any() for start, end in zip(starts.tolist(), ends.tolist())], dtype=bool)
        return np.where(there, made, nan)
    if not len(starts): return array[:0]
    return (np.minimum if how == 'min' else np.maximum).reduceat(array[order], starts)


def _group_medians(array, codes, count):
    values = array.astype(float)
    kept = (codes >= 0) & ~np.isnan(values)
    codes, values = codes[kept], values[kept]
    values = values[np.lexsort((values, codes))]
    counts = np.bincount(codes, minlength=count)
    starts = np.cumsum(counts) - counts
    result, there = np.full(count, nan), counts > 0
    low, high = (starts + (counts - 1) // 2)[there], (starts + counts // 2)[there]
    result[there] = (values[low] + values[high]) / 2
    return result


class _GroupMethods:
    """Functions of whole groups."""

    def agg(self, function=None, *given, **named):
        if function is None: return self._named_aggregates(named)
        if isinstance(function, str): return getattr(self, function)(*given, **named)
        if isinstance(function, dict):
            if any(isinstance(one, (list, tuple)) for one in function.values()): raise NotImplementedError(
                "there are no columns with several names here: agg(name=('column', 'mean'), …) gives each result one")
            return self._result([(name, self._aggregate_of(name, one)) for name, one in function.items()], False)
        if isinstance(function, (list, tuple)):
            if self._one is None: raise NotImplementedError(
                "there are no columns with several names here: agg(name=('column', 'mean'), …) gives each result one")
            return self._result([(_name_of(one), self._aggregate_of(None, one)) for one in function], False)
        return self._by_group(lambda column: function(column, *given, **named))

    def _named_aggregates(self, named):
        if not named: raise TypeError("Must provide 'func' or tuples of '(column, aggfunc).")
        if self._one is not None: return self._result([(name, self._aggregate_of(None, one)) for name, one in named.items()], False)
        return self._result([(name, self._aggregate_of(*pair)) for name, pair in named.items()], False)

    def _aggregate_of(self, name, function):
        groups = self if name is None else self[name]
        made = getattr(groups, function)() if isinstance(function, str) else groups._by_group(function)
        return made._values if isinstance(made, Series) else made._data[-1]

    aggregate = agg

    def apply(self, function, *given, include_groups=False, **named):
        made, keys = [], [name for name, _, own in self._keys if own]
        for label, group in self:
            if self._one is None and self._chosen is None: group = group.drop(columns=keys)
            made.append(function(group, *given, **named))
        if made and isinstance(made[0], DataFrame): raise NotImplementedError("apply gives a number or a column for each group here: transform() and nlargest of a sorted table do the rest")
        if made and isinstance(made[0], Series):
            if self._one is not None: raise NotImplementedError("apply of a column gives one value for each group here: agg([…]) gives several")
            whole = DataFrame([part.to_dict() for part in made])
            return self._result(list(zip(whole._columns, whole._data)), False)
        return self._result([(None if self._one is None else self._single_name, _of_list(made))], self._as_index)

    def transform(self, function, *given, **named):
        codes = self._groups()[0]
        pairs = []
        for name, array in self._values():
            if isinstance(function, str) and function in ('cumsum', 'cumprod', 'cummax', 'cummin', 'rank', 'shift', 'diff', 'ffill', 'bfill', 'fillna', 'pct_change'):
                values = self._along(array, lambda column: getattr(column, function)(*given, **named))
            elif isinstance(function, str): values = _taken(_group_values(array, codes, self.ngroups, function, self), codes)
            else: values = self._along(array, function)
            pairs.append((name, values))
        return self._like_rows(pairs)

    def _along(self, array, function):
        """What a function gives of the rows of each group, in the order of the table."""
        order, starts, ends = self._places()
        parts = []
        for start, end in zip(starts.tolist(), ends.tolist()):
            column = Series(array[order[start:end]], index=self._frame._index[order[start:end]])
            made = function(column)
            parts.append(made._values if isinstance(made, Series) else _repeated_value(made, len(column)) if not _is_list(made) else _array(made))
        if not parts: return array
        whole = _joined(parts)
        back = np.full(len(array), -1)
        first = int(starts[0])
        back[order[first:]] = np.arange(len(order) - first)
        return _taken(whole, back)

    def _like_rows(self, pairs):
        if self._one is not None: return Series(pairs[0][1], index=self._frame._index, name=pairs[0][0])
        return _frame([array for _, array in pairs], Index([name for name, _ in pairs]), self._frame._index)

    def cumsum(self): return self.transform('cumsum')

    def cumprod(self): return self.transform('cumprod')

    def cummax(self): return self.transform('cummax')

    def cummin(self): return self.transform('cummin')

    def rank(self, method='average', ascending=True, pct=False): return self.transform('rank', method=method, ascending=ascending, pct=pct)

    def shift(self, periods=1): return self.transform('shift', periods)

    def diff(self, periods=1): return self.transform('diff', periods)

    def ffill(self): return self.transform('ffill')

    def bfill(self): return self.transform('bfill')

    def cumcount(self, ascending=True):
        order, starts, ends = self._places()
        codes = self._groups()[0]
        numbers = np.empty(len(codes), dtype=np.int64)
        numbers[order] = np.arange(len(codes)) - starts[codes[order]]
        if not ascending: numbers = (ends - starts)[codes] - 1 - numbers
        return Series(numbers, index=self._frame._index)

    def ngroup(self): return Series(self._groups()[0], index=self._frame._index)

    def head(self, n=5): return self._selected()._at_places(self.cumcount()._values < n)

    def tail(self, n=5): return self._selected()._at_places(self.cumcount(False)._values < n)

    def nth(self, n):
        codes = self._groups()[0]
        numbers = self.cumcount()._values if n >= 0 else self.cumcount(False)._values
        return self._selected()._at_places((numbers == (n if n >= 0 else -n - 1)) & (codes >= 0))

    def filter(self, function, dropna=True):
        codes = self._groups()[0]
        kept = np.array([bool(function(group)) for _, group in self] + [False], dtype=bool)
        return self._selected()._at_places(kept[codes])

    def describe(self, percentiles=None):
        if self._one is None: raise NotImplementedError(
            "there are no columns with several names here: choose a column, as groupby('a')['b'].describe()")
        order, starts, ends = self._places()
        column = self._selected()
        parts = [column._at_places(order[start:end]).describe(percentiles) for start, end in zip(starts.tolist(), ends.tolist())]
        names = parts[0]._index.tolist()
        return self._result([(name, _of_list([part._values[place] for part in parts])) for place, name in enumerate(names)], False)

    def pipe(self, function, *given, **named): return function(self, *given, **named)

    @property
    def plot(self): raise NotImplementedError("plot the groups one by one: for name, group in t.groupby('a'): plt.plot(group.x, group.y, label=name)")

    def hist(self, *given, **named): return self.plot


class NamedAgg(tuple):
    """A column and what sums it up, for `agg`."""

    def __new__(cls, column, aggfunc): return tuple.__new__(cls, (column, aggfunc))
