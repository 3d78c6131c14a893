public import Syntax

/// Why a journey is impossible.
public enum TravelError: Error, Sendable, Equatable {
    /// No cell of the session changed anything.
    case nothingToUndo
    /// Nothing was undone, or a cell has changed something since.
    case nothingToRedo
    /// No cell has this number; `last` is the highest number.
    case noSuchCell(Int, last: Int?)
    /// The cell failed or was interrupted, and left no state.
    case leftNothing(Int)
    /// The cell was undone, and other cells have run since.
    case elsewhere(Int)
    /// The log of the state after this cell was dropped to save memory.
    case letGo(Int)
}

extension TravelError {
    /// The message for the user.
    public var diagnostic: Diagnostic {
        switch self {
        case .nothingToUndo: Diagnostic(.error, "there is nothing to undo: no cell has changed anything")
        case .nothingToRedo:
            Diagnostic(
                .error, "there is nothing to redo",
                notes: ["only what undo took back can be done again, until a new cell changes something"])
        case .noSuchCell(let number, let last):
            Diagnostic(
                .error, "there is no cell [\(number)]",
                notes: [last.map { "the last one is [\($0)]; history shows them" } ?? "no cell has run yet"])
        case .leftNothing(let number):
            Diagnostic(.error, "[\(number)] failed, and left no state of its own", notes: ["history shows the cells"])
        case .elsewhere(let number):
            Diagnostic(
                .error, "[\(number)] was undone, and other cells have run since",
                notes: ["rerun \(number) repeats it on the present workspace"])
        case .letGo(let number):
            Diagnostic(
                .error,
                number == 0
                    ? "the beginning can no longer be reached" : "the state after [\(number)] can no longer be reached",
                notes: ["it was released, since earlier states held too much memory"])
        }
    }
}
