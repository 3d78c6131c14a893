import os
import sys

# The matrix kernels whose digits Descent prints; NumPy would take others on other machines.
os.environ.setdefault("OPENBLAS_CORETYPE", "Haswell")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
import numpy as np


def forward(x, w, b):
    """The prediction of the linear model."""
    return x @ w + b


def loss(y, y_hat):
    """The mean squared error."""
    return np.mean((y - y_hat) ** 2)


def backward(y, y_hat, w, b, x, lr):
    """w and b after one step down the gradient (its factor 2 is left to the rate lr)."""
    residual = y_hat - y
    w_gradient = x.T @ residual / len(x)
    b_gradient = np.sum(residual / len(x), axis=0, keepdims=True)
    return w - lr * w_gradient, b - lr * b_gradient


def train(epochs, x, y, w, b, lr=0.01, every=None, tol=None, y_hat=None, forward=forward, loss=loss,
          backward=backward):
    """Run epochs of gradient descent; give y_hat, w, b and the loss of each epoch.

    Where it diverges, y_hat, w and b are what they were. No array that is handed in is written to.
    """
    every = max(1, -(-epochs // 10)) if every is None else every
    before, losses = (y_hat, w, b), []
    x, y, w, b = (np.array(value) for value in (x, y, w, b))
    for epoch in range(1, epochs + 1):
        y_hat = forward(x, w, b)
        losses.append(float(loss(y, y_hat)))
        diverges = not np.isfinite(losses[-1]) or losses[-1] > 1e12 * losses[0] > 0
        if not diverges:
            w, b = backward(y, y_hat, w, b, x, lr)
        ends = diverges or tol is not None and epoch > 1 and abs(losses[-2] - losses[-1]) < tol
        if every and (epoch == 1 or epoch % every == 0 or epoch == epochs or ends):
            print("Epoch ", epoch, " : MSE Loss", losses[-1])
        if ends:
            break
    if not losses or diverges:
        y_hat, w, b = before
    return y_hat, w, b, np.array(losses)


def step(x, y, w, b, lr=0.01, train=train, **options):
    """One epoch: predict, print the loss, step w and b; give y_hat, w and b."""
    return train(1, x, y, w, b, lr, **options)[:3]


def learning_functions():
    """Gradients by reverse accumulation, and the training of any model, as Descent has them."""
    array, asarray = np.array, np.asarray

    def _tracing(on):
        # np.array of a list of values that are differentiated is one too.
        before = np.array is not array
        np.array, np.asarray = (_array_of_any, _asarray_of_any) if on else (array, asarray)
        return before

    def _has_variables(items):
        return type(items) is Variable or type(items) in (list, tuple) and any(map(_has_variables, items))

    def _array_of_any(items, *args, **options):
        return _built(items) if _has_variables(items) else array(items, *args, **options)

    def _asarray_of_any(items, *args, **options):
        return _unchanged(items) if _has_variables(items) else asarray(items, *args, **options)

    def _note(words):
        print('note: ' + words, file=sys.stderr)

    # Gradients by reverse accumulation. A function runs on variables, which write what is done with them on a tape; the tape
    # is then walked back, a rule an operation. NumPy's functions come here by NumPy's own protocols, so that no other module
    # knows of it, and that the same text runs under Python.


    class Tape:
        """What one call of a function that is differentiated did."""

        def __init__(self, level):
            self.level = level
            self.nodes = []
            self.is_open = True


    class Node:
        """A step on a tape: what leads its gradient on to the steps before it."""

        def __init__(self, name, pulls, answer=None):
            self.name = name
            self.answer = answer
            self.pulls = pulls
            self.gradient = None


    _open = []


    class Variable:
        """An array or a number whose operations are recorded."""

        def __init__(self, value, tape, node, is_argument=False):
            self.value = value
            self.tape = tape
            self.node = node
            self.is_argument = is_argument
            # What it is a view of, how often that had been changed when it was taken, and how often it has been itself.
            self.source = None
            self.seen = 0
            self.changes = 0
            # Of a view by index alone, what it is taken from and by which index.
            self.place = None

        # NumPy's functions

        def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
            if method != '__call__':
                raise _missing(f'{ufunc.__name__}.{method}')
            return apply(ufunc, inputs, kwargs)

        def __array_function__(self, function, types, args, kwargs):
            return apply(function, args, kwargs)

        # What would lose the gradient

        def __array__(self, dtype=None, copy=None):
            if not self.tape.is_open:
                return np.asarray(plain(self), dtype)
            raise _lost('written into a plain array')

        def __float__(self):
            if not self.tape.is_open:
                return float(plain(self))
            raise _lost('made a plain number')

        def __int__(self):
            if not self.tape.is_open:
                return int(plain(self))
            raise _lost('made an int')

        def __index__(self):
            if not self.tape.is_open:
                return plain(self).__index__()
            raise _lost('used as an index or a count')

        def item(self, *place):
            if not self.tape.is_open:
                return plain(self).item(*place)
            raise _lost('made a plain number by item()')

        def tolist(self):
            if not self.tape.is_open:
                return plain(self).tolist()
            raise _lost('made a plain list by tolist()')

        # What has no gradient, and needs none

        shape = property(lambda self: _shape(self.value))
        ndim = property(lambda self: len(_shape(self.value)))
        size = property(lambda self: np.size(self.value))
        dtype = property(lambda self: np.asarray(plain(self)).dtype)

        def __len__(self):
            return len(plain(self))

        def __bool__(self):
            return bool(plain(self))

        def __repr__(self):
            return repr(plain(self))

        def __str__(self):
            return str(plain(self))

        def __format__(self, form):
            return format(plain(self), form)

        def __hash__(self):
            return id(self)

        def __round__(self, digits=None):
            return round(plain(self)) if digits is None else round(plain(self), digits)

        def __eq__(self, other):
            return plain(self) == plain(other)

        def __ne__(self, other):
            return plain(self) != plain(other)

        def __lt__(self, other):
            return plain(self) < plain(other)

        def __le__(self, other):
            return plain(self) <= plain(other)

        def __gt__(self, other):
            return plain(self) > plain(other)

        def __ge__(self, other):
            return plain(self) >= plain(other)

        # Operators

        def __add__(self, other):
            return record('add', _add, (self, other))

        def __radd__(self, other):
            return record('add', _add, (other, self))

        def __sub__(self, other):
            return record('subtract', _subtract, (self, other))

        def __rsub__(self, other):
            return record('subtract', _subtract, (other, self))

        def __mul__(self, other):
            return record('multiply', _multiply, (self, other))

        def __rmul__(self, other):
            return record('multiply', _multiply, (other, self))

        def __truediv__(self, other):
            return record('divide', _divide, (self, other))

        def __rtruediv__(self, other):
            return record('divide', _divide, (other, self))

        def __floordiv__(self, other):
            return plain(self) // plain(other)

        def __rfloordiv__(self, other):
            return plain(other) // plain(self)

        def __mod__(self, other):
            return record('remainder', _remainder, (self, other))

        def __rmod__(self, other):
            return record('remainder', _remainder, (other, self))

        def __pow__(self, other):
            return record('power', _power, (self, other))

        def __rpow__(self, other):
            return record('power', _power, (other, self))

        def __matmul__(self, other):
            return record('matmul', _matmul, (self, other))

        def __rmatmul__(self, other):
            return record('matmul', _matmul, (other, self))

        def __neg__(self):
            return record('negative', _negative, (self,))

        def __pos__(self):
            return self

        def __abs__(self):
            return record('absolute', _absolute, (self,))

        # In place

        def __iadd__(self, other):
            return self._replaced('+', self + other)

        def __isub__(self, other):
            return self._replaced('-', self - other)

        def __imul__(self, other):
            return self._replaced('*', self * other)

        def __itruediv__(self, other):
            return self._replaced('/', self / other)

        def __ipow__(self, other):
            return self._replaced('**', self ** other)

        def __imatmul__(self, other):
            return self._replaced('@', self @ other)

        def __imod__(self, other):
            return self._replaced('%', self % other)

        def __ifloordiv__(self, other):
            return self // other

        def _replaced(self, sign, result):
            if not isinstance(plain(self), np.ndarray):
                return result
            if _shape(result) != self.shape:
                raise ValueError(
                    f'non-broadcastable output operand with shape {self.shape} doesn\'t match the broadcast shape '
                    f'{_shape(result)}')
            self._change(result, f'a = a {sign} b')
            return self

        def _change(self, result, instead):
            """In place; of a view, what it shows is changed too."""
            if self.is_argument or self.source is not None and self.place is None:
                what = 'an argument' if self.is_argument else 'a view of another array'
                raise TypeError(
                    f'{what} would be changed in place, which loses the gradient: write {instead}, or take a.copy() first')
            if self.place is None:
                return self._become(result)
            whole, index = self.place
            whole._become(record('_put', _put, (whole, result), {'index': index}))
            self.value, self.node = result.value, result.node
            self.seen = whole.changes

        def _become(self, result):
            if type(result) is not Variable or result.tape is not self.tape:
                raise TypeError('an array of an outer function can\'t be changed in place while an inner one is '
                                'differentiated; take a.copy() first')
            self.value, self.node = result.value, result.node
            self.changes += 1

        def __setitem__(self, index, item):
            self._change(record('_put', _put, (self, item), {'index': _kept(index)}), 'np.where(mask, new, a)')

        def __getitem__(self, index):
            index = _kept(index)
            result = record('_pick', _pick, (self,), {'index': index})
            if _copies(index):
                return result
            if type(result) is Variable and self.source is None:
                result.place = self, index
            return _view(self, result)

        def __iter__(self):
            if not self.shape:
                raise TypeError('iteration over a 0-d array')
            return iter([self[place] for place in range(self.shape[0])])

        # Attributes and methods of arrays

        T = property(lambda self: _view(self, record('transpose', np.transpose, (self,))))
        real = property(lambda self: self)
        flat = property(lambda self: self.ravel())

        def reshape(self, *shape, order='C'):
            return apply(np.reshape, (self, shape[0] if len(shape) == 1 else shape), {'order': order})

        def transpose(self, *axes):
            return apply(np.transpose, (self, None if not axes else axes[0] if len(axes) == 1 else axes), {})

        def astype(self, dtype, **options):
            if np.dtype(dtype).kind != 'f':
                raise _lost(f'made {np.dtype(dtype)}')
            return record('astype', _astype, (self, dtype))

        def copy(self, order='C'):
            return record('copy', np.copy, (self,))

        def flatten(self, order='C'):
            return record('copy', np.copy, (apply(np.ravel, (self,), {'order': order}),))

        def fill(self, value):
            self[...] = value

        def sort(self, axis=-1):
            raise TypeError('sort() changes an array in place; write np.sort(a)')

        def __getattr__(self, name):
            if name in _METHODS:
                function = getattr(np, name)
                return lambda *args, **kwargs: apply(function, (self,) + args, kwargs)
            raise AttributeError(f"'numpy.ndarray' object has no attribute '{name}'")

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
        return 3 if name == 'where' else 2 if name in _BINARY else 1


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

    # The functions that are called: what is differentiated by what, and parameters in trees.


    def _leaves(tree, path=''):
        """The arrays and numbers in lists, tuples and dictionaries, each with its place."""
        if isinstance(tree, dict):
            return [leaf for key in tree for leaf in _leaves(tree[key], f'{path}[{key!r}]')]
        if isinstance(tree, (list, tuple)):
            return [leaf for number, one in enumerate(tree) for leaf in _leaves(one, f'{path}[{number}]')]
        return [] if tree is None else [(path, tree)]


    def _like(tree, leaves):
        """The same tree with other leaves, which are taken from an iterator."""
        if isinstance(tree, dict):
            return {key: _like(one, leaves) for key, one in tree.items()}
        if isinstance(tree, (list, tuple)):
            items = [_like(one, leaves) for one in tree]
            return type(tree)(*items) if hasattr(tree, '_fields') else type(tree)(items)
        return None if tree is None else next(leaves)


    def _parameter(value, name):
        """A number or an array that a function is differentiated by, of its own."""
        if type(value) is Variable:
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
        return np.zeros_like(plain(leaf)) if isinstance(plain(leaf), np.ndarray) else np.float64(0)


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

    # The rules: for an operation, from its result and its arguments, what leads the result's gradient `g` on to each argument.
    # They are written in the same operations, so that gradients have gradients. Broadcasting is undone where they are called.


    def _ties(answer, x, y):
        """How much of a gradient goes to x, where the greater or lesser of two is taken: half where they are equal."""
        x, y, answer = plain(x), plain(y), plain(answer)
        return (x == answer) / (1.0 + (x == y))


    def _power_rule(answer, x, y):
        def by_base(g):
            exponent = plain(y)
            if _shape(exponent) == ():
                return g * y if exponent == 1 else g * (y * x) if exponent == 2 else \
                    g * 0.0 * x if exponent == 0 else g * (y * x ** (y - 1))
            flat = exponent == 0
            return g * np.where(flat, 0.0, y * x ** np.where(flat, 1.0, y - 1))

        def by_exponent(g):
            zero = plain(x) == 0
            return g * answer * np.log(np.where(zero, 1.0, x))

        return by_base, by_exponent


    def _log_sum(answer, x, y):
        return lambda g: g * np.exp(x - answer), lambda g: g * np.exp(y - answer)


    def _chosen(answer, condition, x, y):
        condition = plain(condition)
        return None, lambda g: np.where(condition, g, 0.0), lambda g: np.where(condition, 0.0, g)


    def _sigmoid_value(x):
        x = np.asarray(x)
        small = np.exp(-np.abs(x))
        return np.where(x >= 0, 1 / (1 + small), small / (1 + small))[()]


    RULES = {
        'add': lambda ans, x, y: (lambda g: g, lambda g: g),
        'subtract': lambda ans, x, y: (lambda g: g, lambda g: -g),
        'multiply': lambda ans, x, y: (lambda g: g * y, lambda g: g * x),
        'divide': lambda ans, x, y: (lambda g: g / y, lambda g: -g * x / (y * y)),
        'power': _power_rule,
        'float_power': _power_rule,
        'remainder': lambda ans, x, y: (lambda g: g, lambda g: -g * np.floor(plain(x) / plain(y))),
        'fmod': lambda ans, x, y: (lambda g: g, lambda g: -g * np.trunc(plain(x) / plain(y))),
        'maximum': lambda ans, x, y: (lambda g: g * _ties(ans, x, y), lambda g: g * _ties(ans, y, x)),
        'minimum': lambda ans, x, y: (lambda g: g * _ties(ans, x, y), lambda g: g * _ties(ans, y, x)),
        'fmax': lambda ans, x, y: (lambda g: g * _ties(ans, x, y), lambda g: g * _ties(ans, y, x)),
        'fmin': lambda ans, x, y: (lambda g: g * _ties(ans, x, y), lambda g: g * _ties(ans, y, x)),
        'arctan2': lambda ans, x, y: (lambda g: g * y / (x * x + y * y), lambda g: -g * x / (x * x + y * y)),
        'hypot': lambda ans, x, y: (lambda g: g * x / ans, lambda g: g * y / ans),
        'logaddexp': _log_sum,
        'logaddexp2': lambda ans, x, y: (lambda g: g * np.exp2(x - ans), lambda g: g * np.exp2(y - ans)),
        'copysign': lambda ans, x, y: (lambda g: g * (np.sign(plain(x)) * np.sign(plain(ans))), lambda g: 0.0 * g),
        'where': _chosen,
        'positive': lambda ans, x: (lambda g: g,),
        'negative': lambda ans, x: (lambda g: -g,),
        'absolute': lambda ans, x: (lambda g: g * np.sign(plain(x)),),
        'fabs': lambda ans, x: (lambda g: g * np.sign(plain(x)),),
        'exp': lambda ans, x: (lambda g: g * ans,),
        'exp2': lambda ans, x: (lambda g: g * ans * np.log(2.0),),
        'expm1': lambda ans, x: (lambda g: g * (ans + 1),),
        'log': lambda ans, x: (lambda g: g / x,),
        'log2': lambda ans, x: (lambda g: g / x / np.log(2.0),),
        'log10': lambda ans, x: (lambda g: g / x / np.log(10.0),),
        'log1p': lambda ans, x: (lambda g: g / (1 + x),),
        'sqrt': lambda ans, x: (lambda g: g * 0.5 / ans,),
        'cbrt': lambda ans, x: (lambda g: g / (3 * ans * ans),),
        'square': lambda ans, x: (lambda g: g * (2 * x),),
        'reciprocal': lambda ans, x: (lambda g: -g * ans * ans,),
        'sin': lambda ans, x: (lambda g: g * np.cos(x),),
        'cos': lambda ans, x: (lambda g: -g * np.sin(x),),
        'tan': lambda ans, x: (lambda g: g * (1 + ans * ans),),
        'arcsin': lambda ans, x: (lambda g: g / np.sqrt(1 - x * x),),
        'arccos': lambda ans, x: (lambda g: -g / np.sqrt(1 - x * x),),
        'arctan': lambda ans, x: (lambda g: g / (1 + x * x),),
        'sinh': lambda ans, x: (lambda g: g * np.cosh(x),),
        'cosh': lambda ans, x: (lambda g: g * np.sinh(x),),
        'tanh': lambda ans, x: (lambda g: g * (1 - ans * ans),),
        'arcsinh': lambda ans, x: (lambda g: g / np.sqrt(x * x + 1),),
        'arccosh': lambda ans, x: (lambda g: g / np.sqrt(x * x - 1),),
        'arctanh': lambda ans, x: (lambda g: g / (1 - x * x),),
        'sinc': lambda ans, x: (lambda g: g * _sinc_slope(x),),
        'deg2rad': lambda ans, x: (lambda g: g * (np.pi / 180),),
        'rad2deg': lambda ans, x: (lambda g: g * (180 / np.pi),),
        'radians': lambda ans, x: (lambda g: g * (np.pi / 180),),
        'degrees': lambda ans, x: (lambda g: g * (180 / np.pi),),
        'clip': lambda ans, x: (lambda g: g,),
        'sigmoid': lambda ans, x: (lambda g: g * (ans * (1 - ans)),),
        'relu': lambda ans, x: (lambda g: g * (plain(x) > 0),),
        'astype': lambda ans, x, dtype: (lambda g: g,),
        'copy': lambda ans, x: (lambda g: g,),
    }


    def _sinc_slope(x):
        zero = plain(x) == 0
        safe = np.where(zero, 1.0, x)
        angle = np.pi * safe
        return np.where(zero, 0.0, (np.cos(angle) - np.sin(angle) / angle) / safe)


    def _clip(a, a_min=None, a_max=None, min=None, max=None):
        lower, upper = a_min if min is None else min, a_max if max is None else max
        if not all(isinstance(plain(one), (int, float, np.generic, np.ndarray)) or one is None for one in (lower, upper)):
            raise _missing('clip')
        result = a if lower is None else np.maximum(a, lower)
        return result if upper is None else np.minimum(result, upper)


    # The same function under another name.
    _NAMES = {
        'abs': 'absolute', 'amax': 'max', 'amin': 'min', 'true_divide': 'divide', 'mod': 'remainder', 'concat': 'concatenate',
        'pow': 'power', 'acos': 'arccos', 'asin': 'arcsin', 'atan': 'arctan', 'atan2': 'arctan2', 'acosh': 'arccosh',
        'asinh': 'arcsinh', 'atanh': 'arctanh', 'permute_dims': 'transpose', 'nanmax': '', 'cumulative_sum': 'cumsum',
        'row_stack': 'vstack', 'matrix_transpose': 'matrix_transpose',
    }
    _BINARY = ('add subtract multiply divide power float_power remainder fmod maximum minimum fmax fmin arctan2 hypot '
               'logaddexp logaddexp2 copysign matmul dot inner outer tensordot solve vdot kron cross').split()
    # What gives the same result for all values nearby, or says something of a value: derivatives are zero, or there are none.
    _WITHOUT = set(
        'sign floor ceil trunc rint round around fix floor_divide heaviside argmax argmin argsort nonzero flatnonzero '
        'count_nonzero searchsorted digitize isnan isinf isfinite isclose allclose array_equal array_equiv any all '
        'logical_and logical_or logical_not logical_xor equal not_equal less less_equal greater greater_equal shape ndim '
        'size ones_like zeros_like full_like empty_like isscalar signbit result_type iscomplexobj isreal isrealobj '
        'array_repr array_str array2string array_equal may_share_memory shares_memory unique sum_of_weights'.split())
    _FORGETFUL = set('add subtract negative positive concatenate _pick _put copy astype where'.split())
    _VIEWS = set('reshape ravel transpose swapaxes moveaxis squeeze expand_dims broadcast_to diagonal flip fliplr flipud '
                 'rot90 matrix_transpose atleast_1d atleast_2d'.split())
    _INSTEAD = {
        'svd': 'np.linalg.norm, solve, inv and det have one',
        'eig': 'np.linalg.det and np.linalg.solve have one',
        'eigh': 'np.linalg.det and np.linalg.solve have one',
        'pinv': 'write np.linalg.solve(a.T @ a, a.T)',
        'lstsq': 'write np.linalg.solve(x.T @ x, x.T @ y)',
        'interp': 'write it with np.where and arithmetic',
        'nansum': 'write np.sum(np.where(np.isnan(a), 0, a))',
        'nanmean': 'write np.sum(np.where(mask, a, 0)) / mask.sum()',
        'percentile': 'np.sort and np.median have one',
        'quantile': 'np.sort and np.median have one',
        'unwrap': 'write np.arctan2',
        'put': 'write np.where(mask, new, a)',
        'vectorize': 'write the function in NumPy\'s terms',
        'apply_along_axis': 'write np.stack([f(row) for row in a])',
        'convolve': 'write it as a sum of shifted products',
    }

    # Reductions, and what moves elements about.


    def _axes(axis, dimensions):
        if axis is None:
            return tuple(range(dimensions))
        return tuple(one % dimensions for one in (axis if isinstance(axis, tuple) else (axis,)))


    def _spread(g, x, axis, keepdims):
        """The gradient of a reduction, with the axes that went as axes of length 1."""
        shape = _shape(x)
        axes = _axes(axis, len(shape))
        return np.reshape(g, tuple(1 if number in axes else length for number, length in enumerate(shape)))


    def _over(x, axis):
        """How many elements a reduction takes together."""
        count = 1
        for number in _axes(axis, len(_shape(x))):
            count *= _shape(x)[number]
        return count


    def _sum_rule(answer, x, axis=None, keepdims=False):
        return lambda g: np.broadcast_to(_spread(g, x, axis, keepdims), _shape(x)),


    def _mean_rule(answer, x, axis=None, keepdims=False):
        count = _over(x, axis)
        return lambda g: np.broadcast_to(_spread(g, x, axis, keepdims) / count, _shape(x)),


    def _extreme_rule(answer, x, axis=None, keepdims=False):
        def pull(g):
            best = plain(x) == _spread(plain(answer), x, axis, keepdims)
            share = best / np.sum(best, axis=axis, keepdims=True)
            return _spread(g, x, axis, keepdims) * share

        return pull,


    def _variance_rule(answer, x, axis=None, ddof=0, keepdims=False, correction=None):
        count = _over(x, axis) - (ddof if correction is None else correction)
        return lambda g: _spread(g, x, axis, keepdims) * (x - np.mean(x, axis=axis, keepdims=True)) * (2.0 / count),


    def _deviation_rule(answer, x, axis=None, ddof=0, keepdims=False, correction=None):
        count = _over(x, axis) - (ddof if correction is None else correction)

        def pull(g):
            # Where nothing varies the slope is taken as 0.
            flat = plain(answer) == 0
            scale = np.where(flat, 0.0, g / (count * np.where(flat, 1.0, answer)))
            return _spread(scale, x, axis, keepdims) * (x - np.mean(x, axis=axis, keepdims=True))

        return pull,


    def _product_rule(answer, x, axis=None, keepdims=False):
        def pull(g):
            shape, axes = _shape(x), _axes(axis, len(_shape(x)))
            if not np.any(plain(x) == 0):
                return _spread(g * answer, x, axis, keepdims) / x
            # The product of all others, element by element.
            kept = tuple(number for number in range(len(shape)) if number not in axes)
            moved = np.reshape(np.transpose(x, kept + axes), tuple(shape[number] for number in kept) + (-1,))
            parts = [moved[..., number] for number in range(moved.shape[-1])]
            before, after = [1.0], [1.0]
            for part in parts[:-1]:
                before.append(before[-1] * part)
            for part in reversed(parts[1:]):
                after.append(after[-1] * part)
            # An array of ones makes the first and last as long as the others.
            ones = np.ones(_shape(parts[0]))
            others = np.stack([ones * one * other for one, other in zip(before, reversed(after))], axis=-1)
            back = [0] * len(shape)
            for number, place in enumerate(kept + axes):
                back[place] = number
            whole = np.reshape(others, tuple(shape[number] for number in kept + axes))
            return _spread(g, x, axis, keepdims) * np.transpose(whole, tuple(back))

        return pull,


    def _cumulative_rule(answer, x, axis=None):
        if axis is None:
            return lambda g: np.reshape(np.flip(np.cumsum(np.flip(g, axis=0), axis=0), axis=0), _shape(x)),
        return lambda g: np.flip(np.cumsum(np.flip(g, axis=axis), axis=axis), axis=axis),


    def _running_product(a, axis=None):
        a, axis = (np.ravel(a), 0) if axis is None else (a, axis % a.ndim)
        parts = [np.take(a, np.array([number]), axis=axis) for number in range(a.shape[axis])]
        for number in range(1, len(parts)):
            parts[number] = parts[number - 1] * parts[number]
        return np.concatenate(parts, axis=axis)


    def _gathering(move):
        """The rule of what moves elements about: the same is done with their places, and the gradient goes back to them."""

        def rule(answer, x, *args, **options):
            def pull(g):
                places = move(np.arange(np.size(plain(x))).reshape(_shape(x)), *args, **options)
                return record('_scatter', _scatter, (g,), {'places': np.asarray(places), 'shape': _shape(x)})

            return pull,

        return rule


    def _scatter(g, places, shape):
        count = 1
        for length in shape:
            count *= length
        return np.bincount(np.ravel(places), weights=np.ravel(g), minlength=count).reshape(shape)[()]


    def _scatter_rule(answer, g, places, shape):
        return lambda h: np.ravel(h)[places],


    def _pick_rule(answer, x, index):
        if _copies(index):
            return _gathering(lambda places: places[index])(answer, x)
        return lambda g: record('_place', _place, (g,), {'index': index, 'shape': _shape(x)}),


    def _place(g, index, shape):
        result = np.zeros(shape, np.asarray(g).dtype)
        result[index] = g
        return result


    def _put_rule(answer, a, item, index):
        def by_array(g):
            kept = np.ones(_shape(a))
            kept[index] = 0
            return g * kept

        def by_item(g):
            # Where a place is named twice the last item stays.
            places = np.arange(np.size(plain(a))).reshape(_shape(a))
            order = np.arange(np.size(places[index])).reshape(_shape(places[index]))
            last = np.full(_shape(a), -1)
            last[index] = order
            return g[index] * (last[index] == order)

        return by_array, by_item


    def _sort_rule(answer, x, axis=-1, kind=None):
        if axis is None:
            return _gathering(lambda places: np.ravel(places)[np.argsort(np.ravel(plain(x)), kind='stable')])(answer, x)
        order = np.argsort(plain(x), axis=axis, kind='stable')
        return _gathering(lambda places: np.take_along_axis(places, order, axis))(answer, x)


    def _join_rule(answer, *parts, axis=0):
        rules, start = [], 0
        for part in parts:
            shape = _shape(part)
            if axis is None:
                length = np.size(plain(part))
                rules.append(lambda g, start=start, length=length, shape=shape: np.reshape(g[start:start + length], shape))
            else:
                length = shape[axis]
                place = (slice(None),) * (axis % len(shape))
                rules.append(lambda g, start=start, length=length, place=place: g[place + (slice(start, start + length),)])
            start += length
        return rules


    def _triangle_rule(function):
        return lambda ans, x, k=0: (lambda g: function(g, k),)


    def _reshape_rule(answer, x, shape=None, order='C', copy=None):
        if order != 'C':
            raise _missing(f'reshape with order={order!r}')
        return lambda g: np.reshape(g, _shape(x)),


    def _transpose_rule(answer, x, axes=None):
        if axes is None:
            return lambda g: np.transpose(g),
        back = [0] * len(axes)
        for number, place in enumerate(axes):
            back[place % len(axes)] = number
        return lambda g: np.transpose(g, tuple(back)),


    def _ravel_rule(answer, x, order='C'):
        return _reshape_rule(answer, x, None, order)


    RULES.update({
        'sum': _sum_rule, 'mean': _mean_rule, 'max': _extreme_rule, 'min': _extreme_rule, 'var': _variance_rule,
        'std': _deviation_rule, 'prod': _product_rule, 'cumsum': _cumulative_rule, 'sort': _sort_rule,
        'reshape': _reshape_rule, 'ravel': _ravel_rule, 'transpose': _transpose_rule, 'concatenate': _join_rule,
        'squeeze': lambda ans, x, axis=None: (lambda g: np.reshape(g, _shape(x)),),
        'expand_dims': lambda ans, x, axis: (lambda g: np.reshape(g, _shape(x)),),
        'atleast_1d': lambda ans, x: (lambda g: np.reshape(g, _shape(x)),),
        'atleast_2d': lambda ans, x: (lambda g: np.reshape(g, _shape(x)),),
        'swapaxes': lambda ans, x, axis1, axis2: (lambda g: np.swapaxes(g, axis1, axis2),),
        'moveaxis': lambda ans, x, source, destination: (lambda g: np.moveaxis(g, destination, source),),
        'matrix_transpose': lambda ans, x: (lambda g: np.swapaxes(g, -1, -2),),
        'broadcast_to': lambda ans, x, shape: (lambda g: g,),
        'tril': _triangle_rule(np.tril), 'triu': _triangle_rule(np.triu),
        '_pick': _pick_rule, '_put': _put_rule, '_scatter': _scatter_rule,
        '_place': lambda ans, g, index, shape: (lambda h: h[index],),
        'flip': _gathering(np.flip), 'fliplr': _gathering(np.fliplr), 'flipud': _gathering(np.flipud),
        'roll': _gathering(np.roll), 'rot90': _gathering(np.rot90), 'repeat': _gathering(np.repeat),
        'tile': _gathering(np.tile), 'take': _gathering(np.take), 'take_along_axis': _gathering(np.take_along_axis),
        'diagonal': _gathering(np.diagonal),
    })


    # Functions of others


    def _built(items, dtype=None, copy=None):
        """np.array of a nested list among whose items there are variables."""
        if dtype is not None and np.dtype(dtype).kind != 'f':
            raise _lost(f'made {np.dtype(dtype)}')
        if type(items) is Variable:
            result = record('copy', np.copy, (items,))
        elif any(type(one) in (list, tuple, Variable) for one in items):
            result = _stack([_built(one) if type(one) in (list, tuple) else one for one in items])
        else:
            result = np.array(items)
        return result if dtype is None else result.astype(dtype)


    def _unchanged(a, dtype=None, **options):
        return (a if type(a) is Variable else _built(a)) if dtype is None else _built(a, dtype)


    def _concatenate(arrays, axis=0, **options):
        _refuse(options, 'concatenate')
        if type(arrays) is Variable:
            arrays = list(arrays)
        arrays = [_built(one) if type(one) in (list, tuple) else one for one in arrays]
        return record('concatenate', lambda *parts, axis: np.concatenate(parts, axis=axis), tuple(arrays), {'axis': axis})


    def _stack(arrays, axis=0, **options):
        _refuse(options, 'stack')
        arrays = [_built(one) if type(one) in (list, tuple) else one for one in arrays]
        shapes = {_shape(plain(one)) for one in arrays}
        if len(shapes) > 1:
            raise ValueError('all input arrays must have the same shape')
        return _concatenate([np.expand_dims(one, axis) for one in arrays], axis=axis)


    def _vstack(arrays, **options):
        _refuse(options, 'vstack')
        return _concatenate([np.reshape(one, (1, -1)) if len(_shape(plain(one))) < 2 else one for one in arrays], 0)


    def _hstack(arrays, **options):
        _refuse(options, 'hstack')
        arrays = [np.reshape(one, (1,)) if _shape(plain(one)) == () else one for one in arrays]
        return _concatenate(arrays, 0 if len(_shape(plain(arrays[0]))) == 1 else 1)


    def _column_stack(arrays):
        return _concatenate([np.reshape(one, (-1, 1)) if len(_shape(plain(one))) < 2 else one for one in arrays], 1)


    def _append(arr, values, axis=None):
        return _concatenate([np.ravel(arr), np.ravel(values)] if axis is None else [arr, values], 0 if axis is None else axis)


    def _refuse(options, name):
        for key, one in options.items():
            if one is not None:
                raise NotImplementedError(f'{name}({key}=…) has no derivative here: write it without {key}=')


    def _split(ary, indices_or_sections, axis=0):
        places = np.array_split(np.arange(_shape(ary)[axis]), indices_or_sections)
        before = (slice(None),) * (axis % ary.ndim)
        starts = [0]
        for place in places:
            starts.append(starts[-1] + len(place))
        return [ary[before + (slice(start, end),)] for start, end in zip(starts, starts[1:])]


    def _median(a, axis=None, keepdims=False):
        if isinstance(axis, tuple):
            raise _missing('median over several axes')
        shape = tuple(1 if axis is None or number == axis % a.ndim else length for number, length in enumerate(a.shape))
        a, place = (np.ravel(a), 0) if axis is None else (a, axis % a.ndim)
        ordered, count = np.sort(a, axis=place), a.shape[place]
        before = (slice(None),) * place
        middle = ordered[before + (count // 2,)]
        if count % 2 == 0:
            middle = np.mean(np.stack([ordered[before + (count // 2 - 1,)], middle]), axis=0)
        return np.reshape(middle, shape) if keepdims else middle


    def _average(a, axis=None, weights=None):
        if weights is None:
            return np.mean(a, axis=axis)
        if _shape(plain(a)) != _shape(plain(weights)):
            if len(_shape(plain(weights))) != 1 or axis is None:
                raise _missing('average with weights of another shape')
            weights = np.reshape(weights, tuple(
                -1 if number == axis % len(_shape(plain(a))) else 1 for number in range(len(_shape(plain(a))))))
            return np.sum(a * weights, axis=axis) / np.sum(weights)
        return np.sum(a * weights, axis=axis) / np.sum(weights, axis=axis)


    def _difference(a, n=1, axis=-1):
        before = (slice(None),) * (axis % a.ndim)
        for _ in range(n):
            a = a[before + (slice(1, None),)] - a[before + (slice(None, -1),)]
        return a


    def _diagonal_matrix(v, k=0):
        if v.ndim == 2:
            return np.diagonal(v, k)
        size = v.shape[0] + abs(k)
        places = np.full(size * size, v.shape[0])
        rows = np.arange(v.shape[0]) + max(-k, 0)
        places[rows * size + rows + k] = np.arange(v.shape[0])
        return np.reshape(np.concatenate([v, np.zeros(1)])[places], (size, size))


    _FRONTS = {
        'array': _built, 'asarray': _unchanged, 'asanyarray': _unchanged, 'ascontiguousarray': _unchanged,
        'concatenate': _concatenate, 'stack': _stack, 'vstack': _vstack, 'hstack': _hstack, 'column_stack': _column_stack,
        'append': _append, 'split': _split, 'array_split': _split, 'clip': _clip, 'median': _median, 'average': _average,
        'diff': _difference, 'diag': _diagonal_matrix, 'cumprod': _running_product, 'copy': lambda a, **options: _built(a),
        'ptp': lambda a, axis=None: np.max(a, axis=axis) - np.min(a, axis=axis),
        'real': lambda val: val, 'conj': lambda x: x, 'conjugate': lambda x: x,
        'nan_to_num': lambda x, **options: np.where(np.isfinite(plain(x)), x, np.nan_to_num(plain(x), **options)),
    }

    # Products and linear algebra.


    def _columns(x):
        return np.swapaxes(x, -1, -2)


    def _matmul_rule(answer, a, b):
        first, second = len(_shape(a)), len(_shape(b))

        def by_left(g):
            if first == 1 and second == 1:
                return g * b
            if first == 1:
                return np.matmul(b, np.expand_dims(g, -1))[..., 0]
            if second == 1:
                return np.expand_dims(g, -1) * b
            return np.matmul(g, _columns(b))

        def by_right(g):
            if first == 1 and second == 1:
                return g * a
            if first == 1:
                return np.expand_dims(a, -1) * np.expand_dims(g, -2)
            if second == 1:
                return np.matmul(_columns(a), np.expand_dims(g, -1))[..., 0]
            return np.matmul(_columns(a), g)

        return by_left, by_right


    def _tensordot_rule(answer, a, b, axes=2):
        first, second = len(_shape(a)), len(_shape(b))
        if isinstance(axes, int):
            left, right = list(range(first - axes, first)), list(range(axes))
        else:
            left, right = [list(one) if isinstance(one, (list, tuple)) else [one] for one in axes]
        left, right = [one % first for one in left], [one % second for one in right]
        letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
        names, others = list(letters[:first]), list(letters[first:first + second])
        for one, other in zip(left, right):
            others[other] = names[one]
        kept = [name for number, name in enumerate(names) if number not in left]
        kept += [name for number, name in enumerate(others) if number not in right]
        result, names, others = ''.join(kept), ''.join(names), ''.join(others)
        return (lambda g: np.einsum(f'{result},{others}->{names}', g, b),
                lambda g: np.einsum(f'{names},{result}->{others}', a, g))


    def _dot_rule(answer, a, b):
        first, second = len(_shape(a)), len(_shape(b))
        if first == 0 or second == 0:
            return lambda g: g * b, lambda g: g * a
        if second <= 2 and first <= 2:
            return _matmul_rule(answer, a, b)
        return _tensordot_rule(answer, a, b, ([first - 1], [max(second - 2, 0)]))


    def _inner_rule(answer, a, b):
        if _shape(a) == () or _shape(b) == ():
            return lambda g: g * b, lambda g: g * a
        return _tensordot_rule(answer, a, b, ([-1], [-1]))


    def _outer_rule(answer, a, b):
        return (lambda g: np.reshape(np.matmul(g, np.ravel(b)), _shape(a)),
                lambda g: np.reshape(np.matmul(np.ravel(a), g), _shape(b)))


    # Sums of products by letters


    def _letters(subscripts, shapes):
        """The letters of the operands and of the result of einsum, with letters for dots."""
        subscripts = subscripts.replace(' ', '')
        given, arrow, result = subscripts.partition('->')
        parts = given.split(',')
        free = [one for one in 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz' if one not in subscripts]
        dots = max([len(shape) - len(part) + 3 for part, shape in zip(parts, shapes) if '...' in part] + [0])
        names = ''.join(free[:dots])
        free = free[dots:]
        if not arrow:
            letters = given.replace('.', '').replace(',', '')
            result = ('...' if dots else '') + ''.join(sorted(one for one in set(letters) if letters.count(one) == 1))
        parts = [part.replace('...', names[dots - (len(shape) - len(part) + 3):] if '...' in part else '')
                 for part, shape in zip(parts, shapes)]
        return parts, result.replace('...', names), free


    def _einsum_rule(answer, *operands, subscripts):
        parts, result, free = _letters(subscripts, [_shape(one) for one in operands])
        rules = []
        for number, operand in enumerate(operands):
            others = [(part, one) for place, (part, one) in enumerate(zip(parts, operands)) if place != number]
            # A letter that stands twice is two, and a unit matrix that says that they are equal.
            own, units, spare = '', [], list(free)
            for place, letter in enumerate(parts[number]):
                if letter in own:
                    other = spare.pop(0)
                    units.append((letter + other, np.eye(_shape(operand)[place])))
                    letter = other
                own += letter
            rules.append(_einsum_part(own, _shape(operand), result, others + units))
        return rules


    def _einsum_part(own, shape, result, others):
        known = set(result) | set(letter for part, _ in others for letter in part)
        kept = ''.join(letter for letter in own if letter in known)
        # Letters that stand nowhere else were added up.
        alone = tuple(1 if letter not in known else length for letter, length in zip(own, shape))
        text = ','.join([result] + [part for part, _ in others]) + '->' + kept

        def pull(g):
            part = np.einsum(text, g, *[one for _, one in others])
            if len(kept) == len(own):
                return part
            lengths = iter(_shape(part))
            return np.broadcast_to(
                np.reshape(part, tuple(next(lengths) if letter in known else 1 for letter in own)), shape)

        return pull


    def _einsum(subscripts, *operands, **options):
        options.pop('optimize', None)
        _refuse(options, 'einsum')
        if not isinstance(subscripts, str):
            raise _missing('einsum with lists of places')
        return record('einsum', lambda *parts, subscripts: np.einsum(subscripts, *parts), operands,
                      {'subscripts': subscripts})


    # Linear algebra


    def _inverse_rule(answer, a):
        return lambda g: -np.matmul(np.matmul(_columns(answer), g), _columns(answer)),


    def _solve_rule(answer, a, b):
        def by_right(g):
            return np.linalg.solve(_columns(a), g)

        def by_matrix(g):
            part = by_right(g)
            if len(_shape(b)) == 1:
                return -np.expand_dims(part, -1) * np.expand_dims(answer, -2)
            return -np.matmul(part, _columns(answer))

        return by_matrix, by_right


    def _det_rule(answer, a):
        return lambda g: np.expand_dims(g * answer, (-1, -2)) * _columns(np.linalg.inv(a)),


    def _log_det(a):
        return np.linalg.slogdet(a)[1]


    def _signed_log_det(a):
        sign, value = np.linalg.slogdet(plain(a))
        return _SlogdetResult(sign, record('_log_det', _log_det, (a,)))


    class _SlogdetResult(tuple):
        def __new__(cls, sign, logabsdet):
            return tuple.__new__(cls, (sign, logabsdet))

        sign = property(lambda self: self[0])
        logabsdet = property(lambda self: self[1])


    def _norm(x, ord=None, axis=None, keepdims=False):
        dimensions = len(_shape(x))
        is_matrix = axis is None and dimensions == 2 or isinstance(axis, tuple) and len(axis) == 2
        name = repr(ord)
        if ord is None or ord == 'fro' or ord == 2 and not is_matrix:
            return record('norm', np.linalg.norm, (x,), {'ord': ord, 'axis': axis, 'keepdims': keepdims})
        if is_matrix or isinstance(axis, tuple):
            raise _missing(f'norm of a matrix with ord={name}')
        if ord == 1:
            return np.sum(np.abs(x), axis=axis, keepdims=keepdims)
        if ord == np.inf:
            return np.max(np.abs(x), axis=axis, keepdims=keepdims)
        if ord == -np.inf:
            return np.min(np.abs(x), axis=axis, keepdims=keepdims)
        if ord == 0:
            return np.linalg.norm(plain(x), ord, axis, keepdims)
        return np.sum(np.abs(x) ** ord, axis=axis, keepdims=keepdims) ** (1 / ord)


    def _norm_rule(answer, x, ord=None, axis=None, keepdims=False):
        def pull(g):
            # At nothing but zeros the slope is taken as 0.
            flat = plain(answer) == 0
            scale = np.where(flat, 0.0, g / np.where(flat, 1.0, answer))
            return _spread(scale, x, axis, keepdims) * x

        return pull,


    def _trace_rule(answer, a, offset=0, axis1=0, axis2=1):
        if (axis1, axis2) != (0, 1) or len(_shape(a)) != 2:
            raise _missing('trace of more than a matrix')
        rows, columns = _shape(a)
        return lambda g: g * np.eye(rows, columns, offset),


    RULES.update({
        'matmul': _matmul_rule, 'dot': _dot_rule, 'inner': _inner_rule, 'outer': _outer_rule,
        'tensordot': _tensordot_rule, 'einsum': _einsum_rule, 'inv': _inverse_rule, 'solve': _solve_rule,
        'det': _det_rule, '_log_det': lambda ans, a: (lambda g: np.expand_dims(g, (-1, -2)) * _columns(np.linalg.inv(a)),),
        'norm': _norm_rule, 'trace': _trace_rule,
    })
    _FRONTS.update({
        'einsum': _einsum, 'slogdet': _signed_log_det, 'norm': _norm,
        'vdot': lambda a, b: np.dot(np.ravel(a), np.ravel(b)),
        'vecdot': lambda x1, x2, **options: np.sum(x1 * x2, axis=-1),
    })


    _FRONTS.update({
        'sigmoid': lambda x: sigmoid(x), 'relu': lambda x: relu(x), 'softmax': lambda x, axis=-1: softmax(x, axis),
        'log_softmax': lambda x, axis=-1: log_softmax(x, axis), 'one_hot': lambda *args, **options: one_hot(*args, **options),
        'logsumexp': lambda x, axis=None, keepdims=False: logsumexp(x, axis, keepdims),
        'cross_entropy': lambda y, scores: cross_entropy(y, scores),
        'forward': lambda x, w, b: x @ w + b, 'loss': lambda y, y_hat: np.mean((y - y_hat) ** 2),
    })


    # The check by central differences


    def _slopes(function, args, number):
        """The gradient by central differences, leaf by leaf, in the shape of the leaves."""
        tree = args[number]
        leaves = [np.array(leaf, dtype=float) for _, leaf in _leaves(tree)]
        slopes = [np.zeros(leaf.shape) for leaf in leaves]

        def value(which, place, step):
            moved = [leaf.copy() for leaf in leaves]
            moved[which][place] += step
            given = list(args)
            given[number] = _like(tree, iter([leaf if leaf.ndim else leaf[()] for leaf in moved]))
            return float(function(*given))

        for which, leaf in enumerate(leaves):
            for place in np.ndindex(leaf.shape):
                step = 6e-6 * max(1.0, abs(leaf[place]))
                slopes[which][place] = (value(which, place, step) - value(which, place, -step)) / (2 * step)
        return slopes


    def check_grad(fun, *args, argnums=0, gradient=None):
        _check_function(fun)
        numbers = argnums if isinstance(argnums, (tuple, list)) else (argnums,)
        found = grad(fun, tuple(numbers))(*args) if gradient is None else gradient(*args)
        if gradient is not None and not isinstance(argnums, (tuple, list)):
            found = (found,)
        worst = 0.0
        for number, tree in zip(numbers, found):
            given = [np.asarray(leaf, dtype=float) for _, leaf in _leaves(tree)]
            slopes = _slopes(fun, args, number % len(args))
            if [one.shape for one in given] != [one.shape for one in slopes]:
                raise ValueError(f'the gradient by argument {number} has not the shapes of the argument')
            for one, slope in zip(given, slopes):
                if one.size:
                    scale = max(1.0, np.max(np.abs(slope)))
                    worst = max(worst, float(np.max(np.abs(one - slope)) / scale))
        return worst

    # The words of learning, and the training of any model.


    def sigmoid(x):
        return record('sigmoid', _sigmoid_value, (x,))


    def relu(x):
        return record('relu', lambda x: np.maximum(x, 0.0), (x,))


    def _shifted(x, axis):
        return x - np.max(np.asarray(plain(x)), axis=axis, keepdims=True)


    def softmax(x, axis=-1):
        e = np.exp(_shifted(x, axis))
        return e / np.sum(e, axis=axis, keepdims=True)


    def log_softmax(x, axis=-1):
        shifted = _shifted(x, axis)
        return shifted - np.log(np.sum(np.exp(shifted), axis=axis, keepdims=True))


    def logsumexp(x, axis=None, keepdims=False):
        top = np.max(np.asarray(plain(x)), axis=axis, keepdims=True)
        top = np.where(np.isfinite(top), top, 0.0)
        total = np.log(np.sum(np.exp(x - top), axis=axis, keepdims=True)) + top
        if keepdims:
            return total
        return np.reshape(total, ()) if axis is None else np.squeeze(total, axis=axis)


    def cross_entropy(y, scores):
        return -np.mean(np.sum(_targets(y, _shape(scores)) * log_softmax(scores), axis=-1))


    def one_hot(labels, classes=None):
        labels = np.asarray(plain(labels))
        if labels.size and (labels.min() < 0 or np.any(labels != np.floor(labels))):
            raise ValueError('labels are whole numbers from 0 on; np.unique(labels, return_inverse=True)[1] makes them')
        labels = labels.astype(int)
        count = (int(labels.max()) + 1 if labels.size else 0) if classes is None else classes
        if labels.size and labels.max() >= count:
            raise ValueError(f'there are {count} classes, and a label is {labels.max()}')
        return np.eye(count)[labels]


    def _targets(y, shape):
        """Classes as rows of zeros with a one, of the shape of scores."""
        y = np.asarray(plain(y))
        if y.shape == shape:
            return y
        if len(shape) == 2 and y.size == shape[0]:
            return one_hot(y.reshape(-1), shape[1])
        raise ValueError(f'softmax takes a class a row, or rows of scores\' shape {shape}; y is {y.shape}')


    # Losses by name: each gives the loss, and its slope in each prediction. The slope of mse leaves out the factor 2, and
    # counts rows, as `backward` does.


    def _mse(y, p):
        return np.mean((y - p) ** 2), (p - y) / (len(p) if _shape(p) else 1)


    def _mae(y, p):
        return np.mean(np.abs(y - p)), np.sign(p - y) / np.size(p)


    def _huber(y, p):
        r = p - y
        return np.mean(np.where(np.abs(r) <= 1, r * r / 2, np.abs(r) - 0.5)), np.clip(r, -1.0, 1.0) / np.size(p)


    def _logistic(y, p):
        return np.mean(np.logaddexp(0.0, p) - y * p), (_sigmoid_value(p) - y) / np.size(p)


    def _softmax_loss(y, p):
        logs = log_softmax(p)
        return -np.mean(np.sum(y * logs, axis=-1)), (np.exp(logs) * np.sum(y, axis=-1, keepdims=True) - y) / len(p)


    _LOSSES = {'mse': _mse, 'mae': _mae, 'huber': _huber, 'logistic': _logistic, 'softmax': _softmax_loss}

    # The training of any model, an epoch at a time.


    class Model:
        """A model that is trained: its functions, its data, and how it steps."""

        def __init__(self, forward, loss, x, y, rate, options):
            self.forward = _linear if forward is None else forward
            self.loss = loss
            self.x, self.y = np.array(x), np.array(y)
            self.rate = rate
            self.optimizer = options['optimizer']
            self.batch, self.patience = options['batch'], options['patience']
            self.decay, self.clip = options['decay'], options['clip']
            self.held = None
            if options['x_val'] is not None:
                self.held = np.array(options['x_val']), np.array(options['y_val'])
            if _shape(self.x)[:1] != _shape(self.y)[:1]:
                raise ValueError(f'x and y have as many rows: x is {self.x.shape}, y is {self.y.shape}')
            if options['holdout'] is not None:
                self._hold_out(options['holdout'])

        def _hold_out(self, share):
            count = len(self.x)
            kept = count - int(round(count * share))
            if not 0 < kept < count:
                raise ValueError(f'holdout={share} of {count} rows leaves none for one of the two')
            order = np.random.permutation(count)
            rows, others = np.sort(order[:kept]), np.sort(order[kept:])
            self.held = self.x[others], self.y[others]
            self.x, self.y = self.x[rows], self.y[rows]

        def begin(self, values):
            """The state before the first step."""
            leaves = [_parameter(leaf, path) for name, tree in values for path, leaf in _leaves(tree, name)]
            empty = [np.zeros_like(leaf) for leaf in leaves]
            return [tree for _, tree in values], empty, list(empty), 0, None

        def fitted(self, y, prediction):
            """The target in the shape of a prediction."""
            shape = _shape(plain(prediction))
            if self.loss == 'softmax':
                return _targets(y, shape)
            if callable(self.loss):
                if y.shape != shape and y.size == np.size(plain(prediction)) > 1 and {len(y.shape), len(shape)} == {1, 2}:
                    raise ValueError(
                        f'loss would broadcast: y is {y.shape}, forward gives {shape}; write y = y.reshape{shape}')
                return y
            if y.shape != shape:
                if len(y.shape) == 1 and shape == (len(y), 1):
                    _note(f'y {y.shape} is taken as {shape}')
                    return y.reshape(shape)
                raise ValueError(f'loss needs equal shapes: y is {y.shape}, and forward gives {shape}')
            if self.loss == 'logistic' and np.any((y != 0) & (y != 1)):
                raise ValueError('loss=logistic takes targets of 0 and 1')
            return y.astype(float) if y.dtype == bool else y

        def slopes(self, trees, x, y):
            """The loss, the prediction, and the gradient by each leaf."""
            seen = []

            def run(*args):
                prediction = self.forward(*args)
                _check_prediction(prediction)
                seen.append(prediction)
                return self.loss(self.fitted(y, prediction), prediction) if callable(self.loss) else prediction

            result, tape, roots = _traced(run, (x,) + tuple(trees), {}, range(1, len(trees) + 1))
            value, prediction = plain(result), plain(seen[0])
            if not callable(self.loss):
                value, seed = _LOSSES[self.loss](self.fitted(y, prediction), prediction)
                self.judge(prediction)
            elif np.size(value) != 1:
                raise TypeError(f'loss: train needs a number from it, got shape {_shape(value)}')
            else:
                value, seed = float(np.reshape(value, ())), np.ones(_shape(value))[()]
            return value, prediction, _led_back(result, tape, roots, seed)

        def judge(self, prediction):
            """Says where a prediction is what comes of scores, and no scores."""
            if self.loss not in ('logistic', 'softmax') or not np.all((prediction > 0) & (prediction < 1)):
                return
            if self.loss == 'logistic':
                _note('forward gives numbers between 0 and 1, and loss=logistic takes scores: leave the sigmoid out')
            elif np.all(np.abs(np.sum(prediction, axis=-1) - 1) < 1e-9):
                _note('forward gives rows that add up to 1, and loss=softmax takes scores: leave the softmax out')

        def value(self, trees, x, y):
            """The loss of rows that nothing is learnt from."""
            prediction = self.forward(x, *trees)
            y = self.fitted(y, prediction)
            return float(self.loss(y, prediction) if callable(self.loss) else _LOSSES[self.loss](y, prediction)[0])

        def advance(self, state):
            """One epoch: the state after it, its loss, that of the rows held out, and the prediction of all rows."""
            before, first, second, count, best = state
            trees = before
            if self.batch is None or self.batch >= len(self.x):
                loss, prediction, trees, first, second, count = self.step(trees, first, second, count, self.x, self.y)
            else:
                order, total, prediction = np.random.permutation(len(self.x)), 0.0, None
                for start in range(0, len(order), self.batch):
                    rows = order[start:start + self.batch]
                    loss, _, trees, first, second, count = self.step(
                        trees, first, second, count, self.x[rows], self.y[rows])
                    total += loss * len(rows)
                loss = total / len(order)
            held = None if self.held is None else self.value(trees, *self.held)
            if self.patience is not None:
                # The loss of all rows is that of the parameters before the step.
                judged, those = (loss, before) if held is None else (held, trees)
                if best is None or judged < best[0]:
                    best = judged, those, 0
                else:
                    best = best[0], best[1], best[2] + 1
            return (trees, first, second, count, best), float(loss), held, prediction

        def step(self, trees, first, second, count, x, y):
            loss, prediction, slopes = self.slopes(trees, x, y)
            if self.clip is not None:
                size = np.sqrt(sum([np.sum(slope * slope) for slope in slopes]))
                if size > self.clip:
                    slopes = [slope * (self.clip / size) for slope in slopes]
            leaves = [leaf for tree in trees for _, leaf in _leaves(tree)]
            count += 1
            moved, ones, others = [], [], []
            for leaf, slope, one, other in zip(leaves, slopes, first, second):
                step, one, other = _OPTIMIZERS[self.optimizer](slope, one, other, count, self.rate)
                new = leaf - step
                if self.decay is not None:
                    new = new - self.rate * self.decay * leaf
                moved.append(new)
                ones.append(one)
                others.append(other)
            moved = iter(moved)
            return loss, prediction, [_like(tree, moved) for tree in trees], ones, others, count

        def ended(self, state):
            """Whether the loss has not become better for as long as `patience` says."""
            return self.patience is not None and state[4] is not None and state[4][2] >= self.patience

        def kept(self, state):
            """The parameters that a training leaves: the best ones where it was to look for them."""
            return state[0] if state[4] is None else state[4][1]


    def _linear(x, w, b):
        return x @ w + b


    def _sgd(slope, first, second, count, rate):
        return rate * slope, first, second


    def _momentum(slope, first, second, count, rate):
        # Polyak's heavy ball as Sutskever and others write it (2013), with the rate outside.
        first = 0.9 * first + slope
        return rate * first, first, second


    def _rmsprop(slope, first, second, count, rate):
        # Hinton's lecture 6e (2012).
        second = 0.9 * second + (1 - 0.9) * (slope * slope)
        return rate * slope / (np.sqrt(second) + 1e-8), first, second


    def _adam(slope, first, second, count, rate):
        # Kingma and Ba, algorithm 1 (2015).
        first = 0.9 * first + (1 - 0.9) * slope
        second = 0.999 * second + (1 - 0.999) * (slope * slope)
        mean, square = first / (1 - 0.9 ** count), second / (1 - 0.999 ** count)
        return rate * mean / (np.sqrt(square) + 1e-8), first, second


    _OPTIMIZERS = {'sgd': _sgd, 'momentum': _momentum, 'rmsprop': _rmsprop, 'adam': _adam}


    def _check_prediction(prediction):
        if not isinstance(plain(prediction), (np.ndarray, np.generic, float)):
            raise TypeError(f'forward: train needs a tensor from it, got {type(plain(prediction)).__name__}')


    def _is_linear(forward, x, w, b):
        """Whether a function of the user's is x @ w + b and nothing else."""
        result, tape, roots = _traced(forward, (x, w, b), {}, [1, 2])
        if type(result) is not Variable or [node.name for node in tape.nodes] not in (['matmul', 'add'], ['dot', 'add']):
            return False
        product, total = tape.nodes
        sources = [id(source) for source, _, _ in total.pulls]
        return (result.node is total and [id(source) for source, _, _ in product.pulls] == [id(roots[0][0])]
                and sorted(sources) == sorted([id(product), id(roots[1][0])])
                and np.array_equal(plain(result), x @ w + b))

    # What a step of a model does, and what is wrong with it.


    def _table(rows):
        """Rows of texts, in columns."""
        widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
        return ['  ' + '  '.join(text.ljust(width) for text, width in zip(row, widths)).rstrip() for row in rows]


    def _named_leaves(names, trees):
        return [leaf for name, tree in zip(names, trees) for leaf in _leaves(tree, name)]


    def _checked(model, trees, slopes, prediction):
        """How far each gradient is from differences of losses, and at how many elements that was tried."""
        # mse leaves the 2 to the rate and counts rows.
        factor = np.size(prediction) / (2 * len(prediction)) if model.loss == 'mse' and _shape(prediction) else 1.0
        leaves = [leaf for tree in trees for _, leaf in _leaves(tree)]
        results = []
        for which, slope in enumerate(slopes):
            worst, scale = 0.0, max(float(np.max(np.abs(slope))), 1e-3) if np.size(slope) else 1.0
            places = list(np.ndindex(_shape(slope)))
            tried = places[::max(1, len(places) // 40)]
            for place in tried:
                values = []
                here = float(np.asarray(leaves[which])[place])
                step = 6e-6 * max(1.0, abs(here))
                for move in (step, -step):
                    moved = [np.array(leaf) for leaf in leaves]
                    moved[which][place] = here + move
                    rest = iter([leaf if leaf.ndim else leaf[()] for leaf in moved])
                    values.append(model.value([_like(tree, rest) for tree in trees], model.x, model.y))
                difference = (values[0] - values[1]) / (2 * step) * factor
                worst = max(worst, abs(float(np.asarray(slope)[place]) - difference) / scale)
            results.append((worst, len(tried), len(places)))
        return results


    def _explained(model, names, trees, title):
        loss, prediction, slopes = model.slopes(trees, model.x, model.y)
        lines = [title, 'Values']
        lines += _table([['y_hat', str(_shape(prediction)), f'{np.min(prediction):.6g} to {np.max(prediction):.6g}'],
                         ['loss', '()', f'{loss:.6g}']])
        lines.append('Gradients, each checked by differences of losses')
        rows = [['', '', 'norm', 'largest', 'step', 'check']]
        checks = _checked(model, trees, slopes, prediction)
        for (name, leaf), slope, (worst, tried, count) in zip(_named_leaves(names, trees), slopes, checks):
            size, largest = np.sqrt(np.sum(slope * slope)), np.max(np.abs(slope))
            some = '' if tried == count else f', at {tried} of {count}'
            verdict = f'agrees to {worst:.0e}' if worst < 1e-5 else f'OFF by {worst:.2g}'
            rows.append([name, str(_shape(leaf)), f'{size:.4g}', f'{largest:.4g}', f'{model.rate * largest:.4g}',
                         verdict + some])
        lines += _table(rows)
        if model.loss == 'mse':
            lines.append('  The factor 2 of the slope of mse is left to the rate.')
        return '\n'.join(lines) + '\n'


    def _diagnosed(model, names, trees):
        loss, prediction, slopes = model.slopes(trees, model.x, model.y)
        lines, advice, rows = [f'loss  {loss:.6g}', 'gradients'], [], []
        for (name, leaf), slope in zip(_named_leaves(names, trees), slopes):
            size, own = float(np.sqrt(np.sum(slope * slope))), float(np.sqrt(np.sum(np.square(leaf))))
            rows.append([name, str(_shape(leaf)), f'norm {size:.4g}', f'of parameters {own:.4g}'])
            if not np.isfinite(size):
                advice.append(f'the gradient of {name} is not finite: begin with smaller parameters, or a smaller lr')
            elif size == 0:
                advice.append(f'{name} learns nothing: its gradient is 0')
        lines += _table(rows)
        _, tape, _ = _traced(model.forward, (model.x,) + tuple(trees), {}, range(1, len(trees) + 1))
        units = []
        for node in tape.nodes:
            values = plain(node.answer)
            if len(_shape(values)) != 2:
                continue
            if node.name == 'tanh' or node.name == 'sigmoid':
                middle = np.abs(values) > 0.99 if node.name == 'tanh' else np.abs(values - 0.5) > 0.49
                many = int(np.sum(np.all(middle, axis=0)))
                units.append([node.name, str(_shape(values)), f'{many} of {values.shape[1]} units saturated in every row'])
                if many:
                    advice.append(f'units of {node.name} are saturated: begin with smaller weights, or standardize x')
            elif node.name == 'relu' or node.name == 'maximum' and np.size(values) and np.min(values) == 0:
                many = int(np.sum(np.all(values == 0, axis=0)))
                units.append([node.name, str(_shape(values)), f'{many} of {values.shape[1]} units dead: 0 in every row'])
                if many:
                    advice.append('dead units get no gradient: begin with other weights, or a smaller lr')
        if units:
            lines += ['units'] + _table(units)
        return '\n'.join(lines + [f'advice  {one}' for one in advice]) + '\n'

    # Data before a training, and what to think of it afterwards.


    def split(*arrays, test=0.25, shuffle=True):
        if not arrays:
            raise TypeError('split takes arrays of as many rows each')
        if len(arrays) > 1 and (isinstance(arrays[1], int) or isinstance(arrays[1], (list, tuple))
                                and len(arrays[1]) != len(arrays[0])):
            # NumPy's function of the name.
            return np.split(*arrays)
        arrays = [np.asarray(one) for one in arrays]
        lengths = {len(one) for one in arrays}
        if len(lengths) > 1:
            raise ValueError('split takes arrays of as many rows each, and these have '
                             + ' and '.join(str(len(one)) for one in arrays))
        count = len(arrays[0])
        taken = test if isinstance(test, int) else int(np.ceil(count * test))
        if isinstance(test, bool) or not 0 < taken < count:
            raise ValueError(f'test={test} of {count} rows leaves none for one of the two')
        order = np.random.permutation(count) if shuffle else np.arange(count)
        # The order that scikit-learn's function gives them in.
        rows, others = (order[taken:], order[:taken]) if shuffle else (order[:-taken], order[-taken:])
        return tuple(part for one in arrays for part in (one[rows], one[others]))


    class Scale:
        """What standardises columns, and undoes it."""

        def __init__(self, mean, deviation):
            self.mean = mean
            self.deviation = deviation

        def __call__(self, x):
            return (np.asarray(x) - self.mean) / self.deviation

        def undo(self, z):
            return z * self.deviation + self.mean

        def __repr__(self):
            return f'z = (x - {self.mean}) / {self.deviation}'


    def standardize(x):
        x = np.asarray(x)
        if x.dtype.kind not in 'fiub' or x.size == 0:
            raise ValueError('standardize takes numbers, a row each')
        mean, deviation = np.mean(x, axis=0), np.std(x, axis=0)
        # A column that is the same everywhere stays so.
        scale = Scale(mean, np.where(deviation == 0, 1.0, deviation)[()])
        return scale(x), scale


    def polynomial_features(x, degree=2):
        x = np.asarray(x)
        if len(x.shape) == 1:
            x = x.reshape(-1, 1)
        if len(x.shape) != 2 or degree < 1:
            raise ValueError('polynomial_features takes rows of numbers, and a degree of at least 1')
        columns, last = [], [(None, 0)]
        for _ in range(degree):
            # Each product goes on with the columns from its last factor's on.
            last = [(x[:, place] if one is None else one * x[:, place], place)
                    for one, first in last for place in range(first, x.shape[1])]
            columns += [one for one, _ in last]
        return np.stack(columns, axis=1)


    class Score:
        """How good a prediction is: its numbers are attributes."""

        def __init__(self, names, **values):
            self._names = names
            for name, value in values.items():
                setattr(self, name, value)

        def __repr__(self):
            lines = []
            for name in self._names:
                value = getattr(self, name)
                if isinstance(value, np.ndarray):
                    rows = str(value).split('\n')
                    lines += [f'{name:<10} {rows[0]}'] + [' ' * 11 + row for row in rows[1:]]
                else:
                    lines.append(f'{name:<10} {value:.6g}' if isinstance(value, float) else f'{name:<10} {value}')
            return '\n'.join(lines)


    def score(y, y_hat, kind=None):
        y, y_hat = np.asarray(y), np.asarray(y_hat)
        if kind not in (None, 'numbers', 'classes'):
            raise ValueError("kind is 'numbers' or 'classes'")
        if kind is None:
            rows = len(y_hat.shape) == 2 and y_hat.shape[1] > 1 and y.size == len(y_hat)
            kind = 'classes' if rows or y.dtype.kind in 'bui' and y_hat.dtype.kind in 'bui' else 'numbers'
        return _score_of_classes(y, y_hat) if kind == 'classes' else _score_of_numbers(y, y_hat)


    def _score_of_numbers(y, y_hat):
        if y.shape != y_hat.shape:
            raise ValueError(f'score needs equal shapes: y is {y.shape}, y_hat is {y_hat.shape}')
        rest, spread = np.sum((y - y_hat) ** 2), np.sum((y - np.mean(y)) ** 2)
        return Score(['r2', 'rmse', 'mae'], r2=float(1 - rest / spread) if spread else float('nan'),
                     rmse=float(np.sqrt(rest / y.size)), mae=float(np.mean(np.abs(y - y_hat))))


    def _classes(values, count):
        """The class of each row: of scores the place of the largest, of shares those from a half on, of others those above 0."""
        if len(values.shape) == 2 and values.shape[1] > 1:
            return np.argmax(values, axis=1)
        values = values.reshape(-1)
        if values.dtype.kind in 'bui' or np.all(values == np.floor(values)) and np.all(values >= 0):
            return values.astype(int)
        return (values >= 0.5 if np.all((values >= 0) & (values <= 1)) else values > 0).astype(int)


    def _score_of_classes(y, y_hat):
        true, guessed = _classes(y, None), _classes(y_hat, None)
        if len(true) != len(guessed) or len(true) == 0:
            raise ValueError(f'score needs as many rows: y is {y.shape}, y_hat is {y_hat.shape}')
        if np.any(true < 0) or np.any(guessed < 0):
            raise ValueError('classes are whole numbers from 0 on')
        count = int(max(true.max(), guessed.max())) + 1
        confusion = np.bincount(true * count + guessed, minlength=count * count).reshape(count, count)
        right = np.diag(confusion)
        # Where nothing was guessed, or nothing is there, the share is taken as 0.
        precision = right / np.maximum(confusion.sum(axis=0), 1)
        recall = right / np.maximum(confusion.sum(axis=1), 1)
        if count == 2:
            precision, recall = precision[1:], recall[1:]
        return Score(['accuracy', 'precision', 'recall', 'confusion'], accuracy=float(np.sum(right) / len(true)),
                     precision=float(np.mean(precision)), recall=float(np.mean(recall)), confusion=confusion)


    # What code that is exported calls by name.
    _WORDS = ('grad value_and_grad check_grad sigmoid relu softmax log_softmax logsumexp cross_entropy one_hot split '
              'standardize polynomial_features score train_model').split()


    def train_model(epochs, x, y, parameters, label, loss, lr, forward=None, every=None, tol=None, **options):
        """Trains a model: its last prediction, its parameters, and the losses."""
        asked = dict.fromkeys('batch patience decay clip holdout x_val y_val'.split())
        asked.update(optimizer='sgd')
        asked.update(options)
        model = Model(forward, loss, x, y, lr, asked)
        state = start = model.begin(parameters)
        every = max(1, -(-epochs // 10)) if every is None else every
        losses, prediction, told, diverged = [], None, 0, False

        def tell():
            rest = '' if losses[-1][1] is None else f' validation {losses[-1][1]!r}'
            print(f'Epoch  {len(losses)}  : {label} {losses[-1][0]!r}{rest}')
            return len(losses)

        while len(losses) < epochs:
            next_state, value, held, next_prediction = model.advance(state)
            losses.append((value, held))
            first = losses[0][0]
            diverged = not np.isfinite(value) or first > 0 and value > first * 1e12
            if diverged:
                break
            state, prediction, count = next_state, next_prediction, len(losses)
            if every and (count == 1 or count % every == 0 or count == epochs):
                told = tell()
            if tol is not None and count > 1 and abs(losses[-2][0] - value) < tol or model.ended(state):
                break
        if losses and every and told != len(losses):
            tell()
        kept = model.kept(start if diverged else state)
        if prediction is None or asked['batch'] or asked['patience'] or asked['holdout']:
            prediction = model.forward(np.asarray(x), *kept)
        rows = losses if any(held is not None for _, held in losses) else [value for value, _ in losses]
        return (prediction, *kept, np.array(rows, dtype=float))

    return locals()


learning_functions = learning_functions()
globals().update({name: learning_functions[name] for name in learning_functions['_WORDS']})


def predict(x, params=None):
    """What the model gives for rows of data."""
    own = globals().get('forward')
    if own is None:
        return x @ globals()['w'] + globals()['b']
    code, given = own.__code__, len(own.__defaults__ or ())
    names = params.replace(',', ' ').split() if params else code.co_varnames[1:code.co_argcount - given]
    return own(x, *[globals()[name] for name in names])


# %% [1] Descent's own model
np.random.seed(1)
x = np.random.rand(20, 3)
y = np.random.rand(20, 1)
w = np.zeros((3, 1))
b = np.zeros((1, 1))
print(forward(x, w, b))
y_hat = forward(x, w, b)
y_hat = forward(x, w, b)
print(loss(y, y_hat))
print(loss(y, y_hat))
print(loss(y, y_hat))
print(loss(y, y_hat=y_hat) + loss(y, y_hat))
w, b = backward(y, y_hat, w, b, x, 0.1)
# %% [2] training
y_hat, w, b = step(x, y, w, b)
y_hat, w, b = step(x, y, w, b, lr=0.5)
y_hat, w, b, losses = train(30, x, y, w, b)
y_hat, w, b, losses = train(10, x, y, w, b, lr=0.5, every=5, tol=1e-9)
y_hat, w, b, losses = train(5, x, y, w, b, lr=0.1, every=0)
print(losses)
v = np.zeros((3, 1))
c = np.zeros((1, 1))
y_hat, v, c, losses = train(4, x, y, v, c, lr=0.1)
for i in range(2): y_hat, w, b = step(x, y, w, b, lr=0.1)
losses = train(20, x, y, w, b, lr=100)[3]
print(w)
# %% [3] with functions of one's own
def calculate_loss(y, y_hat):
    return np.mean(np.abs(y - y_hat))
w = np.zeros((3, 1))
b = np.zeros((1, 1))
y_hat, w, b, losses = train_model(3, x, y, [('w', w), ('b', b)], 'MSE Loss', calculate_loss, 0.1)
def fit(x, y, w, b):
    y_hat, w, b, losses = train_model(2, x, y, [('w', w), ('b', b)], 'MSE Loss', calculate_loss, 0.1)
    return w, b
w, b = fit(x, y, w, b)
# %% [4] timed
y_hat, w, b, losses = train_model(2, x, y, [('w', w), ('b', b)], 'MSE Loss', calculate_loss, 0.01)
print(x.sum())
