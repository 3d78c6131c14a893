internal import Interpreter
internal import LineEditing
internal import Platform
internal import Syntax

/// Says what the text before the cursor can become: a pure function of the cell so far, the workspace, the built-ins
/// and the folders. No code is run.
struct Completer {
    var workspace: Workspace
    var table: BuiltinTable
    var folders: FolderLister = .system
    /// The cells that can be named, the newest first.
    var cells: () -> [CellLine] = { [] }

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

/// A cell that a command can name by its number.
struct CellLine: Hashable {
    var number: Int
    /// Its first line.
    var source: String
    /// How many cells `undo` takes back to be before it; nil where it doesn't lead there.
    var steps: Int?
}

/// The work of one completion.
struct CompletionSearch {
    /// The candidates, and the offset where what they replace begins.
    struct Found {
        var start: Int
        var candidates: [Candidate]
    }

    let workspace: Workspace
    let table: BuiltinTable
    let folders: FolderLister
    let cells: () -> [CellLine]
    let context: CompletionContext
    let prefix: String

    init(_ completer: Completer, _ context: CompletionContext) {
        workspace = completer.workspace
        table = completer.table
        folders = completer.folders
        cells = completer.cells
        self.context = context
        prefix = context.word
    }

    func result() -> Found? {
        switch context.place {
        case .nowhere: nil
        case .raw(let start): rawWord(from: start)
        case .string(let string): keys(in: string) ?? choices(in: string) ?? path(in: string)
        case .code: withSessions(code())
        }
    }

    private func code() -> Found? {
        let last = context.tokens.count - 1
        if context.isSymbol(last, .dot), !context.isImport { return attributes(behind: last - 1) }
        if context.isSymbol(0, .question) { return last == 0 ? topics() : nil }
        guard last >= 0 else { return names(at: .statement) }
        if context.isImport { return imports() }
        switch context.tokens[last].kind {
        case .keyword(.def), .keyword(.as), .keyword(.lambda), .keyword(.break), .keyword(.continue), .keyword(.pass):
            return nil
        default: break
        }
        if context.headIndex == context.tokens.count, isBehindSource { return names(at: .statement) }
        if context.isOperandEnd(last) { return behindOperand(last) }
        if let keys = keysBehind(last) { return keys }
        if let call = callAround(last) ?? commandKeyword(last) {
            if call.isDefinition, call.keyword == nil { return nil }
            return values(of: call)
        }
        return names(at: .expression)
    }

    /// `time ` and the like, behind which a statement begins.
    private var isBehindSource: Bool {
        context.headIndex > 0 && context.isName(context.headIndex - 1)
    }

    private func behindOperand(_ last: Int) -> Found? {
        guard context.tokens[last].end < context.wordStart else { return nil }
        guard context.openers.isEmpty else { return infixes() }
        let isFirstWord = last == context.headIndex && context.isName(last)
        guard context.isCommand || isFirstWord else { return infixes() }
        let head = context.headIndex
        let callee = root(context.text(context.tokens[head]))
        if isFirstWord, let entry = callee.flatMap(table.builtin(behind:)), entry.wordRules.takesSource {
            return names(at: .statement)
        }
        guard callee == nil || callee.map(isCallable) == true || isFunctionOfCell(head) else { return infixes() }
        return values(of: commandCall())
    }

    func isFunctionOfCell(_ index: Int) -> Bool {
        context.isName(index) && context.functions[context.text(context.tokens[index])] != nil
    }

    private func infixes() -> Found {
        let words = Keyword.infixes.map(\.rawValue).filter(isMatch)
        return Found(start: context.wordStart, candidates: words.map { Candidate(text: $0, suffix: " ") })
    }

    func isCallable(_ value: Value) -> Bool {
        switch value {
        case .function, .method, .classObject: return true
        default: break
        }
        return table.builtin(behind: value) != nil
    }
}

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
