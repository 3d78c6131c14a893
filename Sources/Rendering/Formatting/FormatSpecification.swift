/// Python's format specification mini-language:
/// `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`.
public struct FormatSpecification: Sendable, Equatable {
    /// The position of a text in its width.
    public enum Alignment: Sendable { case left, right, center, afterSign }

    /// The kinds of values, which have different default types and alignments.
    public enum Kind: Sendable { case integer, float, string }

    /// The largest width or precision; larger ones are refused as exceeding memory, while Python would try.
    public static let longest = 10_000_000

    /// The padding character.
    public var fill: Unicode.Scalar = " "
    /// The position of the text.
    public var alignment: Alignment
    /// `+`, `-` or a blank, if one was given.
    public var sign: Unicode.Scalar?
    /// `z`: a negative zero loses its sign.
    public var dropsNegativeZero = false
    /// `#`.
    public var isAlternate = false
    /// The minimum number of characters.
    public var width: Int?
    /// `,` or `_` between the digits.
    public var grouping: Unicode.Scalar?
    /// The number of digits or characters.
    public var precision: Int?
    /// The type's letter; nil for a float without one.
    public var code: Unicode.Scalar?

    /// Parses a specification for a kind of values.
    ///
    /// - Throws: ``FormatError`` with CPython's checks, in their order.
    public init(_ text: String, for kind: Kind, typeName: String? = nil) throws(FormatError) {
        alignment = kind == .string ? .left : .right
        code = kind == .integer ? "d" : kind == .string ? "s" : nil
        var rest = Array(text.unicodeScalars)[...]
        takeAlignment(&rest, kind: kind)
        width = try Self.takeInteger(&rest)
        try takeGrouping(&rest)
        if rest.first == "." {
            rest.removeFirst()
            precision = try Self.takeInteger(&rest)
            if precision == nil { throw .specification(.missingPrecision) }
        }
        if rest.count > 1 {
            throw .specification(.invalidSpecification(text, typeName: typeName ?? Self.typeName(of: kind)))
        }
        code = rest.first ?? code
        try checkGrouping()
        if let width, width > Self.longest { throw .specification(.widthTooLong) }
        if let precision, precision > Self.longest, kind != .string { throw .specification(.precisionTooBig) }
    }

    private static func typeName(of kind: Kind) -> String {
        switch kind {
        case .integer: "int"
        case .float: "float"
        case .string: "str"
        }
    }

    private static func alignment(_ scalar: Unicode.Scalar?) -> Alignment? {
        switch scalar {
        case "<": .left
        case ">": .right
        case "^": .center
        case "=": .afterSign
        default: nil
        }
    }

    private mutating func takeAlignment(_ rest: inout ArraySlice<Unicode.Scalar>, kind: Kind) {
        var isFilled = false
        var isAligned = false
        if let given = Self.alignment(rest.dropFirst().first) {
            fill = rest[rest.startIndex]
            alignment = given
            (isFilled, isAligned) = (true, true)
            rest.removeFirst(2)
        } else if let given = Self.alignment(rest.first) {
            alignment = given
            isAligned = true
            rest.removeFirst()
        }
        if let first = rest.first, first == "+" || first == "-" || first == " " {
            sign = first
            rest.removeFirst()
        }
        if rest.first == "z" {
            dropsNegativeZero = true
            rest.removeFirst()
        }
        if rest.first == "#" {
            isAlternate = true
            rest.removeFirst()
        }
        if !isFilled, rest.first == "0" {
            fill = "0"
            if !isAligned, kind != .string { alignment = .afterSign }
            rest.removeFirst()
        }
    }

    private mutating func takeGrouping(_ rest: inout ArraySlice<Unicode.Scalar>) throws(FormatError) {
        if rest.first == "," { grouping = rest.removeFirst() }
        if rest.first == "_" {
            if grouping != nil { throw .specification(.commaAndUnderscore) }
            grouping = rest.removeFirst()
        }
        if rest.first == ",", grouping == "_" { throw .specification(.commaAndUnderscore) }
    }

    private func checkGrouping() throws(FormatError) {
        guard let grouping else { return }
        switch code {
        case nil, "d", "e", "f", "g", "E", "G", "%", "F": return
        case "b", "o", "x", "X": if grouping == "_" { return }
        default: break
        }
        throw .specification(.groupingNotAllowed(grouping, code: code ?? "s"))
    }

    /// Reads a run of decimal digits, in any script as in Python; nil if there is none.
    static func takeInteger(_ rest: inout ArraySlice<Unicode.Scalar>) throws(FormatError) -> Int? {
        var value: Int?
        while let digit = rest.first?.decimalValue {
            let (product, isTooLarge) = (value ?? 0).multipliedReportingOverflow(by: 10)
            let (sum, isTooLargeToo) = product.addingReportingOverflow(digit)
            if isTooLarge || isTooLargeToo { throw .specification(.tooManyDigits) }
            value = sum
            rest.removeFirst()
        }
        return value
    }
}

extension Unicode.Scalar {
    /// The value of a decimal digit of any script.
    var decimalValue: Int? {
        if isASCII { return "0"..."9" ~= self ? Int(value) - 0x30 : nil }
        guard properties.numericType == .decimal, let value = properties.numericValue else { return nil }
        return Int(value)
    }
}
