internal import Platform

/// A file that is written under a temporary name, and takes its own name when it is whole.
///
/// At every moment either the old or the new one is there, whole: the bytes go to a temporary name in the same folder,
/// are flushed to disk, and are renamed. Until ``commit()`` the old file is untouched; a writer that goes without it takes
/// its temporary file away. The file keeps its mode; a symbolic link goes on pointing to it.
public final class AtomicFileWriter {
    private let target: String
    private let folder: String
    /// The name of the file until it is whole.
    public let temporary: String
    /// The mode of the file that is replaced; nil for a new file.
    private let mode: mode_t?
    private var descriptor: CInt
    /// Where the next byte goes, from the beginning of the file.
    public private(set) var position = 0

    /// Opens a temporary file beside the one of this name, which may be there or not.
    ///
    /// - Throws: ``FileError/missingFolder(_:)``, ``FileError/isFolder``, ``FileError/notRegular``,
    ///   ``FileError/notPermitted`` (also for a file that is protected itself), ``FileError/missing`` unless
    ///   `mayCreate`.
    public init(_ path: String, mayCreate: Bool = true) throws(FileError) {
        let place = try FilePlace(of: path, mayCreate: mayCreate)
        // Renaming over it would go around the file's own protection.
        guard place.mode == nil || access(place.path, W_OK) == 0 else { throw .current() }
        target = place.path
        folder = place.folder
        mode = place.mode
        let name = target.dropFirst(folder.count)
        // A name may take 255 bytes, and this one gets longer.
        let stem = name.utf8.count > 200 ? "descent" : String(name)
        var generator = SystemRandomNumberGenerator()
        var candidate = ""
        repeat {
            candidate = "\(folder).\(stem).\(String(UInt32.random(in: 0...UInt32.max, using: &generator), radix: 36))"
            // What replaces a private file is private from the start; a new file gets what the user's umask leaves.
            descriptor = open(candidate, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode == nil ? 0o666 : 0o600)
        } while descriptor < 0 && errno == EEXIST
        temporary = candidate
        guard descriptor >= 0 else { throw .current() }
    }

    /// Opens a temporary file and writes these bytes into it: ``commit()`` makes them the file.
    public convenience init(_ path: String, holding bytes: [UInt8], mayCreate: Bool = true) throws(FileError) {
        try self.init(path, mayCreate: mayCreate)
        try bytes.withUnsafeBufferPointer { (buffer) throws(FileError) in
            try append(UnsafeRawBufferPointer(buffer))
        }
    }

    deinit { abandon() }

    /// Writes bytes at ``position``.
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

    /// Goes on writing at another place.
    public func seek(to position: Int) throws(FileError) {
        guard lseek(descriptor, off_t(position), SEEK_SET) >= 0 else { throw .current() }
        self.position = position
    }

    /// Flushes what was written to disk and gives it the file's name.
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

    /// Takes the temporary file away.
    public func abandon() {
        guard descriptor >= 0 else { return }
        close(descriptor)
        descriptor = -1
        unlink(temporary)
    }

}

/// Where a file stands or will stand, with all symbolic links followed.
struct FilePlace {
    /// The file.
    let path: String
    /// The folder around it with the slash behind it; empty for the working folder.
    let folder: String
    /// The mode of the file that is there; nil if there is none yet.
    let mode: mode_t?

    private init(path: String, folder: String, mode: mode_t?) {
        self.path = path
        self.folder = folder
        self.mode = mode
    }

    /// - Throws: ``FileError``, where no regular file can stand there.
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

    /// The place of a file that isn't there yet.
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

    /// Gives a whole file the name of another on the same disk, in whose place it comes and whose mode it gets.
    static func move(_ file: String, to path: String) throws(FileError) {
        var status = stat()
        if stat(path, &status) == 0, chmod(file, status.st_mode & 0o7777) != 0 { throw .current() }
        guard rename(file, path) == 0 else { throw .current() }
    }

    /// Makes new names in a folder last through a power cut. Not every file system can, and the files themselves are safe
    /// without.
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
