internal import Platform

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

    init(_ descriptor: CInt) { self.descriptor = descriptor }

    /// Whether nothing is kept back.
    var isEmpty: Bool { buffer.isEmpty }

    mutating func write(_ text: String) {
        guard let last = text.utf8.last else { return }
        if buffer.isEmpty { buffer.reserveCapacity(min(Self.capacity, max(4096, text.utf8.count))) }
        buffer += text.utf8
        isMidLine = last != UInt8(ascii: "\n")
        if buffer.count >= Self.capacity { flush() }
    }

    /// Ends the line if anything stands in it.
    mutating func endLine() { if isMidLine { write("\n") } }

    /// Says that something else has ended the line on the terminal: the user's Enter.
    mutating func noteLineEnd() { isMidLine = false }

    mutating func flush() {
        var start = 0
        while start < buffer.count, failure == nil {
            let count = buffer[start...].withUnsafeBytes { Platform.write(descriptor, $0.baseAddress, $0.count) }
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
