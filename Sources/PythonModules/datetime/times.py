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
        return made

    @classmethod
    def fromisoformat(cls, time_string):
        if not isinstance(time_string, str): raise TypeError("fromisoformat: argument must be str")
        try: parts = _read_time(time_string.removeprefix("T"))
        except ValueError: raise ValueError(f"Invalid isoformat string: {time_string!r}") from None
        return cls(*parts)

    @property
    def hour(self): return self._hour

    @property
    def minute(self): return self._minute

    @property
    def second(self): return self._second

    @property
    def microsecond(self): return self._microsecond

    tzinfo, fold = None, 0

    def _key(self): return self._hour, self._minute, self._second, self._microsecond

    def _is_like(self, other): return isinstance(other, time)

    def _no_order(self, other, name): return NotImplemented

    __eq__, __lt__, __le__, __gt__, __ge__ = [_compares(name) for name in ("eq", "lt", "le", "gt", "ge")]

    def __hash__(self):
        n = self._microsecond
        return _hash_of(self._hour, self._minute, self._second, n // 65536, n // 256 % 256, n % 256)

    def __repr__(self):
        parts = [str(part) for part in self._key()]
        while len(parts) > 2 and parts[-1] == "0": parts.pop()
        return f"{_type_name(self)}({', '.join(parts)})"

    def isoformat(self, timespec="auto"):
        if not isinstance(timespec, str):
            raise TypeError(f"isoformat() argument 1 must be str, not {type(timespec).__name__}")
        return _clock_text(*self._key(), timespec)

    def __str__(self): return self.isoformat()

    def __format__(self, spec):
        if not isinstance(spec, str):
            raise TypeError(f"__format__() argument 1 must be str, not {type(spec).__name__}")
        return self.strftime(spec) if spec else str(self)

    def strftime(self, format): return _format(self, 1900, 1, 1, *self._key(), format)

    def replace(self, hour=..., minute=..., second=..., microsecond=...):
        given = (hour, minute, second, microsecond)
        return type(self)(*[b if a is ... else a for a, b in zip(given, self._key())])

class datetime(date):
    def __new__(cls, year, month=None, day=None, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *,
                fold=0):
        made = date.__new__(cls, year, month, day)
        made._hour, made._minute, made._second, made._microsecond = _check_time(
            hour, minute, second, microsecond, tzinfo, fold)
        return made

    @classmethod
    def now(cls, tz=None):
        if tz is not None: raise TypeError("Descent has no time zones: leave tz out")
        return cls(*_local_time())

    @classmethod
    def today(cls): return cls.now()

    @classmethod
    def fromordinal(cls, n): return cls(*date.fromordinal(n)._key())

    @classmethod
    def combine(cls, date, time): return cls(date.year, date.month, date.day, *time._key())

    @classmethod
    def fromisoformat(cls, date_string):
        if not isinstance(date_string, str): raise TypeError("fromisoformat: argument must be str")
        try:
            length = 10 if date_string[4:5] == "-" else 8
            if "W" in (date_string[4:5], date_string[5:6]):
                length = len(date_string.split("T")[0].split(" ")[0])
            parts = _read_date(date_string[:length])
            if date_string[length:]: parts += _read_time(date_string[length + 1:])
        except ValueError: raise ValueError(f"Invalid isoformat string: {date_string!r}") from None
        return cls(*parts)

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

    tzinfo, fold = None, 0

    def date(self): return _date(self._year, self._month, self._day)

    def time(self): return _time(self._hour, self._minute, self._second, self._microsecond)

    def _clock(self): return self._hour, self._minute, self._second, self._microsecond

    def _key(self): return self._year, self._month, self._day, *self._clock()

    def _is_like(self, other): return isinstance(other, datetime)

    __eq__, __lt__, __le__, __gt__, __ge__ = [_compares(name) for name in ("eq", "lt", "le", "gt", "ge")]

    def __hash__(self):
        n = self._microsecond
        return _hash_of(self._year // 256, self._year % 256, self._month, self._day, self._hour, self._minute,
                        self._second, n // 65536, n // 256 % 256, n % 256)

    def __repr__(self):
        parts = [str(part) for part in self._key()]
        while len(parts) > 5 and parts[-1] == "0": parts.pop()
        return f"{_type_name(self)}({', '.join(parts)})"

    def isoformat(self, sep="T", timespec="auto"):
        if not isinstance(sep, str) or len(sep) != 1:
            raise TypeError(f"isoformat() argument 1 must be a unicode character, not {type(sep).__name__}")
        return f"{self._year:04d}-{self._month:02d}-{self._day:02d}{sep}{_clock_text(*self._clock(), timespec)}"

    def __str__(self): return self.isoformat(" ")

    def strftime(self, format): return _format(self, *self._key(), format)

    def replace(self, year=..., month=..., day=..., hour=..., minute=..., second=..., microsecond=...):
        given = (year, month, day, hour, minute, second, microsecond)
        return type(self)(*[b if a is ... else a for a, b in zip(given, self._key())])

    def _since_midnight(self):
        return ((self._hour * 60 + self._minute) * 60 + self._second) * 10**6 + self._microsecond

    def __add__(self, other):
        if not isinstance(other, timedelta): return NotImplemented
        rest = self._since_midnight() + other.seconds * 10**6 + other.microseconds
        days, rest = divmod(rest, _DAY)
        number = self.toordinal() + other.days + days
        if not 0 < number <= 3652059: raise OverflowError("date value out of range")
        seconds, microsecond = divmod(rest, 10**6)
        return type(self)(*_of_ordinal(number), seconds // 3600, seconds // 60 % 60, seconds % 60, microsecond)

    def __sub__(self, other):
        if isinstance(other, timedelta): return self + -other
        if not isinstance(other, datetime): return NotImplemented
        days = self.toordinal() - other.toordinal()
        return timedelta._of(days * _DAY + self._since_midnight() - other._since_midnight())
