internal import Synchronization

/// Whether Ctrl-C was pressed; a signal handler may set it, and all long work polls it.
///
/// A kernel that sees the request returns at once a well-formed result with meaningless content. That is safe because
/// the request stands until the next cell begins: any code that could expose the result checks the request first.
public enum Interruption {
    private static let flag = Atomic<Bool>(false)

    /// Whether evaluation should stop.
    public static var isRequested: Bool { flag.load(ordering: .relaxed) }

    /// Whether evaluation should stop, for checks after any kind of work: this also checks whether memory has run
    /// out.
    @inline(never)
    public static func isDue() -> Bool {
        if !isRequested { FreeMemory.watch() }
        return isRequested
    }

    /// Asks the running evaluation to stop. Safe in a signal handler.
    public static func request() { flag.store(true, ordering: .relaxed) }

    /// Clears the request before a new cell runs.
    public static func clear() {
        if standing.load(ordering: .relaxed) { return }
        flag.store(false, ordering: .relaxed)
        MissingMemory.forget()
    }

    private static let standing = Atomic<Bool>(false)

    /// From now on a request is never cleared: it applies to all evaluations of the process on any thread, and their
    /// later results are useless.
    public static func letRequestsStand() { standing.store(true, ordering: .relaxed) }

    /// Computes a result that the end of interrupted work needs complete: kernels ignore requests meanwhile.
    ///
    /// If a request arrives meanwhile, the work is repeated; afterwards the request stands, as an earlier one does.
    public static func whole<Result>(_ body: () -> Result) -> Result {
        // Another evaluation must not miss the request.
        if standing.load(ordering: .relaxed) { return body() }
        var wasRequested = false
        while true {
            wasRequested = flag.exchange(false, ordering: .relaxed) || wasRequested
            let result = body()
            if isRequested { continue }
            if wasRequested { request() }
            return result
        }
    }

    /// The number of elements a loop processes between two checks: well below a millisecond of work.
    @inlinable public static var pieceLength: Int { 1 << 16 }

    /// Calls `body` with consecutive pieces of `0 ..< count` until evaluation should stop.
    ///
    /// - Parameter length: the length of a piece; shorter than the default if elements take much work.
    /// - Returns: whether all pieces were processed.
    @inlinable @discardableResult
    public static func forEachPiece<Failure: Error>(
        of count: Int, length: Int = pieceLength, _ body: (Range<Int>) throws(Failure) -> Void
    ) throws(Failure) -> Bool {
        var start = 0
        while start < count {
            if start > 0, isRequested { return false }
            let end = count - start > length ? start + length : count
            try body(start..<end)
            start = end
        }
        return true
    }
}

/// Adds up work done in small parts, and checks for a stop request once per piece.
public struct WorkMeter {
    @usableFromInline var work = 0

    /// A meter at 0.
    @inlinable public init() {}

    /// Counts work on `count` elements; returns true if evaluation should stop.
    @inlinable @inline(__always)
    public mutating func shouldStop(after count: Int) -> Bool {
        work += count
        if work < Interruption.pieceLength { return false }
        work = 0
        return Interruption.isDue()
    }
}

/// A sequence that ends early if evaluation should stop.
public struct PolledSequence<Base: Sequence>: Sequence, IteratorProtocol {
    @usableFromInline var base: Base.Iterator
    @usableFromInline var left: Int
    @usableFromInline let pieceLength: Int

    @inlinable
    init(_ base: Base, work: Int) {
        self.base = base.makeIterator()
        pieceLength = Swift.max(Interruption.pieceLength / work, 1)
        left = pieceLength
    }

    /// The next element; nil at the end, or once evaluation should stop.
    @inlinable @inline(__always)
    public mutating func next() -> Base.Element? {
        if left == 0 {
            if Interruption.isDue() { return nil }
            left = pieceLength
        }
        left -= 1
        return base.next()
    }
}

extension Sequence {
    /// The elements, ending early if evaluation should stop: for iterating over sequences that may be long, outside
    /// kernels.
    ///
    /// The result of an interrupted iteration is discarded, but computing it must not trap: it may have fewer
    /// elements than the sequence.
    ///
    /// - Parameter work: the approximate work per element, in additions of two numbers.
    @inlinable
    public func polled(work: Int = 1) -> PolledSequence<Self> { PolledSequence(self, work: work) }
}

extension String {
    /// A text repeated `count` times, or fewer if evaluation should stop.
    public init(interruptibly text: String, times count: Int) {
        let length = Swift.max(Interruption.pieceLength / Swift.max(text.utf8.count, 1), 1)
        guard count > length else {
            self.init(repeating: text, count: Swift.max(count, 0))
            return
        }
        let piece = String(repeating: text, count: length)
        self.init()
        reserveCapacity(text.utf8.count * count)
        for _ in (0..<count / length).polled(work: Interruption.pieceLength) { self += piece }
        self += String(repeating: text, count: count % length)
    }
}
