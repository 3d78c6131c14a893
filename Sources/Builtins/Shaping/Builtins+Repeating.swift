internal import Interpreter
internal import Kernels
internal import Tensors

extension Builtins {
    /// Repeating, splitting and selecting.
    static let repeating: [Builtin] = [
        Builtin(
            "repeat", .reshape, traits: .tensorMethod,
            [.a, .tensor("repeats", "how often, one number or one for each"), .axis.wholeOnly],
            "Each element, or each slice along an axis, repeated.",
            example: """
                repeat(array([1, 2]), 3)
                #> [1 1 1 2 2 2]
                repeat(array([[1, 2]]), 2, axis=0)
                #> [[1 2]
                #>  [1 2]]
                """, related: "broadcast_to tile"
        ) { (_, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            let counts = try arguments.integers("repeats").elements
            let axis = try arguments.optionalInt("axis")
            return try arguments.tensorValue { () throws(TensorError) in try x.repeated(counts, axis: axis) }
        },
        Builtin(
            "tile", .reshape, [.tensor("A", "the tensor"), .shape("reps", "how often along each axis")],
            "The tensor laid out again and again, so often along each axis.",
            example: """
                tile(array([1, 2]), 3)
                #> [1 2 1 2 1 2]
                tile(array([1, 2]), (2, 2))
                #> [[1 2 1 2]
                #>  [1 2 1 2]]
                """, related: "broadcast_to repeat"
        ) { (_, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            let counts = try arguments.lengths(from: arguments.value(1))
            return try arguments.tensorValue { () throws(TensorError) in try x.tiled(counts) }
        },
        Builtin(
            "roll", .reshape, [.a, .shape("shift", "how many places"), .axis],
            "The elements moved round by some places.",
            example: """
                roll(array([1, 2, 3, 4]), 1)
                #> [4 1 2 3]
                """, related: "flip", roll
        ),
        dividing(
            "split", door: .numpy, along: nil, equally: true,
            "Equal parts along an axis, or parts cut at indices, as a list.",
            example: """
                np.split(arange(6), 3)
                #> [array([0, 1]), array([2, 3]), array([4, 5])]
                train_rows, test_rows = np.split(arange(10), [8])
                test_rows
                #> [8 9]
                """, related: "array_split vsplit hsplit concatenate"
        ),
        dividing(
            "array_split", along: nil, equally: false,
            "Parts along an axis, as equal as can be, as a list.",
            example: """
                array_split(arange(7), 3)
                #> [array([0, 1, 2]), array([3, 4]), array([5, 6])]
                """, related: "np.split vsplit hsplit"
        ),
        dividing(
            "vsplit", along: 0, equally: true,
            "Parts of the rows, as a list.",
            example: """
                top, bottom = vsplit(arange(8).reshape(4, 2), 2)
                bottom
                #> [[4 5]
                #>  [6 7]]
                """, related: "np.split array_split hsplit"
        ),
        dividing(
            "hsplit", along: 1, equally: true,
            "Parts of the columns, as a list.",
            example: """
                data = array([[1, 2, 10], [3, 4, 20]])
                x, y = hsplit(data, [2])
                shape x y
                #> x.shape (2, 2)
                #> y.shape (2, 1)
                y
                #> [[10]
                #>  [20]]
                """, related: "np.split array_split vsplit"
        ),
        Builtin(
            "take", .reshape, traits: .tensorMethod,
            [.a, .tensor("indices", "which places"), .axis.wholeOnly, .out],
            "The slices along an axis, or elements, that the indices name.",
            example: """
                x = array([10, 20, 30, 40])
                take(x, [0, 3])
                #> [10 40]
                """, related: "delete insert choice slice"
        ) { (_, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            let indices = try arguments.integers("indices")
            let axis = x.withoutScalarAxis(try arguments.optionalInt("axis"))
            return .result(
                try arguments.carryOut { () throws(TensorError) in try x.taking(indices, axis: axis) })
        },
        Builtin(
            "delete", .reshape, [.arr, .value("obj", "which places: a number, a slice, several or a mask"), .axis],
            "The tensor without the slices or elements that obj names.",
            example: """
                x = array([[1, 2, 3], [4, 5, 6]])
                delete(x, 1, axis=1)
                #> [[1 3]
                #>  [4 6]]
                """, related: "take insert", delete
        ),
        Builtin(
            "insert", .reshape,
            [.arr, .value("obj", "before which place, or places"), .tensor("values", "what is put in"), .axis],
            "The tensor with values put in before an index, along an axis or flattened.",
            example: """
                insert(array([1, 2, 4]), 2, 3)
                #> [1 2 3 4]
                """, related: "take delete", insert
        ),
    ]

    private static func dividing(
        _ name: String, door: Builtin.Door = .both, along fixedAxis: Int?, equally: Bool, _ summary: String,
        example: String, related: String = ""
    ) -> Builtin {
        Builtin(
            name, .reshape, door: door, gives: .list,
            [.tensor("ary", "the tensor"), .value("indices_or_sections", "how many parts, or where to cut")]
                + (fixedAxis == nil ? [.firstAxis] : []), summary, example: example,
            related: related
        ) { (_, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            if x.rank == 0, fixedAxis == nil {
                throw arguments.typeError("object of type '\(arguments.value(0).typeName)' has no len()")
            }
            if let fixedAxis, x.rank < 2 - fixedAxis {
                let words = "\(arguments.function) only works on arrays of \(2 - fixedAxis) or more dimensions"
                throw arguments.invalid(words, python: .value(words))
            }
            var axis = fixedAxis ?? 0
            if fixedAxis == nil { axis = try arguments.int("axis") }
            if fixedAxis == 1, x.rank == 1 { axis = 0 }
            let given = arguments.value(1)
            let places = given.asIndex == nil ? try arguments.lengths(from: given) : nil
            let parts = try arguments.carryOut { () throws(TensorError) in
                if let places { return try x.split(at: places, axis: axis) }
                return try x.split(into: given.asIndex ?? 0, axis: axis, equally: equally)
            }
            defer { Release.keepForNow(parts) }
            return .list(ListObject(try [Value](count: parts.count, interruptibly: { .array(ArrayObject(parts[$0])) })))
        }
    }

    private static func roll(_ machine: Machine, _ arguments: Arguments) throws(EvaluationError) -> Value {
        let x = try arguments.tensor(0)
        let shifts = try arguments.lengths(from: arguments.value(1))
        guard let axes = try arguments.axes() else {
            let total = shifts.reduce(0, &+)
            return try arguments.tensorValue { () throws(TensorError) in try x.rolled(by: total) }
        }
        guard shifts.count == axes.count || shifts.count == 1 || axes.count == 1 else {
            throw arguments.invalid("\(shifts.count) shifts for \(axes.count) axes")
        }
        // Without axes or shifts, nothing moves.
        if shifts.isEmpty || axes.isEmpty { return .array(ArrayObject(x)) }
        return try arguments.tensorValue { () throws(TensorError) in
            var result = x
            for index in 0..<max(shifts.count, axes.count) {
                let shift = shifts.count == 1 ? shifts[0] : shifts[index]
                result = try result.rolled(by: shift, axis: axes.count == 1 ? axes[0] : axes[index])
            }
            return result
        }
    }

    private static func delete(_ machine: Machine, _ arguments: Arguments) throws(EvaluationError) -> Value {
        let isFlat = !arguments.isGiven("axis")
        let x = try arguments.tensor(0) { (x) throws(TensorError) in isFlat ? try x.raveled() : x }
        let axis = try arguments.optionalInt("axis") ?? 0
        let length = try x.length(ofAxis: axis, arguments)
        var stays = [Bool](repeating: true, count: length)
        if case .slice(let slice) = arguments.value(1) {
            for place in try slice.positions(in: length).polled() { stays[place] = false }
        } else if case .bool(let mask) = try arguments.tensor(1), mask.rank == 1, mask.count == length {
            for (place, isRemoved) in mask.elements.enumerated().polled() where isRemoved { stays[place] = false }
        } else {
            for index in try arguments.integers("obj").elements.polled(work: 4) {
                let place = index < 0 ? index &+ length : index
                guard place >= 0, place < length else {
                    throw .tensor(
                        .indexOutOfRange(index: index, axis: axis < 0 ? axis + x.rank : axis, length: length),
                        operation: "delete", operands: [])
                }
                stays[place] = false
            }
        }
        return try arguments.tensorValue { () throws(TensorError) in
            try x.taking(try Tensor.bool(NDArray(stays, shape: [length])).flatNonzero(), axis: axis)
        }
    }

    private static func insert(_ machine: Machine, _ arguments: Arguments) throws(EvaluationError) -> Value {
        let places = arguments["obj"] ?? .none
        let isSlice = if case .slice = places { true } else { false }
        if places.asIndex == nil, places.sequence != nil || places.isTensor || isSlice {
            return try machine.callBack(
                try machine.member("insert", ofSourceModule: "_numpy_indexing"), arguments: arguments.asGiven)
        }
        let isFlat = !arguments.isGiven("axis")
        let x = try arguments.tensor(0) { (x) throws(TensorError) in isFlat ? try x.raveled() : x }
        let index = try arguments.int("obj")
        var values = try arguments.tensor(2, madeInto: x.dtype)
        let axis = try arguments.optionalInt("axis") ?? 0
        let length = try x.length(ofAxis: axis, arguments)
        let place = index < 0 ? index &+ length : index
        guard place >= 0, place <= length else {
            throw .tensor(
                .indexOutOfRange(index: index, axis: axis < 0 ? axis + x.rank : axis, length: length),
                operation: "insert", operands: [])
        }
        return try machine.tensor(of: arguments) { (flags) throws(TensorError) in
            let axis = try x.shape.normalizedAxis(axis)
            var lengths = x.shape.dimensions
            // With one index, NumPy inserts along the first axis of the values.
            while values.rank < x.rank { values = try values.expandingDimensions(at: [0]) }
            if values.rank == x.rank {
                values = try values.movingAxis(0, to: axis)
                lengths[axis] = values.shape[axis]
            }
            let inserted = try values.converted(to: x.dtype, flags: &flags).broadcast(to: Shape(lengths))
            let parts = try x.split(at: [place], axis: axis)
            let joined = try Tensor.concatenate([parts[0], inserted, parts[1]], axis: axis)
            // Unlike concatenate, NumPy's insert preserves only C and Fortran order.
            return x.isContiguous || x.transposed.isContiguous ? joined : try joined.contiguous()
        }
    }
}

extension Tensor {
    /// The length of an axis that an argument names.
    func length(ofAxis axis: Int, _ arguments: Arguments) throws(EvaluationError) -> Int {
        shape[try arguments.carryOut { () throws(TensorError) in try shape.normalizedAxis(axis) }]
    }
}
