class MultiIndex(Index):
    """Labels of several parts, as groups by several columns have them: an array for each part."""

    def __init__(self, levels=None, codes=None, names=None):
        if levels is None or codes is None: raise TypeError("Must pass both levels and codes")
        arrays = [_array(level)[np.asarray(codes[place])] for place, level in enumerate(levels)]
        self._arrays, self._names = arrays, list(names) if names is not None else [None] * len(arrays)

    @staticmethod
    def from_arrays(arrays, names=None):
        if names is None: names = [getattr(array, 'name', None) for array in arrays]
        return _levels_of([_array(array) for array in arrays], list(names))

    @staticmethod
    def from_tuples(tuples, names=None):
        parts = list(zip(*tuples))
        return _levels_of([_of_list(list(part)) for part in parts], list(names) if names is not None else [None] * len(parts))

    @staticmethod
    def from_product(iterables, names=None):
        arrays, count = [_array(values) for values in iterables], 1
        for array in arrays: count *= len(array)
        made, block = [], count
        for array in arrays:
            block //= max(len(array), 1)
            made.append(array[np.arange(count) // max(block, 1) % max(len(array), 1)])
        return _levels_of(made, list(names) if names is not None else [None] * len(made))

    @staticmethod
    def from_frame(df, names=None): return _levels_of(list(df._data), df._columns.tolist() if names is None else list(names))

    @property
    def _values(self):
        return _ObjectArray(list(zip(*[array.tolist() for array in self._arrays])))

    @property
    def name(self): return None

    @property
    def names(self): return list(self._names)

    @names.setter
    def names(self, names): self._names = list(names)

    @property
    def nlevels(self): return len(self._arrays)

    @property
    def dtype(self): return _OBJECT

    @property
    def levels(self): return [_index_of(_sorted_codes(array)[1], self._names[place]) for place, array in enumerate(self._arrays)]

    def _level(self, level):
        if level in self._names: return self._names.index(level)
        if isinstance(level, int) and -len(self._arrays) <= level < len(self._arrays): return level % len(self._arrays)
        if isinstance(level, int):
            raise IndexError(f"Too many levels: Index has only {len(self._arrays)} levels, not {level + 1}")
        raise KeyError(f"Level {level} not found")

    def get_level_values(self, level):
        place = self._level(level)
        return _index_of(self._arrays[place], self._names[place])

    def __len__(self): return len(self._arrays[0])

    def __getitem__(self, places):
        if isinstance(places, (int, np.integer)): return tuple(array[places:places + 1 or None].tolist()[0] for array in self._arrays)
        if isinstance(places, (list, Series)): places = np.asarray(places)
        return _levels_of([array[places] for array in self._arrays], self._names)

    def _all_places(self, label):
        parts = label if isinstance(label, tuple) else (label,)
        if len(parts) > len(self._arrays): return []
        found = np.full(len(self), True)
        for place, part in enumerate(parts):
            array = self._arrays[place]
            found = found & (_isna(array) if _is_missing(part) else np.asarray(_operated(array, part, _operator.eq), dtype=bool))
        return np.nonzero(found)[0]

    def _places_of(self, label):
        """The place of a label of all parts; an array of places for the first parts of some."""
        places = self._all_places(label)
        if not len(places): raise KeyError(label)
        whole = isinstance(label, tuple) and len(label) == len(self._arrays)
        return int(places[0]) if whole and len(places) == 1 else np.array(places, dtype=np.int64)

    def _without(self, label):
        """The labels behind the parts that chose them."""
        count = len(label) if isinstance(label, tuple) else 1
        if count >= len(self._arrays): return self
        if count == len(self._arrays) - 1: return _index_of(self._arrays[-1], self._names[-1])
        return _levels_of(self._arrays[count:], self._names[count:])

    def droplevel(self, level=0):
        gone = self._level(level)
        kept = [place for place in range(len(self._arrays)) if place != gone]
        if len(kept) == 1: return _index_of(self._arrays[kept[0]], self._names[kept[0]])
        return _levels_of([self._arrays[place] for place in kept], [self._names[place] for place in kept])

    def _order(self, ascending=True):
        places = np.arange(len(self))
        for array in reversed(self._arrays): places = places[_sorted_places(array[places], ascending)]
        return places

    def rename(self, names): return _levels_of(self._arrays, [names] if isinstance(names, str) or names is None else list(names))

    set_names = rename

    def copy(self, names=None, deep=False): return _levels_of(self._arrays, self._names if names is None else list(names))

    def equals(self, other):
        return isinstance(other, MultiIndex) and len(self) == len(other) and self.nlevels == other.nlevels and all(
            _same(first, second) for first, second in zip(self._arrays, other._arrays))

    def _texts(self, with_names):
        """The labels as columns of texts; what repeats the row above is left out, but in the last part."""
        parts, same = [], np.full(len(self), True)
        if len(self): same[0] = False
        for place, array in enumerate(self._arrays):
            texts = _index_texts(_index_of(array))
            codes = _codes_with_missing(array)
            same = same & np.concatenate([[False], codes[1:] == codes[:-1]])[:len(codes)]
            if place < len(self._arrays) - 1: texts = ['' if same[row] else text for row, text in enumerate(texts)]
            if with_names: texts = ['' if self._names[place] is None else _escaped(self._names[place])] + texts
            parts.append(_fixed(texts, left=True))
        return parts

    def __repr__(self):
        shown = self if len(self) <= 100 else self[np.concatenate([np.arange(10), np.arange(len(self) - 10, len(self))])]
        columns = [[_quoted(item) for item in array.tolist()] for array in shown._arrays]
        widths = [max([len(text) for text in column], default=0) for column in columns]
        rows = ['(' + ', '.join(text.rjust(widths[place]) for place, text in enumerate(row)) + ')' for row in zip(*columns)]
        if len(self) > 100: rows.insert(10, '...')
        space = ' ' * len('MultiIndex([')
        named = any(name is not None for name in self._names)
        ends = (['names=[' + ', '.join(repr(name) for name in self._names) + ']'] if named else []) + (
            [f"length={len(self)}"] if len(self) > 100 else [])
        if not rows: return 'MultiIndex([], ' + ', '.join(ends) + ')'
        return 'MultiIndex([' + (',\n' + space).join(rows) + '],\n' + space[:-1] + ', '.join(ends) + ')'


def _levels_of(arrays, names):
    """Labels of arrays that are there already."""
    made = MultiIndex.__new__(MultiIndex)
    made._arrays, made._names = list(arrays), list(names)
    return made


def _unstacked(series, level, fill_value):
    """The last part of the labels, or another, as columns."""
    index = series._index
    if not isinstance(index, MultiIndex): raise ValueError("index must be a MultiIndex to unstack")
    if index.nlevels != 2: raise NotImplementedError("unstack takes labels of two parts here")
    across = index._level(level)
    codes, labels = _sorted_codes(index._arrays[across])
    rows, names = _sorted_codes(index._arrays[1 - across])
    if len(np.unique(codes * len(names) + rows)) < len(codes): raise ValueError("Index contains duplicate entries, cannot reshape")
    places = np.full((len(labels), len(names)), -1)
    places[codes, rows] = np.arange(len(codes))
    arrays, source = [], series._values
    # A column without gaps has the type of those with some.
    if fill_value is None and (places < 0).any() and isinstance(source, np.ndarray):
        source = source.astype(float) if source.dtype.kind in 'iu' else _ObjectArray(source.tolist()) if source.dtype.kind == 'b' else source
    for place in range(len(labels)):
        gone = places[place] < 0
        values = _taken(source, places[place])
        if fill_value is not None and gone.any(): values = _replaced(series._values[np.maximum(places[place], 0)], gone, fill_value)
        arrays.append(values)
    return _frame(arrays, _index_of(labels, index._names[across]), _index_of(names, index._names[1 - across]))
