internal import Kernels

/// A class: one of the program's, one of Python's exceptions, or a built-in type as a base of others.
public final class ClassObject: ContainerObject {
    /// Its name.
    public let name: String
    /// The module that it was made in.
    package internal(set) var module = "__main__"
    /// Its name behind those of the functions and classes around it.
    package internal(set) lazy var qualifiedName = name
    /// The classes that it was made of, in order.
    package private(set) var bases: [ClassObject]
    /// The classes in which an attribute is looked for behind its own: C3's order, as in Python.
    package private(set) var ancestors: [ClassObject]
    /// What its body set, and what was set since.
    package let attributes: DictionaryObject
    /// Whether it is Python's own, and never changes.
    package let isBuiltin: Bool
    /// The built-in type that it stands for among the bases of a class; nil for any other.
    package let native: PythonType?
    /// The methods of the table that its objects have; nil for a class that has none there.
    package let receiver: BuiltinTable.Receiver?
    /// What its objects hold beside their attributes; nil if nothing.
    package let layout: Layout?
    /// The names that its instances may have besides those of its methods; nil if they may have any.
    package internal(set) var slots: Set<String>?
    /// The layout of its objects' attributes when they are made; nil for Python's own classes, which threads share.
    let attributeLayout: AttributeLayout?
    /// What a call of it runs, and how many changes of classes there had been when that was looked for.
    var construction: (version: Int, initializer: UserFunction?) = (-1, nil)
    /// Whether its objects are equal to themselves alone, likewise.
    var identity: (version: Int, isAll: Bool) = (-1, false)
    /// Whether its objects are true without a question, likewise.
    var truth: (version: Int, isAll: Bool) = (-1, false)
    /// The names annotated in its body, in order, each with the last name of its type. There is no `__annotations__`: it
    /// would hold the types themselves.
    package internal(set) var annotations: [(name: Text, typeName: String)] = []
    /// The methods that it lacks to have objects, by name; empty for nearly all.
    package internal(set) var missingMethods: [String] = []

    /// What an object of a class holds beside its attributes.
    package enum Layout: Sendable {
        case list, dictionary, tuple, set, frozenset, string, int, float, complex, deque, bytes, defaults
    }

    /// A class of the program's.
    ///
    /// - Throws: an error if its bases can't be put in one order, or its objects would hold several things.
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

    /// A class of named tuples, whose objects have no attributes but their fields.
    package convenience init(namedTuple name: String) throws(EvaluationError) {
        try self.init(name, bases: [BuiltinClasses.tuple])
        slots = []
    }

    /// A class of Python's own.
    ///
    /// - Parameters:
    ///   - methods: those that the table hasn't, by name: special methods, and what else stands in a class.
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

    /// What objects of these bases hold.
    private static func layout(of bases: [ClassObject]) throws(EvaluationError) -> Layout? {
        var layouts = Set(bases.compactMap(\.layout))
        // A `defaultdict` is a dictionary.
        if layouts.contains(.defaults) { layouts.remove(.dictionary) }
        if layouts.count > 1 || !layouts.isEmpty && bases.contains(where: \.isException) {
            throw .classes(.layoutConflict(bases.map(\.name)))
        }
        return layouts.first
    }

    /// Its name in messages: CPython names the module too of what is a type of its own there.
    package var shownName: String {
        let isNamedWithModule = receiver?.isNamedWithModule == true || module == "datetime"
        return isNamedWithModule ? "\(module).\(name)" : name
    }

    /// The class as a value: `list` is the type.
    package var value: Value { native.map { .type($0) } ?? .classObject(self) }

    /// Its name as messages and its own text have it, with the module's before it where CPython writes that.
    package var fullName: String { "\(module == "builtins" ? "" : module + ".")\(qualifiedName)" }

    /// Whether it is a class or inherits from it.
    package func isSubclass(of other: ClassObject) -> Bool {
        self === other || ancestors.contains { $0 === other }
    }

    /// Whether it is `OrderedDict`, or inherits from it.
    var isOrdered: Bool { receiver == .ordereddict || ancestors.contains { $0.receiver == .ordereddict } }

    /// Whether its instances can be raised.
    package var isException: Bool { isSubclass(of: BuiltinClasses.baseException) }

    /// Gives it an attribute. What sites remember of classes is looked for again, unless a value that is given as it is
    /// takes the place of another: of those they know where they stand.
    package func set(_ value: Value, for name: Text) throws(EvaluationError) {
        if !value.isPlainMember || attributes.value(named: name)?.isPlainMember != true {
            Machine.running?.workspace.classesChange()
        }
        try attributes.set(value, for: .string(name))
    }

    /// Gives it one of a few attributes of Python's own.
    package func set(_ value: Value, named name: Text) {
        // As for those of an object: such a name can be hashed, and fits into any memory.
        try? set(value, for: name)
    }

    /// Takes an attribute away; gives its value, nil if there is none.
    package func remove(_ name: Text) throws(EvaluationError) -> Value? {
        Machine.running?.workspace.classesChange()
        return try attributes.remove(.string(name))
    }

    /// What an attribute of it is: its own, or that of the first ancestor that has it.
    package func lookUp(_ name: Text) -> Value? { lookUp(name, behind: nil) }

    /// The same among the classes behind one of them.
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

    /// What it has itself by a name, of a class of Python's own the table's methods too.
    private func own(_ name: Text) -> Value? {
        if let found = attributes.value(named: name) { return found }
        guard let receiver, !name.isSpecial, let table = Machine.running?.table else { return nil }
        return table.methods[receiver][name.string].map { .builtin($0) }
    }

    /// Whether its objects leave a special method to the built-in type that it inherits from.
    package func leavesToBase(_ name: Text) -> Bool {
        guard case .builtin(let found)? = lookUp(name),
            let base = ([self] + ancestors).first(where: { $0.native != nil }),
            case .builtin(let own)? = base.attributes.value(named: name)
        else { return false }
        return found === own
    }

    /// C3: each class before its bases, and these in the order in which they were given. (K. Barrett and others, "A
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

/// What stands in a class and does more than it is: a property, a static or a class method.
public final class Descriptor {
    /// What it does.
    package enum Kind {
        /// Functions that read, write and delete; None for one that there isn't.
        case property(get: Value, set: Value, delete: Value)
        case staticMethod(Value)
        case classMethod(Value)
        /// The item of a named tuple at a place.
        case field(Int)
    }

    package let kind: Kind
    /// The text for readers that a property was given.
    package let documentation: Value?

    package init(_ kind: Kind, documentation: Value? = nil) { (self.kind, self.documentation) = (kind, documentation) }

    /// The values that it holds.
    package var held: [Value] {
        switch kind {
        case .property(let get, let set, let delete): [get, set, delete] + [documentation].compactMap(\.self)
        case .staticMethod(let function), .classMethod(let function): [function]
        case .field(let place): [.int(place)]
        }
    }

    /// Whether it comes before what an object itself has by its name.
    var comesFirst: Bool {
        switch kind {
        case .property, .field: true
        case .staticMethod, .classMethod: false
        }
    }

    /// The item of a named tuple that it stands for; nil if it is no field.
    func field(of instance: InstanceObject) -> Value? {
        guard case .field(let place) = kind, case .tuple(let tuple)? = instance.content, place < tuple.count else {
            return nil
        }
        return tuple[place]
    }
}

/// What `super()` gives: an object seen as one of a class further on in the order of its own.
public final class SuperObject {
    /// The class behind which attributes are looked for.
    package let start: ClassObject
    /// The object, or a class.
    package private(set) var receiver: Value

    package init(behind start: ClassObject, of receiver: Value) { (self.start, self.receiver) = (start, receiver) }

    deinit { Release.later(&receiver) }
}

extension DictionaryObject {
    /// The value of a string; nil if there is none.
    package func value(named name: Text) -> Value? {
        count == 0 ? nil : (try? value(of: .string(name))).flatMap(\.self)
    }

    /// Gives one of a few names of Python's own a value. What a program stores goes by `set(_:for:)`, which can refuse.
    package func set(_ value: Value, named name: Text) {
        // A string can be hashed, and the few rows of such names fit into any memory.
        try? set(value, for: .string(name))
    }
}

extension DictionaryObject {
    /// Those of its keys that are names for a reader: not Python's own.
    var plainNames: [String] {
        keys.compactMap { if case .string(let name) = $0, !name.isSpecial { name.string } else { nil } }
    }
}

extension ClassObject {
    /// The names of what its objects have of it, for completion and suggestions.
    package var attributeNames: [String] {
        Set(([self] + ancestors).flatMap(\.attributes.plainNames)).sorted()
    }

    /// What stands behind its name where it is called: the parameters of its `__init__` but the object.
    package var shownSignature: String {
        guard case .function(let function)? = lookUp(Special.initialize) else { return "\(name)()" }
        let parameters = CallParameter.texts(of: Array(function.callParameters.dropFirst()))
        return "\(name)(\(parameters.joined(separator: ", ")))"
    }
}

extension Text {
    /// Whether it is a name that Python gives a meaning: `__name__`.
    var isSpecial: Bool { byteCount > 4 && string.hasPrefix("__") && string.hasSuffix("__") }
}
