"""What is handed to the drawing."""


def _described_axis(axis):
    low, high = axis.limits()
    ticks = None
    if axis._ticks is not None:
        labels = axis._tick_labels
        if labels is None and axis._categories is not None:
            labels = axis._categories
        if labels is None:
            labels = [axis._formatter(tick, place) if callable(axis._formatter) else f'{tick:g}' for place, tick in enumerate(axis._ticks)]
        if len(labels) < len(axis._ticks):
            labels = list(labels) + [''] * len(axis._ticks)
        ticks = [(float(tick), label) for tick, label in zip(axis._ticks, labels)]
    elif axis._categories is not None:
        ticks = [(float(place), name) for place, name in enumerate(axis._categories)]
    elif axis._tick_labels is not None and not axis._tick_labels:
        ticks = []
    elif axis._formatter is not None:
        ticks = [(float(tick), axis._formatter(float(tick), place)) for place, tick in enumerate(axis.get_ticks())
                 if min(low, high) <= tick <= max(low, high)]
    if not axis._is_shown:
        ticks = []
    return {'label': axis._label.get_text(), 'start': float(low), 'end': float(high), 'scale': axis._scale, 'ticks': ticks,
            'grid': axis._has_grid}


def _described_axes(axes, place):
    axes._update()
    found, rows = [], {}
    order = sorted(range(len(axes._children)), key=lambda n: (axes._children[n].zorder or 0, n))
    for number in order:
        artist = axes._children[number]
        if not artist._visible:
            continue
        own = artist._described()
        if own is None:
            continue
        rows[number] = len(found)
        found += own if isinstance(own, list) else [own]
    legend = None
    if axes.legend_ is not None:
        entries = []
        for handle, words in zip(axes.legend_.legend_handles, axes.legend_._texts):
            sample = handle
            if isinstance(handle, Container):
                parts = [part for part in handle if isinstance(part, Artist)]
                sample = parts[0] if parts else None
                if sample is None and isinstance(handle, ErrorbarContainer) and handle.lines[2]:
                    sample = handle.lines[2][0]
            row = next((rows[n] for n in rows if axes._children[n] is sample), None)
            if row is None and sample is not None:
                row = len(found)
                found.append(_sample_of(sample))
            if row is not None:
                entries.append((row, words.get_text()))
        legend = {'place': axes.legend_._place, 'title': axes.legend_._title.get_text(), 'columns': axes.legend_._columns, 'entries': entries}
    return {'place': place, 'title': axes._title.get_text(), 'x': _described_axis(axes.xaxis), 'y': _described_axis(axes.yaxis),
            'artists': found, 'legend': legend, 'color_bar': axes._color_bar._described() if axes._color_bar else None,
            'frame': axes._is_on, 'equal': axes._aspect not in ('auto', None)}


def _sample_of(handle):
    """What a legend shows of something that isn't drawn itself."""
    none = np.array([])
    if isinstance(handle, Line2D):
        return {'kind': 'line', 'x': none, 'y': none, **handle._look(), 'marker': handle._marker, 'marker_size': handle._marker_size}
    if isinstance(handle, Patch):
        edge = handle._edge
        return {'kind': 'area', 'x': none, 'y': none, 'label': '', 'fill': _described_color(handle._face) if handle._is_filled else None,
                'edge': None if edge is None else _described_color(edge), 'edge_width': handle._width, 'bar': False,
                'opacity': 1.0 if handle._alpha is None else handle._alpha}
    return {'kind': 'line', 'x': none, 'y': none, 'style': '-', 'width': 1.5, 'color': 0, 'opacity': 1.0, 'label': '', 'marker': 'None', 'marker_size': 6.0}
