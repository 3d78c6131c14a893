internal import Platform

/// A file written under a temporary name and renamed when it is complete.
///
/// At any moment either the old or the new version exists, complete: the bytes go to a temporary file in the same
/// folder, are flushed to disk, and the file is renamed. Until ``commit()`` the old file is untouched; a writer
/// released without it removes its temporary file. The file keeps its mode, and a symbolic link keeps pointing to it.
public final class AtomicFileWriter {
    private let target: String
    private let folder: String
    /// The name of the temporary file.
    public let temporary: String
    /// The mode of the file to replace; nil for a new file.
    private let mode: mode_t?
    private var descriptor: CInt
    /// The position of the next byte, from the start of the file.
    public private(set) var position = 0

    /// Opens a temporary file next to the given one, which need not exist.
    ///
    /// - Throws: ``FileError/missingFolder(_:)``, ``FileError/isFolder``, ``FileError/notRegular``,
    ///   ``FileError/notPermitted`` (also for a protected file), ``FileError/missing`` unless `mayCreate`.
    public init(_ path: String, mayCreate: Bool = true) throws(FileError) {
        let place = try FilePlace(of: path, mayCreate: mayCreate)
        // Renaming over the file would bypass its permissions.
        guard place.mode == nil || access(place.path, W_OK) == 0 else { throw .current() }
        target = place.path
        folder = place.folder
        mode = place.mode
        let name = target.dropFirst(folder.count)
        // File names are limited to 255 bytes, and this one is longer.
        let stem = name.utf8.count > 200 ? "descent" : String(name)
        var generator = SystemRandomNumberGenerator()
        var candidate = ""
        repeat {
            candidate = "\(folder).\(stem).\(String(UInt32.random(in: 0...UInt32.max, using: &generator), radix: 36))"
            // The replacement of a private file is private from the start; a new file's mode follows the umask.
            descriptor = open(candidate, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode == nil ? 0o666 : 0o600)
        } while descriptor < 0 && errno == EEXIST
        temporary = candidate
        guard descriptor >= 0 else { throw .current() }
    }

    /// Opens a temporary file and writes these bytes to it; ``commit()`` then puts it in place.
    ///
    /// - Throws: ``FileError``.
    public convenience init(_ path: String, holding bytes: [UInt8], mayCreate: Bool = true) throws(FileError) {
        try self.init(path, mayCreate: mayCreate)
        try bytes.withUnsafeBufferPointer { (buffer) throws(FileError) in
            try append(UnsafeRawBufferPointer(buffer))
        }
    }

    deinit { abandon() }

    /// Writes bytes at ``position``.
    ///
    /// - Throws: ``FileError``.
    public func append(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = UnsafeRawBufferPointer(rebasing: rest)
            let count = uninterrupted { write(descriptor, piece.baseAddress, piece.count) }
            if count < 0 { throw .current() }
            rest = rest.dropFirst(count)
            position += count
        }
    }

    /// Moves ``position``.
    ///
    /// - Throws: ``FileError``.
    public func seek(to position: Int) throws(FileError) {
        guard lseek(descriptor, off_t(position), SEEK_SET) >= 0 else { throw .current() }
        self.position = position
    }

    /// Flushes the file to disk and renames it to its final name.
    ///
    /// - Throws: ``FileError``; the temporary file is then removed.
    public func commit() throws(FileError) {
        do throws(FileError) {
            if let mode, fchmod(descriptor, mode & 0o7777) != 0 { throw .current() }
            guard fsync(descriptor) == 0, rename(temporary, target) == 0 else { throw .current() }
        } catch {
            abandon()
            throw error
        }
        close(descriptor)
        descriptor = -1
        FilePlace.flush(folder)
    }

    /// Removes the temporary file.
    public func abandon() {
        guard descriptor >= 0 else { return }
        close(descriptor)
        descriptor = -1
        unlink(temporary)
    }

}

/// The path of an existing or future file, with all symbolic links resolved.
struct FilePlace {
    /// The file.
    let path: String
    /// The enclosing folder with a trailing slash; empty for the working folder.
    let folder: String
    /// The mode of an existing file; nil for a new one.
    let mode: mode_t?

    private init(path: String, folder: String, mode: mode_t?) {
        self.path = path
        self.folder = folder
        self.mode = mode
    }

    /// - Throws: ``FileError`` if no regular file can be there.
    init(of path: String, mayCreate: Bool) throws(FileError) {
        guard let resolved = realpath(path, nil) else {
            let number = errno
            guard mayCreate, number == ENOENT || number == ENOTDIR else { throw .of(number) }
            self = try Self.new(path)
            return
        }
        defer { free(resolved) }
        let found = String(cString: resolved)
        var status = stat()
        guard stat(found, &status) == 0 else { throw .current() }
        guard status.st_mode & S_IFMT != S_IFDIR else { throw .isFolder }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notRegular }
        self.init(path: found, folder: Self.folder(of: found), mode: status.st_mode)
    }

    /// The path of a file that doesn't exist yet.
    private static func new(_ path: String) throws(FileError) -> FilePlace {
        var status = stat()
        if lstat(path, &status) == 0 { throw .system("this is a symbolic link that leads nowhere") }
        let parent = folder(of: path)
        let parentName = parent == "/" ? parent : String(parent.dropLast())
        guard parent.utf8.count < path.utf8.count else { throw path.isEmpty ? .missing : .missingFolder(parentName) }
        guard let resolved = realpath(parent.isEmpty ? "." : parent, nil) else { throw .missingFolder(parentName) }
        defer { free(resolved) }
        let found = String(cString: resolved)
        guard stat(found, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { throw .missingFolder(parentName) }
        let folder = found.hasSuffix("/") ? found : found + "/"
        return FilePlace(path: folder + path.dropFirst(parent.count), folder: folder, mode: nil)
    }

    /// Renames a complete file to another path on the same disk, replacing the file there and taking its mode.
    static func move(_ file: String, to path: String) throws(FileError) {
        var status = stat()
        if stat(path, &status) == 0, chmod(file, status.st_mode & 0o7777) != 0 { throw .current() }
        guard rename(file, path) == 0 else { throw .current() }
    }

    /// Makes new names in a folder survive a power failure. Not every file system supports it, and the contents of
    /// files are safe without it.
    static func flush(_ folder: String) {
        let descriptor = open(folder.isEmpty ? "." : folder, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        _ = fsync(descriptor)
        close(descriptor)
    }

    private static func folder(of path: String) -> String {
        path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[...$0]) } ?? ""
    }
}

/// A file for appending; each append is flushed to disk.
public final class AppendingFile {
    private let descriptor: CInt
    /// The size in bytes.
    public private(set) var count: Int

    /// Opens an existing file.
    ///
    /// - Throws: ``FileError``.
    public init(path: String) throws(FileError) {
        descriptor = open(path, O_WRONLY | O_APPEND | O_CLOEXEC | O_NOCTTY)
        var status = stat()
        count = 0
        guard descriptor >= 0, fstat(descriptor, &status) == 0 else { throw .current() }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notRegular }
        count = Int(status.st_size)
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Marks the file as used by this process while it is open; false if another process has.
    public func lock() -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }

    /// Whether no process has marked the file as used. The check leaves no mark that another process could see.
    public var isFree: Bool {
        guard flock(descriptor, LOCK_SH | LOCK_NB) == 0 else { return false }
        flock(descriptor, LOCK_UN)
        return true
    }

    /// Whether the file still has its size, and its path still refers to it.
    public func isUntouched(at path: String) -> Bool {
        var (own, named) = (stat(), stat())
        return fstat(descriptor, &own) == 0 && stat(path, &named) == 0 && own.st_ino == named.st_ino
            && own.st_dev == named.st_dev && Int(own.st_size) == count
    }

    /// Appends bytes and waits until they are on disk; removes them again on failure.
    ///
    /// - Throws: ``FileError``.
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
