public import Interpreter
public import Syntax

/// The cells of a shell and the logs of their changes, on which `undo`, `redo` and `goto` travel.
///
/// Travelling rolls the logs on the way back or forward, so a checkpoint costs only what its cell changed. The cells
/// form a tree, since a new cell after `undo` starts from an earlier one. The path from the root to the present cell
/// is the session: exactly the cells that made the present workspace. Undone cells are on a side branch, where `redo`
/// reaches them until the next cell that changes something.
public struct Timeline {
    /// A cell that ran.
    public struct Entry {
        /// The cell as typed.
        public let cell: Cell
        /// Its statements; empty if it can't be parsed.
        public let block: Block
        /// How it ended.
        public let ending: CellEnding
        /// How long it ran, in seconds.
        public var seconds = 0.0
        /// Whether a file of the session contains it.
        public var isRecorded = true
        /// Whether it emptied the workspace with `reset`, so that the present session begins after it.
        public var isReset = false
        /// Its output, statement by statement, and the seeds that it drew automatically.
        public var recorder = Recorder()
        /// How to write its last statement for a replay, if that is a `train` that Ctrl-C stopped.
        public var shortened: ShortenedTraining?
        /// The text after its label in a file.
        public var title = ""
        /// The empty lines of its source (from 0) that stand for recorded output and the like.
        public var markLines: Set<Int> = []
        /// The digests of the outside files that it read.
        public var readFiles: [DigestLine] = []
        /// Whether it used a factorisation of matrices, whose bits are the same only on one kind of machine.
        public var usesFactorization = false
        /// The files that it wrote, by the names that it used.
        public var writtenFiles: [String] = []
        /// Whether it changed names, values or the random state.
        public fileprivate(set) var isChange = false
        /// The log of its changes; nil for a cell that didn't finish, or if the log was dropped.
        public fileprivate(set) var log: CellLog?
        /// Digests of the values that it set, and of the random state if it changed it; empty until
        /// ``addDigests(in:)``.
        public fileprivate(set) var digests: [(name: String, text: String)] = []
        fileprivate var isDigested = false
        /// The index of the cell in whose state it ran; nil for the beginning.
        fileprivate var parent: Int?
        /// The edit that it belongs to.
        fileprivate var edit: Int?

        /// Makes an entry for a cell that has just run.
        public init(_ cell: Cell, _ block: Block, _ ending: CellEnding) {
            self.cell = cell
            self.block = block
            self.ending = ending
        }

        /// The names that it set, in order.
        public var assigned: [String] { ending.assigned }

        /// Its source as one would type it.
        public var typedSource: String {
            guard !markLines.isEmpty else { return cell.source }
            return cell.source.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
                .filter { !markLines.contains($0.offset) }.map { String($0.element) }.joined(separator: "\n")
        }
    }

    /// All cells that ran, in the order of their numbers.
    public internal(set) var entries: [Entry] = []
    /// The index of the last cell of the session; nil before the first.
    var present: Int?
    /// The destinations of `redo`, the next one last: for each undone change, the last cell that ran after it without
    /// changing anything, or the cell itself.
    var undone: [Int] = []
    /// For each edit of an earlier cell, the index of the present cell before the edit.
    var edits: [Int?] = []
    /// The edit in progress: the number of entries, the present cell and the undone cells before it.
    private(set) var openEdit: (entryCount: Int, origin: Int?, undone: [Int])?
    /// The index of the first cell whose log is kept, whatever its size, like all later ones, to come back to.
    var firstKept: Int?
    /// An upper bound of the bytes that the logs hold.
    var possibleBytes = 0

    /// Makes an empty timeline.
    public init() {}

    // MARK: - Cells

    /// Adds a cell that has just run, and the log of its changes.
    public mutating func add(_ entry: Entry, _ log: CellLog) {
        var entry = entry
        let isKept = entry.ending.isFinished
        let isChange = isKept && (entry.isReset || log.isChange)
        entry.isChange = isChange
        entry.parent = present
        if isKept { entry.log = log }
        entries.append(entry)
        guard isKept else { return }
        present = entries.count - 1
        possibleBytes += log.bytes
        if isChange { undone = [] }
    }

    /// Computes the digests of the cells of the session that have none, as far back as their states are held.
    ///
    /// - Parameter workspace: the state after the last cell of the session; it is moved back and restored.
    public mutating func addDigests(in workspace: Workspace) {
        var rolled: [CellLog] = []
        var place = present
        // If a cell has digests, all cells before it have them.
        while let index = place, !entries[index].isDigested, let log = entries[index].log {
            entries[index].isDigested = true
            entries[index].digests = ValueDigest.digests(
                of: entries[index].assigned, in: workspace, after: log)
            log.rollBack()
            rolled.append(log)
            place = entries[index].parent
        }
        for log in rolled.reversed() { log.rollForward() }
    }

    /// The cells that made the present workspace, in order, including those that only looked at it.
    public var session: [Entry] {
        var cells: [Entry] = []
        var place = present
        while let index = place, !entries[index].isReset {
            cells.append(entries[index])
            place = entries[index].parent
        }
        return cells.reversed()
    }

    /// The cells of the session that a file of it contains.
    public var recordedSession: [Entry] { session.filter(\.isRecorded) }

    /// A position between two cells, to query later which cells have been added.
    public struct Place: Sendable, Equatable {
        fileprivate let index: Int?
    }

    /// The position after the last cell of the session.
    public var place: Place { Place(index: present) }

    /// The recorded cells added to the session since a position; nil if the position is no longer part of it.
    public func recordedCells(since place: Place) -> [Entry]? {
        var cells: [Entry] = []
        var index = present
        while index != place.index {
            // Older cells have smaller indices, and a reset begins a new session.
            guard let here = index, here > place.index ?? -1, !entries[here].isReset else { return nil }
            if entries[here].isRecorded { cells.append(entries[here]) }
            index = entries[here].parent
        }
        return cells.reversed()
    }

    /// The number of the last cell of the session; nil before the first.
    public var presentNumber: Int? { present.map { entries[$0].cell.number } }

    // MARK: - Travel

    /// The destination of a journey.
    public struct Arrival {
        /// The cells that were undone or redone and had changed something, in order.
        public let cells: [Entry]
        /// The logs that were rolled back or forward.
        let logs: [CellLog]
        /// The files written by cells that were undone; they aren't restored.
        let writtenFiles: [String]
        /// The number of the cell that left this state; nil for the beginning.
        public let number: Int?
    }

    /// Undoes the last `count` cells that changed something; an edit counts as one.
    ///
    /// - Throws: ``TravelError/nothingToUndo``, or ``TravelError/letGo(_:)`` if the state is no longer held.
    public mutating func undo(_ count: Int = 1) throws(TravelError) -> Arrival {
        var place = present
        var passed: [Int] = []
        var places = undone
        for _ in 0..<count {
            let way = wayBack(from: place)
            guard let tip = place, let last = way.first(where: { entries[$0].isChange }) else { break }
            if let edit = entries[last].edit {
                passed += way.filter { entries[$0].edit == edit && entries[$0].isChange }
                place = edits[edit]
            } else {
                passed.append(last)
                place = entries[last].parent
            }
            places.append(tip)
        }
        guard !passed.isEmpty else { throw .nothingToUndo }
        return try move(to: place, passing: passed.reversed(), keeping: places)
    }

    /// Redoes the next `count` undone cells that changed something; an edit counts as one.
    ///
    /// - Throws: ``TravelError/nothingToRedo``, or ``TravelError/letGo(_:)`` if the state is no longer held.
    public mutating func redo(_ count: Int = 1) throws(TravelError) -> Arrival {
        let taken = undone.suffix(max(count, 0)).reversed()
        guard let target = taken.last else { throw .nothingToRedo }
        let passed = taken.flatMap { (tip) -> [Int] in
            let way = wayBack(from: tip)
            guard let last = way.first(where: { entries[$0].isChange }) else { return [] }
            guard let edit = entries[last].edit else { return [last] }
            return way.filter { entries[$0].edit == edit && entries[$0].isChange }.reversed()
        }
        let arrival = try move(to: target, passing: passed, keeping: undone.dropLast(taken.count))
        // The cells after the last change only looked.
        return Arrival(
            cells: arrival.cells, logs: arrival.logs, writtenFiles: arrival.writtenFiles,
            number: passed.last.map { entries[$0].cell.number } ?? arrival.number)
    }

    /// Goes to the state that a cell of the session, or an undone cell, left; 0 is the beginning.
    ///
    /// - Throws: ``TravelError`` if the cell left no state, is on another branch, or its state is no longer held.
    public mutating func go(to number: Int) throws(TravelError) -> Arrival {
        if number == 0 {
            let way = wayBack(from: present)
            return try move(
                to: nil, passing: way.filter { entries[$0].isChange }.reversed(), keeping: undone + tips(of: way))
        }
        let target = try place(of: number)
        let way = wayBack(from: present)
        if let position = way.firstIndex(of: target) {
            let changes = way[..<position].filter { entries[$0].isChange }
            return try move(to: target, passing: changes.reversed(), keeping: undone + tips(of: way[..<position]))
        }
        // An undone cell, or one on the way to it.
        for position in undone.indices.reversed() {
            let way = wayBack(from: undone[position])
            guard let place = way.firstIndex(of: target) else { continue }
            return try move(to: target, passing: [target], keeping: undone[..<position] + tips(of: way[..<place]))
        }
        throw .elsewhere(number)
    }

    /// For each change on the way back, the destination of its `redo`: the last cell that ran before the next change.
    private func tips(of way: some Sequence<Int>) -> [Int] {
        var tips: [Int] = []
        var tip: Int?
        for index in way {
            tip = tip ?? index
            guard entries[index].isChange else { continue }
            tips.append(tip ?? index)
            tip = nil
        }
        return tips
    }

    /// The indices from a cell, inclusive, back to the first.
    func wayBack(from place: Int?) -> [Int] {
        var way: [Int] = []
        var place = place
        while let index = place {
            way.append(index)
            place = entries[index].parent
        }
        return way
    }

    private mutating func move(
        to place: Int?, passing cells: [Int], keeping places: [Int]
    ) throws(TravelError) -> Arrival {
        let path = try path(to: place)
        let logs = path.roll()
        present = place
        undone = places
        return Arrival(
            cells: cells.map { entries[$0] }, logs: logs, writtenFiles: writtenFiles(by: path.left),
            number: place.map { entries[$0].cell.number })
    }

    /// Goes to the beginning although logs on the way to it were dropped; nothing can be redone from there.
    mutating func goToBeginning() -> Arrival {
        let way = wayBack(from: present)
        let cells = way.filter { entries[$0].isChange }.reversed().map { entries[$0] }
        for index in entries.indices { entries[index].log = nil }
        (present, undone, possibleBytes) = (nil, [], 0)
        return Arrival(cells: cells, logs: [], writtenFiles: writtenFiles(by: way), number: nil)
    }

    /// The files written by the cells on a path, each once.
    func writtenFiles(by way: [Int]) -> [String] {
        var names: [String] = []
        for index in way.reversed() { names += entries[index].writtenFiles.filter { !names.contains($0) } }
        return names
    }

    /// The logs between two positions.
    struct Path {
        /// The cells whose logs are rolled back, latest first.
        let left: [Int]
        /// The logs to roll back, and then those to roll forward, in order.
        let back, forward: [CellLog]

        /// Rolls the logs, and returns all of them.
        func roll() -> [CellLog] {
            for log in back { log.rollBack() }
            for log in forward { log.rollForward() }
            return back + forward
        }
    }

    /// The path from the present position to another.
    func path(to place: Int?) throws(TravelError) -> Path {
        let (here, there) = (wayBack(from: present), wayBack(from: place))
        let shared = zip(here.reversed(), there.reversed()).prefix { $0 == $1 }.count
        func logs(_ way: some Sequence<Int>) throws(TravelError) -> [CellLog] {
            var logs: [CellLog] = []
            for index in way {
                guard let log = entries[index].log else { throw .letGo(place.map { entries[$0].cell.number } ?? 0) }
                logs.append(log)
            }
            return logs
        }
        return Path(
            left: here.dropLast(shared), back: try logs(here.dropLast(shared)),
            forward: try logs(there.dropLast(shared).reversed()))
    }

    /// The index of a cell that finished.
    func place(of number: Int) throws(TravelError) -> Int {
        guard let index = entries.firstIndex(where: { $0.cell.number == number }) else {
            throw .noSuchCell(number, last: entries.last?.cell.number)
        }
        guard entries[index].ending.isFinished else { throw .leftNothing(number) }
        return index
    }

    /// Goes to a position temporarily, along ``path(to:)``; the caller comes back before anything runs.
    mutating func visit(_ place: Int?) throws(TravelError) {
        _ = try path(to: place).roll()
        present = place
    }

    /// The index of the last cell of the session, to come back to.
    var presentPlace: Int? { present }

    // MARK: - Memory

    mutating func letLogGo(of index: Int) { entries[index].log = nil }

    /// The number of the cell before another in its session; 0 if there is none.
    func numberBefore(_ index: Int) -> Int { entries[index].parent.map { entries[$0].cell.number } ?? 0 }

    // MARK: - Edits

    /// Goes back to before a cell of the session; returns it and the cells after it.
    @discardableResult
    mutating func beginEdit(at number: Int) throws(TravelError) -> [Entry] {
        guard let target = entries.firstIndex(where: { $0.cell.number == number }) else {
            throw .noSuchCell(number, last: entries.last?.cell.number)
        }
        let way = wayBack(from: present)
        guard let position = way.firstIndex(of: target) else {
            throw entries[target].ending.isFinished ? .elsewhere(number) : .leftNothing(number)
        }
        let place = entries[target].parent
        let path = try path(to: place)
        openEdit = (entries.count, present, undone)
        _ = path.roll()
        present = place
        return way[...position].reversed().map { entries[$0] }
    }

    /// Ends an edit: its cells belong together, or are abandoned.
    mutating func endEdit(keeps: Bool) throws(TravelError) {
        guard let edit = openEdit else { return }
        openEdit = nil
        if keeps {
            edits.append(edit.origin)
            for index in edit.entryCount..<entries.count { entries[index].edit = edits.count - 1 }
            undone = []
        } else {
            _ = try path(to: edit.origin).roll()
            present = edit.origin
            undone = edit.undone
        }
    }
}
