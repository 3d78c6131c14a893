internal import Interpreter
internal import Syntax

/// A name in the function, or at the top, where it lives.
struct Variable: Hashable {
    /// The function, by its place; empty at the top.
    var scope: String
    var name: String

    /// The name where a function, or what stands in none, has it for itself.
    static func global(_ name: String) -> Variable { Variable(scope: "", name: name) }
}

/// The functions around a place in the source, and the names that live in each.
struct NameScopes {
    private struct Scope {
        var id: String
        var locals: Set<String>
        var globals: Set<String> = []
        var runsLater: Bool
        /// What is in it sees its names, but no function in it does.
        var isClass = false
    }

    private var scopes: [Scope] = []

    /// Whether the place is inside a function or comprehension.
    var isNested: Bool { !scopes.isEmpty }

    /// Whether the place is inside a function, which runs later than where it stands.
    var isInFunction: Bool { scopes.contains(where: \.runsLater) }

    mutating func enter(_ definition: FunctionDefinition, ofCell cell: Int) {
        let names = ScopeNames(definition)
        scopes.append(
            Scope(
                id: Self.id(of: definition, ofCell: cell), locals: names.local, globals: names.global, runsLater: true))
    }

    /// Names that live in an expression only: a lambda's parameters, a comprehension's targets.
    mutating func enter(_ names: Set<String>, runsLater: Bool) {
        scopes.append(Scope(id: scopes.last?.id ?? "", locals: names, runsLater: runsLater))
    }

    /// The names of a class, which are there only directly in its body.
    mutating func enter(_ definition: ClassDefinition) {
        let names = ScopeNames(definition.body)
        scopes.append(
            Scope(
                id: scopes.last?.id ?? "", locals: names.local, globals: names.global, runsLater: true, isClass: true))
    }

    mutating func leave() { scopes.removeLast() }

    /// Whether a name is one of a function's around here.
    func isLocal(_ name: String) -> Bool { owner(of: name) != nil }

    /// The variable that a name means here.
    func variable(_ name: String) -> Variable { Variable(scope: owner(of: name)?.id ?? "", name: name) }

    /// What the parameters of a function are inside of it.
    static func id(of definition: FunctionDefinition, ofCell cell: Int) -> String {
        "\(cell):\(definition.nameRange.start)"
    }

    private func owner(of name: String) -> Scope? {
        let last = scopes.indices.last
        let nearest = scopes.indices.last { index in
            (!scopes[index].isClass || index == last)
                && (scopes[index].locals.contains(name) || scopes[index].globals.contains(name))
        }.map { scopes[$0] }
        return nearest?.globals.contains(name) == true ? nil : nearest
    }
}

/// The names that the cells of a session set, and what is known of its functions.
struct SessionNames {
    /// What a call of a function gives.
    enum Giving { case always, sometimes, never }

    /// The names that any cell sets.
    private(set) var assigned: Set<String> = []
    /// Those among them that functions set.
    private(set) var global: Set<String> = []
    /// What the functions give whose names mean nothing else.
    private(set) var giving: [String: Giving] = [:]

    init(_ blocks: [(cell: Int, block: Block)], _ facts: ReplayFacts) {
        var counts: [String: Int] = [:]
        var aliases: Set<String> = []
        for (_, block) in blocks {
            block.forEachStatement { statement in
                let modules = statement.names(ofModule: "numpy")
                for name in statement.setNames where !modules.contains(name) { counts[name, default: 0] += 1 }
                aliases.formUnion(modules)
                if case .definition(let function) = statement.kind { giving[function.name] = Self.giving(function) }
            }
            block.forEachFunction { global.formUnion(ScopeNames($0).global) }
        }
        // What a file's archive sets stands in no statement.
        assigned = Set(facts.cells.values.flatMap(\.assigned)).subtracting(aliases).union(counts.keys).union(global)
        giving = giving.filter { counts[$0.key] == 1 && !global.contains($0.key) }
    }

    private static func giving(_ definition: FunctionDefinition) -> Giving {
        var isGiving = false
        definition.body.forEachStatement { if case .return(.some) = $0.kind { isGiving = true } }
        guard isGiving else { return .never }
        if case .return(.some)? = definition.body.last?.kind { return .always }
        return .sometimes
    }
}

extension Expression {
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
