"""The values of the language, and which of NumPy's results lie within it."""

import types

import numpy as np

LARGEST = 10**60
ALLOWED_DTYPES = (np.dtype(float), np.dtype("int64"), np.dtype(bool))


def is_in_language(value, depth=0):
    """Whether Descent has this kind of value: ints, float64, bool, int64, text, lists, tuples, tensors."""
    if value is None or isinstance(value, (bool, float, str, range, types.FunctionType, np.random.Generator)):
        return not isinstance(value, np.generic) or value.dtype in ALLOWED_DTYPES
    if isinstance(value, int):
        # Small enough that random arithmetic stays fast.
        return abs(value) <= LARGEST
    if isinstance(value, np.generic):
        return value.dtype in ALLOWED_DTYPES
    if isinstance(value, np.ndarray):
        return value.dtype in ALLOWED_DTYPES and value.ndim <= 6 and value.size <= 200_000
    if isinstance(value, (list, tuple)):
        return depth < 4 and len(value) <= 2000 and all(is_in_language(item, depth + 1) for item in value)
    return False


def has_both_zeros(value):
    """Whether 0.0 and -0.0 both occur: which of them a maximum or a sort puts first depends on the machine."""
    array = np.asarray(value)
    if array.dtype.kind != "f":
        return False
    zeros = array[array == 0]
    return bool(np.signbit(zeros).any() and not np.signbit(zeros).all())


def _parts(value):
    if isinstance(value, (np.ndarray, list)):
        yield value
    if isinstance(value, (list, tuple)):
        for item in value:
            yield from _parts(item)


def shares(target, others):
    """Whether a change of `target` shows through another value: NumPy's aliasing, which Descent does not have."""
    for part in _parts(target):
        for other in others:
            for candidate in _parts(other):
                if candidate is part:
                    return True
                if isinstance(part, np.ndarray) and isinstance(candidate, np.ndarray):
                    if np.may_share_memory(part, candidate):
                        return True
    return False
