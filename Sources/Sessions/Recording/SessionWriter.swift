public import Files
internal import Interpreter

/// Keeps a file up with a session: each cell is there, on disk, when it has ended.
public final class SessionWriter {
    /// The file.
    public let path: String
    /// How cells are written.
    public let text: SessionText
    private var file: AppendingFile?
    private var written: [Int] = []
    private let isLocked: Bool

    /// Begins a file.
    ///
    /// - Parameters:
    ///   - replaces: whether a file of that name is replaced.
    ///   - isLocked: whether other processes are to see that it is in use.
    /// - Throws: ``FileError``; `alreadyThere` where a file has the name and isn't replaced.
    public init(
        path: String, text: SessionText, cells: [Timeline.Entry], replaces: Bool, isLocked: Bool = false
    ) throws(FileError) {
        self.path = path
        self.text = text
        self.isLocked = isLocked
        if !replaces, (try? FileReader(path: path)) != nil { throw .alreadyThere }
        try rewrite(cells)
    }

    /// Brings the file to where the session is.
    public func write(_ cells: [Timeline.Entry]) throws(FileError) {
        let numbers = cells.map(\.cell.number)
        guard let file, numbers.starts(with: written), file.isUntouched(at: path) else { return try rewrite(cells) }
        let added = cells[written.count...].map { text.text(of: $0) }.joined()
        guard !added.isEmpty else { return }
        try file.append(Array(added.utf8))
        written = numbers
    }

    private func rewrite(_ cells: [Timeline.Entry]) throws(FileError) {
        try Self.save(cells, to: path, text)
        file = try AppendingFile(path: path)
        if isLocked { _ = file?.lock() }
        written = cells.map(\.cell.number)
    }

    /// Writes a session to a file, whole or not at all.
    public static func save(_ cells: [Timeline.Entry], to path: String, _ text: SessionText) throws(FileError) {
        try save(text.text(of: cells), to: path)
    }

    /// Writes a text to a file, whole or not at all.
    public static func save(_ text: String, to path: String) throws(FileError) {
        let writer = try AtomicFileWriter(path)
        let bytes = Array(text.utf8)
        try bytes.withUnsafeBufferPointer { (buffer) throws(FileError) in
            try writer.append(UnsafeRawBufferPointer(buffer))
        }
        try writer.commit()
    }
}
