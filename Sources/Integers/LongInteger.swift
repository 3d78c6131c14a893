internal import Kernels

/// An int that doesn't fit 64 bits; it never changes.
///
/// It is one allocation: behind the object's head how many words there are, less than 0 if the number is, then the words
/// of its distance from 0, the lowest first. The highest of them is not 0.
public final class LongInteger: @unchecked Sendable {
    // Sendable since nothing writes to it once `make` has given it away.
    private typealias Storage = ManagedBufferPointer<Int, UInt>

    private init() {}

    /// How many words it has, less than 0 if it is.
    @inline(__always) var size: Int { Storage(unsafeBufferObject: self).header }

    /// Whether it is less than 0.
    public var isNegative: Bool { size < 0 }

    /// How many bits its distance from 0 has.
    public var bitWidth: Int { withWords { $0.bitWidth } }

    /// How many bytes it takes, about.
    public var byteCount: Int { bitWidth / 8 + 48 }

    /// Calls `body` with the words of its distance from 0, which are there until it returns.
    @inline(__always) func withWords<Result>(_ body: (Words) -> Result) -> Result {
        Storage(unsafeBufferObject: self).withUnsafeMutablePointers { size, words in
            body(Words(start: words, count: abs(size.pointee)))
        }
    }

    /// One with room for so many words, which `body` writes, at least as many as it says that there are.
    @inline(__always) fileprivate static func make(
        capacity: Int, isNegative: Bool, _ body: (UnsafeMutablePointer<UInt>) -> Int
    ) -> LongInteger {
        let storage = Storage(bufferClass: LongInteger.self, minimumCapacity: capacity) { _, _ in 0 }
        storage.withUnsafeMutablePointers { size, words in
            let count = body(words)
            size.pointee = isNegative ? -count : count
        }
        // What the storage holds was made of this class.
        return unsafeDowncast(storage.buffer, to: LongInteger.self)
    }
}

extension Integer {
    /// From so many words on memory is asked for.
    private static let largeCapacity = 1 << 10

    /// The number whose distance from 0 `body` writes into so many words, in the form that fits it: the only way to one.
    ///
    /// All words must be written, unless evaluation is asked to stop: then it is 0. Where there is no room it is 0 too, and
    /// evaluation is asked to stop.
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
        // Much room that stayed empty is given back.
        if count < capacity / 2, capacity > 8 { return long.withWords { Integer(copying: $0, isNegative: isNegative) } }
        return .long(long)
    }

    /// Whether there is room for so many words; evaluation is asked to stop if not.
    static func hasRoom(forWords count: Int) -> Bool {
        let (bytes, overflows) = count.multipliedReportingOverflow(by: MemoryLayout<UInt>.stride)
        if !overflows, FreeMemory.hasRoom(for: bytes) { return true }
        MissingMemory.note(overflows ? .max : bytes)
        return false
    }

    /// The number of these words, in the form that fits it.
    init(copying words: Words, isNegative: Bool = false) {
        self = Self.make(capacity: words.count, isNegative: isNegative) { words.copy(to: $0) }
    }

    /// A number of one word, or 0.
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

    /// How many words its distance from 0 has, none for 0.
    var wordCount: Int {
        switch self {
        case .short(let value): value == 0 ? 0 : 1
        case .long(let long): abs(long.size)
        }
    }

    /// Calls `body` with the words of its distance from 0, none for 0, which are there until it returns.
    @inline(__always) func withWords<Result>(_ body: (Words) -> Result) -> Result {
        switch self {
        case .short(let value):
            withUnsafePointer(to: value.magnitude) { body(Words(start: $0, count: value == 0 ? 0 : 1)) }
        case .long(let long): long.withWords(body)
        }
    }
}

/// Room for intermediate words.
enum Scratch {
    /// Calls `body` with room for so many words; not at all where there is none, and evaluation is asked to stop.
    @inline(__always) static func with(_ count: Int, _ body: (UnsafeMutablePointer<UInt>) -> Void) {
        if count > 1 << 10, !Integer.hasRoom(forWords: count) { return }
        withUnsafeTemporaryAllocation(of: UInt.self, capacity: max(count, 1)) { words in
            if let start = words.baseAddress { body(start) }
        }
    }
}
