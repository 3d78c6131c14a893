internal import Interpreter
internal import Sessions
internal import Syntax
internal import Tensors

/// What a replay of a session shows that its text doesn't: what each statement printed, the seeds drawn, and what kind
/// of value each name holds.
struct ReplayFacts {
    /// What is known of a cell that ran.
    struct CellFacts {
        var recorder = Recorder()
        /// Whether it failed, as its file says.
        var isFailed = false
        /// The names it set.
        var assigned: [String] = []
        /// The names there are when it has ended, in the order in which they were first set.
        var names: [String] = []

        /// The cell whose state it went to, if it travelled; 0 is the beginning.
        var destination: Int?

        /// What a top-level statement printed.
        func output(of statement: Statement) -> String {
            recorder.outputs.first { $0.range == statement.range }?.text ?? ""
        }

        /// All that it printed.
        var output: String { recorder.outputs.map(\.text).joined() }
    }

    /// What kind of value a name holds, as far as sharing goes.
    enum Kind: Equatable {
        /// Nothing can change it.
        case immutable
        case tensor
        /// A list of what nothing can change.
        case flatList
        /// Several of these, or others.
        case other
    }

    /// The cells, by number; those behind a `quit` are missing.
    private(set) var cells: [Int: CellFacts] = [:]
    private(set) var kinds: [String: Kind] = [:]
    /// The cells whose states others go to, 0 for the beginning.
    private(set) var destinations: Set<Int> = []
    /// The first axes that the tensors of a name had.
    private(set) var rows: [String: Set<Int>] = [:]

    init(_ file: SessionFile, with interpreter: Interpreter) throws(ExportError) {
        let gathered = Gathered(interpreter.table)
        do throws(ReplayFailure) {
            try Replayer.replayAside(file, with: interpreter) { report in
                gathered.receive(report)
                return true
            }
        } catch {
            throw .replay(error)
        }
        (cells, kinds, rows) = (gathered.cells, gathered.kinds, gathered.rows)
        destinations = Set(cells.values.compactMap(\.destination))
    }

    private final class Gathered {
        var cells: [Int: CellFacts] = [:]
        var kinds: [String: Kind] = [:]
        var rows: [String: Set<Int>] = [:]
        private var facts = CellFacts()
        private let table: BuiltinTable

        init(_ table: BuiltinTable) { self.table = table }

        func receive(_ report: Replayer.Report) {
            switch report {
            case .begins: facts = CellFacts()
            case .event(let event, _): facts.recorder.receive(event)
            case .ends(let cell, let ending, let state):
                let assigned = ending.assigned
                if case .failed = ending { facts.isFailed = true }
                facts.assigned = assigned
                let workspace = state.workspace
                facts.names = workspace.order
                if cell.isJourney(table) {
                    facts.destination = state.cell ?? 0
                }
                cells[cell.cell.number] = facts
                for name in assigned {
                    guard let value = workspace.value(name) else { continue }
                    let kind = Kind(of: value)
                    kinds[name] = kinds[name].map { $0 == kind ? kind : .other } ?? kind
                    if case .array(let tensor) = value, tensor.rank > 0 {
                        rows[name, default: []].insert(tensor.shape[0])
                    }
                }
            }
        }
    }
}

extension ReplayFacts.Kind {
    fileprivate init(of value: Value) {
        switch value {
        case .array: self = .tensor
        case .list(let items): self = items.allSatisfy { Self(of: $0) == .immutable } ? .flatList : .other
        case .tuple(let items): self = items.allSatisfy { Self(of: $0) == .immutable } ? .immutable : .other
        default: self = .immutable
        }
    }
}

extension SessionCell {
    /// Whether it goes to the state of another cell.
    fileprivate func isJourney(_ table: BuiltinTable) -> Bool {
        guard case .success(let block) = content, block.count == 1,
            case .builtin(let entry)? = block[0].called?.bareName.flatMap(table.meaning)
        else { return false }
        return entry.python == .journey
    }
}
