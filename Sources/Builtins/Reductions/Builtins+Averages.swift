internal import Interpreter
internal import Tensors

extension Builtins {
    /// Weighted means and quantiles.
    static let averages: [Builtin] = [
        Builtin(
            "average", .reduce,
            [
                .a, .axis, .weights, .truth("returned", default: false, "whether the sum of the weights is given too"),
                .star, .keepdimsFlag,
            ], "The mean, each element counted as often as its weight says.",
            example: """
                grades = array([1.0, 2.0, 4.0])
                average grades
                #> 2.3333333333333335
                average(grades, weights=[3, 2, 1])
                #> 1.8333333333333333
                """, related: "mean median std np.sum", average
        ),
        Builtin(
            "percentile", .reduce, traits: .takesEveryType,
            [.a, .tensor("q", "from 0 to 100"), .axis, .out, .keepdims],
            "The value below which q percent of the elements lie, interpolated linearly.",
            example: """
                x = array([1, 2, 3, 4, 5])
                percentile x 50
                #> 3.0
                percentile(x, [10, 90])
                #> [1.4 4.6]
                """, related: "stats mean std median quantile histogram"
        ) { (machine, arguments) throws(EvaluationError) in
            if let found = try quantileOfOtherType(machine, arguments) { return found }
            let q = try arguments.tensor(1)
            let quantiles = try machine.flagged(arguments) { (flags) throws(TensorError) in
                try Tensor.binary(.divide, q, Tensor(.float64(100)), flags: &flags)
            }
            return try quantile(quantiles, arguments)
        },
        Builtin(
            "quantile", .reduce, traits: .takesEveryType, [.a, .tensor("q", "from 0 to 1"), .axis, .out, .keepdims],
            "The value below which the part q of the elements lies, interpolated linearly.",
            example: """
                x = array([1.0, 2.0, 4.0, 8.0])
                quantile(x, [0, 0.5, 1])
                #> [1. 3. 8.]
                """, related: "median percentile"
        ) { (machine, arguments) throws(EvaluationError) in
            if let found = try quantileOfOtherType(machine, arguments) { return found }
            return try quantile(try arguments.tensor(1), arguments)
        },
    ]

    private static func average(
        _ machine: Machine, _ arguments: Arguments
    ) throws(EvaluationError) -> Value {
        let x = try arguments.tensor(0)
        let axes = try arguments.axes()
        let keeps = try arguments.bool("keepdims")
        var weights = try arguments.optionalTensor("weights") ?? Tensor(.float64(1))
        if arguments.isGiven("weights") {
            weights = try spread(weights, along: axes, of: x, arguments)
        } else {
            weights = try arguments.carryOut { () throws(TensorError) in try Tensor.ones(x.shape) }
        }
        let operand = Tensor.float64(x.asFloat64())
        let (sum, total) = try machine.flagged(arguments) { (flags) throws(TensorError) in
            let weighted = try Tensor.binary(.multiply, operand, weights, flags: &flags)
            return (
                arguments.isGiven("weights")
                    ? try weighted.sum(axes: axes, keepingDimensions: keeps, flags: &flags)
                    : try operand.mean(axes: axes, keepingDimensions: keeps, flags: &flags),
                try Tensor.float64(weights.asFloat64()).sum(axes: axes, keepingDimensions: keeps, flags: &flags)
            )
        }
        if arguments.isGiven("weights"), total.asFloat64().elements.contains(0) {
            throw arguments.invalid(
                "the weights sum to 0",
                python: PythonForm("ZeroDivisionError", "Weights sum to zero, can't be normalized"))
        }
        let average = try machine.result(of: arguments) { (flags) throws(TensorError) in
            arguments.isGiven("weights") ? try Tensor.binary(.divide, sum, total, flags: &flags) : sum
        }
        return try arguments.bool("returned") ? .tuple(TupleObject([average, .result(total)])) : average
    }

    /// Weights of one axis, reshaped to broadcast along that axis of `x`.
    private static func spread(
        _ weights: Tensor, along axes: [Int]?, of x: Tensor, _ arguments: Arguments
    ) throws(EvaluationError) -> Tensor {
        if weights.shape == x.shape { return weights }
        guard let axis = axes?.first, axes?.count == 1, weights.rank == 1 else {
            throw arguments.invalid(
                "weights of shape \(weights.shape) don't fit the shape \(x.shape)",
                hint: "give the axis of the weights: axis=0",
                python: axes == nil
                    ? PythonForm("TypeError", "Axis must be specified when shapes of a and weights differ.")
                    : .value("Shape of weights must be consistent with shape of a along specified axis."))
        }
        guard try x.length(ofAxis: axis, arguments) == weights.count else {
            throw arguments.invalid("\(weights.count) weights for axis \(axis) of \(x.shape)")
        }
        return try arguments.carryOut { () throws(TensorError) in
            var lengths = [Int](repeating: 1, count: x.rank)
            lengths[try x.shape.normalizedAxis(axis)] = weights.count
            return try weights.reshaped(to: lengths).broadcast(to: x.shape)
        }
    }

    /// A quantile of elements other than float64, int64 and bool, which keep their type; nil for those three.
    private static func quantileOfOtherType(
        _ machine: Machine, _ arguments: Arguments
    ) throws(EvaluationError) -> Value? {
        if try arguments.tensor(0).dtype.isUsual { return nil }
        return try machine.callBack(
            try machine.member(arguments.function, ofSourceModule: "_numpy_quantiles"), arguments: arguments.asGiven)
    }

    /// NumPy's default method 'linear': interpolates between the two elements around the position q * (n - 1).
    private static func quantile(_ q: Tensor, _ arguments: Arguments) throws(EvaluationError) -> Value {
        let x = try arguments.tensor(0)
        if x.count == 0 {
            throw arguments.invalid(
                "there is no quantile of no elements",
                python: PythonForm("IndexError", "index -1 is out of bounds for axis 0 with size 0"))
        }
        let axes = try arguments.axes()
        let keeps = try arguments.bool("keepdims")
        return .result(
            try arguments.carryOut { () throws(TensorError) in
                try x.requireDifferences()
                let along = try x.shape.normalizedAxes(axes ?? Array(x.shape.dimensions.indices))
                let kept = x.shape.dimensions.indices.filter { !along.contains($0) }
                let keptLengths = kept.map { x.shape[$0] }
                let rows = try x.transposed(axes: kept + along).reshaped(
                    to: keptLengths + [along.reduce(1) { $0 * x.shape[$1] }])
                let lengths = x.shape.dimensions.indices.compactMap { axis in
                    along.contains(axis) ? (keeps ? 1 : nil) : x.shape[axis]
                }
                let found = try rows.quantiles(q, axis: -1).reshaped(to: q.shape.dimensions + lengths)
                // Integer quantiles of ints select elements, and stay ints.
                guard x.dtype != .float64, q.dtype != .float64 else { return found }
                var flags: FloatingPointFlags = []
                return try found.converted(to: .int64, flags: &flags)
            })
    }
}
