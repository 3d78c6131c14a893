# Derivatives and products of vectors.
import numpy as np
from _numpy_shaping import axes_of


def gradient(f, *varargs, axis=None, edge_order=1):
    f = np.asarray(f)
    axes = axes_of(axis, f.ndim)
    if len(set(axes)) != len(axes):
        raise ValueError('repeated axis')
    if len(varargs) == 0:
        steps = [1.0] * len(axes)
    elif len(varargs) == 1 and np.ndim(varargs[0]) == 0:
        steps = list(varargs) * len(axes)
    elif len(varargs) == len(axes):
        steps = [_steps(given, f.shape[one]) for given, one in zip(varargs, axes)]
    else:
        raise TypeError('invalid number of arguments')
    if edge_order > 2:
        raise ValueError("'edge_order' greater than 2 not supported")
    kind = f.dtype if f.dtype.kind == 'f' else np.dtype(float)
    values = f.astype(kind)
    found = []
    for one, step in zip(axes, steps):
        if f.shape[one] < edge_order + 1:
            raise ValueError('Shape of array too small to calculate a numerical gradient, at least (edge_order + 1) '
                             'elements are required.')
        found.append(_slope(values, one, step, edge_order))
    return found[0] if len(axes) == 1 else tuple(found)


def _steps(given, length):
    given = np.asanyarray(given)
    if given.ndim == 0:
        return given
    if given.ndim != 1:
        raise ValueError('distances must be either scalars or 1d')
    if len(given) != length:
        raise ValueError('when 1d, distances must match the length of the corresponding dimension')
    if given.dtype.kind in 'iu':
        given = given.astype(np.float64)
    steps = np.diff(given)
    return steps[0] if (steps == steps[0]).all() else steps


def _slope(f, axis, step, edge_order):
    values = np.moveaxis(f, axis, 0)
    found = np.empty_like(values)
    is_even = np.ndim(step) == 0
    if is_even:
        found[1:-1] = (values[2:] - values[:-2]) / (2. * step)
    else:
        before, after = step[:-1], step[1:]
        shape = (-1,) + (1,) * (values.ndim - 1)
        a = (-after / (before * (before + after))).reshape(shape)
        b = ((after - before) / (before * after)).reshape(shape)
        c = (before / (after * (before + after))).reshape(shape)
        found[1:-1] = a * values[:-2] + b * values[1:-1] + c * values[2:]
    if edge_order == 1:
        first, last = (step, step) if is_even else (step[0], step[-1])
        found[0] = (values[1] - values[0]) / first
        found[-1] = (values[-1] - values[-2]) / last
    else:
        if is_even:
            a, b, c = -1.5 / step, 2. / step, -0.5 / step
        else:
            one, two = step[0], step[1]
            a, b, c = -(2. * one + two) / (one * (one + two)), (one + two) / (one * two), -one / (two * (one + two))
        found[0] = a * values[0] + b * values[1] + c * values[2]
        if is_even:
            a, b, c = 0.5 / step, -2. / step, 1.5 / step
        else:
            one, two = step[-2], step[-1]
            a, b, c = two / (one * (one + two)), -(two + one) / (one * two), (2. * two + one) / (two * (one + two))
        found[-1] = a * values[-3] + b * values[-2] + c * values[-1]
    return np.moveaxis(found, 0, axis)


def cross(a, b, axisa=-1, axisb=-1, axisc=-1, axis=None):
    if axis is not None:
        axisa = axisb = axisc = axis
    a, b = np.asarray(a), np.asarray(b)
    if a.ndim < 1 or b.ndim < 1:
        raise ValueError('At least one array has zero dimension')
    for one, array in ((axisa, a), (axisb, b)):
        if not -array.ndim <= one < array.ndim:
            name = 'axisa' if one is axisa and array is a else 'axisb'
            raise np.exceptions.AxisError(f'{name}: axis {one} is out of bounds for array of dimension {array.ndim}')
    a, b = np.moveaxis(a, axisa, -1), np.moveaxis(b, axisb, -1)
    if a.shape[-1] not in (2, 3) or b.shape[-1] not in (2, 3):
        raise ValueError('incompatible dimensions for cross product\n(dimension must be 2 or 3)')
    if a.shape[-1] == 2 or b.shape[-1] == 2:
        _warn_of_two()
    kind = np.promote_types(a.dtype, b.dtype)
    shape = np.broadcast_shapes(a.shape[:-1], b.shape[:-1])
    a, b = a.astype(kind), b.astype(kind)
    if a.shape[-1] == 2 and b.shape[-1] == 2:
        return a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0]
    if not -len(shape) - 1 <= axisc <= len(shape):
        raise np.exceptions.AxisError(f'axisc: axis {axisc} is out of bounds for array of dimension {len(shape) + 1}')
    found = np.empty(shape + (3,), kind)
    if a.shape[-1] == 2:
        found[..., 0] = a[..., 1] * b[..., 2]
        found[..., 1] = -(a[..., 0] * b[..., 2])
    elif b.shape[-1] == 2:
        found[..., 0] = -(a[..., 2] * b[..., 1])
        found[..., 1] = a[..., 2] * b[..., 0]
    else:
        found[..., 0] = a[..., 1] * b[..., 2] - a[..., 2] * b[..., 1]
        found[..., 1] = a[..., 2] * b[..., 0] - a[..., 0] * b[..., 2]
    found[..., 2] = a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0]
    return np.moveaxis(found, -1, axisc)


def _warn_of_two():
    from warnings import warn
    warn('Arrays of 2-dimensional vectors are deprecated. Use arrays of 3-dimensional vectors instead. (deprecated in NumPy '
         '2.0)', DeprecationWarning)


def moveaxis(a, source, destination):
    a = np.asarray(a)
    source, destination = _axes(source, a.ndim, 'source'), _axes(destination, a.ndim, 'destination')
    if len(source) != len(destination):
        raise ValueError('`source` and `destination` arguments must have the same number of elements')
    order = [axis for axis in range(a.ndim) if axis not in source]
    for place, axis in sorted(zip(destination, source)):
        order.insert(place, axis)
    return a.transpose(order)


def _axes(axes, ndim, name):
    axes = list(axes) if isinstance(axes, (tuple, list)) else [axes]
    for axis in axes:
        if not -ndim <= axis < ndim:
            raise np.exceptions.AxisError(f'{name}: axis {axis} is out of bounds for array of dimension {ndim}')
    axes = [axis % ndim for axis in axes]
    if len(set(axes)) != len(axes):
        raise ValueError(f'repeated axis in `{name}` argument')
    return axes


# The functions of numpy.linalg


def diagonal(x, /, *, offset=0):
    return np.diagonal(x, offset, axis1=-2, axis2=-1)


def trace(x, /, *, offset=0, dtype=None):
    return np.trace(x, offset, axis1=-2, axis2=-1, dtype=dtype)


def matrix_transpose(x, /):
    x = np.asarray(x)
    if x.ndim < 2:
        raise ValueError(f'Input array must be at least 2-dimensional, but it is {x.ndim}')
    return np.swapaxes(x, -1, -2)


def outer(x1, x2, /):
    x1, x2 = np.asanyarray(x1), np.asanyarray(x2)
    if x1.ndim != 1 or x2.ndim != 1:
        raise ValueError(f'Input arrays must be one-dimensional, but they are x1.ndim={x1.ndim} and x2.ndim={x2.ndim}.')
    return np.outer(x1, x2)


def matmul(x1, x2, /):
    return np.matmul(x1, x2)


def vecdot(x1, x2, /, *, axis=-1):
    return np.vecdot(x1, x2, axis=axis)


def tensordot(x1, x2, /, *, axes=2):
    return np.tensordot(x1, x2, axes=axes)


def matrix_norm(x, /, *, keepdims=False, ord='fro'):
    return np.linalg.norm(np.asanyarray(x), axis=(-2, -1), keepdims=keepdims, ord=ord)


def vector_norm(x, /, *, axis=None, keepdims=False, ord=2):
    x = np.asanyarray(x)
    shape = list(x.shape)
    if axis is None:
        x, axis = x.ravel(), 0
        reduced = range(len(shape))
    elif isinstance(axis, tuple):
        reduced = [one % len(shape) for one in axis]
        rest = tuple(one for one in range(len(shape)) if one not in reduced)
        x = np.transpose(x, tuple(reduced) + rest).reshape((-1,) + tuple(shape[one] for one in rest))
        axis = 0
    else:
        reduced = [axis % len(shape)]
    found = np.linalg.norm(x, axis=axis, ord=ord)
    if keepdims:
        for one in reduced:
            shape[one] = 1
        found = np.reshape(found, shape)
    return found
