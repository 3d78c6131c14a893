internal import Kernels
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
        case .subscript(let base, let index):
            let owner = try evaluate(base)
            let index = try evaluateIndex(index)
            try setElement(of: owner, at: index, to: value, Places(target, of: base))
        case .attribute(let owner, let name, let nameRange):
            let owner = try evaluate(owner)
            do { try setAttribute(name, of: owner, to: value) } catch { throw failure(error, nameRange) }
        default: throw failure(.assignments(.cannotAssignItem(ValueDescription(try evaluate(target)))), target.range)
        }
    }

    /// `owner.name = value`, which is there for the shape of an array: the same elements in another.
    private func setAttribute(_ name: String, of owner: Value, to value: Value) throws(EvaluationError) {
        let given = value.asIndex.map { [$0] } ?? value.sequence?.compactMap(\.asIndex)
        guard name == "shape", case .array(let array) = owner, let lengths = given,
            lengths.count == value.sequence?.count ?? 1
        else { throw .assignments(.cannotAssignAttribute(name, of: ValueDescription(owner))) }
        let shaped: Tensor
        do { shaped = try array.tensor.reshaped(to: lengths) } catch {
            let operand = EvaluationError.Operand(name: "", range: nil, shape: array.shape)
            throw .tensor(error, operation: "shape", operands: [operand])
        }
        guard shaped.buffer === array.tensor.buffer else {
            throw .assignments(.cannotAssignAttribute(name, of: ValueDescription(owner)))
        }
        array.setLayout(shaped)
    }

    private func unpack(_ value: Value, into count: Int, at range: SourceRange) throws(Failure) -> [Value] {
        do throws(EvaluationError) {
            let items: [Value]
            if case .array(let array) = value, array.rank > 0, array.shape[0] != count {
                throw .assignments(.unpackMismatch(expected: count, got: array.shape[0]))
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

    /// Where the parts of an assignment to an element stand.
    struct Places {
        /// The element.
        var target: SourceRange
        /// What it is an element of.
        var owner: SourceRange
        /// Whether that is a name, or an element of one.
        var isOwnerNamed: Bool

        init(_ target: Expression, of owner: Expression) {
            (self.target, self.owner) = (target.range, owner.range)
            var base = owner
            while case .subscript(let inner, _) = base.kind { base = inner }
            isOwnerNamed = if case .name = base.kind { true } else { false }
        }
    }

    private func setElement(
        of owner: Value, at index: Value, to value: Value, _ places: Places
    ) throws(Failure) {
        do { try setElement(of: owner, at: index, to: value) } catch .assignments(let error) {
            throw failure(.assignments(error), places.isOwnerNamed ? places.target : places.owner)
        } catch {
            throw failure(located(error, places), places.target)
        }
    }

    /// The error of a write, with the names of what took part.
    private func located(_ error: EvaluationError, _ places: Places) -> EvaluationError {
        guard case .tensor(let tensorError, let operation, var operands) = error else { return error }
        if case .cannotAssign(_, let shape) = tensorError, operands.count == 2 {
            operands[0].name = "the value"
            operands[1] = .init(name: text(of: places.target) ?? "", range: nil, shape: shape)
        } else if let owner = operands.indices.last, operands[owner].range == nil, operands[owner].name.isEmpty {
            operands = [.init(name: "", range: places.owner, shape: operands[owner].shape)]
        }
        return .tensor(tensorError, operation: operation, operands: operands)
    }

    // MARK: - Augmented assignment

    /// `target op= value`: the owner and the index are evaluated once; lists and arrays change in place.
    mutating func augment(
        _ target: Expression, _ operation: BinaryOperator, with expression: Expression, at range: SourceRange
    ) throws(Failure) {
        switch target.kind {
        case .name(let name):
            let old: Value
            do { old = try lookUp(name) } catch { throw failure(error, target.range) }
            let operand = try evaluate(expression)
            let value = try augmented(old, target, operation, operand, expression, at: range)
            set(name, to: value)
        case .subscript(let base, let index):
            let owner = try evaluate(base)
            let index = try evaluateIndex(index)
            let old: Value
            do { old = try element(of: owner, at: index) } catch {
                let places = Places(target, of: base)
                throw failure(located(error, places), target.range)
            }
            let operand = try evaluate(expression)
            let value = try augmented(old, target, operation, operand, expression, at: range)
            // Also where it changed in place: Python assigns it then, too.
            try setElement(of: owner, at: index, to: value, Places(target, of: base))
        case .attribute(let owner, let name, let nameRange):
            let owner = try evaluate(owner)
            let old = try attribute(name, of: owner, at: nameRange)
            let operand = try evaluate(expression)
            let value = try augmented(old, target, operation, operand, expression, at: range)
            do { try setAttribute(name, of: owner, to: value) } catch { throw failure(error, nameRange) }
        default: throw failure(.assignments(.cannotAssignItem(ValueDescription(try evaluate(target)))), target.range)
        }
    }

    private mutating func augmented(
        _ old: Value, _ target: Expression, _ operation: BinaryOperator, _ operand: Value, _ expression: Expression,
        at range: SourceRange
    ) throws(Failure) -> Value {
        do throws(EvaluationError) {
            if case .list(let list) = old, try Operators.changeInPlace(list, operation, operand) { return old }
            var flags: FloatingPointFlags = []
            let value = try Operators.binary(old, operation, operand, flags: &flags)
            if !flags.isEmpty { warn(of: flags, in: text(of: range) ?? "", range: range) }
            guard case .array(let array) = old, let result = value.directTensor else { return value }
            if Interruption.isRequested { throw .interrupted }
            let name = text(of: target.range) ?? "x"
            let rewritten = "\(name) = \(name) \(operation.rawValue) \(text(of: expression.range) ?? "…")"
            try array.replaceAll(with: result, name: name, rewritten: rewritten)
            return old
        } catch .tensor(let error, _, _) {
            let operands = [CallArgument(old, range: target.range), CallArgument(operand, range: expression.range)]
            throw failure(.tensor(error, operation: operation.rawValue, operands: operands.flatMap(\.operands)), range)
        } catch {
            throw failure(error, range)
        }
    }

    // MARK: - Deletion

    /// `del target`.
    mutating func delete(_ target: Expression) throws(Failure) {
        switch target.kind {
        case .name(let name): do { try delete(name) } catch { throw failure(error, target.range) }
        case .tuple(let targets), .list(let targets):
            for target in targets { try delete(target) }
        case .subscript(let base, let index):
            let owner = try evaluate(base)
            let index = try evaluateIndex(index)
            do { try deleteElement(of: owner, at: index) } catch { throw failure(error, base.range) }
        default: throw failure(.assignments(.cannotAssignItem(ValueDescription(try evaluate(target)))), target.range)
        }
    }

    private func deleteElement(of owner: Value, at index: Value) throws(EvaluationError) {
        guard case .list(let list) = owner else { throw .assignments(.cannotAssignItem(ValueDescription(owner))) }
        if let position = index.asIndex {
            let place = try Self.position(position, count: list.count, kind: "list")
            _ = try list.change { $0.remove(at: place) }
        } else if case .slice(let slice) = index {
            try list.remove(slice)
        } else {
            throw .indices(.notInteger(ValueDescription(index), in: ValueDescription(owner)))
        }
    }
}
