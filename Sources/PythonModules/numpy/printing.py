# How arrays are printed, and which errors of arithmetic are told.
import numpy as np

_options = {
    'edgeitems': 3, 'threshold': 1000, 'floatmode': 'maxprec', 'precision': 8, 'suppress': False, 'linewidth': 75,
    'nanstr': 'nan', 'infstr': 'inf', 'sign': '-', 'formatter': None, 'legacy': False, 'override_repr': None,
}


def _checked(given):
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
        if threshold != threshold:
            raise ValueError('threshold must be non-NAN, try sys.maxsize for untruncated representation')
    precision = chosen.get('precision')
    if precision is not None and not isinstance(precision, (int, np.integer)):
        raise TypeError('precision must be an integer')
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
    # A formatter holds until the next call only.
    _options['formatter'] = formatter


def get_printoptions():
    return dict(_options)


class printoptions:
    def __init__(self, *args, **kwargs):
        names = ('precision', 'threshold', 'edgeitems', 'linewidth', 'suppress', 'nanstr', 'infstr', 'formatter', 'sign',
                 'floatmode')
        self._given = dict(zip(names, args))
        self._given.update(kwargs)

    def __enter__(self):
        self._before = dict(_options)
        set_printoptions(**self._given)
        return dict(_options)

    def __exit__(self, kind, error, trace):
        _options.update(self._before)


def array2string(a, max_line_width=None, precision=None, suppress_small=None, separator=' ', prefix='', *, formatter=None,
                 threshold=None, edgeitems=None, sign=None, floatmode=None, suffix='', legacy=None):
    a.size
    options = dict(_options)
    options.update(_checked({
        'precision': precision, 'threshold': threshold, 'edgeitems': edgeitems, 'linewidth': max_line_width,
        'suppress': suppress_small, 'sign': sign, 'floatmode': floatmode, 'legacy': legacy}))
    if formatter is not None:
        options['formatter'] = formatter
    options['linewidth'] -= len(suffix)
    return _array_text(a, separator, len(prefix), options)


def array_str(a, max_line_width=None, precision=None, suppress_small=None):
    with printoptions(precision=precision, linewidth=max_line_width, suppress=suppress_small,
                      formatter=_options['formatter']):
        a.shape
        return str(a)


def array_repr(arr, max_line_width=None, precision=None, suppress_small=None):
    with printoptions(precision=precision, linewidth=max_line_width, suppress=suppress_small,
                      formatter=_options['formatter']):
        arr.size
        return repr(arr)
