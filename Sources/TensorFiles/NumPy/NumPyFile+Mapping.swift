internal import Files
internal import Tensors

extension NumPyFile {
    /// Maps a file of float64 or int64 numbers, as they are in memory: they are read when they are looked at, and there
    /// may be more of them than memory holds. Whoever changes the tensor leaves the file as it is.
    ///
    /// The file must stay as it is while the tensor is there. If it becomes shorter, the program says so and ends when
    /// what is lost is looked at.
    ///
    /// - Parameter name: how the file is named in that message.
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
