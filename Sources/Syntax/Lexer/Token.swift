/// One token of the source.
public struct Token: Sendable, Equatable {
    /// The kinds of tokens.
    public enum Kind: Sendable, Equatable {
        case name
        case keyword(Keyword)
        case integer
        case float
        case string(StringForm)
        /// A path or topic that a command takes verbatim.
        case raw
        case symbol(Symbol)
        case newline
        case indent
        case dedent
        case end
        /// Text that is not a token, with the index of its error in `Lexer.failures`. The error is reported only when
        /// the parser reaches it, because text that Python cannot read may still be a path or a topic.
        case failure(Int)
    }

    /// The kind.
    public var kind: Kind
    /// The offset of its first byte.
    public var start: Int
    /// The offset just past its last byte.
    public var end: Int

    /// Makes a token.
    public init(kind: Kind, start: Int, end: Int) {
        self.kind = kind
        self.start = start
        self.end = end
    }

    var range: SourceRange { SourceRange(start, end) }

    /// Whether it is a given symbol.
    public func `is`(_ symbol: Symbol) -> Bool { kind == .symbol(symbol) }

    /// Whether it is a given keyword.
    public func `is`(_ keyword: Keyword) -> Bool { kind == .keyword(keyword) }

    /// Whether it is a number.
    var isNumber: Bool { kind == .integer || kind == .float }

    /// Whether it is a symbol.
    var isSymbol: Bool { if case .symbol = kind { true } else { false } }

    /// Whether it is a comparison operator.
    var isComparison: Bool {
        if case .symbol(let symbol) = kind { ComparisonOperator(rawValue: symbol.rawValue) != nil } else { false }
    }

    /// Whether it ends a simple statement.
    var endsStatement: Bool { kind == .newline || kind == .end || kind == .symbol(.semicolon) }
}

/// How a string literal is written.
public struct StringForm: Sendable, Hashable {
    var prefixLength: UInt8
    /// Whether backslashes are literal.
    public var isRaw: Bool
    /// Whether it is an f-string.
    public var isFormatted: Bool
    /// Whether it is a bytes literal.
    public var isBytes = false
    /// Whether it is triple-quoted.
    public var isTriple: Bool

    /// The number of bytes before its text.
    var lead: Int { Int(prefixLength) + trail }
    /// The number of bytes of the closing quotes.
    var trail: Int { isTriple ? 3 : 1 }
}

/// Python's reserved words.
public enum Keyword: String, CaseIterable, Sendable {
    case `false` = "False", none = "None", `true` = "True", and, `as`, assert, async, await, `break`, `class`
    case `continue`, def, del, elif, `else`, except, finally, `for`, from, global, `if`, `import`, `in`, `is`, lambda
    case nonlocal, not, or, pass, raise, `return`, `try`, `while`, with, yield

    /// The keywords by their letters, packed into one integer.
    ///
    /// Tables that every start makes have ints or strings as keys: the first use of any other type of key as one is
    /// slow, since the run-time library looks for its conformance to `Hashable` in the whole program.
    static let byBytes = Dictionary(
        uniqueKeysWithValues: allCases.map { keyword in (keyword.rawValue.utf8.reduce(0) { $0 << 8 | Int($1) }, keyword)
        })

    /// The keywords that begin a statement, or a part of one, in Descent.
    public static let statements: [Keyword] = [
        .assert, .break, .continue, .def, .del, .elif, .else, .for, .global, .if, .import, .nonlocal, .pass, .return,
        .while,
    ]
    /// The keywords that begin an expression.
    public static let expressions: [Keyword] = [.false, .none, .true, .lambda, .not]
    /// The keywords that can follow a value.
    public static let infixes: [Keyword] = [.and, .else, .for, .if, .in, .is, .not, .or]

    /// Whether it is a constant.
    public var isConstant: Bool { [.false, .none, .true].contains(self) }
    /// Whether it opens a block after a colon.
    public var opensBlock: Bool { [.if, .elif, .else, .for, .while, .def].contains(self) }
    /// Whether it continues a preceding compound statement.
    public var continuesBlock: Bool { [.elif, .else, .except, .finally].contains(self) }
    /// Whether a block normally ends after it.
    public var leavesBlock: Bool { [.return, .break, .continue, .pass, .raise].contains(self) }
    /// Whether a line can end with it.
    public var canEndLine: Bool { isConstant || [.break, .continue, .pass, .else, .return].contains(self) }
}

/// Operators and punctuation.
public enum Symbol: String, CaseIterable, Sendable {
    case plus = "+", minus = "-", star = "*", slash = "/", percent = "%", at = "@", ampersand = "&", bar = "|"
    case caret = "^", tilde = "~", less = "<", greater = ">", equals = "=", comma = ",", colon = ":", dot = "."
    case semicolon = ";", exclamation = "!", question = "?"
    case leftParenthesis = "(", rightParenthesis = ")", leftBracket = "[", rightBracket = "]"
    case leftBrace = "{", rightBrace = "}"
    case doubleStar = "**", doubleSlash = "//", leftShift = "<<", rightShift = ">>", arrow = "->", walrus = ":="
    case equal = "==", notEqual = "!=", lessOrEqual = "<=", greaterOrEqual = ">="
    case plusEquals = "+=", minusEquals = "-=", starEquals = "*=", slashEquals = "/=", percentEquals = "%="
    case atEquals = "@=", ampersandEquals = "&=", barEquals = "|=", caretEquals = "^=", doubleStarEquals = "**="
    case doubleSlashEquals = "//=", leftShiftEquals = "<<=", rightShiftEquals = ">>=", ellipsis = "..."

    /// The one-byte symbols, by their byte.
    static let single: [Symbol?] = {
        var table = [Symbol?](repeating: nil, count: 128)
        for symbol in allCases where symbol.rawValue.utf8.count == 1 {
            for byte in symbol.rawValue.utf8 { table[Int(byte)] = symbol }
        }
        return table
    }()

    /// The longer symbols, by their bytes.
    static let longer: [Int: Symbol] = {
        var table: [Int: Symbol] = [:]
        for symbol in allCases where symbol.rawValue.utf8.count > 1 {
            table[symbol.rawValue.utf8.reduce(0) { $0 << 8 | Int($1) }] = symbol
        }
        return table
    }()

    /// Whether a byte can extend a symbol.
    static func continues(with byte: UInt8) -> Bool {
        switch byte {
        case Byte.equals, Byte.slash, Byte.dot, UInt8(ascii: "*"), UInt8(ascii: "<"), UInt8(ascii: ">"): true
        default: false
        }
    }

    /// The operator of an augmented assignment `op=`.
    public var augmented: BinaryOperator? {
        switch self {
        case .plusEquals: .add
        case .minusEquals: .subtract
        case .starEquals: .multiply
        case .slashEquals: .divide
        case .doubleSlashEquals: .floorDivide
        case .percentEquals: .remainder
        case .doubleStarEquals: .power
        case .atEquals: .matrixMultiply
        case .ampersandEquals: .bitwiseAnd
        case .barEquals: .bitwiseOr
        case .caretEquals: .bitwiseXor
        case .leftShiftEquals: .leftShift
        case .rightShiftEquals: .rightShift
        default: nil
        }
    }

    /// The closing bracket for an opening one.
    var closer: Symbol? {
        switch self {
        case .leftParenthesis: .rightParenthesis
        case .leftBracket: .rightBracket
        case .leftBrace: .rightBrace
        default: nil
        }
    }

    var isCloser: Bool { self == .rightParenthesis || self == .rightBracket || self == .rightBrace }

    /// How it changes the bracket depth: 1, 0 or -1.
    public var nesting: Int { closer != nil ? 1 : isCloser ? -1 : 0 }
}

extension StringProtocol {
    /// Whether two texts have the same code points. Swift's `==` also equates é with e plus a combining accent.
    public func isSame(as other: some StringProtocol) -> Bool { utf8.elementsEqual(other.utf8) }
}

extension Sequence<String> {
    /// Whether the texts are pairwise the same by code points.
    public func areSame(as others: some Sequence<String>) -> Bool { elementsEqual(others) { $0.isSame(as: $1) } }
}

extension String {
    /// Whether it is an identifier.
    public var isIdentifier: Bool {
        guard let first = unicodeScalars.first, first.beginsIdentifier else { return false }
        return unicodeScalars.allSatisfy(\.continuesIdentifier)
    }

    /// The normalized form of an identifier, in which names are compared and stored: `ϑ` becomes `θ`.
    public var asIdentifier: String { utf8.allSatisfy { $0 < 0x80 } ? self : IdentifierForm.of(self) }
}

/// Named byte values for the lexer.
enum Byte {
    static let tab = UInt8(ascii: "\t"), newline = UInt8(ascii: "\n"), formFeed: UInt8 = 12
    static let carriageReturn = UInt8(ascii: "\r"), space = UInt8(ascii: " "), hash = UInt8(ascii: "#")
    static let quote = UInt8(ascii: "\""), apostrophe = UInt8(ascii: "'"), backslash = UInt8(ascii: "\\")
    static let leftBrace = UInt8(ascii: "{"), rightBrace = UInt8(ascii: "}")
    static let underscore = UInt8(ascii: "_"), dot = UInt8(ascii: "."), equals = UInt8(ascii: "=")
    static let zero = UInt8(ascii: "0"), slash = UInt8(ascii: "/"), semicolon = UInt8(ascii: ";")

    static func isDigit(_ byte: UInt8) -> Bool { byte &- zero < 10 }

    static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }

    static func isNewline(_ byte: UInt8) -> Bool { byte == newline || byte == carriageReturn }

    static func isBlank(_ byte: UInt8) -> Bool { byte == space || byte == tab || byte == formFeed }

    /// The value of a hexadecimal digit.
    static func digitValue(_ byte: UInt8) -> Int? {
        if isDigit(byte) { return Int(byte &- zero) }
        let lower = (byte | 0x20) &- UInt8(ascii: "a")
        return lower < 6 ? Int(lower) + 10 : nil
    }
}

extension Array where Element == UInt8 {
    /// The text of a range, clamped to the source.
    func text(_ start: Int, _ end: Int) -> String {
        let lower = Swift.min(Swift.max(start, 0), count)
        return String(decoding: self[lower..<Swift.min(Swift.max(end, lower), count)], as: UTF8.self)
    }

    /// The scalar that begins at an offset, and its length in bytes.
    func scalar(at offset: Int) -> (scalar: Unicode.Scalar, length: Int) {
        var decoder = UTF8()
        var iterator = self[offset..<Swift.min(offset + 4, count)].makeIterator()
        if case .scalarValue(let scalar) = decoder.decode(&iterator) { return (scalar, UTF8.width(scalar)) }
        return ("\u{FFFD}", 1)
    }
}
