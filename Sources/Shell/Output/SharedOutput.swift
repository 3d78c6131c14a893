internal import Kernels
internal import Platform

/// Buffered standard output. Someone may be watching, so text is held back only briefly, whatever follows.
///
/// The first text after a quiet period is written at once. Later text is collected, and a short-lived thread writes
/// it, because the cell may be computing by then. The state shared with that thread is in raw memory, since threads
/// other than the evaluating one must not touch objects (`SystemThread`).
final class SharedOutput {
    private struct State: ~Copyable {
        var lock = pthread_mutex_t()
        var stream: OutputStream
        var lastFlush: UInt64 = 0
        /// Whether a thread is waiting to write the buffered text.
        var isFlushComing = false
        /// Whether that thread is the only remaining user of the state, and must free it.
        var isLeft = false

        init(_ descriptor: CInt) {
            stream = OutputStream(descriptor)
            pthread_mutex_init(&lock, nil)
        }

        mutating func flush() {
            if stream.isEmpty { return }
            stream.flush()
            lastFlush = MonotonicTime.nanoseconds
        }
    }

    /// Access requires its lock.
    private let state: UnsafeMutablePointer<State>

    /// How long text may be buffered, in nanoseconds.
    static let longestLag: UInt64 = 50_000_000

    init(_ descriptor: CInt) {
        state = .allocate(capacity: 1)
        state.initialize(to: State(descriptor))
    }

    deinit {
        pthread_mutex_lock(&state.pointee.lock)
        let isFlushComing = state.pointee.isFlushComing
        state.pointee.isLeft = isFlushComing
        pthread_mutex_unlock(&state.pointee.lock)
        if !isFlushComing { Self.free(state) }
    }

    private func withLock<Result>(_ body: (inout State) -> Result) -> Result {
        pthread_mutex_lock(&state.pointee.lock)
        defer { pthread_mutex_unlock(&state.pointee.lock) }
        return body(&state.pointee)
    }

    func write(_ text: String) {
        withLock { state in
            let wasEmpty = state.stream.isEmpty
            state.stream.write(text)
            guard wasEmpty, !state.stream.isEmpty else { return }
            if MonotonicTime.nanoseconds &- state.lastFlush > Self.longestLag { return state.flush() }
            if !state.isFlushComing { state.isFlushComing = startThread() }
            // The thread couldn't be started.
            if !state.isFlushComing { state.flush() }
        }
    }

    /// Whether the current line is unfinished.
    var isMidLine: Bool { withLock { $0.stream.isMidLine } }

    /// Ends the current line if it is unfinished.
    func endLine() { if isMidLine { write("\n") } }

    /// Notes that the user's Enter has ended the line on the terminal.
    func noteLineEnd() { withLock { $0.stream.noteLineEnd() } }

    /// Writes the buffered text.
    func flush() { withLock { $0.flush() } }

    /// The first error in writing, if any.
    var failure: String? { withLock { $0.stream.failure } }

    // MARK: - The thread

    /// Waits, then writes the buffered text.
    private static func flushLater(_ state: UnsafeMutablePointer<State>) {
        var moment = timespec(tv_sec: 0, tv_nsec: Int(longestLag))
        nanosleep(&moment, nil)
        pthread_mutex_lock(&state.pointee.lock)
        state.pointee.isFlushComing = false
        state.pointee.flush()
        let isLeft = state.pointee.isLeft
        pthread_mutex_unlock(&state.pointee.lock)
        if isLeft { free(state) }
    }

    /// Starts the thread that flushes later; false if that fails.
    private func startThread() -> Bool {
        Signals.startAside(state) { context in
            if let context { SharedOutput.flushLater(context.assumingMemoryBound(to: State.self)) }
            return nil
        }
    }

    private static func free(_ state: UnsafeMutablePointer<State>) {
        pthread_mutex_destroy(&state.pointee.lock)
        state.deinitialize(count: 1)
        state.deallocate()
    }
}

/// A buffer in front of a file descriptor.
///
/// If the reader is gone, the process ends silently, as with `SIGPIPE`. Other errors are stored for a report.
struct OutputStream: ~Copyable {
    private let descriptor: CInt
    /// The buffer of `capacity` bytes, the first `count` of which are used; allocated on first use.
    private var bytes: UnsafeMutablePointer<UInt8>?
    private var count = 0
    /// Whether the current line is unfinished.
    private(set) var isMidLine = false
    /// The first error number from writing; 0 for none.
    private var errorNumber: CInt = 0

    private static let capacity = 1 << 18
    /// The size of a single write; after an interruption the rest of a longer text is dropped.
    private static let pieceLength = 1 << 16

    init(_ descriptor: CInt) { self.descriptor = descriptor }

    deinit { bytes?.deallocate() }

    /// Whether the buffer is empty.
    var isEmpty: Bool { count == 0 }

    /// The first error in writing, if any.
    var failure: String? { errorNumber == 0 ? nil : String(cString: strerror(errorNumber)) }

    mutating func write(_ text: String) {
        guard let last = text.utf8.last else { return }
        isMidLine = last != UInt8(ascii: "\n")
        var text = text
        _ = text.withUTF8 { text in
            // A piece has at most `Interruption.pieceLength` bytes, which is less than the capacity.
            Interruption.forEachPiece(of: text.count) { append(UnsafeBufferPointer(rebasing: text[$0])) }
        }
    }

    private mutating func append(_ piece: UnsafeBufferPointer<UInt8>) {
        guard let start = piece.baseAddress else { return }
        let room = bytes ?? .allocate(capacity: Self.capacity)
        bytes = room
        if count + piece.count > Self.capacity { flush() }
        room.advanced(by: count).update(from: start, count: piece.count)
        count += piece.count
    }

    /// Ends the current line if it is unfinished.
    mutating func endLine() { if isMidLine { write("\n") } }

    /// Notes that the user's Enter has ended the line on the terminal.
    mutating func noteLineEnd() { isMidLine = false }

    mutating func flush() {
        guard let bytes else { return }
        var start = 0
        while start < count, errorNumber == 0 {
            if start >= Self.pieceLength, Interruption.isRequested { break }
            let written = Platform.write(descriptor, bytes + start, min(count - start, Self.pieceLength))
            if written >= 0 {
                start += written
            } else if errno == EPIPE {
                _exit(128 + SIGPIPE)
            } else if errno == EAGAIN {
                waitUntilWritable()
            } else if errno != EINTR {
                errorNumber = errno
            }
        }
        count = 0
    }

    /// A terminal that another program has set to non-blocking rejects text when its buffer is full.
    private func waitUntilWritable() {
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&request, 1, -1)
    }
}
