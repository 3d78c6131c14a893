internal import CLibedit
internal import Platform

/// All that is known while a cell is read; libedit's callbacks find it through the editor's client data.
final class EditorState {
    // What the caller has set.
    var completer: ((String, Int) -> Completion?)?
    var hint: ((String, Int) -> String?)?
    var canInterrupt: ((String) -> Bool)?
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
    /// When Tab was last pressed, and when Up or Down was; both by the count of keys.
    var lastTab = -1
    var lastVerticalMove = -1
    /// The column that Up and Down keep to.
    var goalColumn = 0

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
    /// Whether libedit's own commands for the history are to find it, too: the user's settings may have bound them.
    var mirrorsHistory = false
    /// Adds an entry to libedit's own history.
    var mirror: (String) -> Void = { _ in }
    var painter = ScreenPainter()
    var firstRow = 0
    var shown: ScreenContent?
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
        pastedCell = nil
        (keyCount, lastTab, lastVerticalMove) = (0, -1, -1)
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
        return UnsafeBufferPointer(start: line.start, count: line.count).map { WideText.scalar($0) }
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

    var isOnFirstLine: Bool { lineStart == 0 }
    var isOnLastLine: Bool { lineEnd == scalars.count }

    /// What stands in the line before the cursor.
    var beforeCursor: ArraySlice<Unicode.Scalar> { scalars[lineStart..<cursor] }

    /// Whether there is something before the cursor in its line, and it is all blanks.
    var isInLeadingBlanks: Bool { cursor > lineStart && beforeCursor.allSatisfy { $0 == " " } }

    /// The place in the line above or below at a column, or nil if there is none.
    func place(lines: Int, column: Int) -> Int? {
        if lines < 0 {
            guard !isOnFirstLine else { return nil }
            let above = EditedText(scalars: scalars, cursor: lineStart - 1)
            return min(above.lineStart + column, above.lineEnd)
        }
        guard !isOnLastLine else { return nil }
        let below = EditedText(scalars: scalars, cursor: lineEnd + 1)
        return min(below.lineStart + column, below.lineEnd)
    }

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

/// The texts that were, to go back to. What was typed in one go, up to a blank, is one step.
struct UndoStack: Sendable {
    private var steps: [EditedText] = []
    private var last = EditedText(scalars: [], cursor: 0)
    private var isTyping = false

    /// How many steps are kept, and how many scalars they may have altogether.
    private static let mostSteps = 200
    private static let mostScalars = 4_000_000

    /// Notes the text as it is before the next key.
    mutating func note(_ text: EditedText) {
        guard text.scalars != last.scalars else {
            if text.cursor != last.cursor { isTyping = false }
            last.cursor = text.cursor
            return
        }
        let typed = Self.typed(from: last, to: text)
        if !(isTyping && typed != nil && typed != " " && typed != "\n") {
            steps.append(last)
            if steps.count > Self.mostSteps || steps.count * text.scalars.count > Self.mostScalars {
                steps.removeFirst()
            }
        }
        isTyping = typed != nil
        last = text
    }

    /// The text before the last change.
    mutating func back() -> EditedText? {
        guard let step = steps.popLast() else { return nil }
        last = step
        isTyping = false
        return step
    }

    /// The one character by which the second text is longer, if it was typed at the cursor.
    private static func typed(from old: EditedText, to new: EditedText) -> Unicode.Scalar? {
        guard new.scalars.count == old.scalars.count + 1, new.cursor == old.cursor + 1, new.cursor > 0,
            new.scalars[..<old.cursor] == old.scalars[..<old.cursor]
        else { return nil }
        return new.scalars[new.cursor - 1]
    }
}

/// Text in libedit's own characters, ended by a zero, at an address that stays the same while the object lives.
final class WideText {
    let characters: UnsafeMutablePointer<wchar_t>
    private let count: Int

    /// Copies the scalars up to the first zero, if there is one, since C's text ends there.
    init(_ text: some Sequence<Unicode.Scalar>) {
        let scalars = text.prefix { $0.value != 0 }
        count = scalars.count + 1
        characters = .allocate(capacity: count)
        var next = characters
        for scalar in scalars {
            next.initialize(to: wchar_t(truncatingIfNeeded: scalar.value))
            next += 1
        }
        next.initialize(to: 0)
    }

    convenience init(_ text: String) { self.init(text.unicodeScalars) }

    deinit {
        characters.deinitialize(count: count)
        characters.deallocate()
    }

    /// Lends the characters for as long as `body` runs.
    func lend<Result>(_ body: (UnsafeMutablePointer<wchar_t>) -> Result) -> Result {
        withExtendedLifetime(self) { body(characters) }
    }

    /// The scalar of a wide character; what is none becomes U+FFFD, as in `String(decoding:as:)`.
    static func scalar(_ character: wchar_t) -> Unicode.Scalar {
        Unicode.Scalar(UInt32(truncatingIfNeeded: character)) ?? "\u{FFFD}"
    }
}

extension Sequence<Unicode.Scalar> {
    /// The scalars as a string.
    var string: String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: self)
        return String(view)
    }
}
