internal import Builtins
internal import Exchange
internal import Files
internal import Interpreter
internal import Platform
internal import Sessions
internal import Syntax

extension Shell {
    /// Runs a cell, adds it to the timeline, and carries out its request.
    mutating func run(_ cell: Cell, parsed: Block? = nil, receive: @escaping (Event) -> Void) -> CellEnding {
        var ending = live.run(cell, parsed: parsed, clock: Self.clock, receive: receive)
        Signals.endIfPending()
        updateRecording()
        if case .asks(let request) = ending {
            ending = live.carryOut(request, receive: receive) ?? carryOut(request, for: cell)
            updateRecording()
        }
        return ending
    }

    /// The time in seconds from an arbitrary start, to time cells.
    static func clock() -> Double { Double(MonotonicTime.nanoseconds) / 1e9 }

    private mutating func carryOut(_ request: SessionRequest, for cell: Cell) -> CellEnding {
        var said: Diagnostic?
        do throws(TravelError) {
            switch request.action {
            case .undo, .redo, .goTo, .difference, .history(nil): break
            case .history(let search): console.showHistory(containing: search, running: cell)
            case .rerun(let first, let last): return runAgain(try live.cells(first...last))
            case .edit(let number): return try edit(number)
            case .record(let path, let hasDigests, let replaces):
                said = record(path, hasDigests: hasDigests, replaces: replaces)
            case .save(let path, let replaces): said = save(path, replaces: replaces)
            case .tutorial(let word): said = runTutorial(word)
            case .extract(let name, let path, let replaces): said = extract(name, path, replaces: replaces)
            case .check(let path): return checkFile(path)
            case .page(let path): return showPage(of: path)
            case .replay(let path): return replayFile(path)
            case .export(let path, let isOnDask, let without, let replaces):
                let options = ExportOptions(engine: isOnDask ? .dask : .numpy, without: without)
                said = export(to: path, options, replaces: replaces)
            }
        } catch {
            return .failed(error.diagnostic)
        }
        guard let said else { return .finished(assigned: []) }
        if said.severity == .error { return .failed(said) }
        console.show(said)
        return .finished(assigned: [])
    }

    /// Sets the rule for replacing existing files; returns the previous rule.
    mutating func replacing(_ rule: FileScope.Replacement) -> FileScope.Replacement {
        let before = live.interpreter.options.replacement
        live.interpreter.options.replacement = rule
        return before
    }

    /// Runs cells again as new ones, up to the first that fails.
    ///
    /// - Parameter before: what they printed before, of those that are shown only if they print something else.
    mutating func runAgain(_ cells: [Cell], before: [Recorder?] = []) -> CellEnding {
        let rule = replacing(.own)
        defer { _ = replacing(rule) }
        var assigned: [String] = []
        var same: [Int] = []
        var ran = 0
        for (index, old) in cells.enumerated() {
            var cell = Cell(number: live.nextNumber, source: old.source)
            cell.answers = old.answers
            let shown = RunAgain(cell, before: before.indices.contains(index) ? before[index] : nil, console, options)
            let ending = run(cell, receive: { shown.receive($0) })
            if shown.end(ending) { same.append(cell.number) }
            switch ending {
            case .finished(let names): assigned += names.filter { !assigned.contains($0) }
            case .failed(var diagnostic):
                diagnostic.source = diagnostic.source ?? cell.source
                return .failed(diagnostic)
            case .interrupted(var diagnostic):
                if ran > 0 {
                    diagnostic.notes = ["[\(cell.number)] changed nothing; the cells before it ran again"]
                }
                return .interrupted(diagnostic)
            case let other: return other
            }
            ran += 1
        }
        if let words = RunAgain.note(of: same) { console.show(.note, words) }
        return .finished(assigned: assigned)
    }

    // MARK: - Editing

    /// Opens a cell in the editor, and runs it and the cells after it again when it is saved.
    private mutating func edit(_ number: Int) throws(TravelError) -> CellEnding {
        guard Terminal.isThere else {
            return .failed(Diagnostic(.error, "edit opens an editor, and there is no terminal for it"))
        }
        let old = try live.cells(number...number)
        let text: String
        do throws(TextEditor.Failure) { text = try TextEditor.edited(old[0].source) } catch {
            return .failed(error.diagnostic)
        }
        guard !text.isSame(as: old[0].source), text.contains(where: { !$0.isWhitespace }) else {
            console.show(.note, "[\(number)] was left as it is")
            return .finished(assigned: [])
        }
        let cells = try live.beginEditing(at: number)
        // The edited cell asks its questions again; the later ones reuse their answers.
        let later = cells.dropFirst().map { entry in
            var cell = Cell(number: 0, source: entry.typedSource)
            cell.answers = entry.cell.answers
            return cell
        }
        let before = live.timeline.entries.count
        let outcome = runAgain(
            [Cell(number: 0, source: text)] + later, before: [nil] + cells.dropFirst().map(\.recorder))
        let keeps = live.timeline.entries[before...].contains { $0.ending.isFinished }
        try live.endEditing(keeps: keeps)
        switch outcome {
        case .interrupted where !keeps: break
        case _ where !keeps: console.show(.note, "nothing changed, since the edited cell does not run")
        case .failed, .interrupted: console.show(.note, "the cells after it did not run; undo brings the old ones back")
        default: break
        }
        return outcome
    }

    /// `check path`: replays a file in a separate workspace, and reports differences from its record.
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

    /// `replay path`: runs the cells of a file under new numbers, as if typed, up to the first that fails.
    mutating func replayFile(_ path: String) -> CellEnding {
        let file: SessionFile
        do throws(SessionError) { file = try read(path) } catch { return .failed(Self.diagnostic(of: error)) }
        live.interpreter.options.namesWereCopies = file.isOfCopies
        let rule = replacing(.notLoaded)
        defer {
            live.interpreter.options.namesWereCopies = false
            _ = replacing(rule)
        }
        var assigned: [String] = []
        let first = live.nextNumber
        for old in file.cells {
            let cell = old.typed(as: live.nextNumber, commands: parser.commands)
            console.endLine()
            console.write(Self.echo(cell.sourceLines, number: cell.cell.number))
            console.write("\n")
            do throws(ReplayFailure) {
                // Here `quit` ends the file's session, not the shell's.
                guard try runReplayed(cell, &assigned) else { break }
            } catch {
                var diagnostic = error.diagnostic
                if error.isInterrupted {
                    // Interrupted training keeps its finished epochs, and has said so.
                    let isKept = error.diagnostic.notes.isEmpty
                    if isKept || live.nextNumber > first + 1 {
                        diagnostic.notes = [
                            "[\(cell.cell.number)] \(isKept ? "stopped there" : "changed nothing"); the cells before it ran"
                        ]
                    }
                    return .interrupted(diagnostic)
                }
                let place = "\(old.cell.location?.path ?? ""):\(old.cell.location?.line ?? 1)"
                diagnostic.source = diagnostic.source ?? cell.cell.source
                diagnostic.notes.append(
                    "in [\(cell.cell.number)], which is \(place); the cells after it did not run")
                return .failed(diagnostic)
            }
        }
        return .finished(assigned: assigned)
    }

    /// Runs a cell of a file as one of the shell's own; false if it calls `quit`.
    private mutating func runReplayed(_ cell: SessionCell, _ assigned: inout [String]) throws(ReplayFailure) -> Bool {
        var replayer = Replayer(LiveSession(Interpreter()), keepsTimeline: true)
        replayer.exchange(&live)
        replayer.isRenumbered = true
        replayer.clock = Self.clock
        let names = Names()
        let (console, isSeedGiven) = (console, options.seed != nil)
        defer {
            replayer.exchange(&live)
            Signals.endIfPending()
            console.flush()
            updateRecording()
        }
        let goesOn = try replayer.run(cell) { report in
            switch report {
            case .begins: break
            case .fileChanged(_, let name, _): console.show(Self.warning(ofChanged: name))
            case .event(let event, _): console.show(event, of: cell.cell, isSeedGiven: isSeedGiven)
            case .ends(_, .failed(let diagnostic), _): console.show(diagnostic, source: cell.cell.source)
            case .ends(_, let ending, _): names.set = ending.assigned
            }
            return true
        }
        assigned += names.set.filter { !assigned.contains($0) }
        return goesOn
    }

    /// The warning about a file that a cell reads and that differs from the recorded one.
    static func warning(ofChanged name: String) -> Diagnostic {
        Diagnostic(.warning, "\(FilePath.shown(name)) has changed since the session was recorded")
    }

    /// Names that a closure can set after its creator has returned.
    private final class Names { var set: [String] = [] }

    func read(_ path: String) throws(SessionError) -> SessionFile {
        let place: String
        do { place = try FileScope.expanded(path) } catch { throw SessionError(path: path, .file(error)) }
        return try SessionFile.read(path: place, commands: parser.commands)
    }
}
