internal import Kernels

/// A class: one of the program's, or one of Python's exceptions.
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
    /// Its name in messages: CPython names the module too of what is a type of its own there.
    var shownName: String { Namespace.pathsWritten.contains(module) ? "\(module).\(name)" : name }
    /// Whether it is Python's own, and never changes.
    package let isBuiltin: Bool
    /// The names that its instances may have besides those of its methods; nil if they may have any.
    package internal(set) var slots: Set<String>?
    /// The names annotated in its body, in order, each with the last name of its type. There is no `__annotations__`: it
    /// would hold the types themselves.
    package internal(set) var annotations: [(name: Text, typeName: String)] = []

    /// A class of the program's.
    ///
    /// - Throws: an error if its bases can't be put in one order.
    init(_ name: String, bases: [ClassObject]) throws(EvaluationError) {
        self.name = name
        self.bases = bases
        ancestors = try Self.order(of: bases, name)
        attributes = DictionaryObject()
        isBuiltin = false
        super.init()
        Collector.add(self)
    }

    /// A class of Python's own.
    init(builtin name: String, _ bases: [ClassObject]) {
        self.name = name
        self.bases = bases
        ancestors = (try? Self.order(of: bases, name)) ?? []
        attributes = DictionaryObject()
        isBuiltin = true
        super.init()
    }

    /// Whether it is a class or inherits from it.
    package func isSubclass(of other: ClassObject) -> Bool {
        self === other || ancestors.contains { $0 === other }
    }

    /// Whether its instances can be raised.
    package var isException: Bool { isSubclass(of: BuiltinClasses.baseException) }

    /// What an attribute of it is: its own, or that of the first ancestor that has it.
    package func lookUp(_ name: Text) -> Value? { lookUp(name, behind: nil) }

    /// The same among the classes behind one of them.
    func lookUp(_ name: Text, behind start: ClassObject?) -> Value? {
        var isBehind = start == nil
        if isBehind, let found = attributes.value(named: name) { return found }
        if start === self { isBehind = true }
        for ancestor in ancestors {
            if isBehind, let found = ancestor.attributes.value(named: name) { return found }
            if ancestor === start { isBehind = true }
        }
        return nil
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

/// An object of a class.
public final class InstanceObject {
    /// Its class.
    public let type: ClassObject
    /// Its attributes, Python's `__dict__`.
    package let attributes: DictionaryObject
    /// Which object of its kind it is: its number among those that were made, the same in a replay.
    package let number: Int
    /// Of an exception that the program didn't make: what was told when it arose.
    var failure: Failure?

    init(_ type: ClassObject, number: Int, attributes: DictionaryObject = DictionaryObject()) {
        (self.type, self.number, self.attributes) = (type, number, attributes)
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
        }
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
    package func value(named name: Text) -> Value? { (try? value(of: .string(name))).flatMap(\.self) }

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
