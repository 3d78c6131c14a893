internal import Integers
internal import Kernels
internal import Platform
internal import Syntax
internal import Tensors

extension BytesClass {
    private static let sought = [
        Parameter.value("sub", "bytes, or a byte"), .value("start", default: nil, "the first place"),
        .value("end", default: nil, "where the places end, exclusive"),
    ]

    /// Methods that search for a part, in the whole or between two positions.
    static var searching: [(Text, Value)] {
        [
            method("find", sought) { (call) throws(EvaluationError) in .int(try place(call) ?? -1) },
            method("rfind", sought) { (call) throws(EvaluationError) in .int(try place(call, isLast: true) ?? -1) },
            method("index", sought) { (call) throws(EvaluationError) in
                guard let place = try place(call) else { throw error("ValueError", "subsection not found") }
                return .int(place)
            },
            method("rindex", sought) { (call) throws(EvaluationError) in
                guard let place = try place(call, isLast: true) else {
                    throw error("ValueError", "subsection not found")
                }
                return .int(place)
            },
            method("count", sought) { (call) throws(EvaluationError) in
                let part = try soughtBytes(call.arguments.value(1))
                guard let range = try range(call) else { return .int(0) }
                if part.isEmpty { return .int(range.count + 1) }
                var (count, start) = (0, range.lowerBound)
                while let place = first(part, in: call.bytes, start..<range.upperBound) {
                    count += 1
                    start = place + part.count
                }
                return .int(count)
            },
            method("startswith", sought) { (call) throws(EvaluationError) in
                .bool(try edge(call, "startswith") { $0.starts(with: $1) })
            },
            method("endswith", sought) { (call) throws(EvaluationError) in
                .bool(try edge(call, "endswith") { $0.reversed().starts(with: $1.reversed()) })
            },
        ]
    }

    /// The positions between the bounds given to a search; nil if it begins after the end.
    private static func range(_ call: Call) throws(EvaluationError) -> Range<Int>? {
        let count = call.bytes.count
        func bound(_ place: Int, _ fallback: Int) throws(EvaluationError) -> Int {
            guard let value = call.arguments[place], !value.isNone else { return fallback }
            if case .long(let number) = value { return number.isNegative ? 0 : .max }
            guard let number = try value.wholeNumber() else {
                throw error("TypeError", "slice indices must be integers or None or have an __index__ method")
            }
            return number < 0 ? max(number + count, 0) : number
        }
        let (start, end) = (try bound(2, 0), min(try bound(3, count), count))
        return start <= end ? start..<end : nil
    }

    private static func soughtBytes(_ value: Value) throws(EvaluationError) -> [UInt8] {
        if let bytes = value.bytes { return bytes }
        guard try value.isWholeNumber() else {
            throw error("TypeError", "argument should be integer or bytes-like object, not '\(value.typeName)'")
        }
        return [try byte(value)]
    }

    private static func place(_ call: Call, isLast: Bool = false) throws(EvaluationError) -> Int? {
        let part = try soughtBytes(call.arguments.value(1))
        guard let range = try range(call) else { return nil }
        return isLast ? last(part, in: call.bytes, range) : first(part, in: call.bytes, range)
    }

    private static func edge(
        _ call: Call, _ name: String, _ stands: (ArraySlice<UInt8>, [UInt8]) -> Bool
    ) throws(EvaluationError) -> Bool {
        let given = call.arguments.value(1)
        var parts: [[UInt8]] = []
        for value in given.tupleItems ?? [given] {
            guard let bytes = value.bytes else {
                throw given.tupleItems != nil
                    ? error("TypeError", "a bytes-like object is required, not '\(value.typeName)'")
                    : error("TypeError", "\(name) first arg must be bytes or a tuple of bytes, not \(value.typeName)")
            }
            parts.append(bytes)
        }
        guard let range = try range(call) else { return false }
        return parts.contains { stands(call.bytes[range], $0) }
    }

    /// The first position of a part within a range.
    static func first(_ part: [UInt8], in bytes: [UInt8], _ range: Range<Int>) -> Int? {
        if part.isEmpty { return range.lowerBound }
        if range.count < part.count { return nil }
        return bytes.withUnsafeBufferPointer { bytes in
            part.withUnsafeBufferPointer { part in
                guard let start = bytes.baseAddress, let sought = part.baseAddress else { return nil }
                var place = range.lowerBound
                let last = range.upperBound - part.count
                while place <= last {
                    guard let found = memchr(start + place, CInt(part[0]), last - place + 1) else { return nil }
                    place = UnsafeRawPointer(found) - UnsafeRawPointer(start)
                    if memcmp(start + place, sought, part.count) == 0 { return place }
                    place += 1
                }
                return nil
            }
        }
    }

    /// The first position of bytes or a single byte, as given to a search or to `in`.
    static func first(
        _ value: Value, in bytes: [UInt8], _ range: Range<Int>, isItem: Bool
    ) throws(EvaluationError) -> Int? {
        if let part = value.bytes { return first(part, in: bytes, range) }
        guard try value.isWholeNumber() else {
            throw error("TypeError", "a bytes-like object is required, not '\(value.typeName)'")
        }
        return first([try byte(value)], in: bytes, range)
    }

    static func last(_ part: [UInt8], in bytes: [UInt8], _ range: Range<Int>) -> Int? {
        if part.isEmpty { return range.upperBound }
        guard range.count >= part.count else { return nil }
        for place in (range.lowerBound...range.upperBound - part.count).reversed().polled(work: 2)
        where bytes[place] == part[0] && bytes[place..<place + part.count].elementsEqual(part) {
            return place
        }
        return nil
    }
}

extension Value {
    /// The items of a tuple; nil for anything else.
    var tupleItems: [Value]? { if case .tuple(let tuple) = plain { tuple.items } else { nil } }
}
