internal import Interpreter
internal import Syntax

/// Which statements read a name that isn't there.
struct NameUse {
    /// The names that aren't there.
    let missing: Set<String>

    /// What must become of a statement.
    enum Verdict: Equatable {
        /// It stays, without these parts of its body; each with the name that it needs.
        case stays([Drop])
        /// It goes, since it needs the name.
        case goes(String)
    }

    /// A statement inside another that goes.
    struct Drop: Equatable {
        var range: SourceRange
        var name: String
    }

    /// Judges a statement. Inside blocks only calls and the like go alone (a plot in a loop); whatever sets a name or
    /// decides the way takes the whole with it.
    func verdict(_ statement: Statement, isTop: Bool = true) -> Verdict {
        switch statement.kind {
        case .expression(let expression, _):
            guard let name = read([expression]) else { return .stays([]) }
            return isTop ? .goes(name) : .stays([Drop(range: statement.range, name: name)])
        case .assignment(let targets, let value): return leaf([value] + targets.filter { !$0.isBareTarget })
        case .augmentedAssignment(let target, _, let value): return leaf([value, target])
        case .forLoop(_, let iterable, let body, let otherwise): return compound([iterable], [body, otherwise])
        case .classDefinition(let definition):
            if let name = read(definition.decorators + definition.bases) { return .goes(name) }
            return compound([], [definition.body])
        case .definition(let definition):
            if let name = read(definition.parameters.defaults) { return .goes(name) }
            return NameUse(missing: missing.subtracting(ScopeNames(definition).assigned)).compound(
                [], [definition.body])
        default: return compound(statement.expressions, statement.blocks)
        }
    }

    private func leaf(_ expressions: [Expression]) -> Verdict { read(expressions).map(Verdict.goes) ?? .stays([]) }

    private func compound(_ heads: [Expression], _ bodies: [Block]) -> Verdict {
        if let name = read(heads) { return .goes(name) }
        var drops: [Drop] = []
        for statement in bodies.joined() {
            switch verdict(statement, isTop: false) {
            case .goes(let name): return .goes(name)
            case .stays(let own): drops += own
            }
        }
        return .stays(drops)
    }

    /// The first name, in the order of the alphabet, that expressions read and that isn't there.
    private func read(_ expressions: [Expression]) -> String? {
        var names: Set<String> = []
        for expression in expressions {
            expression.forEachExpression { if let name = $0.called?.bareName { names.insert(name) } }
        }
        return names.intersection(missing).min()
    }
}

extension Expression {
    /// Whether an assignment to it only sets names.
    fileprivate var isBareTarget: Bool {
        switch kind {
        case .name: true
        case .tuple(let items), .list(let items): items.allSatisfy(\.isBareTarget)
        default: false
        }
    }
}
