internal import Kernels
internal import Platform

extension PlotPicture {
    // MARK: - Curves

    func curves(_ series: [Plot.Series]) -> String {
        var (xExtent, yExtent) = (PlotExtent(), PlotExtent())
        for series in series {
            xExtent.include(series.places)
            yExtent.include(PlotExtent(of: series.y, areAboveZero: plot.isLogarithmic))
        }
        guard !xExtent.isEmpty, !yExtent.isEmpty else { return "" }
        let x = PlotScale(xExtent)
        let y = PlotScale(yExtent, isLogarithmic: plot.isLogarithmic)
        var text = axes(
            x: x, y: y, xTicks: PlotTicks(x, most: 9), yTicks: PlotTicks(y, most: 8), hasGrid: true)
        for (index, series) in series.enumerated() {
            text += series.mark == .line ? line(series, index, x, y) : points(series, index, x, y)
        }
        return text + (series.count > 1 ? legend(series) : "")
    }

    private func line(_ series: Plot.Series, _ index: Int, _ x: PlotScale, _ y: PlotScale) -> String {
        var path = ""
        var isOpen = true
        func add(_ across: Double, _ value: Double) {
            let place = y.position(of: value)
            guard across.isFinite, place.isFinite else {
                isOpen = true
                return
            }
            path += "\(isOpen ? "M" : "L")\(Self.number(Self.across(across))) \(Self.number(Self.up(place)))"
            isOpen = false
        }
        let width = 2 * Int(Self.innerWidth)
        if series.count > 4 * width {
            let columns = PlotColumn.columns(of: series, x: x, isLogarithmic: plot.isLogarithmic, width: width)
            for (place, column) in columns.enumerated() where !column.isEmpty {
                let across = Double(place) / Double(width - 1)
                if column.isBroken { isOpen = true }
                for value in [column.first, column.low, column.high, column.last] { add(across, value) }
            }
        } else {
            for place in (0..<series.count).polled(work: 64) {
                add(x.position(of: series.place(place)), series.y[place])
            }
        }
        let dash = ["", " stroke-dasharray=\"8 4\"", " stroke-dasharray=\"2 4\"", " stroke-dasharray=\"8 4 2 4\""]
        // A line of one point shows by its round ends.
        if path.filter({ $0 == "M" || $0 == "L" }).count == 1 { path += "h0" }
        return "<path class=\"line l\(index % 6)\"\(dash[index % dash.count]) d=\"\(path)\"/>\n"
    }

    private func points(_ series: Plot.Series, _ index: Int, _ x: PlotScale, _ y: PlotScale) -> String {
        // Of points that lie on each other one is enough.
        let (columns, rows) = (Int(Self.innerWidth), Int(Self.innerHeight))
        var isTaken = [Bool](repeating: false, count: columns * rows)
        var text = ""
        for place in (0..<series.count).polled(work: 64) {
            let (across, up) = (x.position(of: series.place(place)), y.position(of: series.y[place]))
            guard across.isFinite, up.isFinite else { continue }
            if series.count > 5000 {
                let cell =
                    min(Int(up * Double(rows)), rows - 1) * columns + min(Int(across * Double(columns)), columns - 1)
                if isTaken[max(cell, 0)] { continue }
                isTaken[max(cell, 0)] = true
            }
            text += "<circle class=\"f\(index % 6)\" cx=\"\(Self.number(Self.across(across)))\" "
            text += "cy=\"\(Self.number(Self.up(up)))\" r=\"\(series.count > 500 ? "1.2" : "2.6")\"/>\n"
        }
        return text
    }

    private func legend(_ series: [Plot.Series]) -> String {
        var text = ""
        var place = Self.left + Self.innerWidth
        for (index, series) in series.enumerated().reversed() {
            // No font is at hand to measure with; letters are about so wide.
            place -= 7.2 * Double(DisplayWidth.columns(of: series.name)) + 12
            text += Self.text(series.name, x: place, y: 22)
            let mark =
                series.mark == .line
                ? "<path class=\"line l\(index % 6)\" d=\"M\(Self.number(place - 26)) 18h20\"/>"
                : "<circle class=\"f\(index % 6)\" cx=\"\(Self.number(place - 14))\" cy=\"18\" r=\"3\"/>"
            text += mark + "\n"
            place -= 32
        }
        return text
    }

    // MARK: - Bars

    func bars(_ bars: Plot.Bars) -> String {
        var yExtent = PlotExtent(of: bars.heights, areAboveZero: plot.isLogarithmic)
        if plot.isLogarithmic { yExtent.include(0.5) } else { yExtent.include(0) }
        let xExtent = PlotExtent(of: bars.edges)
        guard !xExtent.isEmpty, !bars.heights.isEmpty else { return "" }
        let x = PlotScale(xExtent)
        let y = PlotScale(yExtent, isLogarithmic: plot.isLogarithmic)
        var text = axes(x: x, y: y, xTicks: PlotTicks(x, most: 9), yTicks: PlotTicks(y, most: 8), hasGrid: true)
        for (index, height) in bars.heights.enumerated().polled(work: 64)
        where index + 1 < bars.edges.count && height > 0 {
            let start = Self.across(x.position(of: bars.edges[index]))
            let end = Self.across(x.position(of: bars.edges[index + 1]))
            let top = Self.up(y.position(of: height))
            text += "<rect class=\"f0\" x=\"\(Self.number(start + 0.5))\" y=\"\(Self.number(top))\" "
            text += "width=\"\(Self.number(max(end - start - 1, 0.2)))\" "
            text += "height=\"\(Self.number(Self.top + Self.innerHeight - top))\"/>\n"
        }
        return text
    }

    // MARK: - Fields

    /// Cividis (Nuñez, Anderton and Renslow, 2018) at six places.
    private static let shades: [(Double, Double, Double)] = [
        (0, 34, 78), (53, 69, 108), (102, 105, 112), (148, 142, 119), (200, 184, 102), (254, 232, 56),
    ]

    private static func color(_ place: Double) -> String {
        let scaled = min(max(place, 0), 1) * Double(shades.count - 1)
        let index = min(Int(scaled), shades.count - 2)
        let (low, high, part) = (shades[index], shades[index + 1], scaled - Double(index))
        func mixed(_ low: Double, _ high: Double) -> Int { Int((low + (high - low) * part).rounded()) }
        return "rgb(\(mixed(low.0, high.0)),\(mixed(low.1, high.1)),\(mixed(low.2, high.2)))"
    }

    func field(_ field: Plot.Field) -> String {
        let extent = PlotExtent(of: field.values, areAboveZero: plot.isLogarithmic)
        guard !extent.isEmpty, field.rows > 0, field.columns > 0 else { return "" }
        let scale = PlotScale(extent, isLogarithmic: plot.isLogarithmic)
        let (rows, columns) = (min(field.rows, 200), min(field.columns, 200))
        let (width, height) = (Self.innerWidth / Double(columns), Self.innerHeight / Double(rows))
        var text = ""
        for row in (0..<rows).polled(work: 64 * columns + 1) {
            for column in 0..<columns {
                let value = field.mean(
                    rows: row * field.rows / rows..<max((row + 1) * field.rows / rows, row * field.rows / rows + 1),
                    columns: column * field.columns
                        / columns..<max(
                            (column + 1) * field.columns / columns, column * field.columns / columns + 1))
                let place = scale.position(of: value)
                guard place.isFinite else { continue }
                text += "<rect x=\"\(Self.number(Self.left + Double(column) * width))\" "
                text += "y=\"\(Self.number(Self.top + Double(row) * height))\" width=\"\(Self.number(width + 0.3))\" "
                text += "height=\"\(Self.number(height + 0.3))\" fill=\"\(Self.color(place))\"/>\n"
            }
        }
        return text + fieldAxes(field) + fieldKey(extent)
    }

    private func fieldAxes(_ field: Plot.Field) -> String {
        if let x = field.x, let y = field.y {
            let (xScale, yScale) = (PlotScale(PlotExtent(over: x)), PlotScale(PlotExtent(over: y)))
            return axes(
                x: xScale, y: yScale, xTicks: PlotTicks(xScale, most: 9), yTicks: PlotTicks(yScale, most: 8),
                hasGrid: false) + marks(field, xScale, yScale)
        }
        var text = labels
        for tick in PlotTicks(counting: field.rows, most: 20).ticks {
            let place = Self.top + (tick.value + 0.5) / Double(field.rows) * Self.innerHeight
            text += Self.text(tick.label, x: Self.left - 9, y: place + 4.5, anchor: "end")
        }
        for tick in PlotTicks(counting: field.columns, most: 16).ticks {
            let place = Self.left + (tick.value + 0.5) / Double(field.columns) * Self.innerWidth
            text += Self.text(tick.label, x: place, y: Self.top + Self.innerHeight + 20, anchor: "middle")
        }
        return text
    }

    private func marks(_ field: Plot.Field, _ x: PlotScale, _ y: PlotScale) -> String {
        var (path, text) = ("", "")
        for mark in field.marks {
            let (across, up) = (x.position(of: mark.x), y.position(of: mark.y))
            guard 0...1 ~= across, 0...1 ~= up else { continue }
            let (column, row) = (Self.number(Self.across(across)), Self.number(Self.up(up)))
            if mark.kind != .lowest { path += "\(path.isEmpty ? "M" : "L")\(column) \(row)" }
            text +=
                "<circle class=\"mark\" cx=\"\(column)\" cy=\"\(row)\" r=\"\(mark.kind == .path ? "2.5" : "5")\"/>\n"
        }
        return (path.isEmpty ? "" : "<path class=\"way\" d=\"\(path)\"/>\n") + text
    }

    /// The scale, from the least to the greatest number.
    private func fieldKey(_ extent: PlotExtent) -> String {
        let (start, length) = (Self.left + Self.innerWidth - 200, 120.0)
        var text = Self.text(PlotNumber.text(extent.low), x: start - 8, y: 24, anchor: "end")
        for part in 0..<40 {
            text +=
                "<rect x=\"\(Self.number(start + length * Double(part) / 40))\" y=\"13\" width=\"3.3\" height=\"13\" "
            text += "fill=\"\(Self.color(Double(part) / 39))\"/>\n"
        }
        return text + Self.text(PlotNumber.text(extent.high), x: start + length + 8, y: 24)
    }
}
