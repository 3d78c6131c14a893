internal import Integers
internal import Interpreter
internal import Kernels
internal import Rendering
internal import Tensors

extension Arguments {
    /// The shape of a new tensor, from separate integers (`zeros(3, 2)`), or one sequence (`zeros((3, 2))`).
    func shape(from sizes: [CallArgument]) throws(EvaluationError) -> Shape {
        for size in sizes { try refuseTruths(in: size.value) }
        let lengths = try lengths(from: sizes)
        return try carryOut { () throws(TensorError) in try Shape(lengths).validated() }
    }

    /// Integers given separately, or as one tuple, list or tensor.
    func lengths(from sizes: [CallArgument]) throws(EvaluationError) -> [Int] {
        if sizes.count == 1, let size = sizes.first { return try lengths(from: size.value) }
        var lengths: [Int] = []
        for size in sizes { lengths.append(try length(size.value)) }
        return lengths
    }

    /// An argument as the length of an axis.
    func length(_ name: String) throws(EvaluationError) -> Int {
        guard case .long? = self[name] else { return try int(name) }
        return try length(value(signature.index(of: name) ?? 0))
    }

    /// An argument as an offset of diagonals, which may be outside the matrix.
    func offset(_ name: String) throws(EvaluationError) -> Int {
        guard let value = self[name], value.isLong, let number = value.asInteger else { return try int(name) }
        return number.isNegative ? Int.min : Int.max
    }

    private func length(_ value: Value) throws(EvaluationError) -> Int {
        if let length = value.asIndex { return length }
        guard value.isLong else { throw notASize(value) }
        throw invalid(
            "the length \(value.briefText) is too large", python: .value("Maximum allowed dimension exceeded"))
    }

    /// Rejects True and False as lengths.
    func refuseTruths(in value: Value) throws(EvaluationError) {
        for item in value.sequence ?? [value] {
            if case .bool(let truth) = item {
                let words = "expected a sequence of integers or a single integer, got '\(truth ? "True" : "False")'"
                throw invalid("a length is a whole number, not a truth value", python: PythonForm("TypeError", words))
            }
        }
    }

    /// An integer, or a tuple, list, range or integer vector of them.
    func lengths(from value: Value) throws(EvaluationError) -> [Int] {
        if value.isLong || value.asIndex != nil { return [try length(value)] }
        switch value {
        case .tuple, .list:
            var lengths: [Int] = []
            for item in value.sequence ?? [] { lengths.append(try length(item)) }
            return lengths
        case .range(let range) where range.count <= 64: return (0..<range.count).map { range[$0] }
        case .array(let array):
            guard case .int64(let lengths) = array.tensor, lengths.rank == 1 else { throw notASize(value) }
            return lengths.elements
        default: throw notASize(value)
        }
    }

    /// `size=`: nil if omitted or `None`.
    func size(_ name: String = "size") throws(EvaluationError) -> Shape? {
        guard isGiven(name), let argument = argument(name) else { return nil }
        return try shape(from: [argument])
    }

    /// An argument as a float, where NumPy converts it to an array: an int beyond 64 bits would become an object
    /// array, which such functions don't support.
    func numberOfArray(_ name: String) throws(EvaluationError) -> Double {
        if let value = self[name], value.isLong, let number = value.asInteger, number.bitWidth > 64 || number.isNegative
        {
            throw typeError("the int \(value.briefText) for \(name) has more than 64 bits")
        }
        return try double(name)
    }

    /// `copy=`, for which NumPy rejects strings.
    func copies() throws(EvaluationError) -> Bool {
        if self["copy"]?.type == .string {
            let words = "strings are not allowed for 'copy' keyword. Use True/False/None instead."
            throw invalid(words, python: .value(words))
        }
        return try bool("copy")
    }

    private func notASize(_ value: Value) -> EvaluationError {
        .arguments(.wrongType(parameter: "", expected: "sizes", got: ValueDescription(value)), of: callee)
    }

    /// The tensors in a list or tuple, or stacked in a tensor, to join or compare.
    func tensors(_ value: Value, parameter: String) throws(EvaluationError) -> [Tensor] {
        switch value {
        case .tuple, .list, .range: break
        case .array(let tensor) where tensor.rank > 0: break
        default: throw wrongType(parameter, expected: "a list or tuple of tensors", got: value)
        }
        var tensors: [Tensor] = []
        defer { Release.keepForNow(tensors) }
        for item in try value.items().polled(work: 64) { tensors.append(try tensor(item, parameter: parameter)) }
        if Interruption.isRequested { throw .interrupted }
        return try ofOneKind(tensors)
    }

    /// Tensors to join: if one contains strings, numbers are converted to strings.
    private func ofOneKind(_ tensors: [Tensor]) throws(EvaluationError) -> [Tensor] {
        guard tensors.contains(where: \.dtype.isText) else { return tensors }
        return try carryOut { () throws(TensorError) in
            var texts: [Tensor] = []
            for tensor in tensors { texts.append(try NumPyText.texts(of: tensor)) }
            return texts
        }
    }

    /// The tensors given separately (`vstack x y`), or in one list, tuple or tensor (`vstack((x, y))`).
    func tensorsOfRest(parameter: String) throws(EvaluationError) -> [Tensor] {
        if rest.count == 1, let only = rest.first { return try tensors(only.value, parameter: parameter) }
        var tensors: [Tensor] = []
        for argument in rest { tensors.append(try tensor(argument.value, parameter: parameter)) }
        return try ofOneKind(tensors)
    }

    /// An argument as integers: one, or a list, tuple or tensor of them.
    func integers(_ name: String) throws(EvaluationError) -> NDArray<Int> {
        guard let value = self[name] else { throw .arguments(.missing([name]), of: callee) }
        let tensor = try value.asTensor(for: function, parameter: name)
        switch tensor {
        case .int64(let array): return array
        case .other(let array) where array.dtype.isInteger:
            let numbers = tensor.places()
            // Numbers of uint64 beyond int64 have been clamped to its maximum.
            if array.dtype == .uint64, numbers.elements.contains(Int.max) {
                throw .numbers(.beyondInt64(value.briefText))
            }
            return numbers
        case .float64(let array) where array.count == 0 && !value.isTensor: return NDArray([], shape: array.shape)
        case .bool, .float64, .other: throw wrongType(name, expected: "whole numbers", got: value)
        }
    }

    /// Runs an operation that returns a tensor; errors name the function and its tensor arguments.
    func tensorValue(_ operation: () throws(TensorError) -> Tensor) throws(EvaluationError) -> Value {
        .array(ArrayObject(try carryOut(operation)))
    }

    /// An argument as a tensor, by name; nil if omitted or `None`.
    func optionalTensor(_ name: String) throws(EvaluationError) -> Tensor? {
        guard isGiven(name), let value = self[name] else { return nil }
        return try value.asTensor(for: function, parameter: name)
    }
}
