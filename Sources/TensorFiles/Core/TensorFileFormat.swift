internal import Files

/// The tensor file formats, identified by file extension.
public enum TensorFileFormat: String, Sendable, CaseIterable {
    /// One tensor in NumPy's binary format.
    case npy
    /// Several named tensors: a zip archive of `.npy` files.
    case npz
    /// A table of numbers separated by commas.
    case csv
    /// A table of numbers separated by blanks.
    case txt

    /// The format for a path's extension, case-insensitive; nil for other extensions.
    public init?(path: String) {
        guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return nil }
        self.init(rawValue: path[path.index(after: dot)...].lowercased())
    }
}

extension TensorFileFormat {
    /// The format recognised from a file's first bytes, whatever its name: one of NumPy's two; nil for anything else.
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
