_date, _time = date, time
date.min, date.max, date.resolution = date(1, 1, 1), date(9999, 12, 31), timedelta(days=1)
time.min, time.max, time.resolution = time(), time(23, 59, 59, 999999), timedelta.resolution
datetime.min, datetime.max = datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta.resolution

def _numbers(text, place, least, most, widths):
    """The ends of the numbers that begin at a place, the preferred first."""
    for width in widths:
        digits = text[place:place + width]
        if len(digits) == width and digits.isascii() and digits.isdigit() and least <= int(digits) <= most:
            yield place + width, int(digits)

def _names(text, place, names):
    found = [(place + len(name), index) for index, name in enumerate(names)
             if text[place:place + len(name)].lower() == name.lower()]
    yield from sorted(found, reverse=True)

def _zones(text, place):
    """The ends of the offsets from UTC that begin at a place: `+0130`, `+01:30`, with seconds and parts of them."""
    if text[place:place + 1] in ("Z", "z"): yield place + 1, timezone.utc
    for width in (16, 13, 9, 7, 6, 5):
        part = text[place:place + width]
        colons = [i for i, letter in enumerate(part) if letter == ":"]
        wanted = {16: [3, 6], 13: [], 9: [3, 6], 7: [], 6: [3], 5: []}[width]
        if len(part) != width or part[0] not in "+-" or colons != wanted: continue
        try: yield place + width, _read_offset(part)
        except ValueError: pass

def _directive(code, text, place):
    match code:
        case "Y": return _numbers(text, place, 0, 9999, (4,))
        case "y": return _numbers(text, place, 0, 99, (2,))
        case "m": return _numbers(text, place, 1, 12, (2, 1))
        case "d":
            if text[place:place + 1] == " ": return _numbers(text, place + 1, 1, 9, (1,))
            return _numbers(text, place, 1, 31, (2, 1))
        case "H": return _numbers(text, place, 0, 23, (2, 1))
        case "I": return _numbers(text, place, 1, 12, (2, 1))
        case "M": return _numbers(text, place, 0, 59, (2, 1))
        case "S": return _numbers(text, place, 0, 61, (2, 1))
        case "j": return _numbers(text, place, 1, 366, (3, 2, 1))
        case "f": return ((end, int(text[place:end].ljust(6, "0")))
                          for end, _ in _numbers(text, place, 0, 999999, (6, 5, 4, 3, 2, 1)))
        case "a": return _names(text, place, [name[:3] for name in _WEEKDAYS])
        case "A": return _names(text, place, _WEEKDAYS)
        case "b": return _names(text, place, [name[:3] for name in _MONTHS])
        case "B": return _names(text, place, _MONTHS)
        case "p": return _names(text, place, ("am", "pm"))
        case "z": return _zones(text, place)
        case "Z": return _names(text, place, ("utc", "gmt"))
        case "%": return iter([(place + 1, 0)] if text[place:place + 1] == "%" else [])
    return None

_LONGER = {"D": "%m/%d/%y", "x": "%m/%d/%y", "T": "%H:%M:%S", "X": "%H:%M:%S", "R": "%H:%M", "F": "%Y-%m-%d",
           "c": "%a %b %d %H:%M:%S %Y"}

def _match(text, place, format, at, found):
    """The end of what a format fits, with the numbers found on the way; None if it doesn't."""
    if at == len(format): return place
    if format[at].isspace():
        if not text[place:place + 1].isspace(): return None
        while at < len(format) and format[at].isspace(): at += 1
        end = place
        while text[end:end + 1].isspace(): end += 1
        while end > place:
            whole = _match(text, end, format, at, found)
            if whole is not None: return whole
            end -= 1
        return None
    if format[at] != "%":
        if text[place:place + 1].lower() != format[at].lower(): return None
        return _match(text, place + 1, format, at + 1, found)
    code = format[at + 1]
    for end, value in _directive(code, text, place):
        whole = _match(text, end, format, at + 2, found)
        if whole is not None:
            found[code] = value
            return whole
    return None

def _parse(text, format):
    for name, value, place in (("strptime() argument 1", text, 0), ("strptime() argument 2", format, 1)):
        if not isinstance(value, str): raise TypeError(f"{name} must be str, not {type(value).__name__}")
    whole, place = "", 0
    while place < len(format):
        if format[place] == "%":
            if place + 1 == len(format): raise ValueError(f"stray % in format '{format}'")
            code = format[place + 1]
            if code not in _LONGER and _directive(code, "", 0) is None:
                if code in "GUVWuw": raise ValueError(f"Descent's strptime knows no %{code}")
                raise ValueError(f"'{code}' is a bad directive in format '{format}'")
            whole += _LONGER.get(code, "%" + code)
            place += 2
        else:
            whole += format[place]
            place += 1
    found = {}
    end = _match(text, 0, whole, 0, found)
    if end is None: raise ValueError(f"time data {text!r} does not match format {format!r}")
    if end < len(text): raise ValueError(f"unconverted data remains: {text[end:]}")
    year = found.get("Y", 1900)
    if "y" in found: year = found["y"] + (2000 if found["y"] < 69 else 1900)
    month = found["m"] if "m" in found else (found.get("b", found.get("B", 0)) + 1)
    day = found.get("d", 1)
    if "j" in found and "m" not in found and "b" not in found and "B" not in found and "d" not in found:
        year, month, day = _of_ordinal(_ordinal(year, 1, 1) + found["j"] - 1)
    hour = found.get("H", 0)
    if "I" in found: hour = found["I"] % 12 + (12 if found.get("p") == 1 else 0)
    return year, month, day, hour, found.get("M", 0), found.get("S", 0), found.get("f", 0), found.get("z")
