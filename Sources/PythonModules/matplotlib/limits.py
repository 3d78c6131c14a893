"""Limits of axes."""


class _Limits:
    """The extent of data, as far as it is finite."""

    def __init__(self): self.clear()

    def clear(self):
        self.x0 = self.y0 = math.inf
        self.x1 = self.y1 = -math.inf
        self.least_x = self.least_y = math.inf

    def add(self, x, y, takes_x=True, takes_y=True):
        x, y = np.asarray(x, dtype=float).ravel(), np.asarray(y, dtype=float).ravel()
        known = np.isfinite(x) & np.isfinite(y)
        if not known.all():
            x, y = x[known], y[known]
        if not x.size:
            return
        if takes_x:
            self.x0, self.x1 = min(self.x0, float(x.min())), max(self.x1, float(x.max()))
            above = x[x > 0]
            if above.size:
                self.least_x = min(self.least_x, float(above.min()))
        if takes_y:
            self.y0, self.y1 = min(self.y0, float(y.min())), max(self.y1, float(y.max()))
            above = y[y > 0]
            if above.size:
                self.least_y = min(self.least_y, float(above.min()))


def _not_singular(low, high, expander=0.001, tiny=1e-15):
    """Bounds that lie apart."""
    if not math.isfinite(low) or not math.isfinite(high):
        return -expander, expander
    if high < low:
        low, high = high, low
    size = max(abs(low), abs(high))
    if size < 1e6 / tiny * 2.2250738585072014e-308:
        return -expander, expander
    if high - low <= size * tiny:
        if high == 0 and low == 0:
            return -expander, expander
        return low - expander * abs(low), high + expander * abs(high)
    return low, high


class _View:
    """What limits axes have, by their data or as they are set."""

    def relim(self, visible_only=False):
        self._data.clear()
        for artist in self._children:
            if artist._visible or not visible_only:
                artist._extend(self._data)

    def autoscale_view(self, tight=None, scalex=True, scaley=True):
        self._fits_x, self._fits_y = self._fits_x or scalex, self._fits_y or scaley
        self._update()

    def autoscale(self, enable=True, axis='both', tight=None):
        for name in ('x', 'y'):
            if axis in ('both', name):
                getattr(self, name + 'axis')._is_automatic = bool(enable)
                if tight and enable:
                    self._margins['xy'.index(name)] = 0.0
        if enable:
            self.autoscale_view(tight, axis in ('both', 'x'), axis in ('both', 'y'))

    def get_autoscale_on(self): return self.xaxis._is_automatic and self.yaxis._is_automatic
    def get_autoscalex_on(self): return self.xaxis._is_automatic
    def get_autoscaley_on(self): return self.yaxis._is_automatic

    def margins(self, *margins, x=None, y=None, tight=True):
        if len(margins) == 1:
            x = y = margins[0]
        elif len(margins) == 2:
            x, y = margins
        elif margins:
            raise TypeError('Must pass a single positional argument for all margins, or one for each margin (x, y).')
        if x is None and y is None:
            return _Pair(self._margins)
        for place, margin in ((0, x), (1, y)):
            if margin is not None:
                if margin <= -0.5:
                    raise ValueError('margin must be greater than -0.5')
                self._margins[place] = float(margin)
        self._fits_x, self._fits_y = self._fits_x or x is not None, self._fits_y or y is not None

    def set_xmargin(self, m): self.margins(x=m)
    def set_ymargin(self, m): self.margins(y=m)

    def get_xlim(self): return tuple(np.float64(limit) for limit in self.xaxis.limits())
    def get_ylim(self): return tuple(np.float64(limit) for limit in self.yaxis.limits())
    def get_xbound(self): return tuple(np.float64(limit) for limit in sorted(self.xaxis.limits()))
    def get_ybound(self): return tuple(np.float64(limit) for limit in sorted(self.yaxis.limits()))

    def set_xlim(self, left=None, right=None, *, emit=True, auto=False, xmin=None, xmax=None):
        return self._set_limits(self.xaxis, left, right, xmin, xmax, auto, 'x')

    def set_ylim(self, bottom=None, top=None, *, emit=True, auto=False, ymin=None, ymax=None):
        return self._set_limits(self.yaxis, bottom, top, ymin, ymax, auto, 'y')

    def _set_limits(self, axis, low, high, least, most, auto, name):
        if high is None and _depth(low) and not isinstance(low, str):
            low, high = low
        if least is not None:
            if low is not None:
                raise TypeError(f"Cannot pass both {'left' if name == 'x' else 'bottom'!r} and '{name}min'")
            low = least
        if most is not None:
            if high is not None:
                raise TypeError(f"Cannot pass both {'right' if name == 'x' else 'top'!r} and '{name}max'")
            high = most
        return axis.set_limits((low, high), auto)

    def set_xbound(self, lower=None, upper=None): self._set_bound(self.xaxis, lower, upper)
    def set_ybound(self, lower=None, upper=None): self._set_bound(self.yaxis, lower, upper)

    def _set_bound(self, axis, lower, upper):
        if upper is None and _depth(lower):
            lower, upper = lower
        old = sorted(axis.limits())
        lower, upper = old[0] if lower is None else lower, old[1] if upper is None else upper
        axis.set_limits((upper, lower) if axis._is_inverted else (lower, upper), None)

    def invert_xaxis(self): self.xaxis.set_limits(self.xaxis.limits()[::-1], None)
    def invert_yaxis(self): self.yaxis.set_limits(self.yaxis.limits()[::-1], None)
    def xaxis_inverted(self): return self.xaxis._is_inverted
    def yaxis_inverted(self): return self.yaxis._is_inverted

    def axis(self, arg=None, /, *, emit=True, **keywords):
        if arg in ('on', 'off') if isinstance(arg, str) else isinstance(arg, bool):
            self._is_on = arg in ('on', True)
        elif isinstance(arg, str):
            self._axis_mode(arg)
        elif arg is not None:
            if len(arg) != 4:
                raise TypeError('The first argument to axis() must be an iterable of the form [xmin, xmax, ymin, ymax]')
            self.set_xlim(arg[0], arg[1])
            self.set_ylim(arg[2], arg[3])
        else:
            if keywords:
                self.set_xlim(keywords.get('xmin'), keywords.get('xmax'))
                self.set_ylim(keywords.get('ymin'), keywords.get('ymax'))
        return _Pair((*self.get_xlim(), *self.get_ylim()))

    def _axis_mode(self, mode):
        if mode not in ('equal', 'tight', 'scaled', 'auto', 'image', 'square'):
            raise ValueError(f"Unrecognized string {mode!r} to axis; try 'on' or 'off'")
        self.xaxis._is_automatic = self.yaxis._is_automatic = True
        self._fits_x = self._fits_y = True
        self._update()
        if mode == 'auto':
            self._aspect = 'auto'
        elif mode in ('equal', 'scaled', 'image', 'square'):
            self._aspect = 1.0
        if mode == 'square':
            (left, right), (bottom, top) = self.xaxis.limits(), self.yaxis.limits()
            side = max(abs(right - left), abs(top - bottom))
            self.set_xlim(left, left + side)
            self.set_ylim(bottom, bottom + side)
        if mode in ('tight', 'scaled', 'image'):
            self.xaxis._is_automatic = self.yaxis._is_automatic = mode == 'tight'
