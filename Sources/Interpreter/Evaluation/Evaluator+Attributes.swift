package import Syntax
package import Tensors

extension Evaluator {
    /// `value.name`.
    package func attribute(_ name: String, of value: Value, at range: SourceRange) throws(Failure) -> Value {
        do { return try attribute(name, of: value) } catch { throw failure(error, range) }
    }

    package func attribute(_ name: String, of value: Value) throws(EvaluationError) -> Value {
        switch value {
        case .namespace(let namespace):
            guard let member = table.value(name, in: namespace) else {
                throw .names(.unknownInNumPy(name, in: namespace))
            }
            return member
        case .tensor(let tensor):
            if let found = Self.attribute(name, of: tensor) { return found }
        case .scalar where name == "T" || name == "real": return value
        case .scalar(let scalar):
            if let found = Self.attribute(name, of: Tensor(scalar)) { return found }
        case .slice(let slice):
            if let bound = ["start": slice.lower, "stop": slice.upper, "step": slice.step][name] {
                return bound.map { .int($0) } ?? .none
            }
        case .range(let range):
            if let bound = ["start": range.start, "stop": range.stop, "step": range.step][name] { return .int(bound) }
        default: break
        }
        if name == "__name__", let own = value.ownName { return .string(own) }
        if name == "__doc__", let text = value.documentation { return text }
        guard table.method(name, of: value) != nil else {
            throw .names(.unknownAttribute(name, of: ValueDescription(value)))
        }
        return .method(BoundMethod(receiver: value, name: name))
    }

    package static func attribute(_ name: String, of tensor: Tensor) -> Value? {
        tensorAttributes.first { $0.name == name }?.value(tensor)
    }

    /// What a tensor has besides its methods.
    package struct TensorAttribute: Sendable {
        package let name: String
        /// What it is, a sentence; empty for what is there for NumPy's sake only, and not listed.
        package let meaning: String
        let value: @Sendable (Tensor) -> Value
    }

    /// The attributes of a tensor, in the order in which help lists them.
    package static let tensorAttributes: [TensorAttribute] = [
        .init(name: "shape", meaning: "The lengths of the axes, a tuple.") {
            .tuple($0.shape.dimensions.map { .int($0) })
        },
        .init(name: "ndim", meaning: "The number of axes.") { .int($0.rank) },
        .init(name: "size", meaning: "The number of elements.") { .int($0.count) },
        .init(name: "dtype", meaning: "The element type: float64, int64 or bool.") { .dtype($0.dtype) },
        .init(name: "itemsize", meaning: "The bytes of one element.") { .int($0.dtype.byteCount) },
        .init(name: "nbytes", meaning: "The bytes of all elements.") { .int($0.count * $0.dtype.byteCount) },
        .init(name: "T", meaning: "The tensor with its axes reversed; a matrix transposed.") { .tensor($0.transposed) },
        .init(name: "real", meaning: "") { .tensor($0) },
    ]

    /// The names of the attributes that are listed, for completion and suggestions.
    package static var attributeNames: [String] { tensorAttributes.filter { !$0.meaning.isEmpty }.map(\.name) }

    // MARK: - Methods

    /// `base.name(arguments)`, a function of a module or a method of a value.
    mutating func evaluateMethodCall(
        _ base: Expression, _ name: String, _ nameRange: SourceRange, _ arguments: [Argument], at range: SourceRange
    ) throws(Failure) -> Value {
        let receiver = try evaluate(base)
        if case .namespace = receiver {
            let callee = try attribute(name, of: receiver, at: nameRange)
            if case .builtin(let builtin) = callee, builtin.traits.contains(.changesFirstArgument) {
                return try callChanging(builtin, arguments, at: range)
            }
            return try call(callee, try evaluate(arguments), at: range, nameRange)
        }
        guard let method = table.method(name, of: receiver) else {
            let value = try attribute(name, of: receiver, at: nameRange)
            if !value.isCallable {
                throw failure(.calls(.attributeNotCallable(name, ValueDescription(value))), nameRange)
            }
            return try call(value, try evaluate(arguments), at: range, nameRange)
        }
        if case .generator = receiver, method.traits.contains(.changesFirstArgument) {
            return try callChanging(method, arguments, receiver: CallArgument(receiver, range: base.range), at: range)
        }
        guard method.traits.contains(.changesFirstArgument) else {
            let given = [CallArgument(receiver, range: base.range)] + (try evaluate(arguments))
            return try call(method, given, at: range)
        }
        return try callChanging(method, of: receiver, base, try evaluate(arguments), at: range)
    }

    /// Calls a method that changes its receiver, which must be a place: `l.append(v)`, `x.sort()`.
    private mutating func callChanging(
        _ method: Builtin, of receiver: consuming Value, _ base: Expression, _ arguments: [CallArgument],
        at range: SourceRange
    ) throws(Failure) -> Value {
        guard base.isAssignable else {
            _ = try call(method, [CallArgument(receiver, range: base.range)] + arguments, at: range)
            return changeResult
        }
        // Kept apart from the general way because it must not copy the list: a loop that appends is linear.
        if method.name == "append", case .list = receiver, arguments.count == 1, arguments[0].keyword == nil {
            receiver = .none
            let item = arguments[0].value
            do { try Allowance.check(nestingOf: item, within: 1) } catch { throw failure(error, range) }
            try change(base) { (_, old) throws(EvaluationError) in
                guard case .list(var items) = old else { return old }
                if items.count & 0xFFFF == 0xFFFF { try Allowance.check(items: items.count) }
                old = .none
                items.append(item)
                return .list(items)
            }
            return .none
        }
        receiver = .none
        changeResult = .none
        try changing(base) { (evaluator, old) throws(Failure) in
            try evaluator.call(method, [CallArgument(old, range: base.range)] + arguments, at: range)
        }
        return changeResult
    }

    /// Calls a method that was taken from its value before; a change would be lost with it.
    mutating func callMethod(
        _ name: String, of receiver: Value, _ arguments: [CallArgument], at range: SourceRange,
        _ nameRange: SourceRange
    ) throws(Failure) -> Value {
        guard let method = table.method(name, of: receiver) else {
            throw failure(.names(.unknownAttribute(name, of: ValueDescription(receiver))), nameRange)
        }
        return try call(method, [CallArgument(receiver)] + arguments, at: range)
    }
}

extension Value {
    fileprivate var ownName: String? {
        switch self {
        case .function(let function): function.code.name
        case .builtin(let builtin): builtin.name
        case .type(let type): String(type.rawValue.split(separator: ".").last ?? "")
        default: nil
        }
    }

    fileprivate var documentation: Value? {
        switch self {
        case .function(let function): function.code.docstring.map { .string($0) } ?? .some(.none)
        case .builtin(let builtin): .string(builtin.summary)
        default: nil
        }
    }

    /// Whether `+=` would change it in place in NumPy: a tensor or list.
    var isChangedInPlace: Bool {
        switch self {
        case .tensor, .list: true
        default: false
        }
    }
}
