internal import CLibedit

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// libedit's editor and its history, ended together.
struct EditLineHandle: ~Copyable {
    let editor: OpaquePointer
    private let history: OpaquePointer
    let state: EditorState

    /// How many entries the history holds before it drops the oldest.
    static let historySize: CInt = 10_000

    private init(editor: OpaquePointer, history: OpaquePointer, input: CInt) {
        state = EditorState(input: input)
        self.editor = editor
        self.history = history
    }

    /// Sets up an editor that reads keys from `input` and draws on `output`; the streams stay the caller's to close, after
    /// the handle has gone.
    ///
    /// - Parameter programName: the name that lines of `~/.editrc` may be limited to, as in `descent:bind -v`.
    static func open(
        programName: String, input: UnsafeMutablePointer<FILE>, output: UnsafeMutablePointer<FILE>,
        errors: UnsafeMutablePointer<FILE>
    ) throws(EditorError) -> EditLineHandle {
        guard let history = history_winit() else { throw .noHistory }
        guard let editor = el_init(programName, input, output, errors) else {
            history_wend(history)
            throw .noEditor
        }
        let handle = EditLineHandle(editor: editor, history: history, input: fileno(input))
        guard handle.setHistory() else { throw .noHistory }
        guard handle.setState(), handle.setPrompts(), handle.setKeys() else { throw .noEditor }
        return handle
    }

    deinit {
        el_end(editor)
        history_wend(history)
    }

    private borrowing func setHistory() -> Bool {
        clibedit_set_history_size(history, Self.historySize) >= 0 && clibedit_use_history(editor, history) == 0
    }

    private borrowing func setState() -> Bool {
        clibedit_set_client_data(editor, Unmanaged.passUnretained(state).toOpaque()) == 0
            && clibedit_set_key_source(editor, { KeySource.nextKey($0, $1) }) == 0
    }

    private borrowing func setPrompts() -> Bool {
        let mark = wchar_t(truncatingIfNeeded: PromptMarking.mark.value)
        let left = clibedit_set_prompt(editor, { EditorState.of($0)?.prompt.characters }, mark)
        let right = clibedit_set_right_prompt(editor, { EditorState.of($0)?.rightPrompt.characters }, mark)
        return left == 0 && right == 0
    }

    /// Reads one line, as the user's keys make it.
    borrowing func readLine() -> Input {
        state.isInterrupted = false
        var count: CInt = 0
        errno = 0
        let signals = RedrawSignals()
        // Of itself it would show the prompt first, and a Ctrl-C or Ctrl-D typed at once would not be taken as a key.
        _ = clibedit_prepare_terminal(editor, 1)
        let characters = el_wgets(editor, &count)
        let failure = errno
        _ = consume signals
        if state.isInterrupted { return .interrupted }
        guard let characters, count > 0 else {
            // A signal that someone else handles (`kill -INT`) ends the read as Ctrl-C does. Anything else that leaves
            // no line is the end: Ctrl-D, or a terminal that has gone.
            return count < 0 && failure == EINTR ? .interrupted : .endOfFile
        }
        let length = characters[Int(count) - 1] == wchar_t(10) ? Int(count) - 1 : Int(count)
        return .line(WideText.string(characters, count: length))
    }

    /// Adds an entry to the history. When there is no memory for it the history stays as it was.
    borrowing func addHistory(_ entry: String) {
        let text = WideText(entry)
        _ = clibedit_add_history(history, text.characters)
    }
}
