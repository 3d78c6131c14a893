internal import Kernels
internal import Platform

/// Standard output: someone may look on, so text is kept back for a moment only, whatever comes after it.
///
/// What is written after a while of quiet goes out at once. What follows is gathered, and a thread that lives for that moment
/// writes it out, because the cell may be computing by then. What the thread shares lies in raw memory, since a thread
/// besides the one that evaluates may touch no object (`SystemThread`).
final class SharedOutput {
    private struct State: ~Copyable {
        var lock = pthread_mutex_t()
        var stream: OutputStream
        var lastFlush: UInt64 = 0
        /// Whether a thread is on its way that writes out what is kept back.
        var isFlushComing = false
        /// Whether that thread is the last one that knows of this.
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

    /// Whoever reads or writes it holds its lock.
    private let state: UnsafeMutablePointer<State>

    /// How long (in nanoseconds) text may be kept back.
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
            // There is no such thread to be had.
            if !state.isFlushComing { state.flush() }
        }
    }

    /// Whether the cursor stands behind something in its line.
    var isMidLine: Bool { withLock { $0.stream.isMidLine } }

    /// Ends the line if anything stands in it.
    func endLine() { if isMidLine { write("\n") } }

    /// Says that something else has ended the line on the terminal: the user's Enter.
    func noteLineEnd() { withLock { $0.stream.noteLineEnd() } }

    /// Writes out what is kept back.
    func flush() { withLock { $0.flush() } }

    /// Why output could not be written, if that has happened.
    var failure: String? { withLock { $0.stream.failure } }

    // MARK: - The thread

    /// Waits for the moment to be over and writes out what is kept back.
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

    /// Starts the thread that flushes when the moment is over; whether there is one.
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

/// A buffer before a file descriptor.
///
/// When the reader has gone the process ends without a word, as `SIGPIPE` has it. Any other failure is kept, to be told.
struct OutputStream: ~Copyable {
    private let descriptor: CInt
    /// Room for `capacity` bytes, of which `count` are text; taken with the first of them.
    private var bytes: UnsafeMutablePointer<UInt8>?
    private var count = 0
    /// Whether the cursor stands behind something in its line.
    private(set) var isMidLine = false
    /// The error of the system's that writing failed with first; 0 for none.
    private var errorNumber: CInt = 0

    private static let capacity = 1 << 18
    /// How much is written at once; of a longer text nobody wants the rest once evaluation should stop.
    private static let pieceLength = 1 << 16

    init(_ descriptor: CInt) { self.descriptor = descriptor }

    deinit { bytes?.deallocate() }

    /// Whether nothing is kept back.
    var isEmpty: Bool { count == 0 }

    /// Why writing failed first.
    var failure: String? { errorNumber == 0 ? nil : String(cString: strerror(errorNumber)) }

    mutating func write(_ text: String) {
        guard let last = text.utf8.last else { return }
        isMidLine = last != UInt8(ascii: "\n")
        var text = text
        _ = text.withUTF8 { text in
            // A piece has `Interruption.pieceLength` bytes at most, which is less than there is room for.
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

    /// Ends the line if anything stands in it.
    mutating func endLine() { if isMidLine { write("\n") } }

    /// Says that something else has ended the line on the terminal: the user's Enter.
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

    /// A terminal that another program has set to non-blocking refuses what it has no room for.
    private func waitUntilWritable() {
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&request, 1, -1)
    }
}
