internal import Compiler

/// What an attribute is of the objects of one layout, as long as no class changes.
struct ObjectAccess {
    /// The layout, held so that no other gets its address.
    let layout: AttributeLayout
    /// The row of the object's own attribute; -1 if it has none, or another comes first.
    private(set) var place = -1
    /// What the class has by that name; unset if nothing.
    let member: Value
    /// Where that is, if it is given as it is: the attributes of the class that has it, and the row.
    private(set) var holder: DictionaryObject?
    private(set) var holderPlace = 0
    /// Whether it is a method of a built-in type from which the class inherits.
    private(set) var isNative = false
    /// Whether an assignment goes to the object's own attributes without a question.
    private(set) var isWritable: Bool
    /// The layout of an object once it has got the attribute.
    var grown: AttributeLayout?

    /// Whether `member` is what a call of the attribute calls with the object; false where that isn't certain.
    @inline(__always) var isMethod: Bool {
        if place < 0, case .function = member { true } else { false }
    }

    /// Looks a name up in an object and its class.
    init(_ instance: InstanceObject, _ layout: AttributeLayout, _ name: Text) {
        self.layout = layout
        let type = instance.type
        let found = type.lookUp(name)
        // A `__getattribute__` of the program's is asked for all.
        let isAsked = type.lookUp(Special.getEveryAttribute) != nil
        // `__new__` is given the class, whatever it is taken from.
        member = isAsked || name == "__new__" ? .unset : found ?? .unset
        let isData = found?.isDataDescriptor == true
        isWritable = !isData && type.lookUp(Special.setAttribute) == nil && type.slots?.contains(name.string) != false
        if isData || isAsked { return }
        if let own = instance.attributes.place(named: name) {
            place = own
        } else if case .builtin(let builtin) = member {
            isNative = builtin.signature.hasReceiver && !builtin.traits.contains(.ofClass)
        } else if found?.isPlainMember == true, let holder = type.holder(of: name) {
            (self.holder, holderPlace) = (holder, holder.place(named: name) ?? 0)
        }
    }
}

/// Entries are used where they lie: a copy would count all that they hold.
extension UnsafeMutablePointer<ObjectAccess> {
    /// The attribute of an object of the layout; nil if it has to be looked for.
    @inline(__always) func value(of instance: InstanceObject) -> Value? {
        let place = pointee.place
        return place >= 0
            ? instance.attributes.value(at: place) : pointee.holder?.value(at: pointee.holderPlace)
    }

    /// The field of a named tuple that the attribute is; nil for any other.
    func field(of instance: InstanceObject) -> Value? {
        if case .descriptor(let descriptor) = pointee.member { descriptor.field(of: instance) } else { nil }
    }

    /// The method of a built-in type that a call of the attribute calls, and what it is given first; nil for any other.
    func nativeMethod(of instance: InstanceObject) -> (method: Value, receiver: Value)? {
        guard pointee.isNative, case .builtin(let builtin) = pointee.member else { return nil }
        let object = Value.instance(instance)
        return (pointee.member, builtin.traits.contains(.takesObject) ? object : object.plain)
    }

    /// Gives an object of the layout the attribute, which it lacks; false if it has to be done the long way.
    @inline(__always)
    func add(_ value: Value, to instance: InstanceObject, _ code: LoadedCode, _ index: Int) -> Bool {
        guard let grown = pointee.grown else { return false }
        return instance.attributes.add(value, named: code.attributeNames[index], giving: grown)
    }
}

/// Where an attribute of a class stands that is given as it is, as long as no class changes.
struct ClassAccess {
    private let type: ClassObject
    private let version: Int
    private let holder: DictionaryObject
    private let place: Int

    /// Looks a name up in a class; nil if what it finds is more than what stands there.
    init?(_ type: ClassObject, _ version: Int, _ name: Text) {
        switch type.lookUp(name) {
        case .function?: break
        case let found?: if !found.isPlainMember { return nil }
        case nil: return nil
        }
        guard !type.isBuiltin, let holder = type.holder(of: name), let place = holder.place(named: name) else {
            return nil
        }
        (self.type, self.version, self.holder, self.place) = (type, version, holder, place)
    }

    /// The attribute of a class; nil if it is of another.
    func value(of type: ClassObject, _ version: Int) -> Value? {
        type === self.type && version == self.version ? holder.value(at: place) : nil
    }
}

extension Machine {
    typealias Access = UnsafeMutablePointer<ObjectAccess>

    /// What a site knows of an object's attribute; nil if nothing.
    @inline(__always)
    func access(of instance: InstanceObject, at site: UnsafeMutablePointer<LoadedCode.Site>) -> Access? {
        guard var access = site.pointee.accesses, site.pointee.version == workspace.classVersion,
            let layout = instance.attributes.state.layout
        else { return nil }
        let end = access + site.pointee.accessCount
        while access < end {
            if access.pointee.layout === layout { return access }
            access += 1
        }
        return nil
    }

    /// The same, looked for if need be; nil of an object without a layout.
    @inline(never)
    func learnedAccess(
        of instance: InstanceObject, at site: UnsafeMutablePointer<LoadedCode.Site>, _ name: Text
    ) -> Access? {
        if let known = access(of: instance, at: site) { return known }
        guard let layout = instance.attributes.state.layout else { return nil }
        return site.pointee.remember(ObjectAccess(instance, layout, name), workspace.classVersion)
    }
}

extension LoadedCode.Site {
    /// A site knows so many layouts: the classes that a program has in one place are few.
    private static var accessCapacity: Int { 6 }

    fileprivate mutating func remember(_ access: ObjectAccess, _ version: Int) -> Machine.Access {
        if version != self.version { forgetObjects() }
        self.version = version
        let entries = accesses ?? .allocate(capacity: Self.accessCapacity)
        accesses = entries
        if accessCount < Self.accessCapacity {
            (entries + accessCount).initialize(to: access)
            accessCount += 1
            return entries + accessCount - 1
        }
        // Where there are more, those that came last are looked for again.
        entries[Self.accessCapacity - 1] = access
        return entries + Self.accessCapacity - 1
    }

    mutating func forgetObjects() {
        accesses?.deinitialize(count: accessCount)
        accesses?.deallocate()
        (accesses, accessCount) = (nil, 0)
    }
}

extension ClassObject {
    /// The attributes in which a name is found, of it or an ancestor.
    func holder(of name: Text) -> DictionaryObject? {
        ([self] + ancestors).lazy.map(\.attributes).first { $0.place(named: name) != nil }
    }

    /// Whether its objects have no comparison for equality, of its own or of a built-in type.
    func comparesByIdentity(_ version: Int) -> Bool {
        if identity.version == version { return identity.isAll }
        let isAll = layout == nil && lookUp("__eq__") == nil && lookUp("__ne__") == nil
        if !isBuiltin { identity = (version, isAll) }
        return isAll
    }

    /// Whether its objects are true, whatever they hold.
    func isTrue(_ version: Int) -> Bool {
        if truth.version == version { return truth.isAll }
        let isAll = layout == nil && lookUp(Special.truth) == nil && lookUp(Special.length) == nil
        if !isBuiltin { truth = (version, isAll) }
        return isAll
    }

    /// The function that a call of it runs on a new object; nil where a call is more than that.
    func plainInitializer(_ version: Int) -> UserFunction? {
        if construction.version == version { return construction.initializer }
        var initializer: UserFunction?
        if !isBuiltin, !isException, missingMethods.isEmpty, lookUp("__new__") == nil,
            case .function(let function)? = lookUp("__init__")
        {
            initializer = function
        }
        if !isBuiltin { construction = (version, initializer) }
        return initializer
    }
}

extension Value {
    /// Whether it comes before what an object holds itself, where its class has it.
    fileprivate var isDataDescriptor: Bool {
        switch self {
        case .descriptor(let descriptor): descriptor.comesFirst
        case .instance(let descriptor): descriptor.isDataDescriptor
        default: false
        }
    }

    /// Whether it is in a class what it is as an attribute of an object, and no method or descriptor.
    var isPlainMember: Bool {
        switch self {
        case .none, .bool, .int, .float, .complex, .scalar, .string, .array, .tuple, .list, .dictionary, .set, .range:
            true
        default: false
        }
    }
}
