internal import Kernels
internal import Tensors

/// What `enumerate`, `zip` and `reversed` give: items one after another, each once, as what they come from is by then.
public final class IteratorObject: ContainerObject {
    /// What is done with the items.
    package enum Kind: Equatable {
        /// Each with its number.
        case enumerate
        /// Those of several sources together.
        case zip
        /// From the last to the first.
        case reversed
        /// By the `__next__` of an object.
        case instance
        /// By the `__getitem__` of an object, from 0 on.
        case items
        /// Of a dictionary.
        case dictionary(DictionaryView.Part, isReversed: Bool)
        case set
    }

    private let kind: Kind
    /// What the items come from: anything that ``Value/item(at:)`` takes, or other iterators.
    private var sources: [Value]
    /// How many items it gave; of `reversed` how many are left.
    private var place: Int
    private let start: Int
    /// Of a dictionary or set how many items it hasn't given.
    private var left = 0
    private var isAtEnd = false {
        didSet { if isAtEnd { given = nil } }
    }
    /// The pair that it gave last, which becomes the next one if nobody holds it any more.
    private var given: TupleObject?

    /// - Parameter start: the first number of `enumerate`.
    /// - Throws: an error if something can't be walked. An iterator has no last item: `reversed` must refuse it.
    package init(_ kind: Kind, over values: [Value], start: Int = 0) throws(EvaluationError) {
        self.kind = kind
        self.start = start
        var sources: [Value] = []
        for value in values { sources.append(kind.walksObject ? value : try value.walked()) }
        self.sources = sources
        place = kind == .reversed ? sources[0].walkedCount ?? 0 : 0
        super.init()
        note(sources)
    }

    /// Goes through a dictionary or set, which may not get another size meanwhile.
    package init(_ kind: Kind, over table: TableObject, _ value: Value) {
        self.kind = kind
        (start, left, sources) = (table.count, table.count, [value])
        place = kind.isReversed ? table.state.rows.count : 0
        super.init()
        note(sources)
    }

    private init(copyOf other: IteratorObject) {
        (kind, sources, place, start, isAtEnd) = (other.kind, other.sources, other.place, other.start, other.isAtEnd)
        left = other.left
        super.init()
        note(sources)
    }

    deinit { Release.later(&sources) }

    var type: PythonType {
        switch kind {
        case .enumerate: .enumerate
        case .zip: .zip
        case .reversed: .reversed
        case .instance, .items: .iterator
        case .dictionary(.keys, let isReversed): isReversed ? .reverseKeyIterator : .keyIterator
        case .dictionary(.values, let isReversed): isReversed ? .reverseValueIterator : .valueIterator
        case .dictionary(.items, let isReversed): isReversed ? .reverseItemIterator : .itemIterator
        case .set: .setIterator
        }
    }

    /// The next item; nil once there is none, and from then on.
    package func next() throws(EvaluationError) -> Value? {
        if isAtEnd { return nil }
        willChange()
        switch kind {
        case .enumerate:
            guard let item = try item(of: sources[0]) else { break }
            let (number, overflow) = start.addingReportingOverflow(place)
            if overflow { throw .numbers(.integerOverflow("\(start) + \(place)")) }
            place += 1
            return pair(.int(number), item)
        case .zip where sources.count == 2:
            guard let first = try item(of: sources[0]), let second = try item(of: sources[1]) else { break }
            place += 1
            return pair(first, second)
        case .reversed:
            place -= 1
            if place >= 0, let item = try item(of: sources[0]) { return item }
        case .dictionary(let part, _):
            guard case .dictionary(let dictionary) = sources.first, let row = try nextRow(dictionary) else { break }
            switch part {
            case .keys: return row.key
            case .values: return row.value
            case .items: return pair(row.key, row.value)
            }
        case .set:
            guard case .set(let set) = sources.first, let row = try nextRow(set) else { break }
            return row.key
        case .instance, .items:
            if let item = try Special.next(of: sources[0], at: kind == .items ? place : nil) {
                place += 1
                return item
            }
        case .zip:
            if let items = try items() {
                place += 1
                return .tuple(TupleObject(items))
            }
        }
        isAtEnd = true
        return nil
    }

    /// The next row of a table that has a key; nil behind the last.
    private func nextRow(_ table: TableObject) throws(EvaluationError) -> TableObject.Row? {
        let words = kind == .set ? "Set" : "dictionary"
        if table.count != start { throw .values(.changedWhileWalked("\(words) changed size during iteration")) }
        let rows = table.state.rows
        if kind.isReversed {
            place = min(place, rows.count) - 1
            while place >= 0, !rows[place].isUsed { place -= 1 }
        } else {
            while place < rows.count, !rows[place].isUsed { place += 1 }
        }
        guard rows.indices.contains(place) else { return nil }
        if left == 0, kind != .set { throw .values(.changedWhileWalked("dictionary keys changed during iteration")) }
        left = max(left - 1, 0)
        defer { if !kind.isReversed { place += 1 } }
        return rows[place]
    }

    /// The next items of all sources; nil if one has none, or there is no source.
    private func items() throws(EvaluationError) -> [Value]? {
        var items: [Value] = []
        for source in sources {
            guard let item = try item(of: source) else { return nil }
            items.append(item)
        }
        return items.isEmpty ? nil : items
    }

    private func pair(_ first: Value, _ second: Value) -> Value {
        if isKnownUniquelyReferenced(&given), let given {
            given.refill(first, second)
            return .tuple(given)
        }
        let made = TupleObject([first, second])
        given = made
        return .tuple(made)
    }

    private func item(of source: Value) throws(EvaluationError) -> Value? {
        if case .iterator(let iterator) = source { return try iterator.next() }
        return source.item(at: place)
    }

    /// How many items there are left at most, as far as is known.
    var remaining: Int? {
        if isAtEnd { return 0 }
        if kind == .reversed { return place }
        if kind.isOfTable { return left }
        let counts = sources.map { source -> Int? in
            if case .iterator(let iterator) = source { return iterator.remaining }
            return source.walkedCount.map { Swift.max($0 - place, 0) }
        }
        return counts.compactMap(\.self).min()
    }

    /// Whether it will give the same items, bit for bit.
    func isIdentical(to other: IteratorObject) -> Bool {
        kind == other.kind && place == other.place && start == other.start && isAtEnd == other.isAtEnd
            && left == other.left && sources.count == other.sources.count
            && Swift.zip(sources, other.sources).allSatisfy { $0.isIdentical(to: $1) }
    }

    // MARK: - The log and the collector

    override var held: [Value] { sources }

    override func empty() {
        isAtEnd = true
        Release.later(&sources)
        sources = []
    }

    func copy() -> IteratorObject { IteratorObject(copyOf: self) }

    /// Puts others in the places of what it walks over.
    func replaceSources(by other: (Value) -> Value) { sources = sources.map(other) }

    override func change() -> Change { IteratorChange(self) }

    private final class IteratorChange: Change {
        private let iterator: IteratorObject
        private var place: Int
        private var left: Int
        private var isAtEnd: Bool

        init(_ iterator: IteratorObject) {
            (self.iterator, place, isAtEnd) = (iterator, iterator.place, iterator.isAtEnd)
            left = iterator.left
        }

        override var object: AnyObject? { iterator }

        override func exchange(keepingOther: Bool) {
            swap(&iterator.stamp, &stamp)
            swap(&iterator.place, &place)
            swap(&iterator.left, &left)
            swap(&iterator.isAtEnd, &isAtEnd)
        }
    }
}

extension IteratorObject.Kind {
    fileprivate var walksObject: Bool { self == .instance || self == .items }

    fileprivate var isReversed: Bool { if case .dictionary(_, isReversed: true) = self { true } else { false } }

    fileprivate var isOfTable: Bool { if case .dictionary = self { true } else { self == .set } }
}

extension Value {
    /// What a walk over it goes through: itself, or its characters where to find one by its place takes time.
    ///
    /// - Throws: an error if it can't be walked.
    func walked() throws(EvaluationError) -> Value {
        switch self {
        case .range, .list, .tuple, .iterator: return self
        case .string(let text):
            return text.isASCII
                ? self : .tuple(TupleObject(text.codePoints.polled(work: 16).map { .string(Text([$0])) }))
        case .array(let array) where array.rank > 0: return self
        case .dictionary(let dictionary):
            return .iterator(IteratorObject(.dictionary(.keys, isReversed: false), over: dictionary, self))
        case .view(let view):
            let dictionary = view.dictionary
            return .iterator(
                IteratorObject(.dictionary(view.part, isReversed: false), over: dictionary, .dictionary(dictionary)))
        case .set(let set): return .iterator(IteratorObject(.set, over: set, self))
        case .instance(let instance):
            if let walked = try Special.walked(instance) { return walked }
            throw .values(.notIterable(ValueDescription(self)))
        default: throw .values(.notIterable(ValueDescription(self)))
        }
    }

    /// How many items a walk over it goes through; nil for an iterator.
    var walkedCount: Int? {
        switch self {
        case .range(let range): range.count
        case .list(let list): list.count
        case .tuple(let tuple): tuple.count
        case .string(let text): text.count
        case .array(let array): array.shape[0]
        default: nil
        }
    }

    /// The item of a walk at a place from 0 on; nil behind the last. Items that are added meanwhile come too.
    func item(at place: Int) -> Value? {
        guard let count = walkedCount, place < count else { return nil }
        switch self {
        case .range(let range): return .int(range[place])
        case .list(let list): return list.items[place]
        case .tuple(let tuple): return tuple.items[place]
        case .string(let text): return .string(text[place])
        case .array(let array): return (try? array.tensor.row(place)).map(array.derivedResult)
        default: return nil
        }
    }
}
