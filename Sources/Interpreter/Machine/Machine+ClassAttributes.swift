extension Machine {
    // MARK: - Reading attributes

    /// `value.name` for an object, a class, or a `super` object; nil if it is none of these or has no such attribute.
    func classAttribute(_ name: Text, of value: Value) throws(EvaluationError) -> Value? {
        switch value {
        case .instance(let instance): try attribute(name, of: instance)
        case .classObject(let type): try attribute(name, of: type)
        case .superObject(let object): try attribute(name, of: object)
        case .descriptor(let descriptor): Self.attribute(name, of: descriptor)
        default: nil
        }
    }

    /// The attributes that every object has.
    static func ownAttribute(_ name: Text, of instance: InstanceObject) -> Value? {
        switch name.string {
        case "__class__": .classObject(instance.type)
        case "__dict__" where instance.isModule: .dictionary(instance.moduleAttributes)
        case "__dict__" where instance.type.isException: .dictionary(Self.plainAttributes(of: instance))
        case "__dict__" where instance.type.slots == nil: .dictionary(instance.attributes)
        case "__doc__", "__module__": Self.ownAttribute(name, of: instance.type)
        case "__cause__" where instance.type.isException, "__context__" where instance.type.isException,
            "__traceback__" where instance.type.isException:
            Value.none
        case "value" where BuiltinClasses.named("StopIteration").map(instance.type.isSubclass(of:)) == true:
            ExceptionText.arguments(of: instance).first ?? Value.none
        case "__suppress_context__" where instance.type.isException: .bool(false)
        case "code" where instance.type.name == "SystemExit":
            ExceptionText.arguments(of: instance).count > 1
                ? instance.attributes.value(named: "args") : ExceptionText.arguments(of: instance).first ?? Value.none
        case let name where ExceptionText.systemAttribute(name, of: instance) != nil:
            ExceptionText.systemAttribute(name, of: instance)
        case let name where ObjectMethod(rawValue: name)?.isOf(instance.type) == true:
            .method(BoundMethod(receiver: .instance(instance), name: name))
        default: nil
        }
    }

    /// A copy of an exception's attributes, without those that Python does not keep in `__dict__`.
    private static func plainAttributes(of exception: InstanceObject) -> DictionaryObject {
        let own = exception.attributes.copy()
        for name: Text in ["args", "filename", "__context__", "__cause__", "__suppress_context__"] {
            _ = try? own.remove(.string(name))
        }
        return own
    }

    private func attribute(_ name: Text, of type: ClassObject) throws(EvaluationError) -> Value? {
        if let found = type.lookUp(name) {
            if case .descriptor(let descriptor) = found, descriptor.comesFirst { return found }
            if let value = try described(found, for: .none, of: type) { return value }
            return found.bound(to: nil, name: name, type: type)
        }
        return Self.ownAttribute(name, of: type)
    }

    /// The attributes that every class has.
    private static func ownAttribute(_ name: Text, of type: ClassObject) -> Value? {
        switch name.string {
        case "__name__": .string(Text(type.name))
        case "__qualname__": .string(Text(type.qualifiedName))
        case "__module__": .string(Text(type.module))
        case "__doc__": Value.none
        case "__bases__": .tuple(TupleObject(type.bases.map(\.value)))
        case "__base__": type.bases.first?.value ?? Value.none
        case "__mro__": .tuple(TupleObject(([type] + type.ancestors).map(\.value)))
        case "__dict__": .dictionary(type.attributes.copy())
        case let name where ObjectMethod(rawValue: name)?.isOf(type) == true:
            .method(BoundMethod(receiver: .classObject(type), name: name))
        default: nil
        }
    }

    private func attribute(_ name: Text, of object: SuperObject) throws(EvaluationError) -> Value? {
        let isInstance: Bool
        let type: ClassObject
        switch object.receiver {
        case .instance(let instance): (type, isInstance) = (instance.type, true)
        case .classObject(let receiver): (type, isInstance) = (receiver, false)
        default: return nil
        }
        if let found = type.lookUp(name, behind: object.start) {
            if isInstance, case .descriptor(let descriptor) = found {
                if case .property(let get, _, _) = descriptor.kind { return try callBack(get, [object.receiver]) }
                if case .instance(let instance) = object.receiver, let item = descriptor.field(of: instance) {
                    return item
                }
            }
            if let value = try described(found, for: isInstance ? object.receiver : .none, of: type) { return value }
            return found.bound(to: isInstance ? object.receiver : nil, name: name, type: type)
        }
        if ObjectMethod(rawValue: name.string)?.isOf(type) == true {
            return .method(BoundMethod(receiver: object.receiver, name: name.string))
        }
        return nil
    }

    private static func attribute(_ name: Text, of descriptor: Descriptor) -> Value? {
        switch (descriptor.kind, name.string) {
        case (.property(let get, _, _), "fget"): get
        case (.property(_, let set, _), "fset"): set
        case (.property(_, _, let delete), "fdel"): delete
        case (.property, "getter"), (.property, "setter"), (.property, "deleter"):
            .method(BoundMethod(receiver: .descriptor(descriptor), name: name.string))
        case (.staticMethod(let function), "__func__"), (.classMethod(let function), "__func__"): function
        default: nil
        }
    }

    // MARK: - Writing attributes

    /// `value.name = …` for an object or a class; false if it is neither.
    func setClassAttribute(_ name: Text, of owner: Value, to value: Value) throws(EvaluationError) -> Bool {
        switch owner {
        case .instance(let instance):
            if let hook = instance.type.lookUp(Special.setAttribute) {
                _ = try callBack(hook, [owner, .string(name), value])
            } else {
                try setAttribute(name, of: instance, to: value)
            }
        case .classObject(let type):
            if type.isBuiltin { throw .classes(.isBuiltin(name: name.string, type: type.name)) }
            _ = try Special.callOnClass("_meta_setattr_", type, [.string(name)])
            try type.set(value, for: name)
        case .function(let function):
            try function.attributes.set(value, for: .string(name))
        default: return false
        }
        return true
    }

    /// The same, ignoring a user-defined `__setattr__`.
    func setAttribute(_ name: Text, of instance: InstanceObject, to value: Value) throws(EvaluationError) {
        if case .descriptor(let descriptor)? = instance.type.lookUp(name),
            case .property(_, let set, _) = descriptor.kind
        {
            if set.isNone { throw .classes(.noAccess(name: name.string, type: instance.type.name, what: "set")) }
            _ = try callBack(set, [.instance(instance), value])
            return
        }
        if case .instance(let descriptor)? = instance.type.lookUp(name),
            try changeDescribed(descriptor, name, of: instance, to: value)
        {
            return
        }
        try refuseField(name, of: instance, isDeletion: false)
        if instance.isModule, case .cell(let cell)? = instance.attributes.value(named: name) { return cell.set(value) }
        if let slots = instance.type.slots, !slots.contains(name.string) {
            throw .classes(.noPlace(name: name.string, type: instance.type.shownName))
        }
        try instance.attributes.set(value, for: .string(name))
    }

    /// `del value.name`; false if there is nothing to delete.
    func deleteClassAttribute(_ name: Text, of owner: Value) throws(EvaluationError) -> Bool {
        switch owner {
        case .instance(let instance):
            guard let hook = instance.type.lookUp("__delattr__") else {
                return try deleteAttribute(name, of: instance)
            }
            _ = try callBack(hook, [owner, .string(name)])
            return true
        case .classObject(let type) where !type.isBuiltin:
            return try type.remove(name) != nil
        default: return false
        }
    }

    /// The same, ignoring a user-defined `__delattr__`.
    func deleteAttribute(_ name: Text, of instance: InstanceObject) throws(EvaluationError) -> Bool {
        switch instance.type.lookUp(name) {
        case .descriptor(let descriptor)?:
            guard case .property(_, _, let delete) = descriptor.kind else { break }
            if delete.isNone {
                throw .classes(.noAccess(name: name.string, type: instance.type.name, what: "deleted"))
            }
            _ = try callBack(delete, [.instance(instance)])
            return true
        case .instance(let descriptor)?:
            if try changeDescribed(descriptor, name, of: instance, to: nil) { return true }
        default: break
        }
        try refuseField(name, of: instance, isDeletion: true)
        return try instance.attributes.remove(.string(name)) != nil
    }

    /// Rejects a change to a field of a named tuple.
    private func refuseField(_ name: Text, of instance: InstanceObject, isDeletion: Bool) throws(EvaluationError) {
        guard case .descriptor(let descriptor)? = instance.type.lookUp(name), descriptor.field(of: instance) != nil
        else {
            return
        }
        throw .classes(.isField(name: name.string, type: instance.type.name, isDeletion: isDeletion))
    }
}
