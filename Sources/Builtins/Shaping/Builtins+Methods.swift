internal import Integers
internal import Interpreter
internal import Kernels
internal import Tensors

extension Builtins {
    /// The methods of tensors without an equivalent function; the receiver is the first parameter.
    static let tensorMethods: [Builtin] = [
        Builtin(
            "item", .reshape, gives: .other,
            [.receiver, .rest("indices", "the place: one in C order, or one an axis", of: .integer)],
            "The one element, or the one at the indices, as a Python number.",
            example: """
                loss_now = array([[0.25]])
                loss_now.item()
                #> 0.25
                x = array([[1, 2], [3, 4]])
                x.item(1, 0)
                #> 3
                """, related: "tensor.tolist float", item
        ),
        Builtin(
            "tolist", .reshape, gives: .list, [.receiver], "The elements as nested lists of Python numbers.",
            example: """
                array([[1, 2], [3, 4]]).tolist()
                #> [[1, 2], [3, 4]]
                """, related: "array asarray list tuple tensor.item"
        ) { (_, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            var elements = try x.pythonNumbers()[...]
            return try nested(Array(x.shape.dimensions)[...], &elements)
        },
        Builtin(
            "copy", .reshape, traits: .copies, [.receiver],
            "A copy, which nothing that happens to the tensor changes.",
            example: """
                w = array([1.0, 2.0])
                best = w.copy()
                w[0] = 9
                best
                #> [1. 2.]
                """, related: "copy list.copy",
            direct: DirectForms(one: { _, value in
                guard case .array(let array) = value, array.count < 1 << 14, let copy = try? array.tensor.copyInOrder()
                else { return nil }
                return .array(ArrayObject(copy))
            })
        ) { (_, arguments) throws(EvaluationError) in
            if case .scalar = arguments.value(0) { return arguments.value(0) }
            return .array(ArrayObject(try arguments.tensor(0) { (x) throws(TensorError) in try x.copyInOrder() }))
        },
        Builtin(
            "astype", .reshape, traits: .copies, [.receiver, .dtype(default: .needed)],
            "The elements as another type: float, int or bool.",
            example: """
                labels = array([True, False, True])
                labels.astype(float)
                #> [1. 0. 1.]
                array([1.7, -1.7]).astype(int)
                #> [ 1 -1]
                """, related: "int float asarray"
        ) { (machine, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            guard let dtype = try arguments.dtype() else { throw .arguments(.missing(["dtype"]), of: arguments.callee) }
            if dtype.isText || x.dtype.isText {
                let recast = try arguments.recast(x, to: dtype)
                if case .array = arguments.value(0) { return .array(ArrayObject(recast)) }
                return .result(recast)
            }
            let converted = try machine.flagged(arguments) { (flags) throws(TensorError) in
                try x.converted(to: dtype, flags: &flags)
            }
            if case .scalar = arguments.value(0) { return .result(converted) }
            return .array(ArrayObject(converted))
        },
        Builtin(
            "flatten", .reshape, traits: .copies, [.receiver], "A copy of all elements in one axis.",
            example: """
                w = array([[0.5], [-1.0]])
                w.flatten()
                #> [ 0.5 -1. ]
                """, related: "flatten"
        ) { (_, arguments) throws(EvaluationError) in
            .array(ArrayObject(try arguments.tensor(0) { (x) throws(TensorError) in try x.flattened() }))
        },
        Builtin(
            "view", .reshape,
            [.receiver, .value("dtype", default: nil, "the element type that the same bytes are looked at as")],
            "Another tensor over the same elements: to change one changes both.",
            example: """
                w = zeros 2
                w.view()[0] = 1
                w
                #> [1. 0.]
                array([1.0]).view(np.int64)
                #> [4607182418800017408]
                """, related: "tensor.copy shares_memory tensor.astype"
        ) { (machine, arguments) throws(EvaluationError) in
            if arguments["dtype"]?.isNone == true {
                throw arguments.typeError("view(None) looks at the bytes as float64 in NumPy: write view(float)")
            }
            guard arguments.isGiven("dtype"), case .array = arguments.value(0) else {
                if case .scalar = arguments.value(0), !arguments.isGiven("dtype") { return arguments.value(0) }
                guard let dtype = try arguments.dtype() else { return .array(ArrayObject(try arguments.tensor(0))) }
                guard let found = try arguments.tensor(0).reinterpreted(as: dtype) else {
                    throw arguments.invalid("the bytes are no \(dtype)")
                }
                return .result(found)
            }
            if case .type(.tensor)? = arguments["dtype"] { return .array(ArrayObject(try arguments.tensor(0))) }
            return try machine.callBack(
                try machine.member("viewed", ofSourceModule: "_numpy_layout"),
                [arguments.value(0), arguments.value(1)])
        },
        Builtin(
            "fill", .reshape, traits: .changesFirstArgument, gives: .nothing,
            [.receiver, .value("value", "the number")],
            "Sets all elements to a value.",
            example: """
                w = zeros 3
                w.fill(0.5)
                w
                #> [0.5 0.5 0.5]
                """, related: "full"
        ) { (machine, arguments) throws(EvaluationError) in
            let (array, value) = (try arguments.array(0), try arguments.tensor(1))
            if case .array = arguments.value(1), value.rank > 0 {
                throw arguments.invalid("setting an array element with a sequence.")
            }
            guard value.rank == 0 else {
                throw arguments.wrongType("value", expected: "a number", got: arguments.value(1))
            }
            if arguments.value(1).isComplex, !array.dtype.isComplex, array.dtype != .bool {
                throw arguments.typeError(Arguments.noComplex(array.dtype))
            }
            if value.dtype.isText, !array.dtype.isText {
                throw arguments.wrongType("value", expected: "a number", got: arguments.value(1))
            }
            if array.dtype.isText {
                try array.assign(try arguments.recast(value, to: array.dtype), at: [.ellipsis])
                return .none
            }
            if array.dtype.isInteger { try arguments.value(1).refuseForIntegers(array.dtype, isPlaceBasic: true) }
            let number = try machine.flagged(arguments) { (flags) throws(TensorError) in
                try value.reshaped(to: []).converted(to: array.dtype, flags: &flags)
            }
            try array.assign(number, at: [.ellipsis])
            return .none
        },
        Builtin(
            "clip", .elementwise, traits: .takesEveryType,
            [
                .receiver, .number("min", default: nil, "the least; None for no bound"),
                .number("max", default: nil, "the greatest; None for no bound"), .out,
            ], "Each element, moved to the nearer of both limits if it lies outside them.",
            example: """
                gradient = array([12.0, -0.2, -30.0])
                gradient.clip(-5, 5)
                #> [ 5.  -0.2 -5. ]
                """, related: "clip maximum minimum", clipMethod
        ),
        Builtin(
            "sort", .reduce, traits: [.changesFirstArgument, .takesEveryType, .takesTexts, .takesComplex],
            gives: .nothing,
            [.receiver, .lastAxis],
            "Sorts the elements along an axis, in place.",
            example: """
                x = array([3, 1, 2])
                x.sort()
                x
                #> [1 2 3]
                """, related: "sort sorted"
        ) { (_, arguments) throws(EvaluationError) in
            let array = try arguments.array(0)
            let axis = try arguments.int("axis")
            let sorted = try arguments.carryOut { () throws(TensorError) in try array.tensor.sorted(axis: axis) }
            try array.assign(sorted, at: [.ellipsis])
            return .none
        },
    ]

    private static func item(_ machine: Machine, _ arguments: Arguments) throws(EvaluationError) -> Value {
        let x = try arguments.tensor(0)
        for index in arguments.rest {
            if case .bool = index.value { throw arguments.typeError("an integer is required") }
            if index.value.isLong { throw .numbers(.beyondInt64(index.value.briefText)) }
        }
        let indices = try arguments.rest.isEmpty ? [] : arguments.lengths(from: arguments.rest)
        if indices.isEmpty {
            guard let element = x.scalarValue else {
                throw arguments.invalid(
                    "a tensor of shape \(x.shape) has \(x.count) elements, not one",
                    hint: "name the element: x.item(0), or reduce it first: x.mean()",
                    python: .value("can only convert an array of size 1 to a Python scalar"))
            }
            return element.pythonValue
        }
        let element = try arguments.carryOut { () throws(TensorError) in
            indices.count == 1 ? try x.element(atFlatIndex: indices[0]) : try x.element(at: indices)
        }
        return element.pythonValue
    }

    private static func nested(
        _ lengths: ArraySlice<Int>, _ elements: inout ArraySlice<Value>
    ) throws(EvaluationError) -> Value {
        guard let length = lengths.first else { return elements.popFirst() ?? .none }
        if Interruption.isRequested { throw .interrupted }
        if lengths.count == 1 {
            let items = elements.prefix(length)
            elements = elements.dropFirst(length)
            return .list(ListObject(try [Value](count: items.count, interruptibly: { items[items.startIndex + $0] })))
        }
        var items: [Value] = []
        for _ in 0..<length { items.append(try nested(lengths.dropFirst(), &elements)) }
        return .list(ListObject(items))
    }
}

extension Scalar {
    /// The Python number that `item()` returns.
    var pythonValue: Value {
        switch self {
        case .float64(let value): .float(value)
        case .int64(let value): .int(value)
        case .bool(let value): .bool(value)
        case .other(let number, _):
            switch number {
            case .float(let value): .float(value)
            case .signed(let value): .int(value)
            case .unsigned(let value): Value(Integer(words: [value]))
            case .bool(let value): .bool(value)
            case .text(let text): .string(Text(text.string))
            case .complex(let real, let imaginary): Value(Complex(real, imaginary))
            }
        }
    }
}

extension Tensor {
    /// The elements as Python numbers, in C order.
    ///
    /// - Throws: ``EvaluationError/interrupted``.
    fileprivate func pythonNumbers() throws(EvaluationError) -> [Value] {
        try Allowance.checkRoom(count * dtype.byteCount)
        switch self {
        case .float64(let array):
            let elements = array.elements
            return try [Value](count: elements.count, interruptibly: { .float(elements[$0]) })
        case .int64(let array):
            let elements = array.elements
            return try [Value](count: elements.count, interruptibly: { .int(elements[$0]) })
        case .bool(let array):
            let elements = array.elements
            return try [Value](count: elements.count, interruptibly: { .bool(elements[$0]) })
        case .other:
            let places = shape
            let (start, steps) = (offset, strides)
            return try [Value](
                count: count,
                interruptibly: { place in
                    let indices = places.indices(ofFlat: place)
                    return scalar(atAddress: zip(indices, steps).reduce(start) { $0 + $1.0 * $1.1 }).pythonValue
                })
        }
    }
}
