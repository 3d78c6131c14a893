# Signals


def _signals(a, v):
    a, v = np.atleast_1d(a), np.atleast_1d(v)
    if a.ndim > 1 or v.ndim > 1:
        raise ValueError('object too deep for desired array')
    return a, v


_MODES = {'valid': 0, 'same': 1, 'full': 2}


def _mode(mode):
    if isinstance(mode, str):
        if mode in _MODES:
            return _MODES[mode]
        raise ValueError(f"mode must be one of 'valid', 'same', or 'full' (got '{mode}')")
    if mode in (0, 1, 2):
        return mode
    raise ValueError('integer convolve/correlate mode must be 0, 1, or 2')


def _dot(a, b):
    """The product of two rows, 0 without a sign."""
    if a.dtype == np.float32 and len(a) < 32:
        # NumPy's product of few single floats adds in double precision.
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
        # NumPy's loop for few weights adds one product after another.
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
    a, v = _signals(a, v)
    if len(a) == 0:
        raise ValueError('first array argument cannot be empty')
    if len(v) == 0:
        raise ValueError('second array argument cannot be empty')
    return _correlated(a, np.conj(v) if v.dtype.kind == 'c' else v, _mode(mode))


def convolve(a, v, mode='full'):
    a, v = _signals(a, v)
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
