internal import Kernels

extension Tensor {
    /// The values below which these parts of the elements lie (`np.quantile`, method 'linear').
    ///
    /// The axes of `parts` come first in the result; nan among the elements gives nan. Whole parts, 0 and 1, take an
    /// element as it is; 1.0 interpolates.
    ///
    /// - Parameters:
    ///   - parts: numbers from 0 to 1.
    ///   - axis: the axis that goes, or nil for all elements.
    /// - Throws: ``TensorError/invalidArgument(function:_:)`` for parts outside 0...1,
    ///   ``TensorError/emptyReduction(_:)``, ``TensorError/axisOutOfRange(axis:rank:)``, ``TensorError/tooLarge(_:)``.
    public func quantiles(_ parts: Tensor, axis named: Int? = nil) throws(TensorError) -> Tensor {
        guard let named else { return try raveled().quantiles(parts, axis: 0) }
        let axis = try shape.normalizedAxis(named)
        let fractions = parts.asFloat64().elements
        guard fractions.allSatisfy({ $0 >= 0 && $0 <= 1 }) else {
            throw .invalidArgument(function: "quantile", "it lies between 0 and 1, a percentile between 0 and 100")
        }
        guard shape[axis] > 0 else { throw .emptyReduction("quantile") }
        let source = asFloat64()
        let rest = source.layout.removing(axis: axis)
        let target = Shape(parts.shape.dimensions + rest.shape.dimensions)
        try target.validated()
        let starts = rest.addresses
        var result = [Double](repeating: 0, count: target.count)
        var meter = WorkMeter()
        for (column, start) in starts.enumerated() {
            if meter.shouldStop(after: shape[axis]) { throw .interrupted }
            var line = [Double](
                count: shape[axis], interruptibly: { source[address: start + $0 * source.strides[axis]] })
            line.sortInterruptibly(by: NaNLast.precedes)
            for (row, fraction) in fractions.enumerated() {
                result[row * starts.count + column] = Self.quantile(fraction, of: line, takes: parts.dtype != .float64)
            }
        }
        return .float64(NDArray(result, shape: target))
    }

    /// ``quantiles(_:axis:)`` of parts in hundredths (`np.percentile`).
    ///
    /// - Throws: as ``quantiles(_:axis:)``.
    public func percentiles(_ parts: Tensor, axis: Int? = nil) throws(TensorError) -> Tensor {
        let hundredths = parts.asFloat64()
        let fractions = NDArray(hundredths.elements.map { $0 / 100 }, shape: parts.shape)
        guard fractions.elements.allSatisfy({ $0 >= 0 && $0 <= 1 }) else {
            throw .invalidArgument(function: "percentile", "percentiles must lie between 0 and 100")
        }
        return try quantiles(.float64(fractions), axis: axis)
    }

    /// NumPy's interpolation (`_lerp`): from the nearer neighbour, so that the neighbours themselves come out.
    private static func quantile(_ fraction: Double, of sorted: [Double], takes: Bool) -> Double {
        guard let last = sorted.last, !last.isNaN else { return .nan }
        let place = Double(sorted.count - 1) * fraction
        let lower = Int(place.rounded(.down))
        if takes { return sorted[lower] }
        // At the end both neighbours are the last element, so that an infinite one gives nan, as in NumPy; there it
        // counts the part from the place -1, which decides on the sign of a zero.
        let isLast = lower >= sorted.count - 1
        let (left, right) = isLast ? (last, last) : (sorted[lower], sorted[lower + 1])
        let part = isLast ? place + 1 : place - Double(lower)
        let difference = right - left
        return part >= 0.5 ? right - difference * (1 - part) : left + difference * part
    }
}
