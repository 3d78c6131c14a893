public import Interpreter
internal import Sessions
internal import Syntax

extension ForeignSession {
    /// Makes a session of a Python script, in the percent format (`# %%` opens a cell) or plain, also as nbconvert writes
    /// them (`# In[3]:`).
    public init(script: String, table: BuiltinTable) {
        self.init(head: "")
        var lines = FileLine.lines(of: script).map(\.text)
        if !lines.contains(where: Self.isOpener) { lines = lines.map { Self.percentOpener($0) ?? $0 } }
        let sections = Self.sections(of: lines)
        appendHead(lines[sections[0]])
        var source = ForeignSource(table: table, keepsMistakes: false)
        for section in sections where !section.isEmpty { append(lines, section, &source) }
        hiddenState = HiddenState.found(in: Self.labels(of: lines, sections))
        leaveOutMistakes(commands: table.commands)
    }

    /// Begins with the head that the script carries, or that of every session.
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
        // The head is there already, and a carried line that no longer holds is no comment of the user's.
        if opener == nil { body = body.drop { Self.isHead($0) } }
        while body.last?.isBlank == true { body.removeLast() }
        while body.first?.isBlank == true { body.removeFirst() }
        let (code, gaps) = source.take(Array(body), hasMagics: false)
        leftOut += gaps.map { LeftOut($0, in: nil, firstLine: body.startIndex + 1) }
        if let opener { append([opener]) }
        append(code, of: nil, from: body.startIndex + 1)
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

    /// The cells whose openers have numbers, as a notebook's execution counts: `# %% [6]`.
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
