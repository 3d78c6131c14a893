internal import Kernels
internal import Tensors

/// Walks a range, list, tuple, string or the rows of a tensor.
struct ValueIterator {
    private enum Source {
        case range(IntegerRange)
        /// Items that are added meanwhile come too, as in Python.
        case list(ListObject)
        case items([Value])
        case characters([Unicode.Scalar])
        case rows(ArrayObject)
    }

    private let source: Source
    private var position = 0

    init(_ value: Value) throws(EvaluationError) {
        switch value {
        case .range(let range): source = .range(range)
        case .list(let list): source = .list(list)
        case .tuple(let tuple): source = .items(tuple.items)
        case .string(let text): source = .characters(text.codePoints)
        case .array(let array):
            guard array.rank > 0 else { throw .values(.notIterable(ValueDescription(value))) }
            source = .rows(array)
        default: throw .values(.notIterable(ValueDescription(value)))
        }
    }

    private var count: Int {
        switch source {
        case .range(let range): range.count
        case .list(let list): list.count
        case .items(let items): items.count
        case .characters(let characters): characters.count
        case .rows(let array): array.shape[0]
        }
    }

    /// How many items are left.
    var remaining: Int { max(count - position, 0) }

    mutating func next() -> Value? {
        guard position < count else { return nil }
        defer { position += 1 }
        switch source {
        case .range(let range): return .int(range[position])
        case .list(let list): return list.items[position]
        case .items(let items): return items[position]
        case .characters(let characters): return .string(Text([characters[position]]))
        case .rows(let array): return (try? array.tensor.row(position)).map(array.derivedResult)
        }
    }

    /// All items that are left.
    mutating func collect() throws(EvaluationError) -> [Value] {
        try Allowance.check(items: remaining)
        var items: [Value] = []
        items.reserveCapacity(min(remaining, 1 << 20))
        var meter = WorkMeter()
        while let item = next() {
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
        reserveCapacity(items.count)
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
