internal import Tensors

extension Builtins {
    /// The functions that change shapes, and join and divide tensors.
    static let shaping: [Builtin] = axes + lengths + joining + repeating

    /// Axes and their order.
    private static let axes: [Builtin] = [
        Builtin(
            "transpose(a, *order, axes=None)", .reshape, "The axes reversed, or in the order given.", transpose),
        Builtin("swapaxes(a, axis1, axis2)", .reshape, "Two axes exchanged.") {
            (_, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            let (first, second) = (try arguments.int("axis1"), try arguments.int("axis2"))
            return .tensor(
                try arguments.carryOut { () throws(TensorError) in try x.swappingAxes(first, second) })
        },
        Builtin("moveaxis(a, source, destination)", .reshape, "An axis moved to another place.") {
            (_, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            let (source, destination) = (try arguments.int("source"), try arguments.int("destination"))
            return .tensor(
                try arguments.carryOut { () throws(TensorError) in try x.movingAxis(source, to: destination) })
        },
        Builtin("flip(m, axis=None)", .reshape, "The elements in reverse, along all axes or those named.") {
            (_, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            let axes = try arguments.axes()
            return .tensor(try arguments.carryOut { () throws(TensorError) in try x.flipped(axes: axes) })
        },
        flipping("fliplr", axis: 1, "The columns in reverse."),
        flipping("flipud", axis: 0, "The rows in reverse."),
        Builtin("rot90(m, k=1)", .reshape, "A matrix turned k times by 90 degrees to the left.", turn),
        Builtin(
            "diag(v, k=0)", .reshape, "A matrix's diagonal, or a matrix with v on its diagonal; k moves it up."
        ) {
            (_, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            let offset = try arguments.int("k", default: 0)
            return .tensor(try arguments.carryOut { () throws(TensorError) in try x.diag(offset: offset) })
        },
        Builtin("diagonal(a, offset=0)", .reshape, "The diagonal of the first two axes.") {
            (_, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            let offset = try arguments.int("offset", default: 0)
            return .tensor(try arguments.carryOut { () throws(TensorError) in try x.diagonal(offset: offset) })
        },
        Builtin("tril(m, k=0)", .reshape, "The lower triangle of a matrix, 0 above it.") {
            (_, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            let offset = try arguments.int("k", default: 0)
            return .tensor(try arguments.carryOut { () throws(TensorError) in try x.lowerTriangle(offset: offset) })
        },
        Builtin("triu(m, k=0)", .reshape, "The upper triangle of a matrix, 0 below it.") {
            (_, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            let offset = try arguments.int("k", default: 0)
            return .tensor(try arguments.carryOut { () throws(TensorError) in try x.upperTriangle(offset: offset) })
        },
    ]

    private static func flipping(_ name: String, axis: Int, _ summary: String) -> Builtin {
        Builtin("\(name)(m)", .reshape, summary) { (_, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            return .tensor(try arguments.carryOut { () throws(TensorError) in try x.flipped(axes: [axis]) })
        }
    }

    private static func transpose(
        _ evaluator: inout Evaluator, _ arguments: Arguments
    ) throws(EvaluationError) -> Value {
        let x = try arguments.tensor(0)
        var given = arguments.rest
        if arguments.isGiven("axes"), let axes = arguments.argument("axes") { given.append(axes) }
        if given.count == 1, case .none = given[0].value { given = [] }
        if given.isEmpty {
            return .tensor(
                try arguments.carryOut { () throws(TensorError) in
                    try x.transposed(axes: x.shape.dimensions.indices.reversed())
                })
        }
        let order = try arguments.lengths(from: given)
        return .tensor(try arguments.carryOut { () throws(TensorError) in try x.transposed(axes: order) })
    }

    private static func turn(_ evaluator: inout Evaluator, _ arguments: Arguments) throws(EvaluationError) -> Value {
        let x = try arguments.tensor(0)
        let turns = ((try arguments.int("k", default: 1)) % 4 + 4) % 4
        guard x.rank >= 2 else { throw arguments.invalid("it takes a tensor of at least 2 axes, not \(x.shape)") }
        return .tensor(
            try arguments.carryOut { () throws(TensorError) in
                switch turns {
                case 0: x
                case 1: try x.flipped(axes: [1]).swappingAxes(0, 1)
                case 2: try x.flipped(axes: [0, 1])
                default: try x.swappingAxes(0, 1).flipped(axes: [1])
                }
            })
    }
}
