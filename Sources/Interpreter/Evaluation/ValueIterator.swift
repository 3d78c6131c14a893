internal import Kernels

/// Walks a range, list, tuple, string, the rows of a tensor, or what is left of an iterator.
struct ValueIterator {
    private let source: Value
    private var position = 0

    init(_ value: Value) throws(EvaluationError) { source = try value.walked() }

    /// How many items are left, as far as is known.
    private var remaining: Int {
        if case .iterator(let iterator) = source { return iterator.remaining ?? 0 }
        return max((source.walkedCount ?? 0) - position, 0)
    }

    mutating func next() throws(EvaluationError) -> Value? {
        if case .iterator(let iterator) = source { return try iterator.next() }
        position += 1
        return source.item(at: position - 1)
    }

    /// All items that are left.
    mutating func collect() throws(EvaluationError) -> [Value] {
        try Allowance.check(items: remaining)
        var items: [Value] = []
        items.reserveCapacity(min(remaining, 1 << 20))
        var meter = WorkMeter()
        while let item = try next() {
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
        self.init()
        reserveCapacity(count)
        var meter = WorkMeter()
        for index in 0..<count {
            if meter.shouldStop(after: 16) { throw released() }
            append(item(index))
        }
    }

    /// A copy of many items that has memory of its own.
    ///
    /// - Throws: ``EvaluationError/interrupted``.
    init(copying items: ArraySlice<Value>) throws(EvaluationError) {
        self.init()
        // What is inserted next finds room.
        reserveCapacity(items.count + 1)
        try append(interruptibly: items)
    }

    /// Appends items; a list may hold many millions.
    ///
    /// - Throws: ``EvaluationError/interrupted``.
    package mutating func append(interruptibly items: [Value]) throws(EvaluationError) {
        try append(interruptibly: items[...])
    }

    /// Appends items of a part of a list.
    ///
    /// - Throws: ``EvaluationError/interrupted``.
    mutating func append(interruptibly items: ArraySlice<Value>) throws(EvaluationError) {
        let start = items.startIndex
        let isWhole = Interruption.forEachPiece(of: items.count) { piece in
            append(contentsOf: items[start + piece.lowerBound..<start + piece.upperBound])
        }
        if !isWhole { throw .interrupted }
    }

    /// Appends items to those of a list. Where memory has to be found for them, it isn't Swift that copies what there is:
    /// that can't be stopped.
    ///
    /// - Throws: ``EvaluationError/interrupted``.
    mutating func grow(by added: [Value]) throws(EvaluationError) {
        let needed = count + added.count
        if needed <= Interruption.pieceLength || (needed <= capacity && !sharesMemory(with: added)) {
            return try append(interruptibly: added)
        }
        var grown: [Value] = []
        grown.reserveCapacity(Swift.max(needed, capacity + capacity / 2))
        try grown.append(interruptibly: self)
        try grown.append(interruptibly: added)
        swap(&self, &grown)
        Release.later(&grown)
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

extension Value {
    /// The items of something that can be walked.
    package func items() throws(EvaluationError) -> [Value] {
        switch self {
        case .list(let list): return list.items
        case .tuple(let tuple): return tuple.items
        default:
            var iterator = try ValueIterator(self)
            return try iterator.collect()
        }
    }
}
