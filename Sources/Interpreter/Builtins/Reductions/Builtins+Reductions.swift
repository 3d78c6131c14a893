internal import Tensors

extension Builtins {
    /// The functions that reduce axes, and those that sort and search.
    static let reductions: [Builtin] =
        sums + extremes + ignoringNan + accumulations + averages + sorting + searching + statistics

    /// What a reduction does, given the axes (nil for all), whether they stay, and where it raises flags.
    typealias Reduction =
        @Sendable (Tensor, [Int]?, Bool, inout FloatingPointFlags) throws(TensorError) -> Tensor

    /// An entry that reduces axes.
    static func reduction(
        _ name: String, door: Builtin.Door = .both, aliases: [String] = [], takesDType: Bool = false,
        refusesAxisOfScalar: Bool = false, _ summary: String, _ reduce: @escaping Reduction
    ) -> Builtin {
        let dtypeText = takesDType ? "dtype=None, " : ""
        return Builtin(
            "\(name)(a, axis=None, \(dtypeText)keepdims=False)", .reduce, door: door, aliases: aliases, summary
        ) { (evaluator, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            var axes = try arguments.axes()
            if !refusesAxisOfScalar, axes?.count == 1, x.withoutScalarAxis(axes?.first) == nil { axes = nil }
            let keeps = try arguments.bool("keepdims", default: false)
            let dtype = try arguments.dtype()
            return try evaluator.result(of: arguments) { (flags) throws(TensorError) in
                let operand = dtype.map { $0 == x.dtype ? x : x.converted(to: $0, flags: &flags) } ?? x
                return try reduce(operand, axes, keeps, &flags)
            }
        }
    }

    private static let sums: [Builtin] = [
        reduction("sum", door: .numpy, takesDType: true, "The sum of the elements.") {
            (x, axes, keeps, flags) throws(TensorError) in
            try x.sum(axes: axes, keepingDimensions: keeps, flags: &flags)
        },
        reduction("prod", takesDType: true, "The product of the elements.") {
            (x, axes, keeps, flags) throws(TensorError) in
            try x.product(axes: axes, keepingDimensions: keeps, flags: &flags)
        },
        reduction("mean", takesDType: true, refusesAxisOfScalar: true, "The mean of the elements.") {
            (x, axes, keeps, flags) throws(TensorError) in
            try x.mean(axes: axes, keepingDimensions: keeps, flags: &flags)
        },
        deviation("std", "The standard deviation; divides by the number of elements less ddof.") {
            (x, axes, keeps, ddof, flags) throws(TensorError) in
            try x.standardDeviation(axes: axes, keepingDimensions: keeps, ddof: ddof, flags: &flags)
        },
        deviation("var", "The variance; divides by the number of elements less ddof.") {
            (x, axes, keeps, ddof, flags) throws(TensorError) in
            try x.variance(axes: axes, keepingDimensions: keeps, ddof: ddof, flags: &flags)
        },
        reduction(
            "median", refusesAxisOfScalar: true, "The middle one of the sorted elements, or the mean of the middle two."
        ) {
            (x, axes, keeps, flags) throws(TensorError) in
            try x.median(axes: axes, keepingDimensions: keeps, flags: &flags)
        },
    ]

    private static func deviation(
        _ name: String, _ summary: String,
        _ reduce:
            @escaping @Sendable (Tensor, [Int]?, Bool, Int, inout FloatingPointFlags) throws(TensorError) -> Tensor
    ) -> Builtin {
        Builtin("\(name)(a, axis=None, ddof=0, keepdims=False)", .reduce, summary) {
            (evaluator, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            let axes = try arguments.axes()
            let keeps = try arguments.bool("keepdims", default: false)
            let ddof = try arguments.int("ddof", default: 0)
            return try evaluator.result(of: arguments) { (flags) throws(TensorError) in
                try reduce(x, axes, keeps, ddof, &flags)
            }
        }
    }

    private static let extremes: [Builtin] = [
        reduction("max", door: .numpy, aliases: ["amax"], "The largest element; nan if there is one.") {
            (x, axes, keeps, _) throws(TensorError) in try x.maximum(axes: axes, keepingDimensions: keeps)
        },
        reduction("min", door: .numpy, aliases: ["amin"], "The smallest element; nan if there is one.") {
            (x, axes, keeps, _) throws(TensorError) in try x.minimum(axes: axes, keepingDimensions: keeps)
        },
        reduction("ptp", "The largest element minus the smallest.") { (x, axes, keeps, flags) throws(TensorError) in
            try x.range(axes: axes, keepingDimensions: keeps, flags: &flags)
        },
        reduction("any", door: .numpy, "Whether any element is true (not 0).") {
            (x, axes, keeps, _) throws(TensorError) in try x.any(axes: axes, keepingDimensions: keeps)
        },
        reduction("all", door: .numpy, "Whether all elements are true (not 0).") {
            (x, axes, keeps, _) throws(TensorError) in try x.all(axes: axes, keepingDimensions: keeps)
        },
        reduction("count_nonzero", "How many elements aren't 0.") { (x, axes, keeps, flags) throws(TensorError) in
            try Tensor.bool(x.asBool()).sum(axes: axes, keepingDimensions: keeps, flags: &flags)
        },
        place("argmax", "The place of the first largest element, in C order or along an axis.") {
            (x, axis, keeps) throws(TensorError) in try x.indexOfMaximum(axis: axis, keepingDimensions: keeps)
        },
        place("argmin", "The place of the first smallest element, in C order or along an axis.") {
            (x, axis, keeps) throws(TensorError) in try x.indexOfMinimum(axis: axis, keepingDimensions: keeps)
        },
    ]

    private static func place(
        _ name: String, _ summary: String,
        _ find: @escaping @Sendable (Tensor, Int?, Bool) throws(TensorError) -> Tensor
    ) -> Builtin {
        Builtin("\(name)(a, axis=None, keepdims=False)", .reduce, summary) { (_, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            let axis = x.withoutScalarAxis(try arguments.optionalInt("axis"))
            let keeps = try arguments.bool("keepdims", default: false)
            return .result(try arguments.carryOut { () throws(TensorError) in try find(x, axis, keeps) })
        }
    }

    private static let accumulations: [Builtin] = [
        accumulation("cumsum", "The sums so far, along an axis or over all elements in C order.") {
            (x, axis, flags) throws(TensorError) in try x.cumulativeSum(axis: axis, flags: &flags)
        },
        accumulation("cumprod", "The products so far, along an axis or over all elements in C order.") {
            (x, axis, flags) throws(TensorError) in try x.cumulativeProduct(axis: axis, flags: &flags)
        },
        Builtin(
            "diff(a, n=1, axis=-1)", .reduce, door: .numpy,
            "The differences of neighbours along an axis, taken n times."
        ) { (_, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            let (order, axis) = (try arguments.int("n", default: 1), try arguments.int("axis", default: -1))
            return .tensor(
                try arguments.carryOut { () throws(TensorError) in try x.differences(order: order, axis: axis) })
        },
    ]

    private static func accumulation(
        _ name: String, _ summary: String,
        _ accumulate: @escaping @Sendable (Tensor, Int?, inout FloatingPointFlags) throws(TensorError) -> Tensor
    ) -> Builtin {
        Builtin("\(name)(a, axis=None, dtype=None)", .reduce, summary) {
            (evaluator, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            let axis = x.withoutScalarAxis(try arguments.optionalInt("axis"))
            let dtype = try arguments.dtype()
            return .tensor(
                try evaluator.flagged(arguments) { (flags) throws(TensorError) in
                    let operand = dtype.map { $0 == x.dtype ? x : x.converted(to: $0, flags: &flags) } ?? x
                    return try accumulate(operand, axis, &flags)
                })
        }
    }
}

extension Tensor {
    /// The axis, but none for axis 0 or -1 of a scalar, which most of NumPy's reductions take.
    fileprivate func withoutScalarAxis(_ axis: Int?) -> Int? {
        rank == 0 && (axis == 0 || axis == -1) ? nil : axis
    }

    /// Refuses bools where differences are taken, as NumPy does.
    func requireDifferences() throws(TensorError) {
        guard dtype == .bool else { return }
        throw .unsupportedTypes(operation: "-", [.bool], hint: "make it a number first: x.astype(int)")
    }
}
