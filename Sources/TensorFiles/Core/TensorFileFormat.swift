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
