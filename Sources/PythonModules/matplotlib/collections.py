"""Colour maps, and what is drawn in many pieces: points, lines, bands, cells."""


def _one_or_each(colors):
    """One colour as a list of one, or the colours of a list."""
    if colors is None or isinstance(colors, str) or _is_color(colors):
        return [colors]
    return list(colors)


class Normalize:
    """Numbers from vmin to vmax as parts from 0 to 1."""

    def __init__(self, vmin=None, vmax=None, clip=False):
        self.vmin, self.vmax, self.clip = None if vmin is None else float(vmin), None if vmax is None else float(vmax), clip

    def autoscale_None(self, values):
        values = np.asarray(values)
        values = values[np.isfinite(values)]
        if self.vmin is None and values.size:
            self.vmin = values.min().item()
        if self.vmax is None and values.size:
            self.vmax = values.max().item()

    def __call__(self, value, clip=None):
        self.autoscale_None(value)
        value = np.asarray(value, dtype=float) if _depth(value) else float(value)
        if self.vmin == self.vmax:
            return value * 0.0
        return (value - self.vmin) / (self.vmax - self.vmin)

    def _plain(self, values): return values


class LogNorm(Normalize):
    """Numbers as parts by their logarithm."""

    def autoscale_None(self, values):
        values = np.asarray(values)
        super().autoscale_None(values[values > 0])

    def __call__(self, value, clip=None):
        self.autoscale_None(value)
        low, high = math.log(self.vmin), math.log(self.vmax)
        return (np.log(value) - low) / (high - low)

    def _plain(self, values): return np.log(values)


class Colormap:
    """Colours for the parts from 0 to 1."""

    def __init__(self, name, N=256):
        self.name, self.N = name, N

    def __call__(self, X, alpha=None, bytes=False):
        if not _depth(X):
            place = X / (self.N - 1) if isinstance(X, int) and not isinstance(X, bool) else float(X)
            return self._parts(place) + (1.0 if alpha is None else alpha,)
        values = np.asarray(X)
        places = values / (self.N - 1) if values.dtype == int else values
        parts = [self._parts(float(place)) + (1.0 if alpha is None else alpha,) for place in places.ravel()]
        return np.array(parts).reshape(tuple(values.shape) + (4,))

    def _parts(self, place): return _map_color(self.name, min(max(place, 0.0), 1.0))
    def reversed(self, name=None): return Colormap(self.name[:-2] if self.name[-2:] == '_r' else self.name + '_r', self.N)
    def resampled(self, lutsize): return Colormap(self.name, lutsize)
    def set_bad(self, color='k', alpha=None): pass
    def set_under(self, color='k', alpha=None): pass
    def set_over(self, color='k', alpha=None): pass
    def __repr__(self): return f'<matplotlib.colors.Colormap {self.name}>'


class ListedColormap(Colormap):
    """Colours of one's own."""

    def __init__(self, colors, name='from_list', N=None):
        self.colors = [to_rgba(color) for color in colors]
        super().__init__(name, N or len(self.colors))

    def _parts(self, place):
        count = len(self.colors)
        return tuple(float(part) for part in self.colors[min(int(min(max(place, 0), 1) * count), count - 1)][:3])

    def reversed(self, name=None): return ListedColormap(self.colors[::-1], self.name + '_r')


class LinearSegmentedColormap(Colormap):
    """Colours between colours of one's own."""

    def __init__(self, name, colors, N=256):
        self.colors = [to_rgba(color) for color in colors]
        super().__init__(name, N)

    @staticmethod
    def from_list(name, colors, N=256, gamma=1.0):
        return LinearSegmentedColormap(name, colors, N)

    def _parts(self, place):
        place = min(max(place, 0.0), 1.0) * (len(self.colors) - 1)
        first = min(int(place), len(self.colors) - 2)
        rest = place - first
        return tuple(a + (b - a) * rest for a, b in zip(self.colors[first][:3], self.colors[first + 1][:3]))


def get_cmap(name=None, lut=None):
    """The colour map of a name."""
    if name is None:
        name = rcParams['image.cmap']
    if isinstance(name, Colormap):
        return name
    if not _has_map(name):
        raise ValueError(f'{name!r} is not a valid value for cmap.')
    return Colormap(name, lut or 256)


class _Mapped(Artist):
    """What shows numbers as colours."""

    def _map(self, cmap, norm, vmin, vmax):
        self.cmap = get_cmap(cmap)
        if isinstance(norm, str):
            if norm not in ('linear', 'log'):
                raise ValueError(f"Invalid norm str name; the following values are supported: 'linear', 'log'")
            norm = LogNorm() if norm == 'log' else None
        if norm is not None and (vmin is not None or vmax is not None):
            raise ValueError('Passing a Normalize instance simultaneously with vmin/vmax is not supported.  '
                             'Please pass vmin/vmax directly to the norm when creating it.')
        self.norm = Normalize(vmin, vmax) if norm is None else norm

    def get_cmap(self): return self.cmap
    def set_cmap(self, cmap): self.cmap = get_cmap(cmap)
    def get_clim(self): return self.norm.vmin, self.norm.vmax
    def get_array(self): return self._array

    def set_clim(self, vmin=None, vmax=None):
        if vmax is None and isinstance(vmin, tuple):
            vmin, vmax = vmin
        if vmin is not None:
            self.norm.vmin = vmin
        if vmax is not None:
            self.norm.vmax = vmax

    def _range(self):
        self.norm.autoscale_None(self._array)
        low, high = self.norm.vmin, self.norm.vmax
        return (0.0, 1.0) if low is None or high is None else (float(self.norm._plain(low)), float(self.norm._plain(high)))

    def _mapped_colors(self, values):
        """The colours of numbers, as descriptions."""
        return [_described_color(self.cmap(float(part))[:3]) if math.isfinite(part) else None
                for part in np.asarray(self.norm(values), dtype=float).ravel()]


class PathCollection(_Mapped):
    """Marks that may differ in size and colour."""
    zorder = 1

    def __init__(self, x, y, sizes, marker, keywords):
        super().__init__()
        self._x, self._y, self._sizes, self._marker = x, y, sizes, marker
        self._array = None
        self._colors = None
        self._edges = None
        self._width = 1.0
        self._common(keywords)

    def get_offsets(self): return np.column_stack((self._x, self._y))
    def set_offsets(self, offsets):
        points = np.asarray(offsets, dtype=float).reshape(-1, 2)
        self._x, self._y = points[:, 0], points[:, 1]

    def get_sizes(self): return self._sizes
    def set_sizes(self, sizes): self._sizes = np.asarray(sizes, dtype=float).ravel()
    def set_array(self, A): self._array = np.asarray(A, dtype=float).ravel()
    def get_facecolor(self): return np.array([to_rgba(color, self._alpha) for color in self._faces()])
    def get_edgecolor(self): return self.get_facecolor() if self._edges is None else np.array([to_rgba(color, self._alpha) for color in self._edges])
    def set_facecolor(self, color): self._colors = _one_or_each(color)
    def set_edgecolor(self, color): self._edges = _one_or_each(color)
    def set_color(self, color): self._colors = _one_or_each(color)
    def set_linewidth(self, lw): self._width = lw
    get_facecolors, get_edgecolors = get_facecolor, get_edgecolor

    def _faces(self):
        if self._array is not None:
            return [self.cmap(float(part)) for part in self.norm(self._array)]
        return self._colors

    def legend_elements(self, prop='colors', num='auto', **keywords):
        values = [float(value) for value in np.unique(self._array)]
        handles = [Line2D([], [], linestyle='None', marker=self._marker, color=self.cmap(float(self.norm(value))))
                   for value in values]
        labels = [f'$\\mathdefault{{{value:g}}}$' for value in values]
        return handles, labels

    def _extend(self, limits): limits.add(self._x, self._y)

    def _described(self):
        if not len(self._x):
            return None
        # Colours of many numbers are computed together, except for maps that contain the colours of lines.
        has_parts = self._array is not None and type(self.cmap) is Colormap and self.cmap.name[:3] != 'tab'
        parts = np.asarray(self.norm(self._array), dtype=float).ravel() if has_parts else None
        if has_parts:
            colors = []
        elif self._array is not None:
            colors = self._mapped_colors(self._array)
        else:
            colors = [_described_color(color) for color in self._colors]
        if colors == [None] and self._edges:
            colors = [_described_color(color) for color in self._edges]
        first = self._colors[0] if self._array is None and len(self._colors) == 1 else None
        opacity = self._alpha if self._alpha is not None and not _depth(self._alpha) else 1.0
        if self._alpha is None and first is not None:
            opacity = to_rgba(first)[3] or 1.0
        return {'kind': 'points', 'x': self._x, 'y': self._y, 'sizes': self._sizes, 'colors': colors,
                'parts': parts, 'map': self.cmap.name,
                'marker': self._marker, 'opacity': opacity, 'label': self._label or ''}


class LineCollection(_Mapped):
    """Many lines."""
    zorder = 2

    def __init__(self, segments, linewidths=None, *, colors=None, linestyles='solid', cmap=None, norm=None, array=None, **keywords):
        super().__init__()
        given = _keywords('LineCollection', keywords, {'label', 'alpha', 'zorder', 'visible', 'color', 'linewidth', 'linestyle'})
        self._common(given)
        colors = given.get('color', colors)
        self._segments = [np.asarray(segment, dtype=float) for segment in segments]
        self._colors = ['C0'] if colors is None else _one_or_each(colors)
        width = given.get('linewidth', linewidths)
        self._width = float(rcParams['lines.linewidth'] if width is None else np.ravel(width)[0])
        style = given.get('linestyle', linestyles)
        self._style = _line_style(style if isinstance(style, str) else style[0] if isinstance(style, list) else style)
        self._array = None if array is None else np.asarray(array, dtype=float).ravel()
        self._map(cmap, norm, None, None)

    def get_segments(self): return self._segments
    def set_segments(self, segments): self._segments = [np.asarray(segment, dtype=float) for segment in segments]
    def set_array(self, A): self._array = np.asarray(A, dtype=float).ravel()
    def get_color(self): return np.array([to_rgba(color, self._alpha) for color in self._colors])
    def set_color(self, c): self._colors = _one_or_each(c)
    def get_linewidth(self): return [self._width]
    def set_linewidth(self, lw): self._width = float(lw)
    get_colors, get_linewidths, get_edgecolor = get_color, get_linewidth, get_color

    def _extend(self, limits):
        for segment in self._segments:
            limits.add(segment[:, 0], segment[:, 1])

    def _described(self):
        starts = [segment[:-1] for segment in self._segments if len(segment) > 1]
        ends = [segment[1:] for segment in self._segments if len(segment) > 1]
        if not starts:
            return None
        if self._array is not None:
            colors = self._mapped_colors(self._array)
        else:
            colors = [_described_color(color) for color in self._colors]
        if len(colors) > 1:
            colors = [color for color, start in zip(colors * (len(starts) // len(colors) + 1), starts) for _ in range(len(start))]
        first, last = np.concatenate(starts), np.concatenate(ends)
        return {'kind': 'segments', 'x0': first[:, 0], 'y0': first[:, 1], 'x1': last[:, 0], 'y1': last[:, 1],
                'colors': colors, 'style': self._style, 'width': self._width, 'label': self._label or '',
                'opacity': 1.0 if self._alpha is None else self._alpha}


class PolyCollection(Artist):
    """Filled bands."""
    zorder = 1

    def __init__(self, shapes, keywords, fallback='C0'):
        super().__init__()
        given = _keywords(type(self).__name__, keywords, {'color', 'facecolor', 'edgecolor', 'linewidth', 'linestyle', 'label', 'alpha', 'zorder', 'visible'})
        self._common(given)
        both = given.pop('color', None)
        face, edge = given.pop('facecolor', None), given.pop('edgecolor', None)
        if both is not None:
            face = edge = both
        self._face = fallback if face is None else face
        self._edge = edge
        self._width = given.pop('linewidth', None)
        to_rgba(self._face)
        self._shapes = shapes

    def get_facecolor(self): return np.array([to_rgba(self._face, self._alpha)])
    def set_facecolor(self, color): self._face = color
    def set_color(self, color): self._face = self._edge = color
    get_facecolors = get_facecolor

    def _extend(self, limits):
        for x, y in self._shapes:
            limits.add(x, y)

    def _described(self):
        return [{'kind': 'area', 'x': x, 'y': y, 'label': self._label or '' if place == 0 else '',
                 'fill': _described_color(self._face), 'edge': None, 'edge_width': 0.0, 'bar': False,
                 'opacity': _opacity(self, self._face)} for place, (x, y) in enumerate(self._shapes)]


class FillBetweenPolyCollection(PolyCollection):
    """The band between two lines."""


class AxesImage(_Mapped):
    """A matrix as coloured cells."""
    zorder = 0

    def __init__(self, values, extent, origin, keywords):
        super().__init__()
        self._array, self._extent_given, self.origin = values, extent, origin
        self._common(keywords)
        left, right, bottom, top = self.get_extent()
        self._sticky_x, self._sticky_y = sorted((left, right)), sorted((bottom, top))

    def get_extent(self):
        if self._extent_given is not None:
            return list(self._extent_given)
        rows, columns = self._array.shape[:2]
        return [-0.5, columns - 0.5, rows - 0.5, -0.5] if self.origin == 'upper' else [-0.5, columns - 0.5, -0.5, rows - 0.5]

    def get_size(self): return tuple(self._array.shape[:2])
    def set_data(self, A): self._array = np.asarray(A)
    set_array = set_data

    def _extend(self, limits):
        left, right, bottom, top = self.get_extent()
        limits.add(np.array([left, right], dtype=float), np.array([bottom, top], dtype=float))

    def _described(self):
        values = self._array if self.origin == 'upper' else self._array[::-1]
        left, right, bottom, top = [float(edge) for edge in self.get_extent()]
        # The first drawn row is at the upper edge of the extent.
        if self.origin != 'upper' and bottom > top:
            pass
        colors, low, high = None, 0.0, 1.0
        plain = values
        if values.ndim == 3:
            scale = 255.0 if values.size and values.max() > 1 else 1.0
            colors = [_described_color(tuple(float(part) / scale for part in cell[:3])) for row in values for cell in row]
            plain = np.asarray(values[:, :, 0], dtype=float)
        else:
            low, high = self._range()
            plain = np.asarray(self.norm._plain(values), dtype=float)
        return {'kind': 'image', 'rows': values.shape[0], 'columns': values.shape[1], 'values': plain.ravel(),
                'colors': colors, 'left': left, 'right': right, 'bottom': bottom, 'top': top, 'lowest': low,
                'highest': high, 'map': _described_map(self.cmap), 'opacity': 1.0 if self._alpha is None else self._alpha}


class QuadMesh(AxesImage):
    """Coloured cells between lines."""
    zorder = 1
