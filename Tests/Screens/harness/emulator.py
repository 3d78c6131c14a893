"""The terminal's screen: pyte's, with what it lacks, and its text for people to read."""

import colorsys
import re
import unicodedata

import pyte
from wcwidth import wcwidth

BRACKETED_PASTE = 2004 << 5
"""pyte's number of the private mode that marks pastes."""

COLOUR_LETTERS = {
    "default": " ", "red": "r", "green": "g", "brown": "y", "blue": "b", "magenta": "m", "cyan": "c", "black": "k",
    "white": "w",
}

# The hues around the colour circle, starting with red.
HUES = "royggccbbmmr"

NOTED_TIME = re.compile(r"took \d+(\.\d+)? ?(ns|µs|ms|s|min|h)\b")
TIME_AT_THE_EDGE = re.compile(r"(In \[\d+\]: .*?)( {2,})(\S.*?)??( *)(\d+\.\d s)$")
HISTORY_TIME = re.compile(r"^(\[\d+\] .*?) +\d+(…| (…|µs|ms|s))$")
HOME = re.compile(r"descent-screens\.\w{8}")
SEED = re.compile(r"seeded \d+ \(seed \d+ repeats this\)")


class Screen(pyte.Screen):
    """A screen on which characters of two columns wrap whole and joiners join, as on the terminals people use."""

    def draw(self, data):
        for character in data:
            width = wcwidth(character)
            if width == 0 and not unicodedata.combining(character):
                # pyte drops joiners and variation selectors, and the characters after them.
                self._join(character)
                continue
            if width == 2 and self.cursor.x == self.columns - 1 and pyte.modes.DECAWM in self.mode:
                self.cursor.x = self.columns
            super().draw(character)

    def _join(self, character):
        row = self.buffer[self.cursor.y]
        x = self.cursor.x - 1
        while x > 0 and row[x].data == "":
            x -= 1
        if x >= 0:
            row[x] = row[x]._replace(data=row[x].data + character)

    def resize(self, lines=None, columns=None):
        lines = lines or self.lines
        # As in xterm: rows are removed from the bottom while the cursor is above them, then from the top.
        surplus = max(0, self.cursor.y - lines + 1)
        if surplus:
            for y in range(lines):
                self.buffer[y] = self.buffer[y + surplus]
            self.cursor.y -= surplus
        for y in [y for y in self.buffer if y >= lines]:
            del self.buffer[y]
        y = self.cursor.y
        self.lines = min(self.lines, lines)
        super().resize(lines, columns)
        self.cursor.y = y
        self.cursor.x = min(self.cursor.x, self.columns - 1)

    @property
    def marks_pastes(self):
        return BRACKETED_PASTE in self.mode

    def row(self, y):
        """The text of a row, without blanks at its end."""
        cells = self.buffer[y]
        return "".join(cells[x].data for x in range(self.columns)).rstrip()

    def rows(self):
        """The rows down to the last that shows something."""
        rows = [self.row(y) for y in range(self.lines)]
        while rows and not rows[-1]:
            rows.pop()
        return rows

    def row_to_cursor(self):
        """What stands left of the cursor in its row."""
        cells = self.buffer[self.cursor.y]
        return "".join(cells[x].data for x in range(min(self.cursor.x, self.columns)))

    def text(self):
        return "\n".join(self.rows())

    def described(self, colours=False):
        """The screen as golden files hold it: cursor, rows, and where asked which cells are coloured."""
        column = min(self.cursor.x, self.columns - 1) + 1
        lines = [f"cursor at row {self.cursor.y + 1}, column {column}"]
        lines += [normalised(row, self.columns) for row in self.rows()]
        if colours:
            lines.append("--- colours (capitals are bold, * bold alone, # reversed)")
            for y in range(self.lines):
                letters = self._colours(y)
                if letters:
                    lines.append(f"{y + 1:2}: {letters}")
        return "\n".join(lines) + "\n"

    def _colours(self, y):
        cells = self.buffer[y]
        letters = "".join(_letter(cells[x]) for x in range(self.columns))
        return _without_time(self.row(y), self.columns, letters).rstrip()


def _letter(cell):
    if cell.reverse:
        return "#"
    # A bright colour counts as the plain one, and one of the 256 colours by its hue.
    letter = COLOUR_LETTERS.get(cell.fg.removeprefix("bright")) or _hue(cell.fg)
    if cell.bold:
        return "*" if letter == " " else letter.upper()
    return letter


def _hue(hexadecimal):
    red, green, blue = (int(hexadecimal[at:at + 2], 16) / 255 for at in (0, 2, 4))
    hue, saturation, _ = colorsys.rgb_to_hsv(red, green, blue)
    return HUES[round(hue * len(HUES)) % len(HUES)] if saturation > 0.2 else "w"


def _without_time(row, columns, text):
    """The text, which belongs to the row, without the time at the right edge that a slow machine's cells have there."""
    found = TIME_AT_THE_EDGE.match(row)
    if not found or len(row) < columns - 2:
        return text
    start, end = found.end(2), found.end(3) if found.group(3) else found.end(2)
    return text[:start] + " " * (len(row) - end) + text[start:end]


def normalised(row, columns):
    """A row with what no two runs have in common left out: durations, seeds that the program chose, names of homes."""
    row = _without_time(row, columns, row).rstrip()
    row = HISTORY_TIME.sub(r"\1  <time>", row)
    row = NOTED_TIME.sub("took <time>", SEED.sub("seeded N (seed N repeats this)", row))
    return HOME.sub("descent-screens.XXXXXXXX", row)
