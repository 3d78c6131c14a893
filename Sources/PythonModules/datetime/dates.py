class date:
    def __new__(cls, year, month=None, day=None):
        if month is None or day is None:
            name, place = ("month", 2) if month is None else ("day", 3)
            raise TypeError(f"function missing required argument '{name}' (pos {place})")
        made = object.__new__(cls)
        made._year, made._month, made._day = _check_date(year, month, day)
        return made

    @classmethod
    def today(cls): return cls(*_local_time()[:3])

    @classmethod
    def fromordinal(cls, n):
        n = _whole(n)
        if n < 1: raise ValueError("ordinal must be >= 1")
        if n > 3652059: raise ValueError(f"year {_of_ordinal(n)[0]} is out of range")
        return cls(*_of_ordinal(n))

    @classmethod
    def fromisoformat(cls, date_string):
        if not isinstance(date_string, str): raise TypeError("fromisoformat: argument must be str")
        try: parts = _read_date(date_string)
        except ValueError: raise ValueError(f"Invalid isoformat string: {date_string!r}") from None
        return cls(*parts)

    @classmethod
    def fromisocalendar(cls, year, week, day):
        year, week, day = _whole(year), _whole(week), _whole(day)
        try: parts = _read_date(f"{year:04d}-W{week:02d}-{day}")
        except ValueError: raise ValueError(f"Invalid week: {week}" if 1 <= day <= 7 else
                                            f"Invalid weekday: {day} (range is [1, 7])") from None
        return cls(*parts)

    @property
    def year(self): return self._year

    @property
    def month(self): return self._month

    @property
    def day(self): return self._day

    def _key(self): return self._year, self._month, self._day

    def _is_like(self, other): return isinstance(other, date) and not isinstance(other, datetime)

    def _no_order(self, other, name):
        if isinstance(other, date) and name != "eq":
            raise TypeError(f"can't compare {_type_name(self)} to {_type_name(other)}")
        return NotImplemented

    __eq__, __lt__, __le__, __gt__, __ge__ = [_compares(name) for name in ("eq", "lt", "le", "gt", "ge")]

    def __hash__(self): return _hash_of(self._year // 256, self._year % 256, self._month, self._day)

    def __repr__(self): return f"{_type_name(self)}({self._year}, {self._month}, {self._day})"

    def isoformat(self): return f"{self._year:04d}-{self._month:02d}-{self._day:02d}"

    def __str__(self): return self.isoformat()

    def __format__(self, spec):
        if not isinstance(spec, str): raise TypeError("must be str, not " + type(spec).__name__)
        return self.strftime(spec) if spec else str(self)

    def strftime(self, format):
        return _format(self, self._year, self._month, self._day, 0, 0, 0, 0, format)

    def ctime(self): return self.strftime("%a %b %e %T %Y")

    def toordinal(self): return _ordinal(self._year, self._month, self._day)

    def weekday(self): return (self.toordinal() + 6) % 7

    def isoweekday(self): return self.toordinal() % 7 or 7

    def isocalendar(self): return IsoCalendarDate(*_iso_calendar(self._year, self.toordinal()))

    def replace(self, year=..., month=..., day=...):
        given = (year, month, day)
        return type(self)(*[b if a is ... else a for a, b in zip(given, (self._year, self._month, self._day))])

    def __add__(self, other):
        if not isinstance(other, timedelta): return NotImplemented
        number = self.toordinal() + other.days
        if not 0 < number <= 3652059: raise OverflowError("date value out of range")
        return type(self).fromordinal(number)

    def __radd__(self, other): return self.__add__(other)

    def __sub__(self, other):
        if isinstance(other, timedelta): return self + timedelta._made(-other.days, 0, 0)
        if isinstance(other, date) and not isinstance(other, datetime):
            return timedelta._made(self.toordinal() - other.toordinal(), 0, 0)
        return NotImplemented
