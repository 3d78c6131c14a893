internal import Files
public import Interpreter
public import Syntax

/// A session that is stepped through cell by cell, back and forth; other cells can be tried in between without effect.
public struct SteppedSession {
    /// The file that is stepped through.
    public let file: SessionFile
    private var replayer: Replayer
    /// The marks before the cells that have run, in order.
    private var marks: [LiveSession.Mark] = []
    private var trial: Trial?
    /// The number of the next trial cell: one that no cell of the file has.
    private var nextTried: Int

    /// The state that is restored after the trial.
    private struct Trial {
        let mark: LiveSession.Mark
        /// Where the file's own cells read and write their files.
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

    /// The interpreter, with the state that the last cell left.
    public var interpreter: Interpreter { replayer.interpreter }

    /// Whether a cell has called `quit`.
    public var hasQuit: Bool { replayer.hasQuit }

    /// The index of the cell that runs next.
    public var place: Int { marks.count }

    /// The cell that runs next; nil after the last.
    public var next: SessionCell? { place < file.cells.count ? file.cells[place] : nil }

    /// Ends the stepping; returns the session with the state that the file's cells left.
    ///
    /// - Throws: ``TravelError`` if the state before a trial can't be reached.
    public mutating func end() throws(TravelError) -> LiveSession {
        try endTrial()
        replayer.endFile()
        replayer.live.nextNumber = max(live.nextNumber, nextTried)
        return live
    }

    // MARK: - The file's cells

    /// Runs the next cell. An interrupted cell changes nothing, keeps no trained epoch, and stays the next one.
    ///
    /// - Returns: false if the cell called `quit`, or `watch` returned false.
    /// - Throws: ``ReplayFailure`` if the cell doesn't end as the file says.
    public mutating func run(watch: @escaping (Replayer.Report) -> Bool) throws(ReplayFailure) -> Bool {
        guard let cell = next else { return false }
        let mark = replayer.live.mark
        replayer.live.timeline.keep(since: mark.timeline)
        defer { replayer.live.timeline.keep(since: nil) }
        let goesOn: Bool
        do {
            goesOn = try replayer.run(cell, watch: watch)
        } catch {
            // This succeeds, since the cell's log is kept.
            if error.isInterrupted { _ = try? replayer.live.goBack(to: mark) }
            throw error
        }
        marks.append(mark)
        return goesOn
    }

    /// Goes back to the state before the last cell that ran.
    ///
    /// - Returns: that cell and the changes; nil before the first cell.
    /// - Throws: ``TravelError`` if that state is no longer held.
    public mutating func goBack() throws(TravelError) -> (cell: SessionCell, journey: LiveSession.Journey)? {
        guard let mark = marks.last else { return nil }
        let journey = try replayer.live.goBack(to: mark)
        marks.removeLast()
        return (file.cells[place], journey)
    }

    // MARK: - Other cells

    /// Runs a trial cell, which isn't in the file. Trial cells see the effects of earlier ones until ``endTrial()``;
    /// only they see the files that they write.
    ///
    /// - Returns: the cell, and how it ended. Requests to travel between cells or to list them are carried out.
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

    /// Restores the state before the trial cells, including the random state.
    ///
    /// - Throws: ``TravelError`` if that state is no longer held.
    public mutating func endTrial() throws(TravelError) {
        guard let trial else { return }
        self.trial = nil
        interpreter.options.files.removeScratch()
        interpreter.options.files = trial.files
        replayer.live.timeline.keep(since: nil)
        _ = try replayer.live.goBack(to: trial.mark)
    }
}
