internal import Interpreter
internal import Sessions
internal import Syntax

/// What all cells of an export have in common.
struct ExportContext {
    let table: BuiltinTable
    let facts: ReplayFacts
    let names: SessionNames
    let engine: ExportEngine
    /// The functions and methods that give nothing.
    let silent: Set<String>
    /// Which values are read as `_`.
    let lastShown: LastShown
    /// On Dask: the names of what has a row for each row of the data.
    var rowNames: Set<String> = []
    /// Names that are now the user's, now a built-in's: they are bound to the built-in at the head.
    var bound: [String: String] = [:]
}

/// Turns the statements of one cell after the other into Python. What Python says alike stays as it was typed.
struct PythonRewriter {
    let context: ExportContext
    /// The functions that the code needs at its head.
    var helpers: Set<PythonHelper> = []
    var problems: [ExportError.Problem] = []
    /// The user's names here, those that may be set by now, and those that the user had and are the built-ins' again.
    var assigned: Set<String> = []
    var possible: Set<String> = []
    var givenBack: Set<String> = []
    /// NumPy's constants whose names the user had: they mean nothing any more.
    var gone: Set<String> = []
    /// The built-ins whose names are the user's on one way here and not on another, as Python knows them.
    var bound: [String: String] = [:]

    // The cell at hand.
    /// The statements of which only the output is known, which the code doesn't print.
    var told: Set<SourceRange> = []
    var cell: SessionCell
    var facts = ReplayFacts.CellFacts()
    var bytes: [UInt8] = []
    var edits = SourceEdits()
    var scopes = NameScopes([], ofCell: 0)
    /// How many blocks stand around the statement at hand.
    var blockDepth = 0
    /// Where the top-level statement at hand begins.
    var topStart = 0

    init(_ context: ExportContext, cell: SessionCell) {
        self.context = context
        self.cell = cell
    }

    /// The Python of a cell, line ends as `\n`, without what was recorded.
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
            // `:=` sets its name somewhere in the middle.
            possible.formUnion(statement.assignedNames)
            topStart = statement.range.start
            visit(statement, isTop: true)
            [statement].forEachStatement { possible.formUnion($0.setNames) }
        }
        // Last, so that it stands before whatever the statement is wrapped in.
        for seed in facts.recorder.seeds { insert(seed.seeding.python, before: seed.range.start) }
        assigned = Set(facts.names)
        gone = facts.deletedNames.filter(isConstant)
        return Self.tidied(edits.applied(to: bytes, in: SourceRange(0, bytes.count))) + showingOpenFigures(block)
            + remembering()
    }

    /// A cell as a comment: it fails, or is never reached.
    static func commented(_ cell: SessionCell) -> String {
        var lines = cell.sourceLines
        while lines.last?.isBlank == true { lines.removeLast() }
        var text = lines.map { $0.isBlank ? "#\n" : "# \($0)\n" }.joined()
        if let expectation = cell.expectation { text += "# \(expectation.message)\n" }
        return text
    }

    /// A text without blank lines at its end, which ends in a line end if there is anything.
    static func tidied(_ text: String) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        while lines.last?.isBlank == true { lines.removeLast() }
        return lines.map { $0 + "\n" }.joined()
    }

    // MARK: - The record

    /// Takes the lines of the source away that stand for what is recorded.
    private mutating func removeRecord() {
        let recorded = Set(cell.statements.flatMap(\.recordLines) + cell.markLines)
        var line = cell.cell.location?.line ?? 1
        var start = 0
        for offset in 0...bytes.count where offset == bytes.count || bytes[offset] == UInt8(ascii: "\n") {
            if recorded.contains(line), offset < bytes.count { edits.replace(SourceRange(start, offset + 1), by: "") }
            line += 1
            start = offset + 1
        }
    }

    /// Puts a statement before a top-level one.
    mutating func insert(_ statement: String, before start: Int) {
        edits.open(start, with: statement + (isAlone(start) ? "\n" : "; "))
    }

    /// Remembers that names are the user's from here on.
    mutating func set(_ names: [String]) {
        if scopes.isInFunction { return }
        assigned.formUnion(names)
        givenBack.subtract(names)
    }

    /// Remembers that names are deleted; behind it they may be the user's on another way if the statement is one of a block.
    mutating func forget(_ names: [String]) {
        if scopes.isInFunction { return }
        assigned.subtract(names)
        if blockDepth > 0 { possible.formUnion(names) }
        gone.formUnion(names.filter(isConstant))
        givenBack.formUnion(names.filter(comesBack))
    }

    /// Whether a bare name is one of NumPy's constants, until the user has set and deleted it.
    func isConstant(_ name: String) -> Bool { context.table.meaning(of: name)?.isNumPyConstant == true }

    /// Whether a name means a built-in again once the user has deleted it, which Python doesn't have by itself.
    func comesBack(_ name: String) -> Bool {
        guard case .builtin(let entry)? = context.table.meaning(of: name) else { return false }
        return entry.door != .bare || entry.group != .python
    }

    // MARK: - Places

    func source(_ range: SourceRange) -> String { String(decoding: bytes[range.start..<range.end], as: UTF8.self) }

    /// Whether nothing but blanks stands before an offset in its line.
    func isAlone(_ offset: Int) -> Bool { indent(at: offset).isBlank }

    /// What stands before an offset in its line.
    func indent(at offset: Int) -> String {
        let start = bytes[..<offset].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        return String(decoding: bytes[start..<offset], as: UTF8.self)
    }

    /// Whether nothing else stands in the line of a statement.
    func isWholeLine(_ range: SourceRange) -> Bool {
        let rest = bytes[range.end...].prefix { $0 != UInt8(ascii: "\n") }
        return isAlone(range.start) && rest.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x3B }
    }

    /// Statements for the place of one: below each other if it has its line for itself, else in one line.
    func joined(_ statements: [String], at range: SourceRange) -> String {
        statements.joined(separator: isWholeLine(range) ? "\n" + indent(at: range.start) : "; ")
    }

    mutating func report(_ reason: ExportError.Reason, _ range: SourceRange) {
        problems.append(.init(cell: cell, range: range, reason: reason))
    }

    /// The Python of an expression by itself.
    mutating func text(_ expression: Expression, fetched: Bool = false) -> String {
        let outer = edits
        edits = SourceEdits()
        defer { edits = outer }
        visit(expression)
        if fetched { fetch(expression) }
        return edits.applied(to: bytes, in: expression.range)
    }
}
