internal import Kernels
internal import Syntax
internal import Tensors

/// A Python dictionary: pairs in insertion order.
public final class DictionaryObject: TableObject {
    /// Whether programs cannot write to it.
    package final var isReadOnly = false

    /// Makes an empty dictionary.
    public override init() { super.init() }

    /// Makes the attributes of an object that has none yet.
    init(layout: AttributeLayout?) {
        super.init()
        state.layout = layout
        if let layout { state.rows.reserveCapacity(layout.expectedCount) }
    }

    /// Rejects writes to the result of `globals`.
    ///
    /// - Throws: an error if the dictionary is read-only.
    package func checkWritable() throws(EvaluationError) {
        guard isReadOnly else { return }
        throw .invalidArgument(
            function: "", "names can't be set through this dictionary", hint: "write name = value",
            python: PythonForm("TypeError", "the dictionary of names is read-only"))
    }

    /// Makes a dictionary of pairs. Of equal keys, the first key and the last value are kept.
    ///
    /// - Throws: a `TypeError` if a key is unhashable, a `MemoryError` if there is not enough memory.
    package convenience init(_ pairs: some Sequence<(Value, Value)>) throws(EvaluationError) {
        self.init()
        for (key, value) in pairs.polled(work: 16) { try set(value, for: key) }
    }

    /// Its values, in the order of the keys.
    package var values: [Value] { usedRows.map(\.value) }

    /// Its pairs as tuples.
    package var pairs: [Value] { usedRows.map { .tuple(TupleObject([$0.key, $0.value])) } }

    // MARK: - Reading

    /// The value of a key; nil if there is none.
    ///
    /// - Throws: a `TypeError` if the key is unhashable, or the error of `__hash__` or `__eq__`.
    package func value(of key: Value) throws(EvaluationError) -> Value? {
        try place(of: key, hash: key.hash()).map { state.rows[$0].value }
    }

    /// The row of a key.
    private func place(of key: Value, hash: Int) throws(EvaluationError) -> Int? {
        if state.slots.isEmpty {
            for place in state.rows.indices where state.rows[place].hash == hash {
                if try isKey(at: place, key) { return place }
            }
            return nil
        }
        var slot = firstSlot(of: hash)
        while true {
            let place = Int(state.slots[slot])
            if place == -1 { return nil }
            if place >= 0, state.rows[place].hash == hash, try isKey(at: place, key) { return place }
            slot = (slot + 1) & (state.slots.count - 1)
        }
    }

    /// The row of a string key.
    func place(named name: Text) -> Int? {
        (try? place(of: .string(name), hash: name.pythonHash)).flatMap(\.self)
    }

    @inline(__always) private func isKey(at place: Int, _ key: Value) throws(EvaluationError) -> Bool {
        state.rows[place].isUsed ? try Operators.areEqualItems(state.rows[place].key, key) : false
    }

    /// Multiplicative hashing, so that multiples of a power of two go to different slots.
    @inline(__always) private func firstSlot(of hash: Int) -> Int {
        let bits = state.slots.count.trailingZeroBitCount
        return Int(truncatingIfNeeded: (UInt(bitPattern: hash) &* 0x9E37_79B9_7F4A_7C15) >> UInt(64 - bits))
    }

    // MARK: - Writing

    /// Sets the value of a key.
    ///
    /// - Throws: a `TypeError` if the key is unhashable, an error of `__hash__` or `__eq__`, a `MemoryError`, or an
    ///   error if the dictionary is read-only.
    package func set(_ value: Value, for key: Value) throws(EvaluationError) {
        if isReadOnly { try checkWritable() }
        let hash = try key.hash()
        if let place = try place(of: key, hash: hash) {
            willWrite(place, .none, value)
            state.rows[place].value = value
        } else {
            try add(key, value, hash)
        }
    }

    /// Returns the value of a key, after setting it if there was none.
    ///
    /// - Throws: as `set(_:for:)` does.
    package func value(of key: Value, orSet value: Value) throws(EvaluationError) -> Value {
        let hash = try key.hash()
        if let place = try place(of: key, hash: hash) { return state.rows[place].value }
        if isReadOnly { try checkWritable() }
        try add(key, value, hash)
        return value
    }

    private func add(_ key: Value, _ value: Value, _ hash: Int) throws(EvaluationError) {
        if state.rows.count >= state.capacity { try grow() }
        let place = state.rows.count
        willWrite(place, key, value)
        state.rows.append(Row(key: key, value: value, hash: hash))
        if let layout = state.layout { state.layout = layout.adding(key) }
        link(place)
    }

    /// The value in a row.
    @inline(__always) func value(at place: Int) -> Value { state.rows[place].value }

    /// Sets the value in a row.
    @inline(__always) func set(_ value: Value, at place: Int) {
        willWrite(place, .none, value)
        state.rows[place].value = value
    }

    /// Sets the value in a row to that of a register.
    @inline(__always) func set(_ register: UnsafeMutablePointer<Value>, at place: Int) {
        if register.isPlain { willWritePlain(place) } else { willWrite(place, .none, register.pointee) }
        state.rows[place].value = register.pointee
    }

    /// Adds an attribute that the layout lacks; false if there is no room for it.
    @inline(__always) func add(_ value: Value, named name: Text, giving layout: AttributeLayout) -> Bool {
        guard state.slots.isEmpty, state.rows.count < min(state.capacity, 8) else { return false }
        willWrite(state.rows.count, .none, value)
        state.rows.append(Row(key: .string(name), value: value, hash: name.pythonHash))
        state.used += 1
        state.layout = layout
        return true
    }

    /// Grows as CPython does, which determines when rows without a key are dropped.
    private func grow() throws(EvaluationError) {
        try Allowance.check(state.used * 3, of: MemoryLayout<Row>.stride)
        var size = 8
        while size < state.used * 3 { size *= 2 }
        if state.used < state.rows.count {
            willMoveRows()
            state.rows = state.rows.filter(\.isUsed)
            state.slots = []
            state.finger = 0
        }
        state.capacity = size * 2 / 3
        layOut()
    }

    /// Rebuilds the slots.
    private func layOut() {
        guard state.rows.count > 8 else {
            state.slots = []
            state.fill = 0
            return
        }
        var size = 16
        while size * 2 / 3 < max(state.capacity, state.rows.count) { size *= 2 }
        state.slots = [Int32](repeating: -1, count: size)
        state.fill = 0
        for place in state.rows.indices where state.rows[place].isUsed { addSlot(for: place) }
    }

    private func addSlot(for place: Int) {
        let mask = state.slots.count - 1
        var slot = firstSlot(of: state.rows[place].hash)
        while state.slots[slot] >= 0 { slot = (slot + 1) & mask }
        if state.slots[slot] == -1 { state.fill += 1 }
        state.slots[slot] = Int32(place)
    }

    override func link(_ place: Int) {
        guard state.rows[place].isUsed else { return }
        state.used += 1
        if state.slots.isEmpty ? state.rows.count > 8 : state.fill * 4 > state.slots.count * 3 { return layOut() }
        if !state.slots.isEmpty { addSlot(for: place) }
    }

    override func unlink(_ place: Int) {
        guard state.rows[place].isUsed else { return }
        state.used -= 1
        if state.slots.isEmpty { return }
        var slot = firstSlot(of: state.rows[place].hash)
        while state.slots[slot] != Int32(place) { slot = (slot + 1) & (state.slots.count - 1) }
        state.slots[slot] = -2
    }

    /// Removes a key.
    ///
    /// - Returns: its value; nil if there was none.
    /// - Throws: as `set(_:for:)` does.
    package func remove(_ key: Value) throws(EvaluationError) -> Value? {
        guard let place = try place(of: key, hash: key.hash()) else { return nil }
        if isReadOnly { try checkWritable() }
        willRemove(place)
        unlink(place)
        state.layout = nil
        let value = state.rows[place].value
        state.rows[place] = Row(hash: -1)
        return value
    }

    /// Removes and returns the last pair; nil if there is none.
    package func removeLast() -> (key: Value, value: Value)? {
        guard let place = state.rows.lastIndex(where: \.isUsed) else { return nil }
        for other in place..<state.rows.count { willRemove(other) }
        unlink(place)
        state.layout = nil
        let row = state.rows[place]
        state.rows.removeLast(state.rows.count - place)
        return (row.key, row.value)
    }

    /// Removes and returns the first pair; nil if there is none.
    package func removeFirst() -> (key: Value, value: Value)? {
        // No row before the finger has a key, so repeated removal takes constant time.
        var place = state.finger
        while place < state.rows.count, !state.rows[place].isUsed { place += 1 }
        guard place < state.rows.count else { return nil }
        willRemove(place)
        unlink(place)
        let row = state.rows[place]
        state.rows[place] = Row(hash: -1)
        state.finger = place + 1
        return (row.key, row.value)
    }

    /// Moves a key's pair to the end, or to the beginning.
    ///
    /// - Returns: false if there is no such key.
    /// - Throws: as `set(_:for:)` does.
    package func move(_ key: Value, toEnd isLast: Bool) throws(EvaluationError) -> Bool {
        let hash = try key.hash()
        guard let place = try place(of: key, hash: hash) else { return false }
        let row = state.rows[place]
        if isLast {
            willRemove(place)
            unlink(place)
            state.rows[place] = Row(hash: -1)
            try add(row.key, row.value, hash)
            return true
        }
        let others = usedRows.filter { $0.hash != hash || !$0.key.isSame(as: row.key) }
        removeAll()
        try add(row.key, row.value, hash)
        for other in others { try add(other.key, other.value, other.hash) }
        return true
    }

    /// Adds a number to the value of a key, which is 0 if missing.
    ///
    /// - Throws: as `set(_:for:)` does, or the error of the addition.
    package func count(_ key: Value, by number: Value = .int(1)) throws(EvaluationError) {
        let hash = try key.hash()
        guard let place = try place(of: key, hash: hash) else { return try add(key, number, hash) }
        let sum: Value
        if case .int(let old) = state.rows[place].value, case .int(let added) = number, old < 1 << 62, added < 1 << 61 {
            sum = .int(old &+ added)
        } else {
            var flags: FloatingPointFlags = []
            sum = try Operators.binary(number, .add, state.rows[place].value, flags: &flags)
        }
        willWrite(place, .none, sum)
        state.rows[place].value = sum
    }

    /// Removes all pairs.
    package func removeAll() {
        willMoveRows()
        state = State()
    }

    /// Adds all pairs of a mapping, or of an iterable of pairs.
    ///
    /// - Throws: a `TypeError` or `ValueError` if an item is not a pair, or as `set(_:for:)` does.
    package func update(from source: Value) throws(EvaluationError) {
        if try update(fromMapping: source) { return }
        var (items, number) = (try ValueIterator(source), 0)
        var meter = WorkMeter()
        while let item = try items.next() {
            if meter.shouldStop(after: 32) { throw .interrupted }
            let pair: [Value]
            do throws(EvaluationError) { pair = try item.items() } catch .values(.notIterable) {
                throw .values(.noPair(number: number, length: nil))
            }
            guard pair.count == 2 else { throw .values(.noPair(number: number, length: pair.count)) }
            try set(pair[1], for: pair[0])
            number += 1
        }
    }

    /// Adds all pairs of a dictionary, or of an object with `keys` and `__getitem__`.
    ///
    /// - Returns: false if the value is neither.
    /// - Throws: as `set(_:for:)` does, or the error of a method.
    package func update(fromMapping source: Value) throws(EvaluationError) -> Bool {
        switch source {
        case .dictionary(let other):
            for row in other.usedRows { try set(row.value, for: row.key) }
            if Interruption.isRequested { throw .interrupted }
            return true
        case .instance(let instance):
            if case .dictionary? = instance.content, instance.type.leavesToBase("__iter__") {
                return try update(fromMapping: source.plain)
            }
            guard let machine = Machine.running, let keys = try machine.attributeIfAny("keys", of: source) else {
                return false
            }
            var items = try ValueIterator(try machine.callBack(keys, []))
            var meter = WorkMeter()
            while let key = try items.next() {
                if meter.shouldStop(after: 64) { throw .interrupted }
                try set(try machine.element(of: source, at: key), for: key)
            }
            return true
        default: return false
        }
    }

    /// A dictionary with the same pairs.
    package func copy() -> DictionaryObject {
        let copy = DictionaryObject()
        copy.state = state
        // Like CPython's, the copy drops rows without a key if there are many.
        if state.used < state.rows.count * 2 / 3 {
            copy.state.rows = state.rows.filter(\.isUsed)
            copy.state.finger = 0
            copy.layOut()
        }
        copy.note(copy.held)
        return copy
    }

    /// Fills a copy with the same keys and transformed values, row by row.
    func mapped(_ other: (Value) -> Value, into copy: DictionaryObject) {
        copy.state = state
        for place in copy.state.rows.indices where copy.state.rows[place].isUsed {
            copy.state.rows[place].value = other(copy.state.rows[place].value)
        }
        copy.note(copy.held)
    }
}

/// The result of a dictionary's `keys`, `values` or `items`: a live view.
public final class DictionaryView {
    /// The parts of each pair that a view can show.
    public enum Part: Sendable { case keys, values, items }

    /// The dictionary.
    public private(set) var dictionary: DictionaryObject
    /// The part of each pair that it shows.
    public let part: Part
    /// Whether it belongs to an `OrderedDict`, which determines its type name.
    let isOrdered: Bool

    package init(_ part: Part, of dictionary: DictionaryObject, isOrdered: Bool = false) {
        (self.part, self.dictionary, self.isOrdered) = (part, dictionary, isOrdered)
    }

    /// Its present items.
    package var items: [Value] {
        switch part {
        case .keys: dictionary.keys
        case .values: dictionary.values
        case .items: dictionary.pairs
        }
    }

    /// Whether it contains an item.
    func contains(_ item: Value) throws(EvaluationError) -> Bool {
        switch part {
        case .keys: return try dictionary.value(of: item) != nil
        case .values:
            for row in dictionary.usedRows where try Operators.areEqualItems(row.value, item) { return true }
            return false
        case .items:
            guard case .tuple(let pair) = item, pair.count == 2, let value = try dictionary.value(of: pair[0]) else {
                return false
            }
            return try Operators.areEqualItems(value, pair[1])
        }
    }

    /// Its items as a set.
    func set() throws(EvaluationError) -> SetObject {
        try SetObject(of: part == .keys ? .dictionary(dictionary) : .view(self))
    }
}
