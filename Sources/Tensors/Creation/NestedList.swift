internal import Kernels

/// What `np.array` is made of: numbers, tensors, and lists of them in lists.
public enum NestedList: Sendable {
    /// A number.
    case scalar(Scalar)
    /// A tensor, which stands for the nested lists of its elements.
    case tensor(Tensor)
    /// A list; all items must have one shape.
    case list([NestedList])

    /// The most axes that a tensor made of lists may have, NumPy's limit; deeper lists would also cost stack.
    static let depthLimit = 64

    /// The shape and the promoted element type, found without copying anything; lists without numbers are float64.
    fileprivate func survey(depth: Int = 0) throws(TensorError) -> (shape: Shape, dtype: DType?) {
        switch self {
        case .scalar(let scalar):
            return ([], scalar.dtype)
        case .tensor(let tensor):
            if depth + tensor.rank > Self.depthLimit { throw Self.tooDeep }
            return (tensor.shape, tensor.dtype)
        case .list(let items):
            if depth >= Self.depthLimit { throw Self.tooDeep }
            guard let first = items.first else { return ([0], nil) }
            var (shape, dtype) = try first.survey(depth: depth + 1)
            var meter = WorkMeter()
            for item in items.dropFirst() {
                if meter.shouldStop(after: 1) { throw .interrupted }
                let other = try item.survey(depth: depth + 1)
                guard other.shape == shape else { throw .ragged }
                dtype = other.dtype.map { dtype?.promoted(with: $0) ?? $0 } ?? dtype
            }
            return (Shape([items.count] + shape.dimensions), dtype)
        }
    }

    private static let tooDeep = TensorError.invalidArgument(
        function: "array", "lists nested more than \(depthLimit) deep")

    /// Writes all elements in C order from `end` on, which moves behind them.
    fileprivate func write<Element>(
        to end: inout UnsafeMutablePointer<Element>, _ scalar: (Scalar) -> Element,
        _ tensor: (Tensor) -> NDArray<Element>
    ) {
        switch self {
        case .scalar(let value):
            end.initialize(to: scalar(value))
            end += 1
        case .tensor(let value):
            let array = tensor(value)
            array.write(to: end, strides: array.shape.contiguousStrides)
            end += array.count
        case .list(let items):
            for item in items.polled(work: 4) { item.write(to: &end, scalar, tensor) }
        }
    }
}

extension NDArray {
    /// The elements of nested lists.
    fileprivate init(
        _ items: NestedList, shape: Shape, _ scalar: (Scalar) -> Element, _ tensor: (Tensor) -> NDArray
    ) throws(TensorError) {
        try self.init(shape: shape) { output in
            var end = output
            items.write(to: &end, scalar, tensor)
        }
    }
}

extension Tensor {
    /// `np.array`: a new tensor of numbers, tensors or nested lists of them. The element type is the promoted one of all
    /// unless one is named; a tensor keeps its memory layout (order 'K').
    ///
    /// - Parameter flags: gains `invalid` when a float that int64 can't hold was converted.
    /// - Throws: ``TensorError/ragged`` for lists of differing lengths, ``TensorError/tooLarge(_:)``,
    ///   ``TensorError/invalidArgument(function:_:)`` for lists nested more than 64 deep.
    public static func array(
        _ items: NestedList, dtype: DType? = nil, flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        if case .tensor(let tensor) = items {
            try tensor.shape.validated(dtype: dtype ?? tensor.dtype)
            return try tensor.converted(to: dtype ?? tensor.dtype, flags: &flags)
        }
        let found = try items.survey()
        let dtype = dtype ?? found.dtype ?? .float64
        try found.shape.validated(dtype: dtype)
        let (tensor, raised) = try dtype.apply(MakingArray(items: items, shape: found.shape))
        flags.formUnion(raised)
        return tensor
    }

    /// `np.array` of its elements' promoted type; see ``array(_:dtype:flags:)``.
    ///
    /// - Throws: ``TensorError/ragged``, ``TensorError/tooLarge(_:)``, ``TensorError/invalidArgument(function:_:)``.
    public static func array(_ items: NestedList) throws(TensorError) -> Tensor {
        var flags = FloatingPointFlags()
        return try array(items, dtype: nil, flags: &flags)
    }
}

private struct MakingArray: ElementFunction {
    let items: NestedList
    let shape: Shape

    func apply<Element: TensorElement>(_ type: Element.Type) throws(TensorError) -> (Tensor, FloatingPointFlags) {
        var isInvalid = false
        var flags: FloatingPointFlags = []
        let array = try NDArray<Element>(
            items, shape: shape, { Element($0.number, isInvalid: &isInvalid) }, { Element.array($0, flags: &flags) })
        if isInvalid { flags.insert(.invalid) }
        return (Element.tensor(array), flags)
    }
}
