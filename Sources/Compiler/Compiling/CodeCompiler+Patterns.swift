internal import Syntax

/// `match`: each case is a sequence of tests that jump to the next case on failure.
///
/// The subject and its parts stay in their own registers until a case is decided, and none is moved out, because the
/// next case starts from the same subject. Names are bound only once the whole pattern matches.
extension CodeCompiler {
    /// A name in a pattern, and the register that holds its value.
    private typealias Capture = (name: String, register: Int)

    /// `match subject:` with its cases.
    mutating func match(_ subject: Expression, _ cases: [MatchCase]) {
        let register = allocate()
        expression(subject, into: register)
        let end = assembler.makeLabel()
        var ends: Flow?
        for one in cases {
            let before = flow
            let next = assembler.makeLabel()
            var captures: [Capture] = []
            match(register, one.pattern, &captures, otherwise: next)
            for capture in captures {
                store(Operand(register: capture.register, isTemporary: false), to: capture.name)
            }
            if let condition = one.guardCondition { self.condition(condition, jumpTo: next, when: false) }
            // Release the parts of the subject.
            assembler.emit(.clear, register, nextRegister - register)
            release(to: register + 1)
            statements(one.body)
            if flow.isReachable { assembler.jump(to: end) }
            ends?.merge(flow)
            ends = ends ?? flow
            flow = before
            assembler.place(next)
        }
        assembler.emit(.clear, register, 1)
        if let ends { flow.merge(ends) }
        assembler.place(end)
    }

    /// Tests the value in a register, and jumps to a label if the pattern does not match.
    private mutating func match(
        _ subject: Int, _ pattern: Pattern, _ captures: inout [Capture], otherwise label: Assembler.Label
    ) {
        switch pattern.kind {
        case .value(let value): compare(subject, value, otherwise: label)
        case .singleton(let value):
            let outer = assembler.begin(.expression(value))
            if case .constant(.none) = value.kind {
                assembler.jump(.jumpNone, subject, to: label)
            } else {
                compareAndJump(subject, .is, operand(value).register, to: label, when: false)
            }
            assembler.resume(outer)
        case .capture(let name), .starred(let name): if let name { captures.append((name, subject)) }
        case .sequence(let items): sequence(subject, items, pattern, &captures, otherwise: label)
        case .mapping(let items, let rest): mapping(subject, items, rest, pattern, &captures, otherwise: label)
        case .object(let type, let positional, let named):
            object(subject, type, positional, named, &captures, otherwise: label)
        case .alternatives(let items): alternatives(subject, items, &captures, otherwise: label)
        case .named(let inner, let name):
            match(subject, inner, &captures, otherwise: label)
            captures.append((name, subject))
        }
    }

    private mutating func compare(_ subject: Int, _ value: Expression, otherwise label: Assembler.Label) {
        let outer = assembler.begin(.expression(value))
        if let number = value.smallInteger {
            assembler.jump(.jumpEqualInteger, subject, number, to: label)
        } else {
            compareAndJump(subject, .equal, operand(value).register, to: label, when: false)
        }
        assembler.resume(outer)
    }

    private mutating func sequence(
        _ subject: Int, _ items: [Pattern], _ pattern: Pattern, _ captures: inout [Capture],
        otherwise label: Assembler.Label
    ) {
        guard items.count < 256 else {
            failure = .tooLarge(pattern.range)
            return
        }
        let star = items.firstIndex { if case .starred = $0.kind { true } else { false } }
        assembler.jump(.matchSequence, subject, star == nil ? items.count : -items.count, to: label)
        // If all item patterns match anything, no item is read.
        if items.allSatisfy({ $0.isAnything }) { return }
        let first = allocate(items.count)
        if let star {
            assembler.emit(.unpackStarred, first, subject, star << 8 | items.count - 1 - star)
        } else {
            assembler.emit(.unpack, first, subject, items.count)
        }
        for (index, item) in items.enumerated() { match(first + index, item, &captures, otherwise: label) }
    }

    private mutating func mapping(
        _ subject: Int, _ items: [Pattern.KeyPattern], _ rest: String?, _ pattern: Pattern,
        _ captures: inout [Capture], otherwise label: Assembler.Label
    ) {
        guard items.count < 256 else {
            failure = .tooLarge(pattern.range)
            return
        }
        let keys = nextRegister
        for item in items { expression(item.key, into: allocate()) }
        var values = keys
        if rest != nil {
            // The keys are needed again.
            values = allocate(items.count)
            for index in items.indices { assembler.emit(.move, values + index, keys + index) }
        }
        assembler.jump(.matchMapping, subject, values, flags: .init(rawValue: UInt8(items.count)), to: label)
        for (index, item) in items.enumerated() { match(values + index, item.pattern, &captures, otherwise: label) }
        guard let rest else { return }
        let others = allocate()
        assembler.emit(.makeDictionary, others, others, 0)
        assembler.emit(.updateDictionary, others, subject)
        for index in items.indices { assembler.emit(.deleteItem, others, keys + index) }
        captures.append((rest, others))
    }

    private mutating func object(
        _ subject: Int, _ type: Expression, _ positional: [Pattern], _ named: [Pattern.AttributePattern],
        _ captures: inout [Capture], otherwise label: Assembler.Label
    ) {
        let patterns = positional + named.map(\.pattern)
        let first = allocate(max(patterns.count, 2))
        let outer = assembler.begin(.expression(type))
        expression(type, into: first)
        assembler.emit(.move, first + 1, subject)
        let shape = CallShape(
            arguments: positional.map { _ in .positional } + named.map { .keyword($0.name) })
        assembler.jump(.matchObject, first, assembler.index(of: shape), to: label)
        assembler.resume(outer)
        for (index, pattern) in patterns.enumerated() { match(first + index, pattern, &captures, otherwise: label) }
    }

    /// Tries alternatives in order; each leaves its captures in the same registers.
    private mutating func alternatives(
        _ subject: Int, _ items: [Pattern], _ captures: inout [Capture], otherwise label: Assembler.Label
    ) {
        let names = items[0].names
        let shared = allocate(names.count)
        let (end, before) = (assembler.makeLabel(), flow)
        for (index, item) in items.enumerated() {
            let isLast = index == items.count - 1
            let next = isLast ? label : assembler.makeLabel()
            var own: [Capture] = []
            match(subject, item, &own, otherwise: next)
            for (name, register) in own {
                guard let place = names.firstIndex(of: name) else { continue }
                assembler.emit(.move, shared + place, register)
            }
            if !isLast {
                assembler.jump(to: end)
                assembler.place(next)
            }
            flow = before
        }
        assembler.place(end)
        for (index, name) in names.enumerated() { captures.append((name, shared + index)) }
    }
}

extension Pattern {
    /// Whether it is `_` or `*_`.
    fileprivate var isAnything: Bool {
        switch kind {
        case .capture(nil), .starred(nil): true
        default: false
        }
    }
}
