internal import Platform
public import Syntax

/// The text of diagnostics.
public enum DiagnosticText {
    /// A diagnostic as shown on the screen, without a final newline:
    /// ```
    /// error: there is no w_tru
    ///   at lesson.session:12:9
    ///   y = x @ w_tru
    ///           ^~~~~ did you mean w_true (5, 1)?
    ///   a note
    /// ```
    /// The line with `at` appears if the diagnostic has an origin. An origin that ends in a line number
    /// (`lesson.session:12`) is where the source begins; it becomes the range's own line and column.
    ///
    /// - Parameters:
    ///   - source: the cell that ran, for diagnostics without a source of their own.
    ///   - columns: the screen width, at which lines are wrapped between words; nil for no wrapping.
    public static func markup(for diagnostic: Diagnostic, source: String, columns: Int? = nil) -> Markup {
        let columns = columns.map { max($0, 20) }
        var lines = heading(diagnostic, columns)
        let text = diagnostic.source ?? source
        let excerpt = diagnostic.range.flatMap {
            text.isEmpty ? nil : SourceExcerpt(text, $0, width: min(SourceExcerpt.width, (columns ?? .max) - 2))
        }
        if let origin = diagnostic.origin {
            lines.append("  at \(place(origin, excerpt, in: text))")
        }
        if let excerpt {
            lines.append("  \(excerpt.text)")
            lines += underline(excerpt, label: diagnostic.label, columns)
        } else if let label = diagnostic.label {
            lines += wrapped(label, columns).map { "  \($0, .hint)" }
        }
        for note in diagnostic.notes {
            for line in note.split(separator: "\n", omittingEmptySubsequences: false) {
                lines += wrapped(String(line), columns).map { "  \($0)" }
            }
        }
        return Markup.joined(lines, separator: "\n")
    }

    /// A line indented by two columns, wrapped as needed.
    private static func wrapped(_ line: String, _ columns: Int?) -> [String] {
        let text = Markup.escaped(line)
        guard let columns, DisplayWidth.columns(of: text) + 2 > columns else { return [line] }
        return TextFlow.wrapped(text, width: columns - 2)
    }

    private static func heading(_ diagnostic: Diagnostic, _ columns: Int?) -> [Markup] {
        let style: Style =
            switch diagnostic.severity {
            case .error: .error
            case .warning: .warning
            case .note: .note
            }
        let severity = diagnostic.severity.rawValue + ":"
        let text = Markup.escaped("\(severity) \(diagnostic.message)")
        guard let columns, DisplayWidth.columns(of: text) > columns else {
            return ["\(severity, style) \(diagnostic.message)"]
        }
        let lines = TextFlow.wrapped(text, width: columns, hanging: 2)
        guard let first = lines.first else { return [] }
        return ["\(severity, style)\(first.dropFirst(severity.count))"] + lines.dropFirst().map { Markup($0) }
    }

    /// `In [3], line 2:` or `lesson.session:13:5`.
    private static func place(_ origin: String, _ excerpt: SourceExcerpt?, in source: String) -> String {
        if let colon = origin.lastIndex(of: ":"), let base = Int(origin[origin.index(after: colon)...]) {
            guard let excerpt else { return origin }
            return "\(origin[..<colon]):\(base + excerpt.line - 1):\(excerpt.column)"
        }
        guard let excerpt else { return origin }
        let hasLines = source.utf8.dropLast().contains(UInt8(ascii: "\n"))
        return hasLines ? "\(origin), line \(excerpt.line):" : "\(origin):"
    }

    /// The underline with its label after it, or below if there is no room.
    private static func underline(_ excerpt: SourceExcerpt, label: String?, _ columns: Int?) -> [Markup] {
        var line = Markup("  " + String(repeating: " ", count: excerpt.underlineStart))
        line.append("^" + String(repeating: "~", count: excerpt.underlineLength - 1), .underline)
        guard let label else { return [line] }
        if line.displayWidth + 1 + DisplayWidth.columns(of: label) > columns ?? .max {
            return [line] + wrapped(label, columns).map { "  \($0, .hint)" }
        }
        return [line + " \(label, .hint)"]
    }
}

/// The source line in which a range begins, ready to be underlined.
struct SourceExcerpt {
    /// The most columns of a line before it is truncated, if the screen is wide enough.
    static let width = 100
    /// Columns kept before the range when the start of its line is cut off.
    private static let context = 30
    private static let tabWidth = 4

    /// A character as displayed.
    private struct Cell {
        var text: String
        var columns: Int
        var offset: Int
    }

    /// Counted from 1.
    let line: Int
    /// Counted from 1, in characters.
    let column: Int
    /// The line as displayed: tabs expanded, control characters escaped, truncated to the width.
    let text: String
    /// The column of ``text`` where the range begins, counted from 0.
    let underlineStart: Int
    /// The columns to underline, at least 1.
    let underlineLength: Int

    /// Finds the range in the source; a range past its end refers to the end.
    ///
    /// - Parameter width: the most columns of the line before it is truncated.
    init(_ source: String, _ range: SourceRange, width: Int = SourceExcerpt.width) {
        let bytes = Array(source.utf8)
        var start = min(max(range.start, 0), bytes.count)
        // Something missing at the end of the source is reported at the end of the last nonblank line.
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

    /// Truncates a long line to a window that contains the start of the range.
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
