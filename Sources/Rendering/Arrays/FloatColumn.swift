/// How NumPy sets floats under each other (its `FloatingFormat` with `floatmode='maxprec'`).
struct FloatColumn {
    /// Whether all elements have an exponent.
    private var isScientific = false
    /// Columns before the point, sign included.
    private var left = 0
    /// Columns behind the point, exponent included.
    private var right = 0
    /// Digits behind the point of scientific numbers.
    private var fractionDigits = 0
    /// Digits of the exponent.
    private var exponentDigits = 0

    /// Chooses form and widths for these elements.
    init(_ values: [Double]) {
        let finite = values.filter(\.isFinite)
        let magnitudes = finite.lazy.map(\.magnitude).filter { $0 != 0 }
        if let largest = magnitudes.max(), let smallest = magnitudes.min() {
            isScientific = largest >= 1e8 || smallest < 0.0001 || largest / smallest > 1000
        }
        if isScientific { measureScientific(finite) } else { measureFixed(finite) }
        if finite.count < values.count {
            // The words of other values may be wider than the numbers.
            left = max(left, 3 - (right + 1))
            if values.contains(-.infinity) { left = max(left, 4 - (right + 1)) }
        }
    }

    /// The words of the elements, all of the same width.
    func words(of values: [Double]) -> [String] { values.map(word) }

    private func decimal(_ value: Double) -> ShortestDecimal {
        var decimal = ShortestDecimal(value)
        let lastPower = isScientific ? decimal.exponent - NumPyText.precision : -NumPyText.precision
        decimal.round(toPower: lastPower, of: value)
        return decimal
    }

    private mutating func measureFixed(_ values: [Double]) {
        for value in values {
            let decimal = decimal(value)
            left = max(left, max(decimal.exponent, 0) + 1 + (value.sign == .minus ? 1 : 0))
            right = max(right, decimal.fractionDigitCount)
        }
    }

    private mutating func measureScientific(_ values: [Double]) {
        for value in values {
            let decimal = decimal(value)
            left = max(left, value.sign == .minus ? 2 : 1)
            fractionDigits = max(fractionDigits, decimal.digitCount - 1)
            exponentDigits = max(exponentDigits, abs(decimal.exponent) < 100 ? 2 : 3)
        }
        right = exponentDigits + 2 + fractionDigits
    }

    private func word(_ value: Double) -> String {
        var text: [UInt8] = []
        guard value.isFinite else {
            let name = value.isNaN ? "nan" : value < 0 ? "-inf" : "inf"
            return String(repeating: " ", count: max(0, left + right + 1 - name.utf8.count)) + name
        }
        if value.sign == .minus { text.append(UInt8(ascii: "-")) }
        var decimal = decimal(value)
        if isScientific {
            if value.isSubnormal, decimal.digitCount - 1 < fractionDigits {
                // So few bits that the shortest digits are not the value's own digits, which the column has room for.
                var exact = ExactDecimal(magnitudeOf: value)
                exact.round(keeping: fractionDigits + 1)
                decimal = ShortestDecimal(exact)
            }
            appendScientific(decimal, to: &text)
        } else {
            appendFixed(decimal, to: &text)
        }
        return String(decoding: text, as: UTF8.self)
    }

    private func padded(_ text: inout [UInt8], before: Int) {
        guard before > 0 else { return }
        text.insert(contentsOf: [UInt8](repeating: UInt8(ascii: " "), count: before), at: 0)
    }

    private func appendScientific(_ decimal: ShortestDecimal, to text: inout [UInt8]) {
        let digits = decimal.digits
        text.append(UInt8(ascii: "0") + digits[0])
        padded(&text, before: left - text.count)
        text.append(UInt8(ascii: "."))
        for index in 1..<fractionDigits + 1 {
            text.append(UInt8(ascii: "0") + (index < digits.count ? digits[index] : 0))
        }
        FloatText.appendExponent(decimal.exponent, to: &text, width: exponentDigits)
    }

    private func appendFixed(_ decimal: ShortestDecimal, to text: inout [UInt8]) {
        let digits = decimal.digits
        func digit(power: Int) -> UInt8 {
            let index = decimal.exponent - power
            return UInt8(ascii: "0") + (digits.indices.contains(index) ? digits[index] : 0)
        }
        for power in (0...max(decimal.exponent, 0)).reversed() { text.append(digit(power: power)) }
        padded(&text, before: left - text.count)
        text.append(UInt8(ascii: "."))
        let fraction = decimal.fractionDigitCount
        for power in 0..<fraction { text.append(digit(power: -1 - power)) }
        text += [UInt8](repeating: UInt8(ascii: " "), count: right - fraction)
    }
}
