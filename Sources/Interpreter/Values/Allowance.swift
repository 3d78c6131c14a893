internal import Integers
internal import Kernels
package import Tensors

/// How much strings, lists and tuples may take, checked before they are made.
///
/// Growing one copies it, and cells hold several, so that each gets a quarter of what a tensor may take.
package enum Allowance {
    /// The most bytes.
    static var bytes: Int { MemoryLimit.current.bytes / 4 }

    /// How deep lists may lie within each other for what recurses over them.
    static let nesting = 500

    /// How many axes an array may have, as in NumPy.
    static let axes = 64

    /// How deep lists may lie within each other that are written out: about as deep as in Python, whose limit for calls
    /// this falls under.
    private static let textNesting = 990

    /// Refuses `count` things of `size` bytes if they take more than the allowance, or can't be counted.
    package static func check(_ count: Int, of size: Int) throws(EvaluationError) {
        let (total, overflow) = count.multipliedReportingOverflow(by: size)
        let limit = bytes
        if overflow || total > limit {
            throw .limits(.outOfMemory(bytes: overflow ? Int.max : total, limit: limit))
        }
        try checkRoom(total)
    }

    /// Refuses so many bytes if there is no room for them now.
    package static func checkRoom(_ bytes: Int) throws(EvaluationError) {
        if !FreeMemory.hasRoom(for: bytes) { throw .limits(.memoryUsedUp(bytes: bytes)) }
    }

    /// Refuses a list or tuple of so many items.
    package static func check(items count: Int) throws(EvaluationError) {
        try check(count, of: MemoryLayout<Value>.stride)
    }

    /// Refuses more items in what has so many, and room for `capacity` of them, if it would grow to more than there is
    /// room for: it doubles then.
    package static func check(_ count: Int, growingBy added: Int, within capacity: Int) throws(EvaluationError) {
        try check(count, plus: added, of: MemoryLayout<Value>.stride)
        if count + added > capacity { try checkRoom(max(2 * count, count + added) * MemoryLayout<Value>.stride) }
    }

    /// Refuses the text of two together, each so many bytes long.
    package static func check(_ first: Int, plus second: Int, of size: Int = 1) throws(EvaluationError) {
        let (total, overflow) = first.addingReportingOverflow(second)
        try check(overflow ? Int.max : total, of: size)
    }

    /// Refuses a value whose lists lie too deep within each other for what makes an array of them.
    static func check(nestingOf value: Value) throws(EvaluationError) {
        guard value.sequence != nil else { return }
        let measure = Measuring.measure(value)
        if measure.depth > axes || measure.isEndless { throw .limits(.tooManyAxes(limit: axes)) }
        if measure.bytes > bytes { throw .limits(.outOfMemory(bytes: measure.bytes, limit: bytes)) }
    }

    /// Refuses a value whose text would take too much: `l = [l, l]` shares its items, but doubles with each turn for
    /// whoever writes them out.
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

/// Finds how deep lists and tuples nest and how much they hold, each counted as often as it appears; what appears more
/// than once is walked once.
private struct Measuring {
    struct Measure {
        var depth = 0
        var bytes = 0
        /// Whether it holds itself.
        var isEndless = false
        /// Whether it holds an int of more digits than are written.
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
            // The value is thrown away then.
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

    /// Begins to walk a value, or adds what is known of it.
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
            // Many rows are counted one by one; the table doesn't move meanwhile.
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
    /// The elements as floats in C order, if there is room for them.
    package func floats() throws(EvaluationError) -> [Double] {
        try Allowance.checkRoom(count * MemoryLayout<Double>.stride)
        return asFloat64().elements
    }
}

extension Value {
    /// Whether it holds other values.
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
