internal import Interpreter
internal import Kernels
internal import LineEditing
internal import Rendering
internal import Syntax

/// An answer of a user who steps through a session.
enum StepAnswer {
    /// Enter: run the cell.
    case run
    /// `b`: go back one cell.
    case back
    /// `q`, or the end of the input.
    case end
    /// Ctrl-C: discard the input line.
    case dropped
    /// A trial cell, with its statements if it has been parsed.
    case attempt(String, Block?)
    /// Reading failed; the shell ends with this status.
    case failed(ExitStatus)

    /// The answer that a line stands for; nil for a trial cell.
    init?(key line: String) {
        switch line.filter({ !$0.isWhitespace }) {
        case "": self = .run
        case "b": self = .back
        case "q": self = .end
        default: return nil
        }
    }
}

/// The source of answers: the editor at a terminal, otherwise the lines of standard input.
struct StepInput: ~Copyable {
    private var editor: LineEditor?
    private var lines = LineInput()
    private let typed: TypedCell
    private let console: Console

    /// The prompt for an answer.
    static let prompt = Markup("step> ", .prompt)
    private static let continuationPrompt = Markup("  ... ", .prompt)

    init(_ parser: Parser, _ console: Console, isStyled: Bool) throws(EditorError) {
        typed = TypedCell(parser)
        self.console = console
        guard Terminal.isInteractive else { return }
        Signals.beginPrompt()
        var editor = try LineEditor(programName: "descent")
        editor.isStyled = isStyled
        let history = ShellHistory(path: UserFolders.history)
        editor.setHistory { history.earlierEntries() }
        self.editor = consume editor
    }

    /// Waits for the next answer.
    mutating func next(_ interpreter: Interpreter) -> StepAnswer {
        // Earlier interruptions must not cut off what is drawn now.
        Interruption.clear()
        console.endLine()
        console.flush()
        return editor == nil ? nextOfLines() : nextOfEditor(interpreter)
    }

    // MARK: - At a terminal

    private mutating func nextOfEditor(_ interpreter: Interpreter) -> StepAnswer {
        // Only for this read: a longer-lived copy of the workspace would make every change of a tensor copy it.
        let completer = Completer(workspace: interpreter.workspace, table: interpreter.table)
        editor?.completer = completer.completion(of:cursor:)
        editor?.canInterrupt = { [typed] text in
            StepAnswer(key: text) != nil || typed.staysInShell(text, interpreter)
        }
        defer {
            editor?.completer = nil
            editor?.canInterrupt = nil
        }
        let input = editor?.readCell(
            prompt: console.rendered(Self.prompt), continuationPrompt: console.rendered(Self.continuationPrompt)
        ) { [typed] text in
            Interruption.clear()
            return typed.asksForMore(text)
        }
        switch input {
        case .line(let text):
            if editor?.isCellInterrupted == true { Interruption.request() }
            guard let answer = StepAnswer(key: text) else {
                editor?.addHistory(text)
                return attempt(text)
            }
            // The cell and its output belong together.
            if case .run = answer { console.eraseRowAbove() }
            return answer
        case .interrupted: return .dropped
        case .terminated(let signal):
            console.flush()
            Signals.end(by: signal)
        case .endOfFile, nil: return .end
        }
    }

    /// Discards what was typed before a Ctrl-C.
    func dropTypedAhead() { editor?.dropTypedAhead() }

    private func attempt(_ text: String) -> StepAnswer {
        let text = Shell.movedToMargin(text)
        return .attempt(text, typed.block(of: text))
    }

    // MARK: - From standard input

    /// Reads a line as an answer, or a block up to an empty line, as at the prompt.
    private mutating func nextOfLines() -> StepAnswer {
        var text = ""
        do throws(LineInput.Failure) {
            while let line = try lines.next(waits: { [console] in console.flush() }) {
                if text.isEmpty, let answer = StepAnswer(key: line) { return answer }
                text += line
                guard typed.asksForMore(text) else { return shownAttempt(text) }
                text += "\n"
            }
        } catch {
            return .failed(Shell.tell(error, console))
        }
        return text.isEmpty ? .end : shownAttempt(text)
    }

    /// Echoes the trial cell, since no terminal did.
    private func shownAttempt(_ text: String) -> StepAnswer {
        for (index, line) in text.split(separator: "\n").enumerated() {
            console.write((index == 0 ? Self.prompt : Self.continuationPrompt) + "\(line)\n")
        }
        return attempt(text)
    }
}
