internal import Tensors

extension Builtins {
    /// Repeating, dividing and picking.
    static let repeating: [Builtin] = [
        Builtin("repeat(a, repeats, axis=None)", .reshape, "Each element, or each slice along an axis, repeated.") {
            (_, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            let counts = try arguments.integers("repeats").elements
            let axis = try arguments.optionalInt("axis")
            return .tensor(
                try arguments.carryOut { () throws(TensorError) in try x.repeated(counts, axis: axis) })
        },
        Builtin("tile(A, reps)", .reshape, "The tensor laid out again and again, so often along each axis.") {
            (_, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            let counts = try arguments.lengths(from: arguments.value(1))
            return .tensor(try arguments.carryOut { () throws(TensorError) in try x.tiled(counts) })
        },
        Builtin("roll(a, shift, axis=None)", .reshape, "The elements moved round by some places.", roll),
        dividing("split", along: nil, equally: true, "Equal parts along an axis, or parts cut at indices, as a list."),
        dividing("array_split", along: nil, equally: false, "Parts along an axis, as equal as can be, as a list."),
        dividing("vsplit", along: 0, equally: true, "Parts of the rows, as a list."),
        dividing("hsplit", along: 1, equally: true, "Parts of the columns, as a list."),
        Builtin(
            "take(a, indices, axis=None)", .reshape, "The slices along an axis, or elements, that the indices name."
        ) {
            (_, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            let indices = try arguments.integers("indices")
            let axis = try arguments.optionalInt("axis")
            return .result(
                try arguments.carryOut { () throws(TensorError) in try x.taking(indices, axis: axis) })
        },
        Builtin(
            "delete(arr, obj, axis=None)", .reshape, "The tensor without the slices or elements that obj names.", delete
        ),
        Builtin(
            "insert(arr, obj, values, axis=None)", .reshape,
            "The tensor with values put in before an index, along an axis or flattened.", insert),
    ]

    private static func dividing(
        _ name: String, along fixedAxis: Int?, equally: Bool, _ summary: String
    ) -> Builtin {
        let axisText = fixedAxis == nil ? ", axis=0" : ""
        return Builtin("\(name)(ary, indices_or_sections\(axisText))", .reshape, summary) {
            (_, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            var axis = fixedAxis ?? 0
            if fixedAxis == nil { axis = try arguments.int("axis", default: 0) }
            if fixedAxis == 1, x.rank == 1 { axis = 0 }
            let given = arguments.value(1)
            let places = given.asIndex == nil ? try arguments.lengths(from: given) : nil
            let parts = try arguments.carryOut { () throws(TensorError) in
                if let places { return try x.split(at: places, axis: axis) }
                return try x.split(into: given.asIndex ?? 0, axis: axis, equally: equally)
            }
            return .list(parts.map { .tensor($0) })
        }
    }

    private static func roll(_ evaluator: inout Evaluator, _ arguments: Arguments) throws(EvaluationError) -> Value {
        let x = try arguments.tensor(0)
        let shifts = try arguments.lengths(from: arguments.value(1))
        guard let axes = try arguments.axes() else {
            let total = shifts.reduce(0, &+)
            return .tensor(try arguments.carryOut { () throws(TensorError) in try x.rolled(by: total) })
        }
        guard shifts.count == axes.count || shifts.count == 1 || axes.count == 1 else {
            throw arguments.invalid("\(shifts.count) shifts for \(axes.count) axes")
        }
        return .tensor(
            try arguments.carryOut { () throws(TensorError) in
                var result = x
                for index in 0..<max(shifts.count, axes.count) {
                    let shift = shifts.count == 1 ? shifts[0] : shifts[index]
                    result = try result.rolled(by: shift, axis: axes.count == 1 ? axes[0] : axes[index])
                }
                return result
            })
    }

    private static func delete(_ evaluator: inout Evaluator, _ arguments: Arguments) throws(EvaluationError) -> Value {
        var x = try arguments.tensor(0)
        let axis = try arguments.optionalInt("axis") ?? 0
        if !arguments.isGiven("axis") { x = x.raveled() }
        let length = try x.length(ofAxis: axis, arguments)
        let removed: Set<Int>
        if case .slice(let slice) = arguments.value(1) {
            removed = Set(try slice.positions(in: length))
        } else if case .bool(let mask) = try arguments.tensor(1), mask.rank == 1, mask.count == length {
            removed = Set(mask.elements.indices.filter { mask.elements[$0] })
        } else {
            var places: Set<Int> = []
            for index in try arguments.integers("obj").elements {
                places.insert(try Evaluator.position(index, count: length, kind: "axis"))
            }
            removed = places
        }
        let kept = (0..<length).filter { !removed.contains($0) }
        let indices = NDArray(kept, shape: [kept.count])
        return .tensor(try arguments.carryOut { () throws(TensorError) in try x.taking(indices, axis: axis) })
    }

    private static func insert(_ evaluator: inout Evaluator, _ arguments: Arguments) throws(EvaluationError) -> Value {
        var x = try arguments.tensor(0)
        let index = try arguments.int("obj")
        var values = try arguments.tensor(2)
        let axis = try arguments.optionalInt("axis") ?? 0
        if !arguments.isGiven("axis") { x = x.raveled() }
        let length = try x.length(ofAxis: axis, arguments)
        let place = index < 0 ? index &+ length : index
        guard place >= 0, place <= length else {
            throw .indexOutOfRange(index, count: length + 1, kind: "axis")
        }
        return .tensor(
            try evaluator.flagged(arguments) { (flags) throws(TensorError) in
                let axis = try x.shape.normalizedAxis(axis)
                var lengths = x.shape.dimensions
                if x.rank == 1 {
                    lengths[0] = values.count
                    values = values.raveled()
                } else {
                    // A scalar index: the values are one slice, or several along the axis.
                    if values.rank == x.rank { lengths[axis] = values.shape[axis] } else { lengths[axis] = 1 }
                    if values.rank == x.rank - 1, values.rank > 0 {
                        values = try values.expandingDimensions(at: [axis])
                    }
                }
                let inserted = try values.converted(to: x.dtype, flags: &flags).broadcast(to: Shape(lengths))
                let parts = try x.split(at: [place], axis: axis)
                return try Tensor.concatenate([parts[0], inserted, parts[1]], axis: axis)
            })
    }
}

extension Tensor {
    /// The length of an axis that an argument names.
    func length(ofAxis axis: Int, _ arguments: Arguments) throws(EvaluationError) -> Int {
        shape[try arguments.carryOut { () throws(TensorError) in try shape.normalizedAxis(axis) }]
    }
}
