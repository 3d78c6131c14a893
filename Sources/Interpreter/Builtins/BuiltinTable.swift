public import Syntax
internal import Tensors

/// The table of built-ins, and lookups in it.
public struct BuiltinTable: Sendable {
    private let contents: LaterContents
    /// The contents of each Python module, created when first requested so that they do not slow down startup.
    private let modules: @Sendable (Namespace) -> Module?
    /// Runs calls of built-ins with options that only NumPy's own code has, such as `out=`; returns nil if it cannot.
    let callWithOptions: OptionCall?
    /// Runs a call of a built-in with arguments that match none of its parameters.
    package typealias OptionCall =
        @Sendable (Machine, Builtin, [CallArgument]) throws(EvaluationError) -> Value?
    /// The modules written in Python, by name.
    package let sourceModules: @Sendable (String) -> SourceModule?
    package let methods: Methods

    /// What the parser needs to know about the built-ins.
    public let commands: CommandTable

    /// The meaning of a name. All threads share the table but not values, so each evaluation makes its own.
    enum Meaning: Sendable {
        case builtin(Builtin)
        case type(PythonType)
        case constant(@Sendable () -> Value)

        var value: Value {
            switch self {
            case .builtin(let builtin): .builtin(builtin)
            case .type(let type): .type(type)
            case .constant(let make): make()
            }
        }
    }

    /// Names with their constants, each made on request.
    package typealias Constants = [String: @Sendable () -> Value]
    /// The same as a list, which is faster at startup. The last entry of a name counts.
    package typealias ConstantList = [(name: String, make: @Sendable () -> Value)]

    /// Makes a table of entries.
    ///
    /// - Parameters:
    ///   - constants: further bare names, and names under `np.`, with their values.
    ///   - methods: the methods of a kind of value that are not entries; the receiver is the first parameter.
    ///   - modules: the contents of each Python module.
    package init(
        _ entries: @escaping @Sendable () -> [Builtin],
        constants: @escaping @Sendable () -> (bare: ConstantList, numpy: ConstantList),
        methods: @escaping @Sendable (Receiver) -> [Builtin],
        modules: @escaping @Sendable (Namespace) -> Module? = { _ in nil },
        sourceModules: @escaping @Sendable (String) -> SourceModule? = { _ in nil },
        callWithOptions: OptionCall? = nil
    ) {
        self.modules = modules
        self.sourceModules = sourceModules
        self.callWithOptions = callWithOptions
        let contents = LaterContents { Contents(entries(), constants()) }
        self.contents = contents
        self.methods = Methods { kind in
            methods(kind)
                + (kind == .tensor ? contents.made.entries.filter { $0.traits.contains(.tensorMethod) } : [])
        }
        self.commands = CommandTable { name in
            switch contents.made.bare[name] {
            case .builtin(let entry)?: entry.wordRules
            case .type(let type)?: contents.made.constructors[type.rawValue]?.wordRules
            default: nil
            }
        }
    }

    /// All entries, in the order in which help lists them; methods are not included.
    public var entries: [Builtin] { contents.made.entries }
    private var bare: [String: Meaning] { contents.made.bare }
    private var numpy: [String: Meaning] { contents.made.numpy }
    /// The entry that tests whether a value is an instance of a class.
    var instanceJudge: Builtin? { contents.made.instanceJudge }

    // MARK: - Lookups

    /// The meaning of a bare name that the user has not rebound.
    package func value(bare name: String) -> Value? { bare[name]?.value }

    /// The meaning of a name in a module.
    package func value(_ name: String, in namespace: Namespace) -> Value? {
        if let prefix = namespace.numpyPrefix { return numpy[prefix + name]?.value }
        return modules(namespace)?.meanings[name]?.value
    }

    /// The NumPy entry with the same name as a Python entry.
    package func numpyTwin(of builtin: Builtin) -> Builtin? {
        guard builtin.module == nil, case .builtin(let twin)? = numpy[builtin.name], twin !== builtin else {
            return nil
        }
        return twin
    }

    /// The names of the entries and methods that satisfy a predicate.
    package func names(of isKind: (Builtin) -> Bool) -> Set<String> {
        Set(pages.map(\.entry).filter(isKind).map(\.name))
    }

    /// The entry that constructs values of a type.
    func constructor(of type: PythonType) -> Builtin? {
        contents.made.constructors[type.rawValue] ?? type.module.flatMap { entries(in: $0).first { $0.type == type } }
    }

    /// The method of a value, as an entry whose first parameter is the value.
    package func method(_ name: String, of value: Value) -> Builtin? {
        if case .type(let type) = value {
            // A type itself only has the methods that belong to the type.
            return method(name, ofType: type).flatMap { $0.traits.contains(.belongsToType) ? $0 : nil }
        }
        return Receiver(value).flatMap { methods[$0][name] } ?? specialMethod(name, of: value.type)
    }

    /// A special method that a type's values have in Python, such as `__add__` for numbers.
    private func specialMethod(_ name: String, of type: PythonType) -> Builtin? {
        guard name.hasPrefix("__"), type != .instance, let found = methods[.special][name],
            TypeAttributes.has(name, type)
        else { return nil }
        return found
    }

    /// A method of a type, accessed through the type: `str.upper`.
    func method(_ name: String, ofType type: PythonType) -> Builtin? {
        Receiver(ofType: type).flatMap { methods[$0][name] } ?? specialMethod(name, of: type)
    }

    /// The entry with a bare or NumPy name, for help.
    public func entry(named name: String) -> Builtin? {
        let path = name.hasPrefix("np.") ? String(name.dropFirst(3)) : name
        if path == name {
            if let entry = entries.first(where: { $0.name == name && $0.hasBareName }) { return entry }
            let root = Namespace(rawValue: String(name.prefix { $0 != "." }))
            if let entry = root.flatMap(modules)?.entries.first(where: { $0.title == name }) { return entry }
        }
        return entries.first { $0.isNumPys && ($0.numpyPath == path || $0.aliases.contains(path)) }
    }

    /// All bare names, for completion and suggestions.
    public var bareNames: [String] { bare.keys.sorted() }

    /// The names in a module, for completion and suggestions.
    public func names(in namespace: Namespace) -> [String] {
        guard let prefix = namespace.numpyPrefix else { return modules(namespace)?.meanings.keys.sorted() ?? [] }
        return numpy.keys.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
            .filter { !$0.contains(".") }.sorted()
    }

    /// The functions of a Python module.
    public func entries(in namespace: Namespace) -> [Builtin] { modules(namespace)?.entries ?? [] }

    /// The methods and attributes of a value, for completion and suggestions.
    public func attributeNames(of value: Value) -> [String] {
        switch value {
        case .namespace(let namespace): names(in: namespace)
        case .instance(let instance):
            Set(instance.attributes.plainNames + attributeNames(of: instance.type)).sorted()
        case .classObject(let type): attributeNames(of: type)
        default: attributeNames(of: value.type)
        }
    }

    /// The names that objects inherit from a class and its built-in base types.
    private func attributeNames(of type: ClassObject) -> [String] {
        let methods = type.receivers.flatMap { self.methods[$0].keys.sorted() }
        return Set(type.attributeNames + methods).sorted()
    }

    /// The methods and attributes of a type's values.
    func attributeNames(of type: PythonType) -> [String] {
        switch type {
        case _ where type == .tensor || type.dtype != nil:
            (Machine.attributeNames + methods[.tensor].keys.sorted()).sorted()
        case .int, .bool:
            (["denominator", "imag", "numerator", "real"] + methods[.int].keys.sorted()).sorted()
        case .float: (["imag", "real"] + methods[.float].keys.sorted()).sorted()
        case .complex: (["imag", "real"] + methods[.complex].keys.sorted()).sorted()
        default: Receiver(ofType: type).flatMap { methods[$0].keys.sorted() } ?? []
        }
    }
}

/// A parameter as a caller sees it.
public struct CallParameter: Sendable, Equatable {
    /// Its name.
    public var name: String
    /// What it accepts, as far as known.
    public var kind: Parameter.Kind
    /// Its default as Python source; nil if it is required.
    public var defaultText: String?
    /// Whether it takes all remaining positional arguments, and no keyword.
    public var isVariadic: Bool
    /// Whether it can be passed by keyword only.
    public var isKeywordOnly: Bool
    /// Whether it can be passed by position only.
    public var isPlaceOnly = false
    /// What it means, in a few words; empty where that isn't known.
    public var meaning = ""

    /// Makes a parameter, by default an ordinary one.
    public init(
        _ name: String, _ kind: Parameter.Kind = .value, default defaultText: String? = nil, isVariadic: Bool = false,
        isKeywordOnly: Bool = false
    ) {
        self.name = name
        self.kind = kind
        self.defaultText = defaultText
        self.isVariadic = isVariadic
        self.isKeywordOnly = isKeywordOnly
    }

    /// Makes a parameter of a user-defined function. Its kind is inferred from its name.
    public init(ofFunction name: String, default defaultText: String? = nil) {
        let isPath = ["path", "paths", "file", "files", "fname", "filename"].contains(name)
        self.init(name, isPath ? .path : .value, default: defaultText)
    }

    static func all(of signature: Signature) -> [CallParameter] {
        signature.parameters.enumerated().map { index, parameter in
            var shown = CallParameter(
                parameter.name, parameter.kind, default: parameter.isVariadic ? nil : parameter.defaultText,
                isVariadic: parameter.isVariadic, isKeywordOnly: signature.isKeywordOnly(index))
            shown.isPlaceOnly = signature.isPlaceOnly(index)
            shown.meaning = parameter.meaning
            return shown
        }
            + (signature.names.map { [CallParameter("*" + $0.name, isVariadic: true, isKeywordOnly: true)] } ?? [])
    }

    /// Its notation: `axis=None`, `*sizes`.
    public var text: String { (isVariadic ? "*" : "") + name + (defaultText.map { "=\($0)" } ?? "") }

    /// The notations of parameters, with a star before those passed by keyword only.
    public static func texts(of parameters: [CallParameter]) -> [String] {
        var texts: [String] = []
        for (index, parameter) in parameters.enumerated() {
            let isFirst =
                parameter.isKeywordOnly && !parameter.isVariadic
                && !parameters[..<index].contains { $0.isKeywordOnly || $0.isVariadic }
            if isFirst { texts.append("*") }
            texts.append(parameter.text)
        }
        return texts
    }
}
