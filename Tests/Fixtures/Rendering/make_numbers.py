"""round(), float(), int() and repr(str), ascii(): numbers.txt and strings.txt."""
import random

from common import escaped, from_bits, to_bits, write

random.seed(3)


def rounds():
    yield from [(2.675, 2), (0.5, 0), (1.5, 0), (2.5, 0), (-0.5, 0), (1e300, 2), (1234.5, -2), (1250.0, -2), (1350.0, -2),
                (0.1, 400), (5e-324, 323), (5e-324, 324), (1e308, -308), (1e308, -309), (1.0, -1), (-0.0, 2), (0.15, 1),
                (0.25, 1), (0.35, 1), (1e22, -22), (5.5e307, -308), (123.456, 5000), (float("inf"), 2), (-1.0, -400),
                (float("-inf"), -2)]
    for _ in range(400):
        yield random.uniform(-1, 1) * 10.0 ** random.randrange(-6, 12), random.randrange(-6, 12)
    for _ in range(100):
        yield random.randrange(-4000, 4000) / 2.0 ** random.randrange(0, 6), random.randrange(-2, 5)
    for _ in range(100):
        value = from_bits(random.getrandbits(63) & 0x7FDFFFFFFFFFFFFF)
        yield value, random.randrange(-308, 324)


def parsed(function):
    try:
        return function()
    except (ValueError, OverflowError):
        return None


TEXTS = ["", " ", "1", " 1 ", "+1", "-1", "--1", "1.", ".5", ".", "1.5", "1e5", "1E5", "1e+5", "1e-5", "1e", "e5", "1_000",
         "1__0", "_1", "1_", "1_.5", "1._5", "1.5_5", "1e1_0", "1e_1", "inf", "-inf", "+Infinity", "infinit", "nan", "-nan", "NaN",
         "nan(1)", "0x10", "0x1p3", "1 2", "1,5", "\t1\n", "\u00a01\u2003", "\u0661\u0662", "1e400", "-1e400", "1e-400",
         "4.9e-324", "2.4703282292062327e-324", "2.4703282292062328e-324", "1.7976931348623158e308", "1.7976931348623159e308",
         "9007199254740993", "0.1000000000000000055511151231257827021181583404541015625", "123456789012345678901234567890",
         "1" * 320, "0." + "0" * 320 + "1", "True", "a", "1j", "0b1", "0o7", "00012", "012", "0", "-0", "0_0", "0x", "0xfF", "0XfF",
         "0x_f", "0x__f", "0b12", "0b101", "0o17", "z", "Zz", "9223372036854775807", "-9223372036854775808", "1.0.0", "5-", "\x1c5",
         "\u22121", "1e5.5", "infinity_", "in_f", "1\u0000", "1e99999999999999999999", "1e-99999999999999999999",
         "0e99999999999999999999", "-0.0", "+.5e-3"]

lines = []
for value, digits in rounds():
    try:
        result = round(value, digits)
    except OverflowError:
        result = float("inf") if value > 0 else float("-inf")
    lines.append(f"round\t{to_bits(value):x}\t{digits}\t{to_bits(result):x}")
for text in TEXTS:
    value = parsed(lambda: float(text))
    lines.append(f"float\t{escaped(text)}\t" + ("-" if value is None else f"{to_bits(value):x}" if value == value else "nan"))
for text in TEXTS:
    for base in [10, 0, 2, 8, 16, 36] if len(text) < 100 else [10]:
        value = parsed(lambda: int(text, base))
        result = "-" if value is None else str(value)
        lines.append(f"int\t{escaped(text)}\t{base}\t{result}")
write("numbers.txt", lines)

CHARACTERS = ["'", '"', "\\", "\n", "\t", "\r", "\0", "\x1b", "\x7f", "a", "Z", " ", "\u00e9", "\u00a0", "\u00ad", "\u200b", "\u2028",
              "\u65e5", "\u0301", "\ufeff", "\ue000", "\U0001f600", "\U000e0001", "\u3000", "\x85", "\u05d0", "\u202e", "\uffff"]
lines = []
for text in [*CHARACTERS, "", "it's", 'say "a"', "it's \"a\"", "a\nb"] + [
        "".join(random.choices(CHARACTERS, k=random.randrange(1, 8))) for _ in range(200)]:
    codes = " ".join(f"{ord(c):x}" for c in text)
    lines.append("\t".join([codes, escaped(repr(text)), escaped(ascii(text))]))
write("strings.txt", lines)
