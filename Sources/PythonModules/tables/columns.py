class _ColumnMethods:
    """The methods of a column that look at its values."""

    def astype(self, dtype, copy=None, errors='raise'):
        if isinstance(dtype, dict): dtype = dtype[self._name]
        return self._made(_converted(self._values, dtype))

    def fillna(self, value, axis=None, inplace=False, limit=None):
        gone = _isna(self._values)
        values = self._values
        if gone.any():
            if isinstance(value, (dict, Series)):
                filling = Series(value).reindex(self._index)._values
                gone = gone & ~_isna(filling)
                value = filling[gone]
            values = _replaced(values, gone, value)
        return self._given_back(self._made(values), inplace)

    def ffill(self, axis=None, inplace=False, limit=None):
        gone = _isna(self._values)
        places = np.maximum.accumulate(np.where(gone, -1, np.arange(len(gone)))) if len(gone) else np.arange(0)
        return self._given_back(self._made(_taken(self._values, places)), inplace)

    def bfill(self, axis=None, inplace=False, limit=None):
        return self._given_back(self._made(self._at_places(slice(None, None, -1)).ffill()._values[::-1]), inplace)

    def interpolate(self, method='linear', axis=None, inplace=False):
        if method != 'linear': raise NotImplementedError("interpolate draws straight lines here: method='linear'")
        gone, places = _isna(self._values), np.arange(len(self))
        if gone.all() or not gone.any(): return self.copy()
        values = np.interp(places, places[~gone], self._values[~gone])
        values[:np.argmax(~gone)] = nan
        return self._given_back(self._made(values), inplace)

    def dropna(self, axis=0, inplace=False, how=None, ignore_index=False):
        gone = _isna(self._values)
        made = self._at_places(~gone) if gone.any() else self.copy()
        return self._given_back(made.reset_index(drop=True) if ignore_index else made, inplace)

    def sort_values(self, axis=0, ascending=True, inplace=False, kind='quicksort', na_position='last', ignore_index=False, key=None):
        values = self._values if key is None else key(self)._values
        made = self._at_places(_sorted_places(values, ascending, na_position))
        return self._given_back(made.reset_index(drop=True) if ignore_index else made, inplace)

    def value_counts(self, normalize=False, sort=True, ascending=False, bins=None, dropna=True):
        if bins is not None: raise NotImplementedError("value_counts counts values here: cut() them first, or np.histogram")
        codes, values = (_factorized if dropna else _numbered)(self._values)
        counts = np.bincount(codes[codes >= 0], minlength=len(values))
        if normalize: counts = counts / counts.sum()
        made = Series(counts, index=_index_of(values, self._name), name='proportion' if normalize else 'count')
        return made.sort_values(ascending=ascending) if sort else made

    def _distinct(self): return _numbered(self._values)[1]

    def unique(self):
        return self._distinct()

    def nunique(self, dropna=True):
        codes, values = _factorized(self._values)
        return len(values) + (0 if dropna else int((codes < 0).any()))

    def drop_duplicates(self, keep='first', inplace=False, ignore_index=False):
        made = self._at_places(~self.duplicated(keep)._values)
        return self._given_back(made.reset_index(drop=True) if ignore_index else made, inplace)

    def factorize(self, sort=False):
        codes, values = (_sorted_codes if sort else _factorized)(self._values)
        return codes, Index(values)

    def map(self, function, na_action=None):
        if isinstance(function, (dict, Series)):
            table = function if isinstance(function, Series) else Series(function)
            known = table._index._known()
            places = np.array([known.get(item, -1) for item in self._values.tolist()], dtype=np.int64)
            return self._made(_taken(table._values, places))
        if na_action == 'ignore': made = [item if _is_missing(item) else function(item) for item in self._values.tolist()]
        else: made = [function(item) for item in self._values.tolist()]
        return self._made(_mapped_values(made, self._values))

    def apply(self, function, args=(), **named):
        if isinstance(function, str): return getattr(self, function)(*args, **named)
        if isinstance(function, (list, dict)): return self.agg(function)
        if _is_ufunc(function): return function(self)
        made = [function(item, *args, **named) for item in self._values.tolist()]
        if made and isinstance(made[0], Series): return DataFrame(made, index=self._index)
        return self._made(_mapped_values(made, self._values))

    def agg(self, function, *given, **named):
        if isinstance(function, str): return getattr(self, function)(*given, **named)
        if isinstance(function, (list, tuple)):
            return Series([self.agg(one) for one in function], index=[_name_of(one) for one in function], name=self._name)
        if isinstance(function, dict):
            return Series([self.agg(one) for one in function.values()], index=list(function), name=self._name)
        if function in _REDUCING: return getattr(self, _REDUCING[function])()
        return function(self, *given, **named)

    aggregate = agg

    def transform(self, function, *given, **named):
        return getattr(self, function)(*given, **named) if isinstance(function, str) else self.apply(function, given, **named)

    def replace(self, to_replace=None, value=None, inplace=False, regex=False):
        if regex: raise NotImplementedError("replace takes plain values here: regex=False")
        pairs = to_replace.items() if isinstance(to_replace, dict) else zip(
            to_replace, value if _is_list(value) else [value] * len(to_replace)) if _is_list(to_replace) else [(to_replace, value)]
        before, values = self._values, self._values
        for old, new in pairs:
            found = _isna(before) if _is_missing(old) else np.asarray(_operated(before, old, _operator.eq), dtype=bool)
            if isinstance(before, np.ndarray) and before.dtype.kind == 'b' and not isinstance(old, (bool, np.bool)): continue
            if found.any():
                try: values = _replaced(values, found, new)
                except TypeError: values = _of_list(_replaced(_ObjectArray(values.tolist()), found, new)._items)
        return self._given_back(self._made(values), inplace)

    def where(self, cond, other=nan): return self._chosen(cond, other, False)

    def mask(self, cond, other=nan): return self._chosen(cond, other, True)

    def _chosen(self, cond, other, gone):
        if callable(cond): cond = cond(self)
        places = _mask_of(cond, self._index)
        if not gone: places = ~places
        if callable(other): other = other(self)
        if isinstance(other, Series): other = other.reindex(self._index)._values
        if _is_list(other): other = _array(other)[places]
        if not places.any(): return self.copy()
        values = self._values
        if isinstance(values, np.ndarray) and values.dtype.kind == 'b' and not _is_list(other) and not isinstance(other, (bool, np.bool)):
            values = _ObjectArray(values.tolist())
        return self._made(_replaced(values, places, other))

    def count(self): return _reduced(self._values, 'count')

    def isin(self, values):
        if isinstance(values, str): raise TypeError(f"only list-like objects are allowed to be passed to isin(), you passed a `str`")
        wanted = set(values)
        gone = any(_is_missing(item) for item in wanted)
        ours = self._values
        if isinstance(ours, np.ndarray):
            numbers = [item for item in wanted if isinstance(item, _NUMBERS + (bool, np.bool)) and not _is_missing(item)]
            found = np.isin(ours, np.array(numbers)) if numbers else np.zeros(len(ours), dtype=bool)
        else:
            codes, known = _factorized(ours)
            found = np.array([item in wanted for item in known] + [False], dtype=bool)[codes]
        return self._made(found | _isna(ours) if gone else found)

    def between(self, left, right, inclusive='both'):
        low = self > left if inclusive in ('right', 'neither') else self >= left
        return low & (self < right if inclusive in ('left', 'neither') else self <= right)

    def mode(self, dropna=True):
        codes, values = _sorted_codes(self._values)
        counts = np.bincount(codes[codes >= 0], minlength=len(values))
        chosen = values[counts == counts.max()] if len(values) else values
        return Series(chosen, name=self._name)

    def quantile(self, q=0.5, interpolation='linear'):
        found = _quantiles(self._values, q)
        return Series(found, index=Index(np.asarray(q, dtype=float)), name=self._name) if _is_list(q) else found

    def describe(self, percentiles=None, include=None, exclude=None):
        if isinstance(self._values, np.ndarray) and self.dtype.kind in 'iuf': return self._described(percentiles)
        counts = self.value_counts()
        top, frequency = (counts.index[0], counts.iloc[0]) if len(counts) else (nan, nan)
        made = [self.count(), len(counts), top, frequency]
        return Series(_ObjectArray(made), index=['count', 'unique', 'top', 'freq'], name=self._name)

    def _described(self, percentiles):
        parts = sorted(set([0.25, 0.5, 0.75] if percentiles is None else list(percentiles)))
        texts = [format(part * 100, '.10g') + '%' for part in parts]
        found = _quantiles(self._values, parts)
        values = [self.count(), self.mean(), self.std(), self.min()] + found.tolist() + [self.max()]
        return Series(
            np.array(values, dtype=float), index=['count', 'mean', 'std', 'min'] + texts + ['max'], name=self._name)

    def _extreme_place(self, name):
        if not isinstance(self._values, np.ndarray):
            items = self._values.tolist()
            places = [place for place, item in enumerate(items) if not _is_missing(item)]
            if not places: raise ValueError(f"attempt to get {name} of an empty sequence")
            return (max if name == 'argmax' else min)(places, key=lambda place: items[place])
        gone = _isna(self._values)
        if not len(gone): raise ValueError(f"attempt to get {name} of an empty sequence")
        if gone.all(): raise ValueError("Encountered all NA values")
        empty = -np.inf if name == 'argmax' else np.inf
        return int(getattr(np.where(gone, empty, self._values) if gone.any() else self._values, name)())

    def argmax(self, axis=0, skipna=True): return self._extreme_place('argmax')

    def argmin(self, axis=0, skipna=True): return self._extreme_place('argmin')

    def idxmax(self, axis=0, skipna=True): return self._index[self._extreme_place('argmax')]

    def idxmin(self, axis=0, skipna=True): return self._index[self._extreme_place('argmin')]

    def argsort(self, axis=0): return self._made(_sorted_places(self._values))

    def nlargest(self, n=5, keep='first'): return self.sort_values(ascending=False).head(n)

    def nsmallest(self, n=5, keep='first'): return self.sort_values().head(n)

    def corr(self, other, method='pearson'):
        first, second = _paired(self, other)
        if method == 'spearman': first, second = _ranked_pair(first, second)
        elif method != 'pearson': raise NotImplementedError("corr has the methods 'pearson' and 'spearman' here")
        return _correlation(first, second)

    def cov(self, other, ddof=1): return _covariance(*_paired(self, other), ddof)

    def dot(self, other):
        return np.dot(self.to_numpy(), other.to_numpy() if isinstance(other, (Series, DataFrame)) else np.asarray(other))

    __matmul__ = dot

    def searchsorted(self, value, side='left'): return np.searchsorted(self.to_numpy(), value, side=side)

    def rename(self, index=None, inplace=False):
        if callable(index) or isinstance(index, (dict, Series)):
            made = self._made(self._values, Index(_renamed(self._index, index), name=self._index.name))
        else:
            made = self._made(self._values)
            made._name = index
        return self._given_back(made, inplace)

    def rename_axis(self, index=None): return self._made(self._values, self._index.rename(index))

    def add_prefix(self, prefix): return self.rename(lambda label: f"{prefix}{label}")

    def add_suffix(self, suffix): return self.rename(lambda label: f"{label}{suffix}")

    def reset_index(self, level=None, drop=False, name=None, inplace=False):
        if drop: return self._given_back(self._made(self._values, RangeIndex(len(self))), inplace)
        return self.to_frame(name).reset_index()

    def set_axis(self, labels): return self._made(self._values, _index(labels))

    def drop(self, labels=None, axis=0, index=None, inplace=False, errors='raise'):
        labels = index if labels is None else labels
        return self._given_back(self._at_places(_kept_places(self._index, labels, errors)), inplace)

    def pop(self, item):
        value = self[item]
        self._become(self.drop(item))
        return value

    def equals(self, other):
        return isinstance(other, Series) and self._index.equals(other._index) and self.dtype == other.dtype and _same(
            self._values, other._values)

    def groupby(self, by=None, sort=True, dropna=True, as_index=True, level=None, observed=True):
        frame = _frame([self._values], Index([0 if self._name is None else self._name]), self._index)
        if by is None and level is not None: by = _level_keys(self._index, level)
        elif isinstance(by, str) and by not in self._index.names: raise KeyError(by)
        elif by is None: raise TypeError("You have to supply one of 'by' and 'level'")
        elif isinstance(by, str): by = _level_keys(self._index, by)
        elif isinstance(by, list) and by and all(isinstance(one, str) and one in self._index.names for one in by): by = _level_keys(self._index, by)
        return GroupBy(frame, by, True, sort, dropna)._column(0, self._name)

    def hist(self, bins=10, ax=None, **options): return _Plot(self).hist(bins=bins, ax=ax, **options)

    def memory_usage(self, index=True, deep=False): return self._values.nbytes + (_index_bytes(self._index) if index else 0)


def _mapped_values(made, before):
    """What a function gave of each element, as the values of a column."""
    if not made: return before
    return _of_list(made)


def _name_of(function): return function if isinstance(function, str) else getattr(function, '__name__', '<lambda>')


def _paired(first, second):
    if not first._index.equals(second._index):
        labels = [label for label in first._index if label in second._index]
        first, second = first.loc[labels], second.loc[labels]
    return first._values, second._values


def _ranked_pair(first, second):
    both = ~(_isna(first) | _isna(second))
    return _ranks(first[both]), _ranks(second[both])


def _renamed(labels, mapper):
    if callable(mapper): return [mapper(label) for label in labels]
    return [mapper.get(label, label) for label in labels]


def _kept_places(index, labels, errors='raise'):
    gone = [labels] if isinstance(labels, str) or not _is_list(labels) else list(labels)
    absent = [label for label in gone if label not in index]
    if absent and errors == 'raise': raise KeyError(f"{_labels_text(absent)} not found in axis")
    known = set(gone)
    return np.array([label not in known for label in index], dtype=bool)


def _index_bytes(index): return 132 if isinstance(index, RangeIndex) else index._values.nbytes


def _level_keys(index, level):
    """Parts of the labels of rows, to group by."""
    levels = list(level) if isinstance(level, (list, tuple)) else [level]
    keys = []
    for one in levels:
        values = index.get_level_values(one)
        keys.append(Series(values._values, index=index, name=values.name))
    return keys if isinstance(level, (list, tuple)) else keys[0]
