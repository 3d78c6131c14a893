internal import Kernels

extension FigureWords {
    /// One sentence per pair of axes: its contents and its axes.
    ///
    /// `Training: line train (100 points, 0.2 to 1.5), line test (100 points, 0.4 to 1.6); x epoch 0 to 99, y loss 0 to 2`
    public static func sentences(of figure: Figure) -> [String] {
        let sentences = figure.axes.map { sentence(of: $0) }
        guard !figure.title.isEmpty else { return sentences.isEmpty ? ["an empty figure"] : sentences }
        let title = oneLine(figure.title)
        guard sentences.count == 1 else {
            return ["\(title): \(Words.count(sentences.count, "pair", plural: "pairs")) of axes"] + sentences
        }
        return ["\(title): \(sentences[0])"]
    }

    private static func sentence(of axes: Axes) -> String {
        var words = axes.title.isEmpty ? "" : oneLine(axes.title) + ": "
        let parts = parts(of: axes)
        words += parts.isEmpty ? "nothing drawn" : parts.joined(separator: ", ")
        guard axes.isFrameShown, !parts.isEmpty else { return words }
        return words + "; \(told(axes.x, "x", axes.countsCells)), \(told(axes.y, "y", axes.countsCells))"
    }

    /// An axis with its label and range; the range is left out if it counts cells, which the image's sentence covers.
    private static func told(_ axis: Axis, _ name: String, _ isCounted: Bool) -> String {
        let label = axis.label.isEmpty ? "" : " " + oneLine(axis.label)
        let isLogarithmic = axis.scale == .logarithmic
        if let ticks = axis.ticks, !ticks.isEmpty, ticks.count <= 8,
            ticks.allSatisfy({ Double($0.label) == nil && !$0.label.isEmpty })
        {
            return "\(name)\(label) \(Words.list(ticks.map { oneLine($0.label) }))"
        }
        if isCounted { return name + label }
        return "\(name)\(label) \(range(axis.start, axis.end))\(isLogarithmic ? " (logarithmic)" : "")"
    }

    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: { $0 == "\n" || $0 == "\t" }).joined(separator: " ")
    }

    // MARK: - Contents

    /// Up to this many unlabelled artists of one kind are described one by one; more are summarised.
    private static let fewAlike = 3

    private static func parts(of axes: Axes) -> [String] {
        var parts: [String] = []
        var place = 0
        while place < axes.artists.count {
            let next = axes.artists[(place + 1)...].firstIndex { !isAlike($0, axes.artists[place]) }
            let end = next ?? axes.artists.count
            let run = Array(axes.artists[place..<end])
            if run.count == 1 || label(of: run[0]).isEmpty && run.count <= fewAlike && !isBar(run[0]) {
                parts += run.map { part(of: $0, isMeasured: axes.isFrameShown) }
            } else {
                parts.append(part(of: run))
            }
            place = end
        }
        return parts
    }

    /// Whether two artists can be summarised together: bars with equal labels, or others without labels.
    private static func isAlike(_ one: Artist, _ other: Artist) -> Bool {
        guard kind(of: one) == kind(of: other) else { return false }
        if isBar(one) { return label(of: one).isEmpty || label(of: one) == label(of: other) }
        return label(of: one).isEmpty && label(of: other).isEmpty
    }

    private static func isBar(_ artist: Artist) -> Bool {
        if case .area(let area) = artist { area.isBar } else { false }
    }

    private static func kind(of artist: Artist) -> String {
        switch artist {
        case .line(let line): line.style == .none ? "points" : "line"
        case .points: "points"
        case .area(let area): area.isBar ? "bar" : "shape"
        case .image: "image"
        case .segments: "segments"
        case .rule(let rule): rule.isBand ? "band" : "rule"
        case .text: "text"
        }
    }

    private static func label(of artist: Artist) -> String {
        switch artist {
        case .line(let line): line.label
        case .points(let points): points.label
        case .area(let area): area.label
        case .segments(let segments): segments.label
        case .rule(let rule): rule.label
        case .image, .text: ""
        }
    }

    /// One artist.
    ///
    /// - Parameter isMeasured: whether there are axes to measure a shape by.
    private static func part(of artist: Artist, isMeasured: Bool) -> String {
        let name = label(of: artist).isEmpty ? "" : " " + oneLine(label(of: artist))
        switch artist {
        case .line(let line) where line.style == .none:
            return points(line.x, line.y, name)
        case .line(let line):
            return "line\(name) (\(Words.count(line.count, "point"))\(range(of: line.y).map { ", " + $0 } ?? ""))"
        case .points(let points):
            return self.points(points.x, points.y, name)
        case .area(let area):
            return "\(area.isBar ? "bar" : "filled shape")\(name)\(inside(isMeasured ? area.lengths : nil))"
        case .image(let image):
            let numbers = image.colors == nil ? range(of: image.values) : nil
            return "image \(image.rows) by \(image.columns)\(inside(numbers))"
        case .segments(let segments): return "\(Words.count(segments.x0.count, "segment"))\(name)"
        case .rule(let rule):
            let axis = rule.isHorizontal ? "y" : "x"
            return rule.isBand
                ? "band\(name) at \(axis) \(range(rule.start, rule.end))"
                : "line\(name) at \(axis) = \(FigureNumber.text(rule.start))"
        case .text(let label): return "text \"\(oneLine(label.words))\""
        }
    }

    /// Points, of which those with two finite values count.
    private static func points(_ x: [Double], _ y: [Double], _ name: String) -> String {
        let drawn = drawnPairs(x, y).y.prefix(min(x.count, y.count)).filter(\.isFinite)
        let (count, range) = (drawn.count, range(of: drawn))
        if name.isEmpty { return Words.count(count, "point") + inside(range) }
        return "points\(name) (\(count)\(range.map { ", " + $0 } ?? ""))"
    }

    private static func inside(_ words: String?) -> String { words.map { " (\($0))" } ?? "" }

    /// Several artists of one kind.
    private static func part(of artists: [Artist]) -> String {
        var extent = Extent()
        var count = 0
        for artist in artists {
            switch artist {
            case .line(let line):
                extent.include(Extent(of: line.y))
                count += line.count
            case .points(let points):
                extent.include(Extent(of: points.y))
                count += points.y.count
            case .area(let area): extent.include(Extent(of: area.isLyingBar ? area.x : area.y))
            case .image, .segments, .rule, .text: break
            }
        }
        let name = label(of: artists[0]).isEmpty ? "" : " " + oneLine(label(of: artists[0]))
        let kind = kind(of: artists[0])
        let plural = ["points": "sets of points", "segments": "sets of segments", "shape": "filled shapes"][kind]
        let numbers =
            extent.isEmpty ? "" : " (\(count > 0 ? "\(count) points, " : "")\(range(extent.low, extent.high)))"
        return "\(artists.count) \(plural ?? kind + "s")\(name)\(numbers)"
    }

    fileprivate static func range(of values: [Double]) -> String? {
        let extent = Extent(of: values)
        if extent.isEmpty { return nil }
        return extent.low == extent.high ? FigureNumber.text(extent.low) : range(extent.low, extent.high)
    }
}

extension Artist.Area {
    /// Its range along the axis of values; nil if its corners aren't data values.
    fileprivate var lengths: String? {
        if isLyingBar { return FigureWords.range(of: x) }
        return isBar || x.count > 2 && Extent(of: x).high - Extent(of: x).low > 0 ? FigureWords.range(of: y) : nil
    }
}
