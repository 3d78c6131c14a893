/// Descriptors of the program's own, and the other ways in which classes say what attributes mean.
extension Machine {
    /// What the `__get__` of an object that stands in a class gives; nil if it has none.
    func described(
        _ found: Value?, for receiver: Value, of type: ClassObject
    ) throws(EvaluationError) -> Value? {
        guard case .instance(let descriptor)? = found else { return nil }
        return try Special.call(Special.get, of: descriptor, [receiver, .classObject(type)])
    }

    /// `object.name` where its class has a `__getattribute__`, or a `__getattr__` for what isn't found.
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

    /// The same without either.
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

    /// Has a descriptor of the program's take a new value, or delete what it has; false if it doesn't say how.
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

    // MARK: - What a new class sets going

    /// Tells what stands in a new class its name there, by `__set_name__`.
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

    /// Tells the class that a new one inherits from, by `__init_subclass__`.
    func beginSubclass(_ type: ClassObject, _ keywords: [CallArgument]) throws(EvaluationError) {
        let name: Text = "__init_subclass__"
        if let hook = type.lookUp(name, behind: type) {
            _ = try callBack(hook.withoutDescriptor, arguments: [CallArgument(.classObject(type))] + keywords)
        } else if !keywords.isEmpty {
            throw fail("TypeError", [.string(Text("\(type.name).__init_subclass__() takes no keyword arguments"))])
        }
    }

    /// A class of the program's, made by a call: its name, its bases and what stands in it.
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
    /// Whether an object that stands in a class has its say before the attributes of objects: it can be set.
    var isDataDescriptor: Bool { type.lookUp(Special.set) != nil || type.lookUp(Special.delete) != nil }
}
