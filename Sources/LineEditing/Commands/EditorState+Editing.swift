internal import CLibedit
internal import Platform
internal import Syntax

extension EditorState {
    /// Enter. As in IPython, it begins a new line unless the cursor is in the last line (or the lines after it are empty)
    /// and the text up to the cursor, or all of a single line, is whole.
    func enter(_ buffer: EditBuffer) {
        if endsAtEnter { return accept(buffer) }
        let text = buffer.edited
        let after = text.scalars[text.lineEnd...]
        guard after.allSatisfy({ $0 == "\n" }) else { return insertNewline(buffer) }
        let isSingle = !text.scalars.contains("\n")
        let asked = isSingle ? text.scalars[...] : text.scalars[..<text.cursor]
        let whole = Self.withoutBlankEnd(asked)
        // Whoever pastes a block has ended it: no blank line is asked for, and the next paste doesn't join it.
        let ends = text.scalars == pastedCell ? "\n" : ""
        guard !needsMore(whole.string + ends) else { return insertNewline(buffer) }
        accept(buffer)
    }

    /// Ends the read with the text as it is, without the blank lines at its end.
    func accept(_ buffer: EditBuffer) {
        buffer.move(to: buffer.count)
        finish(buffer)
        outcome = .line(Self.cell(buffer.scalars))
    }

    /// The text of a cell: without control characters, and without the blank lines at its end.
    static func cell(_ scalars: some Collection<Unicode.Scalar>) -> String {
        var text = scalars.filter { $0.value >= 0xA0 || 0x20..<0x7F ~= $0.value || $0 == "\n" || $0 == "\t" }
        while let newline = text.lastIndex(of: "\n"), text[newline...].allSatisfy(\.properties.isWhitespace) {
            text.removeSubrange(newline...)
        }
        return text.string
    }

    /// A text whose last line, if it is blank, is empty: that ends a block.
    private static func withoutBlankEnd(_ text: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
        guard let newline = text.lastIndex(of: "\n"), text[newline...].allSatisfy(\.properties.isWhitespace) else {
            return text
        }
        return text[...newline]
    }

    /// A new line, with the indentation that the line before asks for.
    func insertNewline(_ buffer: EditBuffer) {
        let text = buffer.edited
        let blanks = Indentation.blanks(after: text.scalars[..<text.cursor])
        // What follows the cursor brings no blanks of its own.
        let rest = text.scalars[text.cursor...].prefix { $0 == " " }.count
        buffer.replace(text.cursor..<text.cursor + rest, with: "\n\(blanks)".unicodeScalars)
        automatic.begin(blanks.unicodeScalars.count, isDeeper: blanks.unicodeScalars.count > text.indentation)
    }

    /// A line that comes at once behind its line end is pasted, on a terminal that doesn't mark pastes. Where such lines
    /// bring their own indentation, it replaces the automatic one.
    func replaceIndentation(_ buffer: EditBuffer, before byte: UInt8) {
        let count = automatic.take(before: byte)
        let cursor = buffer.cursor
        if count > 0, count <= cursor { buffer.replace(cursor - count..<cursor, with: []) }
    }

    /// Opens the cell in the user's editor, and takes what is left there.
    func edit(_ buffer: EditBuffer) {
        guard let textEditor else { return }
        write(painter.resize(columns: size.columns) + Self.pasteModeOff)
        _ = clibedit_prepare_terminal(buffer.editor, 0)
        let edited = textEditor(buffer.scalars.string)
        _ = clibedit_prepare_terminal(buffer.editor, 1)
        if let edited { buffer.set(Self.cell(edited.unicodeScalars).unicodeScalars) }
        drawAfresh(buffer)
    }

    /// Ctrl-C.
    func interrupt(_ buffer: EditBuffer) {
        finish(buffer, mark: "^C")
        outcome = .interrupted
    }

    /// Ctrl-D.
    func leave(_ buffer: EditBuffer) {
        guard buffer.isEmpty else { return deleteForward(buffer) }
        finish(buffer)
        outcome = .endOfFile
    }

    func deleteForward(_ buffer: EditBuffer) {
        let text = buffer.edited
        guard text.cursor < text.scalars.count else { return }
        // A letter goes together with the marks that combine with it.
        let marks = text.scalars[(text.cursor + 1)...].prefix { Glyph.width(of: $0) == 0 }.count
        buffer.replace(text.cursor..<text.cursor + 1 + marks, with: [])
    }

    func deleteBackward(_ buffer: EditBuffer) {
        let text = buffer.edited
        guard text.cursor > 0 else { return }
        let column = text.cursor - text.lineStart
        let count = text.isInLeadingBlanks ? (column - 1) % Indentation.width + 1 : 1
        buffer.replace(text.cursor - count..<text.cursor, with: [])
    }

    // Cutting.

    func cut(_ range: Range<Int>, _ buffer: EditBuffer) {
        guard !range.isEmpty else { return }
        cut = Array(buffer.scalars[range])
        buffer.replace(range, with: [])
    }

    /// Cuts the rest of the line; at its end, the newline.
    func cutToLineEnd(_ buffer: EditBuffer) {
        let text = buffer.edited
        let end = text.lineEnd > text.cursor ? text.lineEnd : min(text.lineEnd + 1, text.scalars.count)
        cut(text.cursor..<end, buffer)
    }

    func cutWord(_ buffer: EditBuffer, blanksOnly: Bool) {
        let text = buffer.edited
        cut(text.wordStart(blanksOnly: blanksOnly)..<text.cursor, buffer)
    }

    /// Ctrl-V: the next character is no command.
    func quote(_ buffer: EditBuffer) {
        guard let key = askForKey(buffer) else { return }
        if key == KeySource.paste { return insertPaste(buffer) }
        let scalar = WideText.scalar(key)
        guard scalar == "\t" || Glyph.width(of: scalar) != nil else { return }
        buffer.insert([scalar])
    }

    /// Inserts what was pasted; into an empty cell without the prompts and blanks that surround it.
    func insertPaste(_ buffer: EditBuffer) {
        let isWhole = buffer.isEmpty
        buffer.insert(isWhole ? PastedText.withoutSurroundings(pasted) : pasted)
        textAfterPaste = buffer.scalars
        if isWhole { pastedCell = textAfterPaste }
        pasted = []
    }

    /// Ctrl-Z: stops the program as the terminal would have, and draws the cell again once it goes on.
    func suspend(_ buffer: EditBuffer, wholeJob: Bool) {
        finish(buffer)
        _ = clibedit_prepare_terminal(buffer.editor, 0)
        let handler = signal(SIGTSTP, SIG_DFL)
        // The whole process group stops, as with any job; a group that no shell looks after is not stopped at all.
        kill(wholeJob ? 0 : getpid(), SIGTSTP)
        _ = signal(SIGTSTP, handler)
        _ = ReadSignals.take(SIGCONT)
        _ = ReadSignals.take(SIGTSTP)
        _ = clibedit_prepare_terminal(buffer.editor, 1)
        drawAfresh(buffer)
    }
}

/// The blanks that a new line was given by itself, and whether the lines that come bring their own.
struct AutomaticIndentation: Equatable, Sendable {
    private var count: Int?
    private var isDeeper = false
    /// A line of the cell has brought its own.
    private var linesBringTheirs = false

    /// How long (in milliseconds) after a line end no hand has pressed the next key yet.
    static let patience: CInt = 15

    /// Whether nothing has come behind the line end.
    var isFresh: Bool { count != nil }

    mutating func begin(_ count: Int, isDeeper: Bool) { (self.count, self.isDeeper) = (count, isDeeper) }

    mutating func end() { count = nil }

    /// How many blanks must go before a byte that came at once.
    mutating func take(before byte: UInt8) -> Int {
        defer { count = nil }
        guard let count, byte >= 0x20 || byte == UInt8(ascii: "\t") else { return 0 }
        let isBlank = byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
        if isBlank, count > 0 { linesBringTheirs = true }
        return isBlank || (linesBringTheirs && !isDeeper) ? count : 0
    }
}

/// Which blanks a new line begins with.
enum Indentation {
    /// How far blocks are indented.
    static let width = 4

    /// The blanks of the line that follows a text: as many as its last line has, four more after one that opens a block,
    /// four fewer after one that ends it.
    static func blanks(after text: some Collection<Unicode.Scalar>) -> String {
        let lines = Array(text).split(separator: "\n", omittingEmptySubsequences: false)
        var unfinished = UnfinishedText()
        for line in lines { unfinished.take(line.string) }
        let line = lines.last ?? []
        let own = line.prefix { $0 == " " || $0 == "\t" }.string
        if unfinished.isEnclosed { return own }
        if unfinished.opensBlock { return own + String(repeating: " ", count: width) }
        let word = line.dropFirst(own.unicodeScalars.count).prefix { ("a"..."z").contains($0) }.string
        guard Keyword(rawValue: word)?.leavesBlock == true else { return own }
        return String(own.dropLast(own.hasSuffix("\t") ? 1 : width))
    }
}
