internal import Interpreter
internal import Sessions
internal import Syntax

/// Makes the source of a notebook's or script's cell one that the language takes: what it doesn't becomes comments, line
/// for line, so that places stay what they are.
struct ForeignSource {
    /// The names that only lines set which are left out.
    private var missing = jupyterNames
    /// What Jupyter gives every notebook.
    private static let jupyterNames: Set<String> = ["get_ipython", "display"]
    private let parser: Parser
    private let table: BuiltinTable
    /// Whether statements that aren't in the language stay, for a run to stop at; imports of modules that there aren't go
    /// all the same.
    private let keepsMistakes: Bool
    /// The names of methods and functions that give nothing.
    private let silentMethods: Set<String>

    init(table: BuiltinTable, keepsMistakes: Bool) {
        self.table = table
        self.keepsMistakes = keepsMistakes
        silentMethods = table.names { $0.result == .nothing }
        parser = Parser(commands: table.commands)
    }

    /// What is left out of a cell: the line from 1, and the rest as in ``LeftOut``.
    struct Gap {
        var line: Int
        var text: String
        var lineCount = 1
        var reason: LeftOut.Reason
    }

    private var lines: [String] = []
    private var gaps: [Gap] = []
    /// The ends of the values alone on lines, in order: the line from 0 and how many bytes stand before.
    private var shownEnds: [(line: Int, column: Int, isLast: Bool)] = []

    /// Takes the lines of the next cell. Of a notebook's cell only the last value is shown, of a script's none: the others
    /// end in a `;` then.
    mutating func take(_ source: [String], hasMagics: Bool) -> (lines: [String], gaps: [Gap]) {
        lines = source
        gaps = []
        shownEnds = []
        if !hasMagics || !leaveOutCellMagic() {
            if hasMagics { leaveOutLineMagics() }
            let groups = StatementGroups.groups(of: lines)
            for group in groups { judge(group, isLast: group == groups.last) }
            // What runs as it is knows what it shows.
            if !keepsMistakes { silence(exceptLast: hasMagics) }
        }
        return (lines, gaps.sorted { $0.line < $1.line })
    }

    // MARK: - Magics

    /// Magics for a whole cell that run it as it stands.
    private static let transparentMagics = ["time", "timeit", "capture", "prun"]

    /// Leaves out the first line if it is a magic for the whole cell, and the cell with it; true in the latter case.
    private mutating func leaveOutCellMagic() -> Bool {
        guard let first = lines.firstIndex(where: { !$0.isBlank }), lines[first].hasPrefix("%%") else { return false }
        let name = lines[first].dropFirst(2).prefix { $0 != " " && $0 != "\t" }
        if Self.transparentMagics.contains(String(name)) {
            leaveOut(first..<first + 1, .magic)
            return false
        }
        let end = (lines.lastIndex { !$0.isBlank } ?? first) + 1
        missing.formUnion(names(setBy: first + 1..<end))
        leaveOut(first..<end, .magic)
        return true
    }

    private mutating func leaveOutLineMagics() {
        var scanner = UnfinishedText()
        for index in lines.indices {
            let isContinued = scanner.isOpen
            let line = lines[index]
            if !isContinued, let reason = Self.magic(in: line) {
                if let statement = Self.timedStatement(line) {
                    gaps.append(Gap(line: index + 1, text: "%time", reason: .magic))
                    lines[index] = statement
                } else {
                    missing.formUnion(names(setBy: index..<index + 1))
                    leaveOut(index..<index + 1, reason)
                    continue
                }
            }
            scanner.take(lines[index])
        }
    }

    /// Whether a line that begins a statement is a command to Jupyter, or sets a name to what one gives.
    private static func magic(in line: String) -> LeftOut.Reason? {
        func reason(_ text: Substring) -> LeftOut.Reason? {
            switch text.drop(while: { $0 == " " || $0 == "\t" }).first {
            case "%": .magic
            case "!": .shell
            default: nil
            }
        }
        if let whole = reason(line[...]) { return whole }
        guard let sign = line.firstIndex(of: "="), line[..<sign].allSatisfy({ !"\"'#(!<>=%".contains($0) }) else {
            return nil
        }
        return reason(line[sign...].dropFirst())
    }

    /// The statement that `%time` runs where it stands.
    private static func timedStatement(_ line: String) -> String? {
        let text = line.drop { $0 == " " || $0 == "\t" }
        guard text.hasPrefix("%time ") else { return nil }
        let statement = text.dropFirst("%time ".count).drop { $0 == " " }
        guard !statement.isEmpty, statement.first != "-" else { return nil }
        return String(line.prefix { $0 == " " || $0 == "\t" }) + statement
    }

    // MARK: - Statements

    private mutating func judge(_ group: Range<Int>, isLast: Bool) {
        let source = lines[group].joined(separator: "\n")
        let block: Block
        do {
            block = try parser.parse(source)
        } catch {
            if keepsMistakes { return }
            missing.formUnion(names(setBy: group))
            return leaveOut(group, .notInLanguage(error.diagnostic))
        }
        if leaveOutImports(block, group) { return }
        let sourceLines = SourceLines(source)
        for statement in block {
            switch NameUse(missing: missing).verdict(statement) {
            case .goes(let name):
                // Those that share its line go with it.
                missing.formUnion(ScopeNames(block).assigned)
                return leaveOut(group, Self.reason(for: name))
            case .stays(let drops):
                for drop in drops {
                    let first = group.lowerBound + sourceLines.line(of: drop.range.start) - 1
                    let last = group.lowerBound + sourceLines.line(of: max(drop.range.start, drop.range.end - 1)) - 1
                    if gaps.last?.line != first + 1 { leaveOut(first..<last + 1, Self.reason(for: drop.name)) }
                }
                missing.subtract(ScopeNames([statement]).assigned)
            }
        }
        for (number, statement) in block.enumerated() {
            guard case .expression(let value, isSilenced: false) = statement.kind, mayShow(value) else { continue }
            let line = sourceLines.line(of: max(statement.range.end - 1, 0))
            shownEnds.append(
                (
                    group.lowerBound + line - 1, statement.range.end - sourceLines.range(ofLine: line).start,
                    isLast && number == block.count - 1
                ))
        }
    }

    /// Whether a session would show something: not of a command, nor of a call that gives nothing.
    private func mayShow(_ value: Expression) -> Bool {
        if value.isCommand { return false }
        guard case .call = value.kind, let called = value.called else { return true }
        if called.receiver == nil { return table.entry(named: called.name)?.result != .nothing }
        return !silentMethods.contains(called.name)
    }

    /// Puts a `;` behind the values that aren't shown where the file comes from.
    private mutating func silence(exceptLast: Bool) {
        for (line, column, isLast) in shownEnds.reversed() where !(exceptLast && isLast) {
            let bytes = Array(lines[line].utf8)
            guard column <= bytes.count, !lines[line].hasPrefix("# left out") else { continue }
            lines[line] = String(decoding: bytes[..<column] + [0x3B] + bytes[column...], as: UTF8.self)
        }
    }

    /// Leaves out the imports of modules that there aren't: of several on a line those, else the lines; true if there are
    /// such.
    private mutating func leaveOutImports(_ block: Block, _ group: Range<Int>) -> Bool {
        func isMissing(_ module: Importation.Item) -> Bool { !Namespace.hasModule(module.name) }
        let imports = block.compactMap(\.importation).filter { !$0.isOfFuture }
        guard let first = imports.flatMap(\.modules).first(where: isMissing) else { return false }
        let reason = LeftOut.Reason.notInLanguage(ForeignModules.diagnostic(of: first.name))
        guard block.count == 1, group.count == 1, imports[0].module == nil, let line = group.first,
            case let kept = imports[0].items.filter({ !isMissing($0) }), !kept.isEmpty
        else {
            missing.formUnion(ScopeNames(block).assigned.subtracting(["np", "numpy"]))
            leaveOut(group, reason)
            return true
        }
        let gone = imports[0].items.filter(isMissing)
        let text = "import " + gone.map(\.text).joined(separator: ", ")
        missing.formUnion(gone.map(\.boundName))
        missing.subtract(kept.map(\.boundName))
        gaps.append(Gap(line: line + 1, text: text, reason: reason))
        lines[line] = "import " + kept.map(\.text).joined(separator: ", ") + "  # left out: \(text)"
        return true
    }

    private static func reason(for name: String) -> LeftOut.Reason {
        jupyterNames.contains(name) ? .magic : .needs(name)
    }

    private func names(setBy range: Range<Int>) -> Set<String> {
        GuessedNames.set(by: lines[range]) { table.meaning(of: $0) != nil }
    }

    /// Turns lines into comments; in a block the first does nothing instead, since a block can't be empty.
    private mutating func leaveOut(_ range: Range<Int>, _ reason: LeftOut.Reason) {
        guard let first = range.first else { return }
        let text = lines[first].drop { $0 == " " || $0 == "\t" }
        gaps.append(
            Gap(line: first + 1, text: text.withoutTrailingBlanks, lineCount: range.count, reason: reason))
        for index in range {
            let indentation = lines[index].prefix { $0 == " " || $0 == "\t" }
            let isInBlock = index == first && !indentation.isEmpty
            lines[index] =
                isInBlock
                ? "\(indentation)pass  # left out: \(text)" : "# left out: \(lines[index])".withoutTrailingBlanks
        }
    }
}

/// Finds the top-level statements of a Python source by its margin, whether or not the language has them.
enum StatementGroups {
    /// The lines (from 0) of each statement, or of those that share a line.
    static func groups(of lines: [String]) -> [Range<Int>] {
        var groups: [Range<Int>] = []
        var start: Int?
        var end = 0
        var isDecorated = false
        var scanner = UnfinishedText()
        for (index, line) in lines.enumerated() {
            let belongs = scanner.isOpen
            if !belongs, line.isBlank || line.isComment { continue }
            if !belongs, !isDecorated, !StatementSplitter.continuesBlock(line) || start == nil {
                if let start { groups.append(start..<end) }
                start = index
            }
            if !belongs { isDecorated = line.hasPrefix("@") }
            scanner.take(line)
            end = index + 1
        }
        if let start { groups.append(start..<end) }
        return groups
    }
}

extension Expression {
    /// Whether it is a call typed as words.
    fileprivate var isCommand: Bool { if case .command = kind { true } else { false } }
}
