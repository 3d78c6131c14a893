internal import CLibedit
internal import Platform

/// A prompt at which the user edits cells of one or more lines: emacs keys, or vi's if `~/.editrc` says so, history,
/// search, completion and pastes.
///
/// The terminal is in the mode for editing only while a cell is read. There should be one editor at a time, since the
/// signals it follows during a read belong to the whole process. On a terminal that can't be drawn on (`TERM=dumb`, or one
/// that nobody knows) lines are read as the terminal edits them, without history and completion.
public struct LineEditor: ~Copyable {
    /// None where nothing can be drawn.
    private let handle: EditLineHandle?
    private let state: EditorState

    /// Sets up the editor on standard input and output, with the settings of `~/.editrc` (or the file `EDITRC` names).
    ///
    /// Takes the character set from the environment (`LC_ALL`, `LC_CTYPE`, `LANG`), for the whole process.
    ///
    /// - Parameter programName: the name that lines of `~/.editrc` may be limited to, as in `descent:bind -v`.
    /// - Throws: `EditorError` when libedit can't be set up.
    public init(programName: String) throws(EditorError) {
        guard let input = clibedit_standard_input(), let output = clibedit_standard_output() else { throw .noEditor }
        try self.init(programName: programName, input: input, output: output)
    }

    /// Sets up the editor on other streams, which must outlive it.
    init(
        programName: String, input: UnsafeMutablePointer<FILE>, output: UnsafeMutablePointer<FILE>
    ) throws(EditorError) {
        Self.setCharacterSet()
        state = EditorState(input: fileno(input), output: fileno(output))
        if Self.canDraw(input, output) {
            let handle = try EditLineHandle(programName: programName, input: input, output: output, state: state)
            self.handle = handle.canDraw() ? handle : nil
        } else {
            handle = nil
        }
        if handle == nil { state.input = InputBytes(linesOf: fileno(input)) }
    }

    private static func canDraw(_ input: UnsafeMutablePointer<FILE>, _ output: UnsafeMutablePointer<FILE>) -> Bool {
        let name = getenv("TERM").map { String(cString: $0) } ?? ""
        return !name.isEmpty && name != "dumb" && isatty(fileno(input)) == 1 && isatty(fileno(output)) == 1
    }

    /// Takes the character set from the environment. Where that says nothing (a bare container), the text is UTF-8 all the
    /// same: the plain "C" locale would refuse every letter outside ASCII.
    static func setCharacterSet() {
        let isSet = setlocale(LC_CTYPE, "") != nil
        if !isSet || asciiCharacterSets.contains(String(cString: nl_langinfo(nl_item(CODESET)))) {
            _ = setlocale(LC_CTYPE, "C.UTF-8") ?? setlocale(LC_CTYPE, "UTF-8")
        }
    }

    /// What systems call the character set that has nothing but ASCII.
    private static let asciiCharacterSets = ["ANSI_X3.4-1968", "US-ASCII"]

    /// Finds what the text can be completed to; it is given the whole cell and the place of the cursor in it, counted in
    /// Unicode scalars. Tab asks it, never a paste.
    public var completer: ((_ text: String, _ cursor: Int) -> Completion?)? {
        get { state.completer }
        nonmutating set { state.completer = newValue }
    }

    /// Says something of the text while it is typed, at the right edge in the place of the right prompt; asked before each
    /// time the cell is drawn, with the whole cell and the place of the cursor in Unicode scalars.
    public var hint: ((_ text: String, _ cursor: Int) -> String?)? {
        get { state.hint }
        nonmutating set { state.hint = newValue }
    }

    /// Gives the colours of a part of the text, in its order; asked each time the cell is drawn, where it is styled. There
    /// is no cursor when the cell is drawn for the last time.
    public var colorer: ((_ text: [Unicode.Scalar], _ cursor: Int?, _ part: Range<Int>) -> [TextColor])? {
        get { state.colorer }
        nonmutating set { state.colorer = newValue }
    }

    /// Finds what a text may go on with, which stands dim behind it until a key takes it; asked where the cursor is at the
    /// end of a text that nobody pasted, and never where nothing is styled. `earlier` gives what the newest cell of the
    /// history that begins like the text goes on with.
    public var suggester: ((_ text: String, _ earlier: () -> String?) -> String?)? {
        get { state.suggester }
        nonmutating set { state.suggester = newValue }
    }

    /// Has the user edit a text elsewhere, in the terminal's usual mode; gives what it has become, or nil where it stays.
    public var textEditor: ((String) -> String?)? {
        get { state.textEditor }
        nonmutating set { state.textEditor = newValue }
    }

    /// Says where in the cell that the history got last something is wrong, in Unicode scalars: the cursor stands there
    /// when it is recalled next.
    public func setMistake(at place: Int?) {
        state.mistake = place.map { (state.history.entries.count - 1, $0) }
    }

    /// Whether a cell is one that Ctrl-C can stop, asked when it has ended. Then a Ctrl-C that was typed right behind its
    /// Enter is for it; else all that was typed behind it is left to whoever reads the terminal next.
    public var canInterrupt: ((_ text: String) -> Bool)? {
        get { state.canInterrupt }
        nonmutating set { state.canInterrupt = newValue }
    }

    /// Forgets the keys that were typed ahead of a Ctrl-C and are here already; the terminal has dropped the others.
    public func dropTypedAhead() { state.input.drop() }

    /// Takes the keys that were typed ahead of the next read and are here already, for whoever reads a line meanwhile.
    public var takesTypedAhead: () -> [UInt8] { { [state] in state.input.takeKept() } }

    /// Whether Ctrl-C came behind the Enter that ended the last cell, when nobody but the editor could take it: the cell is
    /// to stop as soon as it begins.
    public var isCellInterrupted: Bool { state.isCellInterrupted }

    /// Whether what the editor says of itself (details in lists, the pattern of a search) is dim. Prompts have their own
    /// colours.
    public var isStyled: Bool {
        get { state.isStyled }
        nonmutating set { state.isStyled = newValue }
    }

    /// Has the history come from `load`, oldest first, which is called once: when a key first needs it, when nothing has
    /// been typed for a moment, or before the first cell is added.
    public mutating func setHistory(_ load: @escaping () -> [String]) { state.history.setSource(load) }

    /// Adds a cell to the history, as one entry even if it has several lines; an empty one, or one that equals the last, is
    /// not kept. The caller keeps it in a file, after this: the file's entries are taken first.
    public mutating func addHistory(_ cell: String) {
        state.loadHistory()
        if state.history.append(cell), state.mirrorsHistory { state.mirror(cell) }
    }

    /// Reads one cell that ends at the first Enter.
    ///
    /// - Parameters:
    ///   - prompt: what stands before the line. Escape sequences in it take no columns.
    ///   - rightPrompt: what stands at the right edge of the line, as long as there is room.
    public mutating func readLine(prompt: String, rightPrompt: String? = nil) -> Input {
        state.endsAtEnter = true
        defer { state.endsAtEnter = false }
        return readCell(prompt: prompt, continuationPrompt: "", rightPrompt: rightPrompt) { _ in false }
    }

    /// Reads a cell: a line, and more of them as long as Enter finds that the text so far is not whole.
    ///
    /// - Parameters:
    ///   - prompt: what stands before the first line. Colours in it take no columns.
    ///   - continuationPrompt: what stands before each further line.
    ///   - rightPrompt: what stands at the right edge of the first line while the cell is edited.
    ///   - needsMore: whether the text so far, its lines joined by newlines, asks for another line.
    /// - Returns: the cell, without blank lines at its end. Ctrl-C drops the whole cell (`.interrupted`); Ctrl-D in an empty
    ///   cell is `.endOfFile`. The cursor is at the start of a fresh row afterwards.
    public mutating func readCell(
        prompt: String, continuationPrompt: String, rightPrompt: String? = nil, needsMore: (String) -> Bool
    ) -> Input {
        withoutActuallyEscaping(needsMore) { needsMore in
            state.needsMore = needsMore
            defer { state.needsMore = { _ in false } }
            state.content = ScreenContent(
                prompt: Glyph.line(prompt), continuationPrompt: Glyph.line(continuationPrompt),
                rightPrompt: Glyph.line(rightPrompt ?? ""))
            if let handle { return handle.readCell() }
            var reader = PlainReader(state: state)
            return reader.readCell()
        }
    }
}

/// What came of waiting for the user.
public enum Input: Hashable, Sendable {
    /// The text that was entered: a cell may have several lines. It ends in no newline, and holds no control characters
    /// but newlines and tabs.
    case line(String)
    /// Ctrl-C: what had been typed is dropped.
    case interrupted
    /// Ctrl-D on an empty cell, or the terminal is gone.
    case endOfFile
    /// A signal has come that ends the process (SIGTERM, SIGHUP, SIGQUIT); the terminal has its first mode again, and the
    /// process should now end by it.
    case terminated(signal: Int32)
}

/// Why there is no line editor.
public enum EditorError: Error, Hashable, Sendable {
    /// libedit could not be set up: it found no memory, or refused a setting.
    case noEditor
    /// The history could not be set up.
    case noHistory
}

extension EditorError: CustomStringConvertible {
    /// The reason in words, without a full stop.
    public var description: String {
        switch self {
        case .noEditor: "the line editor could not be set up"
        case .noHistory: "the history of the line editor could not be set up"
        }
    }
}
