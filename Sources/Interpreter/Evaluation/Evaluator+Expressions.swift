internal import Kernels
internal import Rendering
package import Syntax
internal import Tensors

extension Evaluator {
    /// The value of an expression.
    package mutating func evaluate(_ expression: Expression) throws(Failure) -> Value {
        let range = expression.range
        switch expression.kind {
        case .constant(let constant): return Value(constant)
        case .name(let name):
            do { return try lookUp(name) } catch { throw failure(error, range) }
        case .binary(let left, let operation, let right):
            return try binary(try evaluate(left), operation, try evaluate(right), at: range, left.range, right.range)
        case .unary(let operation, let operand): return try unary(operation, operand, at: range)
        case .comparison(let first, let links): return try compareChain(first, links)
        case .boolean(let operation, let operands): return try boolean(operation, operands)
        case .conditional(let condition, let then, let otherwise):
            return try isTrue(condition) ? evaluate(then) : evaluate(otherwise)
        case .call(let function, let arguments): return try evaluateCall(function, arguments, at: range)
        case .command(let command): return try evaluateCommand(command, at: range)
        case .attribute(let base, let name, let nameRange):
            return try attribute(name, of: try evaluate(base), at: nameRange)
        case .subscript(let base, let index): return try subscripted(base, index, at: range)
        case .slice: return try evaluateIndex(expression)
        case .tuple(let items): return .tuple(TupleObject(try evaluateAll(items)))
        case .list(let items): return .list(ListObject(try evaluateAll(items)))
        case .formattedString(let parts): return .string(Text(try format(parts, at: range)))
        case .lambda(let parameters, let body):
            return try makeFunction(FunctionCode(lambda: parameters, body: body, range: range, cell: cell))
        case .listComprehension(let element, let clauses), .generator(let element, let clauses):
            return .list(ListObject(try comprehend(element, clauses, at: range)))
        }
    }

    private mutating func subscripted(
        _ base: Expression, _ index: Expression, at range: SourceRange
    ) throws(Failure) -> Value {
        let value = try evaluate(base)
        let position = try evaluateIndex(index)
        do throws(EvaluationError) {
            let element = try element(of: value, at: position)
            if Interruption.isRequested { throw .interrupted }
            return element
        } catch .tensor(let error, let operation, var operands) {
            if case .columnJoiner = value {
                let parts = if case .tuple(let parts) = index.kind { parts } else { [index] }
                for (place, part) in zip(operands.indices, parts) { operands[place].range = part.range }
            } else {
                for place in operands.indices { operands[place].range = base.range }
            }
            throw failure(.tensor(error, operation: operation, operands: operands), range)
        } catch {
            throw failure(error, range)
        }
    }

    /// The values of the items of a list or tuple display.
    private mutating func evaluateAll(_ items: [Expression]) throws(Failure) -> [Value] {
        var values: [Value] = []
        values.reserveCapacity(items.count)
        for item in items { values.append(try evaluate(item)) }
        return values
    }

    private mutating func unary(
        _ operation: UnaryOperator, _ operand: Expression, at range: SourceRange
    ) throws(Failure) -> Value {
        if operation == .not { return .bool(try !isTrue(operand)) }
        let value = try evaluate(operand)
        do throws(EvaluationError) {
            let result = try Operators.unary(operation, value)
            if Interruption.isRequested { throw .interrupted }
            return result
        } catch {
            throw failure(error, range)
        }
    }

    private mutating func boolean(_ operation: BooleanOperator, _ operands: [Expression]) throws(Failure) -> Value {
        var value = Value.none
        for (index, operand) in operands.enumerated() {
            value = try evaluate(operand)
            if index == operands.count - 1 { break }
            let isTrue = try isTrue(value, at: operand.range)
            if isTrue == (operation == .or) { break }
        }
        return value
    }

    // MARK: - Operators

    /// The value of `left op right`.
    mutating func binary(
        _ left: Value, _ operation: BinaryOperator, _ right: Value, at range: SourceRange,
        _ leftRange: SourceRange?, _ rightRange: SourceRange?
    ) throws(Failure) -> Value {
        var flags: FloatingPointFlags = []
        do throws(EvaluationError) {
            let value = try Operators.binary(left, operation, right, flags: &flags)
            if Interruption.isRequested { throw .interrupted }
            if !flags.isEmpty { warn(of: flags, in: text(of: range) ?? operation.rawValue, range: range) }
            return value
        } catch .tensor(let error, _, _) {
            let operands = [CallArgument(left, range: leftRange), CallArgument(right, range: rightRange)]
                .flatMap(\.operands)
            throw failure(.tensor(error, operation: operation.rawValue, operands: operands), range)
        } catch {
            throw failure(error, range)
        }
    }

    private mutating func compareChain(_ first: Expression, _ links: [ComparisonLink]) throws(Failure) -> Value {
        var left = try evaluate(first)
        var leftRange = first.range
        var result = Value.bool(true)
        for (index, link) in links.enumerated() {
            let right = try evaluate(link.operand)
            let range = leftRange.union(link.operand.range)
            result = try compare(left, link.operator, right, at: range, leftRange, link.operand.range)
            if index < links.count - 1, try !isTrue(result, at: range) { break }
            (left, leftRange) = (right, link.operand.range)
        }
        return result
    }

    /// The value of one comparison.
    mutating func compare(
        _ left: Value, _ operation: ComparisonOperator, _ right: Value, at range: SourceRange,
        _ leftRange: SourceRange? = nil, _ rightRange: SourceRange? = nil
    ) throws(Failure) -> Value {
        do { return try Operators.compare(left, operation, right) } catch .tensor(let error, _, _) {
            let operands = [CallArgument(left, range: leftRange), CallArgument(right, range: rightRange)]
                .flatMap(\.operands)
            throw failure(.tensor(error, operation: operation.rawValue, operands: operands), range)
        } catch {
            throw failure(error, range)
        }
    }

    // MARK: - Comprehensions

    private mutating func comprehend(
        _ element: Expression, _ clauses: [ComprehensionClause], at range: SourceRange
    ) throws(Failure) -> [Value] {
        guard let first = clauses.first else { return [] }
        // As in Python, the first iterable is evaluated outside the comprehension's own scope.
        let iterable = try evaluate(first.iterable)
        pushComprehension(at: range)
        defer { frames.removeLast() }
        var values: [Value] = []
        try walk(clauses[...], first: iterable, element, into: &values)
        return values
    }

    private mutating func pushComprehension(at range: SourceRange) {
        let body = Expression(.constant(.none), range)
        let code = FunctionCode(lambda: Parameters([]), body: body, range: range, cell: cell)
        let scope = Scope(locals: LocalNames(names: []), outer: frames.last?.scope, function: code)
        frames.append(Frame(code: code, scope: scope, isComprehension: true))
    }

    private mutating func walk(
        _ clauses: ArraySlice<ComprehensionClause>, first: Value?, _ element: Expression, into values: inout [Value]
    ) throws(Failure) {
        guard let clause = clauses.first else {
            if values.count & 0xFFFF == 0xFFFF {
                do { try Allowance.check(items: values.count) } catch { throw failure(error, element.range) }
            }
            values.append(try evaluate(element))
            return
        }
        guard !stack.isExhausted else { throw failure(.limits(.recursionTooDeep), clause.target.range) }
        let iterable = if let first { first } else { try evaluate(clause.iterable) }
        var iterator = try iterator(over: iterable, at: clause.iterable.range)
        next: while let item = iterator.next() {
            try pollInterrupt(clause.iterable.range)
            try assign(item, to: clause.target)
            for condition in clause.conditions where try !isTrue(condition) { continue next }
            try walk(clauses.dropFirst(), first: nil, element, into: &values)
        }
    }

    // MARK: - f-strings

    /// The text of an f-string.
    mutating func format(_ parts: [FormattedStringPart], at range: SourceRange) throws(Failure) -> String {
        var text = ""
        for part in parts {
            switch part {
            case .literal(let literal): text += literal
            case .replacement(let expression, let conversion, let format):
                let value = try evaluate(expression)
                let specification = format.isEmpty ? "" : try self.format(format, at: range)
                do {
                    let piece = try Formatting.format(value, conversion: conversion, specification: specification)
                    try Allowance.check(text.utf8.count, plus: piece.utf8.count)
                    text += piece
                } catch {
                    throw failure(error, expression.range)
                }
            }
        }
        return text
    }
}

extension Value {
    init(_ constant: Constant) {
        switch constant {
        case .none: self = .none
        case .ellipsis: self = .ellipsis
        case .bool(let value): self = .bool(value)
        case .int(let value): self = .int(value)
        case .float(let value): self = .float(value)
        case .string(let text): self = .string(Text(text))
        }
    }

    /// Whether it is a list or a tuple.
    package var isContainer: Bool {
        switch self {
        case .list, .tuple: true
        default: false
        }
    }
}
