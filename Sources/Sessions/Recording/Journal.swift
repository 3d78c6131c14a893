public import Files
internal import Platform
public import Syntax

/// The folder of the journals: a session file per shell at a prompt, to restore sessions that weren't saved.
public struct JournalFolder: Sendable {
    /// The path of the folder.
    public let path: String
    /// How long a journal is kept after its last cell, in days.
    public static let days = 30
    /// The maximum total size of the journals, in bytes.
    public static let largest = 64 << 20

    /// A folder, which need not exist yet.
    public init(path: String) { self.path = path }

    /// A journal.
    public struct Item: Sendable {
        /// The path of its file.
        public let path: String
        /// When a cell was last written to it, in seconds since 1970.
        public let time: Int
        /// The fraction of that second, in nanoseconds.
        let nanoseconds: Int
        /// Its size in bytes.
        public let size: Int
        /// Whether a shell is writing to it.
        public let isInUse: Bool

        /// The name of the file without its extension.
        public var name: String {
            String((path.split(separator: "/").last ?? "").dropLast(".session".count))
        }
    }

    /// The journals, newest first.
    public func items() -> [Item] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var items: [Item] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard name.hasSuffix(".session"), !name.hasPrefix(".") else { continue }
            let file = "\(path)/\(name)"
            var status = stat()
            guard stat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
            let time = status.modificationTime
            let isInUse = (try? AppendingFile(path: file)).map { !$0.isFree } ?? false
            items.append(
                Item(
                    path: file, time: time.tv_sec, nanoseconds: time.tv_nsec, size: Int(status.st_size),
                    isInUse: isInUse))
        }
        return items.sorted { ($0.time, $0.nanoseconds, $0.path) > ($1.time, $1.nanoseconds, $1.path) }
    }

    /// The path for the journal of a shell that starts now.
    public func newPath() -> String {
        var now = time(nil)
        var parts = tm()
        localtime_r(&now, &parts)
        func digits(_ number: CInt, _ count: Int = 2) -> String {
            let text = String(number)
            return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
        }
        let date = "\(digits(parts.tm_year + 1900, 4))-\(digits(parts.tm_mon + 1))-\(digits(parts.tm_mday))"
        let clock = "\(digits(parts.tm_hour))\(digits(parts.tm_min))\(digits(parts.tm_sec))"
        return "\(path)/\(date)-\(clock)-\(getpid()).session"
    }

    /// Creates the folder and its parents, accessible only to the user.
    ///
    /// - Throws: ``FileError`` if it can't be created.
    public func make() throws(FileError) {
        guard makeFolders(path) else { throw .current() }
        // Cells may contain private data.
        _ = chmod(path, 0o700)
    }

    /// Removes expired journals, and the oldest ones while the total size is too large.
    ///
    /// - Parameters:
    ///   - now: the time in seconds since 1970; nil for the present.
    ///   - largest: the maximum total size in bytes.
    public func removeOld(now: Int? = nil, largest: Int = JournalFolder.largest) {
        let now = now ?? time(nil)
        var size = 0
        for item in items() where !item.isInUse {
            size += item.size
            if now - item.time > Self.days * 86_400 || size > largest { unlink(item.path) }
        }
    }

    /// The complete cells of a journal, and whether an incomplete last cell was dropped.
    public static func wholeCells(in bytes: [UInt8], commands: CommandTable) -> (bytes: [UInt8], isCut: Bool) {
        // Each cell ends in a line with the marker alone. Such a line may also be part of a string in an incomplete
        // cell; the text up to there isn't a valid session.
        let mark = Array("\n\(DigestLine.marker)\n".utf8)
        var last: [UInt8]?
        var end = bytes.count
        for _ in 0..<mostTries {
            while end >= mark.count, !bytes[end - mark.count..<end].elementsEqual(mark) { end -= 1 }
            if end < mark.count { break }
            let whole = Array(bytes[..<end])
            if (try? SessionFile(whole, path: "", commands: commands)) != nil { return (whole, end < bytes.count) }
            last = last ?? whole
            end -= 1
        }
        // It is damaged elsewhere; reading it reports that.
        if end >= mark.count, let last { return (last, last.count < bytes.count) }
        let head = Array(SessionText.head.utf8)
        return (head, bytes.count > head.count)
    }

    private static let mostTries = 100
}
