internal import CKernels
internal import Kernels
public import Tensors

/// Files of text whose columns have names and are of several kinds.
public enum ColumnFile {
    /// Reads a file.
    ///
    /// - Throws: ``TensorFileError/file(_:)``, ``TensorFileError/table(_:)``, ``TensorFileError/interrupted``, and where
    ///   memory is too small ``TensorFileError/textTooLarge(bytes:limit:)`` or ``TensorFileError/tooLarge(_:limit:)``.
    public static func read(
        path: String, _ options: ColumnOptions = ColumnOptions(), watch: TransferWatch = TransferWatch(),
        limit: MemoryLimit = .current
    ) throws(TensorFileError) -> ColumnTable {
        try TextSource.withText(path: path, watch: watch, limit: limit) { (text) throws(TensorFileError) in
            try read(text, options, watch: watch, limit: limit)
        }
    }

    /// The first lines of a file as they stand.
    public static func firstLines(
        path: String, count: Int, watch: TransferWatch = TransferWatch(), limit: MemoryLimit = .current
    ) throws(TensorFileError) -> [String] {
        try TextSource.withText(path: path, watch: watch, limit: limit) { (text) throws(TensorFileError) in
            var lines: [String] = []
            // No line that anybody reads is longer.
            var rest = text.prefix(min(text.count, 1 << 20))
            while lines.count < count, !rest.isEmpty {
                let end = rest.firstIndex { $0 == 10 || $0 == 13 } ?? rest.endIndex
                lines.append(String(decoding: rest[..<end], as: UTF8.self))
                rest = rest[end...].dropFirst(rest[end...].starts(with: [13, 10]) ? 2 : 1)
            }
            return lines
        }
    }

    /// Reads a text that is in memory.
    public static func read(
        text: [UInt8], _ options: ColumnOptions = ColumnOptions(), watch: TransferWatch = TransferWatch(),
        limit: MemoryLimit = .current
    ) throws(TensorFileError) -> ColumnTable {
        try text.withUnsafeBufferPointer { (buffer) throws(TensorFileError) in
            guard let unpacked = try Gzip.unpacked(buffer, limit: limit.bytes, watch: watch) else {
                return try read(buffer, options, watch: watch, limit: limit)
            }
            return try unpacked.withUnsafeBufferPointer { (buffer) throws(TensorFileError) in
                try read(buffer, options, watch: watch, limit: limit)
            }
        }
    }

    static func read(
        _ text: UnsafeBufferPointer<UInt8>, _ given: ColumnOptions, watch: TransferWatch, limit: MemoryLimit,
        blockSize: Int = ColumnBlocks.usualSize
    ) throws(TensorFileError) -> ColumnTable {
        var options = given
        if TextEncoding.isWide(text) { options.encoding = .utf16 }
        if let error = TableText.lookalike(text) { throw .table(error) }
        let meter = TransferMeter(watch, total: text.count)
        let isPlain = options.encoding == .utf8 && options.skippedLineNumbers.isEmpty
        if isPlain {
            var reading = ColumnReading(text, options, meter, limit: limit.bytes, blockSize: blockSize)
            return try reading.table()
        }
        guard text.count <= limit.bytes / 4 else { throw .textTooLarge(bytes: text.count, limit: limit.bytes) }
        var bytes = try TextEncoding.utf8(text, from: options.encoding)
        if !options.skippedLineNumbers.isEmpty {
            bytes = TextEncoding.withoutLines(options.skippedLineNumbers, bytes)
        }
        return try bytes.withUnsafeBufferPointer { (buffer) throws(TensorFileError) in
            var reading = ColumnReading(buffer, options, meter, limit: limit.bytes, blockSize: blockSize)
            return try reading.table()
        }
    }
}
