class timedelta:
    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        if not isinstance(cls, type):
            raise TypeError(f"datetime.timedelta.__new__(X): X is not a type object ({type(cls).__name__})")
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
