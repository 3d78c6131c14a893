internal import Compiler

/// The tests of `match` that inspect a value.
extension Machine {
    /// Whether the tested value matches; its parts are then in their registers.
    @inline(never)
    func fits(_ i: Instruction) throws(Failure) -> Bool {
        do throws(EvaluationError) {
            let subject = registers[i.opcode == .matchObject ? Int(i.a) + 1 : Int(i.a)]
            if case .absent(let absent) = subject { throw absent.read() }
            switch i.opcode {
            case .matchSequence: return fitsSequence(registers[Int(i.a)], i.integerB)
            case .matchMapping: return try fitsMapping(i)
            default: return try fitsObject(i)
            }
        } catch {
            guard let inner = pendingFailure else { throw failure(error) }
            pendingFailure = nil
            throw inner
        }
    }

    /// Whether a value is a sequence with `wanted` items; a negative `wanted` stands for at least -1 - `wanted`
    /// items. As in Python, strings and arrays are not sequences.
    private func fitsSequence(_ value: Value, _ wanted: Int) -> Bool {
        let count: Int
        // An object whose class inherits from list or tuple counts too.
        switch value.plain {
        case .list(let list): count = list.count
        case .tuple(let tuple): count = tuple.count
        case .range(let range): count = range.count
        default: return false
        }
        return wanted >= 0 ? count == wanted : count >= -1 - wanted
    }

    /// Whether a value is a mapping with these keys; if so, their values replace them.
    private func fitsMapping(_ i: Instruction) throws(EvaluationError) -> Bool {
        guard case .dictionary(let dictionary) = registers[Int(i.a)].plain else { return false }
        let (first, count) = (Int(i.b), Int(i.flags.rawValue))
        guard dictionary.count >= count else { return false }
        let keys = (0..<count).map { registers[first + $0] }
        let seen = SetObject()
        for (index, key) in keys.enumerated() {
            if try seen.contains(key) {
                throw Self.patternError(
                    "mapping pattern checks duplicate key (\(key.representation))", type: "ValueError")
            }
            try seen.add(key)
            guard let value = try dictionary.value(of: key) else { return false }
            registers[first + index] = value
        }
        return true
    }

    /// Whether a value is an instance of a class with these attributes, which then go into registers from the class's
    /// on.
    private func fitsObject(_ i: Instruction) throws(EvaluationError) -> Bool {
        let (type, subject) = (registers[Int(i.a)], registers[Int(i.a) + 1])
        let arguments = frame.code.code.shapes[Int(i.b)].arguments
        switch type {
        case .type, .classObject: break
        default: throw Self.patternError("called match pattern must be a type")
        }
        guard let judge = table.instanceJudge, try callBack(.builtin(judge), [subject, type]).isTrue() else {
            return false
        }
        let positional = arguments.count { $0 == .positional }
        var values: [Value] = []
        var names: [String] = []
        if positional > 0, case .type(let own) = type, own.matchesItself {
            if positional > 1 { throw Self.tooManyParts(positional, of: own.name, taken: 1) }
            values.append(subject)
        } else {
            names = try matchNames(of: type, positional)
        }
        for case .keyword(let name) in arguments {
            if names.contains(name) {
                throw Self.patternError("\(Self.name(of: type))() got multiple sub-patterns for attribute '\(name)'")
            }
            names.append(name)
        }
        for name in names {
            guard let value = try attributeIfAny(name, of: subject) else { return false }
            values.append(value)
        }
        for (index, value) in values.enumerated() { registers[Int(i.a) + index] = value }
        return true
    }

    /// The attributes for positional patterns: those in the class's `__match_args__`.
    private func matchNames(of type: Value, _ count: Int) throws(EvaluationError) -> [String] {
        if count == 0 { return [] }
        let name = Self.name(of: type)
        let found = try attributeIfAny("__match_args__", of: type) ?? .tuple(TupleObject([]))
        guard case .tuple(let attributes) = found else {
            throw Self.patternError("\(name).__match_args__ must be a tuple (got \(found.typeName))")
        }
        if attributes.count < count {
            throw Self.tooManyParts(count, of: name, taken: attributes.count)
        }
        var names: [String] = []
        for attribute in attributes.items.prefix(count) {
            guard case .string(let text) = attribute else {
                throw Self.patternError("__match_args__ elements must be strings (got \(attribute.typeName))")
            }
            if names.contains(text.string) {
                throw Self.patternError("\(name)() got multiple sub-patterns for attribute '\(text.string)'")
            }
            names.append(text.string)
        }
        return names
    }

    private static func tooManyParts(_ count: Int, of name: String, taken: Int) -> EvaluationError {
        patternError("\(name)() accepts \(taken) positional sub-pattern\(taken == 1 ? "" : "s") (\(count) given)")
    }

    private static func name(of type: Value) -> String {
        switch type {
        case .classObject(let type): type.name
        case .type(let type): type.name
        default: ""
        }
    }

    private static func patternError(_ message: String, type: String = "TypeError") -> EvaluationError {
        .invalidArgument(function: "match", message, hint: nil, python: PythonForm(type, message))
    }
}

extension PythonType {
    /// Whether a single positional pattern matches the value itself: `int(n)`.
    fileprivate var matchesItself: Bool {
        switch self {
        case .bool, .int, .float, .string, .tuple, .list, .dictionary, .set, .frozenset: true
        default: false
        }
    }
}
