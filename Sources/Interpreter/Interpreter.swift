internal import Compiler
public import Files
internal import Kernels
public import Syntax
internal import Tensors

/// Settings of an interpreter.
public struct InterpreterOptions: Sendable {
    /// The maximum depth of nested calls (Python's default limit).
    public var recursionLimit = 1000
    /// The bytes of stack that evaluation may use; less than the thread has.
    public var stackBudget = 6 << 20
    /// A seed that replaces the system's for the first unseeded draw.
    public var seed: UInt32?

    /// The maximum width of `help` pages, in columns. Help is not recorded.
    public var columns = 80

    /// The files that cells may read and write.
    public var files = FileScope.direct()

    /// The existing files that commands may replace without being told to.
    public var replacement = FileScope.Replacement.notLoaded

    /// Whether the cells date from a version in which names held copies. The first change visible through another
    /// name is then reported.
    public var namesWereCopies = false

    /// Whether long work reports its progress, by `Event.progress`.
    public var reportsProgress = false

    /// Whether plots are drawn for a viewer, by `Event.drawing`.
    public var showsDrawings = false

    /// Makes the default settings.
    public init() {}
}

/// How a cell ended.
public enum CellEnding: Sendable {
    /// It ran to its end. Holds the names that it set, in order.
    case finished(assigned: [String])
    /// An error stopped it; nothing changed.
    case failed(Diagnostic)
    /// Ctrl-C stopped it; nothing changed.
    case interrupted(Diagnostic)
    /// It called `quit`.
    case quit
    /// It requests something that only the session can do; nothing changed.
    case asks(SessionRequest)

    /// Whether it ran to its end.
    public var isFinished: Bool { if case .finished = self { true } else { false } }

    /// Whether Ctrl-C stopped it.
    public var isInterrupted: Bool { if case .interrupted = self { true } else { false } }

    /// The names that it set, in order; empty unless it ran to its end.
    public var assigned: [String] { if case .finished(let names) = self { names } else { [] } }
}

/// Runs cells on a workspace. A cell that fails changes nothing: its log restores everything it wrote to.
public final class Interpreter {
    /// The names, values and random state after the last cell.
    public let workspace: Workspace
    /// The built-ins.
    public let table: BuiltinTable
    /// The settings.
    public var options: InterpreterOptions
    private var told: Set<String> = []
    /// The provenance of the workspace's values.
    public let lineage = Lineage()

    /// Makes an interpreter.
    public init(
        options: InterpreterOptions = InterpreterOptions(), table: BuiltinTable, workspace: Workspace = Workspace()
    ) {
        self.workspace = workspace
        self.options = options
        self.table = table
    }

    /// Parses and runs a cell.
    ///
    /// - Parameter receive: called with each event, in order, while the cell runs.
    public func run(_ cell: Cell, receive: @escaping (Event) -> Void) -> CellEnding {
        do {
            let block = try Parser(commands: table.commands).parse(cell.source)
            return run(block, of: cell, log: CellLog(), receive: receive)
        } catch {
            var diagnostic = error.diagnostic
            diagnostic.source = cell.source
            return .failed(diagnostic)
        }
    }

    /// Runs a cell that has already been parsed.
    ///
    /// - Parameters:
    ///   - log: an empty log, which records what the cell changes. If the cell does not finish, the log has been
    ///     rolled back.
    ///   - receive: called with each event, in order, while the cell runs.
    public func run(
        _ block: Block, of cell: Cell, log: CellLog = CellLog(), receive: @escaping (Event) -> Void
    ) -> CellEnding {
        Release.catchUp()
        let ending = log.run { runLogged(block, of: cell, receive: receive) }
        switch ending {
        case .finished, .quit:
            do { try options.files.commit() } catch {
                log.discard()
                let name = FilePath.shown(error.name)
                return .failed(Diagnostic(.error, "\(name) could not be written: \(error.error.message)"))
            }
        case .failed, .interrupted, .asks:
            log.discard()
            options.files.discard()
        }
        if Collector.isDue, !ending.isInterrupted { Collector.collect() }
        KeptMemory.release()
        return ending
    }

    private func runLogged(_ block: Block, of cell: Cell, receive: @escaping (Event) -> Void) -> CellEnding {
        let code: Code
        do { code = try Compiler.compile(block) } catch {
            var diagnostic = error.diagnostic
            diagnostic.source = cell.source
            return .failed(diagnostic)
        }
        let machine = Machine(
            workspace: workspace, cell: cell, table: table, options: options, told: told, lineage: lineage,
            receive: receive)
        // Rolling back may have changed classes.
        workspace.classesChange()
        defer { told = machine.told }
        let apart = apartCalls(in: block, of: cell)
        for call in apart where isSurelyMisread(call) { receive(.diagnostic(Self.note(on: call, of: cell))) }
        if cell.shows == .all, let power = block.lazy.compactMap(\.seemingPower).first {
            noteOn(power, of: cell, machine)
        }
        do throws(Failure) { try machine.runCell(code) } catch var error {
            // Once evaluation should stop, an error may result from unfinished work.
            if Interruption.isRequested { error.error = .interrupted }
            if let bytes = MissingMemory.take() {
                error.error = .limits(.memoryUsedUp(bytes: bytes))
            }
            var diagnostic = machine.diagnostic(for: error, running: cell)
            if let call = apart.first(where: { !isSurelyMisread($0) && $0.contains(diagnostic.range) }) {
                diagnostic.notes.append("it is read as \(call.reading); \(call.meant) takes what stands behind it, too")
            }
            if case .interrupted = error.error { return .interrupted(diagnostic) }
            if machine.isProgramsEnd(error) { return .quit }
            guard cell.mayFail, error.error.isPythonsOwn else { return .failed(diagnostic) }
            machine.emit(.diagnostic(diagnostic))
            return .finished(assigned: machine.assigned.filter { workspace.value($0) != nil })
        }
        if let request = machine.request { return .asks(request) }
        return machine.isQuitting
            ? .quit : .finished(assigned: machine.assigned.filter { workspace.value($0) != nil })
    }

    /// Whether a top-level statement of the block, which has not run yet, resets the workspace.
    public func resets(_ block: Block) -> Bool {
        block.contains { called(by: $0)?.traits.contains(.forgets) == true }
    }

    /// Whether the block, which has not run yet, may ask to travel between cells or to show how they differ.
    public func isTravelling(_ block: Block) -> Bool {
        block.count == 1 && called(by: block[0])?.group == .travel
    }

    /// Whether a cell consisting of this block, which has not run yet, belongs in the record. Help, for instance,
    /// does not.
    public func isRecorded(_ block: Block) -> Bool {
        block.isEmpty || !block.allSatisfy { called(by: $0)?.traits.contains(.unrecorded) ?? false }
    }

    /// Whether every top-level statement of the block, which has not run yet, belongs in the record.
    public func isRecordedWhole(_ block: Block) -> Bool {
        !block.contains { called(by: $0)?.traits.contains(.unrecorded) ?? false }
    }

    /// The built-in that a statement calls or names alone, unless the user has rebound its name.
    private func called(by statement: Statement) -> Builtin? {
        guard let name = statement.called?.bareName, workspace.value(name) == nil else { return nil }
        return table.entry(named: name)
    }
}

// MARK: - Lines that are easily misread

extension Interpreter {
    /// Calls of built-ins with a blank before the parenthesis and more text after it. Those in a script are meant as
    /// Python reads them.
    private func apartCalls(in block: Block, of cell: Cell) -> [ApartCall] {
        guard cell.shows == .all else { return [] }
        let source = Array(cell.source.utf8)
        return block.flatMap { $0.apartCalls(in: source) }.filter { call in
            workspace.value(call.name) == nil && table.entry(named: call.name)?.hasBareName == true
        }
    }

    /// Notes once that `x^2` is not a power.
    private func noteOn(_ range: SourceRange, of cell: Cell, _ machine: Machine) {
        let text = Array(cell.source.utf8)[range.start..<range.end]
        machine.noteOnce(
            "^", "in \(String(decoding: text, as: UTF8.self)) the sign ^ is exclusive or, Python's and NumPy's",
            notes: ["the power is written **"])
    }

    private func isSurelyMisread(_ call: ApartCall) -> Bool {
        switch call.doubt {
        case .always: true
        case .ofReductions: table.entry(named: call.name)?.group == .reduce
        case .onFailure: false
        }
    }

    private static func note(on call: ApartCall, of cell: Cell) -> Diagnostic {
        Diagnostic(
            .note, "this is read as \(call.reading)", source: cell.source, range: call.range,
            notes: ["for the other reading, write \(call.meant)"])
    }
}

extension ApartCall {
    /// Whether it contains a range.
    fileprivate func contains(_ other: SourceRange?) -> Bool {
        other.map { range.start <= $0.start && $0.end <= range.end } ?? false
    }
}
