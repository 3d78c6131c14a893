"""What is drawn, and lines."""


class Artist:
    """Something that is drawn."""
    zorder = 1

    def __init__(self):
        self.axes = None
        self.figure = None
        self._label = ''
        self._alpha = None
        self._visible = True
        self._sticky_x = []
        self._sticky_y = []

    def get_label(self): return self._label
    def set_label(self, s): self._label = None if s is None else str(s)
    def get_visible(self): return self._visible
    def set_visible(self, b): self._visible = bool(b)
    def get_alpha(self): return self._alpha
    def set_alpha(self, alpha): self._alpha = alpha
    def get_zorder(self): return self.zorder
    def set_zorder(self, level): self.zorder = level
    def get_figure(self): return self.figure
    def set_clip_on(self, b): pass
    def set_picker(self, picker): pass
    def set_transform(self, t): _note_once('figures here move nothing by set_transform')

    def remove(self):
        if self.axes is None:
            raise ValueError('cannot remove artist')
        self.axes._forget(self)
        self.axes = None

    def set(self, **keywords):
        for name, value in keywords.items():
            setter = getattr(self, 'set_' + _aliases.get(name, name), None)
            if setter is None:
                setter = getattr(self, 'set_' + name, None)
            if setter is None:
                if name in _silent:
                    continue
                raise AttributeError(f"{type(self).__name__}.set() got an unexpected keyword argument {name!r}")
            setter(value)
        return _Artists()

    def _changed(self):
        if self.axes is not None:
            self.axes._stale = True

    def _common(self, keywords):
        """Takes the keywords that every artist has."""
        label = keywords.pop('label', None)
        if label is not None:
            self._label = str(label)
        self._alpha = keywords.pop('alpha', self._alpha)
        zorder = keywords.pop('zorder', None)
        if zorder is not None:
            self.zorder = zorder
        self._visible = keywords.pop('visible', True)


def _opacity(artist, color):
    return artist._alpha if artist._alpha is not None else to_rgba(color)[3]


class Line2D(Artist):
    """A line through points, and marks at them."""
    zorder = 2
    _known = {'color', 'linestyle', 'linewidth', 'marker', 'markersize', 'markerfacecolor', 'markeredgecolor',
              'drawstyle', 'markevery', 'label', 'alpha', 'zorder', 'visible', 'dashes', 'transform', 'xdata', 'ydata'}

    def __init__(self, xdata, ydata, linewidth=None, linestyle=None, color=None, marker=None, **keywords):
        super().__init__()
        given = _keywords('Line2D', keywords, self._known)
        self._common(given)
        self.set_data(xdata, ydata)
        self._color = rcParams['lines.color'] if color is None else color
        _check_color(self._color)
        style = given.pop('linestyle', linestyle)
        self._style = _line_style(rcParams['lines.linestyle'] if style is None else style)
        self._width = float(rcParams['lines.linewidth'] if linewidth is None else linewidth)
        self._marker = _marker(rcParams['lines.marker'] if marker is None else marker)
        self._marker_size = float(given.pop('markersize', None) or rcParams['lines.markersize'])
        self._marker_face = given.pop('markerfacecolor', None)
        self._marker_edge = given.pop('markeredgecolor', None)
        self._draw_style = given.pop('drawstyle', None) or 'default'
        self._every = given.pop('markevery', None)
        if given.pop('dashes', None):
            self._style = '--'
        self._is_rule = None
        self._transform = given.pop('transform', None)

    def __repr__(self):
        if self._label:
            return f'Line2D({self._label})'
        if len(self._x) > 3:
            first, second, last = [f'({x:g},{y:g})' for x, y in ((self._x[0], self._y[0]), (self._x[1], self._y[1]), (self._x[-1], self._y[-1]))]
            return f'Line2D({first},{second},...,{last})'
        return 'Line2D(' + ','.join(f'({x:g},{y:g})' for x, y in zip(self._x, self._y)) + ')'

    def get_xdata(self, orig=True): return self._given_x if orig else self._x
    def get_ydata(self, orig=True): return self._given_y if orig else self._y
    def get_data(self, orig=True): return self.get_xdata(orig), self.get_ydata(orig)
    def get_xydata(self): return np.column_stack((self._x, self._y))
    def set_xdata(self, x): self._given_x, self._x = x, np.asarray(x, dtype=float).ravel(); self._changed()
    def set_ydata(self, y): self._given_y, self._y = y, np.asarray(y, dtype=float).ravel(); self._changed()

    def set_data(self, *args):
        x, y = args[0] if len(args) == 1 else args
        self.set_xdata(x)
        self.set_ydata(y)

    def get_color(self): return self._color
    def set_color(self, color): to_rgba(color); self._color = color
    def get_linestyle(self): return self._style
    def set_linestyle(self, ls): self._style = _line_style(ls)
    def get_linewidth(self): return self._width
    def set_linewidth(self, w): self._width = float(w)
    def get_marker(self): return self._marker
    def set_marker(self, marker): self._marker = _marker(marker)
    def get_markersize(self): return self._marker_size
    def set_markersize(self, sz): self._marker_size = float(sz)
    def get_markerfacecolor(self): return self._color if self._marker_face in (None, 'auto') else self._marker_face
    def set_markerfacecolor(self, fc): self._marker_face = fc
    def get_markeredgecolor(self): return self._color if self._marker_edge in (None, 'auto') else self._marker_edge
    def set_markeredgecolor(self, ec): self._marker_edge = ec
    def get_drawstyle(self): return self._draw_style
    def set_drawstyle(self, drawstyle): self._draw_style = drawstyle
    def get_markevery(self): return self._every
    def set_markevery(self, every): self._every = every
    get_c, set_c, get_ls, set_ls, get_lw, set_lw = get_color, set_color, get_linestyle, set_linestyle, get_linewidth, set_linewidth

    def _extend(self, limits):
        if self._is_rule != 'y':
            limits.add(self._x, self._y, True, self._is_rule is None)
        else:
            limits.add(self._x, self._y, False, True)

    def _described(self):
        if self._is_rule:
            horizontal = self._is_rule == 'y'
            value, parts = (self._y[0], self._x) if horizontal else (self._x[0], self._y)
            return {'kind': 'rule', 'horizontal': horizontal, 'start': float(value), 'end': float(value),
                    'from': float(parts[0]), 'to': float(parts[1]), **self._look()}
        x, y = self._steps()
        if not len(x) or self._style == 'None' and self._marker in ('None', ' ', ''):
            return None
        marks = {'marker': 'None' if self._marker in (' ', '', 'none') else self._marker, 'marker_size': self._marker_size}
        if self._every is not None and marks['marker'] != 'None':
            return [{'kind': 'line', 'x': x, 'y': y, **self._look(), 'marker': 'None', 'marker_size': 0.0},
                    {'kind': 'line', 'x': self._chosen(self._x), 'y': self._chosen(self._y), **self._look(), **marks,
                     'style': 'None', 'label': ''}]
        if self._draw_style != 'default' and marks['marker'] != 'None':
            return [{'kind': 'line', 'x': x, 'y': y, **self._look(), 'marker': 'None', 'marker_size': 0.0},
                    {'kind': 'line', 'x': self._x, 'y': self._y, **self._look(), **marks, 'style': 'None', 'label': ''}]
        color = self._color
        if self._marker in ('|', '_') and self._marker_edge is not None:
            color = self._marker_edge
        if self._style == 'None' and self._marker_face not in (None, 'auto', 'none', 'None'):
            color = self._marker_face
        return {'kind': 'line', 'x': x, 'y': y, **self._look(), **marks, 'color': _described_color(color)}

    def _look(self):
        return {'style': self._style, 'width': self._width, 'color': _described_color(self._color),
                'opacity': _opacity(self, self._color), 'label': self._label or ''}

    def _chosen(self, values):
        every = self._every
        if isinstance(every, tuple):
            return values[every[0]::every[1]]
        if isinstance(every, int):
            return values[::every]
        if isinstance(every, float):
            return values[::max(1, int(len(values) * every / 2))]
        return values[every]

    def _steps(self):
        x, y, kind = self._x, self._y, self._draw_style
        if kind in ('default', None) or len(x) < 2:
            return x, y
        if kind in ('steps', 'steps-pre'):
            return np.repeat(x, 2)[:-1], np.repeat(y, 2)[1:]
        if kind == 'steps-post':
            return np.repeat(x, 2)[1:], np.repeat(y, 2)[:-1]
        middles = (x[:-1] + x[1:]) / 2
        return np.concatenate((x[:1], np.repeat(middles, 2), x[-1:])), np.repeat(y, 2)


class AxLine(Line2D):
    """A line without ends through a point."""

    def __init__(self, xy1, xy2, slope, keywords):
        super().__init__([0, 1], [0, 1], **keywords)
        self._through, self._slope = xy1, slope
        if xy2 is not None:
            self._slope = (xy2[1] - xy1[1]) / (xy2[0] - xy1[0]) if xy2[0] != xy1[0] else math.inf

    def get_xy1(self): return self._through
    def get_slope(self): return self._slope
    def _extend(self, limits): limits.add([self._through[0]], [self._through[1]])

    def _steps(self):
        if self._slope == math.inf:
            return np.full(2, float(self._through[0])), np.array(self.axes.get_ylim())
        ends = np.array(self.axes.get_xlim())
        return ends, self._through[1] + self._slope * (ends - self._through[0])
