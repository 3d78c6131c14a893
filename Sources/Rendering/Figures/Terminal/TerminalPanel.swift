internal import Platform

/// A pair of axes, and others drawn over it, as lines of characters.
struct TerminalPanel {
    /// The axes at one place; the later ones share the first one's horizontal axis and have a vertical axis on the
    /// right.
    let axes: [Axes]
    let size: FigureSize

    private var first: Axes { axes[0] }

    /// The lines, none wider than the size; empty if nothing fits.
    func lines() -> [Markup] {
        guard size.columns > 0, !axes.isEmpty else { return [] }
        let above = (title + legend + key).map { $0.cut(toColumns: size.columns) } + heading
        let rows = max(size.rows - above.count - (first.isFrameShown ? 2 + (xLabel.isEmpty ? 0 : 1) : 0), 2)
        guard first.isFrameShown else {
            let extent = PanelExtent(first, columns: size.columns, rows: rows, size)
            return above + canvasLines(extent)
        }
        let yTicks = ticks(first.y, most: max(rows / 3, 2), isAcross: false)
        let labelWidth = labelWidth(yTicks)
        let hasRight = axes.count > 1 && size.columns >= 24
        let rightTicks = hasRight ? ticks(axes[1].y, most: max(rows / 3, 2), isAcross: false).map(cutLabel) : []
        let rightWidth = rightTicks.map { DisplayWidth.columns(of: $0.label) }.max().map { $0 + 2 } ?? 0
        let room = max(size.columns - TextFrame.margin(labelWidth) - rightWidth, 1)
        let extent = PanelExtent(first, columns: room, rows: rows, size)
        return above + framed(extent, labelWidth, rightTicks)
    }

    private func framed(_ extent: PanelExtent, _ labelWidth: Int, _ rightTicks: [Axis.Tick]) -> [Markup] {
        let most = max(extent.rows / (isCounted ? 1 : 3), 2)
        let rowTicks = ticks(first.y, most: most, isAcross: false).map(cutLabel)
        return TextFrame(
            lines: canvasLines(extent), rowLabels: rowLabels(rowTicks, first.y, extent.rows),
            columnLabels: columnLabels(extent.columns, labelWidth),
            rightLabels: rightTicks.isEmpty ? [] : rowLabels(rightTicks, axes[1].y, extent.rows),
            labelWidth: labelWidth,
            columns: extent.columns, xLabel: xLabel, isASCII: size.isASCII
        ).markup
    }

    private func canvasLines(_ extent: PanelExtent) -> [Markup] {
        var canvas = CellCanvas(
            columns: extent.columns, rows: extent.rows, isASCII: size.isASCII, hasColor: size.hasColor,
            imageRows: extent.imageRows)
        for axes in axes {
            var painter = TerminalPainter(axes, on: canvas, room: size.columns * size.rows)
            painter.paint()
            canvas = painter.tracer.canvas
        }
        return (0..<extent.rows).map(canvas.line)
    }

    // MARK: - Surroundings

    /// Whether there is room for more than the drawing.
    private var isRoomy: Bool { size.rows >= 10 }

    private var title: [Markup] {
        guard !first.title.isEmpty, size.rows >= 7 else { return [] }
        let words = Markup(shown(first.title), .heading).cut(toColumns: size.columns)
        return [Markup(String(repeating: " ", count: max((size.columns - words.displayWidth) / 2, 0))) + words]
    }

    /// The labels of the vertical axes, above them.
    private var heading: [Markup] {
        guard isRoomy, first.isFrameShown else { return [] }
        let (left, right) = (shown(first.y.label), axes.count > 1 ? shown(axes[1].y.label) : "")
        if left.isEmpty, right.isEmpty { return [] }
        let blanks = max(size.columns - DisplayWidth.columns(of: left) - DisplayWidth.columns(of: right), 1)
        let words = right.isEmpty ? left : left + String(repeating: " ", count: blanks) + right
        return [Markup(words, .axis).cut(toColumns: size.columns)]
    }

    /// The label of the horizontal axis, if there is room.
    private var xLabel: String { isRoomy ? shown(first.x.label) : "" }

    private func shown(_ words: String) -> String {
        let line = words.split(separator: "\n").joined(separator: " ")
        return size.isASCII ? String(line.map { $0.isASCII ? $0 : "?" }) : line
    }

    /// A sample and the name of each artist, on as many lines as needed.
    private var legend: [Markup] {
        var lines: [Markup] = []
        for axes in axes {
            guard let legend = axes.legend else { continue }
            if !legend.title.isEmpty, isRoomy { lines.append(Markup(shown(legend.title), .axis)) }
            let painter = TerminalPainter(axes, on: canvas, room: size.columns * size.rows)
            for entry in legend.entries where axes.artists.indices.contains(entry.artist) {
                let words = painter.sample(of: entry.artist) + " \(shown(entry.label))"
                if let last = lines.last, last.displayWidth + 3 + words.displayWidth <= size.columns {
                    lines[lines.count - 1] = last + "   " + words
                } else {
                    lines.append(words)
                }
            }
        }
        return Array(lines.prefix(max(size.rows / 3, 1)))
    }

    private var canvas: CellCanvas {
        CellCanvas(columns: 4, rows: 1, isASCII: size.isASCII, hasColor: size.hasColor)
    }

    /// The colour scale, from the least to the greatest number.
    private var key: [Markup] {
        axes.compactMap(\.colorBar).map { bar in
            var key = Markup(bar.label.isEmpty ? "" : shown(bar.label) + "  ")
            if !size.hasColor, !axes.contains(where: \.hasImage) {
                // Shades would be meaningless: no point is shaded.
                return key + "\(FigureNumber.text(bar.lowest)) to \(FigureNumber.text(bar.highest)), told by colours"
            }
            key.append(FigureNumber.text(bar.lowest) + " ")
            let count = CellCanvas.shadeCount
            for level in 0..<count {
                let part = (Double(level) + 0.5) / Double(count)
                if size.hasColor, !size.isASCII {
                    key.append("█", .cell(front: bar.map.rgb(at: part).terminalColor, back: nil))
                } else {
                    key.append(String(CellCanvas.shade(part, isASCII: size.isASCII)))
                }
            }
            key.append(" " + FigureNumber.text(bar.highest))
            if axes.contains(where: \.hasMissingCells) {
                key.append("   \(CellCanvas.missing(isASCII: size.isASCII)) not finite")
            }
            return key
        }
    }

    // MARK: - Ticks

    /// Whether its axes count the cells of an image.
    private var isCounted: Bool { first.countsCells }

    private func ticks(_ axis: Axis, most: Int, isAcross: Bool) -> [Axis.Tick] {
        AxisTicks(axis, most: most, areWhole: isCounted).ticks
            .map { Axis.Tick($0.value, shown($0.label)) }
    }

    private func cutLabel(_ tick: Axis.Tick) -> Axis.Tick {
        Axis.Tick(tick.value, Markup(tick.label).cut(toColumns: widestLabel).plain)
    }

    private var widestLabel: Int { max(size.columns / 3, 4) }

    /// The width of the labels on the left; 0 if there is no room.
    private func labelWidth(_ ticks: [Axis.Tick]) -> Int {
        let width = min(ticks.map { DisplayWidth.columns(of: $0.label) }.max() ?? 0, widestLabel)
        return size.columns - width - 2 >= 8 ? width : 0
    }

    private func rowLabels(_ ticks: [Axis.Tick], _ axis: Axis, _ rows: Int) -> [TextFrame.Label] {
        let (scale, dots) = (AxisScale(axis), size.isASCII || first.hasImage ? 1 : 4)
        return ticks.compactMap { tick in
            if first.hasImage {
                return TextFrame.Label(place: rows - 1 - share(scale, tick.value, rows), text: tick.label)
            }
            return scale.pixel(of: tick.value, last: rows * dots - 1).map {
                TextFrame.Label(place: rows - 1 - $0 / dots, text: tick.label)
            }
        }
    }

    /// The cell containing a value, for adjacent cells with none on an edge.
    private func share(_ scale: AxisScale, _ value: Double, _ count: Int) -> Int {
        min(max(Int((scale.position(of: value) * Double(count) - 1e-9).rounded(.down)), 0), count - 1)
    }

    private func columnLabels(_ columns: Int, _ labelWidth: Int) -> [TextFrame.Label] {
        let (scale, dots) = (AxisScale(first.x), size.isASCII ? 1 : 2)
        func labels(_ most: Int) -> [TextFrame.Label] {
            ticks(first.x, most: most, isAcross: true).compactMap { tick in
                if first.hasImage { return TextFrame.Label(place: share(scale, tick.value, columns), text: tick.label) }
                return scale.pixel(of: tick.value, last: columns * dots - 1).map {
                    TextFrame.Label(place: $0 / dots, text: tick.label)
                }
            }
        }
        if first.x.ticks != nil { return TextFrame.cut(labels(2), columns: columns, labelWidth: labelWidth) }
        return TextFrame.fitting(
            columns: columns, labelWidth: labelWidth, spacing: isCounted ? 2 : 8, labels: labels)
    }
}

/// The columns and rows of cells that a drawing takes.
struct PanelExtent {
    private(set) var columns, rows: Int
    /// The number of pixel rows of an image that fills it, if known; the last cells may be half filled.
    private(set) var imageRows: Int?

    /// The extent of a drawing in the available room: cells of an image as even as possible, and equal aspect if
    /// required.
    init(_ axes: Axes, columns: Int, rows: Int, _ size: FigureSize) {
        (self.columns, self.rows) = (max(columns, 1), max(rows, 1))
        let pixelsInRow = size.hasColor && !size.isASCII ? 2 : 1
        if axes.countsCells, let image = axes.images.first {
            snap(to: image, isSquare: axes.isAspectEqual, pixelsInRow)
        } else if axes.isAspectEqual, axes.x.scale == .linear, axes.y.scale == .linear {
            let (width, height) = (abs(axes.x.end - axes.x.start), abs(axes.y.end - axes.y.start))
            guard width > 0, height > 0, width.isFinite, height.isFinite else { return }
            // A cell is about twice as high as it is wide.
            let wanted = width / height * 2
            let most = Double(self.columns) / Double(self.rows)
            if wanted < most {
                self.columns = min(max(Int((Double(self.rows) * wanted).rounded()), 4), self.columns)
            } else {
                self.rows = min(max(Int((Double(self.columns) / wanted).rounded()), 2), self.rows)
            }
        }
    }

    /// Gives each cell of an image the same number of pixels, if all fit.
    private mutating func snap(to image: Artist.Image, isSquare: Bool, _ pixelsInRow: Int) {
        let pixelRows = rows * pixelsInRow
        guard image.columns > 0, image.rows > 0 else { return }
        var (across, up) = (columns / image.columns, pixelRows / image.rows)
        if isSquare {
            // A pixel that fills a whole cell is half as wide as it is high.
            let widening = pixelsInRow == 1 ? 2 : 1
            let side = min(across / widening, up, 3 * pixelsInRow)
            if side > 0 { (across, up) = (side * widening, side) } else { across = min(across, 1) }
        }
        if across > 0 { columns = image.columns * across }
        guard up > 0 else { return }
        imageRows = image.rows * up
        rows = (image.rows * up + pixelsInRow - 1) / pixelsInRow
    }
}
