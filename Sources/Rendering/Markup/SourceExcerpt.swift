internal import Platform
internal import Syntax

/// The line of a source that a range begins in, ready to be underlined.
struct SourceExcerpt {
    /// Columns that a line may take before it is cut, where the screen has them.
    static let width = 100
    /// Columns kept before the range when the beginning of its line is cut off.
    private static let context = 30
    private static let tabWidth = 4

    /// A character as it is shown.
    private struct Cell {
        var text: String
        var columns: Int
        var offset: Int
    }

    /// Counted from 1.
    let line: Int
    /// Counted from 1, in characters.
    let column: Int
    /// The line as shown: tabs expanded, control characters escaped, cut to the width.
    let text: String
    /// The column of ``text`` that the range begins in, counted from 0.
    let underlineStart: Int
    /// The columns to underline, at least 1.
    let underlineLength: Int

    /// Finds the range in the source; a range behind its end stands for the end.
    ///
    /// - Parameter width: the columns that the line may take before it is cut.
    init(_ source: String, _ range: SourceRange, width: Int = SourceExcerpt.width) {
        let bytes = Array(source.utf8)
        var start = min(max(range.start, 0), bytes.count)
        // What is missing at the end of the source is missing behind its last line that isn't empty.
        if start == bytes.count {
            while start > 0, bytes[start - 1] == UInt8(ascii: "\n") || bytes[start - 1] == UInt8(ascii: "\r") {
                start -= 1
            }
        }
        while start > 0, start < bytes.count, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        let newline = UInt8(ascii: "\n")
        let lineStart = bytes[..<start].lastIndex(of: newline).map { $0 + 1 } ?? 0
        var lineEnd = bytes[start...].firstIndex(of: newline) ?? bytes.count
        if lineEnd > start, bytes[lineEnd - 1] == UInt8(ascii: "\r") { lineEnd -= 1 }
        let cells = Self.cells(of: bytes[lineStart..<lineEnd])
        line = bytes[..<lineStart].count { $0 == newline } + 1
        column = cells.count { $0.offset < start } + 1
        let first = cells.firstIndex { $0.offset >= start } ?? cells.count
        let last = cells.firstIndex { $0.offset >= max(range.end, start + 1) } ?? cells.count
        (text, underlineStart, underlineLength) = Self.window(of: cells, first..<max(first, last), width: width)
    }

    private static func cells(of line: ArraySlice<UInt8>) -> [Cell] {
        var cells: [Cell] = []
        var offset = line.startIndex
        var columns = 0
        for scalar in String(decoding: line, as: UTF8.self).unicodeScalars {
            let text =
                scalar == "\t"
                ? String(repeating: " ", count: tabWidth - columns % tabWidth) : Markup.escaped(String(scalar))
            let width = DisplayWidth.columns(of: text)
            cells.append(Cell(text: text, columns: width, offset: offset))
            columns += width
            offset += UTF8.width(scalar)
        }
        return cells
    }

    /// Cuts a long line to a window that holds the beginning of the range.
    private static func window(of cells: [Cell], _ range: Range<Int>, width: Int) -> (
        String, start: Int, length: Int
    ) {
        let context = min(context, width / 3)
        func columns(_ cells: ArraySlice<Cell>) -> Int { cells.reduce(0) { $0 + $1.columns } }
        var from = 0
        var to = cells.count
        if columns(cells[...]) > width {
            if columns(cells[..<range.upperBound]) >= width {
                from = range.lowerBound
                while from > 0, columns(cells[from - 1..<range.lowerBound]) <= context { from -= 1 }
            }
            let available = width - (from > 0 ? 1 : 0)
            var taken = 0
            to = from
            while to < cells.count, taken + cells[to].columns < available {
                taken += cells[to].columns
                to += 1
            }
        }
        let text =
            (from > 0 ? "…" : "") + cells[from..<to].map(\.text).joined() + (to < cells.count ? "…" : "")
        let start = (from > 0 ? 1 : 0) + columns(cells[from..<max(from, min(range.lowerBound, to))])
        let shown = range.clamped(to: from..<to)
        return (text, start, max(1, min(columns(cells[shown]), width - start)))
    }
}
