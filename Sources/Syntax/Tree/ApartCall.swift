/// A call whose parenthesis stands apart from its name, with more behind it: `mean (y - 1)**2`, which Python reads as the
/// square of the mean.
public struct ApartCall: Sendable, Equatable {
    /// How sure it is that something else was meant.
    public enum Doubt: Sendable, Equatable {
        /// Whatever is called, it was.
        case always
        /// It was if the call gives one number for many.
        case ofReductions
        /// The line may well mean what it means in Python; where that fails, this may be why.
        case onFailure
    }

    /// What is called.
    public var name: String
    /// The call and what stands behind it.
    public var range: SourceRange
    /// How it is read: `(mean(y - 1))**2`.
    public var reading: String
    /// What may have been meant: `mean((y - 1)**2)`.
    public var meant: String
    /// Whether it was.
    public var doubt: Doubt
}

extension Statement {
    /// The calls of the kind in it and in its blocks, at the head of a statement or of the right side of an assignment.
    public func apartCalls(in source: [UInt8]) -> [ApartCall] {
        var found: [ApartCall] = []
        [self].forEachStatement { statement in
            switch statement.kind {
            case .expression(let value, _), .assignment(_, let value):
                found += value.apartCall(in: source).map { [$0] } ?? []
            default: break
            }
        }
        return found
    }
}

extension Statement {
    /// Where `x^2` or `x^3` stands in it, which looks like a power.
    public var seemingPower: SourceRange? {
        var found: SourceRange?
        [self].forEachStatement { statement in
            for expression in statement.expressions where found == nil {
                expression.forEachExpression { inner in
                    guard case .binary(let left, .bitwiseXor, let right) = inner.kind,
                        case .constant(.int(let exponent)) = right.kind, 2...3 ~= exponent
                    else { return }
                    if case .constant = left.kind { return }
                    found = inner.range
                }
            }
        }
        return found
    }
}

extension Expression {
    /// The operation that stands furthest to the left, and the call that it takes.
    private var leftmost: (operation: Expression, call: Expression)? {
        let base: Expression
        switch kind {
        case .binary(let left, _, _): base = left
        case .comparison(let first, _): base = first
        case .subscript(let inner, _), .attribute(let inner, _, _): base = inner
        default: return nil
        }
        if case .call = base.kind { return (self, base) }
        return base.leftmost
    }

    fileprivate func apartCall(in source: [UInt8]) -> ApartCall? {
        guard let (operation, call) = leftmost, case .call(let function, let arguments) = call.kind,
            case .name(let name) = function.kind, case .positional(let argument)? = arguments.first,
            arguments.count == 1, operation.range.start == function.range.start,
            source.indices.contains(function.range.end), Byte.isBlank(source[function.range.end]),
            let open = source[function.range.end...].firstIndex(of: UInt8(ascii: "(")),
            source[call.range.end - 1] == UInt8(ascii: ")")
        else { return nil }
        let inner = source.text(open, call.range.end)
        let rest = source.text(call.range.end, operation.range.end)
        let isTight = !Byte.isBlank(source[call.range.end])
        if let second = operation.negativeWord(behind: call, in: source) {
            return ApartCall(
                name: name, range: operation.range, reading: "\(name)\(inner) - \(second)",
                meant: "\(name)(\(source.text(open + 1, call.range.end - 1)), -\(second))", doubt: .always)
        }
        return ApartCall(
            name: name, range: operation.range, reading: "(\(name)\(inner))\(rest)", meant: "\(name)(\(inner)\(rest))",
            doubt: operation.doubt(argument, isTight: isTight))
    }

    /// The number of `f (x) -1`, which stands as a word of a command would.
    private func negativeWord(behind call: Expression, in source: [UInt8]) -> String? {
        guard case .binary(_, .subtract, let right) = kind, case .constant(let number) = right.kind, number.isNumber,
            right.range.start >= 2, Byte.isBlank(source[call.range.end]),
            source[right.range.start - 1] == UInt8(ascii: "-"), Byte.isBlank(source[right.range.start - 2])
        else { return nil }
        return source.text(right.range.start, right.range.end)
    }

    /// How sure it is that an operation was meant of what stands in the parentheses.
    private func doubt(_ argument: Expression, isTight: Bool) -> ApartCall.Doubt {
        guard argument.isOperation else { return .onFailure }
        switch kind {
        // What holds together without a blank is one thing to whoever typed it.
        case .binary(_, .power, _): return isTight ? .always : .ofReductions
        case .subscript: return .always
        case .binary(_, .bitwiseAnd, let right), .binary(_, .bitwiseOr, let right):
            return argument.isComparison && right.isOperation ? .ofReductions : .onFailure
        case .comparison(_, let links):
            guard argument.isComparison, links.count == 1, let link = links.first,
                [.equal, .notEqual].contains(link.operator), !link.operand.isConstant
            else { return .onFailure }
            return .ofReductions
        default: return .onFailure
        }
    }

    private var isConstant: Bool { if case .constant = kind { true } else { false } }

    private var isComparison: Bool { if case .comparison = kind { true } else { false } }

    /// Whether parentheses around it hold an operation together.
    private var isOperation: Bool {
        switch kind {
        case .binary, .comparison, .boolean, .unary, .conditional: true
        default: false
        }
    }
}

extension Constant {
    fileprivate var isNumber: Bool {
        switch self {
        case .int, .longInt, .float, .imaginary: true
        default: false
        }
    }
}
