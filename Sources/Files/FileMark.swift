internal import Platform

/// Identifies a version of a file: the file itself, its size, and its modification time.
public struct FileMark: Sendable, Equatable {
    private let device, file, size, seconds, nanoseconds: Int

    /// The mark of a file; nil if it doesn't exist.
    public init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        let time = status.modificationTime
        (device, file, size) = (
            Int(truncatingIfNeeded: status.st_dev), Int(truncatingIfNeeded: status.st_ino), Int(status.st_size)
        )
        (seconds, nanoseconds) = (Int(time.tv_sec), Int(time.tv_nsec))
    }
}

/// A file from outside the session that a cell has read.
public struct FileRead: Sendable {
    /// The name used by the cell.
    public let name: String
    /// The path with all links resolved.
    private let path: String
    var place: [UInt8] { Array(path.utf8) }
    let mark: FileMark?

    init(name: String, path: String) {
        (self.name, self.path) = (name, path)
        mark = FileMark(path)
    }

    /// Whether it has changed since it was read.
    public var hasChanged: Bool { FileMark(path) != mark }

    /// The digest of its bytes; nil if it can't be read.
    public var digest: String? { (try? FileReader(path: path)).flatMap { try? FileDigest.text(of: $0) } }
}

/// A digest of a file's bytes in 16 hexadecimal digits, as strong as those of values: it protects against accidents,
/// not attacks.
///
/// For a file larger than 64 MiB it covers the size and 64 evenly spaced pieces of 1 MiB, including the first and the
/// last, so that recording doesn't take longer than the cell.
enum FileDigest {
    private static let piece = 1 << 20
    private static let pieces = 64

    static func text(of file: FileReader) throws(FileError) -> String {
        // Four lanes at a time, because each word depends on the one before.
        var lanes = (UInt64(1), UInt64(2), UInt64(3), UInt64(4))
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: piece, alignment: 8)
        defer { buffer.deallocate() }
        let isWhole = file.count <= piece * pieces
        let count = isWhole ? (file.count + piece - 1) / piece : pieces
        for index in 0..<count {
            let offset = isWhole ? index * piece : (file.count - piece) / (pieces - 1) * index
            let isLast = !isWhole && index == pieces - 1
            let read = try file.read(into: buffer, at: isLast ? file.count - piece : offset)
            // The last words are padded with zeros; the digest includes the size.
            for place in read..<min((read + 31) / 32 * 32, piece) { buffer[place] = 0 }
            for place in stride(from: 0, to: read, by: 32) {
                func word(_ lane: Int) -> UInt64 {
                    UInt64(littleEndian: buffer.load(fromByteOffset: place + 8 * lane, as: UInt64.self))
                }
                lanes = (
                    mixed(lanes.0, word(0)), mixed(lanes.1, word(1)), mixed(lanes.2, word(2)), mixed(lanes.3, word(3))
                )
            }
        }
        let words = [lanes.0, lanes.1, lanes.2, lanes.3, UInt64(file.count)]
        let digits = String(words.reduce(0) { mixed($0, $1) }, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }

    /// The finalizer of MurmurHash3 (Appleby), as in the digests of values.
    private static func mixed(_ state: UInt64, _ word: UInt64) -> UInt64 {
        var word = state ^ word
        word = (word ^ (word >> 33)) &* 0xFF51_AFD7_ED55_8CCD
        word = (word ^ (word >> 33)) &* 0xC4CE_B9FE_1A85_EC53
        return (word ^ (word >> 33)) &+ 0x9E37_79B9_7F4A_7C15
    }
}
