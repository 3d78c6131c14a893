internal import Platform

/// Why a file can't be read or written.
public enum FileError: Error, Sendable, Hashable {
    /// No file has that name.
    case missing
    /// It is a folder.
    case isFolder
    /// Permission denied.
    case notPermitted
    /// It exceeds the size limit of a session.
    case tooLarge(limit: Int)
    /// It isn't UTF-8 text; the offset (from 0) of the first invalid byte.
    case notUTF8(offset: Int)
    /// It isn't a regular file but a device, a pipe or a socket.
    case notRegular
    /// The folder for a new file doesn't exist.
    case missingFolder(String)
    /// It was truncated while being read.
    case becameShorter
    /// It exists and must not be replaced.
    case alreadyThere
    /// The session has loaded it, so it must stay unchanged.
    case loaded
    /// Any other error, in the system's words.
    case system(String)

    /// The error for the current `errno`.
    public static func current() -> FileError { of(errno) }

    /// The error for a value of `errno`.
    public static func of(_ number: CInt) -> FileError {
        switch number {
        case ENOENT, ENOTDIR: .missing
        case EISDIR: .isFolder
        case EACCES, EPERM: .notPermitted
        default: .system(String(cString: strerror(number)))
        }
    }

    /// The error, to follow the file's name and a colon.
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
