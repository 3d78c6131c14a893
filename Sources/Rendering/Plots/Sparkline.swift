/// A curve one line high, for a place beside words.
public enum Sparkline {
    /// Values as a line of Braille dots, four to a column's height, from the first at the left to the last at the right;
    /// logarithmic where all are above zero and far apart. Empty for fewer than two that are finite.
    public static func text(of values: [Double], columns: Int) -> String {
        let extent = PlotExtent(of: values)
        guard columns > 0, values.count(where: \.isFinite) > 1 else { return "" }
        let isLogarithmic = extent.low > 0 && extent.high / extent.low > 20
        var places = PlotExtent()
        places.include(0)
        places.include(Double(max(values.count - 1, 1)))
        var tracer = PlotTracer(
            PlotCanvas(columns: columns, rows: 1, isASCII: false), x: PlotScale(places),
            y: PlotScale(extent, isLogarithmic: isLogarithmic))
        tracer.draw(Plot.Series("", y: values), index: 0, line: 0)
        return tracer.canvas.line(0).plain
    }
}
