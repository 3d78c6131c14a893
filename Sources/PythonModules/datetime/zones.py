class tzinfo:
    """What a time zone says of a date and time."""
    def tzname(self, dt): raise NotImplementedError("a tzinfo subclass must implement tzname()")

    def utcoffset(self, dt): raise NotImplementedError("a tzinfo subclass must implement utcoffset()")

    def dst(self, dt): raise NotImplementedError("a tzinfo subclass must implement dst()")

    def fromutc(self, dt):
        if not isinstance(dt, datetime): raise TypeError("fromutc: argument must be a datetime instance")
        if dt.tzinfo is not self: raise ValueError("fromutc: dt.tzinfo is not self")
        offset = dt.utcoffset()
        if offset is None: raise ValueError("fromutc() requires a non-None utcoffset() result")
        summer = dt.dst()
        if summer is None: raise ValueError("fromutc() requires a non-None dst() result")
        change = offset - summer
        if change:
            dt += change
            summer = dt.dst()
            if summer is None:
                raise ValueError("fromutc(): tz.dst() gave inconsistent results; cannot convert")
        return dt + summer

def _offset_text(offset, separator=":"):
    """An offset from UTC as `+01:30`; seconds only where there are some."""
    if offset is None: return ""
    sign = "-" if offset._days < 0 else "+"
    rest = abs(offset._total())
    seconds, microseconds = divmod(rest, 10**6)
    text = f"{sign}{seconds // 3600:02d}{separator}{seconds // 60 % 60:02d}"
    if seconds % 60 or microseconds: text += f"{separator}{seconds % 60:02d}"
    return text + (f".{microseconds:06d}" if microseconds else "")

class timezone(tzinfo):
    """A fixed offset from UTC."""
    def __new__(cls, offset, name=...):
        if not isinstance(offset, timedelta):
            raise TypeError(f"timezone() argument 1 must be datetime.timedelta, not {_type_name(offset)}")
        if name is not ... and not isinstance(name, str):
            raise TypeError(f"timezone() argument 2 must be str, not {_type_name(name)}")
        if not -_DAY < offset._total() < _DAY:
            raise ValueError("offset must be a timedelta strictly between -timedelta(hours=24) and "
                             f"timedelta(hours=24), not {offset!r}.")
        if name is ... and not offset and hasattr(timezone, "utc"): return timezone.utc
        made = object.__new__(cls)
        made._offset, made._name = offset, name
        return made

    def __init_subclass__(cls): raise TypeError("type 'datetime.timezone' is not an acceptable base type")

    def __eq__(self, other): return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self): return hash(self._offset)

    def __repr__(self):
        if self is timezone.utc: return "datetime.timezone.utc"
        return f"datetime.timezone({self._offset!r}{'' if self._name is ... else f', {self._name!r}'})"

    def __str__(self): return self.tzname(None)

    def _check(self, dt, name):
        if dt is not None and not isinstance(dt, datetime):
            raise TypeError(f"{name}(dt) argument must be a datetime instance or None, not {type(dt).__name__}")

    def tzname(self, dt):
        self._check(dt, "tzname")
        if self._name is not ...: return self._name
        return "UTC" + _offset_text(self._offset) if self._offset else "UTC"

    def utcoffset(self, dt):
        self._check(dt, "utcoffset")
        return self._offset

    def dst(self, dt): self._check(dt, "dst")

    def fromutc(self, dt):
        if not isinstance(dt, datetime): raise TypeError("fromutc: argument must be a datetime instance")
        if dt.tzinfo is not self: raise ValueError("fromutc: dt.tzinfo is not self")
        return dt + self._offset

timezone.utc = timezone(timedelta(0))
timezone.min, timezone.max = timezone(timedelta(minutes=-1439)), timezone(timedelta(minutes=1439))
UTC = timezone.utc

_zone_class = tzinfo

def _check_zone(zone):
    if zone is not None and not isinstance(zone, _zone_class):
        raise TypeError(f"tzinfo argument must be None or of a tzinfo subclass, not type '{type(zone).__name__}'")
    return zone

def _asked(zone, name, value):
    """What a zone says of a date and time: an offset, or None."""
    if zone is None: return None
    offset = getattr(zone, name)(value)
    if offset is None: return None
    if not isinstance(offset, timedelta):
        raise TypeError(f"tzinfo.{name}() must return None or a timedelta, not '{type(offset).__name__}'")
    if not -_DAY < offset._total() < _DAY:
        raise ValueError("offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24).")
    return offset

def _compares_zoned(name):
    """A comparison of two that may be in zones: those of one zone as they stand, others by their offsets."""
    compare = getattr(operator, name)
    def method(self, other):
        if not self._is_like(other): return self._no_order(other, name)
        if self._zone is other._zone: return compare(self._key(), other._key())
        mine, others = self.utcoffset(), other.utcoffset()
        if mine == others: return compare(self._key(), other._key())
        if mine is None or others is None:
            if name == "eq": return False
            kind = "datetimes" if isinstance(self, datetime) else "times"
            raise TypeError(f"can't compare offset-naive and offset-aware {kind}")
        return compare(self._utc_total(mine), other._utc_total(others))
    return method

def _read_offset(text):
    """The zone of an offset such as `+01:30`; that of UTC for a Z."""
    if text == "Z": return timezone.utc
    sign, rest, fraction = (-1 if text[0] == "-" else 1), text[1:], ""
    if "." in rest: rest, fraction = rest.split(".", 1)
    parts = rest.split(":") if ":" in rest else [rest[i:i + 2] for i in range(0, len(rest), 2)]
    if not 1 <= len(parts) <= 3 or fraction and len(parts) < 3: raise ValueError
    hours, minutes, seconds = ([_digits(part, 2) for part in parts] + [0, 0])[:3]
    if fraction and (not fraction.isascii() or not fraction.isdigit()): raise ValueError
    if hours > 23 or minutes > 59 or seconds > 59: raise ValueError
    total = ((hours * 60 + minutes) * 60 + seconds) * 10**6 + int(fraction[:6].ljust(6, "0") or 0)
    return timezone(timedelta._of(sign * total))

def _split_offset(text):
    """A time and the zone of the offset behind it."""
    for place, letter in enumerate(text):
        if letter in "+-Z":
            if letter == "Z" and text[place + 1:]: raise ValueError
            if letter != "Z" and not text[place + 1:]: raise ValueError
            return text[:place], _read_offset(text[place:])
    return text, None
