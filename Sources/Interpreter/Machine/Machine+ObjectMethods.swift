internal import Syntax

extension Machine {
    /// Calls a method inherited from `object` or a Python exception: `super().__init__(…)` and similar.
    func callObjectMethod(_ method: BoundMethod, _ arguments: [CallArgument]) throws(EvaluationError) -> Value {
        if case .descriptor(let descriptor) = method.receiver {
            return try accessor(method.name, of: descriptor, arguments.first?.value ?? .none)
        }
        var values = arguments.map(\.value)
        var receiver = method.receiver
        // Taken from a class, its first argument is the object.
        if case .classObject = receiver, method.name != ObjectMethod.new.rawValue, let first = values.first,
            first.isInstance
        {
            receiver = first
            values.removeFirst()
        }
        guard let name = ObjectMethod(rawValue: method.name) else {
            throw .names(.unknownAttribute(method.name, of: ValueDescription(receiver)))
        }
        if name == .subclassBegins {
            if case .superObject(let object) = receiver { receiver = object.receiver }
            if case .classObject(let type) = receiver, arguments.contains(where: { $0.keyword != nil }) {
                throw fail("TypeError", [.string(Text("\(type.name).__init_subclass__() takes no keyword arguments"))])
            }
            return .none
        }
        if name == .new {
            if case .superObject(let object) = receiver { receiver = object.receiver }
            let given = values.first ?? receiver
            guard case .classObject(let type) = given else {
                throw .classes(.notABase(ValueDescription(given)))
            }
            let instance = newInstance(of: type)
            if type.isException {
                set(Array(values.dropFirst()), of: instance)
            }
            return .instance(instance)
        }
        guard case .instance(let instance) = receiver else { return .none }
        return try callObjectMethod(name, of: instance, values)
    }

    private func callObjectMethod(
        _ name: ObjectMethod, of instance: InstanceObject, _ values: [Value]
    ) throws(EvaluationError) -> Value {
        let receiver = Value.instance(instance)
        if let count = name.argumentCount, values.count != count {
            let words = "expected \(count) argument\(count == 1 ? "" : "s"), got \(values.count)"
            throw fail("TypeError", [.string(Text(words))])
        }
        switch name {
        case .initialize:
            if instance.type.isException {
                set(values, of: instance)
            } else if !values.isEmpty {
                throw .classes(.takesNoArguments(instance.type.name))
            }
        case .text:
            let isException = instance.type.isException
            return .string(Text(isException ? ExceptionText.plainText(of: instance) : receiver.representation))
        case .representation:
            return .string(
                Text(
                    instance.type.isException
                        ? ExceptionText.representation(of: instance)
                        : "<\(instance.type.module).\(instance.type.qualifiedName) object at 0x\(String(instance.number, radix: 16))>"
                ))
        case .setAttribute:
            try setAttribute(try attributeName(values[0]), of: instance, to: values[1])
        case .getAttribute:
            let name = try attributeName(values[0])
            if let found = try plainAttribute(name, of: instance) { return found }
            throw .names(.unknownAttribute(name.string, of: ValueDescription(receiver)))
        case .deleteAttribute:
            let name = try attributeName(values[0])
            guard try deleteAttribute(name, of: instance) else {
                throw .names(.unknownAttribute(name.string, of: ValueDescription(receiver)))
            }
        case .equal: return values.first.map { $0.isSame(as: receiver) } == true ? .bool(true) : Special.notImplemented
        case .notEqual:
            return values.first.map { $0.isSame(as: receiver) } == true ? .bool(false) : Special.notImplemented
        case .hash: return .int(Hashing.hash(instance.number))
        case .format: return try format(receiver, values[0])
        case .withTraceback:
            guard values[0].isNone else {
                throw fail("TypeError", [.string("__traceback__ must be a traceback or None")])
            }
            return receiver
        case .addNote: try addNote(values, to: instance)
        case .subclassBegins, .new: break
        }
        return .none
    }

    private func attributeName(_ value: Value) throws(EvaluationError) -> Text {
        guard case .string(let name) = value else {
            throw fail("TypeError", [.string(Text("attribute name must be string, not '\(value.typeName)'"))])
        }
        return name
    }

    /// `object.__format__`, which supports no format.
    private func format(_ receiver: Value, _ specification: Value) throws(EvaluationError) -> Value {
        guard case .string(let text) = specification else {
            let words = "__format__() argument must be str, not \(specification.typeName)"
            throw fail("TypeError", [.string(Text(words))])
        }
        if text.isEmpty { return .string(Text(receiver.text)) }
        let words = "unsupported format string passed to \(receiver.typeName).__format__"
        throw fail("TypeError", [.string(Text(words))])
    }

    /// `exception.add_note(text)`.
    private func addNote(_ values: [Value], to exception: InstanceObject) throws(EvaluationError) {
        guard values.count == 1, case .string = values[0] else {
            let words =
                values.count == 1
                ? "note must be a str, not '\(values[0].typeName)'"
                : "BaseException.add_note() takes exactly one argument (\(values.count) given)"
            throw fail("TypeError", [.string(Text(words))])
        }
        if case .list(let notes)? = exception.attributes.value(named: "__notes__") {
            notes.append(values[0])
        } else {
            exception.attributes.set(.list(ListObject(values)), named: "__notes__")
        }
    }

    /// `property.setter` and similar: a copy of the property with one function replaced.
    private func accessor(_ name: String, of descriptor: Descriptor, _ function: Value) throws(EvaluationError) -> Value
    {
        guard case .property(let get, let set, let delete) = descriptor.kind else { return .none }
        let kind: Descriptor.Kind =
            switch name {
            case "getter": .property(get: function, set: set, delete: delete)
            case "setter": .property(get: get, set: function, delete: delete)
            default: .property(get: get, set: set, delete: function)
            }
        return .descriptor(Descriptor(kind, documentation: descriptor.documentation))
    }
}

extension ObjectMethod {
    /// The number of arguments besides the object; nil if it checks them itself.
    fileprivate var argumentCount: Int? {
        switch self {
        case .text, .representation, .hash: 0
        case .getAttribute, .deleteAttribute, .equal, .notEqual, .format, .withTraceback: 1
        case .setAttribute: 2
        case .initialize, .new, .addNote, .subclassBegins: nil
        }
    }
}

extension Value {
    /// Whether it is an object, a class, a descriptor or a `super` object.
    var isOfClass: Bool {
        switch self {
        case .instance, .classObject, .descriptor, .superObject: true
        default: false
        }
    }

    /// Whether it is a module.
    var isNamespace: Bool { if case .namespace = self { true } else { false } }

    /// The result of `type(value)`.
    package var typeValue: Value {
        if case .instance(let instance) = self { .classObject(instance.type) } else { .type(type) }
    }
}
