"""Axes, and their legend."""


_legend_places = ('best', 'upper right', 'upper left', 'lower left', 'lower right', 'right', 'center left', 'center right',
                  'lower center', 'upper center', 'center')


class Legend(Artist):
    """What the artists mean."""

    def __init__(self, handles, labels, keywords):
        super().__init__()
        self.legend_handles = list(handles)
        self._texts = [Text(0, 0, label) for label in labels]
        self._place = keywords.pop('loc', None) or rcParams['legend.loc']
        if isinstance(self._place, str) and self._place not in _legend_places:
            raise ValueError(f'{self._place!r} is not a valid value for loc.')
        if isinstance(self._place, int):
            self._place = _legend_places[self._place]
        elif not isinstance(self._place, str):
            self._place = 'best'
        self._title = Text(0, 0, keywords.pop('title', None) or '')
        self._columns = keywords.pop('ncols', None) or keywords.pop('ncol', None) or 1

    def get_texts(self): return self._texts
    def get_title(self): return self._title
    def set_title(self, title, prop=None): self._title.set_text(title)
    def get_lines(self): return [handle for handle in self.legend_handles if isinstance(handle, Line2D)]
    def get_patches(self): return [handle for handle in self.legend_handles if isinstance(handle, Patch)]
    def get_frame(self): return Rectangle((0, 0), 1, 1)
    def set_loc(self, loc=None): self._place = loc
    def _extend(self, limits): pass
    def _described(self): return None


class Axes(_Lines, _Bars, _Areas, _Matrices, Artist):
    """A pair of axes and what is drawn in it."""

    def __init__(self, figure, place, sharex=None, sharey=None):
        super().__init__()
        self.figure = figure
        self._place = place
        self.name = 'rectilinear'
        self.transData, self.transAxes = _Transform(False), _Transform(True)
        self._shares = {'x': [self], 'y': [self]}
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

    # What it holds

    @property
    def lines(self): return [artist for artist in self._children if isinstance(artist, Line2D)]
    @property
    def patches(self): return [artist for artist in self._children if isinstance(artist, Patch)]
    @property
    def collections(self): return [artist for artist in self._children if isinstance(artist, (PathCollection, LineCollection, PolyCollection, QuadMesh, QuadContourSet))]
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

    def relim(self, visible_only=False):
        self._data.clear()
        for artist in self._children:
            if artist._visible or not visible_only:
                artist._extend(self._data)

    def autoscale_view(self, tight=None, scalex=True, scaley=True):
        self._fits_x, self._fits_y = self._fits_x or scalex, self._fits_y or scaley
        self._update()

    def autoscale(self, enable=True, axis='both', tight=None):
        for name in ('x', 'y'):
            if axis in ('both', name):
                getattr(self, name + 'axis')._is_automatic = bool(enable)
                if tight and enable:
                    self._margins['xy'.index(name)] = 0.0
        if enable:
            self.autoscale_view(tight, axis in ('both', 'x'), axis in ('both', 'y'))

    def get_autoscale_on(self): return self.xaxis._is_automatic and self.yaxis._is_automatic
    def get_autoscalex_on(self): return self.xaxis._is_automatic
    def get_autoscaley_on(self): return self.yaxis._is_automatic

    def margins(self, *margins, x=None, y=None, tight=True):
        if len(margins) == 1:
            x = y = margins[0]
        elif len(margins) == 2:
            x, y = margins
        elif margins:
            raise TypeError('Must pass a single positional argument for all margins, or one for each margin (x, y).')
        if x is None and y is None:
            return _Pair(self._margins)
        for place, margin in ((0, x), (1, y)):
            if margin is not None:
                if margin <= -0.5:
                    raise ValueError('margin must be greater than -0.5')
                self._margins[place] = float(margin)
        self._fits_x, self._fits_y = self._fits_x or x is not None, self._fits_y or y is not None

    def set_xmargin(self, m): self.margins(x=m)
    def set_ymargin(self, m): self.margins(y=m)

    def get_xlim(self): return tuple(np.float64(limit) for limit in self.xaxis.limits())
    def get_ylim(self): return tuple(np.float64(limit) for limit in self.yaxis.limits())
    def get_xbound(self): return tuple(np.float64(limit) for limit in sorted(self.xaxis.limits()))
    def get_ybound(self): return tuple(np.float64(limit) for limit in sorted(self.yaxis.limits()))

    def set_xlim(self, left=None, right=None, *, emit=True, auto=False, xmin=None, xmax=None):
        return self._set_limits(self.xaxis, left, right, xmin, xmax, auto, 'x')

    def set_ylim(self, bottom=None, top=None, *, emit=True, auto=False, ymin=None, ymax=None):
        return self._set_limits(self.yaxis, bottom, top, ymin, ymax, auto, 'y')

    def _set_limits(self, axis, low, high, least, most, auto, name):
        if high is None and _depth(low) and not isinstance(low, str):
            low, high = low
        if least is not None:
            if low is not None:
                raise TypeError(f"Cannot pass both {'left' if name == 'x' else 'bottom'!r} and '{name}min'")
            low = least
        if most is not None:
            if high is not None:
                raise TypeError(f"Cannot pass both {'right' if name == 'x' else 'top'!r} and '{name}max'")
            high = most
        return axis.set_limits((low, high), auto)

    def set_xbound(self, lower=None, upper=None): self._set_bound(self.xaxis, lower, upper)
    def set_ybound(self, lower=None, upper=None): self._set_bound(self.yaxis, lower, upper)

    def _set_bound(self, axis, lower, upper):
        if upper is None and _depth(lower):
            lower, upper = lower
        old = sorted(axis.limits())
        lower, upper = old[0] if lower is None else lower, old[1] if upper is None else upper
        axis.set_limits((upper, lower) if axis._is_inverted else (lower, upper), None)

    def invert_xaxis(self): self.xaxis.set_limits(self.xaxis.limits()[::-1], None)
    def invert_yaxis(self): self.yaxis.set_limits(self.yaxis.limits()[::-1], None)
    def xaxis_inverted(self): return self.xaxis._is_inverted
    def yaxis_inverted(self): return self.yaxis._is_inverted

    def axis(self, arg=None, /, *, emit=True, **keywords):
        if arg in ('on', 'off') if isinstance(arg, str) else isinstance(arg, bool):
            self._is_on = arg in ('on', True)
        elif isinstance(arg, str):
            self._axis_mode(arg)
        elif arg is not None:
            if len(arg) != 4:
                raise TypeError('The first argument to axis() must be an iterable of the form [xmin, xmax, ymin, ymax]')
            self.set_xlim(arg[0], arg[1])
            self.set_ylim(arg[2], arg[3])
        else:
            if keywords:
                self.set_xlim(keywords.get('xmin'), keywords.get('xmax'))
                self.set_ylim(keywords.get('ymin'), keywords.get('ymax'))
        return _Pair((*self.get_xlim(), *self.get_ylim()))

    def _axis_mode(self, mode):
        if mode not in ('equal', 'tight', 'scaled', 'auto', 'image', 'square'):
            raise ValueError(f"Unrecognized string {mode!r} to axis; try 'on' or 'off'")
        self.xaxis._is_automatic = self.yaxis._is_automatic = True
        self._fits_x = self._fits_y = True
        self._update()
        if mode == 'auto':
            self._aspect = 'auto'
        elif mode in ('equal', 'scaled', 'image', 'square'):
            self._aspect = 1.0
        if mode == 'square':
            (left, right), (bottom, top) = self.xaxis.limits(), self.yaxis.limits()
            side = max(abs(right - left), abs(top - bottom))
            self.set_xlim(left, left + side)
            self.set_ylim(bottom, bottom + side)
        if mode in ('tight', 'scaled', 'image'):
            self.xaxis._is_automatic = self.yaxis._is_automatic = mode == 'tight'

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

    def legend(self, *args, **keywords):
        handles, labels = keywords.pop('handles', None), keywords.pop('labels', None)
        if len(args) == 2:
            handles, labels = args
        elif len(args) == 1:
            labels = args[0]
            if handles is None:
                handles = [handle for handle in self._legend_handles()]
        elif len(args) > 2:
            raise TypeError(f'legend() takes 0-2 positional arguments but {len(args)} were given')
        if handles is None:
            handles, found = self.get_legend_handles_labels()
            labels = found if labels is None else labels
            if not handles:
                _warn('No artists with labels found to put in legend.  Note that artists whose label start with an '
                      'underscore are ignored when legend() is called with no argument.')
        elif labels is None:
            labels = [handle.get_label() for handle in handles]
        if isinstance(labels, str):
            labels = list(labels)
        pairs = [(handle, str(label)) for handle, label in zip(handles, labels) if str(label)[:1] != '_' or len(args) == 2]
        self.legend_ = Legend([handle for handle, _ in pairs], [label for _, label in pairs], keywords)
        self.legend_.axes = self
        return self.legend_

    def _legend_handles(self):
        found = [artist for artist in self._children
                 if isinstance(artist, (Line2D, Patch, PathCollection, LineCollection, PolyCollection))]
        return [artist for artist in found + self.containers
                if not (isinstance(artist, (Patch, Line2D)) and any(artist in container for container in self.containers
                                                                     if artist.get_label()[:1] == '_'))]

    def get_legend_handles_labels(self, legend_handler_map=None):
        handles, labels = [], []
        for handle in self._legend_handles():
            label = handle.get_label()
            if label and label[:1] != '_':
                handles.append(handle)
                labels.append(label)
        return handles, labels

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
        raise NotImplementedError('axes here have one scale at the side; draw the second series in its own axes: '
                                  'fig, (a, b) = plt.subplots(2, 1)')

    def twiny(self):
        raise NotImplementedError('axes here have one scale below; draw the second series in its own axes: '
                                  'fig, (a, b) = plt.subplots(1, 2)')

    def inset_axes(self, *places, **keywords):
        raise NotImplementedError('axes here hold no others; draw them beside each other: plt.subplots(1, 2)')

    def secondary_xaxis(self, *places, **keywords): self.twiny()
    def secondary_yaxis(self, *places, **keywords): self.twinx()
