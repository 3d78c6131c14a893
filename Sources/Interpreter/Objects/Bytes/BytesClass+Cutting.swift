internal import Kernels
internal import Syntax
internal import Tensors

extension BytesClass {
    private static let splitting = [
        Parameter.value("sep", default: nil, "the separator; white space by default"),
        .integer("maxsplit", default: -1, "how often it is cut at most"),
    ]
    private static let stripped = [Parameter.value("bytes", default: nil, "what is taken away; white space by default")]

    /// Methods that split, strip and join.
    static var cutting: [(Text, Value)] { splits + strips + changedCopies }

    private static var splits: [(Text, Value)] {
        [
            method("split", splitting, byKeyword: true) { (call) throws(EvaluationError) in
                .list(ListObject(call.made(try split(call, fromEnd: false))))
            },
            method("rsplit", splitting, byKeyword: true) { (call) throws(EvaluationError) in
                .list(ListObject(call.made(try split(call, fromEnd: true))))
            },
            method("splitlines", [.truth("keepends", default: false, "whether line ends stay")], byKeyword: true) {
                (call) throws(EvaluationError) in
                .list(ListObject(call.made(lines(call.bytes, keepsEnds: try call.arguments.bool("keepends")))))
            },
            method("partition", [.value("sep", "the text between elements")]) { (call) throws(EvaluationError) in
                let part = try separator(call)
                guard let place = first(part, in: call.bytes, 0..<call.bytes.count) else {
                    return .tuple(TupleObject(call.made([call.bytes, [], []])))
                }
                return .tuple(TupleObject(call.made(around(place, part, call.bytes))))
            },
            method("rpartition", [.value("sep", "the text between elements")]) { (call) throws(EvaluationError) in
                let part = try separator(call)
                guard let place = last(part, in: call.bytes, 0..<call.bytes.count) else {
                    return .tuple(TupleObject(call.made([[], [], call.bytes])))
                }
                return .tuple(TupleObject(call.made(around(place, part, call.bytes))))
            },
        ]
    }

    private static var strips: [(Text, Value)] {
        [
            method("strip", stripped) { (call) throws(EvaluationError) in call.made(try strip(call, true, true)) },
            method("lstrip", stripped) { (call) throws(EvaluationError) in call.made(try strip(call, true, false)) },
            method("rstrip", stripped) { (call) throws(EvaluationError) in call.made(try strip(call, false, true)) },
            method("removeprefix", [.value("prefix", "bytes")]) { (call) throws(EvaluationError) in
                let part = try call.bytes(at: 1)
                return call.made(call.bytes.starts(with: part) ? Array(call.bytes.dropFirst(part.count)) : call.bytes)
            },
            method("removesuffix", [.value("suffix", "bytes")]) { (call) throws(EvaluationError) in
                let part = try call.bytes(at: 1)
                let isThere = !part.isEmpty && call.bytes.reversed().starts(with: part.reversed())
                return call.made(isThere ? Array(call.bytes.dropLast(part.count)) : call.bytes)
            },
        ]
    }

    private static var changedCopies: [(Text, Value)] {
        [
            method("join", [.value("iterable", "parts")]) { (call) throws(EvaluationError) in try joined(call) },
            method(
                "replace",
                [
                    .value("old", "what is replaced"), .value("new", "by what"),
                    .integer("count", default: -1, "how often at most"),
                ]
            ) { (call) throws(EvaluationError) in
                call.made(
                    try replaced(
                        call.bytes, try call.bytes(at: 1), try call.bytes(at: 2), most: try call.arguments.int("count"))
                )
            },
            method(
                "translate",
                [.value("table", "256 bytes, or None"), .value("delete", default: nil, "the bytes that are left out")],
                byKeyword: true
            ) { (call) throws(EvaluationError) in
                let table = call.arguments.value(1).isNone ? nil : try call.bytes(at: 1)
                if let table, table.count != 256 {
                    throw error("ValueError", "translation table must be 256 characters long")
                }
                let deleted = call.arguments[2] == nil ? [] : Set(try call.bytes(at: 2))
                return call.made(call.bytes.filter { !deleted.contains($0) }.map { table?[Int($0)] ?? $0 })
            },
        ]
    }

    private static func around(_ place: Int, _ part: [UInt8], _ bytes: [UInt8]) -> [[UInt8]] {
        [Array(bytes[..<place]), part, Array(bytes[(place + part.count)...])]
    }

    private static func separator(_ call: Call) throws(EvaluationError) -> [UInt8] {
        let part = try call.bytes(at: 1)
        if part.isEmpty { throw error("ValueError", "empty separator") }
        return part
    }

    /// Whether a byte is ASCII whitespace.
    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private static func strip(_ call: Call, _ left: Bool, _ right: Bool) throws(EvaluationError) -> [UInt8] {
        var taken: Set<UInt8>?
        if let given = call.arguments[1], !given.isNone { taken = Set(try call.bytes(at: 1)) }
        let isTaken = { (byte: UInt8) in taken?.contains(byte) ?? isSpace(byte) }
        var rest = call.bytes[...]
        if left { rest = rest.drop(while: isTaken) }
        if right { while let last = rest.last, isTaken(last) { rest.removeLast() } }
        return Array(rest)
    }

    private static func split(_ call: Call, fromEnd: Bool) throws(EvaluationError) -> [[UInt8]] {
        let most = try call.arguments.int("maxsplit")
        let limit = most < 0 ? Int.max : most
        if call.arguments[1].map(\.isNone) ?? true {
            return fromEnd
                ? words(Array(call.bytes.reversed()), limit).reversed().map { $0.reversed() } : words(call.bytes, limit)
        }
        let part = try separator(call)
        if fromEnd {
            let parts = pieces(Array(call.bytes.reversed()), part.reversed(), limit)
            return parts.reversed().map { $0.reversed() }
        }
        return pieces(call.bytes, part, limit)
    }

    private static func pieces(_ bytes: [UInt8], _ part: [UInt8], _ limit: Int) -> [[UInt8]] {
        var (parts, start) = ([[UInt8]](), 0)
        while parts.count < limit, let place = first(part, in: bytes, start..<bytes.count) {
            parts.append(Array(bytes[start..<place]))
            start = place + part.count
        }
        return parts + [Array(bytes[start...])]
    }

    private static func words(_ bytes: [UInt8], _ limit: Int) -> [[UInt8]] {
        var (parts, rest) = ([[UInt8]](), bytes.drop(while: isSpace))
        while !rest.isEmpty, parts.count < limit {
            let word = rest.prefix { !isSpace($0) }
            parts.append(Array(word))
            rest = rest.dropFirst(word.count).drop(while: isSpace)
        }
        return rest.isEmpty ? parts : parts + [Array(rest)]
    }

    private static func lines(_ bytes: [UInt8], keepsEnds: Bool) -> [[UInt8]] {
        var (parts, start) = ([[UInt8]](), 0)
        while start < bytes.count {
            let end = bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
            var next = min(end + 1, bytes.count)
            if end + 1 < bytes.count, bytes[end] == 0x0D, bytes[end + 1] == 0x0A { next += 1 }
            parts.append(Array(bytes[start..<(keepsEnds ? next : end)]))
            start = next
        }
        return parts
    }

    private static func joined(_ call: Call) throws(EvaluationError) -> Value {
        var items: ValueIterator
        do throws(EvaluationError) { items = try ValueIterator(call.arguments.value(1)) } catch {
            guard case .values(.notIterable) = error else { throw error }
            throw Self.error("TypeError", "can only join an iterable")
        }
        var (bytes, number) = ([UInt8](), 0)
        var meter = WorkMeter()
        while let item = try items.next() {
            if meter.shouldStop(after: 16) { throw .interrupted }
            guard let part = item.bytes else {
                throw error(
                    "TypeError", "sequence item \(number): expected a bytes-like object, \(item.typeName) found")
            }
            try Allowance.check(bytes.count, plus: part.count + call.bytes.count)
            if number > 0 { bytes += call.bytes }
            bytes += part
            number += 1
        }
        return call.made(bytes)
    }

    private static func replaced(
        _ bytes: [UInt8], _ old: [UInt8], _ new: [UInt8], most: Int
    ) throws(EvaluationError) -> [UInt8] {
        let limit = most < 0 ? Int.max : most
        var (result, start, count) = ([UInt8](), 0, 0)
        if old.isEmpty {
            while count < limit, start <= bytes.count {
                result += new
                if start < bytes.count { result.append(bytes[start]) }
                (start, count) = (start + 1, count + 1)
                try Allowance.check(result.count, of: 1)
            }
            return start < bytes.count ? result + bytes[start...] : result
        }
        while count < limit, let place = first(old, in: bytes, start..<bytes.count) {
            result += bytes[start..<place]
            result += new
            (start, count) = (place + old.count, count + 1)
            if count % 1024 == 0 { try Allowance.check(result.count, of: 1) }
        }
        return result + bytes[start...]
    }
}
