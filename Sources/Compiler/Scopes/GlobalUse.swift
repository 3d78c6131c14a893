public import Syntax

/// What a part of a program, including nested scopes, does with global and built-in names.
public struct GlobalUse: Sendable {
    /// One read of a name.
    public struct Read: Sendable {
        /// The name.
        public var name: String
        /// The function that is called by this name. A bare name counts as a call, because some commands run that
        /// way.
        public var called: CalledFunction?
    }

    /// All reads in order of evaluation, with repetitions.
    public private(set) var reads: [Read] = []
    /// The names it sets, each once.
    public private(set) var sets: [String] = []
    /// The names it deletes, each once.
    public private(set) var deletes: [String] = []

    /// The names it reads, each once.
    public var readNames: [String] {
        var seen: Set<String> = []
        return reads.map(\.name).filter { seen.insert($0).inserted }
    }

    /// No use of any name.
    init() {}

    /// Everything a function does when it is called, including what the functions inside it may do.
    public init(of scope: Scope) { add(scope) }

    /// - Parameter takesDeferred: whether to count the child scopes that run later, or those that run at once.
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

/// What a statement at a cell's top level does with global names.
public struct StatementUse: Sendable {
    /// What the statement itself does; the functions that it defines or assigns do not count.
    public let direct: GlobalUse
    /// What the functions that it defines do when called.
    public let deferred: GlobalUse

    init(of mentions: ArraySlice<Scope.Mention>, in scope: Scope) {
        direct = GlobalUse(of: mentions, in: scope, takesDeferred: false)
        deferred = GlobalUse(of: mentions, in: scope, takesDeferred: true)
    }
}
