/// A formatting error of Python; the cases are data, `description` has Python's wording.
public enum FormatError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The exception that Python raises.
    public enum Kind: String, Sendable {
        case valueError = "ValueError"
        case typeError = "TypeError"
        case overflowError = "OverflowError"
        case indexError = "IndexError"
        case keyError = "KeyError"
        case memoryError = "MemoryError"
    }

    /// An error in a specification, such as the one after a field's `:`.
    case specification(FormatSpecificationError)
    /// An error in a `%` format.
    case percent(PercentFormatError)
    /// An error in a `str.format` template.
    case template(StringTemplateError)

    /// The exception that Python raises.
    public var kind: Kind {
        switch self {
        case .specification(.characterOutOfRange), .specification(.tooLargeForCharacter),
            .specification(.tooLargeForFloat), .percent(.tooLargeForStar), .percent(.tooLargeForStarredPrecision),
            .percent(.infinityToInteger):
            .overflowError
        case .specification(.widthTooLong): .memoryError
        case .percent(.incompleteFormat), .percent(.unsupportedCharacter), .percent(.notANumberToInteger): .valueError
        case .percent(.missingKey): .keyError
        case .specification(.unsupportedSpecification), .percent: .typeError
        case .template(.positionOutOfRange): .indexError
        case .template(.unknownName): .keyError
        case .specification, .template: .valueError
        }
    }

    /// Python's wording.
    public var description: String {
        switch self {
        case .specification(let error): error.description
        case .percent(let error): error.description
        case .template(let error): error.description
        }
    }

    fileprivate static func name(_ code: Unicode.Scalar) -> String {
        32 < code.value && code.value < 127 ? String(code) : "\\x\(String(code.value, radix: 16))"
    }
}

/// An error in a format specification.
public enum FormatSpecificationError: Sendable, Equatable, CustomStringConvertible {
    /// Extra characters after the type code.
    case invalidSpecification(String, typeName: String)
    /// A width, precision or position beyond 64 bits.
    case tooManyDigits
    /// A point without digits.
    case missingPrecision
    /// Both kinds of grouping.
    case commaAndUnderscore
    /// Grouping with a type code that doesn't allow it.
    case groupingNotAllowed(Unicode.Scalar, code: Unicode.Scalar)
    /// A type code that this type of value doesn't have.
    case unknownCode(Unicode.Scalar, typeName: String)
    /// A flag that this type of value doesn't allow, in Python's words.
    case notAllowed(String)
    /// A precision above ``FormatSpecification/longest``.
    case precisionTooBig
    /// A width above ``FormatSpecification/longest``.
    case widthTooLong
    /// A width in a `%` format that overflows 64 bits.
    case widthTooBig
    /// A number that isn't a code point.
    case characterOutOfRange
    /// An int beyond 64 bits, which isn't a code point.
    case tooLargeForCharacter
    /// An int too large for a float, where a float is needed.
    case tooLargeForFloat
    /// An int with more decimal digits than Python writes.
    case tooManyDigitsForText
    /// A specification for a value that accepts none.
    case unsupportedSpecification(typeName: String)

    /// Python's wording.
    public var description: String {
        switch self {
        case .invalidSpecification(let text, let typeName):
            "Invalid format specifier '\(text)' for object of type '\(typeName)'"
        case .tooManyDigits: "Too many decimal digits in format string"
        case .missingPrecision: "Format specifier missing precision"
        case .commaAndUnderscore: "Cannot specify both ',' and '_'."
        case .groupingNotAllowed(let grouping, let code):
            "Cannot specify '\(grouping)' with '\(FormatError.name(code))'."
        case .unknownCode(let code, let typeName):
            "Unknown format code '\(FormatError.name(code))' for object of type '\(typeName)'"
        case .notAllowed(let words): words
        case .precisionTooBig: "precision too big"
        case .widthTooLong: ""
        case .widthTooBig: "width too big"
        case .characterOutOfRange: "%c arg not in range(0x110000)"
        case .tooLargeForCharacter: "Python int too large to convert to C long"
        case .tooLargeForFloat: "int too large to convert to float"
        case .tooManyDigitsForText: PythonNumber.tooManyDigits
        case .unsupportedSpecification(let typeName): "unsupported format string passed to \(typeName).__format__"
        }
    }
}

/// An error in a `%` format.
public enum PercentFormatError: Sendable, Equatable, CustomStringConvertible {
    /// More fields than arguments.
    case notEnoughArguments
    /// More arguments than fields.
    case notAllArgumentsConverted
    /// A field without a type code.
    case incompleteFormat
    /// `%(name)s` without a dict.
    case mappingRequired
    /// `%(name)s` with a name that isn't in the dict.
    case missingKey(String)
    /// A `*` whose argument isn't an int.
    case starWantsInteger
    /// A `*` whose argument overflows 64 bits.
    case tooLargeForStar
    /// A `.*` whose argument overflows 32 bits.
    case tooLargeForStarredPrecision
    /// An unknown type code.
    case unsupportedCharacter(Unicode.Scalar, index: Int)
    /// `%d` of something that isn't a number.
    case realNumberRequired(code: Unicode.Scalar, typeName: String)
    /// `%x` or `%o` of something that isn't an integer.
    case integerRequired(code: Unicode.Scalar, typeName: String)
    /// `%f` or similar of something that isn't a number.
    case floatRequired(typeName: String)
    /// `%f` or similar of an array that isn't 0-d.
    case arrayIsNoNumber
    /// `%c` of something that is neither a character nor an int.
    case characterRequired
    /// `%d` of nan.
    case notANumberToInteger
    /// `%d` of an infinity.
    case infinityToInteger

    /// Python's wording.
    public var description: String {
        switch self {
        case .notEnoughArguments: "not enough arguments for format string"
        case .notAllArgumentsConverted: "not all arguments converted during string formatting"
        case .incompleteFormat: "incomplete format"
        case .mappingRequired: "format requires a mapping"
        case .missingKey(let key): PythonText.repr(key)
        case .starWantsInteger: "* wants int"
        case .tooLargeForStar: "Python int too large to convert to C ssize_t"
        case .tooLargeForStarredPrecision: "Python int too large to convert to C int"
        case .unsupportedCharacter(let code, let index):
            "unsupported format character '\(0x1F..<0x7E ~= code.value ? code : "?")' "
                + "(0x\(String(code.value, radix: 16))) at index \(index)"
        case .realNumberRequired(let code, let typeName):
            "%\(code) format: a real number is required, not \(typeName)"
        case .integerRequired(let code, let typeName): "%\(code) format: an integer is required, not \(typeName)"
        case .floatRequired(let typeName): "must be real number, not \(typeName)"
        case .arrayIsNoNumber: "only 0-dimensional arrays can be converted to Python scalars"
        case .characterRequired: "%c requires int or char"
        case .notANumberToInteger: "cannot convert float NaN to integer"
        case .infinityToInteger: "cannot convert float infinity to integer"
        }
    }
}

/// An error in a `str.format` template.
public enum StringTemplateError: Sendable, Equatable, CustomStringConvertible {
    /// `{` at the end.
    case singleOpeningBrace
    /// `}` without `{`.
    case singleClosingBrace
    /// An unterminated field.
    case missingClosingBrace
    /// `{` inside a field name.
    case braceInFieldName
    /// An unterminated specification.
    case unmatchedBrace
    /// `!` at the end.
    case missingConversion
    /// More than one letter after `!`.
    case colonExpected
    /// A conversion other than `r`, `s` and `a`.
    case unknownConversion(Unicode.Scalar)
    /// Fields nested too deeply in a specification.
    case recursionExceeded
    /// An accessor without a name.
    case emptyAttribute
    /// `[` without `]`.
    case missingBracket
    /// An unexpected character after `]`.
    case dotOrBracketExpected
    /// `{}` after `{0}`.
    case automaticAfterManual
    /// `{0}` after `{}`.
    case manualAfterAutomatic
    /// A missing positional argument.
    case positionOutOfRange(Int)
    /// A missing keyword argument.
    case unknownName(String)

    /// Python's wording.
    public var description: String {
        switch self {
        case .singleOpeningBrace: "Single '{' encountered in format string"
        case .singleClosingBrace: "Single '}' encountered in format string"
        case .missingClosingBrace: "expected '}' before end of string"
        case .braceInFieldName: "unexpected '{' in field name"
        case .unmatchedBrace: "unmatched '{' in format spec"
        case .missingConversion: "end of string while looking for conversion specifier"
        case .colonExpected: "expected ':' after conversion specifier"
        case .unknownConversion(let code): "Unknown conversion specifier \(FormatError.name(code))"
        case .recursionExceeded: "Max string recursion exceeded"
        case .emptyAttribute: "Empty attribute in format string"
        case .missingBracket: "Missing ']' in format string"
        case .dotOrBracketExpected: "Only '.' or '[' may follow ']' in format field specifier"
        case .automaticAfterManual:
            "cannot switch from manual field specification to automatic field numbering"
        case .manualAfterAutomatic:
            "cannot switch from automatic field numbering to manual field specification"
        case .positionOutOfRange(let position):
            "Replacement index \(position) out of range for positional args tuple"
        case .unknownName(let name): PythonText.repr(name)
        }
    }
}
