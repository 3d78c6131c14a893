#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Writing files so that at every moment either the old or the new one is there, whole.
public enum AtomicFile {
    /// Replaces a file: its bytes go to a temporary name in the same folder, are flushed to disk, and are renamed.
    ///
    /// The file keeps its mode; a symbolic link goes on pointing to it. When anything fails the old file is untouched.
    public static func replace(_ path: String, with bytes: [UInt8]) throws(FileError) {
        guard let resolved = realpath(path, nil) else { throw .current() }
        defer { free(resolved) }
        let target = String(cString: resolved)
        var status = stat()
        guard stat(target, &status) == 0 else { throw .current() }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .system("not a regular file") }
        // Renaming over it would go around the file's own protection.
        guard access(target, W_OK) == 0 else { throw .current() }

        let folder = target.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(target[...$0]) } ?? ""
        let name = target.dropFirst(folder.count)
        var template = Array("\(folder).\(name).XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw .current() }
        let temporary = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
        do throws(FileError) {
            defer { close(descriptor) }
            try write(bytes, to: descriptor)
            guard fchmod(descriptor, status.st_mode & 0o7777) == 0, fsync(descriptor) == 0 else { throw .current() }
        } catch {
            unlink(temporary)
            throw error
        }
        guard rename(temporary, target) == 0 else {
            let error = FileError.current()
            unlink(temporary)
            throw error
        }
        flushFolder(folder.isEmpty ? "." : folder)
    }

    private static func write(_ bytes: [UInt8], to descriptor: CInt) throws(FileError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                throw .current()
            }
            rest = rest.dropFirst(count)
        }
    }

    /// Makes the new name last through a power cut. Not every file system can, and the file itself is safe without.
    private static func flushFolder(_ path: String) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        _ = fsync(descriptor)
        close(descriptor)
    }
}

/// The system's `write`, under a name that a method called `write` doesn't hide.
private func systemWrite(_ descriptor: CInt, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}
