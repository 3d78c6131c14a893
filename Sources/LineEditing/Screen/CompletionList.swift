/// The candidates of a completion in columns, for below the cell.
struct CompletionList: Sendable {
    let candidates: [Candidate]

    /// The rows of the list, filled downwards; when there are too many for the rows, the last one says how many more.
    func rows(columns: Int, maximum: Int, isStyled: Bool) -> [[Glyph]] {
        let cells = candidates.prefix(Self.most).map { cell($0, columns: columns, isStyled: isStyled) }
        let width = (cells.map(\.width).max() ?? 0) + Self.gap
        let perRow = max(1, (columns - 1 + Self.gap) / max(1, width))
        let needed = (candidates.count + perRow - 1) / perRow
        guard needed > maximum else { return arrange(cells, rows: needed, width: width) }
        let rows = max(0, maximum - 1)
        let shown = min(cells.count, rows * perRow)
        let more = "… and \(candidates.count - shown) more"
        return arrange(Array(cells.prefix(shown)), rows: rows, width: width)
            + [Glyph.line(more, style: isStyled ? Glyph.dim : "")]
    }

    /// Between two columns.
    private static let gap = 3
    /// More than fit any screen are not looked at.
    private static let most = 5_000

    private func cell(_ candidate: Candidate, columns: Int, isStyled: Bool) -> [Glyph] {
        let label = Glyph.line(candidate.label)
        guard !candidate.detail.isEmpty else { return label.fitted(to: columns - 1) }
        let detail = Glyph.line(candidate.detail, style: isStyled ? Glyph.dim : "")
        return (label + [.blank] + detail).fitted(to: columns - 1)
    }

    private func arrange(_ cells: [[Glyph]], rows: Int, width: Int) -> [[Glyph]] {
        (0..<max(0, rows)).map { row in
            var line: [Glyph] = []
            for (column, index) in stride(from: row, to: cells.count, by: max(1, rows)).enumerated() {
                let missing = column * width - line.width
                if missing > 0 { line += Array(repeating: .blank, count: missing) }
                line += cells[index]
            }
            return line
        }
    }
}
