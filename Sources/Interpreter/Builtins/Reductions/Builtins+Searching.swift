internal import Tensors

extension Builtins {
    /// Where elements are, or would be.
    static let searching: [Builtin] = [
        Builtin("nonzero(a)", .reduce, "The places of the elements that aren't 0: a tuple of indices, one an axis.") {
            (_, arguments) throws(EvaluationError) in
            try places(of: try arguments.tensor(0), arguments)
        },
        Builtin("argwhere(a)", .reduce, "The indices of the elements that aren't 0, a row each.") {
            (_, arguments) throws(EvaluationError) in
            .tensor(.int64(try arguments.tensor(0).nonzeroIndices()))
        },
        Builtin("flatnonzero(a)", .reduce, "The places, in C order, of the elements that aren't 0.") {
            (_, arguments) throws(EvaluationError) in
            .tensor(.int64(try arguments.tensor(0).flatNonzero()))
        },
        Builtin(
            "searchsorted(a, v, side='left')", .reduce,
            "Where v would stand in the sorted a: before equal elements, or after them with side='right'."
        ) {
            (_, arguments) throws(EvaluationError) in
            let (x, values) = (try arguments.tensor(0), try arguments.tensor(1))
            let side = try arguments.string("side") ?? "left"
            guard side == "left" || side == "right" else {
                throw arguments.invalid("side is 'left' or 'right', not '\(side)'")
            }
            return .result(
                .int64(
                    try arguments.carryOut { () throws(TensorError) in
                        try x.insertionPlaces(of: values, afterEqual: side == "right")
                    }))
        },
        Builtin(
            "digitize(x, bins, right=False)", .reduce,
            "The bin that each element falls into; the edges must rise or fall.",
            digitize),
    ]

    /// The places where elements aren't 0, as a tuple of index tensors, one an axis.
    static func places(of tensor: Tensor, _ arguments: Arguments) throws(EvaluationError) -> Value {
        let indices = try arguments.carryOut { () throws(TensorError) in try tensor.nonzero() }
        return .tuple(indices.map { .tensor(.int64($0)) })
    }

    private static func digitize(
        _ evaluator: inout Evaluator, _ arguments: Arguments
    ) throws(EvaluationError) -> Value {
        let (x, bins) = (try arguments.tensor(0), try arguments.tensor(1))
        let includesRight = try arguments.bool("right", default: false)
        let edges = bins.asFloat64().elements
        let pairs = zip(edges, edges.dropFirst())
        let rises = pairs.allSatisfy { $0 <= $1 }
        guard bins.rank == 1, rises || pairs.allSatisfy({ $0 >= $1 }) else {
            throw arguments.invalid("the edges must be one axis that rises or falls")
        }
        return .result(
            .int64(
                try arguments.carryOut { () throws(TensorError) in
                    if rises { return try bins.insertionPlaces(of: x, afterEqual: !includesRight) }
                    let found = try bins.flipped().insertionPlaces(of: x, afterEqual: includesRight)
                    return NDArray(found.elements.map { edges.count - $0 }, shape: found.shape)
                }))
    }
}
