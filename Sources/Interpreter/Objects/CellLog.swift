internal import CObjects

/// The changes that one cell made to existing objects, with their old contents.
///
/// Rolling back undoes the cell, whatever references it used, and lets the log redo it. Logs are rolled back and
/// forward in order, latest first when undoing. Objects are changed in place, not replaced, so identity is kept.
public final class CellLog {
    private var changes: [Change] = []
    /// The process-wide number of this run, which marks the objects that it made or wrote to.
    let stamp = next_running_stamp()
    /// The enclosing log, while a body runs.
    private var outer: CellLog?
    /// Whether the cell's changes are in effect.
    public private(set) var isApplied = true

    /// Makes an empty log, for one run.
    public init() {}

    /// Whether the cell changed no existing object.
    public var isEmpty: Bool { changes.isEmpty }

    /// The approximate number of bytes that it keeps.
    public var bytes: Int { changes.reduce(0) { $0 + $1.bytes + 64 } }

    /// The objects that existed before the cell and that it wrote to.
    package var objects: [AnyObject] { objects(from: 0) }

    /// The number of entries.
    var count: Int { changes.count }

    /// The objects of the entries from one on.
    func objects(from first: Int) -> [AnyObject] { changes.dropFirst(first).compactMap(\.object) }

    /// The names that the cell set or deleted, in order of their first change.
    public var names: [String] {
        changes.compactMap { ($0 as? Workspace.SlotChange)?.name }.filter { !$0.contains(" ") }
    }

    /// Whether the cell wrote to nothing that was there before it but one object.
    package func wroteOnly(to object: AnyObject) -> Bool { changes.allSatisfy { $0.object === object } }

    /// Whether the cell changed the session's random stream.
    package var changesRandomState: Bool {
        changes.contains { ($0 as? Workspace.StateChange)?.changesRandomState ?? false }
    }

    /// Which of the session's random streams the cell changed.
    package var changedStreams: (numPys: Bool, pythons: Bool) {
        let changes = changes.compactMap { $0 as? Workspace.StateChange }
        return (changes.contains(where: \.changesNumPysState), changes.contains(where: \.changesPythonsState))
    }

    /// Whether the cell drew from an existing generator.
    package var changesGenerators: Bool { changes.contains { $0.object is GeneratorObject } }

    /// Whether the cell changed names, values or random state. Showing a value is not a change.
    package var isChange: Bool { changes.contains { !($0 is Workspace.StateChange) } || changesRandomState }

    /// The values that it keeps.
    var values: [Value] { changes.flatMap(\.values) }

    /// The log of the cell running on this thread.
    static var running: CellLog? {
        running_cell_here().pointee.log.map { Unmanaged<CellLog>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Whether an enclosing log has the stamp.
    func isInside(_ stamp: UInt64) -> Bool {
        var log = outer
        while let here = log {
            if here.stamp == stamp { return true }
            log = here.outer
        }
        return false
    }

    /// Adds an object's content before a write, and marks the object as the running cell's.
    func keep(_ change: Change, of object: Object) {
        change.stamp = object.stamp
        object.stamp = stamp
        changes.append(change)
    }

    /// Adds the content of something that is not an object, with its old stamp.
    func keep(_ change: Change, formerStamp: UInt64) {
        change.stamp = formerStamp
        changes.append(change)
    }

    /// Runs a body and records its writes. Logs nest, and an inner one can be rolled back alone.
    ///
    /// - Throws: what the body throws.
    package func run<Result, Failure: Error>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
        let cell = running_cell_here()
        let (outerStamp, outerLog) = (cell.pointee.stamp, cell.pointee.log)
        outer = Self.running
        cell.pointee.stamp = stamp
        // The log outlives the body, which retains it.
        cell.pointee.log = Unmanaged.passUnretained(self).toOpaque()
        defer {
            cell.pointee.stamp = outerStamp
            cell.pointee.log = outerLog
            outer = nil
            for change in changes { change.cellEnds() }
            withExtendedLifetime(self) {}
        }
        return try body()
    }

    /// Moves the entries to the enclosing log, so that the changes stay until that one is rolled back.
    package func keepInOuter() {
        guard let outer = Self.running else { return }
        for change in changes { outer.absorb(change) }
        changes = []
    }

    private func absorb(_ change: Change) {
        let isNew = change.stamp != stamp
        change.moves(toOuter: isNew)
        if isNew {
            changes.append(change)
        } else if let object = change.object, let own = changes.last(where: { $0.object === object }) {
            // An object that this cell made, or logged whole, needs no more.
            own.absorb(change)
        }
        change.setObjectStamp(stamp)
    }

    /// Restores everything as it was before the cell, latest write first.
    public func rollBack() { rollBack(keepingOther: true) }

    /// Restores everything permanently and empties the log. After Ctrl-C the new contents may be large, so they are
    /// not kept, because the prompt waits.
    public func discard() {
        rollBack(keepingOther: false)
        changes = []
    }

    private func rollBack(keepingOther: Bool) {
        precondition(isApplied, "a log is rolled back once")
        isApplied = false
        for change in changes.reversed() { change.exchange(keepingOther: keepingOther) }
    }

    /// Redoes the cell's changes.
    public func rollForward() {
        precondition(!isApplied, "a log is rolled forward after it was rolled back")
        isApplied = true
        for change in changes { change.exchange(keepingOther: true) }
    }
}
