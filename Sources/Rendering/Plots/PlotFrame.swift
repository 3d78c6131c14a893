internal import Platform

/// The axes around a drawing, with their labels.
struct PlotFrame {
    /// A label beside a row, or below a column.
    struct Label: Equatable {
        let place: Int
        let text: String
    }

    /// The rows of the drawing.
    let lines: [Markup]
    /// The lines above it.
    let above: [Markup]
    let rowLabels, columnLabels: [Label]
    /// How wide the labels on the left are; 0 for none.
    let labelWidth: Int
    let columns: Int
    let xLabel: String
    let isASCII: Bool

    /// The columns left of the drawing.
    private var margin: Int { labelWidth > 0 ? labelWidth + 2 : 1 }

    var markup: Markup {
        var page = Markup()
        for line in above { page += line.withoutTrailingBlanks + "\n" }
        for (row, line) in lines.enumerated() {
            page += edge(of: row)
            page += line.withoutTrailingBlanks
            page.append("\n")
        }
        page.append(String(repeating: " ", count: margin - 1) + axis + "\n", .axis)
        let labels = Self.line(of: columnLabels, columns: margin + columns, margin: margin)
        if !labels.isEmpty { page.append(labels + "\n", .axis) }
        if !xLabel.isEmpty {
            let blanks = max(margin + (columns - DisplayWidth.columns(of: xLabel)) / 2, 0)
            page += Markup(String(repeating: " ", count: blanks) + xLabel, .axis).cut(toColumns: margin + columns)
            page.append("\n")
        }
        return page
    }

    private func edge(of row: Int) -> Markup {
        let label = rowLabels.first { $0.place == row }
        let mark = label == nil ? (isASCII ? "|" : "│") : (isASCII ? "+" : "┤")
        guard labelWidth > 0 else { return Markup(mark, .axis) }
        let text = label?.text ?? ""
        return Markup(String(repeating: " ", count: labelWidth - text.count) + text + " " + mark, .axis)
    }

    private var axis: String {
        var marks = [Character](repeating: isASCII ? "-" : "─", count: columns)
        for label in columnLabels where marks.indices.contains(label.place) { marks[label.place] = isASCII ? "+" : "┬" }
        return (isASCII ? "+" : "└") + String(marks)
    }

    // MARK: - Labels below

    /// As many labels as have room; `labels` gives those for a number of ticks at the most.
    static func fitting(columns: Int, labelWidth: Int, spacing: Int = 8, labels: (Int) -> [Label]) -> [Label] {
        let margin = labelWidth > 0 ? labelWidth + 2 : 1
        for most in stride(from: max(columns / spacing, 2), through: 2, by: -1) {
            let found = labels(most)
            if starts(of: found, columns: margin + columns, margin: margin) != nil { return found }
        }
        return labels(2).first.map { [$0] } ?? []
    }

    /// Where each label begins, below the middle of its place; nil where they would touch.
    private static func starts(of labels: [Label], columns: Int, margin: Int) -> [Int]? {
        var starts: [Int] = []
        var end = -1
        for label in labels {
            let start = min(max(margin + label.place - label.text.count / 2, 0), columns - label.text.count)
            guard start > end else { return nil }
            starts.append(start)
            end = start + label.text.count
        }
        return starts
    }

    private static func line(of labels: [Label], columns: Int, margin: Int) -> String {
        guard let starts = starts(of: labels, columns: columns, margin: margin) else { return "" }
        var text = ""
        for (start, label) in zip(starts, labels) {
            text += String(repeating: " ", count: max(start - text.count, 0)) + label.text
        }
        return text
    }
}
