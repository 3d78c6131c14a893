internal import Kernels
internal import Tensors

/// How much strings, lists and tuples may take, checked before they are made.
///
/// Growing one copies it, and cells hold several, so that each gets a quarter of what a tensor may take.
package enum Allowance {
    /// The most bytes.
    static var bytes: Int { MemoryLimit.current.bytes / 4 }

    /// How deep lists, tuples and functions may lie within each other; all that walks a value recurses.
    static let nesting = 500

    /// Refuses `count` things of `size` bytes if they take more than the allowance, or can't be counted.
    package static func check(_ count: Int, of size: Int) throws(EvaluationError) {
        let (total, overflow) = count.multipliedReportingOverflow(by: size)
        let limit = bytes
        if overflow || total > limit {
            throw .limits(.outOfMemory(bytes: overflow ? Int.max : total, limit: limit))
        }
    }

    /// Refuses a list or tuple of so many items.
    static func check(items count: Int) throws(EvaluationError) { try check(count, of: MemoryLayout<Value>.stride) }

    /// Refuses the text of two together, each so many bytes long.
    package static func check(_ first: Int, plus second: Int, of size: Int = 1) throws(EvaluationError) {
        let (total, overflow) = first.addingReportingOverflow(second)
        try check(overflow ? Int.max : total, of: size)
    }

    /// Refuses a value whose lists lie too deep within each other, or hold too much when each is counted as often as
    /// it appears: `l = [l, l]` shares its storage, but doubles with each turn for whoever walks it.
    ///
    /// - Parameter levels: how many levels are about to be put around it.
    static func check(nestingOf value: Value, within levels: Int = 0) throws(EvaluationError) {
        guard value.isCompound else { return }
        var measuring = Measuring()
        let measure = measuring.measure(value, levels: nesting)
        if measure.depth + levels > nesting { throw .limits(.nestedTooDeep(limit: nesting)) }
        if measure.bytes > bytes { throw .limits(.outOfMemory(bytes: measure.bytes, limit: bytes)) }
    }

    /// Refuses a value whose text would take too much.
    package static func check(textOf value: Value) throws(EvaluationError) {
        switch value {
        case .string(let text): try check(text.utf8.count, of: 1)
        case .list, .tuple:
            var measuring = Measuring()
            let measure = measuring.measure(value, levels: nesting)
            if measure.bytes > bytes { throw .limits(.outOfMemory(bytes: measure.bytes, limit: bytes)) }
        default: break
        }
    }
}

/// Finds how deep a value nests and how much it holds; what appears more than once is walked once.
private struct Measuring {
    struct Measure {
        var depth = 0
        var bytes = 0

        mutating func hold(_ inner: Measure) {
            depth = max(depth, inner.depth)
            let (sum, overflow) = bytes.addingReportingOverflow(inner.bytes)
            bytes = overflow ? Int.max : sum
        }
    }

    private var known: [UnsafeRawPointer: Measure] = [:]

    /// - Parameter levels: how many levels to look into; deeper ones only show that there are some.
    mutating func measure(_ value: Value, levels: Int) -> Measure {
        switch value {
        case .list(let items), .tuple(let items): return measure(items, levels: levels)
        case .string(let text): return Measure(bytes: text.utf8.count)
        case .method(let method): return wrapped(measure(method.receiver, levels: levels - 1))
        case .function(let function):
            var inner = measure(function.defaults, levels: levels - 1)
            if case .sealed(let scope)? = function.scope { inner.hold(measure(scope, levels: levels - 1)) }
            return wrapped(inner)
        default: return Measure()
        }
    }

    /// What a function or method holds is never printed.
    private func wrapped(_ inner: Measure) -> Measure { Measure(depth: inner.depth + 1) }

    private mutating func measure(_ items: [Value], levels: Int) -> Measure {
        if items.isEmpty { return Measure(depth: 1) }
        let address = items.withUnsafeBufferPointer { UnsafeRawPointer($0.baseAddress) }
        if let address, let found = known[address] { return found }
        var result = Measure()
        if levels > 0 {
            var meter = WorkMeter()
            for item in items where item.isCompound || item.isText {
                // The value is thrown away then.
                if meter.shouldStop(after: 64) { break }
                result.hold(measure(item, levels: levels - 1))
            }
        }
        result.depth += 1
        let own = items.count.multipliedReportingOverflow(by: MemoryLayout<Value>.stride)
        result.hold(Measure(bytes: own.overflow ? Int.max : own.partialValue))
        if let address { known[address] = result }
        return result
    }

    private mutating func measure(_ scope: SealedScope, levels: Int) -> Measure {
        let address = UnsafeRawPointer(Unmanaged.passUnretained(scope).toOpaque())
        if let found = known[address] { return found }
        var result = Measure()
        if levels > 0 {
            for value in scope.values.values where value.isCompound { result.hold(measure(value, levels: levels - 1)) }
            if case .sealed(let parent)? = scope.parent { result.hold(measure(parent, levels: levels - 1)) }
        }
        result.depth += 1
        known[address] = result
        return result
    }
}

extension Value {
    /// Whether it holds other values.
    package var isCompound: Bool {
        switch self {
        case .list, .tuple, .function, .method: true
        default: false
        }
    }
}
