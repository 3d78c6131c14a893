internal import Builtins
internal import Files
internal import Interpreter
internal import Platform
internal import Rendering
internal import Sessions
internal import Syntax

/// Carries out a job; holds the one workspace that a file, standard input and the prompt share.
struct Host {
    let shell: Shell
    let console: Console
    let parser: Parser
    /// The workspace, the cells that came from the prompt or standard input, and what they left.
    var live: LiveSession
    /// What keeps the session in files.
    var recording: Recording?

    /// The tutorial, once it has been asked for.
    var tutorial: Tutorial?

    /// The interpreter, to look at.
    var interpreter: Interpreter { live.interpreter }

    /// The file that the session began with, and its cells.
    private(set) var begun: (path: String, cells: [Timeline.Entry])?

    /// What the stack needs besides evaluation.
    static let stackReserve = 1 << 20

    init(_ shell: Shell, stackSize: Int) {
        self.shell = shell
        console = Console(color: shell.color)
        var options = InterpreterOptions()
        options.seed = shell.seed
        options.reportsProgress = console.showsProgress
        options.showsDrawings = Terminal.isTerminal(STDOUT_FILENO) && !shell.isPlain
        options.stackBudget = stackSize - Self.stackReserve
        if Terminal.isTerminal(STDOUT_FILENO) { options.columns = Terminal.columns }
        live = LiveSession(Interpreter(options: options))
        parser = Parser(commands: live.interpreter.table.commands)
    }

    mutating func run() -> ExitStatus {
        if shell.steps, !Terminal.isThere {
            console.show(Diagnostic(.error, "--step waits for Enter, and there is no terminal to wait at"))
            return .usage
        }
        let status = runJob()
        console.flush()
        if let failure = console.failure {
            console.show(Diagnostic(.error, "standard output can't be written: \(failure)"))
            return status == .success ? .failure : status
        }
        return status
    }

    private mutating func runJob() -> ExitStatus {
        switch shell.job {
        case .check(let request): return check(request)
        case .update(let paths, let writesDigests): return update(paths, writesDigests: writesDigests)
        case .compare(let first, let second): return compare(first, second)
        case .export(let path, let target, let engine, let replaces):
            return export(path, to: target, engine, replaces: replaces)
        case .file(let path):
            return runSession { table throws(SessionError) in try RunnableFile.read(path: path, table: table) }
        case .cells(let text):
            return runSession { table throws(SessionError) in
                RunnableFile(file: try SessionFile(Array(text.utf8), path: "-c", commands: table.commands))
            }
        case .watch(let path): return watch(path)
        case .importing(let path, let target, let replaces):
            return importSession(path, to: target, replaces: replaces)
        case .input: return runInput()
        case .resume(let which): return resume(which)
        }
    }

    private mutating func runSession(
        _ read: (BuiltinTable) throws(SessionError) -> RunnableFile
    ) -> ExitStatus {
        let runnable: RunnableFile
        do {
            runnable = try read(interpreter.table)
        } catch {
            return tell(error)
        }
        guard let file = prepared(runnable) else { return .usage }
        if shell.steps { console.show(Diagnostic(.note, "Enter runs the next cell; Ctrl-C stops")) }
        let ending = replay(file)
        if shell.stays, isAsWritten(file) { begun = (file.path, live.timeline.recordedSession) }
        switch ending {
        case .finished, .stopped: return shell.stays ? runInput() : .success
        case .quit: return .success
        case .failed(let failure):
            tell(failure)
            if shell.stays { return runInput() }
            return failure.isInterrupted ? .interrupted : .failure
        }
    }

    /// Cells from the prompt, or from standard input where that is no terminal.
    mutating func runInput() -> ExitStatus {
        Terminal.isTerminal(STDIN_FILENO) && Terminal.isTerminal(STDOUT_FILENO) ? runPrompt() : runStandardInput()
    }

    /// Tells why a file can't be replayed.
    func tell(_ error: SessionError) -> ExitStatus {
        console.show(Self.diagnostic(of: error))
        if case .syntax = error.kind { return .failure }
        return .usage
    }

    /// What to say of a file that can't be replayed, with its place.
    static func diagnostic(of error: SessionError) -> Diagnostic {
        var diagnostic = error.diagnostic
        switch error.kind {
        case .file, .notebook, .damage(.isNotebook, _):
            diagnostic.message = "\(error.path): \(diagnostic.message)"
        case .damage: diagnostic.origin = error.place
        case .syntax(_, let line, _):
            let inner = diagnostic.range.map { SourceLines(diagnostic.source ?? "").position(of: $0.start).line } ?? 1
            diagnostic.origin = "\(error.path):\(line - inner + 1)"
        }
        return diagnostic
    }

    /// Tells why a replay ended.
    func tell(_ failure: ReplayFailure) {
        var diagnostic = failure.diagnostic
        let position = failure.position
        if diagnostic.range == nil, diagnostic.origin == nil {
            diagnostic.origin = "\(failure.cell.cell.location?.path ?? ""):\(position.line):\(position.column)"
        } else if diagnostic.origin != nil {
            // The mistake is in a function of another cell; which statement led there is worth knowing too.
            diagnostic.notes.append(
                "run from \(failure.cell.cell.location?.path ?? ""):\(position.line):\(position.column)")
        }
        if failure.isInterrupted { console.endInterruptedLine() }
        console.show(diagnostic.located(in: failure.cell.cell), source: failure.cell.cell.source)
    }
}

extension ReplayFailure {
    /// Whether Ctrl-C ended the replay.
    var isInterrupted: Bool { if case .interrupted = reason { true } else { false } }
}
