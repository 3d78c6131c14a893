"""Axes."""


class Axes(_Lines, _Bars, _Areas, _Arrows, _Matrices, _View, _Legends, Artist):
    """A pair of axes and what is drawn in it."""

    def __init__(self, figure, place, sharex=None, sharey=None):
        super().__init__()
        self.figure = figure
        self._place = place
        self.name = 'rectilinear'
        self.transData, self.transAxes = _Transform(False), _Transform(True)
        self._shares = {'x': [self], 'y': [self]}
        self._twin, self._is_second = None, False
        self.xaxis, self.yaxis = XAxis(self, 'x'), YAxis(self, 'y')
        self.clear()
        for name, other in (('x', sharex), ('y', sharey)):
            if other is not None:
                group = other._shares[name]
                group.append(self)
                self._shares[name] = group
                own, theirs = getattr(self, name + 'axis'), getattr(other, name + 'axis')
                own._limits, own._is_automatic, own._scale = theirs._limits, theirs._is_automatic, theirs._scale

    def __repr__(self): return '<Axes: ' + (f"title={{'center': {self._title.get_text()!r}}}" if self._title.get_text() else '') + '>'

    def _sharing(self, name): return self._shares[name]

    def clear(self):
        self._children = []
        self.containers = []
        self.legend_ = None
        self._data = _Limits()
        self._stale = False
        self._fits_x = self._fits_y = False
        self._title = Text()
        self._margins = [float(rcParams['axes.xmargin']), float(rcParams['axes.ymargin'])]
        self._aspect = 'auto'
        self._is_on = True
        self._colors_taken = 0
        self._patch_colors_taken = 0
        self._cycle = None
        self._color_bar = None
        self._current_image = None
        self._face = None
        self.patch = Rectangle((0, 0), 1, 1)
        self.spines = _Spines({side: _Spine() for side in ('left', 'right', 'bottom', 'top')})
        self.xaxis.clear()
        self.yaxis.clear()
        if rcParams['axes.grid']:
            self.xaxis._has_grid = self.yaxis._has_grid = True

    cla = clear

    # Contents

    @property
    def lines(self): return [artist for artist in self._children if isinstance(artist, Line2D)]
    @property
    def patches(self): return [artist for artist in self._children if isinstance(artist, Patch)]
    @property
    def collections(self): return [artist for artist in self._children if isinstance(artist, (PathCollection, LineCollection, PolyCollection, QuadMesh, QuadContourSet, Quiver))]
    @property
    def images(self): return [artist for artist in self._children if isinstance(artist, AxesImage) and not isinstance(artist, QuadMesh)]
    @property
    def texts(self): return [artist for artist in self._children if isinstance(artist, Text)]
    @property
    def title(self): return self._title
    @property
    def dataLim(self): return self._data

    def get_lines(self): return self.lines
    def get_children(self): return list(self._children)
    def get_images(self): return self.images
    def has_data(self): return bool(self._children)
    def get_figure(self, root=False): return self.figure
    def get_subplotspec(self): return self._place
    def get_legend(self): return self.legend_
    def _forget(self, artist):
        self._children.remove(artist)
        for container in self.containers:
            if artist in container:
                pass

    def _next_color(self):
        color = (self._cycle or _cycle_parts)[self._colors_taken % len(self._cycle or _cycle)]
        self._colors_taken += 1
        return color

    def _next_patch_color(self):
        color = (self._cycle or _cycle_parts)[self._patch_colors_taken % len(self._cycle or _cycle)]
        self._patch_colors_taken += 1
        return color

    def set_prop_cycle(self, *args, **keywords):
        colors = keywords.get('color')
        if colors is None and len(args) == 2 and args[0] == 'color':
            colors = args[1]
        if colors is None and len(args) == 1 and isinstance(args[0], dict):
            colors = args[0].get('color')
        self._cycle = None if colors is None else list(colors)
        self._colors_taken = self._patch_colors_taken = 0

    def _add(self, artist, fits=True, extends=True):
        artist.axes, artist.figure = self, self.figure
        if isinstance(artist, (Line2D, Patch, PathCollection, LineCollection, PolyCollection)) and not artist._label:
            artist._label = f'_child{len(self._children)}'
        self._children.append(artist)
        if extends:
            artist._extend(self._data)
        if fits:
            self._fits_x = self._fits_y = True
        return artist

    def add_line(self, line): return self._add(line, fits=False)
    def add_patch(self, p): return self._add(p, fits=False)
    def add_collection(self, collection, autolim=True): return self._add(collection, fits=False, extends=autolim)
    def add_image(self, image): return self._add(image, fits=False)
    def add_container(self, container): self.containers.append(container); return container

    def add_artist(self, a):
        if isinstance(a, Legend):
            return a
        return self._add(a, fits=False, extends=isinstance(a, Patch))

    # Limits

    def _update(self):
        """Brings the limits up to what was drawn."""
        fits_x = any(axes._fits_x for axes in self._shares['x'])
        fits_y = any(axes._fits_y for axes in self._shares['y'])
        if not fits_x and not fits_y:
            return
        for axes in self._shares['x']:
            axes._fits_x = False
        for axes in self._shares['y']:
            axes._fits_y = False
        if fits_x and self.xaxis._is_automatic:
            self.xaxis._fit(self._margins[0])
        if fits_y and self.yaxis._is_automatic:
            self.yaxis._fit(self._margins[1])

    def set_aspect(self, aspect, adjustable=None, anchor=None, share=False):
        self._aspect = 1.0 if aspect == 'equal' else aspect

    def get_aspect(self): return self._aspect
    def set_axis_off(self): self._is_on = False
    def set_axis_on(self): self._is_on = True
    def set_frame_on(self, b): pass
    def set_box_aspect(self, aspect=None): pass
    def set_adjustable(self, adjustable, share=False): pass
    def set_facecolor(self, color): pass
    def set_axisbelow(self, b): pass
    def set_position(self, pos, which='both'): pass
    def label_outer(self, remove_inner_ticks=False): pass
    def minorticks_on(self): pass
    def minorticks_off(self): pass
    def locator_params(self, axis='both', tight=None, **keywords): pass
    def ticklabel_format(self, **keywords): pass

    def tick_params(self, axis='both', **keywords):
        turn = keywords.get('labelrotation', keywords.get('rotation'))
        for name, sides in (('x', ('labelbottom', 'bottom')), ('y', ('labelleft', 'left'))):
            if axis in ('both', name):
                own = getattr(self, name + 'axis')
                if turn is not None:
                    own._rotation = turn
                if keywords.get(sides[0]) is False:
                    own._tick_labels = []

    # Words

    def set_title(self, label, fontdict=None, loc=None, pad=None, *, y=None, **keywords):
        self._title = Text(0.5, 1.0, label, **(fontdict or {}), **keywords)
        return self._title

    def get_title(self, loc='center'): return self._title.get_text()
    def set_xlabel(self, xlabel, fontdict=None, labelpad=None, *, loc=None, **keywords):
        self.xaxis._label = Text(0.5, 0, xlabel, **(fontdict or {}), **keywords)
        return self.xaxis._label

    def set_ylabel(self, ylabel, fontdict=None, labelpad=None, *, loc=None, **keywords):
        self.yaxis._label = Text(0, 0.5, ylabel, **(fontdict or {}), **keywords)
        return self.yaxis._label

    def get_xlabel(self): return self.xaxis._label.get_text()
    def get_ylabel(self): return self.yaxis._label.get_text()

    def text(self, x, y, s, fontdict=None, **keywords):
        words = Text(x, y, s, **(fontdict or {}), **keywords)
        if not self._is_in_parts(keywords):
            words._in_data = (float(self.xaxis._numbers(x)), float(self.yaxis._numbers(y)))
        return self._add(words, fits=False, extends=False)

    @staticmethod
    def _is_in_parts(keywords):
        transform = keywords.get('transform')
        return isinstance(transform, _Transform) and transform.is_axes

    def annotate(self, text, xy, xytext=None, xycoords='data', textcoords=None, arrowprops=None, annotation_clip=None, **keywords):
        coordinates = textcoords or xycoords
        for name in (xycoords, coordinates):
            if name not in ('data', 'offset points', 'offset pixels', 'axes fraction'):
                _note_once(f'figures here know no coordinates {name!r}; those of the data are taken')
        is_offset = xytext is not None and coordinates[:6] == 'offset'
        if 'axes fraction' in (xycoords, coordinates):
            keywords = {**keywords, 'transform': self.transAxes}
        words = Annotation(text, xy, xytext, arrowprops, keywords, is_offset)
        if xycoords == 'data':
            words._aim = (float(self.xaxis._numbers(xy[0])), float(self.yaxis._numbers(xy[1])))
        if coordinates == 'data':
            place = xy if xytext is None else xytext
            words._in_data = (float(self.xaxis._numbers(place[0])), float(self.yaxis._numbers(place[1])))
        if 'transform' in keywords:
            words._transform = keywords['transform']
        return self._add(words, fits=False, extends=False)

    # Ticks and grid

    def set_xticks(self, ticks, labels=None, *, minor=False, **keywords): return self.xaxis.set_ticks(ticks, labels, minor=minor, **keywords)
    def set_yticks(self, ticks, labels=None, *, minor=False, **keywords): return self.yaxis.set_ticks(ticks, labels, minor=minor, **keywords)
    def set_xticklabels(self, labels, **keywords): return self._ticklabels(self.xaxis, labels, keywords)
    def set_yticklabels(self, labels, **keywords): return self._ticklabels(self.yaxis, labels, keywords)

    def _ticklabels(self, axis, labels, keywords):
        if keywords.get('rotation') is not None:
            axis._rotation = keywords['rotation']
        return axis.set_ticklabels(labels)

    def get_xticks(self, *, minor=False): return self.xaxis.get_ticks()
    def get_yticks(self, *, minor=False): return self.yaxis.get_ticks()
    def get_xticklabels(self, minor=False): return self.xaxis.get_ticklabels()
    def get_yticklabels(self, minor=False): return self.yaxis.get_ticklabels()
    def get_xaxis(self): return self.xaxis
    def get_yaxis(self): return self.yaxis

    def grid(self, visible=None, which='major', axis='both', **keywords):
        if axis not in ('both', 'x', 'y'):
            raise ValueError(f"{axis!r} is not a valid value for axis. Supported values are 'x', 'y', 'both'")
        for name in ('x', 'y'):
            if axis in ('both', name) and which != 'minor':
                getattr(self, name + 'axis').grid(visible, **keywords)

    def set_xscale(self, value, **keywords): self._set_scale(self.xaxis, value, keywords)
    def set_yscale(self, value, **keywords): self._set_scale(self.yaxis, value, keywords)

    def _set_scale(self, axis, value, keywords):
        if value not in ('linear', 'log'):
            if value in ('symlog', 'logit', 'asinh', 'function', 'functionlog', 'mercator'):
                raise NotImplementedError(f"axes here are linear or logarithmic; there is no scale {value!r}")
            raise ValueError(f'{value!r} is not a valid value for scale.')
        for axes in self._sharing(axis.axis_name):
            other = getattr(axes, axis.axis_name + 'axis')
            other._scale, other._base = value, keywords.get('base', 10)
        if axis.axis_name == 'x':
            self._fits_x = True
        else:
            self._fits_y = True
        if value == 'log' and not axis._is_automatic:
            low, high = axis._limits
            axis._limits = axis._in_scale(low, high)

    def get_xscale(self): return self.xaxis._scale
    def get_yscale(self): return self.yaxis._scale

    def set(self, **keywords):
        for name, value in keywords.items():
            setter = getattr(self, 'set_' + name, None)
            if setter is None:
                raise AttributeError(f"Axes.set() got an unexpected keyword argument {name!r}")
            if name in ('xlim', 'ylim'):
                setter(value)
            else:
                setter(value)
        return _Artists()

    def twinx(self):
        if self._twin is not None:
            raise NotImplementedError('axes here have two scales at their sides; draw the third series in its own axes: '
                                      'fig, (a, b) = plt.subplots(2, 1)')
        twin = Axes(self.figure, self._place, sharex=self)
        twin._is_free = getattr(self, '_is_free', False)
        twin._twin = self._twin = self
        twin._is_second = True
        self.figure.axes.append(twin)
        self.figure._current = twin
        return twin

    def twiny(self):
        raise NotImplementedError('axes here have one scale below; draw the second series in its own axes: '
                                  'fig, (a, b) = plt.subplots(1, 2)')

    def inset_axes(self, *places, **keywords):
        raise NotImplementedError('axes here hold no others; draw them beside each other: plt.subplots(1, 2)')

    def secondary_xaxis(self, *places, **keywords): self.twiny()
    def secondary_yaxis(self, *places, **keywords):
        raise NotImplementedError('axes here have no second scale of the same data; twinx has one of its own data')
