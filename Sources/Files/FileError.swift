internal import Platform

/// Why a file can't be read or written.
public enum FileError: Error, Sendable, Hashable {
    /// Nothing has that name.
    case missing
    /// The name is a folder's.
    case isFolder
    /// The user may not.
    case notPermitted
    /// It holds more than Descent takes for a session.
    case tooLarge(limit: Int)
    /// It is no UTF-8 text; the offset (from 0) of the first byte that can't be read.
    case notUTF8(offset: Int)
    /// It is no file of bytes on a disk, but a device, a pipe or a socket.
    case notRegular
    /// The folder that a new file should stand in is not there.
    case missingFolder(String)
    /// It lost bytes while it was read.
    case becameShorter
    /// It is there, and should not be replaced.
    case alreadyThere
    /// The session has loaded it, and it must stay what its cells were given.
    case loaded
    /// Anything else the system says, in its own words.
    case system(String)

    /// The error that a system call left in `errno`.
    public static func current() -> FileError { of(errno) }

    /// The error that a value of `errno` stands for.
    public static func of(_ number: CInt) -> FileError {
        switch number {
        case ENOENT, ENOTDIR: .missing
        case EISDIR: .isFolder
        case EACCES, EPERM: .notPermitted
        default: .system(String(cString: strerror(number)))
        }
    }

    /// What is wrong, to stand behind the file's name and a colon.
    public var message: String {
        switch self {
        case .missing: "there is no such file"
        case .isFolder: "this is a folder, not a file"
        case .notPermitted: "permission denied"
        case .tooLarge(let limit): "larger than \(limit >> 20) MiB, which is no session"
        case .notUTF8(let offset): "not UTF-8 text: byte \(offset) can't be read"
        case .notRegular: "this is a device or a pipe, not a file on a disk"
        case .missingFolder(let folder): "there is no folder \(folder)"
        case .becameShorter: "it became shorter while it was read, or its disk fails"
        case .alreadyThere: "there is a file of that name"
        case .loaded: "this session has loaded it, and must find it again"
        case .system(let words): words
        }
    }
}
