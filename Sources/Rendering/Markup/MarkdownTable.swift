internal import Markdown
internal import Platform

/// A Markdown table as lines of a screen; columns are as wide as needed, or narrower with wrapped cells.
struct MarkdownTable {
    private let alignments: [MarkdownAlignment]
    private let header: [StyledWords]
    private let rows: [[StyledWords]]
    private let text: MarkdownText

    /// The number of blanks between columns.
    private static let gap = 2
    /// The narrowest column.
    private static let narrowest = 6

    init(
        columns: [MarkdownAlignment], header: [[MarkdownInline]], rows: [[[MarkdownInline]]], text: MarkdownText
    ) {
        alignments = columns
        self.text = text
        self.header = Self.filled(header, to: columns.count).map { text.words(of: $0, .heading) }
        self.rows = rows.map { row in Self.filled(row, to: columns.count).map { text.words(of: $0, .plain) } }
    }

    private static func filled(_ cells: [[MarkdownInline]], to count: Int) -> [[MarkdownInline]] {
        Array(cells.prefix(count)) + Array(repeating: [], count: max(count - cells.count, 0))
    }

    func lines(width: Int) -> [Markup] {
        let gaps = Self.gap * max(alignments.count - 1, 0)
        guard Self.narrowest * alignments.count + gaps <= width else { return list(width: width) }
        let widths = fitting(width - gaps)
        var lines = lines(of: header, widths)
        if text.look != .spoken {
            let columns = widths.reduce(gaps, +)
            lines.append(text.ruler(text.look == .drawn ? "─" : "-", columns))
        }
        for row in rows { lines += self.lines(of: row, widths) }
        return lines
    }

    /// The widths of the columns: as wide as their cells need, with the widest reduced to fit the screen.
    private func fitting(_ room: Int) -> [Int] {
        var widths = alignments.indices.map { column in
            max(([header] + rows).map { $0[column].columns }.max() ?? 0, 1)
        }
        var excess = widths.reduce(0, +) - room
        while excess > 0, let widest = widths.indices.max(by: { widths[$0] < widths[$1] }) {
            let second = widths.indices.filter { $0 != widest }.map { widths[$0] }.max() ?? 0
            let step = min(excess, max(widths[widest] - max(second, Self.narrowest), 1))
            widths[widest] -= step
            excess -= step
        }
        return widths
    }

    private func lines(of cells: [StyledWords], _ widths: [Int]) -> [Markup] {
        let columns = zip(cells, widths).map { $0.lines(width: $1, cutsWords: true) }
        return (0..<(columns.map(\.count).max() ?? 0)).map { row in
            var line = Markup()
            for (column, lines) in columns.enumerated() {
                let cell = row < lines.count ? lines[row] : Markup()
                let free = max(widths[column] - cell.displayWidth, 0)
                let before =
                    switch alignments[column] {
                    case .natural, .left: 0
                    case .center: free / 2
                    case .right: free
                    }
                line.append(String(repeating: " ", count: before + (column > 0 ? Self.gap : 0)))
                line += cell
                line.append(String(repeating: " ", count: free - before))
            }
            return line.withoutTrailingBlanks
        }
    }

    /// Too many columns for the screen: each row becomes a list of headings and cells.
    private func list(width: Int) -> [Markup] {
        var lines: [Markup] = []
        for (index, row) in rows.enumerated() {
            if index > 0 { lines.append("") }
            for (title, cell) in zip(header, row) {
                lines += title.joined(with: ": ", cell).lines(width: width, cutsWords: true)
            }
        }
        return lines
    }
}

extension StyledWords {
    /// Both texts with a separator between them.
    fileprivate func joined(with separator: String, _ other: StyledWords) -> StyledWords {
        var words = self
        words.append(separator, .plain)
        words.append(other)
        return words
    }
}
