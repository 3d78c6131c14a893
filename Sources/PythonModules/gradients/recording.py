# How operations come onto a tape, and how it is walked back.

_METHODS = ('sum mean prod max min var std ravel squeeze swapaxes dot clip cumsum cumprod repeat take diagonal trace '
            'argmax argmin argsort round any all ptp conj nonzero searchsorted').split()
_add = lambda a, b: a + b
_subtract = lambda a, b: a - b
_multiply = lambda a, b: a * b
_divide = lambda a, b: a / b
_remainder = lambda a, b: a % b
_power = lambda a, b: a ** b
_matmul = lambda a, b: a @ b
_negative = lambda a: -a
_absolute = lambda a: abs(a)
_astype = lambda a, dtype: np.asarray(a).astype(dtype) if type(a) is not Variable else a.astype(dtype)


def _pick(a, index):
    return a[index]


def _put(a, item, index):
    result = a.copy()
    result[index] = item
    return result


def _shape(value):
    return () if isinstance(value, (int, float)) else np.shape(value) if isinstance(value, (list, tuple)) else value.shape


def _lost(what):
    return TypeError(
        f'a value that is differentiated would be {what}, which loses its gradient: keep to NumPy\'s functions '
        '(np.exp, not math.exp), and build arrays with np.array([…]) or np.stack')


def _missing(name):
    more = _INSTEAD.get(name, 'write it in operations that have one; `help gradients` lists them')
    return NotImplementedError(f'{name} has no derivative here: {more}')


def plain(value):
    """The value itself, of a variable of any level."""
    while type(value) is Variable:
        if value.source is not None and value.source.changes != value.seen:
            raise _stale()
        value = value.value
    return value


def _is_array(value):
    """Whether it is an array, or what stands for one while a step is traced."""
    return isinstance(value, np.ndarray) or getattr(value, 'stands_for_array', False)


def _stale():
    return TypeError('a view is used after the array that it shows was changed, which loses the gradient: take it '
                     'again, or write a[…].copy()')


def _plain_all(value):
    if type(value) in (list, tuple):
        return type(value)(_plain_all(one) for one in value)
    return plain(value)


def _copies(index):
    """Whether an index picks elements one by one: what it gives is no view."""
    parts = index if isinstance(index, tuple) else (index,)
    return any(isinstance(part, (list, np.ndarray, bool)) for part in parts)


def _kept(index):
    """An index that nobody changes later."""
    if isinstance(index, tuple):
        return tuple(_kept(part) for part in index)
    if isinstance(index, Variable):
        raise _lost('used as an index')
    return np.array(index) if isinstance(index, (list, np.ndarray)) else index


def _view(source, result):
    if type(result) is Variable:
        result.source = source if source.source is None else source.source
        result.seen = result.source.changes
        result.is_argument = source.is_argument
    return result


def apply(function, args, kwargs):
    """One of NumPy's functions, of arguments among which there are variables."""
    name = _NAMES.get(function.__name__, function.__name__)
    if kwargs.get('out') is not None:
        raise TypeError(f'{name}(out=…) would write into an array, which loses the gradient; write a = {name}(…)')
    if name in _FRONTS:
        return _FRONTS[name](*args, **kwargs)
    if name in _WITHOUT:
        return function(*_plain_all(tuple(args)), **{key: _plain_all(one) for key, one in kwargs.items()})
    if name not in RULES:
        raise _missing(name)
    args = [_array(one) if type(one) in (list, tuple) and number < _counts(name) else one
            for number, one in enumerate(args)]
    options = {key: one for key, one in kwargs.items() if one is not None}
    for key, one in options.items():
        if key not in _OPTIONS or isinstance(one, Variable):
            raise NotImplementedError(f'{name}({key}=…) has no derivative here: write it without {key}=')
    result = record(name, function, tuple(args), options)
    return _view(args[0], result) if name in _VIEWS and type(args[0]) is Variable else result


_OPTIONS = 'axis keepdims ddof order k offset axis1 axis2 mode repeats axes ord decimals correction'.split()


def _counts(name):
    """How many arguments of a function are arrays."""
    return 3 if name in ('where', 'interp') else 2 if name in _BINARY else 1


def _array(items):
    """A list among which there may be variables, as an array."""
    return _FRONTS['array'](items)


def record(name, compute, args, options={}):
    """The result of an operation, written on the innermost tape of its arguments."""
    tape = None
    for one in args:
        if type(one) is Variable and one.tape.is_open and (tape is None or one.tape.level > tape.level):
            tape = one.tape
    values = []
    for one in args:
        if type(one) is Variable:
            if one.source is not None and one.source.changes != one.seen:
                raise _stale()
            if one.tape is tape:
                one = one.value
            elif not one.tape.is_open:
                one = plain(one)
        elif tape is not None and isinstance(one, np.ndarray) and name not in _FORGETFUL:
            # Whoever holds it may change it before the tape is walked back.
            one = np.array(one)
        values.append(one)
    if tape is None:
        return compute(*values, **options)
    # What is differentiated twice is a variable of an outer tape still.
    inner = any(type(one) is Variable for one in values)
    answer = record(name, compute, tuple(values), options) if inner else compute(*values, **options)
    rules = RULES[name](answer, *values, **options)
    pulls = []
    for number, one in enumerate(args):
        if type(one) is not Variable or one.tape is not tape or one.node is None:
            continue
        rule = rules[number] if number < len(rules) else None
        if rule is None:
            raise NotImplementedError(f'{name} has no derivative with respect to its argument {number + 1}')
        pulls.append((one.node, rule, values[number]))
    node = None
    if pulls:
        node = Node(name, pulls, answer)
        tape.nodes.append(node)
    return Variable(answer, tape, node)


def _fitted(gradient, value):
    """A gradient with the shape and type of what it belongs to: what was broadcast is added up."""
    shape = _shape(value)
    if _shape(gradient) != shape:
        extra = len(_shape(gradient)) - len(shape)
        if extra > 0:
            gradient = np.sum(gradient, axis=tuple(range(extra)))
        axes = tuple(axis for axis, length in enumerate(shape) if length == 1 and gradient.shape[axis] != 1)
        if axes:
            gradient = np.sum(gradient, axis=axes, keepdims=True)
        if _shape(gradient) != shape:
            gradient = np.broadcast_to(gradient, shape)
    kind = getattr(value, 'dtype', None)
    if kind is not None and kind.kind == 'f' and gradient.dtype != kind:
        gradient = gradient.astype(kind)
    return gradient


def _walk_back(tape, node, gradient):
    """Leads a gradient from a step back through all that it was made of."""
    node.gradient = gradient
    for step in reversed(tape.nodes):
        gradient = step.gradient
        if gradient is None:
            continue
        step.gradient = None
        for source, rule, value in step.pulls:
            part = _fitted(rule(gradient), value)
            source.gradient = part if source.gradient is None else source.gradient + part
