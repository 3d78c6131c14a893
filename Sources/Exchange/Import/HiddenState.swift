/// A discrepancy in a notebook's execution counts: running its cells in order may not reproduce its outputs.
public enum HiddenState: Sendable, Equatable {
    /// No cell has these counts: it was run again, changed or deleted after others ran.
    case missing(ClosedRange<Int>, before: ForeignPlace.CellName)
    /// A cell ran before the one above it.
    case outOfOrder(ForeignPlace.CellName, above: ForeignPlace.CellName)
    /// Two cells have the same count: they ran in different kernels.
    case twice(Int, ForeignPlace.CellName, ForeignPlace.CellName)
    /// A cell hasn't run since the notebook was opened, but others have.
    case notRun(ForeignPlace.CellName)

    /// Finds discrepancies in the counts of cells, given in order and without empty cells.
    static func found(in cells: [ForeignPlace.CellName]) -> [HiddenState] {
        guard cells.contains(where: { $0.executionCount != nil }) else { return [] }
        var found: [HiddenState] = []
        var above: (cell: ForeignPlace.CellName, count: Int)?
        var ran: [Int: ForeignPlace.CellName] = [:]
        for cell in cells {
            guard let count = cell.executionCount else {
                found.append(.notRun(cell))
                continue
            }
            if let other = ran[count] {
                found.append(.twice(count, other, cell))
            } else {
                if let above, count < above.count { found.append(.outOfOrder(cell, above: above.cell)) }
                ran[count] = cell
            }
            above = (cell, count)
        }
        var expected = 1
        for (count, cell) in ran.sorted(by: { $0.key < $1.key }) where count > 0 && count < .max {
            if count > expected { found.append(.missing(expected...count - 1, before: cell)) }
            expected = count + 1
        }
        return found
    }
}

extension HiddenState {
    /// A one-line description.
    public var text: String {
        switch self {
        case .missing(let counts, let cell):
            counts.count == 1
                ? "In [\(counts.lowerBound)] is missing: something ran before \(cell.text) that is gone, or ran again later"
                : "In [\(counts.lowerBound)] to In [\(counts.upperBound)] are missing before \(cell.text): "
                    + "they are gone, or ran again later"
        case .outOfOrder(let cell, let above): "\(cell.text) ran before \(above.text), which stands above it"
        case .twice(let count, let first, let second):
            "two cells ran as In [\(count)], cell \(first.position) and cell \(second.position): in different kernels"
        case .notRun(let cell): "\(cell.text) has not run"
        }
    }
}
