"""format(), % and str.format: formats.txt, percent.txt and templates.txt, each line tab-separated with the expected text
(or !Exception: message) first."""
import random

from common import escaped, to_bits, write

import numpy as np

random.seed(20240229)
INTEGERS = [0, 1, -1, 5, 42, -42, 255, 1000, -1234, 65536, 1234567, -98765432, 10**15, 2**63 - 1, -2**63, 65, 233, 128512]
FLOATS = [0.0, -0.0, 1.0, -1.0, 0.1, 0.5, 1.5, 2.5, 3.5, 0.125, 2.675, 1e-5, 1e-4, 123.456, -123.456, 1234567.891, 99999.5,
          999999.5, 9.995, 1e15, 1e16, 1e22, 1e23, 1e100, -1e-100, 5e-324, 1.7976931348623157e308, 0.51203891744213,
          float("nan"), float("inf"), float("-inf"), 1 / 3, -0.0004, 0.05, 0.15, 0.25, 0.35, 100.0, 12345678.0]
STRINGS = ["", "a", "abc", "hello world", "it's", "\u00e9t\u00e9", "\u65e5\u672c\u8a9e", "\U0001f600!", "tab\there"]
OTHERS = [None, [1, 2], (3,), np.array([1.0, 2.5]), np.array(1.5), np.array(7), np.array(True)]


def number():
    choice = random.randrange(10)
    if choice < 3:
        return random.choice(INTEGERS) if random.random() < 0.7 else random.randrange(-10**9, 10**9)
    if choice < 7:
        return random.choice(FLOATS) if random.random() < 0.5 else random.uniform(-1, 1) * 10.0 ** random.randrange(-8, 20)
    return random.choice([True, False, np.float64(random.choice(FLOATS)), np.int64(random.choice(INTEGERS)),
                          np.bool_(True), np.bool_(False)])


def value():
    choice = random.randrange(10)
    return number() if choice < 7 else random.choice(STRINGS) if choice < 9 else random.choice(OTHERS)


def encoded(v):
    if isinstance(v, np.ndarray):
        return f"A:{v.dtype}:{' '.join(map(str, v.shape))}:" + ",".join(
            f"{to_bits(float(x)):x}" if v.dtype == float else str(int(x)) for x in v.flat)
    if isinstance(v, np.float64):
        return f"F:{to_bits(float(v)):x}"
    if isinstance(v, np.int64):
        return f"I:{v}"
    if isinstance(v, np.bool_):
        return f"B:{int(v)}"
    if v is None:
        return "n:"
    if isinstance(v, bool):
        return f"b:{int(v)}"
    if isinstance(v, int):
        return f"i:{v}"
    if isinstance(v, float):
        return f"f:{to_bits(v):x}"
    if isinstance(v, str):
        return "s:" + escaped(v)
    return f"o:{type(v).__name__}:{v!r}"


def expected(function):
    try:
        return escaped(function())
    except Exception as error:
        return f"!{type(error).__name__}: {escaped(str(error))}"


def maybe(probability, text):
    return text if random.random() < probability else ""


def specification(letters="bcdoxXneEfFgG%s"):
    if random.random() < 0.03:
        return random.choice(["abc", "5.d", ".", "..3", "99999999999999999999", ",_", "_,", ",,", "y", "\u00e9", "\x01", "5 ",
                              "+-5", "zz", "##", "00005d", "5.3.1f", "=>5", "<<<5", "\u0663d", "-5", "=+5d", "0<5", "0=8",
                              "10.", "s", ".0", "00", "0", "_", "\U0001f600^9"])
    text = maybe(0.4, maybe(0.5, random.choice("*0x {é<")) + random.choice("<>^="))
    text += maybe(0.25, random.choice("+- ")) + maybe(0.08, "z") + maybe(0.15, "#") + maybe(0.2, "0")
    text += maybe(0.6, str(random.choice([1, 3, 5, 8, 10, 12, 15, 25])))
    text += maybe(0.2, random.choice(",_"))
    text += maybe(0.55 if "f" in letters and "d" not in letters else 0.15, "." + str(random.choice([0, 1, 2, 3, 4, 6, 8, 10, 17, 20, 30])))
    return text + maybe(0.85, random.choice(letters))


def formats():
    for spec in ["", "d", ".3f", "5", ">10", ".2%", ",", "e", "g", "x", "08.3f", "+", "z", "#x", "c", "s", "^9", "_b", "=9"]:
        for v in [3, -3, 3.5, -0.0, True, "abc", None, [1], 1114112, np.float64(0.3), np.int64(5), np.bool_(True),
                  np.array([1.0]), np.array(2.5)]:
            yield v, spec
    for _ in range(2000):
        v = value()
        yield v, specification(fitting(v) if random.random() < 0.9 else "bcdoxXneEfFgG%s")


def fitting(v):
    """The type codes of a value's type."""
    return "s" if isinstance(v, str) else "eEfFgGn%fg" if isinstance(v, float) else "bcdoxXndddfeg%"


def percent_field():
    if random.random() < 0.04:
        return random.choice(["%", "%y", "%5", "%.", "%(a)s", "%\u00e9", "%%", "%5%", "%b", "%*", "%99999999999999999999d", "%ld",
                              "%hf", "%.99999999999999999999f", "%-%", "%(", "%\x01"])
    text = "%" + maybe(0.25, random.choice(["-", "+", " ", "#", "0", "-0", "+0", "# ", "#0"]))
    text += maybe(0.5, random.choice(["1", "5", "8", "12", "*"]))
    text += maybe(0.4, "." + random.choice(["", "0", "1", "2", "3", "6", "10", "20", "*"]))
    return text + random.choice("diuoxXeEfFgGcrsa" + "dfsdfsfg")


def percents():
    for text, operand in [("%d %5.2f %s %r %x %e %g %%", (3, 2.5, "a", "b", 255, 1.5, 1e-7)), ("abc", 3), ("abc", [3]),
                          ("abc", ()), ("abc", np.float64(1)), ("abc", np.array([1])), ("abc", None), ("%s", (1, 2)),
                          ("%s", [1, 2]), ("%s %s", (1,)), ("%*d|", (-8, 5)), ("%.*f", (-1, 2.5)), ("%d", "3"), ("", ()),
                          ("%s", np.array([1.0, 2.5])), ("%r", np.array([1.0, 2.5])), ("%r", np.array(2)), ("%a", "\u00e9"),
                          ("%.3f", np.array(2.5)), ("%.3f", np.array([2.5])), ("%d", 1e300), ("%d", -1e22), ("100%", ()),
                          ("%c%c", (65, "z")), ("%c", 1114112), ("%c", -1), ("%c", "ab"), ("%c", np.int64(65)),
                          ("%x", np.bool_(True)), ("%*d", (np.int64(4), 3)), ("%*d", (True, 3)), ("%d", np.array([1]))]:
        yield text, operand
    for _ in range(1200):
        text = ""
        operands = []
        for _ in range(random.randrange(1, 4)):
            field = percent_field()
            text += random.choice(["", " ", "a=", "|", "\u00e9"]) + field
            for _ in range(field.count("*")):
                operands.append(random.choice([5, 0, -7, 10, 2, True, "x", 2.5]) if random.random() < 0.3 else 6)
            if field != "%%":
                letter = field[-1]
                operands.append(value() if letter in "rsa" or random.random() < 0.15 else
                                random.choice(["z", 65, 945]) if letter == "c" else number())
        if random.random() < 0.05:
            operands = operands[:-1] if random.random() < 0.5 else operands + [1]
        single = len(operands) == 1 and not isinstance(operands[0], tuple)
        yield text, operands[0] if single and random.random() < 0.5 else tuple(operands)


def template_field(names):
    if random.random() < 0.05:
        return random.choice(["{", "}", "{{", "}}", "{{}}", "{{{}}}", "{!}", "{!x}", "{0!rx}", "{:{}}", "{:{0}}", "{0", "{:5",
                              "{9}", "{zz}", "{0:{w}.{p}f}", "{:{:{}}}", "{-1}", "{ 0}", "{0:}}", "{:{", "{a{b}", "{0!",
                              "{99999999999999999999}", "{0:{{}}}", "{:>{}}", "{\u0660}"])
    text = "{" + random.choice(names) + maybe(0.2, "!" + random.choice("rsa"))
    return text + maybe(0.6, ":" + specification("ddfg").replace("{", "*")) + "}"


def templates():
    for _ in range(500):
        names = random.choice([[""], [""], ["0", "1"], ["", "a"], ["0", "w"], ["", "0"]])
        text = "".join(random.choice(["", " ", "x=", "\u00e9"]) + template_field(names) for _ in range(random.randrange(1, 4)))
        yield text, [value() for _ in range(2)], {"a": value(), "w": 10, "p": 2}


write("formats.txt", ["\t".join([expected(lambda: format(v, s)), encoded(v), escaped(s)]) for v, s in formats()])
lines = []
for text, operand in percents():
    arguments = list(operand) if isinstance(operand, tuple) else [operand]
    kind = "tuple" if isinstance(operand, tuple) else "value"
    lines.append("\t".join([expected(lambda: text % operand), escaped(text), kind, *map(encoded, arguments)]))
write("percent.txt", lines)
lines = []
for text, positional, named in templates():
    columns = [expected(lambda: text.format(*positional, **named)), escaped(text), *map(encoded, positional)]
    lines.append("\t".join(columns + [f"{k}={encoded(v)}" for k, v in named.items()]))
write("templates.txt", lines)
