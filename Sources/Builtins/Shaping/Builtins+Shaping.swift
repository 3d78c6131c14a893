internal import Interpreter
internal import Rendering
internal import Tensors

extension Builtins {
    /// Functions that change shapes, and join and split tensors.
    static let shaping: [Builtin] = axes + lengths + joining + repeating

    /// Axes and their order.
    private static let axes: [Builtin] = [
        Builtin(
            "transpose", .reshape, traits: [.gathers, .essential, .tensorMethod],
            [
                .a, .rest("order", "the axes in their new order", of: .integer),
                .axis("axes", default: nil, "the axes in their new order, a tuple"),
            ], "The axes reversed, or in the order given.",
            example: """
                x = array([[1, 2, 3], [4, 5, 6]])
                transpose x
                #> [[1 4]
                #>  [2 5]
                #>  [3 6]]
                shape x x.T
                #> x.shape (2, 3)
                #> x.T.shape (3, 2)
                """, related: "swapaxes moveaxis reshape ravel expand_dims", transpose
        ),
        Builtin(
            "swapaxes", .reshape, traits: .tensorMethod,
            [.a, .integer("axis1", "an axis"), .integer("axis2", "the axis that it changes places with")],
            "Two axes exchanged.",
            example: """
                x = zeros 2 3 4
                swapaxes(x, 0, 2).shape
                #> (4, 3, 2)
                """, related: "transpose moveaxis"
        ) { (_, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            let (first, second) = (try arguments.int("axis1"), try arguments.int("axis2"))
            return try arguments.tensorValue { () throws(TensorError) in try x.swappingAxes(first, second) }
        },
        Builtin(
            "moveaxis", .reshape,
            [.a, .value("source", "the axis that is moved, or axes"), .value("destination", "where to")],
            "An axis moved to another place.",
            example: """
                images = zeros 10 3 8 8
                moveaxis(images, 1, -1).shape
                #> (10, 8, 8, 3)
                """, related: "transpose swapaxes"
        ) { (machine, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            if arguments.value(1).sequence != nil || arguments.value(2).sequence != nil {
                return try machine.callBack(
                    try machine.member("moveaxis", ofSourceModule: "_numpy_calculus"), arguments: arguments.asGiven)
            }
            let (source, destination) = (try arguments.int("source"), try arguments.int("destination"))
            return try arguments.tensorValue { () throws(TensorError) in try x.movingAxis(source, to: destination) }
        },
        Builtin(
            "flip", .reshape, [.tensor("m", "the tensor"), .axis],
            "The elements in reverse, along all axes or those named.",
            example: """
                flip(array([1, 2, 3]))
                #> [3 2 1]
                x = array([[1, 2], [3, 4]])
                flip x
                #> [[4 3]
                #>  [2 1]]
                """, related: "fliplr flipud rot90 reversed roll"
        ) { (_, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            let axes = try arguments.axes()
            return .result(try arguments.carryOut { () throws(TensorError) in try x.flipped(axes: axes) })
        },
        flipping(
            "fliplr", axis: 1,
            "The columns in reverse.",
            example: """
                fliplr(array([[1, 2, 3], [4, 5, 6]]))
                #> [[3 2 1]
                #>  [6 5 4]]
                """, related: "flip flipud rot90"
        ),
        flipping(
            "flipud", axis: 0,
            "The rows in reverse.",
            example: """
                flipud(array([[1, 2, 3], [4, 5, 6]]))
                #> [[4 5 6]
                #>  [1 2 3]]
                """, related: "flip fliplr rot90"
        ),
        Builtin(
            "rot90", .reshape, [.m, .integer("k", default: 1, "how many times")],
            "A matrix turned k times by 90 degrees to the left.",
            example: """
                rot90(array([[1, 2], [3, 4]]))
                #> [[2 4]
                #>  [1 3]]
                """, related: "flip fliplr flipud", turn
        ),
        Builtin(
            "diag", .reshape, [.tensor("v", "a matrix, or the diagonal of one"), .diagonal],
            "A matrix's diagonal, or a matrix with v on its diagonal; k moves it up.",
            example: """
                diag(array([1, 2, 3]))
                #> [[1 0 0]
                #>  [0 2 0]
                #>  [0 0 3]]
                diag(array([[1, 2], [3, 4]]))
                #> [1 4]
                """, related: "diagonal trace eye identity tri"
        ) { (_, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            let offset = try arguments.int("k")
            let result = try arguments.tensorValue { () throws(TensorError) in try x.diag(offset: offset) }
            return x.rank == 2 ? result.readOnly() : result
        },
        Builtin(
            "diagonal", .reshape, traits: .tensorMethod, [.a, .offset],
            "The diagonal of the first two axes.",
            example: """
                x = arange(9).reshape(3, 3)
                diagonal x
                #> [0 4 8]
                diagonal(x, offset=1)
                #> [1 5]
                """, related: "diag trace eye"
        ) { (_, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            let offset = try arguments.int("offset")
            return try arguments.tensorValue { () throws(TensorError) in try x.diagonal(offset: offset) }.readOnly()
        },
        Builtin(
            "tril", .reshape, [.m, .diagonal],
            "The lower triangle of a matrix, 0 above it.",
            example: """
                x = arange(1, 10).reshape(3, 3)
                tril x
                #> [[1 0 0]
                #>  [4 5 0]
                #>  [7 8 9]]
                """, related: "triu tri"
        ) { (_, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            if x.rank == 0 { throw arguments.typeError("\(arguments.function) takes at least 1-d, not ()") }
            let offset = try arguments.int("k")
            return try arguments.tensorValue { () throws(TensorError) in try x.lowerTriangle(offset: offset) }
        },
        Builtin(
            "triu", .reshape, [.m, .diagonal],
            "The upper triangle of a matrix, 0 below it.",
            example: """
                x = arange(1, 10).reshape(3, 3)
                triu(x, k=1)
                #> [[0 2 3]
                #>  [0 0 6]
                #>  [0 0 0]]
                """, related: "tril tri"
        ) { (_, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            if x.rank == 0 { throw arguments.typeError("\(arguments.function) takes at least 1-d, not ()") }
            let offset = try arguments.int("k")
            return try arguments.tensorValue { () throws(TensorError) in try x.upperTriangle(offset: offset) }
        },
    ]

    private static func flipping(
        _ name: String, axis: Int, _ summary: String, example: String, related: String = ""
    ) -> Builtin {
        Builtin(name, .reshape, [.tensor("m", "the tensor")], summary, example: example, related: related) {
            (_, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            guard x.rank > axis else {
                throw arguments.invalid(
                    "it takes a tensor of at least \(Words.count(axis + 1, "axis", plural: "axes")), not \(x.shape)",
                    python: .value("Input must be >= \(axis + 1)-d."))
            }
            return try arguments.tensorValue { () throws(TensorError) in try x.flipped(axes: [axis]) }
        }
    }

    private static func transpose(
        _ machine: Machine, _ arguments: Arguments
    ) throws(EvaluationError) -> Value {
        let x = try arguments.tensor(0)
        var given = arguments.rest
        if arguments.isGiven("axes"), let axes = arguments.argument("axes") { given.append(axes) }
        if given.count == 1, case .none = given[0].value { given = [] }
        if case .scalar = arguments.value(0), given.isEmpty { return arguments.value(0) }
        if given.isEmpty {
            return try arguments.tensorValue { () throws(TensorError) in
                try x.transposed(axes: x.shape.dimensions.indices.reversed())
            }
        }
        for axis in given { try arguments.refuseTruths(in: axis.value) }
        let order = try arguments.lengths(from: given)
        return try arguments.tensorValue { () throws(TensorError) in try x.transposed(axes: order) }
    }

    private static func turn(_ machine: Machine, _ arguments: Arguments) throws(EvaluationError) -> Value {
        let x = try arguments.tensor(0)
        let turns = ((try arguments.int("k")) % 4 + 4) % 4
        guard x.rank >= 2 else {
            throw arguments.invalid(
                "it takes a tensor of at least 2 axes, not \(x.shape)", python: .value("Axes must be different."))
        }
        return try arguments.tensorValue { () throws(TensorError) in
            switch turns {
            case 0: x
            case 1: try x.flipped(axes: [1]).swappingAxes(0, 1)
            case 2: try x.flipped(axes: [0, 1])
            default: try x.swappingAxes(0, 1).flipped(axes: [1])
            }
        }
    }
}
