public import Syntax

/// What a part of a program does with global and built-in names, itself or by the scopes within it.
public struct GlobalUse: Sendable {
    /// A name that is read.
    public struct Read: Sendable {
        /// The name.
        public var name: String
        /// What is called by it; a name alone is as good as called, since some commands run so.
        public var called: CalledFunction?
    }

    /// What it reads, in the order of evaluation, again and again if need be.
    public private(set) var reads: [Read] = []
    /// The names that it sets, each once.
    public private(set) var sets: [String] = []
    /// The names that it deletes, each once.
    public private(set) var deletes: [String] = []

    /// The names that it reads, each once.
    public var readNames: [String] {
        var seen: Set<String> = []
        return reads.map(\.name).filter { seen.insert($0).inserted }
    }

    /// Nothing.
    init() {}

    /// All that a function does when it is called, including what the functions within it may do.
    public init(of scope: Scope) { add(scope) }

    /// - Parameter takesDeferred: whether of the mentioned scopes those count that run later, or those that run at once.
    init(of mentions: ArraySlice<Scope.Mention>, in scope: Scope, takesDeferred: Bool) {
        for mention in mentions {
            if case .child(let child, let isDeferred) = mention {
                if isDeferred == takesDeferred { add(child) }
            } else if !takesDeferred {
                add(mention, in: scope)
            }
        }
    }

    private mutating func add(_ scope: Scope) { for mention in scope.mentions { add(mention, in: scope) } }

    private mutating func add(_ mention: Scope.Mention, in scope: Scope) {
        switch mention {
        case .child(let child, _): add(child)
        case .read(let name, let called):
            if scope.variable(name) == nil { reads.append(Read(name: name, called: called)) }
        case .set(let name):
            if scope.variable(name) == nil, !sets.contains(name) { sets.append(name) }
        case .delete(let name):
            if scope.variable(name) == nil, !deletes.contains(name) { deletes.append(name) }
        }
    }
}

/// What a statement of a cell's top level does with global names.
public struct StatementUse: Sendable {
    /// What it does when it runs; the functions that it defines or assigns don't count.
    public let direct: GlobalUse
    /// What the functions that it defines do when they are called.
    public let deferred: GlobalUse

    init(of mentions: ArraySlice<Scope.Mention>, in scope: Scope) {
        direct = GlobalUse(of: mentions, in: scope, takesDeferred: false)
        deferred = GlobalUse(of: mentions, in: scope, takesDeferred: true)
    }
}
