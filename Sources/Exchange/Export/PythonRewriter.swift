internal import Interpreter
internal import Sessions
internal import Syntax

/// The data shared by all cells of an export.
struct ExportContext {
    let table: BuiltinTable
    let facts: ReplayFacts
    let names: SessionNames
    let engine: ExportEngine
    /// The functions and methods that return None.
    let silent: Set<String>
    /// The values that are read as `_`.
    let lastShown: LastShown
    /// On Dask: the names of tensors with a row for each row of the data.
    var rowNames: Set<String> = []
    /// Names that are sometimes a user's and sometimes a built-in's; the head binds them to the built-in.
    var bound: [String: String] = [:]
}

/// Translates the statements of one cell after another to Python. Code with the same meaning in Python stays as typed.
struct PythonRewriter {
    let context: ExportContext
    /// The helpers that the code needs at its head.
    var helpers: Set<PythonHelper> = []
    var problems: [ExportError.Problem] = []
    /// The names set by the user here, those that may be set, and those that are a built-in's again after deletion.
    var assigned: Set<String> = []
    var possible: Set<String> = []
    var givenBack: Set<String> = []
    /// NumPy's constants whose names the user set and deleted: they have no meaning any more.
    var gone: Set<String> = []
    /// The names that refer to the user's value on one path and to a built-in on another, with the built-ins in Python.
    var bound: [String: String] = [:]

    // The current cell.
    /// The statements whose output is known but not printed by the code.
    var told: Set<SourceRange> = []
    var cell: SessionCell
    var facts = ReplayFacts.CellFacts()
    var bytes: [UInt8] = []
    var edits = SourceEdits()
    var scopes = NameScopes([], ofCell: 0)
    /// The number of blocks around the current statement.
    var blockDepth = 0
    /// The offset of the current top-level statement.
    var topStart = 0

    init(_ context: ExportContext, cell: SessionCell) {
        self.context = context
        self.cell = cell
    }

    /// The Python of a cell, with `\n` as line ending and without the record.
    mutating func python(of cell: SessionCell) -> String {
        self.cell = cell
        bytes = Array(cell.cell.source.utf8)
        edits = SourceEdits()
        told = []
        guard let facts = context.facts.cells[cell.cell.number] else { return Self.commented(cell) }
        self.facts = facts
        guard !facts.isFailed, case .success(let block) = cell.content else {
            told = Set(facts.shown.compactMap(\.statement))
            return Self.commented(cell)
        }
        removeRecord()
        scopes = NameScopes(block, ofCell: cell.cell.number)
        possible = []
        for statement in block {
            if statement.isCompound { [statement].forEachStatement { possible.formUnion($0.setNames) } }
            // `:=` sets its name within the statement.
            possible.formUnion(statement.assignedNames)
            topStart = statement.range.start
            visit(statement, isTop: true)
            [statement].forEachStatement { possible.formUnion($0.setNames) }
        }
        // Last, so that it comes before anything that the statement is wrapped in.
        for seed in facts.recorder.seeds { insert(seed.seeding.python, before: seed.range.start) }
        assigned = Set(facts.names)
        gone = facts.deletedNames.filter(isConstant)
        return Self.tidied(edits.applied(to: bytes, in: SourceRange(0, bytes.count))) + showingOpenFigures(block)
            + remembering()
    }

    /// A cell as a comment, because it fails or is never reached.
    static func commented(_ cell: SessionCell) -> String {
        var lines = cell.sourceLines
        while lines.last?.isBlank == true { lines.removeLast() }
        var text = lines.map { $0.isBlank ? "#\n" : "# \($0)\n" }.joined()
        if let expectation = cell.expectation { text += "# \(expectation.message)\n" }
        return text
    }

    /// The text without trailing blank lines, ending in a newline unless it is empty.
    static func tidied(_ text: String) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        while lines.last?.isBlank == true { lines.removeLast() }
        return lines.map { $0 + "\n" }.joined()
    }

    // MARK: - The record

    /// Removes the lines of the source that stand for the record.
    private mutating func removeRecord() {
        let recorded = Set(cell.statements.flatMap(\.ownLines) + cell.markLines)
        var line = cell.cell.location?.line ?? 1
        var start = 0
        for offset in 0...bytes.count where offset == bytes.count || bytes[offset] == UInt8(ascii: "\n") {
            if recorded.contains(line), offset < bytes.count { edits.replace(SourceRange(start, offset + 1), by: "") }
            line += 1
            start = offset + 1
        }
    }

    /// Inserts a statement before a top-level one.
    mutating func insert(_ statement: String, before start: Int) {
        edits.open(start, with: statement + (isAlone(start) ? "\n" : "; "))
    }

    /// Marks names as set by the user from here on.
    mutating func set(_ names: [String]) {
        if scopes.isInFunction { return }
        assigned.formUnion(names)
        givenBack.subtract(names)
    }

    /// Marks names as deleted; after a statement in a block they may still be set on another path.
    mutating func forget(_ names: [String]) {
        if scopes.isInFunction { return }
        assigned.subtract(names)
        if blockDepth > 0 { possible.formUnion(names) }
        gone.formUnion(names.filter(isConstant))
        givenBack.formUnion(names.filter(comesBack))
    }

    /// Whether a bare name is one of NumPy's constants, until the user has set and deleted it.
    func isConstant(_ name: String) -> Bool { context.table.meaning(of: name)?.isNumPyConstant == true }

    /// Whether a name refers to a built-in again once the user has deleted it, which isn't so in Python.
    func comesBack(_ name: String) -> Bool {
        guard case .builtin(let entry)? = context.table.meaning(of: name) else { return false }
        return entry.door != .bare || entry.group != .python
    }

    // MARK: - Places

    func source(_ range: SourceRange) -> String { String(decoding: bytes[range.start..<range.end], as: UTF8.self) }

    /// Whether only blanks precede an offset in its line.
    func isAlone(_ offset: Int) -> Bool { indent(at: offset).isBlank }

    /// The text before an offset in its line.
    func indent(at offset: Int) -> String {
        let start = bytes[..<offset].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        return String(decoding: bytes[start..<offset], as: UTF8.self)
    }

    /// Whether a statement has its line to itself.
    func isWholeLine(_ range: SourceRange) -> Bool {
        let rest = bytes[range.end...].prefix { $0 != UInt8(ascii: "\n") }
        return isAlone(range.start) && rest.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x3B }
    }

    /// Joins the statements that replace one: on separate lines if it has its line to itself, otherwise on one line.
    func joined(_ statements: [String], at range: SourceRange) -> String {
        statements.joined(separator: isWholeLine(range) ? "\n" + indent(at: range.start) : "; ")
    }

    mutating func report(_ reason: ExportError.Reason, _ range: SourceRange) {
        problems.append(.init(cell: cell, range: range, reason: reason))
    }

    /// The Python of an expression on its own.
    mutating func text(_ expression: Expression, fetched: Bool = false) -> String {
        let outer = edits
        edits = SourceEdits()
        defer { edits = outer }
        visit(expression)
        if fetched { fetch(expression) }
        return edits.applied(to: bytes, in: expression.range)
    }
}
