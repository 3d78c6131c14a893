/// What a cell asks of whoever runs it, instead of running itself: to travel between cells, or to tell or keep them.
public struct SessionRequest: Sendable, Equatable {
    /// What is asked for.
    public let action: Action
    /// The name of the command that asks.
    public let command: String

    package init(_ action: Action, by command: String) {
        self.action = action
        self.command = command
    }

    /// What a command can ask for.
    public enum Action: Sendable, Equatable {
        /// Back to before the last so many cells that changed something.
        case undo(count: Int)
        /// Forward again through so many undone cells.
        case redo(count: Int)
        /// To the state that a cell left.
        case goTo(cell: Int)
        /// What differs between the states that two cells left; without the second, the present one.
        case difference(first: Int, second: Int?)
        /// The cells so far, or the inputs of this and earlier shells that contain a text.
        case history(search: String?)
        /// The same cells again, as new ones.
        case rerun(first: Int, last: Int)
        /// A cell in the editor, then it and those after it anew.
        case edit(cell: Int)
        /// Each cell to a file as it ends; without a path, where that is.
        case record(path: String?, hasDigests: Bool, replaces: Bool)
        /// The session to a file.
        case save(path: String, replaces: Bool)
        /// The smallest session that makes a value again to a file.
        case extract(name: String, path: String, replaces: Bool)
        /// A replay of a file in a workspace of its own, compared with what the file records.
        case check(path: String)
        /// The cells of a file as new ones.
        case replay(path: String)
        /// The session as Python code or a notebook to a file; on Dask arrays if that is asked for.
        case export(path: String, isOnDask: Bool, replaces: Bool)
        /// The tutorial; a word of its own leads through it, or the number of a step.
        case tutorial(word: String?)
    }
}
