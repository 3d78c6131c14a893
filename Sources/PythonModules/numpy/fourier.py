# Discrete Fourier transforms: axes and lengths, on top of the transform along one axis.
import operator
import numpy as np

_SWAPPED = {'backward': 'forward', None: 'forward', 'ortho': 'ortho', 'forward': 'backward'}


def _swapped(norm):
    try:
        return _SWAPPED[norm]
    except KeyError:
        raise ValueError(f'Invalid norm value {norm}; should be "backward", "ortho" or "forward".') from None


def _one(a, n, axis, kind, norm, out):
    """A transform along an axis; `kind` is forward, backward, realForward or realBackward."""
    n = operator.index(n)
    if n < 1:
        raise ValueError(f'Invalid number of FFT data points ({n}) specified.')
    if kind in ('backward', 'realBackward'):
        norm = _swapped(norm)
    single = a.dtype in (np.float32, np.complex64)
    real = np.float32 if single else np.float64
    if norm is None or norm == 'backward':
        factor = 1.0
    elif norm == 'ortho':
        factor = float(real(1) / np.sqrt(real(n)))
    elif norm == 'forward':
        factor = float(real(1) / real(n))
    else:
        raise ValueError(f'Invalid norm value {norm}; should be "backward","ortho" or "forward".')
    if a.ndim == 0 or not -a.ndim <= axis < a.ndim:
        raise np.exceptions.AxisError(f'axis {axis} is out of bounds for array of dimension {a.ndim}')
    if kind == 'realForward' and a.dtype.kind == 'c':
        name = 'rfft_n_even' if n % 2 == 0 else 'rfft_n_odd'
        raise TypeError(f"ufunc '{name}' did not contain a loop with signature matching types "
                        f'({type(a.dtype)}, None) -> None')
    found = _transform(a, kind, n, axis, factor)
    if out is None:
        return found
    if not isinstance(out, np.ndarray):
        raise TypeError('return arrays must be of ArrayType')
    if out.shape != found.shape:
        raise ValueError('output array has wrong shape.')
    if not np.can_cast(found.dtype, out.dtype, 'same_kind'):
        raise TypeError(f"Cannot cast ufunc output from {found.dtype!r} to {out.dtype!r} with casting rule 'same_kind'")
    out[...] = found
    return out


def _length(a, axis):
    if not -a.ndim <= axis < a.ndim:
        raise IndexError('tuple index out of range')
    return a.shape[axis]


def fft(a, n=None, axis=-1, norm=None, out=None):
    a = np.asarray(a)
    return _one(a, _length(a, axis) if n is None else n, axis, 'forward', norm, out)


def ifft(a, n=None, axis=-1, norm=None, out=None):
    a = np.asarray(a)
    return _one(a, _length(a, axis) if n is None else n, axis, 'backward', norm, out)


def rfft(a, n=None, axis=-1, norm=None, out=None):
    a = np.asarray(a)
    return _one(a, _length(a, axis) if n is None else n, axis, 'realForward', norm, out)


def irfft(a, n=None, axis=-1, norm=None, out=None):
    a = np.asarray(a)
    return _one(a, (_length(a, axis) - 1) * 2 if n is None else n, axis, 'realBackward', norm, out)


def hfft(a, n=None, axis=-1, norm=None, out=None):
    a = np.asarray(a)
    if n is None:
        n = (_length(a, axis) - 1) * 2
    return irfft(np.conjugate(a), n, axis, norm=_swapped(norm), out=out)


def ihfft(a, n=None, axis=-1, norm=None, out=None):
    a = np.asarray(a)
    if n is None:
        n = _length(a, axis)
    found = np.conjugate(rfft(a, n, axis, norm=_swapped(norm)))
    if out is None:
        return found
    out[...] = found
    return out


def _taken(shape, axis):
    if not -len(shape) <= axis < len(shape):
        raise IndexError(f'index {axis} is out of bounds for axis 0 with size {len(shape)}')
    return shape[axis]


def _lengths(a, s, axes, invreal=False):
    given = s is not None
    if not given:
        s = list(a.shape) if axes is None else [_taken(a.shape, axis) for axis in axes]
    else:
        s = list(s)
    if axes is None:
        if given:
            _warn('`axes` should not be `None` if `s` is not `None` (Deprecated in NumPy 2.0).')
        axes = list(range(-len(s), 0))
    else:
        axes = list(axes)
    if len(s) != len(axes):
        raise ValueError('Shape and axes have different lengths.')
    if invreal and not given:
        s[-1] = (a.shape[axes[-1]] - 1) * 2
    if None in s:
        raise TypeError('fft: Descent takes no None in s=; -1 means the whole axis')
    return [a.shape[axis] if length == -1 else length for length, axis in zip(s, axes)], axes


def _several(function, a, s, axes, norm, out):
    a = np.asarray(a)
    s, axes = _lengths(a, s, axes)
    for length, axis in zip(reversed(s), reversed(axes)):
        a = function(a, n=length, axis=axis, norm=norm)
    if out is None:
        return a
    out[...] = a
    return out


def fftn(a, s=None, axes=None, norm=None, out=None):
    return _several(fft, a, s, axes, norm, out)


def ifftn(a, s=None, axes=None, norm=None, out=None):
    return _several(ifft, a, s, axes, norm, out)


def fft2(a, s=None, axes=(-2, -1), norm=None, out=None):
    return _several(fft, a, s, axes, norm, out)


def ifft2(a, s=None, axes=(-2, -1), norm=None, out=None):
    return _several(ifft, a, s, axes, norm, out)


def rfftn(a, s=None, axes=None, norm=None, out=None):
    a = np.asarray(a)
    s, axes = _lengths(a, s, axes)
    a = rfft(a, s[-1], axes[-1], norm)
    for length, axis in zip(reversed(s[:-1]), reversed(axes[:-1])):
        a = fft(a, length, axis, norm)
    if out is None:
        return a
    out[...] = a
    return out


def rfft2(a, s=None, axes=(-2, -1), norm=None, out=None):
    return rfftn(a, s, axes, norm, out)


def irfftn(a, s=None, axes=None, norm=None, out=None):
    a = np.asarray(a)
    s, axes = _lengths(a, s, axes, invreal=True)
    for length, axis in zip(s[:-1], axes[:-1]):
        a = ifft(a, length, axis, norm)
    return irfft(a, s[-1], axes[-1], norm, out)


def irfft2(a, s=None, axes=(-2, -1), norm=None, out=None):
    return irfftn(a, s, axes, norm, out)


def _whole(n):
    if not isinstance(n, (int, np.integer)):
        raise ValueError('n should be an integer')


def fftfreq(n, d=1.0, device=None):
    _whole(n)
    step = 1.0 / (n * d)
    half = (n - 1) // 2 + 1
    return np.concatenate((np.arange(0, half, dtype=int), np.arange(-(n // 2), 0, dtype=int))) * step


def rfftfreq(n, d=1.0, device=None):
    _whole(n)
    step = 1.0 / (n * d)
    return np.arange(0, n // 2 + 1, dtype=int) * step


def _shifted(x, axes, turn):
    x = np.asarray(x)
    if axes is None:
        axes = tuple(range(x.ndim))
        shift = tuple(turn(length) for length in x.shape)
    elif isinstance(axes, (int, np.integer)):
        shift = turn(x.shape[axes])
    else:
        shift = [turn(x.shape[axis]) for axis in axes]
    return np.roll(x, shift, axes)


def fftshift(x, axes=None):
    return _shifted(x, axes, lambda length: length // 2)


def ifftshift(x, axes=None):
    return _shifted(x, axes, lambda length: -(length // 2))
