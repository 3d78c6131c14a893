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
        case .array(let tensor):
            if let found = Self.attribute(name, of: tensor) { return found }
        case .scalar where name == "T" || name == "real": return value
        case .scalar(let scalar):
            if let found = Self.attribute(name, of: ArrayObject(Tensor(scalar))) { return found }
        case .slice(let slice):
            if let bound = ["start": slice.lower, "stop": slice.upper, "step": slice.step][name] {
                return bound.map { .int($0) } ?? .none
            }
        case .range(let range):
            if let bound = ["start": range.start, "stop": range.stop, "step": range.step][name] { return .int(bound) }
        default: break
        }
        if name == "__name__", let own = value.ownName { return .string(Text(own)) }
        if name == "__doc__", let text = value.documentation { return text }
        guard table.method(name, of: value) != nil else {
            throw .names(.unknownAttribute(name, of: ValueDescription(value)))
        }
        return .method(BoundMethod(receiver: value, name: name))
    }

    package static func attribute(_ name: String, of array: ArrayObject) -> Value? {
        tensorAttributes.first { $0.name == name }?.value(array)
    }

    /// What a tensor has besides its methods.
    package struct TensorAttribute: Sendable {
        package let name: String
        /// What it is, a sentence; empty for what is there for NumPy's sake only, and not listed.
        package let meaning: String
        let value: @Sendable (ArrayObject) -> Value
    }

    /// The attributes of a tensor, in the order in which help lists them.
    package static let tensorAttributes: [TensorAttribute] = [
        .init(name: "shape", meaning: "The lengths of the axes, a tuple.") {
            .tuple(TupleObject($0.shape.dimensions.map { .int($0) }))
        },
        .init(name: "ndim", meaning: "The number of axes.") { .int($0.rank) },
        .init(name: "size", meaning: "The number of elements.") { .int($0.count) },
        .init(name: "dtype", meaning: "The element type: float64, int64 or bool.") { .dtype($0.dtype) },
        .init(name: "itemsize", meaning: "The bytes of one element.") { .int($0.dtype.byteCount) },
        .init(name: "nbytes", meaning: "The bytes of all elements.") { .int($0.count * $0.dtype.byteCount) },
        .init(name: "T", meaning: "The tensor with its axes reversed; a matrix transposed.") {
            .array($0.derived($0.tensor.transposed))
        },
        .init(name: "base", meaning: "The array whose elements it shows, if it is a view; else None.") {
            $0.base.map { .array($0) } ?? .none
        },
        .init(name: "real", meaning: "") { .array($0) },
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
            return try call(callee, try evaluate(arguments), at: range, nameRange)
        }
        guard let method = table.method(name, of: receiver) else {
            let value = try attribute(name, of: receiver, at: nameRange)
            if !value.isCallable {
                throw failure(.calls(.attributeNotCallable(name, ValueDescription(value))), nameRange)
            }
            return try call(value, try evaluate(arguments), at: range, nameRange)
        }
        let given = [CallArgument(receiver, range: base.range)] + (try evaluate(arguments))
        return try call(method, given, at: range)
    }

    /// Calls a method that was taken from its value before.
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
        case .function(let function): function.code.docstring.map { .string(Text($0)) } ?? .some(.none)
        case .builtin(let builtin): .string(Text(builtin.summary))
        default: nil
        }
    }
}
