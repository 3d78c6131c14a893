internal import CObjects

/// A mutable object with identity: a list, the names of a workspace, a random generator.
///
/// All writes go through one place. An object has the stamp of the cell that made it or last wrote to it. Before the
/// first write of another cell, its old content goes into that cell's ``CellLog``. So an object made by the running
/// cell is never logged, and any other at most once. Objects never cross threads.
public class Object {
    /// The run of the cell that made it or last wrote to it; 0 outside cells.
    package final var stamp: UInt64 = running_stamp()

    package init() {}

    /// Whether the running cell may write to it freely: it made the object, or its log has all of it.
    @inline(__always) final var isLogged: Bool { stamp == running_stamp() }

    /// Makes the running cell's log keep the whole content, unless it already does. Must be called before a write.
    @inline(__always) final func willChange() {
        if !isLogged { CellLog.running?.keep(change(), of: self) }
    }

    /// The whole content, for a log.
    func change() -> Change { preconditionFailure("an object that changes says how") }
}

/// A log entry for one object: its content before the cell, or after it once the cell is undone.
class Change {
    /// The object's stamp in the other state.
    final var stamp: UInt64 = 0
    /// The bytes that the entry takes.
    var bytes: Int { 0 }
    /// The object or buffer; nil for workspace slots.
    var object: AnyObject? { nil }
    /// The value or values kept, for counting memory.
    var value: Value? { nil }
    var values: [Value] { value.map { [$0] } ?? [] }

    /// Sets the stamp of the object.
    func setObjectStamp(_ stamp: UInt64) { (object as? Object)?.stamp = stamp }

    /// Called when the cell of the log has ended.
    func cellEnds() {}

    /// Called when the entry moves to the enclosing log, or is dropped because that one has all it needs.
    func moves(toOuter isNew: Bool) {}

    /// Takes over what an inner log's entry for the same object keeps and this one does not.
    func absorb(_ inner: Change) {}

    /// Restores the kept content, and keeps the present one unless it is no longer needed.
    func exchange(keepingOther: Bool) {}
}
