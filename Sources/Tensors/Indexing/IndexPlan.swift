internal import Kernels

/// The meaning of a list of indices for a tensor with a known layout: a view (the basic part), and index arrays that
/// shift that view (the advanced part). It follows NumPy's rules (`prepare_index`, `PyArray_MapIterNew`).
struct IndexPlan {
    /// The axes from slices, new axes and the ellipsis, offset by the integer indices.
    private(set) var view: Layout
    /// The common shape of the index arrays; nil if there are none and the result is `view` itself.
    private(set) var advancedShape: Shape?
    /// The number of `view`'s axes that precede the index arrays' axes in the result.
    private(set) var place = 0
    /// Whether a single mask covers all axes; NumPy has special rules for assigning to those.
    private(set) var isSoleMask = false

    private var arrays: [IndexArray] = []
    private var placing = Placing.none

    /// An index array and the axis that it indexes.
    private struct IndexArray {
        var indices: NDArray<Int>
        var axis: Int
        var length: Int
        var stride: Int
    }

    /// The position of the advanced indices among the others: none so far, adjacent so far, followed by others,
    /// separated.
    private enum Placing { case none, adjacent, followed, separated }

    /// Plans indexing.
    ///
    /// - Throws: ``TensorError/indexOutOfRange(index:axis:length:)``, ``TensorError/tooManyIndices(rank:given:)``,
    ///   ``TensorError/maskMismatch(mask:shape:)``, ``TensorError/cannotBroadcast(_:)`` for index arrays,
    ///   ``TensorError/invalidArgument(function:_:)`` for a step of 0 or two ellipses,
    ///   ``TensorError/tooManyAxes(_:byIndexing:)``.
    init(_ layout: Layout, _ indices: [TensorIndex]) throws(TensorError) {
        view = Layout(shape: [], strides: [], offset: layout.offset)
        let taken = indices.reduce(0) { $0 + ($1.axisCount ?? 0) }
        let rank = layout.shape.rank
        guard taken <= rank else { throw .tooManyIndices(rank: rank, given: taken) }
        guard indices.count(where: { $0.axisCount == nil }) <= 1 else {
            throw .invalidArgument(function: "index", "there can be only one ellipsis ('...')")
        }
        let hasArrays = indices.contains { index in
            switch index {
            case .integers(let array): array.rank > 0
            case .mask: true
            default: false
            }
        }
        if case .mask(let mask)? = indices.first, indices.count == 1, mask.rank == rank { isSoleMask = true }
        var axis = 0
        for index in indices {
            try add(index, axis: &axis, layout, ellipsis: rank - taken, hasArrays: hasArrays)
        }
        while axis < rank { keep(&axis, layout) }
        if hasArrays {
            let shape = try Shape.broadcast(arrays.map(\.indices.shape))
            advancedShape = shape
            try resolveIndices(isEmpty: shape.count == 0)
        }
        try shape.checkedRank(isIndexing: true)
    }

    private mutating func add(
        _ index: TensorIndex, axis: inout Int, _ layout: Layout, ellipsis: Int, hasArrays: Bool
    ) throws(TensorError) {
        switch index {
        case .integer(let position):
            try take(position, axis: &axis, layout)
        case .slice(let lower, let upper, let step):
            let slice = try ResolvedSlice(lower: lower, upper: upper, step: step, length: layout.shape[axis])
            noteBasic()
            view.shape.dimensions.append(slice.count)
            if slice.count == 0 {
                view.strides.append(layout.strides[axis])
            } else {
                view.offset += slice.start * layout.strides[axis]
                let (stride, overflow) = layout.strides[axis].multipliedReportingOverflow(by: slice.step)
                // With such a step only one element is left, and the stride is never used.
                view.strides.append(overflow ? 0 : stride)
            }
            axis += 1
        case .newAxis:
            noteBasic()
            view.shape.dimensions.append(1)
            view.strides.append(0)
        case .ellipsis:
            noteBasic()
            for _ in 0..<ellipsis { keep(&axis, layout) }
        case .integers(let array):
            if array.rank == 0 { return try take(array[address: array.offset], axis: &axis, layout) }
            add(array, axis: &axis, layout)
        case .mask(let mask):
            try add(mask, axis: &axis, layout)
        }
    }

    private mutating func take(_ position: Int, axis: inout Int, _ layout: Layout) throws(TensorError) {
        let place = try position.normalizedIndex(axis: axis, length: layout.shape[axis])
        view.offset += place * layout.strides[axis]
        noteAdvanced()
        axis += 1
    }

    private mutating func keep(_ axis: inout Int, _ layout: Layout) {
        view.shape.dimensions.append(layout.shape[axis])
        view.strides.append(layout.strides[axis])
        axis += 1
    }

    private mutating func add(_ array: NDArray<Int>, axis: inout Int, _ layout: Layout) {
        noteAdvanced()
        arrays.append(
            IndexArray(indices: array, axis: axis, length: layout.shape[axis], stride: layout.strides[axis]))
        axis += 1
    }

    private mutating func add(_ mask: NDArray<Bool>, axis: inout Int, _ layout: Layout) throws(TensorError) {
        let lengths = layout.shape.dimensions[axis..<axis + mask.rank]
        guard lengths.elementsEqual(mask.shape.dimensions) else {
            throw .maskMismatch(mask: mask.shape, shape: layout.shape)
        }
        let places = try mask.nonzeroPlaces()
        if mask.rank == 0 {
            // A 0-d mask covers no axis; it adds one of length 1 or 0.
            noteAdvanced()
            let count = mask[address: mask.offset] ? 1 : 0
            let zeros = NDArray([Int](repeating: 0, count: count), shape: [count])
            arrays.append(IndexArray(indices: zeros, axis: axis, length: 1, stride: 0))
        }
        for place in places { add(NDArray(place, shape: [place.count]), axis: &axis, layout) }
    }

    /// Adjacent integers and index arrays put their axes at their position, others in front.
    private mutating func noteAdvanced() {
        switch placing {
        case .none:
            placing = .adjacent
            place = view.shape.rank
        case .followed:
            placing = .separated
            place = 0
        case .adjacent, .separated:
            break
        }
    }

    private mutating func noteBasic() {
        if placing == .adjacent { placing = .followed }
    }

    /// Checks the indices and counts them from 0. As in NumPy, indices that broadcast to nothing aren't checked.
    private mutating func resolveIndices(isEmpty: Bool) throws(TensorError) {
        if isEmpty { return }
        for place in arrays.indices {
            let array = arrays[place]
            let (axis, length) = (array.axis, array.length)
            var wrong: Int?
            // The first wrong index in C order is reported, so they are checked in that order.
            array.indices.forEach { index in
                if wrong == nil, index >= length || index < -length { wrong = index }
            }
            if let wrong { _ = try wrong.normalizedIndex(axis: axis, length: length) }
            if Interruption.isRequested { throw .interrupted }
            let strides = KeepOrder.copyStrides(of: array.indices.layout)
            arrays[place].indices = try array.indices.mapped(layout: strides) { $0 < 0 ? $0 + length : $0 }
        }
    }

    /// The shape of the result.
    var shape: Shape {
        guard let advancedShape else { return view.shape }
        let lengths = view.shape.dimensions
        return Shape(lengths[..<place] + advancedShape.dimensions + lengths[place...])
    }

    /// The steps that the index arrays add to the view's addresses, in C order of their axes reordered by `axes`,
    /// outermost first.
    ///
    /// - Throws: ``TensorError/outOfMemory(bytes:)``.
    func steps(axes: [Int]) throws(TensorError) -> [Int] {
        guard let advancedShape else { return [0] }
        var result = try [Int](count: advancedShape.count, interruptibly: { _ in 0 })
        for array in arrays {
            let strides = array.indices.layout.broadcast(to: advancedShape)
            let indices = try array.indices.view(strides.permuted(axes)).listed()
            // Indices computed after a stop request may be unfinished.
            if Interruption.isRequested { return result }
            Interruption.forEachPiece(of: indices.count) { piece in
                for position in piece { result[position] += indices[position] * array.stride }
            }
        }
        return result
    }

    /// The axes of the index arrays and of the view in NumPy's memory order of the result, outermost first.
    ///
    /// With a view of several elements the index arrays' axes are in C order and the view's by descending stride;
    /// alone, the index arrays' axes are in their common order ('K').
    var memoryAxes: (advanced: [Int], view: [Int]) {
        guard let advancedShape else { return ([], Array(view.shape.dimensions.indices)) }
        if view.shape.count > 1 {
            let axes = view.strides.indices.sorted {
                let (left, right) = (view.strides[$0].magnitude, view.strides[$1].magnitude)
                return left == right ? $0 < $1 : left > right
            }
            return (Array(advancedShape.dimensions.indices), axes)
        }
        let strides = arrays.map { $0.indices.layout.broadcast(to: advancedShape).strides }
        return (
            KeepOrder.axes(shape: advancedShape, strides: strides).reversed(), Array(view.shape.dimensions.indices)
        )
    }
}

extension Layout {
    /// The layout with axes of length 1 repeated and new ones in front.
    ///
    /// - Precondition: the shape broadcasts to `target`.
    func broadcast(to target: Shape) -> Layout {
        let missing = target.rank - shape.rank
        var result = AxisValues(repeating: 0, count: target.rank)
        for axis in 0..<shape.rank where shape[axis] != 1 { result[missing + axis] = strides[axis] }
        return Layout(shape: target, strides: result, offset: offset)
    }
}

extension NDArray<Bool> {
    /// For each axis, the indices of the true elements, in C order.
    ///
    /// - Throws: ``TensorError/outOfMemory(bytes:)``.
    func nonzeroPlaces() throws(TensorError) -> [[Int]] {
        if rank == 1 { return [try truePlaces()] }
        // Growing arrays double and keep their old elements meanwhile.
        try [Int].checkRoom(for: 3 * rank * trueCount)
        var result = [[Int]](repeating: [], count: rank)
        var index = [Int](repeating: 0, count: rank)
        forEach { isTrue in
            if isTrue {
                for axis in index.indices { result[axis].append(index[axis]) }
            }
            var axis = index.count - 1
            while axis >= 0 {
                index[axis] += 1
                if index[axis] < shape[axis] { break }
                index[axis] = 0
                axis -= 1
            }
        }
        return result
    }

    /// The number of true elements.
    private var trueCount: Int {
        var found = 0
        let nest = LoopNest(shape: shape, strides: [strides])
        let step = nest.innerStride(0)
        withUnsafeElements { elements in
            nest.forEachRow { offsets, length in
                let row = elements + offsets[0]
                for index in 0..<length { found += row[index * step] ? 1 : 0 }
            }
        }
        return found
    }

    /// The indices of a vector's true elements: counted first, then written without a branch per element.
    private func truePlaces() throws(TensorError) -> [Int] {
        let (count, step) = (shape[0], strides[0])
        let found = trueCount
        if Interruption.isRequested { return [] }
        try [Int].checkRoom(for: found + 1)
        return withUnsafeElements { elements in
            [Int](largeCapacity: found + 1) { places, initialized in
                var next = 0
                Interruption.forEachPiece(of: count) { piece in
                    for index in piece {
                        places[next] = index
                        next += elements[index * step] ? 1 : 0
                    }
                }
                initialized = next
            }
        }
    }
}
