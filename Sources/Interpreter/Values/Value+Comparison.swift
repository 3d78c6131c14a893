package import Integers
internal import Kernels
internal import Syntax
internal import Tensors

extension Value {
    /// Python's `==` between values that are not tensors. Tensors inside containers are equal if they are the same
    /// object or their comparison has a truth value that is true.
    ///
    /// - Throws: the error of a comparison, such as that of an array of several elements without a truth value.
    package func isEqual(to other: Value) throws(EvaluationError) -> Bool {
        switch (self, other) {
        case (.none, .none), (.ellipsis, .ellipsis): return true
        case (.string(let left), .string(let right)): return left == right
        case (.tuple, .tuple), (.list, .list), (.dictionary, .dictionary): return try Self.areItemsEqual(self, other)
        case (.set(let left), .set(let right)):
            return left.count == right.count ? try left.isSubset(of: right) : false
        case (.view(let left), .view(let right)) where left.part == .values || right.part == .values:
            return left === right
        case (.view, .view), (.view, .set), (.set, .view):
            return try Operators.compareSets(self, .equal, other) ?? false
        case (.range(let left), .range(let right)):
            return left.count == right.count && left.indexed == right.indexed
        case (.slice(let left), .slice(let right)): return left == right
        case (.builtin(let left), .builtin(let right)): return left === right
        case (.function(let left), .function(let right)): return left === right
        case (.generator(let left), .generator(let right)): return left === right
        case (.iterator(let left), .iterator(let right)): return left === right
        case (.namespace(let left), .namespace(let right)): return left == right
        case (.type(let left), .type(let right)): return left == right
        case (.dtype(let left), .dtype(let right)): return left == right
        case (.absent(let absent), _), (_, .absent(let absent)): throw absent.read()
        case (.dtype(let left), _): return other.asDType == left
        case (_, .dtype(let right)): return asDType == right
        case (.array(let left), .array(let right)): return left === right
        case (.instance, _), (_, .instance): return try Special.areEqual(self, other)
        case (.complex, _), (_, .complex), (.scalar(.other(.complex, _)), _), (_, .scalar(.other(.complex, _))):
            return try isEqualComplex(to: other)
        case (.classObject(let left), .classObject(let right)): return left === right
        case (.method(let left), .method(let right)):
            return left.name == right.name && left.receiver.isSame(as: right.receiver)
        default:
            if let left = asScalar, let right = other.asScalar { return Self.isEqual(left, right) }
            return longOrdering(to: other) == .equal
        }
    }

    /// Exact for integers, IEEE for floats, by value between the two.
    static func isEqual(_ left: Scalar, _ right: Scalar) -> Bool { ordering(left, right) == .equal }

    /// Compares two numbers; exact between int and float.
    static func ordering(_ left: Scalar, _ right: Scalar) -> Ordering {
        if case .other(.unsigned, _) = left, let other = right.integer, let left = left.integer {
            return left == other ? .equal : left < other ? .less : .greater
        }
        if case .other(.unsigned, _) = right, let left = left.integer, let right = right.integer {
            return left == right ? .equal : left < right ? .less : .greater
        }
        return switch (left.integerValue, right.integerValue) {
        case (let left?, let right?): left == right ? .equal : left < right ? .less : .greater
        case (let left?, nil): ordering(left, right.doubleValue)
        case (nil, let right?): ordering(right, left.doubleValue).reversed
        case (nil, nil):
            left.doubleValue == right.doubleValue
                ? .equal
                : left.doubleValue < right.doubleValue
                    ? .less : left.doubleValue > right.doubleValue ? .greater : .unordered
        }
    }

    private static func ordering(_ left: Int, _ right: Double) -> Ordering {
        if right.isNaN { return .unordered }
        if right >= 0x1p63 { return .less }
        if right < -0x1p63 { return .greater }
        let whole = right.rounded(.down)
        let integer = Int(whole)
        if left != integer { return left < integer ? .less : .greater }
        return whole == right ? .equal : .less
    }

    /// The result of comparing two numbers.
    package enum Ordering {
        case less, equal, greater
        /// One of them is nan.
        case unordered

        var reversed: Ordering {
            switch self {
            case .less: .greater
            case .greater: .less
            default: self
            }
        }
    }

    /// Python's ordering of two values, for `<` and sorting; nil if they cannot be ordered.
    ///
    /// - Throws: the error of comparing two items, such as that of an array without a truth value.
    package func ordering(to other: Value) throws(EvaluationError) -> Ordering? {
        if case .int(let left) = self, case .int(let right) = other {
            return left == right ? .equal : left < right ? .less : .greater
        }
        if let left = asScalar, let right = other.asScalar { return Self.ordering(left, right) }
        if let ordering = longOrdering(to: other) { return ordering }
        switch (self, other) {
        case (.string(let left), .string(let right)):
            return left == right ? .equal : left < right ? .less : .greater
        case (.tuple, .tuple), (.list, .list): return try Self.orderingOfItems(self, other)
        case (.instance, _), (_, .instance): return try Special.ordering(self, other)
        default: return nil
        }
    }

    /// The ordering of two lists or two tuples: that of their first unequal items, at any depth.
    private static func orderingOfItems(_ left: Value, _ right: Value) throws(EvaluationError) -> Ordering? {
        var (left, right) = (left, right)
        descend: while let first = left.sequence, let second = right.sequence, left.type == right.type {
            for (item, other) in zip(first, second).polled(work: 16) where try !Operators.areEqualItems(item, other) {
                (left, right) = (item, other)
                continue descend
            }
            return first.count == second.count ? .equal : first.count < second.count ? .less : .greater
        }
        return try left.ordering(to: right)
    }

    /// Two lists or tuples in the course of their comparison.
    private struct Level {
        let items, others: [Value]
        var place = 0
    }

    /// Whether two lists or two tuples have equal items, at any depth. An item equals itself, as in Python.
    private static func areItemsEqual(_ left: Value, _ right: Value) throws(EvaluationError) -> Bool {
        var levels: [Level] = []
        var seen: Set<PairOfObjects> = []
        var meter = WorkMeter()
        guard try open(left, right, &levels, &seen) else { return false }
        while let last = levels.indices.last {
            if meter.shouldStop(after: 16) { throw .interrupted }
            let place = levels[last].place
            guard place < levels[last].items.count else {
                levels.removeLast()
                continue
            }
            levels[last].place += 1
            guard try open(levels[last].items[place], levels[last].others[place], &levels, &seen) else { return false }
        }
        return true
    }

    /// Compares two items. For lists and tuples it pushes their items for comparison and returns true.
    private static func open(
        _ first: Value, _ second: Value, _ levels: inout [Level], _ seen: inout Set<PairOfObjects>
    ) throws(EvaluationError) -> Bool {
        if first.isSame(as: second) { return true }
        if case .dictionary(let first) = first, case .dictionary(let second) = second {
            guard first.count == second.count else { return false }
            var others: [Value] = []
            for key in first.keys {
                guard let value = try second.value(of: key) else { return false }
                others.append(value)
            }
            let isNew = seen.insert(PairOfObjects(ObjectIdentifier(first), ObjectIdentifier(second))).inserted
            if isNew { levels.append(Level(items: first.values, others: others)) }
            return true
        }
        guard let items = first.sequence, let others = second.sequence, first.type == second.type else {
            return try Operators.areEqualItems(first, second)
        }
        guard items.count == others.count else { return false }
        // Lists that contain lists may contain themselves, or the same list many times.
        if let one = first.object, let other = second.object, items.polled(work: 4).contains(where: \.isContainer),
            !seen.insert(PairOfObjects(ObjectIdentifier(one), ObjectIdentifier(other))).inserted
        {
            return true
        }
        levels.append(Level(items: items, others: others))
        return true
    }
}

/// Two objects being compared.
struct PairOfObjects: Hashable {
    let first, second: ObjectIdentifier

    init(_ first: ObjectIdentifier, _ second: ObjectIdentifier) { (self.first, self.second) = (first, second) }
}

extension IntegerRange {
    /// The numbers as Python compares ranges, by contents.
    fileprivate var indexed: [Int] { count == 0 ? [] : count == 1 ? [start] : [start, step, count] }
}

extension Scalar {
    /// The value of an integer or bool; nil for a float, and for integers outside `Int`.
    var integerValue: Int? {
        switch number {
        case .float, .complex: nil
        case .signed(let value): value
        case .unsigned(let value): Int(exactly: value)
        case .bool(let value): value ? 1 : 0
        case .text: nil
        }
    }

    /// The value of an integer or bool, of any length; nil for floats and complex numbers.
    package var integer: Integer? {
        switch number {
        case .float, .complex: nil
        case .signed(let value): .short(value)
        case .unsigned(let value): Integer(words: [value])
        case .bool(let value): .short(value ? 1 : 0)
        case .text: nil
        }
    }
}

extension Scalar {
    /// Whether both have the same type and value. Two reads of a nan from an array give two different objects.
    func isSame(as other: Scalar) -> Bool {
        switch (self, other) {
        case (.float64(let first), .float64(let second)): first == second && first.sign == second.sign
        case (.int64(let first), .int64(let second)): first == second
        case (.bool(let first), .bool(let second)): first == second
        case (.other(.float(let first), let type), .other(.float(let second), let other)):
            type == other && first == second && first.sign == second.sign
        case (.other(let first, let type), .other(let second, let other)): type == other && first == second
        default: false
        }
    }

    /// The integer value; nil for other types.
    var integerIndex: Int? { dtype.isInteger ? integerValue : nil }
}
