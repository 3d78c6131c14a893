internal import Kernels
internal import Syntax
internal import Tensors

extension BytesClass {
    private static let forwards = IteratorRule(.bytesIterator) { (_, state) in step(&state) }
    private static let arrayForwards = IteratorRule(.bytearrayIterator) { (_, state) in step(&state) }

    private static func step(_ state: inout RuleIterator.State) -> Value? {
        guard case .instance(let instance) = state.values[0], let buffer = instance.byteBuffer,
            state.numbers[0] < buffer.bytes.count
        else { return nil }
        defer { state.numbers[0] += 1 }
        return .int(Int(buffer.bytes[state.numbers[0]]))
    }

    /// Methods for length, items, iteration and text.
    static var items: [(Text, Value)] {
        [
            special("__len__") { .int($0.bytes.count) },
            special("__bool__") { .bool(!$0.bytes.isEmpty) },
            special("__bytes__") { object($0.bytes) },
            special("__iter__") {
                .iterator(RuleIterator($0.isChangeable ? arrayForwards : forwards, [.instance($0.instance)], [0]))
            },
            special("__getitem__", 1) { (operands) throws(EvaluationError) in
                if case .slice(let slice) = operands.others[0] {
                    let places = try resolved(slice, operands.bytes.count)
                    return operands.made(places.map { operands.bytes[$0] })
                }
                return .int(Int(operands.bytes[try position(operands.others[0], operands)]))
            },
            special("__contains__", 1) { (operands) throws(EvaluationError) in
                .bool(try first(operands.others[0], in: operands.bytes, 0..<operands.bytes.count, isItem: true) != nil)
            },
            special("__repr__") { (operands) throws(EvaluationError) in
                try Allowance.check(operands.bytes.count, of: 4)
                let text = representation(operands.bytes, ofArray: operands.isChangeable)
                return .string(Text(operands.isChangeable ? "\(operands.instance.type.name)(\(text))" : text))
            },
            special("__copy__") { $0.made($0.bytes) },
            special("__deepcopy__", 1) { $0.made($0.bytes) },
            special("__format__", 1) { (operands) throws(EvaluationError) in
                guard operands.others[0].text.isEmpty else {
                    throw error(
                        "TypeError", "unsupported format string passed to \(operands.instance.type.name).__format__")
                }
                return .string(Text(Value.instance(operands.instance).text))
            },
        ]
    }

    /// The positions that a slice selects, in order.
    static func resolved(_ slice: Slice, _ count: Int) throws(EvaluationError) -> [Int] {
        try slice.refuseLabels()
        guard let places = try? ResolvedSlice(lower: slice.lower, upper: slice.upper, step: slice.step, length: count)
        else { throw error("ValueError", "slice step cannot be zero") }
        return (0..<places.count).map { places.start + $0 * places.step }
    }

    /// The position that an index selects.
    static func position(_ index: Value, _ operands: Operands) throws(EvaluationError) -> Int {
        let name = operands.isChangeable ? "bytearray" : "byte"
        if index.isLong { throw error("IndexError", "cannot fit 'int' into an index-sized integer") }
        guard let number = try index.wholeNumber() else {
            throw error("TypeError", "\(name) indices must be integers or slices, not \(index.typeName)")
        }
        let place = number < 0 ? number &+ operands.bytes.count : number
        guard operands.bytes.indices.contains(place) else {
            throw error("IndexError", operands.isChangeable ? "bytearray index out of range" : "index out of range")
        }
        return place
    }

    /// `repr` of bytes. For a `bytearray`, apostrophes are escaped regardless of the quotes.
    private static func representation(_ bytes: [UInt8], ofArray isArray: Bool) -> String {
        let quote: UInt8 = bytes.contains(0x27) && !bytes.contains(0x22) ? 0x22 : 0x27
        var text: [UInt8] = [UInt8(ascii: "b"), quote]
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "'") where isArray: text += [UInt8(ascii: "\\"), byte]
            case quote where !isArray, UInt8(ascii: "\\"): text += [UInt8(ascii: "\\"), byte]
            case 0x09: text += Array("\\t".utf8)
            case 0x0A: text += Array("\\n".utf8)
            case 0x0D: text += Array("\\r".utf8)
            case 0x20..<0x7F: text.append(byte)
            default: text += Array(("\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)).utf8)
            }
        }
        text.append(quote)
        return String(decoding: text, as: UTF8.self)
    }

    // MARK: - Operators

    private static let orders: [(String, @Sendable (Int) -> Bool)] = [
        ("__eq__", { $0 == 0 }), ("__ne__", { $0 != 0 }), ("__lt__", { $0 < 0 }), ("__le__", { $0 <= 0 }),
        ("__gt__", { $0 > 0 }), ("__ge__", { $0 >= 0 }),
    ]

    static var operators: [(Text, Value)] {
        let comparisons = orders.map { name, holds in
            special(name, 1) { operands in
                guard let other = operands.others[0].bytes else { return .notImplemented }
                return .bool(holds(order(operands.bytes, other)))
            }
        }
        return comparisons + arithmetic
    }

    private static var arithmetic: [(Text, Value)] {
        [
            special("__add__", 1) { (operands) throws(EvaluationError) in
                guard let other = operands.others[0].bytes else {
                    if case .instance(let instance) = operands.others[0], instance.type.lookUp("__radd__") != nil {
                        return .notImplemented
                    }
                    throw error(
                        "TypeError",
                        "can't concat \(operands.others[0].typeName) to \(operands.isChangeable ? "bytearray" : "bytes")"
                    )
                }
                try Allowance.check(operands.bytes.count, plus: other.count)
                return operands.made(operands.bytes + other)
            },
            special("__mul__", 1) { (operands) throws(EvaluationError) in try repeated(operands) },
            special("__rmul__", 1) { (operands) throws(EvaluationError) in try repeated(operands) },
            special("__mod__", 1) { (operands) throws(EvaluationError) in
                operands.made(try BytesFormat.formatted(operands.bytes, operands.others[0]))
            },
        ]
    }

    private static func order(_ left: [UInt8], _ right: [UInt8]) -> Int {
        if left == right { return 0 }
        return left.lexicographicallyPrecedes(right) ? -1 : 1
    }

    private static func repeated(_ operands: Operands) throws(EvaluationError) -> Value {
        operands.made(try repeatedBytes(operands))
    }

    static func repeatedBytes(_ operands: Operands) throws(EvaluationError) -> [UInt8] {
        if operands.others[0].isLong { throw .numbers(.tooLargeForIndex(operands.others[0].briefText)) }
        guard let count = try operands.others[0].wholeNumber() else {
            throw error("TypeError", "can't multiply sequence by non-int of type '\(operands.others[0].typeName)'")
        }
        let (total, overflows) = operands.bytes.count.multipliedReportingOverflow(by: max(count, 0))
        if overflows { throw .limits(.outOfMemory(bytes: .max, limit: MemoryLimit.current.bytes)) }
        try Allowance.check(total, of: 1)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(total)
        for _ in 0..<max(count, 0) { bytes += operands.bytes }
        return bytes
    }
}

extension Value {
    /// An int, or the result of an object's `__index__`; nil for anything else, and beyond 64 bits.
    func wholeNumber() throws(EvaluationError) -> Int? {
        if let number = asIndex { return number }
        guard case .instance(let instance) = self, let result = try Special.call("__index__", of: instance) else {
            return nil
        }
        return result.asIndex
    }

    /// Whether it is an integer of any length.
    func isWholeNumber() throws(EvaluationError) -> Bool {
        if isLong { return true }
        return try wholeNumber() != nil
    }
}
