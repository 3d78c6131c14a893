/// User-defined descriptors, and the other hooks by which classes define attributes.
extension Machine {
    /// The result of `__get__` of a descriptor found in a class; nil if it has none.
    func described(
        _ found: Value?, for receiver: Value, of type: ClassObject
    ) throws(EvaluationError) -> Value? {
        guard case .instance(let descriptor)? = found else { return nil }
        return try Special.call(Special.get, of: descriptor, [receiver, .classObject(type)])
    }

    /// `object.name` with its class's `__getattribute__`, or with `__getattr__` for missing attributes.
    func attribute(_ name: Text, of instance: InstanceObject) throws(EvaluationError) -> Value? {
        let fallback = instance.type.lookUp(Special.getAttribute)
        do throws(EvaluationError) {
            if let hook = instance.type.lookUp(Special.getEveryAttribute) {
                return try callBack(hook, [.instance(instance), .string(name)])
            }
            if let found = try plainAttribute(name, of: instance) { return found }
        } catch {
            guard fallback != nil, forgetFailure(error, ofClass: "AttributeError") else { throw error }
        }
        return try fallback.map { hook throws(EvaluationError) in
            try callBack(hook, [.instance(instance), .string(name)])
        }
    }

    /// The same, without either of them.
    func plainAttribute(_ name: Text, of instance: InstanceObject) throws(EvaluationError) -> Value? {
        let found = instance.type.lookUp(name)
        switch found {
        case .descriptor(let descriptor)?:
            if let item = descriptor.field(of: instance) { return item }
            guard case .property(let get, _, _) = descriptor.kind else { break }
            if get.isNone { throw .classes(.noAccess(name: name.string, type: instance.type.name, what: "read")) }
            return try callBack(get, [.instance(instance)])
        case .instance(let descriptor)? where descriptor.isDataDescriptor:
            if let value = try described(found, for: .instance(instance), of: instance.type) { return value }
        default: break
        }
        if let own = instance.attributes.value(named: name)?.cellContent, !own.isUnset { return own }
        if let value = try described(found, for: .instance(instance), of: instance.type) { return value }
        if let found { return found.bound(to: .instance(instance), name: name, type: instance.type) }
        if let own = Self.ownAttribute(name, of: instance) { return own }
        guard instance.isModule, let module = instance.attributes.value(named: "__name__") else { return nil }
        throw fail("AttributeError", [.string(Text("module '\(module.text)' has no attribute '\(name.string)'"))])
    }

    /// Sets or deletes through a user-defined descriptor; false if it supports neither.
    func changeDescribed(
        _ descriptor: InstanceObject, _ name: Text, of instance: InstanceObject, to value: Value?
    ) throws(EvaluationError) -> Bool {
        guard descriptor.isDataDescriptor else { return false }
        let (method, arguments) =
            value.map { (Special.set, [.instance(instance), $0]) } ?? (Special.delete, [.instance(instance)])
        guard try Special.call(method, of: descriptor, arguments) != nil else {
            throw fail("AttributeError", [.string(method)])
        }
        return true
    }

    // MARK: - Hooks that a new class runs

    /// Calls `__set_name__` of the descriptors in a new class.
    func nameDescriptors(of type: ClassObject) throws(EvaluationError) {
        for row in type.attributes.usedRows {
            guard case .instance(let descriptor) = row.value, case .string(let name) = row.key else { continue }
            do throws(EvaluationError) {
                _ = try Special.call("__set_name__", of: descriptor, [.classObject(type), row.key])
            } catch {
                let cause = exception(of: pendingFailure ?? failure(error))
                pendingFailure = nil
                let words =
                    "Error calling __set_name__ on '\(descriptor.type.name)' instance '\(name.string)' in '\(type.name)'"
                let wrapped = fail("RuntimeError", [.string(Text(words))])
                raised?.attributes.set(.instance(cause), named: "__cause__")
                throw wrapped
            }
        }
    }

    /// Calls `__init_subclass__` of the base class of a new class.
    func beginSubclass(_ type: ClassObject, _ keywords: [CallArgument]) throws(EvaluationError) {
        let name: Text = "__init_subclass__"
        if let hook = type.lookUp(name, behind: type) {
            _ = try callBack(hook.withoutDescriptor, arguments: [CallArgument(.classObject(type))] + keywords)
        } else if !keywords.isEmpty {
            throw fail("TypeError", [.string(Text("\(type.name).__init_subclass__() takes no keyword arguments"))])
        }
    }

    /// Makes a class from a call with its name, bases and attributes, as `type(name, bases, attributes)` does.
    ///
    /// - Throws: a `TypeError` for unsuitable bases, or the error of a hook such as `__init_subclass__`.
    package func makeClass(
        named name: Text, bases: [Value], _ attributes: DictionaryObject, _ keywords: [CallArgument]
    ) throws(EvaluationError) -> Value {
        let type = try newClass(name.string, bases)
        if frameCount > 0, let module = frame.code.cell.module { type.module = module }
        for row in attributes.usedRows { try type.attributes.set(row.value, for: row.key) }
        try finish(type, keywords)
        return .classObject(type)
    }
}

extension InstanceObject {
    /// Whether a descriptor takes precedence over an object's own attributes, because it can be set or deleted.
    var isDataDescriptor: Bool { type.lookUp(Special.set) != nil || type.lookUp(Special.delete) != nil }
}
