internal import Kernels

/// What `np.unique` gives: the elements that differ, sorted, and how they lie in the tensor.
public struct UniqueElements: Sendable {
    /// The sorted elements, each once; all nans count as one.
    public var values: Tensor
    /// For each of them its first place in C order (`return_index`).
    public var firstPlaces: NDArray<Int>
    /// For each element of the tensor, in its shape, the place among `values` (`return_inverse`).
    public var inverse: NDArray<Int>
    /// How often each occurs (`return_counts`).
    public var counts: NDArray<Int>
}

extension Tensor {
    /// The sorted elements, each once (`np.unique`).
    public func uniqueElements() -> UniqueElements {
        switch self {
        case .float64(let array): array.uniqueElements(NaNLast.precedes)
        case .int64(let array): array.uniqueElements(<)
        case .bool(let array): array.uniqueElements(NaNLast.precedes)
        }
    }

    /// Whether each element is among `others` (`np.isin`).
    public func isMember(of others: Tensor) -> NDArray<Bool> {
        if let elements = asExactInt64(), let others = others.asExactInt64() {
            return elements.isMember(of: others)
        }
        return asFloat64().isMember(of: others.asFloat64())
    }

    /// How often each whole number from 0 on occurs in a vector (`np.bincount`), or the sum of the weights beside it.
    ///
    /// - Throws: ``TensorError/wrongRank(function:expected:_:)``, ``TensorError/unsupportedTypes(operation:_:hint:)``
    ///   for floats, ``TensorError/invalidArgument(function:_:)`` for negative numbers,
    ///   ``TensorError/systemMismatch(function:_:_:)`` for weights of another length, ``TensorError/tooLarge(_:)``.
    public func binCounts(weights: Tensor? = nil, minimumLength: Int = 0) throws(TensorError) -> Tensor {
        guard rank == 1 else { throw .wrongRank(function: "bincount", expected: "a 1-d tensor", shape) }
        guard minimumLength >= 0 else {
            throw .invalidArgument(function: "bincount", "minlength may not be negative, got \(minimumLength)")
        }
        guard let numbers = asExactInt64()?.elements else {
            throw .unsupportedTypes(operation: "bincount", [dtype], hint: "it counts whole numbers")
        }
        if let negative = numbers.first(where: { $0 < 0 }) {
            throw .invalidArgument(function: "bincount", "it counts numbers from 0 on, got \(negative)")
        }
        let length = max(numbers.max().map { $0.addingSaturated(1) } ?? 0, minimumLength)
        let target = try Shape([length]).validated()
        guard let weights else {
            var counts = [Int](repeating: 0, count: length)
            Interruption.forEachPiece(of: numbers.count) { piece in
                for index in piece { counts[numbers[index]] += 1 }
            }
            return .int64(NDArray(counts, shape: target))
        }
        guard weights.shape == shape else {
            throw .systemMismatch(function: "bincount", shape, weights.shape)
        }
        var sums = [Double](repeating: 0, count: length)
        let addends = weights.asFloat64().elements
        Interruption.forEachPiece(of: numbers.count) { piece in
            for index in piece { sums[numbers[index]] += addends[index] }
        }
        return .float64(NDArray(sums, shape: target))
    }
}

extension NDArray where Element: Hashable {
    fileprivate func isMember(of others: NDArray) -> NDArray<Bool> {
        var set = Set<Element>()
        let (elements, members) = (elements, others.elements)
        Interruption.forEachPiece(of: members.count) { piece in set.formUnion(members[piece]) }
        return NDArray<Bool>([Bool](count: elements.count, interruptibly: { set.contains(elements[$0]) }), shape: shape)
    }
}

extension NDArray {
    fileprivate func uniqueElements(_ precedes: (Element, Element) -> Bool) -> UniqueElements {
        let elements = elements
        var places: [Int] = []
        var counts: [Int] = []
        var inverse = [Int](repeating: 0, count: elements.count)
        var meter = WorkMeter()
        for place in Self.stableOrder(elements, precedes) {
            if meter.shouldStop(after: 1) { break }
            if let last = places.last, !precedes(elements[last], elements[place]) {
                counts[counts.count - 1] += 1
            } else {
                places.append(place)
                counts.append(1)
            }
            inverse[place] = places.count - 1
        }
        let values = NDArray(places.map { elements[$0] }, shape: [places.count])
        return UniqueElements(
            values: Element.tensor(values), firstPlaces: NDArray<Int>(places, shape: [places.count]),
            inverse: NDArray<Int>(inverse, shape: shape), counts: NDArray<Int>(counts, shape: [counts.count]))
    }
}
