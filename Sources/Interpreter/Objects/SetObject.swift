internal import Kernels

/// A Python `set` or `frozenset`, with CPython's hash table, so that iteration has the same order.
public final class SetObject: TableObject {
    /// Whether it is a `frozenset`.
    public let isFrozen: Bool

    /// Makes an empty set.
    package init(isFrozen: Bool = false) {
        self.isFrozen = isFrozen
        super.init()
        clearUnlogged()
    }

    /// Makes a set of the items of an iterable.
    ///
    /// - Throws: a `TypeError` if the value is not iterable or an item is unhashable, or a `MemoryError`.
    package convenience init(of value: Value, isFrozen: Bool = false) throws(EvaluationError) {
        self.init(isFrozen: isFrozen)
        try update(from: value)
    }

    override func clearUnlogged() { state.rows = [Row](repeating: Row(), count: 8) }

    /// A set of the same items.
    ///
    /// - Throws: a `MemoryError` if there is not enough memory.
    package func copy(isFrozen: Bool = false) throws(EvaluationError) -> SetObject {
        try SetObject(of: .set(self), isFrozen: isFrozen)
    }

    /// CPython's hash of the `frozenset` with these items.
    var frozenHash: Int {
        func shuffled(_ hash: Int) -> UInt {
            let bits = UInt(bitPattern: hash)
            return ((bits ^ 89_869_747) ^ (bits << 16)) &* 3_644_798_167
        }
        var hash: UInt = 0
        for row in usedRows { hash ^= shuffled(row.hash) }
        hash ^= (UInt(count) + 1) &* 1_927_868_237
        hash ^= (hash >> 11) ^ (hash >> 25)
        hash = hash &* 69_069 &+ 907_133_923
        return hash == .max ? 590_923_713 : Int(bitPattern: hash)
    }

    // MARK: - The table

    /// Probes the rows for a hash as CPython does: ten neighbours, then on by the other bits of the hash.
    ///
    /// - Parameter isFound: whether the row at an index is the one sought.
    @inline(__always)
    private static func probe(
        _ rows: [Row], _ hash: Int, _ isFound: (Int) throws(EvaluationError) -> Bool
    ) throws(EvaluationError) -> Int {
        let mask = UInt(rows.count - 1)
        var (place, rest) = (UInt(bitPattern: hash) & mask, UInt(bitPattern: hash))
        while true {
            for neighbour in place...(place + 9 <= mask ? place + 9 : place) where try isFound(Int(neighbour)) {
                return Int(neighbour)
            }
            rest >>= 5
            place = (place &* 5 &+ 1 &+ rest) & mask
        }
    }

    /// The row of an item, or the free row to put it in: the last deleted one on the probe path.
    private func place(of key: Value, hash: Int) throws(EvaluationError) -> Int {
        var free: Int?
        let found = try Self.probe(state.rows, hash) { (place) throws(EvaluationError) in
            let row = state.rows[place]
            if row.isUsed { return row.hash == hash ? try Operators.areEqualItems(row.key, key) : false }
            if row.hash != 0 { free = place }
            return row.hash == 0
        }
        return state.rows[found].isUsed ? found : free ?? found
    }

    private func resize(toHold least: Int) throws(EvaluationError) {
        var size = 8
        while size <= least { size *= 2 }
        try Allowance.check(size, of: MemoryLayout<Row>.stride)
        willMoveRows()
        let old = state.rows
        var rows = [Row](repeating: Row(), count: size)
        Self.fill(&rows, with: old)
        state.rows = rows
        state.fill = state.used
    }

    /// Adds items to rows without equal or deleted ones.
    private static func fill(_ rows: inout [Row], with others: [Row]) {
        let mask = UInt(rows.count - 1)
        for row in others.polled(work: 4) where row.isUsed {
            var (place, rest) = (UInt(bitPattern: row.hash) & mask, UInt(bitPattern: row.hash))
            search: while true {
                for neighbour in place...(place + 9 <= mask ? place + 9 : place)
                where !rows[Int(neighbour)].isUsed {
                    rows[Int(neighbour)] = row
                    break search
                }
                rest >>= 5
                place = (place &* 5 &+ 1 &+ rest) & mask
            }
        }
    }

    private var growth: Int { state.used > 50_000 ? state.used * 2 : state.used * 4 }

    override func link(_ place: Int) {
        if state.rows[place].isUsed { state.used += 1 }
        if state.rows[place].isUsed || state.rows[place].hash != 0 { state.fill += 1 }
    }

    override func unlink(_ place: Int) {
        if state.rows[place].isUsed { state.used -= 1 }
        if state.rows[place].isUsed || state.rows[place].hash != 0 { state.fill -= 1 }
    }

    // MARK: - Items

    /// The hash for looking up an item; a set stands for the `frozenset` of its items.
    private static func soughtHash(_ item: Value) throws(EvaluationError) -> Int {
        if case .set(let set) = item { return set.frozenHash }
        return try item.hash()
    }

    /// Whether it contains an item.
    ///
    /// - Throws: a `TypeError` if the item is unhashable, or the error of `__hash__` or `__eq__`.
    package func contains(_ item: Value) throws(EvaluationError) -> Bool {
        try contains(item, hash: Self.soughtHash(item))
    }

    private func contains(_ item: Value, hash: Int) throws(EvaluationError) -> Bool {
        state.rows[try place(of: item, hash: hash)].isUsed
    }

    /// Adds an item, unless it is already present.
    ///
    /// - Throws: as `contains(_:)` does, or a `MemoryError`.
    package func add(_ item: Value) throws(EvaluationError) { try add(item, hash: item.hash()) }

    private func add(_ item: Value, hash: Int) throws(EvaluationError) {
        let place = try place(of: item, hash: hash)
        if state.rows[place].isUsed { return }
        willWrite(place, item, .none)
        let isNew = state.rows[place].hash == 0
        state.rows[place] = Row(key: item, hash: hash)
        state.used += 1
        if !isNew { return }
        state.fill += 1
        if state.fill * 5 >= (state.rows.count - 1) * 3 { try resize(toHold: growth) }
    }

    /// Removes an item.
    ///
    /// - Returns: false if it was not present.
    /// - Throws: as `contains(_:)` does.
    package func discard(_ item: Value) throws(EvaluationError) -> Bool {
        try discard(item, hash: Self.soughtHash(item))
    }

    private func discard(_ item: Value, hash: Int) throws(EvaluationError) -> Bool {
        let place = try place(of: item, hash: hash)
        guard state.rows[place].isUsed else { return false }
        willRemove(place)
        state.rows[place] = Row(hash: -1)
        state.used -= 1
        return true
    }

    /// Removes and returns some item; nil if the set is empty.
    package func pop() -> Value? {
        if state.used == 0 { return nil }
        let mask = state.rows.count - 1
        var place = state.finger & mask
        while !state.rows[place].isUsed { place = place == mask ? 0 : place + 1 }
        willRemove(place)
        let key = state.rows[place].key
        state.rows[place] = Row(hash: -1)
        state.used -= 1
        state.finger = place + 1
        return key
    }

    /// Removes all items.
    package func removeAll() {
        willMoveRows()
        state = State()
        clearUnlogged()
    }

    /// Takes over the items of another set.
    private func replaceAll(with other: SetObject) {
        willMoveRows()
        let finger = state.finger
        state = other.state
        state.finger = finger
        note(held)
    }

    // MARK: - Set operations

    /// Adds the items of an iterable.
    ///
    /// - Throws: a `TypeError` if the value is not iterable or an item is unhashable, or a `MemoryError`.
    package func update(from value: Value) throws(EvaluationError) {
        switch value {
        case .set(let other): try merge(other)
        case .instance(let instance) where instance.type.layout == .set || instance.type.layout == .frozenset:
            try update(from: value.plain)
        case .dictionary(let other):
            if (state.fill + other.count) * 5 >= (state.rows.count - 1) * 3 {
                try resize(toHold: (state.used + other.count) * 2)
            }
            for row in other.usedRows { try add(row.key, hash: row.hash) }
        default:
            var iterator = try ValueIterator(value)
            var meter = WorkMeter()
            while let item = try iterator.next() {
                if meter.shouldStop(after: 32) { throw .interrupted }
                try add(item)
            }
        }
        if Interruption.isRequested { throw .interrupted }
    }

    private func merge(_ other: SetObject) throws(EvaluationError) {
        if other === self || other.count == 0 { return }
        if (state.fill + other.count) * 5 >= (state.rows.count - 1) * 3 {
            try resize(toHold: (state.used + other.count) * 2)
        }
        guard state.fill == 0 else {
            for row in other.usedRows { try add(row.key, hash: row.hash) }
            return
        }
        willMoveRows()
        if state.rows.count == other.state.rows.count, other.state.fill == other.state.used {
            state.rows = other.state.rows
        } else {
            Self.fill(&state.rows, with: other.state.rows)
        }
        (state.fill, state.used) = (other.state.used, other.state.used)
        note(held)
    }

    /// The intersection with an iterable.
    ///
    /// - Throws: as `update(from:)` does.
    package func intersection(_ value: Value) throws(EvaluationError) -> SetObject {
        let result = SetObject(isFrozen: isFrozen)
        if case .set(let other) = value {
            if other === self { return try copy(isFrozen: isFrozen) }
            let (small, large) = other.count > count ? (self, other) : (other, self)
            for row in small.usedRows where try large.contains(row.key, hash: row.hash) {
                try result.add(row.key, hash: row.hash)
            }
        } else {
            for item in try value.items().polled(work: 32) {
                let hash = try item.hash()
                if try contains(item, hash: hash) { try result.add(item, hash: hash) }
            }
        }
        if Interruption.isRequested { throw .interrupted }
        return result
    }

    /// Keeps only items that are in all of the iterables.
    ///
    /// - Throws: as `update(from:)` does.
    package func intersect(all values: [Value]) throws(EvaluationError) {
        var result = values.isEmpty ? try copy() : self
        for value in values { result = try result.intersection(value) }
        replaceAll(with: result)
    }

    /// The items that are not in an iterable.
    ///
    /// - Throws: as `update(from:)` does.
    package func difference(_ value: Value) throws(EvaluationError) -> SetObject {
        let size: Int? =
            switch value {
            case .set(let other): other.count
            case .dictionary(let other): other.count
            default: nil
            }
        guard let size, count >> 2 <= size else {
            let result = try copy(isFrozen: isFrozen)
            try result.subtract(value)
            return result
        }
        let result = SetObject(isFrozen: isFrozen)
        for row in usedRows {
            let isInBoth: Bool
            switch value {
            case .set(let other): isInBoth = try other.contains(row.key, hash: row.hash)
            case .dictionary(let other): isInBoth = try other.value(of: row.key) != nil
            default: isInBoth = false
            }
            if !isInBoth { try result.add(row.key, hash: row.hash) }
        }
        if Interruption.isRequested { throw .interrupted }
        return result
    }

    /// Removes the items of an iterable.
    ///
    /// - Throws: as `update(from:)` does.
    package func subtract(_ value: Value) throws(EvaluationError) {
        if case .set(let other) = value {
            if other === self { return removeAll() }
            let common = other.count >> 3 > count ? try intersection(value) : other
            for row in common.usedRows { _ = try discard(row.key, hash: row.hash) }
        } else {
            for item in try value.items().polled(work: 32) { _ = try discard(item, hash: item.hash()) }
        }
        if Interruption.isRequested { throw .interrupted }
        if state.fill - state.used > (state.rows.count - 1) / 4 { try resize(toHold: growth) }
    }

    /// The items that are in exactly one of the set and an iterable.
    ///
    /// - Throws: as `update(from:)` does.
    package func symmetricDifference(_ value: Value) throws(EvaluationError) -> SetObject {
        let result = try SetObject(of: value, isFrozen: isFrozen)
        try result.toggle(.set(self))
        return result
    }

    /// Removes the items that are also in an iterable, and adds its other items.
    ///
    /// - Throws: as `update(from:)` does.
    package func toggle(_ value: Value) throws(EvaluationError) {
        let others: [Row]
        switch value {
        case .set(let other):
            if other === self { return removeAll() }
            others = Array(other.usedRows)
        case .dictionary(let other): others = Array(other.usedRows)
        default: others = Array(try SetObject(of: value).usedRows)
        }
        for row in others.polled(work: 16) where try !discard(row.key, hash: row.hash) {
            try add(row.key, hash: row.hash)
        }
        if Interruption.isRequested { throw .interrupted }
    }

    /// Whether another set contains all its items.
    ///
    /// - Throws: the error of `__eq__`.
    package func isSubset(of other: SetObject) throws(EvaluationError) -> Bool {
        if count > other.count { return false }
        for row in usedRows where try !other.contains(row.key, hash: row.hash) { return false }
        return true
    }

    /// The set in the order of CPython's constant set for a display: a constant is built, rebuilt in its own order,
    /// and merged into an empty set; a loop iterates over the constant itself.
    func asConstant(isWalked: Bool) throws(EvaluationError) -> SetObject {
        let again = SetObject(isFrozen: true)
        for row in usedRows { try again.add(row.key, hash: row.hash) }
        return isWalked ? again : try again.copy()
    }
}
