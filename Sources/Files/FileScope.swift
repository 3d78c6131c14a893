internal import Platform
internal import Synchronization

/// Where the files lie that cells name, and what they do to them.
///
/// What a cell writes waits, and the cell alone sees it, under any spelling of its path; it takes its place when the cell
/// succeeds, and goes if it fails. The place is where the path says, or, for a replay that must leave no trace, a scratch
/// folder, where later cells find it.
public final class FileScope: Sendable {
    /// Which of the files that are there a write may replace.
    public enum Replacement: Sendable {
        /// Any, as NumPy's own functions do.
        case any
        /// Any but those that the session has loaded.
        case notLoaded
        /// Those that the session has written.
        case own
        /// None.
        case none
    }

    /// What a cell did to files.
    public struct CellFiles: Sendable {
        /// The files from outside that it read, in order.
        public var read: [FileRead] = []
        /// The files that it wrote, as it named them, in order.
        public var written: [String] = []
    }

    /// A file with all links followed, by its bytes: Swift takes texts for equal that name two files.
    private typealias Place = [UInt8]

    private struct Waiting {
        /// The file that it becomes, as the cell named it, and with all links followed.
        let name, path: String
        var place: Place { Array(path.utf8) }
        /// Where it lies until then.
        let file: String
    }

    private struct State: ~Copyable {
        /// The folder of a replay that leaves no trace, and the files that earlier cells wrote there, by their places.
        var scratch: ScratchFolder?
        var copies: [Place: String] = [:]
        /// What the running cell wrote, and the folders where that waits, by the folders that it goes to.
        var waiting: [Waiting] = []
        var folders: [String: ScratchFolder] = [:]
        /// The folders where a killed process may have left something, and no longer has.
        var tidied: Set<String> = []
        var count = 0
        /// What the running cell read, and the places of what the session's cells have read and written.
        var reads: [FileRead] = []
        var loaded: Set<Place> = []
        /// The same files, by what they are: another name may lead to one of them.
        var loadedMarks: [FileMark] = []
        var written: Set<Place> = []
        var last = CellFiles()
    }

    private let keepsScratch: Bool
    private let state = Mutex(State())

    private init(keepsScratch: Bool) { self.keepsScratch = keepsScratch }

    /// A scope in which paths mean what they say.
    public static func direct() -> FileScope { FileScope(keepsScratch: false) }

    /// A scope that leaves no trace. ``removeScratch()`` takes its folder away; so does the end of the scope.
    public static func scratch() -> FileScope { FileScope(keepsScratch: true) }

    deinit { removeScratch() }

    /// The file to open for a path that a cell reads.
    public func pathToRead(_ name: String) throws(FileError) -> String {
        let expanded = try Self.expanded(name)
        guard let path = try? FilePlace(of: expanded, mayCreate: true).path else { return expanded }
        let place = Array(path.utf8)
        return state.withLock { state in
            // A write that failed left no file.
            for file in [state.waiting.last { $0.place == place }?.file, state.copies[place]] {
                if let file, access(file, F_OK) == 0 { return file }
            }
            state.reads.append(FileRead(name: name, path: path))
            return expanded
        }
    }

    /// What stands under a name.
    public enum Kind: Sendable { case nothing, file, folder }

    /// What stands under a path that a cell names, with what cells wrote; it counts as no reading.
    public func kind(of name: String) -> Kind {
        guard let expanded = try? Self.expanded(name) else { return .nothing }
        if waits(expanded) { return .file }
        var status = stat()
        guard stat(expanded, &status) == 0 else { return .nothing }
        return status.st_mode & S_IFMT == S_IFDIR ? .folder : .file
    }

    /// The names of what lies in a folder, with what cells wrote, in order.
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

    /// The folder that paths begin at.
    public static var workingFolder: String {
        guard let path = getcwd(nil, 0) else { return "." }
        defer { free(path) }
        return String(cString: path)
    }

    /// Whether a cell wrote a file that has not taken its place, or never will.
    private func waits(_ expanded: String) -> Bool {
        guard let path = try? FilePlace(of: expanded, mayCreate: true).path else { return false }
        let place = Array(path.utf8)
        return state.withLock { state in
            let files = [state.waiting.last { $0.place == place }?.file, state.copies[place]]
            return files.contains { $0.map { access($0, F_OK) == 0 } ?? false }
        }
    }

    /// What the running cell has read from outside so far.
    public var reads: [FileRead] { state.withLock { $0.reads } }

    /// The file to write for a path that a cell writes.
    ///
    /// - Throws: ``FileError`` as writing there would, but for want of permission only where the file would be there; and
    ///   ``FileError/alreadyThere`` and ``FileError/loaded`` for a file that may not be replaced.
    public func pathToWrite(_ name: String, replacing rule: Replacement = .any) throws(FileError) -> String {
        let place = try FilePlace(of: try Self.expanded(name), mayCreate: true)
        // Renaming over it would go around the file's own protection.
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

    /// Whether the session has loaded a file, under this name or another (a hard link), and not written it before.
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

    /// The folder beside a file, on the same disk, where what becomes the file waits.
    private static func folder(beside place: FilePlace, _ state: inout State) throws(FileError) -> ScratchFolder {
        if let folder = state.folders[place.folder] { return folder }
        let isFirst = state.tidied.insert(place.folder).inserted
        guard let folder = ScratchFolder(in: place.folder, tidies: isFirst) else { throw .current() }
        state.folders[place.folder] = folder
        return folder
    }

    // MARK: - The end of a cell

    /// A file that could not take its place.
    public struct Failure: Error {
        /// The file, as the cell named it.
        public let name: String
        /// Why.
        public let error: FileError
    }

    /// Has what the cell wrote take its place: the cell has succeeded.
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
            // A write that failed left no file.
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

    /// Takes away what the cell wrote: it has failed.
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

    /// What the last cell that ended did to files; nothing for one that failed.
    public var lastCell: CellFiles { state.withLock { $0.last } }

    /// Whether the session has loaded a file, and not written it before.
    public func hasLoaded(_ path: String) -> Bool {
        guard let path = (try? Self.expanded(path)).flatMap({ try? FilePlace(of: $0, mayCreate: true).path }) else {
            return false
        }
        return state.withLock { state in Self.isLoaded(Array(path.utf8), path, state) }
    }

    /// Forgets what has been loaded and written: another session begins.
    public func beginSession() {
        state.withLock { state in (state.loaded, state.loadedMarks, state.written) = ([], [], []) }
    }

    /// Takes the scratch folder away, with all that was written.
    public func removeScratch() {
        state.withLock { state in
            for waiting in state.waiting { unlink(waiting.file) }
            Self.endCell(&state)
            state.scratch?.remove()
            (state.scratch, state.copies) = (nil, [:])
        }
    }

    /// How many scratch folders this process has at the moment. Safe in a signal handler.
    public static var scratchCount: Int { ScratchFolder.count }

    /// A path with `~` and `~/` replaced by the home folder.
    public static func expanded(_ path: String) throws(FileError) -> String {
        // The system would read the path as ending there.
        guard !path.utf8.contains(0) else { throw .system("a file's name can't hold the character NUL") }
        guard path == "~" || path.hasPrefix("~/"), let home = getenv("HOME") else { return path }
        return String(cString: home) + path.dropFirst()
    }
}
