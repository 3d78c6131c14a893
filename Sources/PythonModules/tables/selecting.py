def _mask_of(key, index):
    """Truth values for the rows of an index; those of a column are found by its labels."""
    if isinstance(key, Series):
        if not key._index.equals(index):
            places = _places_in(key._index, index)
            if (places < 0).any():
                raise IndexingError(
                    "Unalignable boolean Series provided as indexer (index of the boolean Series and of the indexed object do not match).")
            key = key._values[places]
        else: key = key._values
    if isinstance(key, _ObjectArray):
        if key.isna().any(): raise ValueError("Cannot mask with non-boolean array containing NA / NaN values")
        key = key.tolist()
    mask = np.asarray(key, dtype=bool)
    if len(mask) != len(index):
        raise IndexError(
            f"Boolean index has wrong length: {len(mask)} instead of {len(index)}")
    return mask


class IndexingError(Exception):
    """What can't be matched by labels."""


def _is_mask(key):
    if isinstance(key, (Series, np.ndarray)):
        if key.dtype.kind == 'b': return True
        return isinstance(key, Series) and isinstance(key._values, _ObjectArray) and len(key) > 0 and all(
            isinstance(item, (bool, np.bool)) or _is_missing(item) for item in key._values._items) and any(
            isinstance(item, (bool, np.bool)) for item in key._values._items)
    return isinstance(key, list) and len(key) > 0 and all(isinstance(item, (bool, np.bool)) for item in key)


def _labelled_places(index, key, axis_name='index'):
    """Where labels stand: a number for one label that stands once, else an array or a slice of places."""
    if isinstance(key, slice): return _sliced_places(index, key)
    if _is_mask(key): return np.nonzero(_mask_of(key, index))[0]
    if _is_list(key) and not isinstance(key, tuple):
        if isinstance(index, MultiIndex) and not isinstance(key, MultiIndex):
            return np.concatenate([np.atleast_1d(index._places_of(label)) for label in key])
        labels = key.tolist() if hasattr(key, 'tolist') else list(key)
        known = index._known()
        absent = [label for label in labels if label not in known]
        if absent and len(absent) == len(labels):
            error = KeyError(f"None of [{_index_text(Index(labels))}] are in the [{axis_name}]")
            raise _advised(error, absent[0], index) if axis_name == 'columns' else error
        if absent:
            error = KeyError(f"{_labels_text(absent)} not in index")
            raise _advised(error, absent[0], index) if axis_name == 'columns' else error
        if len(known) != len(index):
            found = [index._places_of(label) for label in labels]
            return np.concatenate([np.atleast_1d(place) for place in found]) if found else np.zeros(0, dtype=np.int64)
        return np.array([known[label] for label in labels], dtype=np.int64)
    return index._places_of(key)


def _sliced_places(index, key):
    """A slice of labels, whose end belongs to it, as a slice of places."""
    step = key.step
    start = None if key.start is None else _edge(index, key.start, 'left')
    stop = None if key.stop is None else _edge(index, key.stop, 'right')
    return slice(start, stop, step)


def _edge(index, label, side):
    try: place = index._places_of(label)
    except KeyError:
        values = index._values
        keys = values._texts if isinstance(values, StringArray) else values
        if isinstance(keys, _ObjectArray): raise KeyError(label)
        if isinstance(label, str) != isinstance(values, StringArray):
            raise TypeError(
                f"cannot do slice indexing on {type(index).__name__} with these indexers [{label}] of type {type(label).__name__}")
        if len(keys) > 1 and not (keys[:-1] <= keys[1:]).all(): raise KeyError(label)
        return int(np.searchsorted(keys, label, side=side))
    if isinstance(place, np.ndarray):
        if len(place) > 1 and (place[1:] - place[:-1] != 1).any():
            raise KeyError(f"Cannot get {side} slice bound for non-unique label: {label!r}")
        return int(place[0] if side == 'left' else place[-1] + 1)
    return place if side == 'left' else place + 1


def _numbered_places(index, key, axis=0):
    """Places as `iloc` takes them."""
    count = len(index)
    if isinstance(key, slice): return key
    if _is_mask(key):
        if isinstance(key, Series): raise NotImplementedError("iLocation based boolean indexing on an integer type is not available")
        return np.nonzero(_mask_of(key, index))[0]
    if isinstance(key, (int, np.integer)) and not isinstance(key, bool):
        if not -count <= key < count: raise IndexError("single positional indexer is out-of-bounds")
        return int(key) % count
    if _is_list(key):
        places = np.asarray(key.tolist() if hasattr(key, 'tolist') else list(key))
        if not len(places): return np.zeros(0, dtype=np.int64)
        if places.dtype.kind not in 'iu': raise IndexError(".iloc requires numeric indexers, got " + str(places))
        if ((places < -count) | (places >= count)).any(): raise IndexError("positional indexers are out-of-bounds")
        return np.where(places < 0, places + count, places)
    raise TypeError("Cannot index by location index with a non-integer key")


class _Locator:
    """Rows and columns by their labels (`loc`, `at`) or their places (`iloc`, `iat`)."""

    def __init__(self, owner, by_label, single=False): self._owner, self._by_label, self._single = owner, by_label, single

    def _places(self, index, key, axis_name='index'):
        if callable(key): key = key(self._owner)
        if isinstance(key, tuple) and self._by_label and isinstance(self._owner, Series) is False and len(key) > 2:
            raise IndexingError("Too many indexers")
        return _labelled_places(index, key, axis_name) if self._by_label else _numbered_places(index, key)

    def _split(self, key):
        owner = self._owner
        if isinstance(owner, Series):
            if isinstance(key, tuple) and len(key) == 1: key = key[0]
            if isinstance(key, tuple) and not (self._by_label and isinstance(owner._index, MultiIndex)): raise IndexingError("Too many indexers")
            return key, None
        if not isinstance(key, tuple): return key, slice(None)
        if self._by_label and isinstance(owner._index, MultiIndex) and all(_hashable(part) for part in key) and len(
                owner._index._all_places(key)): return key, slice(None)
        if len(key) > 2: raise IndexingError("Too many indexers")
        return key if len(key) == 2 else (key[0], slice(None))

    def __getitem__(self, key):
        rows, columns = self._split(key)
        owner = self._owner
        place = self._places(owner._index, rows)
        if self._by_label and isinstance(owner._index, MultiIndex) and _hashable(rows) and not isinstance(place, int):
            owner = owner._at_places(place)
            owner._index, place = owner._index._without(rows), slice(None)
        if isinstance(owner, Series):
            return owner._values[place] if isinstance(place, int) else owner._at_places(place)
        if isinstance(columns, slice) and columns == slice(None):
            return owner._row(place) if isinstance(place, int) else owner._at_places(place)
        column = self._places(owner._columns, columns, 'columns')
        if isinstance(column, int):
            if isinstance(place, int): return owner._data[column][place]
            return owner._column_at(column)._at_places(place)
        chosen = owner._with_columns(column)
        return chosen._row(place) if isinstance(place, int) else chosen._at_places(place)

    def __setitem__(self, key, value):
        rows, columns = self._split(key)
        owner = self._owner
        try: place = self._places(owner._index, rows)
        except KeyError:
            if not self._by_label or _is_list(rows) or isinstance(rows, slice): raise
            return owner._enlarge(rows, columns, value)
        if isinstance(owner, Series):
            if isinstance(value, Series): value = _values_for(value, owner._index, place)
            return owner._put(_replaced(owner._values, place, value))
        owner._place(self, place, columns, value)


def _values_for(series, index, place):
    """The values of a column for rows of another index, found by their labels."""
    labels = index[place] if not isinstance(place, int) else Index([index[place]])
    if series._index.equals(labels): return series._values
    return _taken(series._values, _places_in(series._index, labels))


class _Rows:
    """What columns and tables have in common as rows with labels."""

    @property
    def loc(self): return _Locator(self, True)

    @property
    def iloc(self): return _Locator(self, False)

    @property
    def at(self): return _Locator(self, True, True)

    @property
    def iat(self): return _Locator(self, False, True)

    @property
    def index(self): return self._index

    @index.setter
    def index(self, labels):
        labels = _index(labels)
        if len(labels) != len(self):
            raise ValueError(
                f"Length mismatch: Expected axis has {len(self)} elements, new values have {len(labels)} elements")
        self._index = labels

    def __len__(self): return len(self._index)

    def head(self, n=5): return self._at_places(slice(None, n))

    def tail(self, n=5): return self._at_places(slice(max(len(self) - n, 0), None) if n >= 0 else slice(-n, None))

    def take(self, indices, axis=0): return self._at_places(_numbered_places(self._index, list(indices)))

    def truncate(self, before=None, after=None): return self.loc[before:after]

    def pipe(self, function, *given, **named): return function(self, *given, **named)

    def sample(self, n=None, frac=None, replace=False, weights=None, random_state=None, axis=None, ignore_index=False):
        if n is not None and frac is not None: raise ValueError("Please enter a value for `frac` OR `n`, not both")
        count = 1 if n is None and frac is None else n if n is not None else round(frac * len(self))
        if isinstance(random_state, (int, np.integer)): source = np.random.RandomState(random_state)
        else: source = np.random if random_state is None else random_state
        if isinstance(weights, str): weights = self[weights]
        if weights is not None:
            weights = np.asarray(weights, dtype=float)
            weights = weights / weights.sum()
        if not replace and count > len(self):
            raise ValueError("Cannot take a larger sample than population when 'replace=False'")
        chosen = self._at_places(source.choice(len(self), size=count, replace=replace, p=weights))
        return chosen.reset_index(drop=True) if ignore_index else chosen

    def sort_index(self, axis=0, ascending=True, inplace=False, na_position='last', ignore_index=False, kind=None, key=None):
        if axis in (1, 'columns'):
            return self._with_columns(_sorted_places(self._columns._values, ascending))
        made = self._at_places(self._index._order(ascending) if isinstance(self._index, MultiIndex) else self._index._order(ascending, na_position))
        return self._given_back(made.reset_index(drop=True) if ignore_index else made, inplace)

    def droplevel(self, level, axis=0):
        made = self.copy()
        made._index = self._index.droplevel(level)
        return made

    def xs(self, key, axis=0, level=None):
        if level is None: return self.loc[key]
        found = self._at_places(np.nonzero(np.asarray(self._index.get_level_values(level) == key))[0])
        return found.droplevel(level)

    def reindex(self, labels=None, index=None, columns=None, fill_value=None, axis=None):
        if axis in (1, 'columns'): labels, columns = None, labels
        if labels is not None: index = labels
        made = self
        if index is not None:
            index = _index(index)
            made = made._reindexed(index, fill_value)
        if columns is not None: made = made._with_labels(list(columns), fill_value)
        return made

    def copy(self, deep=True): return self._at_places(slice(None))

    def _given_back(self, made, inplace):
        """What a method gives; one that works in place puts it in the object's own place."""
        if not inplace: return made
        self._become(made)
        return None

    def duplicated(self, subset=None, keep='first'):
        if isinstance(self, Series):
            keep = subset if subset is not None else keep
            codes = _codes_with_missing(self._values)
        else: codes = self._row_codes(subset)
        return Series(_repeated(codes, keep), index=self._index)


def _codes_with_missing(array):
    codes, values = _factorized(array)
    return np.where(codes < 0, len(values), codes)


def _repeated(codes, keep):
    if keep not in ('first', 'last', False): raise ValueError('keep must be either "first", "last" or False')
    result = np.ones(len(codes), dtype=bool)
    if not len(codes): return result
    if keep is False: return np.bincount(codes)[codes] > 1
    order = np.arange(len(codes))
    if keep == 'last': order = order[::-1]
    kept = np.zeros(int(codes.max()) + 1, dtype=np.int64)
    kept[codes[order][::-1]] = order[::-1]
    result[kept[np.unique(codes)]] = False
    return result


def _advised(error, name, columns):
    """An error about a column that isn't there, with notes that name the nearest column and all of them."""
    names = columns.tolist()
    near = _nearest_name(name, names) if isinstance(name, str) else None
    if near is not None: error.add_note(f"did you mean {near!r}?")
    shown = ', '.join(repr(label) for label in names[:8]) + (', …' if len(names) > 8 else '')
    error.add_note(f"the table's columns are {shown}" if names else "the table has no columns")
    return error
