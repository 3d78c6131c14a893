internal import Interpreter
internal import LineEditing

/// Says what the text before the cursor can become: a pure function of the cell so far, the workspace, the built-ins
/// and the folders. No code is run.
struct Completer {
    var workspace: Workspace
    var table: BuiltinTable
    var folders: FolderLister

    /// Makes a completer for the workspace as it is now.
    init(workspace: Workspace, table: BuiltinTable, folders: FolderLister = .system) {
        self.workspace = workspace
        self.table = table
        self.folders = folders
    }

    /// What can stand for the word before the cursor; nil where there is nothing to complete.
    ///
    /// - Parameter cursor: in Unicode scalars from the text's start; taken to its end if it lies beyond.
    func completion(of text: String, cursor: Int) -> Completion? {
        let scalars = text.unicodeScalars
        let end = scalars.index(scalars.startIndex, offsetBy: max(cursor, 0), limitedBy: scalars.endIndex)
        let bytes = Array(text.utf8)
        let offset = text.utf8.distance(from: text.startIndex, to: end ?? text.endIndex)
        let context = CompletionReader.context(of: bytes, cursor: offset, table.commands)
        guard let found = CompletionSearch(self, context).result(), !found.candidates.isEmpty else { return nil }
        let position = scalars.distance(from: scalars.startIndex, to: end ?? scalars.endIndex)
        // Every character before the cursor begins with a byte that doesn't go on with another.
        let length = bytes[found.start..<offset].count { $0 & 0xC0 != 0x80 }
        var candidates = found.candidates
        if candidates.count > Self.mostWithFullDetails {
            for index in candidates.indices { candidates[index].detail = Self.shortened(candidates[index].detail) }
        }
        return Completion(replaced: position - length..<position, candidates: candidates)
    }

    /// A longer list has several columns, which the parameters of some functions would leave no room for.
    private static let mostWithFullDetails = 6
    private static let longestDetail = 24

    /// `(start, stop, …)`: the first parameters of many.
    private static func shortened(_ detail: String) -> String {
        guard detail.utf8.count > longestDetail, detail.hasPrefix("(") else { return detail }
        var text = ""
        for parameter in detail.dropFirst().split(separator: ",") {
            guard text.utf8.count + parameter.utf8.count < longestDetail - 4 else { break }
            text += parameter + ","
        }
        return text.isEmpty ? "(…)" : "(" + text + " …)"
    }
}
