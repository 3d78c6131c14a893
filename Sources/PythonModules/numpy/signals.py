# Signals


def _signals(a, v):
    if a.ndim == 0 or v.ndim == 0:
        raise ValueError('object of too small depth for desired array')
    if a.ndim > 1 or v.ndim > 1:
        raise ValueError('object too deep for desired array')
    return a, v


_MODES = {'valid': 0, 'same': 1, 'full': 2}


def _mode(mode):
    if isinstance(mode, str):
        if mode in _MODES:
            return _MODES[mode]
        raise ValueError(f"mode must be one of 'valid', 'same', or 'full' (got '{mode}')")
    if isinstance(mode, bool) or not isinstance(mode, (int, np.integer)):
        raise TypeError('convolve/correlate mode not understood')
    if mode in (0, 1, 2):
        return mode
    raise ValueError('integer convolve/correlate mode must be 0, 1, or 2')


def _dot(a, b):
    """The product of two rows, 0 without a sign."""
    if a.dtype == np.float32 and len(a) < 32:
        # For a few float32 elements, NumPy's product accumulates in double precision.
        return np.float32(np.cumsum((a * b).astype(float))[-1] + 0.0)
    return np.dot(a, b) + 0


def _correlated(a, v, mode):
    """The sums of products of a with v moved along it, in the order of NumPy's sums."""
    kind = np.result_type(a.dtype, v.dtype)
    a, v = a.astype(kind), v.astype(kind)
    turned = len(a) < len(v)
    if turned:
        a, v = v, a
    length, count = len(a), len(v)
    if mode == 0:
        left = right = 0
        total = length - count + 1
    elif mode == 1:
        left = count // 2
        right = count - left - 1
        total = length
    else:
        left = right = count - 1
        total = length + count - 1
    found = np.zeros(total, kind)
    for place in range(left):
        size = count - left + place
        found[place] = _dot(a[:size], v[left - place:])
    middle = length - count + 1
    if count <= 11 and kind.kind not in 'bc':
        # For a few weights, NumPy's loop adds one product after another.
        part = a[:middle] * v[0]
        for place in range(1, count):
            part = part + a[place:place + middle] * v[place]
        found[left:left + middle] = part + kind.type(0) if kind.kind == 'f' else part
    else:
        for place in range(middle):
            found[left + place] = _dot(a[place:place + count], v)
    for place in range(right):
        found[left + middle + place] = _dot(a[middle + place:], v[:count - 1 - place])
    return found[::-1].copy() if turned else found


def correlate(a, v, mode='valid'):
    a, v = _signals(np.asarray(a), np.asarray(v))
    if len(a) == 0:
        raise ValueError('first array argument cannot be empty')
    if len(v) == 0:
        raise ValueError('second array argument cannot be empty')
    return _correlated(a, np.conj(v) if v.dtype.kind == 'c' else v, _mode(mode))


def convolve(a, v, mode='full'):
    a, v = _signals(np.atleast_1d(a), np.atleast_1d(v))
    if len(a) == 0:
        raise ValueError('a cannot be empty')
    if len(v) == 0:
        raise ValueError('v cannot be empty')
    if len(v) > len(a):
        a, v = v, a
    return _correlated(a, v[::-1], _mode(mode))


def ediff1d(ary, to_end=None, to_begin=None):
    values = np.asarray(ary).ravel()
    parts = []
    for name, part in (('to_begin', to_begin), ('', None), ('to_end', to_end)):
        if name == '':
            parts.append(values[1:] - values[:-1])
        elif part is not None:
            part = np.asarray(part)
            if not np.can_cast(part.dtype, values.dtype, 'same_kind'):
                raise TypeError(
                    f'dtype of `{name}` must be compatible with input `ary` under the `same_kind` rule.')
            parts.append(part.ravel().astype(values.dtype))
    return parts[0] if len(parts) == 1 else np.concatenate(parts)


def unwrap(p, discont=None, axis=-1, *, period=6.283185307179586):
    values = np.asarray(p)
    change = np.diff(values, axis=axis)
    if discont is None:
        discont = period / 2
    kind = np.result_type(change.dtype, period)
    if kind.kind in 'iu':
        high, odd = divmod(period, 2)
        ambiguous = odd == 0
    else:
        high = period / 2
        ambiguous = True
    low = -high
    turned = np.mod(change - low, period) + low
    if ambiguous:
        turned[(turned == low) & (change > 0)] = high
    correction = turned - change
    correction[np.abs(change) < discont] = 0
    found = values.astype(kind)
    index = [slice(None)] * found.ndim
    index[axis] = slice(1, None)
    found[tuple(index)] = values[tuple(index)] + correction.cumsum(axis)
    return found


def sinc(x):
    x = np.asarray(x)
    if x.dtype.kind in 'iub':
        x = x.astype(float)
    y = np.pi * np.where(x == 0, np.finfo(x.dtype).tiny if x.dtype == np.float32 else 1e-20, x)
    return np.sin(y) / y


# Windows


def _window(M):
    values = np.array([0.0, M])
    M = values[1]
    if M < 1:
        return None, np.array([], dtype=values.dtype)
    if M == 1:
        return None, np.ones(1, dtype=values.dtype)
    return M, np.arange(1 - M, M, 2)


def bartlett(M):
    M, n = _window(M)
    if M is None:
        return n
    return np.where(n <= 0, 1 + n / (M - 1), 1 - n / (M - 1))


def blackman(M):
    M, n = _window(M)
    if M is None:
        return n
    return 0.42 + 0.5 * np.cos(np.pi * n / (M - 1)) + 0.08 * np.cos(2.0 * np.pi * n / (M - 1))


def hanning(M):
    M, n = _window(M)
    if M is None:
        return n
    return 0.5 + 0.5 * np.cos(np.pi * n / (M - 1))


def hamming(M):
    M, n = _window(M)
    if M is None:
        return n
    return 0.54 + 0.46 * np.cos(np.pi * n / (M - 1))


# Sets


def setxor1d(ar1, ar2, assume_unique=False):
    for part in (ar1, ar2):
        if assume_unique and type(part) is int and not -2 ** 63 <= part < 2 ** 63:
            raise OverflowError('Python int too large to convert to C long')
    first, second = np.asarray(ar1), np.asarray(ar2)
    if not assume_unique:
        first, second = np.unique(first), np.unique(second)
    both = np.sort(np.concatenate((first, second), axis=None))
    if both.size == 0:
        return both
    changes = np.concatenate(([True], both[1:] != both[:-1], [True]))
    return both[changes[1:] & changes[:-1]]


def cumulative_sum(x, /, *, axis=None, dtype=None, out=None, include_initial=False):
    return _cumulative(np.cumsum, x, axis, dtype, include_initial, 0)


def cumulative_prod(x, /, *, axis=None, dtype=None, out=None, include_initial=False):
    return _cumulative(np.cumprod, x, axis, dtype, include_initial, 1)


def _cumulative(function, x, axis, dtype, include_initial, first):
    x = np.atleast_1d(x)
    if axis is None:
        if x.ndim > 1:
            raise ValueError('For arrays which have more than one dimension ``axis`` argument is required.')
        axis = 0
    found = function(x, axis=axis, dtype=dtype)
    if include_initial:
        shape = list(x.shape)
        shape[axis] = 1
        found = np.concatenate([np.full(shape, first, dtype=found.dtype), found], axis=axis)
    return found


# The modified Bessel function of order 0, and the Kaiser window based on it


# Chebyshev coefficients of exp(-x) I0(x) from 0 to 8, and of exp(-x) sqrt(x) I0(x) beyond (Cephes).
_SMALL = [
    -4.4153416464793395e-18, 3.3307945188222384e-17, -2.431279846547955e-16, 1.715391285555133e-15,
    -1.1685332877993451e-14, 7.676185498604936e-14, -4.856446783111929e-13, 2.95505266312964e-12,
    -1.726826291441556e-11, 9.675809035373237e-11, -5.189795601635263e-10, 2.6598237246823866e-09,
    -1.300025009986248e-08, 6.046995022541919e-08, -2.670793853940612e-07, 1.1173875391201037e-06,
    -4.4167383584587505e-06, 1.6448448070728896e-05, -5.754195010082104e-05, 0.00018850288509584165,
    -0.0005763755745385824, 0.0016394756169413357, -0.004324309995050576, 0.010546460394594998, -0.02373741480589947,
    0.04930528423967071, -0.09490109704804764, 0.17162090152220877, -0.3046826723431984, 0.6767952744094761
]
_LARGE = [
    -7.233180487874754e-18, -4.830504485944182e-18, 4.46562142029676e-17, 3.461222867697461e-17,
    -2.8276239805165836e-16, -3.425485619677219e-16, 1.7725601330565263e-15, 3.8116806693526224e-15,
    -9.554846698828307e-15, -4.150569347287222e-14, 1.54008621752141e-14, 3.8527783827421426e-13,
    7.180124451383666e-13, -1.7941785315068062e-12, -1.3215811840447713e-11, -3.1499165279632416e-11,
    1.1889147107846439e-11, 4.94060238822497e-10, 3.3962320257083865e-09, 2.266668990498178e-08,
    2.0489185894690638e-07, 2.8913705208347567e-06, 6.889758346916825e-05, 0.0033691164782556943, 0.8044904110141088
]


def _clenshaw(x, coefficients):
    first, second, third = coefficients[0], 0.0, 0.0
    for coefficient in coefficients[1:]:
        third = second
        second = first
        first = x * second - third + coefficient
    return 0.5 * (first - third)


def i0(x):
    x = np.asarray(x)
    if x.dtype.kind != 'f':
        x = x.astype(float)
    shape = x.shape
    x = np.abs(x.reshape(-1))
    found = np.zeros(x.shape, x.dtype)
    is_small = x <= 8.0
    part = x[is_small]
    found[is_small] = np.exp(part) * _clenshaw(part / 2.0 - 2, _SMALL)
    part = x[~is_small]
    found[~is_small] = np.exp(part) * _clenshaw(32.0 / part - 2.0, _LARGE) / np.sqrt(part)
    return found.reshape(shape)


def kaiser(M, beta):
    values = np.array([0.0, M, beta])
    M, beta = values[1], values[2]
    if M == 1:
        return np.ones(1, dtype=values.dtype)
    n = np.arange(0, M)
    alpha = (M - 1) / 2.0
    return i0(beta * np.sqrt(1 - ((n - alpha) / alpha)**2.0)) / i0(beta)
