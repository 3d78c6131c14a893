internal import Kernels
internal import Platform

/// An axis: which values it reaches over, and where on it each one stands.
struct PlotScale: Equatable {
    /// The least and the greatest value.
    let low, high: Double
    let isLogarithmic: Bool
    /// `low` and `high` as they are measured: halved, so that no difference overflows, or their logarithms.
    private let start, length: Double

    /// Makes an axis that reaches over values; a single one, and values that floats can hardly tell apart, stand in its
    /// middle.
    init(_ extent: PlotExtent, isLogarithmic: Bool = false) {
        self.isLogarithmic = isLogarithmic
        var (low, high) = extent.isEmpty ? (0, 1) : (extent.low, extent.high)
        if isLogarithmic {
            if log10(high) - log10(low) < 1e-9 { (low, high) = (low / 2, min(high * 2, .greatestFiniteMagnitude)) }
            low = max(low, .leastNonzeroMagnitude)
            (start, length) = (log10(low), log10(high) - log10(low))
        } else {
            let size = max(abs(low), abs(high))
            if high * 0.5 - low * 0.5 <= size * 1e-13 || high - low < 1e-300 {
                let margin = size < 1e-290 ? 0.5 : min(size * 0.1, 0.5)
                let wide = max(margin, size * 1e-12)
                (low, high) = (max(low - wide, -.greatestFiniteMagnitude), min(high + wide, .greatestFiniteMagnitude))
            }
            (start, length) = (low * 0.5, high * 0.5 - low * 0.5)
        }
        (self.low, self.high) = (low, high)
    }

    /// Where a value stands: 0 at the least, 1 at the greatest; nan where it has no place.
    func position(of value: Double) -> Double {
        if isLogarithmic { return value > 0 ? (log10(value) - start) / length : .nan }
        return (value * 0.5 - start) / length
    }

    /// How many pixels there are to a half of a value, to go over many values quickly; only for axes that aren't
    /// logarithmic.
    func steps(to last: Int) -> (scale: Double, start: Double) { (Double(last) / length, start) }

    /// The pixel of 0 … `last` at which a value stands; nil where it has none.
    func pixel(of value: Double, last: Int) -> Int? {
        let place = position(of: value) * Double(last)
        guard place > -0.5, place < Double(last) + 0.5 else { return nil }
        return min(max(Int(place.rounded()), 0), last)
    }
}

/// The least and greatest of values.
public struct PlotExtent: Sendable, Equatable {
    /// The least value; more than `high` where there is none.
    public private(set) var low = Double.infinity
    /// The greatest value.
    public private(set) var high = -Double.infinity

    /// No values.
    public init() {}

    /// The extent of values that are finite and, if that is asked for, above zero.
    public init(of values: [Double], areAboveZero: Bool = false) {
        let least = areAboveZero ? Double.leastNonzeroMagnitude : -.greatestFiniteMagnitude
        // Two chains of comparisons, for speed.
        var (low, high) = (Double.infinity, -Double.infinity)
        _ = values.withUnsafeBufferPointer { values in
            Interruption.forEachPiece(of: values.count) { piece in
                for value in values[piece] where value >= least && value <= .greatestFiniteMagnitude {
                    low = value < low ? value : low
                    high = value > high ? value : high
                }
            }
        }
        (self.low, self.high) = (low, high)
    }

    /// Whether there are no values.
    public var isEmpty: Bool { low > high }

    /// Takes in another extent.
    public mutating func include(_ other: PlotExtent) {
        low = min(low, other.low)
        high = max(high, other.high)
    }

    /// Takes in a value.
    public mutating func include(_ value: Double) {
        guard value.isFinite else { return }
        low = min(low, value)
        high = max(high, value)
    }
}
