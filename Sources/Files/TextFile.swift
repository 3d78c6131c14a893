internal import Platform

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
