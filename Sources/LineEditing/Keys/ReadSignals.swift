internal import Platform
internal import Synchronization

/// Notes the signals that matter while the editor waits: the window has another size, the program goes on after it was
/// stopped or is to stop, Ctrl-C from elsewhere, and those that end the process. The handlers are there from the value's
/// making to its end, for one read.
///
/// A handler leaves a note and a byte in a pipe; whoever waits for a key waits for the pipe, too, so that no signal is
/// missed between a look at the notes and the wait, whichever thread it comes to.
struct ReadSignals {
    /// The signals that are followed.
    private static let followed = [SIGWINCH, SIGCONT, SIGTSTP, SIGINT, SIGTERM, SIGHUP, SIGQUIT]
    /// Those that end the process, the most urgent first.
    private static let ending = [SIGHUP, SIGTERM, SIGQUIT]

    // Signals belong to the process, and so must the notes that their handlers leave: a bit each.
    private static let notes = Atomic<UInt64>(0)
    private static let writingEnd = Atomic<CInt>(-1)
    private static let readingEnd = Atomic<CInt>(-1)

    private var before: [sigaction] = []

    /// Begins to follow the signals.
    init() {
        Self.openPipe()
        Self.notes.store(0, ordering: .relaxed)
        Self.emptyPipe()
        var action = sigaction(handler: { ReadSignals.note($0) })
        for number in Self.followed {
            var old = sigaction()
            _ = sigaction(number, nil, &old)
            // What the parent has had ignored (`nohup`) stays so.
            if !old.isIgnoring { _ = sigaction(number, &action, nil) }
            before.append(old)
        }
    }

    /// Gives the signals back to those who had them.
    func end() {
        for (number, old) in zip(Self.followed, before) {
            var old = old
            _ = sigaction(number, &old, nil)
        }
    }

    /// The descriptor that has something to read when a signal came; -1 if there is none.
    static var descriptor: CInt { readingEnd.load(ordering: .relaxed) }

    /// Whether a signal has come that was not asked about yet.
    static func take(_ number: CInt) -> Bool {
        let bit = UInt64(1) << UInt64(number)
        return notes.bitwiseAnd(~bit, ordering: .relaxed).oldValue & bit != 0
    }

    /// The signal that is to end the process, if one has come.
    static func takeEnding() -> CInt? { ending.first { take($0) } }

    /// Reads away what the handlers have put into the pipe; the notes stay.
    static func emptyPipe() {
        var bytes = [UInt8](repeating: 0, count: 64)
        while read(descriptor, &bytes, bytes.count) == bytes.count {}
    }

    private static func note(_ number: CInt) {
        let error = errno
        notes.bitwiseOr(UInt64(1) << UInt64(number), ordering: .relaxed)
        var byte: UInt8 = 0
        _ = write(writingEnd.load(ordering: .relaxed), &byte, 1)
        errno = error
    }

    private static func openPipe() {
        guard readingEnd.load(ordering: .relaxed) < 0 else { return }
        var ends: [CInt] = [-1, -1]
        guard pipe(&ends) == 0 else { return }
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        readingEnd.store(ends[0], ordering: .relaxed)
        writingEnd.store(ends[1], ordering: .relaxed)
    }
}
