internal import Integers
internal import Kernels
internal import Tensors

/// What gives items one after another, each once.
public class IteratorObject: ContainerObject {
    /// Whether it is a ``SuspendedFrame``, which the machine can run in its own loop.
    final let isFrame: Bool

    init(isFrame: Bool = false) { self.isFrame = isFrame }

    var type: PythonType { preconditionFailure("each kind says what it is") }
    var representation: String { "<\(type.name) object>" }
    var kindText: String { "an iterator of \(type.name)" }

    /// The next item; nil once there is none, and from then on.
    package func next() throws(EvaluationError) -> Value? { nil }

    /// How many items there are left at most, as far as is known.
    var remaining: Int? { nil }

    /// Whether it goes through its things in the same way and has come as far.
    func hasSamePlace(as other: IteratorObject) -> Bool { false }

    /// The same as numbers, for a digest; and as text.
    package var placeWords: [Int] { [] }
    package var placeText: String { type.name }

    /// What it holds; the digest of a generator goes by its source in place of its function.
    package final var parts: [Value] { held }
    package var digestedParts: [Value] { held }

    func copy() -> IteratorObject { self }

    /// Puts others in the places of what it holds.
    func replaceHeld(by other: (Value) -> Value) {}
}

/// What `iter`, `enumerate`, `zip`, `map` and the like give: items as what they come from is by then.
package final class ItemIterator: IteratorObject {
    /// What is done with the items.
    package enum Kind: Equatable {
        /// Nothing: they are of a type's own iterator.
        case items(PythonType)
        /// Each with its number.
        case enumerate
        /// Those of several sources together.
        case zip
        /// From the last to the first.
        case reversed
        /// By the `__next__` of an object.
        case instance
        /// By the `__getitem__` of an object, from 0 on.
        case elements
        /// Of a dictionary.
        case dictionary(DictionaryView.Part, isReversed: Bool)
        case set
        /// A function, the first source, is given one of each of the others.
        case map
        /// Only those are given for which a function, the first source, says so.
        case filter
        /// A function, the first source, is called until it gives the second.
        case calls
    }

    private let kind: Kind
    /// The object whose `__next__` gives the items, if one does.
    var object: Value? { kind == .instance ? sources[0] : nil }
    /// What the items come from: anything that ``Value/item(at:)`` takes, or other iterators.
    private var sources: [Value]
    /// How many items it gave; of `reversed` how many are left.
    private var place: Int
    private let start: Int
    /// Of a dictionary or set how many items it hasn't given; of several sources how many come before the one that ended.
    private var left = 0
    /// Whether what it goes through is an `OrderedDict`.
    private let isOrdered: Bool
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
        isOrdered = false
        var sources: [Value] = []
        for (index, value) in values.enumerated() {
            let isWhole = kind == .calls || kind.walksObject || index == 0 && kind.isOfFunction
            sources.append(isWhole ? value : try value.walked())
        }
        self.sources = sources
        place = kind == .reversed ? sources[0].walkedCount ?? 0 : 0
        super.init()
        note(sources)
    }

    /// Goes through a dictionary or set, which may not get another size meanwhile.
    package init(_ kind: Kind, over table: TableObject, _ value: Value, isOrdered: Bool = false) {
        self.kind = kind
        self.isOrdered = isOrdered
        (start, left, sources) = (table.count, table.count, [value])
        place = kind.isReversed ? table.state.rows.count : 0
        super.init()
        note(sources)
    }

    private init(copyOf other: ItemIterator) {
        (kind, sources, place, start, isAtEnd) = (other.kind, other.sources, other.place, other.start, other.isAtEnd)
        (left, isOrdered) = (other.left, other.isOrdered)
        super.init()
        note(sources)
    }

    deinit { Release.later(&sources) }

    override var type: PythonType {
        switch kind {
        case .items(let type): type
        case .enumerate: .enumerate
        case .map: .map
        case .filter: .filter
        case .calls: .callableIterator
        case .zip: .zip
        case .reversed: .reversed
        case .instance, .elements: .iterator
        case .dictionary(.keys, let isReversed): isReversed ? .reverseKeyIterator : .keyIterator
        case .dictionary(.values, let isReversed): isReversed ? .reverseValueIterator : .valueIterator
        case .dictionary(.items, let isReversed): isReversed ? .reverseItemIterator : .itemIterator
        case .set: .setIterator
        }
    }

    package override func next() throws(EvaluationError) -> Value? {
        if isAtEnd {
            if left > 0, !kind.isOfTable { try askAgain() }
            return nil
        }
        willChange()
        switch kind {
        case .items:
            guard let item = try item(of: sources[0]) else { break }
            place += 1
            return item
        case .enumerate:
            guard let item = try item(of: sources[0]) else { break }
            let number = Integer.short(start) + .short(place)
            place += 1
            return pair(Value(number), item)
        case .zip where sources.count == 2:
            guard let first = try item(of: sources[0]) else { break }
            guard let second = try item(of: sources[1]) else {
                left = 1
                break
            }
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
        case .instance, .elements:
            if let item = try Special.next(of: sources[0], at: kind == .elements ? place : nil) {
                place += 1
                return item
            }
        case .zip:
            if let items = try items() {
                place += 1
                return .tuple(TupleObject(items))
            }
        case .map, .filter, .calls:
            let next = try Special.endingAtStop { () throws(EvaluationError) in try nextOfFunction() }
            if let item = next { return item }
        }
        isAtEnd = true
        return nil
    }

    /// The next row of a table that has a key; nil behind the last.
    private func nextRow(_ table: TableObject) throws(EvaluationError) -> TableObject.Row? {
        let words = kind == .set ? "Set" : "dictionary"
        if table.count != start {
            throw .values(
                .changedWhileWalked(
                    isOrdered ? "OrderedDict mutated during iteration" : "\(words) changed size during iteration"))
        }
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

    private func nextOfFunction() throws(EvaluationError) -> Value? {
        if kind == .calls {
            let value = try call([])
            return try Operators.areEqualItems(value, sources[1]) ? nil : value
        }
        var meter = WorkMeter()
        while let items = try items() {
            place += 1
            if kind == .map { return try call(items) }
            let answer = sources[0].isNone ? items[0] : try call(items)
            if try answer.isTrue() { return items[0] }
            if meter.shouldStop(after: 64) { throw .interrupted }
        }
        return nil
    }

    private func call(_ values: [Value]) throws(EvaluationError) -> Value {
        guard let machine = Machine.running else { preconditionFailure("values are walked while a cell runs") }
        machine.builtinDepth += 1
        defer { machine.builtinDepth -= 1 }
        return try machine.callBack(sources[0], values)
    }

    /// What the items come from.
    private var walked: ArraySlice<Value> { kind.isOfFunction ? sources.dropFirst() : sources[...] }

    /// The next items of all sources; nil if one has none, or there is no source.
    private func items() throws(EvaluationError) -> [Value]? {
        var items: [Value] = []
        for source in walked {
            guard let item = try item(of: source) else {
                left = items.count
                return nil
            }
            items.append(item)
        }
        return items.isEmpty ? nil : items
    }

    /// As in CPython, what stands before the source that ended loses an item whenever another is asked for.
    private func askAgain() throws(EvaluationError) {
        willChange()
        for (index, source) in walked.prefix(left).enumerated() {
            guard case .iterator(let iterator) = source, try iterator.next() == nil else { continue }
            left = index
            return
        }
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

    override var remaining: Int? {
        if isAtEnd { return 0 }
        if kind == .calls { return nil }
        if kind == .reversed { return place }
        if kind.isOfTable { return left }
        let counts = walked.map { source -> Int? in
            if case .iterator(let iterator) = source { return iterator.remaining }
            return source.walkedCount.map { Swift.max($0 - place, 0) }
        }
        return counts.compactMap(\.self).min()
    }

    override func hasSamePlace(as other: IteratorObject) -> Bool {
        guard let other = other as? ItemIterator else { return false }
        return kind == other.kind && placeWords == other.placeWords
    }

    package override var placeWords: [Int] { [place, start, left, isAtEnd ? 1 : 0] }

    // MARK: - The log and the collector

    override var held: [Value] { sources }

    override func empty() {
        isAtEnd = true
        Release.later(&sources)
        sources = []
    }

    override func copy() -> IteratorObject { ItemIterator(copyOf: self) }

    override func replaceHeld(by other: (Value) -> Value) { sources = sources.map(other) }

    override func change() -> Change { IteratorChange(self) }

    private final class IteratorChange: Change {
        private let iterator: ItemIterator
        private var place: Int
        private var left: Int
        private var isAtEnd: Bool

        init(_ iterator: ItemIterator) {
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

extension ItemIterator.Kind {
    fileprivate var walksObject: Bool { self == .instance || self == .elements }

    fileprivate var isOfFunction: Bool { self == .map || self == .filter }

    fileprivate var isReversed: Bool { if case .dictionary(_, isReversed: true) = self { true } else { false } }

    fileprivate var isOfTable: Bool { if case .dictionary = self { true } else { self == .set } }
}
