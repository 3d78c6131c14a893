internal import Kernels

/// The result of `np.unique`: the distinct elements, sorted, and where they are in the tensor.
public struct UniqueElements: Sendable {
    /// The sorted distinct elements, shape (n,); all nans count as one.
    public var values: Tensor
    /// The C-order index of each element's first occurrence (`return_index`), shape (n,).
    public var firstPlaces: NDArray<Int>
    /// For each element of the tensor, in its shape, the index in `values` (`return_inverse`).
    public var inverse: NDArray<Int>
    /// The number of occurrences of each (`return_counts`), shape (n,).
    public var counts: NDArray<Int>
}

extension Tensor {
    /// The sorted distinct elements (`np.unique`).
    ///
    /// - Throws: ``TensorError/outOfMemory(bytes:)``; ``TensorError/unsupportedTypes(operation:_:hint:)`` for complex
    ///   numbers with nan.
    public func uniqueElements() throws(TensorError) -> UniqueElements {
        try refuseComplexNaN("unique")
        return try apply(FindingUnique())
    }

    private func refuseComplexNaN(_ operation: String) throws(TensorError) {
        if dtype.isComplex, Self.bothComplex(self, self).0.elements.polled().contains(where: \.isNaN) {
            throw .unsupportedTypes(
                operation: operation, [dtype],
                hint: "which of several nan is kept isn't known here; leave them out: z[~np.isnan(z)]")
        }
    }

    /// Whether each element is among `others` (`np.isin`), in this tensor's shape.
    ///
    /// - Throws: ``TensorError/outOfMemory(bytes:)``; ``TensorError/unsupportedTypes(operation:_:hint:)`` for texts
    ///   with numbers.
    public func isMember(of others: Tensor) throws(TensorError) -> NDArray<Bool> {
        if let elements = asExactInt64(), let others = others.asExactInt64() {
            return try Self.isMember(elements, of: others, <)
        }
        if dtype == .uint64, others.dtype == .uint64 {
            return try Self.isMember(array(as: UInt.self), of: others.array(as: UInt.self), <)
        }
        if dtype.isText, others.dtype.isText {
            let (texts, others) = (array(as: TextElement.self), others.array(as: TextElement.self))
            return try Self.isMember(texts, of: others, TextElement.precedes)
        }
        if dtype.isText || others.dtype.isText {
            throw .unsupportedTypes(operation: "isin", [dtype, others.dtype], hint: "both hold texts, or both numbers")
        }
        if dtype.isComplex || others.dtype.isComplex {
            try refuseComplexNaN("isin")
            try others.refuseComplexNaN("isin")
            let (elements, others) = Self.bothComplex(self, others)
            return try Self.isMember(elements, of: others, Complex<Double>.precedes)
        }
        return try Self.isMember(asFloat64(), of: others.asFloat64(), Double.precedes)
    }

    /// The number of occurrences of each nonnegative integer in a vector (`np.bincount`), or the sum of its weights.
    ///
    /// - Returns: a vector with one entry for each integer from 0 to the largest, and at least `minimumLength`
    ///   entries.
    /// - Throws: ``TensorError/wrongRank(function:expected:_:)``, ``TensorError/unsupportedTypes(operation:_:hint:)``
    ///   for floats, ``TensorError/invalidArgument(function:_:)`` for negative numbers, a negative minimum length or
    ///   weights of another length, ``TensorError/tooLarge(_:)``.
    public func binCounts(weights: Tensor? = nil, minimumLength: Int = 0) throws(TensorError) -> Tensor {
        guard rank == 1 else { throw .wrongRank(function: "bincount", expected: "a 1-d tensor", shape) }
        guard minimumLength >= 0 else {
            throw .invalidArgument(function: "bincount", "minlength may not be negative, got \(minimumLength)")
        }
        guard let numbers = try asExactInt64()?.listed() else {
            throw .unsupportedTypes(operation: "bincount", [dtype], hint: "it counts whole numbers")
        }
        if let negative = numbers.polled().first(where: { $0 < 0 }) {
            throw .invalidArgument(function: "bincount", "it counts numbers from 0 on, got \(negative)")
        }
        let length = max(numbers.polled().max().map { $0.addingSaturated(1) } ?? 0, minimumLength)
        let target = try Shape([length]).validated()
        guard let weights else {
            var counts = try [Int](count: length, interruptibly: { _ in 0 })
            if Interruption.isRequested { throw .interrupted }
            Interruption.forEachPiece(of: numbers.count) { piece in
                for index in piece { counts[numbers[index]] += 1 }
            }
            return .int64(NDArray(counts, shape: target))
        }
        guard weights.shape == shape else {
            throw .invalidArgument(function: "bincount", "\(count) numbers have \(weights.count) weights")
        }
        var sums = try [Double](count: length, interruptibly: { _ in 0 })
        if Interruption.isRequested { throw .interrupted }
        let addends = try weights.asFloat64().listed()
        Interruption.forEachPiece(of: numbers.count) { piece in
            for index in piece { sums[numbers[index]] += addends[index] }
        }
        return .float64(NDArray(sums, shape: target))
    }
}

private struct FindingUnique: ArrayFunction {
    func apply<Element: TensorElement>(_ array: NDArray<Element>) throws(TensorError) -> UniqueElements {
        try array.uniqueElements(Element.precedes)
    }
}

extension Tensor {
    /// Whether each element of an array is among others, by binary search in the sorted others.
    private static func isMember<Element>(
        _ array: NDArray<Element>, of others: NDArray<Element>, _ precedes: (Element, Element) -> Bool
    ) throws(TensorError) -> NDArray<Bool> {
        var sorted = try others.listed()
        try sorted.sortInterruptibly(by: precedes)
        let elements = try array.flat()
        return try NDArray<Bool>(shape: array.shape, work: 8) { place in
            let element = elements[place]
            var (lower, upper) = (0, sorted.count)
            while lower < upper {
                let middle = lower + (upper - lower) / 2
                if precedes(sorted[middle], element) { lower = middle + 1 } else { upper = middle }
            }
            return lower < sorted.count && sorted[lower] == element
        }
    }
}

extension NDArray {
    fileprivate func uniqueElements(
        _ precedes: (Element, Element) -> Bool
    ) throws(TensorError) -> UniqueElements {
        let elements = try listed()
        var places: [Int] = []
        var counts: [Int] = []
        var inverse = try [Int](count: elements.count, interruptibly: { _ in 0 })
        var meter = WorkMeter()
        for place in try Self.stableOrder(elements, precedes) {
            if meter.shouldStop(after: 1) { break }
            if let last = places.last, !precedes(elements[last], elements[place]) {
                counts[counts.count - 1] += 1
            } else {
                if places.count >= 0x400, places.count == places.capacity {
                    // Both arrays may double in size.
                    try [Int].checkRoom(for: 4 * places.count)
                }
                places.append(place)
                counts.append(1)
            }
            inverse[place] = places.count - 1
        }
        let values = NDArray(
            try [Element](count: places.count, interruptibly: { elements[places[$0]] }), shape: [places.count])
        return UniqueElements(
            values: Element.tensor(values), firstPlaces: NDArray<Int>(places, shape: [places.count]),
            inverse: NDArray<Int>(inverse, shape: shape), counts: NDArray<Int>(counts, shape: [counts.count]))
    }
}
