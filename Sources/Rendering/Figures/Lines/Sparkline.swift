/// A curve one line high, for a place beside words.
public enum Sparkline {
    /// Values as a line of Braille dots, four to a column's height, from the first at the left to the last at the right;
    /// logarithmic where all are above zero and far apart. Empty for fewer than two that are finite.
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
