internal import Kernels
internal import Syntax
internal import Tensors

/// A Python dictionary: pairs in the order in which their keys came.
public final class DictionaryObject: TableObject {
    /// Whether a program can't write to it.
    package final var isReadOnly = false

    /// A dictionary without keys.
    public override init() { super.init() }

    /// The attributes of an object that has none yet.
    init(layout: AttributeLayout?) {
        super.init()
        state.layout = layout
        if let layout { state.rows.reserveCapacity(layout.expectedCount) }
    }

    /// Refuses to be written to, if it is what `globals` gave.
    package func checkWritable() throws(EvaluationError) {
        guard isReadOnly else { return }
        throw .invalidArgument(
            function: "", "names can't be set through this dictionary", hint: "write name = value",
            python: PythonForm("TypeError", "the dictionary of names is read-only"))
    }

    /// A dictionary of pairs; of those with equal keys the first key and the last value count.
    ///
    /// - Throws: an error if a key can't be hashed.
    package convenience init(_ pairs: some Sequence<(Value, Value)>) throws(EvaluationError) {
        self.init()
        for (key, value) in pairs.polled(work: 16) { try set(value, for: key) }
    }

    /// Its values, in the order of the keys.
    package var values: [Value] { usedRows.map(\.value) }

    /// Its pairs, each a tuple.
    package var pairs: [Value] { usedRows.map { .tuple(TupleObject([$0.key, $0.value])) } }

    // MARK: - Reading

    /// The value of a key; nil if there is none.
    package func value(of key: Value) throws(EvaluationError) -> Value? {
        try place(of: key, hash: key.hash()).map { state.rows[$0].value }
    }

    /// Where a key's row is.
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

    /// Where a string's row is.
    func place(named name: Text) -> Int? {
        (try? place(of: .string(name), hash: name.pythonHash)).flatMap(\.self)
    }

    @inline(__always) private func isKey(at place: Int, _ key: Value) throws(EvaluationError) -> Bool {
        state.rows[place].isUsed ? try Operators.areEqualItems(state.rows[place].key, key) : false
    }

    /// Ints that are multiples of a power of two go to different slots too.
    @inline(__always) private func firstSlot(of hash: Int) -> Int {
        let bits = state.slots.count.trailingZeroBitCount
        return Int(truncatingIfNeeded: (UInt(bitPattern: hash) &* 0x9E37_79B9_7F4A_7C15) >> UInt(64 - bits))
    }

    // MARK: - Writing

    /// Gives a key a value.
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

    /// The value of a key, which gets one if it has none.
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

    /// Gives the key in a row another value.
    @inline(__always) func set(_ value: Value, at place: Int) {
        willWrite(place, .none, value)
        state.rows[place].value = value
    }

    /// Gives the key in a row the value in a register.
    @inline(__always) func set(_ register: UnsafeMutablePointer<Value>, at place: Int) {
        if register.isPlain { willWritePlain(place) } else { willWrite(place, .none, register.pointee) }
        state.rows[place].value = register.pointee
    }

    /// Adds an attribute that the layout doesn't have; false if there is no room made for it.
    @inline(__always) func add(_ value: Value, named name: Text, giving layout: AttributeLayout) -> Bool {
        guard state.slots.isEmpty, state.rows.count < min(state.capacity, 8) else { return false }
        willWrite(state.rows.count, .none, value)
        state.rows.append(Row(key: .string(name), value: value, hash: name.pythonHash))
        state.used += 1
        state.layout = layout
        return true
    }

    /// Makes room as CPython does, which decides when rows without a key go.
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

    /// Makes the slots anew.
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

    /// Takes a key out; gives its value, nil if there is none.
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

    /// Takes out the last pair; nil if there is none.
    package func removeLast() -> (key: Value, value: Value)? {
        guard let place = state.rows.lastIndex(where: \.isUsed) else { return nil }
        for other in place..<state.rows.count { willRemove(other) }
        unlink(place)
        state.layout = nil
        let row = state.rows[place]
        state.rows.removeLast(state.rows.count - place)
        return (row.key, row.value)
    }

    /// Takes out the first pair; nil if there is none.
    package func removeFirst() -> (key: Value, value: Value)? {
        // No row before the finger has a key, so that to take out one after another takes no longer each time.
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

    /// Gives a key's pair the last place, or the first; false if there is none.
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

    /// Adds a number to the value of a key, which is 0 where there is none.
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

    /// Takes out all pairs.
    package func removeAll() {
        willMoveRows()
        state = State()
    }

    /// Takes over all pairs of a mapping, or of items that are pairs.
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

    /// Takes over all pairs of a dictionary, or of an object that has `keys` and is asked for the value of each; false if it
    /// is neither.
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

    /// Another dictionary of the same pairs.
    package func copy() -> DictionaryObject {
        let copy = DictionaryObject()
        copy.state = state
        // CPython's copy leaves out rows without a key where there are many.
        if state.used < state.rows.count * 2 / 3 {
            copy.state.rows = state.rows.filter(\.isUsed)
            copy.state.finger = 0
            copy.layOut()
        }
        copy.note(copy.held)
        return copy
    }

    /// A copy whose values are others, row by row; and whose keys stay.
    func mapped(_ other: (Value) -> Value, into copy: DictionaryObject) {
        copy.state = state
        for place in copy.state.rows.indices where copy.state.rows[place].isUsed {
            copy.state.rows[place].value = other(copy.state.rows[place].value)
        }
        copy.note(copy.held)
    }
}

/// What `keys`, `values` and `items` of a dictionary give: a view that sees its changes.
public final class DictionaryView {
    /// What of each pair.
    public enum Part: Sendable { case keys, values, items }

    /// The dictionary.
    public private(set) var dictionary: DictionaryObject
    /// What it shows of that.
    public let part: Part
    /// Whether it is of an `OrderedDict`, by which it is called then.
    let isOrdered: Bool

    package init(_ part: Part, of dictionary: DictionaryObject, isOrdered: Bool = false) {
        (self.part, self.dictionary, self.isOrdered) = (part, dictionary, isOrdered)
    }

    /// All that it shows now.
    package var items: [Value] {
        switch part {
        case .keys: dictionary.keys
        case .values: dictionary.values
        case .items: dictionary.pairs
        }
    }

    /// Whether it shows this.
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

    /// A set of what it shows.
    func set() throws(EvaluationError) -> SetObject {
        try SetObject(of: part == .keys ? .dictionary(dictionary) : .view(self))
    }
}
