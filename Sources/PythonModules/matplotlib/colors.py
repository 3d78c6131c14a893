"""Colours, and what keywords and format strings mean."""
import math
import numpy as np



def _depth(value):
    """How many axes numbers have: none of a number, a text or nothing."""
    if value is None or isinstance(value, (int, float, str)):
        return 0
    if isinstance(value, (list, tuple)):
        return 1 + _depth(value[0]) if value else 1
    return np.ndim(value) if hasattr(value, 'dtype') else 1 if hasattr(value, '__iter__') else 0


class _Artists(list):
    """What a call changed; what a call returns isn't shown."""


# Colours

_cycle = ['#1f77b4', '#ff7f0e', '#2ca02c', '#d62728', '#9467bd', '#8c564b', '#e377c2', '#7f7f7f', '#bcbd22', '#17becf']
_tableau = dict(zip('blue orange green red purple brown pink gray olive cyan'.split(), _cycle))
_short = {'b': (0.0, 0.0, 1.0), 'g': (0.0, 0.5, 0.0), 'r': (1.0, 0.0, 0.0), 'c': (0.0, 0.75, 0.75),
          'm': (0.75, 0.0, 0.75), 'y': (0.75, 0.75, 0.0), 'k': (0.0, 0.0, 0.0), 'w': (1.0, 1.0, 1.0)}


def _css_colors():
    words = _css_names.split()
    return dict(zip(words[::2], ['#' + code for code in words[1::2]]))


def _hexadecimal(text):
    digits = text[1:]
    if len(digits) in (3, 4):
        digits = ''.join(2 * digit for digit in digits)
    if len(digits) not in (6, 8):
        return None
    try:
        return tuple(int(digits[place:place + 2], 16) / 255 for place in range(0, len(digits), 2))
    except ValueError:
        return None


def _named(text):
    """The parts of a colour that is named in a text; None if it names none."""
    if text in _short:
        return _short[text]
    if text[:1] == 'C' and text[1:].isdigit():
        return _hexadecimal(_cycle[int(text[1:]) % 10])
    if text[:1] == '#':
        return _hexadecimal(text)
    low = text.lower()
    if low[:4] == 'tab:':
        code = _tableau.get(low[4:].replace('grey', 'gray'))
        return _hexadecimal(code) if code else None
    if not _css:
        _css.update(_css_colors())
    if low in _css:
        return _hexadecimal(_css[low])
    try:
        gray = float(text)
    except ValueError:
        return None
    return (gray, gray, gray) if 0 <= gray <= 1 else None


_css = {}


def _is_color(color):
    try:
        to_rgba(color)
        return True
    except (ValueError, TypeError):
        return False


def to_rgba(color, alpha=None):
    """Red, green, blue and opacity, from 0 to 1."""
    if isinstance(color, tuple) and len(color) == 2 and not isinstance(color[0], (int, float)):
        color, inner = color
        alpha = inner if alpha is None else alpha
    if isinstance(color, str):
        if color.lower() == 'none':
            return (0.0, 0.0, 0.0, 0.0)
        parts = _named(color)
        if parts is None:
            raise ValueError(f'Invalid RGBA argument: {color!r}')
    else:
        try:
            parts = tuple(float(part) for part in color)
        except TypeError:
            raise ValueError(f'Invalid RGBA argument: {color!r}') from None
        if len(parts) not in (3, 4):
            raise ValueError('RGBA sequence should have length 3 or 4')
        if any(part < 0 or part > 1 for part in parts):
            raise ValueError('RGBA values should be within 0-1 range')
    if len(parts) == 3:
        return parts + (1.0 if alpha is None else float(alpha),)
    return tuple(parts) if alpha is None else tuple(parts[:3]) + (float(alpha),)


def _check_color(color):
    if not _is_color(color):
        raise ValueError(f"{color!r} is not a valid value for color: supported inputs are (r, g, b) and (r, g, b, a) 0-1 float "
                         "tuples; '#rrggbb', '#rrggbbaa', '#rgb', '#rgba' strings; named color strings; string reprs of 0-1 "
                         "floats for grayscale values; 'C0', 'C1', ... strings for colors of the color cycle; and pairs "
                         "combining one of the above with an alpha value")


def to_rgb(color):
    """Red, green and blue, from 0 to 1."""
    return to_rgba(color)[:3]


def to_hex(color, keep_alpha=False):
    """A colour as `#rrggbb`."""
    parts = to_rgba(color)
    return '#' + ''.join(format(round(part * 255), '02x') for part in (parts if keep_alpha else parts[:3]))


def is_color_like(color):
    """Whether something means a colour."""
    return _is_color(color)


# Keywords

_aliases = {'c': 'color', 'ls': 'linestyle', 'lw': 'linewidth', 'ms': 'markersize', 'mfc': 'markerfacecolor',
            'mec': 'markeredgecolor', 'mew': 'markeredgewidth', 'fc': 'facecolor', 'ec': 'edgecolor', 'aa': 'antialiased',
            'facecolors': 'facecolor', 'edgecolors': 'edgecolor', 'linestyles': 'linestyle', 'linewidths': 'linewidth',
            'ha': 'horizontalalignment', 'va': 'verticalalignment', 'size': 'fontsize', 'family': 'fontfamily',
            'weight': 'fontweight', 'style': 'fontstyle', 'name': 'fontname', 'ds': 'drawstyle', 'font': 'fontproperties'}
# Keywords without visible effect here.
_silent = {'antialiased', 'snap', 'rasterized', 'picker', 'pickradius', 'clip_on', 'clip_box', 'solid_capstyle',
           'solid_joinstyle', 'dash_capstyle', 'dash_joinstyle', 'url', 'gid', 'animated', 'in_layout', 'markeredgewidth',
           'capstyle', 'joinstyle', 'fontfamily', 'fontname', 'fontproperties', 'fontvariant', 'fontstretch', 'wrap',
           'linespacing', 'rotation_mode', 'multialignment', 'usetex', 'math_fontfamily', 'parse_math', 'mouseover',
           'agg_filter', 'antialiaseds', 'annotation_clip', 'clip_path', 'sketch_params'}
# Keywords that would change the drawing.
_other = {'hatch', 'path_effects', 'fillstyle', 'markerfacecoloralt', 'gapcolor', 'bbox', 'fontstyle', 'fontweight',
          'transform', 'offset_transform', 'hatchcolor'}
_noted = set()


def _note_once(text):
    if text not in _noted:
        _noted.add(text)
        _note(text)


def _keywords(owner, given, known):
    """Keywords by their full names; those that no figure here can show are named once."""
    found = {}
    for name, value in given.items():
        full = name if name in known else _aliases.get(name, name)
        if full in known:
            if full in found:
                raise TypeError(f"Got both {full!r} and {name!r}, which are aliases of one another")
            found[full] = value
        elif full in _other:
            if value is not None:
                _note_once(f'figures here have no {full}=')
        elif full not in _silent:
            raise AttributeError(f"{owner}.set() got an unexpected keyword argument {name!r}")
    return found


_line_styles = {'-': '-', '--': '--', '-.': '-.', ':': ':', 'None': 'None', ' ': 'None', '': 'None', 'none': 'None',
                'solid': '-', 'dashed': '--', 'dashdot': '-.', 'dotted': ':'}
_markers = set('.,ov^<>12348spP*hH+xXDd|_') | {'None', 'none', ' ', ''}


def _line_style(style):
    if isinstance(style, tuple):
        # A dash pattern.
        return '-' if not style[1] else '--'
    if style is None:
        return '-'
    if style not in _line_styles:
        raise ValueError(f'{style!r} is not a valid value for ls.')
    return _line_styles[style]


def _marker(marker):
    if marker is None:
        return 'None'
    if isinstance(marker, str):
        if marker in _markers:
            return marker
        if len(marker) > 2 and marker[0] == '$' and marker[-1] == '$':
            _note_once('figures here have no marks made of text; a circle takes their place')
            return 'o'
        raise ValueError(f'Unrecognized marker style {marker!r}')
    if isinstance(marker, int) and 0 <= marker <= 11:
        return ('_', '_', '|', '|', '<', '>', '^', 'v', '<', '>', '^', 'v')[marker]
    _note_once('figures here have no marks of your own; a circle takes their place')
    return 'o'


def _format(text):
    """What a format such as 'ro--' says: style, marker and colour, each None where it says nothing."""
    if text in ('C0', 'C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7', 'C8', 'C9') or (len(text) > 1 and _named(text) and
                                                                                not text.replace('.', '').isdigit()):
        return None, None, text
    style = marker = color = None
    place = 0
    while place < len(text):
        sign = text[place]
        if text[place:place + 2] in ('--', '-.'):
            if style is not None:
                raise ValueError(f"{text!r} is not a valid format string (two linestyle symbols)")
            style = text[place:place + 2]
            place += 2
        elif sign in ('-', ':', ' '):
            if style is not None:
                raise ValueError(f"{text!r} is not a valid format string (two linestyle symbols)")
            style = sign
            place += 1
        elif sign in _short:
            if color is not None:
                raise ValueError(f"{text!r} is not a valid format string (two color symbols)")
            color = sign
            place += 1
        elif sign in _markers:
            if marker is not None:
                raise ValueError(f"{text!r} is not a valid format string (two marker symbols)")
            marker = sign
            place += 1
        elif sign == 'C' and text[place + 1:place + 2].isdigit():
            end = place + 1
            while text[end:end + 1].isdigit():
                end += 1
            color = text[place:end]
            place = end
        else:
            raise ValueError(f"{text!r} is not a valid format string (unrecognized character {sign!r})")
    return style, marker, color


_css_names = """
aliceblue f0f8ff antiquewhite faebd7 aqua 00ffff aquamarine 7fffd4 azure f0ffff beige f5f5dc bisque ffe4c4 black
000000 blanchedalmond ffebcd blue 0000ff blueviolet 8a2be2 brown a52a2a burlywood deb887 cadetblue 5f9ea0 chartreuse
7fff00 chocolate d2691e coral ff7f50 cornflowerblue 6495ed cornsilk fff8dc crimson dc143c cyan 00ffff darkblue
00008b darkcyan 008b8b darkgoldenrod b8860b darkgray a9a9a9 darkgreen 006400 darkgrey a9a9a9 darkkhaki bdb76b
darkmagenta 8b008b darkolivegreen 556b2f darkorange ff8c00 darkorchid 9932cc darkred 8b0000 darksalmon e9967a
darkseagreen 8fbc8f darkslateblue 483d8b darkslategray 2f4f4f darkslategrey 2f4f4f darkturquoise 00ced1 darkviolet
9400d3 deeppink ff1493 deepskyblue 00bfff dimgray 696969 dimgrey 696969 dodgerblue 1e90ff firebrick b22222
floralwhite fffaf0 forestgreen 228b22 fuchsia ff00ff gainsboro dcdcdc ghostwhite f8f8ff gold ffd700 goldenrod daa520
gray 808080 green 008000 greenyellow adff2f grey 808080 honeydew f0fff0 hotpink ff69b4 indianred cd5c5c indigo
4b0082 ivory fffff0 khaki f0e68c lavender e6e6fa lavenderblush fff0f5 lawngreen 7cfc00 lemonchiffon fffacd lightblue
add8e6 lightcoral f08080 lightcyan e0ffff lightgoldenrodyellow fafad2 lightgray d3d3d3 lightgreen 90ee90 lightgrey
d3d3d3 lightpink ffb6c1 lightsalmon ffa07a lightseagreen 20b2aa lightskyblue 87cefa lightslategray 778899
lightslategrey 778899 lightsteelblue b0c4de lightyellow ffffe0 lime 00ff00 limegreen 32cd32 linen faf0e6 magenta
ff00ff maroon 800000 mediumaquamarine 66cdaa mediumblue 0000cd mediumorchid ba55d3 mediumpurple 9370db
mediumseagreen 3cb371 mediumslateblue 7b68ee mediumspringgreen 00fa9a mediumturquoise 48d1cc mediumvioletred c71585
midnightblue 191970 mintcream f5fffa mistyrose ffe4e1 moccasin ffe4b5 navajowhite ffdead navy 000080 oldlace fdf5e6
olive 808000 olivedrab 6b8e23 orange ffa500 orangered ff4500 orchid da70d6 palegoldenrod eee8aa palegreen 98fb98
paleturquoise afeeee palevioletred db7093 papayawhip ffefd5 peachpuff ffdab9 peru cd853f pink ffc0cb plum dda0dd
powderblue b0e0e6 purple 800080 rebeccapurple 663399 red ff0000 rosybrown bc8f8f royalblue 4169e1 saddlebrown 8b4513
salmon fa8072 sandybrown f4a460 seagreen 2e8b57 seashell fff5ee sienna a0522d silver c0c0c0 skyblue 87ceeb slateblue
6a5acd slategray 708090 slategrey 708090 snow fffafa springgreen 00ff7f steelblue 4682b4 tan d2b48c teal 008080
thistle d8bfd8 tomato ff6347 turquoise 40e0d0 violet ee82ee wheat f5deb3 white ffffff whitesmoke f5f5f5 yellow
ffff00 yellowgreen 9acd32
"""
