internal import Compiler
public import Files
internal import Kernels
public import Syntax
internal import Tensors

/// What can be set from outside.
public struct InterpreterOptions: Sendable {
    /// How many calls may be nested, Python's limit.
    public var recursionLimit = 1000
    /// How many bytes of the thread's stack evaluation may take; fewer than the thread has.
    public var stackBudget = 6 << 20
    /// A seed from outside that replaces the system's for the first unseeded draw.
    public var seed: UInt32?

    /// How wide the pages of `help` may be, which are no part of the record.
    public var columns = 80

    /// Where the files lie that cells read and write.
    public var files = FileScope.direct()

    /// Which files that are there the commands may replace, unless they are told to replace any.
    public var replacement = FileScope.Replacement.notLoaded

    /// Whether the cells are of a time when names held copies, so that the first change that another name sees is told.
    public var namesWereCopies = false

    /// Whether long work tells how far it has come, by `Event.progress`.
    public var reportsProgress = false

    /// Whether someone looks on, for whom plots are drawn by `Event.drawing`.
    public var showsDrawings = false

    /// The defaults.
    public init() {}
}

/// How a cell ended.
public enum CellEnding: Sendable {
    /// It ran to its end; the names that it set, in order.
    case finished(assigned: [String])
    /// It stopped at an error; nothing changed.
    case failed(Diagnostic)
    /// Ctrl-C stopped it; nothing changed.
    case interrupted(Diagnostic)
    /// It called `quit`.
    case quit
    /// It asks for something that only whoever runs it can do; nothing changed.
    case asks(SessionRequest)

    /// Whether it ran to its end.
    public var isFinished: Bool { if case .finished = self { true } else { false } }

    /// Whether Ctrl-C stopped it.
    public var isInterrupted: Bool { if case .interrupted = self { true } else { false } }

    /// The names that it set, in order; none unless it ran to its end.
    public var assigned: [String] { if case .finished(let names) = self { names } else { [] } }
}

/// Runs cells on a workspace. A cell that fails changes nothing: its log puts back what it wrote to.
public final class Interpreter {
    /// The names, values and random state as the last cell left them.
    public let workspace: Workspace
    /// The built-ins.
    public let table: BuiltinTable
    /// What can be set from outside.
    public var options: InterpreterOptions
    private var told: Set<String> = []
    /// Where the values of the workspace come from.
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

    /// Runs a cell that is parsed already.
    ///
    /// - Parameter log: takes what the cell writes to; empty, and rolled back already if the cell doesn't finish.
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
        // What was undone may have changed classes.
        workspace.classesChange()
        defer { told = machine.told }
        let apart = apartCalls(in: block, of: cell)
        for call in apart where isSurelyMisread(call) { receive(.diagnostic(Self.note(on: call, of: cell))) }
        if cell.shows == .all, let power = block.lazy.compactMap(\.seemingPower).first {
            noteOn(power, of: cell, machine)
        }
        do throws(Failure) { try machine.runCell(code) } catch var error {
            // Once evaluation should stop, an error may come of unfinished work.
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

    /// Whether a top-level statement of the block, which hasn't run yet, forgets everything.
    public func resets(_ block: Block) -> Bool {
        block.contains { called(by: $0)?.traits.contains(.forgets) == true }
    }

    /// Whether the block, which hasn't run yet, may ask to travel between cells, or for what differs between them.
    public func isTravelling(_ block: Block) -> Bool {
        block.count == 1 && called(by: block[0])?.group == .travel
    }

    /// Whether a cell of this block alone, which hasn't run yet, belongs in the record: help and the like don't.
    public func isRecorded(_ block: Block) -> Bool {
        block.isEmpty || !block.allSatisfy { called(by: $0)?.traits.contains(.unrecorded) ?? false }
    }

    /// Whether each top-level statement of the block, which hasn't run yet, is for the record.
    public func isRecordedWhole(_ block: Block) -> Bool {
        !block.contains { called(by: $0)?.traits.contains(.unrecorded) ?? false }
    }

    /// The built-in that a statement calls or names alone, unless the user has given its name to something else.
    private func called(by statement: Statement) -> Builtin? {
        guard let name = statement.called?.bareName, workspace.value(name) == nil else { return nil }
        return table.entry(named: name)
    }
}

// MARK: - Lines that are read otherwise than they look

extension Interpreter {
    /// The calls of built-ins whose parenthesis stands apart from the name, with more behind it. A program's are meant as
    /// Python reads them.
    private func apartCalls(in block: Block, of cell: Cell) -> [ApartCall] {
        guard cell.shows == .all else { return [] }
        let source = Array(cell.source.utf8)
        return block.flatMap { $0.apartCalls(in: source) }.filter { call in
            workspace.value(call.name) == nil && table.entry(named: call.name)?.hasBareName == true
        }
    }

    /// Says once what `x^2` means: whoever writes formulas takes it for a power.
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
    /// Whether a range lies in it.
    fileprivate func contains(_ other: SourceRange?) -> Bool {
        other.map { range.start <= $0.start && $0.end <= range.end } ?? false
    }
}
