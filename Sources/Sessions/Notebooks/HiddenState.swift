/// What the execution counts of a notebook say against it: outputs that its cells, run in order, may not give.
public enum HiddenState: Sendable, Equatable {
    /// Something ran before the first cell did.
    case before(ForeignPlace.CellName, count: Int)
    /// These counts have no cell: it was run again, changed or taken out after others ran.
    case missing(ClosedRange<Int>, before: ForeignPlace.CellName)
    /// A cell ran before the one above it.
    case outOfOrder(ForeignPlace.CellName, above: ForeignPlace.CellName)
    /// Two cells have one count: they ran in different kernels.
    case twice(Int, ForeignPlace.CellName, ForeignPlace.CellName)
    /// A cell has not run since the notebook was opened, though others have.
    case notRun(ForeignPlace.CellName)

    /// Reads the counts of cells in order, those without source left out.
    static func found(in cells: [ForeignPlace.CellName]) -> [HiddenState] {
        guard cells.contains(where: { $0.executionCount != nil }) else { return [] }
        var found: [HiddenState] = []
        var last: (cell: ForeignPlace.CellName, count: Int)?
        var seen: [Int: ForeignPlace.CellName] = [:]
        let all = Set(cells.compactMap(\.executionCount))
        for cell in cells {
            guard let count = cell.executionCount else {
                found.append(.notRun(cell))
                continue
            }
            if let other = seen[count] {
                found.append(.twice(count, other, cell))
            } else if let last, count < last.count {
                found.append(.outOfOrder(cell, above: last.cell))
            } else if last == nil, count > 1, !all.contains(where: { $0 < count }) {
                found.append(.before(cell, count: count))
            } else if let last {
                // What ran further down is told there.
                let gap = last.count + 1..<max(count, last.count + 1)
                if !gap.isEmpty, !gap.contains(where: all.contains) {
                    found.append(.missing(gap.lowerBound...gap.upperBound - 1, before: cell))
                }
            }
            seen[count] = cell
            last = (cell, count)
        }
        return found
    }
}
