internal import Kernels

/// A class: user-defined, a Python exception, or a built-in type as a base class.
public final class ClassObject: ContainerObject {
    /// Its name.
    public let name: String
    /// The module that defines it.
    package internal(set) var module = "__main__"
    /// Its name qualified by the enclosing functions and classes.
    package internal(set) lazy var qualifiedName = name
    /// The base classes, in order.
    package private(set) var bases: [ClassObject]
    /// The classes searched for an attribute after its own, in C3 order as in Python.
    package private(set) var ancestors: [ClassObject]
    /// Its attributes: those that its body set, and those set later.
    package let attributes: DictionaryObject
    /// Whether it is one of Python's classes, which are immutable.
    package let isBuiltin: Bool
    /// The built-in type that it represents as a base class; otherwise nil.
    package let native: PythonType?
    /// The kind of receiver whose methods in the table its objects have; nil if there are none.
    package let receiver: BuiltinTable.Receiver?
    /// The content of its objects besides attributes; nil if there is none.
    package let layout: Layout?
    /// The attribute names that `__slots__` allows; nil if any name is allowed.
    package internal(set) var slots: Set<String>?
    /// The attribute layout of new objects; nil for Python's own classes, which threads share.
    let attributeLayout: AttributeLayout?
    /// The cached `__init__` that a call runs, with the class version it is valid for.
    var construction: (version: Int, initializer: UserFunction?) = (-1, nil)
    /// Whether its objects equal only themselves, cached in the same way.
    var identity: (version: Int, isAll: Bool) = (-1, false)
    /// Whether its objects are always true, cached in the same way.
    var truth: (version: Int, isAll: Bool) = (-1, false)
    /// The names annotated in its body, in order, each with the last name of its type. There is no `__annotations__`,
    /// which would hold the types themselves.
    package internal(set) var annotations: [(name: Text, typeName: String)] = []
    /// The abstract methods that prevent it from being instantiated, by name; empty for most classes.
    package internal(set) var missingMethods: [String] = []

    /// The content of an object besides its attributes.
    package enum Layout: Sendable {
        case list, dictionary, tuple, set, frozenset, string, int, float, complex, deque, bytes, defaults
    }

    /// Makes a user-defined class.
    ///
    /// - Throws: a `TypeError` if its bases have no consistent order, or its objects would need several kinds of
    ///   content.
    package init(_ name: String, bases: [ClassObject]) throws(EvaluationError) {
        self.name = name
        self.bases = bases
        ancestors = try Self.order(of: bases, name)
        layout = try Self.layout(of: bases)
        attributes = DictionaryObject()
        attributeLayout = AttributeLayout()
        (isBuiltin, native, receiver) = (false, nil, nil)
        super.init()
        Collector.add(self)
    }

    /// Makes a named tuple class, whose objects have no attributes besides their fields.
    ///
    /// - Throws: as `init(_:bases:)` does, which accepts a single base.
    package convenience init(namedTuple name: String) throws(EvaluationError) {
        try self.init(name, bases: [BuiltinClasses.tuple])
        slots = []
    }

    /// Makes one of Python's own classes.
    ///
    /// - Parameters:
    ///   - methods: attributes that the table of built-ins does not have, such as special methods, with their names.
    package init(
        builtin name: String, _ bases: [ClassObject], module: String = "builtins", native: PythonType? = nil,
        receiver: BuiltinTable.Receiver? = nil, layout: Layout? = nil, hasAttributes: Bool = true,
        _ methods: [(Text, Value)] = []
    ) {
        self.name = name
        self.bases = bases
        ancestors = (try? Self.order(of: bases, name)) ?? []
        attributes = DictionaryObject()
        attributeLayout = nil
        isBuiltin = true
        (self.module, self.native, self.receiver) = (module, native, receiver)
        self.layout = layout ?? bases.lazy.compactMap(\.layout).first
        if !hasAttributes { slots = [] }
        super.init()
        for (name, value) in methods { attributes.set(value, named: name) }
    }

    /// The content of objects with these bases.
    private static func layout(of bases: [ClassObject]) throws(EvaluationError) -> Layout? {
        var layouts = Set(bases.compactMap(\.layout))
        // A `defaultdict` is a dictionary.
        if layouts.contains(.defaults) { layouts.remove(.dictionary) }
        if layouts.count > 1 || !layouts.isEmpty && bases.contains(where: \.isException) {
            throw .classes(.layoutConflict(bases.map(\.name)))
        }
        return layouts.first
    }

    /// Its name in messages. As in CPython, some types include their module.
    package var shownName: String {
        let isNamedWithModule = receiver?.isNamedWithModule == true || module == "datetime"
        return isNamedWithModule ? "\(module).\(name)" : name
    }

    /// The class as a value; for `list` and the like the type.
    package var value: Value { native.map { .type($0) } ?? .classObject(self) }

    /// Its qualified name, with the module's name where CPython writes it.
    package var fullName: String { "\(module == "builtins" ? "" : module + ".")\(qualifiedName)" }

    /// Whether it is another class or inherits from it.
    package func isSubclass(of other: ClassObject) -> Bool {
        self === other || ancestors.contains { $0 === other }
    }

    /// Whether it is `OrderedDict` or a subclass.
    var isOrdered: Bool { receiver == .ordereddict || ancestors.contains { $0.receiver == .ordereddict } }

    /// Whether its instances can be raised.
    package var isException: Bool { isSubclass(of: BuiltinClasses.baseException) }

    /// Sets an attribute. This invalidates inline caches, unless one plain value replaces another: caches know only
    /// where a plain value is stored.
    ///
    /// - Throws: a `MemoryError` if there is not enough memory.
    package func set(_ value: Value, for name: Text) throws(EvaluationError) {
        if !value.isPlainMember || attributes.value(named: name)?.isPlainMember != true {
            Machine.running?.workspace.classesChange()
        }
        try attributes.set(value, for: .string(name))
    }

    /// Sets one of a few attributes of Python's own.
    package func set(_ value: Value, named name: Text) {
        // Such a name is hashable and fits into any memory, as for `set(_:named:)` of a dictionary.
        try? set(value, for: name)
    }

    /// Deletes an attribute.
    ///
    /// - Returns: the value; nil if there was none.
    /// - Throws: as ``DictionaryObject/remove(_:)`` does.
    package func remove(_ name: Text) throws(EvaluationError) -> Value? {
        Machine.running?.workspace.classesChange()
        return try attributes.remove(.string(name))
    }

    /// Looks up an attribute: its own, or that of the first ancestor that has it.
    package func lookUp(_ name: Text) -> Value? { lookUp(name, behind: nil) }

    /// The same, starting after one of the classes in the order.
    func lookUp(_ name: Text, behind start: ClassObject?) -> Value? {
        var isBehind = start == nil
        if isBehind, let found = own(name) { return found }
        if start === self { isBehind = true }
        for ancestor in ancestors {
            if isBehind, let found = ancestor.own(name) { return found }
            if ancestor === start { isBehind = true }
        }
        return nil
    }

    /// Its own attribute of a name; for Python's classes this includes the table's methods.
    private func own(_ name: Text) -> Value? {
        if let found = attributes.value(named: name) { return found }
        guard let receiver, !name.isSpecial, let table = Machine.running?.table else { return nil }
        return table.methods[receiver][name.string].map { .builtin($0) }
    }

    /// Whether its objects inherit a special method unchanged from the built-in base type.
    package func leavesToBase(_ name: Text) -> Bool {
        guard case .builtin(let found)? = lookUp(name),
            let base = ([self] + ancestors).first(where: { $0.native != nil }),
            case .builtin(let own)? = base.attributes.value(named: name)
        else { return false }
        return found === own
    }

    /// C3 linearization: each class precedes its bases, which keep their given order. (K. Barrett and others, "A
    /// Monotonic Superclass Linearization for Dylan", 1996.)
    private static func order(of bases: [ClassObject], _ name: String) throws(EvaluationError) -> [ClassObject] {
        var lists = bases.map { [$0] + $0.ancestors } + [bases]
        var order: [ClassObject] = []
        while true {
            lists.removeAll(where: \.isEmpty)
            if lists.isEmpty { return order }
            let next = lists.lazy.map { $0[0] }.first { candidate in
                !lists.contains { $0.dropFirst().contains { $0 === candidate } }
            }
            guard let next else { throw .classes(.noOrder(bases.map(\.name))) }
            order.append(next)
            for index in lists.indices where lists[index][0] === next { lists[index].removeFirst() }
        }
    }

    override var held: [Value] { [.dictionary(attributes)] + bases.map { .classObject($0) } }

    override func empty() {
        (bases, ancestors) = ([], [])
        attributes.empty()
    }
}

/// A built-in descriptor in a class: a property, static method, class method or named tuple field.
public final class Descriptor {
    /// The kinds of descriptors.
    package enum Kind {
        /// The getter, setter and deleter; None for a missing one.
        case property(get: Value, set: Value, delete: Value)
        case staticMethod(Value)
        case classMethod(Value)
        /// The field of a named tuple with this index.
        case field(Int)
    }

    package let kind: Kind
    /// The docstring given to a property.
    package let documentation: Value?

    package init(_ kind: Kind, documentation: Value? = nil) { (self.kind, self.documentation) = (kind, documentation) }

    /// The values that it refers to.
    package var held: [Value] {
        switch kind {
        case .property(let get, let set, let delete): [get, set, delete] + [documentation].compactMap(\.self)
        case .staticMethod(let function), .classMethod(let function): [function]
        case .field(let place): [.int(place)]
        }
    }

    /// Whether it takes precedence over an object's own attribute.
    var comesFirst: Bool {
        switch kind {
        case .property, .field: true
        case .staticMethod, .classMethod: false
        }
    }

    /// The item of a named tuple that it selects; nil if it is not a field.
    func field(of instance: InstanceObject) -> Value? {
        guard case .field(let place) = kind, case .tuple(let tuple)? = instance.content, place < tuple.count else {
            return nil
        }
        return tuple[place]
    }
}

/// The result of `super()`: an object seen as an instance of a class later in its class's order.
public final class SuperObject {
    /// The class after which attribute lookup begins.
    package let start: ClassObject
    /// The object, or a class.
    package private(set) var receiver: Value

    package init(behind start: ClassObject, of receiver: Value) { (self.start, self.receiver) = (start, receiver) }

    deinit { Release.later(&receiver) }
}

extension DictionaryObject {
    /// The value of a string key; nil if there is none.
    package func value(named name: Text) -> Value? {
        count == 0 ? nil : (try? value(of: .string(name))).flatMap(\.self)
    }

    /// Sets the value of one of a few internal names. Values that a program stores go through `set(_:for:)`, which
    /// can fail.
    package func set(_ value: Value, named name: Text) {
        // A string is hashable, and few rows of such names fit into any memory.
        try? set(value, for: .string(name))
    }
}

extension DictionaryObject {
    /// Its string keys that are not special names.
    var plainNames: [String] {
        keys.compactMap { if case .string(let name) = $0, !name.isSpecial { name.string } else { nil } }
    }
}

extension ClassObject {
    /// The names of attributes that its objects inherit, for completion and suggestions.
    package var attributeNames: [String] {
        Set(([self] + ancestors).flatMap(\.attributes.plainNames)).sorted()
    }

    /// Its call signature for help: the parameters of its `__init__` without the object.
    package var shownSignature: String {
        guard case .function(let function)? = lookUp(Special.initialize) else { return "\(name)()" }
        let parameters = CallParameter.texts(of: Array(function.callParameters.dropFirst()))
        return "\(name)(\(parameters.joined(separator: ", ")))"
    }
}

extension Text {
    /// Whether it is a special name such as `__name__`.
    var isSpecial: Bool { byteCount > 4 && string.hasPrefix("__") && string.hasSuffix("__") }
}
