"""Why Descent's answer may differ from Python's, as rules that look at both answers of a call, and the list of known ones."""

import os
import re

FOLDER = os.path.dirname(os.path.abspath(__file__))
KNOWN = os.path.join(FOLDER, "known.txt")

LARGE = r"2 \*\* 63|10 \*\* 30|1e9|inf"
TOO_LARGE = {"OverflowError", "ValueError", "MemoryError", "IndexError"}
"""What an argument that is too large raises, by where it is found to be."""
REFUSED = (r"takes numbers, not texts|takes a list, tuple, string or range\b|'type' object is not callable$|descriptor '\w+' for '\w+' objects doesn't apply"
           r"|expected str, bytes or os\.PathLike object|takes a state that getstate gave|takes a path in quotation marks|doesn't support item deletion"
           r"|must be str or None, not|cannot be interpreted as an integer|doesn't take |takes an element type|looks at the bytes|missing \d required|has no len\(\)$|Descent (takes|puts|knows) |is a mask of True"
           r"|expected a sequence of integers|only integer scalar arrays|could not be promoted|object is not iterable$|not supported for the input types")
"""How Descent says that it doesn't take the type of an argument, where Python goes on until something else is wrong."""
STUMBLES = r"has no attribute|index out of range$|^KeyError: 0$|out of bounds for axis 0 with size 0|is not subscriptable|not enough values to unpack|unhashable type|truth value of an empty array|has no len\(\)"
"""What Python raises in the middle of its own functions, which says nothing of what they were given."""
MISTAKES = (r"out of bounds|out of range|missing|takes exactly|is required|requires|needs at least|could not be broadcast|[Cc]annot|can't"
            r"|too large|setting an array element|inhomogeneous|must be|did not match|too many indices|invalid number|not supported between"
            r"|boolean array indexing|did not contain a loop|doesn't take|clipmode|local time zone|could not convert string"
            r"|invalid literal for int|zero-size array|resolved dtypes|does not match result|must have same size|must have the same shape"
            r"|expected \dD|could not broadcast|only integer scalar arrays|takes tensors of|core dimension|output array does not match"
            r"|size must be a divisor|not understood|ambiguous|expected 1D vector|at least one axis|at least two dimensions"
            r"|integer argument expected|interpreted as an integer|wrong number of dimensions")


def printed_form(kind, door, call, python, descent):
    """The same value, whose text or type bears another name."""
    if kind == "accepted":
        # Here the text and the attributes of the content aren't requested.
        return "Raising()" in call and python == "! Odd: raised" and re.search(r" object( at 0x\w+)?>$", descent)
    if kind != "value":
        return False
    if python.startswith(("= _lru_cache_wrapper ", "= partial functools.partial(<function update_wrapper")):
        return bool(re.search(r"<functools\.\w+ object>$", descent))
    if re.search(r"<[\w.]+ object( at 0x\w+)?>'?$", descent):
        return python.split()[1].split(".")[-1] in descent
    if (one := re.match(r"= (\w+) giving (.*)", python, re.S)) and (other := re.match(r"= (\w+) giving (.*)", descent, re.S)):
        return one[2] == other[2]
    if python.startswith("= ") and re.sub(r"\w+DType", "dtype", python) == descent:
        return True
    if re.sub(r", dtype=u?int64\)", ")", python).replace("ulonglong", "uint64").replace("longlong", "int64") == re.sub(r", dtype=u?int64\)", ")", descent):
        return True
    if door.startswith("slice"):
        return python.replace("True", "1") == descent
    return bool(re.fullmatch(r"= type <class '[\w.]*'>", python) and re.fullmatch(r"= type <class '[\w.]*'>", descent))


def missing_type(kind, door, call, python, descent):
    """float16, int8, int32 and arrays of objects, which Descent hasn't: it gives float64 and int64."""
    pattern = r"\b(float16|int8|int32)\b|dtype=object"
    return kind == "value" and re.search(pattern, python) and not re.search(pattern, descent)


def last_bits(kind, door, call, python, descent):
    """Factorisations and what comes of them, equal to 1e-10 but for the signs of vectors, which both are free to choose."""
    if kind != "value" or not door.startswith(("np.linalg.", "np.polyfit")):
        return False
    python, descent = python.replace("int32", "int64"), descent.replace("int32", "int64")
    number = r"-?\d+\.?\d*(?:e[-+]\d+)?"
    if re.sub(number, "0", "".join(python.split())) != re.sub(number, "0", "".join(descent.split())):
        return False
    pairs = zip(re.findall(number, python), re.findall(number, descent))
    return all(abs(abs(float(one)) - abs(float(other))) <= 1e-10 * max(1, abs(float(one))) for one, other in pairs)


def order_of_checks(kind, door, call, python, descent):
    """Two things are wrong, of which either says another first."""
    if kind != "class":
        return False
    if "Raising()" in call:
        return "! Odd: raised" in (python, descent)
    return re.search(MISTAKES, python) and re.search(MISTAKES, descent)


def too_large(kind, door, call, python, descent):
    """Both say that it is too large, Python where it comes to count it."""
    return kind == "class" and re.search(LARGE, call) and {python[2:].split(":")[0], descent[2:].split(":")[0]} <= TOO_LARGE


def refused_type(kind, door, call, python, descent):
    """A TypeError that says what is taken, where Python raises whatever comes of it."""
    return kind == "class" and descent.startswith("! TypeError: ") and re.search(REFUSED, descent)


def python_stumbles(kind, door, call, python, descent):
    """Python's own functions fail in their midst; Descent says what is wrong."""
    return kind == "class" and re.search(STUMBLES, python[2:])


def undefined_in_c(kind, door, call, python, descent):
    """Draws with an infinite mean: NumPy's C code makes a whole number of infinity, which C leaves undefined."""
    return kind == "value" and "inf" in call and re.search(r"\.(noncentral_chisquare|noncentral_f|negative_binomial)$", door)


def order_left_open(kind, door, call, python, descent):
    """NumPy gives these in the order of a hash table, and promises none; Descent sorts them."""
    return kind == "value" and (door == "np.unique_values" or door == "np.unique" and "sorted=None" in call)


def kept_as_given(kind, door, call, python, descent):
    """Exceptions keep what they are given; Python's look at the arguments of these."""
    return kind == "accepted" and door in ("UnicodeDecodeError", "UnicodeEncodeError", "BlockingIOError")


def gives_up(kind, door, call, python, descent):
    """Python's own function calls itself so often that it gives up; Descent goes on to the result."""
    return kind == "accepted" and python.startswith("! RecursionError: ")


def older_stream(kind, door, call, python, descent):
    """A RandomState is a generator over NumPy's older stream here, and its type's name is that of generators."""
    return kind == "value" and door == "np.random.RandomState" and descent.startswith("= Generator RandomState(MT19937)")


REASONS = {
    "undefined in C": undefined_in_c, "order left open": order_left_open, "kept as given": kept_as_given, "gives up": gives_up,
    "the older stream": older_stream,
    "printed form": printed_form, "last bits and signs": last_bits, "type that Descent hasn't": missing_type, "refused with a message": refused_type,
    "larger than what is counted": too_large, "which mistake is told": order_of_checks, "Python stumbles": python_stumbles,
}


def reason(kind, door, call, python, descent):
    """The first rule that holds for a difference, or nothing."""
    return next((name for name, holds in REASONS.items() if holds(kind, door, call, python, descent)), None)


def key(kind, door, call, python, descent):
    """How a difference stands in known.txt: with the rule that holds for it, or as the call itself, whose reason is written by hand."""
    name = reason(kind, door, call, python, descent)
    return (kind, door, name) if name else (kind, door, call)


def read():
    """The lines of known.txt, by their keys; behind a call stands its reason."""
    known = {}
    with open(KNOWN, encoding="utf-8") as file:
        for line in file:
            if not line.startswith("#"):
                kind, door, what, *why = line.rstrip("\n").split("\t")
                known[kind, door, what] = why[0] if why else what
    return known


def record(found):
    """Writes known.txt anew; what was written by hand stays with the calls that still differ."""
    old = read()
    with open(KNOWN, "w", encoding="utf-8") as file:
        file.write("# kind, door, and why, by a rule of reasons.py; or a call and why. sweep.py --record writes it.\n")
        for kind, door, what in sorted(found):
            why = "" if what in REASONS else "\t" + old.get((kind, door, what), "unsorted")
            file.write(f"{kind}\t{door}\t{what}{why}\n")
