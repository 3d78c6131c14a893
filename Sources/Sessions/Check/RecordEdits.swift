/// Changes to the lines of a session file, by the lines (from 1) that it has now.
struct RecordEdits {
    private var deleted: Set<Int> = []
    private var before: [Int: String] = [:]
    private var after: [Int: [String]] = [:]
    /// What follows even what stands in `after`.
    private var behind: [Int: [String]] = [:]

    /// Puts a line of source before another.
    mutating func insert(_ text: String, beforeLine line: Int) { before[line] = text }

    /// Takes a line away.
    mutating func delete(line: Int) { deleted.insert(line) }

    /// Writes the record of a statement anew: where it stands, or right after the statement.
    mutating func replaceRecord(of statement: RecordedStatement, by record: [String]) {
        deleted.formUnion(statement.recordLines)
        after[statement.recordLines.first ?? statement.lastLine] = record.map(RecordText.fileText)
    }

    /// Writes the digests of a cell anew: where they stand, or behind its last statement and what that printed.
    mutating func replaceDigests(of cell: SessionCell, by digests: [DigestLine]) {
        deleted.formUnion(cell.digests.map(\.line))
        guard let last = cell.statements.last else { return }
        let place = cell.digests.last?.line ?? max(last.lastLine, last.recordLines.last ?? 0)
        behind[place] = digests.map(\.text)
    }

    /// The lines of a file with these changes. New lines end as their neighbours do.
    func applied(to old: [FileLine]) -> [FileLine] {
        var lines: [FileLine] = []
        for (index, line) in old.enumerated() {
            let number = index + 1
            let added = (after[number] ?? []) + (behind[number] ?? [])
            let ending = line.ending != .none ? line.ending : old.count > 1 ? old[0].ending : .newline
            if let text = before[number] { lines.append(FileLine(text, ending)) }
            if !deleted.contains(number) {
                lines.append(added.isEmpty ? line : FileLine(line.text, ending))
            }
            lines += added.map { FileLine($0, ending) }
        }
        return lines
    }
}
