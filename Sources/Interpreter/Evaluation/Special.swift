internal import Integers
internal import Kernels
internal import Syntax

/// The special methods of user-defined classes, which implement operators and built-ins for their objects.
///
/// They are looked up in the class, as in Python, and run on the machine of this thread. The failure of a method,
/// with its location, is stored in ``Machine/pendingFailure``.
enum Special {
    static let getItem: Text = "__getitem__"
    static let setItem: Text = "__setitem__"
    static let deleteItem: Text = "__delitem__"
    static let getAttribute: Text = "__getattr__"
    static let getEveryAttribute: Text = "__getattribute__"
    static let setAttribute: Text = "__setattr__"
    static let get: Text = "__get__"
    static let set: Text = "__set__"
    static let delete: Text = "__delete__"
    static let call: Text = "__call__"
    static let initialize: Text = "__init__"
    private static let contains: Text = "__contains__"
    private static let iterate: Text = "__iter__"
    private static let next: Text = "__next__"
    static let length: Text = "__len__"
    static let truth: Text = "__bool__"
    private static let hash: Text = "__hash__"
    private static let text: Text = "__str__"
    static let representation: Text = "__repr__"

    /// Python's `NotImplemented`, which a method returns to let the other operand be asked.
    static var notImplemented: Value { shared.value }

    private static let shared = NotImplementedValue()

    /// It is immutable, so all threads can share it.
    private struct NotImplementedValue: @unchecked Sendable {
        let value = Value.instance(InstanceObject(ClassObject(builtin: "NotImplementedType", []), number: 0))
    }

    /// The result of a special method of an object; nil if its class does not have it.
    static func call(
        _ name: Text, of instance: InstanceObject, _ arguments: [Value] = []
    ) throws(EvaluationError) -> Value? {
        guard let found = instance.type.lookUp(name), !found.isNone else { return nil }
        return try run(found, name, of: instance, arguments)
    }

    private static func run(
        _ found: Value, _ name: Text, of instance: InstanceObject, _ arguments: [Value]
    ) throws(EvaluationError) -> Value {
        guard let machine = Machine.running else { return .none }
        if case .builtin(let builtin) = found, let native = builtin.native {
            if machine.stack.isExhausted { throw .limits(.recursionTooDeep) }
            let object = Value.instance(instance)
            return try native.body(
                machine, builtin.traits.contains(.takesObject) ? object : object.plain, arguments)
        }
        if case .function = found { return try machine.callBack(found, [.instance(instance)] + arguments) }
        return try machine.callBack(found.bound(to: .instance(instance), name: name, type: instance.type), arguments)
    }

    /// The same for a method that may defer to the other operand.
    private static func answer(_ name: Text, of value: Value, _ other: Value) throws(EvaluationError) -> Value? {
        guard case .instance(let instance) = value, let result = try call(name, of: instance, [other]),
            !result.isSame(as: notImplemented)
        else { return nil }
        return result
    }

    // MARK: - Operators

    /// The methods of an operator for the left operand, for the right operand, and in place.
    private struct Names {
        let own, reflected, inPlace: Text

        init(_ word: String) {
            (own, reflected, inPlace) = (Text("__\(word)__"), Text("__r\(word)__"), Text("__i\(word)__"))
        }
    }

    private static let binaryNames: [Syntax.BinaryOperator: Names] = [
        .add: Names("add"), .subtract: Names("sub"), .multiply: Names("mul"), .divide: Names("truediv"),
        .floorDivide: Names("floordiv"), .remainder: Names("mod"), .power: Names("pow"),
        .matrixMultiply: Names("matmul"), .bitwiseAnd: Names("and"), .bitwiseOr: Names("or"),
        .bitwiseXor: Names("xor"), .leftShift: Names("lshift"), .rightShift: Names("rshift"),
    ]

    /// `left op right` if one of them is an object; nil if neither supports it.
    static func binary(
        _ left: Value, _ operation: Syntax.BinaryOperator, _ right: Value
    ) throws(EvaluationError) -> Value? {
        guard let names = binaryNames[operation] else { return nil }
        // A subclass takes precedence.
        if rightIsAskedFirst(left, names.reflected, right), let result = try answer(names.reflected, of: right, left) {
            return result
        }
        if left.isAskedBefore(right, by: operation), let result = try plainBinary(left, operation, right) {
            return result
        }
        if let result = try answer(names.own, of: left, right) { return result }
        if case .instance(let first) = left, case .instance(let second) = right, first.type === second.type {
            return nil
        }
        if let result = try answer(names.reflected, of: right, left) { return result }
        if let result = try plainBinary(left, operation, right) { return result }
        return try right.answersObjects ? plainBinary(left.plain, operation, right) : nil
    }

    /// The result of an operator on a built-in value and an object's content of a built-in type.
    private static func plainBinary(
        _ left: Value, _ operation: Syntax.BinaryOperator, _ right: Value
    ) throws(EvaluationError) -> Value? {
        guard !left.isInstance, let machine = Machine.running else { return nil }
        if operation == .remainder, right.isInstance, case .string(let template) = left {
            let other =
                switch right.plain {
                case .dictionary: try pairs(named: template, of: right, machine)
                case .tuple(let tuple): Value.tuple(tuple)
                default: right
                }
            return .string(Text(try Formatting.percent(template.string, other)))
        }
        if right.plain.isInstance { return nil }
        let result = try machine.result(of: left, operation, right.plain)
        return result.isSame(as: notImplemented) ? nil : result
    }

    /// The values of the names in a template, as an object provides them.
    private static func pairs(
        named template: Text, of object: Value, _ machine: Machine
    ) throws(EvaluationError) -> Value {
        guard case .instance(let instance) = object,
            !instance.type.leavesToBase(getItem) || instance.type.lookUp("__missing__") != nil
        else { return object.plain }
        let pairs = DictionaryObject()
        for part in template.string.components(behind: "%(") {
            let name = Value.string(Text(part.prefix { $0 != ")" }.unicodeScalars))
            try pairs.set(try machine.element(of: object, at: name), for: name)
        }
        return .dictionary(pairs)
    }

    private static func rightIsAskedFirst(_ left: Value, _ name: Text, _ right: Value) -> Bool {
        guard case .instance(let first) = left, case .instance(let second) = right, first.type !== second.type,
            second.type.isSubclass(of: first.type), let own = second.type.lookUp(name)
        else { return false }
        return first.type.lookUp(name).map { !$0.isSame(as: own) } ?? true
    }

    /// `object op= value`; nil if its class has no method for it.
    static func changeInPlace(
        _ instance: InstanceObject, _ operation: Syntax.BinaryOperator, _ operand: Value
    ) throws(EvaluationError) -> Value? {
        guard let names = binaryNames[operation] else { return nil }
        return try answer(names.inPlace, of: .instance(instance), operand)
    }

    private static let unaryNames: [Syntax.UnaryOperator: Text] = [
        .negative: "__neg__", .positive: "__pos__", .invert: "__invert__",
    ]

    static func unary(_ operation: Syntax.UnaryOperator, _ instance: InstanceObject) throws(EvaluationError) -> Value? {
        guard let name = unaryNames[operation] else { return nil }
        return try call(name, of: instance)
    }

    // MARK: - Comparisons

    private static let comparisonNames: [ComparisonOperator: (own: Text, reflected: Text)] = [
        .equal: ("__eq__", "__eq__"), .notEqual: ("__ne__", "__ne__"), .less: ("__lt__", "__gt__"),
        .greater: ("__gt__", "__lt__"), .lessOrEqual: ("__le__", "__ge__"), .greaterOrEqual: ("__ge__", "__le__"),
    ]

    /// `left op right` if one of them is an object; nil if neither is, or neither supports it.
    static func compare(
        _ left: Value, _ operation: ComparisonOperator, _ right: Value
    ) throws(EvaluationError) -> Value? {
        guard left.isInstance || right.isInstance, let names = comparisonNames[operation] else { return nil }
        if rightIsAskedFirst(left, names.reflected, right), let result = try answer(names.reflected, of: right, left) {
            return result
        }
        if left.isNumber, right.plain.isNumber, left.isAskedBefore(right) {
            return try Operators.compare(left, operation, right.plain)
        }
        if let result = try answer(names.own, of: left, right) { return result }
        if operation == .notEqual, let result = try contrary(of: left, right, names.own) { return result }
        if let result = try answer(names.reflected, of: right, left) { return result }
        if left.isInstance, !right.isInstance, left.plain.isLike(right), left.plain.has(operation) {
            return try Operators.compare(left.plain, operation, right)
        }
        return operation == .notEqual ? try contrary(of: right, left, names.own) : nil
    }

    /// The result of `!=` for an object whose class defines only `__eq__`: the negation.
    private static func contrary(of value: Value, _ other: Value, _ name: Text) throws(EvaluationError) -> Value? {
        guard case .instance(let instance) = value, instance.content == nil, instance.type.lookUp(name) == nil,
            let result = try answer("__eq__", of: value, other)
        else { return nil }
        return .bool(try !result.isTrue())
    }

    static func areEqual(_ left: Value, _ right: Value) throws(EvaluationError) -> Bool {
        if let result = try compare(left, .equal, right) { return try result.isTrue() }
        return left.isSame(as: right)
    }

    /// The ordering for sorting, which uses only `<`.
    static func ordering(_ left: Value, _ right: Value) throws(EvaluationError) -> Value.Ordering? {
        guard let isLess = try compare(left, .less, right) else { return nil }
        if try isLess.isTrue() { return .less }
        if let isGreater = try compare(right, .less, left), try isGreater.isTrue() { return .greater }
        return .equal
    }

    static func hash(_ instance: InstanceObject) throws(EvaluationError) -> Int {
        guard let method = instance.type.lookUp(hash) else { return instance.number }
        if method.isNone { throw .values(.unhashable(.instance, name: instance.type.shownName)) }
        let result = try run(method, hash, of: instance, [])
        if case .long(let number) = result { return Integer.long(number).hash }
        guard let number = result.asIndex else {
            throw .classes(.wrongResult(method: "__hash__", expected: "an int", got: ValueDescription(result)))
        }
        // Unchanged, so that an object can have the hash of a value that it equals; -1 is not a hash.
        return number == -1 ? -2 : number
    }

    // MARK: - Containers and truth value

    static func isTrue(_ instance: InstanceObject) throws(EvaluationError) -> Bool {
        if let result = try call(truth, of: instance) {
            guard case .bool(let holds) = result else {
                throw .classes(.wrongResult(method: "__bool__", expected: "a bool", got: ValueDescription(result)))
            }
            return holds
        }
        return try count(of: instance).map { $0 != 0 } ?? true
    }

    /// `len(object)`; nil if its class has no `__len__`.
    static func count(of instance: InstanceObject) throws(EvaluationError) -> Int? {
        guard let result = try call(length, of: instance) else { return nil }
        if result.isLong { throw .numbers(.tooLargeForIndex(result.briefText)) }
        guard let count = result.asIndex else {
            throw .classes(.wrongResult(method: "__len__", expected: "an int", got: ValueDescription(result)))
        }
        if count < 0 { throw .invalidArgument(function: "len", "__len__() should return >= 0", hint: nil) }
        return count
    }

    /// The result of a method called on a class where Python has a metaclass, as for enumerations; nil if it has no
    /// such method.
    static func callOnClass(
        _ name: Text, _ type: ClassObject, _ arguments: [Value]
    ) throws(EvaluationError) -> Value? {
        guard let method = type.lookUp(name), let machine = Machine.running else { return nil }
        return try machine.callBack(method.withoutDescriptor, [.classObject(type)] + arguments)
    }

    static func contains(_ item: Value, in instance: InstanceObject) throws(EvaluationError) -> Bool? {
        guard let result = try call(contains, of: instance, [item]) else { return nil }
        return try result.isTrue()
    }

    /// The iterator over an object; nil if its class has neither `__iter__` nor `__getitem__`.
    static func walked(_ instance: InstanceObject) throws(EvaluationError) -> Value? {
        if let content = instance.content, instance.type.leavesToBase(iterate) {
            if case .dictionary(let dictionary) = content, instance.type.isOrdered {
                return .iterator(
                    ItemIterator(.dictionary(.keys, isReversed: false), over: dictionary, content, isOrdered: true))
            }
            return try content.walked()
        }
        if let result = try call(iterate, of: instance) {
            guard case .instance(let iterator) = result else { return try result.walked() }
            guard iterator.type.lookUp(next) != nil else {
                throw .classes(.wrongResult(method: "__iter__", expected: "an iterator", got: ValueDescription(result)))
            }
            return .iterator(try ItemIterator(.instance, over: [result]))
        }
        guard instance.type.lookUp(getItem) != nil else { return nil }
        return .iterator(try ItemIterator(.elements, over: [.instance(instance)]))
    }

    /// The next item of an object's iteration; nil at the end.
    ///
    /// - Parameter place: the index of the item, for an object with only `__getitem__`.
    static func next(of value: Value, at place: Int?) throws(EvaluationError) -> Value? {
        guard case .instance(let instance) = value, let machine = Machine.running else { return nil }
        do throws(EvaluationError) {
            if let place { return try call(getItem, of: instance, [.int(place)]) }
            return try call(next, of: instance)
        } catch {
            let isEnd = machine.endsWalk(error)
            guard isEnd || place != nil && machine.forgetFailure(error, ofClass: "IndexError") else { throw error }
            return nil
        }
    }

    /// The next item of an iterator that calls user-defined functions; a `StopIteration` in one of them ends it.
    static func endingAtStop(_ next: () throws(EvaluationError) -> Value?) throws(EvaluationError) -> Value? {
        do throws(EvaluationError) { return try next() } catch {
            guard let machine = Machine.running, machine.endsWalk(error) else { throw error }
            return nil
        }
    }

    // MARK: - Text

    /// `str` or `repr`; empty if the method fails, which the machine then reports.
    static func text(of value: Value, isRepresentation: Bool) -> String {
        guard case .instance(let instance) = value else { return "" }
        if value.isSame(as: notImplemented) { return "NotImplemented" }
        // An earlier failure is about to be reported.
        if Machine.running?.pendingFailure != nil { return "" }
        do throws(EvaluationError) {
            var result = isRepresentation ? nil : try call(text, of: instance)
            if result == nil, !isRepresentation, instance.type.isException {
                return ExceptionText.plainText(of: instance)
            }
            if result == nil { result = try call(representation, of: instance) }
            guard let result else {
                if instance.type.isException { return ExceptionText.representation(of: instance) }
                if instance.isModule {
                    return "<module \(instance.attributes.value(named: "__name__")?.representation ?? "")>"
                }
                return "<\(instance.type.fullName) object at 0x\(String(instance.number, radix: 16))>"
            }
            guard case .string(let text) = result else {
                let method = isRepresentation ? "__repr__" : "__str__"
                throw .classes(.wrongResult(method: method, expected: "a string", got: ValueDescription(result)))
            }
            return text.string
        } catch {
            if let machine = Machine.running, machine.pendingFailure == nil {
                machine.pendingFailure = machine.failure(error)
            }
            return ""
        }
    }

    private static let formatMethod: Text = "__format__"

    /// Formats an object by a specification; nil if its class has no `__format__`.
    static func format(_ instance: InstanceObject, _ specification: String) throws(EvaluationError) -> String? {
        guard let result = try call(formatMethod, of: instance, [.string(Text(specification))]) else { return nil }
        guard case .string(let text) = result else {
            throw .classes(.wrongResult(method: "__format__", expected: "a string", got: ValueDescription(result)))
        }
        return text.string
    }
}
