public import Syntax
internal import Tensors

/// The one table of built-ins, and the ways into it.
public struct BuiltinTable: Sendable {
    /// All entries, in the order that help lists them; methods are not among them.
    public let entries: [Builtin]
    private let bare: [String: Value]
    private let numpy: [String: Value]
    package let methods: [Receiver: [String: Builtin]]
    /// What the parser needs to know.
    public let commands: CommandTable

    /// The kinds of values that have methods.
    package enum Receiver: Hashable, Sendable { case tensor, list, tuple, string, generator }

    /// Makes a table of entries.
    ///
    /// - Parameters:
    ///   - constants: what further bare names hold, and names behind `np.`.
    ///   - methods: those that no entry is; the value before the dot stands first.
    package init(
        _ entries: [Builtin], constants: (bare: [String: Value], numpy: [String: Value]),
        methods: [Receiver: [Builtin]]
    ) {
        self.entries = entries
        var (bare, numpy) = constants
        bare.reserveCapacity(2 * entries.count)
        numpy.reserveCapacity(2 * entries.count)
        for entry in entries {
            let value = entry.type.map { Value.type($0) } ?? .builtin(entry)
            if entry.hasBareName { bare[entry.name] = value }
            if entry.door != .bare {
                // `np.float64` is a type that can be called; its entry is what the call does.
                for path in [entry.numpyPath] + entry.aliases where numpy[path] == nil { numpy[path] = value }
            }
        }
        self.bare = bare
        self.numpy = numpy
        var own = methods
        own[.tensor, default: []] += entries.filter { $0.traits.contains(.tensorMethod) }
        self.methods = own.mapValues { Dictionary($0.map { ($0.name, $0) }) { first, _ in first } }
        let (names, entries) = (bare, entries)
        self.commands = CommandTable { name in
            switch names[name] {
            case .builtin(let entry)?: entry.wordRules
            case .type(let type)?: entries.first { $0.type == type }?.wordRules
            default: nil
            }
        }
    }

    // MARK: - Ways in

    /// What a bare name means where the user has not given it another meaning.
    package func value(bare name: String) -> Value? { bare[name] }

    /// What a name means in a module.
    package func value(_ name: String, in namespace: Namespace) -> Value? {
        switch namespace {
        case .numpy: numpy[name]
        case .random: numpy["random." + name]
        case .linearAlgebra: numpy["linalg." + name]
        }
    }

    /// The entry of NumPy's that shares its name with one of Python's.
    package func numpyTwin(of builtin: Builtin) -> Builtin? {
        guard case .builtin(let twin)? = numpy[builtin.name], twin !== builtin else { return nil }
        return twin
    }

    /// The entry that makes values of a type.
    func constructor(of type: PythonType) -> Builtin? { entries.first { $0.type == type } }

    /// The method of a value, as an entry that takes the value first.
    package func method(_ name: String, of value: Value) -> Builtin? {
        switch value {
        case .tensor, .scalar: methods[.tensor]?[name]
        case .list: methods[.list]?[name]
        case .tuple: methods[.tuple]?[name]
        case .string: methods[.string]?[name]
        case .generator: methods[.generator]?[name]
        default: nil
        }
    }

    /// The entry with a bare or NumPy name, for help.
    public func entry(named name: String) -> Builtin? {
        let path = name.hasPrefix("np.") ? String(name.dropFirst(3)) : name
        if path == name, let entry = entries.first(where: { $0.name == name && $0.hasBareName }) { return entry }
        return entries.first { $0.door != .bare && ($0.numpyPath == path || $0.aliases.contains(path)) }
    }

    /// All bare names, for completion and suggestions.
    public var bareNames: [String] { bare.keys.sorted() }

    /// The names that a module has, for completion and suggestions.
    public func names(in namespace: Namespace) -> [String] {
        let prefix = namespace == .numpy ? "" : namespace == .random ? "random." : "linalg."
        return numpy.keys.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
            .filter { !$0.contains(".") }.sorted()
    }

    /// The methods and attributes that a value has, for completion and suggestions.
    public func attributeNames(of value: Value) -> [String] {
        switch value {
        case .tensor, .scalar: (Evaluator.tensorAttributes + (methods[.tensor]?.keys.sorted() ?? [])).sorted()
        case .list: methods[.list]?.keys.sorted() ?? []
        case .tuple: methods[.tuple]?.keys.sorted() ?? []
        case .string: methods[.string]?.keys.sorted() ?? []
        case .generator: methods[.generator]?.keys.sorted() ?? []
        case .namespace(let namespace): names(in: namespace)
        default: []
        }
    }
}
