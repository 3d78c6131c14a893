internal import Syntax

extension CodeCompiler {
    /// Computes an expression's value into a register. The old value of the register may be read meanwhile, unless it
    /// is scratch.
    mutating func expression(_ expression: Expression, into target: Int) {
        let outer = assembler.begin(.expression(expression))
        let mark = nextRegister
        switch expression.kind {
        case .constant(let constant): load(constant, into: target)
        case .name(let name): load(name, into: target)
        case .formattedString(let parts): formattedString(parts, into: target)
        case .tuple(let items): display(items, isTuple: true, into: target)
        case .list(let items): display(items, isTuple: false, into: target)
        case .starred: preconditionFailure("the parser lets it stand among other values alone")
        case .assignment(let name, _, let value):
            self.expression(value, into: target)
            store(Operand(register: target, isTemporary: false), to: name)
        case .unary(let operation, let operand): unary(operation, operand, expression, into: target)
        case .binary(let left, let operation, let right): binary(left, operation, right, into: target)
        case .comparison(let first, let links): comparison(first, links, into: target)
        case .boolean(let operation, let operands): boolean(operation, operands, into: target)
        case .conditional(let condition, let then, let otherwise):
            conditional(condition, then, otherwise, into: target)
        case .lambda(let parameters, let body): lambda(parameters, body, at: expression.range, into: target)
        case .dictionary(let items): dictionary(items, into: target)
        case .set(let items): set(items, into: target)
        case .generator(let element, let clauses): generator(element, clauses, at: expression.range, into: target)
        case .yield(let value): yield(value, into: target)
        case .yieldFrom(let values): delegate(to: values, into: target)
        case .listComprehension(let element, let clauses):
            comprehension(.makeList, clauses, at: expression.range, into: target) { compiler, list in
                let value = compiler.operand(element)
                compiler.assembler.emit(.append, list, value.register, flags: value.flag(.takesB))
            }
        case .setComprehension(let element, let clauses):
            comprehension(.makeSet, clauses, at: expression.range, into: target) { compiler, set in
                let value = compiler.operand(element)
                compiler.assembler.emit(.addToSet, set, value.register, flags: value.flag(.takesB))
            }
        case .dictionaryComprehension(let item, let clauses):
            comprehension(.makeDictionary, clauses, at: expression.range, into: target) { $0.insert(item, into: $1) }
        case .attribute(let base, let name, _):
            let owner = operand(base, reusing: target)
            assembler.emit(
                .getAttribute, target, owner.register, assembler.site(of: name), flags: owner.flag(.takesB))
        case .subscript(let base, let index): getElement(base, index, into: target)
        case .slice(let lower, let upper, let step):
            let start = bounds(lower, upper, step, isWhole: true, at: target)
            assembler.emit(.makeSlice, target, start)
        case .call, .command: call(expression, into: target)
        }
        release(to: mark)
        assembler.resume(outer)
    }

    /// The register that holds an expression's value: a variable's own, or a new temporary.
    mutating func operand(_ expression: Expression) -> Operand {
        if let found = existing(expression) { return found }
        let register = allocate()
        self.expression(expression, into: register)
        return Operand(register: register, isTemporary: true)
    }

    /// The same, but uses the target of the whole expression as the temporary if it is scratch.
    mutating func operand(_ expression: Expression, reusing target: Int) -> Operand {
        if let found = existing(expression) { return found }
        guard isScratch(target) else { return operand(expression) }
        self.expression(expression, into: target)
        return Operand(register: target, isTemporary: true)
    }

    /// The register that already holds an expression's value.
    private mutating func existing(_ expression: Expression) -> Operand? {
        if case .name(let name) = expression.kind, let (register, variable) = register(of: name) {
            if !flow.isAssigned(variable) {
                // A name the class has not bound yet may be global.
                if variable.scope.kind == .classBody { return nil }
                let outer = assembler.begin(.expression(expression))
                check(variable, in: register)
                assembler.resume(outer)
            }
            return Operand(register: register, isTemporary: false)
        }
        guard !loopConstants.isEmpty, let number = expression.number,
            let found = loopConstants.first(where: { $0.constant.isSame(as: number) })
        else { return nil }
        return Operand(register: found.register, isTemporary: false)
    }

    /// Puts a literal into a register.
    mutating func load(_ constant: Constant, into target: Int) {
        switch constant {
        case .none: assembler.emit(.none, target)
        case .bool(let value): assembler.emit(.bool, target, flags: value ? .isTrue : [])
        case .int(let value) where Int32(exactly: value) != nil: assembler.emit(.integer, target, wide: value)
        case .ellipsis, .int, .longInt, .float, .imaginary, .string, .bytes:
            assembler.emit(.constant, target, wide: assembler.index(of: constant))
        }
    }

    // MARK: - Operators

    private mutating func unary(
        _ operation: UnaryOperator, _ operand: Expression, _ whole: Expression, into target: Int
    ) {
        if let number = whole.number { return load(number, into: target) }
        let value = self.operand(operand, reusing: target)
        // An error about the operand's truth value points at the operand.
        if operation == .not { _ = assembler.begin(.expression(operand)) }
        assembler.emit(operation.opcode, target, value.register, flags: value.flag(.takesB))
    }

    private mutating func binary(
        _ left: Expression, _ operation: BinaryOperator, _ right: Expression, into target: Int
    ) {
        let first = operand(left, reusing: target)
        binary(first, operation, right, into: target, flags: first.flag(.takesB))
    }

    /// `target = first op right`.
    mutating func binary(
        _ first: Operand, _ operation: BinaryOperator, _ right: Expression, into target: Int, flags: Instruction.Flags
    ) {
        if let opcode = operation.withInteger, let number = right.smallInteger {
            assembler.emit(opcode, target, first.register, number, flags: flags)
            return
        }
        let second = operand(right)
        assembler.emit(
            operation.opcode, target, first.register, second.register, flags: flags.union(second.flag(.takesC)))
    }

    private mutating func comparison(_ first: Expression, _ links: [ComparisonLink], into target: Int) {
        let end = assembler.makeLabel()
        let result = links.count == 1 ? target : scratch(for: target)
        var left = links.count == 1 ? operand(first, reusing: target) : operand(first)
        let before = flow
        for (index, link) in links.enumerated() {
            assembler.select(part: index)
            let right = operand(link.operand)
            let isLast = index == links.count - 1
            let flags = left.flag(.takesB).union(isLast ? right.flag(.takesC) : [])
            compare(left.register, link.operator, right.register, into: result, flags: flags)
            if !isLast { assembler.jump(.jumpTruth, result, to: end) }
            left = right
        }
        assembler.place(end)
        if links.count > 1 { flow = before }
        move(result, to: target)
    }

    /// `target = left op right`.
    mutating func compare(
        _ left: Int, _ operation: ComparisonOperator, _ right: Int, into target: Int, flags: Instruction.Flags
    ) {
        let opcode: Opcode
        var flags = flags
        switch operation {
        case .in, .is: opcode = operation == .in ? .contains : .identical
        case .notIn, .isNot:
            opcode = operation == .notIn ? .contains : .identical
            flags.insert(.isTrue)
        case .equal: opcode = .equal
        case .notEqual: opcode = .notEqual
        case .less: opcode = .less
        case .lessOrEqual: opcode = .lessOrEqual
        case .greater: opcode = .greater
        case .greaterOrEqual: opcode = .greaterOrEqual
        }
        assembler.emit(opcode, target, left, right, flags: flags)
    }

    private mutating func boolean(_ operation: BooleanOperator, _ operands: [Expression], into target: Int) {
        let result = scratch(for: target)
        let end = assembler.makeLabel()
        var first: Flow?
        for (index, operand) in operands.enumerated() {
            expression(operand, into: result)
            first = first ?? flow
            if index == operands.count - 1 { break }
            let outer = assembler.begin(.expression(operand))
            assembler.jump(.jumpTruth, result, flags: operation == .or ? .isTrue : [], to: end)
            assembler.resume(outer)
        }
        assembler.place(end)
        // Only the first operand is certain to have been evaluated.
        if let first { flow = first }
        move(result, to: target)
    }

    private mutating func conditional(
        _ condition: Expression, _ then: Expression, _ otherwise: Expression, into target: Int
    ) {
        let (other, end) = (assembler.makeLabel(), assembler.makeLabel())
        self.condition(condition, jumpTo: other, when: false)
        let tested = flow
        expression(then, into: target)
        assembler.jump(to: end)
        assembler.place(other)
        flow = tested
        expression(otherwise, into: target)
        assembler.place(end)
        flow = tested
    }

    // MARK: - Building

    /// A tuple or list display; a long one is built in pieces.
    private mutating func display(_ items: [Expression], isTuple: Bool, into target: Int) {
        let piece = 128
        if items.contains(where: \.isStarred) { return displayOfStars(items, isTuple: isTuple, into: target) }
        if items.count <= piece {
            let start = values(items, at: target)
            return assembler.emit(isTuple ? .makeTuple : .makeList, target, start, items.count)
        }
        let list = scratch(for: target)
        assembler.emit(.makeList, list, list, 0)
        for first in stride(from: 0, to: items.count, by: piece) {
            let mark = nextRegister
            let part = Array(items[first..<min(first + piece, items.count)])
            assembler.emit(.appendItems, list, values(part, at: Int(Instruction.noRegister)), part.count)
            release(to: mark)
        }
        if isTuple { assembler.emit(.listToTuple, list) }
        move(list, to: target)
    }

    /// A tuple or list display with starred items.
    private mutating func displayOfStars(_ items: [Expression], isTuple: Bool, into target: Int) {
        let list = scratch(for: target)
        assembler.emit(.makeList, list, list, 0)
        for item in items {
            let mark = nextRegister
            let value = allocate()
            if case .starred(let inner) = item.kind {
                expression(inner, into: value)
                let outer = assembler.begin(.expression(inner))
                assembler.emit(.spread, value)
                assembler.emit(.extend, list, value)
                assembler.resume(outer)
            } else {
                expression(item, into: value)
                assembler.emit(.append, list, value, flags: .takesB)
            }
            release(to: mark)
        }
        if isTuple { assembler.emit(.listToTuple, list) }
        move(list, to: target)
    }

    /// Computes values into consecutive registers; the target of the whole expression may be the first.
    private mutating func values(_ items: [Expression], at target: Int) -> Int {
        guard let first = items.first else { return nextRegister }
        let start = scratch(for: target)
        expression(first, into: start)
        for item in items.dropFirst() { expression(item, into: allocate()) }
        return start
    }

    /// A dictionary display; a long one, or one with `**`, is built in pieces.
    private mutating func dictionary(_ items: [DictionaryItem], into target: Int) {
        let first = items.prefix(64).prefix { $0.key != nil }
        let whole = first.count == items.count
        let dictionary = whole ? target : scratch(for: target)
        let start = values(first.flatMap(\.expressions), at: dictionary)
        assembler.emit(.makeDictionary, dictionary, start, first.count)
        if whole { return }
        release(to: dictionary + 1)
        for item in items.dropFirst(first.count) { insert(item, into: dictionary) }
        move(dictionary, to: target)
    }

    /// Inserts one pair, or all items of a mapping, into a dictionary.
    private mutating func insert(_ item: DictionaryItem, into dictionary: Int) {
        let mark = nextRegister
        if let key = item.key {
            let (key, value) = (operand(key), operand(item.value))
            assembler.emit(
                .setItem, dictionary, key.register, value.register,
                flags: key.flag(.takesB).union(value.flag(.takesC)))
        } else {
            let outer = assembler.begin(.expression(item.value))
            assembler.emit(.updateDictionary, dictionary, operand(item.value).register)
            assembler.resume(outer)
        }
        release(to: mark)
    }

    /// The iterable of a loop. A set display of constants has the order of CPython's constant set there.
    mutating func iterable(_ expression: Expression, into target: Int) {
        guard case .set(let items) = expression.kind else { return self.expression(expression, into: target) }
        let outer = assembler.begin(.expression(expression))
        set(items, isWalked: true, into: target)
        assembler.resume(outer)
    }

    /// A set display; a long one, or one with `*`, is built in pieces.
    private mutating func set(_ items: [Expression], isWalked: Bool = false, into target: Int) {
        let isConstant =
            (isWalked || items.count > 2) && items.allSatisfy(\.isConstant)
        let first = items.prefix(128).prefix { !$0.isStarred }
        let isWhole = first.count == items.count && !isConstant
        let mark = nextRegister
        let set = isWhole ? target : scratch(for: target)
        let start = values(Array(first), at: set)
        assembler.emit(.makeSet, set, start, first.count)
        if isWhole { return }
        release(to: set + 1)
        for item in items.dropFirst(first.count) {
            var (opcode, expression) = (Opcode.addToSet, item)
            if case .starred(let inner) = item.kind { (opcode, expression) = (.updateSet, inner) }
            let outer = assembler.begin(.expression(expression))
            let value = operand(expression)
            assembler.emit(opcode, set, value.register, flags: value.flag(.takesB))
            assembler.resume(outer)
            release(to: set + 1)
        }
        if isConstant { assembler.emit(.makeSet, set, set, isWalked ? 2 : 1, flags: .isTrue) }
        move(set, to: target)
        release(to: mark)
    }

    private mutating func formattedString(_ parts: [FormattedStringPart], into target: Int) {
        if parts.isEmpty { return load(.string(""), into: target) }
        if parts.count == 1 { return formattedPart(parts[0], into: target) }
        let piece = 128
        var (start, count) = (scratch(for: target), 0)
        for part in parts {
            let register = count == 0 ? start : allocate()
            formattedPart(part, into: register)
            count += 1
            if count == piece {
                assembler.emit(.joinStrings, start, start, count)
                release(to: start + 1)
                count = 1
            }
        }
        assembler.emit(.joinStrings, target, start, count)
    }

    private mutating func formattedPart(_ part: FormattedStringPart, into target: Int) {
        switch part {
        case .literal(let text): load(.string(text), into: target)
        case .replacement(let value, let conversion, let format):
            let mark = nextRegister
            let operand = operand(value, reusing: target)
            var specification = Int(Instruction.noRegister)
            if !format.isEmpty {
                specification = allocate()
                formattedString(format, into: specification)
            }
            let outer = assembler.begin(.expression(value))
            let flags = Instruction.Flags(rawValue: conversion?.number ?? 0)
            assembler.emit(.format, target, operand.register, specification, flags: flags)
            assembler.resume(outer)
            release(to: mark)
        }
    }
}

extension Expression {
    /// Whether CPython's compiler treats it as a constant.
    fileprivate var isConstant: Bool {
        switch kind {
        case .constant: true
        case .tuple(let items): items.allSatisfy(\.isConstant)
        default: number != nil
        }
    }
}

extension FormattedStringPart.Conversion {
    /// The conversion as flags of `format`; 0 means none.
    fileprivate var number: UInt8 {
        switch self {
        case .string: 1
        case .representation: 2
        case .ascii: 3
        }
    }
}
