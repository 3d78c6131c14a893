/// A plot as an SVG picture, for print and screen; it follows the reader's choice of light or dark.
public struct PlotPicture {
    let plot: Plot
    let words: String

    /// The size in units of a point.
    static let (width, height) = (640.0, 400.0)
    static let (left, right, top, bottom) = (76.0, 20.0, 40.0, 56.0)
    static var innerWidth: Double { width - left - right }
    static var innerHeight: Double { height - top - bottom }

    /// The text of the file.
    ///
    /// - Parameter words: what the plot says of itself, for readers who can't see it.
    public static func text(of plot: Plot, words: String) -> String {
        let picture = PlotPicture(plot: plot, words: words)
        let body =
            switch plot.content {
            case .curves(let series): picture.curves(series)
            case .bars(let bars): picture.bars(bars)
            case .field(let field): picture.field(field)
            }
        return picture.document(body)
    }

    private func document(_ body: String) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <svg xmlns="http://www.w3.org/2000/svg" width="\(Self.number(Self.width))" height="\(Self.number(Self.height))" \
        viewBox="0 0 \(Self.number(Self.width)) \(Self.number(Self.height))" role="img">
        <title>\(Self.escaped(words))</title>
        <style>
        \(Self.style)
        </style>
        <rect class="paper" width="100%" height="100%"/>
        \(body)</svg>

        """
    }

    /// The colours of Okabe and Ito (2008), the blue lighter on a dark ground.
    private static let style = """
        .paper { fill: #ffffff }
        text { font: 13px "Helvetica Neue", Arial, sans-serif; fill: #222222 }
        .axis { stroke: #444444; stroke-width: 1; fill: none }
        .grid { stroke: #dddddd; stroke-width: 0.6; fill: none }
        .line { fill: none; stroke-width: 1.8; stroke-linejoin: round; stroke-linecap: round }
        .l0 { stroke: #0072b2 } .l1 { stroke: #d55e00 } .l2 { stroke: #009e73 }
        .l3 { stroke: #cc79a7 } .l4 { stroke: #e69f00 } .l5 { stroke: #56b4e9 }
        .f0 { fill: #0072b2 } .f1 { fill: #d55e00 } .f2 { fill: #009e73 }
        .f3 { fill: #cc79a7 } .f4 { fill: #e69f00 } .f5 { fill: #56b4e9 }
        .mark { stroke: #ffffff; stroke-width: 1.5; fill: #d55e00 }
        .way { stroke: #d55e00; stroke-width: 1.5; fill: none }
        @media (prefers-color-scheme: dark) {
        .paper { fill: #16181d }
        text { fill: #e6e6e6 }
        .axis { stroke: #b0b0b0 }
        .grid { stroke: #33373f }
        .l0 { stroke: #3fa3e0 }
        .f0 { fill: #3fa3e0 }
        }
        """

    // MARK: - Text and numbers

    /// A coordinate, to a hundredth.
    static func number(_ value: Double) -> String {
        let text = (try? FormatArgument.float(value).formatted(".2f")) ?? "0"
        return text.hasSuffix(".00") ? String(text.dropLast(3)) : text
    }

    /// A text between tags.
    static func escaped(_ text: String) -> String {
        var result = ""
        for character in Markup.escaped(text) {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.append(character)
            }
        }
        return result
    }

    static func text(_ words: String, x: Double, y: Double, anchor: String = "start") -> String {
        "<text x=\"\(number(x))\" y=\"\(number(y))\" text-anchor=\"\(anchor)\">\(escaped(words))</text>\n"
    }

    // MARK: - Axes

    /// Where a place of 0 to 1 stands.
    static func across(_ place: Double) -> Double { left + place * innerWidth }
    static func up(_ place: Double) -> Double { top + (1 - place) * innerHeight }

    /// The frame with its ticks, and what the axes measure.
    func axes(x: PlotScale, y: PlotScale, xTicks: PlotTicks, yTicks: PlotTicks, hasGrid: Bool) -> String {
        var text = ""
        for tick in yTicks.ticks {
            let place = Self.number(Self.up(y.position(of: tick.value)))
            let (start, end) = (Self.number(Self.left), Self.number(Self.left + Self.innerWidth))
            if hasGrid { text += "<path class=\"grid\" d=\"M\(start) \(place)H\(end)\"/>\n" }
            text += "<path class=\"axis\" d=\"M\(start) \(place)h-5\"/>\n"
            text += Self.text(
                tick.label, x: Self.left - 9, y: Self.up(y.position(of: tick.value)) + 4.5, anchor: "end")
        }
        for tick in xTicks.ticks {
            let place = Self.across(x.position(of: tick.value))
            text +=
                "<path class=\"axis\" d=\"M\(Self.number(place)) \(Self.number(Self.top + Self.innerHeight))v5\"/>\n"
            text += Self.text(tick.label, x: place, y: Self.top + Self.innerHeight + 20, anchor: "middle")
        }
        let (start, base) = (Self.number(Self.left), Self.number(Self.top + Self.innerHeight))
        text +=
            "<path class=\"axis\" d=\"M\(start) \(Self.number(Self.top))V\(base)H\(Self.number(Self.left + Self.innerWidth))\"/>\n"
        return text + labels
    }

    /// What the axes measure.
    var labels: String {
        var text = ""
        if !plot.xLabel.isEmpty {
            text += Self.text(
                plot.xLabel, x: Self.left + Self.innerWidth / 2, y: Self.height - 14, anchor: "middle")
        }
        if !plot.yLabel.isEmpty { text += Self.text(plot.yLabel, x: 12, y: Self.top - 16) }
        return text
    }
}
