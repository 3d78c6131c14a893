public import Syntax

extension TravelError {
    /// What to say of it.
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
                notes: ["it was let go, since earlier states held too much memory"])
        }
    }
}
