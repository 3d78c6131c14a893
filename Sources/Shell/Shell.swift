internal import Builtins
internal import Exchange
internal import Files
internal import Interpreter
internal import Kernels
internal import Platform
internal import Rendering
internal import Sessions
internal import Syntax

/// Runs a job; owns the workspace that a file, standard input and the prompt share.
public struct Shell {
    /// The version of Descent.
    public static let version = "0.2.0"

    let options: ShellOptions
    let console: Console
    let parser: Parser
    /// The workspace, and the timeline of the cells that ran.
    var live: LiveSession
    /// The files that keep the session.
    var recording: Recording?

    /// The tutorial, once the user has started it.
    var tutorial: Tutorial?

    /// The interpreter, for reading.
    var interpreter: Interpreter { live.interpreter }

    /// The file that the session began with, and its cells.
    private(set) var begun: (path: String, cells: [Timeline.Entry])?

    /// The stack size reserved for everything except evaluation, in bytes.
    static let stackReserve = 1 << 20

    init(_ options: ShellOptions, stackSize: Int) {
        var options = options
        if options.opensSession, Terminal.isInteractive { (options.echoes, options.stays) = (true, true) }
        self.options = options
        console = Console(color: options.color)
        var interpreterOptions = InterpreterOptions()
        interpreterOptions.seed = options.seed
        interpreterOptions.reportsProgress = console.showsProgress
        interpreterOptions.showsDrawings = Terminal.isTerminal(STDOUT_FILENO) && !options.isPlain
        interpreterOptions.stackBudget = stackSize - Self.stackReserve
        if Terminal.isTerminal(STDOUT_FILENO) { interpreterOptions.columns = Terminal.columns }
        live = LiveSession(Interpreter(options: interpreterOptions))
        parser = Parser(commands: live.interpreter.table.commands)
    }

    /// Runs the job.
    ///
    /// - Returns: the exit status: 0 for success; 1 for an error in a cell, or a difference in `check`; 2 for wrong
    ///   usage, or a file that can't be read; 130 for an interruption.
    public static func run(_ options: ShellOptions) -> Int32 {
        FreeMemory.prepare()
        Signals.prepare()
        if let threads = options.threads { Threads.setLimit(threads) }
        return BigStack.run { stackSize in
            var shell = Shell(options, stackSize: stackSize)
            return shell.run().rawValue
        }
    }

    private mutating func run() -> ExitStatus {
        let status = runJob()
        console.flush()
        if let failure = console.failure {
            console.show(.error, "standard output can't be written: \(failure)")
            return status == .success ? .failure : status
        }
        return status
    }

    private mutating func runJob() -> ExitStatus {
        switch options.job {
        case .check(let request): return check(request)
        case .update(let paths, let writesDigests): return update(paths, writesDigests: writesDigests)
        case .compare(let first, let second): return compare(first, second)
        case .export(let path, let target, let options, let replaces):
            return export(path, to: target, options, replaces: replaces)
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
        var status = ExitStatus.success
        do throws(ReplayFailure) {
            defer { if options.stays, isAsWritten(file) { begun = (file.path, live.timeline.recordedSession) } }
            if options.steps {
                if let status = try step(through: file) { return status }
            } else if try replay(file) {
                return .success
            }
        } catch {
            tell(error)
            status = error.isInterrupted ? .interrupted : .failure
        }
        return options.stays ? runInput() : status
    }

    /// Runs cells from the prompt, or from standard input if that isn't a terminal.
    mutating func runInput() -> ExitStatus {
        Terminal.isInteractive ? runPrompt() : runStandardInput()
    }

    /// Reports why a file can't be replayed.
    func tell(_ error: SessionError) -> ExitStatus {
        console.show(Self.diagnostic(of: error))
        if case .syntax = error.kind { return .failure }
        return .usage
    }

    /// The diagnostic for a file that can't be replayed, with its place.
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

    /// Reports why a replay ended.
    func tell(_ failure: ReplayFailure) {
        var diagnostic = failure.diagnostic
        let position = failure.position
        if diagnostic.range == nil, diagnostic.origin == nil {
            diagnostic.origin = "\(failure.cell.cell.location?.path ?? ""):\(position.line):\(position.column)"
        } else if diagnostic.origin != nil {
            // The error is in a function of another cell, so name the statement that called it as well.
            diagnostic.notes.append(
                "run from \(failure.cell.cell.location?.path ?? ""):\(position.line):\(position.column)")
        }
        if failure.isInterrupted { console.endInterruptedLine() }
        console.show(diagnostic.located(in: failure.cell.cell), source: failure.cell.cell.source)
    }
}

extension Shell {
    /// Reports wrong usage on standard error, and returns the exit status for it.
    public static func refuse(_ message: String) -> Int32 {
        var errors = OutputStream(STDERR_FILENO)
        errors.write(message)
        errors.endLine()
        errors.flush()
        return ExitStatus.usage.rawValue
    }

    /// Ends the process. ArgumentParser's own `exit` first prepares its help, which takes longer than the shell's
    /// start.
    public static func leave(_ status: Int32) -> Never { exit(status) }
}

/// The exit status of the process.
enum ExitStatus: Int32 {
    case success = 0
    case failure = 1
    case usage = 2
    case interrupted = 130
}
