internal import Platform
internal import Synchronization

/// A folder for temporary files, in the system's temporary folder or hidden next to the files that it prepares.
///
/// A killed process leaves its folder behind. So each contains a file `lock` that its process keeps locked, and
/// creating a new one removes those whose lock is free.
struct ScratchFolder: Sendable {
    /// Its path.
    let path: String
    private let lock: CInt

    private static let live = Atomic<Int>(0)
    private static let prefix = "descent."
    private static let lockName = "lock"

    /// The number of scratch folders of this process.
    static var count: Int { live.load(ordering: .relaxed) }

    /// Creates one in the system's temporary folder; nil with the reason in `errno`.
    init?() {
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? ""
        self.init(at: parent.hasPrefix("/") ? parent + "/" : "/tmp/", Self.prefix, tidies: true)
    }

    /// Creates a hidden one in a folder, given with a trailing slash; nil with the reason in `errno`.
    ///
    /// - Parameter tidies: whether to remove the folders of killed processes there.
    init?(in parent: String, tidies: Bool) { self.init(at: parent, "." + Self.prefix, tidies: tidies) }

    private init?(at parent: String, _ prefix: String, tidies: Bool) {
        if tidies { Self.removeAbandoned(in: parent, prefix) }
        var template = Array("\(parent)\(prefix)XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { return nil }
        path = String(cString: made)
        // From here on, a terminating signal leaves time to remove the folder.
        Self.live.add(1, ordering: .relaxed)
        // Locked before it gets the name by which other processes find it.
        let early = "\(path)/\(Self.lockName).new"
        lock = open(early, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if lock >= 0, flock(lock, LOCK_EX | LOCK_NB) == 0 { rename(early, "\(path)/\(Self.lockName)") }
    }

    /// Removes it with all of its files.
    func remove() {
        Self.empty(path)
        if lock >= 0 { close(lock) }
        Self.live.subtract(1, ordering: .relaxed)
    }

    /// Removes the folders whose processes are gone.
    private static func removeAbandoned(in parent: String, _ prefix: String) {
        for name in names(in: parent) where name.utf8.starts(with: prefix.utf8) {
            let folder = parent + name
            var place = stat()
            // Never follows another user's link.
            guard lstat(folder, &place) == 0, place.st_mode & S_IFMT == S_IFDIR, place.st_uid == geteuid() else {
                continue
            }
            // Without a lock file, it belongs to something else or is just being created.
            let lock = open("\(folder)/\(lockName)", O_RDWR | O_CLOEXEC | O_NOFOLLOW)
            guard lock >= 0 else { continue }
            defer { close(lock) }
            if flock(lock, LOCK_EX | LOCK_NB) == 0 { empty(folder) }
        }
    }

    /// Removes the files in a folder, and the folder.
    private static func empty(_ folder: String) {
        for name in names(in: folder) where name != lockName { unlink("\(folder)/\(name)") }
        unlink("\(folder)/\(lockName)")
        rmdir(folder)
    }

    /// Whether a file's name is that of a scratch folder.
    static func isName(_ name: String) -> Bool { name.utf8.starts(with: ("." + prefix).utf8) }

    /// The names in a folder.
    static func names(in folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: pointer.pointee)) {
                    String(cString: $0)
                }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }
}
