# Medians and quantiles of all element types, with all methods.
import numpy as np
from _numpy_statistics import moved_last


def _given(found, axes, keepdims, out, inner=0):
    if keepdims and axes:
        found = np.expand_dims(found, tuple(inner + one for one in sorted(axes)))
    return stored(found, out)


def stored(found, out):
    """A result, in the array that is given for it."""
    if out is None:
        return found
    if np.shape(found) != out.shape:
        raise ValueError(f'output parameter has wrong shape {out.shape}, not {np.shape(found)}')
    out[...] = found
    return out


def median(a, axis=None, out=None, overwrite_input=False, keepdims=False):
    a = np.asarray(a)
    rows, axes = moved_last(a, axis)
    count = rows.shape[-1]
    if count == 0:
        return _given(np.mean(rows, axis=-1), axes, keepdims, out)
    ordered = np.sort(rows, axis=-1)
    middle = ordered[..., count // 2:count // 2 + 1] if count % 2 else ordered[..., count // 2 - 1:count // 2 + 1]
    found = np.mean(middle, axis=-1)
    if a.dtype.kind == 'f':
        found = np.where(np.isnan(ordered[..., -1]), ordered[..., -1], found)[()]
    return _given(found, axes, keepdims, out)


def percentile(a, q, axis=None, out=None, overwrite_input=False, method='linear', keepdims=False, *, weights=None):
    a = np.asarray(a)
    shares = np.true_divide(q, 100)
    if not np.all((0 <= shares) & (shares <= 1)):
        raise ValueError('Percentiles must be in the range [0, 100]')
    return _quantile(a, shares, axis, out, method, keepdims, weights, type(q) in (int, float))


def quantile(a, q, axis=None, out=None, overwrite_input=False, method='linear', keepdims=False, *, weights=None):
    a = np.asarray(a)
    shares = np.asarray(q)
    if not np.all((0 <= shares) & (shares <= 1)):
        raise ValueError('Quantiles must be in the range [0, 1]')
    return _quantile(a, shares, axis, out, method, keepdims, weights, type(q) in (int, float))


_METHODS = ('linear', 'lower', 'higher', 'nearest', 'midpoint')


def _quantile(a, shares, axis, out, method, keepdims, weights, is_weak):
    # A Python number doesn't change the type.
    if weights is not None:
        raise ValueError('weights= is not there in Descent')
    if method not in _METHODS:
        raise ValueError(f'Descent has the methods {", ".join(_METHODS)}, not {method!r}')
    if a.dtype.kind == 'b':
        raise TypeError('numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, '
                        'or the logical_xor function instead.')
    rows, axes = moved_last(a, axis)
    count = rows.shape[-1]
    shares = np.asarray(shares)
    if count == 0:
        return _given(np.mean(rows, axis=-1) + np.zeros(shares.shape + (1,) * (rows.ndim - 1)), axes, keepdims, out,
                      shares.ndim)
    ordered = np.sort(rows, axis=-1)
    parts = [_part(ordered, count, share, method, is_weak) for share in shares.reshape(-1)]
    found = np.stack(parts).reshape(shares.shape + rows.shape[:-1])[()] if parts else np.zeros(
        shares.shape + rows.shape[:-1])
    return _given(found, axes, keepdims, out, shares.ndim)


def _part(ordered, count, share, method, is_weak):
    if method == 'linear' and isinstance(share, (int, np.integer, np.bool_)):
        # An integer share selects an element.
        return np.asarray(ordered[..., (count - 1) * int(share)])
    place = (count - 1) * float(share)
    if method == 'lower':
        found = ordered[..., int(np.floor(place))]
    elif method == 'higher':
        found = ordered[..., int(np.ceil(place))]
    elif method == 'nearest':
        found = ordered[..., int(np.around(place))]
    else:
        if method == 'midpoint':
            place = 0.5 * (np.floor(place) + np.ceil(place))
        low = int(np.floor(place))
        weight = float(place - np.floor(place)) if is_weak else np.float64(place - np.floor(place))
        left, right = ordered[..., low], ordered[..., min(low + 1, count - 1)]
        difference = right - left
        found = right - difference * (1 - weight) if weight >= 0.5 else left + difference * weight
    if ordered.dtype.kind == 'f':
        found = np.where(np.isnan(ordered[..., -1]), ordered[..., -1], found)
    return np.asarray(found)
