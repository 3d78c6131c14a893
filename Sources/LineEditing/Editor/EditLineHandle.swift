internal import CLibedit
internal import Platform

/// libedit's editor, which keeps the text of the cell and the meaning of the keys, and never gets to draw: what it writes
/// goes to the null device.
final class EditLineHandle {
    let editor: OpaquePointer
    let state: EditorState
    private let history: OpaquePointer
    private let nowhere: UnsafeMutablePointer<FILE>
    /// libedit keeps pointers to the names of our commands.
    private let names: [WideText]

    /// Sets up an editor that reads keys from `input` and draws on `output`; the streams stay the caller's to close, after
    /// the handle has gone.
    ///
    /// - Parameter programName: the name that lines of `~/.editrc` may be limited to, as in `descent:bind -v`.
    init(
        programName: String, input: UnsafeMutablePointer<FILE>, output: UnsafeMutablePointer<FILE>, state: EditorState
    ) throws(EditorError) {
        guard let nowhere = fopen("/dev/null", "w") else { throw .noEditor }
        guard let history = history_winit() else {
            fclose(nowhere)
            throw .noHistory
        }
        let editor = el_init_fd(
            programName, input, nowhere, nowhere, fileno(input), fileno(output), fileno(nowhere))
        guard let editor else {
            history_wend(history)
            fclose(nowhere)
            throw .noEditor
        }
        self.editor = editor
        self.state = state
        self.history = history
        self.nowhere = nowhere
        names = EditorCommand.all.flatMap { [WideText($0.name), WideText($0.help)] }
        guard clibedit_set_history_size(history, .max) >= 0 else { throw .noHistory }
        guard clibedit_set_client_data(editor, Unmanaged.passUnretained(state).toOpaque()) == 0,
            clibedit_set_key_source(editor, { KeySource.nextKey($0, $1) }) == 0,
            clibedit_use_history(editor, history) == 0, addCommands(), setKeys()
        else { throw .noEditor }
        reserveRoom()
    }

    deinit {
        (state.mirrorsHistory, state.mirror) = (false, { _ in })
        el_end(editor)
        history_wend(history)
        fclose(nowhere)
    }

    private func addCommands() -> Bool {
        EditorCommand.all.indices.allSatisfy { index in
            clibedit_add_command(
                editor, names[2 * index].characters, names[2 * index + 1].characters,
                EditorCommand.all[index].function) == 0
        }
    }

    /// Has libedit's buffers grow at once: some of its commands don't look whether there is room.
    private func reserveRoom() {
        let buffer = EditBuffer(editor: editor)
        buffer.insert(repeatElement(" ", count: Self.reserved))
        buffer.set([])
    }

    private static let reserved = 1 << 14

    /// Whether the terminal can be drawn on: it erases as ECMA-48 has it, and its cursor goes up. (The user's settings may
    /// also have turned editing off.)
    func canDraw() -> Bool {
        guard clibedit_edits(editor) != 0, let erase = clibedit_capability(editor, "ce"),
            let up = clibedit_capability(editor, "up")
        else { return false }
        return String(cString: erase).hasPrefix("\u{1B}[") && up.pointee != 0
    }

    /// Reads one cell, as the user's keys make it.
    func readCell() -> Input {
        let signals = ReadSignals()
        state.begin()
        // Of itself it would be later, and a Ctrl-C typed at once would not be taken as a key.
        _ = clibedit_prepare_terminal(editor, 1)
        var count: CInt = 0
        let characters = el_wgets(editor, &count)
        let buffer = EditBuffer(editor: editor)
        if state.outcome == nil, characters != nil, count > 0 {
            // One of libedit's own commands has ended the line.
            state.accept(buffer)
        } else if state.shown != nil {
            state.finish(buffer)
        }
        let outcome = state.outcome ?? .endOfFile
        let isTypedAhead = findsInterrupt(behind: outcome)
        _ = clibedit_prepare_terminal(editor, 0)
        state.isCellInterrupted = signals.end(after: outcome) || isTypedAhead
        return outcome
    }

    /// Whether Ctrl-C stands among the keys behind the Enter of a cell that it can stop.
    private func findsInterrupt(behind outcome: Input) -> Bool {
        guard case .line(let text) = outcome, state.canInterrupt?(text) == true else { return false }
        // From here on the terminal makes a signal of it, so that none is missed behind the keys that are looked at.
        var settings = termios()
        if tcgetattr(state.input.descriptor, &settings) == 0 {
            settings.c_lflag |= tcflag_t(ISIG)
            _ = tcsetattr(state.input.descriptor, TCSANOW, &settings)
        }
        guard state.input.takeInterrupt() else { return false }
        state.write(Array("^C".utf8))
        return true
    }

    /// Lets libedit's own commands find an entry. When there is no memory for it they don't.
    static func mirror(_ entry: String, in history: OpaquePointer) {
        _ = WideText(entry).lend { clibedit_add_history(history, $0) }
    }

    /// Has libedit's own commands find the history from now on.
    func mirrorHistory() {
        state.mirrorsHistory = true
        let history = history
        state.mirror = { Self.mirror($0, in: history) }
    }
}
