# Draws of several numbers at a time, and the states of streams. None stands for the session's stream.
import numpy as np


def _stream(self):
    return np.random if self is None else self


def _shape(size):
    return () if size is None else (size,) if isinstance(size, (int, np.integer)) else tuple(size)


def _count(shape):
    count = 1
    for length in shape:
        count *= length
    return count


def _words_of(count, self):
    """So many bytes, four of a word each."""
    # Division truncates as in C, so 0 bytes draw a word, too.
    words = (count - 1) // 4 + 1 if count > 0 else 1 - (1 - count) // 4
    if self is None:
        drawn = np.random.randint(0, 2**32, words, dtype=np.uint32)
    elif hasattr(self, 'randint'):
        drawn = self.randint(0, 2**32, words, dtype=np.uint32)
    else:
        drawn = self.integers(0, 2**32, words, dtype=np.uint32)
    return drawn.tobytes()[:count]


def bytes(self, length):
    return _words_of(length, self)


legacy_bytes = bytes


# Outcomes


def _outcomes(pvals):
    if not np.all((0 <= pvals) & (pvals <= 1)):
        raise ValueError('pvals < 0, pvals > 1 or pvals contains NaNs')
    for row in pvals:
        # Kahan summation.
        total, rest = row[0], 0.0
        for share in row[1:-1]:
            part = share - rest
            sum = total + part
            rest = (sum - total) - part
            total = sum
        if len(row) > 1 and total > 1 + 1e-12:
            raise ValueError('sum(pvals[:-1]) > 1.0')


def legacy_multinomial(self, n, pvals, size=None):
    shape = _shape(size)
    if not isinstance(pvals, (list, tuple, np.ndarray)):
        raise TypeError('pvals must be a 1-d sequence')
    shares = np.asarray(pvals, dtype=float)
    if shares.ndim > 1:
        raise ValueError('setting an array element with a sequence. The requested array would exceed the maximum number '
                         'of dimension of 1.')
    if n < 0:
        raise ValueError('n < 0')
    if shares.size == 0:
        return np.zeros(shape + (0,), int)
    _outcomes(shares.reshape(1, -1))
    return _multinomial(self, np.full(_count(shape), n), shares.reshape(1, -1)).reshape(shape + (-1,))


def multinomial(self, n, pvals, size=None):
    shares = np.asarray(pvals, dtype=float)
    if shares.ndim == 0 or shares.shape[-1] == 0:
        raise ValueError('pvals must have at least 1 dimension and the last dimension of pvals must be greater than 0.')
    width = shares.shape[-1]
    _outcomes(shares.reshape(-1, width))
    trials = np.asarray(n)
    if trials.dtype.kind not in 'biu':
        if trials.ndim:
            raise TypeError("Cannot cast array data from dtype('float64') to dtype('int64') according to the rule 'safe'")
        trials = trials.astype(int)
    if np.any(trials < 0):
        raise ValueError('n < 0')
    shape = np.broadcast_shapes(trials.shape, shares.shape[:-1])
    if size is not None:
        wanted = _shape(size)
        if np.broadcast_shapes(shape, wanted) != wanted:
            raise ValueError(f'Output size {wanted} is not compatible with broadcast dimensions of inputs {shape}.')
        shape = wanted
    trials = np.broadcast_to(trials, shape).reshape(-1)
    if shares.ndim > 1:
        shares = np.broadcast_to(shares, shape + (width,))
    return _multinomial(self, trials, shares.reshape(-1, width)).reshape(shape + (width,))


# Numbers that sum to 1


def _shares(alpha):
    len(alpha)
    shapes = np.asarray(alpha, dtype=float)
    if shapes.ndim > 1:
        raise ValueError('setting an array element with a sequence. The requested array would exceed the maximum number '
                         'of dimension of 1.')
    return shapes


def legacy_dirichlet(self, alpha, size=None):
    shapes = _shares(alpha)
    if np.any(shapes <= 0):
        raise ValueError('alpha <= 0')
    return _rows(self, shapes, _shape(size))


def dirichlet(self, alpha, size=None):
    shapes = _shares(alpha)
    if np.any(shapes < 0):
        raise ValueError('alpha < 0')
    return _rows(self, shapes, _shape(size))


def _rows(self, shapes, shape):
    if shapes.size == 0:
        return np.zeros(shape + (0,))
    return _dirichlet(self, shapes, _count(shape)).reshape(shape + (-1,))


# Multivariate normal numbers


def _checked_normal(mean, cov, size):
    mean, cov = np.array(mean), np.array(cov)
    if mean.ndim != 1:
        raise ValueError('mean must be 1 dimensional')
    if cov.ndim != 2 or cov.shape[0] != cov.shape[1]:
        raise ValueError('cov must be 2 dimensional and square')
    if mean.shape[0] != cov.shape[0]:
        raise ValueError('mean and cov must have same length')
    return mean, cov.astype(float), _shape(size) + (mean.shape[0],)


def _told(check_valid, is_valid):
    if check_valid not in ('warn', 'raise'):
        raise ValueError("check_valid must equal 'warn', 'raise', or 'ignore'")
    if not is_valid:
        if check_valid == 'raise':
            raise ValueError('covariance is not symmetric positive-semidefinite.')
        _warn('covariance is not symmetric positive-semidefinite.')


def legacy_multivariate_normal(self, mean, cov, size=None, check_valid='warn', tol=1e-8):
    mean, cov, shape = _checked_normal(mean, cov, size)
    drawn = _stream(self).standard_normal(shape).reshape(-1, mean.shape[0])
    u, s, v = np.linalg.svd(cov)
    if check_valid != 'ignore':
        _told(check_valid, np.allclose(np.dot(v.T * s, v), cov, rtol=tol, atol=tol))
    found = np.dot(drawn, np.sqrt(s)[:, None] * v)
    found += mean
    return found.reshape(shape)


def multivariate_normal(self, mean, cov, size=None, check_valid='warn', tol=1e-8, *, method='svd'):
    if method not in ('eigh', 'svd', 'cholesky'):
        raise ValueError("method must be one of {'eigh', 'svd', 'cholesky'}")
    mean, cov, shape = _checked_normal(mean, cov, size)
    drawn = self.standard_normal(shape).reshape(-1, mean.shape[0])
    if method == 'svd':
        u, s, vh = np.linalg.svd(cov)
    elif method == 'eigh':
        s, u = np.linalg.eigh(cov)
    if check_valid != 'ignore' and method != 'cholesky':
        _told(check_valid, np.allclose(np.dot(vh.T * s, vh), cov, rtol=tol, atol=tol) if method == 'svd'
              else not np.any(s < -tol))
    if method == 'cholesky':
        factor = np.linalg.cholesky(cov)
    elif method == 'eigh':
        factor = u * np.sqrt(abs(s))
    else:
        factor = u * np.sqrt(s)
    found = np.dot(drawn, factor.T)
    found += mean
    return found.reshape(shape)


# Urns


def multivariate_hypergeometric(self, colors, nsample, size=None, method='marginals'):
    if method not in ('count', 'marginals'):
        raise ValueError('method must be "count" or "marginals".')
    given = np.asarray(colors)
    if given.ndim != 1 or given.size and (given.dtype.kind not in 'iu' or np.any(given < 0)):
        raise ValueError('colors must be a one-dimensional sequence of nonnegative integers not exceeding '
                         '9223372036854775807.')
    total = int(given.sum())
    if nsample < 0:
        raise ValueError('nsample must be nonnegative.')
    if nsample > total:
        raise ValueError('nsample > sum(colors)')
    if method == 'marginals' and total >= 1000000000:
        raise ValueError('When method is "marginals", sum(colors) must be less than 1000000000.')
    shape = _shape(size)
    if given.size == 0:
        return np.zeros(shape + (0,), int)
    return _urn(self, given, nsample, _count(shape), method == 'count').reshape(shape + (-1,))


# Permutations


def permuted(self, x, *, axis=None, out=None):
    if out is not None and not isinstance(out, np.ndarray):
        raise TypeError('out must be a numpy array')
    if np.ndim(x) == 0:
        raise TypeError('len() of unsized object')
    source = np.asarray(x)
    if out is not None and out.shape != source.shape:
        raise ValueError('out must have the same shape as x')
    if axis is None:
        found = self.permutation(source.reshape(-1)).reshape(source.shape)
    else:
        if not isinstance(axis, int) or isinstance(axis, bool):
            if not hasattr(axis, '__index__') or isinstance(axis, np.ndarray) and axis.ndim > 0:
                raise TypeError(f"'{type(axis).__name__}' object cannot be interpreted as an integer")
            axis = axis.__index__()
        if not -2 ** 63 <= axis < 2 ** 63:
            raise OverflowError('Python int too large to convert to C long')
        if not -source.ndim <= axis < source.ndim:
            raise np.exceptions.AxisError(f'axis {axis} is out of bounds for array of dimension {source.ndim}')
        moved = np.moveaxis(source, axis, -1)
        rows = moved.reshape(-1, moved.shape[-1]).copy()
        for place in range(rows.shape[0]):
            rows[place] = self.permutation(rows[place])
        found = np.moveaxis(rows.reshape(moved.shape), -1, axis).copy()
    if out is None:
        return found
    out[...] = found
    return out


def legacy_random_integers(self, low, high=None, size=None):
    from warnings import warn
    if high is None:
        low, high = 1, low
    warn(f'This function is deprecated. Please call randint({low}, {high} + 1) instead', DeprecationWarning)
    drawn = _stream(self).randint(low, int(high) + 1, size)
    return drawn if isinstance(drawn, np.ndarray) else np.int64(drawn)


# States of streams


def legacy_get_state(self, legacy=True):
    words = _stream_state(self)
    key, place = np.array(words[:624], dtype=np.uint32), words[624]
    waits, gauss = words[625], words[626] if words[625] else 0.0
    if legacy:
        return 'MT19937', key, place, waits, float(gauss)
    return {'bit_generator': 'MT19937', 'state': {'key': key, 'pos': place}, 'has_gauss': waits, 'gauss': float(gauss)}


def legacy_set_state(self, state):
    if isinstance(state, dict):
        if 'bit_generator' not in state or 'state' not in state:
            raise ValueError('state dictionary is not valid.')
        name, key, place = state['bit_generator'], state['state']['key'], state['state']['pos']
        waits, gauss = state.get('has_gauss', 0), state.get('gauss', 0.0)
    elif isinstance(state, (tuple, list)):
        if len(state) not in (3, 5):
            raise ValueError('set_state can only be used with legacy MT19937 state instances.')
        name, key, place = state[:3]
        waits, gauss = state[3:] if len(state) > 3 else (0, 0.0)
    else:
        raise TypeError('state must be a dict or a tuple.')
    if name != 'MT19937':
        raise ValueError('set_state can only be used with legacy MT19937 state instances.')
    words = np.concatenate((np.asarray(key).astype(int), [place]))
    _set_stream_state(self, words, float(gauss) if waits else None)
