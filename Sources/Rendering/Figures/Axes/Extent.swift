internal import Kernels

/// The least and greatest of values.
public struct Extent: Sendable, Equatable {
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

    /// The same with a part of its length more at both ends.
    public func widened(by part: Double) -> Extent {
        var wider = self
        let more = high * part - low * part
        wider.include(low - more)
        wider.include(high + more)
        return wider
    }

    /// Takes in another extent.
    public mutating func include(_ other: Extent) {
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

extension Axis {
    /// An axis that reaches over values; a single one, and values that floats can hardly tell apart, stand in its middle.
    public init(over extent: Extent, _ scale: Scale = .linear) {
        self.init()
        self.scale = scale
        var (low, high) = extent.isEmpty ? (scale == .linear ? 0 : 0.1, 1) : (extent.low, extent.high)
        if scale == .logarithmic {
            low = max(low, .leastNonzeroMagnitude)
            if AxisScale.decades(low, high) < 1e-9 { (low, high) = (low / 2, min(high * 2, .greatestFiniteMagnitude)) }
            low = max(low, .leastNonzeroMagnitude)
        } else {
            let size = max(abs(low), abs(high))
            if high * 0.5 - low * 0.5 <= size * 1e-13 || high - low < 1e-300 {
                let margin = size < 1e-290 ? 0.5 : min(size * 0.1, 0.5)
                let wide = max(margin, size * 1e-12)
                (low, high) = (max(low - wide, -.greatestFiniteMagnitude), min(high + wide, .greatestFiniteMagnitude))
            }
        }
        (start, end) = (low, high)
    }
}
