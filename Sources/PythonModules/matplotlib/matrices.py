"""Matrices as coloured cells, and contours."""


class _Matrices:
    """Matrices, contours, and what there isn't."""

    def imshow(self, X, cmap=None, norm=None, *, aspect=None, interpolation=None, alpha=None, vmin=None, vmax=None, origin=None,
               extent=None, interpolation_stage=None, filternorm=True, filterrad=4.0, resample=None, url=None, data=None, **keywords):
        values = np.asarray(X)
        if values.ndim == 3 and values.shape[2] == 1:
            values = values[:, :, 0]
        if not (values.ndim == 2 or values.ndim == 3 and values.shape[2] in (3, 4)):
            raise TypeError(f'Invalid shape {tuple(values.shape)} for image data')
        origin = origin or rcParams['image.origin']
        given = _keywords('AxesImage', keywords, {'label', 'zorder', 'visible'})
        image = AxesImage(values, extent, origin, {**given, 'alpha': alpha})
        image._map(cmap, norm, vmin, vmax)
        if values.ndim == 2:
            image.norm.autoscale_None(values)
        self._aspect = {'equal': 1.0, None: 1.0 if rcParams['image.aspect'] == 'equal' else rcParams['image.aspect']}.get(aspect, aspect)
        return self._show_cells(image)

    def _show_cells(self, image):
        self._add(image, fits=False)
        left, right, bottom, top = image.get_extent()
        if self.xaxis._is_automatic:
            self.xaxis.set_limits((left, right), None)
        if self.yaxis._is_automatic:
            self.yaxis.set_limits((bottom, top), None)
        self._current_image = image
        pyplot_state.image = image
        return image

    def matshow(self, Z, **keywords): return self.imshow(Z, **{'origin': 'upper', 'interpolation': 'nearest', 'aspect': 'equal', **keywords})
    def spy(self, Z, **keywords):
        keywords.pop('markersize', None)
        return self.imshow((np.asarray(Z) != 0).astype(float), **{'cmap': 'binary', **keywords})

    def pcolormesh(self, *args, alpha=None, norm=None, cmap=None, vmin=None, vmax=None, shading=None, antialiased=False, data=None, **keywords):
        values = np.asarray(args[-1], dtype=float)
        rows, columns = values.shape
        if len(args) == 3:
            x, y = [np.asarray(side, dtype=float) for side in args[:2]]
            x, y = x[0] if x.ndim == 2 else x, y[:, 0] if y.ndim == 2 else y
        elif len(args) == 1:
            x, y = np.arange(columns + 1).astype(float), np.arange(rows + 1).astype(float)
        else:
            raise TypeError(f'pcolormesh() takes 1 or 3 positional arguments but {len(args)} were given')
        x, y = self._cell_edges(x, columns), self._cell_edges(y, rows)
        for edges in (x, y):
            steps = np.diff(edges)
            if steps.size and not np.allclose(steps, steps[0], rtol=1e-3):
                _note_once('cells of unequal size are drawn equally large here')
        given = _keywords('QuadMesh', keywords, {'label', 'zorder', 'visible', 'edgecolor', 'linewidth'})
        given.pop('edgecolor', None)
        given.pop('linewidth', None)
        mesh = QuadMesh(values, (float(x[0]), float(x[-1]), float(y[0]), float(y[-1])), 'lower', {**given, 'alpha': alpha})
        mesh._map(cmap, norm, vmin, vmax)
        mesh.norm.autoscale_None(values)
        self._add(mesh)
        self._current_image = mesh
        pyplot_state.image = mesh
        return mesh

    pcolor = pcolormesh

    @staticmethod
    def _cell_edges(places, count):
        if len(places) == count + 1:
            return places
        if len(places) != count:
            raise TypeError(f'Dimensions of C do not match X or Y: {len(places)} places for {count} cells')
        if count == 1:
            return np.array([places[0] - 0.5, places[0] + 0.5])
        half = np.diff(places) / 2
        return np.concatenate(([places[0] - half[0]], places[:-1] + half, [places[-1] + half[-1]]))

    def hist2d(self, x, y, bins=10, range=None, density=False, weights=None, cmin=None, cmax=None, *, data=None, **keywords):
        x, y = np.ravel(np.asarray(x, dtype=float)), np.ravel(np.asarray(y, dtype=float))
        counts, x_edges, y_edges = _count_cells(x, y, bins, range)
        if density:
            counts = counts / counts.sum() / (np.diff(x_edges).reshape(-1, 1) * np.diff(y_edges))
        mesh = self.pcolormesh(x_edges, y_edges, counts.T, **keywords)
        self.set_xlim(x_edges[0], x_edges[-1])
        self.set_ylim(y_edges[0], y_edges[-1])
        return counts, x_edges, y_edges, mesh

    def contour(self, *args, data=None, **keywords): return self._contours(False, args, keywords)
    def contourf(self, *args, data=None, **keywords): return self._contours(True, args, keywords)

    def _contours(self, is_filled, args, keywords):
        if len(args) in (1, 2):
            z = np.asarray(args[0], dtype=float)
            if z.ndim != 2:
                raise TypeError(f'Input z must be 2D, not {z.ndim}D')
            x, y = np.arange(z.shape[1]).astype(float), np.arange(z.shape[0]).astype(float)
            levels = args[1] if len(args) == 2 else None
        elif len(args) in (3, 4):
            x, y, z = [np.asarray(side, dtype=float) for side in args[:3]]
            levels = args[3] if len(args) == 4 else None
        else:
            raise TypeError(f'contour{"f" if is_filled else ""}() takes from 1 to 4 positional arguments but {len(args)} were given')
        if z.ndim != 2:
            raise TypeError(f'Input z must be 2D, not {z.ndim}D')
        if z.shape[0] < 2 or z.shape[1] < 2:
            raise TypeError(f'Input z must be at least a (2, 2) shaped array, but has shape {tuple(z.shape)}')
        if x.ndim == 1:
            x = np.broadcast_to(x, z.shape) if len(x) == z.shape[1] else None
        if y.ndim == 1:
            y = np.broadcast_to(y.reshape(-1, 1), z.shape) if len(y) == z.shape[0] else None
        if x is None or y is None or tuple(x.shape) != tuple(z.shape) or tuple(y.shape) != tuple(z.shape):
            raise TypeError(f'Length of x must match number of columns in z, and length of y the number of rows: z is {tuple(z.shape)}')
        levels = keywords.pop('levels', levels)
        found = QuadContourSet(is_filled, x, y, z, levels, keywords)
        self._add(found)
        self._current_image = found
        pyplot_state.image = found
        return found

    def clabel(self, CS, levels=None, **keywords):
        found = []
        for level in (CS.levels if levels is None else levels):
            place = CS._label_place(float(level))
            if place is not None:
                text = keywords.get('fmt')
                words = text % level if isinstance(text, str) and '%' in text else text[level] if isinstance(text, dict) else f'{level:g}' if text is None else text(level) if callable(text) else text.format(level)
                found.append(self.text(place[0], place[1], words, ha='center', va='center', fontsize=keywords.get('fontsize')))
        return found

    def _missing(name, instead):
        def refuse(self, *args, **keywords):
            raise NotImplementedError(f'figures here have no {name}; {instead}')
        return refuse

    quiverkey = _missing('quiverkey', 'text says how long arrows are')
    barbs = _missing('barbs', 'quiver draws arrows')
    streamplot = _missing('streamplot', 'contour shows a surface, plot a way through it')
    violinplot = _missing('violinplot', 'boxplot and hist show how values are spread')
    hexbin = _missing('hexbin', 'hist2d counts in squares')
    specgram = psd = csd = _missing('spectra', 'np.fft and plot show one')
    table = _missing('table', 'print shows one')
    eventplot = _missing('eventplot', 'vlines draws the same')
    tricontour = tricontourf = tripcolor = triplot = _missing('triangles', 'contour takes a grid')
    broken_barh = _missing('broken_barh', 'barh with left= draws the same')
    plot_surface = plot_wireframe = plot_trisurf = scatter3D = plot3D = set_zlabel = set_zlim = view_init = _missing(
        'third axis', 'contourf or heat shows a surface')


class _Patches(list):
    """What several data sets were drawn as; what a call returns isn't shown."""

    def __repr__(self): return f'<a list of {len(self)} objects>'


def _count_cells(x, y, bins, range):
    """How many points fall into each cell of a grid."""
    if isinstance(bins, (list, tuple)) and len(bins) == 2:
        x_bins, y_bins = bins
    else:
        x_bins = y_bins = bins
    x_range, y_range = (None, None) if range is None else range
    x_edges, y_edges = np.histogram(x, x_bins, range=x_range)[1], np.histogram(y, y_bins, range=y_range)[1]
    counts = np.zeros((len(x_edges) - 1, len(y_edges) - 1))
    columns = np.minimum(np.searchsorted(x_edges, x, side='right') - 1, np.where(x == x_edges[-1], len(x_edges) - 2, len(x_edges)))
    rows = np.minimum(np.searchsorted(y_edges, y, side='right') - 1, np.where(y == y_edges[-1], len(y_edges) - 2, len(y_edges)))
    for column, row in zip(columns.tolist(), rows.tolist()):
        if 0 <= column < len(x_edges) - 1 and 0 <= row < len(y_edges) - 1:
            counts[column, row] += 1
    return counts, x_edges, y_edges


class QuadContourSet(_Mapped):
    """Lines of one height each, or the bands between them."""
    zorder = 2

    def __init__(self, is_filled, x, y, z, levels, keywords):
        super().__init__()
        self.filled = is_filled
        self.zorder = 1 if is_filled else 2
        self._x, self._y, self._array = x, y, z
        given = _keywords('ContourSet', keywords, {'colors', 'cmap', 'norm', 'vmin', 'vmax', 'alpha', 'linewidth', 'linestyle', 'extend', 'zorder', 'origin', 'extent', 'corner_mask', 'nchunk', 'locator', 'label'})
        if given.get('locator') is not None:
            _note_once('figures here choose the heights of contours by levels=; locator= changes nothing')
        self.alpha = self._alpha = given.get('alpha')
        self.extend = given.get('extend') or 'neither'
        self.colors = given.get('colors')
        if given.get('zorder') is not None:
            self.zorder = given['zorder']
        width, style = given.get('linewidth'), given.get('linestyle')
        self._width = float(rcParams['lines.linewidth'] if width is None else np.ravel(width)[0])
        self._style = style if style is None or isinstance(style, str) else style[0]
        self._map(given.get('cmap'), given.get('norm'), given.get('vmin'), given.get('vmax'))
        self.zmin, self.zmax = float(np.nanmin(z)), float(np.nanmax(z))
        if levels is None or isinstance(levels, int):
            count = 7 if levels is None else levels
            self.levels = self._chosen_levels(count)
        else:
            self.levels = np.asarray(levels, dtype=float).ravel()
        if is_filled and len(self.levels) < 2:
            raise ValueError('Filled contours require at least 2 levels.')
        if len(self.levels) > 1 and float(np.min(np.diff(self.levels))) <= 0:
            raise ValueError('Contour levels must be increasing')
        self.layers = 0.5 * (self.levels[:-1] + self.levels[1:]) if is_filled else self.levels
        self.norm.autoscale_None(self.levels)
        self._sticky_x = [float(np.min(x)), float(np.max(x))]
        self._sticky_y = [float(np.min(y)), float(np.max(y))]

    def _chosen_levels(self, count):
        low, high = _not_singular(self.zmin, self.zmax, expander=1e-13, tiny=1e-14)
        levels = _round_ticks(low, high, count + 1, (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10), 1)
        under, over = np.nonzero(levels < self.zmin)[0], np.nonzero(levels > self.zmax)[0]
        first = int(under[-1]) if len(under) else 0
        last = int(over[0]) + 1 if len(over) else len(levels)
        if self.extend in ('min', 'both'):
            first += 1
        if self.extend in ('max', 'both'):
            last -= 1
        return levels if last - first < 3 else levels[first:last]

    def get_label(self): return self._label
    def legend_elements(self, **keywords): return [], []
    def _extend(self, limits): limits.add(self._x, self._y)
    def set_label(self, s): self._label = s

    def _color(self, place):
        """The colour of a line, or of a band."""
        if self.colors is not None:
            colors = _one_or_each(self.colors)
            return colors[place % len(colors)]
        return self.cmap(float(self.norm(float(self.layers[place]))))[:3]

    def _segments(self, level):
        """The pieces of the line of one height: where it crosses the sides of each cell (marching squares, Lorensen and
        Cline, 1987)."""
        x, y, z = self._x, self._y, self._array
        above = z > level
        kinds = (above[:-1, :-1] * 1 + above[:-1, 1:] * 2 + above[1:, 1:] * 4 + above[1:, :-1] * 8)
        starts, ends = [], []
        with np.errstate(divide='ignore', invalid='ignore'):
            def cut(x0, y0, z0, x1, y1, z1):
                part = (level - z0) / (z1 - z0)
                return x0 + part * (x1 - x0), y0 + part * (y1 - y0)

            corner = lambda rows, columns: (x[rows, columns], y[rows, columns], z[rows, columns])
            low, high = slice(None, -1), slice(1, None)
            lower = cut(*corner(low, low), *corner(low, high))
            right = cut(*corner(low, high), *corner(high, high))
            upper = cut(*corner(high, low), *corner(high, high))
            left = cut(*corner(low, low), *corner(high, low))
            center = (z[:-1, :-1] + z[:-1, 1:] + z[1:, 1:] + z[1:, :-1]) / 4 > level
        known = np.isfinite(z[:-1, :-1] + z[:-1, 1:] + z[1:, 1:] + z[1:, :-1])
        pieces = [(lower, left, (kinds == 1) | (kinds == 14) | (kinds == 5) & ~center | (kinds == 10) & center),
                  (lower, right, (kinds == 2) | (kinds == 13) | (kinds == 10) & ~center | (kinds == 5) & center),
                  (right, upper, (kinds == 4) | (kinds == 11) | (kinds == 5) & ~center | (kinds == 10) & center),
                  (left, upper, (kinds == 8) | (kinds == 7) | (kinds == 10) & ~center | (kinds == 5) & center),
                  (left, right, (kinds == 3) | (kinds == 12)), (lower, upper, (kinds == 6) | (kinds == 9))]
        for first, second, chosen in pieces:
            chosen = chosen & known
            if chosen.any():
                starts.append((first[0][chosen], first[1][chosen]))
                ends.append((second[0][chosen], second[1][chosen]))
        if not starts:
            return None
        join = lambda pairs, side: np.concatenate([pair[side] for pair in pairs])
        return join(starts, 0), join(starts, 1), join(ends, 0), join(ends, 1)

    def _label_place(self, level):
        found = self._segments(level)
        if found is None:
            return None
        middle = len(found[0]) // 2
        return float(found[0][middle]), float(found[1][middle])

    def _described(self):
        return self._described_bands() if self.filled else self._described_lines()

    def _described_lines(self):
        found = []
        for place, level in enumerate(self.levels.tolist()):
            pieces = self._segments(level)
            if pieces is None:
                continue
            style = self._style
            if style is None:
                style = '--' if self.colors is not None and len(_one_or_each(self.colors)) == 1 and level < 0 else '-'
            found.append({'kind': 'segments', 'x0': pieces[0], 'y0': pieces[1], 'x1': pieces[2], 'y1': pieces[3],
                          'colors': [_described_color(self._color(place))], 'style': _line_style(style), 'width': self._width,
                          'label': '', 'opacity': 1.0 if self._alpha is None else self._alpha})
        return found

    def _described_bands(self):
        """The bands as cells that are smaller than those of the grid, so that their edges look smooth."""
        x, y = self._x[0], self._y[:, 0]
        columns, rows = [min(256, 16 * len(side)) for side in (x, y)]
        across = np.linspace(float(x[0]), float(x[-1]), columns + 1)
        up = np.linspace(float(y[0]), float(y[-1]), rows + 1)
        across, up = (across[:-1] + across[1:]) / 2, (up[:-1] + up[1:]) / 2
        values = self._between(across, up)
        bands = np.searchsorted(self.levels, values, side='right') - 1.0
        last = len(self.levels) - 1
        bands = np.where(values == self.levels[-1], last - 1.0, bands)
        outside = (bands < 0) & (self.extend not in ('min', 'both')) | (bands >= last) & (self.extend not in ('max', 'both'))
        bands = np.where(outside | ~np.isfinite(values), np.nan, np.clip(bands, 0, last - 1))
        colors = [_described_color(self._color(place)) for place in range(last)]
        return {'kind': 'image', 'rows': rows, 'columns': columns, 'values': bands[::-1].ravel(), 'colors': None,
                'left': float(x[0]), 'right': float(x[-1]), 'bottom': float(y[0]), 'top': float(y[-1]), 'lowest': -0.5,
                'highest': last - 0.5, 'map': ([self._plain_color(color) for color in colors], True),
                'opacity': 1.0 if self._alpha is None else self._alpha}

    @staticmethod
    def _plain_color(color):
        return tuple(float(part) for part in to_rgba(_cycle[color] if isinstance(color, int) else 'black' if color == 'foreground' else 'white' if color == 'background' else (1.0, 1.0, 1.0) if color is None else color)[:3])

    def _between(self, across, up):
        """Heights between those of the grid, by straight lines."""
        x, y, z = self._x[0], self._y[:, 0], self._array
        if x[-1] < x[0]:
            x, z = x[::-1], z[:, ::-1]
        if y[-1] < y[0]:
            y, z = y[::-1], z[::-1]
        columns = np.clip(np.searchsorted(x, across, side='right') - 1, 0, len(x) - 2)
        rows = np.clip(np.searchsorted(y, up, side='right') - 1, 0, len(y) - 2)
        right = (across - x[columns]) / (x[columns + 1] - x[columns])
        upper = ((up - y[rows]) / (y[rows + 1] - y[rows])).reshape(-1, 1)
        below = z[rows][:, columns] * (1 - right) + z[rows][:, columns + 1] * right
        above = z[rows + 1][:, columns] * (1 - right) + z[rows + 1][:, columns + 1] * right
        return below * (1 - upper) + above * upper
