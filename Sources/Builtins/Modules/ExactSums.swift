internal import Integers

/// Exact sums of numbers and of their squares, as multiples of a power of 2, so that results are rounded once.
struct ExactSums {
    private var count = 0
    private var sum = Integer.short(0)
    private var squares = Integer.short(0)
    /// The sums are multiples of 2 to this power, which is at most 0.
    private var exponent = 0

    mutating func add(_ integer: Integer) { add(integer, 0) }

    mutating func add(_ number: Double) {
        if number == 0 { return add(.short(0), 0) }
        let places = min(Int(number.exponent) - number.significandWidth, 0)
        add(Integer(exactly: Double(sign: .plus, exponent: -places, significand: number)), places)
    }

    private mutating func add(_ number: Integer, _ power: Int) {
        count += 1
        if power < exponent {
            sum = sum.shiftedLeft(by: exponent - power)
            squares = squares.shiftedLeft(by: 2 * (exponent - power))
            exponent = power
        }
        let scaled = number.shiftedLeft(by: power - exponent)
        sum = sum + scaled
        squares = squares + scaled * scaled
    }

    /// The mean, rounded once; nil if it overflows.
    var mean: Double? { sum.quotient(by: Integer.short(count).shiftedLeft(by: -exponent)) }

    /// The mean, if it is an integer.
    var wholeMean: Integer? { exponent == 0 ? Self.whole(sum, by: .short(count)) : nil }

    private static func whole(_ dividend: Integer, by divisor: Integer) -> Integer? {
        let (quotient, rest) = dividend.divided(by: divisor)
        return rest.isZero ? quotient : nil
    }

    /// The sum of squared deviations from the mean, multiplied by the count.
    private var distances: Integer { .short(count) * squares - sum * sum }

    private func divisor(_ divisor: Int) -> Integer { .short(count) * .short(divisor) }

    /// The sum of squared deviations divided by a number, as a fraction.
    private func fraction(dividedBy number: Int) -> (dividend: Integer, divisor: Integer) {
        (distances, divisor(number).shiftedLeft(by: -2 * exponent))
    }

    func variance(dividedBy number: Int) -> Double? {
        let fraction = fraction(dividedBy: number)
        return fraction.dividend.quotient(by: fraction.divisor)
    }

    func wholeVariance(dividedBy number: Int) -> Integer? {
        exponent == 0 ? Self.whole(distances, by: divisor(number)) : nil
    }

    /// The square root of the variance, rounded once: the square root of an integer of about 109 bits, whose last bit
    /// is set if there is a remainder.
    func rootOfVariance(dividedBy number: Int) -> Double? {
        let (dividend, divisor) = fraction(dividedBy: number)
        if dividend.isZero { return 0 }
        let shift = (dividend.bitWidth - divisor.bitWidth - 109) >> 1
        let (scaled, scale) =
            shift >= 0
            ? (dividend, divisor.shiftedLeft(by: 2 * shift)) : (dividend.shiftedLeft(by: -2 * shift), divisor)
        let (square, rest) = scaled.divided(by: scale)
        let root = square.squareRoot
        let isExact = rest.isZero && root * root == square
        let whole = isExact ? root : root | .short(1)
        return shift >= 0
            ? whole.shiftedLeft(by: shift).double
            : whole.quotient(by: Integer.short(1).shiftedLeft(by: -shift))
    }
}
