internal import Builtins
internal import Files
internal import Interpreter
internal import Sessions
internal import Syntax

extension Shell {
    /// `check path`: replays a file in a workspace of its own, and tells what differs from its record.
    func checkFile(_ path: String) -> CellEnding {
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
    mutating func replayFile(_ path: String) -> CellEnding {
        let file: SessionFile
        do throws(SessionError) { file = try read(path) } catch { return .failed(Self.diagnostic(of: error)) }
        var assigned: [String] = []
        for old in file.cells {
            let cell = old.typed(as: live.nextNumber, commands: parser.commands)
            console.endLine()
            console.write(Self.echo(cell.sourceLines, number: cell.cell.number))
            console.write("\n")
            do throws(ReplayFailure) {
                // The file's session ends where it quits; the shell's does not.
                guard try runReplayed(cell, &assigned) else { break }
            } catch {
                var diagnostic = error.diagnostic
                if error.isInterrupted { return .interrupted(diagnostic) }
                let place = "\(old.cell.location?.path ?? ""):\(old.cell.location?.line ?? 1)"
                diagnostic.source = diagnostic.source ?? cell.cell.source
                diagnostic.notes.append(
                    "in [\(cell.cell.number)], which is \(place); the cells after it did not run")
                return .failed(diagnostic)
            }
        }
        return .finished(assigned: assigned)
    }

    /// Runs a cell of a file as one of the shell's own; false where it calls `quit`.
    private mutating func runReplayed(_ cell: SessionCell, _ assigned: inout [String]) throws(ReplayFailure) -> Bool {
        var replayer = Replayer(LiveSession(Interpreter()), keepsTimeline: true)
        replayer.exchange(&live)
        replayer.isRenumbered = true
        replayer.clock = Self.clock
        let names = Names()
        let (console, isSeedGiven) = (console, options.seed != nil)
        defer {
            replayer.exchange(&live)
            console.flush()
            updateRecording()
        }
        let goesOn = try replayer.run(cell) { report in
            switch report {
            case .begins: break
            case .event(let event, _): console.show(event, of: cell.cell, isSeedGiven: isSeedGiven)
            case .ends(_, .failed(let diagnostic), _): console.show(diagnostic, source: cell.cell.source)
            case .ends(_, let ending, _): names.set = ending.assigned
            }
            return true
        }
        assigned += names.set.filter { !assigned.contains($0) }
        return goesOn
    }

    /// What a closure that outlives its caller can set.
    private final class Names { var set: [String] = [] }

    private func read(_ path: String) throws(SessionError) -> SessionFile {
        let place: String
        do { place = try FileScope.direct.pathToRead(path) } catch { throw SessionError(path: path, .file(error)) }
        return try SessionFile.read(path: place, commands: parser.commands)
    }
}
