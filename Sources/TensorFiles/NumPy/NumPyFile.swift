internal import CKernels
public import Files
public import Tensors

/// A tensor read from a file.
public struct LoadedTensor: Sendable {
    /// The tensor.
    public var tensor: Tensor
    /// NumPy's name of the element type in the file: `float32`.
    public var storedType: String
}

/// Files of one tensor, NumPy's `.npy`.
public enum NumPyFile {
    /// Reads a file of format version 1, 2 or 3. The elements keep their type, except float16, which becomes float64;
    /// the tensor has NumPy's layout.
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

    /// Reads the tensor from a file's bytes.
    ///
    /// - Throws: ``TensorFileError/npy(_:)``, ``TensorFileError/tooLarge(_:limit:)`` and
    ///   ``TensorFileError/interrupted``.
    public static func read(
        _ bytes: some RandomAccessBytes, watch: TransferWatch = TransferWatch(), limit: MemoryLimit = .current
    ) throws(TensorFileError) -> LoadedTensor {
        var reading = NumPyReading(FileStream(bytes), TransferMeter(watch, total: bytes.count), limit: limit)
        return try reading.tensor()
    }

    /// Writes a file byte for byte like `np.save`: to a temporary file that is flushed and renamed.
    ///
    /// - Throws: ``TensorFileError/file(_:)``, ``TensorFileError/interrupted``.
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

extension NumPyFile {
    /// Memory-maps a file of float64 or int64 numbers: they are read on first access, and may exceed the machine's
    /// memory. Changes to the tensor don't change the file.
    ///
    /// The file must not change while the tensor exists. If it is truncated, accessing the lost part ends the process
    /// with a message.
    ///
    /// - Parameter name: the file's name in that message.
    /// - Throws: ``TensorFileError/notMappable(_:)`` for other numbers, ``TensorFileError/file(_:)``,
    ///   ``TensorFileError/npy(_:)`` and ``TensorFileError/tooLarge(_:limit:)``.
    public static func map(path: String, named name: String) throws(TensorFileError) -> LoadedTensor {
        let reader: FileReader
        do { reader = try FileReader(path: path) } catch { throw .file(error) }
        var stream = FileStream(reader)
        let header = try NumPyHeader.read(&stream)
        let start = stream.position
        guard let size = header.byteCount, header.shape.checkedCount != nil else {
            throw .tooLarge(header.shape, limit: Int.max)
        }
        guard size <= stream.remaining else {
            throw .npy(.truncated(expected: size, available: stream.remaining))
        }
        let type = header.type
        guard type.kind == .float && type.width == 8 || type.kind == .signed && type.width == 8 else {
            throw .notMappable(.type(type.name))
        }
        guard !type.isBigEndian, Int(littleEndian: 1) == 1 else { throw .notMappable(.byteOrder) }
        guard start % 8 == 0 else { throw .notMappable(.alignment(offset: start)) }
        if size == 0 { return try read(path: path) }
        let farewell =
            "error: \(name): the mapped file became shorter, or its disk fails; "
            + "what was to be read is gone, and Descent ends\n"
        guard let mapping = FileMapping(reader, count: start + size, onLoss: .end(saying: farewell)),
            let address = mapping.bytes.baseAddress
        else { throw .notMappable(.system) }
        let tensor: Tensor =
            type.kind == .float
            ? .float64(array(address + start, header, mapping)) : .int64(array(address + start, header, mapping))
        return LoadedTensor(tensor: tensor, storedType: type.name)
    }

    private static func array<Element>(
        _ start: UnsafeMutableRawPointer, _ header: NumPyHeader, _ mapping: FileMapping
    ) -> NDArray<Element> {
        let byteCount = header.shape.count * MemoryLayout<Element>.stride
        let buffer = Buffer.mapped(start: start, byteCount: byteCount, owner: mapping)
        return NDArray(buffer: buffer, shape: header.shape, strides: header.strides, offset: 0)
    }
}

/// A private memory mapping of a file; unmapped when the last reference is released.
final class FileMapping: Sendable {
    /// What happens if the file turns out to be truncated, or its disk fails.
    enum Loss {
        /// Zeros are read, and ``isLost`` is set.
        case zeros
        /// The process prints this message and ends.
        case end(saying: String)
    }

    /// A writer must make sure that no other code reads the bytes.
    nonisolated(unsafe) let bytes: UnsafeMutableRawBufferPointer
    private let guardNumber: CInt

    /// Maps a file from its start; nil on failure.
    init?(_ file: FileReader, count: Int, onLoss loss: Loss) {
        guard let bytes = file.map(count: count) else { return nil }
        self.bytes = bytes
        let start = bytes.baseAddress
        guardNumber =
            switch loss {
            case .zeros: ck_guard_mapping(start, bytes.count, nil)
            case .end(let text): ck_guard_mapping(start, bytes.count, text)
            }
        if guardNumber < 0, case .zeros = loss { return nil }
    }

    deinit {
        ck_release_mapping(guardNumber)
        FileReader.unmap(bytes)
    }

    /// Whether zeros have replaced part of the file.
    var isLost: Bool { ck_is_lost(guardNumber) }
}
