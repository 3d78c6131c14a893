internal import Kernels

/// Iterates over a range, list, tuple, string, the rows of a tensor, or the remaining items of an iterator.
package struct ValueIterator {
    private let source: Value
    private var position = 0

    package init(_ value: Value) throws(EvaluationError) { source = try value.walked() }

    /// The number of items left, as far as known.
    private var remaining: Int {
        if case .iterator(let iterator) = source { return iterator.remaining ?? 0 }
        return max((source.walkedCount ?? 0) - position, 0)
    }

    /// Whether the number of items is known.
    var hasCount: Bool {
        if case .iterator(let iterator) = source { iterator.remaining != nil } else { true }
    }

    package mutating func next() throws(EvaluationError) -> Value? {
        if case .iterator(let iterator) = source { return try iterator.next() }
        position += 1
        return source.item(at: position - 1)
    }

    /// The remaining items, at most `most`.
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
    /// Makes `count` items, each from its index.
    ///
    /// - Throws: a `MemoryError` if there is no room, or ``EvaluationError/interrupted``.
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

    /// Copies items into new storage with room for more.
    ///
    /// - Throws: ``EvaluationError/interrupted``, or a `MemoryError` if there is no room.
    init(copying items: ArraySlice<Value>, adding added: Int = 0) throws(EvaluationError) {
        try Allowance.checkRoom((items.count + added) * MemoryLayout<Value>.stride)
        try self.init(joining: [items], capacity: items.count + added)
    }

    /// Concatenates parts in new storage of the given capacity.
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

    /// Reserves capacity in an empty array. Large storage uses huge pages, which are several times faster to allocate
    /// and free.
    mutating func reserveLarge(_ count: Int) {
        reserveCapacity(count)
        withUnsafeMutableBufferPointer { items in
            guard let start = items.baseAddress else { return }
            expectLargeUse(of: .init(start: start, count: count * MemoryLayout<Value>.stride))
        }
    }

    /// Appends items, possibly millions; false if interrupted.
    private mutating func append(interruptibly items: ArraySlice<Value>) -> Bool {
        let start = items.startIndex
        return Interruption.forEachPiece(of: items.count) { piece in
            append(contentsOf: items[start + piece.lowerBound..<start + piece.upperBound])
        }
    }

    /// Appends items. If storage must grow, this copies in pieces, because Swift's own copy cannot be interrupted.
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

    /// Whether both share the same storage.
    private func sharesMemory(with other: [Value]) -> Bool {
        withUnsafeBufferPointer { own in other.withUnsafeBufferPointer { own.baseAddress == $0.baseAddress } }
    }

    /// The error that ends the making of a list, whose storage is released without delay.
    fileprivate mutating func released() -> EvaluationError {
        Release.later(&self)
        return .interrupted
    }
}

extension ListObject {
    /// Appends all items of an iterable. Those of an iterator are appended one by one, because it may observe the
    /// list.
    ///
    /// - Throws: a `TypeError` if the value is not iterable, a `MemoryError`, or the error of computing an item.
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
    /// The items of an iterable.
    ///
    /// - Throws: a `TypeError` if it is not iterable, or the error of computing an item.
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
