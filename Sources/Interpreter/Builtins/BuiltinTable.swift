public import Syntax
internal import Tensors

/// The one table of built-ins, and the ways into it.
public struct BuiltinTable: Sendable {
    private let contents: LaterContents
    /// What each module of Python's holds, made when it is first asked for, so that a start pays nothing for it.
    private let modules: @Sendable (Namespace) -> Module?
    /// Carries out calls of built-ins with what only NumPy's own code takes, such as `out=`; nil where it can't.
    let callWithOptions: OptionCall?
    /// A call of a built-in with arguments that are none of its parameters.
    package typealias OptionCall =
        @Sendable (Machine, Builtin, [CallArgument]) throws(EvaluationError) -> Value?
    /// Those that are written in Python, by name.
    package let sourceModules: @Sendable (String) -> SourceModule?
    package let methods: Methods

    /// What the parser needs to know.
    public let commands: CommandTable

    /// What a name stands for. The table is shared by all threads and values are not: each evaluation makes its own.
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

    /// Names and the constants they hold, each made when it is asked for.
    package typealias Constants = [String: @Sendable () -> Value]
    /// The same as a list, which costs a start less; the last of a name counts.
    package typealias ConstantList = [(name: String, make: @Sendable () -> Value)]

    /// Makes a table of entries.
    ///
    /// - Parameters:
    ///   - constants: what further bare names hold, and names behind `np.`.
    ///   - methods: those of a kind of value that no entry is; the value before the dot stands first.
    ///   - modules: what each module of Python's holds.
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

    /// All entries, in the order that help lists them; methods are not among them.
    public var entries: [Builtin] { contents.made.entries }
    private var bare: [String: Meaning] { contents.made.bare }
    private var numpy: [String: Meaning] { contents.made.numpy }
    /// The entry that says whether a value is an instance of a class.
    var instanceJudge: Builtin? { contents.made.instanceJudge }

    // MARK: - Ways in

    /// What a bare name means where the user has not given it another meaning.
    package func value(bare name: String) -> Value? { bare[name]?.value }

    /// What a name means in a module.
    package func value(_ name: String, in namespace: Namespace) -> Value? {
        if let prefix = namespace.numpyPrefix { return numpy[prefix + name]?.value }
        return modules(namespace)?.meanings[name]?.value
    }

    /// The entry of NumPy's that shares its name with one of Python's.
    package func numpyTwin(of builtin: Builtin) -> Builtin? {
        guard builtin.module == nil, case .builtin(let twin)? = numpy[builtin.name], twin !== builtin else {
            return nil
        }
        return twin
    }

    /// The names of the entries and methods of a kind.
    package func names(of isKind: (Builtin) -> Bool) -> Set<String> {
        Set(pages.map(\.entry).filter(isKind).map(\.name))
    }

    /// The entry that makes values of a type.
    func constructor(of type: PythonType) -> Builtin? {
        contents.made.constructors[type.rawValue] ?? type.module.flatMap { entries(in: $0).first { $0.type == type } }
    }

    /// The method of a value, as an entry that takes the value first.
    package func method(_ name: String, of value: Value) -> Builtin? {
        if case .type(let type) = value {
            // The type itself has what is a method of the type.
            return method(name, ofType: type).flatMap { $0.traits.contains(.belongsToType) ? $0 : nil }
        }
        return Receiver(value).flatMap { methods[$0][name] } ?? specialMethod(name, of: value.type)
    }

    /// A special method that the values of a type have in Python: `__add__` of numbers.
    private func specialMethod(_ name: String, of type: PythonType) -> Builtin? {
        guard name.hasPrefix("__"), type != .instance, let found = methods[.special][name],
            TypeAttributes.has(name, type)
        else { return nil }
        return found
    }

    /// A method of a type, taken from the type itself: `str.upper`.
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

    /// The names that a module has, for completion and suggestions.
    public func names(in namespace: Namespace) -> [String] {
        guard let prefix = namespace.numpyPrefix else { return modules(namespace)?.meanings.keys.sorted() ?? [] }
        return numpy.keys.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
            .filter { !$0.contains(".") }.sorted()
    }

    /// The functions of a module of Python's.
    public func entries(in namespace: Namespace) -> [Builtin] { modules(namespace)?.entries ?? [] }

    /// The methods and attributes that a value has, for completion and suggestions.
    public func attributeNames(of value: Value) -> [String] {
        switch value {
        case .namespace(let namespace): names(in: namespace)
        case .instance(let instance):
            Set(instance.attributes.plainNames + attributeNames(of: instance.type)).sorted()
        case .classObject(let type): attributeNames(of: type)
        default: attributeNames(of: value.type)
        }
    }

    /// What objects of a class have of it, and of the built-in types that it inherits from.
    private func attributeNames(of type: ClassObject) -> [String] {
        let methods = type.receivers.flatMap { self.methods[$0].keys.sorted() }
        return Set(type.attributeNames + methods).sorted()
    }

    /// The methods and attributes that values of a type have.
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
    /// What it takes, as far as is known.
    public var kind: Parameter.Kind
    /// Its default as Python writes it; nil if it must be given.
    public var defaultText: String?
    /// Whether it takes all remaining positional arguments, and so no keyword.
    public var isVariadic: Bool
    /// Whether it can be given by keyword only.
    public var isKeywordOnly: Bool
    /// Whether it can be given by place only.
    public var isPlaceOnly = false
    /// What it means, in a few words; empty where that isn't known.
    public var meaning = ""

    /// Makes a parameter; an ordinary one unless said otherwise.
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

    /// A parameter of a function of the user's: its name is all that tells what it takes.
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

    /// How it is written: `axis=None`, `*sizes`.
    public var text: String { (isVariadic ? "*" : "") + name + (defaultText.map { "=\($0)" } ?? "") }

    /// How parameters are written, with a star before those that take a keyword only.
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
