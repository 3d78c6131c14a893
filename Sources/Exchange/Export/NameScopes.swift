internal import Compiler
internal import Interpreter
internal import Syntax

/// A name in the function, or at the top, where it lives.
struct SessionVariable: Hashable {
    /// The scope, by its place; empty at the top.
    var scope: String
    var name: String

    /// The name where a function, or what stands in none, has it for itself.
    static func global(_ name: String) -> SessionVariable { SessionVariable(scope: "", name: name) }

    /// A variable of a scope of a cell.
    init(_ variable: Variable, ofCell cell: Int) {
        self.init(scope: "\(cell):\(variable.scope.range.start):\(variable.scope.range.end)", name: variable.name)
    }

    init(scope: String, name: String) { (self.scope, self.name) = (scope, name) }
}

/// The place in a cell that is looked at, among the scopes that the compiler finds.
struct NameScopes {
    private let cell: Int
    private var scopes: [Scope]

    init(_ block: Block, ofCell cell: Int) {
        self.cell = cell
        scopes = [Scopes(block).cell]
    }

    private var innermost: Scope? { scopes.last }

    /// Whether the place is inside a function, class or comprehension.
    var isNested: Bool { scopes.contains { $0.kind != .cell && $0.kind != .source } }

    /// Whether the place is inside a function or the like, which runs later than where it stands, or in a class.
    var isInFunction: Bool {
        scopes.contains { scope in
            switch scope.kind {
            case .function, .lambda, .generator, .classBody: true
            case .cell, .comprehension, .source: false
            }
        }
    }

    /// Goes into the scope that stands at a range.
    mutating func enter(at range: SourceRange) {
        // What parses has a scope for each function and the like.
        if let inner = innermost?.child(at: range) ?? innermost { scopes.append(inner) }
    }

    mutating func leave() { scopes.removeLast() }

    /// The variable of a function's, class's or comprehension's that a name means here; nil for a global or built-in name.
    private func own(_ name: String) -> Variable? { innermost?.variable(name) }

    /// Whether a name is one of a function's around here.
    func isLocal(_ name: String) -> Bool { own(name).map { $0.scope.kind != .classBody } ?? false }

    /// Whether a name is one of the class's around here: before it is set there, it means what it means outside.
    func isOfClass(_ name: String) -> Bool { own(name)?.scope.kind == .classBody }

    /// The variable that a name means here.
    func variable(_ name: String) -> SessionVariable {
        own(name).map { SessionVariable($0, ofCell: cell) } ?? .global(name)
    }

    /// The parameters of all functions in a block, by the functions' names.
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

/// The names that the cells of a session set, and what is known of its functions.
struct SessionNames {
    /// What a call of a function gives.
    enum Giving { case always, sometimes, never }

    /// The names that any cell sets.
    private(set) var assigned: Set<String> = []
    /// Those among them that functions set, or take away.
    private(set) var global: Set<String> = []
    /// The names that are deleted somewhere, also where a handler that had them ends.
    private(set) var deleted: Set<String> = []
    /// Those, and in a session that travels or forgets all that it sets: what runs later may not find them.
    private(set) var passing: Set<String> = []
    /// What the functions give whose names mean nothing else.
    private(set) var giving: [String: Giving] = [:]
    /// The names by which NumPy alone is known.
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
        // What a file's archive sets stands in no statement.
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
        // What is returned may be None; where nothing else is printed, the replay shows that.
        if case .return(let value?)? = definition.body.last?.kind, !isPrinting, !value.isNone { return .always }
        return .sometimes
    }
}

extension BuiltinTable {
    /// Whether a statement is a command that forgets all names.
    fileprivate func forgets(_ statement: Statement) -> Bool {
        guard let name = statement.called?.bareName, case .builtin(let entry)? = meaning(of: name) else { return false }
        return entry.traits.contains(.forgets)
    }
}

extension Expression {
    fileprivate var isNone: Bool { if case .constant(.none) = kind { true } else { false } }

    /// The name that it begins with, as `x[0].y` begins with x, and how many brackets follow it.
    var root: (name: String, depth: Int)? {
        switch kind {
        case .name(let name): (name, 0)
        case .subscript(let base, _): base.root.map { ($0.name, $0.depth + 1) }
        case .attribute(let base, _, _): base.root
        default: nil
        }
    }

    /// The targets in a target.
    var leaves: [Expression] {
        switch kind {
        case .tuple(let items), .list(let items): items.flatMap(\.leaves)
        default: [self]
        }
    }
}

extension Argument {
    /// Where it stands, the word before `=` included.
    var start: Int {
        switch self {
        case .positional(let value), .starred(let value), .doubleStarred(let value): value.range.start
        case .keyword(_, _, let range), .raw(_, let range), .source(_, let range): range.start
        }
    }
}
