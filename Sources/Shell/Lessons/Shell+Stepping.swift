internal import Files
internal import Interpreter
internal import Kernels
internal import LineEditing
internal import Rendering
internal import Sessions
internal import Syntax

extension Shell {
    /// Steps through a file cell by cell: the user runs each cell, can go back, and can try other cells in between.
    ///
    /// - Returns: the exit status if the shell ends right away; nil if it continues as after any file.
    /// - Throws: ``ReplayFailure`` if a cell doesn't end as the file says.
    mutating func step(through file: SessionFile) throws(ReplayFailure) -> ExitStatus? {
        var input: StepInput
        do { input = try StepInput(parser, console, isStyled: console.isStyled) } catch {
            console.show(.error, error.description)
            return .usage
        }
        let rule = replacing(.notLoaded)
        var walk = LessonWalk(
            SteppedSession(live, through: file), options, console, Narration(of: file, options, console))
        var failure: ReplayFailure?
        var status: ExitStatus?
        do throws(ReplayFailure) { status = try walk.run(&input) } catch { failure = error }
        do throws(TravelError) { live = try walk.end() } catch {
            console.show(error.diagnostic)
            status = status ?? .failure
        }
        Signals.endIfPending()
        _ = replacing(rule)
        if let failure { throw failure }
        return status
    }
}

/// The interactive walk through a lesson.
struct LessonWalk {
    private var session: SteppedSession
    private let options: ShellOptions
    private let console: Console
    private let narration: Narration

    init(_ session: SteppedSession, _ options: ShellOptions, _ console: Console, _ narration: Narration) {
        (self.session, self.options, self.console, self.narration) = (session, options, console, narration)
    }

    static let keys =
        "Enter runs the cell, b goes back, q ends; other input is tried, then undone ((b) and (q) show variables)"

    /// Stops before each cell, until the end; returns the exit status if it is already decided.
    mutating func run(_ input: inout StepInput) throws(ReplayFailure) -> ExitStatus? {
        var hasExplained = false
        while let cell = session.next {
            show(cell)
            if !hasExplained { console.show(.note, Self.keys) }
            hasExplained = true
            while true {
                switch input.next(session.interpreter) {
                case .dropped: continue
                case .end: return nil
                case .failed(let status): return status
                case .attempt(let source, let block):
                    if attempt(source, block) { return nil }
                    if Interruption.isRequested { input.dropTypedAhead() }
                    continue
                case .back:
                    guard endTrial() else { return .failure }
                    if !goBack() { continue }
                case .run:
                    guard endTrial() else { return .failure }
                    guard try runCell() else { return session.hasQuit ? .success : nil }
                    if Interruption.isRequested { input.dropTypedAhead() }
                }
                break
            }
        }
        narration.showEnd()
        return nil
    }

    /// Returns the session with the state that the file's cells left.
    mutating func end() throws(TravelError) -> LiveSession { try session.end() }

    private func show(_ cell: SessionCell) {
        narration.showPassage(before: cell)
        console.write(
            Shell.echo(CodeText.markup(of: cell.sourceLines.joined(separator: "\n")).lines, number: cell.cell.number))
        console.write("\n")
    }

    /// Runs the next cell; if Ctrl-C interrupts it, it stays the next.
    private mutating func runCell() throws(ReplayFailure) -> Bool {
        do throws(ReplayFailure) {
            return try session.run { [narration] in narration.show($0) }
        } catch {
            guard error.isInterrupted else { throw error }
            console.endInterruptedLine()
            var diagnostic = error.diagnostic
            diagnostic.notes = ["[\(error.cell.cell.number)] changed nothing, and can run again"]
            console.show(diagnostic.located(in: error.cell.cell), source: error.cell.cell.source)
            return true
        }
    }

    /// Undoes the trial cells; false if that is impossible, since the lesson would continue from a different state.
    private mutating func endTrial() -> Bool {
        do throws(TravelError) { try session.endTrial() } catch {
            console.show(error.diagnostic)
            return false
        }
        return true
    }

    /// Goes back one cell, if there is one and its state is held.
    private mutating func goBack() -> Bool {
        do throws(TravelError) {
            guard let (cell, journey) = try session.goBack() else {
                console.show(.note, "this is the first cell")
                return false
            }
            let isSame = journey.difference.isEmpty && journey.arrival.cells.isEmpty
            console.show(
                .note,
                isSame
                    ? "back to [\(cell.cell.number)], which changed nothing"
                    : TravelText.text(of: journey, journey.arrival.cells.isEmpty ? nil : "undid "))
            return true
        } catch {
            console.show(error.diagnostic)
            return false
        }
    }

    /// Runs a trial cell; returns whether it calls `quit`.
    private mutating func attempt(_ source: String, _ block: Block?) -> Bool {
        if Terminal.isInteractive { session.interpreter.options.columns = Terminal.columns }
        let shown = Cell(number: 0, source: source)
        let (console, isSeedGiven) = (console, options.seed != nil)
        let (cell, ending) = session.attempt(source, parsed: block) {
            console.show($0, of: shown, isSeedGiven: isSeedGiven)
        }
        console.flush()
        switch ending {
        case .finished: break
        case .quit: return true
        case .asks(let request):
            console.show(
                Diagnostic(
                    .error, "\(request.command) is for the prompt: what is tried in a lesson is undone",
                    notes: ["-i stays at the prompt when the lesson is over"]))
        case .failed(let diagnostic): console.show(diagnostic, source: cell.source)
        case .interrupted(let diagnostic):
            console.endInterruptedLine()
            console.show(diagnostic, source: cell.source)
        }
        return false
    }
}
