class Series(_Operators, _Reductions, _Rows, _ColumnMethods):
    """A column: values of one type, each with a label."""
    ndim = 1

    def __init__(self, data=None, index=None, dtype=None, name=None, copy=None):
        if isinstance(data, DataFrame): raise ValueError("a column can't be made of a table: choose one of its columns")
        if isinstance(data, (Series, Index)):
            if name is None: name = data.name
            if isinstance(data, Series):
                if index is None: index = data._index
                else: data = data.reindex(_index(index))
            values = data._values
        elif isinstance(data, dict):
            if index is None: index, values = Index(list(data)), _array(list(data.values()))
            else: values = _array([data.get(label, nan) for label in _index(index)])
        elif data is None: values = _ObjectArray([]) if index is None else np.full(len(_index(index)), nan)
        elif _is_list(data): values = _array(data)
        else:
            length = 1 if index is None else len(_index(index))
            values = _repeated_value(data, length)
        if dtype is not None: values = _converted(values, dtype)
        index = _index(index, len(values))
        if len(index) != len(values):
            raise ValueError(f"Length of values ({len(values)}) does not match length of index ({len(index)})")
        if name is not None and not _hashable(name): raise TypeError("Series.name must be a hashable type")
        self._values, self._index, self._name = values, index, name

    @property
    def name(self): return self._name

    @name.setter
    def name(self, name): self._name = name

    @property
    def dtype(self): return self._values.dtype

    dtypes = dtype

    @property
    def shape(self): return (len(self._values),)

    @property
    def size(self): return len(self._values)

    @property
    def nbytes(self): return self._values.nbytes

    @property
    def empty(self): return len(self) == 0

    @property
    def values(self): return self._values if isinstance(self._values, (StringArray, _ObjectArray)) else _locked(self._values)

    array = values

    @property
    def is_unique(self): return len(_factorized(self._values)[1]) + int(_isna(self._values).any()) == len(self)

    @property
    def is_monotonic_increasing(self):
        items = self._values.tolist()
        return all(items[place] <= items[place + 1] for place in range(len(items) - 1))

    @property
    def hasnans(self): return bool(_isna(self._values).any())

    @property
    def T(self): return self

    @property
    def str(self): return _Texts(self)

    @property
    def dt(self): raise AttributeError("there are no columns of times here: take parts of the texts, as t.date.str[:4]")

    @property
    def cat(self): raise AttributeError("Can only use .cat accessor with a 'category' dtype")

    @property
    def plot(self): return _Plot(self)

    def _made(self, values, index=None, name=None):
        """Another column of values that are an array already."""
        made = Series.__new__(Series)
        made._values, made._index, made._name = values, self._index if index is None else index, self._name if name is None else name
        return made

    def _become(self, made): self._values, self._index, self._name = made._values, made._index, made._name

    def _put(self, values): self._values = values

    def _mapped_arrays(self, function): return self._made(function(self._values))

    def _at_places(self, places):
        return self._made(self._values[places], self._index[places] if not isinstance(places, list) else self._index[np.array(places)])

    def _reindexed(self, index, fill_value=None):
        places = _places_in(self._index, index)
        values = _taken(self._values, places)
        if fill_value is not None:
            values = _replaced(self._values[np.maximum(places, 0)], places < 0, fill_value) if len(self) else np.full(len(index), fill_value)
        return self._made(values, index)

    def _reduce(self, how, axis, skipna, numeric_only, ddof=1): return _reduced(self._values, how, skipna, ddof)

    def _operate(self, other, operation, flipped=False):
        if isinstance(other, DataFrame): return NotImplemented
        ours, index, name = self._values, self._index, self._name
        if isinstance(other, Series):
            if other._name != name: name = None
            if not index.equals(other._index):
                if operation in _COMPARISONS: raise ValueError("Can only compare identically-labeled Series objects")
                index = _aligned_index(index, other._index)
                ours, other = self._reindexed(index)._values, other._reindexed(index)._values
            else: other = other._values
        elif isinstance(other, Index): other = other._values
        elif _is_list(other): other = _array(other)
        elif other is None: other = nan
        values = _operated(ours, other, _flipped(operation) if flipped else operation)
        made = self._made(values, index)
        made._name = name
        return made

    def _filled_operation(self, other, operation, fill_value, axis):
        first = self
        if fill_value is not None:
            if isinstance(other, Series):
                index = _aligned_index(self._index, other._index)
                first, other = self._reindexed(index), other._reindexed(index)
                gone = first.isna() & other.isna()
                first, other = first.fillna(fill_value), other.fillna(fill_value)
                return first._operate(other, operation).mask(gone)
            first = self.fillna(fill_value)
        return first._operate(other, operation)

    def __iter__(self): return iter(self._values.tolist())

    def __contains__(self, label): return label in self._index

    def __getitem__(self, key):
        if callable(key): key = key(self)
        if isinstance(key, slice):
            bounds = [bound for bound in (key.start, key.stop) if bound is not None]
            if all(isinstance(bound, (int, np.integer)) for bound in bounds) and not self._index.dtype.kind == 'f':
                return self._at_places(key)
            return self.loc[key]
        return self.loc[key]

    def __setitem__(self, key, value):
        if isinstance(key, slice) and all(bound is None or isinstance(bound, int) for bound in (key.start, key.stop)):
            self.iloc[key] = value
        else: self.loc[key] = value

    def __getattr__(self, name):
        if not name.startswith('_') and name in self._index: return self.loc[name]
        raise AttributeError(f"'Series' object has no attribute '{name}'")

    def _enlarge(self, label, column, value):
        self._values = _joined([self._values, _of_list([value])])
        self._index = Index(self._index.tolist() + [label], name=self._index.name)

    def __array__(self, dtype=None, copy=None): return self.to_numpy(dtype)

    def __float__(self): return float(self.item())

    def __int__(self): return int(self.item())

    def __repr__(self): return _series_text(self)

    def to_string(self, index=True, na_rep='NaN', float_format=None, header=True, length=False, dtype=False, name=False, max_rows=None):
        return _series_text(self, max_rows, None, name, dtype, length, index, na_rep, float_format)

    def item(self):
        if len(self) != 1: raise ValueError("can only convert an array of size 1 to a Python scalar")
        return self._values.tolist()[0]

    def unstack(self, level=-1, fill_value=None): return _unstacked(self, level, fill_value)

    def items(self): return zip(self._index, self._values.tolist())

    def keys(self): return self._index

    def get(self, key, default=None):
        try: return self[key]
        except (KeyError, IndexError): return default

    def tolist(self): return self._values.tolist()

    to_list = tolist

    def to_dict(self): return dict(zip(self._index, self._values.tolist()))

    def to_numpy(self, dtype=None, copy=False, na_value=None):
        values = self._values
        if isinstance(values, (StringArray, _ObjectArray)): return values.to_numpy(dtype, copy, na_value)
        if na_value is not None: values = np.where(_isna(values), na_value, values)
        return values.astype(dtype) if dtype is not None else values.copy() if copy else _locked(values)

    def to_frame(self, name=None):
        label = name if name is not None else 0 if self._name is None else self._name
        return _frame([self._values], Index([label]), self._index)

    def to_csv(self, path=None, sep=',', index=True, header=True, **options):
        return self.to_frame().to_csv(path, sep=sep, index=index, header=header, **options)


def _repeated_value(value, length):
    one = _of_list([value])
    return one[np.zeros(length, dtype=np.int64)]
