# Calls of NumPy's universal functions, and of reductions, with arguments besides their operands.
import math
import numpy as np


def _fail_cast(name, part, source, target, rule):
    _fail('UFuncTypeError', f"Cannot cast ufunc '{name}' {part} from {source!r} to {target!r} with casting rule '{rule}'")


_WORDS = {
    'dot': "'out' must be an array", 'argmax': 'output must be an array', 'argmin': 'output must be an array',
    'cumsum': 'output must be an array', 'cumprod': 'output must be an array', 'round': 'output must be an array',
    'around': 'output must be an array',
}


def _target(out, name=None):
    if isinstance(out, tuple):
        if len(out) != 1:
            raise ValueError("The 'out' tuple must have exactly one entry per ufunc output")
        out = out[0]
    if out is not None and not isinstance(out, np.ndarray):
        raise TypeError(_WORDS.get(name, 'return arrays must be of ArrayType'))
    return out


def _type_name(value):
    """The name of a type as NumPy has it in messages."""
    return 'numpy.ndarray' if isinstance(value, np.ndarray) else type(value).__name__


def target(out):
    """Where a result is to go, if it is an array."""
    return _target(out)


def stored(name, value, out, rule):
    """Puts a result where it shall go; `rule` says how."""
    value = np.asarray(value)
    if name == 'choose' and value.shape != out.shape:
        raise TypeError('choose: invalid shape for output array.')
    if rule == 'exact' and value.shape != out.shape:
        raise ValueError(f'output array does not match result of np.{name.removeprefix("nan")}.')
    if out.dtype.kind == 'U' and value.dtype.kind != 'U':
        raise TypeError(f'{name}: Descent puts no numbers into an array of texts')
    _fits(value.shape, out)
    _check(name, value.dtype, out.dtype, 'unsafe' if rule == 'assigned' else 'same_kind')
    out[...] = value.astype(out.dtype)
    return out


def _shape(shape):
    return '(' + ','.join(str(length) for length in shape) + (',)' if len(shape) == 1 else ')')


def _fits(shape, out, parts=()):
    try:
        fits = np.broadcast_shapes(shape, out.shape) == out.shape
    except ValueError:
        fits = False
        if parts:
            shapes = ' '.join(_shape(part) for part in (*parts, out.shape))
            raise ValueError(f'operands could not be broadcast together with shapes {shapes} ') from None
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
    if not isinstance(casting, str):
        raise TypeError(f'casting must be str, not {_type_name(casting)}')
    if not isinstance(options.get('subok', True), (bool, np.bool_)):
        raise TypeError("'subok' must be a boolean")
    order = options.get('order', 'K')
    if order is not None and not isinstance(order, str):
        raise TypeError(f'order must be str, not {_type_name(order)}')
    if casting not in ('no', 'equiv', 'safe', 'same_kind', 'unsafe'):
        raise ValueError(f"casting must be one of 'no', 'equiv', 'safe', 'same_kind', 'unsafe' (got '{casting}')")
    if 'signature' in options or 'sig' in options:
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
        _fits(np.shape(value), out, [np.shape(part) for part in inputs])
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
        if type(value) in (bool, int, float, complex):
            given = np.asarray(value)
            fits = (type(value) is bool or kind.kind == 'c' or kind.kind == 'f' and type(value) is not complex
                    or type(value) is int and kind.kind in 'iu')
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
