"""What counts as a number."""
class Number: __hash__ = None

class Complex(Number): pass

class Real(Complex): pass

class Rational(Real): pass

class Integral(Rational): pass
