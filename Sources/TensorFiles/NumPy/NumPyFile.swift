public import Files
public import Tensors

/// A tensor as a file holds it.
public struct LoadedTensor: Sendable {
    /// The tensor.
    public var tensor: Tensor
    /// NumPy's name of the type that the elements have in the file: `float32`.
    public var storedType: String
}

/// Files of one tensor, NumPy's `.npy`.
public enum NumPyFile {
    /// Reads a file of version 1, 2 or 3: floats of 2 to 8 bytes become float64, ints of 1 to 8 bytes int64, bool bool.
    /// The tensor has the layout that NumPy gives it.
    ///
    /// - Throws: ``TensorFileError/file(_:)``, ``TensorFileError/npy(_:)``, ``TensorFileError/tooLarge(_:limit:)`` and
    ///   ``TensorFileError/interrupted``.
    public static func read(path: String, watch: TransferWatch = TransferWatch(), limit: MemoryLimit = .current)
        throws(TensorFileError)
        -> LoadedTensor
    {
        let reader: FileReader
        do { reader = try FileReader(path: path) } catch { throw .file(error) }
        return try read(reader, watch: watch, limit: limit)
    }

    /// Reads the bytes of such a file.
    public static func read(
        _ bytes: some RandomAccessBytes, watch: TransferWatch = TransferWatch(), limit: MemoryLimit = .current
    ) throws(TensorFileError) -> LoadedTensor {
        var reading = NumPyReading(FileStream(bytes), TransferMeter(watch, total: bytes.count), limit: limit)
        return try reading.tensor()
    }

    /// Writes a file as `np.save` does, byte for byte: through a temporary name, flushed and renamed.
    public static func write(
        _ tensor: Tensor, to path: String, watch: TransferWatch = TransferWatch()
    ) throws(TensorFileError) {
        var writer: AtomicFileWriter
        do { writer = try AtomicFileWriter(path) } catch { throw .file(error) }
        let meter = TransferMeter(watch, total: NumPyWriting.byteCount(of: tensor))
        try NumPyWriting.write(tensor, to: &writer, meter)
        do { try writer.commit() } catch { throw .file(error) }
    }

    /// The bytes that ``write(_:to:watch:)`` writes.
    public static func bytes(of tensor: Tensor) throws(TensorFileError) -> [UInt8] {
        var sink = MemorySink()
        try NumPyWriting.write(tensor, to: &sink, TransferMeter(TransferWatch(), total: 0))
        return sink.bytes
    }
}
