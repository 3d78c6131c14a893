/// Python's `datetime`, without time zones, written in Python.
enum DatetimeSource {
    static let text = calendar + spans + texts + dates + times + parsing

    /// Calendars.
    static let calendar = #"""
        """Dates and times of day without time zones."""
        import math
        import operator

        MINYEAR, MAXYEAR = 1, 9999
        _DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
        _MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                   "November", "December")
        _WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
        _DAY = 86400 * 10**6

        def _leaps(year): return year // 4 - year // 100 + year // 400

        def _is_leap(year): return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)

        def _month_length(year, month): return 29 if month == 2 and _is_leap(year) else _DAYS[month - 1]

        def _day_of_year(year, month, day):
            return sum(_DAYS[:month - 1]) + (month > 2 and _is_leap(year)) + day

        def _ordinal(year, month, day):
            return 365 * (year - 1) + _leaps(year - 1) + _day_of_year(year, month, day)

        def _of_ordinal(number):
            year = (number - 1) * 400 // 146097 + 1
            while _ordinal(year, 1, 1) > number: year -= 1
            while _ordinal(year + 1, 1, 1) <= number: year += 1
            rest, month = number - _ordinal(year, 1, 1), 1
            while rest >= _month_length(year, month):
                rest -= _month_length(year, month)
                month += 1
            return year, month, rest + 1

        def _whole(value):
            if not isinstance(value, int):
                if not hasattr(value, "__index__"):
                    raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
                value = value.__index__()
            if not -2 ** 31 <= value < 2 ** 31: raise OverflowError("Python int too large to convert to C int")
            return int(value)

        def _check_date(year, month, day):
            year, month, day = _whole(year), _whole(month), _whole(day)
            if not MINYEAR <= year <= MAXYEAR: raise ValueError(f"year {year} is out of range")
            if not 1 <= month <= 12: raise ValueError("month must be in 1..12")
            if not 1 <= day <= _month_length(year, month): raise ValueError("day is out of range for month")
            return year, month, day

        def _check_time(hour, minute, second, microsecond, tzinfo, fold):
            hour, minute, second, microsecond = _whole(hour), _whole(minute), _whole(second), _whole(microsecond)
            if not 0 <= hour <= 23: raise ValueError("hour must be in 0..23")
            if not 0 <= minute <= 59: raise ValueError("minute must be in 0..59")
            if not 0 <= second <= 59: raise ValueError("second must be in 0..59")
            if not 0 <= microsecond <= 999999: raise ValueError("microsecond must be in 0..999999")
            if fold: raise ValueError("Descent has no fold: there are no time zones")
            if tzinfo is not None: raise TypeError("Descent has no time zones: leave tzinfo out")
            return hour, minute, second, microsecond

        def _hash_of(*numbers): return hash("".join([chr(n) for n in numbers]))

        def _nearest(a, b):
            q, r = divmod(a, b)
            twice = 2 * r
            more = twice > b if b > 0 else twice < b
            return q + 1 if more or twice == b and q % 2 else q

        def _compares(name):
            compare = getattr(operator, name)
            def method(self, other):
                if not self._is_like(other): return self._no_order(other, name)
                return compare(self._key(), other._key())
            return method

        """#

    /// Spans of time.
    static let spans = #"""
        class timedelta:
            def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
                total, left = 0, 0.0
                for name, value, factor in (("microseconds", microseconds, 1), ("milliseconds", milliseconds, 1000),
                                            ("seconds", seconds, 10**6), ("minutes", minutes, 60 * 10**6),
                                            ("hours", hours, 3600 * 10**6), ("days", days, _DAY),
                                            ("weeks", weeks, 7 * _DAY)):
                    if isinstance(value, int): total += value * factor
                    elif isinstance(value, float):
                        part, whole = math.modf(value)
                        total += int(whole) * factor
                        part, whole = math.modf(part * factor)
                        total += int(whole)
                        left += part
                    else: raise TypeError(f"unsupported type for timedelta {name} component: {type(value).__name__}")
                if left:
                    near = math.floor(abs(left) + 0.5) * (1 if left > 0 else -1)
                    if abs(near - left) == 0.5:
                        odd = total % 2
                        half = (left + odd) * 0.5
                        near = 2 * math.floor(abs(half) + 0.5) * (1 if half > 0 else -1) - odd
                    total += near
                return timedelta._of(total)

            @staticmethod
            def _of(total):
                days, rest = divmod(total, _DAY)
                if not -999999999 <= days <= 999999999:
                    raise OverflowError(f"days={days}; must have magnitude <= 999999999")
                return timedelta._made(days, rest // 10**6, rest % 10**6)

            @staticmethod
            def _made(days, seconds, microseconds):
                made = object.__new__(timedelta)
                made._days, made._seconds, made._microseconds = days, seconds, microseconds
                return made

            @property
            def days(self): return self._days

            @property
            def seconds(self): return self._seconds

            @property
            def microseconds(self): return self._microseconds

            def _total(self): return (self._days * 86400 + self._seconds) * 10**6 + self._microseconds

            def total_seconds(self): return self._total() / 10**6

            def _key(self): return self._days, self._seconds, self._microseconds

            def _is_like(self, other): return isinstance(other, timedelta)

            def _no_order(self, other, name): return NotImplemented

            __eq__, __lt__, __le__, __gt__, __ge__ = [_compares(name) for name in ("eq", "lt", "le", "gt", "ge")]

            def __hash__(self): return hash(self._key())

            def __bool__(self): return self._total() != 0

            def __repr__(self):
                parts = [f"{n}={v}" for n, v in zip(("days", "seconds", "microseconds"), self._key()) if v]
                return f"datetime.timedelta({', '.join(parts) or '0'})"

            def __str__(self):
                minutes, seconds = divmod(self._seconds, 60)
                hours, minutes = divmod(minutes, 60)
                text = f"{hours}:{minutes:02d}:{seconds:02d}"
                if self._days: text = f"{self._days} day{'' if abs(self._days) == 1 else 's'}, {text}"
                return text + (f".{self._microseconds:06d}" if self._microseconds else "")

            def __add__(self, other):
                return timedelta._of(self._total() + other._total()) if isinstance(other, timedelta) else NotImplemented

            def __radd__(self, other): return self.__add__(other)

            def __sub__(self, other):
                return timedelta._of(self._total() - other._total()) if isinstance(other, timedelta) else NotImplemented

            def __rsub__(self, other):
                return timedelta._of(other._total() - self._total()) if isinstance(other, timedelta) else NotImplemented

            def __neg__(self): return timedelta._of(-self._total())

            def __pos__(self): return self

            def __abs__(self): return -self if self._days < 0 else self

            def __mul__(self, other):
                if isinstance(other, int): return timedelta._of(self._total() * other)
                if isinstance(other, float):
                    a, b = other.as_integer_ratio()
                    return timedelta._of(_nearest(self._total() * a, b))
                return NotImplemented

            def __rmul__(self, other): return self.__mul__(other)

            def __truediv__(self, other):
                if isinstance(other, timedelta): return self._total() / other._total()
                if isinstance(other, int): return timedelta._of(_nearest(self._total(), other))
                if isinstance(other, float):
                    a, b = other.as_integer_ratio()
                    return timedelta._of(_nearest(b * self._total(), a))
                return NotImplemented

            def __floordiv__(self, other):
                if isinstance(other, timedelta): return self._total() // other._total()
                if isinstance(other, int): return timedelta._of(self._total() // other)
                return NotImplemented

            def __mod__(self, other):
                return timedelta._of(self._total() % other._total()) if isinstance(other, timedelta) else NotImplemented

            def __divmod__(self, other):
                if not isinstance(other, timedelta): return NotImplemented
                q, r = divmod(self._total(), other._total())
                return q, timedelta._of(r)

        timedelta.min = timedelta._made(-999999999, 0, 0)
        timedelta.max = timedelta._made(999999999, 86399, 999999)
        timedelta.resolution = timedelta._made(0, 0, 1)

        class IsoCalendarDate:
            def __init__(self, year, week, weekday): self.year, self.week, self.weekday = year, week, weekday

            def _items(self): return self.year, self.week, self.weekday

            def __iter__(self): return iter(self._items())

            def __len__(self): return 3

            def __getitem__(self, place): return self._items()[place]

            def __eq__(self, other):
                return self._items() == (other._items() if isinstance(other, IsoCalendarDate) else other)

            def __hash__(self): return hash(self._items())

            def __repr__(self):
                return f"datetime.IsoCalendarDate(year={self.year}, week={self.week}, weekday={self.weekday})"

        """#
}
