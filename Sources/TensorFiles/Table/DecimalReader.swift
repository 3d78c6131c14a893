internal import CKernels
internal import Platform

/// Reads numbers from bytes as Python's `float` and `int` do: decimal, correctly rounded, whatever the locale.
final class DecimalReader {
    private let locale = newlocale(1 << LC_NUMERIC, "C", nil)

    deinit { if let locale { freelocale(locale) } }

    /// A field as a float64; nil if it is no number.
    func double(_ field: UnsafeRawBufferPointer) -> Double? { Self.quick(field) ?? reference(field) }

    /// A field as a float64, without the system's help; nil if it is no number, or one whose digits beyond the 19th decide.
    static func quick(_ field: UnsafeRawBufferPointer) -> Double? {
        var value = 0.0
        let bytes = field.assumingMemoryBound(to: UInt8.self).baseAddress
        return ck_read_decimal(bytes, field.count, &value) ? value : nil
    }

    /// What ``double(_:)`` gives, as the system's `strtod` reads it.
    func reference(_ field: UnsafeRawBufferPointer) -> Double? {
        guard DecimalForm.isNumber(field) else { return Self.word(field) }
        let outer = locale.flatMap { uselocale($0) }
        defer { if let outer { _ = uselocale(outer) } }
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: field.count + 1) { text in
            for index in 0..<field.count { text[index] = CChar(bitPattern: field[index]) }
            text[field.count] = 0
            return text.baseAddress.map { strtod($0, nil) }
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

/// The form of a decimal number: `[+-] digits [. digits] [e [+-] digits]`, with a digit before the e.
private enum DecimalForm {
    static func isNumber(_ field: UnsafeRawBufferPointer) -> Bool {
        var rest = field[...]
        func passSign() { if let first = rest.first, "+-".utf8.contains(first) { rest.removeFirst() } }
        func passDigits() -> Int {
            let count = rest.prefix { 48...57 ~= $0 }.count
            rest.removeFirst(count)
            return count
        }
        passSign()
        var digits = passDigits()
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            digits += passDigits()
        }
        guard digits > 0, let next = rest.first else { return digits > 0 }
        guard next | 0x20 == UInt8(ascii: "e") else { return false }
        rest.removeFirst()
        passSign()
        return passDigits() > 0 && rest.isEmpty
    }
}
