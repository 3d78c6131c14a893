internal import Integers
internal import Kernels
package import Tensors

/// Limits on the memory of strings, lists and tuples, checked before they are made.
///
/// Growing one copies it, and a cell may hold several, so each gets a quarter of a tensor's limit.
package enum Allowance {
    /// The maximum size in bytes.
    static var bytes: Int { MemoryLimit.current.bytes / 4 }

    /// The maximum nesting depth of lists for recursive functions.
    static let nesting = 500

    /// The maximum number of axes of an array, as in NumPy.
    static let axes = 64

    /// The maximum nesting depth of lists that are written as text: about as deep as in Python, where the recursion
    /// limit applies.
    private static let textNesting = 990

    /// Checks `count` elements of `size` bytes against the limit and the free memory.
    ///
    /// - Throws: a `MemoryError` if they take more, or their size overflows.
    package static func check(_ count: Int, of size: Int) throws(EvaluationError) {
        let (total, overflow) = count.multipliedReportingOverflow(by: size)
        let limit = bytes
        if overflow || total > limit {
            throw .limits(.outOfMemory(bytes: overflow ? Int.max : total, limit: limit))
        }
        try checkRoom(total)
    }

    /// Checks that this many bytes are free at present.
    ///
    /// - Throws: a `MemoryError` if they are not.
    package static func checkRoom(_ bytes: Int) throws(EvaluationError) {
        if !FreeMemory.hasRoom(for: bytes) { throw .limits(.memoryUsedUp(bytes: bytes)) }
    }

    /// Checks the size of a list or tuple with this many items.
    ///
    /// - Throws: as `check(_:of:)` does.
    package static func check(items count: Int) throws(EvaluationError) {
        try check(count, of: MemoryLayout<Value>.stride)
    }

    /// Checks the growth of a collection from `count` items by `added`. If they exceed its capacity, it doubles,
    /// which needs free memory.
    ///
    /// - Throws: a `MemoryError` if they exceed the limit or the free memory.
    package static func check(_ count: Int, growingBy added: Int, within capacity: Int) throws(EvaluationError) {
        try check(count, plus: added, of: MemoryLayout<Value>.stride)
        if count + added > capacity { try checkRoom(max(2 * count, count + added) * MemoryLayout<Value>.stride) }
    }

    /// Checks the size of two pieces together, `first` and `second` elements of `size` bytes each.
    ///
    /// - Throws: as `check(_:of:)` does.
    package static func check(_ first: Int, plus second: Int, of size: Int = 1) throws(EvaluationError) {
        let (total, overflow) = first.addingReportingOverflow(second)
        try check(overflow ? Int.max : total, of: size)
    }

    /// Checks that a nested list is not too deep to become an array.
    static func check(nestingOf value: Value) throws(EvaluationError) {
        guard value.sequence != nil else { return }
        let measure = Measuring.measure(value)
        if measure.depth > axes || measure.isEndless { throw .limits(.tooManyAxes(limit: axes)) }
        if measure.bytes > bytes { throw .limits(.outOfMemory(bytes: measure.bytes, limit: bytes)) }
    }

    /// Checks the length of a value's text. `l = [l, l]` shares its items, but its text doubles with every step.
    ///
    /// - Throws: an error if the text would be too long, is nested too deeply, or contains an int with too many
    ///   digits.
    package static func check(textOf value: Value) throws(EvaluationError) {
        switch value {
        case .string(let text): try check(text.byteCount, of: 1)
        case .long(let number): if number.isTooLongForText { throw .numbers(.tooManyDigits) }
        case .list, .tuple, .dictionary, .set, .view:
            let measure = Measuring.measure(value)
            if measure.hasTooLongInt { throw .numbers(.tooManyDigits) }
            if measure.depth > textNesting { throw .limits(.nestedTooDeep(limit: textNesting)) }
            if measure.bytes > bytes { throw .limits(.outOfMemory(bytes: measure.bytes, limit: bytes)) }
        default: break
        }
    }
}

/// Measures how deep lists and tuples nest and how much text they hold. Shared items count each time they appear, but
/// are walked once.
private struct Measuring {
    struct Measure {
        var depth = 0
        var bytes = 0
        /// Whether it contains itself.
        var isEndless = false
        /// Whether it contains an int with too many digits to be written.
        var hasTooLongInt = false

        mutating func hold(_ inner: Measure) {
            depth = max(depth, inner.depth)
            hasTooLongInt = hasTooLongInt || inner.hasTooLongInt
            isEndless = isEndless || inner.isEndless
            let (sum, overflow) = bytes.addingReportingOverflow(inner.bytes)
            bytes = overflow ? Int.max : sum
        }
    }

    private struct Level {
        let object: ObjectIdentifier
        let items: [Value]
        var position = 0
        var measure = Measure()
    }

    private var known: [ObjectIdentifier: Measure] = [:]
    private var open: Set<ObjectIdentifier> = []
    private var levels: [Level] = []

    static func measure(_ value: Value) -> Measure {
        var measuring = Measuring()
        var whole = Measure()
        measuring.begin(value.plain, into: &whole)
        var meter = WorkMeter()
        while let last = measuring.levels.indices.last {
            // The result is discarded in this case.
            if meter.shouldStop(after: 64) { break }
            let position = measuring.levels[last].position
            if position < measuring.levels[last].items.count {
                measuring.levels[last].position += 1
                let item = measuring.levels[last].items[position].plain
                if item.isContainer || item.isText || item.isLong {
                    var inner = Measure()
                    measuring.begin(item, into: &inner)
                    measuring.levels[last].measure.hold(inner)
                }
            } else {
                let measure = measuring.end()
                if measuring.levels.isEmpty {
                    whole = measure
                } else {
                    measuring.levels[last - 1].measure.hold(measure)
                }
            }
        }
        return whole
    }

    /// Begins to walk a value, or adds its known measure.
    private mutating func begin(_ value: Value, into measure: inout Measure) {
        guard let items = value.contents, let object = value.object.map(ObjectIdentifier.init) else {
            if case .string(let text) = value { measure.hold(Measure(bytes: text.byteCount)) }
            if case .long(let number) = value {
                measure.hasTooLongInt = measure.hasTooLongInt || number.isTooLongForText
            }
            return
        }
        if let found = known[object] {
            measure.hold(found)
        } else if !open.insert(object).inserted {
            measure.isEndless = true
        } else {
            // Avoids rehashing while many rows are counted one by one.
            if items.count > Interruption.pieceLength, items[0].sequence != nil {
                known.reserveCapacity(known.count + items.count)
            }
            levels.append(Level(object: object, items: items))
        }
    }

    private mutating func end() -> Measure {
        let level = levels.removeLast()
        var measure = level.measure
        measure.depth += 1
        let own = level.items.count.multipliedReportingOverflow(by: MemoryLayout<Value>.stride)
        measure.hold(Measure(bytes: own.overflow ? Int.max : own.partialValue))
        open.remove(level.object)
        known[level.object] = measure
        return measure
    }
}

extension Tensor {
    /// The elements as floats in C order.
    ///
    /// - Throws: a `MemoryError` if there is not enough free memory.
    package func floats() throws(EvaluationError) -> [Double] {
        try Allowance.checkRoom(count * MemoryLayout<Double>.stride)
        return asFloat64().elements
    }
}

extension Value {
    /// Whether it contains other values.
    package var isCompound: Bool {
        switch self {
        case .list, .tuple, .dictionary, .set, .view, .function, .method, .cell, .iterator, .instance, .descriptor,
            .superObject:
            true
        case .classObject(let type): !type.isBuiltin
        default: false
        }
    }
}
