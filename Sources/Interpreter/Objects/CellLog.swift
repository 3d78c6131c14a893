internal import CObjects

/// What one cell wrote to: each object that was there before, with what was in it.
///
/// To roll it back undoes the cell whatever name it changed things through, and leaves the log able to do it again. Logs
/// are rolled back and forward in order, the latest first; identity is kept, since objects are changed back and not
/// replaced.
public final class CellLog {
    private var changes: [Change] = []
    /// The number of this run among all of the process, which the objects bear that it made or wrote to.
    let stamp = next_running_stamp()
    /// The log around this one, while a body runs.
    private var outer: CellLog?
    /// Whether what the cell did is there.
    public private(set) var isApplied = true

    /// An empty log, for one run.
    public init() {}

    /// Whether the cell wrote to nothing that was there before it.
    public var isEmpty: Bool { changes.isEmpty }

    /// The bytes that it keeps, more or less.
    public var bytes: Int { changes.reduce(0) { $0 + $1.bytes + 64 } }

    /// The objects that were there before the cell, and that it wrote to.
    package var objects: [AnyObject] { objects(from: 0) }

    /// How many writes it keeps.
    var count: Int { changes.count }

    /// The objects of the writes that it keeps from one on.
    func objects(from first: Int) -> [AnyObject] { changes.dropFirst(first).compactMap(\.object) }

    /// The names that the cell set or took away, in the order in which it did so first.
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

    /// Whether the cell drew from a generator that was there before.
    package var changesGenerators: Bool { changes.contains { $0.object is GeneratorObject } }

    /// Whether the cell changed names, values or random state; to have shown a value is no change.
    package var isChange: Bool { changes.contains { !($0 is Workspace.StateChange) } || changesRandomState }

    /// The values that it keeps.
    var values: [Value] { changes.flatMap(\.values) }

    /// The log of the cell that runs on this thread.
    static var running: CellLog? {
        running_cell_here().pointee.log.map { Unmanaged<CellLog>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Whether a log around this one has the stamp.
    func isInside(_ stamp: UInt64) -> Bool {
        var log = outer
        while let here = log {
            if here.stamp == stamp { return true }
            log = here.outer
        }
        return false
    }

    /// Takes what an object held before a write; the object is then the running cell's.
    func keep(_ change: Change, of object: Object) {
        change.stamp = object.stamp
        object.stamp = stamp
        changes.append(change)
    }

    /// Takes what something held that is no object, and bore a stamp.
    func keep(_ change: Change, formerStamp: UInt64) {
        change.stamp = formerStamp
        changes.append(change)
    }

    /// Runs a body whose writes it keeps. Logs nest: what an inner one keeps, it can roll back on its own.
    package func run<Result, Failure: Error>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
        let cell = running_cell_here()
        let (outerStamp, outerLog) = (cell.pointee.stamp, cell.pointee.log)
        outer = Self.running
        cell.pointee.stamp = stamp
        // The log outlives the body, which holds it.
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

    /// Has the log around it keep what this one kept, so that what was done stays until that one is rolled back.
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
            // What this cell made, or logged whole, needs no more.
            own.absorb(change)
        }
        change.setObjectStamp(stamp)
    }

    /// Puts everything back as it was before the cell; the latest write first.
    public func rollBack() { rollBack(keepingOther: true) }

    /// Puts everything back for good: nothing of the log is left. What there was once Ctrl-C came may be large, and the
    /// prompt waits.
    public func discard() {
        rollBack(keepingOther: false)
        changes = []
    }

    private func rollBack(keepingOther: Bool) {
        precondition(isApplied, "a log is rolled back once")
        isApplied = false
        for change in changes.reversed() { change.exchange(keepingOther: keepingOther) }
    }

    /// Does what the cell did again.
    public func rollForward() {
        precondition(!isApplied, "a log is rolled forward after it was rolled back")
        isApplied = true
        for change in changes { change.exchange(keepingOther: true) }
    }
}
