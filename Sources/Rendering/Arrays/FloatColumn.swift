/// NumPy's alignment of floats in an array (its `FloatingFormat` with `floatmode='maxprec'`).
struct FloatColumn {
    /// Whether all elements have an exponent.
    private var isScientific = false
    /// Columns before the decimal point, including the sign.
    private var left = 0
    /// Columns after the decimal point, including the exponent.
    private var right = 0
    /// Digits after the point of numbers in scientific notation.
    private var fractionDigits = 0
    /// Digits of the exponent.
    private var exponentDigits = 0

    /// Whether an element may need more digits than identify it, to fill the column.
    private var hasFewBits = false

    /// Whether nonnegative numbers have a plus, as in the imaginary parts of complex numbers.
    private let showsPlus: Bool

    /// The elements and their digits, rounded to NumPy's precision; nil for infinities and nan.
    private var entries: [(value: Double, decimal: ShortestDecimal?)] = []

    private let options: PrintOptions

    /// Chooses the notation and widths for these elements.
    init(_ values: [Double], _ options: PrintOptions = PrintOptions(), showsPlus: Bool = false) {
        self.init(values, fixedBelow: 1e8, options, showsPlus: showsPlus, digits: ShortestDecimal.init(_:))
    }

    /// The same for float32 elements, with the digits that identify them among float32 numbers.
    init(singles values: [Float], _ options: PrintOptions = PrintOptions(), showsPlus: Bool = false) {
        self.init(values.map { Double($0) }, fixedBelow: 1e6, options, showsPlus: showsPlus) {
            ShortestDecimal(Float($0))
        }
        hasFewBits = true
    }

    private init(
        _ values: [Double], fixedBelow limit: Double, _ options: PrintOptions, showsPlus: Bool,
        digits: (Double) -> ShortestDecimal
    ) {
        self.options = options
        self.showsPlus = showsPlus
        let magnitudes = values.lazy.filter { $0.isFinite && $0 != 0 }.map(\.magnitude)
        if let largest = magnitudes.max(), let smallest = magnitudes.min() {
            isScientific =
                largest >= limit || !options.suppresses && (smallest < 0.0001 || largest / smallest > 1000)
        }
        let isScientific = isScientific
        entries = values.map { value in
            (
                value: value,
                decimal: value.isFinite ? Self.rounded(digits(value), of: value, isScientific, options) : nil
            )
        }
        for case (let value, let decimal?) in entries { measure(decimal, hasSign: showsPlus || value.sign == .minus) }
        if options.mode == .fixed, entries.contains(where: { $0.decimal != nil }) {
            fractionDigits = options.precision
            right = options.precision
        }
        if isScientific { right = exponentDigits + 2 + fractionDigits }
        if entries.contains(where: { $0.decimal == nil }) {
            // nan and infinities may be wider than the numbers.
            let hasSign = showsPlus || entries.contains { $0.value == -.infinity }
            let length = max(options.nan.utf8.count, options.infinity.utf8.count + (hasSign ? 1 : 0))
            left = max(left, length - (right + 1))
        }
    }

    /// The formatted elements, all of the same width.
    var words: [String] { entries.map { word($0.value, $0.decimal) } }

    private static func rounded(
        _ digits: ShortestDecimal, of value: Double, _ isScientific: Bool, _ options: PrintOptions
    ) -> ShortestDecimal {
        var decimal = digits
        if options.mode == .unique { return decimal }
        let lastPower = isScientific ? decimal.exponent - options.precision : -options.precision
        decimal.round(toPower: lastPower, of: value)
        return decimal
    }

    private mutating func measure(_ decimal: ShortestDecimal, hasSign: Bool) {
        if isScientific {
            left = max(left, hasSign ? 2 : 1)
            fractionDigits = max(fractionDigits, decimal.digitCount - 1)
            exponentDigits = max(exponentDigits, abs(decimal.exponent) < 100 ? 2 : 3)
        } else {
            left = max(left, max(decimal.exponent, 0) + 1 + (hasSign ? 1 : 0))
            right = max(right, decimal.fractionDigitCount)
        }
    }

    private func word(_ value: Double, _ decimal: ShortestDecimal?) -> String {
        var text: [UInt8] = []
        guard var decimal else {
            let sign = value < 0 ? "-" : showsPlus ? "+" : ""
            let name = sign + (value.isNaN ? options.nan : options.infinity)
            return String(repeating: " ", count: max(0, left + right + 1 - name.utf8.count)) + name
        }
        if value.sign == .minus { text.append(UInt8(ascii: "-")) } else if showsPlus { text.append(UInt8(ascii: "+")) }
        if isScientific {
            if hasFewBits || value.isSubnormal, decimal.digitCount - 1 < fractionDigits {
                // With so few bits, the shortest digits differ from the value's own digits, for which the column has
                // room.
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
        let isFilled = options.mode == .fixed || options.mode == .equal
        text += [UInt8](repeating: UInt8(ascii: isFilled ? "0" : " "), count: max(right - fraction, 0))
    }
}
