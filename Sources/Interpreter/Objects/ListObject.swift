internal import CObjects
internal import Kernels
internal import Tensors

/// A Python list.
public final class ListObject: ContainerObject {
    /// Its items.
    public private(set) var items: [Value]
    /// What the log of the running cell keeps of it, where that is less than all of it; nil else. It is looked at only
    /// while the list bears the stamp of the running cell, whose log then holds it.
    fileprivate var part: Unmanaged<ListChange>?

    /// Whether an item may be something that changes; nil where that isn't known.
    fileprivate var mayHoldObjects: Bool?

    /// Lists up to so many items are kept whole: that is quicker than to count what changes.
    private static var largestWhole: Int { 64 }

    /// A list of these items.
    public init(_ items: [Value]) {
        self.items = items
        super.init()
        note(items)
    }

    deinit { Release.later(&items) }

    /// The number of its items.
    public var count: Int { items.count }

    /// Whether an item is something that changes, or holds such; looked for once.
    var holdsObjects: Bool {
        if let mayHoldObjects { return mayHoldObjects }
        let found = items.polled(work: 2).contains(where: \.mayChange)
        if !Interruption.isRequested { mayHoldObjects = found }
        return found
    }

    // MARK: - Writes

    /// Whether the running cell may write to it as it likes.
    @inline(__always) private var isFree: Bool { isLogged && part == nil }

    /// Whether one more item makes it grow, and it is long.
    @inline(__always) package var growsLarge: Bool { items.count >= 0x400 && items.count == items.capacity }

    /// Refuses so many more items if there is no room for them.
    package func affordItems(_ added: Int = 1) throws(EvaluationError) {
        try Allowance.check(items.count, growingBy: added, within: items.capacity)
    }

    /// Adds an item at the end, which may be many: ``affordItems(_:)`` is asked before where it ``growsLarge``.
    package func append(_ item: Value) {
        if !isFree { _ = keepPart() }
        if mayHoldObjects == false, item.mayChange { mayHoldObjects = true }
        note(item)
        if items.count == items.capacity, items.count >= Self.large { grow() }
        items.append(item)
    }

    /// From so many items on memory for more is found here.
    private static var large: Int { 1 << 20 }

    /// Finds memory for half as many items again. Swift would find it in small pages, which takes longer than whoever
    /// pressed Ctrl-C waits.
    @inline(never)
    private func grow() {
        var grown: [Value] = []
        grown.reserveLarge(items.count + items.count / 2)
        grown.append(contentsOf: items)
        items = grown
    }

    /// Adds items at the end.
    ///
    /// - Throws: ``EvaluationError/interrupted``.
    package func append(contentsOf added: [Value]) throws(EvaluationError) {
        try affordItems(added.count)
        if !isFree { _ = keepPart() }
        mayHoldObjects = nil
        note(added)
        try items.grow(by: added)
    }

    /// Puts its items behind each other so many times, more than once.
    ///
    /// - Throws: ``EvaluationError/interrupted``.
    func repeatItems(_ count: Int) throws(EvaluationError) {
        let all = try [Value](joining: repeatElement(items[...], count: count), capacity: items.count * count)
        if !isFree { _ = keepPart() }
        items = all
    }

    /// Replaces the item at a place inside the list.
    package func set(_ item: Value, at place: Int) {
        if !isFree { keepPart()?.keep(place) }
        if mayHoldObjects == false, item.mayChange { mayHoldObjects = true }
        note(item)
        items[place] = item
    }

    /// Puts items in the places of others, as many; false, and nothing is done, if something has to be kept for the log.
    func setFreely(_ new: [Value], from start: Int, step: Int) -> Bool {
        guard isFree else { return false }
        mayHoldObjects = nil
        note(new)
        items.withUnsafeMutableBufferPointer { items in
            for (offset, item) in new.enumerated() { items[start + offset * step] = item }
        }
        return true
    }

    /// Puts an item before the one at a place; false, and nothing is done, if it has to be kept for the log or is long.
    package func insert(_ item: Value, at place: Int) -> Bool {
        guard isFree, items.count <= Self.short else { return false }
        if mayHoldObjects == false, item.mayChange { mayHoldObjects = true }
        note(item)
        items.insert(item, at: place)
        return true
    }

    /// Takes out the item at a place; nil, and nothing is done, if there is none, or as for ``insert(_:at:)``.
    package func remove(at place: Int) -> Value? {
        guard isFree, items.count <= Self.short, items.indices.contains(place) else { return nil }
        return items.remove(at: place)
    }

    /// Lists of up to so many items are copied, and changed in the middle, without a question for memory or time.
    static var short: Int { 0x400 }

    /// Takes out the last item of a list that has one.
    package func removeLast() -> Value {
        if !isFree { keepPart()?.keep(items.count - 1) }
        return items.removeLast()
    }

    /// Replaces all items. A log takes what was there as it is, so that it needs no memory.
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

    /// Puts others, however many, in the place of some that lie behind each other.
    ///
    /// - Throws: ``EvaluationError/interrupted``.
    func replace(_ places: Range<Int>, with added: [Value]) throws(EvaluationError) {
        if count - places.lowerBound + added.count <= Interruption.pieceLength {
            return try change { $0.replaceSubrange(places, with: added) }
        }
        let parts = [items[..<places.lowerBound], added[...], items[places.upperBound...]]
        replaceAll(with: try [Value](joining: parts, capacity: count - places.count + added.count))
    }

    /// Takes out the items that a slice names.
    ///
    /// - Throws: ``EvaluationError/interrupted``.
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

    /// Changes it in whatever way.
    ///
    /// - Parameter added: how many more items it has then.
    /// - Throws: ``EvaluationError/interrupted``, an error if there is no room to keep what is there, or what the body
    ///   throws.
    package func change<Result>(
        adding added: Int = 0, _ body: (inout [Value]) throws(EvaluationError) -> Result
    ) throws(EvaluationError) -> Result {
        if !isFree {
            try Allowance.check(items: items.count)
            // A log that has none of it takes the items, and here a copy of them is changed, with room for one more; that
            // can be stopped, as Swift's own can't.
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

    /// The part of it that the running cell's log keeps; nil if that has all of it, or there is no log.
    private func keepPart() -> ListChange? {
        completeOuterPart()
        if isLogged, let part {
            let change = part.takeUnretainedValue()
            // It goes on as it is where there is no room, or no time any more.
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

    /// Has a log around the running one keep all of it: what changes within the inner one can't be told apart later.
    private func completeOuterPart() {
        guard !isLogged, let part else { return }
        if CellLog.running?.isInside(stamp) == true {
            var items = items
            part.takeUnretainedValue().completeWhole(taking: &items)
        }
        self.part = nil
    }

    /// Changes it for a log, which has kept what that takes away. The collector knows it if it must: all that a log puts
    /// back was in it before.
    fileprivate func changeUnlogged(_ body: (inout [Value]) -> Void) { body(&items) }
}

/// What a log keeps of a list: all of its items, or how many there were and those that have gone from their places.
final class ListChange: Change {
    private let list: ListObject
    private var kept: Kept
    /// What an outer log keeps of it.
    private var part: Unmanaged<ListChange>?
    /// Whether it may hold what changes, at the other end.
    private var mayHoldObjects: Bool?

    private enum Kept {
        case whole([Value])
        /// A list of which most has stayed: its former length, the items behind that in their order, where there were
        /// more at the other end, and others by their places.
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

    /// Whether to keep all of it would take less.
    fileprivate var isPartLarge: Bool {
        if case .part(let count, let items, _) = kept { items.count > min(count / 8, 1 << 18) } else { false }
    }

    /// Keeps the item at a place, before it goes from there.
    fileprivate func keep(_ place: Int) {
        guard case .part(let count, var items, let tail) = kept, place < count, items[place] == nil else { return }
        kept = .part(count: 0, items: [:], tail: [])
        items[place] = list.items[place]
        kept = .part(count: count, items: items, tail: tail)
    }

    /// Keeps all of it from now on.
    ///
    /// - Throws: ``EvaluationError/interrupted``, an error if there is no room; what was kept stays then.
    fileprivate func completeWhole() throws(EvaluationError) {
        var items = try [Value](copying: list.items[...])
        completeWhole(taking: &items)
    }

    /// Keeps all of it, made of the items that it has now, which are taken.
    fileprivate func completeWhole(taking items: inout [Value]) {
        guard case .part(let count, let former, let tail) = kept else { return }
        Self.restore(&items, count: count, former, tail)
        kept = .whole(items)
        items = []
    }

    private static func restore(_ items: inout [Value], count: Int, _ former: [Int: Value], _ tail: [Value]) {
        if items.count > count { items.removeLast(items.count - count) }
        items.append(contentsOf: tail)
        // What was there once and went again is put back by its place.
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
