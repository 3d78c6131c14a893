public import Files

/// Why the history can't be read or written.
public enum HistoryError: Error, Hashable, Sendable {
    /// The system refuses the file, or the folder that would hold it.
    case file(path: String, FileError)
    /// What has the name is a folder, a terminal, a pipe.
    case notRegular(path: String)
    /// Another process has held its lock for too long.
    case locked(path: String)
}

/// A part of the file that can't be read as an entry; the entries around it are not affected.
public struct HistoryDamage: Hashable, Sendable {
    /// What is wrong.
    public enum Reason: Hashable, Sendable {
        /// The entry has no end: whoever wrote it was stopped.
        case truncated
        /// The line goes on with an entry that is not there.
        case strayLine
        /// It holds bytes that are no text.
        case notText
    }

    /// The line of the file (from 1) where it is.
    public var line: Int
    /// What is wrong.
    public var reason: Reason
}

/// What a history file holds.
public struct HistoryContents: Hashable, Sendable {
    /// The entries, the oldest first.
    public var entries: [String] = []
    /// The parts that were left out.
    public var damage: [HistoryDamage] = []
}

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
