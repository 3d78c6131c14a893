internal import Syntax

/// A name in the function, or at the top, where it lives.
struct Variable: Hashable {
    /// The function, by its place; empty at the top.
    var scope: String
    var name: String
}

/// The functions around a place in the source, and the names that live in each.
struct NameScopes {
    private struct Scope {
        var id: String
        var locals: Set<String>
    }

    private var scopes: [Scope] = []

    /// Whether the place is inside a function.
    var isInFunction: Bool { !scopes.isEmpty }

    mutating func enter(_ definition: FunctionDefinition, ofCell cell: Int) {
        scopes.append(Scope(id: "\(cell):\(definition.nameRange.start)", locals: ScopeNames(definition).local))
    }

    /// Names that live in an expression only: a lambda's parameters, a comprehension's targets.
    mutating func enter(_ names: Set<String>) { scopes.append(Scope(id: scopes.last?.id ?? "", locals: names)) }

    mutating func leave() { scopes.removeLast() }

    /// Whether a name is one of a function's around here.
    func isLocal(_ name: String) -> Bool { scopes.contains { $0.locals.contains(name) } }

    /// The variable that a name means here.
    func variable(_ name: String) -> Variable {
        Variable(scope: scopes.last { $0.locals.contains(name) }?.id ?? "", name: name)
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
}

extension Argument {
    /// Where it stands, the word before `=` included.
    var start: Int {
        switch self {
        case .positional(let value), .starred(let value): value.range.start
        case .keyword(_, _, let range), .raw(_, let range), .source(_, let range): range.start
        }
    }
}
