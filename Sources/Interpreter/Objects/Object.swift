internal import CObjects

/// What has an identity, and may change under it: lists, the names of a workspace, random generators.
///
/// All writes go through one door. An object bears the stamp of the cell that last wrote to it, or in which it was born;
/// before the first write of another cell, what was there goes into that cell's ``CellLog``. So an object born in the
/// running cell is never logged, and another at most once. Objects never cross threads.
public class Object {
    /// The run of a cell that last wrote to it, or made it; 0 outside of cells.
    package final var stamp: UInt64 = running_stamp()

    package init() {}

    /// Whether the running cell may write to it as it likes: it made it, or its log has all of it.
    @inline(__always) final var isLogged: Bool { stamp == running_stamp() }

    /// Has the running cell's log keep all that is in it, unless it has; to be called before a write.
    @inline(__always) final func willChange() {
        if !isLogged { CellLog.running?.keep(change(), of: self) }
    }

    /// All that is in it, for a log.
    func change() -> Change { preconditionFailure("an object that changes says how") }
}

/// What a log keeps of one object: what was there before the cell, or after it once the cell is undone.
class Change {
    /// The object's stamp at the other end.
    final var stamp: UInt64 = 0
    /// The bytes that it takes.
    var bytes: Int { 0 }
    /// The object or buffer, if it is one; not the slots of a workspace.
    var object: AnyObject? { nil }
    /// The value that it keeps, to count what that takes; or several.
    var value: Value? { nil }
    var values: [Value] { value.map { [$0] } ?? [] }

    /// Has the object bear another stamp.
    func setObjectStamp(_ stamp: UInt64) { (object as? Object)?.stamp = stamp }

    /// The cell whose log it is in has ended.
    func cellEnds() {}

    /// What its log kept goes to the one around it: to go on there, or because that one has all that it needs.
    func moves(toOuter isNew: Bool) {}

    /// Takes what the change of an inner log keeps of the same object, where this one doesn't.
    func absorb(_ inner: Change) {}

    /// Puts back what it keeps, and keeps what was there, unless that is of no use any more.
    func exchange(keepingOther: Bool) {}
}
