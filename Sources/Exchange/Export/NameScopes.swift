internal import Compiler
internal import Interpreter
internal import Syntax

/// A name together with its scope.
struct SessionVariable: Hashable {
    /// The scope, identified by its range; empty for the global scope.
    var scope: String
    var name: String

    /// The global variable of a name.
    static func global(_ name: String) -> SessionVariable { SessionVariable(scope: "", name: name) }

    /// A variable in a scope of a cell.
    init(_ variable: Variable, ofCell cell: Int) {
        self.init(scope: "\(cell):\(variable.scope.range.start):\(variable.scope.range.end)", name: variable.name)
    }

    init(scope: String, name: String) { (self.scope, self.name) = (scope, name) }
}

/// The current position in a cell, in terms of the scopes that the compiler resolves.
struct NameScopes {
    private let cell: Int
    private var scopes: [Scope]

    init(_ block: Block, ofCell cell: Int) {
        self.cell = cell
        scopes = [Scopes(block).cell]
    }

    private var innermost: Scope? { scopes.last }

    /// Whether the position is inside a function, class or comprehension.
    var isNested: Bool { scopes.contains { $0.kind != .cell && $0.kind != .source } }

    /// Whether the position is inside a function, lambda or generator, which runs later, or in a class.
    var isInFunction: Bool {
        scopes.contains { scope in
            switch scope.kind {
            case .function, .lambda, .generator, .classBody: true
            case .cell, .comprehension, .source: false
            }
        }
    }

    /// Enters the scope with a range.
    mutating func enter(at range: SourceRange) {
        // Parsed code has a scope for each function and comprehension.
        if let inner = innermost?.child(at: range) ?? innermost { scopes.append(inner) }
    }

    mutating func leave() { scopes.removeLast() }

    /// The variable of an enclosing function, class or comprehension; nil for a global or built-in name.
    private func own(_ name: String) -> Variable? { innermost?.variable(name) }

    /// Whether a name refers to a variable of an enclosing function or comprehension.
    func isLocal(_ name: String) -> Bool { own(name).map { $0.scope.kind != .classBody } ?? false }

    /// Whether a name belongs to the enclosing class: until it is set there, it refers to the outer name.
    func isOfClass(_ name: String) -> Bool { own(name)?.scope.kind == .classBody }

    /// The variable that a name refers to here.
    func variable(_ name: String) -> SessionVariable {
        own(name).map { SessionVariable($0, ofCell: cell) } ?? .global(name)
    }

    /// The parameters of all functions in a block, keyed by the functions' names.
    static func parameters(in block: Block, ofCell cell: Int) -> [String: [SessionVariable]] {
        var found: [String: [SessionVariable]] = [:]
        var waiting = [Scopes(block).cell]
        while let scope = waiting.popLast() {
            waiting += scope.children
            if scope.kind != .function { continue }
            found[scope.name, default: []] += scope.variables.filter(\.isParameter).map {
                SessionVariable($0, ofCell: cell)
            }
        }
        return found
    }
}

/// The names that the cells of a session set, and facts about its functions.
struct SessionNames {
    /// Whether a call of a function returns a value other than `None`.
    enum Giving { case always, sometimes, never }

    /// The names that any cell sets.
    private(set) var assigned: Set<String> = []
    /// The names among them that functions set or delete.
    private(set) var global: Set<String> = []
    /// The names that are deleted somewhere, including the names of exceptions at the end of their handlers.
    private(set) var deleted: Set<String> = []
    /// The names that later code may not find: the deleted ones, or all in a session that travels or is reset.
    private(set) var passing: Set<String> = []
    /// What functions return whose names have no other meaning.
    private(set) var giving: [String: Giving] = [:]
    /// The names that refer to NumPy only.
    private(set) var numpyAliases: Set<String> = []

    init(_ blocks: [(cell: Int, block: Block)], _ facts: ReplayFacts, _ table: BuiltinTable) {
        var counts: [String: Int] = [:]
        var aliases: Set<String> = []
        for (_, block) in blocks {
            block.forEachStatement { statement in
                let modules = statement.names(ofModule: "numpy").filter { table.meaning(of: $0) == nil || $0 == "np" }
                for name in statement.setNames where !modules.contains(name) { counts[name, default: 0] += 1 }
                aliases.formUnion(modules)
                if case .definition(let function) = statement.kind { giving[function.name] = Self.giving(function) }
            }
            let cell = Scopes(block).cell
            for scope in cell.children {
                let use = GlobalUse(of: scope)
                global.formUnion(use.sets + use.deletes)
            }
            let use = GlobalUse(of: cell)
            deleted.formUnion(use.deletes)
            for name in use.sets where counts[name] == nil && !aliases.contains(name) { counts[name] = 2 }
        }
        // The names that loading an archive sets don't occur in a statement.
        let forgets = !facts.destinations.isEmpty || blocks.contains { $0.block.contains { table.forgets($0) } }
        assigned = Set(facts.cells.values.flatMap(\.assigned)).subtracting(aliases).union(counts.keys).union(global)
        numpyAliases = aliases.subtracting(counts.keys).subtracting(global).union(["np"])
        passing = forgets ? deleted.union(assigned) : deleted
        giving = giving.filter { counts[$0.key] == 1 && !global.contains($0.key) }
    }

    private static func giving(_ definition: FunctionDefinition) -> Giving {
        var (isGiving, isPrinting) = (false, false)
        definition.body.forEachStatement { statement in
            if case .return(let value?) = statement.kind, !value.isNone { isGiving = true }
            if statement.called?.bareName != nil { isPrinting = true }
        }
        guard isGiving else { return .never }
        // The returned value may be None, but if nothing else is printed, the replay shows that.
        if case .return(let value?)? = definition.body.last?.kind, !isPrinting, !value.isNone { return .always }
        return .sometimes
    }
}

extension BuiltinTable {
    /// Whether a statement is a command that clears all names.
    fileprivate func forgets(_ statement: Statement) -> Bool {
        guard let name = statement.called?.bareName, case .builtin(let entry)? = meaning(of: name) else { return false }
        return entry.traits.contains(.forgets)
    }
}

extension Expression {
    fileprivate var isNone: Bool { if case .constant(.none) = kind { true } else { false } }

    /// The name at its start, x for `x[0].y`, and the number of subscripts after it.
    var root: (name: String, depth: Int)? {
        switch kind {
        case .name(let name): (name, 0)
        case .subscript(let base, _): base.root.map { ($0.name, $0.depth + 1) }
        case .attribute(let base, _, _): base.root
        default: nil
        }
    }

    /// The single targets in a target.
    var leaves: [Expression] {
        switch kind {
        case .tuple(let items), .list(let items): items.flatMap(\.leaves)
        default: [self]
        }
    }
}

extension Argument {
    /// The start of the argument, including the keyword.
    var start: Int {
        switch self {
        case .positional(let value), .starred(let value), .doubleStarred(let value): value.range.start
        case .keyword(_, _, let range), .raw(_, let range), .source(_, let range): range.start
        }
    }
}
