internal import Kernels

/// The items of a deque: two lists, of which one has those before some place, from there to the left end, and the other
/// those behind it. So both ends grow and shrink as a list does at its end, and each write goes through the log of a list.
package final class Deque {
    private let front: ListObject
    private let back: ListObject
    /// How often it was changed, which iterators compare, and how many items it takes, or None.
    private let state: ListObject

    package init(_ items: [Value] = [], limit: Int? = nil) {
        front = ListObject([])
        back = ListObject(items)
        state = ListObject([.int(0), limit.map { .int($0) } ?? .none])
    }

    private init(_ front: ListObject, _ back: ListObject, _ state: ListObject) {
        (self.front, self.back, self.state) = (front, back, state)
    }

    /// What it refers to.
    var held: [Value] { [.list(front), .list(back), .list(state)] }

    /// Another whose lists are others.
    func mapped(_ other: (Value) -> Value) -> Deque? {
        let lists = held.map(other)
        guard case .list(let front) = lists[0], case .list(let back) = lists[1], case .list(let state) = lists[2] else {
            return nil
        }
        return Deque(front, back, state)
    }

    // MARK: - Reading

    /// The number of its items.
    package var count: Int { front.count + back.count }

    /// The number of items that it takes; nil if there is no bound.
    package var limit: Int? { state.items[1].asIndex }

    /// How often it was changed so that a walk over it must end.
    package var changes: Int { state.items[0].asIndex ?? 0 }

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
    private func noteChange() { state.set(.int(changes + 1), at: 0) }

    /// Adds an item at the right end; one falls off the left end if there are too many.
    package func append(_ item: Value) throws(EvaluationError) {
        noteChange()
        let limit = limit
        if limit == 0 { return }
        if back.growsLarge { try back.affordItems() }
        back.append(item)
        if let limit, count > limit { _ = try takeFirst() }
    }

    /// Adds an item at the left end; one falls off the right end if there are too many.
    package func appendLeft(_ item: Value) throws(EvaluationError) {
        noteChange()
        let limit = limit
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
    package func setLimit(_ limit: Int?) { state.set(limit.map { .int($0) } ?? .none, at: 1) }
}
