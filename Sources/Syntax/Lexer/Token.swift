/// One word of the source.
public struct Token: Sendable, Equatable {
    /// What it is.
    public enum Kind: Sendable, Equatable {
        case name
        case keyword(Keyword)
        case integer
        case float
        case string(StringForm)
        /// A path or a topic that a command reads as it stands.
        case raw
        case symbol(Symbol)
        case newline
        case indent
        case dedent
        case end
        /// What stands here is no word; the index of the mistake in `Lexer.failures`. It is told when the parser
        /// arrives here, for what Python can't read may still be a path or a topic.
        case failure(Int)
    }

    /// What it is.
    public var kind: Kind
    /// Offset of its first byte.
    public var start: Int
    /// Offset just past its last byte.
    public var end: Int

    /// Makes a token.
    public init(kind: Kind, start: Int, end: Int) {
        self.kind = kind
        self.start = start
        self.end = end
    }

    var range: SourceRange { SourceRange(start, end) }

    /// Whether it is a certain symbol.
    public func `is`(_ symbol: Symbol) -> Bool { kind == .symbol(symbol) }

    /// Whether it is a certain word of the language.
    public func `is`(_ keyword: Keyword) -> Bool { kind == .keyword(keyword) }

    /// Whether it is a number.
    var isNumber: Bool { kind == .integer || kind == .float }

    /// Whether it is a sign, and no word.
    var isSymbol: Bool { if case .symbol = kind { true } else { false } }

    /// Whether it compares.
    var isComparison: Bool {
        if case .symbol(let symbol) = kind { ComparisonOperator(rawValue: symbol.rawValue) != nil } else { false }
    }

    /// Nothing more of a simple statement follows.
    var endsStatement: Bool { kind == .newline || kind == .end || kind == .symbol(.semicolon) }
}

/// How a string literal is written.
public struct StringForm: Sendable, Hashable {
    var prefixLength: UInt8
    /// Backslashes stand for themselves.
    public var isRaw: Bool
    /// It is an f-string.
    public var isFormatted: Bool
    /// It is bytes.
    public var isBytes = false
    /// It stands in three quotes on each side.
    public var isTriple: Bool

    /// Bytes from the token's start to its text.
    var lead: Int { Int(prefixLength) + trail }
    /// Bytes of the closing quotes.
    var trail: Int { isTriple ? 3 : 1 }
}

/// The words that Python keeps for itself.
public enum Keyword: String, CaseIterable, Sendable {
    case `false` = "False", none = "None", `true` = "True", and, `as`, assert, async, await, `break`, `class`
    case `continue`, def, del, elif, `else`, except, finally, `for`, from, global, `if`, `import`, `in`, `is`, lambda
    case nonlocal, not, or, pass, raise, `return`, `try`, `while`, with, yield

    /// By their letters, packed into one word.
    static let byBytes = Dictionary(
        uniqueKeysWithValues: allCases.map { keyword in
            (keyword.rawValue.utf8.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }, keyword)
        })

    /// Those of Descent's that begin a statement, or a part of one.
    public static let statements: [Keyword] = [
        .assert, .break, .continue, .def, .del, .elif, .else, .for, .global, .if, .import, .nonlocal, .pass, .return,
        .while,
    ]
    /// Those that begin an expression.
    public static let expressions: [Keyword] = [.false, .none, .true, .lambda, .not]
    /// Those that stand behind a value.
    public static let infixes: [Keyword] = [.and, .else, .for, .if, .in, .is, .not, .or]

    /// It is a value.
    public var isConstant: Bool { [.false, .none, .true].contains(self) }
    /// What it begins has a block behind a colon.
    public var opensBlock: Bool { [.if, .elif, .else, .for, .while, .def].contains(self) }
    /// It goes on with the compound statement before it; in Python at large, for the last two.
    public var continuesBlock: Bool { [.elif, .else, .except, .finally].contains(self) }
    /// Nothing of its block is reached behind it.
    public var leavesBlock: Bool { [.return, .break, .continue, .pass, .raise].contains(self) }
    /// A word need not follow it.
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

    /// The symbols of one byte, by that byte.
    static let single: [Symbol?] = {
        var table = [Symbol?](repeating: nil, count: 128)
        for symbol in allCases where symbol.rawValue.utf8.count == 1 {
            for byte in symbol.rawValue.utf8 { table[Int(byte)] = symbol }
        }
        return table
    }()

    /// The longer ones, by their bytes.
    static let longer: [UInt32: Symbol] = {
        var table: [UInt32: Symbol] = [:]
        for symbol in allCases where symbol.rawValue.utf8.count > 1 {
            table[symbol.rawValue.utf8.reduce(0) { $0 << 8 | UInt32($1) }] = symbol
        }
        return table
    }()

    /// A byte that may go on with a symbol.
    static func continues(with byte: UInt8) -> Bool {
        switch byte {
        case Byte.equals, Byte.slash, Byte.dot, UInt8(ascii: "*"), UInt8(ascii: "<"), UInt8(ascii: ">"): true
        default: false
        }
    }

    /// The operator of `op=`.
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

    /// The bracket that closes this one.
    var closer: Symbol? {
        switch self {
        case .leftParenthesis: .rightParenthesis
        case .leftBracket: .rightBracket
        case .leftBrace: .rightBrace
        default: nil
        }
    }

    var isCloser: Bool { self == .rightParenthesis || self == .rightBracket || self == .rightBrace }

    /// How many brackets deeper the text behind it stands: 1, 0 or -1.
    public var nesting: Int { closer != nil ? 1 : isCloser ? -1 : 0 }
}

extension StringProtocol {
    /// Whether two texts are made of the same code points: Swift's `==` also takes é for e with an accent behind it.
    public func isSame(as other: some StringProtocol) -> Bool { utf8.elementsEqual(other.utf8) }
}

extension Sequence<String> {
    /// Whether the texts are made of the same code points, one by one.
    public func areSame(as others: some Sequence<String>) -> Bool { elementsEqual(others) { $0.isSame(as: $1) } }
}

extension String {
    /// Whether it is a plain name.
    public var isIdentifier: Bool {
        guard let first = unicodeScalars.first, first.beginsIdentifier else { return false }
        return unicodeScalars.allSatisfy(\.continuesIdentifier)
    }

    /// The form of a name in which names are compared and kept: `ϑ` is `θ`.
    public var asIdentifier: String { utf8.allSatisfy { $0 < 0x80 } ? self : IdentifierForm.of(self) }
}

/// The bytes that the lexer asks for by name.
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
    /// The text of a range, clamped to what is there.
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
