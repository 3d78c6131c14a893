internal import Syntax

/// NumPy functions applied to objects that act as arrays: by NumPy's protocols, the object's class determines the
/// result.
///
/// This is the only place that treats a value under differentiation differently, so functions need not know about it.
extension Machine {
    private static let universal: Text = "__array_ufunc__"
    private static let function: Text = "__array_function__"

    /// The result of a NumPy function if an argument's class overrides it, by `__array_ufunc__` or
    /// `__array_function__`; nil if none does.
    @inline(never)
    func overridden(_ builtin: Builtin, _ arguments: [CallArgument]) throws(Failure) -> Value? {
        guard builtin.canBeOverridden else { return nil }
        let name = builtin.isUniversal ? Self.universal : Self.function
        for argument in arguments {
            guard let instance = object(in: argument.value, with: name) else { continue }
            let byPlace = arguments.filter { $0.keyword == nil }.map(\.value)
            let options = DictionaryObject()
            for argument in arguments {
                if let keyword = argument.keyword { options.set(argument.value, named: Text(keyword)) }
            }
            return try answer(name, of: instance, builtin, byPlace, options)
        }
        return nil
    }

    /// The result of `array op= object` if the object's class overrides it; nil otherwise.
    func overridden(
        _ operation: Syntax.BinaryOperator, inPlace left: Value, _ right: Value
    ) throws(EvaluationError) -> Value? {
        guard case .array = left, let instance = object(in: right, with: Self.universal),
            case .builtin(let entry)? = table.value(operation.numpyName, in: .numpy)
        else { return nil }
        let options = DictionaryObject()
        options.set(.tuple(TupleObject([left])), named: "out")
        do throws(Failure) { return try answer(Self.universal, of: instance, entry, [left, right], options) } catch {
            pendingFailure = error
            throw error.error
        }
    }

    private func answer(
        _ name: Text, of instance: InstanceObject, _ builtin: Builtin, _ values: [Value], _ options: DictionaryObject
    ) throws(Failure) -> Value? {
        guard let method = instance.type.lookUp(name) else { return nil }
        let bound = method.bound(to: .instance(instance), name: name, type: instance.type)
        let head: [Value] =
            name == Self.universal
            ? [.builtin(builtin), .string("__call__")] + values
            : [
                .builtin(builtin), .tuple(TupleObject([.classObject(instance.type)])), .tuple(TupleObject(values)),
                .dictionary(options),
            ]
        var arguments = head.map { CallArgument($0) }
        if name == Self.universal {
            for (key, value) in zip(options.keys, options.values) {
                if case .string(let keyword) = key { arguments.append(CallArgument(value, keyword: keyword.string)) }
            }
        }
        let result = try call(bound, arguments)
        return result.isSame(as: Special.notImplemented) ? nil : result
    }

    /// An object whose class has a protocol's method: the value itself, the first item of a list, or during
    /// differentiation any item.
    private func object(in value: Value, with name: Text) -> InstanceObject? {
        switch value {
        case .instance(let instance):
            guard let method = instance.type.lookUp(name), !method.isNone else { return nil }
            return instance
        case .list(let list): return object(among: list.items, with: name)
        case .tuple(let tuple): return object(among: tuple.items, with: name)
        default: return nil
        }
    }

    private func object(among items: some Collection<Value>, with name: Text) -> InstanceObject? {
        for item in isTracing ? items.prefix(items.count) : items.prefix(1) {
            switch item {
            case .instance, .list, .tuple:
                if let found = object(in: item, with: name) { return found }
            default: continue
            }
        }
        return nil
    }
}

extension Builtin {
    /// Whether array-like objects may override it. This holds for NumPy's functions and those for learning.
    fileprivate var canBeOverridden: Bool {
        switch group {
        case .elementwise, .reduce, .reshape, .products, .make, .random, .learn: door != .bare || group == .learn
        case .look, .travel, .sessions, .python: false
        }
    }
}

extension Value {
    /// Whether it is an object of a class, or a list that begins with one.
    @inline(__always)
    var mayHoldObject: Bool {
        switch self {
        case .instance: true
        case .list(let list): if case .instance? = list.items.first { true } else { false }
        case .tuple(let tuple): if case .instance? = tuple.items.first { true } else { false }
        default: false
        }
    }

    /// Whether it is an object that acts as an array.
    var standsForArray: Bool {
        if case .instance(let instance) = self { instance.type.lookUp("__array_function__") != nil } else { false }
    }
}
