internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Notes the signals that ask for a line to be drawn again: the window has another size, or the program goes on after it
/// was stopped. The handlers are there as long as the value, which is made for one read.
///
/// They interrupt the read (no `SA_RESTART`) and leave a note; the key source does the rest outside the handler. libedit's
/// own handlers come on top of these during the read, act once, and pass the signal on.
struct RedrawSignals: ~Copyable {
    private var windowAction = sigaction()
    private var continueAction = sigaction()

    // Signals belong to the process, and so must the notes that their handlers leave.
    private static let windowChanged = Atomic<Bool>(false)
    private static let wentOn = Atomic<Bool>(false)

    init() {
        Self.windowChanged.store(false, ordering: .relaxed)
        Self.wentOn.store(false, ordering: .relaxed)
        var action = Self.action { _ in RedrawSignals.windowChanged.store(true, ordering: .relaxed) }
        _ = sigaction(SIGWINCH, &action, &windowAction)
        action = Self.action { _ in RedrawSignals.wentOn.store(true, ordering: .relaxed) }
        _ = sigaction(SIGCONT, &action, &continueAction)
    }

    deinit {
        var action = windowAction
        _ = sigaction(SIGWINCH, &action, nil)
        action = continueAction
        _ = sigaction(SIGCONT, &action, nil)
    }

    /// Whether one of the signals has come that was not asked about yet.
    static var areNoted: Bool {
        windowChanged.load(ordering: .relaxed) || wentOn.load(ordering: .relaxed)
    }

    /// Whether the window has changed since this was last asked.
    static func takeWindowChanged() -> Bool {
        windowChanged.exchange(false, ordering: .relaxed)
    }

    /// Whether the program was stopped and goes on since this was last asked.
    static func takeWentOn() -> Bool {
        wentOn.exchange(false, ordering: .relaxed)
    }

    private static func action(_ handler: @escaping @convention(c) (CInt) -> Void) -> sigaction {
        var action = sigaction()
        #if canImport(Glibc)
            action.__sigaction_handler.sa_handler = handler
        #else
            action.__sigaction_u.__sa_handler = handler
        #endif
        return action
    }
}
