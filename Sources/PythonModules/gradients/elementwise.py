# The rules: for an operation, from its result and its arguments, what leads the result's gradient `g` on to each argument.
# They are written in the same operations, so that gradients have gradients. Broadcasting is undone where they are called.


def _ties(answer, x, y):
    """How much of a gradient goes to x, where the greater or lesser of two is taken: half where they are equal."""
    x, y, answer = plain(x), plain(y), plain(answer)
    return (x == answer) / (1.0 + (x == y))


def _power_rule(answer, x, y):
    def by_base(g):
        exponent = plain(y)
        if _shape(exponent) == ():
            return g * y if exponent == 1 else g * (y * x) if exponent == 2 else \
                g * 0.0 * x if exponent == 0 else g * (y * x ** (y - 1))
        flat = exponent == 0
        return g * np.where(flat, 0.0, y * x ** np.where(flat, 1.0, y - 1))

    def by_exponent(g):
        zero = plain(x) == 0
        return g * answer * np.log(np.where(zero, 1.0, x))

    return by_base, by_exponent


def _log_sum(answer, x, y):
    return lambda g: g * np.exp(x - answer), lambda g: g * np.exp(y - answer)


def _chosen(answer, condition, x, y):
    condition = plain(condition)
    return None, lambda g: np.where(condition, g, 0.0), lambda g: np.where(condition, 0.0, g)


def _sigmoid_value(x):
    if hasattr(x, 'stands_for_array'):
        return x.sigmoid(_sigmoid_value)
    x = np.asarray(x)
    small = np.exp(-np.abs(x))
    return np.where(x >= 0, 1 / (1 + small), small / (1 + small))[()]


RULES = {
    'add': lambda ans, x, y: (lambda g: g, lambda g: g),
    'subtract': lambda ans, x, y: (lambda g: g, lambda g: -g),
    'multiply': lambda ans, x, y: (lambda g: g * y, lambda g: g * x),
    'divide': lambda ans, x, y: (lambda g: g / y, lambda g: -g * x / (y * y)),
    'power': _power_rule,
    'float_power': _power_rule,
    'remainder': lambda ans, x, y: (lambda g: g, lambda g: -g * np.floor(plain(x) / plain(y))),
    'fmod': lambda ans, x, y: (lambda g: g, lambda g: -g * np.trunc(plain(x) / plain(y))),
    'maximum': lambda ans, x, y: (lambda g: g * _ties(ans, x, y), lambda g: g * _ties(ans, y, x)),
    'minimum': lambda ans, x, y: (lambda g: g * _ties(ans, x, y), lambda g: g * _ties(ans, y, x)),
    'fmax': lambda ans, x, y: (lambda g: g * _ties(ans, x, y), lambda g: g * _ties(ans, y, x)),
    'fmin': lambda ans, x, y: (lambda g: g * _ties(ans, x, y), lambda g: g * _ties(ans, y, x)),
    'arctan2': lambda ans, x, y: (lambda g: g * y / (x * x + y * y), lambda g: -g * x / (x * x + y * y)),
    'hypot': lambda ans, x, y: (lambda g: g * x / ans, lambda g: g * y / ans),
    'logaddexp': _log_sum,
    'logaddexp2': lambda ans, x, y: (lambda g: g * np.exp2(x - ans), lambda g: g * np.exp2(y - ans)),
    'copysign': lambda ans, x, y: (lambda g: g * (np.sign(plain(x)) * np.sign(plain(ans))), lambda g: 0.0 * g),
    'where': _chosen,
    'positive': lambda ans, x: (lambda g: g,),
    'negative': lambda ans, x: (lambda g: -g,),
    'absolute': lambda ans, x: (lambda g: g * np.sign(plain(x)),),
    'fabs': lambda ans, x: (lambda g: g * np.sign(plain(x)),),
    'exp': lambda ans, x: (lambda g: g * ans,),
    'exp2': lambda ans, x: (lambda g: g * ans * np.log(2.0),),
    'expm1': lambda ans, x: (lambda g: g * (ans + 1),),
    'log': lambda ans, x: (lambda g: g / x,),
    'log2': lambda ans, x: (lambda g: g / x / np.log(2.0),),
    'log10': lambda ans, x: (lambda g: g / x / np.log(10.0),),
    'log1p': lambda ans, x: (lambda g: g / (1 + x),),
    'sqrt': lambda ans, x: (lambda g: g * 0.5 / ans,),
    'cbrt': lambda ans, x: (lambda g: g / (3 * ans * ans),),
    'square': lambda ans, x: (lambda g: g * (2 * x),),
    'reciprocal': lambda ans, x: (lambda g: -g * ans * ans,),
    'sin': lambda ans, x: (lambda g: g * np.cos(x),),
    'cos': lambda ans, x: (lambda g: -g * np.sin(x),),
    'tan': lambda ans, x: (lambda g: g * (1 + ans * ans),),
    'arcsin': lambda ans, x: (lambda g: g / np.sqrt(1 - x * x),),
    'arccos': lambda ans, x: (lambda g: -g / np.sqrt(1 - x * x),),
    'arctan': lambda ans, x: (lambda g: g / (1 + x * x),),
    'sinh': lambda ans, x: (lambda g: g * np.cosh(x),),
    'cosh': lambda ans, x: (lambda g: g * np.sinh(x),),
    'tanh': lambda ans, x: (lambda g: g * (1 - ans * ans),),
    'arcsinh': lambda ans, x: (lambda g: g / np.sqrt(x * x + 1),),
    'arccosh': lambda ans, x: (lambda g: g / np.sqrt(x * x - 1),),
    'arctanh': lambda ans, x: (lambda g: g / (1 - x * x),),
    'sinc': lambda ans, x: (lambda g: g * _sinc_slope(x),),
    'deg2rad': lambda ans, x: (lambda g: g * (np.pi / 180),),
    'rad2deg': lambda ans, x: (lambda g: g * (180 / np.pi),),
    'radians': lambda ans, x: (lambda g: g * (np.pi / 180),),
    'degrees': lambda ans, x: (lambda g: g * (180 / np.pi),),
    'clip': lambda ans, x: (lambda g: g,),
    'sigmoid': lambda ans, x: (lambda g: g * (ans * (1 - ans)),),
    'relu': lambda ans, x: (lambda g: g * (plain(x) > 0),),
    'astype': lambda ans, x, dtype: (lambda g: g,),
    'copy': lambda ans, x: (lambda g: g,),
}


def _sinc_slope(x):
    zero = plain(x) == 0
    safe = np.where(zero, 1.0, x)
    angle = np.pi * safe
    return np.where(zero, 0.0, (np.cos(angle) - np.sin(angle) / angle) / safe)


def _clip(a, a_min=None, a_max=None, min=None, max=None):
    lower, upper = a_min if min is None else min, a_max if max is None else max
    if not all(isinstance(plain(one), (int, float, np.generic, np.ndarray)) or one is None for one in (lower, upper)):
        raise _missing('clip')
    result = a if lower is None else np.maximum(a, lower)
    return result if upper is None else np.minimum(result, upper)


# The same function under another name.
_NAMES = {
    'abs': 'absolute', 'amax': 'max', 'amin': 'min', 'true_divide': 'divide', 'mod': 'remainder', 'concat': 'concatenate',
    'pow': 'power', 'acos': 'arccos', 'asin': 'arcsin', 'atan': 'arctan', 'atan2': 'arctan2', 'acosh': 'arccosh',
    'asinh': 'arcsinh', 'atanh': 'arctanh', 'permute_dims': 'transpose', 'nanmax': '', 'cumulative_sum': 'cumsum',
    'row_stack': 'vstack', 'matrix_transpose': 'matrix_transpose',
}
_BINARY = ('add subtract multiply divide power float_power remainder fmod maximum minimum fmax fmin arctan2 hypot '
           'logaddexp logaddexp2 copysign matmul dot inner outer tensordot solve vdot kron cross convolve').split()
# What gives the same result for all values nearby, or says something of a value: derivatives are zero, or there are none.
_WITHOUT = set(
    'sign floor ceil trunc rint round around fix floor_divide heaviside argmax argmin argsort nonzero flatnonzero '
    'count_nonzero searchsorted digitize isnan isinf isfinite isclose allclose array_equal array_equiv any all '
    'logical_and logical_or logical_not logical_xor equal not_equal less less_equal greater greater_equal shape ndim '
    'size ones_like zeros_like full_like empty_like isscalar signbit result_type iscomplexobj isreal isrealobj '
    'array_repr array_str array2string array_equal may_share_memory shares_memory unique sum_of_weights'.split())
_FORGETFUL = set('add subtract negative positive concatenate _pick _put copy astype where'.split())
_VIEWS = set('reshape ravel transpose swapaxes moveaxis squeeze expand_dims broadcast_to diagonal flip fliplr flipud '
             'rot90 matrix_transpose atleast_1d atleast_2d'.split())
_INSTEAD = {
    'eig': 'np.linalg.eigh, of symmetric matrices, has one',
    'eigvals': 'np.linalg.eigvalsh, of symmetric matrices, has one',
    'pinv': 'write np.linalg.solve(a.T @ a, a.T)',
    'lstsq': 'write np.linalg.solve(x.T @ x, x.T @ y)',
    'nansum': 'write np.sum(np.where(np.isnan(a), 0, a))',
    'nanmean': 'write np.sum(np.where(mask, a, 0)) / mask.sum()',
    'percentile': 'np.sort and np.median have one',
    'quantile': 'np.sort and np.median have one',
    'unwrap': 'write np.arctan2',
    'put': 'write np.where(mask, new, a)',
    'vectorize': 'write the function in NumPy\'s terms',
    'apply_along_axis': 'write np.stack([f(row) for row in a])',
    'correlate': 'write np.convolve(a, v[::-1])',
}
