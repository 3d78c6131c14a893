internal import Files
internal import Platform

/// The inputs of this and earlier shells, in a file of plain UTF-8 that several shells add to at once.
///
/// Every entry is added under a lock, by one write, to the file that has the name at that moment; nothing is kept open.
/// The file is readable by the user alone. When it has grown a tenth beyond its limit, the oldest entries go: the rest
/// is written to a temporary name, flushed, and renamed.
public struct HistoryFile: Sendable {
    /// How much the file holds.
    struct Limits: Sendable {
        var entries = 50_000
        var bytes = 16 << 20
        var entryBytes = 1 << 20
        /// How long to wait for other processes, in milliseconds.
        var waiting = 2_000
    }

    /// A file, and how much of it has been seen.
    struct Mark: Sendable {
        var device: dev_t
        var inode: ino_t
        var size: Int

        init(_ status: stat) {
            device = status.st_dev
            inode = status.st_ino
            size = Int(status.st_size)
        }

        func isSameFile(as other: Mark) -> Bool { device == other.device && inode == other.inode }
    }

    /// Where it is.
    public let path: String
    var limits = Limits()
    /// The file as it was at the start: what others add later is not this shell's history.
    private let start: Mark?
    /// How many entries the file had when it was last seen, and how far it reached.
    var seen: (mark: Mark, count: Int)?
    private var last: String?

    /// The history in a file, which need not exist yet, nor its folder.
    public init(path: String) {
        self.path = path
        var status = stat()
        start = stat(path, &status) == 0 ? Mark(status) : nil
    }

    /// The entries that were in the file when this value was made, the oldest first; none if there was no file.
    ///
    /// A mode that lets others read the file is mended.
    /// - Throws: `HistoryError` when the system refuses the file. Damage inside it is no error: it is left out and told.
    public mutating func load() throws(HistoryError) -> HistoryContents {
        guard let start else { return HistoryContents() }
        let file: OpenHistory
        do throws(HistoryError) {
            file = try OpenHistory.open(path: path, flags: O_RDONLY)
        } catch .file(_, .missing) {
            return HistoryContents()
        }
        // A reader who gets no lock may meet half an entry, which is better than none at all.
        _ = file.lock(LOCK_SH, milliseconds: limits.waiting / 10)
        let mark = try file.mark()
        // Whoever has shortened the file meanwhile has kept what is newest.
        let end = mark.isSameFile(as: start) ? min(start.size, mark.size) : mark.size
        let first = max(0, end - 4 * limits.bytes)
        var bytes = try file.bytes(first..<end)
        if first > 0 { bytes.removeSubrange(..<((bytes.firstIndex(of: HistoryEncoding.newline) ?? -1) + 1)) }
        let contents = HistoryContents(bytes)
        last = contents.entries.last
        return contents
    }

    /// Whether an entry is one to keep: not empty, not begun with a blank to hide it, no larger than 1 MiB.
    public static func keeps(_ entry: String) -> Bool {
        guard let first = entry.utf8.first else { return false }
        return first != UInt8(ascii: " ") && entry.utf8.count <= Limits().entryBytes
    }

    /// Adds an entry, unless it is one to leave out (`keeps`) or equals the one before it.
    ///
    /// The folder is made when it is missing, for the user alone.
    /// - Throws: `HistoryError` when the entry could not be written; the file is then as it was.
    public mutating func append(_ entry: String) throws(HistoryError) {
        guard Self.keeps(entry), entry != last else { return }
        let file = try openLocked()
        let before = try file.mark()
        try file.write(try file.mending(before.size) + HistoryEncoding.bytes(of: entry), at: before.size)
        last = entry
        let after = try file.mark()
        let count = try countEntries(of: file, to: after)
        seen = (after, count)
        if count > limits.entries + limits.entries / 10 || after.size > limits.bytes + limits.bytes / 10 {
            try trim(file, after.size)
        }
    }

    /// Opens and locks the file that has the name now.
    private func openLocked() throws(HistoryError) -> OpenHistory {
        for _ in 0..<100 {
            let file = try OpenHistory.open(path: path, flags: O_RDWR | O_APPEND | O_CREAT)
            guard file.lock(LOCK_EX, milliseconds: limits.waiting) else { break }
            // While this process waited, another may have put a shorter file in its place.
            var status = stat()
            if stat(path, &status) == 0, Mark(status).isSameFile(as: try file.mark()) { return file }
        }
        throw .locked(path: path)
    }

    /// How many entries the file has; only what is new in it is read.
    private func countEntries(of file: borrowing OpenHistory, to mark: Mark) throws(HistoryError) -> Int {
        guard let seen, seen.mark.isSameFile(as: mark), seen.mark.size <= mark.size else {
            return try file.countEntries(0..<mark.size)
        }
        return seen.count + (try file.countEntries(seen.mark.size..<mark.size))
    }

    /// Leaves the newest entries only.
    private mutating func trim(_ file: borrowing OpenHistory, _ size: Int) throws(HistoryError) {
        let bytes = try file.bytes(0..<size)
        var ranges: [Range<Int>] = []
        bytes.withUnsafeBytes { bytes in
            var scanner = HistoryScanner(bytes)
            while let piece = scanner.next() {
                if case .entry = piece.content { ranges.append(piece.range) }
            }
        }
        var kept = 0
        var first = ranges.count
        while first > 0, ranges.count - first < limits.entries, kept + ranges[first - 1].count <= limits.bytes {
            first -= 1
            kept += ranges[first].count
        }
        var rest: [UInt8] = []
        rest.reserveCapacity(kept)
        for range in ranges[first...] { rest += bytes[range] }
        do { try AtomicFile.replace(path, with: rest) } catch { throw .file(path: path, error) }
        var status = stat()
        seen = stat(path, &status) == 0 ? (Mark(status), ranges.count - first) : nil
    }
}
