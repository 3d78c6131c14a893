internal import Platform
internal import Synchronization

/// A folder for what must not last, among the system's temporary files or hidden beside what it becomes.
///
/// A process that is killed leaves its folder behind. So each holds a file `lock` that its process keeps locked, and
/// whoever makes another takes those away that nobody locks any more.
struct ScratchFolder: Sendable {
    /// Where it is.
    let path: String
    private let lock: CInt

    private static let live = Atomic<Int>(0)
    private static let prefix = "descent."
    private static let lockName = "lock"

    /// How many there are of this process.
    static var count: Int { live.load(ordering: .relaxed) }

    /// Makes one among the system's temporary files; nil with the reason in `errno`.
    init?() {
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? ""
        self.init(at: parent.hasPrefix("/") ? parent + "/" : "/tmp/", Self.prefix, tidies: true)
    }

    /// Makes a hidden one in a folder, whose name ends in a slash; nil with the reason in `errno`.
    ///
    /// - Parameter tidies: whether those are taken away that killed processes left there.
    init?(in parent: String, tidies: Bool) { self.init(at: parent, "." + Self.prefix, tidies: tidies) }

    private init?(at parent: String, _ prefix: String, tidies: Bool) {
        if tidies { Self.removeAbandoned(in: parent, prefix) }
        var template = Array("\(parent)\(prefix)XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { return nil }
        path = String(cString: made)
        // From here on a signal that would end the process leaves it the time to take the folder away.
        Self.live.add(1, ordering: .relaxed)
        // Locked before it has the name by which others find it.
        let early = "\(path)/\(Self.lockName).new"
        lock = open(early, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if lock >= 0, flock(lock, LOCK_EX | LOCK_NB) == 0 { rename(early, "\(path)/\(Self.lockName)") }
    }

    /// Takes it away with all that is in it.
    func remove() {
        Self.empty(path)
        if lock >= 0 { close(lock) }
        Self.live.subtract(1, ordering: .relaxed)
    }

    /// Takes the folders away whose processes are gone.
    private static func removeAbandoned(in parent: String, _ prefix: String) {
        for name in names(in: parent) where name.utf8.starts(with: prefix.utf8) {
            let folder = parent + name
            var place = stat()
            // Not where somebody else's link leads.
            guard lstat(folder, &place) == 0, place.st_mode & S_IFMT == S_IFDIR, place.st_uid == geteuid() else {
                continue
            }
            // Without a lock it is another's, or only just being made.
            let lock = open("\(folder)/\(lockName)", O_RDWR | O_CLOEXEC | O_NOFOLLOW)
            guard lock >= 0 else { continue }
            defer { close(lock) }
            if flock(lock, LOCK_EX | LOCK_NB) == 0 { empty(folder) }
        }
    }

    /// Removes a folder and the files in it.
    private static func empty(_ folder: String) {
        for name in names(in: folder) where name != lockName { unlink("\(folder)/\(name)") }
        unlink("\(folder)/\(lockName)")
        rmdir(folder)
    }

    /// Whether a file's name is that of such a folder.
    static func isName(_ name: String) -> Bool { name.utf8.starts(with: ("." + prefix).utf8) }

    /// The names of what lies in a folder.
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
