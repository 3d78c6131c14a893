"""Legends."""


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


class _Legends:
    """What makes the legend of axes."""

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
