internal import Files

/// The kinds of files that hold tensors, told apart by the end of their names.
public enum TensorFileFormat: String, Sendable, CaseIterable {
    /// One tensor, NumPy's binary format.
    case npy
    /// Several named tensors: a zip archive of `.npy` files.
    case npz
    /// A table of numbers with commas between them.
    case csv
    /// A table of numbers with blanks between them.
    case txt

    /// The format of a path by its extension, in either case of letters; nil if it has none of these.
    public init?(path: String) {
        guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return nil }
        self.init(rawValue: path[path.index(after: dot)...].lowercased())
    }
}

extension TensorFileFormat {
    /// The format that the first bytes of a file show, whatever its name: NumPy's two; nil for anything else.
    ///
    /// - Throws: ``TensorFileError/file(_:)``.
    public static func shown(byFile path: String) throws(TensorFileError) -> TensorFileFormat? {
        var start = [UInt8](repeating: 0, count: NumPyHeader.magic.count)
        do throws(FileError) {
            let file = try FileReader(path: path)
            _ = try start.withUnsafeMutableBufferPointer { (buffer) throws(FileError) in
                try file.read(into: UnsafeMutableRawBufferPointer(buffer), at: 0)
            }
        } catch {
            throw .file(error)
        }
        if start == NumPyHeader.magic { return .npy }
        return start.starts(with: [0x50, 0x4B, 3, 4]) || start.starts(with: [0x50, 0x4B, 5, 6]) ? .npz : nil
    }
}
