#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Reads numbers from bytes as Python's `float` and `int` do: decimal, correctly rounded, whatever the locale.
///
/// While it lives, the thread has the C locale.
final class DecimalReader {
    private let locale: locale_t?
    private let outer: locale_t?

    init() {
        locale = newlocale(1 << LC_NUMERIC, "C", nil)
        outer = locale.flatMap { uselocale($0) }
    }

    deinit {
        if let outer { _ = uselocale(outer) }
        if let locale { freelocale(locale) }
    }

    /// The powers of ten that a float64 holds exactly.
    private static let exactPowers: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]

    /// A field as a float64; nil if it is no number.
    func double(_ field: UnsafeRawBufferPointer) -> Double? {
        let scan = DecimalScan(field)
        guard scan.isNumber else { return Self.word(field) }
        // Both sides of one multiplication or division are exact, so its rounding is the only one.
        if scan.digitCount <= 19, scan.mantissa <= 1 << 53, abs(scan.exponent) <= 22 {
            let magnitude = Double(scan.mantissa)
            let power = Self.exactPowers[abs(scan.exponent)]
            let value = scan.exponent < 0 ? magnitude / power : magnitude * power
            return scan.isNegative ? -value : value
        }
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: field.count + 1) { text in
            for index in 0..<field.count { text[index] = CChar(bitPattern: field[index]) }
            text[field.count] = 0
            guard let start = text.baseAddress else { return nil }
            return strtod(start, nil)
        }
    }

    /// `nan`, `inf` and `infinity` in any case of letters, with a sign or without.
    private static func word(_ field: UnsafeRawBufferPointer) -> Double? {
        guard 3...9 ~= field.count else { return nil }
        var letters = field.map { $0 | 0x20 }
        var isNegative = false
        if field[0] == UInt8(ascii: "-") || field[0] == UInt8(ascii: "+") {
            isNegative = field[0] == UInt8(ascii: "-")
            letters.removeFirst()
        }
        let magnitude: Double
        if letters.elementsEqual("nan".utf8) {
            magnitude = .nan
        } else if letters.elementsEqual("inf".utf8) || letters.elementsEqual("infinity".utf8) {
            magnitude = .infinity
        } else {
            return nil
        }
        return isNegative ? -magnitude : magnitude
    }

    /// What a field is as an int64.
    enum Whole { case number(Int), tooLarge, noNumber }

    /// A field as an int64: digits with a sign or without.
    func whole(_ field: UnsafeRawBufferPointer) -> Whole {
        var position = 0
        var isNegative = false
        if let first = field.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
            isNegative = first == UInt8(ascii: "-")
            position = 1
        }
        guard position < field.count else { return .noNumber }
        var value = 0
        var isTooLarge = false
        while position < field.count {
            let digit = field[position] &- 48
            guard digit < 10 else { return .noNumber }
            // Counted downwards, since there is one negative number more.
            let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = tens.subtractingReportingOverflow(Int(digit))
            isTooLarge = isTooLarge || overflow || carry
            value = sum
            position += 1
        }
        if isTooLarge || !isNegative && value == .min { return .tooLarge }
        return .number(isNegative ? value : -value)
    }
}

/// The parts of a decimal number: `[+-] digits [. digits] [e [+-] digits]`, with a digit before the e.
private struct DecimalScan {
    var isNumber = false
    var isNegative = false
    /// The first 19 significant digits.
    var mantissa: UInt64 = 0
    /// The significant digits.
    var digitCount = 0
    /// The power of ten that the mantissa is multiplied by, as long as it holds all digits.
    var exponent = 0

    @inline(__always)
    init(_ field: UnsafeRawBufferPointer) {
        let end = field.count
        var position = 0
        guard end > 0 else { return }
        if field[0] == UInt8(ascii: "-") || field[0] == UInt8(ascii: "+") {
            isNegative = field[0] == UInt8(ascii: "-")
            position = 1
        }
        var hasDigit = false
        var hasPoint = false
        while position < end {
            let byte = field[position]
            let digit = byte &- 48
            if digit < 10 {
                hasDigit = true
                if digitCount > 0 || digit > 0 {
                    if digitCount < 19 { mantissa = mantissa &* 10 &+ UInt64(digit) }
                    digitCount += 1
                }
                if hasPoint { exponent -= 1 }
            } else if byte == UInt8(ascii: "."), !hasPoint {
                hasPoint = true
            } else {
                break
            }
            position += 1
        }
        guard hasDigit else { return }
        if position < end {
            guard field[position] | 0x20 == UInt8(ascii: "e") else { return }
            position += 1
            var isExponentNegative = false
            if position < end, field[position] == UInt8(ascii: "-") || field[position] == UInt8(ascii: "+") {
                isExponentNegative = field[position] == UInt8(ascii: "-")
                position += 1
            }
            guard position < end else { return }
            var value = 0
            while position < end {
                let digit = field[position] &- 48
                guard digit < 10 else { return }
                // Far beyond all floats; strtod reads the text itself then.
                if value < 100_000 { value = value * 10 + Int(digit) }
                position += 1
            }
            exponent += isExponentNegative ? -value : value
        }
        isNumber = true
    }
}
