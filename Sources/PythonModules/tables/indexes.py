class Index:
    """The labels of rows or columns."""
    ndim, nlevels = 1, 1

    def __init__(self, data=None, dtype=None, copy=False, name=None):
        if isinstance(data, Index) and name is None: name = data.name
        values = _array([] if data is None else data, dtype)
        if isinstance(values, _ObjectArray) and any(isinstance(item, tuple) for item in values._items):
            raise NotImplementedError("labels of several parts are made by pd.MultiIndex.from_tuples")
        self._values, self.name = values, name

    @property
    def values(self): return self._values if isinstance(self._values, (StringArray, _ObjectArray)) else _locked(self._values)

    @property
    def array(self): return self.values

    @property
    def dtype(self): return self._values.dtype

    @property
    def shape(self): return (len(self),)

    @property
    def size(self): return len(self)

    @property
    def names(self): return [self.name]

    @property
    def empty(self): return len(self) == 0

    @property
    def is_unique(self): return len(self._known()) == len(self)

    @property
    def hasnans(self): return bool(_isna(self._values).any())

    @property
    def str(self): return _Texts(Series(self._values), lambda made: Index(made._values, name=self.name))

    def __len__(self): return len(self._values)

    def __iter__(self): return iter(self._values.tolist())

    def __contains__(self, label): return _hashable(label) and len(self._all_places(label)) > 0

    def __getitem__(self, places):
        if isinstance(places, (int, np.integer)): return self._values[places]
        if isinstance(places, (list, Series)): places = np.asarray(places)
        return _index_of(self._values[places], self.name)

    def _known(self):
        """The places of the labels, those of the first where there are several."""
        # It isn't kept: what only looks at a table changes nothing in it.
        places = {}
        for place, label in enumerate(self._values.tolist()): places.setdefault(label, place)
        return places

    def _all_places(self, label):
        """Where a label stands."""
        values, kind = self._values, type(label)
        if isinstance(values, np.ndarray):
            if not isinstance(label, _NUMBERS + (bool, np.bool)) or isinstance(label, (bool, np.bool)) != (values.dtype.kind == 'b'): return []
            return np.nonzero(np.isnan(values) if label != label else values == label)[0]
        if len(values) > 100 and isinstance(values, StringArray):
            if isinstance(label, str): return np.nonzero(values == label)[0]
            return np.nonzero(values.isna())[0] if _is_missing(label) else []
        gone = _is_missing(label)
        return [place for place, other in enumerate(values.tolist()) if (_is_missing(other) if gone else other == label and isinstance(other, bool) == isinstance(label, bool))]

    def _places_of(self, label):
        """The place of a label, or an array of the places where it stands several times."""
        if not _hashable(label): raise TypeError(f"unhashable type: '{type(label).__name__}'")
        places = self._all_places(label)
        if not len(places): raise KeyError(label)
        return int(places[0]) if len(places) == 1 else np.array(places, dtype=np.int64)

    def get_loc(self, key): return self._places_of(key)

    def tolist(self): return self._values.tolist()

    to_list = tolist

    def to_numpy(self, dtype=None, copy=False, na_value=None): return Series(self._values).to_numpy(dtype)

    def to_series(self, index=None, name=None):
        return Series(self._values, index=self if index is None else index, name=self.name if name is None else name)

    def to_frame(self, index=True, name=None):
        label = name if name is not None else 0 if self.name is None else self.name
        return DataFrame({label: self._values}, index=self if index else None)

    def unique(self): return _index_of(Series(self._values)._distinct(), self.name)

    def nunique(self, dropna=True): return Series(self._values).nunique(dropna)

    def duplicated(self, keep='first'): return Series(self._values).duplicated(keep)._values

    def value_counts(self, *given, **named): return Series(self._values, name=self.name).value_counts(*given, **named)

    def isin(self, values): return Series(self._values).isin(values)._values

    def isna(self): return _isna(self._values)

    isnull = isna

    def notna(self): return ~_isna(self._values)

    def map(self, mapper): return Index(Series(self._values).map(mapper)._values, name=self.name)

    def astype(self, dtype): return Index(_converted(self._values, dtype), name=self.name)

    def _order(self, ascending=True, na_position='last'): return _sorted_places(self._values, ascending, na_position)

    def get_level_values(self, level): return self

    def sort_values(self, ascending=True):
        return _index_of(self._values[_sorted_places(self._values, ascending)], self.name)

    def min(self): return Series(self._values).min()

    def max(self): return Series(self._values).max()

    def argsort(self): return _sorted_places(self._values)

    def rename(self, name): return _index_of(self._values, name)

    set_names = rename

    def copy(self, name=None, deep=False): return _index_of(self._values, self.name if name is None else name)

    def drop(self, labels):
        gone = [labels] if isinstance(labels, str) or not _is_list(labels) else list(labels)
        absent = [label for label in gone if label not in self]
        if absent: raise KeyError(f"{_labels_text(absent)} not found in axis")
        return _index_of(_array([label for label in self if label not in gone]), self.name)

    def append(self, other): return _index_of(_joined([self._values, Index(other)._values]), self.name)

    def insert(self, loc, item):
        labels = self.tolist()
        labels.insert(loc, item)
        return Index(labels, name=self.name)

    def union(self, other): return self._combined(other, lambda labels, others: labels | others)

    def intersection(self, other):
        others = set(other)
        return _index_of(self._values[np.array([label in others for label in self], dtype=bool)], self.name)

    def difference(self, other): return self._combined(other, lambda labels, others: labels - others)

    def _combined(self, other, operation):
        labels = list(operation(set(self), set(other)))
        try: labels.sort()
        except TypeError: pass
        return Index(labels, name=self.name)

    def equals(self, other):
        return isinstance(other, Index) and len(self) == len(other) and (
            self is other or self._values is other._values or _same(self._values, other._values))

    def _compared(self, other, operation):
        if isinstance(other, Index): other = other._values
        elif _is_list(other): other = _array(other)
        return _operated(self._values, other, operation)

    def __eq__(self, other): return self._compared(other, _operator.eq)

    def __ne__(self, other): return self._compared(other, _operator.ne)

    def __lt__(self, other): return self._compared(other, _operator.lt)

    def __le__(self, other): return self._compared(other, _operator.le)

    def __gt__(self, other): return self._compared(other, _operator.gt)

    def __ge__(self, other): return self._compared(other, _operator.ge)

    def __add__(self, other): return Index(self._compared(other, _operator.add), name=self.name)

    def __radd__(self, other): return Index(self._compared(other, lambda a, b: b + a), name=self.name)

    def __sub__(self, other): return Index(self._compared(other, _operator.sub), name=self.name)

    def __mul__(self, other): return Index(self._compared(other, _operator.mul), name=self.name)

    def __truediv__(self, other): return Index(self._compared(other, _operator.truediv), name=self.name)

    def __floordiv__(self, other): return Index(self._compared(other, _operator.floordiv), name=self.name)

    def __mod__(self, other): return Index(self._compared(other, _operator.mod), name=self.name)

    def __hash__(self): raise TypeError(f"unhashable type: '{type(self).__name__}'")

    def __bool__(self):
        raise ValueError(
            f"The truth value of a {type(self).__name__} is ambiguous. "
            "Use a.empty, a.bool(), a.item(), a.any() or a.all().")

    def __repr__(self): return _index_text(self)


class RangeIndex(Index):
    """The labels start, start + step and so on: those of rows that nobody named."""

    def __init__(self, start=0, stop=None, step=1, name=None):
        if isinstance(start, range): start, stop, step = start.start, start.stop, start.step
        elif stop is None: start, stop = 0, start
        self._range, self.name = range(start, stop, step), name

    @property
    def start(self): return self._range.start

    @property
    def stop(self): return self._range.stop

    @property
    def step(self): return self._range.step

    @property
    def _values(self):
        return np.arange(self.start, self.stop, self.step)

    @property
    def dtype(self): return np.dtype('int64')

    @property
    def is_unique(self): return True

    def __len__(self): return len(self._range)

    def __iter__(self): return iter(self._range)

    def __contains__(self, label):
        if isinstance(label, (float, np.floating)): return label == int(label) and int(label) in self._range if label == label else False
        return isinstance(label, (int, np.integer)) and not isinstance(label, bool) and int(label) in self._range

    def __getitem__(self, places):
        if isinstance(places, (int, np.integer)): return self._range[places]
        if isinstance(places, slice): return RangeIndex(self._range[places], name=self.name)
        return super().__getitem__(places)

    def _places_of(self, label):
        if not _hashable(label): raise TypeError(f"unhashable type: '{type(label).__name__}'")
        if label not in self: raise KeyError(label)
        return self._range.index(int(label))

    def rename(self, name): return RangeIndex(self._range, name=name)

    def copy(self, name=None, deep=False): return RangeIndex(self._range, name=self.name if name is None else name)

    def equals(self, other):
        return self._range == other._range if isinstance(other, RangeIndex) else super().equals(other)

    def __repr__(self):
        name = '' if self.name is None else f", name={self.name!r}"
        return f"RangeIndex(start={self.start}, stop={self.stop}, step={self.step}{name})"


def _range_of(values, name):
    """The labels of a column, which are a range where they are ints at equal distances, as in pandas."""
    if values.dtype.kind == 'i' and len(values) > 1:
        step = int(values[1]) - int(values[0])
        if step != 0 and (np.diff(values) == step).all():
            return RangeIndex(int(values[0]), int(values[-1]) + step, step, name)
    return Index(values, name=name)


_NO_LEVELS = "there are no columns whose names have several parts here: choose one column, or reset_index() first"


def _hashable(label): return not isinstance(label, (list, dict, set, np.ndarray, Series, DataFrame, slice))


def _index_of(values, name=None):
    """An index of values that are an array already."""
    if isinstance(values, _ObjectArray) and len(values) and all(isinstance(item, tuple) for item in values._items):
        return MultiIndex.from_tuples(values._items)
    made = Index(None, name=name)
    made._values = values
    return made


def _index(labels, length=None):
    """What a program gives as an index."""
    if labels is None: return RangeIndex(length)
    if isinstance(labels, list) and labels and all(isinstance(label, tuple) for label in labels): return MultiIndex.from_tuples(labels)
    if isinstance(labels, Index): return labels
    if isinstance(labels, range): return RangeIndex(labels)
    return Index(labels, name=labels.name if isinstance(labels, Series) else None)


def _same(first, second):
    """Whether two arrays hold the same values, missing ones at the same places."""
    if first is second: return True
    if isinstance(first, np.ndarray) and isinstance(second, np.ndarray):
        return np.array_equal(first, second, equal_nan=first.dtype.kind == 'f' and second.dtype.kind == 'f')
    if isinstance(first, StringArray) and isinstance(second, StringArray):
        return np.array_equal(first._texts, second._texts) and np.array_equal(first.isna(), second.isna())
    ours, theirs = first.tolist(), second.tolist()
    return len(ours) == len(theirs) and all(
        item == theirs[place] or _is_missing(item) and _is_missing(theirs[place]) for place, item in enumerate(ours))


def _locked(array):
    """A view that can't be written into, as pandas gives what a table holds."""
    view = array[:]
    view.flags.writeable = False
    return view


def _labels_text(labels): return '[' + ', '.join(repr(label) for label in labels) + ']'


def _places_in(index, labels):
    """The places of labels in an index, -1 for those that aren't there."""
    if isinstance(index, RangeIndex) and isinstance(labels, RangeIndex) and index.equals(labels): return np.arange(len(index))
    if not index.is_unique: raise ValueError("cannot reindex on an axis with duplicate labels")
    known = index._known()
    return np.array([known.get(label, -1) for label in labels], dtype=np.int64)


def _aligned_index(first, second):
    """The labels that two indexes have between them: those of one where both are the same, else in order."""
    if first.equals(second) and isinstance(first, MultiIndex): return first
    if first.equals(second): return first.rename(first.name if first.name == second.name else None) if first.name != second.name else first
    known = first._known()
    labels = first.tolist() + [label for label in second if label not in known]
    try: labels = sorted(labels)
    except TypeError: pass
    if isinstance(first, MultiIndex): return MultiIndex.from_tuples(labels, first.names)
    return Index(labels, name=first.name if first.name == second.name else None)
