internal import Kernels
internal import Platform
internal import Synchronization

/// Standard output: someone may look on, so text is kept back for a moment only, whatever comes after it.
///
/// What is written after a while of quiet goes out at once. What follows is gathered, and a thread that lives for that moment
/// writes it out, because the cell may be computing by then.
final class SharedOutput: Sendable {
    private struct State: ~Copyable {
        var stream: OutputStream
        var lastFlush: UInt64 = 0
        /// Whether a thread is on its way that writes out what is kept back.
        var isFlushComing = false
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
            if MonotonicTime.nanoseconds &- state.lastFlush > Self.longestLag { return Self.flush(&state) }
            if !state.isFlushComing { state.isFlushComing = startThread() }
            // There is no such thread to be had.
            if !state.isFlushComing { Self.flush(&state) }
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

    /// Waits for the moment to be over and writes out what is kept back.
    private func flushLater() {
        var moment = timespec(tv_sec: 0, tv_nsec: Int(Self.longestLag))
        nanosleep(&moment, nil)
        state.withLock { state in
            state.isFlushComing = false
            Self.flush(&state)
        }
    }

    /// Starts the thread that flushes when the moment is over; whether there is one.
    private func startThread() -> Bool {
        Signals.startAside { [self] in flushLater() }
    }
}

/// A buffer before a file descriptor.
///
/// When the reader has gone the process ends without a word, as `SIGPIPE` has it. Any other failure is kept, to be told.
struct OutputStream: ~Copyable {
    private let descriptor: CInt
    private var buffer: [UInt8] = []
    /// Whether the cursor stands behind something in its line.
    private(set) var isMidLine = false
    /// Why writing failed first.
    private(set) var failure: String?

    private static let capacity = 1 << 18
    /// How much is written at once; of a longer text nobody wants the rest once evaluation should stop.
    private static let pieceLength = 1 << 16

    init(_ descriptor: CInt) { self.descriptor = descriptor }

    /// Whether nothing is kept back.
    var isEmpty: Bool { buffer.isEmpty }

    mutating func write(_ text: String) {
        guard let last = text.utf8.last else { return }
        if buffer.isEmpty { buffer.reserveCapacity(min(Self.capacity, max(4096, text.utf8.count))) }
        isMidLine = last != UInt8(ascii: "\n")
        var text = text
        _ = text.withUTF8 { bytes in
            Interruption.forEachPiece(of: bytes.count) { piece in
                buffer += bytes[piece]
                if buffer.count >= Self.capacity { flush() }
            }
        }
    }

    /// Ends the line if anything stands in it.
    mutating func endLine() { if isMidLine { write("\n") } }

    /// Says that something else has ended the line on the terminal: the user's Enter.
    mutating func noteLineEnd() { isMidLine = false }

    mutating func flush() {
        var start = 0
        while start < buffer.count, failure == nil {
            if start >= Self.pieceLength, Interruption.isRequested { break }
            let end = min(start + Self.pieceLength, buffer.count)
            let count = buffer[start..<end].withUnsafeBytes { Platform.write(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 {
                start += count
            } else if errno == EPIPE {
                _exit(128 + SIGPIPE)
            } else if errno == EAGAIN {
                waitUntilWritable()
            } else if errno != EINTR {
                failure = lastSystemError
            }
        }
        buffer.removeAll(keepingCapacity: true)
    }

    /// A terminal that another program has set to non-blocking refuses what it has no room for.
    private func waitUntilWritable() {
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&request, 1, -1)
    }
}
