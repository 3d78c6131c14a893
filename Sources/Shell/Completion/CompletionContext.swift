internal import Syntax

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

    var bytes: [UInt8]
    /// Offset of the cursor.
    var cursor: Int
    var place = Place.code
    /// The words of the statement before the cursor, without the one that is being typed.
    var tokens: [Token] = []
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

    func text(_ token: Token) -> String { text(token.start, token.end) }

    func text(_ start: Int, _ end: Int) -> String { String(decoding: bytes[start..<end], as: UTF8.self) }

    /// What has been typed of the word.
    var word: String { text(wordStart, cursor) }

    /// Whether a token is a certain symbol.
    func isSymbol(_ index: Int, _ symbol: Symbol) -> Bool {
        tokens.indices.contains(index) && tokens[index].is(symbol)
    }

    /// Whether a token is a name, and no word of the language.
    func isName(_ index: Int) -> Bool { tokens.indices.contains(index) && tokens[index].kind == .name }

    /// How many brackets deeper the text behind a token stands.
    func nesting(_ index: Int) -> Int {
        if case .symbol(let symbol) = tokens[index].kind { symbol.nesting } else { 0 }
    }

    /// Whether a value ends with this token.
    func isOperandEnd(_ index: Int) -> Bool {
        guard tokens.indices.contains(index) else { return false }
        return switch tokens[index].kind {
        case .name, .integer, .float, .string, .raw, .symbol(.ellipsis): true
        case .keyword(let keyword): keyword.isConstant
        case .symbol(let symbol): symbol.nesting < 0
        default: false
        }
    }

    /// The bracket that a closing one belongs to.
    func opener(of closer: Int) -> Int? {
        var depth = 0
        for index in stride(from: closer, through: 0, by: -1) {
            depth += nesting(index)
            if depth == 0, nesting(index) > 0 { return index }
        }
        return nil
    }
}
