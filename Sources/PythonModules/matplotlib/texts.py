"""Words, and artists that belong together."""


class Text(Artist):
    """Words at a place."""
    zorder = 3
    _known = {'color', 'fontsize', 'horizontalalignment', 'verticalalignment', 'rotation', 'label', 'alpha', 'zorder',
              'visible', 'transform', 'backgroundcolor', 'text', 'position', 'x', 'y', 'fontweight', 'fontstyle'}

    def __init__(self, x=0, y=0, text='', **keywords):
        super().__init__()
        if isinstance(keywords.get('fontdict'), dict):
            keywords = {**keywords.pop('fontdict'), **keywords}
        keywords.pop('fontdict', None)
        given = _keywords('Text', keywords, self._known)
        self._common(given)
        self._x, self._y, self._text = x, y, '' if text is None else str(text)
        self._color = given.pop('color', None) or rcParams['text.color']
        to_rgba(self._color)
        self._size = _font_size(given.pop('fontsize', None))
        self._horizontal = given.pop('horizontalalignment', 'left')
        self._vertical = given.pop('verticalalignment', 'baseline')
        turn = given.pop('rotation', 0)
        self._rotation = 0.0 if turn in (None, 'horizontal') else 90.0 if turn == 'vertical' else float(turn)
        self._transform = given.pop('transform', None)
        self._in_data = None

    def __repr__(self): return f'Text({self._x}, {self._y}, {self._text!r})'
    def get_text(self): return self._text
    def set_text(self, s): self._text = '' if s is None else str(s)
    def get_position(self): return self._x, self._y
    def set_position(self, xy): self._x, self._y = xy; self._in_data = None
    def set_x(self, x): self._x = x; self._in_data = None
    def set_y(self, y): self._y = y; self._in_data = None
    def get_color(self): return self._color
    def set_color(self, color): self._color = color
    def get_fontsize(self): return self._size
    def set_fontsize(self, fontsize): self._size = _font_size(fontsize)
    def get_rotation(self): return self._rotation
    def set_rotation(self, s): self._rotation = 0.0 if s == 'horizontal' else 90.0 if s == 'vertical' else float(s)
    def get_horizontalalignment(self): return self._horizontal
    def set_horizontalalignment(self, align): self._horizontal = align
    def get_verticalalignment(self): return self._vertical
    def set_verticalalignment(self, align): self._vertical = align
    def set_fontweight(self, weight): pass
    def set_fontstyle(self, fontstyle): pass
    def set_fontfamily(self, fontname): pass
    def set_bbox(self, rectprops): pass
    get_size, set_size, get_ha, set_ha, get_va, set_va = (get_fontsize, set_fontsize, get_horizontalalignment,
        set_horizontalalignment, get_verticalalignment, set_verticalalignment)

    def _extend(self, limits): pass

    def _described(self):
        if not self._text:
            return None
        in_parts = self._transform is not None and self._transform.is_axes
        x, y = (self._x, self._y) if self._in_data is None else self._in_data
        return {'kind': 'text', 'x': float(x), 'y': float(y), 'words': self._text, 'parts': in_parts,
                'horizontal': {'left': 'start', 'right': 'end'}.get(self._horizontal, 'middle'),
                'vertical': {'top': 'end', 'center': 'middle', 'center_baseline': 'middle'}.get(self._vertical, 'start'),
                'size': self._size, 'rotation': self._rotation,
                'color': None if self._color == 'black' else _described_color(self._color),
                'target': None}


class Annotation(Text):
    """Words about a place, with an arrow to it."""

    def __init__(self, text, xy, xytext, arrowprops, keywords, is_offset):
        place = xy if xytext is None else xytext
        super().__init__(place[0], place[1], text, **keywords)
        self.xy = xy
        self._is_offset = is_offset
        self.arrow_patch = None if arrowprops is None else object()
        self._has_arrow = arrowprops is not None and xytext is not None
        self._aim = None

    def _described(self):
        if self._aim is None:
            return super()._described()
        if self._is_offset:
            # The offset is in points; its size in data units depends on the picture.
            self._in_data = self._aim
        found = super()._described()
        if found and self._has_arrow and not self._is_offset:
            found['target'] = self._aim
        return found


def _font_size(size):
    if size is None:
        return float(rcParams['font.size'])
    if isinstance(size, str):
        factors = {'xx-small': 0.579, 'x-small': 0.694, 'small': 0.833, 'medium': 1.0, 'large': 1.2, 'x-large': 1.44,
                   'xx-large': 1.728, 'larger': 1.2, 'smaller': 0.833}
        if size not in factors:
            raise ValueError('Size is invalid. Valid font size are xx-small, x-small, small, medium, large, x-large, xx-large, '
                             'larger, smaller, None')
        return factors[size] * 10.0
    return float(size)


class _Transform:
    """Which places a text's numbers mean: those of the data, or parts of the axes."""

    def __init__(self, is_axes): self.is_axes = is_axes


def _described_color(color):
    """A colour as the drawing takes it: a number of the cycle, or parts."""
    if color is None:
        return None
    if isinstance(color, str):
        if color[:1] == 'C' and color[1:].isdigit():
            return int(color[1:]) % 10
        if color.lower() == 'none':
            return None
        if color in ('k', 'black'):
            return 'foreground'
        if color in ('w', 'white'):
            return 'background'
    parts = tuple(float(part) for part in to_rgba(color)[:3])
    return _cycle_parts.index(parts) if parts in _cycle_parts else parts


_cycle_parts = [_hexadecimal(code) for code in _cycle]


def _described_map(cmap):
    if isinstance(cmap, (ListedColormap, LinearSegmentedColormap)):
        return [tuple(float(part) for part in color[:3]) for color in cmap.colors], isinstance(cmap, ListedColormap)
    return cmap.name


class Container(tuple):
    """Artists that belong together."""

    def __new__(cls, items, label=None):
        return tuple.__new__(cls, items)

    def __init__(self, items, label=None):
        self._label = '' if label is None else str(label)

    def get_label(self): return self._label
    def set_label(self, s): self._label = s
    def get_children(self): return list(self)

    def remove(self):
        for artist in self:
            if artist is not None:
                artist.remove()


class BarContainer(Container):
    """Bars."""

    def __new__(cls, patches, errorbar=None, *, datavalues=None, orientation=None, label=None):
        return tuple.__new__(cls, patches)

    def __init__(self, patches, errorbar=None, *, datavalues=None, orientation=None, label=None):
        super().__init__(patches, label)
        self.patches, self.errorbar, self.datavalues, self.orientation = list(patches), errorbar, datavalues, orientation

    def __repr__(self): return f'<BarContainer object of {len(self.patches)} artists>'


class ErrorbarContainer(Container):
    """Points with bars that show how far they may be off."""

    def __init__(self, lines, has_xerr=False, has_yerr=False, label=None):
        super().__init__(lines, label)
        self.lines, self.has_xerr, self.has_yerr = lines, has_xerr, has_yerr

    def __new__(cls, lines, has_xerr=False, has_yerr=False, label=None): return tuple.__new__(cls, lines)
    def __repr__(self): return '<ErrorbarContainer object of 3 artists>'


class StemContainer(Container):
    """Marks on stems."""

    def __init__(self, items, label=None):
        super().__init__(items, label)
        self.markerline, self.stemlines, self.baseline = items

    def __repr__(self): return '<StemContainer object of 3 artists>'
