/// A call with a blank between its name and its parenthesis, followed by more: `mean (y - 1)**2`, which Python reads
/// as the square of the mean.
public struct ApartCall: Sendable, Equatable {
    /// When to assume that the user meant something else.
    public enum Doubt: Sendable, Equatable {
        /// Always, whatever function is called.
        case always
        /// If the function reduces many numbers to one.
        case ofReductions
        /// Only if the statement fails. The line may well be meant as Python reads it.
        case onFailure
    }

    /// The name of the called function.
    public var name: String
    /// The range of the call and of what follows it.
    public var range: SourceRange
    /// How Python reads it: `(mean(y - 1))**2`.
    public var reading: String
    /// What the user may have meant: `mean((y - 1)**2)`.
    public var meant: String
    /// When to assume that `meant` was meant.
    public var doubt: Doubt
}

extension Statement {
    /// The calls of this kind in the statement and its blocks, at the start of a statement or of an assignment's
    /// right side.
    ///
    /// - Parameter source: the UTF-8 bytes of the cell, in which ranges count.
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
    /// The range of an `x^2` or `x^3` in the statement, which looks like a power. Its base is not a literal.
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
    /// The leftmost operation whose first operand is a call, and that call.
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

    /// The number in `f (x) -1`, which is written as a word of a command would be.
    private func negativeWord(behind call: Expression, in source: [UInt8]) -> String? {
        guard case .binary(_, .subtract, let right) = kind, case .constant(let number) = right.kind, number.isNumber,
            right.range.start >= 2, Byte.isBlank(source[call.range.end]),
            source[right.range.start - 1] == UInt8(ascii: "-"), Byte.isBlank(source[right.range.start - 2])
        else { return nil }
        return source.text(right.range.start, right.range.end)
    }

    /// When to assume that the operation was meant for the text in the parentheses.
    private func doubt(_ argument: Expression, isTight: Bool) -> ApartCall.Doubt {
        guard argument.isOperation else { return .onFailure }
        switch kind {
        // Text typed without blanks reads as one unit.
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

    /// Whether it is an operation, which parentheses may group.
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
