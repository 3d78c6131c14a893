internal import CObjects
internal import Kernels

/// What finds its keys by their hashes: a dictionary or a set. Its rows lie in the order in which they are gone through.
///
/// Small ones are kept whole by the log; of large ones only the rows that change, as long as no row gets another place.
public class TableObject: ContainerObject {
    /// A key with its hash, and its value in a dictionary. Without a key it is free: the hash is then -1 if there was one.
    struct Row {
        var key: Value = .unset
        var value: Value = .unset
        var hash = 0

        @inline(__always) var isUsed: Bool { !key.isUnset }
    }

    /// All that it holds.
    struct State {
        var rows: [Row] = []
        /// How many rows have a key.
        var used = 0
        /// Of a set how many rows have or had a key; of a dictionary how many slots.
        var fill = 0
        /// For each slot that hashes lead to the place of a row, or -1, or -2 where there was one; none in a set, and in a
        /// dictionary of a few rows.
        var slots: [Int32] = []
        /// How many rows there may be before a dictionary is laid out anew.
        var capacity = 5
        /// Where a set looks for the next item to give away.
        var finger = 0
        /// Of the attributes of an object, as long as none is taken away: which they are.
        var layout: AttributeLayout?
    }

    final var state = State()
    fileprivate final var part: Unmanaged<TableChange>?
    /// Whether something in it may change; nil where that isn't known.
    fileprivate final var mayHoldObjects: Bool?

    /// Tables of up to so many rows are kept whole.
    private static var largestWhole: Int { 64 }

    deinit {
        if isKnown {
            var items = compounds
            state.rows = []
            Release.later(&items)
        }
    }

    /// The number of its keys.
    public final var count: Int { state.used }

    /// The rows that have a key.
    final var usedRows: some Sequence<Row> { state.rows.polled(work: 2).lazy.filter(\.isUsed) }

    /// Its keys, in their order.
    public final var keys: [Value] { usedRows.map(\.key) }

    /// Whether what is in it may change; looked for once.
    final var holdsObjects: Bool {
        if let mayHoldObjects { return mayHoldObjects }
        let found = usedRows.contains { $0.value.mayChange || $0.key.mayChange }
        if !Interruption.isRequested { mayHoldObjects = found }
        return found
    }

    override var held: [Value] { compounds }

    private var compounds: [Value] {
        var items: [Value] = []
        for row in usedRows {
            if row.key.isCompound { items.append(row.key) }
            if row.value.isCompound { items.append(row.value) }
        }
        return items
    }

    override func empty() {
        mayHoldObjects = nil
        var items = compounds
        state = State()
        clearUnlogged()
        Release.later(&items)
    }

    /// Gives it the rows that it has when it is empty.
    func clearUnlogged() {}

    /// The row at a place is no part of it for now; and is again.
    func unlink(_ place: Int) {}
    func link(_ place: Int) {}

    // MARK: - The log

    @inline(__always) private var isFree: Bool { isLogged && part == nil }

    /// To be called before a row is written or added.
    @inline(__always) final func willWrite(_ place: Int, _ key: Value, _ value: Value) {
        if !isFree { keepPart()?.keep(place) }
        if mayHoldObjects == false, key.mayChange || value.mayChange { mayHoldObjects = true }
        note(key)
        note(value)
    }

    /// The same for a value that holds nothing.
    @inline(__always) final func willWritePlain(_ place: Int) { if !isFree { keepPart()?.keep(place) } }

    /// To be called before a key is taken out.
    @inline(__always) final func willRemove(_ place: Int) { if !isFree { keepPart()?.keep(place) } }

    /// To be called before rows get other places.
    final func willMoveRows() {
        if !isFree { keepAll() }
        mayHoldObjects = nil
    }

    override func change() -> Change { TableChange(self, .whole(state)) }

    /// The part of it that the running cell's log keeps; nil if that has all of it, or there is no log.
    private func keepPart() -> TableChange? {
        completeOuterPart()
        if isLogged, let part {
            let change = part.takeUnretainedValue()
            guard change.isPartLarge else { return change }
        } else if state.rows.count > Self.largestWhole, let log = CellLog.running {
            let change = TableChange(
                self, .part(count: state.rows.count, rows: [:], tail: [], finger: state.finger))
            log.keep(change, of: self)
            part = Unmanaged.passUnretained(change)
            return change
        }
        keepAll()
        return nil
    }

    private func keepAll() {
        completeOuterPart()
        if isLogged { part?.takeUnretainedValue().completeWhole() } else { willChange() }
        part = nil
    }

    /// Has a log around the running one keep all of it: what changes within the inner one can't be told apart later.
    private func completeOuterPart() {
        guard !isLogged, let part else { return }
        if CellLog.running?.isInside(stamp) == true { part.takeUnretainedValue().completeWhole() }
        self.part = nil
    }

    /// Puts rows back for a log.
    fileprivate func restore(_ count: Int, _ rows: [Int: Row], _ tail: [Row], _ finger: Int) {
        let present = state.rows.count
        state.layout = nil
        let changed = rows.keys.filter { $0 < min(present, count) }
        for place in changed { unlink(place) }
        if present > count {
            for place in count..<present { unlink(place) }
            state.rows.removeLast(present - count)
        }
        let first = state.rows.count
        state.rows += tail
        while state.rows.count < count { state.rows.append(rows[state.rows.count] ?? Row()) }
        for place in changed { state.rows[place] = rows[place] ?? Row() }
        for place in changed { link(place) }
        for place in first..<state.rows.count { link(place) }
        state.finger = finger
    }

    /// The log's own copy of it, as it was.
    fileprivate func former(_ count: Int, _ rows: [Int: Row], _ tail: [Row], _ finger: Int) -> State {
        let present = state
        restore(count, rows, tail, finger)
        defer { state = present }
        return state
    }
}

/// What a log keeps of a table: all of it, or how many rows there were and those that have changed.
final class TableChange: Change {
    private let table: TableObject
    private var kept: Kept
    /// What an outer log keeps of it.
    private var part: Unmanaged<TableChange>?
    private var mayHoldObjects: Bool?

    fileprivate enum Kept {
        case whole(TableObject.State)
        /// A table of which most has stayed: how many rows there were, those that were at places since written to, and
        /// those behind the present ones where there were more at the other end.
        case part(count: Int, rows: [Int: TableObject.Row], tail: [TableObject.Row], finger: Int)
    }

    fileprivate init(_ table: TableObject, _ kept: Kept) {
        (self.table, self.kept, part, mayHoldObjects) = (table, kept, table.part, table.mayHoldObjects)
    }

    override var object: AnyObject? { table }

    override var bytes: Int {
        switch kept {
        case .whole(let state): state.rows.count * MemoryLayout<TableObject.Row>.stride + state.slots.count * 4
        case .part(_, let rows, let tail, _): (rows.capacity * 2 + tail.count) * MemoryLayout<TableObject.Row>.stride
        }
    }

    /// Whether to keep all of it would take less.
    fileprivate var isPartLarge: Bool {
        if case .part(let count, let rows, _, _) = kept { rows.count > count / 8 } else { false }
    }

    /// Keeps the row at a place, before it is written.
    fileprivate func keep(_ place: Int) {
        guard case .part(let count, var rows, let tail, let finger) = kept, place < count, rows[place] == nil else {
            return
        }
        kept = .part(count: 0, rows: [:], tail: [], finger: 0)
        rows[place] = place < table.state.rows.count ? table.state.rows[place] : TableObject.Row()
        kept = .part(count: count, rows: rows, tail: tail, finger: finger)
    }

    /// Keeps all of it from now on.
    fileprivate func completeWhole() {
        guard case .part(let count, let rows, let tail, let finger) = kept else { return }
        kept = .whole(table.former(count, rows, tail, finger))
    }

    override func moves(toOuter isNew: Bool) {
        if !isNew { table.part = nil }
    }

    override func exchange(keepingOther: Bool) {
        swap(&table.stamp, &stamp)
        swap(&table.part, &part)
        swap(&table.mayHoldObjects, &mayHoldObjects)
        switch kept {
        case .whole(var state):
            kept = .whole(TableObject.State())
            swap(&table.state, &state)
            if keepingOther { kept = .whole(state) }
        case .part(let count, let rows, let tail, let finger):
            let present = table.state.rows.count
            var other: [Int: TableObject.Row] = [:]
            if keepingOther { for place in rows.keys where place < present { other[place] = table.state.rows[place] } }
            let cut = keepingOther && count < present ? Array(table.state.rows[count...]) : []
            kept = .part(count: present, rows: other, tail: cut, finger: table.state.finger)
            table.restore(count, rows, tail, finger)
        }
    }
}
