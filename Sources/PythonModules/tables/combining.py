def concat(objs, axis=0, join='outer', ignore_index=False, keys=None, names=None, sort=False, **options):
    """Tables or columns one below another, or side by side with axis=1."""
    if isinstance(objs, (DataFrame, Series)):
        raise TypeError(f'first argument must be an iterable of pandas objects, you passed an object of type "{type(objs).__name__}"')
    if isinstance(objs, dict): keys, objs = list(objs) if keys is None else keys, list(objs.values())
    parts = [part for part in objs if part is not None]
    if not parts: raise ValueError("No objects to concatenate")
    if keys is not None and axis in (0, 'index'): raise NotImplementedError("concat has no keys= here: assign a column to each table first")
    if axis in (1, 'columns'): return _side_by_side(parts, join, ignore_index, keys)
    if all(isinstance(part, Series) for part in parts):
        names = {part._name for part in parts}
        made = Series(_joined([part._values for part in parts]), index=_joined_index([part._index for part in parts]), name=names.pop() if len(names) == 1 else None)
        return made.reset_index(drop=True) if ignore_index else made
    parts = [part.to_frame() if isinstance(part, Series) else part for part in parts]
    columns = parts[0]._columns
    for part in parts[1:]: columns = _union(columns, part._columns) if join == 'outer' else columns.intersection(part._columns)
    if sort: columns = columns.sort_values()
    whole = [part if part._columns.equals(columns) else part._with_labels(columns.tolist()) for part in parts]
    data = [_joined_columns([part._data[place] for part in whole], [name in part._columns for part in parts]) for place, name in enumerate(columns)]
    index = RangeIndex(sum(len(part) for part in parts)) if ignore_index else _joined_index([part._index for part in parts])
    return _frame(data, columns, index)


def _joined_columns(arrays, there):
    """Columns one below another, where a table without the column has missing values, of no type."""
    kinds = {array.dtype.kind for place, array in enumerate(arrays) if there[place]}
    texts = all(isinstance(array, StringArray) for place, array in enumerate(arrays) if there[place])
    arrays = [array if there[place] or not texts else StringArray(np.full(len(array), ''), np.full(len(array), True)) for place, array in enumerate(arrays)]
    return _joined(arrays)


def _joined_index(indexes):
    if len(indexes) == 1: return indexes[0]
    ranges = all(isinstance(index, RangeIndex) for index in indexes)
    if ranges and all(first.step == 1 == second.step and first.stop == second.start for first, second in zip(indexes, indexes[1:])):
        return RangeIndex(indexes[0].start, indexes[-1].stop)
    if all(isinstance(index, MultiIndex) for index in indexes):
        parts = range(indexes[0].nlevels)
        return _levels_of([_joined([index._arrays[place] for index in indexes]) for place in parts], indexes[0]._names)
    names = {index.name for index in indexes}
    return _index_of(_joined([index._values for index in indexes]), names.pop() if len(names) == 1 else None)


def _side_by_side(parts, join, ignore_index, keys):
    frames, number = [], 0
    for part in parts:
        if isinstance(part, Series):
            label = part._name
            if label is None: label, number = number, number + 1
            part = _frame([part._values], Index([label]), part._index)
        frames.append(part)
    index = frames[0]._index
    for frame in frames[1:]:
        if join == 'outer': index = _union(index, frame._index) if not index.equals(frame._index) else index
        else: index = index.intersection(frame._index)
    data, names = [], []
    for frame in frames:
        data.extend((frame if frame._index.equals(index) else frame._reindexed(index))._data)
        names.extend(frame._columns)
    if keys is not None:
        if len(keys) != len(names): raise NotImplementedError(_NO_LEVELS)
        names = list(keys)
    return _frame(data, RangeIndex(len(names)) if ignore_index else Index(names), index)


def get_dummies(data, prefix=None, prefix_sep='_', dummy_na=False, columns=None, sparse=False, drop_first=False, dtype=bool):
    """Columns of truth values, one for each value of a column of texts."""
    if isinstance(data, DataFrame):
        chosen = [name for name, column in data.items() if column.dtype.kind == 'O'] if columns is None else list(columns)
        names, arrays = [], []
        for name, column in data.items():
            if name not in chosen:
                names.append(name)
                arrays.append(column._values)
        for number, name in enumerate(chosen):
            start = prefix[number] if isinstance(prefix, list) else prefix[name] if isinstance(prefix, dict) else name if prefix is None else prefix
            made = get_dummies(data[name], start, prefix_sep, dummy_na, None, sparse, drop_first, dtype)
            names.extend(made._columns)
            arrays.extend(made._data)
        return _frame(arrays, Index(names), data._index)
    column = data if isinstance(data, Series) else Series(data)
    codes, values = _sorted_codes(column._values)
    labels = values.tolist()
    if dummy_na: codes, labels = np.where(codes < 0, len(labels), codes), labels + [nan]
    first = 1 if drop_first else 0
    names = [label if prefix is None else f"{prefix}{prefix_sep}{label}" for label in labels[first:]]
    return _frame([(codes == place).astype(dtype) for place in range(first, len(labels))], Index(names), column._index)


def merge(left, right, how='inner', on=None, left_on=None, right_on=None, left_index=False, right_index=False, sort=False, suffixes=('_x', '_y'), **options):
    """Rows of two tables that have the same values in some columns, side by side."""
    if how not in ('inner', 'left', 'right', 'outer'): raise NotImplementedError(f"merge(how={how!r}) isn't there: inner, left, right and outer are")
    for name, value in options.items():
        if value not in (None, False): raise NotImplementedError(f"merge has no {name}= here")
    if isinstance(right, Series): right = right.to_frame()
    if on is None and left_on is None and right_on is None and not left_index and not right_index:
        on = [name for name in left._columns if name in right._columns]
        if not on: raise MergeError(
            "No common columns to perform merge on. Merge options: left_on=None, right_on=None, left_index=False, right_index=False")
    ours, theirs = _merge_keys(left, on if on is not None else left_on, left_index), _merge_keys(right, on if on is not None else right_on, right_index)
    first, second = _matched(_merge_codes(ours, theirs), len(left), how)
    return _merged(left, right, first, second, ours, theirs, how, left_index, right_index, suffixes, on)


class MergeError(ValueError):
    """Tables that can't be merged."""


def _merge_keys(frame, names, by_index):
    if by_index: return [(None, frame._index._values)]
    names = [names] if isinstance(names, str) or not _is_list(names) else list(names)
    for name in names:
        if name not in frame._columns: raise _advised(KeyError(name), name, frame._columns)
    return [(name, frame._data[frame._place_of(name)]) for name in names]


def _merge_codes(ours, theirs):
    """A number for each row of both tables, the same for equal keys and in their order."""
    codes = None
    for (_, first), (_, second) in zip(ours, theirs):
        if isinstance(first, StringArray) != isinstance(second, StringArray) and len(first) and len(second):
            raise ValueError("You are trying to merge on columns of texts and of numbers: astype(str) makes texts of both")
        own, values = _sorted_codes(_joined([first, second]))
        own = np.where(own < 0, len(values), own)
        codes = own if codes is None else codes * (len(values) + 1) + own
    return codes


def _matched(codes, count, how):
    """The places of pairs of rows with the same number; -1 where one has none."""
    if how == 'right':
        second, first = _matched(np.concatenate([codes[count:], codes[:count]]), len(codes) - count, 'left')
        return first, second
    ours, theirs = codes[:count], codes[count:]
    order = np.argsort(theirs, kind='stable')
    low, high = np.searchsorted(theirs[order], ours, side='left'), np.searchsorted(theirs[order], ours, side='right')
    counts = high - low
    kept = np.maximum(counts, 1) if how != 'inner' else counts
    first = np.repeat(np.arange(count), kept)
    within = np.arange(len(first)) - np.repeat(np.cumsum(kept) - kept, kept)
    found = np.repeat(counts, kept) > 0
    places = np.repeat(low, kept) + within
    second = np.where(found, order[np.where(found, places, 0)], -1) if len(order) else np.full(len(first), -1)
    if how == 'outer':
        alone = np.nonzero(~np.isin(theirs, ours))[0]
        first, second = np.concatenate([first, np.full(len(alone), -1)]), np.concatenate([second, alone])
        keys = np.where(first >= 0, ours[np.maximum(first, 0)] if count else 0, theirs[np.maximum(second, 0)] if len(theirs) else 0)
        order = np.argsort(keys, kind='stable')
        first, second = first[order], second[order]
    return first, second


def _merged(left, right, first, second, ours, theirs, how, left_index, right_index, suffixes, on):
    shared = [name for place, (name, _) in enumerate(ours) if name is not None and theirs[place][0] == name]
    names, data = [], []
    for name, array in zip(left._columns, left._data):
        if name in shared and how in ('right', 'outer'):
            other = theirs[[key for key, _ in ours].index(name)][1]
            whole = _joined([array, other])
            values = whole[np.where(first >= 0, first, len(array) + second)]
        else: values = _taken(array, first)
        names.append(name if name in shared or name not in right._columns else f"{name}{suffixes[0]}")
        data.append(values)
    for name, array in zip(right._columns, right._data):
        if name in shared: continue
        names.append(name if name not in left._columns else f"{name}{suffixes[1]}")
        data.append(_taken(array, second))
    index = RangeIndex(len(first))
    if left_index and right_index:
        whole = _joined([left._index._values, right._index._values])
        index = _index_of(whole[np.where(first >= 0, first, len(left) + second)], left._index.name)
    elif right_index: index = _index_of(_taken(left._index._values, first), left._index.name)
    elif left_index: index = _index_of(_taken(right._index._values, second), right._index.name)
    return _frame(data, Index(names), index)
