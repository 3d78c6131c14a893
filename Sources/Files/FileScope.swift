internal import Platform
internal import Synchronization

/// Where the files lie that cells name: where their paths say, or, for a replay that must leave no trace, in a scratch
/// folder once a cell has written them.
public final class FileScope: Sendable {
    /// Paths mean what they say.
    public static let direct = FileScope(keepsScratch: false)

    private struct Scratch: ~Copyable {
        /// The folder, once something was written.
        var folder: ScratchFolder?
        /// The files written, by the places they would have outside.
        var files: [String: String] = [:]
    }

    private let keepsScratch: Bool
    private let scratch = Mutex(Scratch())

    private init(keepsScratch: Bool) { self.keepsScratch = keepsScratch }

    /// A scope of its own: what is written goes to a scratch folder, and is read from there afterwards under any
    /// spelling of its path. ``removeScratch()`` takes the folder away; so does the end of the scope.
    public static func scratch() -> FileScope { FileScope(keepsScratch: true) }

    deinit { removeScratch() }

    /// The file to open for a path that a cell reads.
    public func pathToRead(_ path: String) throws(FileError) -> String {
        let path = try Self.expanded(path)
        guard keepsScratch, let place = try? FilePlace(of: path, mayCreate: true) else { return path }
        let copy = scratch.withLock { $0.files[place.path] }
        // A write that failed left no file.
        return copy.flatMap { access($0, F_OK) == 0 ? $0 : nil } ?? path
    }

    /// The file to write for a path that a cell writes.
    ///
    /// - Throws: ``FileError`` as writing there would, though not for want of permission; and where no scratch folder
    ///   can be made.
    public func pathToWrite(_ path: String) throws(FileError) -> String {
        let path = try Self.expanded(path)
        guard keepsScratch else { return path }
        let place = try FilePlace(of: path, mayCreate: true).path
        let found = scratch.withLock { (state) -> Result<String, FileError> in
            if let file = state.files[place] { return .success(file) }
            guard let folder = state.folder ?? ScratchFolder() else { return .failure(.current()) }
            state.folder = folder
            let file = "\(folder.path)/\(state.files.count)"
            state.files[place] = file
            return .success(file)
        }
        return try found.get()
    }

    /// Takes the scratch folder away, with all that was written.
    public func removeScratch() {
        scratch.withLock { state in
            state.folder?.remove()
            state.folder = nil
            state.files = [:]
        }
    }

    /// How many scratch folders this process has at the moment. Safe in a signal handler.
    public static var scratchCount: Int { ScratchFolder.count }

    /// A path with `~` and `~/` replaced by the home folder.
    private static func expanded(_ path: String) throws(FileError) -> String {
        // The system would read the path as ending there.
        guard !path.utf8.contains(0) else { throw .system("a file's name can't hold the character NUL") }
        guard path == "~" || path.hasPrefix("~/"), let home = getenv("HOME") else { return path }
        return String(cString: home) + path.dropFirst()
    }
}
