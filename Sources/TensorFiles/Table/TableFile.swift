public import Files
internal import Kernels
public import Tensors

/// Files of text that hold a table of numbers: `.csv` and `.txt`.
public enum TableFile {
    /// Reads a file. Numbers are decimal, `nan` or `inf`, correctly rounded; fields may be quoted; empty lines and
    /// comments are passed over; lines end in LF, CRLF or CR; a byte-order mark is allowed.
    ///
    /// - Throws: ``TensorFileError/file(_:)``, ``TensorFileError/table(_:)``, ``TensorFileError/interrupted``, and where
    ///   memory is too small ``TensorFileError/textTooLarge(bytes:limit:)`` or ``TensorFileError/tooLarge(_:limit:)``.
    public static func read(
        path: String, _ options: TableOptions = TableOptions(), watch: TransferWatch = TransferWatch(),
        limit: MemoryLimit = .current
    ) throws(TensorFileError) -> Table {
        try TextSource.withText(path: path, watch: watch, limit: limit) { (text) throws(TensorFileError) in
            try read(text, options, TransferMeter(watch, total: text.count), limit)
        }
    }

    /// Reads the bytes of such a file.
    ///
    /// A table without rows is no error here; its tensor has the shape (0,).
    public static func read(
        _ bytes: some RandomAccessBytes, _ options: TableOptions = TableOptions(),
        watch: TransferWatch = TransferWatch(), limit: MemoryLimit = .current
    ) throws(TensorFileError) -> Table {
        let meter = TransferMeter(watch, total: bytes.count)
        let text = try TextSource.bytes(of: bytes, meter, limit)
        return try text.withUnsafeBufferPointer { (buffer) throws(TensorFileError) in
            try read(buffer, options, meter, limit)
        }
    }

    /// Reads a text that is in memory as the bytes of such a file.
    public static func read(
        text: [UInt8], _ options: TableOptions = TableOptions(), watch: TransferWatch = TransferWatch(),
        limit: MemoryLimit = .current
    ) throws(TensorFileError) -> Table {
        try text.withUnsafeBufferPointer { (buffer) throws(TensorFileError) in
            try read(buffer, options, TransferMeter(watch, total: buffer.count), limit)
        }
    }

    private static func read(
        _ bytes: UnsafeBufferPointer<UInt8>, _ options: TableOptions, _ meter: TransferMeter, _ limit: MemoryLimit
    ) throws(TensorFileError) -> Table {
        let text: TableText
        do throws(TableError) {
            text = try TableText(bytes, options)
        } catch {
            throw .table(error)
        }
        return try TableReading(text, options, meter, limit: limit.bytes).table()
    }

    // MARK: - Writing

    /// Writes a tensor of at most two axes, a line a row (a vector as a column), with the fewest digits that read back
    /// as the same numbers; bools as 1 and 0. Through a temporary name, flushed and renamed.
    ///
    /// - Throws: ``TensorFileError/tableRank(_:)``, ``TensorFileError/file(_:)``, ``TensorFileError/interrupted``.
    public static func write(
        _ tensor: Tensor, to path: String, delimiter: String = ",", watch: TransferWatch = TransferWatch()
    ) throws(TensorFileError) {
        try write(tensor, to: path, watch: watch) { row in
            row.map { scalar in
                switch scalar.number {
                case .float(let value):
                    scalar.dtype == .float32 ? Float(value).description : value.description
                case .signed(let value): String(value)
                case .unsigned(let value): String(value)
                case .bool(let value): value ? "1" : "0"
                case .text(let text): quoted(text.string, delimiter: delimiter)
                // Who writes a table refuses them.
                case .complex: "nan"
                }
            }.joined(separator: delimiter)
        }
    }

    /// A field as RFC 4180 writes it: in quotes where it would be read as something else without.
    private static func quoted(_ text: String, delimiter: String) -> String {
        guard text.contains("\"") || text.contains("\n") || text.contains("\r") || text.contains(delimiter) else {
            return text
        }
        return "\"\(text.replacing("\"", with: "\"\""))\""
    }

    /// Writes a tensor of at most two axes, each row as `line` gives it; nil from it abandons the file.
    public static func write(
        _ tensor: Tensor, to path: String, before: String = "", after: String = "", newline: String = "\n",
        watch: TransferWatch = TransferWatch(), line: ([Scalar]) -> String?
    ) throws(TensorFileError) {
        guard tensor.rank <= 2 else { throw .tableRank(tensor.shape) }
        let rowCount = tensor.rank == 0 ? 1 : tensor.shape[0]
        let columnCount = tensor.rank == 2 ? tensor.shape[1] : 1
        let steps = tensor.strides + [0, 0]
        let writer: AtomicFileWriter
        do { writer = try AtomicFileWriter(path) } catch { throw .file(error) }
        let meter = TransferMeter(watch, total: tensor.count * 8)
        var buffer = Array(before.utf8)
        var counted = 0
        for row in 0..<rowCount {
            let start = tensor.offset + row * steps[0]
            let scalars = (0..<columnCount).map { tensor.scalar(atAddress: start + $0 * steps[1]) }
            guard let text = line(scalars) else { throw .interrupted }
            buffer.append(contentsOf: text.utf8)
            buffer.append(contentsOf: newline.utf8)
            counted += columnCount * 8
            guard buffer.count >= 1 << 16 else { continue }
            try flush(&buffer, to: writer)
            try meter.advance(counted)
            counted = 0
        }
        buffer.append(contentsOf: after.utf8)
        try flush(&buffer, to: writer)
        try meter.advance(counted)
        do { try writer.commit() } catch { throw .file(error) }
    }

    private static func flush(_ buffer: inout [UInt8], to writer: AtomicFileWriter) throws(TensorFileError) {
        try buffer.withUnsafeBufferPointer { (bytes) throws(TensorFileError) in
            try writer.write(UnsafeRawBufferPointer(bytes))
        }
        buffer.removeAll(keepingCapacity: true)
    }
}
