internal import Interpreter
internal import Sessions
internal import Syntax

/// Converts the source of a notebook's or script's cell to the language, line for line, so that line numbers stay the
/// same. Commands without effect become comments; other commands to Jupyter become the calls that IPython makes for
/// them.
struct ForeignSource {
    private let parser: Parser
    private let table: BuiltinTable
    /// Whether the source is run right away: then statements that aren't in the language stay, and the run stops
    /// there and handles missing modules itself.
    private let isToRun: Bool
    /// The names of methods and functions that return None.
    private let silentMethods: Set<String>

    init(table: BuiltinTable, isToRun: Bool) {
        self.table = table
        self.isToRun = isToRun
        silentMethods = table.names { $0.result == .nothing }
        parser = Parser(commands: table.commands)
    }

    /// Code left out of a cell: the line from 1, and the rest as in ``LeftOut``.
    struct Gap {
        var line: Int
        var text: String
        var lineCount = 1
        var reason: LeftOut.Reason
    }

    /// The converted source of a cell.
    struct Taken {
        var lines: [String]
        var gaps: [Gap] = []
        /// Whether its output is hidden.
        var isMuted = false
    }

    private var drawing = DrawingNames()
    private var taken = Taken(lines: [])
    private var lines: [String] {
        get { taken.lines }
        set { taken.lines = newValue }
    }
    /// The ends of expression statements, in order: the line from 0 and the column in bytes.
    private var shownEnds: [(line: Int, column: Int, isLast: Bool)] = []

    /// Converts the lines of the next cell. In a notebook only the last value of a cell is shown, in a script none:
    /// the others get a `;` at the end.
    mutating func take(_ source: [String], hasMagics: Bool) -> Taken {
        taken = Taken(lines: source)
        shownEnds = []
        if hasMagics { takeMarginAway() }
        if hasMagics, takeCellMagic() { return taken }
        if hasMagics { takeLineCommands() }
        // When run right away, the cells have a setting for which values they show.
        if !isToRun {
            let groups = StatementGroups.groups(of: lines)
            for group in groups { judge(group, isLast: group == groups.last) }
            silence(exceptLast: hasMagics)
            if hasMagics { showFigures() }
        }
        taken.gaps.sort { $0.line < $1.line }
        return taken
    }

    /// Adds a call that shows the figure if a cell of one statement leaves it open, as Jupyter does.
    private mutating func showFigures() {
        guard let block = try? parser.parse(lines.joined(separator: "\n")), let call = drawing.showing(block) else {
            return
        }
        let end = (lines.lastIndex { !$0.isBlank } ?? -1) + 1
        // After a block or a comment the call needs its own line.
        lines.insert(call, at: end)
    }

    /// Removes the indentation of the first line from all lines, as IPython does.
    private mutating func takeMarginAway() {
        guard let first = lines.first(where: { !$0.isBlank }) else { return }
        let margin = first.prefix { $0 == " " || $0 == "\t" }
        if margin.isEmpty { return }
        lines = lines.map { $0.hasPrefix(margin) ? String($0.dropFirst(margin.count)) : $0 }
    }

    // MARK: - Commands to Jupyter

    /// Cell magics that run the cell unchanged.
    private static let transparentMagics = ["time", "prun"]

    /// Converts a magic for the whole cell in the first line; true if it replaces the cell.
    private mutating func takeCellMagic() -> Bool {
        guard let first = lines.firstIndex(where: { !$0.isBlank }), lines[first].hasPrefix("%%"),
            case .magic(let name, let rest)? = JupyterCommandLine(lines[first])?.kind
        else { return false }
        if Self.transparentMagics.contains(name) {
            leaveOut(first..<first + 1, .magic)
            return false
        }
        if name == "capture", isToRun {
            taken.isMuted = true
            let target = rest.split(separator: " ").first { !$0.hasPrefix("-") }
            let call = JupyterCommandLine.python(cellMagic: name, rest: rest, body: [])[0]
            if let target { lines[first] = "\(target) = \(call)" } else { leaveOut(first..<first + 1, .magic) }
            return false
        }
        let end = (lines.lastIndex { !$0.isBlank } ?? first) + 1
        note(first..<end, .magic)
        let body = Array(lines[first + 1..<end])
        lines.replaceSubrange(first..<end, with: JupyterCommandLine.python(cellMagic: name, rest: rest, body: body))
        return true
    }

    private mutating func takeLineCommands() {
        var scanner = UnfinishedText()
        var index = 0
        while index < lines.count {
            guard !scanner.isOpen, !lines[index].isComment, JupyterCommandLine(lines[index]) != nil else {
                scanner.take(lines[index])
                index += 1
                continue
            }
            var end = index + 1
            while lines[end - 1].hasSuffix("\\"), end < lines.count { end += 1 }
            take(commandOn: index..<end)
            scanner.take(lines[index])
            index = end
        }
    }

    private mutating func take(commandOn range: Range<Int>) {
        let first = range.lowerBound
        let whole = lines[range].map { $0.hasSuffix("\\") ? String($0.dropLast()) : $0 }.joined()
        guard let command = JupyterCommandLine(whole) else { return }
        if case .magic("time", let statement) = command.kind, !statement.isEmpty, statement.first != "-" {
            taken.gaps.append(Gap(line: first + 1, text: "%time", reason: .magic))
            lines[first] = command.indentation + command.target + statement
        } else if command.target.isEmpty, isHarmless(command.kind) {
            return leaveOut(range, command.reason)
        } else {
            note(range, command.reason)
            lines[first] = command.python
        }
        for index in range.dropFirst() { lines[index] = "" }
    }

    private func isHarmless(_ kind: JupyterCommandLine.Kind) -> Bool {
        switch kind {
        case .magic(let name, let rest): JupyterCommand(magic: name, rest: rest).isHarmless
        case .system(let command), .output(let command): JupyterCommand(shell: command).isHarmless
        case .help: true
        }
    }

    // MARK: - Statements

    private mutating func judge(_ group: Range<Int>, isLast: Bool) {
        let source = lines[group].joined(separator: "\n")
        let block: Block
        do {
            block = try parser.parse(source)
        } catch {
            return leaveOutCode(group, .notInLanguage(error.diagnostic))
        }
        let sourceLines = SourceLines(source)
        for (number, statement) in block.enumerated() {
            guard case .expression(let value, isSilenced: false) = statement.kind, mayShow(value) else { continue }
            let line = sourceLines.line(of: max(statement.range.end - 1, 0))
            shownEnds.append(
                (
                    group.lowerBound + line - 1, statement.range.end - sourceLines.range(ofLine: line).start,
                    isLast && number == block.count - 1
                ))
        }
        goOnWithoutModules(block, group, sourceLines)
    }

    /// Whether a session would show a value: not for a command, nor for a call that returns None.
    private func mayShow(_ value: Expression) -> Bool {
        if value.isCommand { return false }
        guard case .call = value.kind, let called = value.called else { return true }
        if called.receiver == nil { return table.entry(named: called.name)?.result != .nothing }
        return !silentMethods.contains(called.name)
    }

    /// Puts a `;` after the values that aren't shown in the original.
    private mutating func silence(exceptLast: Bool) {
        for (line, column, isLast) in shownEnds.reversed() where !(exceptLast && isLast) {
            let bytes = Array(lines[line].utf8)
            guard column <= bytes.count, !lines[line].hasPrefix("# left out") else { continue }
            lines[line] = String(decoding: bytes[..<column] + [0x3B] + bytes[column...], as: UTF8.self)
        }
    }

    /// Adds a call before each import of a missing module that lets the session continue without it.
    private mutating func goOnWithoutModules(_ block: Block, _ group: Range<Int>, _ source: SourceLines) {
        var places: [(offset: Int, names: [String])] = []
        block.forEachStatement { statement in
            guard let importation = statement.importation, !importation.isOfFuture else { return }
            let missing = importation.modules.map(\.name).filter { !Namespace.hasModule($0) }
            let names = missing.map { String($0.prefix { $0 != "." }) }
            if !names.isEmpty { places.append((statement.range.start, names.uniqued)) }
        }
        for place in places.sorted(by: { $0.offset > $1.offset }) {
            let line = source.line(of: place.offset)
            let index = group.lowerBound + line - 1
            let bytes = Array(lines[index].utf8)
            let column = place.offset - source.range(ofLine: line).start
            guard column <= bytes.count else { continue }
            let call = "without(\(place.names.map { "\"\($0)\"" }.joined(separator: ", "))); "
            for name in place.names {
                taken.gaps.append(Gap(line: index + 1, text: lines[index].trimmedBlanks, reason: .module(name)))
            }
            lines[index] = String(decoding: bytes[..<column] + Array(call.utf8) + bytes[column...], as: UTF8.self)
            for end in shownEnds.indices where shownEnds[end].line == index && shownEnds[end].column > column {
                shownEnds[end].column += call.utf8.count
            }
        }
    }

    // MARK: - Leaving out

    private mutating func note(_ range: Range<Int>, _ reason: LeftOut.Reason) {
        // A run reports it when it gets there.
        if isToRun { return }
        addGap(range, reason)
    }

    private mutating func addGap(_ range: Range<Int>, _ reason: LeftOut.Reason) {
        guard let first = range.first else { return }
        taken.gaps.append(
            Gap(line: first + 1, text: lines[first].trimmedBlanks, lineCount: range.count, reason: reason))
    }

    /// Comments out lines; in a block, the first becomes `pass`, since a block can't be empty.
    private mutating func leaveOut(_ range: Range<Int>, _ reason: LeftOut.Reason) {
        guard let first = range.first else { return }
        addGap(range, reason)
        let text = lines[first].trimmedBlanks
        for index in range {
            let indentation = lines[index].prefix { $0 == " " || $0 == "\t" }
            let isInBlock = index == first && !indentation.isEmpty
            lines[index] =
                isInBlock
                ? "\(indentation)pass  # left out: \(text)" : "# left out: \(lines[index])".withoutTrailingBlanks
        }
    }

    /// Leaves out code that isn't in the language; it may change any of the names in it.
    private mutating func leaveOutCode(_ range: Range<Int>, _ reason: LeftOut.Reason) {
        addGap(range, reason)
        lines.replaceSubrange(range, with: JupyterCommandLine.python(code: Array(lines[range])))
    }
}

extension JupyterCommandLine {
    fileprivate var reason: LeftOut.Reason {
        switch kind {
        case .system, .output: .shell
        case .magic, .help: .magic
        }
    }
}

extension String {
    /// The text without blanks at both ends.
    fileprivate var trimmedBlanks: String { drop { $0 == " " || $0 == "\t" }.withoutTrailingBlanks }
}

extension [String] {
    /// The texts without duplicates, in order of first occurrence.
    fileprivate var uniqued: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}

/// Finds the top-level statements of a Python source by indentation, whether or not they are in the language.
enum StatementGroups {
    /// The lines (from 0) of each statement, or of several that share a line.
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
    /// Whether it is a call written as a command.
    fileprivate var isCommand: Bool { if case .command = kind { true } else { false } }
}
