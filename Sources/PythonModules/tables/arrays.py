"""Tables of named columns, as pandas has them. Columns are arrays of numbers or truth values, texts, or objects.

An array that a column holds is never written into: whoever changes a column puts another array in its place. So tables
may share arrays, and none sees what another's assignment does.
"""
import datetime as _datetime
import operator as _operator
import numpy as np

NA = nan = float('nan')
_NUMBERS = (int, float, np.integer, np.floating)
_INTEGERS = {int, np.int8, np.int16, np.int32, np.int64, np.uint8, np.uint16, np.uint32, np.uint64}
_FLOATS = {float, np.float32, np.float64}


class IntCastingNaNError(ValueError):
    """Missing or infinite numbers that are to be ints."""


class StringDtype:
    """The type of a column of texts, some of which may be missing."""
    name, kind, na_value, storage = 'str', 'O', nan, 'python'

    def __repr__(self): return "<StringDtype(storage='python', na_value=nan)>"

    def __str__(self): return 'str'

    def __eq__(self, other): return isinstance(other, StringDtype) or other in ('str', 'string')

    def __hash__(self): return hash('str')


class _ObjectDtype:
    name, kind = 'object', 'O'

    def __repr__(self): return "dtype('O')"

    def __str__(self): return 'object'

    def __eq__(self, other): return isinstance(other, _ObjectDtype) or other in ('object', 'O', object)

    def __hash__(self): return hash('O')


_TEXT, _OBJECT = StringDtype(), _ObjectDtype()


class StringArray:
    """Texts, with a truth value beside each that says whether it is missing, where any is: it is empty there."""
    dtype, ndim = _TEXT, 1

    def __init__(self, texts, missing=None):
        self._texts, self._missing = texts, missing if missing is not None and missing.any() else None

    @property
    def shape(self): return (len(self._texts),)

    @property
    def size(self): return len(self._texts)

    @property
    def nbytes(self): return 8 * len(self._texts)

    def __len__(self): return len(self._texts)

    def __getitem__(self, places):
        if isinstance(places, (int, np.integer)):
            return nan if self._missing is not None and self._missing[places] else str(self._texts[places])
        return StringArray(self._texts[places], None if self._missing is None else self._missing[places])

    def tolist(self):
        texts = self._texts.tolist()
        if self._missing is None: return texts
        for place in np.nonzero(self._missing)[0].tolist(): texts[place] = nan
        return texts

    def __iter__(self): return iter(self.tolist())

    def isna(self): return np.zeros(len(self._texts), dtype=bool) if self._missing is None else self._missing.copy()

    def copy(self): return self

    def to_numpy(self, dtype=None, copy=False, na_value=None):
        if self._missing is None: return self._texts.copy() if dtype is None else self._texts.astype(dtype)
        if na_value is not None: return np.where(self._missing, na_value, self._texts)
        raise TypeError(
            "texts of which some are missing make no NumPy array here: fillna('') or dropna() first, or tolist()")

    def _where(self, condition):
        return condition if self._missing is None else condition & ~self._missing

    def _compared(self, other, operation):
        missing = self._missing
        if isinstance(other, StringArray):
            missing = other._missing if missing is None else missing if other._missing is None else (
                missing | other._missing)
            other = other._texts
        elif isinstance(other, np.ndarray) and other.dtype.kind == 'U' or isinstance(other, str): pass
        elif operation in (_operator.eq, _operator.ne): return np.full(len(self), operation is _operator.ne)
        else:
            raise TypeError(
                f"Invalid comparison between dtype=str and {type(other).__name__}")
        result = operation(self._texts, other)
        if missing is not None: result = np.where(missing, operation is _operator.ne, result)
        return result

    def __eq__(self, other): return self._compared(_array(other) if _is_list(other) else other, _operator.eq)

    def __ne__(self, other): return self._compared(_array(other) if _is_list(other) else other, _operator.ne)

    def __repr__(self):
        texts = _array_text([_quoted(text) for text in self.tolist()])
        return f"<StringArray>\n{texts}\nLength: {len(self)}, dtype: str"


class _ObjectArray:
    """Values of any kinds."""
    dtype, ndim = _OBJECT, 1

    def __init__(self, items): self._items = items

    @property
    def shape(self): return (len(self._items),)

    @property
    def size(self): return len(self._items)

    @property
    def nbytes(self): return 8 * len(self._items)

    def __len__(self): return len(self._items)

    def __iter__(self): return iter(self._items)

    def tolist(self): return list(self._items)

    def copy(self): return self

    def isna(self): return np.array([_is_missing(item) for item in self._items], dtype=bool)

    def __getitem__(self, places):
        if isinstance(places, (int, np.integer)): return self._items[places]
        if isinstance(places, slice): return _ObjectArray(self._items[places])
        places = np.asarray(places)
        if places.dtype.kind == 'b': places = np.nonzero(places)[0]
        items = self._items
        return _ObjectArray([items[place] for place in places.tolist()])

    def to_numpy(self, dtype=None, copy=False, na_value=None):
        if dtype is not None: return np.array(self._items).astype(dtype)
        raise TypeError("a column of mixed values makes no NumPy array here: astype() makes one kind of them")

    def __repr__(self):
        texts = [repr(item) for item in self._items]
        return '[' + ' '.join(texts if len(texts) <= 1000 else texts[:3] + ['...'] + texts[-3:]) + ']'


def _quoted(value): return repr(value) if isinstance(value, str) else str(value)


def _is_missing(value):
    return value is None or isinstance(value, (float, np.floating)) and value != value


def _is_list(value):
    return isinstance(value, (list, tuple, np.ndarray, StringArray, _ObjectArray, Series, Index, range, set, dict)) or (
        hasattr(value, '__iter__') and not isinstance(value, (str, bytes, DataFrame)))


def _is_number(dtype): return dtype.kind in 'iufcb'


def _array(values, dtype=None):
    """Values as a column holds them."""
    if dtype is not None: return _converted(_array(values), dtype)
    if isinstance(values, (Series, Index)): return values._values
    if isinstance(values, (StringArray, _ObjectArray)): return values
    if isinstance(values, np.ndarray):
        if values.ndim == 0: values = values.reshape(1)
        if values.ndim != 1: raise ValueError("Data must be 1-dimensional")
        return StringArray(values.copy()) if values.dtype.kind == 'U' else values.copy()
    if isinstance(values, range): return np.arange(values.start, values.stop, values.step)
    return _of_list(list(values))


def _of_list(values):
    kinds = {type(value) for value in values}
    if not kinds: return _ObjectArray([])
    if kinds <= {bool, np.bool}: return np.array(values, dtype=bool)
    if bool not in kinds and np.bool not in kinds:
        if kinds <= _INTEGERS:
            if all(-2 ** 63 <= value < 2 ** 63 for value in values): return np.array(values, dtype=np.int64)
            return _ObjectArray(values)
        present = kinds - {type(None)}
        if present and present <= _INTEGERS | _FLOATS:
            return np.array([nan if value is None else value for value in values], dtype=float)
        if str in kinds or np.str_ in kinds:
            missing = [_is_missing(value) for value in values]
            if all(missing[place] or isinstance(value, str) for place, value in enumerate(values)):
                return StringArray(
                    np.array(['' if missing[place] else value for place, value in enumerate(values)]),
                    np.array(missing))
    return _ObjectArray(values)


def _converted(array, dtype):
    """The same values as another type of pandas'."""
    name = dtype if isinstance(dtype, str) else getattr(dtype, '__name__', None) or str(dtype)
    if name in ('str', 'string', 'object', 'category', 'O'): return _as_words(array, name)
    if isinstance(array, (StringArray, _ObjectArray)): return _parsed(array, np.dtype(dtype))
    if np.dtype(dtype).kind in 'iu' and array.dtype.kind == 'f' and not np.isfinite(array).all():
        raise IntCastingNaNError("Cannot convert non-finite values (NA or inf) to integer")
    return array.astype(dtype)


def _as_words(array, name):
    if name == 'category':
        raise TypeError("there are no categories here: a column of texts does for groupby, value_counts and get_dummies")
    if name in ('object', 'O'): return _ObjectArray(array.tolist())
    if isinstance(array, StringArray): return array
    return _of_list([item if _is_missing(item) else str(item) for item in array.tolist()] or ['']) if len(array) else (
        StringArray(np.array([], dtype='<U1')))


def _parsed(array, dtype):
    items = array.tolist()
    if dtype.kind == 'b':
        return np.array([bool(item) for item in items], dtype=bool)
    try:
        if dtype.kind in 'iu':
            for item in items:
                if _is_missing(item): raise ValueError("cannot convert float NaN to integer")
            return np.array([int(item) for item in items], dtype=dtype)
        return np.array([nan if item is None else float(item) for item in items], dtype=dtype)
    except ValueError as error:
        raise ValueError(str(error)) from None


def _isna(array):
    if isinstance(array, (StringArray, _ObjectArray)): return array.isna()
    if array.dtype.kind in 'fc': return np.isnan(array)
    return np.zeros(len(array), dtype=bool)


def _joined(arrays):
    """Arrays one behind another, as one."""
    if len(arrays) == 1: return arrays[0]
    if all(isinstance(array, StringArray) for array in arrays):
        return StringArray(
            np.concatenate([array._texts for array in arrays]), np.concatenate([array.isna() for array in arrays]))
    kinds = {array.dtype.kind for array in arrays}
    if 'O' not in kinds and (kinds == {'b'} or 'b' not in kinds): return np.concatenate(arrays)
    items = []
    for array in arrays: items.extend(array.tolist())
    whole = _of_list(items)
    return whole if isinstance(whole, StringArray) else _ObjectArray(items)


def _taken(array, places):
    """The elements at places, and missing ones where a place is -1."""
    gone = places < 0
    if not gone.any(): return array[places]
    if not len(array): return np.full(len(places), nan)
    if isinstance(array, StringArray):
        taken = array[places]
        return StringArray(np.where(gone, '', taken._texts), taken.isna() | gone)
    if isinstance(array, _ObjectArray) or array.dtype.kind == 'b':
        items = array.tolist()
        return _ObjectArray([nan if place < 0 else items[place] for place in places.tolist()])
    taken = array[places].astype(np.float32 if array.dtype == np.float32 else float)
    taken[gone] = nan
    return taken


def _replaced(array, places, values):
    """The array with other elements at places (a mask, numbers or a slice)."""
    scalar = not _is_list(values)
    new = _of_list([values]) if scalar else _array(values)
    if isinstance(array, StringArray) and (isinstance(new, StringArray) or scalar and _is_missing(values)):
        return _replaced_texts(array, places, new)
    if isinstance(array, np.ndarray) and isinstance(new, np.ndarray):
        return _replaced_numbers(array, places, new, scalar)
    if isinstance(array, np.ndarray) and scalar and values is None and array.dtype.kind in 'iuf':
        return _replaced_numbers(array, places, np.array([nan]), True)
    if not isinstance(array, _ObjectArray):
        kind = 'str' if isinstance(array, StringArray) else array.dtype
        shown = values if scalar else new.tolist()
        raise TypeError(f"Invalid value '{shown}' for dtype '{kind}'")
    items = array.tolist()
    where = np.arange(len(items))[places].tolist() if not isinstance(places, (int, np.integer)) else [places]
    for number, place in enumerate(where): items[place] = values if scalar else new[number]
    return _ObjectArray(items)


def _replaced_texts(array, places, new):
    gone = _isna(new)
    texts = new._texts if isinstance(new, StringArray) else np.array([''])
    if len(texts) == 1: texts, gone = texts[0], gone[0]
    width = max(array._texts.itemsize, np.asarray(texts).itemsize) // 4
    whole, missing = array._texts.astype(f'<U{max(width, 1)}'), array.isna()
    whole[places], missing[places] = texts, gone
    return StringArray(whole, missing)


def _replaced_numbers(array, places, new, scalar):
    kind, kinds = new.dtype.kind, array.dtype.kind
    if kinds == 'b' and kind != 'b' or kind == 'b' and kinds != 'b' or kinds in 'iu' and kind == 'f':
        loses = kinds == 'b' or kind == 'b' or not (np.isfinite(new).all() and (new == np.floor(new)).all())
        if loses and not (kinds in 'iu' and np.isnan(new).all()):
            shown = new[0] if scalar else new.tolist()
            raise TypeError(f"Invalid value '{shown}' for dtype '{array.dtype}'")
        if loses: array = array.astype(float)
    whole = array.copy()
    whole[places] = new[0] if scalar else new
    return whole


def _sorted_places(array, ascending=True, na_position='last'):
    """The places of the elements in order; equal ones stay in theirs."""
    gone = _isna(array)
    present = np.nonzero(~gone)[0]
    values = array[present]
    if isinstance(values, _ObjectArray):
        items = values.tolist()
        order = np.array(sorted(range(len(items)), key=lambda place: items[place]), dtype=np.int64)
        if not ascending:
            order = np.array(sorted(range(len(items)), key=lambda place: items[place], reverse=True), dtype=np.int64)
    else:
        keys = values._texts if isinstance(values, StringArray) else values
        order = np.argsort(keys if ascending else keys[::-1], kind='stable')
        # Backwards, equal ones would come in the other order: they are walked from the end.
        if not ascending: order = (len(keys) - 1 - order)[::-1]
    absent = np.nonzero(gone)[0]
    return np.concatenate([absent, present[order]] if na_position == 'first' else [present[order], absent])


def _factorized(array):
    """Which of its distinct values each element is, -1 where it is missing; and those values in order of appearance."""
    if isinstance(array, _ObjectArray):
        known, codes = {}, []
        for item in array.tolist(): codes.append(-1 if _is_missing(item) else known.setdefault(item, len(known)))
        return np.array(codes, dtype=np.int64), _ObjectArray(list(known))
    codes, first = _codes_of(array._texts if isinstance(array, StringArray) else array)
    gone = _isna(array)
    if gone.any():
        # The missing ones have a number of their own, which nothing else has.
        number = codes[np.argmax(gone)]
        first = np.delete(first, number)
        codes = np.where(gone, -1, codes - (codes > number)) if not isinstance(array, StringArray) else codes
        if isinstance(array, StringArray): return _factorized_texts(array, gone)
    return codes, array[first]


def _as_texts(items):
    """Texts and missing values as a column of texts, even where all are missing."""
    missing = np.array([not isinstance(item, str) for item in items], dtype=bool)
    return StringArray(np.array([item if isinstance(item, str) else '' for item in items] or [''])[:len(items)], missing)


def _numbered(array):
    """The same as `_factorized`, where missing elements are a value too, in its place in the order of appearance."""
    codes, values = _factorized(array)
    gone = codes < 0
    if not gone.any(): return codes, values
    place = int(np.argmax(gone))
    before = int(codes[:place].max()) + 1 if place else 0
    whole = _taken(values, np.concatenate([np.arange(before), [-1], np.arange(before, len(values))]))
    return np.where(gone, before, codes + (codes >= before)), whole


def _factorized_texts(array, gone):
    present = np.nonzero(~gone)[0]
    inner, first = _codes_of(array._texts[present])
    codes = np.full(len(array), -1)
    codes[present] = inner
    return codes, array[present[first]]


def _sorted_codes(array):
    """The same with the values in their order."""
    codes, values = _factorized(array)
    order = _sorted_places(values)
    ranks = np.empty(len(order) + 1, dtype=np.int64)
    ranks[order], ranks[-1] = np.arange(len(order)), -1
    return ranks[codes], values[order]
