internal import Kernels
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
            return .tuple(TupleObject(values))
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
        case .array(let array): return try Self.element(of: array, at: index)
        case .list(let list):
            if let position = index.asIndex {
                return list.items[try Self.position(position, count: list.count, kind: "list")]
            }
            return .list(ListObject(try Self.part(of: list.items, at: index, value)))
        case .tuple(let tuple):
            if let position = index.asIndex {
                return tuple.items[try Self.position(position, count: tuple.count, kind: "tuple")]
            }
            let part = try Self.part(of: tuple.items, at: index, value)
            // All of a tuple in its order is that tuple.
            if part.count == tuple.count, case .slice(let slice) = index, slice.step ?? 1 > 0 { return value }
            return .tuple(TupleObject(part))
        case .range(let range):
            if case .slice(let slice) = index { return .range(try slice.applied(to: range)) }
            guard let position = index.asIndex else {
                throw .indices(.notInteger(ValueDescription(index), in: ValueDescription(value)))
            }
            return .int(range[try Self.position(position, count: range.count, kind: "range")])
        case .string(let text): return .string(try Self.part(of: text, at: index, value))
        case .columnJoiner(let joiner): return try Joining.joined(index, by: joiner)
        default: throw .indices(.notIndexable(ValueDescription(value)))
        }
    }

    private static func part(
        of items: [Value], at index: Value, _ value: Value
    ) throws(EvaluationError) -> [Value] {
        guard case .slice(let slice) = index else {
            throw .indices(.notInteger(ValueDescription(index), in: ValueDescription(value)))
        }
        let bounds = try slice.resolved(in: items.count)
        if bounds.count == 0 { return [] }
        if bounds.step == 1 { return try [Value](copying: items[bounds.start..<bounds.start + bounds.count]) }
        return try [Value](count: bounds.count) { items[bounds.start + $0 * bounds.step] }
    }

    private static func part(of text: Text, at index: Value, _ value: Value) throws(EvaluationError) -> Text {
        guard case .slice(let slice) = index else {
            guard let position = index.asIndex else {
                throw .indices(.notInteger(ValueDescription(index), in: ValueDescription(value)))
            }
            return text[try Self.position(position, count: text.count, kind: "string")]
        }
        let bounds = try slice.resolved(in: text.count)
        if bounds.count == 0 { return "" }
        if bounds.step == 1 {
            return bounds.count == text.count ? text : text[bounds.start..<bounds.start + bounds.count]
        }
        let points = text.codePoints
        if Interruption.isRequested { throw .interrupted }
        return Text((0..<bounds.count).lazy.map { points[bounds.start + $0 * bounds.step] })
    }

    private static func element(of array: ArrayObject, at index: Value) throws(EvaluationError) -> Value {
        let indices = try tensorIndices(index, of: .array(array))
        do {
            let part = try array.tensor.indexed(by: indices)
            if indices.allSatisfy(\.isInteger) && part.rank == 0 { return .result(part) }
            // An array of no axes counts as an integer, and still gives a copy.
            let isView = indices.allSatisfy(\.isBasic) || part.buffer !== array.tensor.buffer
            if !isView { return .array(ArrayObject(try part.copyInOrder())) }
            let isMoved = part.buffer !== array.tensor.buffer && Self.movesAxes(indices, rank: array.rank)
            return .array(isMoved ? ArrayObject(shaped: part) : array.derived(part))
        } catch {
            throw .tensor(error, operation: "index", operands: [.init(name: "", range: nil, shape: array.shape)])
        }
    }

    /// Whether places that arrays name come behind other axes, to where NumPy moves them when it has read them.
    private static func movesAxes(_ indices: [TensorIndex], rank: Int) -> Bool {
        let taken = indices.reduce(0) { $0 + ($1.axisCount ?? 0) }
        func isAxis(_ index: TensorIndex) -> Bool {
            switch index {
            case .slice, .newAxis: true
            case .ellipsis: taken < rank
            default: false
            }
        }
        guard let first = indices.first, isAxis(first) else { return false }
        let places = indices.drop(while: isAxis)
        return !places.drop(while: { !isAxis($0) }).contains { !isAxis($0) }
    }

    /// `owner[index] = value`.
    func setElement(of owner: Value, at index: Value, to value: Value) throws(EvaluationError) {
        switch owner {
        case .array(let array):
            let indices = try Self.tensorIndices(index, of: owner)
            let source = try value.asTensor(for: "assignment", parameter: "the value")
            if array.dtype == .int64, source.dtype == .float64 {
                try value.refuseForIntegers(in: "assignment", isPlaceBasic: indices.allSatisfy(\.isBasic))
            }
            try array.assign(source, at: indices)
        case .list(let list):
            if let position = index.asIndex {
                return list.set(value, at: try Self.position(position, count: list.count, kind: "list"))
            }
            guard case .slice(let slice) = index else {
                throw .indices(.notInteger(ValueDescription(index), in: ValueDescription(owner)))
            }
            let added = try value.items()
            try Allowance.check(list.count, plus: added.count, of: MemoryLayout<Value>.stride)
            try list.change { (items) throws(EvaluationError) in try slice.replace(in: &items, with: added) }
        default: throw .assignments(.cannotAssignItem(ValueDescription(owner)))
        }
    }

    private static func tensorIndices(_ index: Value, of value: Value) throws(EvaluationError) -> [TensorIndex] {
        guard case .tuple(let tuple) = index else { return [try tensorIndex(index, of: value)] }
        var indices: [TensorIndex] = []
        for item in tuple.items { indices.append(try tensorIndex(item, of: value)) }
        return indices
    }

    private static func tensorIndex(_ index: Value, of value: Value) throws(EvaluationError) -> TensorIndex {
        switch index {
        case .none: return .newAxis
        case .ellipsis: return .ellipsis
        case .slice(let slice): return .slice(lower: slice.lower, upper: slice.upper, step: slice.step)
        case .bool(let flag), .scalar(.bool(let flag)): return .mask(NDArray(scalar: flag))
        case .array(let array):
            switch array.tensor {
            case .bool(let mask): return .mask(mask)
            case .int64(let integers): return .integers(integers)
            case .float64: break
            }
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
        return (0..<bounds.count).polled().map { bounds.start + $0 * bounds.step }
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
        for (offset, value) in values.enumerated().polled(work: 16) {
            items[bounds.start + offset * bounds.step] = value
        }
    }
}

/// `np.c_[a, b]` and `np.r_[a, b]`.
enum Joining {
    static func joined(_ index: Value, by joiner: ColumnJoiner) throws(EvaluationError) -> Value {
        let items = if case .tuple(let tuple) = index { tuple.items } else { [index] }
        var tensors: [Tensor] = []
        for item in items { tensors.append(try tensor(item, joiner)) }
        do {
            return .array(
                ArrayObject(try joiner == .columns ? Tensor.joinColumns(tensors) : Tensor.joinRows(tensors)))
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
