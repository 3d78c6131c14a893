public import Interpreter
internal import Sessions

extension ForeignSession {
    /// Makes a session of a notebook.
    ///
    /// - Parameter keepsMistakes: whether statements that aren't in the language stay, for a run to stop at.
    public init(_ document: NotebookDocument, table: BuiltinTable, keepsMistakes: Bool = false) {
        self.init(head: document.descent?.head ?? SessionText.head)
        var source = ForeignSource(table: table, keepsMistakes: keepsMistakes)
        let names = document.cells.enumerated().map { index, cell in
            ForeignPlace.CellName(position: index + 1, executionCount: cell.executionCount)
        }
        let labels = Self.labels(for: document.cells)
        for (index, cell) in document.cells.enumerated() {
            append(cell, names[index], label: labels[index], &source)
        }
        hiddenState = HiddenState.found(
            in: zip(document.cells, names).filter { $0.0.isCode && !$0.0.source.allSatisfy(\.isWhitespace) }.map(\.1))
        hasForeignOutputs = document.cells.contains { cell in
            if case .current = cell.sessionText { return false }
            return !cell.outputs.isEmpty
        }
        if !keepsMistakes { leaveOutMistakes(commands: table.commands) }
    }

    private mutating func append(
        _ cell: NotebookCell, _ name: ForeignPlace.CellName, label: Int?, _ source: inout ForeignSource
    ) {
        var opener = "# %%" + (label.map { " [\($0)]" } ?? "") + (cell.sessionTitle.map { " \($0)" } ?? "")
        switch cell.sessionText {
        case .current(let text):
            let lines = FileLine.lines(of: text).map(\.text)
            // Statements of a session before its first cell have no opener.
            return append(lines, of: name, from: nil)
        case .outdated(let text):
            changedCells.append(name.text)
            let first = text.prefix { $0 != "\n" }
            if first.hasPrefix("# %%") { opener = String(first) }
        case .none: break
        }
        let lines = Self.lines(of: cell.source)
        switch cell.kind {
        case .code:
            let (code, gaps) = source.take(lines, hasMagics: true)
            leftOut += gaps.map { LeftOut($0, in: name, firstLine: 1) }
            append([opener])
            let safe = SessionText.withoutMarkers(code.joined(separator: "\n"))
            append(Self.lines(of: safe), of: name, from: 1)
        case .markdown, .raw:
            guard !lines.isEmpty else { return }
            append([cell.kind == .markdown ? "# %% [markdown]" : "# %% [raw]"])
            append(lines.map { $0.isEmpty ? "#" : "# \($0)" })
        }
    }

    /// The lines of a source, those at its end that are empty left out.
    private static func lines(of source: String) -> [String] {
        var lines = FileLine.lines(of: source).map(\.text)
        while lines.last?.isBlank == true { lines.removeLast() }
        return lines
    }

    /// The execution counts, where they rise from cell to cell and so can number them; else each code cell's place
    /// among these. None beside cells that have their numbers from a session.
    private static func labels(for cells: [NotebookCell]) -> [Int?] {
        if cells.contains(where: { $0.origin != nil }) { return cells.map { _ in nil } }
        let counts = cells.compactMap(\.executionCount)
        let isRising =
            zip(counts, counts.dropFirst()).allSatisfy(<)
            && counts.allSatisfy { (1...SessionFile.largestLabel).contains($0) } && !counts.isEmpty
        if isRising { return cells.map(\.executionCount) }
        var number = 0
        return cells.map { cell in
            guard cell.isCode else { return nil }
            number += 1
            return number
        }
    }
}

extension NotebookCell {
    /// What stands behind its label in a session.
    fileprivate var sessionTitle: String? {
        var words = title.map { $0.split(whereSeparator: \.isWhitespace).map(String.init) } ?? []
        if tags.contains(Parameters.title), !words.contains(Parameters.title) { words.append(Parameters.title) }
        return words.isEmpty ? nil : words.joined(separator: " ")
    }
}

extension LeftOut {
    init(_ gap: ForeignSource.Gap, in cell: ForeignPlace.CellName?, firstLine: Int) {
        self.init(
            place: ForeignPlace(cell: cell, line: gap.line + firstLine - 1), text: gap.text, lineCount: gap.lineCount,
            reason: gap.reason)
    }
}
