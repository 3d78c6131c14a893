internal import Kernels

/// The argument of `np.array`: numbers, tensors, and nested lists of them.
public enum NestedList: Sendable {
    /// A number.
    case scalar(Scalar)
    /// A tensor, equivalent to the nested lists of its elements.
    case tensor(Tensor)
    /// A text, of a type with this width.
    case text(TextElement, width: Int)
    /// A list whose items must all have the same shape.
    case list([NestedList])

    /// The most axes of a tensor made from lists, NumPy's limit; it also bounds the recursion.
    static let depthLimit = 64

    /// The shape and the promoted element type, found without copying; lists without numbers are float64.
    fileprivate func survey(depth: Int = 0) throws(TensorError) -> (shape: Shape, dtype: DType?) {
        switch self {
        case .scalar(let scalar):
            return ([], scalar.dtype)
        case .text(_, let width): return ([], .text(width: width))
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
                guard other.shape == shape else { throw .ragged([]) }
                if let found = other.dtype, let first = dtype, found.isText != first.isText {
                    throw .unsupportedTypes(
                        operation: "array", [first, found], hint: "write the numbers as texts, or read them all")
                }
                dtype = other.dtype.map { dtype?.promoted(with: $0) ?? $0 } ?? dtype
            }
            return (Shape([items.count] + shape.dimensions), dtype)
        }
    }

    /// The survey of the whole.
    fileprivate func surveyed() throws(TensorError) -> (shape: Shape, dtype: DType?) {
        do { return try survey() } catch {
            if case .ragged = error { throw .ragged(Shape(commonLengths)) }
            throw error
        }
    }

    /// The lengths that all lists of a depth share, as far as they do.
    private var commonLengths: [Int] {
        switch self {
        case .scalar, .text: return []
        case .tensor(let tensor): return Array(tensor.shape.dimensions)
        case .list(let items):
            guard var common = items.first?.commonLengths else { return [0] }
            for item in items.dropFirst() where !common.isEmpty {
                let same = zip(common, item.commonLengths).prefix { $0 == $1 }.count
                common.removeSubrange(same...)
            }
            return [items.count] + common
        }
    }

    private static let tooDeep = TensorError.invalidArgument(
        function: "array", "lists nested more than \(depthLimit) deep")
}

extension Tensor {
    /// `np.array`: a new tensor from a number, a tensor or nested lists of them. Without `dtype`, the element type is
    /// the promoted type of all items; a tensor keeps its memory layout (order 'K').
    ///
    /// - Parameter flags: gains `invalid` when a float doesn't fit in an int64.
    /// - Throws: ``TensorError/ragged(_:)`` for lists of different lengths; ``TensorError/tooLarge(_:)``;
    ///   ``TensorError/invalidArgument(function:_:)`` for lists nested more than 64 deep;
    ///   ``TensorError/unsupportedTypes(operation:_:hint:)`` for texts among numbers, or texts and numbers converted
    ///   into each other; ``TensorError/interrupted``; ``TensorError/outOfMemory(bytes:)``.
    public static func array(
        _ items: NestedList, dtype: DType? = nil, flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        if case .tensor(let tensor) = items {
            try tensor.shape.validated(dtype: dtype ?? tensor.dtype)
            return try tensor.converted(to: dtype ?? tensor.dtype, flags: &flags)
        }
        let found = try items.surveyed()
        let dtype = dtype ?? found.dtype ?? .float64
        if let type = found.dtype, type.isText != dtype.isText {
            throw .unsupportedTypes(operation: "array", [type, dtype], hint: "texts are read by x.astype(float)")
        }
        try found.shape.validated(dtype: dtype)
        let (tensor, raised) = try dtype.apply(MakingArray(items: items, shape: found.shape))
        flags.formUnion(raised)
        return tensor
    }

    /// `np.array` with the elements' promoted type.
    ///
    /// - Throws: the errors of ``array(_:dtype:flags:)``.
    public static func array(_ items: NestedList) throws(TensorError) -> Tensor {
        var flags = FloatingPointFlags()
        return try array(items, dtype: nil, flags: &flags)
    }
}

private struct MakingArray: ElementFunction {
    let items: NestedList
    let shape: Shape

    func apply<Element: TensorElement>(_ type: Element.Type) throws(TensorError) -> (Tensor, FloatingPointFlags) {
        var flags: FloatingPointFlags = []
        let array = try NDArray<Element>(shape: shape) { output in
            var writer = ElementWriter(end: output)
            writer.write(items)
            flags = writer.raised
        }
        return (Element.tensor(array), flags)
    }
}

/// Writes the elements of nested lists in C order.
private struct ElementWriter<Element: TensorElement> {
    /// Where the next element goes. The memory has room for all elements, counted by the survey.
    var end: UnsafeMutablePointer<Element>
    private var isInvalid = false
    private var flags: FloatingPointFlags = []

    init(end: UnsafeMutablePointer<Element>) { self.end = end }

    /// The flags raised by the conversions so far.
    var raised: FloatingPointFlags { isInvalid ? flags.union(.invalid) : flags }

    mutating func write(_ items: NestedList) {
        switch items {
        case .scalar(let value):
            end.initialize(to: Element(value.number, isInvalid: &isInvalid))
            end += 1
        case .text(let text, _):
            // The survey has checked that all items are texts.
            guard let text = text as? Element else { preconditionFailure("a text among numbers") }
            end.initialize(to: text)
            end += 1
        case .tensor(let value):
            let array = Element.array(value, flags: &flags)
            array.write(to: end, strides: array.shape.contiguousStrides)
            end += array.count
        case .list(let items):
            for item in items.polled(work: 4) { write(item) }
        }
    }
}
