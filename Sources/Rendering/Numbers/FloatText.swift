/// C's and Python's formats of a float's magnitude, correctly rounded for any precision.
enum FloatText {
    /// A number format.
    enum Form {
        /// The shortest digits; an exponent below 1e-4 and from 1e16 (`repr`).
        case shortest
        /// `f`: the number of decimals.
        case fixed(Int)
        /// `e`: the number of decimals; always with an exponent.
        case scientific(Int)
        /// `g`: the number of significant digits, at least one; with an exponent below 1e-4 and if the digits don't
        /// reach the point.
        case general(Int)
    }

    /// Digits and the position of the point.
    private struct Digits {
        var digits: [UInt8]
        var pointPosition: Int
    }

    /// The text of a finite value's magnitude, without sign.
    ///
    /// - Parameters:
    ///   - alternate: `#`: keep the point, and for `g` the trailing zeros.
    ///   - pointZero: whether to write at least one decimal if there is no exponent.
    static func text(
        of value: Double, as form: Form, alternate: Bool = false, pointZero: Bool = false
    ) -> String {
        let number = digits(of: value, for: form)
        var point = number.pointPosition
        var end = number.digits.count
        var hasExponent = false
        switch form {
        case .shortest:
            hasExponent = point <= -4 || point > 16
        case .fixed(let precision):
            end = point + precision
        case .scientific(let precision):
            hasExponent = true
            end = precision + 1
        case .general(let precision):
            let significant = max(precision, 1)
            hasExponent = point <= -4 || point > significant - (pointZero ? 1 : 0)
            if alternate { end = significant }
        }
        let exponent = point - 1
        if hasExponent { point = 1 }
        end = max(end, !hasExponent && pointZero ? point + 1 : point)
        var text: [UInt8] = []
        for position in (point <= 0 ? point - 1 : 0)..<end {
            if position == point { text.append(UInt8(ascii: ".")) }
            let digit = number.digits.indices.contains(position) ? number.digits[position] : 0
            text.append(UInt8(ascii: "0") + digit)
        }
        if alternate && end == point { text.append(UInt8(ascii: ".")) }
        if hasExponent { appendExponent(exponent, to: &text) }
        return String(decoding: text, as: UTF8.self)
    }

    /// Whether a magnitude rounds to zero in this form.
    static func isZero(_ value: Double, as form: Form) -> Bool {
        digits(of: value, for: form).digits.allSatisfy { $0 == 0 }
    }

    private static func digits(of value: Double, for form: Form) -> Digits {
        guard value != 0 else { return Digits(digits: [0], pointPosition: 1) }
        var shortest = ShortestDecimal(value)
        let lastPower: Int
        switch form {
        case .shortest: return Digits(digits: shortest.digits, pointPosition: shortest.exponent + 1)
        case .fixed(let precision): lastPower = -precision
        case .scientific(let precision): lastPower = shortest.exponent - precision
        case .general(let precision): lastPower = shortest.exponent + 1 - max(precision, 1)
        }
        // The first 15 digits of a normal float64 are those of its shortest decimal, padded with zeros if that is
        // shorter.
        if value.isNormal, shortest.exponent - lastPower < 15 {
            shortest.round(toPower: lastPower, of: value)
            if shortest.significand == 0 { return Digits(digits: [], pointPosition: lastPower) }
            return Digits(digits: shortest.digits, pointPosition: shortest.exponent + 1)
        }
        return exactDigits(of: value, for: form)
    }

    private static func exactDigits(of value: Double, for form: Form) -> Digits {
        var exact = ExactDecimal(magnitudeOf: value)
        switch form {
        case .fixed(let precision):
            exact.round(toPower: -precision)
            if exact.digits.isEmpty { return Digits(digits: [], pointPosition: -precision) }
        case .scientific(let precision): exact.round(keeping: precision + 1)
        case .general(let precision): exact.round(keeping: max(precision, 1))
        case .shortest: break
        }
        return Digits(digits: exact.digits, pointPosition: exact.pointPosition)
    }

    /// Appends `e+05`: a sign and at least `width` digits.
    static func appendExponent(_ exponent: Int, to text: inout [UInt8], width: Int = 2) {
        text.append(UInt8(ascii: "e"))
        text.append(exponent < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"))
        let digits = String(exponent.magnitude).utf8
        for _ in 0..<max(0, width - digits.count) { text.append(UInt8(ascii: "0")) }
        text.append(contentsOf: digits)
    }
}
