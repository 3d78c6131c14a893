internal import Platform

/// The axes around a drawing, with their labels.
struct TextFrame {
    /// A label next to a row, or below a column.
    struct Label: Equatable {
        let place: Int
        var text: String

        var width: Int { DisplayWidth.columns(of: text) }
    }

    /// The rows of the drawing.
    let lines: [Markup]
    /// The labels on the left, below, and on the right for a second vertical axis.
    let rowLabels, columnLabels: [Label]
    var rightLabels: [Label] = []
    /// The width of the labels on the left; 0 for none.
    let labelWidth: Int
    let columns: Int
    let xLabel: String
    let isASCII: Bool

    /// The width of the margin left of the drawing.
    static func margin(_ labelWidth: Int) -> Int { labelWidth > 0 ? labelWidth + 2 : 1 }

    var markup: [Markup] {
        let margin = Self.margin(labelWidth)
        var page: [Markup] = []
        for (row, line) in lines.enumerated() {
            page.append((edge(of: row) + line + rightEdge(of: row, line)).withoutTrailingBlanks)
        }
        page.append(Markup(String(repeating: " ", count: margin - 1) + axis, .axis))
        let labels = Self.line(of: columnLabels, columns: margin + columns, margin: margin)
        if !labels.isEmpty { page.append(Markup(labels, .axis)) }
        if !xLabel.isEmpty {
            let blanks = max(margin + (columns - DisplayWidth.columns(of: xLabel)) / 2, 0)
            page.append(Markup(String(repeating: " ", count: blanks) + xLabel, .axis).cut(toColumns: margin + columns))
        }
        return page
    }

    private func edge(of row: Int) -> Markup {
        let label = rowLabels.first { $0.place == row }
        let mark = label == nil ? (isASCII ? "|" : "│") : (isASCII ? "+" : "┤")
        guard labelWidth > 0 else { return Markup(mark, .axis) }
        let text = label?.text ?? ""
        let blanks = String(repeating: " ", count: max(labelWidth - DisplayWidth.columns(of: text), 0))
        return Markup(blanks + text + " " + mark, .axis)
    }

    private func rightEdge(of row: Int, _ line: Markup) -> Markup {
        guard !rightLabels.isEmpty else { return "" }
        let label = rightLabels.first { $0.place == row }
        let mark = label == nil ? (isASCII ? "|" : "│") : (isASCII ? "+" : "├")
        return Markup(mark + (label.map { " " + $0.text } ?? ""), .axis)
    }

    private var axis: String {
        var marks = [Character](repeating: isASCII ? "-" : "─", count: columns)
        for label in columnLabels where marks.indices.contains(label.place) { marks[label.place] = isASCII ? "+" : "┬" }
        return (isASCII ? "+" : "└") + String(marks)
    }

    // MARK: - Labels below

    /// As many labels as fit; `labels` makes them for at most a given number of ticks.
    static func fitting(columns: Int, labelWidth: Int, spacing: Int = 8, labels: (Int) -> [Label]) -> [Label] {
        let margin = margin(labelWidth)
        for most in stride(from: max(columns / spacing, 2), through: 2, by: -1) {
            let found = labels(most)
            if starts(of: found, columns: margin + columns, margin: margin) != nil { return found }
        }
        return labels(2).first.map { [$0] } ?? []
    }

    /// Given labels, truncated to the room between them if they would touch; if that leaves almost nothing, only
    /// every second, fourth … of them.
    static func cut(_ labels: [Label], columns: Int, labelWidth: Int) -> [Label] {
        let margin = margin(labelWidth)
        if starts(of: labels, columns: margin + columns, margin: margin) != nil { return labels }
        let sorted = labels.sorted { $0.place < $1.place }
        let room = zip(sorted, sorted.dropFirst()).map { $1.place - $0.place }.min() ?? columns
        if room >= 4 {
            let cut = sorted.map { label in
                Label(place: label.place, text: Markup(label.text).cut(toColumns: room - 1).plain)
            }
            if starts(of: cut, columns: margin + columns, margin: margin) != nil { return cut }
        }
        guard sorted.count > 1 else { return [] }
        let fewer = sorted.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
        return Self.cut(fewer, columns: columns, labelWidth: labelWidth)
    }

    /// The start of each label, centred below its position; nil if they would touch.
    private static func starts(of labels: [Label], columns: Int, margin: Int) -> [Int]? {
        var starts: [Int] = []
        var end = -1
        for label in labels.sorted(by: { $0.place < $1.place }) {
            let start = min(max(margin + label.place - label.width / 2, 0), columns - label.width)
            guard start > end else { return nil }
            starts.append(start)
            end = start + label.width
        }
        return starts
    }

    private static func line(of labels: [Label], columns: Int, margin: Int) -> String {
        guard let starts = starts(of: labels, columns: columns, margin: margin) else { return "" }
        var (text, width) = ("", 0)
        for (start, label) in zip(starts, labels.sorted { $0.place < $1.place }) {
            let blanks = max(start - width, 0)
            text += String(repeating: " ", count: blanks) + label.text
            width += blanks + label.width
        }
        return text
    }
}
