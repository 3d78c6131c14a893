internal import Interpreter
internal import Kernels
internal import Tensors

extension Builtins {
    /// The positions of elements, or where they would be inserted.
    static let searching: [Builtin] = [
        Builtin(
            "nonzero", .reduce, traits: [.tensorMethod, .takesEveryType, .takesTexts, .takesComplex], gives: .tuple,
            [.a],
            "The places of the elements that aren't 0: a tuple of indices, one an axis.",
            example: """
                nonzero(array([0, 3, 0, 5]))
                #> (array([1, 3]),)
                x = array([[0, 1], [2, 0]])
                x[nonzero(x)]
                #> [1 2]
                """, related: "argwhere flatnonzero where count_nonzero"
        ) { (_, arguments) throws(EvaluationError) in
            try places(of: try arguments.tensor(0), arguments)
        },
        Builtin(
            "argwhere", .reduce, traits: [.takesEveryType, .takesTexts, .takesComplex], [.a],
            "The indices of the elements that aren't 0, a row each.",
            example: """
                x = array([[1.0, nan], [nan, 4.0]])
                argwhere(isnan(x))
                #> [[0 1]
                #>  [1 0]]
                """, related: "nonzero flatnonzero where"
        ) { (_, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            return try arguments.tensorValue { () throws(TensorError) in .int64(try x.nonzeroIndices()) }
        },
        Builtin(
            "flatnonzero", .reduce, traits: [.takesEveryType, .takesTexts, .takesComplex], [.a],
            "The places, in C order, of the elements that aren't 0.",
            example: """
                losses = array([0.9, 0.4, 0.1, 0.05])
                flatnonzero(losses < 0.2)[0]
                #> 2
                """, related: "nonzero argwhere where"
        ) { (_, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            return try arguments.tensorValue { () throws(TensorError) in .int64(try x.flatNonzero()) }
        },
        Builtin(
            "searchsorted", .reduce, traits: [.tensorMethod, .takesEveryType, .takesTexts],
            [
                .tensor("a", "the sorted numbers"), .tensor("v", "what is put in"),
                .text("side", default: "left", "'left' or 'right' of equal ones"),
            ],
            "The index where v would be inserted into the sorted a: before equal elements, or after them with side='right'.",
            example: """
                edges = array([10, 20, 30])
                searchsorted edges 25
                #> 2
                searchsorted(edges, [20, 99], side='right')
                #> [2 3]
                """, related: "digitize sort interp"
        ) { (_, arguments) throws(EvaluationError) in
            let (x, values) = (try arguments.tensor(0), try arguments.tensor(1))
            let side = try arguments.text("side")
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
            "digitize", .reduce,
            [
                .tensor("x", "the numbers"), .tensor("bins", "the edges, in order"),
                .truth("right", default: false, "whether an interval holds its right edge"),
            ], "The bin that each element falls into; the edges must rise or fall.",
            example: """
                ages = array([5, 18, 40])
                digitize(ages, [13, 20, 65])
                #> [0 1 2]
                """, related: "histogram bincount searchsorted", digitize
        ),
    ]

    /// The indices of elements that aren't 0, as a tuple of index tensors, one per axis.
    static func places(of tensor: Tensor, _ arguments: Arguments) throws(EvaluationError) -> Value {
        let indices = try arguments.carryOut { () throws(TensorError) in try tensor.nonzero() }
        return .tuple(TupleObject(indices.map { .array(ArrayObject(shaped: .int64($0))) }))
    }

    private static func digitize(
        _ machine: Machine, _ arguments: Arguments
    ) throws(EvaluationError) -> Value {
        let (x, bins) = (try arguments.tensor(0), try arguments.tensor(1))
        let includesRight = try arguments.bool("right")
        let edges = bins.asFloat64().elements
        let pairs = zip(edges, edges.dropFirst())
        let rises = pairs.polled().allSatisfy { $0 <= $1 }
        guard bins.rank == 1, rises || pairs.polled().allSatisfy({ $0 >= $1 }) else {
            throw arguments.invalid(
                "the edges must be one axis that rises or falls",
                python: .value("bins must be monotonically increasing or decreasing"))
        }
        return .result(
            .int64(
                try arguments.carryOut { () throws(TensorError) in
                    if rises { return try bins.insertionPlaces(of: x, afterEqual: !includesRight) }
                    let found = try bins.flipped().insertionPlaces(of: x, afterEqual: !includesRight)
                    let elements = found.elements
                    return try NDArray(shape: found.shape) { edges.count - elements[$0] }
                }))
    }
}
