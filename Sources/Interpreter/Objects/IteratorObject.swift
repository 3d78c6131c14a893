internal import Integers
internal import Kernels
internal import Tensors

/// An iterator, which returns each item once.
public class IteratorObject: ContainerObject {
    /// Whether it is a ``SuspendedFrame``, which the machine can run in its own loop.
    final let isFrame: Bool

    init(isFrame: Bool = false) { self.isFrame = isFrame }

    var type: PythonType { preconditionFailure("each kind says what it is") }
    var representation: String { "<\(type.name) object>" }
    var kindText: String { "an iterator of \(type.name)" }

    /// The next item; nil at the end and from then on.
    ///
    /// - Throws: the error of computing the item.
    package func next() throws(EvaluationError) -> Value? { nil }

    /// An upper bound of the number of items left, if known.
    var remaining: Int? { nil }

    /// Whether it iterates in the same way and is at the same position.
    func hasSamePlace(as other: IteratorObject) -> Bool { false }

    /// The position as numbers, for a digest; and as text.
    package var placeWords: [Int] { [] }
    package var placeText: String { type.name }

    /// The values that it refers to. A generator's digest uses its source instead of its function.
    package final var parts: [Value] { held }
    package var digestedParts: [Value] { held }

    func copy() -> IteratorObject { self }

    /// Replaces the values that it refers to.
    func replaceHeld(by other: (Value) -> Value) {}
}

/// The result of `iter`, `enumerate`, `zip`, `map` and similar. It reads items lazily from its sources.
package final class ItemIterator: IteratorObject {
    /// How the items are produced.
    package enum Kind: Equatable {
        /// Unchanged, as the iterator of a type.
        case items(PythonType)
        /// With a number each.
        case enumerate
        /// Items of several sources together, which must end together where it is strict.
        case zip(isStrict: Bool)
        /// From last to first.
        case reversed
        /// By an object's `__next__`.
        case instance
        /// By an object's `__getitem__`, from 0 on.
        case elements
        /// From a dictionary.
        case dictionary(DictionaryView.Part, isReversed: Bool)
        case set
        /// By a function, the first source, applied to one item of each other source.
        case map
        /// Filtered by a function, the first source.
        case filter
        /// By calling a function, the first source, until it returns the second.
        case calls
    }

    private let kind: Kind
    /// The object whose `__next__` produces the items, if any.
    var object: Value? { kind == .instance ? sources[0] : nil }
    /// The sources of the items: values that ``Value/item(at:)`` accepts, or other iterators.
    private var sources: [Value]
    /// The number of items returned; for `reversed`, the number left.
    private var place: Int
    private let start: Int
    /// For a dictionary or set, the number of items left; for several sources, the number of sources before the one
    /// that ended.
    private var left = 0
    /// Whether the source is an `OrderedDict`.
    private let isOrdered: Bool
    private var isAtEnd = false {
        didSet { if isAtEnd { given = nil } }
    }
    /// The last pair returned, which is reused for the next one if nothing else holds it.
    private var given: TupleObject?

    /// - Parameter start: the first number of `enumerate`.
    /// - Throws: a `TypeError` if a value is not iterable, or is an iterator passed to `reversed`.
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

    /// Iterates over a dictionary or set, whose size may not change meanwhile.
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
        case .zip(isStrict: false) where sources.count == 2:
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
        case .zip(let isStrict):
            if let items = try items() {
                place += 1
                return .tuple(TupleObject(items))
            }
            if isStrict { try checkTogether() }
        case .map, .filter, .calls:
            let next = try Special.endingAtStop { () throws(EvaluationError) in try nextOfFunction() }
            if let item = next { return item }
        }
        isAtEnd = true
        return nil
    }

    /// The next used row of a table; nil at the end.
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

    /// The sources of items, without the function.
    private var walked: ArraySlice<Value> { kind.isOfFunction ? sources.dropFirst() : sources[...] }

    /// The next items of all sources; nil if one has ended, or there is no source.
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

    /// For `zip(strict=True)`, once a source has ended.
    ///
    /// - Throws: a `ValueError` that names the first source of another length than those before it.
    private func checkTogether() throws(EvaluationError) {
        var (other, word) = (left, "shorter")
        if left == 0 {
            for (index, source) in sources.enumerated().dropFirst() where other == 0 {
                if try item(of: source) != nil { (other, word) = (index, "longer") }
            }
            if other == 0 { return }
        }
        isAtEnd = true
        let before = other == 1 ? "argument 1" : "arguments 1-\(other)"
        throw .raised(type: "ValueError", message: "zip() argument \(other + 1) is \(word) than \(before)")
    }

    /// As in CPython, the sources before the one that ended lose an item each time another is requested.
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
