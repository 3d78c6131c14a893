internal import Files
internal import Interpreter
internal import Kernels
internal import Platform
internal import Synchronization

/// The handling of signals while cells run.
enum Signals {
    /// At the prompt, a cell that doesn't stop must not end the session; elsewhere a second Ctrl-C ends the process.
    private static let isAtPrompt = Atomic<Bool>(false)
    /// Whether a progress line is on the terminal that must be erased.
    private static let progressIsShown = Atomic<Bool>(false)
    /// The signal that will end the process once its scratch folders and children are gone; 0 for none.
    private static let pendingEnd = Atomic<CInt>(0)

    /// The number of child processes.
    private static let childCount = Atomic<Int>(0)

    /// Makes Ctrl-C stop the evaluation and waiting reads, and makes other ending signals restore the terminal.
    static func prepare() {
        // The flags must be initialized before a handler uses them.
        Interruption.clear()
        isAtPrompt.store(false, ordering: .relaxed)
        progressIsShown.store(false, ordering: .relaxed)
        pendingEnd.store(0, ordering: .relaxed)
        // If the parent started this from a thread that blocks signals, the inherited mask would disable Ctrl-C.
        var none = sigset_t()
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, nil)
        handle(SIGINT, handleInterrupt)
        handle(SIGTERM, handleEnd)
        // Under `nohup`, keep running.
        if !isIgnored(SIGHUP) { handle(SIGHUP, handleEnd) }
    }

    private static func handle(_ number: CInt, _ handler: @escaping @convention(c) (CInt) -> Void) {
        var action = sigaction(handler: handler)
        sigaction(number, &action, nil)
    }

    private static func isIgnored(_ number: CInt) -> Bool {
        var action = sigaction()
        return sigaction(number, nil, &action) == 0 && action.isIgnoring
    }

    /// From now on, Ctrl-C never ends the process.
    static func beginPrompt() { isAtPrompt.store(true, ordering: .relaxed) }

    /// Notes whether the progress line is on the terminal, so that a signal that ends the process erases it.
    static func noteProgress(isShown: Bool) { progressIsShown.store(isShown, ordering: .relaxed) }

    /// Ends the process by the signal's default action, so that its parent sees which signal it was.
    static func end(by number: CInt) -> Never {
        signal(number, SIG_DFL)
        var only = sigset_t()
        sigemptyset(&only)
        sigaddset(&only, number)
        pthread_sigmask(SIG_UNBLOCK, &only, nil)
        raise(number)
        _exit(128 + number)
    }

    /// Notes the number of child processes, which must end before a signal ends this process.
    static func noteChildren(_ count: Int) { childCount.store(count, ordering: .relaxed) }

    /// Whether there is something to clean up before the process ends.
    private static var isUntidy: Bool { FileScope.scratchCount > 0 || childCount.load(ordering: .relaxed) > 0 }

    /// Starts a thread with all signals blocked, since signals must interrupt system calls of the evaluating thread.
    ///
    /// - Parameters:
    ///   - context: the argument of `function`.
    ///   - function: the body of the thread, which must not touch any object (`SystemThread`).
    /// - Returns: whether the thread was started.
    static func startAside(
        _ context: UnsafeMutableRawPointer? = nil,
        _ function: @escaping @Sendable @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer?
    ) -> Bool {
        var (all, before) = (sigset_t(), sigset_t())
        sigfillset(&all)
        pthread_sigmask(SIG_BLOCK, &all, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        guard let thread = SystemThread.start(context, function) else { return false }
        pthread_detach(thread)
        return true
    }

    /// Ends the process if a signal is pending and cleaning up is done.
    static func endIfPending() {
        let number = pendingEnd.load(ordering: .relaxed)
        if number != 0, !isUntidy { end(by: number) }
    }

    /// Stops the running work, so that scratch folders and children are gone before the process ends; false if there
    /// is nothing to clean up, or the signal arrives again.
    fileprivate static func postpones(_ number: CInt) -> Bool {
        guard isUntidy, pendingEnd.exchange(number, ordering: .relaxed) == 0 else { return false }
        Interruption.request()
        return true
    }

    fileprivate static var endsProcess: Bool { Interruption.isRequested && !isAtPrompt.load(ordering: .relaxed) }

    /// Ends the process by the signal's default action, and restores the terminal; safe in a signal handler.
    fileprivate static func endInHandler(by number: CInt) {
        if progressIsShown.load(ordering: .relaxed) {
            // Carriage return and `ESC [ K`, without allocating memory.
            var erasure: (UInt8, UInt8, UInt8, UInt8) = (0x0D, 0x1B, 0x5B, 0x4B)
            _ = write(STDERR_FILENO, &erasure, 4)
        }
        signal(number, SIG_DFL)
        raise(number)
    }
}

private func handleInterrupt(_ number: CInt) {
    if Signals.endsProcess { return Signals.endInHandler(by: number) }
    Interruption.request()
}

private func handleEnd(_ number: CInt) {
    if !Signals.postpones(number) { Signals.endInHandler(by: number) }
}

/// Runs the program on a thread with a large stack, since evaluation recurses as deeply as the user's functions do.
enum BigStack {
    /// The sizes to try; memory is only reserved, and committed as the stack grows.
    private static let sizes = [1 << 30, 256 << 20, 64 << 20]
    /// The size that the main thread is sure to have, if no thread can be started.
    private static let mainSize = 6 << 20

    /// The work of the thread, and its result.
    private final class Work {
        let body: (Int) -> Int32
        var stackSize = 0
        var status: Int32 = 0

        init(_ body: @escaping (Int) -> Int32) { self.body = body }
    }

    /// Runs `body` with the size of its stack in bytes, and returns its result.
    ///
    /// The calling thread blocks signals from then on, so that they interrupt system calls in `body`. It touches no
    /// object until the other thread has ended.
    static func run(_ body: @escaping (Int) -> Int32) -> Int32 {
        let work = Work(body)
        let isDone = withExtendedLifetime(work) {
            let context = Unmanaged.passUnretained(work).toOpaque()
            for size in sizes {
                work.stackSize = size
                guard let thread = start(size, context) else { continue }
                var all = sigset_t()
                sigfillset(&all)
                pthread_sigmask(SIG_BLOCK, &all, nil)
                pthread_join(thread, nil)
                return true
            }
            return false
        }
        return isDone ? work.status : body(mainSize)
    }

    private static func start(_ size: Int, _ context: UnsafeMutableRawPointer) -> pthread_t? {
        SystemThread.start(stackSize: size, context) { context in
            guard let context else { return nil }
            let work = Unmanaged<Work>.fromOpaque(context).takeUnretainedValue()
            work.status = work.body(work.stackSize)
            return nil
        }
    }
}
