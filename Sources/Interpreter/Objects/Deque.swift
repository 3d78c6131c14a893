internal import Kernels

/// The items of a deque: two lists, of which one has those before some place, from there to the left end, and the other
/// those behind it. So both ends grow and shrink as a list does at its end, and each write goes through the log of a list.
package final class Deque: Object {
    private let front: ListObject
    private let back: ListObject
    /// How often it was changed so that a walk over it must end.
    package private(set) var changes = 0
    /// The number of items that it takes; nil if there is no bound.
    package private(set) var limit: Int?

    package init(_ items: [Value] = [], limit: Int? = nil) {
        front = ListObject([])
        back = ListObject(items)
        self.limit = limit
        super.init()
    }

    /// What it refers to.
    var held: [Value] { [.list(front), .list(back)] }

    // MARK: - Reading

    /// The number of its items.
    package var count: Int { front.count + back.count }

    /// The item at a place from 0 on.
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

    /// Has walks over it end.
    @inline(__always) private func noteChange() {
        willChange()
        changes &+= 1
    }

    /// Adds an item at the right end; one falls off the left end if there are too many.
    package func append(_ item: Value) throws(EvaluationError) {
        noteChange()
        if limit == 0 { return }
        if back.growsLarge { try back.affordItems() }
        back.append(item)
        if let limit, count > limit { _ = try takeFirst() }
    }

    /// Adds an item at the left end; one falls off the right end if there are too many.
    package func appendLeft(_ item: Value) throws(EvaluationError) {
        noteChange()
        if limit == 0 { return }
        if front.growsLarge { try front.affordItems() }
        front.append(item)
        if let limit, count > limit { _ = try takeLast() }
    }

    /// Takes out the item at the right end; nil if there is none.
    package func popLast() throws(EvaluationError) -> Value? {
        if count == 0 { return nil }
        noteChange()
        return try takeLast()
    }

    /// Takes out the item at the left end; nil if there is none.
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

    /// Moves the half of a list that is nearer to the other end there, so that each item moves seldom.
    private func move(from list: ListObject, to other: ListObject) throws(EvaluationError) {
        let count = list.count
        let moved = (count + 1) / 2
        let near = try [Value](count: moved) { list.items[moved - 1 - $0] }
        let rest = try [Value](count: count - moved) { list.items[moved + $0] }
        other.replaceAll(with: near)
        list.replaceAll(with: rest)
    }

    /// Replaces the item at a place inside; walks go on.
    package func set(_ item: Value, at place: Int) {
        if place < front.count {
            front.set(item, at: front.count - 1 - place)
        } else {
            back.set(item, at: place - front.count)
        }
    }

    /// Replaces all items, as many as it takes.
    package func replaceAll(with items: [Value]) {
        noteChange()
        front.replaceAll(with: [])
        back.replaceAll(with: items)
    }

    /// Moves items from one end to the other: so many from the right, from the left if negative.
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

    /// Puts the items in another order; walks go on.
    package func reorder(_ items: [Value]) {
        front.replaceAll(with: [])
        back.replaceAll(with: items)
    }

    /// Says how many items it takes.
    package func setLimit(_ limit: Int?) {
        willChange()
        self.limit = limit
    }

    // MARK: - The log

    override func change() -> Change { DequeChange(self) }

    /// What a log keeps of it beside its lists.
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
