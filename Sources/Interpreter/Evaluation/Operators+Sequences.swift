internal import Kernels
internal import Syntax
internal import Tensors

extension Operators {
    /// `+` and `*` of strings, lists and tuples, and `%` of strings; nil for anything else.
    static func sequence(
        _ left: Value, _ operation: Syntax.BinaryOperator, _ right: Value
    ) throws(EvaluationError) -> Value? {
        switch (left, operation, right) {
        case (.string(let left), .add, .string(let right)):
            try Allowance.check(left.byteCount, plus: right.byteCount)
            return .string(left.joined(with: right))
        case (.list(let left), .add, .list(let right)): return .list(ListObject(try joined(left.items, right.items)))
        case (.tuple(let items), .add, .tuple) where items.count == 0: return right
        case (.tuple, .add, .tuple(let items)) where items.count == 0: return left
        case (.tuple(let left), .add, .tuple(let right)):
            return .tuple(TupleObject(try joined(left.items, right.items)))
        case (.string(let template), .remainder, _):
            return .string(Text(try Formatting.percent(template.string, right)))
        case (.string, .multiply, _), (.list, .multiply, _), (.tuple, .multiply, _):
            guard let count = try right.repeatCount() else { return nil }
            return try repeated(left, count)
        case (_, .multiply, .string), (_, .multiply, .list), (_, .multiply, .tuple):
            guard let count = try left.repeatCount() else { return nil }
            return try repeated(right, count)
        default: return nil
        }
    }

    /// `list += items` and `list *= n`. Combined with an array, the list is an array.
    ///
    /// - Returns: whether it is one of these.
    static func changeInPlace(
        _ list: ListObject, _ operation: Syntax.BinaryOperator, _ operand: Value
    ) throws(EvaluationError) -> Bool {
        if operation == .add, !operand.isNumPy {
            try list.extend(by: operand)
            return true
        }
        guard operation == .multiply, let count = try operand.repeatCount() else { return false }
        if count < 1 { list.replaceAll(with: []) }
        if count > 1 {
            try checkRepeated(list.count, count, of: MemoryLayout<Value>.stride)
            if list.count > 0 { try list.repeatItems(count) }
        }
        return true
    }

    private static func joined(_ left: [Value], _ right: [Value]) throws(EvaluationError) -> [Value] {
        try Allowance.check(left.count, plus: right.count, of: MemoryLayout<Value>.stride)
        if left.count + right.count <= Interruption.pieceLength { return left + right }
        return try [Value](joining: [left[...], right[...]], capacity: left.count + right.count)
    }

    /// The items repeated `count` times.
    private static func repeated(_ items: [Value], _ count: Int) throws(EvaluationError) -> [Value] {
        try [Value](joining: repeatElement(items[...], count: count), capacity: items.count * count)
    }

    private static func repeated(_ value: Value, _ count: Int) throws(EvaluationError) -> Value {
        let count = max(count, 0)
        switch value {
        case .string(let text):
            if count == 1 { return value }
            try checkRepeated(text.byteCount, count, of: 1)
            return .string(Text(String(interruptibly: text.string, times: count)))
        case .list(let items):
            try checkRepeated(items.count, count, of: MemoryLayout<Value>.stride)
            return .list(ListObject(items.isEmpty ? [] : try repeated(items.items, count)))
        case .tuple(let items):
            try checkRepeated(items.count, count, of: MemoryLayout<Value>.stride)
            if items.isEmpty || count == 1 { return value }
            return .tuple(TupleObject(try repeated(items.items, count)))
        default: return value
        }
    }

    private static func checkRepeated(_ length: Int, _ count: Int, of size: Int) throws(EvaluationError) {
        let (total, overflow) = length.multipliedReportingOverflow(by: count)
        try Allowance.check(overflow ? Int.max : total, of: size)
    }
}

extension Value {
    /// The repetition count of a sequence for `*`; nil if it is not an integer.
    fileprivate func repeatCount() throws(EvaluationError) -> Int? {
        switch self {
        case .long: throw .numbers(.tooLargeForIndex(briefText))
        case .int(let value), .scalar(.int64(let value)): value
        case .bool(let value): value ? 1 : 0
        default: nil
        }
    }
}
