internal import CObjects
internal import Kernels

/// A hash table: a dictionary or a set. Its rows are in iteration order.
///
/// The log keeps small tables whole; of large ones it keeps only the rows that change, as long as no row moves.
public class TableObject: ContainerObject {
    /// A key with its hash, and its value in a dictionary. A row without a key is free; its hash is -1 if the key was
    /// deleted.
    struct Row {
        var key: Value = .unset
        var value: Value = .unset
        var hash = 0

        @inline(__always) var isUsed: Bool { !key.isUnset }
    }

    /// The contents of the table.
    struct State {
        var rows: [Row] = []
        /// The number of rows with a key.
        var used = 0
        /// For a set, the number of rows that have or had a key; for a dictionary, the number of slots in use.
        var fill = 0
        /// For each slot, the index of its row; -1 if free, -2 if deleted. Empty for a set, and for a dictionary of
        /// few rows.
        var slots: [Int32] = []
        /// The number of rows a dictionary may have before it is resized.
        var capacity = 5
        /// Where a set looks for the next item to pop.
        var finger = 0
        /// The layout of an object's attributes, as long as none is deleted.
        var layout: AttributeLayout?
    }

    final var state = State()
    fileprivate final var part: Unmanaged<TableChange>?
    /// Whether something in it may be mutable; nil if unknown.
    fileprivate final var mayHoldObjects: Bool?

    /// Tables up to this number of rows are kept whole.
    private static var largestWhole: Int { 64 }

    deinit {
        if isKnown {
            var items = compounds
            state.rows = []
            Release.later(&items)
        }
    }

    /// The number of keys.
    public final var count: Int { state.used }

    /// The rows with a key.
    final var usedRows: some Sequence<Row> { state.rows.polled(work: 2).lazy.filter(\.isUsed) }

    /// Its keys, in order.
    public final var keys: [Value] { usedRows.map(\.key) }

    /// Whether something in it is mutable; cached.
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

    /// Restores the rows of an empty table.
    func clearUnlogged() {}

    /// Excludes a row from the table temporarily; and includes it again.
    func unlink(_ place: Int) {}
    func link(_ place: Int) {}

    // MARK: - The log

    @inline(__always) private var isFree: Bool { isLogged && part == nil }

    /// Must be called before a row is written or added.
    @inline(__always) final func willWrite(_ place: Int, _ key: Value, _ value: Value) {
        if !isFree { keepPart()?.keep(place) }
        if mayHoldObjects == false, key.mayChange || value.mayChange { mayHoldObjects = true }
        note(key)
        note(value)
    }

    /// The same for a value that needs no reference counting.
    @inline(__always) final func willWritePlain(_ place: Int) { if !isFree { keepPart()?.keep(place) } }

    /// Must be called before a key is removed.
    @inline(__always) final func willRemove(_ place: Int) { if !isFree { keepPart()?.keep(place) } }

    /// Must be called before rows move.
    final func willMoveRows() {
        if !isFree { keepAll() }
        mayHoldObjects = nil
    }

    override func change() -> Change { TableChange(self, .whole(state)) }

    /// The partial entry in the running cell's log; nil if the log has all of it, or there is no log.
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

    /// Makes an enclosing log keep the whole table, because changes made during the inner log could not be told apart
    /// later.
    private func completeOuterPart() {
        guard !isLogged, let part else { return }
        if CellLog.running?.isInside(stamp) == true { part.takeUnretainedValue().completeWhole() }
        self.part = nil
    }

    /// Restores rows on behalf of a log.
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

    /// The former contents, as a log's own copy.
    fileprivate func former(_ count: Int, _ rows: [Int: Row], _ tail: [Row], _ finger: Int) -> State {
        let present = state
        restore(count, rows, tail, finger)
        defer { state = present }
        return state
    }
}

/// A log entry for a table: all of it, or its old number of rows and the rows that have changed.
final class TableChange: Change {
    private let table: TableObject
    private var kept: Kept
    /// The entry of an enclosing log.
    private var part: Unmanaged<TableChange>?
    private var mayHoldObjects: Bool?

    fileprivate enum Kept {
        case whole(TableObject.State)
        /// A table that is mostly unchanged: its old number of rows, the changed rows by index, and the rows beyond
        /// the present ones.
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

    /// Whether keeping the whole table would take less memory.
    fileprivate var isPartLarge: Bool {
        if case .part(let count, let rows, _, _) = kept { rows.count > count / 8 } else { false }
    }

    /// Keeps a row before it is written.
    fileprivate func keep(_ place: Int) {
        guard case .part(let count, var rows, let tail, let finger) = kept, place < count, rows[place] == nil else {
            return
        }
        kept = .part(count: 0, rows: [:], tail: [], finger: 0)
        rows[place] = place < table.state.rows.count ? table.state.rows[place] : TableObject.Row()
        kept = .part(count: count, rows: rows, tail: tail, finger: finger)
    }

    /// Keeps the whole table from now on.
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
