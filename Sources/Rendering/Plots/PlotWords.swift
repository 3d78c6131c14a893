internal import Kernels

/// What a plot shows, in a sentence: the part of it that is recorded, and that needs no eyes.
public enum PlotWords {
    /// Values over their places: `losses: 2000 values, 0.512 to 0.0024, falling all the way, 90 % of the fall by epoch 212`.
    ///
    /// - Parameter place: what the places count: `epoch`, `index`, or the name of the values on the horizontal axis.
    public static func sentence(of series: Plot.Series, place: String, isLogarithmic: Bool = false) -> String {
        let course = Course(series.y, count: series.count, isLogarithmic: isLogarithmic)
        var words = "\(series.name)\(series.x == nil ? "" : " over \(place)"): \(Words.count(series.count, "value"))"
        if series.x != nil, case let extent = series.places, !extent.isEmpty {
            words += ", \(place) \(range(extent.low, extent.high))"
        }
        words += values(of: course, in: series, place: place) + missing(course)
        return words
    }

    /// Points: `y over x: 100 points, x 0.01 to 0.99, y 0.2 to 3.1, correlation 0.98`.
    public static func sentence(ofPoints series: Plot.Series, place: String, isLogarithmic: Bool = false) -> String {
        let course = Course(series.y, count: series.count, isLogarithmic: isLogarithmic)
        var words = "\(series.name) over \(place): \(Words.count(series.count, "point"))"
        let extent = series.places
        if !extent.isEmpty { words += ", \(place) \(range(extent.low, extent.high))" }
        if course.finite > 0 { words += ", \(series.name) \(range(course.least, course.greatest))" }
        if let correlation = correlation(series) { words += ", correlation \(PlotNumber.text(correlation))" }
        return words + missing(course)
    }

    /// How far a fitted line is from the points: `y_hat is 0.14 away (root mean square)`.
    public static func sentence(ofFit fit: [Double], named name: String, to values: [Double]) -> String {
        var (sum, count) = (0.0, 0.0)
        for (fitted, value) in zip(fit, values).polled() where fitted.isFinite && value.isFinite {
            count += 1
            let distance = fitted - value
            sum += (distance * distance - sum) / count
        }
        guard count > 0 else { return "\(name) is nowhere near" }
        return "\(name) is \(PlotNumber.text(sum.squareRoot())) away (root mean square)"
    }

    /// Bars: `x: 100 values in 20 bins of 0.05 from 0 to 1, most (9) from 0.35 to 0.4`.
    public static func sentence(of bars: Plot.Bars, named name: String, missing: Int) -> String {
        let total = Int(bars.heights.polled().reduce(0, +))
        var words = "\(name): \(Words.count(total, "value")) in \(Words.count(bars.heights.count, "bin"))"
        if let first = bars.edges.first, let last = bars.edges.last { words += " from \(range(first, last))" }
        if let most = bars.heights.max(), most > 0, let place = bars.heights.firstIndex(of: most) {
            let ends = range(bars.edges[place], bars.edges[place + 1])
            words += ", most (\(Int(most))) from \(ends)"
        }
        if missing > 0 { words += ", \(missing) left out" }
        return words
    }

    /// A matrix: `w: (5, 3), -0.9 at [2, 0] to 1.2 at [0, 1]`.
    public static func sentence(of field: Plot.Field, named name: String) -> String {
        let course = Course(field.values, count: field.values.count, isLogarithmic: false)
        func place(_ index: Int) -> String { "[\(index / field.columns), \(index % field.columns)]" }
        var words = "\(name): (\(field.rows), \(field.columns))"
        if course.finite == 0 {
            words += ", nothing finite"
        } else if course.least == course.greatest {
            words += ", all \(PlotNumber.text(course.least))"
        } else {
            words += ", \(PlotNumber.text(course.least)) at \(place(course.leastPlace))"
            words += " to \(PlotNumber.text(course.greatest)) at \(place(course.greatestPlace))"
        }
        return words + missing(course)
    }

    // MARK: - Parts

    /// From a number to another, with as many digits as it takes to tell them apart.
    static func range(_ low: Double, _ high: Double) -> String {
        for digits in [3, 5, 8] {
            let (first, last) = (PlotNumber.text(low, digits: digits), PlotNumber.text(high, digits: digits))
            if first != last || low == high { return "\(first) to \(last)" }
        }
        return "\(PythonText.repr(low)) to \(PythonText.repr(high))"
    }

    private static func values(of course: Course, in series: Plot.Series, place: String) -> String {
        guard course.finite > 0 else { return ", none of them finite: nothing to draw" }
        if course.finite == 1 { return ", \(PlotNumber.text(course.first))" }
        if course.least == course.greatest { return ", all \(PlotNumber.text(course.first))" }
        let ends = ", \(series.x == nil ? "" : "from ")\(range(course.first, course.last))"
        if course.isFalling || course.isRising {
            let word = course.isFalling ? "fall" : "rise"
            let early = course.finite < 10 ? nil : course.early(of: series.y)
            let when = early.map { ", 90 % of the \(word) by \(place) \(self.place($0, in: series))" } ?? ""
            return ends + ", \(word == "fall" ? "falling" : "rising") all the way" + when
        }
        let least = "least \(PlotNumber.text(course.least)) at \(place) \(self.place(course.leastPlace, in: series))"
        let greatest = "greatest \(PlotNumber.text(course.greatest)) at \(self.place(course.greatestPlace, in: series))"
        return ends + ", \(least), \(greatest)"
    }

    private static func place(_ index: Int, in series: Plot.Series) -> String {
        let place = series.place(index)
        return series.x == nil && abs(place) < 1e15 ? String(Int(place)) : PlotNumber.text(place)
    }

    private static func missing(_ course: Course) -> String {
        var parts: [String] = []
        if course.nan > 0 { parts.append("\(course.nan) nan") }
        if course.infinite > 0 { parts.append("\(course.infinite) inf") }
        if course.low > 0 { parts.append("\(course.low) not above zero") }
        return parts.isEmpty ? "" : ", \(Words.list(parts)) left out"
    }

    /// Pearson's; nil where it has no meaning.
    private static func correlation(_ series: Plot.Series) -> Double? {
        guard let x = series.x, series.count > 2 else { return nil }
        var (meanX, meanY, xx, yy, xy, count) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
        x.withUnsafeBufferPointer { x in
            series.y.withUnsafeBufferPointer { y in
                for place in (0..<min(x.count, y.count)).polled() where x[place].isFinite && y[place].isFinite {
                    count += 1
                    let (dx, dy) = (x[place] - meanX, y[place] - meanY)
                    meanX += dx / count
                    meanY += dy / count
                    xx += dx * (x[place] - meanX)
                    yy += dy * (y[place] - meanY)
                    xy += dx * (y[place] - meanY)
                }
            }
        }
        let result = xy / (xx.squareRoot() * yy.squareRoot())
        return result.isFinite ? min(max(result, -1), 1) : nil
    }
}

/// What a run of values does, found in one pass.
struct Course {
    private(set) var (finite, nan, infinite, low) = (0, 0, 0, 0)
    private(set) var (first, last) = (Double.nan, Double.nan)
    private(set) var (least, greatest) = (Double.infinity, -Double.infinity)
    private(set) var (leastPlace, greatestPlace) = (0, 0)
    private var (rises, falls) = (false, false)

    /// - Parameter isLogarithmic: whether values that are not above zero have no place.
    init(_ values: [Double], count: Int, isLogarithmic: Bool) {
        values.withUnsafeBufferPointer { values in
            for place in (0..<count).polled() {
                let value = values[place]
                guard value.isFinite, !isLogarithmic || value > 0 else {
                    if value.isNaN { nan += 1 } else if value.isFinite { low += 1 } else { infinite += 1 }
                    continue
                }
                if finite == 0 { first = value }
                finite += 1
                if value > last { rises = true }
                if value < last { falls = true }
                last = value
                if value < least { (least, leastPlace) = (value, place) }
                if value > greatest { (greatest, greatestPlace) = (value, place) }
            }
        }
    }

    var isFalling: Bool { falls && !rises }
    var isRising: Bool { rises && !falls }

    /// Where the first value stands that has come nine tenths of the way to the last.
    func early(of values: [Double]) -> Int? {
        // Halved, so that nothing overflows.
        let way = last * 0.5 - first * 0.5
        return values.indices.polled().first {
            values[$0].isFinite && abs(values[$0] * 0.5 - first * 0.5) >= abs(way) * 0.9
        }
    }
}
