internal import Syntax

extension CodeCompiler {
    /// Jumps to a label if the truth value of an expression is `wanted`; otherwise falls through.
    mutating func condition(_ expression: Expression, jumpTo label: Assembler.Label, when wanted: Bool) {
        let outer = assembler.begin(.expression(expression))
        let mark = nextRegister
        switch expression.kind {
        case .unary(.not, let operand): condition(operand, jumpTo: label, when: !wanted)
        case .boolean(let operation, let operands): boolean(operation, operands, jumpTo: label, when: wanted)
        case .comparison(let first, let links): comparison(first, links, jumpTo: label, when: wanted)
        case .constant(let constant) where constant.truth != nil:
            if constant.truth == wanted { assembler.jump(to: label) }
        default:
            let value = operand(expression)
            assembler.jump(.jumpTruth, value.register, flags: wanted ? .isTrue : [], to: label)
        }
        release(to: mark)
        assembler.resume(outer)
    }

    private mutating func boolean(
        _ operation: BooleanOperator, _ operands: [Expression], jumpTo label: Assembler.Label, when wanted: Bool
    ) {
        // One operand decides: a false one for `and`, a true one for `or`.
        let decisive = operation == .or
        let end = assembler.makeLabel()
        var first: Flow?
        for (index, operand) in operands.enumerated() {
            if index == operands.count - 1 {
                condition(operand, jumpTo: label, when: wanted)
            } else {
                condition(operand, jumpTo: decisive == wanted ? label : end, when: decisive)
            }
            first = first ?? flow
        }
        assembler.place(end)
        if let first { flow = first }
    }

    private mutating func comparison(
        _ first: Expression, _ links: [ComparisonLink], jumpTo label: Assembler.Label, when wanted: Bool
    ) {
        let end = assembler.makeLabel()
        var left = operand(first)
        var tested: Flow?
        for (index, link) in links.enumerated() {
            assembler.select(part: index)
            let isLast = index == links.count - 1
            let (target, sense) = isLast ? (label, wanted) : (wanted ? end : label, false)
            if isLast, let number = link.operand.smallInteger, let opcode = link.operator.jumpWithInteger {
                assembler.jump(opcode, left.register, number, flags: sense ? .isTrue : [], to: target)
            } else if case .constant(.none) = link.operand.kind, isLast, link.operator.isIdentity {
                let sense = sense == (link.operator == .is)
                assembler.jump(.jumpNone, left.register, flags: sense ? .isTrue : [], to: target)
            } else {
                let right = operand(link.operand)
                compareAndJump(left.register, link.operator, right.register, to: target, when: sense)
                left = right
            }
            tested = tested ?? flow
        }
        assembler.place(end)
        if let tested { flow = tested }
    }

    /// Jumps if the truth value of a comparison is `wanted`.
    mutating func compareAndJump(
        _ left: Int, _ operation: ComparisonOperator, _ right: Int, to label: Assembler.Label, when wanted: Bool
    ) {
        let flags: Instruction.Flags = wanted ? .isTrue : []
        if let opcode = operation.jump { return assembler.jump(opcode, left, right, flags: flags, to: label) }
        let result = allocate()
        compare(left, operation, right, into: result, flags: [])
        assembler.jump(.jumpTruth, result, flags: flags, to: label)
    }
}

extension Constant {
    /// The constant's truth value, nil if not known at compile time.
    fileprivate var truth: Bool? {
        switch self {
        case .bool(let value): value
        case .int(let value): value != 0
        case .longInt: true
        case .none: false
        case .ellipsis, .float, .imaginary, .string, .bytes: nil
        }
    }
}

extension ComparisonOperator {
    fileprivate var isIdentity: Bool { self == .is || self == .isNot }

    fileprivate var jump: Opcode? {
        switch self {
        case .equal: .jumpEqual
        case .notEqual: .jumpNotEqual
        case .less: .jumpLess
        case .lessOrEqual: .jumpLessOrEqual
        case .greater: .jumpGreater
        case .greaterOrEqual: .jumpGreaterOrEqual
        case .in, .notIn, .is, .isNot: nil
        }
    }

    fileprivate var jumpWithInteger: Opcode? {
        switch self {
        case .equal: .jumpEqualInteger
        case .notEqual: .jumpNotEqualInteger
        case .less: .jumpLessInteger
        case .lessOrEqual: .jumpLessOrEqualInteger
        case .greater: .jumpGreaterInteger
        case .greaterOrEqual: .jumpGreaterOrEqualInteger
        case .in, .notIn, .is, .isNot: nil
        }
    }
}
