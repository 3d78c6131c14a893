"""Writes Sources/Syntax/Lexer/IdentifierTables.swift, and identifiers.txt beside this file: how Python reads names.

    python3 make_identifiers.py

Names are one where their NFKC is. The tables have what characters of names become alone, and the pairs that compose; the
rest (combining classes, Hangul) is known to Swift or computed. In identifiers.txt a line holds a name and what Python makes
of it.
"""

import pathlib
import random
import sys
import unicodedata

HERE = pathlib.Path(__file__).parent
TABLES = HERE.parents[2] / "Sources/Syntax/Lexer/IdentifierTables.swift"
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
HANGUL = range(0xAC00, 0xAC00 + 11172)


def base36(number):
    text = ""
    while number or not text:
        number, digit = divmod(number, 36)
        text = DIGITS[digit] + text
    return text


def nfkc(text):
    return unicodedata.normalize("NFKC", text)


characters = [chr(code) for code in range(0x110000) if ("a" + chr(code)).isidentifier()]

# Ranges of characters, including those that become adjacent.
runs = []
for character in characters:
    text = nfkc(character)
    if text == character:
        continue
    if runs and len(text) == 1 == len(runs[-1][2]):
        start, count, first = runs[-1]
        if start + count == ord(character) and ord(first) + count == ord(text):
            runs[-1][1] += 1
            continue
    runs.append([ord(character), 1, text])
last, compatible = 0, []
for start, count, text in runs:
    word = base36(start - last) + (f"+{base36(count)}" if count > 1 else "")
    compatible.append(word + "=" + ".".join(base36(ord(each)) for each in text))
    last = start

last, composed = 0, []
for code in range(0x110000):
    parts = unicodedata.decomposition(chr(code)).split()
    if len(parts) == 2 and parts[0][0] != "<" and unicodedata.normalize("NFC", chr(code)) == chr(code):
        composed.append(base36(code - last) + "=" + ".".join(base36(int(part, 16)) for part in parts))
        last = code


def literal(words):
    lines, line = [], ""
    for word in words:
        if len(line) + len(word) + 1 > 110:
            lines.append(line)
            line = ""
        line += word + " "
    return " \\\n".join("        " + line.rstrip() for line in [*lines, line])


TABLES.write_text(f'''// Written by Tests/Fixtures/Syntax/make_identifiers.py, from Unicode {unicodedata.unidata_version}.

/// What characters of names become in NFKC: numbers in base 36, characters as their distance from the one before.
enum IdentifierTables {{
    /// `character+count=text`: so many characters from one on, and what the first becomes; of several the others become its
    /// neighbours.
    static let compatible: StaticString = """
{literal(compatible)}
        """

    /// `character=first.second`: the pair that the character is composed of.
    static let composed: StaticString = """
{literal(composed)}
        """
}}
''')

plan = random.Random(1)
marks = [each for each in characters if unicodedata.combining(each)]
odd = [each for each in characters if nfkc(each) != each]
bases = [chr(code) for code in range(0x110000)
         if unicodedata.decomposition(chr(code)) and chr(code).isidentifier() and code not in HANGUL]
jamo = [chr(code) for code in [*range(0x1100, 0x1113), *range(0x1161, 0x1176), *range(0x11A7, 0x11C3)]]
names = ["θ", "ϑ", "ﬁt", "x²"[:1], "𝐱", "é", "e\u0301", "ﬀ_ﬃ", "ａｂｃ", "µ", "Å", "Å", "ǆ", "각", "각"]
while len(names) < 1500:
    kind = plan.randrange(4)
    name = "".join(
        plan.choice([bases, odd, marks, jamo, "aeinosuΑΩабв_", list(map(chr, plan.sample(HANGUL, 3)))][
            plan.choice([0, 0, 1, 2, 2, 2, 4] if kind else [3, 3, 3, 5, 2])])
        for _ in range(plan.randrange(1, 7)))
    if name.isidentifier() and unicodedata.unidata_version:
        names.append(name)
(HERE / "identifiers.txt").write_text("".join(f"{name}\t{nfkc(name)}\n" for name in names), encoding="utf-8")
print(len(runs), "runs,", len(composed), "pairs", file=sys.stderr)
