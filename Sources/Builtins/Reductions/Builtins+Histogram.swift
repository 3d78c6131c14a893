internal import Interpreter
internal import Kernels
internal import Tensors

extension Builtins {
    /// The equal bins of `hist`, like `np.histogram`: the number of elements in each, and their edges.
    static func counts(
        _ elements: [Double], _ arguments: Arguments
    ) throws(EvaluationError) -> (counts: [Int], edges: [Double]) {
        let count = try arguments.int("bins")
        guard count >= 1 else {
            throw arguments.invalid(
                "bins must be at least 1, got \(count)", python: .value("`bins` must be positive, when an integer"))
        }
        try arguments.carryOut { () throws(TensorError) in _ = try Shape([count]).validated() }
        let (first, last) = try histogramBounds(elements, arguments)
        let edges = equalEdges(first, last, count)
        // Like NumPy, reject bins that are too narrow or too wide for floats.
        guard (last - first).isFinite, zip(edges, edges.dropFirst()).polled().allSatisfy({ $0 < $1 }) else {
            throw arguments.invalid(
                "\(count) bins from \(Value.float(first).text) to \(Value.float(last).text) are no floats apart")
        }
        return (equalCounts(elements, first, last, edges), edges)
    }

    private static func histogramBounds(
        _ elements: [Double], _ arguments: Arguments
    ) throws(EvaluationError) -> (Double, Double) {
        var (first, last) = (elements.polled().min() ?? 0, elements.polled().max() ?? 1)
        if let range = arguments["range"], range.isNumber {
            throw arguments.typeError("cannot unpack non-iterable \(range.typeName) object")
        }
        if let range = try arguments.optionalTensor("range")?.asFloat64().elements {
            guard range.count == 2, range[0] <= range[1] else {
                throw arguments.invalid("range is the least and the greatest value: range=(0, 1)")
            }
            (first, last) = (range[0], range[1])
        }
        guard first.isFinite, last.isFinite, !elements.polled().contains(where: \.isNaN) else {
            throw arguments.invalid("the range from \(first) to \(last) isn't finite, or there is nan")
        }
        return first == last ? (first - 0.5, last + 0.5) : (first, last)
    }

    private static func equalEdges(_ first: Double, _ last: Double, _ count: Int) -> [Double] {
        let step = (last - first) / Double(count)
        return (0...count).polled().map { $0 == count ? last : Double($0) * step + first }
    }

    /// The bin of each element by arithmetic, moved by one if rounding put it on the wrong side of an edge.
    private static func equalCounts(_ elements: [Double], _ first: Double, _ last: Double, _ edges: [Double]) -> [Int] {
        let count = edges.count - 1
        if Interruption.isRequested { return [] }
        var counts = [Int](repeating: 0, count: count)
        var meter = WorkMeter()
        for element in elements where element >= first && element <= last {
            if meter.shouldStop(after: 1) { break }
            let place = (element - first) / (last - first) * Double(count)
            var index = min(Int(place), count - 1)
            if element < edges[index] {
                index -= 1
            } else if element >= edges[index + 1], index != count - 1 {
                index += 1
            }
            counts[max(index, 0)] += 1
        }
        return counts
    }
}
