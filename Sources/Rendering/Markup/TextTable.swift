internal import Kernels

/// A table of aligned columns, separated by two blanks.
public struct TextTable: Sendable {
    /// The alignment of a column's cells.
    public enum Alignment: Sendable { case left, right }

    /// A column: its title and alignment.
    public struct Column: Sendable {
        /// The heading of the column; no headings are shown if all are empty.
        public var title: String
        /// The alignment of the cells.
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

    /// Adds a row; missing cells are empty, extra ones are dropped.
    public mutating func append(_ cells: [Markup]) {
        rows.append(columns.indices.map { $0 < cells.count ? cells[$0] : "" })
    }

    /// The lines without a final newline or trailing blanks; empty if there are no rows.
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
            // After an interruption the widths may cover only some of the rows.
            let padding = max(widths[column] - cell.displayWidth, 0)
            if columns[column].alignment == .right { pending += padding }
            // Padding is added only before a further cell, so that no line ends in blanks.
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
