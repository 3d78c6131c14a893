"""Dates and times of day, without time zones or in those of fixed offsets."""
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
    if fold: raise ValueError("Descent has no fold: its time zones are fixed offsets from UTC")
    _check_zone(tzinfo)
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
