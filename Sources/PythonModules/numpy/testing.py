# Assertions about numbers and arrays.
import math
import numpy as np

_SHOWN = 4


def assert_(val, msg=''):
    if not val:
        raise AssertionError(msg() if callable(msg) else msg)


def assert_raises(*args, **kwargs):
    exception_class, called = args[0], args[1] if len(args) > 1 else None
    checked = _Raised(exception_class, getattr(called, '__name__', None))
    if called is None:
        return checked
    with checked:
        called(*args[2:], **kwargs)


class _Raised:
    def __init__(self, kind, name):
        self._kind, self._name = kind, name
        self.exception = None

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        if kind is None:
            names = self._kind if isinstance(self._kind, tuple) else (self._kind,)
            raise AssertionError(f"{' or '.join(one.__name__ for one in names)} not raised" + (f' by {self._name}' if self._name else ''))
        if issubclass(kind, self._kind):
            self.exception = value
            return True
        return False


def _row(name, value):
    return f' {name}: {value!r}'


def _message(actual, desired, err_msg, verbose, header):
    lines = ['\n' + header]
    if err_msg:
        text = str(err_msg)
        lines = [lines[0] + ' ' + text] if '\n' not in text and len(text) < 79 - len(header) else lines + [text]
    if verbose:
        lines += [_row('ACTUAL', actual), _row('DESIRED', desired)]
    return '\n'.join(lines)


def assert_equal(actual, desired, err_msg='', verbose=True, *, strict=False):
    if isinstance(desired, dict):
        if not isinstance(actual, dict):
            raise AssertionError(repr(type(actual)))
        assert_equal(len(actual), len(desired), err_msg, verbose)
        for key in desired:
            if key not in actual:
                raise AssertionError(repr(key))
            assert_equal(actual[key], desired[key], f'key={key!r}\n{err_msg}', verbose)
        return
    if isinstance(desired, (list, tuple)) and isinstance(actual, (list, tuple)):
        assert_equal(len(actual), len(desired), err_msg, verbose)
        for place in range(len(desired)):
            assert_equal(actual[place], desired[place], f'item={place!r}\n{err_msg}', verbose)
        return
    if isinstance(actual, np.ndarray) or isinstance(desired, np.ndarray):
        assert_array_equal(actual, desired, err_msg, verbose, strict=strict)
        return
    if _is_nan(actual) and _is_nan(desired):
        return
    same = actual == desired
    if same and isinstance(actual, (float, np.floating)) and isinstance(desired, (float, np.floating)) and desired == 0:
        same = math.copysign(1, actual) == math.copysign(1, desired)
    if not same:
        raise AssertionError(_message(actual, desired, err_msg, verbose, 'Items are not equal:'))


def _is_nan(value):
    return isinstance(value, (float, np.floating)) and bool(np.isnan(value))


def assert_array_equal(actual, desired, err_msg='', verbose=True, *, strict=False):
    _compare('Arrays are not equal', actual, desired, err_msg, verbose, strict, True, lambda x, y: x == y)


def assert_allclose(actual, desired, rtol=1e-07, atol=0, equal_nan=True, err_msg='', verbose=True, *, strict=False):
    header = f'Not equal to tolerance rtol={rtol:g}, atol={atol:g}'
    _compare(header, actual, desired, err_msg, verbose, strict, equal_nan,
             lambda x, y: np.isclose(x, y, rtol=rtol, atol=atol, equal_nan=equal_nan))


def assert_array_almost_equal(actual, desired, decimal=6, err_msg='', verbose=True):
    _compare(f'Arrays are not almost equal to {decimal} decimals', actual, desired, err_msg, verbose, False, True,
             lambda x, y: (abs(y - x) < 1.5 * 10.0**-decimal) | (x == y))


def assert_almost_equal(actual, desired, decimal=7, err_msg='', verbose=True):
    if isinstance(actual, (np.ndarray, tuple, list)) or isinstance(desired, (np.ndarray, tuple, list)):
        assert_array_almost_equal(actual, desired, decimal, err_msg)
        return
    if _is_nan(actual) and _is_nan(desired):
        return
    if not abs(desired - actual) < np.float64(1.5 * 10.0**-decimal):
        raise AssertionError(_message(actual, desired, err_msg, verbose, f'Arrays are not almost equal to {decimal} decimals'
                                      ))


def assert_array_less(x, y, err_msg='', verbose=True, *, strict=False):
    _compare('Arrays are not strictly ordered `x < y`', x, y, err_msg, verbose, strict, True, lambda x, y: x < y, ('x', 'y'))


def _compare(header, actual, desired, err_msg, verbose, strict, equal_nan, compare, names=('ACTUAL', 'DESIRED')):
    x, y = np.asanyarray(actual), np.asanyarray(desired)
    if strict:
        fits = x.shape == y.shape and x.dtype == y.dtype
    else:
        fits = x.shape == () or y.shape == () or x.shape == y.shape
    if not fits:
        reason = f'(shapes {x.shape}, {y.shape} mismatch)' if x.shape != y.shape else f'(dtypes {x.dtype}, {y.dtype} mismatch)'
        raise AssertionError(_arrays(x, y, f'{err_msg}\n{reason}', verbose, header, names))
    left, right = np.broadcast_arrays(x, y)
    if left.dtype.kind == 'f' and right.dtype.kind == 'f' and equal_nan:
        both = np.isnan(left)
        if not (both == np.isnan(right)).all():
            raise AssertionError(_arrays(x, y, f'{err_msg}\nnan location mismatch:', verbose, header, names))
        if both.any():
            left, right = left[~both], right[~both]
    same = np.asarray(compare(left, right))
    if same.all():
        return
    count, wrong = same.size, int(same.size - np.count_nonzero(same))
    remarks = [f'Mismatched elements: {wrong} / {count} ({100 * wrong / count:.3g}%)']
    if left.shape == x.shape and x.ndim or left.shape == y.shape and y.ndim:
        places = np.argwhere(~same)[:_SHOWN + 1]
        title = 'Mismatch at index:' if wrong == 1 else 'Mismatch at indices:'
        if wrong > 5:
            title = 'First 5 mismatches are at indices:'
        remarks.append(title)
        for place in places:
            key = tuple(place.tolist())
            remarks.append(f' {list(key)}: {left[key]} ({names[0]}), {right[key]} ({names[1]})')
    if left.dtype.kind in 'iuf' and right.dtype.kind in 'iuf':
        with np.errstate(all='ignore'):
            left, right, same = np.atleast_1d(left), np.atleast_1d(right), np.atleast_1d(same)
            gap = abs(left - right)
            if left.dtype.kind == 'u' and right.dtype.kind == 'u':
                gap = np.where(left > right, left - right, right - left)
            remarks.append(f'Max absolute difference among violations: {np.array2string(np.asarray(np.max(gap[~same])))}')
            known = (right != 0) & ~same
            if known.any():
                remarks.append(f'Max relative difference among violations: {np.array2string(np.asarray(np.max(gap[known] / abs(right[known]))))}')
            else:
                remarks.append('Max relative difference among violations: inf')
    raise AssertionError(_arrays(x, y, str(err_msg) + '\n' + '\n'.join(remarks), verbose, header, names))


def _arrays(x, y, err_msg, verbose, header, names):
    lines = ['\n' + header]
    text = str(err_msg)
    lines = [lines[0] + ' ' + text] if '\n' not in text and len(text) < 79 - len(header) else lines + [text]
    if verbose:
        for name, array in zip(names, (x, y)):
            shown = repr(array)
            if shown.count('\n') > 3:
                shown = '\n'.join(shown.split('\n')[:3]) + '...'
            lines.append(f' {name}: {shown}')
    return '\n'.join(lines)
