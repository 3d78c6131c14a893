internal import Platform
internal import Synchronization

/// Standard output: someone may look on, so text is kept back for a moment only, whatever comes after it.
///
/// What is written after a while of quiet goes out at once. What follows is gathered, and a thread of its own writes it out
/// when the moment is over, because the cell may be computing by then.
final class SharedOutput: Sendable {
    private struct State: ~Copyable {
        var stream: OutputStream
        var lastFlush: UInt64 = 0
        /// Where to write a byte that wakes the thread; -1 until there is one.
        var waker: CInt = -1
    }

    private let state: Mutex<State>

    /// How long (in nanoseconds) text may be kept back.
    static let longestLag: UInt64 = 50_000_000

    init(_ descriptor: CInt) {
        state = Mutex(State(stream: OutputStream(descriptor)))
    }

    func write(_ text: String) {
        state.withLock { state in
            let wasEmpty = state.stream.isEmpty
            state.stream.write(text)
            guard wasEmpty, !state.stream.isEmpty else { return }
            if MonotonicTime.nanoseconds &- state.lastFlush > Self.longestLag || !wake(&state) { Self.flush(&state) }
        }
    }

    /// Whether the cursor stands behind something in its line.
    var isMidLine: Bool { state.withLock { $0.stream.isMidLine } }

    /// Ends the line if anything stands in it.
    func endLine() { if isMidLine { write("\n") } }

    /// Says that something else has ended the line on the terminal: the user's Enter.
    func noteLineEnd() { state.withLock { $0.stream.noteLineEnd() } }

    /// Writes out what is kept back.
    func flush() { state.withLock { Self.flush(&$0) } }

    /// Why output could not be written, if that has happened.
    var failure: String? { state.withLock { $0.stream.failure } }

    private static func flush(_ state: inout State) {
        if state.stream.isEmpty { return }
        state.stream.flush()
        state.lastFlush = MonotonicTime.nanoseconds
    }

    // MARK: - The thread

    /// Has the thread write out what is kept back when the moment is over; false if there is no such thread.
    private func wake(_ state: inout State) -> Bool {
        if state.waker < 0 {
            guard let descriptor = startThread() else { return false }
            state.waker = descriptor
        }
        var byte: UInt8 = 0
        return uninterrupted { Platform.write(state.waker, &byte, 1) } == 1
    }

    /// Writes out what is kept back a moment after each byte that comes.
    private func follow(_ waker: CInt) {
        var byte: UInt8 = 0
        while uninterrupted({ read(waker, &byte, 1) }) == 1 {
            var moment = timespec(tv_sec: 0, tv_nsec: Int(SharedOutput.longestLag))
            nanosleep(&moment, nil)
            flush()
        }
    }

    /// Starts the thread; gives where to write to wake it.
    private func startThread() -> CInt? {
        var ends: [CInt] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        // Signals are for the thread that evaluates, whose calls they interrupt.
        var (all, before) = (sigset_t(), sigset_t())
        sigfillset(&all)
        pthread_sigmask(SIG_BLOCK, &all, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        let waiting = ends[0]
        if let thread = SystemThread.start({ [self] in follow(waiting) }) {
            pthread_detach(thread)
            return ends[1]
        }
        for end in ends { close(end) }
        return nil
    }
}
