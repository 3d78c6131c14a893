internal import Platform

/// Assembles a figure from shapes and text.
struct PictureBuilder {
    private let layout: PictureLayout

    private init(_ layout: PictureLayout) { self.layout = layout }

    /// The picture of a figure.
    static func picture(of figure: Figure) -> Picture {
        let layout = PictureLayout(figure)
        let builder = PictureBuilder(layout)
        var picture = Picture(width: layout.width, height: layout.height)
        if !figure.title.isEmpty {
            picture.items.append(
                .words(
                    .init(
                        words: figure.title, x: layout.width / 2, y: 10 + PictureLayout.titleSize,
                        size: PictureLayout.titleSize, alignment: .middle, isBold: true)))
        }
        for panel in layout.panels() { picture.items += builder.items(of: panel) }
        return picture
    }

    private func items(of panel: PictureLayout.Panel) -> [Picture.Item] {
        let first = panel.axes[0]
        var items = grid(of: panel)
        for axes in panel.axes { items += clipped(PicturePainter(axes, in: panel.frame).items(), panel.frame) }
        if first.isFrameShown { items += frame(of: panel) + ticks(of: panel) + labels(of: panel) }
        if !first.title.isEmpty {
            let lift = panel.axes.contains { $0.legend?.isOutside == true } ? 22.0 : 0
            items += lines(
                first.title,
                .init(
                    words: "", x: panel.frame.middle.x, y: panel.frame.top - 8 - lift, size: PictureLayout.titleSize,
                    alignment: .middle), growsUp: true)
        }
        var legends: [Picture.Area] = []
        for axes in panel.axes {
            if let bar = axes.colorBar { items += self.bar(bar, beside: panel.frame) }
            if axes.legend != nil {
                items += PictureLegend(axes, in: panel.frame, beside: panel.axes).items(avoiding: &legends)
            }
        }
        return items
    }

    /// Clips items to a frame; only markers whose centre is inside may stick out.
    private func clipped(_ items: [Picture.Item], _ frame: Picture.Area) -> [Picture.Item] {
        var result: [Picture.Item] = []
        var run: [Picture.Item] = []
        func close() {
            if !run.isEmpty { result.append(.clipped(frame.widened, run)) }
            run = []
        }
        for item in items {
            if case .marks = item {
                close()
                result.append(item)
            } else {
                run.append(item)
            }
        }
        close()
        return result
    }

    // MARK: - Axes

    private func across(_ value: Double, _ axis: Axis, _ frame: Picture.Area) -> Double {
        frame.left + AxisScale(axis).position(of: value) * frame.width
    }

    private func down(_ value: Double, _ axis: Axis, _ frame: Picture.Area) -> Double {
        frame.bottom - AxisScale(axis).position(of: value) * frame.height
    }

    private func grid(of panel: PictureLayout.Panel) -> [Picture.Item] {
        let (frame, axes) = (panel.frame, panel.axes[0])
        var lines: [[Picture.Point]] = []
        if axes.x.hasGrid {
            for tick in panel.xTicks {
                let x = across(tick.value, axes.x, frame)
                lines.append([.init(x: x, y: frame.top), .init(x: x, y: frame.bottom)])
            }
        }
        if axes.y.hasGrid {
            for tick in panel.yTicks[0] {
                let y = down(tick.value, axes.y, frame)
                lines.append([.init(x: frame.left, y: y), .init(x: frame.right, y: y)])
            }
        }
        return lines.isEmpty ? [] : [.path(lines, .init(stroke: .grid, width: 0.8))]
    }

    private func frame(of panel: PictureLayout.Panel) -> [Picture.Item] {
        let frame = panel.frame
        let corners = [
            Picture.Point(x: frame.left, y: frame.top), .init(x: frame.left, y: frame.bottom),
            .init(x: frame.right, y: frame.bottom), .init(x: frame.right, y: frame.top),
        ]
        let look = Picture.PathLook(isClosed: panel.axes[0].hasImage, stroke: .axis)
        let isOpenAtRight = panel.axes.count == 1 && !panel.axes[0].hasImage
        return [.path([isOpenAtRight ? Array(corners.prefix(3)) : corners], look)]
    }

    private func ticks(of panel: PictureLayout.Panel) -> [Picture.Item] {
        let (frame, axes, length) = (panel.frame, panel.axes[0], PictureLayout.tickLength)
        var marks: [[Picture.Point]] = []
        var items: [Picture.Item] = []
        for tick in panel.xTicks {
            let x = across(tick.value, axes.x, frame)
            marks.append([.init(x: x, y: frame.bottom), .init(x: x, y: frame.bottom + length)])
            let words = Picture.PictureWords(
                words: "", x: x, y: frame.bottom + length + 3, size: PictureLayout.tickSize,
                alignment: panel.areLabelsTurned ? .end : .middle, vertical: .end,
                rotation: panel.areLabelsTurned ? 40 : 0)
            items += lines(tick.label, words)
        }
        for (index, ticks) in panel.yTicks.enumerated().prefix(2) {
            let (edge, side) = index == 0 ? (frame.left, -1.0) : (frame.right, 1)
            for tick in ticks {
                let y = down(tick.value, panel.axes[index].y, frame)
                marks.append([.init(x: edge, y: y), .init(x: edge + side * length, y: y)])
                let words = Picture.PictureWords(
                    words: tick.label.split(separator: "\n").joined(separator: " "), x: edge + side * (length + 4),
                    y: y,
                    size: PictureLayout.tickSize, alignment: index == 0 ? .end : .start, vertical: .middle)
                items.append(.words(words))
            }
        }
        return [.path(marks, .init(stroke: .axis))] + items
    }

    /// The labels of the axes.
    private func labels(of panel: PictureLayout.Panel) -> [Picture.Item] {
        let (frame, axes, size) = (panel.frame, panel.axes[0], PictureLayout.labelSize)
        var items: [Picture.Item] = []
        if !axes.x.label.isEmpty {
            let below =
                panel.xTicks.map { tick in
                    let lineCount = Double(tick.label.split(separator: "\n").count)
                    return panel.areLabelsTurned
                        ? PictureLayout.widest(tick.label, PictureLayout.tickSize) * PictureLayout.leaning + 12
                        : lineCount * (PictureLayout.tickSize + 3)
                }.max() ?? 0
            items += lines(
                axes.x.label,
                .init(
                    words: "", x: frame.middle.x, y: frame.bottom + below + 14, size: size, alignment: .middle,
                    vertical: .end))
        }
        for (index, ticks) in panel.yTicks.enumerated().prefix(2) where !panel.axes[index].y.label.isEmpty {
            let width = ticks.map { PictureLayout.widest($0.label, PictureLayout.tickSize) }.max() ?? 0
            let away = PictureLayout.tickLength + 4 + width + 10
            items.append(
                .words(
                    .init(
                        words: panel.axes[index].y.label.split(separator: "\n").joined(separator: " "),
                        x: index == 0 ? frame.left - away : frame.right + away + size * 0.75, y: frame.middle.y,
                        size: size,
                        alignment: .middle, rotation: 90)))
        }
        return items
    }

    /// Text of several lines.
    private func lines(_ text: String, _ words: Picture.PictureWords, growsUp: Bool = false) -> [Picture.Item] {
        words.lines(of: text, growsUp: growsUp).map { .words($0) }
    }

    // MARK: - The scale of colours

    private func bar(_ bar: ColorBar, beside frame: Picture.Area) -> [Picture.Item] {
        let area = Picture.Area(
            left: frame.right + PictureLayout.barGap, top: frame.top,
            right: frame.right + PictureLayout.barGap + PictureLayout.barWidth, bottom: frame.bottom)
        let pixels: [UInt8] = bar.map.table().reversed().flatMap { [$0.red, $0.green, $0.blue, UInt8.max] }
        let corners = [
            Picture.Point(x: area.left, y: area.top), .init(x: area.left, y: area.bottom),
            .init(x: area.right, y: area.bottom), .init(x: area.right, y: area.top),
        ]
        var items: [Picture.Item] = [
            .cells(.init(area: area, rows: 256, columns: 1, pixels: pixels)),
            .path([corners], .init(isClosed: true, stroke: .axis)),
        ]
        var widest = 0.0
        var marks: [[Picture.Point]] = []
        for tick in PictureLayout.ticks(of: bar, height: area.height) {
            let y = down(tick.value, bar.axis, area)
            marks.append([.init(x: area.right, y: y), .init(x: area.right + 4, y: y)])
            items.append(
                .words(
                    .init(words: tick.label, x: area.right + 8, y: y, size: PictureLayout.tickSize, vertical: .middle)))
            widest = max(widest, PictureLayout.widest(tick.label, PictureLayout.tickSize))
        }
        items.append(.path(marks, .init(stroke: .axis)))
        if !bar.label.isEmpty {
            items.append(
                .words(
                    .init(
                        words: bar.label.split(separator: "\n").joined(separator: " "),
                        x: area.right + 8 + widest + 6 + PictureLayout.labelSize * 0.75, y: area.middle.y,
                        size: PictureLayout.labelSize, alignment: .middle, rotation: 90)))
        }
        return items
    }
}

extension Picture.Area {
    /// Whether it overlaps another area.
    func meets(_ other: Picture.Area) -> Bool {
        left < other.right && other.left < right && top < other.bottom && other.top < bottom
    }

    /// Slightly enlarged, so that lines along the edge are fully visible.
    var widened: Picture.Area {
        Picture.Area(left: left - 1, top: top - 1, right: right + 1, bottom: bottom + 1)
    }
}

extension Picture.PictureWords {
    /// One item for each line of a text, one below the other.
    ///
    /// - Parameter growsUp: whether the last line is at the given position, with the others above it.
    func lines(of text: String, growsUp: Bool = false) -> [Picture.PictureWords] {
        let all = text.split(separator: "\n", omittingEmptySubsequences: false)
        return all.enumerated().map { index, line in
            var words = self
            words.words = String(line)
            let step = Double(growsUp ? index - all.count + 1 : index) * (size + 3)
            // Rotated text advances along its own downward direction.
            let angle = rotation * .pi / 180
            words.x += step * sin(angle)
            words.y += step * cos(angle)
            return words
        }
    }
}
