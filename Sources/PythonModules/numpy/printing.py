# Options for printing arrays, and for reporting arithmetic errors.
from contextlib import contextmanager
import numpy as np

_options = {
    'edgeitems': 3, 'threshold': 1000, 'floatmode': 'maxprec', 'precision': 8, 'suppress': False, 'linewidth': 75,
    'nanstr': 'nan', 'infstr': 'inf', 'sign': '-', 'formatter': None, 'legacy': False, 'override_repr': None,
}


def _checked(given, is_text=False):
    """The options given that aren't None, if they are right."""
    chosen = {name: value for name, value in given.items() if value is not None}
    mode = chosen.get('floatmode')
    if mode is not None and mode not in ('fixed', 'unique', 'maxprec', 'maxprec_equal'):
        raise ValueError('floatmode option must be one of "fixed", "unique", "maxprec", "maxprec_equal"')
    sign = chosen.get('sign', '-')
    if sign not in ('-', '+', ' '):
        raise ValueError("sign option must be one of ' ', '+', or '-'")
    if sign != '-':
        raise ValueError("sign= is '-' here; Descent prints no other")
    if chosen.get('legacy'):
        raise ValueError('legacy= is not there in Descent')
    threshold = chosen.get('threshold')
    if threshold is not None:
        if isinstance(threshold, str) or not isinstance(threshold, (int, float, np.number)):
            raise TypeError('threshold must be numeric')
        if isinstance(threshold, int) and not -2 ** 63 <= threshold < 2 ** 64:
            raise TypeError("ufunc 'isnan' not supported for the input types, and the inputs could not be safely coerced to "
                            "any supported types according to the casting rule ''safe''")
        if threshold != threshold:
            raise ValueError('threshold must be non-NAN, try sys.maxsize for untruncated representation')
    precision = chosen.get('precision')
    if precision is not None and not isinstance(precision, (int, np.integer)):
        raise TypeError('precision must be an integer')
    if precision is not None and not -2 ** 63 <= precision < 2 ** 63:
        raise OverflowError('Python int too large to convert to C long')
    if precision is not None and precision < 0 and is_text:
        raise ValueError('precision must be >= 0')
    for name in ('linewidth', 'edgeitems'):
        if not isinstance(chosen.get(name, 0), (int, float, np.number)):
            raise TypeError(f'{name} must be a number, not {type(chosen[name]).__name__}')
    for name in ('nanstr', 'infstr'):
        if not isinstance(chosen.get(name, ''), str):
            raise TypeError(f'{name} must be str, not {type(chosen[name]).__name__}')
    if 'suppress' in chosen:
        chosen['suppress'] = bool(chosen['suppress'])
    if chosen.get('override_repr') is not None:
        raise ValueError('override_repr= is not there in Descent')
    return chosen


def set_printoptions(precision=None, threshold=None, edgeitems=None, linewidth=None, suppress=None, nanstr=None,
                     infstr=None, formatter=None, sign=None, floatmode=None, *, legacy=None, override_repr=None):
    chosen = _checked({
        'precision': precision, 'threshold': threshold, 'edgeitems': edgeitems, 'linewidth': linewidth,
        'suppress': suppress, 'nanstr': nanstr, 'infstr': infstr, 'sign': sign, 'floatmode': floatmode,
        'legacy': legacy, 'override_repr': override_repr})
    _options.update(chosen)
    # A formatter is valid only until the next call.
    _options['formatter'] = formatter


def get_printoptions():
    return dict(_options)


@contextmanager
def printoptions(*args, **kwargs):
    before = dict(_options)
    try:
        set_printoptions(*args, **kwargs)
        yield dict(_options)
    finally:
        _options.update(before)


def array2string(a, max_line_width=None, precision=None, suppress_small=None, separator=' ', prefix='', *, formatter=None,
                 threshold=None, edgeitems=None, sign=None, floatmode=None, suffix='', legacy=None):
    a.size
    options = dict(_options)
    options.update(_checked({
        'precision': precision, 'threshold': threshold, 'edgeitems': edgeitems, 'linewidth': max_line_width,
        'suppress': suppress_small, 'sign': sign, 'floatmode': floatmode, 'legacy': legacy}, True))
    if formatter is not None:
        formatter.keys()
        options['formatter'] = formatter
    options['linewidth'] -= len(suffix)
    return _array_text(a, separator, len(prefix), options)


def array_str(a, max_line_width=None, precision=None, suppress_small=None):
    a.shape
    return _printed(str, a, max_line_width, precision, suppress_small)


def array_repr(arr, max_line_width=None, precision=None, suppress_small=None):
    arr.size
    return _printed(repr, arr, max_line_width, precision, suppress_small)


def _printed(text, a, width, precision, suppresses):
    chosen = _checked({'precision': precision, 'linewidth': width, 'suppress': suppresses}, True)
    before = dict(_options)
    try:
        _options.update(chosen)
        return text(a)
    finally:
        _options.update(before)
