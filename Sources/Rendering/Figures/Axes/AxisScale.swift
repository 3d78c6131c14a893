internal import Platform

/// The mapping from values to positions on an axis: 0 at its start, 1 at its end.
struct AxisScale: Equatable {
    /// The values at both ends; the first may be the greater one.
    let start, end: Double
    let isLogarithmic: Bool
    /// `start` and the distance to `end` in scale units: halved so that no difference overflows, or logarithms.
    private let origin, length: Double

    /// The scale of an axis; degenerate ends are moved apart.
    init(_ axis: Axis) {
        isLogarithmic = axis.scale == .logarithmic
        var (start, end) = axis.start.isFinite && axis.end.isFinite ? (axis.start, axis.end) : (0, 1)
        if isLogarithmic {
            if max(start, end) <= 0 { (start, end) = (1, 10) }
            // Values that aren't positive have no position: three decades are shown instead.
            if start <= 0 { start = max(end * 1e-3, .leastNonzeroMagnitude) }
            if end <= 0 { end = max(start * 1e-3, .leastNonzeroMagnitude) }
        }
        var extent = Extent()
        extent.include(start)
        extent.include(end)
        let axis = Axis(over: extent, axis.scale)
        (self.start, self.end) = start <= end ? (axis.start, axis.end) : (axis.end, axis.start)
        if isLogarithmic {
            (origin, length) = (log10(self.start), log10(self.end) - log10(self.start))
        } else {
            (origin, length) = (self.start * 0.5, self.end * 0.5 - self.start * 0.5)
        }
    }

    /// The number of powers of ten between two values.
    static func decades(_ low: Double, _ high: Double) -> Double { log10(high) - log10(low) }

    var low: Double { min(start, end) }
    var high: Double { max(start, end) }

    /// The position of a value; nan if it has none.
    func position(of value: Double) -> Double {
        if isLogarithmic { return value > 0 ? (log10(value) - origin) / length : .nan }
        return (value * 0.5 - origin) / length
    }

    /// The position of a value, clamped to just beyond the ends of the axis, for shapes that extend past them.
    func heldPosition(of value: Double) -> Double {
        if value.isNaN { return .nan }
        if isLogarithmic, value <= 0 { return start < end ? -Self.beyond : 1 + Self.beyond }
        return min(max(position(of: value), -Self.beyond), 1 + Self.beyond)
    }

    /// Far enough outside the axes that nothing needs to be told apart.
    static let beyond = 1e6

    /// The value at a position.
    func value(at position: Double) -> Double {
        let place = origin + length * position
        return isLogarithmic ? pow(10, place) : place * 2
    }

    /// The pixels per half unit, for mapping many values quickly; only for linear axes.
    func steps(to last: Int) -> (scale: Double, start: Double) { (Double(last) / length, origin) }

    /// The pixel in 0 … `last` of a value; nil if it is outside.
    func pixel(of value: Double, last: Int) -> Int? {
        let place = position(of: value) * Double(last)
        guard place > -0.5, place < Double(last) + 0.5 else { return nil }
        return min(max(Int(place.rounded()), 0), last)
    }
}
