internal import Kernels
package import Tensors

extension Value {
    /// A number, tensor, range or nested list of numbers as a tensor.
    ///
    /// - Parameters:
    ///   - function: who asks, for the message.
    ///   - parameter: what for.
    package func asTensor(for function: String, parameter: String) throws(EvaluationError) -> Tensor {
        if let tensor = directTensor { return tensor }
        if case .range(let range) = self {
            do { try Shape([range.count]).validated(dtype: .int64) } catch {
                throw .tensor(error, operation: function, operands: [])
            }
            var numbers: [Int] = []
            numbers.reserveCapacity(range.count)
            let isWhole = Interruption.forEachPiece(of: range.count) { piece in
                for index in piece { numbers.append(range[index]) }
            }
            if !isWhole { throw .interrupted }
            return .int64(NDArray(numbers, shape: [range.count]))
        }
        try Allowance.check(nestingOf: self)
        guard let nested = try nestedList() else {
            throw .arguments(
                .wrongType(parameter: parameter, expected: "numbers", got: ValueDescription(firstNonNumber ?? self)),
                of: .init(name: function, signature: "", isBuiltin: true))
        }
        do { return try Tensor.array(nested) } catch {
            throw .tensor(error, operation: function, operands: [])
        }
    }

    /// What keeps a list from being numbers.
    private var firstNonNumber: Value? {
        switch self {
        case .list(let items), .tuple(let items): items.lazy.compactMap(\.firstNonNumber).first
        case .tensor, .range, .int, .float, .bool, .scalar: nil
        default: self
        }
    }

    /// Nested lists or tuples of numbers and tensors; nil if anything else is among them.
    private func nestedList() throws(EvaluationError) -> NestedList? {
        switch self {
        case .list(let items), .tuple(let items):
            var nested: [NestedList] = []
            nested.reserveCapacity(items.count)
            var meter = WorkMeter()
            for item in items {
                if meter.shouldStop(after: 16) { throw .interrupted }
                guard let inner = try item.nestedList() else { return nil }
                nested.append(inner)
            }
            return .list(nested)
        case .range(let range):
            try Allowance.check(range.count, of: MemoryLayout<NestedList>.stride)
            return .list((0..<range.count).map { .scalar(.int64(range[$0])) })
        case .tensor(let tensor): return .tensor(tensor)
        default: return asScalar.map { .scalar($0) }
        }
    }
}
