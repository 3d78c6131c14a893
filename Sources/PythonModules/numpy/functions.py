# Functions of functions, and polynomials, over what is built in.
import numpy as np


# Functions of Python's, element by element


class vectorize:
    def __init__(self, pyfunc=None, otypes=None, doc=None, excluded=None, cache=False, signature=None):
        if pyfunc is not None and not callable(pyfunc):
            raise TypeError('When used as a decorator, the first argument must be callable.' if isinstance(
                pyfunc, str) else 'pyfunc must be callable')
        self.pyfunc = pyfunc
        self.signature = signature
        self.cache = cache
        self.excluded = set() if excluded is None else set(excluded)
        self.__doc__ = doc
        if isinstance(otypes, str):
            for letter in otypes:
                if letter not in '?bBhHiIlLqQfd':
                    raise ValueError(f'Invalid otype specified: {letter}')
            self._types = [np.dtype(letter) for letter in otypes]
        elif otypes is None:
            self._types = None
        else:
            self._types = [np.dtype(one) for one in otypes]
        if signature is not None:
            self._inputs, self._outputs = _signature(signature)
        if pyfunc is not None:
            self.__name__ = getattr(pyfunc, '__name__', 'vectorized')

    def __call__(self, *args, **kwargs):
        if self.pyfunc is None:
            # Used with arguments before a function.
            return vectorize(args[0], self._types, self.__doc__, self.excluded, self.cache, self.signature)
        names = [name for name in kwargs if name not in self.excluded]
        places = [place for place in range(len(args)) if place not in self.excluded]
        if not self.excluded and not kwargs:
            function, values = self.pyfunc, list(args)
        else:
            given, options = list(args), dict(kwargs)

            def function(*parts):
                for number, place in enumerate(places):
                    given[place] = parts[number]
                for number, name in enumerate(names):
                    options[name] = parts[len(places) + number]
                return self.pyfunc(*given, **options)

            values = [args[place] for place in places] + [kwargs[name] for name in names]
        if self.signature is not None:
            return self._by_signature(function, values)
        if not values:
            return function()
        return self._each(function, values)

    def _each(self, function, values):
        arrays = [np.asarray(value) for value in values]
        try:
            arrays = np.broadcast_arrays(*arrays)
        except ValueError:
            shapes = ' '.join(str(array.shape).replace(' ', '') for array in arrays)
            raise ValueError(f'operands could not be broadcast together with shapes {shapes} ') from None
        shape = arrays[0].shape
        # Python's own numbers stand for elements, as NumPy has them where it calls a function.
        columns = [array.ravel() for array in arrays]
        count = columns[0].size
        if count == 0 and self._types is None:
            raise ValueError('cannot call `vectorize` on size 0 inputs unless `otypes` is set')
        if self._types is None:
            first = function(*[column[0] for column in columns])
            several = isinstance(first, tuple)
            parts = list(first) if several else [first]
            kinds = [np.asarray(part).dtype for part in parts]
            for part in parts:
                if np.ndim(part) > 0:
                    raise ValueError('setting an array element with a sequence.')
        else:
            several = len(self._types) > 1
            kinds = self._types
        found = [np.zeros(count, kind) for kind in kinds]
        lists = [column.tolist() for column in columns]
        for place in range(count):
            result = function(*[row[place] for row in lists])
            if several:
                for number, part in enumerate(result):
                    found[number][place] = _fitting(part, kinds[number])
            else:
                found[0][place] = _fitting(result, kinds[0])
        results = tuple(part.reshape(shape) for part in found)
        return results if several else results[0]

    def _by_signature(self, function, values):
        if len(values) != len(self._inputs):
            raise TypeError(f'wrong number of positional arguments: expected {len(self._inputs)}, got {len(values)}')
        arrays = [np.asarray(value) for value in values]
        lengths = {}
        loops = []
        for array, names in zip(arrays, self._inputs):
            if array.ndim < len(names):
                raise ValueError(f'{array.ndim}-dimensional argument does not have enough dimensions for all core '
                                 f'dimensions {_shown(names)}')
            core = array.shape[array.ndim - len(names):]
            for name, length in zip(names, core):
                if lengths.setdefault(name, length) != length:
                    raise ValueError(f'inconsistent size for core dimension {name!r}: {length} vs {lengths[name]}')
            loops.append(array.shape[:array.ndim - len(names)])
        outer = np.broadcast_shapes(*loops)
        arrays = [np.broadcast_to(array, outer + tuple(lengths[name] for name in names))
                  for array, names in zip(arrays, self._inputs)]
        found = None
        for place in np.ndindex(*outer):
            results = function(*[array[place] for array in arrays])
            count = len(results) if isinstance(results, tuple) else 1
            if count != len(self._outputs):
                raise ValueError(f'wrong number of outputs from pyfunc: expected {len(self._outputs)}, got {count}')
            parts = [np.asarray(part) for part in (results if len(self._outputs) > 1 else [results])]
            if found is None:
                for part, names in zip(parts, self._outputs):
                    for name, length in zip(names, part.shape[part.ndim - len(names):]):
                        if lengths.setdefault(name, length) != length:
                            raise ValueError(
                                f'inconsistent size for core dimension {name!r}: {length} vs {lengths[name]}')
                kinds = self._types or [part.dtype for part in parts]
                found = [np.zeros(outer + tuple(lengths[name] for name in names), kind)
                         for names, kind in zip(self._outputs, kinds)]
            for whole, part in zip(found, parts):
                whole[place] = part
        if found is None:
            if self._types is None:
                raise ValueError('cannot call `vectorize` on size 0 inputs unless `otypes` is set')
            if any(name not in lengths for names in self._outputs for name in names):
                raise ValueError(
                    'cannot call `vectorize` with a signature including new output dimensions on size 0 inputs')
            found = [np.zeros(outer + tuple(lengths[name] for name in names), kind)
                     for names, kind in zip(self._outputs, self._types)]
        return found[0] if len(found) == 1 else tuple(found)


def _fitting(value, kind):
    """What a cast of NumPy's leaves of a number."""
    if isinstance(value, (np.ndarray, np.generic)):
        value = value.item()
    return int(value) if kind.kind in 'iu' else bool(value) if kind.kind == 'b' else value


def _shown(names):
    return '(' + ', '.join(repr(name) for name in names) + (',)' if len(names) == 1 else ')')


def _signature(text):
    parts = text.replace(' ', '').split('->')
    if len(parts) != 2:
        raise ValueError(f'not a valid gufunc signature: {text}')
    lists = []
    for part in parts:
        if not (part.startswith('(') and part.endswith(')')):
            raise ValueError(f'not a valid gufunc signature: {text}')
        lists.append([tuple(name for name in names.split(',') if name) for names in part[1:-1].split('),(')])
    return lists


def fromfunction(function, shape, *, dtype=float, like=None, **kwargs):
    return function(*np.indices(shape, dtype=dtype), **kwargs)


def fromiter(iter, dtype, count=-1, *, like=None):
    kind = np.dtype(dtype)
    values = []
    for value in iter:
        if len(values) == count:
            break
        values.append(value)
    if count > len(values):
        raise ValueError(f'iterator too short: Expected {count} but iterator had only {len(values)} items.')
    found = np.zeros(len(values), kind)
    for place, value in enumerate(values):
        found[place] = value
    return found


# Polynomials


def _trimmed(values):
    """Coefficients without zeros in front."""
    places = np.nonzero(values)[0]
    return values[places[0]:] if len(places) else values[:0]


def poly(seq_of_zeros):
    zeros = np.atleast_1d(seq_of_zeros)
    if zeros.ndim == 2 and zeros.shape[0] == zeros.shape[1] and zeros.shape[0] != 0:
        zeros = np.linalg.eigvals(zeros)
    elif zeros.ndim != 1:
        raise ValueError('input must be 1d or non-empty square 2d array.')
    if len(zeros) == 0:
        return 1.0
    if zeros.dtype.kind != 'f':
        zeros = zeros.astype(float)
    found = np.ones((1,), dtype=zeros.dtype)
    for zero in zeros:
        found = np.convolve(found, np.array([1, -zero], dtype=zeros.dtype), mode='full')
    return found


def roots(p):
    p = np.atleast_1d(p)
    if p.ndim != 1:
        raise ValueError('Input must be a rank-1 array.')
    places = np.nonzero(np.ravel(p))[0]
    if len(places) == 0:
        return np.array([])
    trailing = len(p) - places[-1] - 1
    p = p[int(places[0]):int(places[-1]) + 1]
    if p.dtype.kind != 'f':
        p = p.astype(float)
    count = len(p)
    if count > 1:
        companion = np.diag(np.ones((count - 2,), p.dtype), -1)
        companion[0, :] = -p[1:] / p[0]
        found = np.linalg.eigvals(companion)
    else:
        found = np.array([])
    return np.hstack((found, np.zeros(trailing, found.dtype)))


def _coefficients(p):
    return p.coeffs if isinstance(p, poly1d) else p


def _wrapped(value, *given):
    return poly1d(value) if any(isinstance(one, poly1d) for one in given) else value


def polyval(p, x):
    p = np.asarray(_coefficients(p))
    if isinstance(x, poly1d):
        found = 0
    else:
        x = np.asarray(x)
        found = np.zeros(x.shape, x.dtype)
    for coefficient in p:
        found = found * x + coefficient
    return found


def polyadd(a1, a2):
    return _summed(np.add, a1, a2)


def polysub(a1, a2):
    return _summed(np.subtract, a1, a2)


def _summed(function, a1, a2):
    first, second = np.atleast_1d(_coefficients(a1)), np.atleast_1d(_coefficients(a2))
    difference = len(second) - len(first)
    if difference > 0:
        first = np.concatenate((np.zeros(difference, first.dtype), first))
    elif difference < 0:
        second = np.concatenate((np.zeros(-difference, second.dtype), second))
    return _wrapped(function(first, second), a1, a2)


def polymul(a1, a2):
    first, second = poly1d(a1), poly1d(a2)
    return _wrapped(np.convolve(first.coeffs, second.coeffs), a1, a2)


def polydiv(u, v):
    first = np.atleast_1d(_coefficients(u)) + 0.0
    second = np.atleast_1d(_coefficients(v)) + 0.0
    quotient_length = max(len(first) - len(second) + 1, 1)
    quotient = np.zeros(quotient_length, np.result_type(first.dtype, second.dtype))
    rest = first.astype(quotient.dtype)
    scale = 1.0 / second[0]
    for place in range(len(first) - len(second) + 1):
        factor = scale * rest[place]
        quotient[place] = factor
        rest[place:place + len(second)] = rest[place:place + len(second)] - factor * second
    while abs(rest[0]) <= 1e-8 and rest.shape[-1] > 1:
        rest = rest[1:]
    return _wrapped(quotient, u, v), _wrapped(rest, u, v)


def polyder(p, m=1):
    m = int(m)
    if m < 0:
        raise ValueError('Order of derivative must be positive (see polyint)')
    values = np.asarray(_coefficients(p))
    for _ in range(m):
        values = values[:-1] * np.arange(len(values) - 1, 0, -1)
    return _wrapped(values, p)


def polyint(p, m=1, k=None):
    m = int(m)
    if m < 0:
        raise ValueError('Order of integral must be positive (see polyder)')
    constants = np.zeros(m, float) if k is None else np.atleast_1d(k)
    if len(constants) == 1 and m > 1:
        constants = constants[0] * np.ones(m, float)
    if len(constants) < m:
        raise ValueError('k must be a scalar or a rank-1 array of length 1 or >m.')
    values = np.asarray(_coefficients(p))
    for place in range(m):
        values = np.concatenate((values / np.arange(len(values), 0, -1), [constants[place]]))
    return _wrapped(values, p)


class poly1d:
    __hash__ = None

    def __init__(self, c_or_r, r=False, variable=None):
        self.variable = 'x'
        if isinstance(c_or_r, poly1d):
            self.variable = c_or_r.variable
            values = c_or_r.coeffs
        else:
            if r:
                c_or_r = poly(c_or_r)
            values = np.atleast_1d(c_or_r)
            if values.ndim > 1:
                raise ValueError('Polynomial must be 1d only.')
            values = _trimmed(values)
            if len(values) == 0:
                values = np.zeros(1, values.dtype)
        if variable is not None:
            self.variable = variable
        self.coeffs = values

    @property
    def c(self):
        return self.coeffs

    @property
    def coef(self):
        return self.coeffs

    @property
    def coefficients(self):
        return self.coeffs

    @property
    def order(self):
        return len(self.coeffs) - 1

    @property
    def o(self):
        return self.order

    @property
    def roots(self):
        return roots(self.coeffs)

    @property
    def r(self):
        return self.roots

    def __array__(self, t=None, copy=None):
        return np.asarray(self.coeffs, t) if t else np.asarray(self.coeffs)

    def __repr__(self):
        return f'poly1d({repr(self.coeffs)[6:-1]})'

    def __len__(self):
        return self.order

    def __str__(self):
        terms = ''
        powers = []
        real = [f'{value:.4g}' for value in self.coeffs.tolist()]
        count = len(real)
        for place, text in enumerate(real):
            if text.endswith('.0000'):
                text = text[:-5]
            power = count - 1 - place
            if power == 0:
                term = text if text != '0' or not terms and place == 0 else ''
            elif power == 1:
                term = '' if text == '0' else self.variable if text == 'b' else f'{text} {self.variable}'
            else:
                term = '' if text == '0' else f'{text} {self.variable}**{power}'
            if place == 0:
                terms = term
            elif term:
                terms = f'{terms} - {term[1:]}' if term.startswith('-') else f'{terms} + {term}'
        return _raised(terms)

    def __call__(self, val):
        return polyval(self.coeffs, val)

    def __neg__(self):
        return poly1d(-self.coeffs)

    def __pos__(self):
        return self

    def __mul__(self, other):
        if np.isscalar(other):
            return poly1d(self.coeffs * other)
        return poly1d(polymul(self.coeffs, poly1d(other).coeffs))

    def __rmul__(self, other):
        if np.isscalar(other):
            return poly1d(other * self.coeffs)
        return poly1d(polymul(self.coeffs, poly1d(other).coeffs))

    def __add__(self, other):
        return poly1d(polyadd(self.coeffs, poly1d(other).coeffs))

    __radd__ = __add__

    def __pow__(self, val):
        if not np.isscalar(val) or int(val) != val or val < 0:
            raise ValueError('Power to non-negative integers only.')
        found = [1]
        for _ in range(val):
            found = polymul(self.coeffs, found)
        return poly1d(found)

    def __sub__(self, other):
        return poly1d(polysub(self.coeffs, poly1d(other).coeffs))

    def __rsub__(self, other):
        return poly1d(polysub(poly1d(other).coeffs, self.coeffs))

    def __truediv__(self, other):
        if np.isscalar(other):
            return poly1d(self.coeffs / other)
        return polydiv(self, poly1d(other))

    def __rtruediv__(self, other):
        if np.isscalar(other):
            return poly1d(other / self.coeffs)
        return polydiv(poly1d(other), self)

    def __eq__(self, other):
        if not isinstance(other, poly1d):
            return NotImplemented
        if self.coeffs.shape != other.coeffs.shape:
            return False
        return bool((self.coeffs == other.coeffs).all())

    def __ne__(self, other):
        if not isinstance(other, poly1d):
            return NotImplemented
        return not self.__eq__(other)

    def __getitem__(self, val):
        place = self.order - val
        if val > self.order or val < 0:
            return self.coeffs.dtype.type(0)
        return self.coeffs[place]

    def __setitem__(self, key, val):
        place = self.order - key
        if key < 0:
            raise ValueError('Does not support negative powers.')
        if key > self.order:
            self.coeffs = np.concatenate((np.zeros(key - self.order, self.coeffs.dtype), self.coeffs))
            place = 0
        self.coeffs[place] = val

    def __iter__(self):
        return iter(self.coeffs)

    def integ(self, m=1, k=0):
        return poly1d(polyint(self.coeffs, m=m, k=k))

    def deriv(self, m=1):
        return poly1d(polyder(self.coeffs, m=m))


def _raised(text, width=70):
    """The powers of a polynomial in a line above it."""
    above = below = ''
    found = ' '
    place = 0
    while (star := text.find('**', place)) >= 0:
        end = star + 2
        while end < len(text) and text[end].isdigit():
            end += 1
        power, part = text[star + 2:end], text[place:star]
        place = end
        under = part + ' ' * (len(power) - 1)
        over = ' ' * (len(part) - 1) + power
        if len(below) + len(under) > width or len(above) + len(over) > width:
            found += above + '\n' + below + '\n '
            above, below = over, under
        else:
            below += under
            above += over
    return found + above + '\n' + below + text[place:]


def vander(x, N=None, increasing=False):
    x = np.asarray(x)
    if x.ndim != 1:
        raise ValueError('x must be a one-dimensional array or sequence.')
    if N is None:
        N = len(x)
    found = np.zeros((len(x), N), dtype=np.result_type(x.dtype, int))
    turned = found if increasing else found[:, ::-1]
    if N > 0:
        turned[:, 0] = 1
    if N > 1:
        turned[:, 1:] = x[:, None]
        turned[:, 1:] = np.cumprod(turned[:, 1:], axis=1)
    return found


# Products


def tensordot(a, b, axes=2):
    a, b = np.asarray(a), np.asarray(b)
    try:
        iter(axes)
    except TypeError:
        left = list(range(-axes, 0))
        right = list(range(axes))
    else:
        left, right = axes
        left = list(left) if isinstance(left, (list, tuple, np.ndarray)) else [left]
        right = list(right) if isinstance(right, (list, tuple, np.ndarray)) else [right]
    fits = len(left) == len(right)
    if fits:
        for first, second in zip(left, right):
            if a.shape[first] != b.shape[second]:
                fits = False
                break
    if not fits:
        raise ValueError('shape-mismatch for sum')
    left = [one + a.ndim if one < 0 else one for one in left]
    right = [one + b.ndim if one < 0 else one for one in right]
    if len(set(left)) != len(left) or len(set(right)) != len(right):
        raise ValueError('tensordot: an axis is named twice')
    rest_left = [one for one in range(a.ndim) if one not in left]
    rest_right = [one for one in range(b.ndim) if one not in right]
    count = 1
    for one in left:
        count *= a.shape[one]
    shape = tuple(a.shape[one] for one in rest_left) + tuple(b.shape[one] for one in rest_right)
    rows = 1
    for one in rest_left:
        rows *= a.shape[one]
    columns = 1
    for one in rest_right:
        columns *= b.shape[one]
    first = a.transpose(rest_left + left).reshape((rows, count))
    second = b.transpose(right + rest_right).reshape((count, columns))
    return np.dot(first, second).reshape(shape)


def vecdot(x1, x2, /, out=None, *, axis=-1):
    first, second = np.asarray(x1), np.asarray(x2)
    for number, part in enumerate((first, second)):
        if part.ndim == 0:
            raise ValueError(f'vecdot: Input operand {number} does not have enough dimensions (has 0, gufunc core with '
                             'signature (n),(n)->() requires 1)')
    first, second = np.moveaxis(first, axis, -1), np.moveaxis(second, axis, -1)
    return np.matmul(first[..., None, :], second[..., :, None])[..., 0, 0][()]


def matvec(x1, x2, /, out=None):
    return np.matmul(np.asarray(x1), np.asarray(x2)[..., None])[..., 0][()]


def vecmat(x1, x2, /, out=None):
    return np.matmul(np.asarray(x1)[..., None, :], np.asarray(x2))[..., 0, :]


# Order


def partition(a, kth, axis=-1, kind='introselect', order=None):
    if np.ndim(a) == 0 and axis is not None:
        raise np.exceptions.AxisError(f'axis {axis} is out of bounds for array of dimension 0')
    return _partitioned(np.sort, a, kth, axis, kind)


def argpartition(a, kth, axis=-1, kind='introselect', order=None):
    return _partitioned(np.argsort, a, kth, axis, kind)


def _partitioned(function, a, kth, axis, kind):
    a = np.asarray(a)
    if kind != 'introselect':
        raise ValueError(f"select kind must be one of 'introselect' (got '{kind}')" if isinstance(kind, str)
                         else 'select kind must be a string')
    places = np.asarray(kth)
    if places.dtype.kind not in 'iu':
        if places.dtype.kind == 'b':
            raise ValueError('Booleans unacceptable as partition index')
        raise TypeError('Partition index must be integer')
    if axis is None:
        a, axis = a.ravel(), 0
    if a.ndim == 0:
        a = a.reshape(1)
    if a.size == 0:
        return function(a, axis=axis)
    if not -a.ndim <= axis < a.ndim:
        raise np.exceptions.AxisError(f'axis {axis} is out of bounds for array of dimension {a.ndim}')
    length = a.shape[axis]
    for place in places.ravel().tolist():
        if not -length <= place < length:
            raise ValueError(f'kth(={place + length if place < 0 else place}) out of bounds ({length})')
    return function(a, axis=axis)
