"""What pyplot keeps: the figures, the current one, and functions that draw in it."""

_defaults = {'lines.color': 'C0', 'lines.linestyle': '-', 'lines.linewidth': 1.5, 'lines.marker': 'None', 'lines.markersize': 6.0,
             'patch.facecolor': 'C0', 'patch.linewidth': 1.0, 'patch.edgecolor': 'black', 'text.color': 'black', 'font.size': 10.0,
             'axes.xmargin': 0.05, 'axes.ymargin': 0.05, 'axes.grid': False, 'axes.titlesize': 'large', 'axes.labelsize': 'medium',
             'figure.figsize': [6.4, 4.8], 'figure.dpi': 100.0, 'image.cmap': 'viridis', 'image.origin': 'upper',
             'image.aspect': 'equal', 'image.interpolation': 'auto', 'errorbar.capsize': 0.0, 'legend.loc': 'best',
             'savefig.dpi': 'figure', 'font.family': ['sans-serif'], 'figure.autolayout': False, 'axes.facecolor': 'white',
             'xtick.labelsize': 'medium', 'ytick.labelsize': 'medium', 'legend.fontsize': 'medium', 'text.usetex': False}


class RcParams(dict):
    """What figures have where a call says nothing."""


rcParams = RcParams(_defaults)
rcParamsDefault = RcParams(_defaults)


class _State:
    def __init__(self): self.figures, self.current, self.image, self.is_interactive = {}, None, None, False


pyplot_state = _State()


def rc(group, **keywords):
    for name in ((group, ) if isinstance(group, str) else group):
        for key, value in keywords.items():
            rcParams[f'{name}.{_aliases.get(key, key)}'] = value


def rcdefaults():
    rcParams.clear()
    rcParams.update(_defaults)


class rc_context:
    def __init__(self, rc=None, fname=None): self._given = rc or {}

    def __enter__(self):
        self._kept = dict(rcParams)
        rcParams.update(self._given)

    def __exit__(self, *error):
        rcParams.clear()
        rcParams.update(self._kept)


class _Style:
    """Styles change nothing here."""
    available = ['default', 'classic', 'ggplot', 'seaborn-v0_8', 'fivethirtyeight', 'dark_background', 'bmh', 'grayscale']

    def use(self, style): pass
    def context(self, style, after_reset=False): return rc_context()


style = _Style()


class _Maps:
    """The colour maps by their names."""

    def __getattr__(self, name):
        if name[:1] != '_' and _has_map(name):
            return Colormap(name)
        raise AttributeError(f"module 'matplotlib.cm' has no attribute {name!r}")

    def get_cmap(self, name=None, lut=None): return get_cmap(name, lut)
    ScalarMappable = None


cm = _Maps()


class ScalarMappable(_Mapped):
    """Colours for numbers, drawn nowhere."""

    def __init__(self, norm=None, cmap=None):
        super().__init__()
        self._array = np.array([])
        self._map(cmap, norm, None, None)

    def set_array(self, A): self._array = np.asarray(A, dtype=float)
    def to_rgba(self, x, alpha=None, bytes=False, norm=True): return self.cmap(self.norm(x), alpha)
    def _range(self): return (self.norm.vmin or 0.0, 1.0 if self.norm.vmax is None else self.norm.vmax)


_Maps.ScalarMappable = ScalarMappable


def figure(num=None, figsize=None, dpi=None, *, facecolor=None, edgecolor=None, frameon=True, FigureClass=None, clear=False, **keywords):
    state = pyplot_state
    if isinstance(num, Figure):
        num = num.number
    if num is None:
        num = max([key for key in state.figures if isinstance(key, int)], default=0) + 1
    if num not in state.figures:
        state.figures[num] = Figure(figsize, dpi, number=num)
    elif clear:
        state.figures[num].clear()
    state.current = num
    return state.figures[num]


def gcf():
    return pyplot_state.figures[pyplot_state.current] if pyplot_state.current in pyplot_state.figures else figure()


def gca(): return gcf().gca()
def sca(ax): pyplot_state.current = ax.figure.number; ax.figure.sca(ax)
def gci(): return pyplot_state.image
def get_fignums(): return sorted(key for key in pyplot_state.figures if isinstance(key, int))
def fignum_exists(num): return num in pyplot_state.figures
def clf(): gcf().clear()
def cla(): gca().clear()


def close(fig=None):
    state = pyplot_state
    if fig == 'all':
        state.figures.clear()
    else:
        number = state.current if fig is None else fig.number if isinstance(fig, Figure) else fig
        state.figures.pop(number, None)
    if state.current not in state.figures:
        state.current = max(get_fignums(), default=None)


def delaxes(ax=None):
    ax = gca() if ax is None else ax
    ax.figure.delaxes(ax)


def show(*args, **keywords):
    figures = [pyplot_state.figures[key] for key in pyplot_state.figures]
    close('all')
    for one in figures:
        if one.axes:
            _draw(one._described())


def _at_end_of_cell(shows):
    """Draws what a cell left open, or says whether it did."""
    if shows and pyplot_state.figures:
        show()
    return any(one.axes for one in pyplot_state.figures.values())


def pause(interval): pass
def draw(): pass
def ion(): pyplot_state.is_interactive = True
def ioff(): pyplot_state.is_interactive = False
def isinteractive(): return pyplot_state.is_interactive
def interactive(b): pyplot_state.is_interactive = b
def switch_backend(newbackend): pass
def set_loglevel(level): pass
def tight_layout(**keywords): pass
def subplots_adjust(**keywords): pass
def subplot_tool(targetfig=None): pass
def savefig(fname, **keywords): gcf().savefig(fname, **keywords)
def suptitle(t, **keywords): return gcf().suptitle(t, **keywords)
def figtext(x, y, s, fontdict=None, **keywords): return gcf().text(x, y, s, fontdict, **keywords)
def figlegend(*args, **keywords): return gcf().legend(*args, **keywords)
def autoscale(enable=True, axis='both', tight=None): gca().autoscale(enable, axis, tight)


def subplot(*args, **keywords):
    fig = gcf()
    for name, wanted in (('projection', 'rectilinear'), ('polar', False)):
        if keywords.get(name, wanted) not in (wanted, None):
            return fig.add_subplot(*args, **keywords)
    key = _place_of(args, fig)._key()
    for axes in fig.axes:
        if axes._place._key() == key:
            fig.sca(axes)
            return axes
    return fig.add_subplot(*args, **keywords)


def subplots(nrows=1, ncols=1, *, sharex=False, sharey=False, squeeze=True, width_ratios=None, height_ratios=None, subplot_kw=None,
             gridspec_kw=None, **keywords):
    fig = figure(**keywords)
    return _Pair((fig, fig.subplots(nrows, ncols, sharex=sharex, sharey=sharey, squeeze=squeeze, subplot_kw=subplot_kw)))


def subplot_mosaic(mosaic, **keywords):
    fig = figure(**{name: value for name, value in keywords.items() if name in ('figsize', 'dpi', 'num')})
    return _Pair((fig, fig.subplot_mosaic(mosaic)))


def subplot2grid(shape, loc, rowspan=1, colspan=1, fig=None, **keywords):
    fig = gcf() if fig is None else fig
    return fig.add_subplot(GridSpec(shape[0], shape[1], fig)[loc[0]:loc[0] + rowspan, loc[1]:loc[1] + colspan], **keywords)


def axes(arg=None, **keywords):
    if arg is None:
        return gcf().add_subplot(**keywords)
    return gcf().add_axes(arg, **keywords)


def twinx(ax=None): return (gca() if ax is None else ax).twinx()
def twiny(ax=None): return (gca() if ax is None else ax).twiny()


def colorbar(mappable=None, cax=None, ax=None, **keywords):
    if mappable is None:
        mappable = gci()
        if mappable is None:
            raise RuntimeError('No mappable was found to use for colorbar creation. First define a mappable such as an image '
                               '(with imshow) or a contour set (with contourf).')
    return gcf().colorbar(mappable, cax, ax, **keywords)


def clim(vmin=None, vmax=None): gci().set_clim(vmin, vmax)
def set_cmap(cmap):
    rcParams['image.cmap'] = get_cmap(cmap).name
    if gci() is not None:
        gci().set_cmap(cmap)


def title(label, fontdict=None, loc=None, pad=None, *, y=None, **keywords): return gca().set_title(label, fontdict, loc, pad, y=y, **keywords)
def xlabel(xlabel, fontdict=None, labelpad=None, *, loc=None, **keywords): return gca().set_xlabel(xlabel, fontdict, labelpad, loc=loc, **keywords)
def ylabel(ylabel, fontdict=None, labelpad=None, *, loc=None, **keywords): return gca().set_ylabel(ylabel, fontdict, labelpad, loc=loc, **keywords)


def xlim(*args, **keywords):
    ax = gca()
    return _Pair(ax.get_xlim()) if not args and not keywords else ax.set_xlim(*args, **keywords)


def ylim(*args, **keywords):
    ax = gca()
    return _Pair(ax.get_ylim()) if not args and not keywords else ax.set_ylim(*args, **keywords)


def xticks(ticks=None, labels=None, *, minor=False, **keywords): return _ticks(gca().xaxis, ticks, labels, keywords)
def yticks(ticks=None, labels=None, *, minor=False, **keywords): return _ticks(gca().yaxis, ticks, labels, keywords)


def _ticks(axis, ticks, labels, keywords):
    if keywords.get('rotation') is not None:
        axis._rotation = keywords['rotation']
    if ticks is not None:
        axis.set_ticks(ticks, labels)
    elif labels is not None:
        axis.set_ticklabels(labels)
    return _Pair((axis.get_ticks(), axis.get_ticklabels()))


def xscale(value, **keywords): gca().set_xscale(value, **keywords)
def yscale(value, **keywords): gca().set_yscale(value, **keywords)
def box(on=None): pass
def sci(im): pyplot_state.image = im


def _of_axes(name):
    def call(*args, **keywords):
        return getattr(gca(), name)(*args, **keywords)
    call.__name__ = name
    return call


plot = _of_axes('plot')
scatter = _of_axes('scatter')
bar = _of_axes('bar')
barh = _of_axes('barh')
hist = _of_axes('hist')
hist2d = _of_axes('hist2d')
imshow = _of_axes('imshow')
matshow = _of_axes('matshow')
spy = _of_axes('spy')
pcolormesh = _of_axes('pcolormesh')
pcolor = _of_axes('pcolor')
contour = _of_axes('contour')
contourf = _of_axes('contourf')
clabel = _of_axes('clabel')
errorbar = _of_axes('errorbar')
fill_between = _of_axes('fill_between')
fill_betweenx = _of_axes('fill_betweenx')
fill = _of_axes('fill')
stackplot = _of_axes('stackplot')
step = _of_axes('step')
stairs = _of_axes('stairs')
stem = _of_axes('stem')
semilogx = _of_axes('semilogx')
semilogy = _of_axes('semilogy')
loglog = _of_axes('loglog')
boxplot = _of_axes('boxplot')
pie = _of_axes('pie')
axhline = _of_axes('axhline')
axvline = _of_axes('axvline')
axline = _of_axes('axline')
axhspan = _of_axes('axhspan')
axvspan = _of_axes('axvspan')
hlines = _of_axes('hlines')
vlines = _of_axes('vlines')
text = _of_axes('text')
annotate = _of_axes('annotate')
arrow = _of_axes('arrow')
grid = _of_axes('grid')
legend = _of_axes('legend')
axis = _of_axes('axis')
margins = _of_axes('margins')
tick_params = _of_axes('tick_params')
minorticks_on = _of_axes('minorticks_on')
minorticks_off = _of_axes('minorticks_off')
locator_params = _of_axes('locator_params')
ticklabel_format = _of_axes('ticklabel_format')
bar_label = _of_axes('bar_label')
quiver = _of_axes('quiver')
def polar(*args, **keywords): return gcf().add_subplot(projection='polar')
__name__ = 'matplotlib.pyplot'
streamplot = _of_axes('streamplot')
violinplot = _of_axes('violinplot')
hexbin = _of_axes('hexbin')
table = _of_axes('table')
eventplot = _of_axes('eventplot')
tripcolor = _of_axes('tripcolor')
tricontour = _of_axes('tricontour')
tricontourf = _of_axes('tricontourf')
triplot = _of_axes('triplot')
broken_barh = _of_axes('broken_barh')
specgram = _of_axes('specgram')
psd = _of_axes('psd')
