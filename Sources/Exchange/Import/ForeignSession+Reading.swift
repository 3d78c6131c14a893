public import Interpreter
internal import Sessions
internal import Syntax

extension ForeignSession {
    /// Converts a notebook to a session.
    ///
    /// - Parameter isToRun: whether it runs right away, and stops at code that isn't in the language.
    public init(_ document: NotebookDocument, table: BuiltinTable, isToRun: Bool = false) {
        self.init(head: document.descent?.head ?? SessionText.head)
        var source = ForeignSource(table: table, isToRun: isToRun)
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
        if !isToRun { leaveOutMistakes(commands: table.commands) }
    }

    private mutating func append(
        _ cell: NotebookCell, _ name: ForeignPlace.CellName, label: Int?, _ source: inout ForeignSource
    ) {
        var opener = "# %%" + (label.map { " [\($0)]" } ?? "") + (cell.sessionTitle.map { " \($0)" } ?? "")
        switch cell.sessionText {
        case .current(let text):
            var lines = FileLine.lines(of: text).map(\.text)
            // Tags may have been added in Jupyter.
            if let first = lines.first, first.hasPrefix("# %%") { lines[0] = CellTitle.adding(cell.tags, to: first) }
            // Statements before the first cell of a session have no opener.
            return append(lines, of: name, from: nil)
        case .outdated(let text):
            changedCells.append(name.text)
            let first = text.prefix { $0 != "\n" }
            if first.hasPrefix("# %%") { opener = CellTitle.adding(cell.tags, to: String(first)) }
        case .none: break
        }
        let lines = Self.lines(of: cell.source)
        switch cell.kind {
        case .code:
            let taken = source.take(lines, hasMagics: true)
            leftOut += taken.gaps.map { LeftOut($0, in: name, firstLine: 1) }
            append([opener])
            let safe = SessionText.withoutMarkers(taken.lines.joined(separator: "\n"))
            append(Self.lines(of: safe), of: name, from: 1, isMuted: taken.isMuted)
        case .markdown, .raw:
            guard !lines.isEmpty else { return }
            let mark = cell.kind == .markdown ? "# %% [markdown]" : "# %% [raw]"
            append([cell.tags.isEmpty ? mark : "\(mark) \(CellTitle.text(of: cell.tags))"])
            append(lines.map(CommentedText.line))
        }
    }

    /// The lines of a source, without empty lines at its end.
    private static func lines(of source: String) -> [String] {
        var lines = FileLine.lines(of: source).map(\.text)
        while lines.last?.isBlank == true { lines.removeLast() }
        return lines
    }

    /// The execution counts if they increase from cell to cell and so can serve as numbers; otherwise the position of
    /// each code cell. None if other cells have numbers from a session.
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
    /// The text after the cell's label in a session.
    fileprivate var sessionTitle: String? {
        var words = title.map { $0.split(whereSeparator: \.isWhitespace).map(String.init) } ?? []
        let marks = [Parameters.title, SessionCell.mayFailTitle]
        for mark in marks where tags.contains(mark) && !words.contains(mark) { words.append(mark) }
        let others = tags.filter { !marks.contains($0) }
        if !others.isEmpty { words.append(CellTitle.text(of: others)) }
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

extension ForeignSession {
    /// Converts a Python script to a session, in the percent format (`# %%` opens a cell), as written by nbconvert
    /// (`# In[3]:`), or plain.
    public init(script: String, table: BuiltinTable) {
        self.init(head: "")
        var lines = FileLine.lines(of: script).map(\.text)
        if !lines.contains(where: Self.isOpener) { lines = lines.map { Self.percentOpener($0) ?? $0 } }
        let sections = Self.sections(of: lines)
        appendHead(lines[sections[0]])
        var source = ForeignSource(table: table, isToRun: false)
        for section in sections where !section.isEmpty { append(lines, section, &source) }
        hiddenState = HiddenState.found(in: Self.labels(of: lines, sections))
        leaveOutMistakes(commands: table.commands)
    }

    /// Begins with the head stored in the script, or the default one.
    private mutating func appendHead(_ lines: ArraySlice<String>) {
        let carried = lines.compactMap(CarriedCell.carriedLine)
        append(carried.isEmpty ? FileLine.lines(of: SessionText.head).map(\.text) : carried)
    }

    private mutating func append(_ lines: [String], _ section: Range<Int>, _ source: inout ForeignSource) {
        var body = lines[section]
        let opener = Self.isOpener(lines[section.lowerBound]) ? body.removeFirst() : nil
        if let (carried, count) = CarriedCell.read(body) {
            body = body.dropFirst(count)
            if carried.holds(for: body) {
                return append(FileLine.lines(of: carried.text).map(\.text), of: nil, from: nil)
            }
            changedCells.append("the cell at line \(section.lowerBound + 1)")
        }
        // The head is already written, and an outdated stored line isn't a comment of the user's.
        if opener == nil { body = body.drop { Self.isHead($0) } }
        while body.last?.isBlank == true { body.removeLast() }
        while body.first?.isBlank == true { body.removeFirst() }
        if let opener { append([opener]) }
        if let opener, CellTitle(opener).kind != .code, let text = CommentedText.quoted(in: body) {
            return append(text.map(CommentedText.line))
        }
        let taken = source.take(Array(body), hasMagics: false)
        leftOut += taken.gaps.map { LeftOut($0, in: nil, firstLine: body.startIndex + 1) }
        append(taken.lines, of: nil, from: body.startIndex + 1)
    }

    private static func isHead(_ line: String) -> Bool {
        line.hasPrefix("#!") || line.hasPrefix("# descent ") || CarriedCell.carriedLine(line) != nil
    }

    // MARK: - Sections

    private static func isOpener(_ line: String) -> Bool {
        for opener in ["# %%", "#%%"] where line.hasPrefix(opener) {
            let rest = line.dropFirst(opener.count)
            return rest.isEmpty || rest.first == " " || rest.first == "\t"
        }
        return false
    }

    /// `# %% [3]` for nbconvert's `# In[3]:`.
    private static func percentOpener(_ line: String) -> String? {
        guard line.hasPrefix("# In["), line.hasSuffix("]:") else { return nil }
        let count = line.dropFirst("# In[".count).dropLast("]:".count)
        return Int(count).map { "# %% [\($0)]" } ?? (count == " " ? "# %%" : nil)
    }

    /// The lines (from 0) before the first opener, and those of each cell with its opener.
    private static func sections(of lines: [String]) -> [Range<Int>] {
        var scanner = UnfinishedText()
        var starts = [0]
        for (index, line) in lines.enumerated() {
            if !scanner.isInsideString, isOpener(line) {
                scanner = UnfinishedText()
                starts.append(index)
            } else {
                scanner.take(line)
            }
        }
        return zip(starts, starts.dropFirst() + [lines.count]).map { $0..<$1 }
    }

    /// The cells whose openers have numbers, like a notebook's execution counts: `# %% [6]`.
    private static func labels(of lines: [String], _ sections: [Range<Int>]) -> [ForeignPlace.CellName] {
        sections.dropFirst().enumerated().compactMap { index, section in
            let text = lines[section.lowerBound]
            guard let start = text.firstIndex(of: "["), let end = text.firstIndex(of: "]"), start < end,
                let count = Int(text[start...].dropFirst().prefix(while: { $0 != "]" }))
            else { return nil }
            return ForeignPlace.CellName(position: index + 1, executionCount: count)
        }
    }
}
