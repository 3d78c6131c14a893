internal import Interpreter

/// The classes of `collections.abc`: the methods that make a value count as an instance, and methods for subclasses.
enum AbstractClasses {
    static let module = Module(
        [], constants: constants)

    private static let constants: BuiltinTable.Constants = {
        var constants: BuiltinTable.Constants = [:]
        for definition in definitions { constants[definition.name] = { .classObject(named(definition.name)) } }
        return constants
    }()

    /// A class: its bases, the methods that a subclass must define to be instantiated, and whether a value counts as
    /// an instance by its methods alone.
    private struct Definition: Sendable {
        let name: String
        let bases: [String]
        let missing: [String]
        let isStructural: Bool

        init(_ name: String, _ bases: String = "", _ missing: String = "", isStructural: Bool = false) {
            self.name = name
            self.bases = bases.split(separator: " ").map(String.init)
            self.missing = missing.split(separator: " ").map(String.init)
            self.isStructural = isStructural
        }
    }

    private static let definitions: [Definition] = [
        Definition("Hashable", "", "__hash__", isStructural: true),
        Definition("Iterable", "", "__iter__", isStructural: true),
        Definition("Iterator", "Iterable", "__next__", isStructural: true),
        Definition("Reversible", "Iterable", "__reversed__", isStructural: true),
        Definition("Generator", "Iterator", "send throw", isStructural: true),
        Definition("Sized", "", "__len__", isStructural: true),
        Definition("Container", "", "__contains__", isStructural: true),
        Definition("Callable", "", "__call__", isStructural: true),
        Definition("Collection", "Sized Iterable Container", "", isStructural: true),
        Definition("Sequence", "Reversible Collection", "__getitem__"),
        Definition("MutableSequence", "Sequence", "__setitem__ __delitem__ insert"),
        Definition("Set", "Collection"),
        Definition("MutableSet", "Set", "add discard"),
        Definition("Mapping", "Collection", "__getitem__"),
        Definition("MutableMapping", "Mapping", "__setitem__ __delitem__"),
        Definition("MappingView", "Sized"),
        Definition("KeysView", "MappingView Set"),
        Definition("ItemsView", "MappingView Set"),
        Definition("ValuesView", "MappingView Collection"),
    ]

    private struct Classes: @unchecked Sendable {
        var byName: [String: ClassObject] = [:]

        init() {
            for definition in definitions {
                let bases = definition.bases.compactMap { byName[$0] }
                let missing = definition.missing.map { name -> (Text, Value) in
                    let entry = Builtin(special: name, counts: 0...9, traits: [.isMissing, .takesObject]) { (_, _, _) in
                        .none
                    }
                    return (Text(name), .builtin(entry))
                }
                byName[definition.name] = ClassObject(
                    builtin: definition.name, bases.isEmpty ? [BuiltinClasses.object] : bases,
                    module: "collections.abc", missing + AbstractMethods.all(of: definition.name))
            }
        }
    }

    private static let classes = Classes()

    /// The class with a name.
    static func named(_ name: String) -> ClassObject { classes.byName[name] ?? BuiltinClasses.object }

    // MARK: - Instance checks

    static func isMapping(_ value: Value) -> Bool { isInstance(value, of: named("Mapping")) == true }

    /// Whether a value counts as an instance of a class; nil if that isn't one of these classes.
    static func isInstance(_ value: Value, of wanted: ClassObject) -> Bool? {
        guard wanted.module == "collections.abc" else { return nil }
        if case .instance(let instance) = value { return isSubclass(instance.type, of: wanted) }
        if case .array(let array) = value, array.rank == 0 { return wanted.name != "Hashable" }
        return isSubclass(value.type, of: wanted)
    }

    /// The same for the instances of a class.
    static func isSubclass(_ type: ClassObject, of wanted: ClassObject) -> Bool? {
        guard wanted.module == "collections.abc" else { return nil }
        if type === wanted { return true }
        if wanted.name == "Hashable" { return type.lookUp("__hash__").map { !$0.isNone } ?? true }
        if type.isSubclass(of: wanted) { return true }
        if type.layout == .deque, names(of: .list).contains(wanted.name) { return true }
        for base in [type] + type.bases.flatMap({ [$0] + $0.ancestors }) {
            if let native = base.native, names(of: native).contains(wanted.name) { return true }
        }
        guard let definition = definitions.first(where: { $0.name == wanted.name }), definition.isStructural else {
            return false
        }
        let asked = ([wanted] + wanted.ancestors).flatMap { ancestor in
            definitions.first { $0.name == ancestor.name }?.missing ?? []
        }
        let further = wanted.name == "Generator" ? ["close"] : []
        return (asked + further).allSatisfy { name in type.lookUp(Text(name)).map { !$0.isNone } ?? false }
    }

    /// The same for the values of a built-in type.
    static func isSubclass(_ type: PythonType, of wanted: ClassObject) -> Bool {
        wanted.module == "collections.abc" && names(of: type).contains(wanted.name)
    }

    private static let collection: Set<String> = ["Sized", "Iterable", "Container", "Collection"]

    /// The names of the classes that a type counts as.
    private static func names(of type: PythonType) -> Set<String> {
        switch type {
        case .string, .tuple, .range: collection.union(["Sequence", "Reversible", "Hashable"])
        case .list: collection.union(["Sequence", "Reversible", "MutableSequence"])
        case .dictionary: collection.union(["Mapping", "MutableMapping", "Reversible"])
        case .set: collection.union(["Set", "MutableSet"])
        case .frozenset: collection.union(["Set", "Hashable"])
        case .dictionaryKeys: collection.union(["Set", "MappingView", "KeysView", "Reversible"])
        case .dictionaryItems: collection.union(["Set", "MappingView", "ItemsView", "Reversible"])
        case .dictionaryValues: collection.union(["MappingView", "ValuesView", "Reversible", "Hashable"])
        case .tensor: collection
        case .slice: []
        case .suspendedFrame: ["Generator", "Iterator", "Iterable", "Hashable"]
        case .function, .builtinFunction, .method, .type: ["Callable", "Hashable"]
        case .none, .bool, .int, .float, .complex, .ellipsis, .module, .dtype, .instance, .property, .superObject,
            .generator,
            .numpyGeneric, .numpyNumber, .numpyInteger, .numpySignedInteger, .numpyUnsignedInteger, .numpyInexact,
            .numpyFloating, .numpyComplexFloating:
            ["Hashable"]
        case _ where type.dtype != nil: ["Hashable"]
        case .staticMethod, .classMethod: ["Hashable"]
        default: ["Iterator", "Iterable", "Hashable"]
        }
    }
}
