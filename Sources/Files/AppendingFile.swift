internal import Platform

/// A file that grows at its end, each piece flushed to disk.
public final class AppendingFile {
    private let descriptor: CInt
    /// How many bytes it has.
    public private(set) var count: Int

    /// Opens a file that is there.
    public init(path: String) throws(FileError) {
        descriptor = open(path, O_WRONLY | O_APPEND | O_CLOEXEC | O_NOCTTY)
        var status = stat()
        count = 0
        guard descriptor >= 0, fstat(descriptor, &status) == 0 else { throw .current() }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notRegular }
        count = Int(status.st_size)
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Marks the file as in use by this process, for as long as it is open; false if another has.
    public func lock() -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }

    /// Whether no process has marked the file as in use. Asking leaves no mark that another could meet as one.
    public var isFree: Bool {
        guard flock(descriptor, LOCK_SH | LOCK_NB) == 0 else { return false }
        flock(descriptor, LOCK_UN)
        return true
    }

    /// Whether the file still has the size that it had, and the name still leads to it.
    public func isUntouched(at path: String) -> Bool {
        var (own, named) = (stat(), stat())
        return fstat(descriptor, &own) == 0 && stat(path, &named) == 0 && own.st_ino == named.st_ino
            && own.st_dev == named.st_dev && Int(own.st_size) == count
    }

    /// Writes bytes at the end, and waits until they are on the disk. What was written of them goes again if it fails.
    public func append(_ bytes: [UInt8]) throws(FileError) {
        var done = 0
        while done < bytes.count {
            let written = bytes.withUnsafeBytes { buffer in
                uninterrupted { write(descriptor, buffer.baseAddress.map { $0 + done }, bytes.count - done) }
            }
            if written < 0 {
                let error = FileError.current()
                if done > 0 { _ = ftruncate(descriptor, off_t(count)) }
                throw error
            }
            done += written
        }
        guard fsync(descriptor) == 0 else {
            let error = FileError.current()
            _ = ftruncate(descriptor, off_t(count))
            throw error
        }
        count += bytes.count
    }
}
