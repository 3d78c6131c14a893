/// The parameters of a built-in, in the order in which they are bound.
public final class Signature: Sendable {
    /// The parameters that take arguments by place or keyword.
    public let parameters: [Parameter]
    /// How many of them can be given by place, the variadic one left out.
    let positionalCount: Int
    /// How many of those take no keyword.
    let placeOnlyCount: Int
    let variadicIndex: Int?
    /// How many parameters there are up to the last that must be given.
    let requiredCount: Int
    /// The parameters whose kind shows some values to be nothing of it.
    let judged: [Int]
    /// Whether `None` is taken for NumPy's `out`, behind those given by place or by keyword.
    package let takesNone: Bool
    /// The parameter that takes all other keywords, `**names`.
    public let names: Parameter?
    /// The parameters as they are shown, with the star before those that take a keyword only.
    private let shown: [Parameter]

    init(_ parameters: [Parameter]) {
        shown = parameters
        self.parameters = parameters.filter { $0.role == .plain || $0.role == .rest }
        names = parameters.first { $0.role == .names }
        takesNone = parameters.contains { $0.role == .out }
        variadicIndex = self.parameters.firstIndex { $0.isVariadic }
        placeOnlyCount = parameters.firstIndex { $0.role == .slash } ?? 0
        let marked = parameters.filter { $0.role != .slash }
        positionalCount = marked.firstIndex { $0.role != .plain } ?? self.parameters.count
        requiredCount = self.parameters.lastIndex { $0.isRequired }.map { $0 + 1 } ?? 0
        judged = self.parameters.indices.filter { [parameters = self.parameters] in
            parameters[$0].kind.isJudged || parameters[$0].refusesTruths
        }
    }

    /// Whether it takes keywords that are no parameters.
    var takesAnyKeyword: Bool { names != nil }

    /// Whether one of some keywords is no parameter.
    package func lacks(_ keywords: [String]) -> Bool {
        !takesAnyKeyword && keywords.contains { index(of: $0).map(isPlaceOnly) ?? true }
    }

    /// The names that can be given by keyword.
    var keywords: [String] { parameters.dropFirst(placeOnlyCount).filter { !$0.isVariadic }.map(\.name) }

    package func index(of name: String) -> Int? {
        parameters.firstIndex { $0.name == name && !$0.isVariadic }
    }

    /// Whether a parameter takes a keyword only.
    public func isKeywordOnly(_ index: Int) -> Bool { index >= positionalCount && index != variadicIndex }

    /// The names that a caller of an entry with these traits can give by keyword.
    func keywords(placesOnly: Bool) -> [String] {
        parameters.indices.filter { index in
            let isReceiver = index == 0 && hasReceiver
            return !isReceiver && !parameters[index].isVariadic && !isPlaceOnly(index)
                && (!placesOnly || isKeywordOnly(index))
        }.map { parameters[$0].name }
    }

    /// Whether a parameter takes no keyword.
    public func isPlaceOnly(_ index: Int) -> Bool { index < placeOnlyCount }

    /// What stands behind the name: `(a, axis=None, *, keepdims=False)`.
    public var text: String { "(" + CallParameter.texts(of: CallParameter.all(of: self)).joined(separator: ", ") + ")" }

    /// Whether the first parameter is the value before a method's dot, and nothing else.
    var hasReceiver: Bool { parameters.first?.name == Parameter.receiver.name }

    /// The same without the value before a method's dot.
    public var withoutReceiver: Signature { Signature(Array(shown.dropFirst())) }
}
