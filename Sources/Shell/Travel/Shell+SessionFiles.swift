internal import Builtins
internal import Files
internal import Interpreter
internal import Sessions
internal import Syntax

extension Shell {
    /// `check path`: replays a file in a workspace of its own, and tells what differs from its record.
    func checkFile(_ path: String) -> Interpreter.Outcome {
        let file: SessionFile
        do throws(SessionError) { file = try read(path) } catch { return .failed(Self.diagnostic(of: error)) }
        var options = interpreter.options
        options.seed = nil
        let report = Checker().check(file, with: Interpreter(options: options))
        Signals.endIfPending()
        if report.isInterrupted { return .interrupted(Diagnostic(.error, "interrupted in \(path)")) }
        show(report)
        return report.isSame
            ? .finished(assigned: []) : .failed(Diagnostic(.error, "\(path) is not as it records"))
    }

    /// `replay path`: runs the cells of a file as new ones, as if they were typed, up to the first that fails.
    mutating func replayFile(_ path: String) -> Interpreter.Outcome {
        let file: SessionFile
        do throws(SessionError) { file = try read(path) } catch { return .failed(Self.diagnostic(of: error)) }
        var assigned: [String] = []
        for old in file.cells {
            let lines = old.sourceLines
            let cell = Cell(number: live.nextNumber, source: lines.joined(separator: "\n"))
            console.endLine()
            console.write(Self.echo(lines, number: cell.number))
            console.write("\n")
            switch runReplayed(cell, of: old) {
            case .finished(let names): assigned += names.filter { !assigned.contains($0) }
            // The file's session ends there; the shell's does not.
            case .quit: return .finished(assigned: assigned)
            case let other: return other
            }
        }
        return .finished(assigned: assigned)
    }

    private func read(_ path: String) throws(SessionError) -> SessionFile {
        let place: String
        do { place = try FileScope.direct.pathToRead(path) } catch { throw SessionError(path: path, .file(error)) }
        return try SessionFile.read(path: place, commands: parser.commands)
    }

    private mutating func runReplayed(_ cell: Cell, of old: SessionCell) -> Interpreter.Outcome {
        let (console, isSeedGiven) = (console, options.seed != nil)
        var outcome = runAlone(cell, title: old.title) { console.show($0, of: cell, isSeedGiven: isSeedGiven) }
        console.flush()
        if case .asks(let request) = outcome { outcome = carryOut(request, in: cell) }
        switch (outcome, old.expectation) {
        case (.failed(let diagnostic), let expectation?) where diagnostic.firstLine == expectation.message:
            console.show(diagnostic, source: cell.source)
            return .finished(assigned: [])
        case (.failed(var diagnostic), let expectation):
            diagnostic.source = diagnostic.source ?? cell.source
            let place = "\(old.cell.location?.path ?? ""):\(old.cell.location?.line ?? 1)"
            diagnostic.notes.append("in [\(cell.number)], which is \(place); the cells after it did not run")
            if let expectation { diagnostic.notes.append("the file expects another error: \(expectation.message)") }
            return .failed(diagnostic)
        case (.finished, let expectation?):
            return .failed(
                Diagnostic(
                    .error, "this cell should fail, but ran to its end",
                    notes: ["\(old.cell.location?.path ?? ""):\(expectation.line) expects \(expectation.message)"]))
        default: return outcome
        }
    }

    /// Travels as a cell of a file asks. Numbers mean other cells here, and a file that replays itself would never end.
    private mutating func carryOut(_ request: SessionRequest, in cell: Cell) -> Interpreter.Outcome {
        switch request {
        case .undo, .redo, .history(nil): run(cell) { _ in }
        case .goTo, .difference:
            .failed(
                Diagnostic(
                    .error, "\(request.command) names cells by the numbers that they have in their file",
                    notes: ["descent run -i runs the file with its own numbers"]))
        default: .failed(Replayer.refusal(of: request))
        }
    }
}
