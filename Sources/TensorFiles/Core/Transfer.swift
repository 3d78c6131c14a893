internal import Files

/// Who watches while a file is read or written.
public struct TransferWatch {
    /// Asked between pieces of a megabyte or so: whether to stop.
    public var isInterrupted: () -> Bool
    /// Told between pieces how many bytes are done, and of how many.
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

/// Counts the bytes of one file as they come and go.
final class TransferMeter {
    /// The bytes between two looks at the watch.
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

/// Bytes that are read in their order.
protocol ByteStream {
    /// How many are still to come, as far as the file says.
    var remaining: Int { get }
    /// Fills a buffer and gives how many bytes there were; fewer only at the end.
    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(TensorFileError) -> Int
}

/// The bytes of a file from its beginning.
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

/// Takes bytes in their order.
protocol ByteSink {
    mutating func write(_ bytes: UnsafeRawBufferPointer) throws(TensorFileError)
}

extension AtomicFileWriter: ByteSink {
    func write(_ bytes: UnsafeRawBufferPointer) throws(TensorFileError) {
        do throws(FileError) { try append(bytes) } catch { throw .file(error) }
    }
}

/// Keeps bytes in memory.
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
