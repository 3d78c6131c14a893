public import Files
internal import Interpreter

/// Keeps a file up with a session: each cell is there, on disk, when it has ended.
public final class SessionWriter {
    /// The file.
    public let path: String
    /// How cells are written.
    public let text: SessionText
    private var file: AppendingFile?
    private var written: Timeline.Place
    private let isLocked: Bool

    /// Begins a file.
    ///
    /// - Parameters:
    ///   - replaces: whether a file of that name is replaced.
    ///   - isLocked: whether other processes are to see that it is in use.
    /// - Throws: ``FileError``; `alreadyThere` where a file has the name and isn't replaced.
    public init(
        path: String, text: SessionText, timeline: Timeline, replaces: Bool, isLocked: Bool = false
    ) throws(FileError) {
        self.path = path
        self.text = text
        self.isLocked = isLocked
        if !replaces, (try? FileReader(path: path)) != nil { throw .alreadyThere }
        written = timeline.place
        try rewrite(timeline)
    }

    /// Brings the file to where the session is.
    public func write(_ timeline: Timeline) throws(FileError) {
        guard let file, let cells = timeline.recordedCells(since: written), file.isUntouched(at: path) else {
            return try rewrite(timeline)
        }
        let added = cells.map { text.text(of: $0) }.joined()
        if !added.isEmpty { try file.append(Array(added.utf8)) }
        written = timeline.place
    }

    private func rewrite(_ timeline: Timeline) throws(FileError) {
        let writer = try Self.writer(of: text.text(of: timeline.recordedSession), to: path)
        // Before it has its name, so that nobody ever finds it free.
        let next = try AppendingFile(path: writer.temporary)
        if isLocked { _ = next.lock() }
        try writer.commit()
        file = next
        written = timeline.place
    }

    /// Writes a text to a file, whole or not at all.
    public static func save(_ text: String, to path: String) throws(FileError) {
        try writer(of: text, to: path).commit()
    }

    private static func writer(of text: String, to path: String) throws(FileError) -> AtomicFileWriter {
        let writer = try AtomicFileWriter(path)
        let bytes = Array(text.utf8)
        try bytes.withUnsafeBufferPointer { (buffer) throws(FileError) in
            try writer.append(UnsafeRawBufferPointer(buffer))
        }
        return writer
    }
}
