internal import Rendering
internal import Syntax
internal import Tensors

extension Evaluator {
    /// The value of what stands in the brackets of a subscript; slices stay slices.
    mutating func evaluateIndex(_ index: Expression) throws(Failure) -> Value {
        switch index.kind {
        case .slice(let lower, let upper, let step):
            let step = try bound(step)
            if step == 0 {
                throw failure(.invalidArgument(function: "slice", "a slice's step can't be 0", hint: nil), index.range)
            }
            return .slice(Slice(lower: try bound(lower), upper: try bound(upper), step: step))
        case .tuple(let items):
            var values: [Value] = []
            for item in items { values.append(try evaluateIndex(item)) }
            return .tuple(values)
        default: return try evaluate(index)
        }
    }

    private mutating func bound(_ expression: Expression?) throws(Failure) -> Int? {
        guard let expression else { return nil }
        let value = try evaluate(expression)
        if case .none = value { return nil }
        guard let index = value.asIndex else {
            throw failure(
                .indices(.notInteger(ValueDescription(value), in: ValueDescription(.slice(Slice())))), expression.range)
        }
        return index
    }

    /// `value[index]`.
    func element(of value: Value, at index: Value) throws(EvaluationError) -> Value {
        switch value {
        case .tensor(let tensor): return try Self.element(of: tensor, at: index)
        case .list(let items): return try Self.element(of: items, at: index, value) { .list($0) }
        case .tuple(let items): return try Self.element(of: items, at: index, value) { .tuple($0) }
        case .range(let range):
            if case .slice(let slice) = index { return .range(try slice.applied(to: range)) }
            guard let position = index.asIndex else {
                throw .indices(.notInteger(ValueDescription(index), in: ValueDescription(value)))
            }
            return .int(range[try Self.position(position, count: range.count, kind: "range")])
        case .string(let text):
            let characters = Array(text.unicodeScalars)
            if case .slice(let slice) = index {
                var picked = String.UnicodeScalarView()
                picked.append(contentsOf: try slice.positions(in: characters.count).map { characters[$0] })
                return .string(String(picked))
            }
            guard let position = index.asIndex else {
                throw .indices(.notInteger(ValueDescription(index), in: ValueDescription(value)))
            }
            return .string(String(characters[try Self.position(position, count: characters.count, kind: "string")]))
        case .columnJoiner(let joiner): return try Joining.joined(index, by: joiner)
        default: throw .indices(.notIndexable(ValueDescription(value)))
        }
    }

    private static func element(
        of items: [Value], at index: Value, _ value: Value, _ wrap: ([Value]) -> Value
    ) throws(EvaluationError) -> Value {
        if case .slice(let slice) = index {
            return wrap(try slice.positions(in: items.count).map { items[$0] })
        }
        guard let position = index.asIndex else {
            throw .indices(.notInteger(ValueDescription(index), in: ValueDescription(value)))
        }
        return items[try Self.position(position, count: items.count, kind: value.type.rawValue)]
    }

    private static func element(of tensor: Tensor, at index: Value) throws(EvaluationError) -> Value {
        let indices = try tensorIndices(index, of: .tensor(tensor))
        do {
            let part = try tensor.indexed(by: indices)
            return indices.allSatisfy(\.isInteger) && part.rank == 0 ? .result(part) : .tensor(part)
        } catch {
            throw .tensor(error, operation: "index", operands: [.init(name: "", range: nil, shape: tensor.shape)])
        }
    }

    /// `value[index] = element`.
    func setElement(of value: inout Value, at index: Value, to element: Value) throws(EvaluationError) {
        // Nothing here may hold the tensor: a second reference would make each assignment a copy.
        if value.isTensor {
            let indices = try Self.tensorIndices(index, of: value)
            let source = try element.asTensor(for: "assignment", parameter: "the value")
            return try Self.assign(source, to: &value, at: indices)
        }
        guard case .list(var items) = value else { throw .assignments(.cannotAssignItem(ValueDescription(value))) }
        guard case .slice(let slice) = index else {
            throw .indices(.notInteger(ValueDescription(index), in: ValueDescription(value)))
        }
        value = .none
        defer { value = .list(items) }
        let added = try element.items()
        try Allowance.check(items.count, plus: added.count, of: MemoryLayout<Value>.stride)
        try slice.replace(in: &items, with: added)
    }

    /// Assigns into the tensor in `value`, which is taken out meanwhile so that its storage isn't shared.
    private static func assign(
        _ source: Tensor, to value: inout Value, at indices: [TensorIndex]
    ) throws(EvaluationError) {
        guard case .tensor(var tensor) = value else { return }
        let shape = tensor.shape
        value = .none
        defer { value = .tensor(tensor) }
        do { try tensor.assign(source, at: indices) } catch {
            throw .tensor(
                error, operation: "assignment",
                operands: [.init(name: "", range: nil, shape: source.shape), .init(name: "", range: nil, shape: shape)])
        }
    }

    private static func tensorIndices(_ index: Value, of value: Value) throws(EvaluationError) -> [TensorIndex] {
        guard case .tuple(let items) = index else { return [try tensorIndex(index, of: value)] }
        var indices: [TensorIndex] = []
        for item in items { indices.append(try tensorIndex(item, of: value)) }
        return indices
    }

    private static func tensorIndex(_ index: Value, of value: Value) throws(EvaluationError) -> TensorIndex {
        switch index {
        case .none: return .newAxis
        case .ellipsis: return .ellipsis
        case .slice(let slice): return .slice(lower: slice.lower, upper: slice.upper, step: slice.step)
        case .bool(let flag), .scalar(.bool(let flag)): return .mask(NDArray(scalar: flag))
        case .tensor(.bool(let mask)): return .mask(mask)
        case .tensor(.int64(let integers)): return .integers(integers)
        case .list, .range, .tuple:
            switch try index.asTensor(for: "index", parameter: "the index") {
            case .bool(let mask): return .mask(mask)
            case .int64(let integers): return .integers(integers)
            case .float64(let floats) where floats.count == 0:
                return .integers(NDArray([], shape: floats.shape))
            case .float64: break
            }
        default:
            if let position = index.asIndex { return .integer(position) }
        }
        throw .indices(.notInteger(ValueDescription(index), in: ValueDescription(value)))
    }

    /// A position counted from the end if negative, checked against the length.
    package static func position(_ index: Int, count: Int, kind: String) throws(EvaluationError) -> Int {
        let position = index < 0 ? index &+ count : index
        guard position >= 0, position < count else { throw .indices(.outOfRange(index, count: count, kind: kind)) }
        return position
    }
}

extension TensorIndex {
    fileprivate var isInteger: Bool {
        if case .integer = self { true } else { false }
    }
}

extension Slice {
    /// The bounds inside a sequence of `count` items, as Python's `slice.indices`.
    func resolved(in count: Int) throws(EvaluationError) -> ResolvedSlice {
        do { return try ResolvedSlice(lower: lower, upper: upper, step: step, length: count) } catch {
            throw .tensor(error, operation: "slice", operands: [])
        }
    }

    package func positions(in count: Int) throws(EvaluationError) -> [Int] {
        let bounds = try resolved(in: count)
        return (0..<bounds.count).map { bounds.start + $0 * bounds.step }
    }

    func applied(to range: IntegerRange) throws(EvaluationError) -> IntegerRange {
        let bounds = try resolved(in: range.count)
        func place(_ offset: Int) -> Int { range.start &+ offset &* range.step }
        let (step, overflows) = range.step.multipliedReportingOverflow(by: bounds.step)
        // A step that large has but one place to go to.
        let largest = (range.step < 0) == (bounds.step < 0) ? Int.max : -Int.max
        return IntegerRange(start: place(bounds.start), stop: place(bounds.stop), step: overflows ? largest : step)
    }

    private static func lengthMismatch(_ places: Int, _ values: Int) -> EvaluationError {
        .invalidArgument(
            function: "assignment",
            "\(Words.count(values, "value")) for the \(places) places of the slice",
            hint: "a slice with a step takes as many values as it has places")
    }

    /// `items[slice] = values`: any number for a slice of step 1, else as many as it names.
    func replace(in items: inout [Value], with values: [Value]) throws(EvaluationError) {
        let bounds = try resolved(in: items.count)
        if bounds.step == 1 {
            items.replaceSubrange(bounds.start..<(bounds.start + bounds.count), with: values)
            return
        }
        guard values.count == bounds.count else { throw Self.lengthMismatch(bounds.count, values.count) }
        for (offset, value) in values.enumerated() { items[bounds.start + offset * bounds.step] = value }
    }
}

/// `np.c_[a, b]` and `np.r_[a, b]`.
enum Joining {
    static func joined(_ index: Value, by joiner: ColumnJoiner) throws(EvaluationError) -> Value {
        let items = if case .tuple(let items) = index { items } else { [index] }
        var tensors: [Tensor] = []
        for item in items { tensors.append(try tensor(item, joiner)) }
        do {
            return .tensor(
                try joiner == .columns ? Tensor.joinColumns(tensors) : Tensor.joinRows(tensors))
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
