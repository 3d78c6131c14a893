internal import Interpreter
internal import Kernels
internal import Rendering
internal import Tensors

extension Builtins {
    /// Covariance, counts, and integrals of curves.
    static let statistics: [Builtin] = [
        Builtin(
            "cov", .reduce,
            [
                .tensor("m", "the variables, a row each"), .variables, .rowvar,
                .truth("bias", default: false, "divide by the count itself, not by one less"),
                .integer("ddof", default: nil, "what is subtracted from the count, in place of bias"),
            ], "The covariances of the rows of m, or of its columns with rowvar=False.",
            example: """
                x = array([1.0, 2.0, 3.0])
                y = array([2.0, 4.0, 7.0])
                cov x y
                #> [[1.         2.5       ]
                #>  [2.5        6.33333333]]
                """, related: "corrcoef var std", covariance
        ),
        Builtin(
            "corrcoef", .reduce, [.tensor("x", "the variables, a row each"), .variables, .rowvar],
            "The correlations of the rows of x, or of its columns with rowvar=False.",
            example: """
                x = array([1.0, 2.0, 3.0, 4.0])
                y = array([2.1, 3.9, 6.2, 7.8])
                corrcoef x y
                #> [[1.         0.99782833]
                #>  [0.99782833 1.        ]]
                """, related: "cov var", correlation
        ),
        Builtin(
            "bincount", .reduce, traits: .takesEveryType,
            [
                .tensor("x", "whole numbers from 0"), .weights,
                .integer("minlength", default: 0, "how many counts there are at least").wholeOnly,
            ], "How often each whole number from 0 on occurs in x, or the sum of its weights.",
            example: """
                labels = array([0, 2, 1, 2, 2])
                bincount labels
                #> [1 1 3]
                """, related: "hist histogram unique isin digitize", countNumbers
        ),
        Builtin(
            "trapezoid", .reduce,
            [
                .tensor("y", "the heights"), .tensor("x", default: nil, "their places"),
                .number("dx", default: 1.0, "the distance of neighbours"), .lastAxis,
            ], "The area under the points, by the trapezoidal rule.",
            example: """
                x = linspace 0 1 101
                trapezoid(x ** 2, x)
                #> 0.33335000000000004
                """, related: "gradient", trapezoid
        ),
        Builtin(
            "gradient", .reduce, traits: .takesEveryType,
            [
                .tensor("f", "the values"),
                .rest("varargs", "the distance of neighbours, or their places; one for all axes, or one an axis"),
                .axis,
                .integer("edge_order", default: 1, "how many neighbours the slope at an edge is of: 1 or 2"),
            ], "The slope at each element, by central differences; one tensor an axis.",
            example: """
                y = array([0.0, 1.0, 4.0, 9.0])
                gradient y
                #> [1. 2. 4. 5.]
                gradient(y, 0.5)
                #> [ 2.  4.  8. 10.]
                """, related: "trapezoid np.diff", gradient
        ),
    ]

    private static func covariance(
        _ machine: Machine, _ arguments: Arguments
    ) throws(EvaluationError) -> Value {
        let degrees = try arguments.optionalInt("ddof")
        // NumPy compares it with 0, and `None` isn't equal to 0.
        let isBiased = if case .some(.none) = arguments["bias"] { true } else { try arguments.bool("bias") }
        let result = try covariances(machine, arguments, ddof: degrees ?? (isBiased ? 0 : 1))
        return try arguments.tensorValue { () throws(TensorError) in try result.squeezed() }
    }

    /// Like `np.cov`: the deviations of each row from its mean, times their transpose, over the degrees of freedom.
    private static func covariances(
        _ machine: Machine, _ arguments: Arguments, ddof: Int
    ) throws(EvaluationError) -> Tensor {
        let first = try rows(try arguments.tensor(0), arguments)
        let second = try arguments.optionalTensor("y")
        let others: Tensor? = if let second { try rows(second, arguments) } else { nil }
        return try machine.flagged(arguments) { (flags) throws(TensorError) in
            let observations =
                try others.map { (others) throws(TensorError) in
                    try Tensor.concatenate([first, others], axis: 0)
                } ?? first
            let means = try observations.mean(axes: [1], keepingDimensions: true, flags: &flags)
            let deviations = try Tensor.binary(.subtract, observations, means, flags: &flags)
            let products = try Tensor.dot(deviations, deviations.transposed, flags: &flags)
            let (difference, overflow) = observations.shape[1].subtractingReportingOverflow(ddof)
            let freedom = overflow ? Int.max : max(difference, 0)
            if freedom == 0 { flags.insert(.noDegreesOfFreedom) }
            let factor = try Tensor.binary(
                .divide, Tensor(.int64(1)), Tensor(.int64(freedom)), flags: &flags)
            return try Tensor.binary(.multiply, products, factor, flags: &flags)
        }
    }

    private static func rows(_ tensor: Tensor, _ arguments: Arguments) throws(EvaluationError) -> Tensor {
        guard tensor.rank <= 2 else { throw arguments.invalid("it takes at most 2 axes, not \(tensor.shape)") }
        let rows = Tensor.float64(tensor.asFloat64()).atLeast2D()
        let areRows = try arguments.bool("rowvar")
        return areRows || tensor.rank < 2 ? rows : rows.transposed
    }

    private static func correlation(
        _ machine: Machine, _ arguments: Arguments
    ) throws(EvaluationError) -> Value {
        let covariances = try covariances(machine, arguments, ddof: 1)
        return try machine.result(of: arguments) { (flags) throws(TensorError) in
            if covariances.count == 1 {
                let scalar = try covariances.squeezed()
                return try Tensor.binary(.divide, scalar, scalar, flags: &flags)
            }
            let deviations = try Tensor.unary(.sqrt, try covariances.diagonal(), flags: &flags)
            let column = try deviations.reshaped(to: [deviations.count, 1])
            let scaled = try Tensor.binary(
                .divide, try Tensor.binary(.divide, covariances, column, flags: &flags), deviations, flags: &flags)
            return try Tensor.clip(scaled, from: Tensor(.float64(-1)), to: Tensor(.float64(1)), flags: &flags)
        }
    }

    private static func countNumbers(
        _ machine: Machine, _ arguments: Arguments
    ) throws(EvaluationError) -> Value {
        let given = try arguments.tensor(0)
        // An empty list has no elements of a wrong type.
        let isEmptyList = given.count == 0 && !arguments.value(0).isTensor
        let numbers = isEmptyList ? .int64(NDArray([], shape: given.shape)) : given
        let weights = try arguments.optionalTensor("weights")
        let length = try arguments.int("minlength")
        return try arguments.tensorValue { () throws(TensorError) in
            try numbers.binCounts(weights: weights, minimumLength: length)
        }
    }

    private static func trapezoid(
        _ machine: Machine, _ arguments: Arguments
    ) throws(EvaluationError) -> Value {
        let y = try arguments.tensor(0)
        if y.rank == 0 {
            throw arguments.invalid(
                "it takes a tensor of at least one axis",
                python: PythonForm("IndexError", "list assignment index out of range"))
        }
        if let distance = arguments["dx"], distance.isLong, y.dtype != .float64 {
            throw .numbers(.beyondInt64(distance.briefText))
        }
        let x = try arguments.optionalTensor("x")
        let spacing = try arguments.double("dx")
        let axis = try arguments.int("axis")
        return try machine.result(of: arguments) { (flags) throws(TensorError) in
            let place = try y.shape.normalizedAxis(axis)
            func part(_ lower: Int?, _ upper: Int?) throws(TensorError) -> Tensor {
                let slice = TensorIndex.slice(lower: lower, upper: upper, step: nil)
                return try y.indexed(by: [TensorIndex](repeating: .all, count: place) + [slice])
            }
            var steps = Tensor(.float64(spacing))
            if let x {
                steps = try x.differences(axis: x.rank == 1 ? 0 : axis)
                if x.rank == 1 {
                    var lengths = [Int](repeating: 1, count: y.rank)
                    lengths[place] = steps.count
                    steps = try steps.reshaped(to: lengths)
                }
            }
            let pairs = try Tensor.binary(.add, try part(1, nil), try part(nil, -1), flags: &flags)
            let areas = try Tensor.binary(.multiply, steps, pairs, flags: &flags)
            let halves = try Tensor.binary(.divide, areas, Tensor(.float64(2)), flags: &flags)
            return try halves.sum(axes: [axis], flags: &flags)
        }
    }

    private static func gradient(
        _ machine: Machine, _ arguments: Arguments
    ) throws(EvaluationError) -> Value {
        let (order, dtype) = (try arguments.int("edge_order"), try arguments.tensor(0).dtype)
        let steps = arguments.rest.map(\.value)
        let isPlain = order == 1 && dtype.isUsual && steps.allSatisfy { $0.asDouble != nil }
        // Anything that is neither numbers nor coordinates is rejected below.
        if !isPlain, steps.allSatisfy({ $0.sequence != nil || $0.isTensor || $0.asDouble != nil }) {
            return try machine.callBack(
                try machine.member("gradient", ofSourceModule: "_numpy_calculus"), arguments: arguments.asGiven)
        }
        let f = try arguments.tensor(0)
        let named = try arguments.axes()
        if f.rank == 0, arguments.rest.count == 1, arguments.rest[0].value.asDouble == nil {
            throw arguments.typeError("invalid number of arguments")
        }
        let given = try distances(arguments)
        let axes = try arguments.carryOut { () throws(TensorError) in
            try f.requireDifferences()
            return try f.shape.normalizedAxes(named ?? Array(f.shape.dimensions.indices))
        }
        for axis in axes where f.shape[axis] < 2 {
            throw arguments.invalid(
                "axis \(axis) of \(f.shape) needs at least 2 elements",
                python: .value(
                    "Shape of array too small to calculate a numerical gradient, at least (edge_order + 1) elements are "
                        + "required."))
        }
        guard given.count == axes.count || given.count <= 1 else {
            throw arguments.invalid(
                "\(given.count) distances are given for \(Words.count(axes.count, "axis", plural: "axes"))",
                python: PythonForm("TypeError", "invalid number of arguments"))
        }
        var slopes: [Value] = []
        for (place, axis) in axes.enumerated() {
            let spacing = given.isEmpty ? 1 : given.count == 1 ? given[0] : given[place]
            slopes.append(
                try machine.tensor(of: arguments) { (flags) throws(TensorError) in
                    try Tensor.float64(f.asFloat64()).slope(axis: axis, spacing: spacing, &flags)
                })
        }
        return slopes.count == 1 ? slopes[0] : .tuple(TupleObject(slopes))
    }

    /// The distances between neighbours for `gradient`.
    private static func distances(_ arguments: Arguments) throws(EvaluationError) -> [Double] {
        try arguments.rest.map { (argument) throws(EvaluationError) in
            if let number = argument.value.asDouble { return number }
            let isNumeric = argument.value.sequence != nil || argument.value.isTensor
            throw arguments.invalid(
                "it takes distances of neighbours as numbers, no coordinates: \(argument.value.kindText)",
                python: isNumeric ? nil : PythonForm("TypeError", "invalid distances: \(argument.value.typeName)"))
        }
    }
}

extension Tensor {
    /// Central differences inside, one-sided ones at both ends (`np.gradient`).
    fileprivate func slope(
        axis: Int, spacing: Double, _ flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        func part(_ lower: Int?, _ upper: Int?) throws(TensorError) -> Tensor {
            let slice = TensorIndex.slice(lower: lower, upper: upper, step: nil)
            return try indexed(by: [TensorIndex](repeating: .all, count: axis) + [slice])
        }
        func quotient(
            _ right: Tensor, _ left: Tensor, _ width: Double, _ flags: inout FloatingPointFlags
        ) throws(TensorError) -> Tensor {
            let difference = try Tensor.binary(.subtract, right, left, flags: &flags)
            return try Tensor.binary(.divide, difference, Tensor(.float64(width)), flags: &flags)
        }
        let first = try quotient(try part(1, 2), try part(nil, 1), spacing, &flags)
        let inner = try quotient(try part(2, nil), try part(nil, -2), 2 * spacing, &flags)
        let last = try quotient(try part(-1, nil), try part(-2, -1), spacing, &flags)
        return try Tensor.concatenate([first, inner, last], axis: axis)
    }
}
