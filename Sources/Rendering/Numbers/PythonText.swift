internal import Kernels
internal import Syntax

/// Python's text for numbers and strings.
public enum PythonText {
    /// Python's `repr` (and `str`) of a float: the shortest digits that read back as the same value, `1e-05`, `1e+16`,
    /// `1.0`, `-0.0`, `nan`, `inf`.
    public static func repr(_ value: Double) -> String {
        var text = ""
        append(value, to: &text)
        return text
    }

    /// Appends ``repr(_:)-(Double)`` without a temporary string for common magnitudes.
    public static func append(_ value: Double, to text: inout String) {
        let magnitude = value.magnitude
        // In this range Swift writes every value without an exponent, like Python.
        if magnitude >= 1e-4 && magnitude < 0x1p53 || magnitude == 0 {
            value.write(to: &text)
        } else if value.isNaN {
            text += "nan"
        } else if !value.isFinite {
            text += value < 0 ? "-inf" : "inf"
        } else {
            if value < 0 { text += "-" }
            text += FloatText.text(of: value, as: .shortest, pointZero: true)
        }
    }

    /// Appends the UTF-8 of ``repr(_:)-(Double)``.
    public static func append(_ value: Double, to bytes: inout [UInt8]) {
        var text = ""
        append(value, to: &text)
        bytes.append(contentsOf: text.utf8)
    }

    /// Python's `repr` of a bool.
    public static func repr(_ value: Bool) -> String { value ? "True" : "False" }

    /// Python's `repr` of a string: in single quotes unless the text has only those; unprintable characters are
    /// escaped.
    public static func repr(_ value: String) -> String {
        quoted(value) { isPrintable($0) }
    }

    /// Python's `ascii` of a string: ``repr(_:)-(String)`` with all non-ASCII characters escaped.
    public static func ascii(_ value: String) -> String {
        quoted(value) { $0.isASCII && isPrintable($0) }
    }

    /// Escapes all non-ASCII characters of a text, as `ascii()` does with an object's `repr`.
    public static func asciiEscaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars.polled(work: 8) {
            if scalar.isASCII { result.unicodeScalars.append(scalar) } else { result += escape(scalar) }
        }
        return result
    }

    /// Python's `str.isprintable` for a character: false for control, format, private and unassigned characters and
    /// for separators other than the blank.
    public static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value >= 0x20 && scalar.value != 0x7F }
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
            .spaceSeparator:
            return false
        default: return scalar.isKnown
        }
    }

    /// Python's numeric escape of a character: `\x1b`, `\u200b`, `\U0001f600`.
    public static func escape(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16)
        let (prefix, width) =
            scalar.value < 0x100 ? ("\\x", 2) : scalar.value < 0x1_0000 ? ("\\u", 4) : ("\\U", 8)
        return prefix + String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private static func quoted(_ value: String, isPlain: (Unicode.Scalar) -> Bool) -> String {
        let scalars = value.unicodeScalars
        let isQuoted = scalars.polled(work: 4).contains("'") && !scalars.polled(work: 4).contains("\"")
        let quote: Unicode.Scalar = isQuoted ? "\"" : "'"
        var result = String(quote)
        for scalar in scalars.polled(work: 8) {
            switch scalar {
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case quote:
                result += "\\"
                result.unicodeScalars.append(scalar)
            default:
                if isPlain(scalar) { result.unicodeScalars.append(scalar) } else { result += escape(scalar) }
            }
        }
        result.unicodeScalars.append(quote)
        return result
    }
}
