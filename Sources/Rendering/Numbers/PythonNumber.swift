public import Integers
internal import Kernels
internal import Syntax

/// Python's conversions between numbers and from text to numbers.
public enum PythonNumber {
    /// Why a text isn't a number.
    public enum ParseError: Error, Sendable, Equatable, CustomStringConvertible {
        /// Not an integer in this base.
        case invalidInteger(String, base: Int)
        /// More decimal digits than Python reads.
        case tooManyDigits(Int)
        /// A base that is neither 0 nor 2...36.
        case invalidBase

        /// Python's wording.
        public var description: String {
            switch self {
            case .invalidInteger(let text, let base):
                "invalid literal for int() with base \(base): \(PythonText.repr(text))"
            case .tooManyDigits(let count):
                "\(PythonNumber.limit): value has \(count) digits; use \(PythonNumber.advice)"
            case .invalidBase: "int() base must be >= 2 and <= 36, or 0"
            }
        }
    }

    private static let limit = "Exceeds the limit (\(Integer.mostDigits) digits) for integer string conversion"
    private static let advice = "sys.set_int_max_str_digits() to increase the limit"

    /// Python's message for an int with more decimal digits than it writes.
    public static var tooManyDigits: String { "\(limit); use \(advice)" }

    /// Python's `round(x, digits)`: the exact value rounded half to even to `digits` decimals, then the nearest
    /// float64 (CPython's `double_round`). Infinite if the result overflows, for which Python raises OverflowError.
    public static func round(_ value: Double, digits: Int) -> Double {
        guard value.isFinite, digits <= 323 else { return value }
        guard digits >= -308 else { return 0 * value }
        var exact = ExactDecimal(magnitudeOf: value)
        exact.round(toPower: -digits)
        let magnitude = exact.value
        return value.sign == .minus ? -magnitude : magnitude
    }

    /// Python's `float(text)`: optional blanks and sign, `inf`, `infinity`, `nan` in any case, underscores between
    /// digits; nil where Python raises "could not convert string to float".
    public static func float(from text: String) -> Double? {
        var scanner = NumberScanner(text)
        let isNegative = scanner.takeSign()
        let magnitude: Double
        // No such word is longer.
        switch String(String.UnicodeScalarView(scanner.rest.prefix(9))).lowercased() {
        case "inf", "infinity": magnitude = .infinity
        case "nan": magnitude = .nan
        default:
            guard let digits = scanner.takeFloatDigits(), scanner.rest.isEmpty, let value = Double(digits) else {
                return nil
            }
            magnitude = value
        }
        return isNegative ? -magnitude : magnitude
    }

    /// Python's `int(text, base)`: optional blanks and sign, a prefix that fits the base, underscores between digits.
    ///
    /// - Throws: ``ParseError`` if the text isn't an integer.
    public static func int(from text: String, base: Int = 10) throws(ParseError) -> Integer {
        guard base == 0 || 2...36 ~= base else { throw .invalidBase }
        let invalid = ParseError.invalidInteger(text, base: base)
        var scanner = NumberScanner(text)
        let isNegative = scanner.takeSign()
        let prefix = scanner.takePrefix(base: base)
        let actual = prefix ?? (base == 0 ? 10 : base)
        if prefix != nil, scanner.rest.first == "_" { scanner.rest.removeFirst() }
        guard let digits = scanner.takeDigits(radix: actual), scanner.rest.isEmpty else { throw invalid }
        // Python rejects 012 when the prefix determines the base.
        if base == 0, prefix == nil, digits.first == "0", digits.contains(where: { $0 != "0" }) { throw invalid }
        if actual & (actual - 1) != 0, digits.utf8.count > Integer.mostDigits {
            throw .tooManyDigits(digits.utf8.count)
        }
        guard let value = Integer(digits: digits, radix: actual, isNegative: isNegative) else { throw invalid }
        return value
    }
}

extension ExactDecimal {
    /// The nearest float64.
    var value: Double {
        guard !digits.isEmpty else { return 0 }
        var text = String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
        text += "e\(pointPosition - digits.count)"
        return Double(text) ?? .nan
    }
}

/// Scans Python's number literals; digits of any script are converted to ASCII.
private struct NumberScanner {
    var rest: ArraySlice<Unicode.Scalar>

    init(_ text: String) {
        var meter = WorkMeter()
        func isBlank(_ scalar: Unicode.Scalar) -> Bool {
            // Unlike other string methods, number parsing doesn't strip U+001C to U+001F.
            scalar.properties.isWhitespace && !meter.shouldStop(after: 8)
        }
        var scalars = text.unicodeScalars.polled(work: 4).map { scalar -> Unicode.Scalar in
            guard !scalar.isASCII, scalar.numericKind == .decimal,
                let value = scalar.properties.numericValue
            else { return scalar }
            return Unicode.Scalar(UInt8(ascii: "0") + UInt8(value))
        }[...]
        scalars = scalars.drop(while: isBlank)
        while let last = scalars.last, isBlank(last) { scalars.removeLast() }
        rest = scalars
    }

    /// Reads a sign; returns true for minus.
    mutating func takeSign() -> Bool {
        guard rest.first == "-" || rest.first == "+" else { return false }
        return rest.removeFirst() == "-"
    }

    /// Reads `0x`, `0o` or `0b` if it fits the base; returns the base that it means.
    mutating func takePrefix(base: Int) -> Int? {
        guard rest.first == "0", let letter = rest.dropFirst().first else { return nil }
        let radix: Int
        switch letter {
        case "x", "X": radix = 16
        case "o", "O": radix = 8
        case "b", "B": radix = 2
        default: return nil
        }
        guard base == 0 || base == radix else { return nil }
        rest.removeFirst(2)
        return radix
    }

    /// Reads digits with single underscores between them; nil if there are none or an underscore is misplaced.
    mutating func takeDigits(radix: Int) -> String? {
        var digits = ""
        var isAfterDigit = false
        var meter = WorkMeter()
        while let scalar = rest.first, !meter.shouldStop(after: 16) {
            if scalar == "_", isAfterDigit {
                isAfterDigit = false
            } else if scalar.isASCII, let value = Character(scalar).hexOrLetterValue, value < radix {
                digits.unicodeScalars.append(scalar)
                isAfterDigit = true
            } else {
                break
            }
            rest.removeFirst()
        }
        return isAfterDigit ? digits : nil
    }

    /// Reads `12`, `1.5`, `.5` or `5.`, with or without an exponent; nil if there is none.
    mutating func takeFloatDigits() -> String? {
        let startsWithDigit = rest.first.map { "0"..."9" ~= $0 } ?? false
        var (whole, fraction, exponent) = ("", "", "+0")
        if startsWithDigit {
            guard let digits = takeDigits(radix: 10) else { return nil }
            whole = digits
        }
        if rest.first == "." {
            rest.removeFirst()
            if let next = rest.first, "0"..."9" ~= next {
                guard let digits = takeDigits(radix: 10) else { return nil }
                fraction = digits
            } else if !startsWithDigit {
                return nil
            }
        } else if !startsWithDigit {
            return nil
        }
        if rest.first == "e" || rest.first == "E" {
            rest.removeFirst()
            let isNegative = takeSign()
            guard let digits = takeDigits(radix: 10) else { return nil }
            exponent = (isNegative ? "-" : "+") + digits
        }
        return Self.shortened(whole, fraction, exponent)
    }

    /// The text of a number, shortened if it has very many digits: a float64 is determined by 767 of them and by
    /// whether any nonzero digit follows.
    private static func shortened(_ whole: String, _ fraction: String, _ exponent: String) -> String {
        let most = 800
        if whole.utf8.count + fraction.utf8.count <= most { return "0\(whole).\(fraction)0e\(exponent)" }
        let zero = UInt8(ascii: "0")
        var meter = WorkMeter()
        let digits = Array((whole + fraction).utf8)
        let significant = digits.drop { $0 == zero && !meter.shouldStop(after: 1) }
        let kept = String(decoding: significant.prefix(most), as: UTF8.self)
        let isMore = significant.dropFirst(most).polled().contains { $0 != zero }
        // With an exponent beyond Int, the digits don't matter.
        let given = max(-1 << 60, min(Int(exponent) ?? (exponent.first == "-" ? .min : .max), 1 << 60))
        let place = whole.utf8.count - (digits.count - significant.count)
        return "0.\(kept)\(isMore ? "1" : "0")e\(given + place)"
    }
}

extension Character {
    /// The value of an ASCII digit or letter in bases up to 36.
    fileprivate var hexOrLetterValue: Int? {
        guard let ascii = asciiValue else { return nil }
        switch ascii {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): return Int(ascii - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): return Int(ascii - UInt8(ascii: "a")) + 10
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): return Int(ascii - UInt8(ascii: "A")) + 10
        default: return nil
        }
    }
}
