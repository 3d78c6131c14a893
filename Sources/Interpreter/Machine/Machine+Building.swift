internal import Compiler
internal import Integers
internal import Kernels
internal import Rendering
internal import Syntax
internal import Tensors

extension Machine {
    // MARK: - Loops

    /// Turns the iterable into the state of a loop: for a range the next number, the count left and the step;
    /// otherwise the value and a position.
    @inline(never)
    func prepareLoop(_ state: UnsafeMutablePointer<Value>) throws(Failure) {
        (state + 1).put(.int(0))
        if case .range(let range) = state.pointee {
            state.put(.int(range.start))
            (state + 1).put(.int(range.count))
            (state + 2).put(.int(range.step))
            return
        }
        do { state.put(try state.pointee.walked()) } catch { throw failure(error) }
    }

    /// The next item of a loop.
    @inline(never)
    func nextItem(_ state: UnsafeMutablePointer<Value>) throws(Failure) -> Value? {
        if case .string(let text) = state.pointee, case .int(let place) = state[1] {
            guard place < text.count else { return nil }
            (state + 1).initialize(to: .int(place + 1))
            return .string(text[place])
        }
        if case .iterator(let iterator) = state.pointee {
            do { return try iterator.next() } catch { throw failure(error) }
        }
        if case .absent(let absent) = state.pointee { throw failure(absent.read()) }
        guard case .int(let place) = state[1] else { return nil }
        if case .int(let number) = state.pointee {
            guard place > 0, case .int(let step) = state[2] else { return nil }
            (state + 1).initialize(to: .int(place - 1))
            state.initialize(to: .int(number &+ step))
            return .int(number)
        }
        (state + 1).initialize(to: .int(place + 1))
        return state.pointee.item(at: place)
    }

    /// Checks the size of a comprehension's list, now and then.
    @inline(never)
    func checkSize(of list: ListObject) throws(Failure) {
        do { try list.affordItems() } catch {
            var place = currentCallRange
            switch expression?.kind {
            case .listComprehension(let element, _)?, .generator(let element, _)?: place = element.range
            default: break
            }
            throw failure(error, place)
        }
    }

    // MARK: - Dictionaries and sets

    /// `R[a]` = a dictionary of n pairs, or a set of n values; or adds to an existing one.
    func makeTable(_ i: Instruction) throws(Failure) {
        do throws(EvaluationError) {
            switch i.opcode {
            case .makeDictionary:
                let dictionary = DictionaryObject()
                let items = take(2 * Int(i.c), from: Int(i.b))
                for place in 0..<Int(i.c) { try dictionary.set(items[2 * place + 1], for: items[2 * place]) }
                registers[Int(i.a)] = .dictionary(dictionary)
            case .makeSet where i.flags.contains(.isTrue):
                guard case .set(let set) = registers[Int(i.b)] else { return }
                registers[Int(i.a)] = .set(try set.asConstant(isWalked: i.c == 2))
            case .makeSet:
                let set = SetObject()
                for item in take(Int(i.c), from: Int(i.b)) { try set.add(item) }
                registers[Int(i.a)] = .set(set)
            case .updateDictionary:
                guard case .dictionary(let dictionary) = registers[Int(i.a)] else { return }
                let source = registers[Int(i.b)]
                guard try dictionary.update(fromMapping: source) else {
                    throw .values(.noMapping(ValueDescription(source)))
                }
            default:
                guard case .set(let set) = registers[Int(i.a)] else { return }
                let value = registers[Int(i.b)]
                if i.opcode == .addToSet { try set.add(value) } else { try set.update(from: value) }
            }
        } catch {
            throw failure(error)
        }
    }

    // MARK: - Functions

    /// A function value. Its defaults are already computed.
    func makeFunction(_ i: Instruction) {
        let code = frame.code.nested(Int(i.b), in: workspace)
        let r = registers
        let count = code.parameters.parameters.count { $0.defaultValue != nil }
        let defaults = take(count, from: Int(i.c))
        let captures = code.code.captures.map { r[$0] }
        r[Int(i.a)] = .function(UserFunction(code: code, defaults: defaults, captures: captures))
    }

    // MARK: - f-strings

    /// `R[a]` = `R[b]` formatted by a specification.
    func format(_ i: Instruction) throws(Failure) {
        let r = registers
        var specification = ""
        if i.c != Instruction.noRegister, case .string(let text) = r[Int(i.c)] { specification = text.string }
        let conversion: FormattedStringPart.Conversion? =
            switch i.flags.rawValue {
            case 1: .string
            case 2: .representation
            case 3: .ascii
            default: nil
            }
        do {
            let text = try Formatting.format(r[Int(i.b)], conversion: conversion, specification: specification)
            registers[Int(i.a)] = .string(Text(text))
        } catch {
            throw failure(error)
        }
        try checkPending()
    }

    /// `R[a]` = the concatenation of n strings in registers.
    func joinStrings(_ i: Instruction) throws(Failure) {
        var (joined, count) = ("", 0)
        for (index, part) in take(Int(i.c), from: Int(i.b)).enumerated() {
            guard case .string(let text) = part else { continue }
            do { try Allowance.check(joined.utf8.count, plus: text.byteCount) } catch {
                var place = currentCallRange
                if case .formattedString(let parts)? = expression?.kind, parts.indices.contains(index),
                    case .replacement(let expression, _, _) = parts[index]
                {
                    place = expression.range
                }
                throw failure(error, place)
            }
            joined.append(interruptibly: text.string)
            count += text.count
        }
        registers[Int(i.a)] = .string(Text(joined, count: count))
    }
}

extension Value {
    init(_ constant: Constant) {
        switch constant {
        case .none: self = .none
        case .ellipsis: self = .ellipsis
        case .bool(let value): self = .bool(value)
        case .int(let value): self = .int(value)
        case .longInt(let digits, let base): self.init(Integer(digits: digits, radix: base) ?? .short(0))
        case .float(let value): self = .float(value)
        case .imaginary(let value): self.init(Complex(0, value))
        case .string(let text): self = .string(Text(text))
        case .bytes(let bytes): self = BytesClass.object(bytes)
        }
    }

    /// Whether it is a list, tuple, dictionary, set or view.
    package var isContainer: Bool {
        switch self {
        case .list, .tuple, .dictionary, .set, .view: true
        default: false
        }
    }
}
