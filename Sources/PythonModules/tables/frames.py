class DataFrame(_Operators, _Reductions, _Rows, _TableMethods, _TableChanges, _TableTexts):
    """A table: columns of one length with names, and rows with labels."""
    ndim = 2

    def __init__(self, data=None, index=None, columns=None, dtype=None, copy=None):
        arrays, names, rows = _parts_of_table(data, index, columns)
        if dtype is not None: arrays = [_converted(array, dtype) for array in arrays]
        self._data, self._columns, self._index = arrays, names, rows

    # MARK: - What it holds

    @property
    def columns(self): return self._columns

    @columns.setter
    def columns(self, labels):
        labels = _index(labels)
        if len(labels) != len(self._columns):
            raise ValueError(
                f"Length mismatch: Expected axis has {len(self._columns)} elements, new values have {len(labels)} elements")
        self._columns = labels

    @property
    def shape(self): return (len(self._index), len(self._columns))

    @property
    def size(self): return len(self._index) * len(self._columns)

    @property
    def empty(self): return self.size == 0

    @property
    def axes(self): return [self._index, self._columns]

    @property
    def dtypes(self): return Series(_ObjectArray([array.dtype for array in self._data]), index=self._columns)

    @property
    def values(self): return self.to_numpy()

    @property
    def T(self): return self.transpose()

    @property
    def plot(self): return _Plot(self)

    def __iter__(self): return iter(self._columns)

    def __contains__(self, label): return label in self._columns

    def keys(self): return self._columns

    def __array__(self, dtype=None, copy=None): return self.to_numpy(dtype)

    def to_numpy(self, dtype=None, copy=False, na_value=None):
        """The values as a matrix of (rows, columns); all columns must be numbers, or all truth values, or all texts."""
        if not self._data: return np.zeros((len(self), 0))
        kinds = {array.dtype.kind for array in self._data}
        if any(isinstance(array, _ObjectArray) for array in self._data) or len(kinds) > 1 and kinds & {'b', 'O'}:
            if dtype is None or any(not isinstance(array, np.ndarray) for array in self._data):
                kept = [name for place, name in enumerate(self._columns) if self._data[place].dtype.kind in 'iuf']
                raise TypeError(
                    "columns of different kinds make no NumPy array here: choose columns of one kind, "
                    f"as t[{kept!r}].to_numpy(), or get_dummies() first")
        arrays = [array.to_numpy() if isinstance(array, StringArray) else array for array in self._data]
        matrix = np.column_stack(arrays)
        return _named_matrix(matrix if dtype is None else matrix.astype(dtype), self._columns)

    # MARK: - Pieces of it

    def _made(self, data, columns=None, index=None):
        return _frame(data, self._columns if columns is None else columns, self._index if index is None else index)

    def _become(self, made): self._data, self._columns, self._index = made._data, made._columns, made._index

    def _at_places(self, places):
        if isinstance(places, list): places = np.array(places)
        return self._made([array[places] for array in self._data], index=self._index[places])

    def _reindexed(self, index, fill_value=None):
        columns = [self._column_at(place)._reindexed(index, fill_value)._values for place in range(len(self._data))]
        return self._made(columns, index=index)

    def _column_at(self, place):
        made = Series.__new__(Series)
        made._values, made._index, made._name = self._data[place], self._index, self._columns[place]
        return made

    def _with_columns(self, places):
        places = np.arange(len(self._data))[places]
        return self._made([self._data[place] for place in places.tolist()], self._columns[places])

    def _with_labels(self, labels, fill_value=None):
        columns = Index(labels)
        empty = nan if fill_value is None else fill_value
        known = self._columns._known()
        return self._made(
            [self._data[known[label]] if label in known else _repeated_value(empty, len(self)) for label in labels], columns)

    def _row(self, place):
        kinds = {array.dtype.kind for array in self._data}
        if len({str(array.dtype) for array in self._data}) == 1 or kinds <= {'i', 'u', 'f'}:
            values = _joined([array[place:place + 1] for array in self._data]) if self._data else _ObjectArray([])
        else: values = _ObjectArray([array[place:place + 1].tolist()[0] for array in self._data])
        return Series(values, index=self._columns, name=self._index[place])

    def _place_of(self, label):
        place = self._columns._places_of(label)
        return place if isinstance(place, int) else int(place[0])

    def __getitem__(self, key):
        if callable(key): key = key(self)
        if isinstance(key, slice):
            bounds = [bound for bound in (key.start, key.stop) if bound is not None]
            if all(isinstance(bound, (int, np.integer)) for bound in bounds) and self._index.dtype.kind != 'f': return self._at_places(key)
            return self.loc[key]
        if isinstance(key, DataFrame): return self.where(key)
        if isinstance(key, list) and _is_mask(key) and len(key) != len(self): raise ValueError(f"Item wrong length {len(key)} instead of {len(self)}.")
        if _is_mask(key): return self._at_places(np.nonzero(_mask_of(key, self._index))[0])
        if _is_list(key) and not isinstance(key, tuple):
            return self._with_columns(_labelled_places(self._columns, key, 'columns'))
        try: place = self._columns._places_of(key)
        except KeyError as error: raise _advised(error, key, self._columns)
        return self._with_columns(place) if isinstance(place, np.ndarray) else self._column_at(place)

    def __getattr__(self, name):
        if not name.startswith('_') and name in self._columns: return self[name]
        error = AttributeError(f"'DataFrame' object has no attribute '{name}'")
        raise error if name.startswith('_') else _advised(error, name, self._columns)

    def __setattr__(self, name, value):
        if not name.startswith('_') and name not in ('columns', 'index') and name in self._columns: self[name] = value
        else: object.__setattr__(self, name, value)

    # MARK: - What changes it

    def _new_values(self, value):
        """What is given for a whole column, as its array."""
        if isinstance(value, DataFrame):
            if len(value._data) != 1: raise ValueError("Columns must be same length as key")
            value = value._column_at(0)
        if isinstance(value, Series):
            if value._index.equals(self._index): return value._values
            if not len(self._columns) and not len(self._index): return value._values
            return _taken(value._values, _places_in(value._index, self._index))
        if isinstance(value, dict): return self._new_values(Series(value))
        if not _is_list(value): return _repeated_value(value, len(self._index))
        values = _array(value)
        if len(values) != len(self._index) and len(self._columns):
            raise ValueError(
                f"Length of values ({len(values)}) does not match length of index ({len(self._index)})")
        return values

    def __setitem__(self, key, value):
        if isinstance(key, DataFrame): return self._become(self.mask(key, value))
        if _is_mask(key) or isinstance(key, slice): return self.loc.__setitem__(key, value)
        if isinstance(key, (list, Index)): return self._set_several(list(key), value)
        if not _hashable(key): raise TypeError(f"unhashable type: '{type(key).__name__}'")
        values = self._new_values(value)
        if not len(self._columns) and not len(self._index):
            self._index = value._index if isinstance(value, Series) else RangeIndex(len(values))
        if key in self._columns:
            data = list(self._data)
            for place in np.atleast_1d(self._columns._places_of(key)).tolist(): data[place] = values
            self._data = data
        else:
            self._data = self._data + [values]
            self._columns = Index(self._columns.tolist() + [key], name=self._columns.name)

    def _set_several(self, names, value):
        if isinstance(value, DataFrame): parts = [value._column_at(place) for place in range(len(value._data))]
        elif isinstance(value, np.ndarray) and value.ndim == 2: parts = [value[:, place] for place in range(value.shape[1])]
        elif _is_list(value): parts = list(value)
        else: parts = [value] * len(names)
        if len(parts) != len(names): raise ValueError("Columns must be same length as key")
        for place, name in enumerate(names): self[name] = parts[place]

    def __delitem__(self, key):
        try: place = self._columns._places_of(key)
        except KeyError as error: raise _advised(error, key, self._columns)
        self._become(self._with_columns(np.delete(np.arange(len(self._data)), place)))

    def _place(self, locator, place, columns, value):
        """Puts values into rows, of columns that `loc` or `iloc` is given."""
        if locator._by_label and not _is_list(columns) and not isinstance(columns, slice) and columns not in self._columns:
            empty = value.iloc[0] if isinstance(value, Series) and len(value) else value if not _is_list(value) else next(iter(value))
            if isinstance(empty, str): self[columns] = StringArray(np.full(len(self), ''), np.full(len(self), True))
            elif isinstance(empty, (bool, np.bool)): self[columns] = _ObjectArray([nan] * len(self))
            else: self[columns] = nan
        column = locator._places(self._columns, columns, 'columns')
        places = [column] if isinstance(column, int) else np.arange(len(self._data))[column].tolist()
        data = list(self._data)
        for number, position in enumerate(places):
            part = self._part(value, number, len(places), place, isinstance(column, int))
            data[position] = _replaced(data[position], place, part)
        self._data = data

    def _part(self, value, number, count, place, single):
        if isinstance(value, Series):
            if isinstance(place, int) and not single: return value.iloc[number]
            return _values_for(value, self._index, place)
        if isinstance(value, DataFrame): return _values_for(value._column_at(number), self._index, place)
        if isinstance(value, np.ndarray) and value.ndim == 2: return value[:, number]
        if _is_list(value):
            if not single and (isinstance(place, int) or len(value) == count): return list(value)[number]
            return value
        return value

    def _enlarge(self, label, columns, value):
        """A further row, at the end."""
        every = isinstance(columns, slice)
        if isinstance(value, (dict, Series)): parts = [dict(value.items()).get(name, nan) for name in self._columns]
        elif _is_list(value):
            parts = list(value)
            if len(parts) != len(self._data): raise ValueError("cannot set a row with mismatched columns")
        else: parts = [value if every or name == columns else nan for name in self._columns]
        self._data = [_joined([array, _of_list([parts[place]])]) for place, array in enumerate(self._data)]
        self._index = Index(self._index.tolist() + [label], name=self._index.name)

    def __repr__(self): return _frame_text(self)


def _frame(data, columns, index):
    """A table of arrays and indexes that are made already."""
    made = DataFrame.__new__(DataFrame)
    made._data, made._columns, made._index = data, columns, index
    return made


def _named_matrix(matrix, names):
    """A matrix that knows what its columns are called."""
    return _with_names(matrix, [str(name) for name in names])


def _parts_of_table(data, index, columns):
    """Arrays, names of columns and labels of rows, of what a program gives for a table."""
    if isinstance(data, DataFrame):
        if index is not None: data = data._reindexed(_index(index))
        if columns is not None: data = data._with_labels(list(columns))
        return list(data._data), data._columns, data._index
    if data is None:
        rows = _index([] if index is None else index)
        names = Index([] if columns is None else columns) if columns is not None else RangeIndex(0)
        return [_repeated_value(nan, len(rows)) if len(rows) else _ObjectArray([]) for _ in names], names, rows
    if isinstance(data, Series):
        name = 0 if data.name is None else data.name
        return _parts_of_table({name: data}, index, columns) if data.name is not None or columns is None else (
            [data._values], Index(columns), data._index)
    if isinstance(data, dict): return _parts_of_dictionary(data, index, columns)
    if isinstance(data, np.ndarray): return _parts_of_matrix(data, index, columns)
    if isinstance(data, (list, tuple, range)) or hasattr(data, '__iter__') and not isinstance(data, str): return _parts_of_rows(list(data), index, columns)
    raise ValueError("DataFrame constructor not properly called!")


def _parts_of_dictionary(data, index, columns):
    names = list(data) if columns is None else list(columns)
    data = {name: data[name] if name in data else nan for name in names}
    if index is None:
        labelled = [value for value in data.values() if isinstance(value, (Series, dict))]
        if labelled:
            index = _index_of_dictionary(labelled[0])
            for value in labelled[1:]: index = _union(index, _index_of_dictionary(value))
        else:
            lengths = [len(_array(value)) for value in data.values() if _is_list(value)]
            if not lengths and data: raise ValueError("If using all scalar values, you must pass an index")
            if len(set(lengths)) > 1: raise ValueError("All arrays must be of the same length")
            index = RangeIndex(lengths[0] if lengths else 0)
    rows = _index(index)
    arrays = []
    for value in data.values():
        if isinstance(value, dict): value = Series(value)
        if isinstance(value, Series): arrays.append(value._values if value._index.equals(rows) else value._reindexed(rows)._values)
        elif _is_list(value):
            values = _array(value)
            # A list with nothing in it is one of numbers here, and of objects in Series.
            arrays.append(np.zeros(0) if isinstance(value, list) and not value else values)
            if len(arrays[-1]) != len(rows):
                raise ValueError("All arrays must be of the same length" if isinstance(index, RangeIndex) else
                    f"Length of values ({len(arrays[-1])}) does not match length of index ({len(rows)})")
        else: arrays.append(_repeated_value(value, len(rows)))
    return arrays, Index(names), rows


def _index_of_dictionary(value): return value._index if isinstance(value, Series) else Index(list(value))


def _union(first, second):
    """The labels of one and then those that only the other has."""
    if first.equals(second): return first
    labels = first.tolist() + [label for label in second if label not in first]
    return Index(labels)


def _parts_of_matrix(matrix, index, columns):
    if matrix.ndim == 1: matrix = matrix.reshape(-1, 1)
    if matrix.ndim != 2: raise ValueError(f"Must pass 2-d input. shape={matrix.shape}")
    names, rows = _index(columns, matrix.shape[1]), _index(index, matrix.shape[0])
    if matrix.shape != (len(rows), len(names)):
        raise ValueError(
            f"Shape of passed values is {matrix.shape}, indices imply {(len(rows), len(names))}")
    return [_array(matrix[:, place]) for place in range(matrix.shape[1])], names, rows


def _parts_of_rows(rows, index, columns):
    if rows and all(isinstance(row, (dict, Series)) for row in rows):
        if index is None and any(isinstance(row, Series) and row.name is not None for row in rows):
            index = [place if row.name is None else row.name for place, row in enumerate(rows)]
        names = []
        for row in rows: names.extend(name for name in row.keys() if name not in names)
        if columns is not None: names = list(columns)
        arrays = [_of_list([row.get(name, nan) for row in rows]) for name in names]
    elif rows and any(isinstance(row, (list, tuple, np.ndarray)) for row in rows):
        width = max(len(row) for row in rows)
        names = _index(columns, width)
        if len(names) != width: raise ValueError(f"{len(names)} columns passed, passed data had {width} columns")
        whole = [list(row) + [None] * (width - len(row)) for row in rows]
        arrays = [_of_list([row[place] for row in whole]) for place in range(width)]
    else:
        if not rows: return [_ObjectArray([]) for _ in columns or []], _index(columns, 0), _index(index, 0)
        names, arrays = _index(columns, 1), [_of_list(rows)]
    return arrays, _index(names), _index(index, len(rows))
