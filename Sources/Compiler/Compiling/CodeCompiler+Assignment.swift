internal import Syntax

extension CodeCompiler {
    /// `target = … = value`.
    mutating func assign(_ value: Expression, to targets: [Expression]) {
        if !isGuarded, targets.count == 1, case .name(let name) = targets[0].kind,
            let (register, variable) = register(of: name)
        {
            expression(value, into: register)
            return flow.assign(variable)
        }
        if targets.count == 1, let names = targets[0].items, let values = value.items, names.count == values.count,
            !(names + values).contains(where: \.isStarred)
        {
            return assign(values, to: names)
        }
        let value = operand(value)
        for (index, target) in targets.enumerated() {
            let isLast = index == targets.count - 1
            assign(Operand(register: value.register, isTemporary: value.isTemporary && isLast), to: target)
        }
    }

    /// `a, b = b, a`: evaluates all values first, then assigns them one by one, without making a tuple.
    private mutating func assign(_ values: [Expression], to targets: [Expression]) {
        let start = nextRegister
        let variables = targets.compactMap { target in
            if case .name(let name) = target.kind { register(of: name) } else { nil }
        }
        // If all targets are variables, the last value can be computed straight into its own: all others are computed
        // by then.
        let isDirect =
            !isGuarded && variables.count == targets.count && Set(variables.map(\.register)).count == targets.count
        let kept = isDirect ? values.dropLast() : values[...]
        for value in kept { expression(value, into: allocate()) }
        if isDirect, let value = values.last, let last = variables.last {
            expression(value, into: last.register)
            flow.assign(last.variable)
        }
        for (index, target) in targets.prefix(kept.count).enumerated() {
            assign(Operand(register: start + index, isTemporary: true), to: target)
        }
    }

    /// Assigns the value in a register.
    mutating func assign(_ value: Operand, to target: Expression) {
        let outer = assembler.begin(.expression(target))
        let mark = nextRegister
        switch target.kind {
        case .name(let name): store(value, to: name)
        case .tuple(let targets), .list(let targets): unpack(value, into: targets)
        case .subscript(let base, let index):
            let element = self.element(base, index)
            set(element, to: value)
        case .attribute(let base, let name, _):
            let owner = operand(base)
            assembler.emit(
                .setAttribute, owner.register, value.register, assembler.site(of: name), flags: value.flag(.takesB))
        default: preconditionFailure("the parser refuses other targets")
        }
        release(to: mark)
        assembler.resume(outer)
    }

    private mutating func unpack(_ value: Operand, into targets: [Expression]) {
        if let star = targets.firstIndex(where: \.isStarred) {
            return unpack(value, into: targets, star: star)
        }
        if let first = consecutive(targets) {
            assembler.emit(.unpack, first, value.register, targets.count, flags: value.flag(.takesB))
            for target in targets {
                if case .name(let name) = target.kind, let variable = scope.variable(name) { flow.assign(variable) }
            }
            return
        }
        let start = allocate(targets.count)
        assembler.emit(.unpack, start, value.register, targets.count, flags: value.flag(.takesB))
        for (index, target) in targets.enumerated() {
            assign(Operand(register: start + index, isTemporary: true), to: target)
        }
    }

    /// The same, where the starred target takes the items that the others leave.
    private mutating func unpack(_ value: Operand, into targets: [Expression], star: Int) {
        let counts = (before: star, behind: targets.count - 1 - star)
        guard counts.before < 256, counts.behind < 256 else {
            failure = .tooLarge(targets[star].range)
            return
        }
        let start = allocate(targets.count)
        assembler.emit(
            .unpackStarred, start, value.register, counts.before << 8 | counts.behind, flags: value.flag(.takesB))
        for (index, target) in targets.enumerated() {
            let inner = if case .starred(let inner) = target.kind { inner } else { target }
            assign(Operand(register: start + index, isTemporary: true), to: inner)
        }
    }

    /// The first register, if the targets are variables in consecutive registers.
    private func consecutive(_ targets: [Expression]) -> Int? {
        var first: Int?
        for (index, target) in targets.enumerated() {
            guard case .name(let name) = target.kind, let (register, _) = register(of: name) else { return nil }
            if let first, register != first + index { return nil }
            first = first ?? register
        }
        return first
    }

    // MARK: - Elements

    /// A subscript whose base and index have been evaluated into registers.
    struct Element {
        let base: Operand
        let index: Index

        /// The contents of the brackets.
        enum Index {
            case value(Operand)
            case integer(Int)
            /// Several indices, in consecutive registers.
            case items(Int, count: Int)
            /// The bounds of a slice, in consecutive registers.
            case slice(Int, hasStep: Bool)
        }
    }

    /// Evaluates the base and the index of a subscript.
    private mutating func element(_ base: Expression, _ index: Expression) -> Element {
        let owner = operand(base)
        return Element(base: owner, index: self.index(index))
    }

    private mutating func index(_ index: Expression) -> Element.Index {
        if let number = index.smallInteger { return .integer(number) }
        switch index.kind {
        case .tuple(let items) where !items.isEmpty && items.count < 256 && !items.contains(where: \.isStarred):
            let start = nextRegister
            for item in items { expression(item, into: allocate()) }
            return .items(start, count: items.count)
        case .slice(let lower, let upper, let step):
            return .slice(
                bounds(lower, upper, step, isWhole: false, at: Int(Instruction.noRegister)), hasStep: step != nil)
        default: return .value(operand(index))
        }
    }

    /// Evaluates the bounds of a slice into consecutive registers; the step only if there is one, or if `isWhole`.
    mutating func bounds(
        _ lower: Expression?, _ upper: Expression?, _ step: Expression?, isWhole: Bool, at target: Int
    ) -> Int {
        let start = scratch(for: target)
        let parts = isWhole || step != nil ? [lower, upper, step] : [lower, upper]
        for (index, part) in parts.enumerated() {
            let register = index == 0 ? start : allocate()
            if let part { expression(part, into: register) } else { assembler.emit(.none, register) }
        }
        return start
    }

    mutating func getElement(_ base: Expression, _ index: Expression, into target: Int) {
        let owner = operand(base, reusing: target)
        get(Element(base: owner, index: self.index(index)), into: target, isLast: true)
    }

    /// - Parameter isLast: whether this is the last use of the base.
    private mutating func get(_ element: Element, into target: Int, isLast: Bool) {
        let base = element.base.register
        let flags: Instruction.Flags = isLast ? element.base.flag(.takesB) : []
        switch element.index {
        case .value(let index):
            assembler.emit(
                .getItem, target, base, index.register, flags: isLast ? flags.union(index.flag(.takesC)) : flags)
        case .integer(let index): assembler.emit(.getItemInteger, target, base, index, flags: flags)
        case .items(let start, let count):
            assembler.emit(.getItems, target, base, start, flags: .init(rawValue: UInt8(count)))
        case .slice(let start, let hasStep):
            assembler.emit(.getSlice, target, base, start, flags: hasStep ? flags.union(.hasStep) : flags)
        }
    }

    private mutating func set(_ element: Element, to value: Operand) {
        let base = element.base.register
        switch element.index {
        case .value(let index):
            assembler.emit(.setItem, base, index.register, value.register, flags: value.flag(.takesC))
        case .integer(let index):
            assembler.emit(.setItemInteger, base, index, value.register, flags: value.flag(.takesC))
        case .items(let start, let count):
            assembler.emit(.setItems, base, start, value.register, flags: .init(rawValue: UInt8(count)))
        case .slice(let start, let hasStep):
            assembler.emit(
                .setSlice, base, start, value.register,
                flags: hasStep ? value.flag(.takesC).union(.hasStep) : value.flag(.takesC))
        }
    }

    // MARK: - Augmented assignment and deletion

    /// `target op= value`: evaluates what leads to the target once, and reads the target's value before the operand.
    mutating func augment(_ target: Expression, _ operation: BinaryOperator, _ value: Expression) {
        switch target.kind {
        case .name(let name):
            if let (register, variable) = register(of: name) {
                let outer = assembler.begin(.expression(target))
                check(variable, in: register)
                assembler.resume(outer)
                let old = Operand(register: register, isTemporary: false)
                return binary(old, operation, value, into: register, flags: .inPlace)
            }
            let old = operand(target)
            binary(old, operation, value, into: old.register, flags: [.inPlace, .takesB])
            store(old, to: name)
        case .attribute(let base, let name, _):
            let owner = operand(base)
            let old = Operand(register: allocate(), isTemporary: true)
            let outer = assembler.begin(.expression(target))
            assembler.emit(.getAttribute, old.register, owner.register, assembler.site(of: name))
            assembler.resume(outer)
            binary(old, operation, value, into: old.register, flags: [.inPlace, .takesB])
            _ = assembler.begin(.expression(target))
            assembler.emit(
                .setAttribute, owner.register, old.register, assembler.site(of: name), flags: .takesB)
            assembler.resume(outer)
        case .subscript(let base, let index):
            let element = self.element(base, index)
            let old = Operand(register: allocate(), isTemporary: true)
            let outer = assembler.begin(.expression(target))
            get(element, into: old.register, isLast: false)
            assembler.resume(outer)
            binary(old, operation, value, into: old.register, flags: [.inPlace, .takesB])
            _ = assembler.begin(.expression(target))
            set(element, to: old)
            assembler.resume(outer)
        default: preconditionFailure("the parser refuses other targets")
        }
    }

    /// `del target`.
    mutating func delete(_ target: Expression) {
        let outer = assembler.begin(.expression(target))
        let mark = nextRegister
        switch target.kind {
        case .name(let name):
            let index = assembler.index(of: name)
            switch place(of: name) {
            case .register(let register, _): assembler.emit(.deleteLocal, register, index)
            case .cell(let register): assembler.emit(.deleteCell, register, index)
            case .global: assembler.emit(.deleteGlobal, 0, index)
            }
        case .tuple(let targets), .list(let targets): for target in targets { delete(target) }
        case .subscript(let base, let index):
            let owner = operand(base)
            assembler.emit(.deleteItem, owner.register, operand(index).register)
        case .attribute(let base, let name, _):
            assembler.emit(.deleteAttribute, operand(base).register, 0, assembler.site(of: name))
        default: preconditionFailure("the parser refuses other targets")
        }
        release(to: mark)
        assembler.resume(outer)
    }
}

extension Expression {
    /// The items of a tuple or list display.
    fileprivate var items: [Expression]? {
        switch kind {
        case .tuple(let items), .list(let items): items
        default: nil
        }
    }
}
