internal import CObjects
internal import Kernels
internal import Tensors

/// A Python list.
public final class ListObject: ContainerObject {
    /// Its items.
    public private(set) var items: [Value]
    /// The partial entry for this list in the running cell's log; nil if the log has all of it or nothing. It is read
    /// only while the list has the stamp of the running cell, whose log retains it.
    fileprivate var part: Unmanaged<ListChange>?

    /// Whether an item may be mutable; nil if unknown.
    fileprivate var mayHoldObjects: Bool?

    /// Lists up to this length are kept whole, which is faster than tracking changes.
    private static var largestWhole: Int { 64 }

    /// Makes a list of these items.
    public init(_ items: [Value]) {
        self.items = items
        super.init()
        note(items)
    }

    deinit { Release.later(&items) }

    /// The number of items.
    public var count: Int { items.count }

    /// Whether an item is mutable or contains something mutable; cached.
    var holdsObjects: Bool {
        if let mayHoldObjects { return mayHoldObjects }
        let found = items.polled(work: 2).contains(where: \.mayChange)
        if !Interruption.isRequested { mayHoldObjects = found }
        return found
    }

    // MARK: - Writes

    /// Whether the running cell may write to it freely.
    @inline(__always) private var isFree: Bool { isLogged && part == nil }

    /// Whether it is long, and appending an item reallocates it.
    @inline(__always) package var growsLarge: Bool { items.count >= 0x400 && items.count == items.capacity }

    /// Checks that there is room for more items.
    ///
    /// - Throws: a `MemoryError` if there is not.
    package func affordItems(_ added: Int = 1) throws(EvaluationError) {
        try Allowance.check(items.count, growingBy: added, within: items.capacity)
    }

    /// Appends an item. If ``growsLarge``, call ``affordItems(_:)`` first.
    package func append(_ item: Value) {
        if !isFree { _ = keepPart() }
        if mayHoldObjects == false, item.mayChange { mayHoldObjects = true }
        note(item)
        if items.count == items.capacity, items.count >= Self.large { grow() }
        items.append(item)
    }

    /// Lists of at least this length grow through `grow()`.
    private static var large: Int { 1 << 20 }

    /// Reserves memory for half as many items again. Swift would allocate it in small pages, which takes longer than
    /// a user waits after Ctrl-C.
    @inline(never)
    private func grow() {
        var grown: [Value] = []
        grown.reserveLarge(items.count + items.count / 2)
        grown.append(contentsOf: items)
        items = grown
    }

    /// Appends items.
    ///
    /// - Throws: a `MemoryError` if there is no room, or ``EvaluationError/interrupted``.
    package func append(contentsOf added: [Value]) throws(EvaluationError) {
        try affordItems(added.count)
        if !isFree { _ = keepPart() }
        mayHoldObjects = nil
        note(added)
        try items.grow(by: added)
    }

    /// Repeats its items, `count` > 1 times in total.
    ///
    /// - Throws: ``EvaluationError/interrupted``.
    func repeatItems(_ count: Int) throws(EvaluationError) {
        let all = try [Value](joining: repeatElement(items[...], count: count), capacity: items.count * count)
        if !isFree { _ = keepPart() }
        items = all
    }

    /// Replaces the item at a valid position.
    package func set(_ item: Value, at place: Int) {
        if !isFree { keepPart()?.keep(place) }
        if mayHoldObjects == false, item.mayChange { mayHoldObjects = true }
        note(item)
        items[place] = item
    }

    /// Replaces items at `start`, `start + step` and so on. Returns false, without any effect, if the log must keep
    /// something.
    func setFreely(_ new: [Value], from start: Int, step: Int) -> Bool {
        guard isFree else { return false }
        mayHoldObjects = nil
        note(new)
        items.withUnsafeMutableBufferPointer { items in
            for (offset, item) in new.enumerated() { items[start + offset * step] = item }
        }
        return true
    }

    /// Inserts an item before a position. Returns false, without any effect, if the log must keep something or the
    /// list is long.
    package func insert(_ item: Value, at place: Int) -> Bool {
        guard isFree, items.count <= Self.short else { return false }
        if mayHoldObjects == false, item.mayChange { mayHoldObjects = true }
        note(item)
        items.insert(item, at: place)
        return true
    }

    /// Removes the item at a position. Returns nil, without any effect, if there is none, or as for
    /// ``insert(_:at:)``.
    package func remove(at place: Int) -> Value? {
        guard isFree, items.count <= Self.short, items.indices.contains(place) else { return nil }
        return items.remove(at: place)
    }

    /// Lists up to this length are copied, and modified in the middle, without checks for memory or time.
    static var short: Int { 0x400 }

    /// Removes the last item of a list that is not empty.
    package func removeLast() -> Value {
        if !isFree { keepPart()?.keep(items.count - 1) }
        return items.removeLast()
    }

    /// Replaces all items. The log takes over the old storage, so it needs no memory.
    package func replaceAll(with new: [Value]) {
        if !isFree {
            completeOuterPart()
            if isLogged, let part { part.takeUnretainedValue().completeWhole(taking: &items) } else { willChange() }
            part = nil
        }
        mayHoldObjects = nil
        note(new)
        items = new
    }

    /// Replaces a range of items by any number of others.
    ///
    /// - Throws: a `MemoryError`, or ``EvaluationError/interrupted``.
    func replace(_ places: Range<Int>, with added: [Value]) throws(EvaluationError) {
        if count - places.lowerBound + added.count <= Interruption.pieceLength {
            return try change { $0.replaceSubrange(places, with: added) }
        }
        let parts = [items[..<places.lowerBound], added[...], items[places.upperBound...]]
        replaceAll(with: try [Value](joining: parts, capacity: count - places.count + added.count))
    }

    /// Removes the items that a slice selects.
    ///
    /// - Throws: a `MemoryError`, or ``EvaluationError/interrupted``.
    func remove(_ slice: Slice) throws(EvaluationError) {
        try Allowance.check(items: count)
        let bounds = try slice.resolved(in: count)
        let step = abs(bounds.step)
        let first = bounds.step > 0 ? bounds.start : bounds.start - (bounds.count - 1) * step
        var left: [Value] = []
        left.reserveCapacity(count - bounds.count)
        for (place, item) in items.enumerated().polled(work: 16) {
            let distance = place - first
            if distance < 0 || distance % step != 0 || distance / step >= bounds.count { left.append(item) }
        }
        if Interruption.isRequested { throw .interrupted }
        replaceAll(with: left)
    }

    /// Modifies the items in any way.
    ///
    /// - Parameter added: how many items the body adds.
    /// - Throws: ``EvaluationError/interrupted``, a `MemoryError` if there is no room for the old items, or what the
    ///   body throws.
    package func change<Result>(
        adding added: Int = 0, _ body: (inout [Value]) throws(EvaluationError) -> Result
    ) throws(EvaluationError) -> Result {
        if !isFree {
            try Allowance.check(items: items.count)
            // A log without an entry takes over the storage, and a copy with room for one more item is modified.
            // Copying here can be interrupted, unlike Swift's copy-on-write.
            let copy = isLogged ? nil : try [Value](copying: items[...], adding: Swift.max(added, 1))
            try keepAll()
            if let copy { items = copy }
        } else {
            try affordItems(added)
        }
        mayHoldObjects = nil
        defer { note(items) }
        return try body(&items)
    }

    override var held: [Value] { items }

    override func empty() {
        mayHoldObjects = nil
        Release.later(&items)
        items = []
    }

    // MARK: - The log

    override func change() -> Change { ListChange(self, whole: items) }

    /// The partial entry in the running cell's log; nil if the log has all of it, or there is no log.
    private func keepPart() -> ListChange? {
        completeOuterPart()
        if isLogged, let part {
            let change = part.takeUnretainedValue()
            // If there is no memory or time, continue with the partial entry.
            guard change.isPartLarge, !Interruption.isRequested, (try? change.completeWhole()) != nil else {
                return change
            }
            self.part = nil
            return nil
        } else if items.count > Self.largestWhole, let log = CellLog.running {
            let change = ListChange(self, count: items.count)
            log.keep(change, of: self)
            part = Unmanaged.passUnretained(change)
            return change
        }
        willChange()
        part = nil
        return nil
    }

    private func keepAll() throws(EvaluationError) {
        completeOuterPart()
        if isLogged {
            try part?.takeUnretainedValue().completeWhole()
        } else {
            willChange()
        }
        part = nil
    }

    /// Makes an enclosing log keep the whole list, because changes made during the inner log could not be told apart
    /// later.
    private func completeOuterPart() {
        guard !isLogged, let part else { return }
        if CellLog.running?.isInside(stamp) == true {
            var items = items
            part.takeUnretainedValue().completeWhole(taking: &items)
        }
        self.part = nil
    }

    /// Modifies the items on behalf of a log, which keeps what is replaced. The collector already knows the list if
    /// necessary, because everything a log restores was in it before.
    fileprivate func changeUnlogged(_ body: (inout [Value]) -> Void) { body(&items) }
}

/// A log entry for a list: all of its items, or its old length and the items that have changed.
final class ListChange: Change {
    private let list: ListObject
    private var kept: Kept
    /// The entry of an enclosing log.
    private var part: Unmanaged<ListChange>?
    /// Whether the other state may contain mutable items.
    private var mayHoldObjects: Bool?

    private enum Kept {
        case whole([Value])
        /// A list that is mostly unchanged: its old length, the changed items by position, and the items beyond the
        /// present length, in order.
        case part(count: Int, items: [Int: Value], tail: [Value])
    }

    fileprivate init(_ list: ListObject, whole items: [Value]) {
        self.list = list
        part = list.part
        mayHoldObjects = list.mayHoldObjects
        kept = .whole(items)
    }

    fileprivate init(_ list: ListObject, count: Int) {
        self.list = list
        part = list.part
        mayHoldObjects = list.mayHoldObjects
        kept = .part(count: count, items: [:], tail: [])
    }

    deinit {
        guard case .whole(var items) = kept else { return }
        kept = .whole([])
        Release.later(&items)
    }

    override var object: AnyObject? { list }

    override var bytes: Int {
        switch kept {
        case .whole(let items): items.count * MemoryLayout<Value>.stride
        case .part(_, let items, let tail): (items.capacity * 2 + tail.count) * MemoryLayout<Value>.stride
        }
    }

    /// Whether keeping the whole list would take less memory.
    fileprivate var isPartLarge: Bool {
        if case .part(let count, let items, _) = kept { items.count > min(count / 8, 1 << 18) } else { false }
    }

    /// Keeps the item at a position before it changes.
    fileprivate func keep(_ place: Int) {
        guard case .part(let count, var items, let tail) = kept, place < count, items[place] == nil else { return }
        kept = .part(count: 0, items: [:], tail: [])
        items[place] = list.items[place]
        kept = .part(count: count, items: items, tail: tail)
    }

    /// Keeps the whole list from now on.
    ///
    /// - Throws: ``EvaluationError/interrupted``, or a `MemoryError`. The partial entry then remains.
    fileprivate func completeWhole() throws(EvaluationError) {
        var items = try [Value](copying: list.items[...])
        completeWhole(taking: &items)
    }

    /// Keeps the whole list, built from its present items, whose storage it takes.
    fileprivate func completeWhole(taking items: inout [Value]) {
        guard case .part(let count, let former, let tail) = kept else { return }
        Self.restore(&items, count: count, former, tail)
        kept = .whole(items)
        items = []
    }

    private static func restore(_ items: inout [Value], count: Int, _ former: [Int: Value], _ tail: [Value]) {
        if items.count > count { items.removeLast(items.count - count) }
        items.append(contentsOf: tail)
        // Items that were added and removed again are restored by position.
        while items.count < count { items.append(former[items.count] ?? .none) }
        for (place, item) in former where place < count { items[place] = item }
    }

    override func moves(toOuter isNew: Bool) {
        if !isNew { list.part = nil }
    }

    override func exchange(keepingOther: Bool) {
        swap(&list.stamp, &stamp)
        swap(&list.part, &part)
        swap(&list.mayHoldObjects, &mayHoldObjects)
        switch kept {
        case .whole(var items):
            kept = .whole([])
            list.changeUnlogged { swap(&$0, &items) }
            if !keepingOther { return Release.later(&items) }
            kept = .whole(items)
        case .part(let count, let items, let tail):
            let present = list.items.count
            var other: [Int: Value] = [:]
            if keepingOther { for place in items.keys where place < present { other[place] = list.items[place] } }
            let cut = keepingOther && count < present ? Array(list.items[count...]) : []
            list.changeUnlogged { Self.restore(&$0, count: count, items, tail) }
            kept = .part(count: present, items: other, tail: cut)
        }
    }
}
