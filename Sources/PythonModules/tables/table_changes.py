class _TableChanges:
    """The methods of a table that move, drop, add and name its rows and columns."""

    def dropna(self, axis=0, how=None, thresh=None, subset=None, inplace=False, ignore_index=False):
        if axis in (1, 'columns'): return self._given_back(self._without_missing_columns(how, thresh), inplace)
        frame = self if subset is None else self[[subset] if not _is_list(subset) else list(subset)]
        missing = np.zeros(len(self), dtype=np.int64)
        for array in frame._data: missing += _isna(array)
        if thresh is not None: kept = len(frame._data) - missing >= thresh
        else: kept = missing < max(len(frame._data), 1) if how == 'all' else missing == 0
        made = self.copy() if kept.all() else self._at_places(kept)
        return self._given_back(made.reset_index(drop=True) if ignore_index else made, inplace)

    def _without_missing_columns(self, how, thresh):
        counts = np.array([int(_isna(array).sum()) for array in self._data])
        if thresh is not None: kept = len(self) - counts >= thresh
        else: kept = counts < len(self) if how == 'all' else counts == 0
        return self._with_columns(np.nonzero(kept)[0])

    def sort_values(self, by, axis=0, ascending=True, inplace=False, kind='quicksort', na_position='last', ignore_index=False, key=None):
        names = [by] if isinstance(by, str) or not _is_list(by) else list(by)
        orders = list(ascending) if _is_list(ascending) else [ascending] * len(names)
        if len(orders) != len(names): raise ValueError(f"Length of ascending ({len(orders)}) != length of by ({len(names)})")
        places = np.arange(len(self))
        for number in range(len(names) - 1, -1, -1):
            column = self._label_or_index(names[number])
            if key is not None: column = key(column)
            places = places[_sorted_places(column._values[places], bool(orders[number]), na_position)]
        made = self._at_places(places)
        return self._given_back(made.reset_index(drop=True) if ignore_index else made, inplace)

    def _label_or_index(self, name):
        if name in self._columns: return self._column_at(self._place_of(name))
        if name is not None and name == self._index.name: return Series(self._index._values, index=self._index)
        raise _advised(KeyError(name), name, self._columns)

    def _row_codes(self, subset):
        """A number for each row that those of the same values share."""
        frame = self if subset is None else self[[subset] if not _is_list(subset) else list(subset)]
        codes = np.zeros(len(self), dtype=np.int64)
        for array in frame._data:
            own = _codes_with_missing(array)
            codes = _factorized(codes * (int(own.max()) + 1 if len(own) else 1) + own)[0]
        return codes

    def drop_duplicates(self, subset=None, keep='first', inplace=False, ignore_index=False):
        made = self._at_places(~self.duplicated(subset, keep)._values)
        return self._given_back(made.reset_index(drop=True) if ignore_index else made, inplace)

    def value_counts(self, subset=None, normalize=False, sort=True, ascending=False, dropna=True):
        names = self._columns.tolist() if subset is None else [subset] if isinstance(subset, str) else list(subset)
        if len(names) == 1 and isinstance(subset, str): return self[names[0]].value_counts(normalize, sort, ascending, None, dropna)
        made = GroupBy(self, names, sort=False, dropna=dropna).size()
        if normalize: made = made / made.sum()
        made._name = 'proportion' if normalize else 'count'
        return made.sort_values(ascending=ascending) if sort else made

    def nlargest(self, n, columns, keep='first'): return self.sort_values(columns, ascending=False).head(n)

    def nsmallest(self, n, columns, keep='first'): return self.sort_values(columns).head(n)

    def drop(self, labels=None, axis=0, index=None, columns=None, level=None, inplace=False, errors='raise'):
        if labels is not None:
            if axis in (1, 'columns'): columns = labels
            else: index = labels
        made = self
        if columns is not None: made = made._with_columns(np.nonzero(_kept_places(made._columns, columns, errors))[0])
        if index is not None: made = made._at_places(_kept_places(made._index, index, errors))
        return self._given_back(made, inplace)

    def pop(self, item):
        column = self[item]
        del self[item]
        return column

    def rename(self, mapper=None, index=None, columns=None, axis=None, copy=None, inplace=False, errors='ignore'):
        if mapper is not None:
            if axis in (1, 'columns'): columns = mapper
            else: index = mapper
        made = self.copy()
        if columns is not None:
            if errors == 'raise' and not callable(columns):
                absent = [label for label in columns if label not in self._columns]
                if absent: raise KeyError(f"{absent} not found in axis")
            made._columns = Index(_renamed(self._columns, columns), name=self._columns.name)
        if index is not None: made._index = Index(_renamed(self._index, index), name=self._index.name)
        return self._given_back(made, inplace)

    def rename_axis(self, mapper=None, index=None, columns=None, axis=0):
        made = self.copy()
        if axis in (1, 'columns'): made._columns = self._columns.rename(mapper)
        else:
            if mapper is not None or index is not None: made._index = self._index.rename(mapper if mapper is not None else index)
            if columns is not None: made._columns = self._columns.rename(columns)
            if mapper is None and index is None and columns is None: made._index = self._index.rename(None)
        return made

    def add_prefix(self, prefix): return self.rename(columns=lambda label: f"{prefix}{label}")

    def add_suffix(self, suffix): return self.rename(columns=lambda label: f"{label}{suffix}")

    def set_axis(self, labels, axis=0):
        made = self.copy()
        if axis in (1, 'columns'): made.columns = labels
        else: made.index = labels
        return made

    def reset_index(self, level=None, drop=False, inplace=False, names=None):
        rows = RangeIndex(len(self))
        if drop: return self._given_back(self._made(self._data, index=rows), inplace)
        if isinstance(self._index, MultiIndex):
            titles = [f'level_{place}' if name is None else name for place, name in enumerate(self._index._names if names is None else names)]
            for name in titles:
                if name in self._columns: raise ValueError(f"cannot insert {name}, already exists")
            return self._given_back(self._made(self._index._arrays + self._data, Index(titles + self._columns.tolist()), rows), inplace)
        name = names if names is not None else self._index.name
        if name is None: name = 'index' if 'index' not in self._columns else 'level_0'
        if name in self._columns: raise ValueError(f"cannot insert {name}, already exists")
        columns = Index([name] + self._columns.tolist(), name=self._columns.name)
        return self._given_back(self._made([self._index._values] + self._data, columns, rows), inplace)

    def set_index(self, keys, drop=True, append=False, inplace=False):
        if isinstance(keys, (list, tuple)) and all(_hashable(key) and key in self._columns for key in keys):
            if append: raise NotImplementedError("set_index has no append= here: reset_index() first, and set all of them")
            if len(keys) != 1:
                index = _levels_of([self._data[self._place_of(key)] for key in keys], keys)
                return self._given_back((self.drop(columns=list(keys)) if drop else self)._made_with(index), inplace)
            keys = keys[0]
        if isinstance(keys, (Series, Index, np.ndarray, list)):
            return self._given_back(self._made(self._data, index=_index(keys, len(self))), inplace)
        if keys not in self._columns: raise _advised(KeyError(f"None of {[keys]} are in the columns"), keys, self._columns)
        index = _range_of(self._data[self._place_of(keys)], keys)
        return self._given_back((self.drop(columns=keys) if drop else self)._made_with(index), inplace)

    def _made_with(self, index): return self._made(self._data, index=index)

    def assign(self, **columns):
        made = self.copy()
        for name, value in columns.items(): made[name] = value(made) if callable(value) else value
        return made

    def insert(self, loc, column, value, allow_duplicates=False):
        if column in self._columns: raise ValueError(f"cannot insert {column}, already exists")
        self[column] = value
        order = list(range(len(self._data) - 1))
        order.insert(loc, len(self._data) - 1)
        self._become(self._with_columns(np.array(order)))

    def astype(self, dtype, copy=None, errors='raise'):
        if not isinstance(dtype, dict): return self._mapped_arrays(lambda array: _converted(array, dtype))
        for name in dtype:
            if name not in self._columns: raise KeyError(f"Only a column name can be used for the key in a dtype mappings argument. '{name}' not found in columns.")
        return self._made([_converted(array, dtype[name]) if name in dtype else array for name, array in zip(self._columns, self._data)])

    def select_dtypes(self, include=None, exclude=None):
        if include is None and exclude is None: raise ValueError("at least one of include or exclude must be nonempty")
        kept = []
        for place, array in enumerate(self._data):
            if (include is None or _has_type(array, include)) and not (exclude is not None and _has_type(array, exclude)): kept.append(place)
        return self._with_columns(np.array(kept, dtype=np.int64))

    def transpose(self):
        rows = [self._row(place) for place in range(len(self))]
        whole = len({str(array.dtype) for array in self._data}) > 1 and not all(array.dtype.kind in 'iuf' for array in self._data)
        arrays = [_ObjectArray(row._values.tolist()) if whole else row._values for row in rows]
        return _frame(arrays, self._index, self._columns)

    def unstack(self, level=-1, fill_value=None):
        if len(self._data) == 1: return _unstacked(self._column_at(0), level, fill_value)
        raise NotImplementedError(_NO_LEVELS)

    def squeeze(self, axis=None):
        if self.shape == (1, 1): return self._data[0][0]
        if len(self._data) == 1: return self._column_at(0)
        return self._row(0) if len(self) == 1 else self

    def items(self):
        for place, name in enumerate(self._columns): yield name, self._column_at(place)

    def iterrows(self):
        for place, label in enumerate(self._index): yield label, self._row(place)

    def itertuples(self, index=True, name='Pandas'):
        names = [str(label) for label in self._columns]
        made = _namedtuple(name, (['Index'] if index else []) + names, rename=True) if name else None
        columns = ([self._index.tolist()] if index else []) + [array.tolist() for array in self._data]
        for row in zip(*columns): yield made(*row) if made else row

    def get(self, key, default=None):
        try: return self[key]
        except (KeyError, IndexError, TypeError): return default

    def filter(self, items=None, like=None, regex=None, axis=None):
        if regex is not None: raise NotImplementedError("there are no regular expressions here: like= takes a part of the names")
        names = self._columns.tolist()
        if items is not None: return self._with_columns(np.array([names.index(item) for item in items if item in names], dtype=np.int64))
        return self._with_columns(np.array([place for place, name in enumerate(names) if like in str(name)], dtype=np.int64))

    def equals(self, other):
        return isinstance(other, DataFrame) and self._columns.equals(other._columns) and self._index.equals(other._index) and all(
            first.dtype == second.dtype and _same(first, second) for first, second in zip(self._data, other._data))

    def groupby(self, by=None, axis=0, level=None, as_index=True, sort=True, group_keys=True, observed=True, dropna=True):
        if by is None and level is None: raise TypeError("You have to supply one of 'by' and 'level'")
        if by is None: by = _level_keys(self._index, level)
        return GroupBy(self, by, as_index, sort, dropna)

    def merge(self, right, how='inner', on=None, left_on=None, right_on=None, left_index=False, right_index=False, sort=False, suffixes=('_x', '_y'), **options):
        return merge(self, right, how, on, left_on, right_on, left_index, right_index, sort, suffixes, **options)

    def join(self, other, on=None, how='left', lsuffix='', rsuffix=''):
        if isinstance(other, Series): other = other.to_frame()
        if on is not None: return merge(self, other, how, left_on=on, right_index=True, suffixes=(lsuffix, rsuffix))
        return merge(self, other, how, left_index=True, right_index=True, suffixes=(lsuffix, rsuffix))

    def melt(self, id_vars=None, value_vars=None, var_name=None, value_name='value', **options):
        return melt(self, id_vars, value_vars, var_name, value_name)

    def pivot_table(self, values=None, index=None, columns=None, aggfunc='mean', fill_value=None, **options):
        return pivot_table(self, values, index, columns, aggfunc, fill_value, **options)

    def pivot(self, *, columns, index=None, values=None):
        return pivot_table(self, values, index, columns, 'first')

    def query(self, expr, **options):
        raise NotImplementedError("query reads an expression, which there isn't here: t[(t.a > 1) & (t.b == 2)] chooses the rows")

    eval = query

    def hist(self, column=None, bins=10, **options): return _Plot(self).hist_of_each(column, bins, options)

    def boxplot(self, column=None, **options): return _Plot(self).box(column=column, **options)


def _has_type(array, wanted):
    names = [wanted] if isinstance(wanted, (str, type)) or not _is_list(wanted) else list(wanted)
    for name in names:
        if name in ('number', np.number): fits = array.dtype.kind in 'iufc'
        elif name in ('bool', bool): fits = array.dtype.kind == 'b'
        elif name in ('object', 'O', object): fits = array.dtype.kind == 'O'
        elif name in ('str', 'string', str): fits = isinstance(array, StringArray)
        elif name in ('int', int, 'integer'): fits = array.dtype == np.int64
        elif name in ('float', float, 'floating'): fits = array.dtype == np.float64
        elif name in ('category', 'datetime', 'datetime64', 'timedelta'): fits = False
        else: fits = isinstance(array, np.ndarray) and array.dtype == name
        if fits: return True
    return False
