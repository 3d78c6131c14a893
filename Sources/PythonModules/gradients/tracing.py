# Gradients by reverse accumulation. A function runs on variables, which write what is done with them on a tape; the tape
# is then walked back, a rule an operation. NumPy's functions come here by NumPy's own protocols, so that no other module
# knows of it, and that the same text runs under Python.
import numpy as np


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
        if not _is_array(plain(self)):
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
