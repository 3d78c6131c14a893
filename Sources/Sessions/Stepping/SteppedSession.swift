internal import Files
public import Interpreter
public import Syntax

/// A session that someone goes through cell by cell, back again, and aside: cells that are tried in between leave nothing.
public struct SteppedSession {
    /// What is gone through.
    public let file: SessionFile
    private var replayer: Replayer
    /// The moments before the cells that have run, in order.
    private var marks: [LiveSession.Mark] = []
    private var trial: Trial?
    /// The number of the next cell that is tried: one that no cell of the file has.
    private var nextTried: Int

    /// What is as it was when the trying ends.
    private struct Trial {
        let mark: LiveSession.Mark
        /// Where the file's own cells find and leave their files.
        let files: FileScope
    }

    /// Begins before the first cell.
    public init(_ live: LiveSession, through file: SessionFile) {
        self.file = file
        replayer = Replayer(live, keepsTimeline: true)
        nextTried = max(live.nextNumber, file.highestNumber + 1)
        replayer.prepare(for: file)
    }

    /// The session so far.
    public var live: LiveSession { replayer.live }

    /// The interpreter, with what the last cell left.
    public var interpreter: Interpreter { replayer.interpreter }

    /// Whether a cell has called `quit`.
    public var hasQuit: Bool { replayer.hasQuit }

    /// The index of the cell that runs next.
    public var place: Int { marks.count }

    /// The cell that runs next; nil behind the last.
    public var next: SessionCell? { place < file.cells.count ? file.cells[place] : nil }

    /// Ends the way through; gives the session with all that the file's cells left.
    public mutating func end() throws(TravelError) -> LiveSession {
        try endTrial()
        replayer.endFile()
        replayer.live.nextNumber = max(live.nextNumber, nextTried)
        return live
    }

    // MARK: - The file's cells

    /// Runs the next cell. One that is interrupted changes nothing, and stays the next; training, too, keeps no epoch.
    ///
    /// - Returns: false where the cell called `quit`, or `watch` has seen enough.
    public mutating func run(watch: @escaping (Replayer.Report) -> Bool) throws(ReplayFailure) -> Bool {
        guard let cell = next else { return false }
        let mark = replayer.live.mark
        replayer.live.timeline.keep(since: mark.timeline)
        defer { replayer.live.timeline.keep(since: nil) }
        let goesOn: Bool
        do {
            goesOn = try replayer.run(cell, watch: watch)
        } catch {
            // The way back is there: the cell's log is kept.
            if error.isInterrupted { _ = try? replayer.live.goBack(to: mark) }
            throw error
        }
        marks.append(mark)
        return goesOn
    }

    /// Goes back to before the last cell that ran; gives that cell and what is different there, or nil before the first.
    public mutating func goBack() throws(TravelError) -> (cell: SessionCell, journey: LiveSession.Journey)? {
        guard let mark = marks.last else { return nil }
        let journey = try replayer.live.goBack(to: mark)
        marks.removeLast()
        return (file.cells[place], journey)
    }

    // MARK: - Other cells

    /// Runs a cell that isn't the file's. Those that are tried one after the other see what they left, until ``endTrial()``;
    /// files that they write are seen by them alone.
    ///
    /// - Returns: the cell, and how it ended. What it asks for is carried out if that is to travel between cells, or to tell
    ///   of them.
    public mutating func attempt(
        _ source: String, parsed: Block?, receive: @escaping (Event) -> Void
    ) -> (cell: Cell, ending: CellEnding) {
        beginTrial()
        let cell = Cell(number: nextTried, source: source)
        nextTried += 1
        var ending = replayer.live.run(cell, parsed: parsed, receive: receive)
        if case .asks(let request) = ending, let carriedOut = replayer.live.carryOut(request, receive: receive) {
            ending = carriedOut
        }
        return (cell, ending)
    }

    private mutating func beginTrial() {
        guard trial == nil else { return }
        let mark = replayer.live.mark
        trial = Trial(mark: mark, files: interpreter.options.files)
        interpreter.options.files = .scratch()
        replayer.live.timeline.keep(since: mark.timeline)
    }

    /// Makes all as it was before the cells that were tried, random state included.
    public mutating func endTrial() throws(TravelError) {
        guard let trial else { return }
        self.trial = nil
        interpreter.options.files.removeScratch()
        interpreter.options.files = trial.files
        replayer.live.timeline.keep(since: nil)
        _ = try replayer.live.goBack(to: trial.mark)
    }
}
