# What a step of training did, as a graph: stand-ins take the place of the arrays that change from step to step, and note
# each operation with what it gave. A step whose way depends on the numbers themselves has no graph.
import numpy as np


class Unfit(Exception):
    """A step did what its graph couldn't repeat."""


class Graph:
    """The operations of a step, in order, each with the places of its operands."""

    def __init__(self, words):
        self.nodes = []
        # Functions of learning, which are made of NumPy's.
        self.words = words
        self.reason = None

    def add(self, name, operands, extra, value):
        self.nodes.append((name, operands, extra, value))
        return Traced(self, value, len(self.nodes) - 1)

    def note(self, name, compute, args, extra=None):
        """Carries an operation out, and notes it."""
        name = _NAMES.get(name, name)
        operands = tuple((True, one.place) if type(one) is Traced else (False, one) for one in args)
        return self.add(name, operands, extra, compute(*[one.value if type(one) is Traced else one for one in args]))

    def refuse(self, reason):
        # Whoever catches the exception doesn't take it back.
        self.reason = reason
        raise Unfit(reason)


def _is_plain(value):
    return type(value) is Traced or isinstance(value, (bool, int, float, np.ndarray, np.generic))


def _value(one):
    if type(one) in (list, tuple):
        return type(one)(_value(part) for part in one)
    return one.value if type(one) is Traced else one


def _first(x, y, name, compute):
    """The result of an operator, unless the other operand is to say what comes of it."""
    if not _is_plain(x) or not _is_plain(y):
        return NotImplemented
    return (x if type(x) is Traced else y).graph.note(name, compute, (x, y))


class Traced:
    """Stands for an array or a number that changes from step to step."""

    def __init__(self, graph, value, place):
        self.graph = graph
        self.value = value
        self.place = place

    # What the steps have in common

    stands_for_array = property(lambda self: isinstance(self.value, np.ndarray))
    shape = property(lambda self: np.shape(self.value))
    ndim = property(lambda self: len(np.shape(self.value)))
    size = property(lambda self: np.size(self.value))
    dtype = property(lambda self: np.asarray(self.value).dtype)

    def __len__(self):
        return len(self.value)

    # What would look at the numbers

    def _look(self, *args, **options):
        self.graph.refuse('its numbers are looked at')

    __bool__ = __float__ = __int__ = __index__ = __repr__ = __str__ = __format__ = __hash__ = __round__ = _look
    __array__ = __setitem__ = __contains__ = __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = item = tolist = _look
    __iadd__ = __isub__ = __imul__ = __itruediv__ = __ipow__ = __imatmul__ = __ifloordiv__ = __imod__ = _look
    __and__ = __or__ = __xor__ = __rand__ = __ror__ = __rxor__ = __invert__ = fill = sort = _look

    def __getattr__(self, name):
        if name in _METHODS:
            return lambda *args, **options: self.__array_function__(getattr(np, name), None, (self,) + args, options)
        self.graph.refuse(f'its attribute {name} is asked for')

    # Operators

    def __add__(self, other):
        return _first(self, other, 'add', lambda a, b: a + b)

    def __radd__(self, other):
        return _first(other, self, 'add', lambda a, b: a + b)

    def __sub__(self, other):
        return _first(self, other, 'subtract', lambda a, b: a - b)

    def __rsub__(self, other):
        return _first(other, self, 'subtract', lambda a, b: a - b)

    def __mul__(self, other):
        return _first(self, other, 'multiply', lambda a, b: a * b)

    def __rmul__(self, other):
        return _first(other, self, 'multiply', lambda a, b: a * b)

    def __truediv__(self, other):
        return _first(self, other, 'divide', lambda a, b: a / b)

    def __rtruediv__(self, other):
        return _first(other, self, 'divide', lambda a, b: a / b)

    def __pow__(self, other):
        return _first(self, other, 'power', lambda a, b: a ** b)

    def __rpow__(self, other):
        return _first(other, self, 'power', lambda a, b: a ** b)

    def __matmul__(self, other):
        return _first(self, other, 'matmul', lambda a, b: a @ b)

    def __rmatmul__(self, other):
        return _first(other, self, 'matmul', lambda a, b: a @ b)

    def __eq__(self, other):
        return _first(self, other, 'equal', lambda a, b: a == b)

    def __ne__(self, other):
        return _first(self, other, 'not_equal', lambda a, b: a != b)

    def __lt__(self, other):
        return _first(self, other, 'less', lambda a, b: a < b)

    def __le__(self, other):
        return _first(self, other, 'less_equal', lambda a, b: a <= b)

    def __gt__(self, other):
        return _first(self, other, 'greater', lambda a, b: a > b)

    def __ge__(self, other):
        return _first(self, other, 'greater_equal', lambda a, b: a >= b)

    def __neg__(self):
        return self.graph.note('negative', lambda a: -a, (self,))

    def __pos__(self):
        return self.graph.note('positive', lambda a: +a, (self,))

    def __abs__(self):
        return self.graph.note('absolute', lambda a: abs(a), (self,))

    def sigmoid(self, compute):
        return self.graph.note('sigmoid', compute, (self,))

    # NumPy's functions

    def __array_ufunc__(self, ufunc, method, *inputs, **options):
        for one in inputs:
            if not _is_plain(one) and hasattr(type(one), '__array_ufunc__'):
                return one.__array_ufunc__(ufunc, method, *inputs, **options)
        if method != '__call__' or options or not all(_is_plain(one) for one in inputs):
            self.graph.refuse(f'{ufunc.__name__} is called in another way')
        return self.graph.note(ufunc.__name__, ufunc, inputs)

    def __array_function__(self, function, types, args, options):
        name = function.__name__
        for one in args:
            if not _is_plain(one) and hasattr(type(one), '__array_function__'):
                return one.__array_function__(function, types, args, options)
        if name in self.graph.words:
            return self.graph.words[name](*args, **options)
        if name in _SHAPES:
            return function(*_value(tuple(args)), **options)
        if name in _REDUCTIONS and len(args) == 1 and set(options) <= {'axis', 'keepdims'}:
            return self.graph.note(name, lambda a: function(a, **options), args, dict(options))
        if name in ('asarray', 'asanyarray') and len(args) == 1 and not options:
            return self if self.stands_for_array else self.moved(function)
        if name in _MOVES and args[0] is self and not any(type(one) is Traced for one in args[1:]):
            return self.moved(lambda array: function(array, *args[1:], **options))
        if name == 'bincount' and set(options) == {'weights', 'minlength'} and type(args[0]) is not Traced:
            counted = lambda weights: function(*args, weights=weights, minlength=options['minlength'])
            return self.graph.note('scatter', counted, (options['weights'],), np.asarray(args[0]))
        if not options and all(_is_plain(one) for one in args):
            return self.graph.note(name, function, args)
        self.graph.refuse(f'{name} has no fast form')

    def moved(self, move):
        """What moves elements about, with the place that each comes from."""
        places = move(np.arange(self.size).reshape(self.shape))
        return self.graph.note('moved', move, (self,), np.asarray(places))

    def put(self, index, shape):
        """Zeros of a shape, with these elements at an index."""
        def place(values):
            result = np.zeros(shape)
            result[index] = values
            return result

        places = np.arange(np.size(np.zeros(shape))).reshape(shape)[index]
        return self.graph.note('place', place, (self,), np.asarray(places))

    def __getitem__(self, index):
        for part in index if isinstance(index, tuple) else (index,):
            if type(part) is Traced:
                self.graph.refuse('it is used as an index')
        return self.moved(lambda array: array[index])

    def __iter__(self):
        return iter([self[place] for place in range(self.shape[0])])

    # Attributes and methods of arrays

    T = property(lambda self: self.moved(np.transpose))

    def reshape(self, *shape, order='C'):
        return self.moved(lambda array: np.reshape(array, shape[0] if len(shape) == 1 else shape, order=order))

    def transpose(self, *axes):
        axes = None if not axes else axes[0] if len(axes) == 1 else axes
        return self.moved(lambda array: np.transpose(array, axes))

    def astype(self, dtype):
        return self.graph.note('astype', lambda array: np.asarray(array).astype(dtype), (self,))

    def copy(self, order='C'):
        return self.moved(lambda array: np.copy(array))

    def flatten(self):
        return self.moved(lambda array: np.copy(np.ravel(array)))


# The same function under another name.
_NAMES = {'absolute': 'abs', 'true_divide': 'divide', 'pow': 'power', 'amax': 'max', 'amin': 'min', 'acos': 'arccos',
          'asin': 'arcsin', 'atan': 'arctan', 'atan2': 'arctan2'}
_METHODS = 'sum mean max min ravel squeeze swapaxes dot clip repeat take diagonal'.split()
_SHAPES = 'shape ndim size zeros_like ones_like'.split()
_REDUCTIONS = 'sum mean max min amax amin'.split()
_MOVES = ('reshape ravel transpose swapaxes moveaxis squeeze expand_dims broadcast_to diagonal flip fliplr flipud rot90 '
          'matrix_transpose atleast_1d atleast_2d roll repeat tile take take_along_axis copy').split()


def trace(model, state, rows):
    """The graph of a step of a model on all rows, or on so many: its nodes, and the places of what it gives."""
    graph = Graph(model.words)
    given = [graph.add('given', (), None, one) for one in model.flat(state)]
    x, y = model.x, model.y
    if rows is not None:
        x, y = [graph.add('fed', (), None, np.array(one[:rows])) for one in (x, y)]
    loss, prediction, after = model.flat_step(given, state, x, y)
    return _outcome(graph, [loss, prediction] + after)


def trace_value(model, state):
    """The graph of the loss of the rows held out."""
    graph = Graph(model.words)
    given = [graph.add('given', (), None, one) for one in model.flat(state)]
    loss = model.value(model.unflat(given, state)[0], *model.held)
    return _outcome(graph, [loss, loss])


def _outcome(graph, results):
    return graph.nodes, [one.place if type(one) is Traced else -1 for one in results], graph.reason
