internal import Kernels

extension Tensor {
    /// The quantiles of the elements (`np.quantile`, method 'linear').
    ///
    /// The axes of `parts` come first in the result; any nan makes the result nan. Integer parts, 0 and 1, select an
    /// element unchanged; 1.0 interpolates.
    ///
    /// - Parameters:
    ///   - parts: numbers from 0 to 1.
    ///   - axis: the axis to reduce, or nil for all elements.
    /// - Throws: ``TensorError/invalidArgument(function:_:)`` for parts outside 0...1,
    ///   ``TensorError/emptyReduction(_:)``, ``TensorError/axisOutOfRange(axis:rank:)``,
    ///   ``TensorError/tooLarge(_:)``.
    public func quantiles(_ parts: Tensor, axis named: Int? = nil) throws(TensorError) -> Tensor {
        guard let named else { return try raveled().quantiles(parts, axis: 0) }
        let axis = try shape.normalizedAxis(named)
        let fractions = parts.asFloat64().elements
        guard fractions.polled().allSatisfy({ $0 >= 0 && $0 <= 1 }) else {
            throw .invalidArgument(function: "quantile", "it lies between 0 and 1, a percentile between 0 and 100")
        }
        guard shape[axis] > 0 else { throw .emptyReduction("quantile") }
        let source = asFloat64()
        let rest = source.layout.removing(axis: axis)
        let target = Shape(parts.shape.dimensions + rest.shape.dimensions)
        try target.validated()
        let starts = rest.addresses
        var result = try [Double](count: target.count, interruptibly: { _ in 0 })
        var meter = WorkMeter()
        for (column, start) in starts.enumerated() {
            if meter.shouldStop(after: shape[axis]) { throw .interrupted }
            var line = try [Double](
                count: shape[axis], interruptibly: { source[address: start + $0 * source.strides[axis]] })
            try line.sortInterruptibly(by: Double.precedes)
            for (row, fraction) in fractions.enumerated() {
                result[row * starts.count + column] = Self.quantile(fraction, of: line, takes: parts.dtype != .float64)
            }
        }
        return .float64(NDArray(result, shape: target))
    }

    /// ``quantiles(_:axis:)`` with parts in percent (`np.percentile`).
    ///
    /// - Throws: the errors of ``quantiles(_:axis:)``.
    public func percentiles(_ parts: Tensor, axis: Int? = nil) throws(TensorError) -> Tensor {
        let hundredths = parts.asFloat64()
        let fractions = try hundredths.mapped(layout: hundredths.layout.shape.contiguousStrides) { $0 / 100 }
        guard fractions.elements.polled().allSatisfy({ $0 >= 0 && $0 <= 1 }) else {
            throw .invalidArgument(function: "percentile", "percentiles must lie between 0 and 100")
        }
        return try quantiles(.float64(fractions), axis: axis)
    }

    /// NumPy's interpolation (`_lerp`): it starts from the nearer neighbour, so the neighbours themselves are exact.
    private static func quantile(_ fraction: Double, of sorted: [Double], takes: Bool) -> Double {
        guard let last = sorted.last, !last.isNaN else { return .nan }
        let place = Double(sorted.count - 1) * fraction
        let lower = Int(place.rounded(.down))
        if takes { return sorted[lower] }
        // At the end both neighbours are the last element, so an infinite one makes nan, as in NumPy. There NumPy
        // measures the part from position -1, which determines the sign of a zero.
        let isLast = lower >= sorted.count - 1
        let (left, right) = isLast ? (last, last) : (sorted[lower], sorted[lower + 1])
        let part = isLast ? place + 1 : place - Double(lower)
        let difference = right - left
        return part >= 0.5 ? right - difference * (1 - part) : left + difference * part
    }

    /// `np.median`: the mean of the middle one or two elements in sorted order; nan if there is one, and for no
    /// elements.
    ///
    /// - Throws: ``TensorError/axisOutOfRange(axis:rank:)``, ``TensorError/duplicateAxis(_:)``,
    ///   ``TensorError/unsupportedTypes(operation:_:hint:)`` for complex numbers.
    public func median(
        axes: [Int]? = nil, keepingDimensions: Bool = false, flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        if dtype.isComplex {
            throw .unsupportedTypes(
                operation: "median", [dtype], hint: "it takes real numbers: x.real, x.imag, np.abs(x)")
        }
        let reduced = try axes.map { (axes) throws(TensorError) in try shape.normalizedAxes(axes) }
        let along = reduced?.sorted() ?? Array(shape.dimensions.indices)
        let others = shape.dimensions.indices.filter { !along.contains($0) }
        let order = others + along
        let moved = view(
            shape: Shape(order.map { shape[$0] }), strides: AxisValues(order.map { strides[$0] }), offset: offset)
        let length = along.reduce(1) { $0 * shape[$1] }
        if dtype == .float32 {
            let found = try Tensor.float64(asFloat64()).median(
                axes: axes, keepingDimensions: keepingDimensions, flags: &flags)
            return .other(
                OtherArray(found.asFloat64().converted { Self.float32(median: $0, ofOne: length % 2 == 1) }))
        }
        let elements = try moved.asFloat64().flat()
        if length == 0 { flags.formUnion([.emptyMean, .invalid]) }
        let resultShape = Shape(others.map { shape[$0] })
        var result = try [Double](count: resultShape.count, interruptibly: { _ in .nan })
        if length > 0 {
            var meter = WorkMeter()
            for index in result.indices {
                if meter.shouldStop(after: length) { break }
                result[index] = try Self.median(elements[index * length..<(index + 1) * length], &flags)
            }
        }
        let resultStrides = medianStrides(others, along, length)
        let array = try NDArray(result, shape: resultShape).laidOut(resultStrides)
        guard keepingDimensions else { return .float64(array) }
        // Kept axes are inserted afterwards, like `None` in an index.
        var (lengths, steps) = (resultShape.dimensions, resultStrides)
        for axis in along {
            lengths.insert(1, at: axis)
            steps.insert(0, at: axis)
        }
        return .float64(NDArray(buffer: array.buffer, shape: Shape(lengths), strides: steps, offset: 0))
    }

    /// The result's strides. NumPy sorts a copy that keeps the order of the axes (several axes are first merged into
    /// a last one), and takes the mean of one or two of its numbers.
    private func medianStrides(_ others: [Int], _ along: [Int], _ length: Int) -> AxisValues {
        var sorted = (shape: shape, strides: strides, axis: along.first ?? 0)
        if along.count != 1 || rank == 0 {
            let joined = along.filter { shape[$0] != 1 }
            let isEven = zip(joined, joined.dropFirst()).allSatisfy { strides[$0] == strides[$1] * shape[$1] }
            let lengths = Shape(others.map { shape[$0] } + [length])
            let last = joined.last.map { strides[$0] } ?? 1
            sorted = (
                lengths, isEven ? others.map { strides[$0] } + [last] : lengths.contiguousStrides, others.count
            )
        }
        let copy = KeepOrder.copyStrides(
            of: Layout(shape: sorted.shape, strides: sorted.strides, offset: 0))
        var middle = sorted.shape
        middle.dimensions[sorted.axis] = length % 2 == 1 ? 1 : min(2, length)
        let axes = KeepOrder.axes(shape: middle, strides: [copy]).filter { $0 != sorted.axis }
        middle.dimensions[sorted.axis] = 1
        var result = KeepOrder.strides(shape: middle, axes: axes)
        result.remove(at: sorted.axis)
        return result
    }

    /// A median of float32: the sum of the middle two is rounded, and may overflow, before it is halved.
    private static func float32(median: Double, ofOne isOne: Bool) -> Float {
        isOne ? Float(median) : Float(2 * median) / 2
    }

    private static func median(
        _ elements: Slice<FlatElements<Double>>, _ flags: inout FloatingPointFlags
    ) throws(TensorError) -> Double {
        var nan: Double?
        let first = elements.startIndex
        var sorted = try [Double](
            count: elements.count,
            interruptibly: { index in
                let element = elements[first + index]
                if element.isNaN, nan == nil { nan = element }
                return element
            })
        if let nan { return nan }
        try sorted.sortInterruptibly(by: <)
        let middle = sorted.count / 2
        // The sum starts at 0, like np.mean's: a median of -0.0 is 0.0.
        if sorted.count % 2 == 1 { return 0 + sorted[middle] }
        let sum = 0 + sorted[middle - 1] + sorted[middle]
        flags.formUnion(BinaryOperation.add.flags(sorted[middle - 1], sorted[middle], result: sum))
        return sum / 2
    }
}
