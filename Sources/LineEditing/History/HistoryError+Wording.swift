internal import Files

extension HistoryError: CustomStringConvertible {
    /// The reason in words, without a full stop.
    public var description: String {
        switch self {
        case .file(let path, let error): "\(path): \(error.message)"
        case .notRegular(let path): "\(path): not a regular file"
        case .locked(let path): "\(path): another process keeps it locked"
        }
    }
}

extension HistoryDamage: CustomStringConvertible {
    /// The damage in words, to stand behind the file's name and a colon.
    public var description: String {
        switch reason {
        case .truncated: "line \(line): the entry was never written to its end"
        case .strayLine: "line \(line): the entry that it belongs to is not there"
        case .notText: "line \(line): not UTF-8 text"
        }
    }
}
