internal import Platform

/// Bytes of which any part can be read.
public protocol RandomAccessBytes: AnyObject {
    /// How many there are.
    var count: Int { get }
    /// Fills a buffer with the bytes from an offset on, and gives how many there were.
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(FileError) -> Int
}

/// A file on a disk, open for reading.
public final class FileReader: RandomAccessBytes {
    private let descriptor: CInt
    /// The size of the file when it was opened.
    public let count: Int

    /// Opens a file.
    ///
    /// - Throws: ``FileError/missing``, ``FileError/isFolder``, ``FileError/notPermitted``, and
    ///   ``FileError/notRegular`` for what may never end or never begin (devices, pipes).
    public init(path: String) throws(FileError) {
        // Without O_NONBLOCK, opening a pipe that nobody writes to would wait forever.
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            count = 0
            throw .current()
        }
        var status = stat()
        let isThere = fstat(descriptor, &status) == 0
        count = Int(status.st_size)
        guard isThere else { throw .current() }
        guard status.st_mode & S_IFMT != S_IFDIR else { throw .isFolder }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notRegular }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Fills a buffer with the bytes from an offset on, and gives how many there were.
    public func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(FileError) -> Int {
        var done = 0
        while done < buffer.count {
            let count = uninterrupted {
                pread(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done, off_t(offset + done))
            }
            if count == 0 { break }
            if count < 0 { throw .current() }
            done += count
        }
        return done
    }

    /// Maps the file's first bytes into memory; nil if the system can't. ``unmap(_:)`` ends it.
    ///
    /// What is written there this process alone sees; it takes memory then, which nobody keeps free for it.
    public func map(count: Int) -> UnsafeMutableRawBufferPointer? {
        guard count > 0, count <= self.count else { return nil }
        let flags = MAP_PRIVATE | MAP_NORESERVE
        guard let start = mmap(nil, count, PROT_READ | PROT_WRITE, flags, descriptor, 0), start != MAP_FAILED else {
            return nil
        }
        return UnsafeMutableRawBufferPointer(start: start, count: count)
    }

    /// Takes away what ``map(count:)`` gave.
    public static func unmap(_ bytes: UnsafeMutableRawBufferPointer) {
        munmap(bytes.baseAddress, bytes.count)
    }
}

/// The system's call, beside functions of that name.
private func systemWrite(_ descriptor: CInt, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}

/// Reading files whole.
public enum TextFile {
    /// No session is larger; `/dev/zero` would never end.
    public static let largest = 1 << 30

    /// The bytes of a file.
    public static func bytes(path: String) throws(FileError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .current() }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .current() }
        guard status.st_mode & S_IFMT != S_IFDIR else { throw .isFolder }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: max(1 << 16, min(Int(status.st_size) + 1, largest)))
        while true {
            let count = uninterrupted { read(descriptor, &buffer, buffer.count) }
            if count == 0 { return bytes }
            if count < 0 { throw .current() }
            bytes += buffer[..<count]
            guard bytes.count <= largest else { throw .tooLarge(limit: largest) }
        }
    }

    /// Writes bytes to a file, at its end or as all that it holds.
    public static func write(_ bytes: [UInt8], to path: String, anew: Bool) throws(FileError) {
        let mode = anew ? O_CREAT | O_TRUNC : O_APPEND
        let descriptor = open(path, O_WRONLY | O_CLOEXEC | mode, 0o666)
        guard descriptor >= 0 else { throw .current() }
        defer { close(descriptor) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { piece in
                uninterrupted { systemWrite(descriptor, piece.baseAddress, piece.count) }
            }
            if count < 0 { throw .current() }
            rest = rest.dropFirst(count)
        }
    }

    /// The text of bytes that must be UTF-8.
    public static func text(of bytes: ArraySlice<UInt8>) throws(FileError) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        throw .notUTF8(offset: offsetOfMistake(in: bytes))
    }

    private static func offsetOfMistake(in bytes: ArraySlice<UInt8>) -> Int {
        var parser = Unicode.UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        var offset = bytes.startIndex
        while case .valid(let scalar) = parser.parseScalar(from: &iterator) { offset += scalar.count }
        return offset
    }
}
