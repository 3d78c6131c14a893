internal import Syntax

/// Reads a cell up to the cursor, whatever it is: half-typed strings and brackets are where completion is asked for.
///
/// Only the statement that the cursor stands in is kept, and the names that those before it set. Offsets are of UTF-8.
struct CompletionScanner {
    /// What the text at hand is part of; f-strings hold code, which may hold strings.
    enum Mode {
        case string(CompletionContext.OpenString)
        /// The braces of an f-string; so many brackets were open before them.
        case field(openers: Int)
        /// The format behind the colon of such braces.
        case format
    }

    let commands: CommandTable
    var context: CompletionContext
    var position = 0
    var modes: [Mode] = []
    var isInComment = false

    private init(_ bytes: [UInt8], cursor: Int, _ commands: CommandTable) {
        self.commands = commands
        context = CompletionContext(bytes: bytes, cursor: cursor, wordStart: cursor)
    }

    /// What stands before the cursor, an offset that no character lies across.
    static func context(of bytes: [UInt8], cursor: Int, _ commands: CommandTable) -> CompletionContext {
        var scanner = CompletionScanner(bytes, cursor: cursor, commands)
        scanner.scan()
        return scanner.context
    }

    private mutating func scan() {
        while position < context.cursor {
            isInComment = false
            switch modes.last {
            case .string(let string): scanString(string)
            case .format: scanFormat()
            case .field, nil: scanCode()
            }
        }
        finish()
    }

    private mutating func finish() {
        noteLoops()
        switch modes.last {
        case .format: context.place = .nowhere
        case .string(let string): context.place = .string(string)
        case .field, nil:
            if isInComment { context.place = .nowhere }
            guard context.place == .code else { return }
            if modes.isEmpty, isBeforeRawWord(at: context.cursor) {
                context.place = .raw(start: context.cursor)
                context.wordIndex = nextWordIndex
            } else if let last = context.tokens.last, last.end == context.cursor {
                switch last.kind {
                case .name:
                    context.wordStart = last.start
                    context.tokens.removeLast()
                case .number, .string, .raw: context.place = .nowhere
                case .symbol: break
                }
            }
        }
    }

    // MARK: - Code

    private mutating func scanCode() {
        let byte = context.bytes[position]
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), 12: position += 1
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"): scanNewline()
        case UInt8(ascii: "#") where modes.isEmpty:
            while position < context.cursor, !isNewline(position) { position += 1 }
            isInComment = true
        case UInt8(ascii: "\\"):
            position += 1
            if position < context.cursor, context.bytes[position] == UInt8(ascii: "\r") { position += 1 }
            if position < context.cursor, context.bytes[position] == UInt8(ascii: "\n") { position += 1 }
        case _ where modes.isEmpty && isBeforeRawWord(at: position): scanRawWord()
        case UInt8(ascii: "\""), UInt8(ascii: "'"): openString(prefixStart: nil)
        case _ where isDigit(byte): scanNumber()
        case UInt8(ascii: ".") where position + 1 < context.cursor && isDigit(context.bytes[position + 1]):
            scanNumber()
        case _ where isNameByte(byte): scanName()
        default: scanSymbol(byte)
        }
    }

    private mutating func scanNewline() {
        position += 1
        if let string = enclosingString, !string.isTriple { return abandonStrings() }
        if modes.isEmpty, context.openers.isEmpty { endStatement() }
    }

    private func isNewline(_ offset: Int) -> Bool {
        context.bytes[offset] == UInt8(ascii: "\n") || context.bytes[offset] == UInt8(ascii: "\r")
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    /// Letters outside ASCII count as such, whatever they are.
    private func isNameByte(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "_") || byte >= 0x80 || isDigit(byte)
    }

    private mutating func scanNumber() {
        let start = position
        while position < context.cursor {
            let byte = context.bytes[position]
            let isSign = byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
            let follows = position > start && context.bytes[position - 1] | 0x20 == UInt8(ascii: "e")
            guard isNameByte(byte) || byte == UInt8(ascii: ".") || (isSign && follows) else { break }
            position += 1
        }
        append(.number, from: start)
    }

    private mutating func scanName() {
        let start = position
        while position < context.cursor, isNameByte(context.bytes[position]) { position += 1 }
        let isPrefix =
            position < context.cursor && position - start <= 2
            && [UInt8(ascii: "\""), UInt8(ascii: "'")].contains(context.bytes[position])
            && context.bytes[start..<position].allSatisfy { "rbfu".utf8.contains($0 | 0x20) }
        if isPrefix { return openString(prefixStart: start) }
        append(.name, from: start)
    }

    private mutating func scanSymbol(_ byte: UInt8) {
        let start = position
        if case .field(let openers) = modes.last, context.openers.count <= openers {
            switch byte {
            case UInt8(ascii: "}"): return closeField()
            case UInt8(ascii: ":"):
                position += 1
                return modes.append(.format)
            case UInt8(ascii: "!") where position + 1 < context.cursor && !isEquals(position + 1):
                position += 1
                return modes.append(.format)
            default: break
            }
        }
        position += 1
        var symbol = byte
        if byte == UInt8(ascii: "="), position < context.cursor, isEquals(position) {
            position += 1
            symbol = UInt8(ascii: "~")
        } else if "<>!".utf8.contains(byte), position < context.cursor, isEquals(position) {
            position += 1
            symbol = UInt8(ascii: "~")
        }
        if byte == UInt8(ascii: ";"), modes.isEmpty, context.openers.isEmpty { return endStatement() }
        append(.symbol(symbol), from: start)
        switch byte {
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
            context.openers.append(context.tokens.count - 1)
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
            if context.openers.count > openersOfField { context.openers.removeLast() }
        case UInt8(ascii: ":") where opensBlock: endStatement()
        default: break
        }
    }

    private func isEquals(_ offset: Int) -> Bool { context.bytes[offset] == UInt8(ascii: "=") }

    private var openersOfField: Int { if case .field(let openers) = modes.last { openers } else { 0 } }

    /// A colon that the tokens end in is that of `if x:`, and not a lambda's.
    private var opensBlock: Bool {
        guard modes.isEmpty, context.openers.isEmpty, let first = context.tokens.first, first.kind == .name,
            LanguageWords.compound.contains(context.text(first))
        else { return false }
        let lambda = context.tokens.lastIndex { $0.kind == .name && context.text($0) == "lambda" }
        guard let lambda else { return true }
        return context.tokens[lambda..<context.tokens.count - 1].contains { $0.kind == .symbol(UInt8(ascii: ":")) }
    }

    // MARK: - Statements

    /// Adds a token, and notes whether it makes the statement a call typed as words.
    mutating func append(_ kind: CompletionToken.Kind, from start: Int) {
        if modes.isEmpty, context.openers.isEmpty { noteWord(kind, from: start) }
        context.tokens.append(CompletionToken(kind: kind, start: start, end: position))
        if kind == .symbol(UInt8(ascii: "=")), modes.isEmpty, context.openers.isEmpty, !context.isCommand {
            context.headIndex = context.tokens.count
        }
    }

    mutating func noteWord(_ kind: CompletionToken.Kind, from start: Int) {
        guard let last = context.tokens.last, last.end < start else { return }
        if context.isCommand {
            context.wordIndex += 1
        } else if isBehindHead, canBeginWord(kind, from: start) {
            if entryOfHead?.takesSource == true {
                context.headIndex = context.tokens.count
            } else {
                context.isCommand = true
                context.wordIndex = 0
            }
        }
    }

    private var isBehindHead: Bool {
        context.tokens.count == context.headIndex + 1 && context.isName(context.headIndex)
    }

    private var entryOfHead: CommandTable.Entry? {
        commands[context.text(context.tokens[context.headIndex])]
    }

    private func canBeginWord(_ kind: CompletionToken.Kind, from start: Int) -> Bool {
        switch kind {
        case .name: return !LanguageWords.infixes.contains(context.text(start, position))
        case .number, .string, .raw: return true
        case .symbol(UInt8(ascii: "-")): return position < context.cursor && isDigit(context.bytes[position])
        case .symbol(let byte): return "([{".utf8.contains(byte)
        }
    }

    /// The number that a word would have which begins now.
    private var nextWordIndex: Int { context.isCommand ? context.wordIndex + 1 : 0 }

    /// Whether what begins here, behind a blank, is a word that the command reads raw.
    private func isBeforeRawWord(at offset: Int) -> Bool {
        guard context.openers.isEmpty, let last = context.tokens.last, last.end < offset else { return false }
        guard context.isCommand || isBehindHead, context.isName(context.headIndex) else { return false }
        guard entryOfHead?.rawPositions.contains(nextWordIndex) == true else { return false }
        return offset == context.cursor || !"\"'(=#;".utf8.contains(context.bytes[offset])
    }

    private mutating func scanRawWord() {
        let start = position
        while position < context.cursor, !" \t\u{C}\r\n;".utf8.contains(context.bytes[position]) { position += 1 }
        append(.raw, from: start)
        if position == context.cursor {
            context.place = .raw(start: start)
            context.tokens.removeLast()
        }
    }

    mutating func endStatement() {
        noteNames()
        context.tokens.removeAll(keepingCapacity: true)
        context.openers.removeAll()
        context.headIndex = 0
        context.isCommand = false
        context.wordIndex = 0
    }
}
