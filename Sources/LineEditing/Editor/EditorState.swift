internal import CLibedit
internal import Platform

/// All that is known while a cell is read; libedit's callbacks find it through the editor's client data.
final class EditorState {
    // What the caller has set.
    var completer: ((String, Int) -> Completion?)?
    var hint: ((String, Int) -> String?)?
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
        outcome = nil
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
