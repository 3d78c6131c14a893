public import Integers
internal import Kernels

extension FormatSpecification {
    /// Formats an int or bool.
    ///
    /// - Throws: ``FormatError`` for flags that its type code doesn't allow, or an unknown code, checked in CPython's
    ///   order.
    public func text(of value: Integer, typeName: String) throws(FormatError) -> String {
        switch code {
        case "b", "c", "d", "o", "x", "X", "n": break
        case "e", "E", "f", "F", "g", "G", "%":
            guard let double = value.double else { throw .specification(.tooLargeForFloat) }
            return try text(of: double, typeName: typeName)
        default: throw .specification(.unknownCode(code ?? "d", typeName: typeName))
        }
        if precision != nil { throw .specification(.notAllowed("Precision not allowed in integer format specifier")) }
        if dropsNegativeZero {
            throw .specification(.notAllowed("Negative zero coercion (z) not allowed in integer format specifier"))
        }
        if code == "c" { return try character(value) }
        let (radix, prefix) = Self.base(of: code)
        if radix == 10, value.isTooLongForText { throw .specification(.tooManyDigitsForText) }
        let digits = value.digits(radix: radix, uppercase: code == "X")
        return number(
            isNegative: value.isNegative, prefix: isAlternate ? prefix : "", digits: digits, rest: "",
            groupLength: radix == 10 ? 3 : 4)
    }

    /// The radix and `#` prefix of an integer type code.
    static func base(of code: Unicode.Scalar?) -> (radix: Int, prefix: String) {
        switch code {
        case "b": (2, "0b")
        case "o": (8, "0o")
        case "x": (16, "0x")
        case "X": (16, "0X")
        default: (10, "")
        }
    }

    private func character(_ value: Integer) throws(FormatError) -> String {
        if sign != nil { throw .specification(.notAllowed("Sign not allowed with integer format specifier 'c'")) }
        if isAlternate {
            throw .specification(.notAllowed("Alternate form (#) not allowed with integer format specifier 'c'"))
        }
        guard case .short(let value) = value else { throw .specification(.tooLargeForCharacter) }
        guard let number = UInt32(exactly: value), number < 0x11_0000 else {
            throw .specification(.characterOutOfRange)
        }
        // Python strings may contain lone surrogates, Swift's may not.
        let scalar = Unicode.Scalar(number) ?? "\u{FFFD}"
        return self.number(isNegative: false, prefix: "", digits: "", rest: String(scalar), groupLength: 3)
    }

    /// Formats a float.
    ///
    /// - Throws: ``FormatError`` for an unknown type code.
    public func text(
        of value: Double, typeName: String = "float", pointZero: Bool = true
    ) throws(FormatError) -> String {
        let form: FloatText.Form
        switch code {
        case nil: form = precision.map { .general($0) } ?? .shortest
        case "e", "E": form = .scientific(precision ?? 6)
        case "f", "F", "%": form = .fixed(precision ?? 6)
        case "g", "G", "n": form = .general(precision ?? 6)
        default: throw .specification(.unknownCode(code ?? "g", typeName: typeName))
        }
        let value = code == "%" ? value * 100 : value
        let suffix = code == "%" ? "%" : ""
        let isUppercase = code == "E" || code == "F" || code == "G"
        var isNegative = value.sign == .minus && !value.isNaN
        guard value.isFinite else {
            let name = value.isNaN ? "nan" : "inf"
            return number(
                isNegative: isNegative, prefix: "", digits: "", rest: (isUppercase ? name.uppercased() : name) + suffix,
                groupLength: 3)
        }
        if dropsNegativeZero, isNegative, FloatText.isZero(value, as: form) { isNegative = false }
        var text = FloatText.text(of: value, as: form, alternate: isAlternate, pointZero: code == nil && pointZero)
        if isUppercase { text = text.uppercased() }
        let digits = text.utf8.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        return number(
            isNegative: isNegative, prefix: "", digits: String(Substring(digits)),
            rest: text[digits.endIndex...] + suffix, groupLength: 3)
    }

    /// Pads sign, prefix, grouped digits and the rest to the width.
    private func number(
        isNegative: Bool, prefix: String, digits: String, rest: some StringProtocol, groupLength: Int
    ) -> String {
        let signText = isNegative ? "-" : sign == "+" ? "+" : sign == " " ? " " : ""
        let others = signText.utf8.count + prefix.utf8.count + rest.unicodeScalars.count
        let least = fill == "0" && alignment == .afterSign ? (width ?? 0) - others : 0
        let grouped =
            if digits.isEmpty { "" } else if grouping == nil {
                String(interruptibly: "0", times: least - digits.utf8.count) + digits
            } else { group(Array(digits.utf8), least: least, groupLength: groupLength) }
        let padding = max(0, (width ?? 0) - others - grouped.utf8.count)
        let (left, inner, right) =
            switch alignment {
            case .left: (0, 0, padding)
            case .right: (padding, 0, 0)
            case .center: (padding / 2, 0, padding - padding / 2)
            case .afterSign: (0, padding, 0)
            }
        if padding == 0 { return signText + prefix + grouped + rest }
        return filling(left) + signText + prefix + filling(inner) + grouped + rest + filling(right)
    }

    /// Inserts separators between groups of digits, after padding with leading zeros to `least` characters; the text
    /// never begins with a separator (CPython's `_PyUnicode_InsertThousandsGrouping`).
    private func group(_ digits: [UInt8], least: Int, groupLength: Int) -> String {
        var reversed: [UInt8] = []
        var remaining = digits.count
        var least = least
        while true {
            let wanted = max(remaining, least, 1)
            let length = grouping == nil ? wanted : min(groupLength, wanted)
            for _ in 0..<length {
                reversed.append(remaining > 0 ? digits[remaining - 1] : UInt8(ascii: "0"))
                remaining -= 1
            }
            least -= length
            guard let grouping, remaining > 0 || least > 0 else { break }
            reversed.append(UInt8(ascii: grouping))
            least -= 1
        }
        return String(decoding: reversed.reversed(), as: UTF8.self)
    }

    /// The fill character, repeated.
    func filling(_ count: Int) -> String { String(interruptibly: String(fill), times: count) }
}

extension String {
    /// The number of code points.
    var codePointCount: Int {
        var count = 0
        for byte in utf8.polled() where byte & 0xC0 != 0x80 { count += 1 }
        return count
    }
}

extension FormatSpecification {
    /// Formats a string: truncated to the precision, padded to the width.
    ///
    /// - Throws: ``FormatError`` for flags that strings don't allow, or an unknown code, checked in CPython's order.
    public func text(of value: String) throws(FormatError) -> String {
        guard code == "s" else { throw .specification(.unknownCode(code ?? "s", typeName: "str")) }
        if sign == " " { throw .specification(.notAllowed("Space not allowed in string format specifier")) }
        if sign != nil { throw .specification(.notAllowed("Sign not allowed in string format specifier")) }
        if dropsNegativeZero {
            throw .specification(.notAllowed("Negative zero coercion (z) not allowed in string format specifier"))
        }
        if isAlternate {
            throw .specification(.notAllowed("Alternate form (#) not allowed in string format specifier"))
        }
        if alignment == .afterSign {
            throw .specification(.notAllowed("'=' alignment not allowed in string format specifier"))
        }
        let text = precision.map { String(value.unicodeScalars.prefix($0)) } ?? value
        let padding = max(0, (width ?? 0) - text.codePointCount)
        let left = alignment == .right ? padding : alignment == .center ? padding / 2 : 0
        return filling(left) + text + filling(padding - left)
    }
}
