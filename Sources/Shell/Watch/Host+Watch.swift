internal import Interpreter
internal import Rendering
internal import Sessions
internal import Syntax

extension Host {
    /// Runs a file, and again whenever it is saved, from the first cell on that has changed. Ctrl-C stops the cells that
    /// run; while it waits, it ends it well.
    mutating func watch(_ path: String) -> ExitStatus {
        let changes = FileWatch(path)
        var session = WatchedSession(interpreter, largestHold: Self.largestHold)
        var isFirst = true
        repeat {
            Interruption.clear()
            do throws(SessionError) {
                let runnable = try RunnableFile.read(path: path, table: interpreter.table)
                guard let file = prepared(runnable) else { return .usage }
                run(file, in: &session, isFirst: isFirst)
            } catch {
                let status = tell(error)
                if isFirst, status == .usage, case .file = error.kind { return status }
                console.showLine("nothing ran; the next save is tried")
            }
            if isFirst { console.showLine("watching \(path); Ctrl-C ends it") }
            isFirst = false
            Interruption.clear()
        } while changes.waitForChange()
        console.endInterruptedLine()
        return .success
    }

    private func run(_ file: SessionFile, in session: inout WatchedSession, isFirst: Bool) {
        // An editor may empty a file before it writes it.
        guard !file.cells.isEmpty else { return console.showLine("\(file.path) has no cells; the next save is tried") }
        let cells = session.changed(in: file)
        if !isFirst { console.showLine("\(file.path) was saved: \(Self.announcement(cells))") }
        let (shell, console) = (shell, console)
        let outcome = session.run(file) { Self.show($0, shell, console) }
        console.endLine()
        console.flush()
        if case .failed(let failure) = outcome.ending {
            tell(failure)
            if failure.isInterrupted { console.showLine("stopped; the next save goes on from there") }
        }
        guard let difference = outcome.difference else { return }
        if !difference.isEmpty {
            for line in TravelText.table(of: difference).split(separator: "\n") { console.showLine(String(line)) }
        } else if outcome.ending != nil {
            console.showLine("no name has changed")
        }
    }

    /// Which cells run: `[3] to [5] run`.
    private static func announcement(_ cells: ArraySlice<SessionCell>) -> String {
        guard let first = cells.first?.cell.number, let last = cells.last?.cell.number else {
            return "no cell has changed, nothing ran"
        }
        return cells.count == 1 ? "[\(first)] runs" : "[\(first)] to [\(last)] run"
    }
}
