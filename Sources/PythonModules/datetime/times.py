def _type_name(value):
    kind = type(value)
    return f"{'datetime.' if kind.__module__ == 'datetime' else ''}{kind.__qualname__}"

def _clock_text(hour, minute, second, microsecond, timespec):
    if timespec == "auto": timespec = "microseconds" if microsecond else "seconds"
    match timespec:
        case "hours": return f"{hour:02d}"
        case "minutes": return f"{hour:02d}:{minute:02d}"
        case "seconds": return f"{hour:02d}:{minute:02d}:{second:02d}"
        case "milliseconds": return f"{hour:02d}:{minute:02d}:{second:02d}.{microsecond // 1000:03d}"
        case "microseconds": return f"{hour:02d}:{minute:02d}:{second:02d}.{microsecond:06d}"
    raise ValueError("Unknown timespec value")

class time:
    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        made = object.__new__(cls)
        made._hour, made._minute, made._second, made._microsecond = _check_time(
            hour, minute, second, microsecond, tzinfo, fold)
        made._zone = tzinfo
        return made

    @classmethod
    def fromisoformat(cls, time_string):
        if not isinstance(time_string, str): raise TypeError("fromisoformat: argument must be str")
        try:
            text, zone = _split_offset(time_string.removeprefix("T"))
            parts = _read_time(text)
        except ValueError: raise ValueError(f"Invalid isoformat string: {time_string!r}") from None
        return cls(*parts, zone)

    @property
    def hour(self): return self._hour

    @property
    def minute(self): return self._minute

    @property
    def second(self): return self._second

    @property
    def microsecond(self): return self._microsecond

    @property
    def tzinfo(self): return self._zone

    fold = 0

    def utcoffset(self): return _asked(self._zone, "utcoffset", None)

    def dst(self): return _asked(self._zone, "dst", None)

    def tzname(self): return None if self._zone is None else self._zone.tzname(None)

    def _utc_total(self, offset):
        return ((self._hour * 60 + self._minute) * 60 + self._second) * 10**6 + self._microsecond - offset._total()

    def _key(self): return self._hour, self._minute, self._second, self._microsecond

    def _is_like(self, other): return isinstance(other, time)

    def _no_order(self, other, name): return NotImplemented

    __eq__, __lt__, __le__, __gt__, __ge__ = [_compares_zoned(name) for name in ("eq", "lt", "le", "gt", "ge")]

    def __hash__(self):
        offset = self.utcoffset()
        if offset:
            # Like CPython: the time of day in UTC, in whole minutes if the offset is.
            total = self._utc_total(offset)
            hour, rest = divmod(total, 3600 * 10**6)
            if 0 <= hour < 24 and offset._total() % (60 * 10**6) == 0:
                return hash(time(hour, rest // (60 * 10**6), self._second, self._microsecond))
            return hash((hour, rest // (60 * 10**6), self._second, self._microsecond))
        n = self._microsecond
        return _hash_of(self._hour, self._minute, self._second, n // 65536, n // 256 % 256, n % 256)

    def __repr__(self):
        parts = [str(part) for part in self._key()]
        while len(parts) > 2 and parts[-1] == "0": parts.pop()
        if self._zone is not None: parts.append(f"tzinfo={self._zone!r}")
        return f"{_type_name(self)}({', '.join(parts)})"

    def isoformat(self, timespec="auto"):
        if not isinstance(timespec, str):
            raise TypeError(f"isoformat() argument 1 must be str, not {type(timespec).__name__}")
        return _clock_text(*self._key(), timespec) + _offset_text(self.utcoffset())

    def __str__(self): return self.isoformat()

    def __format__(self, spec):
        if not isinstance(spec, str):
            raise TypeError(f"__format__() argument 1 must be str, not {type(spec).__name__}")
        return self.strftime(spec) if spec else str(self)

    def strftime(self, format): return _format(self, 1900, 1, 1, *self._key(), format)

    def replace(self, hour=..., minute=..., second=..., microsecond=..., tzinfo=...):
        given = (hour, minute, second, microsecond, tzinfo)
        return type(self)(*[b if a is ... else a for a, b in zip(given, (*self._key(), self._zone))])

class datetime(date):
    def __new__(cls, year, month=None, day=None, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *,
                fold=0):
        made = date.__new__(cls, year, month, day)
        made._hour, made._minute, made._second, made._microsecond = _check_time(
            hour, minute, second, microsecond, tzinfo, fold)
        made._zone = tzinfo
        return made

    @classmethod
    def now(cls, tz=None):
        _check_zone(tz)
        if tz is None: return cls(*_local_time())
        return tz.fromutc(cls(*_utc_time(), tz))

    @classmethod
    def utcnow(cls): return cls(*_utc_time())

    @classmethod
    def today(cls): return cls.now()

    @classmethod
    def fromordinal(cls, n): return cls(*date.fromordinal(n)._key())

    @classmethod
    def combine(cls, date, time, tzinfo=...):
        return cls(date.year, date.month, date.day, *time._key(), time._zone if tzinfo is ... else tzinfo)

    @classmethod
    def fromisoformat(cls, date_string):
        if not isinstance(date_string, str): raise TypeError("fromisoformat: argument must be str")
        try:
            length = 10 if date_string[4:5] == "-" else 8
            if "W" in (date_string[4:5], date_string[5:6]):
                length = len(date_string.split("T")[0].split(" ")[0])
            parts = _read_date(date_string[:length])
            zone = None
            if date_string[length:]:
                text, zone = _split_offset(date_string[length + 1:])
                parts += _read_time(text)
            else: parts += 0, 0, 0, 0
        except ValueError: raise ValueError(f"Invalid isoformat string: {date_string!r}") from None
        return cls(*parts, zone)

    @classmethod
    def strptime(cls, date_string, format): return cls(*_parse(date_string, format))

    @property
    def hour(self): return self._hour

    @property
    def minute(self): return self._minute

    @property
    def second(self): return self._second

    @property
    def microsecond(self): return self._microsecond

    @property
    def tzinfo(self): return self._zone

    fold = 0

    def utcoffset(self): return _asked(self._zone, "utcoffset", self)

    def dst(self): return _asked(self._zone, "dst", self)

    def tzname(self): return None if self._zone is None else self._zone.tzname(self)

    def _utc_total(self, offset): return self.toordinal() * _DAY + self._since_midnight() - offset._total()

    def date(self): return _date(self._year, self._month, self._day)

    def time(self): return _time(self._hour, self._minute, self._second, self._microsecond)

    def timetz(self): return _time(*self._clock(), self._zone)

    def _clock(self): return self._hour, self._minute, self._second, self._microsecond

    def _key(self): return self._year, self._month, self._day, *self._clock()

    def _is_like(self, other): return isinstance(other, datetime)

    __eq__, __lt__, __le__, __gt__, __ge__ = [_compares_zoned(name) for name in ("eq", "lt", "le", "gt", "ge")]

    def __hash__(self):
        offset = self.utcoffset()
        if offset is not None: return hash(timedelta._of(self._utc_total(offset)))
        n = self._microsecond
        return _hash_of(self._year // 256, self._year % 256, self._month, self._day, self._hour, self._minute,
                        self._second, n // 65536, n // 256 % 256, n % 256)

    def __repr__(self):
        parts = [str(part) for part in self._key()]
        while len(parts) > 5 and parts[-1] == "0": parts.pop()
        if self._zone is not None: parts.append(f"tzinfo={self._zone!r}")
        return f"{_type_name(self)}({', '.join(parts)})"

    def isoformat(self, sep="T", timespec="auto"):
        if not isinstance(sep, str) or len(sep) != 1:
            raise TypeError(f"isoformat() argument 1 must be a unicode character, not {type(sep).__name__}")
        return f"{self._year:04d}-{self._month:02d}-{self._day:02d}{sep}{_clock_text(*self._clock(), timespec)}" \
            + _offset_text(self.utcoffset())

    def __str__(self): return self.isoformat(" ")

    def strftime(self, format): return _format(self, *self._key(), format)

    def replace(self, year=..., month=..., day=..., hour=..., minute=..., second=..., microsecond=...,
                tzinfo=...):
        given = (year, month, day, hour, minute, second, microsecond, tzinfo)
        return type(self)(*[b if a is ... else a for a, b in zip(given, (*self._key(), self._zone))])

    def astimezone(self, tz=None):
        if tz is None: raise ValueError("Descent knows no local time zone: astimezone takes one, such as timezone.utc")
        _check_zone(tz)
        if self._zone is tz: return self
        offset = self.utcoffset()
        if offset is None:
            raise ValueError("Descent knows no local time zone: give this datetime its own by replace(tzinfo=…)")
        return tz.fromutc((self - offset).replace(tzinfo=tz))

    def timestamp(self):
        offset = self.utcoffset()
        if offset is None:
            raise ValueError("Descent knows no local time zone: give this datetime its own by replace(tzinfo=…)")
        return (self._utc_total(offset) - 719163 * _DAY) / 10**6

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        _check_zone(tz)
        if tz is None: raise ValueError("Descent knows no local time zone: give one, fromtimestamp(t, timezone.utc)")
        return tz.fromutc(cls.utcfromtimestamp(timestamp).replace(tzinfo=tz))

    @classmethod
    def utcfromtimestamp(cls, t):
        if not isinstance(t, (int, float)): raise TypeError(f"'{type(t).__name__}' object cannot be interpreted as an integer")
        if isinstance(t, float):
            if math.isnan(t): raise ValueError("Invalid value NaN (not a number)")
            part, whole = math.modf(t)
            total = int(whole) * 10**6 + round(part * 10**6)
        else: total = t * 10**6
        days, rest = divmod(total, _DAY)
        if not 0 < days + 719163 <= 3652059: raise ValueError(f"year {1970 + days // 365} is out of range")
        seconds, microsecond = divmod(rest, 10**6)
        return cls(*_of_ordinal(days + 719163), seconds // 3600, seconds // 60 % 60, seconds % 60, microsecond)

    def _since_midnight(self):
        return ((self._hour * 60 + self._minute) * 60 + self._second) * 10**6 + self._microsecond

    def __add__(self, other):
        if not isinstance(other, timedelta): return NotImplemented
        rest = self._since_midnight() + other.seconds * 10**6 + other.microseconds
        days, rest = divmod(rest, _DAY)
        number = self.toordinal() + other.days + days
        if not 0 < number <= 3652059: raise OverflowError("date value out of range")
        seconds, microsecond = divmod(rest, 10**6)
        return type(self)(*_of_ordinal(number), seconds // 3600, seconds // 60 % 60, seconds % 60, microsecond,
                          self._zone)

    def __sub__(self, other):
        if isinstance(other, timedelta): return self + -other
        if not isinstance(other, datetime): return NotImplemented
        if self._zone is not other._zone:
            mine, others = self.utcoffset(), other.utcoffset()
            if (mine is None) != (others is None):
                raise TypeError("can't subtract offset-naive and offset-aware datetimes")
            if mine != others: return timedelta._of(self._utc_total(mine) - other._utc_total(others))
        days = self.toordinal() - other.toordinal()
        return timedelta._of(days * _DAY + self._since_midnight() - other._since_midnight())
