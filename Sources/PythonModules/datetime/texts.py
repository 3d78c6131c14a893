def _format(value, year, month, day, hour, minute, second, microsecond, format):
    if not isinstance(format, str):
        raise TypeError(f"strftime() argument 1 must be str, not {type(format).__name__}")
    number = _ordinal(year, month, day)
    weekday, yearday = (number + 6) % 7, _day_of_year(year, month, day)
    clock, half = f"{hour:02d}:{minute:02d}:{second:02d}", hour % 12 or 12
    def text(code):
        match code:
            case "a": return _WEEKDAYS[weekday][:3]
            case "A": return _WEEKDAYS[weekday]
            case "b" | "h": return _MONTHS[month - 1][:3]
            case "B": return _MONTHS[month - 1]
            case "c": return f"{_WEEKDAYS[weekday][:3]} {_MONTHS[month - 1][:3]} {day:2d} {clock} {year}"
            case "C": return f"{year // 100:02d}"
            case "d": return f"{day:02d}"
            case "D" | "x": return f"{month:02d}/{day:02d}/{year % 100:02d}"
            case "e": return f"{day:2d}"
            case "f": return f"{microsecond:06d}"
            case "F": return f"{year}-{month:02d}-{day:02d}"
            case "g": return f"{_iso_calendar(year, number)[0] % 100:02d}"
            case "G": return str(_iso_calendar(year, number)[0])
            case "H": return f"{hour:02d}"
            case "I": return f"{half:02d}"
            case "j": return f"{yearday:03d}"
            case "k": return f"{hour:2d}"
            case "l": return f"{half:2d}"
            case "m": return f"{month:02d}"
            case "M": return f"{minute:02d}"
            case "n": return "\n"
            case "p": return "PM" if hour >= 12 else "AM"
            case "P": return "pm" if hour >= 12 else "am"
            case "r": return f"{half:02d}:{minute:02d}:{second:02d} {'PM' if hour >= 12 else 'AM'}"
            case "R": return f"{hour:02d}:{minute:02d}"
            case "S": return f"{second:02d}"
            case "t": return "\t"
            case "T" | "X": return clock
            case "u": return str(weekday + 1)
            case "U": return f"{(yearday + 6 - (weekday + 1) % 7) // 7:02d}"
            case "V": return f"{_iso_calendar(year, number)[1]:02d}"
            case "w": return str((weekday + 1) % 7)
            case "W": return f"{(yearday + 6 - weekday) // 7:02d}"
            case "y": return f"{year % 100:02d}"
            case "Y": return str(year)
            case "z": return _offset_text(value.utcoffset() if hasattr(value, "utcoffset") else None, "")
            case "Z": return (value.tzname() if hasattr(value, "tzname") else None) or ""
            case "%": return "%"
        raise ValueError(f"Descent knows no %{code}")
    result, place = [], 0
    while place < len(format):
        letter = format[place]
        if letter == "%" and place + 1 < len(format):
            place += 1
            letter = text(format[place])
        result.append(letter)
        place += 1
    return "".join(result)

def _iso_calendar(year, number):
    def first_monday(year):
        first = _ordinal(year, 1, 1)
        weekday = (first + 6) % 7
        return first - weekday + (7 if weekday > 3 else 0)
    start = first_monday(year)
    week, weekday = divmod(number - start, 7)
    if week < 0:
        year -= 1
        week, weekday = divmod(number - first_monday(year), 7)
    elif week >= 52 and number >= first_monday(year + 1):
        year, week = year + 1, 0
    return year, week + 1, weekday + 1

def _digits(text, count):
    if len(text) != count or not text.isascii() or not text.isdigit(): raise ValueError
    return int(text)

def _read_date(text):
    """Year, month and day of an ISO 8601 date."""
    if len(text) in (10, 7, 8) and text[4:5] != "W" and text[5:6] != "W":
        if len(text) == 10 and text[4] == text[7] == "-":
            return _digits(text[:4], 4), _digits(text[5:7], 2), _digits(text[8:], 2)
        if len(text) == 8: return _digits(text[:4], 4), _digits(text[4:6], 2), _digits(text[6:], 2)
        raise ValueError
    year, rest = _digits(text[:4], 4), text[4:]
    dash = rest.startswith("-")
    if dash: rest = rest[1:]
    if not rest.startswith("W"): raise ValueError
    week, rest = _digits(rest[1:3], 2), rest[3:]
    weekday = 1
    if rest:
        if dash != rest.startswith("-"): raise ValueError
        weekday = _digits(rest[dash:], 1)
    if not 0 < week < 54 or not 1 <= weekday <= 7: raise ValueError
    fourth = _ordinal(year, 1, 4)
    number = fourth - (fourth + 6) % 7 + (week - 1) * 7 + weekday - 1
    found = _of_ordinal(number)
    if _iso_calendar(found[0], number)[:2] != (year, week): raise ValueError(f"Invalid week: {week}")
    return found

def _read_time(text):
    """Hour, minute, second and microsecond of an ISO 8601 time."""
    fraction = ""
    for mark in ".,":
        if mark in text: text, fraction = text.split(mark, 1)
    parts = text.split(":") if ":" in text else [text[i:i + 2] for i in range(0, len(text), 2)]
    if not 1 <= len(parts) <= 3 or fraction and len(parts) < 3: raise ValueError
    numbers = [_digits(part, 2) for part in parts] + [0, 0]
    if fraction:
        if not fraction.isascii() or not fraction.isdigit(): raise ValueError
    return *numbers[:3], int(fraction[:6].ljust(6, "0"))
