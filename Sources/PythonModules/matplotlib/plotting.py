"""Lines, points and rules in axes."""


def _columns(values):
    """Numbers as a matrix whose columns are drawn."""
    values = np.asarray(values, dtype=float) if not isinstance(values, (int, float)) else np.array([float(values)])
    return values.reshape(-1, 1) if values.ndim <= 1 else values


def _single(values, count):
    """A number or numbers as so many numbers."""
    values = np.asarray(values, dtype=float)
    return np.full(count, float(values)) if values.ndim == 0 or values.size == 1 and count != 1 else values.ravel()


def _together(*values):
    """Numbers and vectors, as long as the longest of them."""
    values = [np.atleast_1d(np.asarray(value)).ravel() for value in values]
    count = max(value.size for value in values) if all(value.size for value in values) else 0
    for place, value in enumerate(values):
        if value.size not in (1, count):
            raise ValueError('shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg 0 with '
                             f'shape {tuple(values[0].shape)} and arg {place} '
                             f'with shape {tuple(value.shape)}.')
    return [np.repeat(value, count) if value.size == 1 else value for value in values]


def _named_data(values, data):
    """A column of `data` where a name stands for it."""
    if data is not None and isinstance(values, str):
        try:
            return data[values]
        except (KeyError, ValueError, IndexError):
            return values
    return values


class _Lines:
    """Lines, points and rules."""

    # Lines

    def plot(self, *args, scalex=True, scaley=True, data=None, **keywords):
        lines = []
        rest = list(args)
        if 'x' in keywords and 'y' in keywords and not rest:
            raise TypeError("plot() got an unexpected keyword argument 'x'")
        while rest:
            group, rest = rest[:2], rest[2:]
            if rest and isinstance(rest[0], str) and not (data is not None and rest[0] in data):
                group.append(rest[0])
                rest = rest[1:]
            lines += self._lines(group, data, keywords)
        for line in lines:
            self._add(line, fits=False)
        self._fits_x, self._fits_y = self._fits_x or scalex, self._fits_y or scaley
        return lines

    def _lines(self, group, data, keywords):
        keywords = dict(keywords)
        style = marker = color = None
        if len(group) > 1 and isinstance(group[-1], str) and not (data is not None and len(group) == 2 and group[-1] in data):
            style, marker, color = _format(group.pop())
            if style is None and marker is not None:
                style = 'None'
        group = [_named_data(values, data) for values in group]
        if len(group) == 2:
            x, y = self.xaxis._numbers(group[0]), self.yaxis._numbers(group[1])
        else:
            if not _depth(group[0]) and not hasattr(group[0], '__iter__'):
                group[0] = [group[0]]
            y = self.yaxis._numbers(group[0])
            x = self._index_of(group[0], len(y))
        x, y = _columns(x), _columns(y)
        if x.shape[0] != y.shape[0]:
            raise ValueError(f'x and y must have same first dimension, but have shapes {self._told(x)} and {self._told(y)}')
        if x.shape[1] != y.shape[1] and 1 not in (x.shape[1], y.shape[1]):
            raise ValueError(f'x has {x.shape[1]} columns, but y has {y.shape[1]} columns')
        for name, value in (('linestyle', style), ('marker', marker), ('color', color)):
            short = {'linestyle': 'ls', 'color': 'c'}.get(name)
            if value is not None and name not in keywords and short not in keywords:
                keywords[name] = value
        count = max(x.shape[1], y.shape[1])
        labels = keywords.pop('label', None)
        labels = list(labels) if isinstance(labels, (list, tuple)) and count > 1 else [labels] * count
        lines = []
        for place in range(count):
            own = dict(keywords)
            if 'color' not in own and 'c' not in own:
                own['color'] = self._next_color()
            if labels[place] is not None:
                own['label'] = labels[place]
            named = _keywords('Line2D', own, Line2D._known)
            line = Line2D(x[:, place % x.shape[1]], y[:, place % y.shape[1]], **named)
            if count == 1:
                line._given_x, line._given_y = self._kept(group[0] if len(group) == 2 else x, x), self._kept(group[-1], y)
            lines.append(line)
        return lines

    def _index_of(self, values, count):
        index = getattr(values, 'index', None)
        if index is not None and not callable(index) and hasattr(values, 'values'):
            return self.xaxis._numbers(index)
        return np.arange(count).astype(float)

    @staticmethod
    def _kept(given, numbers):
        """What was given, as an array of its own type."""
        if isinstance(given, (list, tuple)) and any(isinstance(value, (str, tuple, list)) for value in given) or hasattr(given, 'toordinal'):
            return numbers.ravel()
        if isinstance(given, (list, tuple)) and given and hasattr(given[0], 'toordinal'):
            return numbers.ravel()
        if isinstance(given, (int, float, list, tuple)) or hasattr(given, 'dtype'):
            return np.ravel(np.asarray(given))
        return numbers.ravel()

    @staticmethod
    def _told(values): return tuple(values.shape[:1]) if values.shape[1] == 1 else tuple(values.shape)

    def _scaled(self, x, y, base, args, keywords):
        for name, scales in (('x', x), ('y', y)):
            if scales:
                getattr(self, f'set_{name}scale')('log', base=keywords.pop('base', base))
        for name in ('basex', 'basey', 'subs', 'subsx', 'subsy', 'nonpositive'):
            keywords.pop(name, None)
        return self.plot(*args, **keywords)

    def loglog(self, *args, **keywords): return self._scaled(True, True, 10, args, keywords)
    def semilogx(self, *args, **keywords): return self._scaled(True, False, 10, args, keywords)
    def semilogy(self, *args, **keywords): return self._scaled(False, True, 10, args, keywords)

    def step(self, x, y, *args, where='pre', data=None, **keywords):
        if where not in ('pre', 'post', 'mid'):
            raise ValueError(f"{where!r} is not a valid value for where. Supported values are 'pre', 'post', 'mid'")
        keywords['drawstyle'] = 'steps-' + where
        return self.plot(x, y, *args, data=data, **keywords)

    def stairs(self, values, edges=None, *, orientation='vertical', baseline=0, fill=False, **keywords):
        values = np.asarray(values, dtype=float)
        edges = np.arange(len(values) + 1) if edges is None else np.asarray(edges, dtype=float)
        return self.plot(np.repeat(edges, 2), np.concatenate(([baseline], np.repeat(values, 2), [baseline])), **keywords)[0]

    def stem(self, *args, linefmt=None, markerfmt=None, basefmt=None, bottom=0, label=None, orientation='vertical', data=None):
        args = [_named_data(value, data) for value in args]
        if len(args) == 1:
            heads = np.asarray(args[0], dtype=float)
            places = np.arange(len(heads))
        else:
            places, heads = self.xaxis._numbers(args[0]), self.yaxis._numbers(args[1])
        for position, value in enumerate(args[2:]):
            linefmt, markerfmt, basefmt = (value, markerfmt, basefmt) if position == 0 else (linefmt, value, basefmt) if position == 1 else (linefmt, markerfmt, value)
        style, _, color = _format(linefmt) if linefmt else ('-', None, 'C0')
        style, color = style or '-', color or 'C0'
        mark_style, mark, mark_color = _format(markerfmt) if markerfmt else (None, 'o', color)
        base_style, _, base_color = _format(basefmt) if basefmt else ('-', None, 'C3')
        stems = LineCollection([np.array([[place, bottom], [place, head]]) for place, head in zip(places, heads)],
                               colors=color, linestyles=style, label='_nolegend_')
        self._add(stems, extends=False)
        for place, head in zip(places, heads):
            self._data.add(np.array([place, place], dtype=float), np.array([bottom, head], dtype=float))
        marks, = self.plot(places, heads, color=to_rgba(mark_color or color), linestyle=mark_style or 'None', marker=mark or 'o', label='_nolegend_')
        base, = self.plot([np.amin(places), np.amax(places)], [bottom, bottom], color=to_rgba(base_color or 'C3'), linestyle=base_style or '-', label='_nolegend_')
        found = StemContainer((marks, stems, base), label=label)
        self.containers.append(found)
        return found

    def axhline(self, y=0, xmin=0, xmax=1, **keywords): return self._rule('y', y, xmin, xmax, keywords)
    def axvline(self, x=0, ymin=0, ymax=1, **keywords): return self._rule('x', x, ymin, ymax, keywords)

    def _rule(self, name, value, low, high, keywords):
        axis = getattr(self, name + 'axis')
        given, value = value, float(axis._numbers(value))
        if isinstance(given, str):
            given = value
        bounds = sorted(axis.limits())
        named = _keywords('Line2D', keywords, Line2D._known)
        line = Line2D([low, high], [given, given], **named) if name == 'y' else Line2D([given, given], [low, high], **named)
        line._is_rule = name
        self._add(line, fits=False)
        if value < bounds[0] or value > bounds[1]:
            if name == 'x':
                self._fits_x = True
            else:
                self._fits_y = True
        return line

    def axline(self, xy1, xy2=None, *, slope=None, **keywords):
        if (xy2 is None) == (slope is None):
            raise TypeError("Exactly one of 'xy2' and 'slope' must be given")
        return self._add(AxLine(xy1, xy2, slope, _keywords('Line2D', keywords, Line2D._known)))

    def axhspan(self, ymin, ymax, xmin=0, xmax=1, **keywords):
        self._fits_y = True
        return self._add(_Band(True, self.yaxis._numbers(ymin), self.yaxis._numbers(ymax), xmin, xmax, keywords), fits=False)

    def axvspan(self, xmin, xmax, ymin=0, ymax=1, **keywords):
        self._fits_x = True
        return self._add(_Band(False, self.xaxis._numbers(xmin), self.xaxis._numbers(xmax), ymin, ymax, keywords), fits=False)

    def hlines(self, y, xmin, xmax, colors=None, linestyles='solid', *, label='', data=None, **keywords):
        y, xmin, xmax = _together(np.atleast_1d(self.yaxis._numbers(y)), self.xaxis._numbers(xmin), self.xaxis._numbers(xmax))
        segments = [np.array([[low, place], [high, place]]) for place, low, high in zip(y, xmin, xmax)]
        return self._add(LineCollection(segments, colors=colors, linestyles=linestyles, label=label, **keywords))

    def vlines(self, x, ymin, ymax, colors=None, linestyles='solid', *, label='', data=None, **keywords):
        x, ymin, ymax = _together(np.atleast_1d(self.xaxis._numbers(x)), self.yaxis._numbers(ymin), self.yaxis._numbers(ymax))
        segments = [np.array([[place, low], [place, high]]) for place, low, high in zip(x, ymin, ymax)]
        return self._add(LineCollection(segments, colors=colors, linestyles=linestyles, label=label, **keywords))

    def errorbar(self, x, y, yerr=None, xerr=None, fmt='', *, ecolor=None, elinewidth=None, capsize=None, barsabove=False,
                 lolims=False, uplims=False, xlolims=False, xuplims=False, errorevery=1, capthick=None, data=None, **keywords):
        x, y = np.atleast_1d(self.xaxis._numbers(_named_data(x, data))), np.atleast_1d(self.yaxis._numbers(_named_data(y, data)))
        if len(x) != len(y):
            raise ValueError("'x' and 'y' must have the same size")
        if lolims or uplims or xlolims or xuplims:
            _note_once('figures here draw errors to both sides; lolims= and uplims= change nothing')
        label = keywords.pop('label', None)
        line = None
        for full, short in (('linestyle', 'ls'), ('color', 'c')):
            if short in keywords:
                keywords[full] = keywords.pop(short)
        made = self._lines([x, y] if fmt in ('', 'none', 'None') else [x, y, fmt], None, {**keywords, 'label': '_nolegend_'})[0]
        if fmt.lower() != 'none':
            line = self._add(made)
        color = made.get_color() if ecolor is None else ecolor
        width = elinewidth if elinewidth is not None else keywords.get('linewidth', keywords.get('lw'))
        caps, bars = [], []
        capsize = rcParams['errorbar.capsize'] if capsize is None else capsize
        for errors, name in ((xerr, 'x'), (yerr, 'y')):
            if errors is None:
                continue
            errors = np.asarray(_named_data(errors, data), dtype=float)
            if errors.ndim == 2 and errors.shape[0] != 2 or errors.ndim > 2:
                raise ValueError(f"'{name}err' must be a scalar or a 1D or (2, n) array-like whose shape matches '{name}'")
            if (errors < 0).any():
                raise ValueError(f"'{name}err' must not contain negative values")
            below, above = (errors[0], errors[1]) if errors.ndim == 2 else (errors, errors)
            values = x if name == 'x' else y
            below, above = _single(below, len(values)), _single(above, len(values))
            if len(below) != len(values):
                raise ValueError(f"'{name}err' (shape: {tuple(errors.shape)}) must be a scalar or a 1D or (2, n) array-like whose shape matches '{name}' (shape: {tuple(values.shape)})")
            low, high = (values - below)[::errorevery], (values + above)[::errorevery]
            draw = self.hlines if name == 'x' else self.vlines
            bars.append(draw(y[::errorevery] if name == 'x' else x[::errorevery], low, high, colors=[color],
                             label='_nolegend_', **({'linewidth': width} if width is not None else {}),
                             **({'alpha': keywords['alpha']} if 'alpha' in keywords else {})))
            if capsize:
                for end in (low, high):
                    place = (end, y[::errorevery]) if name == 'x' else (x[::errorevery], end)
                    cap = Line2D(place[0], place[1], linestyle='None', marker='|' if name == 'x' else '_', markersize=2 * capsize,
                                 color=made.get_color() if ecolor is None else 'C0', markeredgecolor=color, label='_nolegend_')
                    caps.append(self._add(cap))
        found = ErrorbarContainer((line, tuple(caps), tuple(bars)), has_xerr=xerr is not None, has_yerr=yerr is not None, label=label)
        self.containers.append(found)
        return found

    # Points

    def scatter(self, x, y, s=None, c=None, *, marker=None, cmap=None, norm=None, vmin=None, vmax=None, alpha=None,
                linewidths=None, edgecolors=None, plotnonfinite=False, data=None, **keywords):
        x, y, s, c = [_named_data(values, data) for values in (x, y, s, c)] if data is not None else (x, y, s, c)
        x, y = np.ravel(self.xaxis._numbers(x)), np.ravel(self.yaxis._numbers(y))
        if x.size != y.size:
            raise ValueError('x and y must be the same size')
        given = _keywords('PathCollection', keywords, {'color', 'facecolor', 'edgecolor', 'linewidth', 'linestyle', 'label', 'zorder', 'visible', 'sizes'})
        sizes = np.array([rcParams['lines.markersize'] ** 2.0]) if s is None else np.ravel(np.asarray(s))
        if len(sizes) not in (1, x.size):
            raise ValueError('s must be a scalar, or float array-like with the same size as x and y')
        edges = given.pop('edgecolor', edgecolors)
        color, face = given.pop('color', None), given.pop('facecolor', None)
        width = given.pop('linewidth', linewidths)
        given.pop('linestyle', None)
        points = PathCollection(x, y, sizes, _marker('o' if marker is None else marker), {**given, 'alpha': alpha})
        points._width = 1.5 if width is None else width
        if color is not None:
            if c is not None:
                raise ValueError("Supply a 'c' argument or a 'color' kwarg but not both; they differ but their functionalities overlap.")
            c = face = color
            edges = color if edges is None else edges
        elif c is None and face is not None:
            c = face
        points._edges = None if edges is None or isinstance(edges, str) and edges in ('face', 'none', 'None') else _one_or_each(edges)
        numbers = self._color_numbers(c, x.size)
        if numbers is not None:
            points._array = numbers
            points._map(cmap, norm, vmin, vmax)
            points.norm.autoscale_None(numbers)
            self._current_image = points
            pyplot_state.image = points
        else:
            points._map(None, None, None, None)
            if c is None:
                c = self._next_patch_color()
            points._colors = _one_or_each(c if not hasattr(c, 'dtype') else [tuple(row) for row in c] if c.ndim == 2 else tuple(c))
            if len(points._colors) not in (1, x.size) and x.size:
                raise ValueError(f"'c' argument has {len(points._colors)} elements, which is inconsistent with 'x' and 'y' with size {x.size}.")
            for one in points._colors:
                if one is not None:
                    try:
                        to_rgba(one)
                    except ValueError:
                        raise ValueError(f"'c' argument must be a color, a sequence of colors, or a sequence of numbers, not {c!r}") from None
        return self._add(points)

    def _color_numbers(self, c, count):
        """The numbers that colours are made of; None where colours are given."""
        if c is None or isinstance(c, str) or isinstance(c, (list, tuple)) and any(isinstance(part, str) for part in c):
            return None
        if isinstance(c, tuple) and len(c) == 2 and isinstance(c[0], str):
            return None
        try:
            values = np.asarray(c, dtype=float)
        except (ValueError, TypeError):
            return None
        if values.ndim == 2 and values.shape[1] in (3, 4) and values.shape[0] in (1, count) and values.size != count:
            return None
        if values.size != count:
            if values.ndim == 1 and values.size in (3, 4):
                return None
            raise ValueError(f"'c' argument has {values.size} elements, which is inconsistent with 'x' and 'y' with size {count}.")
        if values.ndim == 1 and count in (3, 4) and isinstance(c, tuple) and values.size == count and False:
            return None
        return values.ravel()
