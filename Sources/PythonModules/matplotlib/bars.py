"""Bars, histograms, boxes and slices in axes."""


def _weighed(values, bins, weights, is_density):
    """The sum of the weights in each bin, the last one with both of its edges."""
    taken = (values >= bins[0]) & (values <= bins[-1])
    values, weights = values[taken], weights[taken]
    places = np.minimum(np.searchsorted(bins, values, side='right') - 1, len(bins) - 2)
    sums = np.bincount(places, weights, len(bins) - 1)
    return sums / np.diff(bins) / sums.sum() if is_density else sums


def _box_numbers(values, reach):
    """The quartiles, the ends of the whiskers, and what lies beyond them."""
    lower, middle, upper = [float(value) for value in np.percentile(values, [25, 50, 75])]
    if isinstance(reach, (tuple, list)):
        low, high = [float(value) for value in np.percentile(values, list(reach))]
    else:
        low, high = lower - reach * (upper - lower), upper + reach * (upper - lower)
    inside_high, inside_low = values[values <= high], values[values >= low]
    top = upper if not inside_high.size or float(inside_high.max()) < upper else float(inside_high.max())
    base = lower if not inside_low.size or float(inside_low.min()) > lower else float(inside_low.min())
    return lower, middle, upper, base, top, np.concatenate((values[values < base], values[values > top]))


class _Bars:
    """Bars, and what counts values."""

    def bar(self, x, height, width=0.8, bottom=None, *, align='center', data=None, **keywords):
        return self._bars(True, _named_data(x, data), _named_data(height, data), width, bottom, align, keywords)

    def barh(self, y, width, height=0.8, left=None, *, align='center', data=None, **keywords):
        return self._bars(False, _named_data(y, data), _named_data(width, data), height, left, align, keywords)

    def _bars(self, is_vertical, places, lengths, thickness, base, align, keywords):
        if align not in ('center', 'edge'):
            raise ValueError(f"{align!r} is not a valid value for align. Supported values are 'center', 'edge'")
        along, across = (self.xaxis, self.yaxis) if is_vertical else (self.yaxis, self.xaxis)
        keywords = dict(keywords)
        errors = keywords.pop('yerr', None), keywords.pop('xerr', None)
        error_look = {'ecolor': keywords.pop('ecolor', 'k'), 'capsize': keywords.pop('capsize', None), **keywords.pop('error_kw', {})}
        tick_labels = keywords.pop('tick_label', None)
        is_logarithmic = keywords.pop('log', False)
        label = keywords.pop('label', '')
        given = _keywords('Rectangle', keywords, Patch._known)
        colors, faces, edges = given.pop('color', None), given.pop('facecolor', None), given.pop('edgecolor', None)
        if colors is None and faces is None:
            colors = self._next_patch_color()
        if is_logarithmic:
            (self.set_yscale if is_vertical else self.set_xscale)('log')
        places = np.atleast_1d(np.asarray(along._numbers(places), dtype=float))
        lengths = np.atleast_1d(np.asarray(across._numbers(lengths)))
        thickness = np.atleast_1d(np.asarray(thickness, dtype=float))
        base = np.atleast_1d(np.asarray(0.0 if base is None else base, dtype=float))
        places, lengths, thickness, base = _together(places, lengths, thickness, base)
        count = len(places)
        if count:
            thickness = (places[0] + thickness) - places[0]
        each = lambda value: [None] * count if value is None else (_one_or_each(value) * count)[:count]
        colors, faces, edges = each(colors), each(faces), each(edges)
        labels = list(label) if isinstance(label, (list, tuple)) else ['_nolegend_'] * count
        if len(labels) != count:
            raise ValueError(f'number of labels ({len(labels)}) does not match number of bars ({count}).')
        widths = each(given.pop('linewidth', None)) if _depth(given.get('linewidth')) else [given.pop('linewidth', None)] * count
        patches = []
        for n in range(count):
            start = places[n] - thickness[n] / 2 if align == 'center' else places[n]
            look = {**given, 'facecolor': colors[n] if faces[n] is None else faces[n], 'label': labels[n], 'linewidth': widths[n] if widths[n] is not None else 0.0 if edges[n] is None else None}
            if edges[n] is not None:
                look['edgecolor'] = edges[n]
            if is_vertical:
                patch = Rectangle((start, base[n]), thickness[n], lengths[n], **look)
                patch._sticky_y = [float(base[n])]
            else:
                patch = Rectangle((base[n], start), lengths[n], thickness[n], **look)
                patch._sticky_x = [float(base[n])]
            patch._is_bar = True
            patches.append(self._add(patch))
        bars = None
        if errors[0] is not None or errors[1] is not None:
            ends = base + lengths
            at = (places if align == 'center' else places + thickness / 2)
            bars = self.errorbar(*((at, ends) if is_vertical else (ends, at)), yerr=errors[0], xerr=errors[1], fmt='none', **error_look)
        found = BarContainer(patches, bars, datavalues=lengths, orientation='vertical' if is_vertical else 'horizontal',
                             label='_nolegend_' if isinstance(label, (list, tuple)) else label)
        self.containers.append(found)
        if tick_labels is not None:
            names = [str(tick_labels)] * count if isinstance(tick_labels, str) else [str(name) for name in tick_labels]
            along.set_ticks([float(place) for place in places], names)
        return found

    def bar_label(self, container, labels=None, *, fmt='%g', label_type='edge', padding=0, **keywords):
        found = []
        for n, patch in enumerate(container.patches):
            value = float(container.datavalues[n])
            words = labels[n] if labels is not None else fmt(value) if callable(fmt) else fmt % value if '%' in fmt else fmt.format(value)
            is_vertical = container.orientation == 'vertical'
            middle = label_type == 'center'
            along = patch.get_x() + patch.get_width() / 2 if is_vertical else patch.get_y() + patch.get_height() / 2
            start, length = (patch.get_y(), patch.get_height()) if is_vertical else (patch.get_x(), patch.get_width())
            end = start + length * (0.5 if middle else 1)
            away = 0 if middle else padding if value >= 0 else -padding
            if is_vertical:
                place, offset = (along, end), (0, away)
                look = {'ha': 'center', 'va': 'center' if middle else 'bottom' if value >= 0 else 'top'}
            else:
                place, offset = (end, along), (away, 0)
                look = {'va': 'center', 'ha': 'center' if middle else 'left' if value >= 0 else 'right'}
            found.append(self.annotate(words, place, offset, textcoords='offset points', **look, **keywords))
        return found

    def hist(self, x, bins=None, *, range=None, density=False, weights=None, cumulative=False, bottom=None, histtype='bar',
             align='mid', orientation='vertical', rwidth=None, log=False, color=None, label=None, stacked=False, data=None, **keywords):
        if histtype not in ('bar', 'barstacked', 'step', 'stepfilled'):
            raise ValueError(f"{histtype!r} is not a valid value for histtype. Supported values are 'bar', 'barstacked', 'step', 'stepfilled'")
        x = _named_data(x, data)
        sets = self._data_sets(x)
        count = len(sets)
        stacked = stacked or histtype == 'barstacked'
        weights = [None] * count if weights is None else self._data_sets(weights)
        bins = 10 if bins is None else bins
        if color is None:
            colors = [self._next_color() for _ in sets]
        else:
            colors = [color] * count if _is_color(color) else list(color)
            if len(colors) != count:
                raise ValueError(f"The 'color' keyword argument must have one color per dataset, but {count} datasets and {len(colors)} colors were provided")
        if range is None:
            known = [values for values in sets if len(values)]
            if known:
                range = (min(float(np.nanmin(values)) for values in known), max(float(np.nanmax(values)) for values in known))
        if count > 1 and any(len(values) for values in sets):
            bins = np.histogram(np.concatenate(sets), bins, range=range)[1]
        elif not sets[0].size and range is None:
            range = (0, 1)
        tops = []
        for values, own in zip(sets, weights):
            found, bins = np.histogram(values, bins, range=range, density=bool(density) and not stacked)
            if own is not None:
                found = _weighed(values, bins, own, bool(density) and not stacked)
            tops.append(np.asarray(found, dtype=float))
        tops, bins = np.array(tops), np.asarray(bins, dtype=float)
        if stacked:
            tops = tops.cumsum(axis=0)
            if density:
                tops = (tops / np.diff(bins)) / tops[-1].sum()
        if cumulative:
            backwards = not isinstance(cumulative, bool) and cumulative < 0
            if density:
                tops = tops * np.diff(bins)
            tops = tops[:, ::-1].cumsum(axis=1)[:, ::-1] if backwards else tops.cumsum(axis=1)
        patches = (self._histogram_bars if histtype[:3] == 'bar' else self._histogram_steps)(
            tops, bins, colors, bottom, histtype, align, orientation, rwidth, log, stacked)
        labels = [None] if label is None else [label] if isinstance(label, str) else list(label)
        for place, own in enumerate(patches):
            name = labels[place] if place < len(labels) else None
            first = own[0] if len(own) else None
            if first is not None:
                for patch in own:
                    patch.set(**keywords)
                    patch._label = '_nolegend_'
                first._label = '_nolegend_' if name is None else str(name)
        if count == 1:
            return tops[0], bins, patches[0]
        return tops, bins, _Patches(patches)

    def _data_sets(self, x):
        """Numbers as one set or several: the columns of a matrix, the lists of a list."""
        if isinstance(x, (list, tuple)) and len(x) and (_depth(x[0]) or isinstance(x[0], (list, tuple)) or hasattr(x[0], 'values')):
            return [np.ravel(np.asarray(self.xaxis._numbers(values), dtype=float)) for values in x]
        values = self.xaxis._numbers(x)
        if _depth(values) == 2:
            return [values[:, place] for place in np.arange(values.shape[1])]
        return [np.ravel(np.asarray(values, dtype=float))]

    def _histogram_bars(self, tops, bins, colors, bottom, kind, align, orientation, rwidth, log, stacked):
        whole = np.diff(bins)
        count = len(tops)
        part = min(max(rwidth, 0), 1) if rwidth is not None else 0.8 if count > 1 and not stacked else 1.0
        if kind == 'bar' and not stacked:
            width = part * whole / count
            step, offset = width, -0.5 * part * whole * (1 - 1 / count)
        else:
            width, step, offset = part * whole, 0.0, 0.0
        offset = offset + (0.5 * whole if align == 'mid' else whole if align == 'right' else 0.0)
        patches = []
        for top, color in zip(tops, colors):
            if bottom is None:
                bottom = np.zeros(len(top))
            height = top - bottom if stacked else top
            draw = self.barh if orientation == 'horizontal' else self.bar
            patches.append(draw(bins[:-1] + offset, height, width, bottom if orientation != 'horizontal' else bottom, align='center', log=log, color=color))
            if stacked:
                bottom = top
            offset = offset + step
        for bars in patches[1:]:
            for patch in bars:
                patch._sticky_x = patch._sticky_y = []
        return patches

    def _histogram_steps(self, tops, bins, colors, bottom, kind, align, orientation, rwidth, log, stacked):
        if log:
            (self.set_xscale if orientation == 'horizontal' else self.set_yscale)('log')
        edges = bins - 0.5 * (bins[1] - bins[0]) if align == 'left' else bins + 0.5 * (bins[1] - bins[0]) if align == 'right' else bins
        bottom = 0.0 if bottom is None else bottom
        is_filled = kind == 'stepfilled'
        patches = [None] * len(tops)
        for place in reversed(range(len(tops))):
            top = tops[place]
            base = tops[place - 1] if stacked and place else np.zeros(len(top)) + bottom
            across = np.concatenate((np.repeat(edges, 2), np.repeat(edges[1:-1], 2)[::-1] if is_filled else []))
            up = np.concatenate(([base[0]], np.repeat(top + (0 if stacked else bottom), 2), [base[-1]]))
            if is_filled:
                up = np.concatenate((up, np.repeat(base, 2)[1:-1][::-1]))
            x, y = (up, across) if orientation == 'horizontal' else (across, up)
            look = {'facecolor': colors[place]} if is_filled else {'edgecolor': colors[place], 'fill': False}
            shape = Polygon(np.column_stack((x, y)), closed=is_filled, **look)
            shape._is_open = not is_filled
            patches[place] = [self._add(shape)]
        for own in patches:
            if orientation == 'horizontal':
                own[0]._sticky_x = [0.0]
            else:
                own[0]._sticky_y = [0.0]
        return patches

    def boxplot(self, x, notch=None, sym=None, vert=None, orientation='vertical', whis=None, positions=None, widths=None,
                patch_artist=None, bootstrap=None, usermedians=None, conf_intervals=None, meanline=None, showmeans=None,
                showcaps=None, showbox=None, showfliers=None, boxprops=None, tick_labels=None, flierprops=None, medianprops=None,
                meanprops=None, capprops=None, whiskerprops=None, manage_ticks=True, autorange=False, zorder=None,
                capwidths=None, label=None, data=None, labels=None):
        if vert is False:
            orientation = 'horizontal'
        names = labels if tick_labels is None else tick_labels
        sets = self._data_sets(x)
        positions = [float(n + 1) for n in np.arange(len(sets))] if positions is None else [float(place) for place in positions]
        spread = max(positions) - min(positions)
        widths = [min(max(0.15 * spread, 0.15), 0.5)] * len(sets) if widths is None else [float(width) for width in _single(widths, len(sets))]
        found = {'whiskers': [], 'caps': [], 'boxes': [], 'medians': [], 'fliers': [], 'means': []}
        flat = orientation == 'horizontal'

        def draw(across, up, **look):
            return self.plot(*((up, across) if flat else (across, up)), **{'color': 'black', 'linewidth': 1.0, 'marker': '', 'label': '_nolegend_', **look})[0]

        for n, values in enumerate(sets):
            values = values[np.isfinite(values)]
            if not values.size:
                continue
            lower, middle, upper, base, top, outside = _box_numbers(values, 1.5 if whis is None else whis)
            place, half = positions[n], widths[n] / 2
            left, right = place - half, place + half
            if showbox is not False:
                across, up = [left, right, right, left, left], [lower, lower, upper, upper, lower]
                if patch_artist:
                    shape = Polygon(np.column_stack((up, across) if flat else (across, up)), facecolor='C0', edgecolor='black', label='_nolegend_')
                    if boxprops:
                        shape.set(**boxprops)
                    found['boxes'].append(self._add(shape))
                else:
                    found['boxes'].append(draw(across, up, label=None, **(boxprops or {})))
            found['whiskers'] += [draw([place, place], [lower, base], **(whiskerprops or {})), draw([place, place], [upper, top], **(whiskerprops or {}))]
            if showcaps is not False:
                cap = half / 2
                found['caps'] += [draw([place - cap, place + cap], [end, end], **(capprops or {})) for end in (base, top)]
            found['medians'].append(draw([left, right], [middle, middle], **{'color': 'C1', **(medianprops or {})}))
            if showmeans:
                mean = float(values.mean())
                if meanline:
                    found['means'].append(draw([left, right], [mean, mean], color='C2', linestyle='--', label=None))
                else:
                    found['means'].append(draw([place], [mean], color='C2', linestyle='None', marker='^', markersize=6, label=None))
            if showfliers is not False and sym != '':
                found['fliers'].append(draw(np.full(outside.size, place), outside, **{'linestyle': 'None', 'marker': 'o', 'markersize': 6, **(flierprops or {})}))
        if manage_ticks:
            self._box_ticks(flat, positions, names, found['medians'])
        return found

    def _box_ticks(self, flat, positions, names, medians):
        name = 'y' if flat else 'x'
        setattr(self._data, name + '0', min(getattr(self._data, name + '0'), min(positions) - 0.5))
        setattr(self._data, name + '1', max(getattr(self._data, name + '1'), max(positions) + 0.5))
        for median, place in zip(medians, positions):
            setattr(median, '_sticky_' + name, [place - 0.5, place + 0.5])
        axis = self.yaxis if flat else self.xaxis
        axis._ticks = list(positions)
        axis._tick_labels = [str(name) for name in names] if names is not None else [f'{place:g}' for place in positions]

    def pie(self, x, explode=None, labels=None, colors=None, autopct=None, pctdistance=0.6, shadow=False, labeldistance=1.1,
            startangle=0, radius=1, counterclock=True, wedgeprops=None, textprops=None, center=(0, 0), frame=False,
            rotatelabels=False, *, normalize=True, hatch=None, data=None):
        values = np.ravel(np.asarray(_named_data(x, data), dtype=float))
        if (values < 0).any():
            raise ValueError("Wedge sizes 'x' must be non negative values")
        total = float(values.sum())
        parts = values / total if normalize else values
        labels = [''] * len(values) if labels is None else list(labels)
        explode = [0] * len(values) if explode is None else list(explode)
        if len(labels) != len(values):
            raise ValueError("'labels' must be of length 'x', not " + str(len(labels)))
        angle = startangle / 360
        wedges, words, percents = [], [], []
        for n, part in enumerate(parts):
            end = angle + part if counterclock else angle - part
            middle = 2 * math.pi * 0.5 * (angle + end)
            px, py = center[0] + explode[n] * math.cos(middle), center[1] + explode[n] * math.sin(middle)
            color = (list(colors)[n % len(colors)] if colors is not None else self._next_patch_color())
            wedge = Wedge((px, py), radius, 360 * min(angle, end), 360 * max(angle, end), **{'facecolor': color, 'label': labels[n], **(wedgeprops or {})})
            wedges.append(self._add(wedge, fits=False, extends=False))
            if labeldistance is not None:
                tx, ty = px + labeldistance * radius * math.cos(middle), py + labeldistance * radius * math.sin(middle)
                words.append(self.text(tx, ty, labels[n], ha='left' if tx > 0 else 'right', va='center', **(textprops or {})))
            if autopct is not None:
                text = autopct % (100.0 * part) if isinstance(autopct, str) else autopct(100.0 * part)
                percents.append((px + pctdistance * radius * math.cos(middle), py + pctdistance * radius * math.sin(middle), text))
            angle = end
        percents = [self.text(*percent, ha='center', va='center', **(textprops or {})) for percent in percents]
        if not frame:
            self._is_on = False
            self.xaxis._ticks, self.yaxis._ticks = [], []
            self.set_xlim(-1.25 + center[0], 1.25 + center[0])
            self.set_ylim(-1.25 + center[1], 1.25 + center[1])
        self._aspect = 1.0
        return _Patches((wedges, words) if autopct is None else (wedges, words, percents))
