/// A plot as lines of characters.
public struct PlotText {
    let plot: Plot
    let size: PlotSize

    /// The lines, each with its newline; nothing where there is nothing to draw.
    public static func markup(of plot: Plot, size: PlotSize) -> Markup {
        let text = PlotText(plot: plot, size: size)
        switch plot.content {
        case .curves(let series): return text.curves(series)
        case .bars(let bars): return text.bars(bars)
        case .field(let field): return text.field(field)
        }
    }

    // MARK: - Curves and bars

    private func curves(_ series: [Plot.Series]) -> Markup {
        var (x, y) = (PlotExtent(), PlotExtent())
        for series in series {
            x.include(series.places)
            y.include(PlotExtent(of: series.y, areAboveZero: plot.isLogarithmic))
        }
        guard !x.isEmpty, !y.isEmpty else { return "" }
        let legend = series.count > 1 ? self.legend(series) : []
        return framed(
            x: PlotScale(x), y: PlotScale(y, isLogarithmic: plot.isLogarithmic), above: legend
        ) { tracer in
            var lines = 0
            for (index, series) in series.enumerated() {
                tracer.draw(series, index: index, line: lines)
                if series.mark == .line { lines += 1 }
            }
        }
    }

    private func bars(_ bars: Plot.Bars) -> Markup {
        var y = PlotExtent(of: bars.heights, areAboveZero: plot.isLogarithmic)
        if plot.isLogarithmic { y.include(0.5) } else { y.include(0) }
        let x = PlotExtent(of: bars.edges)
        guard !x.isEmpty, !bars.heights.isEmpty else { return "" }
        return framed(x: PlotScale(x), y: PlotScale(y, isLogarithmic: plot.isLogarithmic), above: []) { $0.draw(bars) }
    }

    /// What each series is drawn with, and its name; as many lines as that takes.
    private func legend(_ series: [Plot.Series]) -> [Markup] {
        var lines: [Markup] = []
        var lineCount = 0
        for (index, series) in series.enumerated() {
            var entry = Markup()
            if size.isASCII {
                entry.append("\(PlotCanvas.letter(of: index))", .series(index))
            } else if series.mark == .points {
                entry.append("⠌⠡", .series(index))
            } else {
                entry += sample(of: index, line: lineCount)
            }
            if series.mark == .line { lineCount += 1 }
            entry.append(" \(series.name)")
            if let last = lines.last, last.displayWidth + 3 + entry.displayWidth <= size.columns {
                lines[lines.count - 1] = last + "   " + entry
            } else {
                lines.append(entry)
            }
        }
        return lines.map { $0.cut(toColumns: size.columns) }
    }

    /// A short piece of a series' line.
    private func sample(of index: Int, line: Int) -> Markup {
        var extent = PlotExtent()
        extent.include(0)
        extent.include(1)
        let scale = PlotScale(extent)
        var tracer = PlotTracer(PlotCanvas(columns: 4, rows: 1, isASCII: false), x: scale, y: scale)
        tracer.draw(Plot.Series("", x: [0, 1], y: [0.5, 0.5]), index: index, line: line)
        return tracer.canvas.line(0)
    }

    private func framed(
        x: PlotScale, y: PlotScale, above: [Markup], draw: (inout PlotTracer) -> Void
    ) -> Markup {
        let rows = plotRows(above: above)
        let yTicks = PlotTicks(y, most: max(rows / 3, 2)).ticks
        let labelWidth = self.labelWidth(yTicks.map(\.label))
        let columns = plotColumns(labelWidth)
        var tracer = PlotTracer(PlotCanvas(columns: columns, rows: rows, isASCII: size.isASCII), x: x, y: y)
        draw(&tracer)
        let canvas = tracer.canvas
        let dotsAbove = canvas.isASCII ? 1 : 4
        let dotsBeside = canvas.isASCII ? 1 : 2
        let rowLabels = yTicks.compactMap { tick in
            y.pixel(of: tick.value, last: canvas.height - 1).map {
                PlotFrame.Label(place: rows - 1 - $0 / dotsAbove, text: tick.label)
            }
        }
        let columnLabels = PlotFrame.fitting(columns: columns, labelWidth: labelWidth) { most in
            PlotTicks(x, most: most).ticks.compactMap { tick in
                x.pixel(of: tick.value, last: canvas.width - 1).map {
                    PlotFrame.Label(place: $0 / dotsBeside, text: tick.label)
                }
            }
        }
        return PlotFrame(
            lines: (0..<rows).map(canvas.line), above: above + heading, rowLabels: rowLabels,
            columnLabels: columnLabels, labelWidth: labelWidth, columns: columns, xLabel: xLabel, isASCII: size.isASCII
        ).markup
    }

    // MARK: - Room

    /// What the vertical axis measures, above it.
    var heading: [Markup] {
        plot.yLabel.isEmpty || size.rows < 11 ? [] : [Markup(plot.yLabel, .axis).cut(toColumns: size.columns)]
    }

    /// What the horizontal axis measures, where there is room for it.
    var xLabel: String { size.rows < 11 ? "" : plot.xLabel }

    /// How many rows are left to draw in, beside the axis, its labels and what stands above.
    func plotRows(above: [Markup]) -> Int {
        max(size.rows - above.count - heading.count - 2 - (xLabel.isEmpty ? 0 : 1), 2)
    }

    /// How wide the labels on the left are; 0 where there is no room for them.
    func labelWidth(_ labels: [String]) -> Int {
        let width = labels.map(\.count).max() ?? 0
        return size.columns - width - 2 >= 8 ? width : 0
    }

    func plotColumns(_ labelWidth: Int) -> Int { max(size.columns - labelWidth - (labelWidth > 0 ? 2 : 1), 1) }
}
