internal import Platform

/// Where on an axis each value stands: 0 at its start, 1 at its end.
struct AxisScale: Equatable {
    /// The values at both ends; the first may be the greater one.
    let start, end: Double
    let isLogarithmic: Bool
    /// `start` and the way to `end` as they are measured: halved, so that no difference overflows, or their logarithms.
    private let origin, length: Double

    /// The scale of an axis; ends that make no axis are moved apart.
    init(_ axis: Axis) {
        isLogarithmic = axis.scale == .logarithmic
        var (start, end) = axis.start.isFinite && axis.end.isFinite ? (axis.start, axis.end) : (0, 1)
        if isLogarithmic {
            if max(start, end) <= 0 { (start, end) = (1, 10) }
            // What is not above zero has no place: three decades are shown instead.
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

    /// How many powers of ten two values are apart.
    static func decades(_ low: Double, _ high: Double) -> Double { log10(high) - log10(low) }

    var low: Double { min(start, end) }
    var high: Double { max(start, end) }

    /// Where a value stands; nan where it has no place.
    func position(of value: Double) -> Double {
        if isLogarithmic { return value > 0 ? (log10(value) - origin) / length : .nan }
        return (value * 0.5 - origin) / length
    }

    /// Where a value stands, or the end of the axis beyond which it would: for shapes that go on there.
    func heldPosition(of value: Double) -> Double {
        if value.isNaN { return .nan }
        if isLogarithmic, value <= 0 { return start < end ? -Self.beyond : 1 + Self.beyond }
        return min(max(position(of: value), -Self.beyond), 1 + Self.beyond)
    }

    /// So far outside of the axes nothing needs to be told apart.
    static let beyond = 1e6

    /// The value at a place.
    func value(at position: Double) -> Double {
        let place = origin + length * position
        return isLogarithmic ? pow(10, place) : place * 2
    }

    /// How many pixels there are to a half of a value, to go over many values quickly; only for axes that aren't
    /// logarithmic.
    func steps(to last: Int) -> (scale: Double, start: Double) { (Double(last) / length, origin) }

    /// The pixel of 0 … `last` at which a value stands; nil where it has none.
    func pixel(of value: Double, last: Int) -> Int? {
        let place = position(of: value) * Double(last)
        guard place > -0.5, place < Double(last) + 0.5 else { return nil }
        return min(max(Int(place.rounded()), 0), last)
    }
}
