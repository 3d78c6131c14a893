class GroupBy(_GroupMethods):
    """The rows of a table by the values of some of its columns."""

    def __init__(self, frame, by, as_index=True, sort=True, dropna=True):
        self._frame, self._as_index, self._sort, self._dropna = frame, as_index, sort, dropna
        self._by = by
        self._several = isinstance(by, (list, tuple)) and not self._are_values(by)
        self._keys = [self._key(key) for key in (by if self._several else [by])]
        self._names = [name for name, _, _ in self._keys]
        self._chosen, self._one = None, None
        # Found at once: what is asked of the groups changes nothing in them.
        self._found = self._find_groups()

    def _are_values(self, by):
        """Whether a list holds a value for each row, and not keys."""
        if len(by) != len(self._frame) or any(callable(key) or not _hashable(key) for key in by): return False
        return not all(key in self._frame._columns or key in self._frame._index.names for key in by)

    def _key(self, key):
        """The name of a key, its values, and whether it is a column of the table."""
        frame = self._frame
        if isinstance(key, Series):
            own = key._name is not None and key._name in frame._columns and frame._data[frame._place_of(key._name)] is key._values
            return key._name, key._values if key._index.equals(frame._index) else key._reindexed(frame._index)._values, own
        if isinstance(key, (np.ndarray, Index)) or isinstance(key, list): return getattr(key, 'name', None), _array(key), False
        if callable(key): return None, _of_list([key(label) for label in frame._index]), False
        if isinstance(key, dict): return None, _of_list([key.get(label, nan) for label in frame._index]), False
        if key not in frame._columns:
            if key is not None and key in frame._index.names: return key, frame._index.get_level_values(key)._values, False
            raise _advised(KeyError(key), key, frame._columns)
        return key, frame._data[frame._place_of(key)], True

    def _groups(self): return self._found

    def _find_groups(self):
        """A number for each row that those of its group have, -1 for none; and the values of the keys of each group."""
        codes, parts = None, []
        for name, array, _ in self._keys:
            own, values = (_sorted_codes if self._sort else _factorized)(array)
            if not self._dropna and (own < 0).any():
                own, values = np.where(own < 0, len(values), own), _joined([values, _taken(values[:1], np.array([-1]))])
            parts.append((own, values))
            codes = own if codes is None else np.where((codes < 0) | (own < 0), -1, codes * len(values) + own)
        if len(parts) == 1: return codes, [parts[0][1]]
        whole, distinct = (_sorted_codes if self._sort else _factorized)(np.where(codes < 0, nan, codes))
        distinct, keys = distinct.astype(np.int64), []
        for own, values in reversed(parts):
            keys.append(values[distinct % len(values)])
            distinct = distinct // len(values)
        return whole, keys[::-1]

    @property
    def ngroups(self): return len(self._groups()[1][0])

    def __len__(self): return self.ngroups

    def _places(self):
        """The rows in the order of their groups, and where each group begins and ends."""
        codes, keys = self._groups()
        order = np.argsort(codes, kind='stable')
        counts = np.bincount(codes[codes >= 0], minlength=len(keys[0]))
        ends = np.cumsum(counts) + int((codes < 0).sum())
        return order, ends - counts, ends

    def _labels(self):
        """What iteration calls each group."""
        keys = [key.tolist() for key in self._groups()[1]]
        return list(zip(*keys)) if self._several else keys[0]

    @property
    def indices(self):
        order, starts, ends = self._places()
        return {label: order[starts[place]:ends[place]] for place, label in enumerate(self._labels())}

    @property
    def groups(self):
        return {label: self._frame._index[places] for label, places in self.indices.items()}

    def _selected(self):
        frame = self._frame if self._chosen is None else self._frame[self._chosen]
        if self._one is None: return frame
        return Series(self._frame._data[self._one], index=self._frame._index, name=self._single_name)

    def __iter__(self):
        order, starts, ends = self._places()
        whole = self._selected()
        for place, label in enumerate(self._labels()):
            yield label, whole._at_places(order[starts[place]:ends[place]])

    def get_group(self, name):
        found = self.indices
        if name not in found: raise KeyError(name)
        return self._selected()._at_places(found[name])

    def _like(self):
        made = GroupBy.__new__(GroupBy)
        for name in ('_frame', '_as_index', '_sort', '_dropna', '_by', '_several', '_keys', '_names', '_chosen', '_one', '_found'):
            setattr(made, name, getattr(self, name))
        return made

    def _column(self, place, name):
        made = self._like()
        made._one, made._single_name = place, name
        return made

    def __getitem__(self, key):
        if isinstance(key, tuple): raise ValueError("Cannot subset columns with a tuple with more than one element. Use a list instead.")
        if _is_list(key):
            absent = [label for label in key if label not in self._frame._columns]
            if absent: raise KeyError(f"Columns not found: {', '.join(repr(label) for label in absent)}")
            made = self._like()
            made._chosen = list(key)
            return made
        if key not in self._frame._columns: raise _advised(KeyError(f"Column not found: {key}"), key, self._frame._columns)
        return self._column(self._frame._place_of(key), key)

    def __getattr__(self, name):
        if not name.startswith('_') and name in self._frame._columns: return self[name]
        kind = 'SeriesGroupBy' if self.__dict__.get('_one') is not None else 'DataFrameGroupBy'
        raise AttributeError(f"'{kind}' object has no attribute '{name}'")

    def __repr__(self):
        kind = 'SeriesGroupBy' if self._one is not None else 'DataFrameGroupBy'
        return f"<pandas.api.typing.{kind} object of {self.ngroups} groups>"

    # MARK: - Results

    def _values(self, numeric_only=False):
        """The names and arrays of the columns that are no keys."""
        if self._one is not None: return [(self._single_name, self._frame._data[self._one])]
        keys = [name for name, _, own in self._keys if own]
        names = self._chosen if self._chosen is not None else [name for name in self._frame._columns if name not in keys]
        pairs = [(name, self._frame._data[self._frame._place_of(name)]) for name in names]
        return [(name, array) for name, array in pairs if _is_number(array.dtype)] if numeric_only else pairs

    def _result(self, pairs, single=None):
        """A row for each group, with the keys as labels or as columns."""
        keys = self._groups()[1]
        single = self._one is not None if single is None else single
        if self._as_index:
            index = _levels_of(keys, self._names) if self._several and len(keys) > 1 else _index_of(keys[0], self._names[0])
            if single: return Series(pairs[0][1], index=index, name=pairs[0][0])
            return _frame([array for _, array in pairs], Index([name for name, _ in pairs]), index)
        named = [('index' if name is None else name, keys[place]) for place, name in enumerate(self._names)]
        whole = named + pairs
        return _frame([array for _, array in whole], Index([name for name, _ in whole]), RangeIndex(len(keys[0])))

    def _aggregated(self, how, numeric_only=False, ddof=1):
        codes, keys = self._groups()
        pairs = [(name, _group_values(array, codes, len(keys[0]), how, self, ddof)) for name, array in self._values(numeric_only)]
        return self._result(pairs)

    def mean(self, numeric_only=False): return self._aggregated('mean', numeric_only)

    def sum(self, numeric_only=False, min_count=0): return self._aggregated('sum', numeric_only)

    def median(self, numeric_only=False): return self._aggregated('median', numeric_only)

    def std(self, ddof=1, numeric_only=False): return self._aggregated('std', numeric_only, ddof)

    def var(self, ddof=1, numeric_only=False): return self._aggregated('var', numeric_only, ddof)

    def sem(self, ddof=1, numeric_only=False): return self._aggregated('sem', numeric_only, ddof)

    def min(self, numeric_only=False): return self._aggregated('min', numeric_only)

    def max(self, numeric_only=False): return self._aggregated('max', numeric_only)

    def prod(self, numeric_only=False): return self._aggregated('prod', numeric_only)

    def first(self, numeric_only=False): return self._aggregated('first', numeric_only)

    def last(self, numeric_only=False): return self._aggregated('last', numeric_only)

    def count(self): return self._aggregated('count')

    def nunique(self, dropna=True): return self._aggregated('nunique')

    def any(self): return self._aggregated('any')

    def all(self): return self._aggregated('all')

    def skew(self, numeric_only=False): return self._aggregated('skew', numeric_only)

    def idxmax(self): return self._by_group(lambda column: column.idxmax())

    def idxmin(self): return self._by_group(lambda column: column.idxmin())

    def unique(self): return self._by_group(lambda column: column.unique())

    def quantile(self, q=0.5, numeric_only=False):
        if _is_list(q): raise NotImplementedError("quantile of groups takes one part here: q=0.5")
        return self._by_group(lambda column: column.quantile(q), numeric_only)

    def size(self):
        codes, keys = self._groups()
        counts = np.bincount(codes[codes >= 0], minlength=len(keys[0]))
        name = None if self._one is None else self._single_name
        return self._result([(name if self._as_index else 'size', counts)], self._as_index)

    def value_counts(self, normalize=False, sort=True, ascending=False):
        if self._one is None: raise NotImplementedError("groupby(…)['a'].value_counts() counts the values of a column here")
        keys = [Series(array, index=self._frame._index, name=name) for name, array, _ in self._keys]
        column = Series(self._frame._data[self._one], index=self._frame._index, name=self._single_name)
        counts = GroupBy(self._frame, keys + [column], sort=False).size()
        codes = _sorted_codes(_ObjectArray(list(zip(*[array.tolist() for array in counts._index._arrays[:-1]]))))[0]
        if normalize: counts = counts / np.bincount(codes, weights=counts._values)[codes]
        counts._name = 'proportion' if normalize else 'count'
        if not sort: return counts
        order = _sorted_places(counts._values, ascending)
        return counts._at_places(order[np.argsort(codes[order], kind='stable')])

    def _by_group(self, function, numeric_only=False):
        order, starts, ends = self._places()
        pairs = []
        for name, array in self._values(numeric_only):
            column = Series(array, index=self._frame._index, name=name)
            made = [function(column._at_places(order[start:end])) for start, end in zip(starts.tolist(), ends.tolist())]
            pairs.append((name, _of_list(made)))
        return self._result(pairs)
