# Statistics and signals, on top of built-ins.
import math
import numpy as np
from _numpy_shaping import axes_of


def _axis_error(axis, ndim):
    if axis is not None and not -ndim <= axis < ndim:
        raise np.exceptions.AxisError(f'axis {axis} is out of bounds for array of dimension {ndim}')


def _into(found, out):
    """A result, in the array that is given for it."""
    if out is None:
        return found
    if not isinstance(out, np.ndarray):
        raise TypeError('return arrays must be of ArrayType')
    if np.shape(found) != out.shape:
        raise ValueError(f'output array has the wrong shape {out.shape}, not {np.shape(found)}')
    out[...] = found
    return out


# Ignoring nan


def _without(a, value):
    a = np.asarray(a)
    if a.dtype.kind not in 'fc':
        return a, None
    mask = np.isnan(a)
    copy = a.copy()
    copy[mask] = value
    return copy, mask


def nanargmax(a, axis=None, out=None, *, keepdims=False):
    return _into(_nan_place(np.argmax, a, -np.inf, axis, keepdims), out)


def nanargmin(a, axis=None, out=None, *, keepdims=False):
    return _into(_nan_place(np.argmin, a, np.inf, axis, keepdims), out)


def _nan_place(function, a, value, axis, keepdims):
    filled, mask = _without(a, value)
    found = function(filled, axis=axis)
    if mask is not None and np.any(np.all(mask, axis=axis)):
        raise ValueError('All-NaN slice encountered')
    if keepdims:
        return np.reshape(found, (1,) * filled.ndim) if axis is None else np.expand_dims(found, axis)
    return found


def nancumsum(a, axis=None, dtype=None, out=None):
    return _into(np.cumsum(_without(a, 0)[0], axis=axis, dtype=dtype), out)


def nancumprod(a, axis=None, dtype=None, out=None):
    return _into(np.cumprod(_without(a, 1)[0], axis=axis, dtype=dtype), out)


def moved_last(a, axis):
    """What is reduced as the last axis, and which axes those were."""
    axes = axes_of(axis, a.ndim)
    if axis is None:
        return a.reshape(-1), axes
    if len(set(axes)) != len(axes):
        raise ValueError('repeated axis')
    rest = [one for one in range(a.ndim) if one not in axes]
    moved = a.transpose(rest + sorted(axes))
    return moved.reshape(tuple(a.shape[one] for one in rest) + (-1,)), axes


def _rows(function, a, axis, keepdims):
    """Applies a function to what is reduced, as one axis each."""
    rows, axes = moved_last(a, axis)
    if rows.ndim == 1:
        found = function(rows)
    else:
        shape = rows.shape[:-1]
        rows = rows.reshape((-1, rows.shape[-1]))
        parts = [function(row) for row in rows]
        found = np.array(parts, dtype=None if parts else float)
        found = np.moveaxis(found, 0, -1) if found.ndim > 1 else found
        found = found.reshape(found.shape[:-1] + shape)
    if keepdims:
        inner = np.ndim(found) - (a.ndim - len(axes))
        return np.expand_dims(found, tuple(inner + one for one in axes)) if axes else found
    return found


def nanmedian(a, axis=None, out=None, overwrite_input=False, keepdims=False):
    a = np.asarray(a)
    if a.dtype.kind not in 'f':
        return _into(np.median(a, axis=axis, keepdims=keepdims), out)
    if a.size == 0:
        return _into(np.nanmean(a, axis=axis, keepdims=keepdims), out)

    def middle(row):
        kept = row[~np.isnan(row)]
        if kept.size == 0:
            _warn('All-NaN slice encountered')
            return a.dtype.type(np.nan)
        return np.median(kept)

    return _into(_rows(middle, a, axis, keepdims), out)


def nanpercentile(a, q, axis=None, out=None, overwrite_input=False, method='linear', keepdims=False, *, weights=None):
    shares = np.asarray(q)
    if not (np.all(0 <= shares) and np.all(shares <= 100)):
        raise ValueError('Percentiles must be in the range [0, 100]')
    return _into(_nan_quantile(np.percentile, a, q, axis, method, keepdims, weights), out)


def nanquantile(a, q, axis=None, out=None, overwrite_input=False, method='linear', keepdims=False, *, weights=None):
    shares = np.asarray(q)
    if not (np.all(0 <= shares) and np.all(shares <= 1)):
        raise ValueError('Quantiles must be in the range [0, 1]')
    return _into(_nan_quantile(np.quantile, a, q, axis, method, keepdims, weights), out)


def _nan_quantile(function, a, q, axis, method, keepdims, weights):
    if weights is not None:
        raise ValueError('weights= is not there in Descent')
    a = np.asarray(a)
    if a.size == 0:
        return np.nanmean(a, axis=axis, keepdims=keepdims)
    options = {} if method == 'linear' else {'method': method}

    def part(row):
        kept = row[~np.isnan(row)] if row.dtype.kind == 'f' else row
        if kept.size == 0:
            _warn('All-NaN slice encountered')
            return np.full(np.shape(q), np.nan)[()]
        return function(kept, q, **options)

    return _rows(part, a, axis, keepdims)
