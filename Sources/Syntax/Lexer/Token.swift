/// One word of the source.
struct Token: Equatable {
    enum Kind: Equatable {
        case name
        case keyword(Keyword)
        case integer
        case float
        case string(StringForm)
        case symbol(Symbol)
        case newline
        case indent
        case dedent
        case end
        /// What stands here is no word; the index of the mistake in `Lexer.failures`. It is told when the parser
        /// arrives here, for what Python can't read may still be a path or a topic.
        case failure(Int)
    }

    var kind: Kind
    var start: Int
    var end: Int

    var range: SourceRange { SourceRange(start, end) }

    func `is`(_ symbol: Symbol) -> Bool { kind == .symbol(symbol) }

    func `is`(_ keyword: Keyword) -> Bool { kind == .keyword(keyword) }

    /// Nothing more of a simple statement follows.
    var endsStatement: Bool { kind == .newline || kind == .end || kind == .symbol(.semicolon) }
}

/// How a string literal is written.
struct StringForm: Equatable {
    var prefixLength: UInt8
    var isRaw: Bool
    var isFormatted: Bool
    var isTriple: Bool

    /// Bytes from the token's start to its text.
    var lead: Int { Int(prefixLength) + trail }
    /// Bytes of the closing quotes.
    var trail: Int { isTriple ? 3 : 1 }
}

/// The words that Python keeps for itself.
enum Keyword: String, CaseIterable {
    case `false` = "False", none = "None", `true` = "True", and, `as`, assert, async, await, `break`, `class`
    case `continue`, def, del, elif, `else`, except, finally, `for`, from, global, `if`, `import`, `in`, `is`, lambda
    case nonlocal, not, or, pass, raise, `return`, `try`, `while`, with, yield

    /// By their letters, packed into one word.
    static let byBytes = Dictionary(
        uniqueKeysWithValues: allCases.map { keyword in
            (keyword.rawValue.utf8.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }, keyword)
        })
}

/// Operators and punctuation.
enum Symbol: String, CaseIterable {
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
    var augmented: BinaryOperator? {
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
}

extension String {
    /// Whether it is a plain name.
    public var isIdentifier: Bool {
        guard let first = unicodeScalars.first, first == "_" || first.properties.isXIDStart else { return false }
        return unicodeScalars.allSatisfy { $0.properties.isXIDContinue }
    }
}
