internal import Tensors

/// `np.c_[a, b]` and `np.r_[a, b]`.
enum Joining {
    static func joined(_ index: Value, by joiner: ColumnJoiner) throws(EvaluationError) -> Value {
        let items = if case .tuple(let tuple) = index { tuple.items } else { [index] }
        var tensors: [Tensor] = []
        for item in items { tensors.append(try tensor(item, joiner)) }
        do {
            return .array(ArrayObject(
                try joiner == .columns ? Tensor.joinColumns(tensors) : Tensor.joinRows(tensors)))
        } catch {
            let operands = tensors.map { EvaluationError.Operand(name: "", range: nil, shape: $0.shape) }
            throw .tensor(error, operation: "np.\(joiner.rawValue)", operands: operands)
        }
    }

    /// A slice stands for the numbers it walks, as in NumPy.
    private static func tensor(_ item: Value, _ joiner: ColumnJoiner) throws(EvaluationError) -> Tensor {
        guard case .slice(let slice) = item else {
            return try item.asTensor(for: "np.\(joiner.rawValue)", parameter: "an item")
        }
        guard let stop = slice.upper else {
            throw .invalidArgument(function: "np.\(joiner.rawValue)", "a slice here needs its end", hint: nil)
        }
        let range = IntegerRange(start: slice.lower ?? 0, stop: stop, step: slice.step ?? 1)
        return try Value.range(range).asTensor(for: "np.\(joiner.rawValue)", parameter: "an item")
    }
}
