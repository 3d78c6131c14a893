internal import Interpreter
internal import Tensors

extension Builtins {
    /// Functions that reduce axes, and those that sort and search.
    static let reductions: [Builtin] =
        sums + extremes + ignoringNan + accumulations + averages + sorting + searching + statistics

    /// A reduction of a tensor, over axes (nil for all), with or without keeping them; raises floating-point flags.
    typealias Reduction =
        @Sendable (Tensor, [Int]?, Bool, inout FloatingPointFlags) throws(TensorError) -> Tensor

    /// Fast paths for small arrays, over all elements or along an axis; nil falls back to the general reduction.
    struct SmallReduction: Sendable {
        let all: @Sendable (SmallArray) -> Double?
        let alongAxis: @Sendable (SmallArray, Int, Bool) -> SmallResult?

        /// The sum, or the mean.
        static func sum(isMean: Bool) -> SmallReduction {
            SmallReduction(
                all: { array in array.sum.map { isMean ? $0 / Double(array.count) : $0 } },
                alongAxis: { array, axis, keepsAxis in
                    guard axis == 0 else { return nil }
                    return array.columnSums(
                        keepsAxis: keepsAxis, dividedBy: isMean ? Double(array.rowCount) : nil)
                })
        }
    }

    /// An entry that reduces axes.
    static func reduction(
        _ name: String, door: Builtin.Door = .both, aliases: [String] = [], traits: Builtin.Traits = [],
        takesDType: Bool = false, takesOut: Bool = true, givesFloats: Bool = false, refusesAxisOfScalar: Bool = false,
        isOfThreeTypes: Bool = false, ofFew small: SmallReduction? = nil,
        preparing prepare: @escaping @Sendable (Tensor) throws(TensorError) -> Tensor = { $0 }, _ summary: String,
        example: String,
        related: String = "",
        _ reduce: @escaping Reduction
    ) -> Builtin {
        Builtin(
            name, .reduce, door: door, aliases: aliases,
            traits: isOfThreeTypes ? traits : traits.union([.takesEveryType, .takesComplex]),
            [.a, .axis.wholeOnly] + (takesDType ? [.dtype] : []) + [takesOut ? .out : .star, .keepdimsFlag], summary,
            example: example, related: related,
            direct: .reduction(small) { (x, flags) throws(TensorError) in
                try reduce(try prepare(x), nil, false, &flags)
            }
        ) { (machine, arguments) throws(EvaluationError) in
            let given = givesFloats ? try arguments.tensorOfType(0) : try arguments.tensor(0)
            let x = try arguments.carryOut { () throws(TensorError) in try prepare(given) }
            var axes = try arguments.axes()
            if !refusesAxisOfScalar, axes?.count == 1, x.withoutScalarAxis(axes?.first) == nil { axes = nil }
            let keeps = try arguments.bool("keepdims")
            let dtype = takesDType ? try arguments.dtype() : nil
            return try machine.result(of: arguments) { (flags) throws(TensorError) in
                let operand =
                    dtype == nil || dtype == x.dtype ? x : try x.converted(to: dtype ?? x.dtype, flags: &flags)
                let result = try reduce(operand, axes, keeps, &flags)
                // A sum of bools as bool is whether any is true. Narrow ints wrap around correctly in 64 bits.
                guard let dtype, dtype == .bool || dtype.isInteger && dtype.summing == result.dtype else {
                    return result
                }
                return dtype == result.dtype ? result : try result.converted(to: dtype, flags: &flags)
            }
        }
    }

    private static let sums: [Builtin] = [
        reduction(
            "sum", door: .numpy, traits: [.essential, .tensorMethod], takesDType: true, ofFew: .sum(isMean: false),
            "The sum of the elements.",
            example: """
                x = array([[1, 2, 3], [4, 5, 6]])
                np.sum(x)
                #> 21
                np.sum(x, axis=0)
                #> [5 7 9]
                x.sum(axis=1, keepdims=True)
                #> [[ 6]
                #>  [15]]
                """, related: "sum cumsum prod cumprod mean average"
        ) { (x, axes, keeps, flags) throws(TensorError) in
            try x.sum(axes: axes, keepingDimensions: keeps, flags: &flags)
        },
        reduction(
            "prod", traits: .tensorMethod, takesDType: true,
            "The product of the elements.",
            example: """
                prod(array([1, 2, 3, 4]))
                #> 24
                x = zeros 10 5
                prod(x.shape)
                #> 50
                """, related: "np.sum cumprod nanprod"
        ) { (x, axes, keeps, flags) throws(TensorError) in
            try x.product(axes: axes, keepingDimensions: keeps, flags: &flags)
        },
        reduction(
            "mean", traits: [.essential, .tensorMethod], takesDType: true, givesFloats: true, refusesAxisOfScalar: true,
            ofFew: .sum(isMean: true), "The mean of the elements.",
            example: """
                x = array([[1.0, 2.0], [3.0, 6.0]])
                mean x
                #> 3.0
                mean x axis=0
                #> [2. 4.]
                """, related: "average median std np.sum loss stats"
        ) { (x, axes, keeps, flags) throws(TensorError) in
            try x.mean(axes: axes, keepingDimensions: keeps, flags: &flags)
        },
        deviation(
            "std", traits: [.essential, .tensorMethod],
            "The standard deviation; divides by the number of elements less ddof.",
            example: """
                x = array([2, 4, 4, 4, 5, 5, 7, 9])
                std x
                #> 2.0
                x_scaled = (x - x.mean()) / x.std()
                x_scaled[:3]
                #> [-1.5 -0.5 -0.5]
                """, related: "var cov stats mean percentile average"
        ) { (x, axes, keeps, ddof, flags) throws(TensorError) in
            try x.standardDeviation(axes: axes, keepingDimensions: keeps, ddof: ddof, flags: &flags)
        },
        deviation(
            "var", traits: .tensorMethod,
            "The variance; divides by the number of elements less ddof.",
            example: """
                x = array([1.0, 2.0, 3.0, 4.0])
                var x
                #> 1.25
                var(x, ddof=1)
                #> 1.6666666666666667
                """, related: "std cov nanvar corrcoef"
        ) { (x, axes, keeps, ddof, flags) throws(TensorError) in
            try x.variance(axes: axes, keepingDimensions: keeps, ddof: ddof, flags: &flags)
        },
        reduction(
            "median", refusesAxisOfScalar: true,
            "The middle one of the sorted elements, or the mean of the middle two.",
            example: """
                prices = array([100, 120, 110, 2000])
                median prices
                #> 115.0
                mean prices
                #> 582.5
                """, related: "quantile percentile mean average std np.sum"
        ) { (x, axes, keeps, flags) throws(TensorError) in
            try x.median(axes: axes, keepingDimensions: keeps, flags: &flags)
        },
    ]

    private static func deviation(
        _ name: String, traits: Builtin.Traits = [], _ summary: String, example: String, related: String = "",
        _ reduce:
            @escaping @Sendable (Tensor, [Int]?, Bool, Int, inout FloatingPointFlags) throws(TensorError) -> Tensor
    ) -> Builtin {
        Builtin(
            name, .reduce, traits: traits.union([.takesEveryType, .takesComplex]),
            [.a, .axis.wholeOnly, .dtype, .out, .ddof, .keepdimsFlag], summary, example: example,
            related: related
        ) { (machine, arguments) throws(EvaluationError) in
            let x = try arguments.tensorOfType(0)
            let axes = try arguments.axes()
            let keeps = try arguments.bool("keepdims")
            let ddof = try arguments.int("ddof")
            let given = try arguments.dtype()
            if let given, given.isComplex || x.dtype.isComplex {
                throw arguments.typeError("\(name): Descent takes no dtype= where numbers are complex")
            }
            let wanted = given == x.dtype ? nil : given
            return try machine.result(of: arguments) { (flags) throws(TensorError) in
                let operand = try wanted.map { (dtype) throws(TensorError) in
                    try x.converted(to: dtype, flags: &flags)
                }
                return try reduce(operand ?? x, axes, keeps, ddof, &flags)
            }
        }
    }

    private static let extremes: [Builtin] = [
        reduction(
            "max", door: .numpy, aliases: ["amax"], traits: [.essential, .tensorMethod],
            "The largest element; nan if there is one.",
            example: """
                x = array([[1, 9], [5, 3]])
                np.max(x)
                #> 9
                x.max(axis=0)
                #> [5 9]
                """, related: "np.min ptp argmax max maximum fmax"
        ) { (x, axes, keeps, _) throws(TensorError) in try x.maximum(axes: axes, keepingDimensions: keeps)
        },
        reduction(
            "min", door: .numpy, aliases: ["amin"], traits: [.essential, .tensorMethod],
            "The smallest element; nan if there is one.",
            example: """
                x = array([[1, 9], [5, 3]])
                np.min(x)
                #> 1
                x.min(axis=1)
                #> [1 3]
                """, related: "min argmin minimum fmin np.max ptp"
        ) { (x, axes, keeps, _) throws(TensorError) in try x.minimum(axes: axes, keepingDimensions: keeps)
        },
        reduction(
            "ptp",
            "The largest element minus the smallest.",
            example: """
                x = array([[1, 10], [4, 50], [2, 30]])
                ptp x axis=0
                #> [ 3 40]
                """, related: "np.max np.min argmax"
        ) { (x, axes, keeps, flags) throws(TensorError) in
            try x.range(axes: axes, keepingDimensions: keeps, flags: &flags)
        },
        reduction(
            "any", door: .numpy, traits: [.tensorMethod, .takesTexts],
            "Whether any element is true (not 0).",
            example: """
                x = array([[0, 0], [0, 3]])
                np.any(x)
                #> True
                np.any(x > 2, axis=1)
                #> [False  True]
                """, related: "np.all any logical_or"
        ) { (x, axes, keeps, _) throws(TensorError) in try x.any(axes: axes, keepingDimensions: keeps)
        },
        reduction(
            "all", door: .numpy, traits: [.tensorMethod, .takesTexts],
            "Whether all elements are true (not 0).",
            example: """
                x = array([[1, 2], [0, 3]])
                np.all(x > -1)
                #> True
                (x > 0).all(axis=0)
                #> [False  True]
                """, related: "all logical_and np.any"
        ) { (x, axes, keeps, _) throws(TensorError) in try x.all(axes: axes, keepingDimensions: keeps)
        },
        reduction(
            "count_nonzero", traits: .takesTexts, takesOut: false,
            "How many elements aren't 0.",
            example: """
                y, y_hat = array([0, 1, 1, 0]), array([0, 1, 0, 0])
                count_nonzero(y == y_hat)
                #> 3
                """, related: "nonzero np.sum"
        ) { (x, axes, keeps, flags) throws(TensorError) in
            try Tensor.bool(x.asBool()).sum(axes: axes, keepingDimensions: keeps, flags: &flags)
        },
        place(
            "argmax", traits: [.essential, .tensorMethod, .takesTexts],
            "The place of the first largest element, in C order or along an axis.",
            example: """
                scores = array([[0.1, 0.7, 0.2], [0.5, 0.3, 0.2]])
                argmax scores
                #> 1
                argmax(scores, axis=1)
                #> [1 0]
                """, related: "argmin argsort np.max np.min ptp"
        ) { (x, axis, keeps) throws(TensorError) in try x.indexOfMaximum(axis: axis, keepingDimensions: keeps)
        },
        place(
            "argmin", traits: [.tensorMethod, .takesTexts],
            "The place of the first smallest element, in C order or along an axis.",
            example: """
                losses = array([0.9, 0.2, 0.4])
                argmin losses
                #> 1
                losses[argmin(losses)]
                #> 0.2
                """, related: "argmax argsort np.min min"
        ) { (x, axis, keeps) throws(TensorError) in try x.indexOfMinimum(axis: axis, keepingDimensions: keeps)
        },
    ]

    private static func place(
        _ name: String, traits: Builtin.Traits = [], _ summary: String, example: String, related: String = "",
        _ find: @escaping @Sendable (Tensor, Int?, Bool) throws(TensorError) -> Tensor
    ) -> Builtin {
        Builtin(
            name, .reduce, traits: traits.union([.takesEveryType, .takesComplex]),
            [.a, .axis.wholeOnly, .out, .keepdims], summary,
            example: example, related: related
        ) { (_, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            let axis = x.withoutScalarAxis(try arguments.optionalInt("axis"))
            let keeps = try arguments.bool("keepdims")
            return .result(try arguments.carryOut { () throws(TensorError) in try find(x, axis, keeps) })
        }
    }

    private static let accumulations: [Builtin] = [
        accumulation(
            "cumsum", traits: [.essential, .tensorMethod],
            "The sums so far, along an axis or over all elements in C order.",
            example: """
                cumsum(array([1, 2, 3, 4]))
                #> [ 1  3  6 10]
                losses = array([4.0, 2.0, 1.0, 1.0])
                cumsum(losses) / arange(1, 5)
                #> [4.         3.         2.33333333 2.        ]
                """, related: "cumprod np.diff np.sum sum"
        ) { (x, axis, flags) throws(TensorError) in try x.cumulativeSum(axis: axis, flags: &flags)
        },
        accumulation(
            "cumprod", traits: .tensorMethod,
            "The products so far, along an axis or over all elements in C order.",
            example: """
                cumprod(array([1, 2, 3, 4]))
                #> [ 1  2  6 24]
                0.1 * cumprod(full(3, 0.5))
                #> [0.05   0.025  0.0125]
                """, related: "prod np.sum cumsum np.diff"
        ) { (x, axis, flags) throws(TensorError) in try x.cumulativeProduct(axis: axis, flags: &flags)
        },
        Builtin(
            "diff", .reduce, door: .numpy, traits: [.takesEveryType, .takesComplex],
            [.a, .integer("n", default: 1, "how many times"), .lastAxis],
            "The differences of neighbours along an axis, taken n times.",
            example: """
                losses = array([4.0, 2.0, 1.5, 1.25])
                np.diff(losses)
                #> [-2.   -0.5  -0.25]
                """, related: "gradient diff goto why cumsum cumprod"
        ) { (_, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            let (order, axis) = (try arguments.int("n"), try arguments.int("axis"))
            let result = try arguments.carryOut { () throws(TensorError) in
                try x.differences(order: order, axis: axis)
            }
            return Arguments.itself(arguments.value(0), or: result)
        },
    ]

    private static func accumulation(
        _ name: String, traits: Builtin.Traits = [], _ summary: String, example: String, related: String = "",
        _ accumulate: @escaping @Sendable (Tensor, Int?, inout FloatingPointFlags) throws(TensorError) -> Tensor
    ) -> Builtin {
        Builtin(
            name, .reduce, traits: traits.union([.takesEveryType, .takesComplex]), [.a, .axis.wholeOnly, .dtype, .out],
            summary,
            example: example, related: related
        ) { (machine, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            let axis = x.withoutScalarAxis(try arguments.optionalInt("axis"))
            let dtype = try arguments.dtype()
            return try machine.tensor(of: arguments) { (flags) throws(TensorError) in
                let operand =
                    dtype == nil || dtype == x.dtype ? x : try x.converted(to: dtype ?? x.dtype, flags: &flags)
                let result = try accumulate(operand, axis, &flags)
                // Narrow ints wrap around correctly when computed in 64 bits.
                guard let dtype, dtype.kind != .floating, dtype != result.dtype else { return result }
                return try result.converted(to: dtype, flags: &flags)
            }
        }
    }
}

extension Tensor {
    /// The axis; nil for axis 0 or -1 of a scalar, which most of NumPy's reductions accept.
    func withoutScalarAxis(_ axis: Int?) -> Int? {
        rank == 0 && (axis == 0 || axis == -1) ? nil : axis
    }

    /// Throws for bools, whose differences NumPy rejects.
    func requireDifferences() throws(TensorError) {
        guard dtype == .bool else { return }
        throw .unsupportedTypes(operation: "-", [.bool], hint: "make it a number first: x.astype(int)")
    }
}
