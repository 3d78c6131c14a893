extension Timeline {
    /// A moment to come back to as if nothing had run since.
    public struct Mark: Sendable {
        fileprivate let entryCount: Int
        fileprivate let present: Int?
        fileprivate let undone: [Int]
        fileprivate let edits: [Int?]
    }

    /// The present moment.
    var mark: Mark { Mark(entryCount: entries.count, present: present, undone: undone, edits: edits) }

    /// Keeps the logs of all cells that run from a moment on, whatever they hold; nil for no longer.
    mutating func keep(since mark: Mark?) { firstKept = mark?.entryCount }

    /// Goes back to a moment. The cells that ran since are forgotten: they can't be done again.
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
    /// A moment to come back to as if nothing had run since.
    public struct Mark: Sendable {
        let timeline: Timeline.Mark
        fileprivate let nextNumber: Int
    }

    /// The present moment.
    public var mark: Mark { Mark(timeline: timeline.mark, nextNumber: nextNumber) }

    /// Goes back to a moment: names, values, random state and the cells that ran are as they were. Files aren't.
    public mutating func goBack(to mark: Mark) throws(TravelError) -> Journey {
        let journey = try travel { (timeline) throws(TravelError) in try timeline.goBack(to: mark.timeline) }
        nextNumber = mark.nextNumber
        return journey
    }
}
