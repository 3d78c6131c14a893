internal import Syntax
internal import Tensors

extension ProgramTranslator {
    mutating func translate(_ expression: Expression) -> ProgramValue? {
        switch expression.kind {
        case .constant(.int(let value)): return .integer(builder.integer(value), constant: value)
        case .constant(.float(let value)): return .number(builder.constant(value), isNumPy: false)
        case .constant(.none): return ProgramValue.none
        case .name(let name): return value(of: name)
        case .unary(let operation, let operand): return unary(operation, operand)
        case .binary(let left, let operation, let right):
            guard let left = translate(left), let right = translate(right) else { return nil }
            return binary(left, operation, right)
        case .comparison(let first, let links) where links.count == 1:
            guard let left = translate(first), let right = translate(links[0].operand) else { return nil }
            return compare(left, links[0].operator, right)
        case .tuple(let items):
            var values: [ProgramValue] = []
            for item in items {
                guard let value = translate(item) else { return nil }
                values.append(value)
            }
            return .tuple(values)
        case .attribute(let base, let name, _):
            guard let base = translate(base) else { return nil }
            return attribute(name, of: base)
        case .subscript(let base, let index):
            guard case .tuple(let items)? = translate(base), case .integer(_, let constant?)? = translate(index)
            else { return nil }
            let position = constant < 0 ? constant + items.count : constant
            return items.indices.contains(position) ? items[position] : nil
        case .call(let function, let arguments): return call(function, arguments)
        default: return nil
        }
    }

    private mutating func attribute(_ name: String, of value: ProgramValue) -> ProgramValue? {
        switch (value, name) {
        case (.fixed(.namespace(let namespace)), _):
            switch table.value(name, in: namespace) {
            case .float(let number)?: return .number(builder.constant(number), isNumPy: false)
            case let member?: return .fixed(member)
            case nil: return nil
            }
        case (.array(let register), "T"): return .array(register.transposed)
        case (.array(let register), "shape"):
            return .tuple(register.layout.shape.dimensions.map { .integer(builder.integer($0), constant: $0) })
        case (.array(let register), "size"): return integer(register.layout.count)
        case (.array(let register), "ndim"): return integer(register.layout.shape.rank)
        default: return nil
        }
    }

    /// An int that is known beforehand.
    mutating func integer(_ value: Int) -> ProgramValue { .integer(builder.integer(value), constant: value) }

    // MARK: - Operators

    private mutating func unary(_ operation: UnaryOperator, _ operand: Expression) -> ProgramValue? {
        guard let value = translate(operand) else { return nil }
        switch (operation, value) {
        case (.negative, .integer(_, let constant?)) where constant != .min: return integer(-constant)
        case (.negative, .integer(let register, _)):
            return builder.integer(.subtract, builder.integer(0), register).map { .integer($0, constant: nil) }
        case (.negative, .number(let register, let isNumPy)):
            return builder.unary(.negative, register).map { .number($0, isNumPy: isNumPy) }
        case (.negative, .array(let register)): return builder.unary(.negative, register).map { .array($0) }
        case (.positive, .integer), (.positive, .number): return value
        default: return nil
        }
    }

    /// `left op right`.
    mutating func binary(_ left: ProgramValue, _ operation: BinaryOperator, _ right: ProgramValue) -> ProgramValue? {
        if case .integer(let left, _) = left, case .integer(let right, _) = right {
            if operation == .divide { return builder.quotient(left, right).map { .number($0, isNumPy: false) } }
            return operation.elementwise.flatMap { builder.integer($0, left, right) }.map {
                .integer($0, constant: nil)
            }
        }
        guard let first = operand(left), let second = operand(right) else { return nil }
        switch (left, right) {
        case (.array, .array) where operation == .matrixMultiply:
            return builder.matmul(first, second).map { .result($0) }
        case (.array, _), (_, .array):
            return operation.elementwise.flatMap { builder.binary($0, first, second) }.map { .array($0) }
        default:
            // Numbers that aren't NumPy's raise errors where NumPy's warn; both end a run.
            let result =
                operation == .power
                ? builder.numberPower(first, second)
                : operation.elementwise.flatMap { builder.binary($0, first, second) }
            return result.map { .number($0, isNumPy: left.isNumPy || right.isNumPy) }
        }
    }

    /// A value as an operand of arithmetic with floats.
    mutating func operand(_ value: ProgramValue) -> ArrayRegister? {
        switch value {
        case .integer(_, let constant?): builder.constant(Double(constant))
        case .integer(let register, nil): builder.number(register)
        case .number(let register, _), .array(let register): register
        default: nil
        }
    }

    private mutating func compare(
        _ left: ProgramValue, _ operation: ComparisonOperator, _ right: ProgramValue
    ) -> ProgramValue? {
        guard let predicate = operation.predicate else { return nil }
        switch (left, right) {
        case (.integer(let left, _), .integer(let right, _)): return .truth(builder.compare(predicate, left, right))
        case (.number(let left, _), .number(let right, _)):
            return builder.compare(predicate, left, right).map { .truth($0) }
        default: return nil
        }
    }
}

extension ProgramValue {
    fileprivate var isNumPy: Bool {
        switch self {
        case .number(_, let isNumPy): isNumPy
        case .array: true
        default: false
        }
    }
}

extension ComparisonOperator {
    /// The predicate on numbers; nil for `in` and `is`.
    fileprivate var predicate: BinaryOperation? {
        switch self {
        case .equal: .equal
        case .notEqual: .notEqual
        case .less: .less
        case .lessOrEqual: .lessEqual
        case .greater: .greater
        case .greaterOrEqual: .greaterEqual
        default: nil
        }
    }
}
