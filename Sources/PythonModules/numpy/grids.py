# Index expressions


class _Indices:
    def __init__(self, wraps):
        self._wraps = wraps

    def __getitem__(self, item):
        return (item,) if self._wraps and not isinstance(item, tuple) else item


s_ = _Indices(False)
index_exp = _Indices(True)


class _Grid:
    def __init__(self, sparse):
        self._sparse = sparse

    def __getitem__(self, key):
        if isinstance(key, slice):
            start, stop, step = _bounds(key)
            return _row(start, stop, step)
        parts = [_bounds(part) for part in key]
        rows = [_row(*part) for part in parts]
        kind = np.result_type(*[row.dtype for row in rows]) if rows else np.dtype(int)
        ndim = len(rows)
        rows = [row.astype(kind).reshape((1,) * place + (row.size,) + (1,) * (ndim - place - 1))
                for place, row in enumerate(rows)]
        if self._sparse:
            return tuple(rows)
        found = np.zeros((ndim,) + tuple(_count(*part) for part in parts), kind)
        for place, row in enumerate(rows):
            found[place] = row
        return found


def _bounds(part):
    start = 0 if part.start is None else part.start
    step = 1 if part.step is None else part.step
    if part.stop is None:
        raise TypeError("unsupported operand type(s) for -: 'NoneType' and 'int'")
    return start, part.stop, step


def _count(start, stop, step):
    if any(type(value) is float for value in (start, stop, step)):
        return int(np.ceil((stop - start) / (step * 1.0)))
    return -((start - stop) // step)


def _row(start, stop, step):
    count = max(_count(start, stop, step), 0)
    if any(type(value) is float for value in (start, stop, step)):
        return np.arange(count) * float(step) + start
    return np.arange(count) * step + start


mgrid = _Grid(False)
ogrid = _Grid(True)
