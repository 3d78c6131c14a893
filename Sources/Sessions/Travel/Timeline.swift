public import Interpreter
public import Syntax

/// The cells of a shell and the logs of what they wrote to: where `undo`, `redo` and `goto` lead.
///
/// To travel is to roll the logs on the way back or forward, so that a checkpoint costs what its cell changed.
/// The cells form a tree, since a new cell after `undo` starts from an earlier one. The way from the root to the present
/// cell is the session: exactly the cells that made the present workspace. What was undone hangs beside it, and can be
/// reached by `redo` until the next cell that changes something.
public struct Timeline {
    /// A cell that ran.
    public struct Entry {
        /// The cell, as it was typed.
        public let cell: Cell
        /// Its statements; none if it can't be parsed.
        public let block: Block
        /// How it ended.
        public let ending: CellEnding
        /// How long it ran, in seconds.
        public var seconds = 0.0
        /// Whether it belongs into the record of a session.
        public var isRecorded = true
        /// Whether it has emptied the workspace, so that the present session begins after it: `reset`.
        public var isReset = false
        /// What it printed, statement by statement, and the seed that it drew unasked.
        public var recorder = Recorder()
        /// How its last statement, a `train` that Ctrl-C stopped, is written for a replay.
        public var shortened: ShortenedTraining?
        /// What stands behind its label in a file.
        public var title = ""
        /// The empty lines of its source (from 0) that stand for what a file records.
        public var markLines: Set<Int> = []
        /// The digests of the files from outside that it read.
        public var readFiles: [DigestLine] = []
        /// Whether it used a factorisation of matrices, whose bits are the same on one kind of machine alone.
        public var usesFactorization = false
        /// The files that it wrote, as it named them.
        public var writtenFiles: [String] = []
        /// Whether it changed the names, their values or the random state.
        public fileprivate(set) var isChange = false
        /// What it wrote to; nil for a cell that left nothing, and where that was let go.
        public fileprivate(set) var log: CellLog?
        /// Digests of the values that it set, and of the random state if it changed it; empty until they are asked for.
        public fileprivate(set) var digests: [(name: String, text: String)] = []
        fileprivate var isDigested = false
        /// The index of the cell in whose workspace it ran; nil for the workspace at the beginning.
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

        /// Its source as it would be typed.
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
    /// The places that `redo` leads to, the next one last: for each change the last cell that looked at what it left.
    var undone: [Int] = []
    /// The edits of earlier cells: where the session was before each.
    var edits: [Int?] = []
    /// The edit that is under way: how many cells there were before it, and what could be done again.
    private(set) var openEdit: (entryCount: Int, origin: Int?, undone: [Int])?
    /// The logs of the cells from this index on are kept, whatever they hold: someone is sure to come back.
    var firstKept: Int?
    /// At least the bytes that the logs hold.
    var possibleBytes = 0

    /// A timeline that begins here.
    public init() {}

    // MARK: - Cells

    /// Takes a cell that has just run, and the log of what it wrote to.
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

    /// Gives the cells of the session the digests of what they set, those that have none and whose states are there.
    ///
    /// - Parameter workspace: as the last cell of the session left it; it is so again afterwards.
    public mutating func addDigests(in workspace: Workspace) {
        var rolled: [CellLog] = []
        var place = present
        // Those before one that has them have them too.
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

    /// The cells that made the present workspace, in order, with those that only looked at it.
    public var session: [Entry] {
        var cells: [Entry] = []
        var place = present
        while let index = place, !entries[index].isReset {
            cells.append(entries[index])
            place = entries[index].parent
        }
        return cells.reversed()
    }

    /// The cells of the session that a file of it holds.
    public var recordedSession: [Entry] { session.filter(\.isRecorded) }

    /// A place between two cells, to ask later what has been added since.
    public struct Place: Sendable, Equatable {
        fileprivate let index: Int?
    }

    /// The place after the last cell of the session.
    public var place: Place { Place(index: present) }

    /// The recorded cells that the session has grown by since it was at a place; nil if that is no part of it any more.
    public func recordedCells(since place: Place) -> [Entry]? {
        var cells: [Entry] = []
        var index = present
        while index != place.index {
            // Older cells stand before younger ones, and the session begins anew at a reset.
            guard let here = index, here > place.index ?? -1, !entries[here].isReset else { return nil }
            if entries[here].isRecorded { cells.append(entries[here]) }
            index = entries[here].parent
        }
        return cells.reversed()
    }

    /// The number of the last cell of the session; nil before the first.
    public var presentNumber: Int? { present.map { entries[$0].cell.number } }

    // MARK: - Travel

    /// Where a journey led.
    public struct Arrival {
        /// The cells that were undone or done again, those that changed something, in order.
        public let cells: [Entry]
        /// The logs that were rolled back or forward.
        let logs: [CellLog]
        /// The files that the cells wrote that were gone back over: they are as they were left.
        let writtenFiles: [String]
        /// The number of the cell that left this state; nil for the one at the beginning.
        public let number: Int?
    }

    /// Goes back to before the last so many cells that changed something; an edit counts as one.
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

    /// Goes forward again through so many undone cells that changed something.
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
        // Those that looked afterwards changed nothing.
        return Arrival(
            cells: arrival.cells, logs: arrival.logs, writtenFiles: arrival.writtenFiles,
            number: passed.last.map { entries[$0].cell.number } ?? arrival.number)
    }

    /// Goes to the state that a cell of the session, or one undone, left.
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
        // What was undone, or a cell on the way there.
        for position in undone.indices.reversed() {
            let way = wayBack(from: undone[position])
            guard let place = way.firstIndex(of: target) else { continue }
            return try move(to: target, passing: [target], keeping: undone[..<position] + tips(of: way[..<place]))
        }
        throw .elsewhere(number)
    }

    /// For each change on a way back, where `redo` of it leads: to the last cell that looked at what it left.
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

    /// The indices from a cell back to the first, itself included.
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

    /// Goes to the beginning where the way there has been let go: nothing can be done again from there.
    mutating func goToBeginning() -> Arrival {
        let way = wayBack(from: present)
        let cells = way.filter { entries[$0].isChange }.reversed().map { entries[$0] }
        for index in entries.indices { entries[index].log = nil }
        (present, undone, possibleBytes) = (nil, [], 0)
        return Arrival(cells: cells, logs: [], writtenFiles: writtenFiles(by: way), number: nil)
    }

    /// The files that cells wrote, each once.
    func writtenFiles(by way: [Int]) -> [String] {
        var names: [String] = []
        for index in way.reversed() { names += entries[index].writtenFiles.filter { !names.contains($0) } }
        return names
    }

    /// The logs between two places.
    struct Path {
        /// The cells whose logs are rolled back, the latest first.
        let left: [Int]
        /// Those to roll back, and then those to roll forward, in order.
        let back, forward: [CellLog]

        /// Goes there; gives all logs on the way.
        func roll() -> [CellLog] {
            for log in back { log.rollBack() }
            for log in forward { log.rollForward() }
            return back + forward
        }
    }

    /// The way from the present place to another.
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

    /// The place of a cell that finished.
    func place(of number: Int) throws(TravelError) -> Int {
        guard let index = entries.firstIndex(where: { $0.cell.number == number }) else {
            throw .noSuchCell(number, last: entries.last?.cell.number)
        }
        guard entries[index].ending.isFinished else { throw .leftNothing(number) }
        return index
    }

    /// Goes to a place for a while, as ``path(to:)`` says; whoever does comes back before anything runs.
    mutating func visit(_ place: Int?) throws(TravelError) {
        _ = try path(to: place).roll()
        present = place
    }

    /// The index of the last cell of the session, to come back to.
    var presentPlace: Int? { present }

    // MARK: - Memory

    mutating func letLogGo(of index: Int) { entries[index].log = nil }

    /// The number of the cell before another in its session; 0 if that is the first.
    func numberBefore(_ index: Int) -> Int { entries[index].parent.map { entries[$0].cell.number } ?? 0 }

    // MARK: - Edits

    /// Goes to before a cell of the session; gives it and those after it.
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

    /// Ends an edit: its cells belong together, or it never was.
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

/// Why a journey is not possible.
public enum TravelError: Error, Sendable, Equatable {
    /// No cell of the session changed anything.
    case nothingToUndo
    /// Nothing was undone, or a cell has changed something since.
    case nothingToRedo
    /// No cell has this number; the highest one there is.
    case noSuchCell(Int, last: Int?)
    /// The cell failed or was interrupted, and left no state of its own.
    case leftNothing(Int)
    /// The cell was undone, and other cells have run since.
    case elsewhere(Int)
    /// The state after this cell was let go, to save memory.
    case letGo(Int)
}
