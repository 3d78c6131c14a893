internal import Kernels

extension PlotText {
    /// A matrix, or numbers over a plane, as shaded cells with their scale above.
    func field(_ field: Plot.Field) -> Markup {
        let extent = PlotExtent(of: field.values, areAboveZero: plot.isLogarithmic)
        guard field.rows > 0, field.columns > 0, !extent.isEmpty else { return "" }
        let scale = PlotScale(extent, isLogarithmic: plot.isLogarithmic)
        let above = key(extent, field).map { $0.cut(toColumns: size.columns) }
        let most = plotRows(above: above)
        let isCounted = field.x == nil
        // A counted row takes as many rows as make its cells about square.
        let height = isCounted ? max(min(most / field.rows, 3), 1) : 1
        let rows = isCounted ? min(field.rows * height, most) : most
        let yScale = field.y.map { PlotScale(PlotExtent(over: $0)) }
        let rowTicks = yScale.map { PlotTicks($0, most: max(rows / 3, 2)) } ?? .init(counting: field.rows, most: rows)
        let labelWidth = self.labelWidth(rowTicks.ticks.map(\.label))
        let room = plotColumns(labelWidth)
        let columns = isCounted ? min(field.columns * max(min(room / field.columns, 2 * height), 1), room) : room
        var cells = shaded(field, scale, rows: rows, columns: columns)
        mark(field, in: &cells)
        let rowLabels = rowTicks.ticks.compactMap { tick -> PlotFrame.Label? in
            let place = yScale.map { ($0.pixel(of: tick.value, last: rows - 1) ?? 0) }.map { rows - 1 - $0 }
            return .init(place: place ?? (2 * Int(tick.value) + 1) * rows / (2 * field.rows), text: tick.label)
        }
        let columnLabels = PlotFrame.fitting(columns: columns, labelWidth: labelWidth, spacing: isCounted ? 2 : 8) {
            most in
            if let range = field.x {
                let scale = PlotScale(PlotExtent(over: range))
                return PlotTicks(scale, most: most).ticks.compactMap { tick in
                    scale.pixel(of: tick.value, last: columns - 1).map { .init(place: $0, text: tick.label) }
                }
            }
            return PlotTicks(counting: field.columns, most: most).ticks.map {
                .init(place: (2 * Int($0.value) + 1) * columns / (2 * field.columns), text: $0.label)
            }
        }
        return PlotFrame(
            lines: cells.map { row in Markup.joined(row, separator: "") }, above: above + heading,
            rowLabels: rowLabels, columnLabels: columnLabels, labelWidth: labelWidth, columns: columns, xLabel: xLabel,
            isASCII: size.isASCII
        ).markup
    }

    // MARK: - Shades

    private static let blocks = ["░", "░", "▒", "▒", "▓", "▓", "█", "█"]
    private static let asciiBlocks = [".", ":", "-", "=", "+", "*", "#", "@"]

    private func cell(_ level: Int) -> Markup {
        Markup(size.isASCII ? Self.asciiBlocks[level] : Self.blocks[level], .shade(level))
    }

    /// From the least number to the greatest, and what the marks mean, in a line of their own where that is too long.
    private func key(_ extent: PlotExtent, _ field: Plot.Field) -> [Markup] {
        var key = Markup(PlotNumber.text(extent.low) + " ")
        for level in 0..<Style.shadeCount { key += cell(level) }
        key.append(" " + PlotNumber.text(extent.high))
        if field.values.polled().contains(where: { !$0.isFinite }) { key.append("   \(missing) not finite") }
        let kinds: [(Plot.Field.Mark.Kind, String)] = [(.present, "here"), (.path, "the way"), (.lowest, "least")]
        let marks = Markup.joined(
            kinds.filter { kind in field.marks.contains { $0.kind == kind.0 } }
                .map { Markup("\(symbol(of: $0.0)) \($0.1)", .heading) }, separator: "   ")
        if marks.isEmpty { return [key] }
        let isShort = key.displayWidth + 3 + marks.displayWidth <= size.columns
        return isShort ? [key + "   " + marks] : [key, marks]
    }

    private var missing: String { size.isASCII ? "?" : "×" }

    private func symbol(of kind: Plot.Field.Mark.Kind) -> String {
        switch kind {
        case .path: size.isASCII ? "o" : "•"
        case .present: size.isASCII ? "O" : "◉"
        case .lowest: size.isASCII ? "X" : "✕"
        }
    }

    /// The cells of the drawing: each shows the number there, or the mean of those that share it.
    private func shaded(_ field: Plot.Field, _ scale: PlotScale, rows: Int, columns: Int) -> [[Markup]] {
        (0..<rows).map { row in
            (0..<columns).map { column in
                let value = field.mean(
                    rows: PlotText.share(row, of: rows, in: field.rows),
                    columns: PlotText.share(column, of: columns, in: field.columns))
                let place = scale.position(of: value)
                guard place.isFinite else { return Markup(missing) }
                return cell(min(max(Int(place * Double(Style.shadeCount)), 0), Style.shadeCount - 1))
            }
        }
    }

    /// The places among `count` that one of `parts` parts shows, one at least.
    private static func share(_ part: Int, of parts: Int, in count: Int) -> Range<Int> {
        let start = part * count / parts
        return start..<max((part + 1) * count / parts, start + 1)
    }

    private func mark(_ field: Plot.Field, in cells: inout [[Markup]]) {
        guard let x = field.x, let y = field.y, let columns = cells.first?.count else { return }
        let (xScale, yScale) = (PlotScale(PlotExtent(over: x)), PlotScale(PlotExtent(over: y)))
        let rank: [Plot.Field.Mark.Kind] = [.path, .lowest, .present]
        for kind in rank {
            for mark in field.marks where mark.kind == kind {
                guard let column = xScale.pixel(of: mark.x, last: columns - 1),
                    let row = yScale.pixel(of: mark.y, last: cells.count - 1)
                else { continue }
                cells[cells.count - 1 - row][column] = Markup(symbol(of: kind), .heading)
            }
        }
    }
}

extension PlotExtent {
    init(over range: ClosedRange<Double>) {
        self.init()
        include(range.lowerBound)
        include(range.upperBound)
    }
}

extension Plot.Field {
    /// The mean of the finite numbers in a block; nan where there are none.
    func mean(rows: Range<Int>, columns: Range<Int>) -> Double {
        // There are many blocks, each of few numbers.
        if Interruption.isRequested { return .nan }
        if rows.count == 1, columns.count == 1 { return values[rows.lowerBound * self.columns + columns.lowerBound] }
        var (sum, count) = (0.0, 0.0)
        for row in rows {
            for column in columns.polled() {
                let value = values[row * self.columns + column]
                guard value.isFinite else { continue }
                count += 1
                // A running mean, since a sum could overflow.
                sum += (value - sum) / count
            }
        }
        return count > 0 ? sum : .nan
    }
}
