"""Quotients of ints, exact."""
import math
import operator as _operator

def _parsed(text):
    """The numerator and denominator that a text says; nil if it says none."""
    text = text.strip()
    sign = -1 if text[:1] == "-" else 1
    if text[:1] in ("-", "+"): text = text[1:]
    if "/" in text:
        top, _, bottom = text.partition("/")
        if not (_is_number(top) and _is_number(bottom)): return None
        return sign * int(top), int(bottom)
    number, power = text, "0"
    for letter in "eE":
        if letter in text: number, _, power = text.partition(letter)
    whole, point, part = number.partition(".")
    digits = power[1:] if power[:1] in ("-", "+") else power
    if not _is_number(digits) or not (whole or part): return None
    if whole and not _is_number(whole) or part and not _is_number(part): return None
    top, shift = int(whole + part or "0") if not whole or part else int(whole), int(power)
    if part: top, shift = int((whole or "0").replace("_", "") + part.replace("_", "")), shift - len(part.replace("_", ""))
    return (sign * top * 10 ** shift, 1) if shift >= 0 else (sign * top, 10 ** -shift)

def _is_number(text):
    return all(part.isdecimal() for part in text.split("_"))

class Fraction:
    __slots__ = ("_numerator", "_denominator")

    def __new__(cls, numerator=0, denominator=None):
        self = object.__new__(cls)
        if denominator is None: top, bottom = _pair(numerator)
        else:
            if not (_is_rational(numerator) and _is_rational(denominator)):
                raise TypeError("both arguments should be Rational instances")
            top = numerator.numerator * denominator.denominator
            bottom = numerator.denominator * denominator.numerator
        if bottom == 0: raise ZeroDivisionError(f"Fraction({top}, 0)")
        common = math.gcd(top, bottom)
        if bottom < 0: common = -common
        self._numerator, self._denominator = int(top // common), int(bottom // common)
        return self

    def __init__(self, numerator=0, denominator=None): pass

    @classmethod
    def from_float(cls, f):
        if isinstance(f, int): return cls(f)
        if not isinstance(f, float):
            raise TypeError(f"{cls.__name__}.from_float() only takes floats, not {f!r} ({type(f).__name__})")
        return cls(f)

    @property
    def numerator(self): return self._numerator

    @property
    def denominator(self): return self._denominator

    @property
    def real(self): return self

    @property
    def imag(self): return 0

    def conjugate(self): return self

    def as_integer_ratio(self): return self._numerator, self._denominator

    def limit_denominator(self, max_denominator=1000000):
        if max_denominator < 1: raise ValueError("max_denominator should be at least 1")
        if self._denominator <= max_denominator: return Fraction(self)
        p0, q0, p1, q1 = 0, 1, 1, 0
        n, d = self._numerator, self._denominator
        while True:
            a = n // d
            q2 = q0 + a * q1
            if q2 > max_denominator: break
            p0, q0, p1, q1 = p1, q1, p0 + a * p1, q2
            n, d = d, n - a * d
        k = (max_denominator - q0) // q1
        below, above = Fraction(p0 + k * p1, q0 + k * q1), Fraction(p1, q1)
        return above if abs(above - self) <= abs(below - self) else below

    def __repr__(self): return f"{self.__class__.__name__}({self._numerator}, {self._denominator})"

    def __str__(self):
        return str(self._numerator) if self._denominator == 1 else f"{self._numerator}/{self._denominator}"

    def __hash__(self):
        if self._denominator % _modulus == 0: value = 314159
        else: value = abs(self._numerator) % _modulus * pow(self._denominator, -1, _modulus) % _modulus
        if self._numerator < 0: value = -value
        return -2 if value == -1 else value

    def __bool__(self): return self._numerator != 0

    def __int__(self): return self.__trunc__()

    def __float__(self): return self._numerator / self._denominator

    def __trunc__(self):
        return -(-self._numerator // self._denominator) if self._numerator < 0 else self._numerator // self._denominator

    def __floor__(self): return self._numerator // self._denominator

    def __ceil__(self): return -(-self._numerator // self._denominator)

    def __round__(self, ndigits=None):
        if ndigits is None:
            floor, rest = divmod(self._numerator, self._denominator)
            if rest * 2 == self._denominator: return floor + floor % 2
            return floor + (rest * 2 > self._denominator)
        shift = 10 ** abs(ndigits)
        return Fraction(round(self * shift), shift) if ndigits > 0 else Fraction(round(self / shift) * shift)

    def __pos__(self): return Fraction(self._numerator, self._denominator)

    def __neg__(self): return Fraction(-self._numerator, self._denominator)

    def __abs__(self): return Fraction(abs(self._numerator), self._denominator)

    def __add__(self, other): return _carried(self, other, _add, _operator.add)

    def __radd__(self, other): return _carried(self, other, _add, _operator.add, True)

    def __sub__(self, other): return _carried(self, other, _subtract, _operator.sub)

    def __rsub__(self, other): return _carried(self, other, _subtract, _operator.sub, True)

    def __mul__(self, other): return _carried(self, other, _multiply, _operator.mul)

    def __rmul__(self, other): return _carried(self, other, _multiply, _operator.mul, True)

    def __truediv__(self, other): return _carried(self, other, _divide, _operator.truediv)

    def __rtruediv__(self, other): return _carried(self, other, _divide, _operator.truediv, True)

    def __floordiv__(self, other): return _carried(self, other, _floor_divide, _operator.floordiv)

    def __rfloordiv__(self, other): return _carried(self, other, _floor_divide, _operator.floordiv, True)

    def __mod__(self, other): return _carried(self, other, _remainder, _operator.mod)

    def __rmod__(self, other): return _carried(self, other, _remainder, _operator.mod, True)

    def __divmod__(self, other): return _carried(self, other, _divided, divmod)

    def __rdivmod__(self, other): return _carried(self, other, _divided, divmod, True)

    def __pow__(self, other):
        if not _is_rational(other): return float(self) ** other
        if other.denominator != 1: return float(self) ** float(other)
        power = other.numerator
        if power >= 0: return Fraction(self._numerator ** power, self._denominator ** power)
        if self._numerator == 0: raise ZeroDivisionError(f"Fraction({self._denominator ** -power}, 0)")
        return Fraction(self._denominator ** -power, self._numerator ** -power)

    def __rpow__(self, other):
        if self._denominator == 1 and self._numerator >= 0: return other ** self._numerator
        if _is_rational(other): return Fraction(other.numerator, other.denominator) ** self
        return other ** float(self)

    def __eq__(self, other):
        if _is_rational(other):
            return self._numerator == other.numerator and self._denominator == other.denominator
        if isinstance(other, float):
            return 0.0 == other if math.isnan(other) or math.isinf(other) else self == Fraction(other)
        return NotImplemented

    def __lt__(self, other): return _compared(self, other, _operator.lt)

    def __le__(self, other): return _compared(self, other, _operator.le)

    def __gt__(self, other): return _compared(self, other, _operator.gt)

    def __ge__(self, other): return _compared(self, other, _operator.ge)

    def __copy__(self): return self

    def __deepcopy__(self, memo): return self

_modulus = 2 ** 61 - 1

def _is_rational(value): return isinstance(value, (int, Fraction))

def _pair(value):
    if _is_rational(value): return value.numerator, value.denominator
    if isinstance(value, float): return value.as_integer_ratio()
    if isinstance(value, str):
        pair = _parsed(value)
        if pair is None: raise ValueError(f"Invalid literal for Fraction: {value!r}")
        return pair
    raise TypeError("argument should be a string or a Rational instance")

def _carried(a, b, exact, plain, turned=False):
    if _is_rational(b): return exact(b, a) if turned else exact(a, b)
    if isinstance(b, float): return plain(b, float(a)) if turned else plain(float(a), b)
    return NotImplemented

def _add(a, b):
    return Fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)

def _subtract(a, b):
    return Fraction(a.numerator * b.denominator - b.numerator * a.denominator, a.denominator * b.denominator)

def _multiply(a, b): return Fraction(a.numerator * b.numerator, a.denominator * b.denominator)

def _divide(a, b):
    top, bottom = a.numerator * b.denominator, a.denominator * b.numerator
    if bottom: return Fraction(top, bottom)
    # Python's message has the terms without the common factors of each pair.
    common, other = math.gcd(a.numerator, b.numerator), math.gcd(b.denominator, a.denominator)
    raise ZeroDivisionError(f"Fraction({a.numerator // (common or 1) * (b.denominator // other)}, 0)")

def _floor_divide(a, b): return (a.numerator * b.denominator) // (a.denominator * b.numerator)

def _remainder(a, b):
    return Fraction(a.numerator * b.denominator % (b.numerator * a.denominator), a.denominator * b.denominator)

def _divided(a, b): return _floor_divide(a, b), _remainder(a, b)

def _compared(a, b, relation):
    if _is_rational(b): return relation(a._numerator * b.denominator, a._denominator * b.numerator)
    if isinstance(b, float):
        return relation(0.0, b) if math.isnan(b) or math.isinf(b) else relation(a, Fraction(b))
    return NotImplemented
