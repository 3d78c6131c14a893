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

/// A command of ours that keys can be bound to, in `~/.editrc` too.
struct EditorCommand: Sendable {
    typealias Function = @convention(c) (OpaquePointer?, wint_t) -> UInt8

    let name: String
    let help: String
    let function: Function

    /// All of them.
    static let all: [EditorCommand] = [
        EditorCommand(
            name: "descent-enter",
            help: "End the cell if it is whole and the cursor is in its last line; else begin a new line"
        ) { editor, _ in run(editor) { $1.enter($0) } },
        EditorCommand(name: "descent-newline", help: "Begin a new line") { editor, _ in
            run(editor) { $1.insertNewline($0) }
        },
        EditorCommand(name: "descent-interrupt", help: "Drop the cell") { editor, _ in
            run(editor) { $1.interrupt($0) }
        },
        EditorCommand(name: "descent-suspend", help: "Stop and leave to the shell") { editor, _ in
            run(editor) { $1.suspend($0, wholeJob: true) }
        },
        EditorCommand(name: "descent-leave", help: "Leave if the cell is empty; else delete the next character") {
            editor, _ in run(editor) { $1.leave($0) }
        },
        EditorCommand(name: "descent-up", help: "Go to the line above, or to the cell before") { editor, _ in
            run(editor) { $1.moveUp($0) }
        },
        EditorCommand(name: "descent-down", help: "Go to the line below, or to the cell after") { editor, _ in
            run(editor) { $1.moveDown($0) }
        },
        EditorCommand(name: "descent-line-start", help: "Go to the start of the line") { editor, _ in
            run(editor) { buffer, _ in buffer.move(to: buffer.edited.lineStart) }
        },
        EditorCommand(name: "descent-line-end", help: "Go to the end of the line") { editor, _ in
            run(editor) { buffer, _ in buffer.move(to: buffer.edited.lineEnd) }
        },
        EditorCommand(name: "descent-backspace", help: "Delete the character before, or a step of indentation") {
            editor, _ in run(editor) { $1.deleteBackward($0) }
        },
        EditorCommand(name: "descent-delete", help: "Delete the next character") { editor, _ in
            run(editor) { $1.deleteForward($0) }
        },
        EditorCommand(name: "descent-cut-line-end", help: "Cut to the end of the line") { editor, _ in
            run(editor) { $1.cutToLineEnd($0) }
        },
        EditorCommand(name: "descent-cut-line-start", help: "Cut to the start of the line") { editor, _ in
            run(editor) { buffer, state in state.cut(buffer.edited.lineStart..<buffer.cursor, buffer) }
        },
        EditorCommand(name: "descent-cut-blank-word", help: "Cut to the blank before the cursor") { editor, _ in
            run(editor) { $1.cutWord($0, blanksOnly: true) }
        },
        EditorCommand(name: "descent-cut-word", help: "Cut to the start of the word") { editor, _ in
            run(editor) { $1.cutWord($0, blanksOnly: false) }
        },
        EditorCommand(name: "descent-insert-cut", help: "Insert what was cut last") { editor, _ in
            run(editor) { buffer, state in buffer.insert(state.cut) }
        },
        EditorCommand(name: "descent-undo", help: "Take back the last change") { editor, _ in
            run(editor) { buffer, state in
                if let text = state.undo.back() { buffer.set(text.scalars, cursor: text.cursor) }
            }
        },
        EditorCommand(name: "descent-complete", help: "Complete the word before the cursor, or indent") { editor, _ in
            run(editor) { $1.complete($0) }
        },
        EditorCommand(name: "descent-search-older", help: "Search the cells of before") { editor, _ in
            run(editor) { $1.searchHistory($0, step: -1) }
        },
        EditorCommand(name: "descent-search-newer", help: "Search the cells of before, forwards") { editor, _ in
            run(editor) { $1.searchHistory($0, step: 1) }
        },
        EditorCommand(name: "descent-prefix-older", help: "Go to the cell before that begins like this one") {
            editor, _ in run(editor) { $1.moveToPrefix($0, step: -1) }
        },
        EditorCommand(name: "descent-prefix-newer", help: "Go to the cell after that begins like this one") {
            editor, _ in run(editor) { $1.moveToPrefix($0, step: 1) }
        },
        EditorCommand(name: "descent-clear-screen", help: "Clear the screen") { editor, _ in
            run(editor) { _, state in state.clearScreen() }
        },
        EditorCommand(name: "descent-quote", help: "Insert the next character, a tab too, as it is") { editor, _ in
            run(editor) { $1.quote($0) }
        },
        EditorCommand(name: "descent-paste", help: "Insert what the terminal sent as pasted") { editor, _ in
            run(editor) { $1.insertPaste($0) }
        },
    ]

    /// Runs a command; libedit then goes on, or leaves the read when it has come to an outcome.
    private static func run(_ editor: OpaquePointer?, _ body: (EditBuffer, EditorState) -> Void) -> UInt8 {
        guard let editor, let state = EditorState.of(editor) else { return UInt8(CC_ERROR) }
        body(EditBuffer(editor: editor), state)
        return UInt8(state.outcome == nil ? CC_REFRESH : CC_EOF)
    }
}
