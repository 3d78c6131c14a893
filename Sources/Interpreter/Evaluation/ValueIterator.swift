internal import Kernels

/// Walks a range, list, tuple, string, the rows of a tensor, or what is left of an iterator.
package struct ValueIterator {
    private let source: Value
    private var position = 0

    package init(_ value: Value) throws(EvaluationError) { source = try value.walked() }

    /// How many items are left, as far as is known.
    private var remaining: Int {
        if case .iterator(let iterator) = source { return iterator.remaining ?? 0 }
        return max((source.walkedCount ?? 0) - position, 0)
    }

    /// Whether it is known how many items there are.
    var hasCount: Bool {
        if case .iterator(let iterator) = source { iterator.remaining != nil } else { true }
    }

    package mutating func next() throws(EvaluationError) -> Value? {
        if case .iterator(let iterator) = source { return try iterator.next() }
        position += 1
        return source.item(at: position - 1)
    }

    /// All items that are left, or so many.
    mutating func collect(atMost most: Int = .max) throws(EvaluationError) -> [Value] {
        try Allowance.check(items: remaining)
        var items: [Value] = []
        items.reserveLarge(remaining)
        var meter = WorkMeter()
        while items.count < most, let item = try next() {
            if items.count >= 0x400, items.count == items.capacity {
                try Allowance.check(items.count, growingBy: 1, within: items.count)
            }
            items.append(item)
            if meter.shouldStop(after: 16) { throw items.released() }
        }
        return items
    }
}

extension [Value] {
    /// `count` items, each made from its place.
    ///
    /// - Throws: ``EvaluationError/interrupted``.
    package init(count: Int, interruptibly item: (Int) -> Value) throws(EvaluationError) {
        try Allowance.checkRoom(count * MemoryLayout<Value>.stride)
        self.init()
        reserveLarge(count)
        var meter = WorkMeter()
        for index in 0..<count {
            if meter.shouldStop(after: 16) { throw released() }
            append(item(index))
        }
    }

    /// A copy of many items that has memory of its own, and room for more.
    ///
    /// - Throws: ``EvaluationError/interrupted``, an error if there is no room.
    init(copying items: ArraySlice<Value>, adding added: Int = 0) throws(EvaluationError) {
        try Allowance.checkRoom((items.count + added) * MemoryLayout<Value>.stride)
        try self.init(joining: [items], capacity: items.count + added)
    }

    /// Parts of lists behind each other, in memory of its own for so many items.
    ///
    /// - Throws: ``EvaluationError/interrupted``.
    init(joining parts: some Sequence<ArraySlice<Value>>, capacity: Int) throws(EvaluationError) {
        self.init()
        reserveLarge(capacity)
        var meter = WorkMeter()
        for part in parts {
            let isWhole = append(interruptibly: part)
            if !isWhole || meter.shouldStop(after: part.count) { throw released() }
        }
    }

    /// Finds memory for so many items in an empty list: in large pages if there are many, which takes and gives them back
    /// several times as quickly.
    mutating func reserveLarge(_ count: Int) {
        reserveCapacity(count)
        withUnsafeMutableBufferPointer { items in
            guard let start = items.baseAddress else { return }
            expectLargeUse(of: .init(start: start, count: count * MemoryLayout<Value>.stride))
        }
    }

    /// Appends items, many millions maybe; false if it stopped before the last.
    private mutating func append(interruptibly items: ArraySlice<Value>) -> Bool {
        let start = items.startIndex
        return Interruption.forEachPiece(of: items.count) { piece in
            append(contentsOf: items[start + piece.lowerBound..<start + piece.upperBound])
        }
    }

    /// Appends items to those of a list. Where memory has to be found for them, it isn't Swift that copies what there is:
    /// that can't be stopped.
    ///
    /// - Throws: ``EvaluationError/interrupted``.
    mutating func grow(by added: [Value]) throws(EvaluationError) {
        let needed = count + added.count
        if needed <= Interruption.pieceLength || (needed <= capacity && !sharesMemory(with: added)) {
            if !append(interruptibly: added[...]) { throw .interrupted }
            return
        }
        let capacity = Swift.max(needed, capacity + capacity / 2)
        self = try [Value](joining: [self[...], added[...]], capacity: capacity)
    }

    /// Whether both are one array.
    private func sharesMemory(with other: [Value]) -> Bool {
        withUnsafeBufferPointer { own in other.withUnsafeBufferPointer { own.baseAddress == $0.baseAddress } }
    }

    /// The error that ends the making of a list, which is let go of without delay.
    fileprivate mutating func released() -> EvaluationError {
        Release.later(&self)
        return .interrupted
    }
}

extension ListObject {
    /// Adds all that a value holds; of an iterator each as it comes, since it may look at the list meanwhile.
    package func extend(by value: Value) throws(EvaluationError) {
        guard case .iterator(let iterator) = value else { return try append(contentsOf: value.items()) }
        var meter = WorkMeter()
        while let item = try iterator.next() {
            if growsLarge { try affordItems() }
            append(item)
            if meter.shouldStop(after: 16) { throw .interrupted }
        }
    }
}

extension Value {
    /// The items of something that can be walked.
    package func items() throws(EvaluationError) -> [Value] {
        switch self {
        case .list(let list): return list.items
        case .tuple(let tuple): return tuple.items
        case .dictionary, .set, .view:
            let items = if case .dictionary(let dictionary) = self { dictionary.keys } else { contents ?? [] }
            if Interruption.isRequested { throw .interrupted }
            return items
        default:
            var iterator = try ValueIterator(self)
            return try iterator.collect()
        }
    }
}
