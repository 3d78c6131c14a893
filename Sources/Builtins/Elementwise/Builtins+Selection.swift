internal import Interpreter
internal import Kernels
internal import Tensors

extension Builtins {
    /// Functions that select elements.
    static let selections: [Builtin] = [
        Builtin(
            "where", .elementwise, traits: [.essential, .takesEveryType, .takesTexts, .takesComplex],
            [
                .tensor("condition", "which elements are taken from x"),
                .tensor("x", default: nil, "where the condition holds"), .tensor("y", default: nil, "where it doesn't"),
            ],
            "Elements of x where the condition is true, else of y; with the condition alone, the indices where it is true.",
            example: """
                z = array([-2.0, 0.5, 3.0])
                where(z > 0, z, 0.1 * z)
                #> [-0.2  0.5  3. ]
                where(z > 0)
                #> (array([1, 2]),)
                """, related: "nonzero clip heaviside argwhere flatnonzero", choose
        ),
        Builtin(
            "clip", .elementwise, traits: [.essential, .takesEveryType],
            [
                .a, .number("a_min", default: nil, "the least; None for no bound"),
                .number("a_max", default: nil, "the greatest; None for no bound"), .out,
                .number("min", default: nil, "the least, by its newer name"),
                .number("max", default: nil, "the greatest, by its newer name"),
            ], "Each element, moved to the nearer of both limits if it lies outside them.",
            example: """
                clip(array([-0.5, 0.3, 1.7]), 0, 1)
                #> [0.  0.3 1. ]
                """, related: "tensor.clip maximum minimum where", clip
        ),
        Builtin(
            "nan_to_num", .elementwise,
            [
                .tensor("x", "the numbers"),
                .truth("copy", default: true, "False changes the tensor itself, and gives it"),
                .number("nan", default: 0.0, "the replacement of nan"),
                .number("posinf", default: nil, "the replacement of inf; the largest float by default"),
                .number("neginf", default: nil, "the replacement of -inf; the smallest float by default"),
            ], "Numbers in place of nan and infinities: 0 and the largest floats, or those given.",
            example: """
                nan_to_num(array([1.0, nan, 3.0]))
                #> [1. 0. 3.]
                nan_to_num(array([nan, inf]), nan=-1.0, posinf=99.0)
                #> [-1. 99.]
                """, related: "isnan isinf isfinite", numbersForNan
        ),
        pairs(
            .heaviside, door: .both,
            of: [.tensor("x1", "the numbers"), .tensor("x2", "the value at 0"), .slash, .out],
            "0 for negative x1, 1 for positive, x2 for 0.",
            example: """
                heaviside(array([-1.5, 0.0, 2.0]), 0.5)
                #> [0.  0.5 1. ]
                """, related: "sign where"
        ),
        Builtin(
            "interp", .elementwise,
            [
                .tensor("x", "where"), .tensor("xp", "where the known points lie, in order"),
                .tensor("fp", "what is there"),
            ], "Linear interpolation at x between the points (xp, fp), whose xp must rise.",
            example: """
                interp(2.5, [1, 2, 3], [10, 20, 40])
                #> 30.0
                interp([0, 1.5, 9], [1, 2, 3], [10, 20, 40])
                #> [10. 15. 40.]
                """, related: "polyfit searchsorted", interpolate
        ),
    ]

    private static func choose(
        _ machine: Machine, _ arguments: Arguments
    ) throws(EvaluationError) -> Value {
        let condition = try arguments.tensor(0)
        switch (arguments.isGiven("x"), arguments.isGiven("y")) {
        case (false, false): return try places(of: condition, arguments)
        case (true, true): break
        default:
            throw arguments.invalid(
                "x and y go together", hint: "where(condition, x, y), or where(condition) for the places",
                python: .value("either both or neither of x and y should be given"))
        }
        let (x, y) = try arguments.choices(1, 2)
        // NumPy returns an array here, even for scalars.
        return try arguments.tensorValue { () throws(TensorError) in try Tensor.where(condition, x, y) }
    }

    private static func clip(_ machine: Machine, _ arguments: Arguments) throws(EvaluationError) -> Value {
        let x = try arguments.tensor(0)
        if (arguments["a_min"] == nil) != (arguments["a_max"] == nil) {
            let missing = arguments["a_min"] == nil ? "a_min" : "a_max"
            throw arguments.typeError("clip() missing 1 required positional argument: '\(missing)'")
        }
        let low = try limit("a_min", or: "min", of: x.dtype, arguments)
        let high = try limit("a_max", or: "max", of: x.dtype, arguments)
        return try clipped(x, low, high, machine, arguments)
    }

    /// `x.clip(…)`, which accepts the limits only under their newer names.
    static func clipMethod(_ machine: Machine, _ arguments: Arguments) throws(EvaluationError) -> Value {
        let x = try arguments.tensor(0)
        let (low, high) = (
            try limit("min", or: "", of: x.dtype, arguments), try limit("max", or: "", of: x.dtype, arguments)
        )
        return try clipped(x, low, high, machine, arguments)
    }

    private static func clipped(
        _ x: Tensor, _ low: Tensor?, _ high: Tensor?, _ machine: Machine, _ arguments: Arguments
    ) throws(EvaluationError) -> Value {
        if low == nil, high == nil, x.dtype == .bool {
            throw arguments.typeError("without a limit it is +x, and truth values have no sign: x.astype(int)")
        }
        return try machine.result(of: arguments) { (flags) throws(TensorError) in
            try Tensor.clip(x, from: low, to: high, flags: &flags)
        }
    }

    private static func limit(
        _ name: String, or other: String, of dtype: DType, _ arguments: Arguments
    ) throws(EvaluationError) -> Tensor? {
        let given = [name, other].filter { !$0.isEmpty && arguments.isGiven($0) }
        if !other.isEmpty, arguments["a_min"] != nil, arguments["min"] != nil || arguments["max"] != nil {
            throw arguments.invalid(
                "a_min and a_max are min and max; give either",
                python: .value(
                    "Passing `min` or `max` keyword argument when `a_min` and `a_max` are provided is forbidden."))
        }
        guard let first = given.first, let value = arguments[first] else { return nil }
        let limit = try value.limit(beside: dtype, isLow: name == "a_min" || name == "min")
        return try limit?.asTensor(for: arguments.function, parameter: first)
    }

    private static func numbersForNan(
        _ machine: Machine, _ arguments: Arguments
    ) throws(EvaluationError) -> Value {
        let x = try arguments.tensor(0)
        var changed: ArrayObject?
        if case .array(let own) = arguments.value(0), try !arguments.copies() { changed = own }
        _ = try arguments.copies()
        guard case .float64(let array) = x else {
            if let changed { return .array(changed) }
            return .result(try arguments.carryOut { () throws(TensorError) in try x.copyKeepingOrder() })
        }
        let nan = try arguments.double("nan")
        let largest = Double.greatestFiniteMagnitude
        let positive = arguments.isGiven("posinf") ? try arguments.double("posinf") : largest
        let negative = arguments.isGiven("neginf") ? try arguments.double("neginf") : -largest
        let copy = try arguments.carryOut { () throws(TensorError) in try array.copyKeepingOrder() }
        copy.withUnsafeMutableBuffer { elements in
            for index in elements.indices.polled(work: 2) where !elements[index].isFinite {
                let value = elements[index]
                elements[index] = value.isNaN ? nan : value > 0 ? positive : negative
            }
        }
        guard let changed else { return .result(.float64(copy)) }
        try changed.assign(.float64(copy), at: [.ellipsis])
        return .array(changed)
    }

    /// `np.interp`: each piece has the slope (f1 - f0) / (x1 - x0), and the result is slope * (x - x0) + f0, computed
    /// from the other end of the piece if that is nan.
    private static func interpolate(
        _ machine: Machine, _ arguments: Arguments
    ) throws(EvaluationError) -> Value {
        let x = try arguments.tensor(0)
        let points = try arguments.tensor(1).floats()
        let values = try arguments.tensor(2).floats()
        guard points.count == values.count, !points.isEmpty else {
            throw arguments.invalid(
                "xp and fp need equal lengths of at least 1, got \(points.count) and \(values.count)",
                python: .value(
                    points.isEmpty ? "array of sample points is empty" : "fp and xp are not of the same length."))
        }
        let numbers = try x.floats()
        return .result(
            .float64(
                try arguments.carryOut { () throws(TensorError) in
                    try NDArray(shape: x.shape, work: 8) { interpolated(numbers[$0], points, values) }
                }))
    }

    private static func interpolated(_ x: Double, _ points: [Double], _ values: [Double]) -> Double {
        let last = points.count - 1
        if x.isNaN { return x }
        if x > points[last] { return values[last] }
        if x < points[0] { return values[0] }
        // Find the piece that begins at the last point not above x.
        var (low, high) = (0, points.count)
        while low < high {
            let middle = (low + high) / 2
            if x >= points[middle] { low = middle + 1 } else { high = middle }
        }
        let start = low - 1
        if start >= last { return values[last] }
        if start < 0 { return values[0] }
        if points[start] == x { return values[start] }
        let slope = (values[start + 1] - values[start]) / (points[start + 1] - points[start])
        let result = slope * (x - points[start]) + values[start]
        if !result.isNaN { return result }
        let other = slope * (x - points[start + 1]) + values[start + 1]
        return other.isNaN && values[start] == values[start + 1] ? values[start] : other
    }
}
