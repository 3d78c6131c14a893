internal import Platform

/// The layout of a figure's parts in a picture.
struct PictureLayout {
    static let (tickSize, labelSize, titleSize) = (13.0, 13.0, 15.5)
    /// The length of tick marks, in pixels.
    static let tickLength = 5.0
    /// Pixels per point of 1/72 inch.
    static let pixelsInPoint = 100.0 / 72

    let figure: Figure
    let width, height: Double

    init(_ figure: Figure) {
        self.figure = figure
        func held(_ inches: Double, _ usual: Double) -> Double {
            inches.isFinite && inches > 0 ? min(max(inches * 100, 60), 5000).rounded() : usual
        }
        (width, height) = (held(figure.width, 640), held(figure.height, 480))
    }

    /// Axes that share a place, and their frame.
    struct Panel {
        var axes: [Axes]
        var frame: Picture.Area
        var xTicks: [Axis.Tick]
        var yTicks: [[Axis.Tick]]
        /// Whether the labels below are rotated so that they don't touch.
        var areLabelsTurned = false
    }

    /// The room around a frame, in pixels.
    private struct Margins {
        var (left, top, right, bottom) = (0.0, 0.0, 0.0, 0.0)

        mutating func include(_ other: Margins) {
            (left, top) = (max(left, other.left), max(top, other.top))
            (right, bottom) = (max(right, other.right), max(bottom, other.bottom))
        }
    }

    var titleHeight: Double { figure.title.isEmpty ? 0 : Self.titleSize + 16 }

    /// The frames of all axes. Frames in one grid have equal margins, so that they line up.
    func panels() -> [Panel] {
        let places = figure.places
        var panels = places.map { axes in
            let cell = cell(of: axes[0].place)
            return panel(
                axes,
                Picture.Area(
                    left: cell.left + 60, top: cell.top + 30, right: cell.right - 14, bottom: cell.bottom - 50))
        }
        for index in panels.indices {
            var margins = Margins()
            for other in panels
            where other.axes[0].place.rowCount == panels[index].axes[0].place.rowCount
                && other.axes[0].place.columnCount == panels[index].axes[0].place.columnCount
            { margins.include(self.margins(of: other)) }
            let cell = cell(of: panels[index].axes[0].place)
            panels[index] = panel(panels[index].axes, frame(in: cell, margins, panels[index].axes[0]))
        }
        return panels
    }

    private func cell(of place: Axes.Place) -> Picture.Area {
        let (room, top) = (height - titleHeight, titleHeight)
        func edge(_ index: Int, _ count: Int, _ length: Double) -> Double {
            length * Double(index) / Double(max(count, 1))
        }
        return Picture.Area(
            left: edge(place.columns.lowerBound, place.columnCount, width),
            top: top + edge(place.rows.lowerBound, place.rowCount, room),
            right: edge(place.columns.upperBound, place.columnCount, width),
            bottom: top + edge(place.rows.upperBound, place.rowCount, room))
    }

    private func frame(in cell: Picture.Area, _ margins: Margins, _ axes: Axes) -> Picture.Area {
        var frame = Picture.Area(
            left: (cell.left + margins.left).rounded(), top: (cell.top + margins.top).rounded(),
            right: max(cell.right - margins.right, cell.left + margins.left + 10).rounded(),
            bottom: max(cell.bottom - margins.bottom, cell.top + margins.top + 10).rounded())
        guard axes.isAspectEqual, axes.x.scale == .linear, axes.y.scale == .linear else { return frame }
        let (across, up) = (abs(axes.x.end - axes.x.start), abs(axes.y.end - axes.y.start))
        // The ratio comes first: a length times a span could overflow.
        let ratio = across / up
        guard across > 0, up > 0, ratio.isFinite, ratio > 0 else { return frame }
        let middle = frame.middle
        if frame.width / frame.height > ratio {
            let half = max(frame.height * ratio / 2, 4)
            (frame.left, frame.right) = ((middle.x - half).rounded(), (middle.x + half).rounded())
        } else {
            let half = max(frame.width / ratio / 2, 4)
            (frame.top, frame.bottom) = ((middle.y - half).rounded(), (middle.y + half).rounded())
        }
        return frame
    }

    // MARK: - Ticks

    private func panel(_ axes: [Axes], _ frame: Picture.Area) -> Panel {
        var panel = Panel(axes: axes, frame: frame, xTicks: [], yTicks: [])
        let isCounted = axes[0].countsCells
        panel.yTicks = axes.map { AxisTicks($0.y, most: max(Int(frame.height / 42), 2), areWhole: isCounted).ticks }
        if axes[0].x.ticks != nil {
            panel.xTicks = AxisTicks(axes[0].x, most: 2).ticks
            panel.areLabelsTurned = !Self.fit(panel.xTicks, axes[0].x, frame.width)
            return panel
        }
        for most in stride(from: max(Int(frame.width / 44), 2), through: 2, by: -1) {
            panel.xTicks = AxisTicks(axes[0].x, most: most, areWhole: isCounted).ticks
            if most <= max(Int(frame.width / 62), 2) || isCounted, Self.fit(panel.xTicks, axes[0].x, frame.width) {
                break
            }
        }
        return panel
    }

    /// Whether the labels fit next to each other without touching.
    private static func fit(_ ticks: [Axis.Tick], _ axis: Axis, _ width: Double) -> Bool {
        let scale = AxisScale(axis)
        let places = ticks.map { tick in
            let (middle, half) = (scale.position(of: tick.value) * width, Self.widest(tick.label, tickSize) / 2)
            return (start: middle - half, end: middle + half)
        }.sorted { $0.start < $1.start }
        return zip(places, places.dropFirst()).allSatisfy { $0.end + 6 <= $1.start }
    }

    /// The width of the widest line of a text, in pixels.
    static func widest(_ words: String, _ size: Double) -> Double {
        words.split(separator: "\n", omittingEmptySubsequences: false)
            .map { StrokeFont.width(of: String($0), size: size) }.max() ?? 0
    }

    private static func lineCount(_ words: String) -> Double {
        words.isEmpty ? 0 : Double(words.split(separator: "\n", omittingEmptySubsequences: false).count)
    }

    // MARK: - Margins

    /// The smallest angle of rotated labels, as its sine.
    static let leaning = 0.64

    private func margins(of panel: Panel) -> Margins {
        var margins = Margins(left: 12, top: 14, right: 16, bottom: 12)
        let axes = panel.axes[0]
        margins.top += Self.lineCount(axes.title) * (Self.titleSize + 4) + (axes.title.isEmpty ? 0 : 6)
        if panel.axes.contains(where: { $0.legend?.isOutside == true }) { margins.top += 22 }
        guard axes.isFrameShown else { return margins }
        func labels(_ ticks: [Axis.Tick], _ label: String) -> Double {
            let width = ticks.map { Self.widest($0.label, Self.tickSize) }.max() ?? 0
            return width + 9 + Self.lineCount(label) * (Self.labelSize + 6)
        }
        margins.left += labels(panel.yTicks[0], axes.y.label)
        if panel.axes.count > 1 { margins.right += labels(panel.yTicks[1], panel.axes[1].y.label) }
        if let bar = panel.axes.compactMap(\.colorBar).first { margins.right += Self.width(of: bar) }
        let below =
            panel.xTicks.map { tick in
                panel.areLabelsTurned
                    ? Self.widest(tick.label, Self.tickSize) * Self.leaning + 12
                    : Self.lineCount(tick.label) * (Self.tickSize + 3)
            }.max() ?? 0
        margins.bottom += below + 8 + Self.lineCount(axes.x.label) * (Self.labelSize + 6)
        // The last label below extends to the right by half its width.
        if panel.areLabelsTurned { margins.left = max(margins.left, 20) }
        if let last = panel.xTicks.last, !panel.areLabelsTurned {
            margins.right = max(margins.right, Self.widest(last.label, Self.tickSize) / 2 + 6)
        }
        return margins
    }

    // MARK: - The scale of colours

    static let (barGap, barWidth) = (12.0, 16.0)

    static func width(of bar: ColorBar) -> Double {
        let labels = ticks(of: bar, height: 200).map { widest($0.label, tickSize) }.max() ?? 0
        return barGap + barWidth + 9 + labels + (bar.label.isEmpty ? 0 : labelSize + 8)
    }

    static func ticks(of bar: ColorBar, height: Double) -> [Axis.Tick] {
        AxisTicks(bar.axis, most: max(Int(height / 42), 2)).ticks
    }
}

extension ColorBar {
    /// Its numbers as an axis.
    var axis: Axis {
        var axis = Axis()
        (axis.start, axis.end, axis.scale) = (lowest, highest, isLogarithmic ? .logarithmic : .linear)
        return axis
    }
}

extension Legend {
    /// Whether it is above the frame rather than inside.
    var isOutside: Bool { place.hasPrefix("outside") }
}
