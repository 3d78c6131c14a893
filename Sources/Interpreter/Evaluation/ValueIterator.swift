internal import Kernels
internal import Tensors

/// Walks a range, list, tuple, string or the rows of a tensor.
struct ValueIterator {
    private enum Source {
        case range(IntegerRange)
        case items([Value])
        case characters([Character])
        case rows(Tensor)
    }

    private let source: Source
    private let count: Int
    private var position = 0

    init(_ value: Value) throws(EvaluationError) {
        switch value {
        case .range(let range): (source, count) = (.range(range), range.count)
        case .list(let items), .tuple(let items): (source, count) = (.items(items), items.count)
        case .string(let text):
            let characters = text.unicodeScalars.map { Character($0) }
            (source, count) = (.characters(characters), characters.count)
        case .tensor(let tensor):
            guard tensor.rank > 0 else { throw .values(.notIterable(ValueDescription(value))) }
            (source, count) = (.rows(tensor), tensor.shape[0])
        default: throw .values(.notIterable(ValueDescription(value)))
        }
    }

    /// How many items are left.
    var remaining: Int { count - position }

    mutating func next() -> Value? {
        guard position < count else { return nil }
        defer { position += 1 }
        switch source {
        case .range(let range): return .int(range[position])
        case .items(let items): return items[position]
        case .characters(let characters): return .string(String(characters[position]))
        case .rows(let tensor): return (try? tensor.row(position)).map(Value.result)
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
            if meter.shouldStop(after: 16) { throw .interrupted }
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
            if meter.shouldStop(after: 16) { throw .interrupted }
            append(item(index))
        }
    }

    /// Appends items; a list may hold many millions.
    ///
    /// - Throws: ``EvaluationError/interrupted``.
    package mutating func append(interruptibly items: [Value]) throws(EvaluationError) {
        let isWhole = Interruption.forEachPiece(of: items.count) { piece in append(contentsOf: items[piece]) }
        if !isWhole { throw .interrupted }
    }
}

extension Value {
    /// The items of something that can be walked.
    package func items() throws(EvaluationError) -> [Value] {
        switch self {
        case .list(let items), .tuple(let items): return items
        default:
            var iterator = try ValueIterator(self)
            return try iterator.collect()
        }
    }
}
