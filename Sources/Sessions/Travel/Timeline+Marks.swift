extension Timeline {
    /// A point in the session to return to, as if nothing had run since.
    public struct Mark: Sendable {
        fileprivate let entryCount: Int
        fileprivate let present: Int?
        fileprivate let undone: [Int]
        fileprivate let edits: [Int?]
    }

    /// A mark of the present state.
    var mark: Mark { Mark(entryCount: entries.count, present: present, undone: undone, edits: edits) }

    /// Keeps the logs of all cells that run after a mark, whatever their size; nil ends that.
    mutating func keep(since mark: Mark?) { firstKept = mark?.entryCount }

    /// Returns to a mark. The cells that ran since are forgotten, and can't be redone.
    mutating func goBack(to mark: Mark) throws(TravelError) -> Arrival {
        let path = try path(to: mark.present)
        let cells = path.left.reversed().map { entries[$0] }.filter(\.isChange)
        let written = writtenFiles(by: Array((mark.entryCount..<entries.count).reversed()))
        let logs = path.roll()
        entries.removeSubrange(mark.entryCount...)
        (present, undone, edits) = (mark.present, mark.undone, mark.edits)
        return Arrival(
            cells: cells, logs: logs, writtenFiles: written, number: presentNumber)
    }
}

extension LiveSession {
    /// A point in the session to return to, as if nothing had run since.
    public struct Mark: Sendable {
        let timeline: Timeline.Mark
        fileprivate let nextNumber: Int
    }

    /// A mark of the present state.
    public var mark: Mark { Mark(timeline: timeline.mark, nextNumber: nextNumber) }

    /// Returns to a mark: restores names, values, random state and the list of cells, but not files.
    ///
    /// - Throws: ``TravelError/letGo(_:)`` if the state is no longer held.
    public mutating func goBack(to mark: Mark) throws(TravelError) -> Journey {
        let journey = try travel { (timeline) throws(TravelError) in try timeline.goBack(to: mark.timeline) }
        nextNumber = mark.nextNumber
        return journey
    }
}
