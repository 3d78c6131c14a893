/// A `case` of a `match`.
public struct MatchCase: Sendable, Equatable {
    /// The pattern to match the subject against.
    public var pattern: Pattern
    /// The guard, evaluated with the pattern's names bound.
    public var guardCondition: Expression?
    /// The statements to run.
    public var body: Block
}

/// A pattern with its source range.
public struct Pattern: Sendable, Equatable {
    /// The form of the pattern.
    public var kind: Kind
    /// The source range.
    public var range: SourceRange

    /// Makes a pattern.
    public init(_ kind: Kind, _ range: SourceRange) {
        self.kind = kind
        self.range = range
    }

    /// The forms of Python's patterns.
    public indirect enum Kind: Sendable, Equatable {
        /// A number, a string or a dotted name: matches equal values.
        case value(Expression)
        /// `None`, `True` or `False`: matches that object only.
        case singleton(Expression)
        /// A name, which matches anything; nil for `_`.
        case capture(String?)
        /// `*rest` in a sequence: the items that the other patterns leave.
        case starred(String?)
        /// A sequence, item by item; at most one item is starred.
        case sequence([Pattern])
        /// Keys with the patterns of their values, and the name that receives a dictionary of the remaining items.
        case mapping([KeyPattern], rest: String?)
        /// An instance of a class: positional attributes, then named ones.
        case object(Expression, positional: [Pattern], named: [AttributePattern])
        /// Alternatives: the first that matches.
        case alternatives([Pattern])
        /// `pattern as name`: binds the matched value.
        case named(Pattern, String)
    }

    /// `key: pattern` of a mapping.
    public struct KeyPattern: Sendable, Equatable {
        /// The key, a literal or a dotted name.
        public var key: Expression
        /// The pattern of its value.
        public var pattern: Pattern
    }

    /// `name=pattern` of a class.
    public struct AttributePattern: Sendable, Equatable {
        /// The attribute.
        public var name: String
        /// The source range of the name.
        public var nameRange: SourceRange
        /// The pattern of its value.
        public var pattern: Pattern
    }
}

extension Pattern {
    /// The direct subpatterns.
    public var parts: [Pattern] {
        switch kind {
        case .value, .singleton, .capture, .starred: []
        case .sequence(let items), .alternatives(let items): items
        case .mapping(let items, _): items.map(\.pattern)
        case .object(_, let positional, let named): positional + named.map(\.pattern)
        case .named(let inner, _): [inner]
        }
    }

    /// The expressions in the pattern and its subpatterns, in source order.
    public var expressions: [Expression] {
        switch kind {
        case .value(let value), .singleton(let value): [value]
        case .mapping(let items, _): items.flatMap { [$0.key] + $0.pattern.expressions }
        case .object(let type, _, _): [type] + parts.flatMap(\.expressions)
        default: parts.flatMap(\.expressions)
        }
    }

    /// The names it binds, in source order. Alternatives all bind the same names, so only the first counts.
    public var names: [String] {
        switch kind {
        case .capture(let name), .starred(let name): [name].compactMap(\.self)
        case .mapping(_, let rest): parts.flatMap(\.names) + [rest].compactMap(\.self)
        case .alternatives(let items): items.first?.names ?? []
        case .named(let inner, let name): inner.names + [name]
        default: parts.flatMap(\.names)
        }
    }

    /// The subpattern that makes the whole pattern match anything, if there is one.
    var irrefutable: Pattern? {
        switch kind {
        case .capture: self
        case .named(let inner, _): inner.irrefutable
        case .alternatives(let items): items.lazy.compactMap(\.irrefutable).first
        default: nil
        }
    }
}
