/// The parameters of a built-in, in the order in which they are bound.
public struct Signature: Sendable {
    /// The parameters that take arguments by place or keyword.
    public let parameters: [Parameter]
    /// How many of them can be given by place, the variadic one left out.
    let positionalCount: Int
    let variadicIndex: Int?
    /// The parameter that takes all other keywords, `**names`.
    let names: Parameter?
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

    /// The names that can be given by keyword.
    var keywords: [String] { parameters.filter { !$0.isVariadic }.map(\.name) }

    package func index(of name: String) -> Int? {
        parameters.firstIndex { $0.name == name && !$0.isVariadic }
    }

    /// Whether a parameter takes a keyword only.
    public func isKeywordOnly(_ index: Int) -> Bool { index >= positionalCount && index != variadicIndex }

    /// What stands behind the name: `(a, axis=None, *, keepdims=False)`.
    public var text: String { "(" + shown.map(\.text).joined(separator: ", ") + ")" }

    /// Whether the first parameter is the value before a method's dot, and nothing else.
    var hasReceiver: Bool { parameters.first?.name == Parameter.receiver.name }

    /// The same without the value before a method's dot.
    public var withoutReceiver: Signature { Signature(Array(shown.dropFirst())) }
}
