internal import Kernels

/// A table of aligned columns, two blanks between them.
public struct TextTable: Sendable {
    /// On which side a column's cells are flush.
    public enum Alignment: Sendable { case left, right }

    /// A column: its title and alignment.
    public struct Column: Sendable {
        /// Stands above the cells; none of the titles are shown when all are empty.
        public var title: String
        /// On which side the cells are flush.
        public var alignment: Alignment

        /// Makes a column.
        public init(_ title: String = "", _ alignment: Alignment = .left) {
            self.title = title
            self.alignment = alignment
        }
    }

    private let columns: [Column]
    private var rows: [[Markup]] = []

    /// Makes a table without rows.
    public init(_ columns: [Column]) { self.columns = columns }

    /// Adds a row; cells that are missing are empty, those beyond the columns are left out.
    public mutating func append(_ cells: [Markup]) {
        rows.append(columns.indices.map { $0 < cells.count ? cells[$0] : "" })
    }

    /// The lines without a last newline, nor blanks at their ends; empty when there are no rows.
    public var markup: Markup {
        guard !rows.isEmpty else { return "" }
        var lines = rows
        if columns.contains(where: { !$0.title.isEmpty }) {
            lines.insert(columns.map { Markup($0.title, .heading) }, at: 0)
        }
        let widths = columns.indices.map { column in lines.polled(work: 64).map { $0[column].displayWidth }.max() ?? 0 }
        return Markup.joined(lines.lazy.map { line($0, widths: widths) }, separator: "\n")
    }

    private func line(_ cells: [Markup], widths: [Int]) -> Markup {
        var line = Markup()
        var pending = 0
        for (column, cell) in cells.enumerated() {
            // Of interrupted work the widths may be those of fewer rows.
            let padding = max(widths[column] - cell.displayWidth, 0)
            if columns[column].alignment == .right { pending += padding }
            // Blanks wait for a cell to their right, so that none end the line.
            if !cell.isEmpty {
                line.append(String(repeating: " ", count: pending))
                line += column == cells.count - 1 ? cell.withoutTrailingBlanks : cell
                pending = 0
            }
            if columns[column].alignment == .left { pending += padding }
            pending += 2
        }
        return line
    }
}
