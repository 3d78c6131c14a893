internal import Kernels

/// The items of a deque, in two lists: one holds the items before some position, reversed, the other those after it.
/// So both ends grow and shrink like the end of a list, and each write goes through a list's log.
package final class Deque: Object {
    private let front: ListObject
    private let back: ListObject
    /// The number of changes that end a running iteration.
    package private(set) var changes = 0
    /// The maximum length; nil if unbounded.
    package private(set) var limit: Int?

    package init(_ items: [Value] = [], limit: Int? = nil) {
        front = ListObject([])
        back = ListObject(items)
        self.limit = limit
        super.init()
    }

    /// The values that it refers to.
    var held: [Value] { [.list(front), .list(back)] }

    // MARK: - Reading

    /// The number of items.
    package var count: Int { front.count + back.count }

    /// The item at a position, from 0.
    package subscript(place: Int) -> Value {
        place < front.count ? front.items[front.count - 1 - place] : back.items[place - front.count]
    }

    /// All items from left to right.
    package var items: [Value] {
        if front.isEmpty { return back.items }
        var items: [Value] = []
        items.reserveCapacity(count)
        for item in front.items.reversed().polled(work: 2) { items.append(item) }
        for item in back.items.polled(work: 2) { items.append(item) }
        return items
    }

    // MARK: - Writing

    /// Invalidates running iterations.
    @inline(__always) private func noteChange() {
        willChange()
        changes &+= 1
    }

    /// Adds an item at the right end, and drops one at the left end if there are too many.
    ///
    /// - Throws: a `MemoryError` if there is not enough memory.
    package func append(_ item: Value) throws(EvaluationError) {
        noteChange()
        if limit == 0 { return }
        if back.growsLarge { try back.affordItems() }
        back.append(item)
        if let limit, count > limit { _ = try takeFirst() }
    }

    /// Adds an item at the left end, and drops one at the right end if there are too many.
    ///
    /// - Throws: a `MemoryError` if there is not enough memory.
    package func appendLeft(_ item: Value) throws(EvaluationError) {
        noteChange()
        if limit == 0 { return }
        if front.growsLarge { try front.affordItems() }
        front.append(item)
        if let limit, count > limit { _ = try takeLast() }
    }

    /// Removes and returns the item at the right end; nil if there is none.
    ///
    /// - Throws: ``EvaluationError/interrupted``, or a `MemoryError`, while moving items between the lists.
    package func popLast() throws(EvaluationError) -> Value? {
        if count == 0 { return nil }
        noteChange()
        return try takeLast()
    }

    /// Removes and returns the item at the left end; nil if there is none.
    ///
    /// - Throws: ``EvaluationError/interrupted``, or a `MemoryError`, while moving items between the lists.
    package func popFirst() throws(EvaluationError) -> Value? {
        if count == 0 { return nil }
        noteChange()
        return try takeFirst()
    }

    private func takeLast() throws(EvaluationError) -> Value {
        if back.isEmpty { try move(from: front, to: back) }
        return back.removeLast()
    }

    private func takeFirst() throws(EvaluationError) -> Value {
        if front.isEmpty { try move(from: back, to: front) }
        return front.removeLast()
    }

    /// Moves half of the items of a list to the other, so that each item rarely moves.
    private func move(from list: ListObject, to other: ListObject) throws(EvaluationError) {
        let count = list.count
        let moved = (count + 1) / 2
        let near = try [Value](count: moved) { list.items[moved - 1 - $0] }
        let rest = try [Value](count: count - moved) { list.items[moved + $0] }
        other.replaceAll(with: near)
        list.replaceAll(with: rest)
    }

    /// Replaces the item at a valid position; iterations continue.
    package func set(_ item: Value, at place: Int) {
        if place < front.count {
            front.set(item, at: front.count - 1 - place)
        } else {
            back.set(item, at: place - front.count)
        }
    }

    /// Replaces all items; the caller has applied the maximum length.
    package func replaceAll(with items: [Value]) {
        noteChange()
        front.replaceAll(with: [])
        back.replaceAll(with: items)
    }

    /// Rotates the items to the right; to the left if `number` is negative.
    ///
    /// - Throws: ``EvaluationError/interrupted``, or a `MemoryError`.
    package func rotate(by number: Int) throws(EvaluationError) {
        guard count > 1 else { return }
        noteChange()
        var places = number % count
        if places > count / 2 { places -= count }
        if places < -count / 2 { places += count }
        var meter = WorkMeter()
        for _ in 0..<abs(places) {
            if meter.shouldStop(after: 16) { throw .interrupted }
            if places > 0 { front.append(try takeLast()) } else { back.append(try takeFirst()) }
        }
    }

    /// Puts the items into another order; iterations continue.
    package func reorder(_ items: [Value]) {
        front.replaceAll(with: [])
        back.replaceAll(with: items)
    }

    /// Sets the maximum length.
    package func setLimit(_ limit: Int?) {
        willChange()
        self.limit = limit
    }

    // MARK: - The log

    override func change() -> Change { DequeChange(self) }

    /// A log entry for the deque's state besides its lists.
    private final class DequeChange: Change {
        private let deque: Deque
        private var changes: Int
        private var limit: Int?

        init(_ deque: Deque) { (self.deque, changes, limit) = (deque, deque.changes, deque.limit) }

        override var object: AnyObject? { deque }

        override func exchange(keepingOther: Bool) {
            swap(&deque.stamp, &stamp)
            swap(&deque.changes, &changes)
            swap(&deque.limit, &limit)
        }
    }
}
