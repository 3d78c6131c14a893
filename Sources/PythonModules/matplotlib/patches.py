"""Filled shapes."""


class Patch(Artist):
    """A filled shape."""
    zorder = 1
    _known = {'color', 'facecolor', 'edgecolor', 'linewidth', 'linestyle', 'fill', 'label', 'alpha', 'zorder', 'visible'}

    def __init__(self, keywords, owner=None):
        super().__init__()
        given = _keywords(owner or type(self).__name__, keywords, self._known)
        self._common(given)
        both = given.pop('color', None)
        face, edge = given.pop('facecolor', None), given.pop('edgecolor', None)
        if both is not None:
            face = edge = both
        self._is_filled = given.pop('fill', True)
        if self._is_filled is None:
            self._is_filled = True
        self._face = rcParams['patch.facecolor'] if face is None else face
        self._edge = edge
        if edge is None and not self._is_filled:
            self._edge = 'black'
        for color in (self._face, self._edge):
            if color is not None:
                to_rgba(color)
        width = given.pop('linewidth', None)
        self._width = float(rcParams['patch.linewidth'] if width is None else width)
        self._style = _line_style(given.pop('linestyle', None))
        self._is_bar = False

    def get_facecolor(self):
        parts = to_rgba(self._face, self._alpha)
        return parts if self._is_filled else parts[:3] + (0,)

    def get_edgecolor(self):
        return (0.0, 0.0, 0.0, 0.0) if self._edge is None else to_rgba(self._edge, self._alpha)

    def set_facecolor(self, color): to_rgba(color); self._face = color
    def set_edgecolor(self, color): self._edge = color
    def set_color(self, c): to_rgba(c); self._face = self._edge = c
    def get_linewidth(self): return self._width
    def set_linewidth(self, w): self._width = float(w)
    def set_linestyle(self, ls): self._style = _line_style(ls)
    def get_fill(self): return self._is_filled
    def set_fill(self, b): self._is_filled = bool(b)
    def set_hatch(self, hatch): _note_once('figures here have no hatch=')
    get_fc, get_ec = get_facecolor, get_edgecolor

    def _extend(self, limits):
        x, y = self._extent()
        limits.add(x, y)

    def _extent(self): return self._corners()

    def _described(self):
        x, y = self._corners()
        fill = self._face if self._is_filled and self._face != 'none' else None
        edge = None if self._edge is None or isinstance(self._edge, str) and self._edge == 'none' or self._width == 0 else self._edge
        if fill is None and edge is None:
            return None
        return {'kind': 'area', 'x': x, 'y': y, 'label': self._label or '', 'fill': _described_color(fill),
                'edge': _described_color(edge), 'edge_width': self._width, 'bar': self._is_bar,
                'opacity': _opacity(self, self._face if fill is not None else self._edge)}


class Rectangle(Patch):
    """A rectangle from its lower left corner."""

    def __init__(self, xy, width, height, angle=0.0, rotation_point='xy', **keywords):
        super().__init__(keywords)
        self._x0, self._y0 = xy
        self._breadth, self._height = width, height
        self.angle = angle

    def __repr__(self):
        return (f'Rectangle(xy=({self._x0:g}, {self._y0:g}), width={self._breadth:g}, height={self._height:g}, '
                f'angle={self.angle:g})')

    def get_x(self): return self._x0
    def get_y(self): return self._y0
    def get_xy(self): return self._x0, self._y0
    def get_width(self): return self._breadth
    def get_height(self): return self._height
    def set_x(self, x): self._x0 = float(x); self._changed()
    def set_y(self, y): self._y0 = float(y); self._changed()
    def set_xy(self, xy): self._x0, self._y0 = xy; self._changed()
    def set_width(self, w): self._breadth = float(w); self._changed()
    def set_height(self, h): self._height = float(h); self._changed()
    def get_center(self): return np.array([self._x0 + self._breadth / 2, self._y0 + self._height / 2])

    def _corners(self):
        right, top = self._x0 + self._breadth, self._y0 + self._height
        x, y = np.array([self._x0, right, right, self._x0]), np.array([self._y0, self._y0, top, top])
        if not self.angle:
            return x, y
        turn = math.radians(self.angle)
        across, up = x - self._x0, y - self._y0
        return (self._x0 + across * math.cos(turn) - up * math.sin(turn),
                self._y0 + across * math.sin(turn) + up * math.cos(turn))

    def _extend(self, limits):
        if self._breadth or self._height:
            super()._extend(limits)


class Polygon(Patch):
    """A shape with corners."""

    def __init__(self, xy, closed=True, **keywords):
        super().__init__(keywords)
        points = np.asarray(xy, dtype=float)
        if closed and len(points) and (points[0] != points[-1]).any():
            points = np.concatenate((points, points[:1]))
        self._points = points

    def get_xy(self): return self._points
    def set_xy(self, xy): self._points = np.asarray(xy, dtype=float); self._changed()
    def _corners(self): return self._points[:, 0], self._points[:, 1]


class Ellipse(Patch):
    """An ellipse about its centre."""

    def __init__(self, xy, width, height, angle=0, **keywords):
        super().__init__(keywords)
        self._center = (float(xy[0]), float(xy[1]))
        self.width, self.height, self.angle = width, height, angle

    def get_center(self): return self._center
    def set_center(self, xy): self._center = tuple(xy); self._changed()
    def get_width(self): return self.width
    def get_height(self): return self.height
    center = property(get_center, set_center)

    def _corners(self):
        angles = np.linspace(0, 2 * math.pi, 73)
        across, up = self.width / 2 * np.cos(angles), self.height / 2 * np.sin(angles)
        turn = math.radians(self.angle)
        return (self._center[0] + across * math.cos(turn) - up * math.sin(turn),
                self._center[1] + across * math.sin(turn) + up * math.cos(turn))

    def _extent(self):
        turn = math.radians(self.angle)
        across = math.hypot(self.width / 2 * math.cos(turn), self.height / 2 * math.sin(turn))
        up = math.hypot(self.width / 2 * math.sin(turn), self.height / 2 * math.cos(turn))
        x, y = self._center
        return np.array([x - across, x + across]), np.array([y - up, y + up])


class Circle(Ellipse):
    """A circle about its centre."""

    def __init__(self, xy, radius=5, **keywords):
        super().__init__(xy, radius * 2, radius * 2, **keywords)
        self._radius = radius

    def __repr__(self): return f'Circle(xy=({self._center[0]:g}, {self._center[1]:g}), radius={self.width / 2:g})'
    def get_radius(self): return self.width / 2
    def set_radius(self, radius): self.width = self.height = 2 * radius; self._changed()
    radius = property(get_radius, set_radius)


class Wedge(Patch):
    """A slice of a disc, or of a ring."""

    def __init__(self, center, r, theta1, theta2, *, width=None, **keywords):
        super().__init__(keywords)
        self.center, self.r, self.theta1, self.theta2, self.width = tuple(center), r, theta1, theta2, width

    def _corners(self):
        angles = np.radians(np.linspace(self.theta1, self.theta2, max(2, int(abs(self.theta2 - self.theta1) / 5) + 2)))
        x, y = self.center[0] + self.r * np.cos(angles), self.center[1] + self.r * np.sin(angles)
        if self.width is None:
            return np.append(x, self.center[0]), np.append(y, self.center[1])
        inner = self.r - self.width
        back = angles[::-1]
        return (np.concatenate((x, self.center[0] + inner * np.cos(back))),
                np.concatenate((y, self.center[1] + inner * np.sin(back))))


class FancyArrow(Polygon):
    """An arrow as a shape."""


class _Band(Rectangle):
    """A band across the axes."""

    def __init__(self, is_horizontal, start, end, low, high, keywords):
        if is_horizontal:
            super().__init__((low, start), high - low, end - start, **keywords)
        else:
            super().__init__((start, low), end - start, high - low, **keywords)
        self._is_horizontal, self._from, self._to, self._low, self._high = is_horizontal, float(start), float(end), low, high

    def _extend(self, limits):
        values = np.array([self._from, self._to])
        limits.add(values, values, not self._is_horizontal, self._is_horizontal)

    def _described(self):
        return {'kind': 'rule', 'horizontal': self._is_horizontal, 'start': self._from, 'end': self._to,
                'from': float(self._low), 'to': float(self._high), 'style': '-', 'width': 0.0,
                'color': _described_color(self._face), 'opacity': _opacity(self, self._face), 'label': self._label or ''}
