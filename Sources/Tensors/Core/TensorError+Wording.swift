extension TensorError {
    /// What is wrong, in one sentence without a full stop; shapes are written as Python's tuples.
    public var message: String { message(names: []) }

    /// The same with the operands' names before their shapes, as far as `names` gives them in their order.
    public func message(names: [String]) -> String {
        switch self {
        case .cannotBroadcast(let shapes):
            "\(names.count == shapes.count ? "" : "shapes ")\(Self.list(shapes, names)) don't fit together"
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
            "cannot reshape \(shape), \(Self.count(shape.count, "element", "elements")), to \(Shape(lengths))"
        case .indexOutOfRange(let index, let axis, let length):
            "index \(index) is out of range for axis \(axis) of length \(length)"
        case .tooManyIndices(let rank, let given):
            "\(given) indices for a tensor with \(Self.count(rank, "axis", "axes"))"
        case .maskMismatch(let mask, let shape):
            "a mask of shape \(mask) doesn't fit a tensor of shape \(shape)"
        case .cannotAssign(let value, let target):
            "a value of shape \(value) can't be assigned to a place of shape \(target)"
        default:
            otherMessage
        }
    }

    private var otherMessage: String {
        switch self {
        case .emptyReduction(let function):
            "\(function) of no elements has no value"
        case .cannotJoin(let function, let shapes):
            "\(function) can't join the shapes \(Self.list(shapes))"
        case .unsupportedTypes(let operation, let types, _):
            "\(operation) doesn't take \(types.map(\.description).joined(separator: " and "))"
        case .integerToNegativePower:
            "integers can't be raised to negative integer powers"
        case .notSquare(let function, let shape):
            "\(function) needs a square matrix, not \(shape)"
        case .singularMatrix(let function, let shape):
            "\(function): this \(shape) matrix is singular"
        case .systemMismatch(let function, let left, let right):
            "\(function): \(left) and \(right) don't make a system of equations"
        case .wrongRank(let function, let expected, let shape):
            "\(function) takes \(expected), not a tensor of shape \(shape)"
        case .tooLarge(let shape):
            "a tensor of shape \(shape) is too large for the memory"
        case .negativeLength(let length):
            "a length can't be negative: \(length)"
        case .ragged:
            "the nested lists have differing lengths"
        case .invalidArgument(let function, let text):
            "\(function): \(text)"
        default:
            ""
        }
    }

    /// What to know or do about it, a sentence each; may be empty.
    public var notes: [String] { notes(names: []) }

    /// The same with the operands' names, as far as `names` gives them in their order.
    public func notes(names: [String]) -> [String] {
        switch self {
        case .cannotBroadcast(let shapes):
            broadcastNotes(shapes, names)
        case .productMismatch(let left, let right):
            productNotes(left, right, names.count == 2 ? names : ["left", "right"])
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
    /// A shape behind its operand's name, if there is one.
    private static func named(_ shape: Shape, _ names: [String], _ index: Int) -> String {
        names.indices.contains(index) ? "\(names[index]) \(shape)" : shape.description
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
            let name = names.count == 2 ? names[column] : "v"
            notes.append("to line \(shapes[column]) up with the rows, make it a column: \(name).reshape(-1, 1)")
        }
        return notes
    }

    /// Which of two shapes, 0 or 1, is 1-D and would fit the other as a column.
    private static func columnOfTwo(_ left: Shape, _ right: Shape) -> Int? {
        if left.rank == 1, right.rank == 2, left[0] == right[0] { return 0 }
        if right.rank == 1, left.rank == 2, right[0] == left[0] { return 1 }
        return nil
    }

    private func productNotes(_ left: Shape, _ right: Shape, _ names: [String]) -> [String] {
        guard left.rank == 2, right.rank == 2 else {
            return ["the last axis of \(names[0]) must be as long as the last but one of \(names[1])"]
        }
        if left[0] == right[0] { return ["\(names[0]) transposed would fit: \(names[0]).T @ \(names[1])"] }
        if left[1] == right[1] { return ["\(names[1]) transposed would fit: \(names[0]) @ \(names[1]).T"] }
        if left[0] == right[1] { return ["the other order would fit: \(names[1]) @ \(names[0])"] }
        return ["the columns of \(names[0]) must be as many as the rows of \(names[1])"]
    }

    private func joinNotes(_ shapes: [Shape]) -> [String] {
        if shapes.isEmpty { return ["give at least one tensor"] }
        let ranks = Set(shapes.map(\.rank))
        return ranks.count > 1
            ? ["they need the same number of axes"] : ["only the axis they are joined along may differ in length"]
    }
}
