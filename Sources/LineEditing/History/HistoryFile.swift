public import Files
internal import Platform
internal import Syntax

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
        guard Self.keeps(entry), last?.isSame(as: entry) != true else { return }
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
        do { try AtomicFileWriter(path, holding: rest, mayCreate: false).commit() } catch {
            throw .file(path: path, error)
        }
        var status = stat()
        seen = stat(path, &status) == 0 ? (Mark(status), ranges.count - first) : nil
    }
}

/// Why the history can't be read or written.
public enum HistoryError: Error, Hashable, Sendable {
    /// The system refuses the file, or the folder that would hold it.
    case file(path: String, FileError)
    /// What has the name is a folder, a terminal, a pipe.
    case notRegular(path: String)
    /// Another process has held its lock for too long.
    case locked(path: String)
}

/// A part of the file that can't be read as an entry; the entries around it are not affected.
public struct HistoryDamage: Hashable, Sendable {
    /// What is wrong.
    public enum Reason: Hashable, Sendable {
        /// The entry has no end: whoever wrote it was stopped.
        case truncated
        /// The line goes on with an entry that is not there.
        case strayLine
        /// It holds bytes that are no text.
        case notText
    }

    /// The line of the file (from 1) where it is.
    public var line: Int
    /// What is wrong.
    public var reason: Reason
}

/// What a history file holds.
public struct HistoryContents: Hashable, Sendable {
    /// The entries, the oldest first.
    public var entries: [String] = []
    /// The parts that were left out.
    public var damage: [HistoryDamage] = []
}

extension HistoryError: CustomStringConvertible {
    /// The reason in words, without a full stop.
    public var description: String {
        switch self {
        case .file(let path, let error): "\(path): \(error.message)"
        case .notRegular(let path): "\(path): not a regular file"
        case .locked(let path): "\(path): another process keeps it locked"
        }
    }
}

extension HistoryDamage: CustomStringConvertible {
    /// The damage in words, to stand behind the file's name and a colon.
    public var description: String {
        switch reason {
        case .truncated: "line \(line): the entry was never written to its end"
        case .strayLine: "line \(line): the entry that it belongs to is not there"
        case .notText: "line \(line): not UTF-8 text"
        }
    }
}

/// How an entry stands in the file: as it was typed, line by line, so that people can read it.
///
/// - A line that goes on with another ends in a backslash, and the one that follows begins with a tab. Both marks
///   together show where an entry was cut off, and keep damage from reaching the entries behind it.
/// - A backslash of the entry itself is doubled. Control characters other than the tab are written `\xHH`, and a tab
///   that begins the entry `\t`.
/// - A line that ends in `\?` is what was left of an entry when a process was stopped; whoever wrote next marked it.
enum HistoryEncoding {
    static let tab = UInt8(ascii: "\t"), newline = UInt8(ascii: "\n"), carriageReturn = UInt8(ascii: "\r")
    static let backslash = UInt8(ascii: "\\"), question = UInt8(ascii: "?")

    /// The lines of an entry, with the newline behind the last.
    static func bytes(of entry: String) -> [UInt8] {
        let text = entry.utf8
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count + text.count / 8 + 2)
        for byte in text {
            switch byte {
            case backslash: bytes += [backslash, backslash]
            case newline: bytes += [backslash, newline, tab]
            case tab: bytes += bytes.isEmpty ? [backslash, UInt8(ascii: "t")] : [tab]
            case 0..<0x20, 0x7F:
                bytes += [backslash, UInt8(ascii: "x"), hexadecimalDigit(byte >> 4), hexadecimalDigit(byte & 15)]
            default: bytes.append(byte)
            }
        }
        bytes.append(newline)
        return bytes
    }

    /// Adds what a line without its marks says. A backslash before anything that has no meaning stands for itself, for
    /// people may write to the file too.
    static func decode(_ line: UnsafeRawBufferPointer, into bytes: inout [UInt8]) {
        var index = 0
        while let next = HistoryScanner.index(of: backslash, in: line, index..<line.count), next + 1 < line.count {
            bytes += line[index..<next]
            index = next + 1
            switch line[index] {
            case backslash: bytes.append(backslash)
            case UInt8(ascii: "t"): bytes.append(tab)
            case UInt8(ascii: "x"):
                guard index + 2 < line.count, let high = digitValue(line[index + 1]),
                    let low = digitValue(line[index + 2])
                else {
                    bytes += [backslash, line[index]]
                    break
                }
                bytes.append(high << 4 | low)
                index += 2
            default: bytes += [backslash, line[index]]
            }
            index += 1
        }
        bytes += line[index...]
    }

    private static func hexadecimalDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }

    private static func digitValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
