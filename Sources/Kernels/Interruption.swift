internal import Synchronization

/// Whether Ctrl-C was pressed; a signal handler may set it, all long work polls it.
///
/// A kernel that sees the request returns at once with a result that is whole in form and meaningless in content. That
/// is safe since the request stands until the next cell begins: whoever could let the result out looks at it first.
public enum Interruption {
    private static let flag = Atomic<Bool>(false)

    /// Whether evaluation should stop.
    public static var isRequested: Bool { flag.load(ordering: .relaxed) }

    /// Whether evaluation should stop, asked after some work of whatever kind: memory may have run out meanwhile.
    @inline(never)
    public static func isDue() -> Bool {
        if !isRequested { FreeMemory.watch() }
        return isRequested
    }

    /// Asks the running evaluation to stop. Safe in a signal handler.
    public static func request() { flag.store(true, ordering: .relaxed) }

    /// Forgets the request, before a new cell runs.
    public static func clear() {
        if standing.load(ordering: .relaxed) { return }
        flag.store(false, ordering: .relaxed)
        MissingMemory.forget()
    }

    private static let standing = Atomic<Bool>(false)

    /// From now on a request is never forgotten: it is for all evaluations of the process, on whatever threads they run,
    /// and what they give afterwards is of no use.
    public static func letRequestsStand() { standing.store(true, ordering: .relaxed) }

    /// Makes a result that the end of interrupted work needs whole: kernels look at no request meanwhile.
    ///
    /// A request that comes meanwhile has the work done again, and stands afterwards as an earlier one does.
    public static func whole<Result>(_ body: () -> Result) -> Result {
        // Another evaluation must not miss the request meanwhile.
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

    /// How many elements a loop takes between two looks at the request: well below a millisecond of work.
    @inlinable public static var pieceLength: Int { 1 << 16 }

    /// Calls `body` with one piece of `0 ..< count` after the other, in order, until evaluation should stop.
    ///
    /// - Parameter length: how long a piece is; shorter than usual where an element is much work.
    /// - Returns: whether all pieces were taken.
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

/// Adds up work that is done in small parts, and looks at the request when they make a piece.
public struct WorkMeter {
    @usableFromInline var work = 0

    /// A meter that stands at 0.
    @inlinable public init() {}

    /// Counts work of so many elements; true if evaluation should stop.
    @inlinable @inline(__always)
    public mutating func shouldStop(after count: Int) -> Bool {
        work += count
        if work < Interruption.pieceLength { return false }
        work = 0
        return Interruption.isDue()
    }
}

/// The elements of a sequence until evaluation should stop.
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
    /// The elements until evaluation should stop: the way to walk what may be long where no kernel does.
    ///
    /// What comes of a walk that ended early is thrown away, but must be made without a trap: it may be shorter than the
    /// sequence.
    ///
    /// - Parameter work: how much work an element takes, about, in additions of two numbers.
    @inlinable
    public func polled(work: Int = 1) -> PolledSequence<Self> { PolledSequence(self, work: work) }
}

extension String {
    /// A text so many times over; fewer times once evaluation should stop.
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
