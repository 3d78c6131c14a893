internal import Kernels

/// Plots described in a sentence: the textual record of a plot, readable without seeing it.
public enum FigureWords {
    /// Values by position:
    /// `losses: 2000 values, 0.512 to 0.0024, falling all the way, 90 % of the fall by epoch 212`.
    ///
    /// - Parameters:
    ///   - place: what the positions count: `epoch`, `index`, or the name of the values on the horizontal axis.
    ///   - isCounted: whether positions are counted rather than being values themselves.
    public static func sentence(
        of line: Artist.Line, place: String, isCounted: Bool, isLogarithmic: Bool = false
    ) -> String {
        let course = Course(line.y, count: line.count, isLogarithmic: isLogarithmic)
        var words = "\(line.label)\(isCounted ? "" : " over \(place)"): \(Words.count(line.count, "value"))"
        if !isCounted, case let extent = Extent(of: line.x), !extent.isEmpty {
            words += ", \(place) \(range(extent.low, extent.high))"
        }
        words += values(of: course, in: line, place: place, isCounted) + missing(course)
        return words
    }

    /// Points: `y over x: 100 points, x 0.01 to 0.99, y 0.2 to 3.1, correlation 0.98`.
    public static func sentence(
        ofPoints line: Artist.Line, place: String, isCounted: Bool = false, isLogarithmic: Bool = false
    ) -> String {
        let drawn = drawnPairs(line.x, line.y)
        let course = Course(drawn.y, count: line.count, isLogarithmic: isLogarithmic)
        var words = "\(line.label) over \(place): \(Words.count(line.count, "point"))"
        let extent = Extent(of: drawn.x)
        if !extent.isEmpty { words += ", \(place) \(range(extent.low, extent.high))" }
        if course.finite > 0 { words += ", \(line.label) \(range(course.least, course.greatest))" }
        if !isCounted, let correlation = correlation(line) {
            words += ", correlation \(FigureNumber.text(correlation))"
        }
        return words + missing(course)
    }

    /// The distance of a fitted line from the points: `y_hat is 0.14 away (root mean square)`.
    public static func sentence(ofFit fit: [Double], named name: String, to values: [Double]) -> String {
        var (sum, count) = (0.0, 0.0)
        for (fitted, value) in zip(fit, values).polled() where fitted.isFinite && value.isFinite {
            count += 1
            let distance = fitted - value
            sum += (distance * distance - sum) / count
        }
        guard count > 0 else { return "\(name) is nowhere near" }
        return "\(name) is \(FigureNumber.text(sum.squareRoot())) away (root mean square)"
    }

    /// A histogram: `x: 100 values in 20 bins of 0.05 from 0 to 1, most (9) from 0.35 to 0.4`.
    public static func sentence(
        ofBars heights: [Double], edges: [Double], named name: String, missing: Int
    ) -> String {
        let total = Int(heights.polled().reduce(0, +))
        var words = "\(name): \(Words.count(total, "value")) in \(Words.count(heights.count, "bin"))"
        if let first = edges.first, let last = edges.last { words += " from \(range(first, last))" }
        if let most = heights.max(), most > 0, let place = heights.firstIndex(of: most), place + 1 < edges.count {
            let ends = range(edges[place], edges[place + 1])
            words += ", most (\(Int(most))) from \(ends)"
        }
        if missing > 0 { words += ", \(missing) left out" }
        return words
    }

    /// A matrix: `w: (5, 3), -0.9 at [2, 0] to 1.2 at [0, 1]`.
    public static func sentence(of image: Artist.Image, named name: String) -> String {
        let course = Course(image.values, count: image.values.count, isLogarithmic: false)
        func place(_ index: Int) -> String { "[\(index / image.columns), \(index % image.columns)]" }
        var words = "\(name): (\(image.rows), \(image.columns))"
        if course.finite == 0 {
            words += ", nothing finite"
        } else if course.least == course.greatest {
            words += ", all \(FigureNumber.text(course.least))"
        } else {
            words += ", \(FigureNumber.text(course.least)) at \(place(course.leastPlace))"
            words += " to \(FigureNumber.text(course.greatest)) at \(place(course.greatestPlace))"
        }
        return words + missing(course)
    }

    // MARK: - Parts

    /// Points with both values nan, or infinite, where one of them is: such a point isn't drawn, so that neither of
    /// its values counts.
    static func drawnPairs(_ x: [Double], _ y: [Double]) -> (x: [Double], y: [Double]) {
        var (first, second) = (x, y)
        for place in (0..<min(x.count, y.count)).polled() where !x[place].isFinite || !y[place].isFinite {
            let value = x[place].isFinite || y[place].isNaN ? y[place] : x[place]
            (first[place], second[place]) = (value, value)
        }
        return (first, second)
    }

    /// A range of numbers, with as many digits as it takes to tell the ends apart.
    static func range(_ low: Double, _ high: Double) -> String {
        for digits in [3, 5, 8] {
            let (first, last) = (FigureNumber.text(low, digits: digits), FigureNumber.text(high, digits: digits))
            if first != last || low == high { return "\(first) to \(last)" }
        }
        return "\(PythonText.repr(low)) to \(PythonText.repr(high))"
    }

    private static func values(
        of course: Course, in line: Artist.Line, place: String, _ isCounted: Bool
    ) -> String {
        guard course.finite > 0 else { return ", none of them finite: nothing to draw" }
        if course.finite == 1 { return ", \(FigureNumber.text(course.first))" }
        if course.least == course.greatest { return ", all \(FigureNumber.text(course.first))" }
        let ends = ", \(isCounted ? "" : "from ")\(range(course.first, course.last))"
        if course.isFalling || course.isRising {
            let word = course.isFalling ? "fall" : "rise"
            let early = course.finite < 10 ? nil : course.early(of: line.y)
            let when = early.map { ", 90 % of the \(word) by \(place) \(self.place($0, in: line, isCounted))" } ?? ""
            return ends + ", \(word == "fall" ? "falling" : "rising") all the way" + when
        }
        let least =
            "least \(FigureNumber.text(course.least)) at \(place) \(self.place(course.leastPlace, in: line, isCounted))"
        let greatest =
            "greatest \(FigureNumber.text(course.greatest)) at \(self.place(course.greatestPlace, in: line, isCounted))"
        return ends + ", \(least), \(greatest)"
    }

    private static func place(_ index: Int, in line: Artist.Line, _ isCounted: Bool) -> String {
        let place = line.x.indices.contains(index) ? line.x[index] : .nan
        return isCounted && abs(place) < 1e15 ? String(Int(place)) : FigureNumber.text(place)
    }

    private static func missing(_ course: Course) -> String {
        var parts: [String] = []
        if course.nan > 0 { parts.append("\(course.nan) nan") }
        if course.infinite > 0 { parts.append("\(course.infinite) inf") }
        if course.low > 0 { parts.append("\(course.low) not above zero") }
        return parts.isEmpty ? "" : ", \(Words.list(parts)) left out"
    }

    /// Pearson's correlation coefficient; nil if undefined.
    private static func correlation(_ line: Artist.Line) -> Double? {
        guard line.count > 2 else { return nil }
        var (meanX, meanY, xx, yy, xy, count) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
        line.x.withUnsafeBufferPointer { x in
            line.y.withUnsafeBufferPointer { y in
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
