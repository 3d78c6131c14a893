/// A curve one line high, to go next to text.
public enum Sparkline {
    /// The values as one line of Braille characters, four dots high, from left to right; logarithmic if all are
    /// positive and far apart. Empty for fewer than two finite values.
    public static func text(of values: [Double], columns: Int) -> String {
        let extent = Extent(of: values)
        guard columns > 0, values.count(where: \.isFinite) > 1 else { return "" }
        let isLogarithmic = extent.low > 0 && extent.high / extent.low > 20
        var x = Axis()
        (x.start, x.end) = (0, Double(max(values.count - 1, 1)))
        var tracer = Tracer(
            CellCanvas(columns: columns, rows: 1, isASCII: false, hasColor: false), x: AxisScale(x),
            y: AxisScale(Axis(over: extent, isLogarithmic ? .logarithmic : .linear)))
        let ink = tracer.canvas.number(of: Ink(style: .firstSeries, letter: "*"))
        tracer.draw(Artist.Line(x: values.indices.map(Double.init), y: values), .init(ink: ink, dash: [true]))
        return tracer.canvas.line(0).plain
    }
}
