internal import Files
internal import Interpreter
internal import Kernels
internal import LineEditing
internal import Platform
internal import Rendering
internal import Sessions
internal import Syntax

extension Shell {
    /// Reads cells at the prompt and runs them, until `quit` or Ctrl-D.
    mutating func runPrompt() -> ExitStatus {
        var editor: LineEditor
        do {
            editor = try LineEditor(programName: "descent")
        } catch {
            console.show(.error, error.description)
            return .usage
        }
        editor.isStyled = Terminal.hasColor(STDOUT_FILENO, options.color)
        Signals.beginPrompt()
        console.standardInput.typedAhead = editor.takesTypedAhead
        _ = replacing(.none)
        let history = ShellHistory(path: UserFolders.history)
        console.history = history
        editor.setHistory { history.earlierEntries() }
        let journals = Recording(journals: UserFolders.journals, text: SessionText(commands: parser.commands))
        if let begun { journals.adopt(begun.path, begun.cells) }
        recording = journals
        updateRecording()
        if case .input = options.job { beginAtPrompt() }
        defer { sayFarewell() }
        var last = LastCell()
        let typed = TypedCell(parser)
        var stale = interpreter.lineage.stale(in: interpreter.workspace)
        while true {
            console.endLine()
            console.flush()
            if let warning = history.takeWarning() { console.show(warning) }
            live.interpreter.options.columns = Terminal.columns
            switch read(&editor, typed, after: last) {
            case .interrupted: continue
            case .endOfFile: return .success
            case .terminated(let signal):
                sayFarewell()
                console.flush()
                Signals.end(by: signal)
            case .line(let text):
                guard text.contains(where: { !$0.isWhitespace }) else { continue }
                if editor.isCellInterrupted { Interruption.request() }
                if history.add(text) { editor.addHistory(text) }
                let before = stale
                let ran = runTyped(text, typed)
                editor.setMistake(at: ran.mistake)
                guard let names = ran.names else { return .success }
                if Interruption.isRequested { editor.dropTypedAhead() }
                last = LastCell(assigned: names, duration: ran.duration)
                stale = interpreter.lineage.stale(in: interpreter.workspace)
                last.becameStale = interpreter.workspace.order.filter { stale[$0] != nil && before[$0] == nil }
            }
        }
    }

    /// What the right prompt tells of the cell before.
    private struct LastCell {
        var assigned: [String] = []
        var duration: Duration = .zero
        /// The names whose values it has made stale.
        var becameStale: [String] = []
    }

    /// Says how to bring an unsaved session back.
    private func sayFarewell() {
        if let words = recording?.farewell(live.timeline.recordedSession) { console.show(words) }
    }

    private func read(_ editor: inout LineEditor, _ typed: TypedCell, after last: LastCell) -> Input {
        // What is drawn at the prompt is whole, whatever was stopped before.
        Interruption.clear()
        let right = RightPrompt.text(
            of: last.assigned, stale: last.becameStale, in: interpreter.workspace, duration: last.duration,
            columns: Terminal.columns / 2)
        // For this read only: a copy of the workspace that lasts would make every change of a tensor copy it.
        var completer = Completer(workspace: interpreter.workspace, table: interpreter.table)
        let timeline = live.timeline
        completer.cells = { Self.cellLines(of: timeline) }
        editor.completer = completer.completion(of:cursor:)
        editor.hint = Self.hint(
            SignatureHint(completer: completer, commands: parser.commands), prompt: Self.prompt(live.nextNumber))
        let colors = SourceColors(workspace: interpreter.workspace, table: interpreter.table, parser: parser)
        editor.colorer = colors.colors(of:cursor:in:)
        let suggestion = LineSuggestion(
            completer: completer, commands: parser.commands,
            lesson: tutorial?.isRunning == true ? tutorial?.lesson.solution ?? [] : [])
        editor.suggester = suggestion.rest(of:earlier:)
        let console = console
        editor.textEditor = { text in
            do throws(TextEditor.Failure) { return try TextEditor.edited(text) } catch {
                console.show(error.diagnostic)
                return nil
            }
        }
        let interpreter = interpreter
        editor.canInterrupt = { [typed] text in typed.staysInShell(text, interpreter) }
        defer {
            (editor.completer, editor.hint, editor.canInterrupt) = (nil, nil, nil)
            (editor.colorer, editor.suggester, editor.textEditor) = (nil, nil, nil)
        }
        return editor.readCell(
            prompt: console.rendered(Self.prompt(live.nextNumber)),
            continuationPrompt: console.rendered(Self.continuationPrompt(live.nextNumber)),
            rightPrompt: right.isEmpty ? nil : console.rendered(right)
        ) { [typed] text in
            // Ctrl-C that came before the editor took it is for nothing that is typed now.
            Interruption.clear()
            return typed.asksForMore(text)
        }
    }

    /// More cells than these aren't listed for a command that names one.
    private static let mostCells = 100

    /// The cells that a command can name, the newest first.
    private static func cellLines(of timeline: Timeline) -> [CellLine] {
        var (lines, steps) = ([CellLine](), 0)
        for entry in timeline.session.reversed().prefix(mostCells) {
            if entry.isChange { steps += 1 }
            let label = TravelText.cell(entry.cell)
            lines.append(
                CellLine(
                    number: entry.cell.number, source: String(label.drop { $0 != " " }.dropFirst()),
                    steps: entry.isChange ? steps : nil))
        }
        return lines
    }

    /// The signature of the call that is being typed, where there is room for it.
    private static func hint(_ signature: SignatureHint, prompt: Markup) -> (String, Int) -> String? {
        let width = prompt.displayWidth
        return { text, cursor in
            let room = SignatureHint.room(behind: text, prompt: width, columns: Terminal.columns)
            return signature.text(of: text, cursor: cursor, columns: room)
        }
    }

    /// The prompt of a cell.
    static func prompt(_ number: Int) -> Markup { Markup("In [\(number)]: ", .prompt) }

    /// What stands before the further lines of a cell, as wide as its prompt.
    static func continuationPrompt(_ number: Int) -> Markup {
        let blanks = "In []".utf8.count + String(number).utf8.count - "...".utf8.count
        return Markup(String(repeating: " ", count: blanks) + "...: ", .prompt)
    }

    /// A cell without the blanks that its first line begins with, which keep it out of the history, or were copied along.
    static func movedToMargin(_ text: String) -> String {
        let margin = text.prefix { $0 == " " || $0 == "\t" }
        guard !margin.isEmpty else { return text }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.map { $0.hasPrefix(margin) ? $0.dropFirst(margin.count) : $0 }.joined(separator: "\n")
    }

    /// What came of a cell that was typed.
    struct Ran {
        /// The names that it set; nil if the shell is to end.
        var names: [String]? = []
        /// Where in it something is wrong, in Unicode scalars.
        var mistake: Int?
        /// How long it took.
        var duration = Duration.zero
    }

    /// Runs a cell that was typed.
    mutating func runTyped(_ line: String, _ typed: TypedCell) -> Ran {
        let isTaught = tutorial?.isRunning == true
        let text = isTaught ? tutorialCommand(Self.movedToMargin(line)) : Self.movedToMargin(line)
        let cell = Cell(number: live.nextNumber, source: text)
        let (console, isSeedGiven) = (console, options.seed != nil)
        let watch = isTaught ? PrintedText() : nil
        let (start, count) = (MonotonicTime.nanoseconds, live.timeline.entries.count)
        console.beginLeafing()
        let outcome = run(cell, parsed: typed.block(of: text)) { event in
            watch?.receive(event)
            console.show(event, of: cell, isSeedGiven: isSeedGiven)
        }
        // Who reads a long page, or edits a cell, takes time that is not the cells'.
        let ran = live.timeline.entries.dropFirst(count)
        let duration =
            ran.isEmpty
            ? Duration.nanoseconds(Int64(MonotonicTime.nanoseconds - start))
            : .seconds(ran.reduce(0) { $0 + $1.seconds })
        console.endLeafing()
        console.flush()
        defer { if tutorial?.isRunning == true { teach(cell, outcome, watch) } }
        switch outcome {
        case .finished(let assigned): return Ran(names: assigned, duration: duration)
        case .quit: return Ran(names: nil)
        case .asks: return Ran(duration: duration)
        case .interrupted(let diagnostic):
            console.endInterruptedLine()
            console.show(diagnostic, source: text)
            return Ran(duration: duration)
        case .failed(let diagnostic):
            console.show(diagnostic, source: text)
            return Ran(mistake: text == line ? Self.place(of: diagnostic, in: text) : nil, duration: duration)
        }
    }

    /// Where in a cell a diagnostic's mistake begins, if it is in it, in Unicode scalars.
    private static func place(of diagnostic: Diagnostic, in text: String) -> Int? {
        guard diagnostic.source == nil, diagnostic.origin == nil, let start = diagnostic.range?.start,
            start <= text.utf8.count
        else { return nil }
        return text.utf8.prefix(start).count { $0 & 0xC0 != 0x80 }
    }
}

/// A cell that is being typed. Enter asks whether it is whole, and what it was read as then is what runs.
final class TypedCell {
    private let parser: Parser
    private var whole: (text: Substring, block: Block)?

    init(_ parser: Parser) { self.parser = parser }

    /// Whether a text asks for another line.
    func asksForMore(_ typed: String) -> Bool {
        let text = Shell.movedToMargin(typed)
        switch parser.completeness(of: text + "\n") {
        case .complete(let block): whole = (Self.trimmed(text), block)
        case .incomplete: return true
        case .invalid: break
        }
        return false
    }

    /// Whether a text that was whole at last has nothing to do with the session, as `quit` and `edit` have, behind which
    /// another program may read the terminal.
    func staysInShell(_ text: String, _ interpreter: Interpreter) -> Bool {
        guard let whole, whole.text.isSame(as: Self.trimmed(Shell.movedToMargin(text))) else { return false }
        return interpreter.isRecordedWhole(whole.block)
    }

    /// The statements of a text, if it was the one that was whole at last.
    func block(of text: String) -> Block? {
        defer { whole = nil }
        // A backslash joined the line that was empty, and went with it.
        return whole.flatMap { $0.text.isSame(as: Self.trimmed(text)) && $0.text.last != "\\" ? $0.block : nil }
    }

    /// A text without the blanks and the line ends behind it, where no statement reaches.
    private static func trimmed(_ text: String) -> Substring {
        var text = text[...]
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}

extension Shell {
    /// What a shell at a terminal begins with: a line that greets, and the cells of the user's `init.session`.
    ///
    /// These are cells like any others, so that no session holds what its record doesn't: they take the first numbers, can
    /// be undone, and stand at the head of whatever `save`, `record` and the journal write.
    mutating func beginAtPrompt() {
        if !options.isQuiet, Terminal.environment("DESCENT_BANNER")?.isEmpty != true {
            console.showAside(Self.greeting(columns: Terminal.columns))
        }
        guard !options.skipsBeginning, let path = UserFolders.beginning else { return }
        let file: SessionFile
        do {
            file = try SessionFile.read(path: path, commands: parser.commands)
        } catch {
            // Most users have none; a file that was asked for by name should be there.
            if case .file(.missing) = error.kind, Terminal.environment("DESCENT_INIT") == nil { return }
            _ = tell(error)
            return
        }
        runBeginning(file)
    }

    private mutating func runBeginning(_ file: SessionFile) {
        var failure: ReplayFailure?
        do { try replay(file, title: Self.beginningTitle) } catch { failure = error }
        console.endLine()
        console.flush()
        let cells = live.timeline.recordedSession
        recording?.begin(with: cells)
        var notes: [String] = []
        if let failure {
            tell(failure)
            notes.append("the cells after it did not run; the shell goes on")
        }
        if let words = Self.beginningNote(cells.map(\.cell.number), file.path) {
            console.show(.note, words, notes: notes)
        } else if !notes.isEmpty {
            console.show(.note, "nothing of \(file.path) was run", notes: notes)
        }
    }

    /// What stands behind the labels of its cells in a record.
    static let beginningTitle = "from init.session"

    /// Which cells a shell began with: `[1] to [3] come from …`.
    static func beginningNote(_ numbers: [Int], _ path: String) -> String? {
        guard let first = numbers.first, let last = numbers.last else { return nil }
        return numbers.count == 1 ? "[\(first)] comes from \(path)" : "[\(first)] to [\(last)] come from \(path)"
    }

    /// The line that greets.
    static func greeting(columns: Int) -> Markup {
        var flow = TextFlow(width: columns)
        flow.paragraph(
            "descent \(Shell.version): help lists what there is, tutorial teaches it in two minutes", style: .hint)
        return flow.markup
    }
}
