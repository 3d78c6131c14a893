# How NumPy's functions of elements, and those that reduce, are called with more than their operands.
import math
import numpy as np


def _fail_cast(name, part, source, target, rule):
    _fail('UFuncTypeError', f"Cannot cast ufunc '{name}' {part} from {source!r} to {target!r} with casting rule '{rule}'")


def _target(out):
    if isinstance(out, tuple):
        if len(out) != 1:
            raise ValueError("The 'out' tuple must have exactly one entry per ufunc output")
        out = out[0]
    if out is not None and not isinstance(out, np.ndarray):
        raise TypeError('return arrays must be of ArrayType')
    return out


def _shape(shape):
    return '(' + ','.join(str(length) for length in shape) + (',)' if len(shape) == 1 else ')')


def _fits(shape, out):
    try:
        fits = np.broadcast_shapes(shape, out.shape) == out.shape
    except ValueError:
        fits = False
    if not fits:
        raise ValueError(f"non-broadcastable output operand with shape {_shape(out.shape)} doesn't match the broadcast "
                         f'shape {_shape(shape)}')


def _mask(where):
    if where is True:
        return True
    mask = where if isinstance(where, np.ndarray) else np.asarray(where).astype(bool)
    if mask.dtype.kind != 'b':
        raise TypeError(f"Cannot cast array data from {mask.dtype!r} to dtype('bool') according to the rule 'safe'")
    return mask


def called(f, args, options):
    """A call of a function of elements with `out`, `where`, `dtype` and the like."""
    name, count = f.__name__, f.nin
    known = ('out', 'where', 'casting', 'order', 'dtype', 'subok', 'signature', 'sig')
    for option in options:
        if option not in known:
            raise TypeError(f"{name}() got an unexpected keyword argument '{option}'")
    if len(args) < count or len(args) > count + 1:
        raise TypeError(f'{name}() takes from {count} to {count + 1} positional arguments but {len(args)} were given')
    out = options.get('out')
    if len(args) > count:
        if out is not None:
            raise TypeError("cannot specify 'out' as both a positional and keyword argument")
        out = args[count]
    out = _target(out)
    inputs = list(args[:count])
    casting = options.get('casting', 'same_kind')
    if not isinstance(casting, str) or casting not in ('no', 'equiv', 'safe', 'same_kind', 'unsafe'):
        raise ValueError(f"casting must be one of 'no', 'equiv', 'safe', 'same_kind', 'unsafe' (got '{casting}')")
    if options.get('signature') is not None or options.get('sig') is not None:
        raise TypeError(f'{name}: Descent takes no signature=; dtype= says which type it computes in')
    kind = options.get('dtype')
    if kind is not None:
        inputs = _converted(f, inputs, np.dtype(kind), casting)
    mask = _mask(options.get('where', True))
    if mask is True:
        value = _of_kind(f, f(*inputs), kind)
        if out is None:
            return value
        _check(name, np.asarray(value).dtype, out.dtype, casting)
        _fits(np.shape(value), out)
        out[...] = np.asarray(value).astype(out.dtype)
        return out
    shape = np.broadcast_shapes(*[np.shape(value) for value in inputs], mask.shape)
    if out is None:
        raise ValueError(f'{name}: where= without out= leaves elements that are anything in NumPy: give out=np.zeros(…)')
    _fits(shape, out)
    mask = np.broadcast_to(mask, out.shape)
    inputs = [value if np.ndim(value) == 0 else np.broadcast_to(value, out.shape)[mask] for value in inputs]
    value = _of_kind(f, f(*inputs), kind)
    _check(name, np.asarray(value).dtype, out.dtype, casting)
    out[mask] = np.asarray(value).astype(out.dtype)
    return out


def _converted(f, inputs, kind, casting):
    found = []
    for number, value in enumerate(inputs):
        if type(value) in (bool, int, float):
            given = np.asarray(value)
            fits = type(value) is bool or kind.kind == 'f' or type(value) is int and kind.kind in 'iu'
            found.append(kind.type(value) if fits else given)
            if not fits:
                _fail_cast(f.__name__, f'input {number}' if f.nin > 1 else 'input', given.dtype, kind, casting)
            continue
        given = np.asarray(value)
        if not np.can_cast(given.dtype, kind, casting):
            _fail_cast(f.__name__, f'input {number}' if f.nin > 1 else 'input', given.dtype, kind, casting)
        found.append(given.astype(kind))
    return found


def _of_kind(f, value, kind):
    if kind is not None and np.asarray(value).dtype != np.dtype(kind):
        raise TypeError(f'No loop matching the specified signature and casting was found for ufunc {f.__name__}')
    return value


def _check(name, source, target, casting):
    if not np.can_cast(source, target, casting):
        _fail_cast(name, 'output', source, target, casting)


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
    'around': 'a decimals out', 'take': 'a indices axis out mode', 'dot': 'a b out', 'clip': 'a a_min a_max out',
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
    for key in ('mean', 'mode', 'overwrite_input'):
        value = given.pop(key, None)
        if value and not (key == 'mode' and value == 'raise'):
            raise TypeError(f'{name}: Descent takes no {key}=')
    out = _target(given.pop('out', None))
    where = _mask(given.pop('where', True))
    has_initial = 'initial' in given
    initial = given.pop('initial', None)
    first = given.pop('a')
    # Two operands stand before the options.
    operands = [given.pop(key) for key in ('b', 'indices', 'a_min', 'a_max') if key in given]
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
        if name in ('cumsum', 'cumprod', 'argmax', 'argmin', 'take', 'median'):
            raise ValueError('output array does not match result of ' + {'cumsum': 'np.cumsum.'}.get(name, f'np.{name}.'))
        if name in ('round', 'around', 'clip'):
            _fits(value.shape, out)
        else:
            raise ValueError(f'output parameter for reduction operation {_UFUNCS.get(name, name)} has the wrong number of '
                             f'dimensions: Found {out.ndim} but expected {value.ndim}' if out.ndim != value.ndim else
                             f"non-broadcastable output operand with shape {_shape(out.shape)} doesn't match the "
                             f'broadcast shape {_shape(value.shape)}')
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
    squares = np.multiply(a - mean, a - mean)
    total = np.sum(squares, axis=axis, keepdims=keepdims, where=where)
    freedom = np.maximum(np.reshape(count, np.shape(total)) - options.get('ddof', 0), 0)
    if (np.asarray(freedom) <= 0).any():
        _warn('Degrees of freedom <= 0 for slice.')
    value = (total / freedom).astype(a.dtype)
    return np.sqrt(value) if name == 'std' else value


# The methods of functions of elements


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
        # The type is that of the results all the same.
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
    # The first time each place comes, then the second, and so on: each is changed in the order of the places.
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
            parts.append(np.asarray(first).astype(f(rows[:1], rows[:1]).dtype) if f.__name__ == 'hypot' else
                         reduce(f, rows[start:start + 1], 0))
        elif f.__name__ == 'add' and rows.ndim == 1:
            # NumPy begins with the first element, and adds the sum of the others.
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
