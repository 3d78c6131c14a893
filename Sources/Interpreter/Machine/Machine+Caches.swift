internal import Compiler

/// What sites remember of the attributes of objects: for a class, as long as no class has changed since, whether a name is
/// one of the object's own, or a function of its class.
extension Machine {
    /// An attribute that an object holds itself, where its class has no property of that name.
    @inline(__always)
    func storedAttribute(
        of instance: InstanceObject, at site: UnsafeMutablePointer<LoadedCode.Site>, _ name: Text
    ) -> Value? {
        guard site.pointee.knows(instance.type, workspace.classVersion) else {
            site.pointee.learn(of: instance.type, workspace.classVersion, name)
            return nil
        }
        guard site.pointee.isStored else { return nil }
        return instance.attributes.value(named: name, guess: &site.pointee.place)
    }

    /// Whether an attribute goes to an object's own without a question: no method or property of its class says otherwise.
    @inline(__always)
    func storesDirectly(
        _ instance: InstanceObject, at site: UnsafeMutablePointer<LoadedCode.Site>, _ name: Text
    ) -> Bool {
        if site.pointee.knows(instance.type, workspace.classVersion) { return site.pointee.isStored }
        site.pointee.learn(of: instance.type, workspace.classVersion, name)
        if instance.type.lookUp(Special.setAttribute) != nil { site.pointee.isStored = false }
        if let slots = instance.type.slots, !slots.contains(name.string) { site.pointee.isStored = false }
        return site.pointee.isStored
    }

    /// The function of an object's class that a call of an attribute means; nil if it isn't certain to be one.
    @inline(__always)
    func method(
        of instance: InstanceObject, at site: UnsafeMutablePointer<LoadedCode.Site>, _ name: Text
    ) -> Value? {
        if !site.pointee.knows(instance.type, workspace.classVersion) {
            site.pointee.learn(of: instance.type, workspace.classVersion, name)
        }
        guard case .function = site.pointee.member, instance.attributes.value(named: name) == nil else { return nil }
        return site.pointee.member
    }
}

extension LoadedCode.Site {
    /// Whether it remembers what an attribute of this class is.
    @inline(__always) func knows(_ type: ClassObject, _ version: Int) -> Bool {
        classVersion == version && knownClass == ObjectIdentifier(type)
    }

    /// Looks a name up in a class.
    mutating func learn(of type: ClassObject, _ version: Int, _ name: Text) {
        (knownClass, classVersion, namespace) = (ObjectIdentifier(type), version, nil)
        let found = type.lookUp(name)
        member = found ?? .unset
        isStored = true
        switch found {
        case .descriptor(let descriptor)?: if case .property = descriptor.kind { isStored = false }
        case .instance(let descriptor)?: isStored = !descriptor.isDataDescriptor
        default: break
        }
        if type === BuiltinClasses.module || type.lookUp(Special.getEveryAttribute) != nil {
            (isStored, member) = (false, .unset)
        }
    }
}

extension DictionaryObject {
    /// The value of a string, which is looked for first where it was last time.
    @inline(__always)
    func value(named name: Text, guess: inout Int) -> Value? {
        if guess < state.rows.count, case .string(let key) = state.rows[guess].key, key === name {
            return state.rows[guess].value
        }
        guard let place = place(named: name) else { return nil }
        guess = place
        return state.rows[place].value
    }
}
