internal import Files

/// Callbacks during reading and writing a file.
public struct TransferWatch {
    /// Called after every few hundred kilobytes; returns whether to stop.
    public var isInterrupted: () -> Bool
    /// Called after every few hundred kilobytes with the bytes done and the total.
    public var report: (_ done: Int, _ total: Int) -> Void

    /// Makes a watch.
    public init(
        isInterrupted: @escaping () -> Bool = { false },
        report: @escaping (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) {
        self.isInterrupted = isInterrupted
        self.report = report
    }
}

/// Counts the bytes of one transfer and calls its watch.
final class TransferMeter {
    /// The number of bytes between two calls of the watch.
    static let pieceSize = 1 << 18

    let watch: TransferWatch
    private let total: Int
    private var done = 0

    init(_ watch: TransferWatch, total: Int) {
        self.watch = watch
        self.total = total
    }

    /// Counts bytes.
    ///
    /// - Throws: ``TensorFileError/interrupted``.
    func advance(_ count: Int) throws(TensorFileError) {
        if watch.isInterrupted() { throw .interrupted }
        done += count
        watch.report(min(done, total), total)
    }
}

/// Bytes read in order.
protocol ByteStream {
    /// The number of bytes left, according to the file.
    var remaining: Int { get }
    /// Fills a buffer and returns the number of bytes read; less than its size only at the end.
    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(TensorFileError) -> Int
}

/// The bytes of a file from its start.
struct FileStream: ByteStream {
    let bytes: any RandomAccessBytes
    private(set) var position = 0

    init(_ bytes: any RandomAccessBytes) { self.bytes = bytes }

    var remaining: Int { max(bytes.count - position, 0) }

    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(TensorFileError) -> Int {
        do {
            let count = try bytes.read(into: buffer, at: position)
            position += count
            return count
        } catch {
            throw .file(error)
        }
    }
}

/// Accepts bytes in order.
protocol ByteSink {
    mutating func write(_ bytes: UnsafeRawBufferPointer) throws(TensorFileError)
}

extension AtomicFileWriter: ByteSink {
    func write(_ bytes: UnsafeRawBufferPointer) throws(TensorFileError) {
        do throws(FileError) { try append(bytes) } catch { throw .file(error) }
    }
}

/// Collects bytes in memory.
struct MemorySink: ByteSink {
    private(set) var bytes: [UInt8] = []

    mutating func write(_ bytes: UnsafeRawBufferPointer) throws(TensorFileError) {
        self.bytes.append(contentsOf: bytes)
    }
}

extension ByteSink {
    mutating func write(_ bytes: [UInt8]) throws(TensorFileError) {
        var sink = self
        defer { self = sink }
        try bytes.withUnsafeBufferPointer { (buffer) throws(TensorFileError) in
            try sink.write(UnsafeRawBufferPointer(buffer))
        }
    }
}
