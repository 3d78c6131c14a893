public import Files
public import Tensors

/// Files of several named tensors, NumPy's `.npz`: zip archives of stored or deflated `.npy` members.
///
/// The directory is read at once, tensors on demand. At most as much is unpacked as the header of a member's `.npy`
/// declares, and the directory must agree with it.
public final class NumPyArchive {
    /// The tensors' names without their `.npy` extension, in the archive's order.
    public let names: [String]
    /// The entries that are `.npy` files neither by name nor by their first bytes, and hold no tensor.
    public let others: [String]
    private let reader: ZipReader
    private let entries: [String: ZipReader.Entry]
    private let watch: TransferWatch
    private let limit: MemoryLimit

    private static let ending = ".npy"

    /// Reads the directory of a file.
    ///
    /// - Throws: ``TensorFileError/file(_:)``, ``TensorFileError/archive(_:)``.
    public convenience init(path: String, watch: TransferWatch = TransferWatch(), limit: MemoryLimit = .current)
        throws(TensorFileError)
    {
        let file: FileReader
        do { file = try FileReader(path: path) } catch { throw .file(error) }
        try self.init(file, watch: watch, limit: limit)
    }

    /// Reads the directory from a file's bytes.
    ///
    /// - Throws: ``TensorFileError/archive(_:)``.
    public init(_ bytes: some RandomAccessBytes, watch: TransferWatch = TransferWatch(), limit: MemoryLimit = .current)
        throws(TensorFileError)
    {
        do { reader = try ZipReader(bytes) } catch { throw .archive(error) }
        var names: [String] = []
        var others: [String] = []
        var entries: [String: ZipReader.Entry] = [:]
        for entry in reader.entries {
            let hasEnding = entry.name.hasSuffix(Self.ending)
            guard hasEnding || Self.holdsTensor(entry, reader) else {
                others.append(entry.name)
                continue
            }
            let name = hasEnding ? String(entry.name.dropLast(Self.ending.count)) : entry.name
            guard entries.updateValue(entry, forKey: name) == nil else { throw .archive(.duplicate(entry.name)) }
            names.append(name)
        }
        self.names = names
        self.others = others
        self.entries = entries
        self.watch = watch
        self.limit = limit
    }

    /// Whether an entry begins with the magic bytes of a `.npy` file.
    private static func holdsTensor(_ entry: ZipReader.Entry, _ reader: ZipReader) -> Bool {
        guard (try? reader.open(entry)) != nil else { return false }
        defer { reader.abandonEntry() }
        var stream = ZipEntryStream(reader, entry)
        return (try? NumPyHeader.begins(&stream)) == true
    }

    /// Reads the tensors with these names, in this order.
    ///
    /// - Throws: ``TensorFileError/archive(_:)``, ``TensorFileError/member(_:_:)`` and
    ///   ``TensorFileError/interrupted``.
    public func tensors(_ names: [String]) throws(TensorFileError) -> [LoadedTensor] {
        var wanted: [ZipReader.Entry] = []
        for name in names {
            guard let entry = entries[name] else {
                throw .archive(others.contains(name) ? .noTensor(name) : .noMember(name, among: self.names))
            }
            wanted.append(entry)
        }
        let total = wanted.reduce(0) { Int(clamping: UInt64(clamping: $0) &+ min($1.size, 1 << 60)) }
        let meter = TransferMeter(watch, total: total)
        var result: [LoadedTensor] = []
        for entry in wanted { result.append(try read(entry, meter)) }
        return result
    }

    /// The names of the tensors whose type Descent supports, and the others with the reason.
    ///
    /// - Throws: the first tensor's error, if no tensor is readable.
    public func readableNames() throws(TensorFileError) -> (
        names: [String], others: [(name: String, error: NumPyFormatError)]
    ) {
        var readable: [String] = []
        var others: [(name: String, error: NumPyFormatError)] = []
        for name in names {
            if let error = foreignType(name) { others.append((name, error)) } else { readable.append(name) }
        }
        if readable.isEmpty, let first = others.first {
            throw .member(entries[first.name]?.name ?? first.name, .npy(first.error))
        }
        return (readable, others)
    }

    /// Why a tensor's element type is unsupported; nil if it isn't. Other errors are reported when it is read.
    private func foreignType(_ name: String) -> NumPyFormatError? {
        guard let entry = entries[name], (try? reader.open(entry)) != nil else { return nil }
        defer { reader.abandonEntry() }
        var stream = ZipEntryStream(reader, entry)
        do throws(TensorFileError) { _ = try NumPyHeader.read(&stream) } catch .npy(let error) {
            switch error {
            case .unsupportedType, .pythonObjects: return error
            default: return nil
            }
        } catch {
            return nil
        }
        return nil
    }

    private func read(_ entry: ZipReader.Entry, _ meter: TransferMeter) throws(TensorFileError) -> LoadedTensor {
        do { try reader.open(entry) } catch { throw .archive(error) }
        defer { reader.abandonEntry() }
        var reading = NumPyReading(ZipEntryStream(reader, entry), meter, limit: limit)
        let tensor: LoadedTensor
        do throws(TensorFileError) {
            let header = try NumPyHeader.read(&reading.stream)
            let needed = Int(clamping: entry.size) - reading.stream.remaining + (header.byteCount ?? 0)
            if header.byteCount != nil, reading.stream.remaining > header.byteCount ?? 0 {
                throw .archive(.wrongSize(entry.name, declared: Int(clamping: entry.size), needed: needed))
            }
            tensor = LoadedTensor(tensor: try reading.numbers(header), storedType: header.type.name)
        } catch .archive(let error) {
            throw .archive(error)
        } catch .interrupted {
            throw .interrupted
        } catch {
            throw .member(entry.name, error)
        }
        do { try reader.close(entry) } catch { throw .archive(error) }
        return tensor
    }

    // MARK: - Writing

    /// Writes an archive like `np.savez`, or `np.savez_compressed`: to a temporary file that is flushed and renamed.
    /// Equal tensors make equal bytes.
    ///
    /// - Throws: ``TensorFileError/file(_:)``, ``TensorFileError/archive(_:)``, ``TensorFileError/interrupted``.
    public static func write(
        _ members: [(name: String, tensor: Tensor)], to path: String, compressed: Bool = false,
        watch: TransferWatch = TransferWatch()
    ) throws(TensorFileError) {
        var seen: Set<String> = []
        for (name, _) in members {
            guard !name.isEmpty, name.utf8.count < 1 << 15, !name.utf8.contains(0) else {
                throw .archive(.invalidName(name))
            }
            guard seen.insert(name).inserted else { throw .archive(.duplicate(name)) }
        }
        let writer: AtomicFileWriter
        do { writer = try AtomicFileWriter(path) } catch { throw .file(error) }
        let meter = TransferMeter(watch, total: members.reduce(0) { $0 + NumPyWriting.byteCount(of: $1.tensor) })
        let archive = try ZipWriter(writer, compressed: compressed)
        for (name, tensor) in members {
            try archive.open(name + ending, size: NumPyWriting.byteCount(of: tensor))
            var sink = ZipEntrySink(archive: archive)
            try NumPyWriting.write(tensor, to: &sink, meter)
            try archive.close()
        }
        try archive.finish()
        do { try writer.commit() } catch { throw .file(error) }
    }
}
