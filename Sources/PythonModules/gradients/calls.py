# The functions that are called: what is differentiated by what, and parameters in trees.


def _is_object(tree):
    """Whether it is an object of a class of the user's, whose attributes may be parameters."""
    return (hasattr(tree, '__dict__') and type(tree) is not Variable and not hasattr(tree, 'stands_for_array')
            and not isinstance(tree, (type, np.ndarray, np.generic, dict, list, tuple, type(_leaves))))


def _is_trained(value):
    """Whether an attribute is a parameter: floats, and trees of them; what else an object has stays as it is."""
    if isinstance(value, dict):
        return len(value) > 0 and all([_is_trained(one) for one in value.values()])
    if isinstance(value, (list, tuple)):
        return len(value) > 0 and all([_is_trained(one) for one in value])
    if isinstance(value, np.ndarray):
        return value.dtype.kind == 'f'
    if type(value) is Variable or hasattr(value, 'stands_for_array') or isinstance(value, (float, np.floating)):
        return True
    return _is_object(value) and len(_trained(value)) > 0


def _trained(tree):
    """The names of the attributes of an object that are parameters."""
    return [name for name, value in vars(tree).items() if _is_trained(value)]


def _leaves(tree, path=''):
    """The arrays and numbers in lists, tuples, dictionaries and attributes, each with its place."""
    if _is_object(tree):
        return [leaf for name in _trained(tree) for leaf in _leaves(getattr(tree, name), f'{path}.{name}')]
    if isinstance(tree, dict):
        return [leaf for key in tree for leaf in _leaves(tree[key], f'{path}[{key!r}]')]
    if isinstance(tree, (list, tuple)):
        return [leaf for number, one in enumerate(tree) for leaf in _leaves(one, f'{path}[{number}]')]
    return [] if tree is None else [(path, tree)]


def _like(tree, leaves):
    """The same tree with other leaves, which are taken from an iterator; of an object, a copy."""
    if _is_object(tree):
        made = type(tree).__new__(type(tree))
        made.__dict__.update(vars(tree))
        for name in _trained(tree):
            made.__dict__[name] = _like(getattr(tree, name), leaves)
        return made
    if isinstance(tree, dict):
        return {key: _like(one, leaves) for key, one in tree.items()}
    if isinstance(tree, (list, tuple)):
        items = [_like(one, leaves) for one in tree]
        return type(tree)(*items) if hasattr(tree, '_fields') else type(tree)(items)
    return None if tree is None else next(leaves)


def _parameter(value, name):
    """A number or an array that a function is differentiated by, of its own."""
    if type(value) is Variable or hasattr(value, 'stands_for_array'):
        return value
    if isinstance(value, bool) or not isinstance(value, (int, float, np.ndarray, np.generic)):
        raise TypeError(f'grad is by floats and arrays of them, and {name} is {type(value).__name__}')
    kind = 'int64' if isinstance(value, int) else 'float64' if isinstance(value, float) else str(value.dtype)
    if kind not in ('float64', 'float32', 'float16'):
        example = 'write 3.0 for 3' if _shape(value) == () else 'convert it by .astype(float)'
        raise TypeError(f'grad is by floats, and {name} is {kind}; {example}')
    return np.array(value) if isinstance(value, np.ndarray) else value


def _places(args, argnums):
    numbers = argnums if isinstance(argnums, (tuple, list)) else (argnums,)
    for number in numbers:
        if not isinstance(number, int):
            raise TypeError(f'argnums is a place or a tuple of places, not {number!r}')
        if not -len(args) <= number < len(args):
            raise TypeError(f'argnums={number}, and there are {len(args)} arguments by place')
    return [number % len(args) for number in numbers]


def _traced(function, args, kwargs, numbers):
    """What a function gives, the tape of what it did, and the steps that stand for its arguments."""
    tape = Tape(len(_open) + 1)
    traced, roots = list(args), []
    for number in numbers:
        leaves = []
        for path, leaf in _leaves(args[number]):
            root = Node('', [])
            roots.append((root, leaf))
            leaves.append(Variable(_parameter(leaf, f'argument {number + 1}{path}'), tape, root, True))
        traced[number] = _like(args[number], iter(leaves))
    _open.append(tape)
    before = _tracing(True)
    try:
        return function(*traced, **kwargs), tape, roots
    finally:
        _tracing(before)
        tape.is_open = False
        _open.pop()


def _led_back(result, tape, roots, gradient):
    """The gradients by the arguments of what a function gave, from its own."""
    if type(result) is Variable and result.tape is tape and result.node is not None:
        before = _tracing(bool(_open))
        try:
            _walk_back(tape, result.node, gradient)
        finally:
            _tracing(before)
    return [_zero(leaf) if root.gradient is None else root.gradient for root, leaf in roots]


def _pulled(function, args, kwargs, argnums):
    """What a function gives, and its gradients by some of its arguments."""
    numbers = _places(args, argnums)
    result, tape, roots = _traced(function, args, kwargs, numbers)
    value = result.value if type(result) is Variable and result.tape is tape else result
    inner = plain(value)
    if isinstance(inner, (list, tuple, dict, str)) or inner is None:
        raise TypeError(f'grad takes a function that gives a number; this one gave {type(inner).__name__}')
    if np.size(inner) != 1 or _shape(inner) != ():
        raise TypeError(f'grad takes a function that gives one number; this one gave shape {_shape(inner)}: '
                        'end it with np.sum or np.mean')
    leaves = iter(_led_back(result, tape, roots, _one(value)))
    gradients = [_like(args[number], leaves) for number in numbers]
    return value, tuple(gradients) if isinstance(argnums, (tuple, list)) else gradients[0]


def _one(value):
    return np.float32(1) if str(getattr(value, 'dtype', '')) == 'float32' else np.float64(1)


def _zero(leaf):
    return np.zeros_like(plain(leaf)) if _is_array(plain(leaf)) else np.float64(0)


# What a user calls


def grad(fun, argnums=0):
    _check_function(fun)

    def gradient(*args, **kwargs):
        return _pulled(fun, args, kwargs, argnums)[1]

    return gradient


def value_and_grad(fun, argnums=0):
    _check_function(fun)

    def value_and_gradient(*args, **kwargs):
        return _pulled(fun, args, kwargs, argnums)

    return value_and_gradient


def _check_function(fun):
    if not callable(fun):
        raise TypeError('it takes a function: write grad(f)(x), not grad(f(x))')
