# The methods of universal functions


def _binary(f, method):
    if f.nin != 2:
        raise ValueError(f'{method} only supported for binary functions')


_REDUCTIONS = {'add': np.sum, 'multiply': np.prod, 'maximum': np.max, 'minimum': np.min, 'logical_and': np.all,
               'logical_or': np.any}
_IDENTITIES = {'bitwise_or': 0, 'bitwise_xor': 0, 'bitwise_and': -1, 'logical_xor': False, 'hypot': 0.0}


def _one_axis(axis, ndim):
    if not -max(ndim, 1) <= axis < max(ndim, 1):
        raise np.exceptions.AxisError(f'axis {axis} is out of bounds for array of dimension {ndim}')
    return axis


def reduce(f, array, axis=0, dtype=None, out=None, keepdims=False, *further, **options):
    _binary(f, 'reduce')
    for number, value in enumerate(further):
        options[('initial', 'where')[number]] = value
    unknown = [name for name in options if name not in ('initial', 'where')]
    if unknown:
        raise TypeError(f"reduce() got an unexpected keyword argument '{unknown[0]}'")
    if options.get('where') is True:
        del options['where']
    known = _REDUCTIONS.get(f.__name__)
    if known is not None:
        if dtype is not None and f.__name__ in ('add', 'multiply'):
            options['dtype'] = dtype
        elif dtype is not None:
            array = np.asarray(array).astype(dtype)
        value = known(array, axis=axis, keepdims=keepdims, **options)
    else:
        value = _folded(f, np.asarray(array) if dtype is None else np.asarray(array).astype(dtype), axis, keepdims, options)
    out = _target(out)
    if out is None:
        return value
    _fits(np.shape(value), out)
    _check(f.__name__, np.asarray(value).dtype, out.dtype, 'same_kind')
    out[...] = np.asarray(value).astype(out.dtype)
    return out


def _folded(f, a, axis, keepdims, options):
    if 'where' in options:
        raise TypeError(f'{f.__name__}.reduce: Descent takes no where= here')
    if axis is None:
        axes = tuple(range(a.ndim))
    else:
        axes = axis if isinstance(axis, tuple) else (axis,)
        axes = tuple(_one_axis(one, a.ndim) % max(a.ndim, 1) for one in axes)
    if len(axes) > 1 and f.__name__ not in _IDENTITIES and f.__name__ not in ('fmax', 'fmin', 'logaddexp'):
        raise ValueError(f"reduction operation '{f.__name__}' is not reorderable, so at most one axis may be specified")
    if f.__name__ in ('less', 'less_equal', 'greater', 'greater_equal', 'equal', 'not_equal'):
        raise TypeError(f'{f.__name__}.reduce: Descent reduces no comparisons')
    if a.ndim == 0:
        return f(options['initial'], a) if 'initial' in options else a[()]
    rest = [one for one in range(a.ndim) if one not in axes]
    rows = a.transpose(list(axes) + rest)
    shape = tuple(a.shape[one] for one in rest)
    rows = rows.reshape((math.prod(a.shape[one] for one in axes),) + shape)
    if 'initial' in options:
        value = np.full(shape, np.asarray(f(rows.dtype.type(1), options['initial'])).dtype.type(options['initial']))[()]
        start = 0
    elif len(rows) == 0:
        if f.__name__ not in _IDENTITIES:
            raise ValueError(f'zero-size array to reduction operation {f.__name__} which has no identity')
        return np.full(shape, _IDENTITIES[f.__name__], a.dtype)[()]
    else:
        value, start = rows[0], 1
    if start and f.__name__ == 'hypot':
        value, start = 0.0, 0
    elif len(rows) == 1 and start:
        # The element still gets the type of the function's results.
        value = np.asarray(value).astype(np.asarray(f(value, value)).dtype)[()]
    for place in range(start, len(rows)):
        value = f(value, rows[place])
    return np.expand_dims(value, axes) if keepdims else value


def accumulate(f, array, axis=0, dtype=None, out=None):
    _binary(f, 'accumulate')
    a = np.asarray(array)
    _one_axis(axis, a.ndim)
    if a.ndim == 0:
        raise TypeError('cannot accumulate on a scalar')
    if f.__name__ in ('add', 'multiply'):
        value = (np.cumsum if f.__name__ == 'add' else np.cumprod)(a, axis=axis, dtype=dtype)
    else:
        if dtype is not None:
            a = a.astype(dtype)
        rows = np.moveaxis(a, axis, 0)
        kind = f(rows[:1], rows[:1]).dtype
        value = np.zeros(rows.shape, kind)
        if len(rows):
            value[0] = rows[0]
        if rows.ndim == 1 and len(rows):
            last, found = rows[0].astype(kind), [rows[0].astype(kind)]
            for place in range(1, len(rows)):
                last = f(last, rows[place])
                found.append(last)
            value = np.array(found, kind)
        else:
            for place in range(1, len(rows)):
                value[place] = f(value[place - 1], rows[place])
        value = np.ascontiguousarray(np.moveaxis(value, 0, axis))
    out = _target(out)
    if out is None:
        return value
    _fits(value.shape, out)
    out[...] = value.astype(out.dtype)
    return out


def outer(f, A, B, /, **kwargs):
    if f.nin != 2:
        raise ValueError('outer product only supported for binary functions')
    first, second = np.asarray(A), np.asarray(B)
    return f(first.reshape(first.shape + (1,) * second.ndim), second, **kwargs)


def at(f, a, indices, b=None, /):
    if not isinstance(a, np.ndarray):
        raise TypeError('first operand must be array')
    if f.nin == 1 and b is not None:
        raise ValueError('second operand provided when ufunc is unary')
    if f.nin == 2 and b is None:
        raise ValueError('second operand needed for ufunc')
    places = np.arange(a.size).reshape(a.shape)[indices]
    values = None if f.nin == 1 else np.broadcast_to(np.asarray(b), np.shape(places)).ravel()
    places = np.ravel(places)

    def changed(old, chosen):
        return np.asarray(f(old) if values is None else f(old, values[chosen])).astype(a.dtype)

    if places.size == 0:
        changed(a.ravel()[:0], slice(0, 0))
        return
    # Handle the first occurrence of each index, then the second, and so on, as if one after the other.
    order = np.argsort(places, kind='stable')
    ordered = places[order]
    begins = np.concatenate(([True], ordered[1:] != ordered[:-1]))
    starts = np.nonzero(begins)[0]
    ranks = np.arange(len(ordered)) - np.repeat(starts, np.diff(np.concatenate((starts, [len(ordered)]))))
    flat = a.ravel().copy()
    if ranks.max() < 50:
        for rank in range(int(ranks.max()) + 1):
            chosen = order[ranks == rank]
            flat[places[chosen]] = changed(flat[places[chosen]], chosen)
    else:
        for number, place in enumerate(places.tolist()):
            flat[place] = changed(flat[place], number)
    a[...] = flat.reshape(a.shape)


def reduceat(f, array, indices, axis=0, dtype=None, out=None):
    _binary(f, 'reduceat')
    a = np.asarray(array)
    if a.ndim == 0:
        raise TypeError('cannot reduceat on a scalar')
    places = np.asarray(indices)
    if places.dtype.kind not in 'iub' and places.size:
        raise TypeError(
            f"Cannot cast array data from {places.dtype!r} to dtype('int64') according to the rule 'safe'")
    axis = _one_axis(axis, a.ndim)
    if dtype is not None:
        a = a.astype(dtype)
    rows = np.moveaxis(a, axis, 0)
    for number, place in enumerate(places.tolist()):
        if not 0 <= place < len(rows):
            raise IndexError(f'index {place} out-of-bounds in {f.__name__}.reduceat [0, {len(rows)})')
    parts = []
    ends = places.tolist()[1:] + [len(rows)]
    for start, stop in zip(places.tolist(), ends):
        first = rows[start]
        rest = rows[start + 1:stop]
        if len(rest) == 0:
            # A single complex number keeps the signs of its zeros.
            parts.append(np.asarray(first).astype(f(rows[:1], rows[:1]).dtype)
                         if f.__name__ == 'hypot' or a.dtype.kind == 'c' and f.__name__ in ('add', 'multiply') else
                         reduce(f, rows[start:start + 1], 0))
        elif f.__name__ == 'add' and rows.ndim == 1:
            # NumPy adds the sum of the other elements to the first.
            parts.append(first + np.sum(rest))
        else:
            parts.append(reduce(f, rows[start:stop], 0))
    kind = None if parts else reduce(f, rows[:1], 0).dtype
    value = np.moveaxis(np.array(parts, kind).reshape((len(parts),) + rows.shape[1:]), 0, axis)
    out = _target(out)
    if out is None:
        return value
    out[...] = value
    return out
