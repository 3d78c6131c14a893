# Reductions


_ORDERS = {
    'sum': 'a axis dtype out keepdims initial where', 'prod': 'a axis dtype out keepdims initial where',
    'max': 'a axis out keepdims initial where', 'min': 'a axis out keepdims initial where',
    'any': 'a axis out keepdims where', 'all': 'a axis out keepdims where',
    'mean': 'a axis dtype out keepdims where', 'std': 'a axis dtype out ddof keepdims where mean correction',
    'var': 'a axis dtype out ddof keepdims where mean correction', 'cumsum': 'a axis dtype out',
    'cumprod': 'a axis dtype out', 'ptp': 'a axis out keepdims', 'argmax': 'a axis out keepdims',
    'argmin': 'a axis out keepdims', 'median': 'a axis out overwrite_input keepdims',
    'nansum': 'a axis dtype out keepdims initial where', 'nanprod': 'a axis dtype out keepdims initial where',
    'nanmax': 'a axis out keepdims initial where', 'nanmin': 'a axis out keepdims initial where',
    'nanmean': 'a axis dtype out keepdims where', 'nanstd': 'a axis dtype out ddof keepdims where mean correction',
    'nanvar': 'a axis dtype out ddof keepdims where mean correction', 'round': 'a decimals out',
    'around': 'a decimals out', 'dot': 'a b out', 'clip': 'a a_min a_max out',
}


def takes(name):
    """Whether a function is called here with more than its own parameters."""
    return name in _ORDERS


def reduced(f, args, options):
    """A call of a function that reduces, or of a like one, with `out`, `where` and `initial`."""
    name = f.__name__
    order = _ORDERS[name].split()
    if len(args) > len(order):
        raise TypeError(f'{name}() takes from 1 to {len(order)} positional arguments but {len(args)} were given')
    given = dict(zip(order, args))
    for key, value in options.items():
        if key not in order:
            raise TypeError(f"{name}() got an unexpected keyword argument '{key}'")
        if key in given:
            raise TypeError(f"{name}() got multiple values for argument '{key}'")
        given[key] = value
    if 'correction' in given:
        if 'ddof' in given:
            raise ValueError("ddof and correction can't be provided simultaneously.")
        given['ddof'] = given.pop('correction')
    bool(given.pop('overwrite_input', None))
    for key in ('mean', 'mode'):
        value = given.pop(key, None)
        if value and not (key == 'mode' and value == 'raise'):
            raise TypeError(f'{name}: Descent takes no {key}=')
    out = _target(given.pop('out', None), name)
    where = given.pop('where', True)
    if name in ('mean', 'std', 'var') and not isinstance(where, (bool, list, tuple, np.ndarray, np.generic)):
        # Here NumPy treats values other than True and False as numbers.
        raise TypeError(f'where= is a mask of True and False, not {type(where).__name__}')
    where = _mask(where)
    has_initial = 'initial' in given
    initial = given.pop('initial', None)
    first = given.pop('a')
    # The other operands precede the options.
    operands = [given.pop(key) for key in ('b', 'a_min', 'a_max') if key in given]
    if where is not True or has_initial:
        value = _partly(name, f, np.asarray(first), where, initial, has_initial, given)
    else:
        value = f(first, *operands, **given)
    return value if out is None else _stored(name, value, out)


def _stored(name, value, out):
    value = np.asarray(value)
    if name == 'dot':
        if out.dtype != value.dtype or out.shape != value.shape or not out.flags.c_contiguous:
            raise ValueError('output array is not acceptable (must have the right datatype, number of dimensions, and be '
                             'a C-Array)')
    elif value.shape != out.shape:
        if name in ('cumsum', 'cumprod', 'argmax', 'argmin', 'median'):
            raise ValueError('output array does not match result of ' + {'cumsum': 'np.cumsum.'}.get(name, f'np.{name}.'))
        if name in ('round', 'around'):
            raise ValueError('invalid output shape')
        if name == 'clip':
            _fits(value.shape, out)
        else:
            raise ValueError(f'output parameter for reduction operation {_UFUNCS.get(name, name)} has the wrong number of '
                             f'dimensions: Found {out.ndim} but expected {value.ndim}' if out.ndim != value.ndim else
                             f"non-broadcastable output operand with shape {_shape(out.shape)} doesn't match the "
                             f'broadcast shape {_shape(value.shape)}')
    if out.dtype.kind == 'U' and value.dtype.kind != 'U':
        raise TypeError(f'{name}: Descent puts no numbers into an array of texts')
    _check(_UFUNCS.get(name, name), value.dtype, out.dtype, 'same_kind')
    out[...] = value.astype(out.dtype)
    return out


_UFUNCS = {'sum': 'add', 'prod': 'multiply', 'max': 'maximum', 'min': 'minimum', 'any': 'logical_or',
           'all': 'logical_and', 'mean': 'divide', 'cumsum': 'add', 'cumprod': 'multiply'}
_NEUTRAL = {'sum': 0, 'prod': 1, 'any': False, 'all': True}


def _partly(name, f, a, where, initial, has_initial, options):
    """Reduces the elements where a mask holds, beginning at a number."""
    if name.startswith('nan'):
        raise TypeError(f'{name}: Descent takes no where= and initial= here')
    if isinstance(options.get('axis'), (int, np.integer)):
        _one_axis(options['axis'], a.ndim)
    kind = options.get('dtype')
    if has_initial and np.ndim(initial) > 0:
        raise ValueError('setting an array element with a sequence.')
    if kind is not None and name in ('sum', 'prod'):
        a = a.astype(kind)
    if has_initial and initial is None:
        raise ValueError('reduction operation ' + repr(_UFUNCS[name]) + ' was called with initial=None')
    if where is not True:
        shape = np.broadcast_shapes(a.shape, where.shape)
        a = np.broadcast_to(a, shape)
        where = np.broadcast_to(where, shape)
    if name in ('mean', 'std', 'var'):
        return _mean_partly(name, a, where, options)
    if name in ('max', 'min'):
        if where is not True:
            if not has_initial:
                raise ValueError(f"reduction operation '{_UFUNCS[name]}' does not have an identity, so to use a where mask "
                                 "one has to specify 'initial'")
            a = np.where(where, a, a.dtype.type(initial))
        combine = np.maximum if name == 'max' else np.minimum
        start = a.dtype.type(initial)
        if a.size == 0:
            emptied = np.sum(a, axis=options.get('axis'), keepdims=options.get('keepdims', False))
            return np.full(np.shape(emptied), start)[()]
        return combine(f(a, **options), start)
    if name in ('any', 'all'):
        if where is not True:
            a = np.where(where, a, _NEUTRAL[name])
        return f(a, **options)
    if where is not True:
        if a.dtype.kind == 'c' and name == 'prod':
            raise TypeError('prod takes no complex numbers here beside where=')
        if name == 'sum' and a.dtype.kind == 'f' and a.ndim:
            axis = options.get('axis')
            if axis is None or isinstance(axis, (int, np.integer)) and math.prod(a.shape[axis % a.ndim + 1:]) == 1:
                return _sum_of_runs(a, where, initial if has_initial else 0, options)
        a = np.where(where, a, a.dtype.type(_NEUTRAL[name]))
    if not has_initial:
        return f(a, **options)
    return _begun(name, f, a, initial, options)


def _begun(name, f, a, initial, options):
    """A sum or product that begins at a number, in the order in which NumPy adds."""
    axis = options.get('axis')
    combine = np.add if name == 'sum' else np.multiply
    value = f(a, **options)
    start = np.asarray(value).dtype.type(initial)
    if name == 'prod' and axis is None:
        value = f(np.concatenate(([start], np.ravel(a))), dtype=options.get('dtype'))
        return value.reshape((1,) * a.ndim) if options.get('keepdims') else value
    if not isinstance(axis, (int, np.integer)) or a.ndim == 0 or (
            name == 'sum' and math.prod(a.shape[axis % a.ndim + 1:]) == 1):
        return combine(start, value)
    shape = list(a.shape)
    shape[axis] = 1
    return f(np.concatenate((np.full(shape, start), a), axis=axis), **options)


def _sum_of_runs(a, where, initial, options):
    """A sum whose masked elements part runs, each of which NumPy sums by itself."""
    keepdims = options.get('keepdims', False)
    if options.get('axis') is None:
        rows, marks, shape = a.reshape(1, -1), where.reshape(1, -1), (1,) * a.ndim if keepdims else ()
    else:
        axis = options['axis'] % a.ndim
        length = a.shape[axis]
        rows, marks = a.reshape(-1, length), where.reshape(-1, length)
        shape = a.shape[:axis] + ((1,) if keepdims else ()) + a.shape[axis + 1:]
    found = np.zeros(len(rows), a.dtype)
    for place in range(len(rows)):
        row, total = rows[place], a.dtype.type(initial)
        edges = np.nonzero(np.diff(np.concatenate(([0], marks[place].astype(int), [0]))))[0].tolist()
        for start, stop in zip(edges[::2], edges[1::2]):
            total = total + np.sum(row[start:stop])
        found[place] = total
    return found.reshape(shape)[()]


def _mean_partly(name, a, where, options):
    axis, keepdims = options.get('axis'), options.get('keepdims', False)
    kind = options.get('dtype')
    if kind is not None:
        if name != 'mean' and 'c' in (np.dtype(kind).kind, a.dtype.kind):
            raise TypeError(f'{name}: Descent takes no dtype= where numbers are complex')
        a = a.astype(kind)
    elif a.dtype.kind in 'iub':
        a = a.astype(float)
    count = np.sum(where, axis=axis, keepdims=True)
    if name == 'mean':
        if (np.asarray(count) == 0).any():
            _warn('Mean of empty slice.')
        total = np.sum(a, axis=axis, keepdims=keepdims, where=where)
        return (total / np.reshape(count, np.shape(total))).astype(a.dtype)
    mean = (np.sum(a, axis=axis, keepdims=True, where=where) / count).astype(a.dtype)
    apart = a - mean
    if a.dtype.kind == 'c':
        squares = apart.real * apart.real + apart.imag * apart.imag
    else:
        squares = np.multiply(apart, apart)
    total = np.sum(squares, axis=axis, keepdims=keepdims, where=where)
    freedom = np.maximum(np.reshape(count, np.shape(total)) - options.get('ddof', 0), 0)
    if (np.asarray(freedom) <= 0).any():
        _warn('Degrees of freedom <= 0 for slice.')
    value = (total / freedom).astype(squares.dtype)
    return np.sqrt(value) if name == 'std' else value
