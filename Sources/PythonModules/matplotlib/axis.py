"""An axis: its scale, limits and ticks."""


class _Spine:
    """A side of the frame."""

    def __init__(self): self._visible = True
    def set_visible(self, b): self._visible = bool(b)
    def get_visible(self): return self._visible
    def set_color(self, c): pass
    def set_linewidth(self, w): pass
    def set_position(self, position): _note_once('figures here have their axes at the left and below')
    def set_bounds(self, low=None, high=None): pass


class _Spines(dict):
    """The sides of the frame, by their names."""

    def __getattr__(self, name):
        if name in self:
            return self[name]
        raise AttributeError(f"'Spines' object does not contain a {name!r} spine")

    def __getitem__(self, key):
        if isinstance(key, list):
            return _SpineGroup([dict.__getitem__(self, name) for name in key])
        if isinstance(key, slice):
            return _SpineGroup(list(self.values()))
        return dict.__getitem__(self, key)


class _SpineGroup:
    def __init__(self, spines): self.spines = spines

    def __getattr__(self, name):
        def each(*places, **keywords):
            for spine in self.spines:
                getattr(spine, name)(*places, **keywords)
        return each


class Axis:
    """One axis: its scale, its limits, its ticks."""

    def __init__(self, axes, name):
        self.axes, self.axis_name = axes, name
        self.clear()

    def clear(self):
        self._limits = (0.0, 1.0)
        self._is_automatic = True
        self._scale = 'linear'
        self._base = 10
        self._label = Text()
        self._ticks = None
        self._given_ticks = None
        self._tick_labels = None
        self._has_grid = False
        self._is_inverted = False
        self._categories = None
        self._rotation = 0.0
        self._is_shown = True
        self._formatter = None

    # Methods that notebooks call on `ax.xaxis`.
    def get_label(self): return self._label
    def get_label_text(self): return self._label.get_text()
    def set_label_text(self, label): self._label.set_text(label)
    label = property(get_label)
    def get_scale(self): return self._scale
    def set_visible(self, b): self._is_shown = bool(b)
    def set_ticks_position(self, position): pass
    def set_label_position(self, position): pass
    def tick_top(self): pass
    def tick_bottom(self): pass
    def tick_left(self): pass
    def tick_right(self): pass
    def set_minor_locator(self, locator): pass
    def set_minor_formatter(self, formatter): pass
    def set_tick_params(self, **keywords): pass
    def set_major_formatter(self, formatter): self._formatter = formatter

    def set_major_locator(self, locator):
        self._ticks = None
        self._locator = locator
        if isinstance(locator, NullLocator):
            self._ticks = []
        elif isinstance(locator, FixedLocator):
            self._ticks = [float(place) for place in locator.locs]

    def set_ticks(self, ticks, labels=None, *, minor=False, **keywords):
        if minor:
            return _Artists()
        self._given_ticks = np.asarray(ticks) if not isinstance(ticks, (list, tuple)) or not any(isinstance(tick, str) for tick in ticks) else None
        self._ticks = [float(place) for place in self._numbers(ticks)]
        if labels is not None:
            if len(labels) != len(self._ticks):
                raise ValueError(f"The number of FixedLocator locations ({len(self._ticks)}), usually from a call to "
                                 f"set_ticks, does not match the number of labels ({len(labels)}).")
            self._tick_labels = [label.get_text() if isinstance(label, Text) else str(label) for label in labels]
        turn = keywords.get('rotation')
        if turn is not None:
            self._rotation = turn
        if self._ticks:
            low, high = self.limits()
            least, most = min(self._ticks), max(self._ticks)
            if least < min(low, high) or most > max(low, high):
                low, high = min(least, min(low, high)), max(most, max(low, high))
                self.set_limits((high, low) if self._is_inverted else (low, high), None)
        return _Artists()

    def set_ticklabels(self, labels, **keywords):
        labels = [label.get_text() if isinstance(label, Text) else str(label) for label in labels]
        if self._ticks is not None and labels and len(labels) != len(self._ticks):
            raise ValueError(f"The number of FixedLocator locations ({len(self._ticks)}), usually from a call to "
                             f"set_ticks, does not match the number of labels ({len(labels)}).")
        self._tick_labels = labels
        if self._ticks is None and not labels:
            self._tick_labels = []
        return _Artists()

    def get_ticks(self):
        """The places that are marked: those that were set, or round numbers."""
        if self._ticks is not None:
            given = self._given_ticks
            return np.array(self._ticks) if given is None or len(given) != len(self._ticks) else given
        if self._categories is not None:
            return np.arange(len(self._categories)).astype(float)
        low, high = sorted(self.limits())
        if self._scale == 'log':
            first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
            return np.array([10.0 ** power for power in range(first, last + 1)])
        return _round_ticks(low, high)

    def get_ticklabels(self):
        labels = self._tick_labels
        if labels is None:
            labels = self._categories or ['' for _ in self.get_ticks()]
        return [Text(place, 0, label) if self.axis_name == 'x' else Text(0, place, label)
                for place, label in zip(self.get_ticks(), labels)]

    get_majorticklocs = get_ticks
    get_majorticklabels = get_ticklabels

    def grid(self, visible=None, **keywords): self._has_grid = not self._has_grid if visible is None and not keywords else visible is not False

    # Numbers and categories

    def _numbers(self, values):
        """Values as numbers; strings take places in turn."""
        if isinstance(values, (int, float)):
            return values
        if isinstance(values, str):
            return float(self._place(values))
        if hasattr(values, '_numbers_of_figure'):
            return values._numbers_of_figure()
        if isinstance(values, (list, tuple)) and any(isinstance(value, str) for value in values):
            return np.array([float(self._place(str(value))) for value in values])
        if isinstance(values, (list, tuple)) and values and hasattr(values[0], 'toordinal'):
            self._formatter = _date_label
            return np.array([_days(value) for value in values])
        if hasattr(values, 'toordinal'):
            self._formatter = _date_label
            return _days(values)
        if hasattr(values, 'dtype') and str(values.dtype)[:2] in ('<U', 'ob') and any(isinstance(value, str) for value in values.ravel().tolist()):
            return self._numbers([str(value) for value in values.tolist()])
        if isinstance(values, (range, dict)) or hasattr(values, '__iter__') and not hasattr(values, 'dtype') and not isinstance(values, (list, tuple)):
            values = list(values)
        found = np.asarray(values)
        return found if found.dtype in (int, float) else np.asarray(values, dtype=float)

    def _place(self, category):
        if self._categories is None:
            self._categories = []
        if category not in self._categories:
            self._categories.append(category)
        return self._categories.index(category)

    # Limits

    def limits(self):
        self.axes._update()
        return self._limits

    def set_limits(self, limits, auto=False):
        self.axes._update()
        low, high = limits
        low = self._limits[0] if low is None else float(self._numbers(low))
        high = self._limits[1] if high is None else float(self._numbers(high))
        for value in (low, high):
            if not math.isfinite(value):
                raise ValueError('Axis limits cannot be NaN or Inf')
        if low == high:
            _warn(f'Attempting to set identical low and high {self.axis_name}lims makes transformation singular; automatically expanding.')
        is_inverted = low > high
        low, high = self._apart(low, high)
        low, high = self._in_scale(min(low, high), max(low, high))
        self._limits = (high, low) if is_inverted else (low, high)
        self._is_inverted = is_inverted
        if auto is not None:
            self._is_automatic = bool(auto)
        for other in self.axes._sharing(self.axis_name):
            other_axis = getattr(other, self.axis_name + 'axis')
            other_axis._limits, other_axis._is_inverted = self._limits, is_inverted
            if auto is not None:
                other_axis._is_automatic = bool(auto)
        return _Pair(self._limits)

    def _apart(self, low, high):
        if self._scale != 'log':
            return _not_singular(low, high, expander=0.05)
        if low > high:
            low, high = high, low
        if not math.isfinite(low) or not math.isfinite(high):
            return 1, 10
        if high <= 0:
            _warn('Data has no positive values, and therefore cannot be log-scaled.')
            return 1, 10
        least = self._least()
        if low <= 0:
            low = least
        if low == high:
            low = self._base ** (math.ceil(math.log(low, self._base)) - 1)
            high = self._base ** (math.floor(math.log(high, self._base)) + 1)
        return low, high

    def _least(self):
        least = min(getattr(axes._data, 'least_' + self.axis_name) for axes in self.axes._sharing(self.axis_name))
        return least if math.isfinite(least) else 1e-300

    def _in_scale(self, low, high):
        if self._scale != 'log':
            return low, high
        least = self._least()
        return (least if low <= 0 else low), (least if high <= 0 else high)

    def _fit(self, margin):
        """Limits about the data, as matplotlib chooses them."""
        name = self.axis_name
        group = self.axes._sharing(name)
        lows = [value for axes in group for value in (getattr(axes._data, name + '0'), getattr(axes._data, name + '1'))
                if math.isfinite(value)]
        if lows:
            low, high = min(lows), max(lows)
        elif self._was_set:
            return
        else:
            low, high = -math.inf, math.inf
        low, high = self._apart(low, high)
        sticky = sorted(float(edge) for axes in group for artist in axes._children for edge in getattr(artist, '_sticky_' + name))
        tolerance = 1e-5 * abs(high - low)
        below = [edge for edge in sticky if edge < low + tolerance]
        above = [edge for edge in sticky if edge >= high - tolerance]
        low, high = self._in_scale(low, high)
        if self._scale == 'log':
            start, end = [float(value) for value in np.log10(np.array([low, high], dtype=float))]
            step = (end - start) * margin
            low, high = [float(value) for value in np.exp(np.array([start - step, end + step]) * np.log(10))]
        else:
            step = (high - low) * margin
            low, high = low - step, high + step
        if below:
            low = max(low, below[-1])
        if above:
            high = min(high, above[0])
        if self._scale != 'log':
            low, high = _not_singular(low, high, expander=1e-12, tiny=1e-13)
        else:
            low, high = self._apart(low, high)
        limits = (high, low) if self._is_inverted else (low, high)
        for axes in group:
            getattr(axes, name + 'axis')._limits = limits

    @property
    def _was_set(self): return self._limits != (0.0, 1.0)


class XAxis(Axis): pass
class YAxis(Axis): pass


def _round_ticks(low, high, most=9, steps=(1, 2, 2.5, 5, 10), least=2):
    """Round numbers that cover a range: multiples of one of some steps times a power of ten, as matplotlib's MaxNLocator."""
    low, high = _not_singular(low, high, expander=1e-13, tiny=1e-14)
    steps = list(steps)
    longer = [0.1 * step for step in steps[:-1]] + steps + [10 * steps[1]]
    distance = abs(high - low)
    middle = (high + low) / 2
    if abs(middle) / distance < 100:
        offset = 0
    else:
        offset = math.copysign(10 ** (math.log10(abs(middle)) // 1), middle)
    scale = 10 ** (math.log10(distance / most) // 1)
    start, end = low - offset, high - offset
    sizes = [step * scale for step in longer]
    raw = (end - start) / most
    fitting = [place for place, size in enumerate(sizes) if size >= raw]
    first = fitting[0] if fitting else len(sizes) - 1
    ticks = []
    for size in reversed(sizes[:first + 1]):
        base = start // size * size
        near = lambda value: abs(value - round(value)) < max(1e-10, 10 ** (math.log10(abs(offset) / size) - 12) if offset else 1e-10)
        quotient, rest = divmod(start - base, size)
        lower = quotient + 1 if near(rest / size) and rest / size > 0.5 else quotient
        quotient, rest = divmod(end - base, size)
        upper = quotient if near(rest / size) and rest / size < 0.5 else quotient + 1
        ticks = np.arange(lower, upper + 1) * size + base
        if ((ticks <= end) & (ticks >= start)).sum() >= least:
            break
    return ticks + offset


def _days(value):
    """Days since 1970, as matplotlib counts dates."""
    days = float(value.toordinal() - 719163)
    if hasattr(value, 'hour'):
        days += (value.hour + (value.minute + (value.second + value.microsecond / 1e6) / 60) / 60) / 24
    return days


def _date_label(days, position=None):
    import datetime
    whole = datetime.date.fromordinal(int(math.floor(days)) + 719163)
    return whole.isoformat()


class _Pair(tuple):
    """Two limits; what a call returns isn't shown."""


class Locator: pass
class NullLocator(Locator): pass


class FixedLocator(Locator):
    def __init__(self, locs, nbins=None): self.locs = locs


class MultipleLocator(Locator):
    def __init__(self, base=1.0, offset=0.0): self.base = base


class MaxNLocator(Locator):
    def __init__(self, nbins=10, **keywords): self.nbins = nbins


class AutoMinorLocator(Locator):
    def __init__(self, n=None): pass


class FuncFormatter:
    def __init__(self, func): self.func = func
    def __call__(self, x, pos=None): return self.func(x, pos)


class FormatStrFormatter:
    def __init__(self, fmt): self.fmt = fmt
    def __call__(self, x, pos=None): return self.fmt % x


class StrMethodFormatter:
    def __init__(self, fmt): self.fmt = fmt
    def __call__(self, x, pos=None): return self.fmt.format(x=x, pos=pos)


class NullFormatter:
    def __call__(self, x, pos=None): return ''


class PercentFormatter:
    def __init__(self, xmax=100, decimals=None, symbol='%'): self.xmax, self.decimals, self.symbol = xmax, decimals, symbol

    def __call__(self, x, pos=None):
        value = 100 * x / self.xmax
        return (f'{value:g}' if self.decimals is None else f'{value:.{self.decimals}f}') + self.symbol


class ScalarFormatter:
    def __init__(self, *places, **keywords): pass
    def __call__(self, x, pos=None): return f'{x:g}'
    def set_scientific(self, b): pass
    def set_powerlimits(self, lims): pass
    def set_useOffset(self, val): pass
