internal import Compiler
internal import Syntax

extension Machine {
    // MARK: - Making classes and objects

    /// `R[a]` = a class, whose body runs as a function that receives the class.
    func makeClass(_ i: Instruction) throws(Failure) {
        let code = frame.code.nested(Int(i.b), in: workspace)
        let captures = code.code.captures.map { registers[$0] }
        let given = take(Int(i.flags.rawValue), from: Int(i.c))
        let keywordNames = code.code.classKeywords
        let bases = given.dropLast(keywordNames.count)
        let keywords = zip(keywordNames, given.suffix(keywordNames.count)).map { CallArgument($1, keyword: $0) }
        let type: ClassObject
        do throws(EvaluationError) { type = try newClass(code.name, Array(bases)) } catch { throw failure(error) }
        type.qualifiedName = code.code.qualifiedName
        if let module = code.cell.module { type.module = module }
        let function = UserFunction(code: code, defaults: [], captures: captures)
        var names: [(name: String, value: Value)] = []
        let outer = leaving
        leaving = { machine in names = machine.locals(of: machine.frame) }
        defer { leaving = outer }
        guard !stack.isExhausted else { throw failure(.limits(.recursionTooDeep)) }
        _ = try run(code, function, [.classObject(type)])
        leaving = outer
        do throws(EvaluationError) {
            for (name, value) in names where name != Scope.ownClass {
                try type.attributes.set(value, for: .string(Text(name)))
            }
            if let docstring = code.docstring { type.attributes.set(.string(Text(docstring)), named: "__doc__") }
            type.annotations = code.code.annotations.map { (Text($0.name), $0.typeName) }
            try finish(type, keywords)
        } catch {
            guard let inner = pendingFailure else { throw failure(error) }
            pendingFailure = nil
            throw inner
        }
        registers[Int(i.a)] = try absentClass(type, given) ?? .classObject(type)
    }

    func newClass(_ name: String, _ bases: [Value]) throws(EvaluationError) -> ClassObject {
        var classes: [ClassObject] = []
        for base in bases {
            switch base {
            case .classObject(let type): classes.append(type)
            case .type(let type):
                guard let type = BuiltinClasses.of(type) else { throw .classes(.notABase(ValueDescription(base))) }
                classes.append(type)
            case .absent: break
            default: throw .classes(.notABase(ValueDescription(base)))
            }
        }
        workspace.classesChange()
        return try ClassObject(name, bases: classes.isEmpty ? [BuiltinClasses.object] : classes)
    }

    /// Processes the special attributes of a new class: implicit class methods and `__new__`, `__slots__`,
    /// descriptors, and `__init_subclass__` of its base.
    func finish(_ type: ClassObject, _ keywords: [CallArgument]) throws(EvaluationError) {
        for name: Text in ["__init_subclass__", "__class_getitem__"] {
            if let method = type.attributes.value(named: name), case .function = method {
                type.attributes.set(.descriptor(Descriptor(.classMethod(method))), named: name)
            }
        }
        if let maker = type.attributes.value(named: "__new__"), case .function = maker {
            type.attributes.set(.descriptor(Descriptor(.staticMethod(maker))), named: "__new__")
        }
        try setSlots(of: type)
        try nameDescriptors(of: type)
        try beginSubclass(type, keywords)
    }

    private func setSlots(of type: ClassObject) throws(EvaluationError) {
        if type.attributes.value(named: "__eq__") != nil, type.attributes.value(named: "__hash__") == nil {
            type.attributes.set(.none, named: "__hash__")
        }
        type.missingMethods = type.lackedMethods
        workspace.classesChange()
        guard let slots = type.attributes.value(named: "__slots__") else { return }
        let names = slots.slotNames
        if !names.isEmpty, type.layout == .tuple || type.layout == .int,
            let base = type.ancestors.first(where: { $0.native != nil })
        {
            throw .classes(.slotsInTuple(base.name))
        }
        type.slots = Set(names)
        for base in type.ancestors where !base.isBuiltin {
            guard let others = base.slots else { return type.slots = nil }
            type.slots?.formUnion(others)
        }
    }

    /// A new object of a class, without attributes.
    ///
    /// - Parameter storage: its content of a built-in type; empty by default.
    package func newInstance(of type: ClassObject, storage: InstanceObject.Storage? = nil) -> InstanceObject {
        instanceCount += 1
        return InstanceObject(
            type, number: runningCell << 24 | instanceCount & 0xFF_FFFF, storage: storage ?? type.emptyStorage)
    }

    /// The object that a call of a class constructs.
    func instantiate(_ type: ClassObject, _ arguments: [CallArgument]) throws(Failure) -> Value {
        if !type.missingMethods.isEmpty { throw failure(.classes(.isAbstract(type.name, type.missingMethods))) }
        if let maker = type.lookUp("__new__") {
            if let made = try madeDirectly(type, maker, arguments) { return made }
            let made = try call(maker.withoutDescriptor, [CallArgument(.classObject(type))] + arguments)
            guard case .instance(let instance) = made, instance.type.isSubclass(of: type) else { return made }
            try initialize(instance, arguments, isMade: true)
            return made
        }
        let values = arguments.filter { $0.keyword == nil }.map(\.value)
        let instance = newInstance(of: type.systemError(of: values))
        if type.isException { set(values, of: instance) }
        try initialize(instance, arguments, isMade: false)
        return .instance(instance)
    }

    /// The object made by a built-in `__new__` from positional values, if nothing else is needed; otherwise nil.
    private func madeDirectly(
        _ type: ClassObject, _ maker: Value, _ arguments: [CallArgument]
    ) throws(Failure) -> Value? {
        guard case .builtin(let builtin) = maker, let native = builtin.native, type.lookUp("__init__") == nil,
            arguments.allSatisfy({ $0.keyword == nil })
        else { return nil }
        do { return try native.body(self, .classObject(type), arguments.map(\.value)) } catch { throw failure(error) }
    }

    private func initialize(
        _ instance: InstanceObject, _ arguments: [CallArgument], isMade: Bool
    ) throws(Failure) {
        guard let initializer = instance.type.lookUp("__init__") else {
            if arguments.isEmpty || instance.type.isException || isMade { return }
            throw failure(.classes(.takesNoArguments(instance.type.name)))
        }
        let result = try call(initializer, [CallArgument(.instance(instance))] + arguments)
        guard result.isNone else {
            throw failure(
                .classes(
                    .wrongResult(method: "__init__()", expected: "None", got: ValueDescription(result))))
        }
    }

    /// `R[a]` = a name of a class body; if it is unassigned there, the global name.
    func loadClassName(_ i: Instruction) throws(Failure) {
        let r = registers
        if !r[Int(i.b)].isUnset { return r[Int(i.a)] = r[Int(i.b)] }
        if let value = workspace.value(at: frame.code.slots[Int(i.c)]) { return r[Int(i.a)] = value }
        let value = try loadBuiltin(Int(i.c))
        registers[Int(i.a)] = value
    }

    // MARK: - super

    /// `super()`, for the object and class of the running method; or `super(C, object)`.
    ///
    /// - Throws: a `TypeError` or `RuntimeError` for wrong arguments, or outside a method.
    package func superObject(_ arguments: [Value]) throws(EvaluationError) -> Value {
        if let first = arguments.first {
            func refuse(_ words: String) -> EvaluationError { fail("TypeError", [.string(Text(words))]) }
            guard case .classObject(let type) = first else {
                if case .type = first { throw refuse("super(type, obj): obj must be an instance or subtype of type") }
                throw refuse("super() argument 1 must be a type, not \(first.typeName)")
            }
            guard arguments.count == 2 else { throw .classes(.noSuper) }
            let isOfType =
                switch arguments[1] {
                case .instance(let instance): instance.type.isSubclass(of: type)
                case .classObject(let other): other.isSubclass(of: type)
                default: false
                }
            if !isOfType { throw refuse("super(type, obj): obj must be an instance or subtype of type") }
            return .superObject(SuperObject(behind: type, of: arguments[1]))
        }
        guard arguments.isEmpty, case .classObject(let type)? = localValue(Scope.ownClass),
            let name = frame.code.code.parameters.parameters.first?.name, let receiver = localValue(name)
        else { throw .classes(.noSuper) }
        return .superObject(SuperObject(behind: type, of: receiver))
    }
}

extension Value {
    /// The names in `__slots__`.
    var slotNames: [String] {
        (isContainer ? contents ?? [] : [self]).compactMap {
            if case .string(let name) = $0 { name.string } else { nil }
        }
    }

    /// Binds an attribute found in a class to its object, or to the class itself.
    func bound(to receiver: Value?, name: Text, type: ClassObject) -> Value {
        bound(to: receiver, name: name, as: .classObject(type))
    }

    /// The same for a class or a built-in type.
    func bound(to receiver: Value?, name: Text, as type: Value) -> Value {
        switch self {
        // `__new__` receives the class, whichever object it is taken from.
        case .function where name == "__new__": self
        case .builtin(let builtin) where builtin.signature.hasReceiver:
            (builtin.traits.contains(.ofClass) ? type : receiver).map {
                .method(BoundMethod(receiver: $0, name: name.string, function: self))
            } ?? self
        case .function:
            receiver.map { .method(BoundMethod(receiver: $0, name: name.string, function: self)) } ?? self
        case .method(let method) where method.entry?.traits.contains(.binds) == true:
            receiver.map { .method(BoundMethod(receiver: $0, name: name.string, function: self)) } ?? self
        case .descriptor(let descriptor):
            switch descriptor.kind {
            case .staticMethod(let function): function
            case .classMethod(let function):
                .method(BoundMethod(receiver: type, name: name.string, function: function))
            case .property, .field: self
            }
        default: self
        }
    }

    /// The function of a static or class method; other values unchanged.
    var withoutDescriptor: Value {
        guard case .descriptor(let descriptor) = self else { return self }
        switch descriptor.kind {
        case .staticMethod(let function), .classMethod(let function): return function
        case .property, .field: return self
        }
    }
}

extension ClassObject {
    /// The abstract methods of its ancestors that no class implements, sorted by name.
    fileprivate var lackedMethods: [String] {
        var names: Set<String> = []
        // As in Python, `abstractmethod` has an effect only in a class that inherits from `ABC`.
        let isAbstract = ancestors.contains { $0.name == "ABC" && $0.module == "abc" }
        for ancestor in [self] + ancestors where ancestor.isBuiltin || isAbstract {
            for (name, value) in zip(ancestor.attributes.keys, ancestor.attributes.values) {
                guard case .string(let name) = name, value.isMissingMethod, lookUp(name)?.isMissingMethod == true else {
                    continue
                }
                names.insert(name.string)
            }
        }
        return names.sorted()
    }
}

extension Value {
    fileprivate var isMissingMethod: Bool {
        switch self {
        case .builtin(let builtin): builtin.traits.contains(.isMissing)
        case .function(let function): function.isAbstract
        case .descriptor(let descriptor):
            switch descriptor.kind {
            case .staticMethod(let function), .classMethod(let function): function.isMissingMethod
            case .property(let get, let set, let delete): [get, set, delete].contains(where: \.isMissingMethod)
            case .field: false
            }
        default: false
        }
    }
}

/// The methods that every object inherits from `object`, or every exception from its base.
enum ObjectMethod: String {
    case initialize = "__init__", new = "__new__", text = "__str__", representation = "__repr__"
    case setAttribute = "__setattr__", getAttribute = "__getattribute__", deleteAttribute = "__delattr__"
    case equal = "__eq__", notEqual = "__ne__", hash = "__hash__", subclassBegins = "__init_subclass__"
    case format = "__format__", withTraceback = "with_traceback", addNote = "add_note"

    func isOf(_ type: ClassObject) -> Bool { self == .withTraceback || self == .addNote ? type.isException : true }
}
