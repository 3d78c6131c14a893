internal import Builtins
internal import Interpreter
internal import Kernels
internal import Platform
internal import Sessions
internal import Synchronization
internal import Syntax

/// Checks files, several at a time, and gives what came of them in their order.
///
/// Each file has an interpreter of its own, and each thread takes the next file that nobody has taken yet.
final class CheckJobs: Sendable {
    private struct State {
        var next = 0
        var results: [CheckResult?]
    }

    private let paths: [String]
    private let checker: Checker
    private let options: InterpreterOptions
    private let commands: CommandTable
    private let state: Mutex<State>
    /// Gets a byte for each file that is done; without it, files are checked by whoever asks for them.
    private let doneBell: SystemPipe?

    /// Begins to check files.
    ///
    /// - Parameters:
    ///   - jobs: how many threads check them; with one, nothing is done before it is asked for.
    ///   - stackReserve: what the stack of a thread needs besides evaluation.
    init(
        _ paths: [String], checker: Checker, options: InterpreterOptions, commands: CommandTable, jobs: Int,
        stackReserve: Int
    ) {
        self.paths = paths
        self.checker = checker
        self.options = options
        self.commands = commands
        state = Mutex(State(results: Array(repeating: nil, count: paths.count)))
        let count = min(jobs, paths.count)
        doneBell = count > 1 ? SystemPipe() : nil
        guard let doneBell else { return }
        // A bell that nobody has answered yet rings all the same: nobody waits to put more bytes into a full pipe.
        _ = fcntl(doneBell.writing, F_SETFL, O_NONBLOCK)
        for _ in 0..<count {
            _ = BigStack.runApart { [self] stackSize in work(stackSize - stackReserve) }
        }
    }

    deinit { doneBell?.close() }

    /// What came of a file; waits for it.
    func result(of index: Int) -> CheckResult {
        while true {
            let known = state.withLock { state in
                (result: state.results[index], isTaken: state.next > index)
            }
            if let result = known.result { return result }
            // No thread could be made, or none is wanted.
            if !known.isTaken {
                if let own = take() { finish(own, stackBudget: options.stackBudget) }
                continue
            }
            guard let doneBell else { continue }
            var byte: UInt8 = 0
            _ = read(doneBell.reading, &byte, 1)
        }
    }

    private func take() -> Int? {
        state.withLock { state in
            guard state.next < state.results.count else { return nil }
            state.next += 1
            return state.next - 1
        }
    }

    private func work(_ stackBudget: Int) {
        while let index = take() { finish(index, stackBudget: stackBudget) }
    }

    private func finish(_ index: Int, stackBudget: Int) {
        let result = check(paths[index], stackBudget: stackBudget)
        Signals.endIfPending()
        state.withLock { $0.results[index] = result }
        guard let doneBell else { return }
        var byte: UInt8 = 0
        _ = uninterrupted { write(doneBell.writing, &byte, 1) }
    }

    private func check(_ path: String, stackBudget: Int) -> CheckResult {
        if Interruption.isRequested { return .interrupted(path: path) }
        var options = options
        options.stackBudget = stackBudget
        do throws(SessionError) {
            let file = try SessionFile.read(path: path, commands: commands)
            let report = checker.check(file, with: Interpreter(options: options))
            // Work that saw the request may have given anything.
            return Interruption.isRequested ? .interrupted(path: path) : .checked(report)
        } catch {
            return .unreadable(error)
        }
    }
}
