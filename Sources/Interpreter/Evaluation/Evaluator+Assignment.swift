package import Syntax
internal import Tensors

extension Evaluator {
    /// `target = value`.
    package mutating func assign(_ value: Value, to target: Expression) throws(Failure) {
        switch target.kind {
        case .name(let name): set(name, to: value)
        case .tuple(let targets), .list(let targets):
            let items = try unpack(value, into: targets.count, at: target.range)
            for (target, item) in zip(targets, items) { try assign(item, to: target) }
        default:
            do { try Allowance.check(nestingOf: value, within: target.subscriptDepth) } catch {
                throw failure(error, target.range)
            }
            try change(target, readsOld: false) { (_, _) throws(EvaluationError) in value }
        }
    }

    private func unpack(_ value: Value, into count: Int, at range: SourceRange) throws(Failure) -> [Value] {
        do throws(EvaluationError) {
            let items: [Value]
            if case .tensor(let tensor) = value, tensor.rank > 0, tensor.shape[0] != count {
                throw .assignments(.unpackMismatch(expected: count, got: tensor.shape[0]))
            } else {
                do throws(EvaluationError) { items = try value.items() } catch .values(.notIterable(let value)) {
                    throw .assignments(.cannotUnpack(value, count: count))
                }
            }
            guard items.count == count else {
                throw .assignments(.unpackMismatch(expected: count, got: items.count))
            }
            return items
        } catch {
            throw failure(error, range)
        }
    }

    /// `target op= value`. Unlike NumPy's, it never changes another name's value.
    mutating func augment(
        _ target: Expression, _ operation: BinaryOperator, with expression: Expression, at range: SourceRange
    ) throws(Failure) {
        let operand = try evaluate(expression)
        // Appending to a list in place keeps `l += [v]` in a loop from copying the list each time.
        let name = text(of: target.range) ?? "x"
        try change(target, isAugmented: true, at: range) { (evaluator, old) throws(EvaluationError) in
            if operation == .add, case .list(var items) = old {
                let added = try operand.items()
                try Allowance.check(items.count, plus: added.count, of: MemoryLayout<Value>.stride)
                old = .none
                items.append(contentsOf: added)
                return .list(items)
            }
            var flags: FloatingPointFlags = []
            let value: Value
            do throws(EvaluationError) {
                value = try Operators.binary(old, operation, operand, flags: &flags)
            } catch .tensor(let error, let name, _) {
                let operands = [CallArgument(old, range: target.range), CallArgument(operand, range: expression.range)]
                throw .tensor(error, operation: name, operands: operands.flatMap(\.operands))
            }
            if !flags.isEmpty { evaluator.warn(of: flags, in: evaluator.text(of: range) ?? "", range: range) }
            let right = evaluator.text(of: expression.range) ?? "…"
            return try Operators.keepingDType(of: old, value, name: name, "\(name) \(operation.rawValue) \(right)")
        }
    }

    /// Changes what a target names: `change` receives the old value (which it may take away) and gives the new one.
    ///
    /// The old value is taken out of its place meanwhile, so that it can be changed without a copy; on an error it is
    /// put back. For a plain assignment the old value isn't looked at.
    mutating func change(
        _ target: Expression, isAugmented: Bool = false, readsOld: Bool = true, at range: SourceRange? = nil,
        _ change: (inout Evaluator, inout Value) throws(EvaluationError) -> Value
    ) throws(Failure) {
        var steps: [AccessStep] = []
        var base = target
        while true {
            switch base.kind {
            case .subscript(let inner, let index):
                steps.append(AccessStep(index: try evaluateIndex(index), range: base.range))
                base = inner
                continue
            case .attribute(let owner, let name, let nameRange):
                throw failure(
                    .assignments(.cannotAssignAttribute(name, of: ValueDescription(try evaluate(owner)))), nameRange)
            default: break
            }
            break
        }
        guard case .name(let name) = base.kind else {
            throw failure(.assignments(.cannotAssignItem(ValueDescription(try evaluate(base)))), base.range)
        }
        steps.reverse()
        let place: Place
        var value: Value
        do {
            place = try self.place(of: name)
            value = try take(name, from: place)
        } catch {
            throw failure(error, base.range)
        }
        do {
            try changeElement(of: &value, steps[...], readsOld: readsOld, change)
        } catch {
            put(name, value, into: place)
            if let inner = pendingFailure {
                pendingFailure = nil
                throw inner
            }
            throw located(error, target, base: base, at: range)
        }
        // `n += 1` on a number gives the parameter a new value; on a list or tensor NumPy would change the caller's.
        if case .frame(let index) = place, isAugmented, steps.isEmpty, !value.isChangedInPlace {
            frames[index].noteReassigned(name)
        }
        put(name, value, into: place)
    }

    /// The failure of a change, with the names of what took part.
    private func located(
        _ error: LocatedError, _ target: Expression, base: Expression, at range: SourceRange?
    ) -> Failure {
        let place = error.range ?? range ?? target.range
        guard case .tensor(let tensorError, let operation, var operands) = error.error else {
            return failure(error.error, place)
        }
        if case .cannotAssign(_, let shape) = tensorError, operands.count == 2 {
            operands[0].name = "the value"
            operands[1] = .init(name: text(of: error.range ?? target.range) ?? "", range: nil, shape: shape)
        } else if let owner = operands.indices.last, operands[owner].range == nil, operands[owner].name.isEmpty {
            operands = [.init(name: "", range: base.range, shape: operands[owner].shape)]
        }
        return failure(.tensor(tensorError, operation: operation, operands: operands), place)
    }

    /// Walks the steps into `value` and changes the element they lead to.
    private mutating func changeElement(
        of value: inout Value, _ steps: ArraySlice<AccessStep>, readsOld: Bool,
        _ change: (inout Evaluator, inout Value) throws(EvaluationError) -> Value
    ) throws(LocatedError) {
        guard let step = steps.first else {
            do { value = try change(&self, &value) } catch { throw LocatedError(error: error, range: nil) }
            return
        }
        if case .list(var items) = value, let position = step.index.asIndex {
            let index: Int
            do { index = try Self.position(position, count: items.count, kind: "list") } catch {
                throw LocatedError(error: error, range: step.range)
            }
            // The element is taken out of its list, and the list out of its value, so that neither is copied.
            value = .none
            var element = items[index]
            items[index] = .none
            defer {
                items[index] = element
                value = .list(items)
            }
            try changeElement(of: &element, steps.dropFirst(), readsOld: readsOld, change)
            return
        }
        var element = Value.none
        do {
            if readsOld || steps.count > 1 { element = try self.element(of: value, at: step.index) }
        } catch {
            throw LocatedError(error: error, range: step.range)
        }
        try changeElement(of: &element, steps.dropFirst(), readsOld: readsOld, change)
        do { try setElement(of: &value, at: step.index, to: element) } catch {
            throw LocatedError(error: error, range: step.range)
        }
    }

    private mutating func delete(_ target: Expression, name: String) throws(Failure) {
        do { try delete(name) } catch { throw failure(error, target.range) }
    }

    /// `del target`.
    mutating func delete(_ target: Expression) throws(Failure) {
        switch target.kind {
        case .name(let name): try delete(target, name: name)
        case .tuple(let targets), .list(let targets):
            for target in targets { try delete(target) }
        case .subscript(let base, let index):
            let index = try evaluateIndex(index)
            try change(base) { (_, old) throws(EvaluationError) in
                guard case .list(var items) = old else { throw .assignments(.cannotAssignItem(ValueDescription(old))) }
                if let position = index.asIndex {
                    items.remove(at: try Self.position(position, count: items.count, kind: "list"))
                } else if case .slice(let slice) = index {
                    let positions = Set(try slice.positions(in: items.count))
                    items = items.enumerated().filter { !positions.contains($0.offset) }.map(\.element)
                } else {
                    throw .indices(.notInteger(ValueDescription(index), in: ValueDescription(old)))
                }
                return .list(items)
            }
        default: throw failure(.assignments(.cannotAssignItem(ValueDescription(try evaluate(target)))), target.range)
        }
    }
}

extension Expression {
    /// How many `[index]` stand behind the name.
    fileprivate var subscriptDepth: Int {
        if case .subscript(let base, _) = kind { base.subscriptDepth + 1 } else { 0 }
    }
}

/// One `[index]` on the way to what an assignment changes.
struct AccessStep {
    let index: Value
    let range: SourceRange
}

/// An error inside an assignment's target, with the step that it arose at.
struct LocatedError: Error {
    let error: EvaluationError
    let range: SourceRange?
}
