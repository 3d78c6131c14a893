internal import Compiler

/// An inline cache entry: an attribute of the objects with one layout, valid as long as no class changes.
struct ObjectAccess {
    /// The layout, retained so that its address is not reused.
    let layout: AttributeLayout
    /// The row of the object's own attribute; -1 if it has none, or another attribute takes precedence.
    private(set) var place = -1
    /// The class attribute of this name; unset if there is none.
    let member: Value
    /// Where the class attribute is stored, if its value is the result: the attributes of the defining class, and the
    /// row.
    private(set) var holder: DictionaryObject?
    private(set) var holderPlace = 0
    /// Whether it is a method of a built-in base type.
    private(set) var isNative = false
    /// Whether an assignment goes straight to the object's own attributes.
    private(set) var isWritable: Bool
    /// The layout of an object after the attribute is added.
    var grown: AttributeLayout?

    /// Whether `member` is a function to call with the object. May be false for some such functions.
    @inline(__always) var isMethod: Bool {
        if place < 0, case .function = member { true } else { false }
    }

    /// Looks up a name in an object and its class.
    init(_ instance: InstanceObject, _ layout: AttributeLayout, _ name: Text) {
        self.layout = layout
        let type = instance.type
        let found = type.lookUp(name)
        // A user-defined `__getattribute__` handles every access.
        let isAsked = type.lookUp(Special.getEveryAttribute) != nil
        // `__new__` receives the class, whichever object it is taken from.
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

/// Entries are used in place: a copy would retain everything they hold.
extension UnsafeMutablePointer<ObjectAccess> {
    /// The attribute of an object with this layout; nil if it needs a full lookup.
    @inline(__always) func value(of instance: InstanceObject) -> Value? {
        let place = pointee.place
        return place >= 0
            ? instance.attributes.value(at: place) : pointee.holder?.value(at: pointee.holderPlace)
    }

    /// The value, if the attribute is a field of a named tuple; otherwise nil.
    func field(of instance: InstanceObject) -> Value? {
        if case .descriptor(let descriptor) = pointee.member { descriptor.field(of: instance) } else { nil }
    }

    /// The built-in type's method that a call of the attribute calls, with its first argument; otherwise nil.
    func nativeMethod(of instance: InstanceObject) -> (method: Value, receiver: Value)? {
        guard pointee.isNative, case .builtin(let builtin) = pointee.member else { return nil }
        let object = Value.instance(instance)
        return (pointee.member, builtin.traits.contains(.takesObject) ? object : object.plain)
    }

    /// Adds the attribute to an object of this layout.
    ///
    /// - Returns: false if a full assignment is needed.
    @inline(__always)
    func add(_ value: Value, to instance: InstanceObject, _ code: LoadedCode, _ index: Int) -> Bool {
        guard let grown = pointee.grown else { return false }
        return instance.attributes.add(value, named: code.attributeNames[index], giving: grown)
    }
}

/// An inline cache entry: the location of a class attribute whose value is the result, valid as long as no class
/// changes.
struct ClassAccess {
    private let type: ClassObject
    private let version: Int
    private let holder: DictionaryObject
    private let place: Int

    /// Looks up a name in a class; nil if the value stored there is not simply the result.
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

    /// The attribute, if the entry belongs to this class and version; otherwise nil.
    func value(of type: ClassObject, _ version: Int) -> Value? {
        type === self.type && version == self.version ? holder.value(at: place) : nil
    }
}

extension Machine {
    typealias Access = UnsafeMutablePointer<ObjectAccess>

    /// The cached entry for an object's layout; nil if there is none.
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

    /// The cached entry, created if necessary; nil for an object without a layout.
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
    /// The number of layouts cached per access, since few classes occur at one place of a program.
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
        // If there are more, the last entry is replaced.
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
    /// The attributes, of the class or an ancestor, that define a name.
    func holder(of name: Text) -> DictionaryObject? {
        ([self] + ancestors).lazy.map(\.attributes).first { $0.place(named: name) != nil }
    }

    /// Whether its objects have no `__eq__` or `__ne__`, neither user-defined nor from a built-in type.
    func comparesByIdentity(_ version: Int) -> Bool {
        if identity.version == version { return identity.isAll }
        let isAll = layout == nil && lookUp("__eq__") == nil && lookUp("__ne__") == nil
        if !isBuiltin { identity = (version, isAll) }
        return isAll
    }

    /// Whether its objects are always true.
    func isTrue(_ version: Int) -> Bool {
        if truth.version == version { return truth.isAll }
        let isAll = layout == nil && lookUp(Special.truth) == nil && lookUp(Special.length) == nil
        if !isBuiltin { truth = (version, isAll) }
        return isAll
    }

    /// The `__init__` that a call runs on a new object; nil if a call does more than that.
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
    /// Whether it takes precedence over an object's own attributes when found in its class.
    fileprivate var isDataDescriptor: Bool {
        switch self {
        case .descriptor(let descriptor): descriptor.comesFirst
        case .instance(let descriptor): descriptor.isDataDescriptor
        default: false
        }
    }

    /// Whether a class attribute's value is also the object's: it is neither a method nor a descriptor.
    var isPlainMember: Bool {
        switch self {
        case .none, .bool, .int, .float, .complex, .scalar, .string, .array, .tuple, .list, .dictionary, .set, .range:
            true
        default: false
        }
    }
}
