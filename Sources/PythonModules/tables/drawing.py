class _Plot:
    """What `plot` of a column or table gives: pictures by matplotlib's names."""

    def __init__(self, owner): self._owner = owner

    def __call__(self, x=None, y=None, kind='line', ax=None, **options):
        if kind not in ('line', 'scatter', 'bar', 'barh', 'hist', 'box', 'area', 'pie', 'density', 'kde', 'hexbin'):
            raise ValueError(f"{kind} is not a valid plot kind")
        function = getattr(self, kind, None)
        if function is None: raise NotImplementedError(f"plot(kind={kind!r}) isn't there: line, scatter, bar, barh, hist and box are")
        if kind in ('hist', 'box'): return function(ax=ax, **options)
        return function(x=x, y=y, ax=ax, **options)

    def _axes(self, ax, options):
        import matplotlib.pyplot as pyplot
        size = options.pop('figsize', None)
        if ax is None:
            if size is not None: pyplot.figure(figsize=size)
            elif not isinstance(self._owner, Series): pyplot.figure()
            ax = pyplot.gca()
        return ax

    def _dress(self, ax, options, xlabel=None, ylabel=None, legend=False):
        """Titles, labels, limits and the legend, as pandas sets them."""
        for name in ('title', 'xlim', 'ylim', 'xticks', 'yticks', 'xlabel', 'ylabel'):
            value = options.pop('_' + name)
            if name == 'xlabel' and value is None: value = xlabel
            if name == 'ylabel' and value is None: value = ylabel
            if value is not None: getattr(ax, 'set_' + name)(value)
        if options.pop('_logx'): ax.set_xscale('log')
        if options.pop('_logy'): ax.set_yscale('log')
        if options.pop('_grid'): ax.grid(True)
        wanted = options.pop('_legend')
        if legend if wanted is None else wanted and legend is not None: ax.legend()
        return ax

    def _begin(self, ax, options):
        ax = self._axes(ax, options)
        kept = {'_' + name: options.pop(name, None) for name in (
            'title', 'xlim', 'ylim', 'xticks', 'yticks', 'xlabel', 'ylabel', 'logx', 'logy', 'grid', 'legend')}
        for name in ('subplots', 'secondary_y', 'stacked', 'colormap', 'layout', 'sharex', 'sharey'):
            if options.pop(name, None): raise NotImplementedError(f"plot has no {name}= here: plt.subplots and plt.plot draw it")
        return ax, kept

    def _series(self, x, y):
        """The places along x, and the columns that are drawn above them."""
        owner = self._owner
        if isinstance(owner, Series): return owner._index, [(owner._name, owner)]
        along = owner._index if x is None else owner[x]._values
        names = [name for name in owner._numbers()._columns if name != x] if y is None else [y] if isinstance(y, str) or not _is_list(y) else list(y)
        if not names: raise TypeError("no numeric data to plot")
        for name in names:
            if not _is_number(owner[name].dtype): raise TypeError("no numeric data to plot")
        return along, [(name, owner[name]) for name in names]

    def line(self, x=None, y=None, ax=None, **options):
        along, columns = self._series(x, y)
        ax, kept = self._begin(ax, options)
        for name, column in columns:
            ax.plot(_drawn(along), _drawn(column), **{'label': str(name), **options})
        several = not isinstance(self._owner, Series)
        label = x if x is not None else self._owner._index.name
        return self._dress(ax, kept, xlabel=None if label is None else str(label), legend=several)

    def scatter(self, x, y, s=None, c=None, ax=None, **options):
        owner = self._owner
        if isinstance(owner, Series): raise ValueError("plot kind scatter can only be used for one x and one y")
        ax, kept = self._begin(ax, options)
        if isinstance(c, str) and c in owner._columns: c = owner[c]
        if isinstance(s, str): s = owner[s]
        given = {name: value if isinstance(value, (str, int, float)) else _drawn(value) for name, value in (('s', s), ('c', c)) if value is not None}
        ax.scatter(_drawn(owner[x]), _drawn(owner[y]), **given, **options)
        return self._dress(ax, kept, str(x), str(y), None)

    def bar(self, x=None, y=None, ax=None, **options): return self._bars('bar', x, y, ax, options)

    def barh(self, x=None, y=None, ax=None, **options): return self._bars('barh', x, y, ax, options)

    def _bars(self, kind, x, y, ax, options):
        along, columns = self._series(x, y)
        ax, kept = self._begin(ax, options)
        labels = [str(label) for label in along]
        options.pop('rot', None)
        width, places = 0.5 / len(columns), np.arange(len(labels))
        for number, (name, column) in enumerate(columns):
            offset = (number - (len(columns) - 1) / 2) * width
            getattr(ax, kind)(places + offset, _drawn(column), width, **{'label': str(name), **options})
        set_ticks = ax.set_xticks if kind == 'bar' else ax.set_yticks
        set_ticks(places, labels)
        label = x if x is not None else self._owner._index.name
        named = None if label is None else str(label)
        return self._dress(ax, kept, named if kind == 'bar' else None, named if kind == 'barh' else None, not isinstance(self._owner, Series))

    def hist_of_each(self, column, bins, options):
        """A histogram of each column, side by side."""
        import matplotlib.pyplot as pyplot
        if options.pop('by', None) is not None: raise NotImplementedError("hist has no by= here: draw each group of groupby")
        owner = self._owner
        frame = owner._numbers() if column is None else owner[[column] if isinstance(column, str) else list(column)]
        count = len(frame._columns)
        wide = 1
        while wide * wide < count: wide += 1
        if not count: raise ValueError("hist method requires numerical or datetime columns, nothing to plot.")
        size = options.pop('figsize', None)
        figure = pyplot.figure(figsize=size) if size is not None else pyplot.figure()
        made = []
        for place, (name, values) in enumerate(frame.items()):
            ax = figure.add_subplot((count + wide - 1) // wide, wide, place + 1)
            ax.hist(_present(values._values), bins=bins, **options)
            ax.set_title(str(name))
            made.append(ax)
        return made

    def hist(self, column=None, bins=10, ax=None, **options):
        owner = self._owner
        if isinstance(owner, Series):
            ax, kept = self._begin(ax, options)
            ax.hist(_present(owner._values), bins=bins, **options)
            return self._dress(ax, kept, legend=None)
        frame = owner._numbers() if column is None else owner[[column] if isinstance(column, str) else list(column)]
        ax, kept = self._begin(ax, options)
        for name, values in frame.items(): ax.hist(_present(values._values), bins=bins, label=str(name), **options)
        return self._dress(ax, kept, legend=True)

    def box(self, column=None, ax=None, **options):
        if options.pop('by', None) is not None: raise NotImplementedError("boxplot has no by= here: draw each group of groupby")
        owner = self._owner.to_frame() if isinstance(self._owner, Series) else self._owner
        frame = owner._numbers() if column is None else owner[[column] if isinstance(column, str) else list(column)]
        ax, kept = self._begin(ax, options)
        ax.boxplot([_present(array) for array in frame._data], **options)
        ax.set_xticks(np.arange(1, len(frame._data) + 1), [str(name) for name in frame._columns])
        return self._dress(ax, kept, legend=None)


def _drawn(values):
    """Values as pictures take them."""
    if isinstance(values, (Series, Index)): values = values._values
    return values.tolist() if isinstance(values, (StringArray, _ObjectArray)) else values
