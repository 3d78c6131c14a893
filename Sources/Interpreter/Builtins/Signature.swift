/// The parameters of a built-in, in binding order.
public final class Signature: Sendable {
    /// The parameters that accept arguments by position or keyword.
    public let parameters: [Parameter]
    /// The number of them that can be passed by position, without the variadic one.
    let positionalCount: Int
    /// The number of those that cannot be passed by keyword.
    let placeOnlyCount: Int
    let variadicIndex: Int?
    /// The number of parameters up to the last required one.
    let requiredCount: Int
    /// The indices of parameters whose kind excludes some values.
    let judged: [Int]
    /// Whether `None` is accepted for NumPy's `out`, by keyword or in the position after the others.
    package let takesNone: Bool
    /// The parameter that takes all other keywords, `**names`.
    public let names: Parameter?
    /// The parameters as shown, with the star before keyword-only ones.
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

    /// Whether it accepts keywords that are not parameters.
    var takesAnyKeyword: Bool { names != nil }

    /// Whether one of some keywords is not a parameter.
    package func lacks(_ keywords: [String]) -> Bool {
        !takesAnyKeyword && keywords.contains { index(of: $0).map(isPlaceOnly) ?? true }
    }

    /// The names that can be passed by keyword.
    var keywords: [String] { parameters.dropFirst(placeOnlyCount).filter { !$0.isVariadic }.map(\.name) }

    package func index(of name: String) -> Int? {
        parameters.firstIndex { $0.name == name && !$0.isVariadic }
    }

    /// Whether a parameter is keyword-only.
    public func isKeywordOnly(_ index: Int) -> Bool { index >= positionalCount && index != variadicIndex }

    /// The names that a caller can pass by keyword to an entry with these traits.
    func keywords(placesOnly: Bool) -> [String] {
        parameters.indices.filter { index in
            let isReceiver = index == 0 && hasReceiver
            return !isReceiver && !parameters[index].isVariadic && !isPlaceOnly(index)
                && (!placesOnly || isKeywordOnly(index))
        }.map { parameters[$0].name }
    }

    /// Whether a parameter is positional-only.
    public func isPlaceOnly(_ index: Int) -> Bool { index < placeOnlyCount }

    /// The notation of the parameters: `(a, axis=None, *, keepdims=False)`.
    public var text: String { "(" + CallParameter.texts(of: CallParameter.all(of: self)).joined(separator: ", ") + ")" }

    /// Whether the first parameter is the receiver of a method.
    var hasReceiver: Bool { parameters.first?.name == Parameter.receiver.name }

    /// The same without the receiver.
    public var withoutReceiver: Signature { Signature(Array(shown.dropFirst())) }
}
