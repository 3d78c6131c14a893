internal import Interpreter
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// What Ctrl-C does while cells run.
enum Signals {
    /// At the prompt a cell that doesn't stop must not cost the session; elsewhere a second Ctrl-C ends the process.
    private static let isAtPrompt = Atomic<Bool>(false)

    /// Has Ctrl-C stop the running evaluation, and end a read that waits.
    static func prepare() {
        // A handler must not be the first to touch either flag.
        Interruption.clear()
        isAtPrompt.store(false, ordering: .relaxed)
        // A parent that starts programs from a thread which blocks signals hands its mask on, and Ctrl-C would be dead.
        var none = sigset_t()
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, nil)
        var action = sigaction()
        #if canImport(Glibc)
            action.__sigaction_handler.sa_handler = handleInterrupt
        #else
            action.__sigaction_u.__sa_handler = handleInterrupt
        #endif
        // Without SA_RESTART: reads end with EINTR.
        action.sa_flags = 0
        sigemptyset(&action.sa_mask)
        sigaction(SIGINT, &action, nil)
    }

    /// From now on Ctrl-C never ends the process.
    static func beginPrompt() { isAtPrompt.store(true, ordering: .relaxed) }

    /// Ends the process as the signal does that nobody follows, so that its parent sees which it was.
    static func end(by number: CInt) -> Never {
        signal(number, SIG_DFL)
        var only = sigset_t()
        sigemptyset(&only)
        sigaddset(&only, number)
        pthread_sigmask(SIG_UNBLOCK, &only, nil)
        raise(number)
        _exit(128 + number)
    }

    fileprivate static var endsProcess: Bool { Interruption.isRequested && !isAtPrompt.load(ordering: .relaxed) }
}

private func handleInterrupt(_ number: CInt) {
    if Signals.endsProcess {
        signal(number, SIG_DFL)
        raise(number)
    }
    Interruption.request()
}
