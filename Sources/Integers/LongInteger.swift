internal import Kernels

/// An int that doesn't fit in 64 bits; immutable.
///
/// It is a single allocation: after the object header the number of words, negative if the number is, then the words
/// of the magnitude, lowest first. The highest word is not 0.
public final class LongInteger: @unchecked Sendable {
    // Sendable because nothing writes to it after `make` has returned it.
    private typealias Storage = ManagedBufferPointer<Int, UInt>

    private init() {}

    /// The number of words, negative for a negative number.
    @inline(__always) var size: Int { Storage(unsafeBufferObject: self).header }

    /// Whether it is negative.
    public var isNegative: Bool { size < 0 }

    /// The number of bits in the magnitude.
    public var bitWidth: Int { withWords { $0.bitWidth } }

    /// The approximate size in bytes.
    public var byteCount: Int { bitWidth / 8 + 48 }

    /// Calls `body` with the words of the magnitude, which are valid until it returns.
    @inline(__always) func withWords<Result>(_ body: (Words) -> Result) -> Result {
        Storage(unsafeBufferObject: self).withUnsafeMutablePointers { size, words in
            body(Words(start: words, count: abs(size.pointee)))
        }
    }

    /// Allocates `capacity` words for `body` to write; it returns how many are used.
    @inline(__always) fileprivate static func make(
        capacity: Int, isNegative: Bool, _ body: (UnsafeMutablePointer<UInt>) -> Int
    ) -> LongInteger {
        let storage = Storage(bufferClass: LongInteger.self, minimumCapacity: capacity) { _, _ in 0 }
        storage.withUnsafeMutablePointers { size, words in
            let count = body(words)
            size.pointee = isNegative ? -count : count
        }
        // The storage was allocated as this class.
        return unsafeDowncast(storage.buffer, to: LongInteger.self)
    }
}

extension Integer {
    /// From this many words on, free memory is checked.
    private static let largeCapacity = 1 << 10

    /// The number whose magnitude `body` writes into `capacity` words, in the smallest representation; every number
    /// is made here.
    ///
    /// All words must be written, unless evaluation should stop; then the result is 0. If memory runs out, it is 0
    /// too and evaluation is asked to stop.
    static func make(capacity: Int, isNegative: Bool = false, _ body: (UnsafeMutablePointer<UInt>) -> Void) -> Integer {
        if capacity <= 1 {
            var word: UInt = 0
            withUnsafeMutablePointer(to: &word, body)
            return Integer(word: word, isNegative: isNegative)
        }
        if capacity > largeCapacity, !hasRoom(forWords: capacity) { return .short(0) }
        var count = capacity
        var lowest: UInt = 0
        let long = LongInteger.make(capacity: capacity, isNegative: isNegative) { words in
            body(words)
            if capacity > largeCapacity, Interruption.isRequested { count = 0 }
            while count > 0, words[count - 1] == 0 { count -= 1 }
            lowest = count > 0 ? words[0] : 0
            return count
        }
        if count <= 1 { return Integer(word: lowest, isNegative: isNegative) }
        // A result that leaves much capacity unused is reallocated.
        if count < capacity / 2, capacity > 8 { return long.withWords { Integer(copying: $0, isNegative: isNegative) } }
        return .long(long)
    }

    /// Whether there is memory for `count` words; if not, asks evaluation to stop.
    static func hasRoom(forWords count: Int) -> Bool {
        let (bytes, overflows) = count.multipliedReportingOverflow(by: MemoryLayout<UInt>.stride)
        if !overflows, FreeMemory.hasRoom(for: bytes) { return true }
        MissingMemory.note(overflows ? .max : bytes)
        return false
    }

    /// The number with these words, in the smallest representation.
    init(copying words: Words, isNegative: Bool = false) {
        self = Self.make(capacity: words.count, isNegative: isNegative) { words.copy(to: $0) }
    }

    /// A number of at most one word.
    private init(word: UInt, isNegative: Bool) {
        if word <= UInt(Int.max) || isNegative && word == Int.min.magnitude {
            self = .short(isNegative ? Int(truncatingIfNeeded: 0 &- word) : Int(truncatingIfNeeded: word))
            return
        }
        self = .long(
            LongInteger.make(capacity: 1, isNegative: isNegative) { words in
                words.initialize(to: word)
                return 1
            })
    }

    /// The number of words in the magnitude; 0 for 0.
    var wordCount: Int {
        switch self {
        case .short(let value): value == 0 ? 0 : 1
        case .long(let long): abs(long.size)
        }
    }

    /// Calls `body` with the words of the magnitude, none for 0, which are valid until it returns.
    @inline(__always) func withWords<Result>(_ body: (Words) -> Result) -> Result {
        switch self {
        case .short(let value):
            withUnsafePointer(to: value.magnitude) { body(Words(start: $0, count: value == 0 ? 0 : 1)) }
        case .long(let long): long.withWords(body)
        }
    }
}

/// Temporary memory for words.
enum Scratch {
    /// Calls `body` with `count` temporary words; if memory runs out, doesn't call it and asks evaluation to stop.
    @inline(__always) static func with(_ count: Int, _ body: (UnsafeMutablePointer<UInt>) -> Void) {
        if count > 1 << 10, !Integer.hasRoom(forWords: count) { return }
        withUnsafeTemporaryAllocation(of: UInt.self, capacity: max(count, 1)) { words in
            if let start = words.baseAddress { body(start) }
        }
    }
}
