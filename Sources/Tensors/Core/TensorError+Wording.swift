extension TensorError {
    /// The error in one sentence without a full stop; shapes are written as Python tuples.
    public var message: String { message(names: []) }

    /// The same with the operands' names before their shapes, where `names` has them, in the operands' order.
    public func message(names: [String]) -> String {
        switch self {
        case .cannotBroadcast(let shapes):
            "\(names.contains { !$0.isEmpty } ? "" : "shapes ")\(Self.list(shapes, names)) don't fit together"
        case .productMismatch(let left, let right):
            "cannot multiply \(Self.named(left, names, 0)) @ \(Self.named(right, names, 1)): "
                + "the inner lengths \(Self.innerLengths(left, right)) differ"
        case .productOfScalar:
            "@ needs tensors of at least one axis, and one operand is a scalar"
        case .axisOutOfRange(let axis, let rank):
            "axis \(axis) is out of range for a tensor with \(Self.count(rank, "axis", "axes"))"
        case .duplicateAxis(let axis):
            "axis \(axis) is given twice"
        case .cannotReshape(let shape, let lengths):
            "cannot reshape \(Self.named(shape, names, 0)), \(Self.count(shape.count, "element", "elements")), to \(Shape(lengths))"
        case .indexOutOfRange(let index, let axis, let length):
            "index \(index) is out of range for axis \(axis) of length \(length)"
        case .tooManyIndices(let rank, let given):
            "\(given) indices for a tensor with \(Self.count(rank, "axis", "axes"))"
        case .maskMismatch(let mask, let shape):
            "the mask \(Self.named(mask, names, 0)) doesn't fit \(Self.named(shape, names, 1))"
        case .cannotAssign(let value, let target):
            "\(Self.named(value, names, 0)) can't be assigned to \(Self.named(target, names, 1))"
        case .cannotJoin(let function, let shapes):
            "\(function) can't join \(Self.list(shapes, names))"
        case .notSquare(let function, let shape):
            "\(function) needs a square matrix, not \(Self.named(shape, names, 0))"
        case .singularMatrix(let function, let shape):
            "\(function): the matrix \(Self.named(shape, names, 0)) is singular"
        case .noMatrix(let function, let shape, let takesStacks):
            "\(function) takes a matrix (2-d\(takesStacks ? ", or a stack of them" : "")), not \(Self.named(shape, names, 0))"
        case .notPositiveDefinite(let function, let shape):
            "\(function): the matrix \(Self.named(shape, names, 0)) is not positive definite"
        case .notFinite(let function, let shape):
            "\(function): the matrix \(Self.named(shape, names, 0)) has elements that are infinite or nan"
        case .noConvergence(let function, let sought):
            "\(function): \(sought.words) did not converge"
        case .noCondition:
            "cond: a matrix without elements has no condition number"
        case .unevenEquations(let left, let right):
            "tensorsolve: \(Self.named(left, names, 0)) and \(Self.named(right, names, 1)) don't make as many equations "
                + "as there are unknowns"
        case .tooLargeForLAPACK(let function, let shape):
            "\(function): the matrix \(Self.named(shape, names, 0)) is larger than LAPACK counts"
        case .systemMismatch(let function, let left, let right, _):
            "\(function): \(Self.named(left, names, 0)) and \(Self.named(right, names, 1)) "
                + "don't make a system of equations"
        case .wrongRank(let function, let expected, let shape):
            "\(function) takes \(expected), not \(Self.named(shape, names, 0))"
        case .emptyReduction(let function):
            "\(function) of no elements has no value"
        case .unsupportedTypes(let operation, let types, _):
            "\(operation) doesn't take \(types.map(\.description).joined(separator: " and "))"
        case .integerToNegativePower:
            "integers can't be raised to negative integer powers"
        case .tooLarge(let shape):
            "a tensor of shape \(shape) is too large for the memory"
        case .outOfMemory(let bytes):
            "out of memory: there are no \(bytes) bytes for a tensor"
        case .tooManyAxes(let rank, _):
            "a tensor has at most \(Shape.mostAxes) axes, not \(rank)"
        case .negativeLength(let length):
            "a length can't be negative: \(length)"
        case .ragged:
            "the nested lists have differing lengths"
        case .interrupted:
            "interrupted"
        case .invalidArgument(let function, let text):
            "\(function): \(text)"
        }
    }

    /// What to know or do about it, one sentence each; may be empty.
    public var notes: [String] { notes(names: []) }

    /// The same with the operands' names, where `names` has them, in the operands' order.
    public func notes(names: [String]) -> [String] {
        switch self {
        case .cannotBroadcast(let shapes):
            broadcastNotes(shapes, names)
        case .productMismatch(let left, let right):
            productNotes(left, right, names.count == 2 ? names : ["", ""])
        case .productOfScalar:
            ["use * to multiply by a number"]
        case .axisOutOfRange(_, let rank):
            rank == 0 ? ["a scalar has no axes"] : ["axes go from \(-rank) to \(rank - 1)"]
        case .cannotReshape(_, let lengths):
            lengths.filter { $0 < 0 }.count > 1
                ? ["only one length may be -1"] : ["the lengths must multiply to the number of elements; one may be -1"]
        case .indexOutOfRange(_, _, let length):
            length == 0 ? ["this axis is empty"] : ["indices go from \(-length) to \(length - 1)"]
        case .tooManyIndices(let rank, _):
            rank == 0 ? ["a scalar takes no index"] : ["give at most \(rank)"]
        case .maskMismatch:
            ["a mask has the lengths of the axes it indexes, from the first on"]
        case .cannotAssign:
            ["the value's lengths must be those of the place or 1, aligned at the last axis"]
        case .emptyReduction:
            ["check that the tensor isn't empty first, with x.size"]
        case .cannotJoin(_, let shapes):
            joinNotes(shapes)
        case .unsupportedTypes(_, _, let hint):
            hint.isEmpty ? [] : [hint]
        case .integerToNegativePower:
            ["make one of them a float: x.astype(float) ** -1 or x ** -1.0"]
        default:
            otherNotes
        }
    }

    private var otherNotes: [String] {
        switch self {
        case .singularMatrix:
            ["some row is a combination of the others; np.linalg.lstsq finds the best solution there is"]
        case .notPositiveDefinite:
            ["cholesky is for symmetric matrices whose eigenvalues are all above 0: np.linalg.eigvalsh shows them"]
        case .noConvergence:
            ["elements that are infinite or nan are the usual reason"]
        case .systemMismatch:
            ["the right-hand side needs as many rows as the matrix"]
        case .tooLarge:
            ["the memory limit is \(MemoryLimit.current.bytes) bytes"]
        case .ragged:
            ["all lists of one depth need the same length"]
        default:
            []
        }
    }
}

extension TensorError {
    /// A shape after its operand's name, if there is one.
    private static func named(_ shape: Shape, _ names: [String], _ index: Int) -> String {
        names.indices.contains(index) && !names[index].isEmpty ? "\(names[index]) \(shape)" : shape.description
    }

    private static func list(_ shapes: [Shape], _ names: [String] = []) -> String {
        let names = shapes.indices.map { named(shapes[$0], names.count == shapes.count ? names : [], $0) }
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " and " + last
    }

    private static func count(_ number: Int, _ singular: String, _ plural: String) -> String {
        "\(number) \(number == 1 ? singular : plural)"
    }

    private static func innerLengths(_ left: Shape, _ right: Shape) -> String {
        "\(left.dimensions.last ?? 1) and \(right.rank > 1 ? right[right.rank - 2] : right.dimensions.first ?? 1)"
    }

    private func broadcastNotes(_ shapes: [Shape], _ names: [String]) -> [String] {
        var notes = ["aligned at the last axis, lengths must be equal or 1"]
        if shapes.count == 2, let column = Self.columnOfTwo(shapes[0], shapes[1]) {
            let name = names.count == 2 && !names[column].isEmpty ? Self.receiver(names[column]) : "v"
            notes.append("to line \(shapes[column]) up with the rows, make it a column: \(name).reshape(-1, 1)")
        }
        return notes
    }

    /// Which of two shapes, 0 or 1, is 1-D and would fit the other as a column; nil if neither.
    private static func columnOfTwo(_ left: Shape, _ right: Shape) -> Int? {
        if left.rank == 1, right.rank == 2, left[0] == right[0] { return 0 }
        if right.rank == 1, left.rank == 2, right[0] == left[0] { return 1 }
        return nil
    }

    private func productNotes(_ left: Shape, _ right: Shape, _ names: [String]) -> [String] {
        let (first, second) = (names[0].isEmpty ? "the left" : names[0], names[1].isEmpty ? "the right" : names[1])
        guard left.rank == 2, right.rank == 2 else {
            let needed = "\(first) has \(left.dimensions.last ?? 1) in its last axis"
            return [
                right.rank == 1
                    ? "\(needed), so \(second) needs as many elements" : "\(needed), so \(second) needs as many rows"
            ]
        }
        let (leftName, rightName) = (Self.receiver(first), Self.receiver(second))
        let isNamed = !names[0].isEmpty && !names[1].isEmpty
        if left[0] == right[0] {
            return ["\(first) transposed would fit" + (isNamed ? ": \(Self.transposed(first)) @ \(rightName)" : "")]
        }
        if left[1] == right[1] {
            return ["\(second) transposed would fit" + (isNamed ? ": \(leftName) @ \(Self.transposed(second))" : "")]
        }
        if left[0] == right[1] {
            return ["the other order would fit" + (isNamed ? ": \(rightName) @ \(leftName)" : "")]
        }
        return ["\(first) has \(left[1]) columns, so \(second) needs \(left[1]) rows"]
    }

    /// An operand as it is written before a `.` or next to an operator.
    public static func receiver(_ name: String) -> String {
        var depth = 0
        for character in name {
            switch character {
            case "(", "[": depth += 1
            case ")", "]": depth -= 1
            case " " where depth == 0: return "(\(name))"
            default: break
            }
        }
        return name
    }

    private static func transposed(_ name: String) -> String {
        name.hasSuffix(".T") ? String(name.dropLast(2)) : receiver(name) + ".T"
    }

    /// The shapes in the message, in the order of `names`.
    public var shapes: [Shape] {
        switch self {
        case .cannotBroadcast(let shapes), .cannotJoin(_, let shapes): shapes
        case .productMismatch(let left, let right), .systemMismatch(_, let left, let right, _),
            .unevenEquations(let left, let right):
            [left, right]
        case .cannotAssign(let value, let target): [value, target]
        case .maskMismatch(let mask, let shape): [mask, shape]
        case .cannotReshape(let shape, _), .notSquare(_, let shape), .singularMatrix(_, let shape): [shape]
        case .wrongRank(_, _, let shape), .noMatrix(_, let shape, _), .notPositiveDefinite(_, let shape): [shape]
        case .notFinite(_, let shape), .tooLargeForLAPACK(_, let shape): [shape]
        default: []
        }
    }

    private func joinNotes(_ shapes: [Shape]) -> [String] {
        if shapes.isEmpty { return ["give at least one tensor"] }
        let ranks = Set(shapes.map(\.rank))
        return ranks.count > 1
            ? ["they need the same number of axes"] : ["only the axis they are joined along may differ in length"]
    }
}

extension SoughtNumbers {
    fileprivate var words: String {
        switch self {
        case .eigenvalues: "the eigenvalues"
        case .singularValues: "the singular values"
        case .leastSquares: "the singular values of the least-squares problem"
        }
    }
}
