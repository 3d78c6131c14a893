internal import Interpreter
internal import Kernels
internal import Randomness
internal import Tensors

extension Builtins {
    static func choice(_ machine: Machine, _ arguments: Arguments) throws(EvaluationError) -> Value {
        let pool = arguments["a"] ?? .none
        let size = try arguments.size()
        let replacing = try arguments.bool("replace")
        // Only the generator's method can leave the draws unshuffled.
        let canKeepOrder = arguments.signature.index(of: "shuffle") != nil
        let shuffling = canKeepOrder ? try arguments.bool("shuffle") : true
        let probabilities = try arguments.optionalTensor("p")?.asFloat64()
        if let probabilities, probabilities.rank != 1 {
            throw arguments.invalid(
                "p needs one axis, not the shape \(probabilities.shape)",
                python: probabilities.rank == 0
                    ? PythonForm("TypeError", "object of type '\(arguments["p"]?.typeName ?? "")' has no len()") : nil)
        }
        try arguments.refuseNone("axis")
        let axis = try arguments.optionalInt("axis") ?? 0
        let items = try population(pool, axis: axis, arguments)
        // Without replacement, the whole population is permuted, or most of it.
        if !replacing, !arguments.isOfGenerator || size?.count ?? 1 > items.count / 50 {
            try arguments.carryOut { () throws(TensorError) in _ = try Shape([max(items.count, 0)]).validated() }
        }
        let chosen = try machine.drawing(arguments) { (stream) throws(RandomError) in
            try stream.choice(
                population: items.count, count: size?.count ?? 1, replacing: replacing,
                probabilities: probabilities?.elements, shuffling: shuffling)
        }
        return try items.picked(chosen, size, axis: axis, arguments)
    }

    /// The population that `choice` draws from.
    private enum Population {
        case numbers(Int)
        case tensor(Tensor, count: Int)
        case values([Value])

        var count: Int {
            switch self {
            case .numbers(let count), .tensor(_, let count): count
            case .values(let values): values.count
            }
        }

        func picked(
            _ chosen: [Int], _ size: Shape?, axis: Int, _ arguments: Arguments
        ) throws(EvaluationError) -> Value {
            let indices = NDArray(chosen, shape: size ?? [])
            switch self {
            case .numbers:
                guard size == nil else { return .array(ArrayObject(.int64(indices))) }
                return .int(chosen[0])
            case .tensor(let tensor, _):
                let picked = try arguments.carryOut { () throws(TensorError) in
                    try tensor.taking(indices, axis: axis)
                }
                return size == nil ? .result(picked) : .array(ArrayObject(picked))
            case .values(let values):
                guard size == nil else {
                    throw arguments.invalid(
                        "only numbers can be drawn many at a time",
                        hint: "draw places and pick: [names[i] for i in \(arguments.function)(len(names), 3)]")
                }
                return values[chosen[0]]
            }
        }
    }

    private static func population(
        _ pool: Value, axis: Int, _ arguments: Arguments
    ) throws(EvaluationError) -> Population {
        let isMethod = arguments.isOfGenerator
        if let count = pool.asIndex { return .numbers(count) }
        if !pool.isText, let texts = try pool.asTexts(), texts.rank == 1 {
            return .tensor(texts, count: try texts.length(ofAxis: axis, arguments))
        }
        if case .list(let items) = pool, items.items.polled(work: 8).contains(where: { $0.shape == nil }),
            !items.items.polled(work: 4).contains(where: \.isContainer)
        {
            return .values(items.items)
        }
        let tensor = try pool.asTensor(for: arguments.function, parameter: "a")
        guard tensor.rank > 0, isMethod || tensor.rank == 1 else {
            throw arguments.invalid(
                "it draws from one axis or a whole number, not from the shape \(tensor.shape)",
                hint: "draw rows by their places: x[\(arguments.function)(len(x), 3)]")
        }
        return .tensor(tensor, count: try tensor.length(ofAxis: axis, arguments))
    }

    static func permutation(_ machine: Machine, _ arguments: Arguments) throws(EvaluationError) -> Value {
        let given = arguments["x"] ?? .none
        try arguments.refuseNone("axis")
        let axis = try arguments.optionalInt("axis") ?? 0
        if let count = given.asIndex {
            let shape: Shape = [max(count, 0)]
            try arguments.carryOut { () throws(TensorError) in _ = try shape.validated() }
            let order = try machine.drawing(arguments) { (stream) throws(RandomError) in
                stream.permutation(count: count)
            }
            return .array(ArrayObject(.int64(NDArray(order, shape: [order.count]))))
        }
        let tensor = try arguments.tensor(given, parameter: "x")
        guard tensor.rank > 0 else {
            throw arguments.wrongType("x", expected: "a whole number or a tensor", got: given)
        }
        let count = try tensor.length(ofAxis: axis, arguments)
        let order = try machine.drawing(arguments) { (stream) throws(RandomError) in stream.permutation(count: count)
        }
        let indices = NDArray(order, shape: [order.count])
        return try arguments.tensorValue { () throws(TensorError) in try tensor.taking(indices, axis: axis) }
    }

    static func shuffle(_ machine: Machine, _ arguments: Arguments) throws(EvaluationError) -> Value {
        let given = arguments["x"] ?? .none
        let axis = arguments.signature.index(of: "axis") == nil ? 0 : try arguments.optionalInt("axis") ?? 0
        if case .list(let list) = given {
            if axis != 0 {
                let complaint = "Axis argument is only supported on ndarray objects"
                throw arguments.invalid(complaint, python: PythonForm("NotImplementedError", complaint))
            }
            let order = try machine.drawing(arguments) { (stream) throws(RandomError) in
                stream.permutation(count: list.count)
            }
            let items = list.items
            list.replaceAll(with: try [Value](count: order.count, interruptibly: { items[order[$0]] }))
            return .none
        }
        guard case .array(let array) = given, array.rank > 0 else {
            throw arguments.wrongType("x", expected: "a tensor or a list", got: given)
        }
        let count = try array.tensor.length(ofAxis: axis, arguments)
        if array.count == 0 { return .none }
        let order = try machine.drawing(arguments) { (stream) throws(RandomError) in stream.permutation(count: count)
        }
        let indices = NDArray(order, shape: [count])
        let shuffled = try arguments.carryOut { () throws(TensorError) in
            try array.tensor.taking(indices, axis: axis)
        }
        try array.assign(shuffled, at: [.ellipsis])
        return .none
    }
}
