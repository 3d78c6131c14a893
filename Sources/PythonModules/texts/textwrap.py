"""Paragraphs of text, filled and set in."""
__all__ = ["TextWrapper", "wrap", "fill", "dedent", "indent", "shorten"]
_blank = "\t\n\x0b\x0c\r "

def _is_word(letter): return letter.isalnum() or letter == "_"

def _is_letter(letter): return _is_word(letter) and not letter.isdecimal()

def _ends_word(letter): return _is_word(letter) or letter != "" and letter in "!\"'&.,?"

def _dashes(text, place):
    """Where two or more dashes end before a word; the place itself if there are none."""
    end = place
    while text[end:end + 1] == "-": end += 1
    return end if end - place > 1 and _is_word(text[end:end + 1]) else place

def _breaks_at_hyphen(text, place):
    before, after = text[max(place - 3, 0):place], text[place + 1:place + 4]
    if not _is_letter(before[-1:]): return False
    if not (_is_letter(before[-2:-1]) or before[-2:-1] == "-" and _is_letter(before[-3:-2])): return False
    return _is_letter(after[:1]) and (_is_letter(after[1:2]) or after[1:2] == "-" and _is_letter(after[2:3]))

def _chunks(text, hyphens):
    chunks, place = [], 0
    while place < len(text):
        end = place
        while text[end:end + 1] in _blank and end < len(text): end += 1
        if end == place and hyphens and place and _ends_word(text[place - 1]): end = _dashes(text, place)
        if end == place:
            end += 1
            while end < len(text) and text[end] not in _blank:
                if hyphens and text[end] == "-":
                    if _breaks_at_hyphen(text, end):
                        end += 1
                        break
                    if _ends_word(text[end - 1]) and _dashes(text, end) > end: break
                end += 1
        chunks.append(text[place:end])
        place = end
    return chunks

class TextWrapper:
    def __init__(
        self, width=70, initial_indent="", subsequent_indent="", expand_tabs=True, replace_whitespace=True,
        fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True, tabsize=8,
        *, max_lines=None, placeholder=" [...]"
    ):
        self.width, self.initial_indent, self.subsequent_indent = width, initial_indent, subsequent_indent
        self.expand_tabs, self.replace_whitespace, self.tabsize = expand_tabs, replace_whitespace, tabsize
        self.fix_sentence_endings, self.break_long_words = fix_sentence_endings, break_long_words
        self.drop_whitespace, self.break_on_hyphens = drop_whitespace, break_on_hyphens
        self.max_lines, self.placeholder = max_lines, placeholder

    def wrap(self, text):
        if self.expand_tabs: text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            for letter in _blank: text = text.replace(letter, " ")
        chunks = _chunks(text, self.break_on_hyphens)
        if self.fix_sentence_endings: self._part_sentences(chunks)
        return self._lines(chunks)

    def fill(self, text): return "\n".join(self.wrap(text))

    def _part_sentences(self, chunks):
        for place in range(len(chunks) - 1):
            ending = chunks[place]
            if ending[-1:] in ("'", '"'): ending = ending[:-1]
            if chunks[place + 1] == " " and ending[-1:] in (".", "!", "?") and "a" <= ending[-2:-1] <= "z":
                chunks[place + 1] = "  "

    def _lines(self, chunks):
        lines = []
        if self.width <= 0: raise ValueError(f"invalid width {self.width!r} (must be > 0)")
        if self.max_lines is not None:
            indent = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError("placeholder too large for max width")
        chunks.reverse()
        while chunks:
            indent = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(indent)
            if self.drop_whitespace and not chunks[-1].strip() and lines: chunks.pop()
            line, size = [], 0
            while chunks and size + len(chunks[-1]) <= width:
                size += len(chunks[-1])
                line.append(chunks.pop())
            if chunks and len(chunks[-1]) > width:
                self._take_piece(chunks, line, size, width)
                size = sum(map(len, line))
            if self.drop_whitespace and line and not line[-1].strip(): size -= len(line.pop())
            if not line: continue
            if self.max_lines is None or len(lines) + 1 < self.max_lines or size <= width and (
                not chunks or self.drop_whitespace and len(chunks) == 1 and not chunks[0].strip()):
                lines.append(indent + "".join(line))
            else:
                self._end_short(lines, line, size, width, indent)
                break
        return lines

    def _take_piece(self, chunks, line, size, width):
        left = 1 if width < 1 else width - size
        if self.break_long_words:
            chunk, end = chunks[-1], left
            if self.break_on_hyphens and len(chunk) > left:
                hyphen = chunk.rfind("-", 0, left)
                if hyphen > 0 and any(letter != "-" for letter in chunk[:hyphen]): end = hyphen + 1
            line.append(chunk[:end])
            chunks[-1] = chunk[end:]
        elif not line: line.append(chunks.pop())

    def _end_short(self, lines, line, size, width, indent):
        while line:
            if line[-1].strip() and size + len(self.placeholder) <= width:
                line.append(self.placeholder)
                return lines.append(indent + "".join(line))
            size -= len(line.pop())
        if lines:
            last = lines[-1].rstrip()
            if len(last) + len(self.placeholder) <= self.width:
                lines[-1] = last + self.placeholder
                return
        lines.append(indent + self.placeholder.lstrip())

def wrap(text, width=70, **kwargs): return TextWrapper(width=width, **kwargs).wrap(text)

def fill(text, width=70, **kwargs): return TextWrapper(width=width, **kwargs).fill(text)

def shorten(text, width, **kwargs):
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(" ".join(text.strip().split()))

def dedent(text):
    lines = text.split("\n")
    lines = [line if line.strip(" \t") else "" for line in lines]
    margin = None
    for line in lines:
        if not line: continue
        indent = line[:len(line) - len(line.lstrip(" \t"))]
        if margin is None: margin = indent
        while not indent.startswith(margin): margin = margin[:-1]
    if margin: lines = [line[len(margin):] for line in lines]
    return "\n".join(lines)

def indent(text, prefix, predicate=None):
    if predicate is None: predicate = str.strip
    return "".join(prefix + line if predicate(line) else line for line in text.splitlines(True))
