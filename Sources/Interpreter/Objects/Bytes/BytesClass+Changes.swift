internal import Kernels
internal import Syntax
internal import Tensors

extension BytesClass {
    /// Methods that modify a `bytearray`.
    static var changes: [(Text, Value)] { operatorsInPlace + additions + removals }

    private static var operatorsInPlace: [(Text, Value)] {
        [
            special("__setitem__", 2) { (operands) throws(EvaluationError) in
                try set(operands)
                return .none
            },
            special("__delitem__", 1) { (operands) throws(EvaluationError) in
                if case .slice(let slice) = operands.others[0] {
                    let gone = Set(try resolved(slice, operands.bytes.count))
                    operands.buffer.change { bytes in
                        bytes = bytes.enumerated().filter { !gone.contains($0.offset) }.map(\.element)
                    }
                    return .none
                }
                let place = try position(operands.others[0], operands)
                operands.buffer.change { $0.remove(at: place) }
                return .none
            },
            special("__iadd__", 1) { (operands) throws(EvaluationError) in
                guard let other = operands.others[0].bytes else {
                    throw error("TypeError", "can't concat \(operands.others[0].typeName) to bytearray")
                }
                try Allowance.check(operands.bytes.count, plus: other.count)
                operands.buffer.change { $0 += other }
                return .instance(operands.instance)
            },
            special("__imul__", 1) { (operands) throws(EvaluationError) in
                let bytes = try repeatedBytes(operands)
                operands.buffer.change { $0 = bytes }
                return .instance(operands.instance)
            },
        ]
    }

    private static var additions: [(Text, Value)] {
        [
            method("append", [.value("item", "a byte")]) { (call) throws(EvaluationError) in
                let byte = try byte(call.arguments.value(1))
                try Allowance.check(call.bytes.count, plus: 1)
                call.buffer.change { $0.append(byte) }
                return .none
            },
            method("extend", [.value("iterable_of_ints", "bytes")]) { (call) throws(EvaluationError) in
                let value = call.arguments.value(1)
                let added: [UInt8]
                if let bytes = value.bytes {
                    added = bytes
                } else {
                    do throws(EvaluationError) { added = try bytes(of: value, "bytearray") } catch {
                        guard case .invalidArgument(_, let words, _, _) = error, words.hasPrefix("cannot convert")
                        else {
                            throw error
                        }
                        throw Self.error("TypeError", "can't extend bytearray with \(value.typeName)")
                    }
                }
                try Allowance.check(call.bytes.count, plus: added.count)
                call.buffer.change { $0 += added }
                return .none
            },
            method("insert", [.integer("index", "before which place"), .value("item", "a byte")]) {
                (call) throws(EvaluationError) in
                let (index, byte) = (try call.arguments.int("index"), try byte(call.arguments.value(2)))
                let place = max(0, min(index < 0 ? index + call.bytes.count : index, call.bytes.count))
                call.buffer.change { $0.insert(byte, at: place) }
                return .none
            },
        ]
    }

    private static var removals: [(Text, Value)] {
        [
            method("pop", [.integer("index", default: -1, "which one")]) { (call) throws(EvaluationError) in
                let index = try call.arguments.int("index")
                if call.bytes.isEmpty { throw error("IndexError", "pop from empty bytearray") }
                let place = index < 0 ? index + call.bytes.count : index
                guard call.bytes.indices.contains(place) else { throw error("IndexError", "pop index out of range") }
                let byte = call.bytes[place]
                call.buffer.change { $0.remove(at: place) }
                return .int(Int(byte))
            },
            method("remove", [.value("value", "a byte")]) { (call) throws(EvaluationError) in
                let byte = try byte(call.arguments.value(1))
                guard let place = call.bytes.firstIndex(of: byte) else {
                    throw error("ValueError", "value not found in bytearray")
                }
                call.buffer.change { $0.remove(at: place) }
                return .none
            },
            method("reverse") {
                $0.buffer.change { $0.reverse() }
                return .none
            },
            method("clear") {
                $0.buffer.change { $0 = [] }
                return .none
            },
            method("copy") { $0.made($0.bytes) },
        ]
    }

    private static func set(_ operands: Operands) throws(EvaluationError) {
        let (index, value) = (operands.others[0], operands.others[1])
        guard case .slice(let slice) = index else {
            let place = try position(index, operands)
            let byte = try byte(value)
            operands.buffer.change { $0[place] = byte }
            return
        }
        if case .string = value.plain {
            throw error("TypeError", "can assign only bytes, buffers, or iterables of ints in range(0, 256)")
        }
        if value.asIndex != nil {
            throw error("TypeError", "can assign only bytes, buffers, or iterables of ints in range(0, 256)")
        }
        let new = if let own = value.bytes { own } else { try bytes(of: value, "bytearray") }
        let places = try resolved(slice, operands.bytes.count)
        if slice.step == nil || slice.step == 1 {
            let count = operands.bytes.count
            func bound(_ bound: Int?, _ fallback: Int) -> Int {
                bound.map { max(0, min($0 < 0 ? $0 &+ count : $0, count)) } ?? fallback
            }
            let start = bound(slice.lower, 0)
            let end = max(start, bound(slice.upper, count))
            operands.buffer.change { $0.replaceSubrange(start..<end, with: new) }
            return
        }
        guard places.count == new.count else {
            throw error(
                "ValueError",
                "attempt to assign bytes of size \(new.count) to extended slice of size \(places.count)")
        }
        operands.buffer.change { bytes in for (place, byte) in zip(places, new) { bytes[place] = byte } }
    }
}
