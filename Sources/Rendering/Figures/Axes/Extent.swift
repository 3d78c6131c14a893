internal import Kernels

/// The minimum and maximum of values.
public struct Extent: Sendable, Equatable {
    /// The minimum; greater than `high` if there are no values.
    public private(set) var low = Double.infinity
    /// The maximum.
    public private(set) var high = -Double.infinity

    /// No values.
    public init() {}

    /// The extent of the finite values, only positive ones with `areAboveZero`.
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

    /// The extent widened at both ends by a fraction of its length.
    public func widened(by part: Double) -> Extent {
        var wider = self
        let more = high * part - low * part
        wider.include(low - more)
        wider.include(high + more)
        return wider
    }

    /// Includes another extent.
    public mutating func include(_ other: Extent) {
        low = min(low, other.low)
        high = max(high, other.high)
    }

    /// Includes a value; ignores infinities and nan.
    public mutating func include(_ value: Double) {
        guard value.isFinite else { return }
        low = min(low, value)
        high = max(high, value)
    }
}

extension Axis {
    /// An axis that spans the values; a single value, or values that floats can hardly tell apart, are centred.
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
