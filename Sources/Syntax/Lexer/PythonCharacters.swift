/// Python's classification of code points: Unicode 14, as in Python 3.11. Code points added later are unassigned.
extension Unicode.Scalar {
    /// Whether it is whitespace, as for Python's `str.isspace`.
    public var isBlank: Bool {
        isASCII ? value == 32 || (9...13).contains(value) || (28...31).contains(value) : properties.isWhitespace
    }

    /// Whether it is a letter, as for Python's `str.isalpha`.
    public var isLetter: Bool {
        if isASCII { return 97...122 ~= value | 0x20 }
        return switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: isKnown
        default: false
        }
    }

    /// The kind of number it represents.
    public var numericKind: Unicode.NumericType? {
        isASCII
            ? 48...57 ~= value ? .decimal : nil
            : isKnown && !Self.numericSince14.contains(value) ? properties.numericType : nil
    }

    /// Whether it is an uppercase or titlecase letter.
    public var isCapital: Bool {
        isASCII
            ? 65...90 ~= value
            : (properties.isUppercase || properties.generalCategory == .titlecaseLetter) && isKnown
    }

    /// Whether it is a titlecase letter.
    public var isTitlecase: Bool { !isASCII && properties.generalCategory == .titlecaseLetter && isKnown }

    /// Whether it is a lowercase letter.
    public var isSmall: Bool {
        isASCII
            ? 97...122 ~= value
            : value == 0x295 || properties.isLowercase && isKnown && !Self.smallSince14.contains(value)
    }

    /// Whether an identifier can begin with it.
    public var beginsIdentifier: Bool { (self == "_" || properties.isXIDStart) && isKnown }

    /// Whether an identifier can contain it.
    public var continuesIdentifier: Bool {
        properties.isXIDContinue && isKnown && ![0x200C, 0x200D, 0x30FB, 0xFF65].contains(value)
    }

    /// The uppercase mapping.
    public var capitals: String { known(properties.uppercaseMapping) }
    /// The lowercase mapping.
    public var smallLetters: String { known(properties.lowercaseMapping) }
    /// The titlecase mapping.
    public var titlecase: String { known(properties.titlecaseMapping) }

    /// Whether it is assigned in Unicode 14.
    public var isKnown: Bool {
        guard !isASCII, let age = properties.age else { return isASCII }
        return age.major <= 14
    }

    private func known(_ mapping: String) -> String {
        isASCII || mapping.unicodeScalars.allSatisfy(\.isKnown) ? mapping : String(self)
    }

    private static let smallSince14: Set<UInt32> = [0x10FC, 0xA7F2, 0xA7F3, 0xA7F4, 0xAB69]

    private static let numericSince14: Set<UInt32> = [
        0x4E24, 0x4EAC, 0x4FE9, 0x5006, 0x62D0, 0x6D1E, 0x7695, 0x79ED, 0x920E, 0x94A9, 0x12038, 0x12039, 0x12079,
        0x12226, 0x1222B, 0x1230B, 0x1230D, 0x12399,
    ]
}
