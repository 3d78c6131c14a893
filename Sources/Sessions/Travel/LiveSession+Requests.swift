public import Interpreter
public import Rendering

extension LiveSession {
    /// What there is to say of a request that was carried out.
    public enum Answer: Sendable {
        /// What a journey changed; not part of the record.
        case note(String)
        /// Output.
        case output(Markup)
    }

    /// Carries out a request that needs no more than the session itself: to travel between its cells, or to tell of them.
    ///
    /// - Returns: nil for one that needs a shell.
    public mutating func answer(_ request: SessionRequest) throws(TravelError) -> Answer? {
        switch request {
        case .undo(let count): return .note(TravelText.text(of: try undo(count), "undid "))
        case .redo(let count): return .note(TravelText.text(of: try redo(count), "redid "))
        case .goTo(let number): return .note(TravelText.text(of: try go(to: number), nil))
        case .difference(let first, let second):
            return .output(Markup(TravelText.table(of: try difference(first, second))))
        case .history(nil):
            if timeline.entries.isEmpty { return .note("no cell has run yet") }
            return .output(TravelText.table(of: timeline))
        case .history, .rerun, .edit, .record, .save, .extract, .export, .check, .replay, .tutorial: return nil
        }
    }
}
