"""Figures, and the places of axes in them."""


class _Place:
    """Cells of a grid over the figure."""

    def __init__(self, grid, rows, columns): self.grid, self.rows, self.columns = grid, rows, columns
    def get_gridspec(self): return self.grid
    def _key(self): return (self.grid.nrows, self.grid.ncols) + self.rows + self.columns

    @property
    def rowspan(self): return range(*self.rows)
    @property
    def colspan(self): return range(*self.columns)


class GridSpec:
    """A grid over the figure."""

    def __init__(self, nrows, ncols, figure=None, **keywords):
        for name, count in (('rows', nrows), ('columns', ncols)):
            if not isinstance(count, int) or count <= 0:
                raise ValueError(f"Number of {name} must be a positive integer, not {count!r}")
        self.nrows, self.ncols, self.figure = nrows, ncols, figure

    def __getitem__(self, key):
        if isinstance(key, tuple):
            if len(key) != 2:
                raise ValueError('Unrecognized subplot spec')
            rows, columns = self._span(key[0], self.nrows, 0), self._span(key[1], self.ncols, 1)
        else:
            first, last = self._span(key, self.nrows * self.ncols, 0)
            row, column = divmod(first, self.ncols)
            last_row, last_column = divmod(last - 1, self.ncols)
            rows, columns = (row, last_row + 1), (min(column, last_column), max(column, last_column) + 1)
        return _Place(self, rows, columns)

    @staticmethod
    def _span(key, count, axis):
        if isinstance(key, slice):
            start, stop, _ = key.indices(count)
            if stop <= start:
                raise IndexError('GridSpec slice would result in no space allocated for subplot')
            return start, stop
        place = key + count if key < 0 else key
        if not 0 <= place < count:
            raise IndexError(f'index {key} is out of bounds for axis {axis} with size {count}')
        return place, place + 1

    def get_geometry(self): return self.nrows, self.ncols
    def update(self, **keywords): pass
    def tight_layout(self, figure, **keywords): pass


class _AxesArray:
    """Several axes in rows and columns, as an array of NumPy's holds them."""

    def __init__(self, rows): self._rows = rows
    @property
    def shape(self): return (len(self._rows), len(self._rows[0])) if isinstance(self._rows[0], list) else (len(self._rows),)
    @property
    def ndim(self): return len(self.shape)
    @property
    def size(self): return len(self._all())
    @property
    def flat(self): return iter(self._all())
    @property
    def T(self): return self if self.ndim == 1 else _AxesArray([list(column) for column in zip(*self._rows)])

    def _all(self): return [axes for row in self._rows for axes in row] if self.ndim == 2 else list(self._rows)
    def ravel(self, order='C'): return _AxesArray(self._all())
    def flatten(self, order='C'): return _AxesArray(self.T._all() if order == 'F' else self._all())
    def tolist(self): return [list(row) for row in self._rows] if self.ndim == 2 else list(self._rows)
    def transpose(self): return self.T

    def reshape(self, *shape):
        shape = shape[0] if len(shape) == 1 and isinstance(shape[0], tuple) else shape
        every = self._all()
        if len(shape) == 1:
            return _AxesArray(every)
        columns = shape[1] if shape[1] != -1 else len(every) // shape[0]
        return _AxesArray([every[start:start + columns] for start in range(0, len(every), columns)])

    def __len__(self): return len(self._rows)
    def __iter__(self): return iter([self[place] for place in range(len(self))])

    def __getitem__(self, key):
        if not isinstance(key, tuple):
            found = self._rows[key]
            return _AxesArray(found) if isinstance(found, list) else found
        if self.ndim == 1:
            raise IndexError('too many indices for array: array is 1-dimensional, but 2 were indexed')
        rows = self._rows[key[0]]
        if isinstance(key[0], slice):
            found = [row[key[1]] for row in rows]
        else:
            found = rows[key[1]]
        return _AxesArray(found) if isinstance(found, list) else found


class _Canvas:
    def __init__(self, figure): self.figure = figure
    def draw(self): pass
    def draw_idle(self): pass
    def flush_events(self): pass
    def mpl_connect(self, name, function): _note_once('figures here hear no keys or mouse')


class Colorbar:
    """A scale of colours and what they mean."""

    def __init__(self, mappable, ax):
        self.mappable, self._axes, self._label = mappable, ax, ''
        self.ax = Axes(ax.figure, ax._place)
        self.ax._is_bar = True
        self._ticks = None

    def set_label(self, label, **keywords): self._label = str(label)
    def set_ticks(self, ticks, labels=None, **keywords): self._ticks = ticks
    def set_ticklabels(self, labels, **keywords): pass
    def get_ticks(self): return _round_ticks(*self.mappable._range())
    def update_normal(self, mappable=None): pass
    def minorticks_on(self): pass
    def remove(self): self._axes._color_bar = None

    def _described(self):
        map = self.mappable
        label = self._label or self.ax.get_ylabel() or self.ax.get_xlabel() or self.ax.get_title()
        low, high = map._range()
        return {'map': _described_map(map.cmap), 'lowest': low, 'highest': high, 'label': label}


class Figure:
    """A figure: axes, and words above them."""

    def __init__(self, figsize=None, dpi=None, *, facecolor=None, edgecolor=None, linewidth=0.0, frameon=None, tight_layout=None,
                 constrained_layout=None, layout=None, number=None, **keywords):
        self.number = number
        self._size = tuple(float(side) for side in (rcParams['figure.figsize'] if figsize is None else figsize))
        self.dpi = float(rcParams['figure.dpi'] if dpi is None else dpi)
        self.axes = []
        self._current = None
        self._title = Text()
        self._texts = []
        self.canvas = _Canvas(self)
        self.patch = Rectangle((0, 0), 1, 1)
        self.legends = []

    def __repr__(self): return f'<Figure size {self._size[0] * self.dpi:g}x{self._size[1] * self.dpi:g} with {len(self.axes)} Axes>'
    def __str__(self): return f'Figure({self._size[0] * self.dpi:g}x{self._size[1] * self.dpi:g})'
    def get_axes(self): return list(self.axes)
    def get_size_inches(self): return np.array(self._size)
    def set_size_inches(self, w, h=None, forward=True): self._size = tuple(float(side) for side in ((w, h) if h is not None else w))
    def set_figwidth(self, val, forward=True): self._size = (float(val), self._size[1])
    def set_figheight(self, val, forward=True): self._size = (self._size[0], float(val))
    def get_figwidth(self): return self._size[0]
    def get_figheight(self): return self._size[1]
    def get_dpi(self): return self.dpi
    def set_dpi(self, val): self.dpi = float(val)
    def set_facecolor(self, color): pass
    def set_layout_engine(self, layout=None, **keywords): pass
    def set_tight_layout(self, tight): pass
    def set_constrained_layout(self, constrained): pass
    def tight_layout(self, **keywords): pass
    def subplots_adjust(self, **keywords): pass
    def autofmt_xdate(self, bottom=0.2, rotation=30, ha='right', which='major'): pass
    def align_labels(self, axs=None): pass
    def align_xlabels(self, axs=None): pass
    def align_ylabels(self, axs=None): pass
    def draw(self, renderer=None): pass
    def show(self, warn=True): _draw(self._described())

    def suptitle(self, t, **keywords):
        for name in ('x', 'y'):
            keywords.pop(name, None)
        self._title = Text(0.5, 0.98, t, **keywords)
        return self._title

    def get_suptitle(self): return self._title.get_text()
    def supxlabel(self, t, **keywords): return (self.axes[-1] if self.axes else self.gca()).set_xlabel(t)
    def supylabel(self, t, **keywords): return (self.axes[0] if self.axes else self.gca()).set_ylabel(t)

    def text(self, x, y, s, fontdict=None, **keywords):
        _note_once('words of a figure stand in its first axes here')
        axes = self.axes[0] if self.axes else self.gca()
        return axes.text(x, y, s, fontdict, **{**keywords, 'transform': axes.transAxes})

    def gca(self):
        if self._current is None or self._current not in self.axes:
            self._current = self.axes[-1] if self.axes else self.add_subplot()
        return self._current

    def sca(self, a): self._current = a; return a

    def add_subplot(self, *args, projection=None, polar=False, sharex=None, sharey=None, label='', **keywords):
        if polar or projection not in (None, 'rectilinear'):
            name = 'polar' if polar else projection
            if name == '3d':
                raise NotImplementedError('figures here have two axes: contourf, imshow and the command surface show a surface')
            raise NotImplementedError(f'figures here have no {name!r} projection: x, y = r * np.cos(t), r * np.sin(t) draws polar coordinates')
        place = _place_of(args, self)
        axes = Axes(self, place, sharex, sharey)
        keywords.pop('frameon', None)
        keywords.pop('facecolor', None)
        self.axes.append(axes)
        self._current = axes
        axes.set(**keywords)
        return axes

    def add_axes(self, rect=(0, 0, 1, 1), **keywords):
        if isinstance(rect, Axes):
            self.axes.append(rect)
            return rect
        if keywords.pop('projection', None) not in (None, 'rectilinear'):
            return self.add_subplot(projection='3d')
        if self.axes and rect[2] * rect[3] < 0.4:
            _note_once('axes here stand beside each other: those within others, or placed by parts of the figure, take a place of their own')
        axes = self.add_subplot(1, 1, 1)
        axes._is_free = True
        axes._parts = tuple(float(part) for part in rect)
        axes.set(**keywords)
        return axes

    def subplots(self, nrows=1, ncols=1, *, sharex=False, sharey=False, squeeze=True, width_ratios=None, height_ratios=None,
                 subplot_kw=None, gridspec_kw=None):
        grid = GridSpec(nrows, ncols, self)
        rows = []
        for row in range(nrows):
            rows.append([])
            for column in range(ncols):
                first = rows[0][0] if rows[0] else None
                shared = []
                for share in (sharex, sharey):
                    if share in (True, 'all') and first is not None:
                        shared.append(first)
                    elif share == 'row' and column:
                        shared.append(rows[row][0])
                    elif share == 'col' and row:
                        shared.append(rows[0][column])
                    else:
                        shared.append(None)
                rows[row].append(self.add_subplot(grid[row, column], sharex=shared[0], sharey=shared[1], **(subplot_kw or {})))
        if not squeeze:
            return _AxesArray(rows)
        if nrows == ncols == 1:
            return rows[0][0]
        if nrows == 1:
            return _AxesArray(rows[0])
        return _AxesArray([row[0] for row in rows] if ncols == 1 else rows)

    def subplot_mosaic(self, mosaic, **keywords):
        if isinstance(mosaic, str):
            lines = [line.strip() for line in mosaic.strip().split(';' if ';' in mosaic else '\n')]
            mosaic = [list(line) for line in lines if line]
        names = []
        for row in mosaic:
            for name in row:
                if name not in names and name != '.':
                    names.append(name)
        grid = GridSpec(len(mosaic), len(mosaic[0]), self)
        found = {}
        for name in names:
            rows = [place for place, row in enumerate(mosaic) if name in row]
            columns = [place for row in mosaic for place, other in enumerate(row) if other == name]
            found[name] = self.add_subplot(grid[min(rows):max(rows) + 1, min(columns):max(columns) + 1])
        return found

    def add_gridspec(self, nrows=1, ncols=1, **keywords): return GridSpec(nrows, ncols, self)
    def delaxes(self, ax): self.axes.remove(ax)
    def clear(self, keep_observers=False): self.axes, self._current, self._title = [], None, Text()
    clf = clear

    def legend(self, *args, **keywords):
        axes = self.axes[0] if self.axes else self.gca()
        if not args and 'handles' not in keywords:
            pairs = [pair for own in self.axes for pair in zip(*own.get_legend_handles_labels())]
            args = ([handle for handle, _ in pairs], [label for _, label in pairs])
        for name in ('bbox_transform', ):
            keywords.pop(name, None)
        return axes.legend(*args, **keywords)

    def colorbar(self, mappable, cax=None, ax=None, use_gridspec=True, **keywords):
        if ax is None:
            ax = getattr(mappable, 'axes', None) or self.gca()
        if isinstance(ax, (list, tuple, _AxesArray)):
            ax = list(ax)[-1]
            if isinstance(ax, _AxesArray):
                ax = list(ax)[-1]
        found = Colorbar(mappable, ax)
        if keywords.get('label'):
            found.set_label(keywords['label'])
        ax._color_bar = found
        return found

    def savefig(self, fname, *, transparent=None, dpi=None, format=None, bbox_inches=None, **keywords):
        if hasattr(fname, 'write'):
            raise NotImplementedError('figures here are written to files with a name')
        path = str(fname)
        if format is not None and not path.lower().endswith('.' + format.lower()):
            path = path + '.' + format.lower()
        elif '.' not in path.replace('\\', '/').split('/')[-1]:
            path += '.png'
        ending = path.lower().split('.')[-1]
        if ending not in ('svg', 'png'):
            raise ValueError(f"Format {ending!r} is not supported (supported formats: png, svg)")
        _save(self._described(), path, float(self.dpi if dpi in (None, 'figure') else dpi))

    def _described(self):
        places = self._shown_places()
        return {'title': self._title.get_text(), 'width': self._size[0], 'height': self._size[1],
                'axes': [_described_axes(axes, place) for axes, place in zip(self.axes, places)]}

    def _shown_places(self):
        """The cells of each axes; those of `add_axes` stand below each other."""
        own = [axes for axes in self.axes if not axes._is_second]
        free = [axes for axes in own if getattr(axes, '_is_free', False)]
        if not free or len(own) == 1:
            return [axes._place._key() for axes in self.axes]
        count, places = len(own), []
        for axes in self.axes:
            place = own.index(axes._twin if axes._is_second else axes)
            places.append((count, 1, place, place + 1, 0, 1))
        return places


def _place_of(args, figure):
    if not args:
        args = (1, 1, 1)
    if len(args) == 1:
        if isinstance(args[0], _Place):
            return args[0]
        if isinstance(args[0], GridSpec):
            return args[0][:, :]
        if isinstance(args[0], int) and 100 <= args[0] <= 999:
            args = tuple(int(digit) for digit in str(args[0]))
        else:
            raise ValueError(f'Single argument to subplot must be a three-digit integer, not {args[0]!r}')
    if len(args) != 3:
        raise TypeError(f'add_subplot() takes 1 or 3 positional arguments but {len(args)} were given')
    rows, columns, index = args
    grid = GridSpec(rows, columns, figure)
    first, last = index if isinstance(index, tuple) else (index, index)
    if not 1 <= first <= rows * columns or not 1 <= last <= rows * columns:
        raise ValueError(f'num must be an integer with 1 <= num <= {rows * columns}, not {index!r}')
    return grid[first - 1:last] if first != last else grid[first - 1]
