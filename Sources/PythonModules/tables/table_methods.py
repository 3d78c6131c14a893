class _TableMethods:
    """The methods of a table that compute with its values."""

    def _mapped_arrays(self, function): return self._made([function(array) for array in self._data])

    def _by_column(self, function):
        """A column of what a function gives of each column."""
        return Series(_of_list([function(self._column_at(place)) for place in range(len(self._data))]), index=self._columns)

    def _numbers(self):
        kept = [place for place, array in enumerate(self._data) if _is_number(array.dtype)]
        return self if len(kept) == len(self._data) else self._with_columns(np.array(kept, dtype=np.int64))

    def _reduce(self, how, axis, skipna, numeric_only, ddof=1):
        frame = self._numbers() if numeric_only else self
        if axis in (1, 'columns'): return frame._reduce_rows(how, skipna, ddof)
        made = [_reduced(array, how, skipna, ddof) for array in frame._data]
        if how in ('any', 'all'): values = np.array(made, dtype=bool)
        elif how == 'count': values = np.array(made, dtype=np.int64)
        elif not made: values = np.array([])
        else: values = _of_list(made) if any(isinstance(array, StringArray) for array in frame._data) is False or how not in ('sum', 'min', 'max') else _object_or_text(made, frame._data)
        return Series(values, index=frame._columns)

    def _reduce_rows(self, how, skipna, ddof):
        if how == 'count': return Series(sum((~_isna(array)).astype(np.int64) for array in self._data), index=self._index)
        if how == 'nunique': return Series(_of_list([self._row(place).nunique() for place in range(len(self))]), index=self._index)
        if any(not isinstance(array, np.ndarray) for array in self._data):
            if how == 'sum' and all(isinstance(array, StringArray) for array in self._data): return Series(
                _of_list([''.join(self._row(place)) for place in range(len(self))]), index=self._index)
            if how in ('any', 'all'): return Series(_of_list([getattr(self._row(place), how)() for place in range(len(self))]), index=self._index)
            raise TypeError("columns of texts and numbers have no " + how + " of rows: choose columns, or numeric_only=True")
        matrix = np.array([array.astype(float) if len({a.dtype for a in self._data}) > 1 else array for array in self._data])
        if how in ('sum', 'mean') and matrix.dtype.kind == 'f':
            gone = np.isnan(matrix)
            total = np.where(gone, 0.0, matrix).sum(axis=0) if skipna else matrix.sum(axis=0)
            if how == 'mean': total = np.where((count := (~gone).sum(axis=0)) == 0, nan, total / np.maximum(count, 1)) if skipna else total / len(matrix)
            if how == 'sum' and all(array.dtype.kind in 'iub' for array in self._data): total = total.astype(np.int64)
            return Series(total, index=self._index)
        values = [_reduced(matrix[:, place], how, skipna, ddof) for place in range(len(self))]
        made = _of_list(values)
        if how in ('min', 'max', 'prod') and all(array.dtype.kind in 'iu' for array in self._data): made = made.astype(np.int64)
        return Series(made, index=self._index)

    def count(self, axis=0, numeric_only=False): return self._reduce('count', axis, True, numeric_only)

    def nunique(self, axis=0, dropna=True):
        if axis in (1, 'columns'): return self._reduce_rows('nunique', True, 1)
        return self._by_column(lambda column: column.nunique(dropna))

    def idxmax(self, axis=0, skipna=True, numeric_only=False): return self._extreme_labels('idxmax', axis, numeric_only)

    def idxmin(self, axis=0, skipna=True, numeric_only=False): return self._extreme_labels('idxmin', axis, numeric_only)

    def _extreme_labels(self, name, axis, numeric_only):
        frame = self._numbers() if numeric_only else self
        if axis in (1, 'columns'):
            return Series(_of_list([getattr(frame._row(place), name)() for place in range(len(frame))]), index=frame._index)
        return frame._by_column(lambda column: getattr(column, name)())

    def quantile(self, q=0.5, axis=0, numeric_only=False, interpolation='linear'):
        frame = self._numbers() if numeric_only else self
        if not _is_list(q):
            made = Series(_of_list([_quantiles(array, q) for array in frame._data]), index=frame._columns, name=q)
            return made if made.dtype.kind == 'f' else made.astype(float)
        return frame._made([_quantiles(array, q) for array in frame._data], index=Index(np.asarray(q, dtype=float)))

    def mode(self, axis=0, numeric_only=False, dropna=True):
        frame = self._numbers() if numeric_only else self
        columns = [frame._column_at(place).mode() for place in range(len(frame._data))]
        rows = RangeIndex(max([len(column) for column in columns], default=0))
        return frame._made([column._reindexed(rows)._values for column in columns], index=rows)

    def corr(self, method='pearson', min_periods=1, numeric_only=False): return self._pairs(
        lambda first, second: first.corr(second, method), numeric_only)

    def cov(self, min_periods=None, ddof=1, numeric_only=False): return self._pairs(
        lambda first, second: first.cov(second, ddof), numeric_only)

    def _pairs(self, function, numeric_only):
        frame = self._numbers() if numeric_only else self
        for array in frame._data:
            if not _is_number(array.dtype):
                raise ValueError(f"could not convert string to float: {_present(array)[0]!r}")
        columns = [frame._column_at(place) for place in range(len(frame._data))]
        values = [np.array([function(first, second) for second in columns], dtype=float) for first in columns]
        return _frame(values, frame._columns, frame._columns)

    def corrwith(self, other, numeric_only=False):
        return self._numbers()._by_column(lambda column: column.corr(other))

    def describe(self, percentiles=None, include=None, exclude=None):
        numbers = [array.dtype.kind in 'iuf' for array in self._data]
        if include == 'all': return self._described_all(percentiles)
        if include is not None or exclude is not None: frame = self.select_dtypes(include, exclude)
        else: frame = self._with_columns(np.nonzero(np.array(numbers, dtype=bool))[0]) if any(numbers) else self
        if not len(frame._data): raise ValueError("Cannot describe a DataFrame without columns")
        columns = [frame._column_at(place).describe(percentiles) for place in range(len(frame._data))]
        names = columns[0]._index
        for column in columns:
            if len(column) != len(names): return frame._described_all(percentiles)
        return _frame([column._values for column in columns], frame._columns, names)

    def _described_all(self, percentiles):
        columns = [self._column_at(place).describe(percentiles) for place in range(len(self._data))]
        names = []
        for column in sorted(columns, key=len): names.extend(label for label in column._index if label not in names)
        rows = Index(names)
        return _frame([column._reindexed(rows)._values for column in columns], self._columns, rows)

    # MARK: - Operators

    def _operate(self, other, operation, flipped=False, axis=1):
        operation = _flipped(operation) if flipped else operation
        if isinstance(other, DataFrame): return self._operate_tables(other, operation)
        if isinstance(other, Series) and axis in (0, 'index'):
            index = self._index if self._index.equals(other._index) else _aligned_index(self._index, other._index)
            mine, values = self._reindexed(index), other._reindexed(index)._values
            return mine._made([_operated(array, values, operation) for array in mine._data])
        if isinstance(other, (dict, Series)):
            other = Series(other)
            columns = _aligned_index(self._columns, other._index)
            mine, values = self._with_labels(columns.tolist()), other._reindexed(columns)
            made = [_operated(array, values._values[place], operation) for place, array in enumerate(mine._data)]
            return mine._made(made, columns)
        if isinstance(other, np.ndarray) and other.ndim == 2:
            return self._made([_operated(array, other[:, place] if other.shape[1] > 1 else other[:, 0], operation) for place, array in enumerate(self._data)])
        if _is_list(other):
            values = _array(other)
            if len(values) != len(self._data):
                raise ValueError(f"Unable to coerce to Series, length must be {len(self._data)}: given {len(values)}")
            return self._made([_operated(array, values[place], operation) for place, array in enumerate(self._data)])
        return self._made([_operated(array, other, operation) for array in self._data])

    def _operate_tables(self, other, operation):
        same = self._columns.equals(other._columns) and self._index.equals(other._index)
        if not same and operation in _COMPARISONS:
            raise ValueError("Can only compare identically-labeled (both index and columns) DataFrame objects")
        first, second = self, other
        if not same:
            index, columns = _aligned_index(self._index, other._index), _aligned_index(self._columns, other._columns)
            first = self._reindexed(index)._with_labels(columns.tolist())
            second = other._reindexed(index)._with_labels(columns.tolist())
        return first._made([_operated(array, second._data[place], operation) for place, array in enumerate(first._data)])

    def _filled_operation(self, other, operation, fill_value, axis):
        first = self
        if fill_value is not None:
            if isinstance(other, DataFrame):
                index, columns = _aligned_index(self._index, other._index), _aligned_index(self._columns, other._columns)
                first = self._reindexed(index)._with_labels(columns.tolist())
                other = other._reindexed(index)._with_labels(columns.tolist())
                gone = first.isna() & other.isna()
                return first.fillna(fill_value)._operate(other.fillna(fill_value), operation).mask(gone)
            first = self.fillna(fill_value)
        return first._operate(other, operation, axis=1 if axis is None else axis)

    def dot(self, other):
        if isinstance(other, (Series, DataFrame)):
            product = self.to_numpy() @ other.to_numpy()
            return Series(product, index=self._index) if isinstance(other, Series) else DataFrame(product, index=self._index, columns=other._columns)
        product = self.to_numpy() @ np.asarray(other)
        return Series(product, index=self._index) if product.ndim == 1 else DataFrame(product, index=self._index)

    __matmul__ = dot

    # MARK: - Functions of elements, rows and columns

    def map(self, function, na_action=None):
        return self._made([self._column_at(place).map(function, na_action)._values for place in range(len(self._data))])

    def apply(self, function, axis=0, raw=False, result_type=None, args=(), **named):
        if isinstance(function, str): return getattr(self, function)(*args, **named)
        if isinstance(function, (list, dict)): return self.agg(function)
        if axis in (1, 'columns'): made = [function(self._row(place), *args, **named) for place in range(len(self))]
        elif function in _REDUCING: return getattr(self, _REDUCING[function])()
        else: made = [function(self._column_at(place), *args, **named) for place in range(len(self._data))]
        labels = self._index if axis in (1, 'columns') else self._columns
        if made and all(isinstance(part, Series) for part in made):
            if axis in (1, 'columns'):
                whole = DataFrame([part.to_dict() for part in made])
                return _frame(whole._data, whole._columns, labels)
            rows = made[0]._index
            for part in made[1:]: rows = _union(rows, part._index)
            return _frame([part._reindexed(rows)._values for part in made], labels, rows)
        if result_type == 'expand' and made and _is_list(made[0]): return DataFrame([list(part) for part in made], index=labels)
        return Series(_of_list(made), index=labels)

    def agg(self, function=None, axis=0, *given, **named):
        if isinstance(function, str): return getattr(self, function)(*given, **named)
        if isinstance(function, dict):
            if any(isinstance(one, (list, tuple)) for one in function.values()):
                columns = {name: self[name].agg([one] if not isinstance(one, (list, tuple)) else one) for name, one in function.items()}
                return DataFrame(columns)
            return Series(_of_list([self[name].agg(one) for name, one in function.items()]), index=list(function))
        if isinstance(function, (list, tuple)):
            columns = [self._column_at(place).agg(list(function)) for place in range(len(self._data))]
            return _frame([column._values for column in columns], self._columns, columns[0]._index)
        return self.apply(function)

    aggregate = agg

    def transform(self, function, *given, **named):
        return getattr(self, function)(*given, **named) if isinstance(function, str) else self.apply(function)

    def fillna(self, value, axis=None, inplace=False, limit=None):
        if isinstance(value, (dict, Series)):
            table = dict(value.items())
            data = [self._column_at(place).fillna(table[name])._values if name in table else self._data[place]
                    for place, name in enumerate(self._columns)]
        elif isinstance(value, DataFrame):
            data = [self._column_at(place).fillna(value[name])._values if name in value else self._data[place]
                    for place, name in enumerate(self._columns)]
        else: data = [self._column_at(place).fillna(value)._values for place in range(len(self._data))]
        return self._given_back(self._made(data), inplace)

    def ffill(self, axis=None, inplace=False): return self._each_column('ffill', inplace)

    def bfill(self, axis=None, inplace=False): return self._each_column('bfill', inplace)

    def interpolate(self, method='linear', inplace=False): return self._each_column('interpolate', inplace, method)

    def _each_column(self, name, inplace, *given):
        data = [getattr(self._column_at(place), name)(*given)._values for place in range(len(self._data))]
        return self._given_back(self._made(data), inplace)

    def replace(self, to_replace=None, value=None, inplace=False, regex=False):
        nested = isinstance(to_replace, dict) and any(isinstance(part, dict) for part in to_replace.values())
        data = []
        for place, name in enumerate(self._columns):
            column = self._column_at(place)
            if nested: column = column.replace(to_replace[name]) if name in to_replace else column
            else: column = column.replace(to_replace, value, regex=regex)
            data.append(column._values)
        return self._given_back(self._made(data), inplace)

    def where(self, cond, other=nan): return self._chosen(cond, other, 'where')

    def mask(self, cond, other=nan): return self._chosen(cond, other, 'mask')

    def _chosen(self, cond, other, name):
        if callable(cond): cond = cond(self)
        data = []
        for place in range(len(self._data)):
            part = cond._column_at(place) if isinstance(cond, DataFrame) else cond
            replacement = other._column_at(place) if isinstance(other, DataFrame) else other
            data.append(getattr(self._column_at(place), name)(part, replacement)._values)
        return self._made(data)

    def isin(self, values):
        if isinstance(values, dict):
            return self._made([self._column_at(place).isin(values.get(name, []))._values for place, name in enumerate(self._columns)])
        return self._made([self._column_at(place).isin(values)._values for place in range(len(self._data))])


def _object_or_text(made, arrays):
    """Sums or extremes of several columns: objects where texts and numbers are mixed."""
    whole = _of_list(made)
    return whole if isinstance(whole, StringArray) else _ObjectArray(made)
