/// A parameter of a built-in: what it takes, what it is without an argument, and what it means.
public struct Parameter: Sendable {
    /// What it takes.
    public enum Kind: Sendable, Equatable {
        /// Any value.
        case value
        /// A tensor, or numbers and nested lists that make one.
        case tensor
        case integer, number, truth, text
        /// An axis, or several.
        case axis
        case dtype
        /// The lengths of axes.
        case shape
        case function
        /// A file. Typed as a word, it is read raw to the next blank.
        case path
        /// A topic of `help`. Typed as a word, it is read raw to the next blank.
        case topic
        /// A name or an option. Typed as a word, it is read raw to the next blank.
        case word
        /// One of these texts. Typed as a word, a plain name is that text.
        case choice([String])
        /// The rest of the line as source, such as this.
        case source(example: String)
        /// The workspace's tensor of the parameter's own name, unless another is given.
        case workspace
    }

    /// What it is without an argument.
    public enum Default: Sendable, Equatable {
        /// It must be given.
        case needed
        /// Python's `None`.
        case none
        case integer(Int), number(Double), truth(Bool), text(String)
        /// What a name or an expression stands for: `float`, `()`.
        case source(String)
    }

    /// How arguments reach it.
    enum Role: Sendable {
        case plain
        /// It takes all remaining positional arguments, `*rest`.
        case rest
        /// It takes all keywords that are no parameters, `**names`.
        case names
        /// No parameter: those behind it take a keyword only, `*`.
        case star
    }

    /// Its name.
    public let name: String
    /// What it takes.
    public let kind: Kind
    /// What it is without an argument.
    public let fallback: Default
    /// What it means, in a few words.
    public let meaning: String
    let role: Role

    init(_ name: String, _ kind: Kind, default fallback: Default, role: Role = .plain, _ meaning: String) {
        self.name = name
        self.kind = kind
        self.fallback = fallback
        self.role = role
        self.meaning = meaning
    }

    /// Whether it takes all remaining positional arguments, and so no keyword.
    public var isVariadic: Bool { role == .rest }

    var isRequired: Bool { fallback == .needed && !isVariadic }

    /// Its default as Python writes it; nil if it must be given.
    public var defaultText: String? {
        switch kind == .workspace ? .source(name) : fallback {
        case .needed: nil
        case .none: "None"
        case .integer(let value): String(value)
        case .number(let value): Value.float(value).text
        case .truth(let value): value ? "True" : "False"
        case .text(let text): Value.string(text).representation
        case .source(let text): text
        }
    }
}

extension Parameter.Default: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByStringLiteral, ExpressibleByNilLiteral
{
    /// A whole number.
    public init(integerLiteral value: Int) { self = .integer(value) }
    /// A float.
    public init(floatLiteral value: Double) { self = .number(value) }
    /// A truth value.
    public init(booleanLiteral value: Bool) { self = .truth(value) }
    /// A text.
    public init(stringLiteral value: String) { self = .text(value) }
    /// Python's `None`.
    public init(nilLiteral: ()) { self = .none }
}

extension Parameter.Kind {
    /// What it takes, in words, if a value is nothing of it. Entries judge `None`, what has axes,
    /// and several things in place of one.
    func expectation(missedBy value: Value) -> String? {
        let isSeveral =
            switch value {
            case .tuple, .list, .range, .tensor: true
            default: false
            }
        let (isTaken, words) =
            switch self {
            case .value, .tensor, .axis, .shape, .topic, .word, .choice, .source, .workspace: (true, "")
            case .integer: (isSeveral || value.asDouble != nil, "a whole number")
            case .number: (isSeveral || value.asDouble != nil, "a number")
            case .truth: ((try? value.isTrue()) != nil, "True or False")
            case .text, .path: (isSeveral || value.type == .string, "a string")
            case .dtype: (value.asDType != nil, "float, int or bool")
            case .function: (value.isCallable, "a function")
            }
        if case .none = value { return nil }
        return isTaken ? nil : words
    }
}

// MARK: - Ways to write one

extension Parameter {
    package static func value(_ name: String, default fallback: Default = .needed, _ meaning: String) -> Parameter {
        Parameter(name, .value, default: fallback, meaning)
    }

    package static func tensor(_ name: String, default fallback: Default = .needed, _ meaning: String) -> Parameter {
        Parameter(name, .tensor, default: fallback, meaning)
    }

    package static func integer(_ name: String, default fallback: Default = .needed, _ meaning: String) -> Parameter {
        Parameter(name, .integer, default: fallback, meaning)
    }

    package static func number(_ name: String, default fallback: Default = .needed, _ meaning: String) -> Parameter {
        Parameter(name, .number, default: fallback, meaning)
    }

    package static func truth(_ name: String, default fallback: Default, _ meaning: String) -> Parameter {
        Parameter(name, .truth, default: fallback, meaning)
    }

    package static func text(_ name: String, default fallback: Default = .needed, _ meaning: String) -> Parameter {
        Parameter(name, .text, default: fallback, meaning)
    }

    package static func shape(_ name: String, default fallback: Default = .needed, _ meaning: String) -> Parameter {
        Parameter(name, .shape, default: fallback, meaning)
    }

    package static func axis(_ name: String, default fallback: Default, _ meaning: String) -> Parameter {
        Parameter(name, .axis, default: fallback, meaning)
    }

    package static func function(_ name: String, default fallback: Default = .needed, _ meaning: String) -> Parameter {
        Parameter(name, .function, default: fallback, meaning)
    }

    package static func path(_ name: String, default fallback: Default = .needed, _ meaning: String) -> Parameter {
        Parameter(name, .path, default: fallback, meaning)
    }

    package static func word(_ name: String, default fallback: Default = .needed, _ meaning: String) -> Parameter {
        Parameter(name, .word, default: fallback, meaning)
    }

    package static func topic(_ name: String, default fallback: Default, _ meaning: String) -> Parameter {
        Parameter(name, .topic, default: fallback, meaning)
    }

    package static func choice(
        _ name: String, _ choices: [String], default fallback: Default, _ meaning: String
    ) -> Parameter {
        Parameter(name, .choice(choices), default: fallback, meaning)
    }

    package static func source(_ name: String, example: String, _ meaning: String) -> Parameter {
        Parameter(name, .source(example: example), default: .needed, meaning)
    }

    package static func workspace(_ name: String, _ meaning: String) -> Parameter {
        Parameter(name, .workspace, default: .source(name), meaning)
    }

    package static func dtype(
        default fallback: Default = nil, _ meaning: String = "the element type: float, int or bool"
    ) -> Parameter {
        Parameter("dtype", .dtype, default: fallback, meaning)
    }

    /// All remaining positional arguments.
    package static func rest(_ name: String, _ meaning: String, of kind: Kind = .value) -> Parameter {
        Parameter(name, kind, default: .none, role: .rest, meaning)
    }

    /// All keywords that are no parameters.
    package static func names(_ name: String, _ meaning: String) -> Parameter {
        Parameter(name, .value, default: .none, role: .names, meaning)
    }

    /// What stands before those that take a keyword only.
    package static let star = Parameter("", .value, default: .none, role: .star, "")
    /// The value before a method's dot.
    package static let receiver = Parameter("self", .value, default: .needed, "the value before the dot")
    package static let axis = axis("axis", default: nil, "along which axis")
    package static let keepdims = truth("keepdims", default: false, "whether the axis stays, of length 1")
    package static let dtype = dtype()
    package static let size = shape("size", default: nil, "the shape of the result; one number by default")
    package static let ddof = integer("ddof", default: 0, "what is subtracted from the count")
}

/// The parameters of a built-in, in the order in which they are bound.
public struct Signature: Sendable {
    /// The parameters that take arguments by place or keyword.
    public let parameters: [Parameter]
    /// How many of them can be given by place, the variadic one left out.
    let positionalCount: Int
    let variadicIndex: Int?
    /// The parameter that takes all other keywords, `**names`.
    public let names: Parameter?
    /// The parameters as they are shown, with the star before those that take a keyword only.
    private let shown: [Parameter]

    init(_ parameters: [Parameter]) {
        shown = parameters
        self.parameters = parameters.filter { $0.role == .plain || $0.role == .rest }
        names = parameters.first { $0.role == .names }
        variadicIndex = self.parameters.firstIndex { $0.isVariadic }
        positionalCount = parameters.firstIndex { $0.role != .plain } ?? self.parameters.count
    }

    /// Whether it takes keywords that are no parameters.
    var takesAnyKeyword: Bool { names != nil }

    /// Whether one of some keywords is no parameter.
    package func lacks(_ keywords: [String]) -> Bool { !takesAnyKeyword && keywords.contains { index(of: $0) == nil } }

    /// The names that can be given by keyword.
    var keywords: [String] { parameters.filter { !$0.isVariadic }.map(\.name) }

    package func index(of name: String) -> Int? {
        parameters.firstIndex { $0.name == name && !$0.isVariadic }
    }

    /// Whether a parameter takes a keyword only.
    public func isKeywordOnly(_ index: Int) -> Bool { index >= positionalCount && index != variadicIndex }

    /// What stands behind the name: `(a, axis=None, *, keepdims=False)`.
    public var text: String { "(" + CallParameter.texts(of: CallParameter.all(of: self)).joined(separator: ", ") + ")" }

    /// Whether the first parameter is the value before a method's dot, and nothing else.
    var hasReceiver: Bool { parameters.first?.name == Parameter.receiver.name }

    /// The same without the value before a method's dot.
    public var withoutReceiver: Signature { Signature(Array(shown.dropFirst())) }
}
