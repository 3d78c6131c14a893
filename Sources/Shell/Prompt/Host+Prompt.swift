internal import Interpreter
internal import LineEditing
internal import Rendering
internal import Sessions
internal import Syntax

extension Host {
    /// Reads cells at the prompt and runs them, until `quit` or Ctrl-D.
    mutating func runPrompt() -> ExitStatus {
        var editor: LineEditor
        do {
            editor = try LineEditor(programName: "descent")
        } catch {
            console.show(Diagnostic(.error, error.description))
            return .usage
        }
        Signals.beginPrompt()
        let history = ShellHistory(path: UserFolders.history)
        console.history = history
        for entry in history.earlierEntries() { editor.addHistory(entry) }
        var assigned: [String] = []
        while true {
            console.endLine()
            console.flush()
            if let warning = history.takeWarning() { console.show(warning) }
            interpreter.options.columns = Terminal.columns
            let right = RightPrompt.text(of: assigned, in: interpreter.workspace, columns: Terminal.columns / 2)
            let input = editor.readCell(
                prompt: console.rendered(Self.prompt(nextNumber)),
                continuationPrompt: console.rendered(Self.continuationPrompt(nextNumber)),
                rightPrompt: right.isEmpty ? nil : console.rendered(right) + " "
            ) { [parser] text in
                parser.completeness(of: text + "\n") == .incomplete
            }
            switch input {
            case .interrupted: continue
            case .endOfFile:
                console.write("\n")
                return .success
            case .line(let text):
                guard text.contains(where: { !$0.isWhitespace }) else { continue }
                if history.add(text) { editor.addHistory(text) }
                guard let names = runTyped(text) else { return .success }
                assigned = names
            }
        }
    }

    /// Runs a cell that was typed; the names that it set, or nil if the shell is to end.
    private mutating func runTyped(_ text: String) -> [String]? {
        let cell = Cell(number: nextNumber, source: text)
        nextNumber += 1
        Interruption.clear()
        let (console, isSeedGiven) = (console, shell.seed != nil)
        let outcome = run(cell) { event in console.show(event, of: cell, isSeedGiven: isSeedGiven) }
        console.flush()
        switch outcome {
        case .finished(let assigned): return assigned
        case .quit: return nil
        case .interrupted(let diagnostic):
            console.endInterruptedLine()
            console.show(diagnostic, source: text)
            return []
        case .failed(let diagnostic):
            console.show(diagnostic, source: text)
            return []
        }
    }
}
