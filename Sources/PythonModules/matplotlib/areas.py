"""Filled areas in axes."""


class _Areas:
    """Filled areas."""

    def fill_between(self, x, y1, y2=0, where=None, interpolate=False, step=None, *, data=None, **keywords):
        return self._band(True, x, y1, y2, where, step, data, keywords)

    def fill_betweenx(self, y, x1, x2=0, where=None, step=None, interpolate=False, *, data=None, **keywords):
        return self._band(False, y, x1, x2, where, step, data, keywords)

    def _band(self, is_flat, along, first, second, where, step, data, keywords):
        own, other = (self.xaxis, self.yaxis) if is_flat else (self.yaxis, self.xaxis)
        along = np.ravel(own._numbers(_named_data(along, data)))
        first, second = [_single(other._numbers(_named_data(values, data)), len(along)) for values in (first, second)]
        for values in (first, second):
            if len(values) != len(along):
                raise ValueError(f'operands could not be broadcast together with shapes ({len(along)},) ({len(values)},)')
        taken = np.isfinite(along) & np.isfinite(first) & np.isfinite(second)
        if where is not None:
            where = np.asarray(where)
            if where.size != along.size:
                raise ValueError(f'where size ({where.size}) does not match \'{"x" if is_flat else "y"}\' size ({along.size})')
            taken = taken & where.ravel().astype(bool)
        shapes = []
        start = None
        for place in range(len(along) + 1):
            inside = place < len(along) and bool(taken[place])
            if inside and start is None:
                start = place
            if not inside and start is not None:
                shapes.append(self._outline(is_flat, along[start:place], first[start:place], second[start:place], step))
                start = None
        if not any(name in keywords for name in ('color', 'c', 'facecolor', 'facecolors', 'fc')):
            keywords = {**keywords, 'facecolor': self._next_patch_color()}
        return self._add(FillBetweenPolyCollection(shapes, keywords))

    @staticmethod
    def _outline(is_flat, along, first, second, step):
        if step is not None and len(along) > 1:
            line = lambda values: Line2D(along, values, drawstyle='steps-' + step)._steps()
            (along, first), (_, second) = line(first), line(second)
        x, y = np.concatenate((along, along[::-1])), np.concatenate((first, second[::-1]))
        return (x, y) if is_flat else (y, x)

    def stackplot(self, x, *args, labels=(), colors=None, baseline='zero', data=None, **keywords):
        rows = np.vstack([np.asarray(_named_data(values, data), dtype=float) for values in args])
        tops = np.concatenate((np.zeros((1, rows.shape[1])), rows.cumsum(axis=0)))
        found = []
        for n in range(rows.shape[0]):
            color = list(colors)[n % len(colors)] if colors is not None else self._next_color()
            label = list(labels)[n] if n < len(labels) else None
            found.append(self.fill_between(x, tops[n], tops[n + 1], facecolor=color, label=label, **keywords))
        if baseline == 'zero':
            found[0]._sticky_y = [0]
        return found

    def fill(self, *args, data=None, **keywords):
        found = []
        rest = [_named_data(value, data) for value in args]
        while rest:
            x, y, rest = rest[0], rest[1], rest[2:]
            own = dict(keywords)
            if rest and isinstance(rest[0], str):
                own.setdefault('color', rest[0])
                rest = rest[1:]
            if not any(name in own for name in ('color', 'facecolor', 'fc', 'c')):
                own['color'] = self._next_patch_color()
            points = np.column_stack((np.ravel(self.xaxis._numbers(x)), np.ravel(self.yaxis._numbers(y))))
            found.append(self._add(Polygon(points, **own)))
        return found

    def arrow(self, x, y, dx, dy, *, width=0.001, head_width=None, head_length=None, length_includes_head=False, **keywords):
        head_width = 3 * width if head_width is None else head_width
        head_length = 1.5 * head_width if head_length is None else head_length
        for name in ('shape', 'overhang', 'head_starts_at_zero'):
            keywords.pop(name, None)
        length = math.hypot(dx, dy)
        if not length:
            return self._add(FancyArrow(np.array([[x, y]], dtype=float), **keywords), fits=False, extends=False)
        whole = length if length_includes_head else length + head_length
        shaft = whole - head_length
        outline = [(0, width / 2), (shaft, width / 2), (shaft, head_width / 2), (whole, 0), (shaft, -head_width / 2), (shaft, -width / 2), (0, -width / 2)]
        cos, sin = dx / length, dy / length
        points = np.array([[x + a * cos - b * sin, y + a * sin + b * cos] for a, b in outline])
        found = self._add(FancyArrow(points, **keywords), fits=True)
        return found
