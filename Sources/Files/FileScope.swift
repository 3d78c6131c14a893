internal import Platform
internal import Synchronization

/// Where the files named by cells are, and what cells do to them.
///
/// A cell's writes are buffered, visible only to that cell under any spelling of the path. They are put in place when
/// the cell succeeds and are discarded when it fails. Their place is the path itself or, for a replay that must leave
/// no trace, a scratch folder, where later cells find them.
public final class FileScope: Sendable {
    /// Which existing files a write may replace.
    public enum Replacement: Sendable {
        /// Any, as NumPy's functions do.
        case any
        /// Any except those that the session has loaded.
        case notLoaded
        /// Only those that the session has written.
        case own
        /// None.
        case none
    }

    /// A cell's file accesses.
    public struct CellFiles: Sendable {
        /// The files from outside that it read, in order.
        public var read: [FileRead] = []
        /// The files that it wrote, under the names it used, in order.
        public var written: [String] = []
    }

    /// A path with all links resolved, as bytes: Swift considers some different file names equal.
    private typealias Place = [UInt8]

    private struct Waiting {
        /// The file that it becomes, under the cell's name, and with all links resolved.
        let name, path: String
        var place: Place { Array(path.utf8) }
        /// Its temporary file.
        let file: String
    }

    private struct State: ~Copyable {
        /// The folder of a replay that leaves no trace, and the files that earlier cells wrote there, by path.
        var scratch: ScratchFolder?
        var copies: [Place: String] = [:]
        /// The running cell's writes, and the folders of their temporary files, by target folder.
        var waiting: [Waiting] = []
        var folders: [String: ScratchFolder] = [:]
        /// The folders in which remains of killed processes have been removed.
        var tidied: Set<String> = []
        var count = 0
        /// The running cell's reads, and the paths of files that the session's cells have read and written.
        var reads: [FileRead] = []
        var loaded: Set<Place> = []
        /// The marks of the same files, to recognise them under another name.
        var loadedMarks: [FileMark] = []
        var written: Set<Place> = []
        var last = CellFiles()
    }

    private let keepsScratch: Bool
    private let state = Mutex(State())

    private init(keepsScratch: Bool) { self.keepsScratch = keepsScratch }

    /// A scope in which paths are used as given.
    public static func direct() -> FileScope { FileScope(keepsScratch: false) }

    /// A scope that leaves no trace. Its folder is removed by ``removeScratch()``, or when the scope is released.
    public static func scratch() -> FileScope { FileScope(keepsScratch: true) }

    deinit { removeScratch() }

    /// The file to open for a path that a cell reads.
    ///
    /// - Throws: ``FileError`` for a name with NUL.
    public func pathToRead(_ name: String) throws(FileError) -> String {
        let expanded = try Self.expanded(name)
        guard let path = try? FilePlace(of: expanded, mayCreate: true).path else { return expanded }
        let place = Array(path.utf8)
        return state.withLock { state in
            // A failed write left no file.
            for file in [state.waiting.last { $0.place == place }?.file, state.copies[place]] {
                if let file, access(file, F_OK) == 0 { return file }
            }
            state.reads.append(FileRead(name: name, path: path))
            return expanded
        }
    }

    /// What a name refers to.
    public enum Kind: Sendable { case nothing, file, folder }

    /// What a cell's path refers to, including cells' writes; not recorded as a read.
    public func kind(of name: String) -> Kind {
        guard let expanded = try? Self.expanded(name) else { return .nothing }
        if waits(expanded) { return .file }
        var status = stat()
        guard stat(expanded, &status) == 0 else { return .nothing }
        return status.st_mode & S_IFMT == S_IFDIR ? .folder : .file
    }

    /// The names in a folder, including cells' writes, sorted.
    public func names(in folder: String) -> [String] {
        guard let expanded = try? Self.expanded(folder) else { return [] }
        var names = Set(ScratchFolder.names(in: expanded).filter { !ScratchFolder.isName($0) })
        let path = (try? FilePlace(of: expanded + "/.", mayCreate: true).folder) ?? expanded
        let written = state.withLock { state in
            state.waiting.map { Array($0.path.utf8) } + state.copies.keys
        }
        for place in written {
            let text = String(decoding: place, as: UTF8.self)
            guard let slash = text.lastIndex(of: "/"), text[..<slash].utf8.elementsEqual(path.utf8) else { continue }
            names.insert(String(text[text.index(after: slash)...]))
        }
        return names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    }

    /// The working folder, to which paths are relative.
    public static var workingFolder: String {
        guard let path = getcwd(nil, 0) else { return "." }
        defer { free(path) }
        return String(cString: path)
    }

    /// Whether a cell wrote a file that isn't in place yet, or never will be.
    private func waits(_ expanded: String) -> Bool {
        guard let path = try? FilePlace(of: expanded, mayCreate: true).path else { return false }
        let place = Array(path.utf8)
        return state.withLock { state in
            let files = [state.waiting.last { $0.place == place }?.file, state.copies[place]]
            return files.contains { $0.map { access($0, F_OK) == 0 } ?? false }
        }
    }

    /// The files from outside that the running cell has read so far.
    public var reads: [FileRead] { state.withLock { $0.reads } }

    /// The file to write for a path that a cell writes.
    ///
    /// - Throws: ``FileError`` as writing there would, except permission errors in a scratch scope;
    ///   ``FileError/alreadyThere`` and ``FileError/loaded`` for a file that must not be replaced.
    public func pathToWrite(_ name: String, replacing rule: Replacement = .any) throws(FileError) -> String {
        let place = try FilePlace(of: try Self.expanded(name), mayCreate: true)
        // Renaming over the file would bypass its permissions.
        guard keepsScratch || place.mode == nil || access(place.path, W_OK) == 0 else { throw .current() }
        return try state.withLock { (state) throws(FileError) in
            try Self.refuse(place, rule, state)
            if let file = state.waiting.first(where: { $0.path.utf8.elementsEqual(place.path.utf8) })?.file {
                return file
            }
            let folder = try keepsScratch ? Self.scratchFolder(&state) : Self.folder(beside: place, &state)
            let file = "\(folder.path)/\(state.count)"
            state.count += 1
            state.waiting.append(Waiting(name: name, path: place.path, file: file))
            return file
        }
    }

    private static func refuse(_ place: FilePlace, _ rule: Replacement, _ state: borrowing State) throws(FileError) {
        if rule == .any { return }
        let key = Array(place.path.utf8)
        let isOwn = state.written.contains(key)
        if isLoaded(key, place.path, state) { throw .loaded }
        let isThere = place.mode != nil || state.copies[key] != nil
        if isThere, rule == .none || rule == .own && !isOwn { throw .alreadyThere }
    }

    /// Whether the session has loaded a file, under this name or another (a hard link), and hasn't written it.
    private static func isLoaded(_ place: Place, _ path: String, _ state: borrowing State) -> Bool {
        if state.written.contains(place) { return false }
        if state.loaded.contains(place) || state.reads.contains(where: { $0.place == place }) { return true }
        guard let mark = FileMark(path) else { return false }
        return state.loadedMarks.contains(mark) || state.reads.contains { $0.mark == mark }
    }

    private static func scratchFolder(_ state: inout State) throws(FileError) -> ScratchFolder {
        if let folder = state.scratch { return folder }
        guard let folder = ScratchFolder() else { throw .current() }
        state.scratch = folder
        return folder
    }

    /// The folder for temporary files next to a file, on the same disk.
    private static func folder(beside place: FilePlace, _ state: inout State) throws(FileError) -> ScratchFolder {
        if let folder = state.folders[place.folder] { return folder }
        let isFirst = state.tidied.insert(place.folder).inserted
        guard let folder = ScratchFolder(in: place.folder, tidies: isFirst) else { throw .current() }
        state.folders[place.folder] = folder
        return folder
    }

    // MARK: - The end of a cell

    /// A file that couldn't be put in place.
    public struct Failure: Error {
        /// The file, under the cell's name.
        public let name: String
        /// The reason.
        public let error: FileError
    }

    /// Puts the cell's writes in place after it has succeeded.
    ///
    /// - Throws: ``Failure`` for the first file that can't be put in place.
    public func commit() throws(Failure) {
        let failure = state.withLock { (state) -> Failure? in
            state.last = CellFiles()
            if state.waiting.isEmpty, state.reads.isEmpty { return nil }
            for read in state.reads {
                if !state.last.read.contains(where: { $0.place == read.place }) { state.last.read.append(read) }
                if state.written.contains(read.place) { continue }
                state.loaded.insert(read.place)
                if let mark = read.mark, !state.loadedMarks.contains(mark) { state.loadedMarks.append(mark) }
            }
            var failure: Failure?
            // A failed write left no file.
            for waiting in state.waiting where failure == nil && access(waiting.file, F_OK) == 0 {
                if keepsScratch {
                    if let old = state.copies.updateValue(waiting.file, forKey: waiting.place) { unlink(old) }
                } else {
                    do throws(FileError) { try FilePlace.move(waiting.file, to: waiting.path) } catch {
                        failure = Failure(name: waiting.name, error: error)
                        continue
                    }
                }
                state.written.insert(waiting.place)
                state.last.written.append(waiting.name)
            }
            for folder in state.folders.keys { FilePlace.flush(folder) }
            Self.endCell(&state)
            return failure
        }
        if let failure { throw failure }
    }

    /// Discards the cell's writes after it has failed.
    public func discard() {
        state.withLock { state in
            state.last = CellFiles()
            for waiting in state.waiting { unlink(waiting.file) }
            Self.endCell(&state)
        }
    }

    private static func endCell(_ state: inout State) {
        for folder in state.folders.values { folder.remove() }
        (state.waiting, state.folders, state.reads) = ([], [:], [])
    }

    /// The file accesses of the last finished cell; none if it failed.
    public var lastCell: CellFiles { state.withLock { $0.last } }

    /// Whether the session has loaded a file and hasn't written it.
    public func hasLoaded(_ path: String) -> Bool {
        guard let path = (try? Self.expanded(path)).flatMap({ try? FilePlace(of: $0, mayCreate: true).path }) else {
            return false
        }
        return state.withLock { state in Self.isLoaded(Array(path.utf8), path, state) }
    }

    /// Forgets all loaded and written files, for a new session.
    public func beginSession() {
        state.withLock { state in (state.loaded, state.loadedMarks, state.written) = ([], [], []) }
    }

    /// Removes the scratch folder with all of its files.
    public func removeScratch() {
        state.withLock { state in
            for waiting in state.waiting { unlink(waiting.file) }
            Self.endCell(&state)
            state.scratch?.remove()
            (state.scratch, state.copies) = (nil, [:])
        }
    }

    /// The number of scratch folders that this process has. Safe in a signal handler.
    public static var scratchCount: Int { ScratchFolder.count }

    /// A path with `~` and `~/` expanded to the home folder.
    ///
    /// - Throws: ``FileError/system(_:)`` for a path with NUL.
    public static func expanded(_ path: String) throws(FileError) -> String {
        // The system would end the path there.
        guard !path.utf8.contains(0) else { throw .system("a file's name can't hold the character NUL") }
        guard path == "~" || path.hasPrefix("~/"), let home = getenv("HOME") else { return path }
        return String(cString: home) + path.dropFirst()
    }
}
