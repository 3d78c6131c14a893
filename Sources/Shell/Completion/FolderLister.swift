internal import Platform

/// What completion asks of the file system.
struct FolderLister: Sendable {
    /// A file or folder.
    struct Entry: Hashable, Sendable {
        var name: String
        var isFolder: Bool
    }

    /// What is in a folder, in any order; nothing if it can't be read.
    var entries: @Sendable (String) -> [Entry]
    /// What `~` stands for.
    var home: String?

    /// The files that are there.
    static var system: FolderLister {
        FolderLister(entries: { Self.entries(of: $0) }, home: UserFolders.home)
    }

    /// Names that are no UTF-8 can't be typed, and are left out.
    private static func entries(of folder: String) -> [Entry] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var entries: [Entry] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: pointer.pointee)) {
                    String(validatingCString: $0)
                }
            }
            guard let name, name != ".", name != ".." else { continue }
            switch Int(entry.pointee.d_type) {
            case Int(DT_DIR): entries.append(Entry(name: name, isFolder: true))
            case Int(DT_REG): entries.append(Entry(name: name, isFolder: false))
            default: entries.append(Entry(name: name, isFolder: isFolder(folder + "/" + name)))
            }
        }
        return entries
    }

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
