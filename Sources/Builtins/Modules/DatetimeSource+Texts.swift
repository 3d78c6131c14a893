extension DatetimeSource {
    /// How dates are written, and read by ISO 8601.
    static let texts = #"""
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
                    case "z" | "Z": return ""
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

        """#

    /// How texts are read by a format.
    static let parsing = #"""
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
                        if code in "GUVWuwzZ": raise ValueError(f"Descent's strptime knows no %{code}")
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
            return year, month, day, hour, found.get("M", 0), found.get("S", 0), found.get("f", 0)

        """#
}
