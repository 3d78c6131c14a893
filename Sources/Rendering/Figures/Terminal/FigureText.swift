internal import Platform

/// A figure as lines of characters.
public enum FigureText {
    /// The lines, each with its newline; empty if there are no axes.
    public static func markup(of figure: Figure, size: FigureSize) -> Markup {
        let places = figure.places
        guard !places.isEmpty else { return "" }
        var lines: [Markup] = []
        if !figure.title.isEmpty, size.rows >= 9 {
            var words = figure.title
            if size.isASCII { words = String(words.map { $0.isASCII ? $0 : "?" }) }
            let title = Markup(words.split(separator: "\n").joined(separator: " "), .heading).cut(
                toColumns: size.columns)
            lines.append(Markup(String(repeating: " ", count: max((size.columns - title.displayWidth) / 2, 0))) + title)
        }
        var room = size
        room.rows -= lines.count
        lines += places.count == 1 ? TerminalPanel(axes: places[0], size: room).lines() : grid(places, room)
        var markup = Markup()
        for line in lines { markup += line.withoutTrailingBlanks + "\n" }
        return size.isASCII ? markup.inASCII : markup
    }

    /// The fewest columns and rows in which axes next to others are readable.
    private static let (leastColumns, leastRows) = (26, 10)

    /// Axes side by side if there is room, otherwise below each other.
    private static func grid(_ places: [[Axes]], _ size: FigureSize) -> [Markup] {
        let widest = places.map { $0[0].place.columnCount }.max() ?? 1
        let tallest = places.map { $0[0].place.rowCount }.max() ?? 1
        guard (size.columns - 2 * (widest - 1)) / widest >= leastColumns else {
            var room = size
            room.rows = max(min(size.rows, size.columns * 2 / 5), leastRows)
            return Array(places.map { TerminalPanel(axes: $0, size: room).lines() }.joined(separator: [""]))
        }
        let rows = max(size.rows / tallest, leastRows) * tallest
        var board: [(column: Int, row: Int, lines: [Markup])] = []
        for axes in places {
            let place = axes[0].place
            func edge(_ index: Int, _ count: Int, _ all: Int) -> Int { all * index / max(count, 1) }
            let left = edge(place.columns.lowerBound, place.columnCount, size.columns + 2)
            let right = edge(place.columns.upperBound, place.columnCount, size.columns + 2)
            let top = edge(place.rows.lowerBound, place.rowCount, rows)
            let bottom = edge(place.rows.upperBound, place.rowCount, rows)
            var room = size
            (room.columns, room.rows) = (max(right - left - 2, 1), max(bottom - top, 1))
            board.append((left, top, TerminalPanel(axes: axes, size: room).lines()))
        }
        return joined(board)
    }

    /// Blocks of lines at their places.
    private static func joined(_ blocks: [(column: Int, row: Int, lines: [Markup])]) -> [Markup] {
        let count = blocks.map { $0.row + $0.lines.count }.max() ?? 0
        return (0..<count).map { row in
            var line = Markup()
            for block in blocks.sorted(by: { $0.column < $1.column }) {
                guard block.lines.indices.contains(row - block.row) else { continue }
                line += Markup(String(repeating: " ", count: max(block.column - line.displayWidth, 0)))
                line += block.lines[row - block.row]
            }
            return line
        }
    }
}

extension Markup {
    /// The same with an ASCII character for the ellipsis of truncated text.
    fileprivate var inASCII: Markup {
        var result = Markup()
        for span in spans { result.append(String(span.text.map { $0 == "…" ? "~" : $0 }), span.style) }
        return result
    }
}
