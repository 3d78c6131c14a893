/// A word of the statement that the cursor stands in, as far as completion must know it.
struct CompletionToken: Hashable {
    enum Kind: Hashable {
        /// A name or a word of the language.
        case name
        case number
        case string
        /// A path or topic of a command.
        case raw
        /// One character of an operator or bracket; `~` for any comparison.
        case symbol(UInt8)
    }

    var kind: Kind
    var start: Int
    var end: Int
}

/// What stands before the cursor.
struct CompletionContext {
    /// Where the cursor is.
    enum Place: Hashable {
        /// In a comment, or in the format of an f-string: nothing is completed there.
        case nowhere
        case code
        /// In a word that is read raw, which begins at the offset.
        case raw(start: Int)
        case string(OpenString)
    }

    /// A string literal that the cursor stands in.
    struct OpenString: Hashable {
        /// Offset of its first quote.
        var quoteStart: Int
        /// Offset behind its opening quotes.
        var contentStart: Int
        var quote: UInt8
        var isRaw: Bool
        var isFormatted: Bool
        var isTriple: Bool
        /// How many words of the statement stand before it.
        var tokenCount: Int
    }

    var bytes: [UInt8]
    /// Offset of the cursor.
    var cursor: Int
    var place = Place.code
    /// The words of the statement before the cursor, without the one that is being typed.
    var tokens: [CompletionToken] = []
    /// The brackets that are open, as indices of `tokens`.
    var openers: [Int] = []
    /// Where the word that is being typed begins; the cursor when there is none.
    var wordStart = 0
    /// Where a call typed as words could begin: the statement's first word, or the one behind `=`.
    var headIndex = 0
    /// A call typed as words began at `headIndex`.
    var isCommand = false
    /// Which of its words (from 0) was begun last.
    var wordIndex = 0
    /// The names that earlier statements of the cell set.
    var names: Set<String> = []
    /// The parameters of the functions that earlier statements of the cell define.
    var functions: [String: [String]] = [:]

    func text(_ token: CompletionToken) -> String { text(token.start, token.end) }

    func text(_ start: Int, _ end: Int) -> String { String(decoding: bytes[start..<end], as: UTF8.self) }

    /// What has been typed of the word.
    var word: String { text(wordStart, cursor) }

    /// Whether a token is a certain symbol.
    func isSymbol(_ index: Int, _ character: Unicode.Scalar) -> Bool {
        tokens.indices.contains(index) && tokens[index].kind == .symbol(UInt8(ascii: character))
    }

    /// Whether a token is a name, and no word of the language.
    func isName(_ index: Int) -> Bool {
        tokens.indices.contains(index) && tokens[index].kind == .name
            && !LanguageWords.all.contains(text(tokens[index]))
    }

    /// Whether a value ends with this token.
    func isOperandEnd(_ index: Int) -> Bool {
        guard tokens.indices.contains(index) else { return false }
        switch tokens[index].kind {
        case .name: return !LanguageWords.all.contains(text(tokens[index])) || isConstant(index)
        case .number, .string, .raw: return true
        case .symbol(let byte): return [UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}")].contains(byte)
        }
    }

    private func isConstant(_ index: Int) -> Bool { ["None", "True", "False"].contains(text(tokens[index])) }

    /// The bracket that a closing one belongs to.
    func opener(of closer: Int) -> Int? {
        var depth = 0
        for index in stride(from: closer, through: 0, by: -1) {
            guard case .symbol(let byte) = tokens[index].kind else { continue }
            switch byte {
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth += 1
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
                depth -= 1
                if depth == 0 { return index }
            default: break
            }
        }
        return nil
    }
}

/// The words of the language, by where they can stand.
enum LanguageWords {
    /// They begin a statement.
    static let statements = [
        "assert", "break", "continue", "def", "del", "elif", "else", "for", "global", "if", "import", "pass",
        "return", "while",
    ]
    /// They begin an expression.
    static let expressions = ["False", "None", "True", "lambda", "not"]
    /// They stand behind a value.
    static let infixes = ["and", "else", "for", "if", "in", "is", "not", "or"]
    /// Those that open a block.
    static let compound: Set<String> = ["if", "elif", "else", "for", "while", "def"]
    /// Those that nothing follows on the line, or that are values.
    static let final: Set<String> = ["break", "continue", "pass", "False", "None", "True", "else", "return"]

    static let all = Set(statements + expressions + infixes + ["as"])
}
