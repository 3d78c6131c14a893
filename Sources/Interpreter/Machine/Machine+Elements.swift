internal import Compiler
internal import Integers
internal import Kernels
internal import Rendering
internal import Syntax
internal import Tensors

extension Machine {
    /// `R[a] = R[b][index]`.
    @inline(never)
    func getItem(_ i: Instruction, _ index: Value) throws(Failure) {
        if case .int(let place) = index, case .string(let text) = registers[Int(i.b)], place >= 0, place < text.count {
            let letter = text[place]
            return (registers + Int(i.a)).put(.string(letter))
        }
        let value = registers[Int(i.b)]
        if case .array(let array) = value, case .int(let place) = index {
            if let scalar = array.tensor.element(at: place) { return (registers + Int(i.a)).put(.element(scalar)) }
            if let row = array.tensor.part(.place(place)) {
                return (registers + Int(i.a)).put(.array(array.derived(row)))
            }
        }
        do throws(EvaluationError) {
            let element = try element(of: value, at: index)
            if Interruption.isRequested { throw .interrupted }
            (registers + Int(i.a)).put(element)
        } catch .tensor(let error, let operation, var operands) {
            if case .subscript(let base, let index)? = expression?.kind {
                if case .columnJoiner = value {
                    let parts = if case .tuple(let parts) = index.kind { parts } else { [index] }
                    for (place, part) in zip(operands.indices, parts) { operands[place].range = part.range }
                } else {
                    for place in operands.indices { operands[place].range = base.range }
                }
            }
            throw failure(.tensor(error, operation: operation, operands: operands))
        } catch {
            throw failure(error)
        }
    }

    /// `R[a][index] = R[c]`.
    @inline(never)
    func setItem(_ i: Instruction, _ index: Value) throws(Failure) {
        let r = registers
        if case .int(let place) = index, write(r[Int(i.c)], to: r[Int(i.a)], at: place) { return }
        do { try setElement(of: r[Int(i.a)], at: index, to: r[Int(i.c)]) } catch .assignments(let error) {
            let place = isBaseNamed ? currentCallRange : base?.range
            throw failure(.assignments(error), place)
        } catch {
            throw failure(located(error))
        }
    }

    /// `R[b][i, j]` with two whole numbers; false if it is something else.
    @inline(never)
    func getElement(_ i: Instruction) -> Bool {
        let r = registers
        guard i.flags.rawValue == 2, case .array(let array) = r[Int(i.b)], case .int(let row) = r[Int(i.c)],
            case .int(let column) = r[Int(i.c) + 1], let scalar = array.tensor.element(at: row, column)
        else { return false }
        (r + Int(i.a)).put(.element(scalar))
        return true
    }

    /// `R[a][i, j] = R[c]` with two whole numbers; false if it is something else.
    @inline(never)
    func setElement(_ i: Instruction) -> Bool {
        let r = registers
        guard i.flags.rawValue == 2, case .int(let row) = r[Int(i.b)], case .int(let column) = r[Int(i.b) + 1] else {
            return false
        }
        return write(r[Int(i.c)], to: r[Int(i.a)], at: row, column)
    }

    /// Writes a number of its type into an array that the running cell may write to as it likes; false if it isn't so.
    private func write(_ value: Value, to owner: Value, at first: Int, _ second: Int? = nil) -> Bool {
        guard case .array(let array) = owner, array.isFree, !array.dtype.isText, let scalar = value.asScalar else {
            return false
        }
        if case .int64(let number) = scalar, array.dtype == .float64 {
            return array.tensor.writeElement(.float64(Double(number)), at: first, second)
        }
        return array.tensor.writeElement(scalar, at: first, second)
    }

    /// What the element that runs is an element of.
    var base: Expression? {
        if case .subscript(let base, _)? = expression?.kind { base } else { nil }
    }

    /// Whether that is a name, or an element of one.
    private var isBaseNamed: Bool {
        guard var base else { return false }
        while case .subscript(let inner, _) = base.kind { base = inner }
        return if case .name = base.kind { true } else { false }
    }

    /// The error of a write, with the names of what took part.
    private func located(_ error: EvaluationError) -> EvaluationError {
        guard case .tensor(let tensorError, let operation, var operands) = error else { return error }
        if case .cannotAssign(_, let shape) = tensorError, operands.count == 2 {
            operands[0].name = "the value"
            operands[1] = .init(name: text(of: currentCallRange) ?? "", range: nil, shape: shape)
        } else if let owner = operands.indices.last, operands[owner].range == nil, operands[owner].name.isEmpty {
            operands = [.init(name: "", range: base?.range, shape: operands[owner].shape)]
        }
        return .tensor(tensorError, operation: operation, operands: operands)
    }

    /// `value[index]`.
    package func element(of value: Value, at index: Value) throws(EvaluationError) -> Value {
        let index = try index.isInstance ? Self.place(index, in: value) : index
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
        case .dictionary(let dictionary):
            if let found = try dictionary.value(of: index) { return found }
            throw .indices(.missingKey(index, of: dictionary))
        case .columnJoiner(let joiner): return try Joining.joined(index, by: joiner)
        case .scalar:
            // No index takes the number itself.
            if case .tuple(let places) = index, places.count == 0 { return value }
            throw .indices(.notIndexable(ValueDescription(value)))
        case .instance(let instance):
            // Those of Python's own leave it to the dictionary.
            if instance.type.isBuiltin, case .dictionary(let dictionary)? = instance.content,
                let found = try dictionary.value(of: index)
            {
                return found
            }
            try Self.refuseClamped(index)
            if let result = try Special.call(Special.getItem, of: instance, [index]) { return result }
            throw .indices(.notIndexable(ValueDescription(value)))
        case .classObject(let type):
            if let found = try Special.callOnClass("_meta_getitem_", type, [index]) { return found }
            if let method = type.lookUp("__class_getitem__") {
                return try callBack(method.withoutDescriptor, [value, index])
            }
            throw .indices(.notIndexable(ValueDescription(value)))
        case .absent(let absent): return try absentPart(absent)
        default: throw .indices(.notIndexable(ValueDescription(value)))
        }
    }

    /// Refuses a slice with a bound beyond 64 bits for a method of the program's, which would see another bound.
    static func refuseClamped(_ index: Value) throws(EvaluationError) {
        switch index {
        case .slice(let slice): if slice.isClamped { throw .numbers(.tooLargeForSlice) }
        case .tuple(let tuple): for item in tuple.items { try refuseClamped(item) }
        default: break
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
        try Allowance.check(items: bounds.count)
        if bounds.step == 1 {
            let part = items[bounds.start..<bounds.start + bounds.count]
            return try [Value](joining: [part], capacity: part.count)
        }
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
            let names = array.columnNames == nil ? nil : array.pickedNames(part, by: indices)
            if !isView { return .array(ArrayObject(try part.copyInOrder(), columnNames: names)) }
            let isMoved = part.buffer !== array.tensor.buffer && Self.movesAxes(indices, rank: array.rank)
            let result = isMoved ? ArrayObject(shaped: part) : array.derived(part)
            if let names { result.setColumnNames(names) }
            return .array(result)
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
    package func setElement(of owner: Value, at index: Value, to value: Value) throws(EvaluationError) {
        let index = try index.isInstance ? Self.place(index, in: owner) : index
        switch owner {
        case .array(let array):
            let indices = try Self.tensorIndices(index, of: owner)
            let source = try value.asTensor(toAssignTo: array, at: indices)
            if array.dtype.isInteger, array.dtype != .int64 || source.dtype.kind == .floating || !source.dtype.isUsual {
                let isElement = indices.count == array.rank && indices.allSatisfy(\.isInteger)
                let isBasic = indices.allSatisfy(\.isBasic)
                try value.refuseForIntegers(array.dtype, isPlaceBasic: isBasic, isInList: isBasic && !isElement)
            }
            var flags: FloatingPointFlags = []
            try array.assign(source, at: indices, flags: &flags)
            if !flags.isEmpty { try warn(of: flags, in: "cast", range: currentCallRange) }
        case .list(let list):
            if let position = index.asIndex {
                return list.set(
                    value, at: try Self.position(position, count: list.count, kind: "list", use: .assignment))
            }
            guard case .slice(let slice) = index else {
                throw .indices(.notInteger(ValueDescription(index), in: ValueDescription(owner)))
            }
            let added = try value.items()
            try Allowance.check(list.count, plus: added.count, of: MemoryLayout<Value>.stride)
            try slice.replace(in: list, with: added)
        case .dictionary(let dictionary): try dictionary.set(value, for: index)
        case .absent(let absent): try changeAbsent(absent, with: [index, value])
        case .instance(let instance):
            if instance.type.isBuiltin, case .dictionary(let dictionary)? = instance.content {
                return try dictionary.set(value, for: index)
            }
            try Self.refuseClamped(index)
            guard try Special.call(Special.setItem, of: instance, [index, value]) != nil else { fallthrough }
        default: throw .assignments(.cannotAssignItem(ValueDescription(owner)))
        }
    }

    /// What an object that is an index says that it is, by `__index__`, where places are counted.
    static func place(_ index: Value, in owner: Value) throws(EvaluationError) -> Value {
        switch owner {
        case .list, .tuple, .string, .range, .array: try index.number(by: ["__index__"])
        default: index
        }
    }

    private static func tensorIndices(_ index: Value, of value: Value) throws(EvaluationError) -> [TensorIndex] {
        if case .array(let array) = value, let names = array.columnNames,
            let columns = try columnIndices(index, names, of: array)
        {
            return columns
        }
        guard case .tuple(let tuple) = index else { return [try tensorIndex(index, of: value)] }
        var indices: [TensorIndex] = []
        for item in tuple.items { indices.append(try tensorIndex(item, of: value)) }
        return indices
    }

    /// `x["size"]`, `x[["size", "tip"]]` and `x[rows, "size"]` of a matrix whose columns have names; nil for other indices.
    private static func columnIndices(
        _ index: Value, _ names: ColumnNames, of array: ArrayObject
    ) throws(EvaluationError) -> [TensorIndex]? {
        func place(_ name: Text) throws(EvaluationError) -> Int {
            if let place = names.place(of: name.string) { return place }
            throw .indices(.noColumn(name.string, among: names.names))
        }
        switch index {
        case .string(let name): return [.all, .integer(try place(name))]
        case .list(let list) where !list.items.isEmpty && list.items.allSatisfy({ $0.type == .string }):
            var places: [Int] = []
            for item in list.items { if case .string(let name) = item { places.append(try place(name)) } }
            return [.all, .integers(NDArray(places, shape: [places.count]))]
        case .tuple(let tuple) where tuple.count == 2:
            guard case .string(let name) = tuple.items[1] else { return nil }
            return [try tensorIndex(tuple.items[0], of: .array(array)), .integer(try place(name))]
        default: return nil
        }
    }

    private static func tensorIndex(_ index: Value, of value: Value) throws(EvaluationError) -> TensorIndex {
        switch index {
        case .none: return .newAxis
        case .ellipsis: return .ellipsis
        case .slice(let slice):
            try slice.refuseLabels()
            return .slice(lower: slice.lower, upper: slice.upper, step: slice.step)
        case .bool(let flag), .scalar(.bool(let flag)): return .mask(NDArray(scalar: flag))
        case .array(let array):
            switch array.tensor {
            case .bool(let mask): return .mask(mask)
            case .int64(let integers): return .integers(integers)
            case .other where array.dtype.isInteger: return .integers(array.tensor.places())
            case .float64, .other: break
            }
        case .list, .range, .tuple:
            switch try index.asTensor(for: "index", parameter: "the index") {
            case .bool(let mask): return .mask(mask)
            case .int64(let integers): return .integers(integers)
            case .float64(let floats) where floats.count == 0:
                return .integers(NDArray([], shape: floats.shape))
            case .other(let array) where array.dtype.isInteger: return .integers(Tensor.other(array).places())
            case .float64, .other: break
            }
        default:
            if let position = index.asIndex { return .integer(position) }
            // NumPy makes it an element of a type without a sign, and that an index.
            if index.isLong, let number = index.asInteger, number.bitWidth == 64, !number.isNegative {
                throw .numbers(.beyondInt64(index.briefText))
            }
        }
        throw .indices(.notInteger(ValueDescription(index), in: ValueDescription(value)))
    }

    /// A position counted from the end if negative, checked against the length.
    package static func position(_ index: Int, count: Int, kind: String, use: IndexError.Use? = nil)
        throws(EvaluationError) -> Int
    {
        let position = index < 0 ? index &+ count : index
        guard position >= 0, position < count else {
            throw .indices(.outOfRange(index, count: count, kind: kind, use: use))
        }
        return position
    }
}

extension TensorIndex {
    var isInteger: Bool {
        if case .integer = self { true } else { false }
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
        try slice.refuseLabels()
        guard let stop = slice.upper else {
            throw .invalidArgument(function: "np.\(joiner.rawValue)", "a slice here needs its end", hint: nil)
        }
        let range = IntegerRange(start: slice.lower ?? 0, stop: stop, step: slice.step ?? 1)
        return try Value.range(range).asTensor(for: "np.\(joiner.rawValue)", parameter: "an item")
    }
}
