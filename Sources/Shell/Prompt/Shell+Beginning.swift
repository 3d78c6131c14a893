internal import Files
internal import Interpreter
internal import Rendering
internal import Sessions
internal import Syntax

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
            console.show(Diagnostic(.note, words, notes: notes))
        } else if !notes.isEmpty {
            console.show(Diagnostic(.note, "nothing of \(file.path) was run", notes: notes))
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
