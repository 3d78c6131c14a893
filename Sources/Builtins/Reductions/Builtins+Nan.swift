internal import Interpreter
internal import Tensors

extension Builtins {
    /// Reductions that ignore nan.
    static let ignoringNan: [Builtin] = [
        reduction(
            "nansum", takesDType: true, isOfThreeTypes: true,
            preparing: { (x) throws(TensorError) in try x.replacingNan(by: 0) },
            "The sum of the elements that aren't nan.",
            example: """
                nansum(array([1.0, nan, 2.0]))
                #> 3.0
                """, related: "nanprod np.sum nanmean isnan"
        ) { (x, axes, keeps, flags) throws(TensorError) in
            try x.sum(axes: axes, keepingDimensions: keeps, flags: &flags)
        },
        reduction(
            "nanprod", takesDType: true, isOfThreeTypes: true,
            preparing: { (x) throws(TensorError) in try x.replacingNan(by: 1) },
            "The product of the elements that aren't nan.",
            example: """
                nanprod(array([2.0, nan, 3.0]))
                #> 6.0
                """, related: "prod nansum np.sum"
        ) { (x, axes, keeps, flags) throws(TensorError) in
            try x.product(axes: axes, keepingDimensions: keeps, flags: &flags)
        },
        reduction(
            "nanmean", takesDType: true, givesFloats: true, refusesAxisOfScalar: true, isOfThreeTypes: true,
            "The mean of the elements that aren't nan.",
            example: """
                x = array([[1.0, nan], [3.0, 4.0]])
                nanmean x axis=0
                #> [2. 4.]
                mean x axis=0
                #> [ 2. nan]
                """, related: "mean isnan nansum"
        ) { (x, axes, keeps, flags) throws(TensorError) in
            let count = try x.countWithoutNan(axes, keeps, &flags)
            let sum = try x.replacingNan(by: 0).sum(axes: axes, keepingDimensions: keeps, flags: &flags)
            return try Tensor.binary(.divide, sum, count, flags: &flags)
        },
        reduction(
            "nanmax", isOfThreeTypes: true,
            "The largest of the elements that aren't nan.",
            example: """
                nanmax(array([1.0, nan, 2.0]))
                #> 2.0
                """, related: "nanmin np.max"
        ) { (x, axes, keeps, flags) throws(TensorError) in
            guard x.dtype == .float64 else { return try x.maximum(axes: axes, keepingDimensions: keeps) }
            let found = try x.replacingNan(by: -.infinity).maximum(axes: axes, keepingDimensions: keeps)
            return try found.nanWhere(count: try x.countWithoutNan(axes, keeps, &flags), &flags)
        },
        reduction(
            "nanmin", isOfThreeTypes: true,
            "The smallest of the elements that aren't nan.",
            example: """
                nanmin(array([1.0, nan, 2.0]))
                #> 1.0
                """, related: "np.min nanmax np.max"
        ) { (x, axes, keeps, flags) throws(TensorError) in
            guard x.dtype == .float64 else { return try x.minimum(axes: axes, keepingDimensions: keeps) }
            let found = try x.replacingNan(by: .infinity).minimum(axes: axes, keepingDimensions: keeps)
            return try found.nanWhere(count: try x.countWithoutNan(axes, keeps, &flags), &flags)
        },
        nanDeviation(
            "nanvar",
            "The variance of the elements that aren't nan.",
            example: """
                nanvar(array([1.0, nan, 3.0]))
                #> 1.0
                """, related: "var nanstd", isRoot: false
        ),
        nanDeviation(
            "nanstd",
            "The standard deviation of the elements that aren't nan.",
            example: """
                nanstd(array([1.0, nan, 3.0]))
                #> 1.0
                """, related: "std nanvar", isRoot: true
        ),
    ]

    private static func nanDeviation(
        _ name: String, _ summary: String, example: String, related: String = "", isRoot: Bool
    ) -> Builtin {
        Builtin(
            name, .reduce, [.a, .axis.wholeOnly, .dtype, .out, .ddof, .keepdimsFlag], summary,
            example: example, related: related
        ) { (machine, arguments) throws(EvaluationError) in
            let x = try arguments.tensorOfType(0)
            let axes = try arguments.axes()
            let keeps = try arguments.bool("keepdims")
            let ddof = try arguments.int("ddof")
            return try machine.result(of: arguments) { (flags) throws(TensorError) in
                let zeroed = try x.replacingNan(by: 0)
                let count = try x.countWithoutNan(axes, true, &flags)
                let sum = try zeroed.sum(axes: axes, keepingDimensions: true, flags: &flags)
                let mean = try Tensor.binary(.divide, sum, count, flags: &flags)
                let isNan = try Tensor.unary(.isnan, x, flags: &flags)
                let deviations = try Tensor.where(
                    isNan, Tensor(.float64(0)), try Tensor.binary(.subtract, zeroed, mean, flags: &flags))
                let squares = try Tensor.binary(.multiply, deviations, deviations, flags: &flags)
                let total = try squares.sum(axes: axes, keepingDimensions: keeps, flags: &flags)
                let freedom = try Tensor.binary(
                    .subtract, try x.countWithoutNan(axes, keeps, &flags), Tensor(.int64(ddof)), flags: &flags)
                var variance = try Tensor.binary(.divide, total, freedom, flags: &flags)
                variance = try variance.nanWhere(count: freedom, &flags)
                return isRoot ? try Tensor.unary(.sqrt, variance, flags: &flags) : variance
            }
        }
    }
}

extension Tensor {
    fileprivate func replacingNan(by number: Double) throws(TensorError) -> Tensor {
        guard case .float64(let array) = self else { return self }
        let copy = try array.copyKeepingOrder()
        copy.withUnsafeMutableBuffer { elements in
            for index in elements.indices where elements[index].isNaN { elements[index] = number }
        }
        return .float64(copy)
    }

    fileprivate func countWithoutNan(
        _ axes: [Int]?, _ keeps: Bool, _ flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        let isNan = try Tensor.unary(.isnan, self, flags: &flags)
        let isNumber = try Tensor.unary(.logicalNot, isNan, flags: &flags)
        return try isNumber.sum(axes: axes, keepingDimensions: keeps, flags: &flags)
    }

    /// nan where there was nothing to reduce.
    fileprivate func nanWhere(
        count: Tensor, _ flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        let isEmpty = try Tensor.binary(.lessEqual, count, Tensor(.int64(0)), flags: &flags)
        return try Tensor.where(isEmpty, Tensor(.float64(.nan)), self)
    }
}
