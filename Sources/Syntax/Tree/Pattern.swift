/// A `case` of a `match`.
public struct MatchCase: Sendable, Equatable {
    /// What the subject is compared with.
    public var pattern: Pattern
    /// What must hold besides, with the pattern's names.
    public var guardCondition: Expression?
    /// What runs.
    public var body: Block
}

/// What a value may look like, with the place where it stands in the source.
public struct Pattern: Sendable, Equatable {
    /// What it is.
    public var kind: Kind
    /// Where it stands.
    public var range: SourceRange

    /// Makes a pattern.
    public init(_ kind: Kind, _ range: SourceRange) {
        self.kind = kind
        self.range = range
    }

    /// The forms of Python's patterns.
    public indirect enum Kind: Sendable, Equatable {
        /// A number, a string or a dotted name: what equals it.
        case value(Expression)
        /// `None`, `True` and `False`: the object itself.
        case singleton(Expression)
        /// A name takes whatever there is; without a name `_`.
        case capture(String?)
        /// `*rest` in a sequence: all items that the others leave.
        case starred(String?)
        /// Items one by one; at most one is starred.
        case sequence([Pattern])
        /// Keys with what stands behind them, and the name of a dictionary of all others.
        case mapping([KeyPattern], rest: String?)
        /// An object of a class: attributes by place, then by name.
        case object(Expression, positional: [Pattern], named: [AttributePattern])
        /// The first that fits.
        case alternatives([Pattern])
        /// What fits gets a name.
        case named(Pattern, String)
    }

    /// `key: pattern` of a mapping.
    public struct KeyPattern: Sendable, Equatable {
        /// The key, a literal or a dotted name.
        public var key: Expression
        /// What its value looks like.
        public var pattern: Pattern
    }

    /// `name=pattern` of a class.
    public struct AttributePattern: Sendable, Equatable {
        /// The attribute.
        public var name: String
        /// Where the name stands.
        public var nameRange: SourceRange
        /// What its value looks like.
        public var pattern: Pattern
    }
}

extension Pattern {
    /// The patterns directly in it.
    public var parts: [Pattern] {
        switch kind {
        case .value, .singleton, .capture, .starred: []
        case .sequence(let items), .alternatives(let items): items
        case .mapping(let items, _): items.map(\.pattern)
        case .object(_, let positional, let named): positional + named.map(\.pattern)
        case .named(let inner, _): [inner]
        }
    }

    /// The expressions in it, those of its parts too, in the order of the source.
    public var expressions: [Expression] {
        switch kind {
        case .value(let value), .singleton(let value): [value]
        case .mapping(let items, _): items.flatMap { [$0.key] + $0.pattern.expressions }
        case .object(let type, _, _): [type] + parts.flatMap(\.expressions)
        default: parts.flatMap(\.expressions)
        }
    }

    /// The names that it sets, in the order of the source; of alternatives those of the first, which all set the same.
    public var names: [String] {
        switch kind {
        case .capture(let name), .starred(let name): [name].compactMap(\.self)
        case .mapping(_, let rest): parts.flatMap(\.names) + [rest].compactMap(\.self)
        case .alternatives(let items): items.first?.names ?? []
        case .named(let inner, let name): inner.names + [name]
        default: parts.flatMap(\.names)
        }
    }

    /// The part that fits whatever there is, if one makes all of it do so.
    var irrefutable: Pattern? {
        switch kind {
        case .capture: self
        case .named(let inner, _): inner.irrefutable
        case .alternatives(let items): items.lazy.compactMap(\.irrefutable).first
        default: nil
        }
    }
}
