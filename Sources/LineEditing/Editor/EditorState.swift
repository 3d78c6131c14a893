internal import CLibedit
internal import Platform

/// All that is known while a cell is read; libedit's callbacks find it through the editor's client data.
final class EditorState {
    // What the caller has set.
    var completer: ((String, Int) -> Completion?)?
    var hint: ((String, Int) -> String?)?
    var canInterrupt: ((String) -> Bool)?
    var colorer: ((_ text: [Unicode.Scalar], _ cursor: Int?, _ part: Range<Int>) -> [TextColor])?
    var suggester: ((_ text: String, _ earlier: () -> String?) -> String?)?
    var textEditor: ((String) -> String?)?
    var history = HistoryList()
    /// Whether what the editor says of itself is dim.
    var isStyled = true

    // The present read.
    var content = ScreenContent()
    var needsMore: (String) -> Bool = { _ in false }
    /// Whether Enter ends the read wherever the cursor is.
    var endsAtEnter = false
    /// What ended the read.
    var outcome: Input?
    /// Whether Ctrl-C came behind the Enter that ended the read.
    var isCellInterrupted = false
    var undo = UndoStack()
    var list: CompletionList?
    var search: HistorySearch?
    /// Text that was pasted and is yet to be inserted.
    var pasted: [Unicode.Scalar] = []
    /// The text of a cell that was pasted into an empty one.
    var pastedCell: [Unicode.Scalar]?
    /// How many keys libedit has been given, to tell whether two commands follow each other.
    var keyCount = 0
    /// The last of them, and whether a command waits for the next.
    var lastKey: wchar_t = 0
    var asksForKey = false
    /// When Tab was last pressed, when Up or Down was, and when one of them recalled a cell; by the count of keys.
    var lastTab = -1
    var lastVerticalMove = -1
    var lastRecall = -1
    /// The column of the screen that Up and Down keep to.
    var goalColumn = 0
    /// What the cells begin with that Up and Down recall.
    var recalledStart = ""
    /// The blanks that a new line has been given, as long as nothing has been typed behind them.
    var automatic = AutomaticIndentation()
    /// The text right after a paste, which nothing is suggested for.
    var textAfterPaste: [Unicode.Scalar]?

    // What lasts from read to read.
    let output: CInt
    var input: InputBytes
    var decoder = CharacterDecoder()
    /// Characters to give libedit before anything is read.
    var queue: [wchar_t] = []
    /// Whether the last key was Escape by itself, with no sequence behind it.
    var isLoneEscape = false
    /// What the history was last searched for.
    var lastPattern = ""
    /// What was last cut.
    var cut: [Unicode.Scalar] = []
    var hasViKeys = false
    var viKeys = ViKeys()
    /// How many characters of a key's sequence are yet to come, which are no keys of vi's.
    var sequenceRest = 0
    /// Whether libedit's own commands for the history are to find it, too: the user's settings may have bound them.
    var mirrorsHistory = false
    /// Adds an entry to libedit's own history.
    var mirror: (String) -> Void = { _ in }
    var painter = ScreenPainter()
    var firstRow = 0
    var shown: ScreenContent?
    /// The text as it was when it was last asked for, and where its rows begin.
    let snapshot = TextSnapshot()
    var knownRows: TextRows?
    /// Where in the last entry of the history something is wrong, in Unicode scalars.
    var mistake: (entry: Int, place: Int)?
    var size = ScreenSize(columns: 80, rows: 24)

    init(input: CInt, output: CInt) {
        self.input = InputBytes(descriptor: input)
        self.output = output
    }

    /// The state that the handle gave to `editor`.
    static func of(_ editor: OpaquePointer?) -> EditorState? {
        guard let data = clibedit_client_data(editor) else { return nil }
        return Unmanaged<EditorState>.fromOpaque(data).takeUnretainedValue()
    }

    /// Makes ready for a new cell.
    func begin() {
        (outcome, isCellInterrupted) = (nil, false)
        undo = UndoStack()
        (list, search, pasted, queue) = (nil, nil, [], [])
        (pastedCell, textAfterPaste, automatic) = (nil, nil, AutomaticIndentation())
        (keyCount, lastTab, lastVerticalMove, lastRecall) = (0, -1, -1, -1)
        (lastKey, asksForKey) = (0, false)
        viKeys.beginCell()
        sequenceRest = 0
        knownRows = nil
        history.begin()
        painter.forget()
        (firstRow, shown) = (0, nil)
        size = ScreenSize(of: output)
    }
}

/// How large the screen is.
struct ScreenSize: Equatable, Sendable {
    var columns: Int
    var rows: Int

    init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
    }

    /// The size of a terminal; 80 by 24 where it doesn't say.
    init(of descriptor: CInt) {
        var size = winsize()
        let isKnown = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0
        columns = isKnown && size.ws_col > 0 ? Int(size.ws_col) : 80
        rows = isKnown && size.ws_row > 0 ? Int(size.ws_row) : 24
    }
}

/// The text that libedit edits, with its cursor. Places are indices of Unicode scalars.
struct EditBuffer {
    let editor: OpaquePointer

    private var line: (start: UnsafePointer<wchar_t>, cursor: Int, count: Int)? {
        guard let line = el_wline(editor)?.pointee, let start = line.buffer, let cursor = line.cursor,
            let end = line.lastchar, start <= end
        else { return nil }
        return (start, cursor - start, end - start)
    }

    var scalars: [Unicode.Scalar] {
        guard let line else { return [] }
        let characters = UnsafeBufferPointer(start: line.start, count: line.count)
        return EditorState.of(editor)?.snapshot.text(characters) ?? characters.map { WideText.scalar($0) }
    }

    var cursor: Int { max(0, min(line?.cursor ?? 0, count)) }
    var count: Int { line?.count ?? 0 }
    var isEmpty: Bool { count == 0 }

    func move(to place: Int) {
        guard let line else { return }
        _ = el_cursor(editor, CInt(truncatingIfNeeded: place - line.cursor))
    }

    /// Puts text in the place of a range, and the cursor behind it.
    func replace(_ range: Range<Int>, with text: some Collection<Unicode.Scalar>) {
        move(to: range.upperBound)
        if !range.isEmpty { el_deletestr(editor, CInt(truncatingIfNeeded: range.count)) }
        if !text.isEmpty { _ = WideText(text).lend { el_winsertstr(editor, $0) } }
    }

    func insert(_ text: some Collection<Unicode.Scalar>) { replace(cursor..<cursor, with: text) }

    /// Makes the text another one, with the cursor at its end or where it is wanted.
    func set(_ text: some Collection<Unicode.Scalar>, cursor: Int? = nil) {
        replace(0..<count, with: text)
        if let cursor { move(to: cursor) }
    }

    /// libedit's commands can leave its cursor outside its text, and would write there.
    func keepCursorInside() {
        if let line, line.cursor != cursor { move(to: cursor) }
    }
}

/// A text with a cursor, and the lines around it.
struct EditedText: Equatable, Sendable {
    var scalars: [Unicode.Scalar]
    var cursor: Int

    /// Where the cursor's line begins, and where it ends (before its newline).
    var lineStart: Int { (scalars[..<cursor].lastIndex(of: "\n") ?? -1) + 1 }
    var lineEnd: Int { scalars[cursor...].firstIndex(of: "\n") ?? scalars.count }

    /// How many blanks the cursor's line begins with.
    var indentation: Int { scalars[lineStart...].prefix { $0 == " " || $0 == "\t" }.count }

    var isAtEnd: Bool { cursor == scalars.count }

    /// What stands in the line before the cursor.
    var beforeCursor: ArraySlice<Unicode.Scalar> { scalars[lineStart..<cursor] }

    /// Whether there is something before the cursor in its line, and it is all blanks.
    var isInLeadingBlanks: Bool { cursor > lineStart && beforeCursor.allSatisfy { $0 == " " } }

    /// The start of the word before the cursor: letters, digits and underscores, or all that is not blank.
    func wordStart(blanksOnly: Bool) -> Int {
        let isWord = { (scalar: Unicode.Scalar) in
            blanksOnly
                ? !scalar.properties.isWhitespace
                : scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        }
        var place = cursor
        while place > 0, !isWord(scalars[place - 1]) { place -= 1 }
        while place > 0, isWord(scalars[place - 1]) { place -= 1 }
        return place
    }
}

extension EditBuffer {
    var edited: EditedText { EditedText(scalars: scalars, cursor: cursor) }
}
