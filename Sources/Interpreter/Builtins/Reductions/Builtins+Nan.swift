internal import Tensors

extension Builtins {
    /// Reductions that leave out nan.
    static let ignoringNan: [Builtin] = [
        reduction("nansum", "The sum of the elements that aren't nan.") { (x, axes, keeps, flags) throws(TensorError) in
            try x.replacingNan(by: 0).sum(axes: axes, keepingDimensions: keeps, flags: &flags)
        },
        reduction("nanprod", "The product of the elements that aren't nan.") {
            (x, axes, keeps, flags) throws(TensorError) in
            try x.replacingNan(by: 1).product(axes: axes, keepingDimensions: keeps, flags: &flags)
        },
        reduction("nanmean", refusesAxisOfScalar: true, "The mean of the elements that aren't nan.") {
            (x, axes, keeps, flags) throws(TensorError) in
            let count = try x.countWithoutNan(axes, keeps, &flags)
            let sum = try x.replacingNan(by: 0).sum(axes: axes, keepingDimensions: keeps, flags: &flags)
            return try Tensor.binary(.divide, sum, count, flags: &flags)
        },
        reduction("nanmax", "The largest of the elements that aren't nan.") {
            (x, axes, keeps, flags) throws(TensorError) in
            guard x.dtype == .float64 else { return try x.maximum(axes: axes, keepingDimensions: keeps) }
            let found = try x.replacingNan(by: -.infinity).maximum(axes: axes, keepingDimensions: keeps)
            return try found.nanWhere(count: try x.countWithoutNan(axes, keeps, &flags), &flags)
        },
        reduction("nanmin", "The smallest of the elements that aren't nan.") {
            (x, axes, keeps, flags) throws(TensorError) in
            guard x.dtype == .float64 else { return try x.minimum(axes: axes, keepingDimensions: keeps) }
            let found = try x.replacingNan(by: .infinity).minimum(axes: axes, keepingDimensions: keeps)
            return try found.nanWhere(count: try x.countWithoutNan(axes, keeps, &flags), &flags)
        },
        nanDeviation("nanvar", "The variance of the elements that aren't nan.", isRoot: false),
        nanDeviation("nanstd", "The standard deviation of the elements that aren't nan.", isRoot: true),
    ]

    private static func nanDeviation(_ name: String, _ summary: String, isRoot: Bool) -> Builtin {
        Builtin("\(name)(a, axis=None, ddof=0, keepdims=False)", .reduce, summary) {
            (evaluator, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            let axes = try arguments.axes()
            let keeps = try arguments.bool("keepdims", default: false)
            let ddof = try arguments.int("ddof", default: 0)
            return try evaluator.result(of: arguments) { (flags) throws(TensorError) in
                let zeroed = x.replacingNan(by: 0)
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
    fileprivate func replacingNan(by number: Double) -> Tensor {
        guard case .float64(let array) = self else { return self }
        var copy = array.copyKeepingOrder()
        copy.storage.withUnsafeMutableBufferPointer { elements in
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
