internal import Kernels

extension Tensor {
    /// The elements sorted along an axis, or all of them flattened if it is nil (`np.sort`). nan sorts last, and the
    /// memory layout is kept. The sort is stable.
    ///
    /// - Throws: ``TensorError/axisOutOfRange(axis:rank:)``.
    public func sorted(axis: Int? = -1) throws(TensorError) -> Tensor {
        guard let axis else { return try raveled().sorted(axis: 0) }
        let normalized = try shape.normalizedAxis(axis)
        return try apply(Sorting(axis: normalized))
    }

    /// The indices along an axis that sort the elements, or those into the flattened tensor if it is nil
    /// (`np.argsort`); nan sorts last.
    ///
    /// The order is stable, as with NumPy's `kind='stable'`; NumPy's default order of equal elements depends on the
    /// processor. As in NumPy, a scalar counts as a vector of one element.
    ///
    /// - Throws: ``TensorError/axisOutOfRange(axis:rank:)``.
    public func sortingIndices(axis: Int? = -1) throws(TensorError) -> NDArray<Int> {
        if rank == 0 { return try raveled().sortingIndices(axis: axis) }
        guard let axis else { return try raveled().sortingIndices(axis: 0) }
        let normalized = try shape.normalizedAxis(axis)
        return try apply(SortingIndices(axis: normalized))
    }

    /// Where to insert each of `values` into this sorted vector to keep it sorted (`np.searchsorted`): before equal
    /// elements, or after them. The result has the shape of `values`.
    ///
    /// - Throws: ``TensorError/wrongRank(function:expected:_:)`` if this isn't a vector;
    ///   ``TensorError/unsupportedTypes(operation:_:hint:)`` for texts with numbers.
    public func insertionPlaces(of values: Tensor, afterEqual: Bool = false) throws(TensorError) -> NDArray<Int> {
        guard rank == 1 else { throw .wrongRank(function: "searchsorted", expected: "a sorted 1-d tensor", shape) }
        if let sorted = asExactInt64(), let values = values.asExactInt64() {
            return try sorted.insertionPlaces(of: values, afterEqual: afterEqual, <)
        }
        if dtype == .uint64, values.dtype == .uint64 {
            let (sorted, values) = (array(as: UInt.self), values.array(as: UInt.self))
            return try sorted.insertionPlaces(of: values, afterEqual: afterEqual, <)
        }
        if dtype.isText, values.dtype.isText {
            let (sorted, values) = (array(as: TextElement.self), values.array(as: TextElement.self))
            return try sorted.insertionPlaces(of: values, afterEqual: afterEqual, TextElement.precedes)
        }
        if dtype.isText || values.dtype.isText {
            throw .unsupportedTypes(
                operation: "searchsorted", [dtype, values.dtype], hint: "both hold texts, or both numbers")
        }
        return try asFloat64().insertionPlaces(of: values.asFloat64(), afterEqual: afterEqual, Double.precedes)
    }
}

private struct Sorting: ArrayFunction {
    let axis: Int

    func apply<Element: TensorElement>(_ array: NDArray<Element>) throws(TensorError) -> Tensor {
        Element.tensor(try array.copyKeepingOrder().sortedInPlace(axis: axis, Element.precedes))
    }
}

private struct SortingIndices: ArrayFunction {
    let axis: Int

    func apply<Element: TensorElement>(_ array: NDArray<Element>) throws(TensorError) -> NDArray<Int> {
        try array.sortingIndices(axis: axis, Element.precedes)
    }
}

extension NDArray {
    /// Sorts each line along an axis; the receiver must be the buffer's only owner.
    fileprivate consuming func sortedInPlace(
        axis: Int, _ precedes: (Element, Element) -> Bool
    ) throws(TensorError) -> NDArray {
        let result = self
        if result.count == 0 { return result }
        let (length, stride) = (result.shape[axis], result.strides[axis])
        if stride == 1, let radix = try RadixLines<Element>(sorting: length) {
            result.withUnsafeMutableBuffer { elements in
                for start in result.layout.removing(axis: axis).addresses where !Interruption.isRequested {
                    if let base = elements.baseAddress { radix.sort(base + start) }
                }
            }
            return result
        }
        var meter = WorkMeter()
        for start in result.layout.removing(axis: axis).addresses {
            if meter.shouldStop(after: length) { break }
            var line = try [Element](count: length, interruptibly: { result[address: start + $0 * stride] })
            try line.sortInterruptibly(by: precedes)
            result.withUnsafeMutableBuffer { elements in
                _ = Interruption.forEachPiece(of: length) { piece in
                    for index in piece { elements[start + index * stride] = line[index] }
                }
            }
        }
        return result
    }

    fileprivate func sortingIndices(axis: Int, _ precedes: (Element, Element) -> Bool) throws(TensorError) -> NDArray<
        Int
    > {
        let result = try NDArray<Int>(repeating: 0, shape: shape)
        if count == 0 { return result }
        let lines = layout.removing(axis: axis).addresses
        let targets = result.layout.removing(axis: axis).addresses
        var meter = WorkMeter()
        for (start, target) in zip(lines, targets) {
            if meter.shouldStop(after: shape[axis]) { break }
            let line = try [Element](count: shape[axis], interruptibly: { self[address: start + $0 * strides[axis]] })
            let order = try Self.stableOrder(line, precedes)
            let step = result.strides[axis]
            result.withUnsafeMutableBuffer { places in
                _ = Interruption.forEachPiece(of: order.count) { piece in
                    for index in piece { places[target + index * step] = order[index] }
                }
            }
        }
        return result
    }

    /// The stable sorting order of the elements, as indices.
    static func stableOrder(
        _ elements: [Element], _ precedes: (Element, Element) -> Bool
    ) throws(TensorError) -> [Int] {
        var places = try [Int](count: elements.count, interruptibly: { $0 })
        // Unfinished indices may be out of range.
        if Interruption.isRequested { return places }
        if let radix = try RadixLines<Element>(ordering: elements.count) {
            elements.withUnsafeBufferPointer { elements in
                places.withUnsafeMutableBufferPointer { places in
                    guard let elements = elements.baseAddress, let places = places.baseAddress else { return }
                    radix.findOrder(of: elements, into: places)
                }
            }
            return places
        }
        try elements.withUnsafeBufferPointer { (elements) throws(TensorError) in
            try places.sortInterruptibly { left, right in
                precedes(elements[left], elements[right])
                    || (left < right && !precedes(elements[right], elements[left]))
            }
        }
        return places
    }

    fileprivate func insertionPlaces(
        of values: NDArray, afterEqual: Bool, _ precedes: (Element, Element) -> Bool
    ) throws(TensorError) -> NDArray<Int> {
        let (sorted, shape) = (try flat(), values.shape)
        let values = try values.flat()
        return try NDArray<Int>(
            shape: shape, work: 8,
            interruptibly: { index in
                let value = values[index]
                var (lower, upper) = (0, sorted.count)
                while lower < upper {
                    let middle = lower + (upper - lower) / 2
                    let isBefore = afterEqual ? !precedes(value, sorted[middle]) : precedes(sorted[middle], value)
                    if isBefore { lower = middle + 1 } else { upper = middle }
                }
                return lower
            })
    }
}
