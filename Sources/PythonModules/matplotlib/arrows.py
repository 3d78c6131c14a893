"""Fields of arrows."""


class Quiver(_Mapped):
    """Arrows whose lengths and directions are given."""
    zorder = 1

    def __init__(self, x, y, u, v, look, keywords):
        super().__init__()
        self.X, self.Y, self.U, self.V = x, y, u, v
        self.angles, self.scale, self.scale_units, self.pivot = look
        self._array, self._colors = None, ['k']
        self._common(keywords)

    def get_color(self): return np.array([to_rgba(color, self._alpha) for color in self._colors])
    def _extend(self, limits): limits.add(self.X, self.Y)

    def _steps(self, wide, high, ratio):
        """How far the arrows reach across and up, in parts of the width of the axes."""
        u, v = self.U, self.V
        lengths = np.hypot(u, v)
        if self.angles == 'xy':
            across, up = u / wide, v / high * ratio
            if self.scale_units == 'xy':
                return across / self.scale, up / self.scale
            screen = np.hypot(across, up)
            directions = np.where(screen > 0, across / np.where(screen > 0, screen, 1), 0.0), np.where(screen > 0, up / np.where(screen > 0, screen, 1), 0.0)
        else:
            known = np.where(lengths > 0, lengths, 1)
            directions = u / known, v / known
        scale = self.scale
        if scale is None:
            scale = 1.8 * float(lengths.mean()) * max(10.0, math.sqrt(lengths.size)) or 1.0
        return lengths / scale * directions[0], lengths / scale * directions[1]

    def _described(self):
        axes = self.axes
        (left, right), (bottom, top) = axes.xaxis.limits(), axes.yaxis.limits()
        if axes.xaxis._scale != 'linear' or axes.yaxis._scale != 'linear':
            raise NotImplementedError('arrows of quiver here want linear axes')
        wide, high = right - left, top - bottom
        rows, columns, first, last, before, behind = axes._place._key()
        size = axes.figure.get_size_inches()
        ratio = float(size[1]) * (last - first) / rows / (float(size[0]) * (behind - before) / columns)
        across, up = self._steps(wide, high, ratio)
        back = {'tail': 0.0, 'mid': 0.5, 'middle': 0.5, 'tip': 1.0}[self.pivot]
        # Positions on the screen, relative to the width.
        x, y = (self.X - left) / wide - back * across, (self.Y - bottom) / high * ratio - back * up
        tip_x, tip_y = x + across, y + up
        length = np.hypot(across, up)
        head = np.minimum(0.4 * length, 0.018) / np.where(length > 0, length, 1)
        lines = [(x, y, tip_x, tip_y)]
        for turn in (2.6, -2.6):
            lines.append((tip_x, tip_y, tip_x + head * (across * math.cos(turn) - up * math.sin(turn)),
                          tip_y + head * (across * math.sin(turn) + up * math.cos(turn))))
        sides = [np.concatenate(side) for side in zip(*lines)]
        if self._array is not None:
            colors = self._mapped_colors(self._array)
        else:
            colors = [_described_color(color) for color in self._colors]
        if len(colors) > 1:
            colors = (colors * (len(x) // len(colors) + 1))[:len(x)] * 3
        return {'kind': 'segments', 'x0': left + sides[0] * wide, 'y0': bottom + sides[1] / ratio * high,
                'x1': left + sides[2] * wide, 'y1': bottom + sides[3] / ratio * high, 'colors': colors, 'style': '-',
                'width': 1.2, 'label': self._label or '', 'opacity': 1.0 if self._alpha is None else self._alpha}


class _Arrows:
    """What draws fields of arrows."""

    def quiver(self, *args, data=None, angles='uv', scale=None, scale_units=None, units='width', pivot='tail',
               color=None, cmap=None, norm=None, width=None, headwidth=3, headlength=5, headaxislength=4.5, minshaft=1,
               minlength=1, **keywords):
        if not 2 <= len(args) <= 5:
            raise TypeError(f'quiver() takes from 2 to 5 positional arguments but {len(args)} were given')
        numbers = np.asarray(args[-1], dtype=float).ravel() if len(args) in (3, 5) else None
        u, v = [np.atleast_1d(np.asarray(part, dtype=float)) for part in args[2 if len(args) > 3 else 0:][:2]]
        rows, columns = (1, u.size) if u.ndim == 1 else u.shape
        if len(args) > 3:
            x, y = np.asarray(self.xaxis._numbers(args[0])), np.asarray(self.yaxis._numbers(args[1]))
            if x.ndim == 1 and y.ndim == 1 and u.ndim == 2 and x.size == columns and y.size == rows:
                x, y = np.meshgrid(x, y)
        else:
            x, y = np.meshgrid(np.arange(columns), np.arange(rows))
        x, y, u, v = [np.asarray(part, dtype=float).ravel() for part in (x, y, u, v)]
        if x.size != y.size:
            raise ValueError(f'X and Y must be the same size, but X.size is {x.size} and Y.size is {y.size}.')
        u, v = [np.repeat(part, x.size) if part.size == 1 else part for part in (u, v)]
        if u.size != x.size or v.size != x.size:
            raise ValueError(f'Argument {"U" if u.size != x.size else "V"} has a size {u.size if u.size != x.size else v.size} '
                             f'which does not match {x.size}, the number of arrow positions')
        if angles not in ('uv', 'xy') or scale_units not in (None, 'xy', 'width') or scale_units == 'xy' and (angles != 'xy' or scale is None):
            raise NotImplementedError("arrows here are as long as quiver makes them, or as angles='xy', scale_units='xy', scale=s says")
        if pivot not in ('tail', 'mid', 'middle', 'tip'):
            raise ValueError(f"{pivot!r} is not a valid value for pivot; supported values are 'tail', 'mid', 'middle', 'tip'")
        given = _keywords('Quiver', keywords, {'label', 'alpha', 'zorder', 'visible', 'facecolor', 'edgecolor', 'linewidth'})
        face = given.pop('facecolor', color)
        given.pop('edgecolor', None)
        given.pop('linewidth', None)
        arrows = Quiver(x, y, u, v, (angles, scale, scale_units, pivot), given)
        if numbers is not None:
            arrows._array = numbers
            self._current_image = pyplot_state.image = arrows
        arrows._map(cmap, norm, None, None)
        if face is not None:
            arrows._colors = _one_or_each(face)
        return self._add(arrows)
