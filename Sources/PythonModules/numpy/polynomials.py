# Polynomials


def _trimmed(values):
    """Coefficients without zeros in front."""
    places = np.nonzero(values)[0]
    return values[places[0]:] if len(places) else values[:0]


def poly(seq_of_zeros):
    if np.ndim(seq_of_zeros) == 0 and not isinstance(seq_of_zeros, (str, np.ndarray)):
        raise TypeError('poly takes a sequence of roots, or a square matrix')
    zeros = np.atleast_1d(seq_of_zeros)
    if zeros.ndim == 2 and zeros.shape[0] == zeros.shape[1] and zeros.shape[0] != 0:
        zeros = np.linalg.eigvals(zeros)
    elif zeros.ndim != 1:
        raise ValueError('input must be 1d or non-empty square 2d array.')
    if len(zeros) == 0:
        return 1.0
    if zeros.dtype.kind not in 'fc':
        zeros = zeros.astype(float)
    found = np.ones((1,), dtype=zeros.dtype)
    for zero in zeros:
        found = np.convolve(found, np.array([1, -zero], dtype=zeros.dtype), mode='full')
    if found.dtype.kind == 'c' and np.all(np.sort(zeros) == np.sort(zeros.conjugate())):
        # Pairs of conjugate zeros make a polynomial with real coefficients.
        return found.real.copy()
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
    if p.dtype.kind not in 'fc':
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
    for _ in range(min(m, len(values))):
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
