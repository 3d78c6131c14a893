internal import Interpreter
internal import Sessions
internal import Syntax

/// Copies where two names would otherwise hold one array or list that is changed.
extension PythonRewriter {
    /// Makes sure that the value of an expression shares nothing with what is changed, for targets that receive it.
    mutating func own(_ value: Expression, for targets: [Expression], kind: ReplayFacts.Kind?) {
        if kind == .immutable { return }
        if targets.count == 1, let target = targets.first, case .tuple(let names) = target.kind,
            case .tuple(let values) = value.kind, names.count == values.count
        {
            // All values are taken before the first target is set, and a view would show that.
            let setsElements = names.count > 1 && names.contains { ($0.root?.depth ?? 0) > 0 }
            for (name, value) in zip(names, values) {
                if setsElements, !context.sharing.roots(value, scopes).isEmpty {
                    copy(value, kind: nil)
                } else {
                    own(value, for: [name], kind: self.kind(of: [name]))
                }
            }
            return
        }
        var (changed, deep) = (false, false)
        for target in targets.flatMap(\.leaves) {
            guard let root = target.root else { continue }
            let variable = scopes.variable(root.name)
            if root.depth > 0 {
                // An element of an array takes numbers; one of a list takes the value itself.
                if context.sharing.kind(variable) == .tensor { continue }
                deep = deep || context.sharing.isDeeplyChanged(variable)
                changed = changed || context.sharing.isDeeplyChanged(variable)
            } else {
                changed = changed || context.sharing.isChanged(variable)
                deep = deep || context.sharing.isDeeplyChanged(variable)
            }
        }
        if targets.allSatisfy({ target in
            guard let root = target.root, root.depth > 0 else { return false }
            return context.sharing.kind(scopes.variable(root.name)) == .tensor
        }) {
            return
        }
        own(value, isChanged: changed, isDeeplyChanged: deep, kind: kind)
    }

    /// The same where it is known whether the value, or what is in it, is changed by its new name.
    mutating func own(
        _ value: Expression, isChanged: Bool, isDeeplyChanged: Bool, kind: ReplayFacts.Kind?
    ) {
        switch value.kind {
        case .tuple(let items), .list(let items):
            for item in items { own(item, isChanged: isDeeplyChanged, isDeeplyChanged: isDeeplyChanged, kind: nil) }
            return
        case .conditional(_, let then, let otherwise):
            for part in [then, otherwise] {
                own(part, isChanged: isChanged, isDeeplyChanged: isDeeplyChanged, kind: kind)
            }
            return
        case .call(let function, let arguments) where ["zip", "enumerate", "reversed"].contains(function.lastName):
            for argument in arguments.compactMap(\.expression) {
                own(argument, isChanged: isChanged, isDeeplyChanged: isDeeplyChanged, kind: nil)
            }
            return
        case .listComprehension(let element, _):
            // Its targets live in it, so what they walk over counts.
            let roots = context.sharing.roots(value, scopes)
            let shares = roots.contains { context.sharing.isChanged($0) } || isDeeplyChanged && !roots.isEmpty
            if shares { copy(element, kind: nil) }
            return
        case .binary(let left, .multiply, let right) where isDeeplyChanged:
            // The same list or array many times over is as many of them.
            guard [left, right].contains(where: \.holdsChangeable) else { break }
            needsDeepCopy = true
            edits.wrap(value.range, in: "[deepcopy(item) for item in ", "]")
            return
        default: break
        }
        let roots = context.sharing.roots(value, scopes)
        guard !roots.isEmpty, isChanged || roots.contains(where: { context.sharing.isChanged($0) }) else { return }
        copy(value, kind: kind)
    }

    private mutating func copy(_ value: Expression, kind: ReplayFacts.Kind?) {
        var kind = kind
        if kind == nil, case .name(let name) = value.kind { kind = context.sharing.kind(scopes.variable(name)) }
        if kind == .immutable { return }
        let isOperand =
            switch value.kind {
            case .name, .attribute, .subscript, .call: true
            default: false
            }
        if isOperand, kind == .tensor || kind == .flatList {
            edits.close(value.range.end, with: ".copy()")
        } else {
            needsDeepCopy = true
            edits.wrap(value.range, in: "deepcopy(", ")")
        }
    }

    /// A copy of what a name holds.
    mutating func copied(_ name: String, kind: ReplayFacts.Kind?) -> String {
        if kind == .tensor || kind == .flatList { return name + ".copy()" }
        needsDeepCopy = true
        return "deepcopy(\(name))"
    }

    /// Lets a list take copies of what `append` and the like give it.
    mutating func ownArguments(of expression: Expression) {
        guard case .call(let function, let arguments) = expression.kind,
            case .attribute(let base, let name, _) = function.kind, ["append", "extend", "insert"].contains(name),
            let root = base.root
        else { return }
        let isDeep = context.sharing.isDeeplyChanged(scopes.variable(root.name))
        for argument in arguments.compactMap(\.expression) {
            own(argument, isChanged: isDeep, isDeeplyChanged: isDeep, kind: nil)
            fetch(argument)
        }
    }
}

extension Expression {
    /// The targets in a target.
    var leaves: [Expression] {
        switch kind {
        case .tuple(let items), .list(let items): items.flatMap(\.leaves)
        default: [self]
        }
    }

    /// Whether it is a list display with anything but constants in it.
    fileprivate var holdsChangeable: Bool {
        guard case .list(let items) = kind else { return false }
        return items.contains { if case .constant = $0.kind { false } else { true } }
    }
}
