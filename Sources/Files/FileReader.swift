internal import Platform

/// Bytes with random access.
public protocol RandomAccessBytes: AnyObject {
    /// The number of bytes.
    var count: Int { get }
    /// Fills a buffer with the bytes from an offset on; returns the number of bytes read.
    ///
    /// - Throws: ``FileError``.
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(FileError) -> Int
}

/// A file on a disk, open for reading.
public final class FileReader: RandomAccessBytes {
    private let descriptor: CInt
    /// The size of the file when it was opened, in bytes.
    public let count: Int

    /// Opens a file.
    ///
    /// - Throws: ``FileError/missing``, ``FileError/isFolder``, ``FileError/notPermitted``, and
    ///   ``FileError/notRegular`` for devices and pipes, whose reading might block or never end.
    public init(path: String) throws(FileError) {
        // Without O_NONBLOCK, opening a pipe without a writer would block.
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

    /// Fills a buffer with the bytes from an offset on; returns the number of bytes read.
    ///
    /// - Throws: ``FileError``.
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

    /// Maps the file's first bytes into memory; nil on failure. Release them with ``unmap(_:)``.
    ///
    /// Writes are private to the process; they take memory at that time, which isn't reserved.
    public func map(count: Int) -> UnsafeMutableRawBufferPointer? {
        guard count > 0, count <= self.count else { return nil }
        let flags = MAP_PRIVATE | MAP_NORESERVE
        guard let start = mmap(nil, count, PROT_READ | PROT_WRITE, flags, descriptor, 0), start != MAP_FAILED else {
            return nil
        }
        return UnsafeMutableRawBufferPointer(start: start, count: count)
    }

    /// Unmaps the bytes of ``map(count:)``.
    public static func unmap(_ bytes: UnsafeMutableRawBufferPointer) {
        munmap(bytes.baseAddress, bytes.count)
    }
}

/// The system's `write`, which other functions of that name hide.
private func systemWrite(_ descriptor: CInt, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}

/// Reads and writes whole files.
public enum TextFile {
    /// The most bytes of a session; it also bounds endless files such as `/dev/zero`.
    public static let largest = 1 << 30

    /// The bytes of a file.
    ///
    /// - Throws: ``FileError``, including ``FileError/tooLarge(limit:)`` above ``largest``.
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

    /// Appends bytes to a file, or, with `anew`, replaces its contents.
    ///
    /// - Throws: ``FileError``.
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

    /// Decodes UTF-8.
    ///
    /// - Throws: ``FileError/notUTF8(offset:)``.
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
