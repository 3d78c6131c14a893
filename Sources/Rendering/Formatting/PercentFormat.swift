internal import Integers
internal import Kernels

/// Python's `format % arguments` (CPython's `PyUnicode_Format`).
public struct PercentFormat {
    /// The right operand of `%`.
    public enum Operand: Sendable {
        /// A tuple: its elements are the arguments.
        case tuple([FormatArgument])
        /// A dict: fields take its values by name, or the dict itself.
        case mapping(FormatArgument, [String: FormatArgument])
        /// Any other value: the only argument.
        case value(FormatArgument)
    }

    /// Formats a string.
    ///
    /// - Throws: ``FormatError`` with Python's wording.
    public static func text(_ format: String, _ operand: Operand) throws(FormatError) -> String {
        var formatter = PercentFormat(format, operand)
        return try formatter.text()
    }

    private let format: [Unicode.Scalar]
    private var position = 0
    private var arguments: ArraySlice<FormatArgument>
    private let mapping: [String: FormatArgument]?
    private let mayKeepArguments: Bool
    private var result = ""

    private init(_ format: String, _ operand: Operand) {
        self.format = Array(format.unicodeScalars.polled(work: 4))
        switch operand {
        case .tuple(let arguments):
            self.arguments = arguments[...]
            (mapping, mayKeepArguments) = (nil, false)
        case .mapping(let argument, let values):
            arguments = [argument]
            (mapping, mayKeepArguments) = (values, true)
        case .value(let argument):
            arguments = [argument]
            (mapping, mayKeepArguments) = (nil, argument.isSubscriptable)
        }
    }

    private mutating func text() throws(FormatError) -> String {
        var meter = WorkMeter()
        while position < format.count, !meter.shouldStop(after: 16) {
            let scalar = format[position]
            position += 1
            if scalar != "%" {
                result.unicodeScalars.append(scalar)
            } else if position < format.count, format[position] == "%" {
                position += 1
                result += "%"
            } else {
                result += try field()
            }
        }
        if !arguments.isEmpty, !mayKeepArguments { throw .percent(.notAllArgumentsConverted) }
        return result
    }

    private mutating func nextArgument() throws(FormatError) -> FormatArgument {
        guard let argument = arguments.popFirst() else { throw .percent(.notEnoughArguments) }
        return argument
    }

    private mutating func field() throws(FormatError) -> String {
        if position < format.count, format[position] == "(" { arguments = [try named()] }
        var field = PercentField()
        while position < format.count, field.takeFlag(format[position]) { position += 1 }
        if let width = try number(isPrecision: false) {
            if width < 0 { field.isLeft = true }
            field.width = abs(width)
        }
        if position < format.count, format[position] == "." {
            position += 1
            field.precision = max(0, try number(isPrecision: true) ?? 0)
        }
        if position < format.count, ["h", "l", "L"].contains(format[position]) { position += 1 }
        guard position < format.count else { throw .percent(.incompleteFormat) }
        let code = format[position]
        position += 1
        return try field.text(of: try nextArgument(), code: code, index: position - 1)
    }

    /// The value for a name in parentheses; the name itself may contain parentheses.
    private mutating func named() throws(FormatError) -> FormatArgument {
        guard let mapping else { throw .percent(.mappingRequired) }
        var (name, depth) = (String.UnicodeScalarView(), 0)
        repeat {
            if format[position] == "(" { depth += 1 } else if format[position] == ")" { depth -= 1 }
            name.append(format[position])
            position += 1
        } while depth > 0 && position < format.count
        let key = String(String(name).dropFirst().dropLast())
        guard depth == 0 else { throw .percent(.incompleteFormat) }
        guard let value = mapping[key] else { throw .percent(.missingKey(key)) }
        return value
    }

    /// Reads digits, or `*` and its argument.
    private mutating func number(isPrecision: Bool) throws(FormatError) -> Int? {
        guard position < format.count else { return nil }
        let value: Int?
        if format[position] == "*" {
            position += 1
            value = try starred(isPrecision: isPrecision)
        } else {
            value = try digits(isPrecision: isPrecision)
        }
        if let value, value.magnitude > UInt(FormatSpecification.longest) {
            throw .specification(isPrecision ? .precisionTooBig : .widthTooLong)
        }
        return value
    }

    /// The argument of a `*`.
    private mutating func starred(isPrecision: Bool) throws(FormatError) -> Int {
        switch try nextArgument() {
        case .int(let given):
            if isPrecision, Int32(exactly: given) == nil { throw .percent(.tooLargeForStarredPrecision) }
            return given
        case .bool(let given): return given ? 1 : 0
        case .long: throw .percent(isPrecision ? .tooLargeForStarredPrecision : .tooLargeForStar)
        default: throw .percent(.starWantsInteger)
        }
    }

    /// Reads digits, if there are any.
    private mutating func digits(isPrecision: Bool) throws(FormatError) -> Int? {
        var value: Int?
        while position < format.count, "0"..."9" ~= format[position] {
            let (product, isTooLarge) = (value ?? 0).multipliedReportingOverflow(by: 10)
            let (sum, isTooLargeToo) = product.addingReportingOverflow(Int(format[position].value - 0x30))
            if isTooLarge || isTooLargeToo { throw .specification(isPrecision ? .precisionTooBig : .widthTooBig) }
            value = sum
            position += 1
        }
        return value
    }
}

/// Flags, width and precision of one percent field.
private struct PercentField {
    var isLeft = false
    var hasPlus = false
    var hasBlank = false
    var isAlternate = false
    var isZeroFilled = false
    var width = 0
    var precision: Int?

    mutating func takeFlag(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "-": isLeft = true
        case "+": hasPlus = true
        case " ": hasBlank = true
        case "#": isAlternate = true
        case "0": isZeroFilled = true
        default: return false
        }
        return true
    }

    func text(of argument: FormatArgument, code: Unicode.Scalar, index: Int) throws(FormatError) -> String {
        switch code {
        case "s": return plain(try argument.plainText())
        case "r", "a":
            if case .long = argument { return plain(try argument.plainText()) }
            return plain(code == "r" ? argument.representation : argument.ascii)
        case "c": return padded("", "", try character(argument), isNumber: false)
        case "d", "i", "u", "o", "x", "X": return try integer(argument, code: code)
        case "e", "E", "f", "F", "g", "G": return try float(argument, code: code)
        default: throw .percent(.unsupportedCharacter(code, index: index))
        }
    }

    private func plain(_ text: String) -> String {
        padded("", "", precision.map { String(text.unicodeScalars.prefix($0)) } ?? text, isNumber: false)
    }

    private func character(_ argument: FormatArgument) throws(FormatError) -> String {
        let number: Int
        switch argument.unwrapped {
        case .string(let text) where text.unicodeScalars.count == 1: return text
        case .int(let value): number = value
        case .long: throw .specification(.characterOutOfRange)
        case .bool(let value) where !argument.isNumPy: number = value ? 1 : 0
        default: throw .percent(.characterRequired)
        }
        guard let value = UInt32(exactly: number), value < 0x11_0000 else { throw .specification(.characterOutOfRange) }
        return String(Unicode.Scalar(value) ?? "\u{FFFD}")
    }

    private func integer(_ argument: FormatArgument, code: Unicode.Scalar) throws(FormatError) -> String {
        let isDecimal = code == "d" || code == "i" || code == "u"
        let (radix, prefix) = FormatSpecification.base(of: code)
        var digits: String
        let isNegative: Bool
        switch argument.unwrapped {
        case .int(let value):
            digits = String(value.magnitude, radix: radix, uppercase: code == "X")
            isNegative = value < 0
        case .long(let value):
            if isDecimal { _ = try argument.plainText() }
            digits = Integer.long(value).digits(radix: radix, uppercase: code == "X")
            isNegative = value.isNegative
        case .bool(let value) where isDecimal || !argument.isNumPy:
            digits = value ? "1" : "0"
            isNegative = false
        case .float(let value) where isDecimal:
            if value.isNaN { throw .percent(.notANumberToInteger) }
            if value.isInfinite { throw .percent(.infinityToInteger) }
            digits = FloatText.text(of: value.rounded(.towardZero), as: .fixed(0))
            isNegative = value <= -1
        default:
            throw isDecimal
                ? .percent(.realNumberRequired(code: code, typeName: argument.typeName))
                : .percent(.integerRequired(code: code, typeName: argument.typeName))
        }
        digits = String(interruptibly: "0", times: (precision ?? 0) - digits.utf8.count) + digits
        return padded(sign(isNegative), isAlternate ? prefix : "", digits, isNumber: true)
    }

    private func float(_ argument: FormatArgument, code: Unicode.Scalar) throws(FormatError) -> String {
        let value: Double
        switch argument.unwrapped {
        case .int(let number): value = Double(number)
        case .long(let number):
            guard let double = Integer.long(number).double else { throw .specification(.tooLargeForFloat) }
            value = double
        case .float(let number): value = number
        case .bool(let number): value = number ? 1 : 0
        case .tensor: throw .percent(.arrayIsNoNumber)
        default: throw .percent(.floatRequired(typeName: argument.typeName))
        }
        let precision = precision ?? 6
        let isUppercase = code.properties.isUppercase
        let sign = sign(value.sign == .minus && !value.isNaN)
        var text: String
        if value.isFinite {
            let form: FloatText.Form
            switch code {
            case "e", "E": form = .scientific(precision)
            case "f", "F": form = .fixed(precision)
            default: form = .general(precision)
            }
            text = FloatText.text(of: value, as: form, alternate: isAlternate)
        } else {
            text = value.isNaN ? "nan" : "inf"
        }
        if isUppercase { text = text.uppercased() }
        return padded(sign, "", text, isNumber: true)
    }

    private func sign(_ isNegative: Bool) -> String { isNegative ? "-" : hasPlus ? "+" : hasBlank ? " " : "" }

    /// Pads the text to the width; zeros go between sign or prefix and digits.
    private func padded(_ sign: String, _ prefix: String, _ text: String, isNumber: Bool) -> String {
        let whole = sign + prefix + text
        let padding = max(0, width - whole.codePointCount)
        if isLeft { return whole + String(interruptibly: " ", times: padding) }
        if isNumber, isZeroFilled { return sign + prefix + String(interruptibly: "0", times: padding) + text }
        return String(interruptibly: " ", times: padding) + whole
    }
}

extension FormatArgument {
    /// Whether it came from NumPy, whose bools aren't ints.
    fileprivate var isNumPy: Bool {
        switch self {
        case .scalar, .tensor: true
        default: false
        }
    }

    /// Whether Python treats it as a mapping here, which needn't be used completely: lists, dicts, arrays and NumPy
    /// scalars.
    fileprivate var isSubscriptable: Bool {
        switch self {
        case .scalar, .tensor: true
        case .other(_, _, let typeName): ["list", "dict", "range"].contains(typeName)
        default: false
        }
    }
}
