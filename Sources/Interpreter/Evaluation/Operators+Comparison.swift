internal import Integers
internal import Kernels
package import Syntax
internal import Tensors

extension Operators {
    /// `left op right` for a single comparison. The result is an array if an operand is one; arrays broadcast.
    ///
    /// - Throws: a `TypeError` if the values cannot be ordered, a `ValueError` if shapes do not broadcast, or the
    ///   error of a method such as `__eq__`.
    package static func compare(
        _ left: Value, _ operation: ComparisonOperator, _ right: Value
    ) throws(EvaluationError) -> Value {
        switch operation {
        case .in: return .bool(try contains(right, left))
        case .notIn: return .bool(try !contains(right, left))
        case .is: return .bool(left.isSame(as: right))
        case .isNot: return .bool(!left.isSame(as: right))
        default: break
        }
        if let result = compareLongInts(left, operation, right) { return .bool(result) }
        if let result = try Special.compare(left, operation, right) { return result }
        if left.isNumPy || right.isNumPy, let result = try compareNumPy(left, operation, right) { return result }
        switch operation {
        case .equal: return .bool(try left.isEqual(to: right))
        case .notEqual where left.isInstance || right.isInstance: return .bool(!left.isSame(as: right))
        case .notEqual: return .bool(try !left.isEqual(to: right))
        default: break
        }
        if left.isInstance || right.isInstance {
            throw .values(.cannotCompare(operator: operation.rawValue, ValueDescription(left), ValueDescription(right)))
        }
        if let result = try compareSets(left, operation, right) { return .bool(result) }
        guard let ordering = try left.ordering(to: right) else {
            throw .values(.cannotCompare(operator: operation.rawValue, ValueDescription(left), ValueDescription(right)))
        }
        switch operation {
        case .less: return .bool(ordering == .less)
        case .lessOrEqual: return .bool(ordering == .less || ordering == .equal)
        case .greater: return .bool(ordering == .greater)
        default: return .bool(ordering == .greater || ordering == .equal)
        }
    }

    /// Compares two Python ints, one beyond 64 bits; nil for anything else.
    private static func compareLongInts(_ left: Value, _ operation: ComparisonOperator, _ right: Value) -> Bool? {
        let (first, second): (Integer, Integer)
        switch (left, right) {
        case (.long(let left), .long(let right)): (first, second) = (.long(left), .long(right))
        case (.long(let left), .int(let right)): (first, second) = (.long(left), .short(right))
        case (.int(let left), .long(let right)): (first, second) = (.short(left), .long(right))
        default: return nil
        }
        return switch operation {
        case .equal: first == second
        case .notEqual: first != second
        case .less: first < second
        case .lessOrEqual: first <= second
        case .greater: first > second
        case .greaterOrEqual: first >= second
        case .in, .notIn, .is, .isNot: nil
        }
    }

    /// Compares a tensor or NumPy scalar; nil if the other value is not a number.
    private static func compareNumPy(
        _ left: Value, _ operation: ComparisonOperator, _ right: Value
    ) throws(EvaluationError) -> Value? {
        // An int that a narrow dtype cannot hold can still be compared.
        let isSingle = left.numpyDType == .float32 || right.numpyDType == .float32
        let (left, right) = isSingle ? try Value.weakened(left, right) : (left, right)
        if let first = left.asScalar, let second = right.asScalar {
            return .scalar(.bool(compare(first, operation, second)))
        }
        if left.isLong || right.isLong, let result = try compareLong(left, operation, right) { return result }
        if let elementwise = operation.elementwise, let result = direct(left, elementwise, right) { return result }
        if let result = try compareTexts(left, operation, right) { return result }
        if let tensor = elementsBeside(left, right) ?? elementsBeside(right, left) {
            // No element equals a value that is not a number.
            guard operation == .equal || operation == .notEqual else { return nil }
            let result = try? Tensor.full(tensor.shape, .bool(operation == .notEqual))
            return result.map { .result($0) }
        }
        guard let first = try left.operandTensor(), let second = try right.operandTensor(),
            let elementwise = operation.elementwise
        else { return nil }
        var flags: FloatingPointFlags = []
        do { return .result(try Tensor.binary(elementwise, first, second, flags: &flags)) } catch {
            throw .tensor(error, operation: operation.rawValue, operands: [])
        }
    }

    /// Compares an array of strings with strings; nil for other operands.
    private static func compareTexts(
        _ left: Value, _ operation: ComparisonOperator, _ right: Value
    ) throws(EvaluationError) -> Value? {
        guard left.numpyDType?.isText == true || right.numpyDType?.isText == true,
            let first = try left.asTexts(), let second = try right.asTexts(), let elementwise = operation.elementwise
        else { return nil }
        var flags: FloatingPointFlags = []
        do { return .result(try Tensor.binary(elementwise, first, second, flags: &flags)) } catch {
            throw .tensor(error, operation: operation.rawValue, operands: [])
        }
    }

    /// Compares an array or scalar with an int beyond 64 bits: all integers are on one side of it, and floats are
    /// compared with the nearest float. Nil if neither operand is NumPy's.
    private static func compareLong(
        _ left: Value, _ operation: ComparisonOperator, _ right: Value
    ) throws(EvaluationError) -> Value? {
        guard let dtype = left.numpyDType ?? right.numpyDType else { return nil }
        if dtype.isInteger, dtype != .uint64 || !isWithinUInt64(left) || !isWithinUInt64(right) {
            let number = left.isLong ? left : right
            let isBelow = number.asInteger?.isNegative == left.isLong
            let holds =
                switch operation {
                case .equal: false
                case .notEqual: true
                case .less, .lessOrEqual: isBelow
                default: !isBelow
                }
            guard case .array(let array) = left.isLong ? right : left else { return .scalar(.bool(holds)) }
            do { return .result(try Tensor.full(array.shape, .bool(holds))) } catch {
                throw .tensor(error, operation: operation.rawValue, operands: [])
            }
        }
        return try compareNumPy(
            try left.besideArray(of: dtype), operation, try right.besideArray(of: dtype))
    }

    /// Whether it is not an int outside the range of uint64.
    private static func isWithinUInt64(_ value: Value) -> Bool {
        guard case .long(let long) = value else { return true }
        return !long.isNegative && long.bitWidth <= 64
    }

    /// The tensor, if the other operand is neither a number nor a sequence of numbers.
    private static func elementsBeside(_ value: Value, _ other: Value) -> Tensor? {
        guard case .array(let array) = value else { return nil }
        switch other {
        case .array, .int, .long, .float, .complex, .bool, .scalar, .list, .tuple, .range, .generator: return nil
        case .instance(let instance):
            return instance.content == nil && instance.type.lookUp("__len__") == nil ? array.tensor : nil
        default: return array.tensor
        }
    }

    private static func compare(_ left: Scalar, _ operation: ComparisonOperator, _ right: Scalar) -> Bool {
        // NumPy compares as floats if one is a float; Python compares an int with a float exactly.
        let asFloats = left.dtype.kind == .floating || right.dtype.kind == .floating
        let ordering =
            asFloats
            ? Value.ordering(.float64(left.doubleValue), .float64(right.doubleValue)) : Value.ordering(left, right)
        return switch operation {
        case .equal: ordering == .equal
        case .notEqual: ordering != .equal
        case .less: ordering == .less
        case .lessOrEqual: ordering == .less || ordering == .equal
        case .greater: ordering == .greater
        default: ordering == .greater || ordering == .equal
        }
    }

    /// Whether two items of containers are equal, as for `in`, `==` and list methods: an object equals itself, and
    /// the truth value of an array comparison decides.
    ///
    /// - Throws: the error of the comparison, such as that of an array without a truth value.
    package static func areEqualItems(_ left: Value, _ right: Value) throws(EvaluationError) -> Bool {
        switch (left, right) {
        case (.int(let left), .int(let right)): return left == right
        case (.string(let left), .string(let right)): return left == right
        default:
            if left.isAbsent || right.isAbsent, let absent = left.absent ?? right.absent { throw absent.read() }
            if left.isSame(as: right) { return true }
        }
        if left.isTensor || right.isTensor { return try compare(left, .equal, right).isTrue() }
        return try left.isEqual(to: right)
    }

    /// `item in container`.
    private static func contains(_ container: Value, _ item: Value) throws(EvaluationError) -> Bool {
        switch container {
        case .string(let text):
            guard case .string(let part) = item.plain else {
                throw .values(.unsupportedOperands(operator: "in", ValueDescription(item), ValueDescription(container)))
            }
            return text.firstPlace(of: part) != nil
        case .range(let range):
            if let scalar = item.asScalar { return range.contains(scalar) }
            if let number = item.ownComplex {
                return number.imaginary == 0 && range.contains(.float64(number.real))
            }
            guard item.isTensor || item.isInstance else { return false }
            // An object may equal a number by its own method.
            for place in (0..<range.count).polled(work: 16) {
                if try areEqualItems(.int(range[place]), item) { return true }
            }
            return false
        case .array(let array):
            if item.isLong, array.dtype.isInteger, array.dtype != .uint64 { return false }
            guard !array.dtype.isText, let scalar = try item.besideArray(of: array.dtype).asScalar else {
                // As in NumPy: whether any element of the result of `==` is true.
                let equal = try compare(container, .equal, item)
                guard let tensor = equal.directTensor else { return try equal.isTrue() }
                return tensor.asBool().elements.polled().contains(true)
            }
            var flags: FloatingPointFlags = []
            do {
                let equal = try Tensor.binary(.equal, array.tensor, Tensor(scalar), flags: &flags)
                return equal.asBool().elements.polled().contains(true)
            } catch {
                throw .tensor(error, operation: "in", operands: [])
            }
        case .iterator(let iterator):
            var meter = WorkMeter()
            while let element = try iterator.next() {
                if meter.shouldStop(after: 16) { throw .interrupted }
                if try areEqualItems(element, item) { return true }
            }
            return false
        case .dictionary(let dictionary): return try dictionary.value(of: item) != nil
        case .classObject(let type):
            if let holds = try Special.callOnClass("_meta_contains_", type, [item]) { return try holds.isTrue() }
            throw .values(.notIterable(ValueDescription(container)))
        case .instance(let instance):
            if let result = try Special.contains(item, in: instance) { return result }
            return try contains(container.walked(), item)
        case .set(let set): return try set.contains(item)
        case .view(let view): return try view.contains(item)
        case .list, .tuple:
            for element in (container.sequence ?? []).polled(work: 16) {
                if try areEqualItems(element, item) { return true }
            }
            return false
        default: throw .values(.noContainer(ValueDescription(container)))
        }
    }
}

extension Operators {
    /// Compares sets, or dictionary views that act as sets; nil for other values.
    static func compareSets(
        _ left: Value, _ operation: ComparisonOperator, _ right: Value
    ) throws(EvaluationError) -> Bool? {
        guard let first = try left.asSet(), let second = try right.asSet() else { return nil }
        switch operation {
        case .equal: return first.count == second.count ? try first.isSubset(of: second) : false
        case .less: return first.count < second.count ? try first.isSubset(of: second) : false
        case .lessOrEqual: return try first.isSubset(of: second)
        case .greater: return second.count < first.count ? try second.isSubset(of: first) : false
        case .greaterOrEqual: return try second.isSubset(of: first)
        default: return nil
        }
    }

    /// `|`, `&`, `-` and `^` of sets and set-like views, and `|` of dictionaries; nil for others.
    static func combineTables(
        _ left: Value, _ operation: Syntax.BinaryOperator, _ right: Value
    ) throws(EvaluationError) -> Value? {
        switch (left, right) {
        case (.dictionary(let first), .dictionary) where operation == .bitwiseOr:
            let result = first.copy()
            try result.update(from: right)
            return .dictionary(result)
        case (.set(let first), .set(let second)):
            switch operation {
            case .bitwiseOr:
                let result = try first.copy(isFrozen: first.isFrozen)
                if first !== second { try result.update(from: right) }
                return .set(result)
            case .bitwiseAnd: return .set(try first.intersection(right))
            case .subtract: return .set(try first.difference(right))
            case .bitwiseXor: return .set(try first.symmetricDifference(right))
            default: return nil
            }
        case (.view(let view), _) where view.part != .values: return try combineViews(left, operation, right)
        case (_, .view(let view)) where view.part != .values: return try combineViews(left, operation, right)
        default: return nil
        }
    }

    /// The same if at least one is a view of keys or items; the other can be any iterable.
    private static func combineViews(
        _ left: Value, _ operation: Syntax.BinaryOperator, _ right: Value
    ) throws(EvaluationError) -> Value? {
        if operation == .bitwiseAnd {
            if case .view(let view) = left, view.part != .values { return .set(try intersection(view, right)) }
            if case .view(let view) = right { return .set(try intersection(view, left)) }
        }
        guard [.bitwiseOr, .bitwiseXor, .subtract].contains(operation) else { return nil }
        if case .view(let first) = left, case .view(let second) = right, first.part == .items, second.part == .items,
            operation == .bitwiseXor
        {
            return .set(try difference(first.dictionary, second.dictionary))
        }
        let result = if case .view(let view) = left { try view.set() } else { try SetObject(of: left) }
        switch operation {
        case .bitwiseOr: try result.update(from: right)
        case .subtract: try result.subtract(right)
        default: try result.toggle(right)
        }
        return .set(result)
    }

    private static func intersection(_ first: DictionaryView, _ right: Value) throws(EvaluationError) -> SetObject {
        if case .set(let second) = right, !second.isFrozen, first.dictionary.count <= second.count {
            return try second.intersection(.view(first))
        }
        var (view, other) = (first, right)
        if case .view(let second) = right, second.part != .values, second.dictionary.count > first.dictionary.count {
            (view, other) = (second, .view(first))
        }
        let result = SetObject()
        for item in try other.items().polled(work: 32) where try view.contains(item) { try result.add(item) }
        return result
    }

    /// The pairs that only one of two dictionaries has.
    private static func difference(
        _ first: DictionaryObject, _ second: DictionaryObject
    ) throws(EvaluationError) -> SetObject {
        let (small, large) = first.count > second.count ? (second, first) : (first, second)
        let rest = small.copy()
        let result = SetObject()
        for row in large.usedRows {
            if let value = try rest.value(of: row.key), try areEqualItems(value, row.value) {
                _ = try rest.remove(row.key)
            } else {
                try result.add(.tuple(TupleObject([row.key, row.value])))
            }
        }
        try result.update(from: .view(DictionaryView(.items, of: rest)))
        return result
    }

    /// `|=` of a dictionary, and in-place operators of sets.
    ///
    /// - Returns: whether it is one of these.
    static func changeInPlace(
        _ table: Value, _ operation: Syntax.BinaryOperator, _ operand: Value
    ) throws(EvaluationError) -> Bool {
        switch (table, operand) {
        case (.dictionary(let dictionary), _) where operation == .bitwiseOr: try dictionary.update(from: operand)
        case (.set(let set), .set) where !set.isFrozen:
            switch operation {
            case .bitwiseOr: try set.update(from: operand)
            case .bitwiseAnd: try set.intersect(all: [operand])
            case .subtract: try set.subtract(operand)
            case .bitwiseXor: try set.toggle(operand)
            default: return false
            }
        default: return false
        }
        return true
    }
}

extension Value {
    /// The value as a set, if it is one or a set-like view; nil for anything else.
    fileprivate func asSet() throws(EvaluationError) -> SetObject? {
        switch self {
        case .set(let set): set
        case .view(let view): view.part == .values ? nil : try view.set()
        default: nil
        }
    }
}

extension ComparisonOperator {
    /// The operator of an elementwise operation; nil if it is not a comparison.
    init?(_ operation: Tensors.BinaryOperation) {
        switch operation {
        case .equal: self = .equal
        case .notEqual: self = .notEqual
        case .less: self = .less
        case .lessEqual: self = .lessOrEqual
        case .greater: self = .greater
        case .greaterEqual: self = .greaterOrEqual
        default: return nil
        }
    }

    /// The elementwise operation; nil for `in` and `is`.
    var elementwise: Tensors.BinaryOperation? {
        switch self {
        case .equal: .equal
        case .notEqual: .notEqual
        case .less: .less
        case .lessOrEqual: .lessEqual
        case .greater: .greater
        case .greaterOrEqual: .greaterEqual
        case .in, .notIn, .is, .isNot: nil
        }
    }
}
