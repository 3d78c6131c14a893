internal import Interpreter
internal import Rendering
internal import Sessions
internal import Syntax
internal import Tensors

/// Facts about a session that only a replay shows: outputs of statements, drawn seeds, and values of names.
struct ReplayFacts {
    /// The facts about a cell that ran.
    struct CellFacts {
        var recorder = Recorder()
        /// Whether several rates have just been tried.
        var comparesRates = false
        /// Its output, in order.
        var shown: [ShownOutput] = []
        /// Whether it failed, as its file expects.
        var isFailed = false
        /// Records an event of the running cell.
        mutating func receive(_ event: Event) {
            recorder.receive(event)
            let statement = recorder.outputs.last?.range
            if case .sentence(let words) = event, comparesRates, shown.last?.isFigure != true {
                shown.append(words.withEscapes, of: statement)
            } else {
                shown.receive(event, of: statement)
            }
            switch event {
            case .sentence, .statement: comparesRates = false
            default: break
            }
        }

        /// The names that it set.
        var assigned: [String] = []
        /// The names in the workspace at its end, in the order in which they were first set.
        var names: [String] = []

        /// The names that its session set and deleted.
        var deletedNames: Set<String> = []

        /// The cell whose state it went to, if it travelled; 0 for the beginning.
        var destination: Int?

        /// The output of a top-level statement, without the descriptions of figures.
        func output(of statement: Statement) -> String {
            shown.filter { $0.statement == statement.range }.compactMap(\.printed).joined()
        }
    }

    /// The cells, by number; those after a `quit` are missing.
    private(set) var cells: [Int: CellFacts] = [:]
    /// The names that held only arrays at the ends of cells, and those that held only immutable values.
    private(set) var arrays: Set<String> = []
    private(set) var unchanging: Set<String> = []
    /// The names that held a function at the end of a cell.
    private(set) var functions: Set<String> = []
    /// The names that held tables at some time.
    private(set) var tables: Set<String> = []
    /// What each `train` and `step` did whenever it ran, by where it stands.
    private(set) var trainings: [TrainingRecord.Place: [TrainingRecord]] = [:]
    /// The cells whose states others go to; 0 for the beginning.
    private(set) var destinations: Set<Int> = []
    /// The lengths of the first axes of the tensors that a name held.
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
        (cells, rows, functions, tables) = (gathered.cells, gathered.rows, gathered.functions, gathered.tables)
        trainings = gathered.trainings
        arrays = gathered.held.subtracting(gathered.others)
        unchanging = gathered.held.subtracting(gathered.changing)
        destinations = Set(cells.values.compactMap(\.destination))
    }

    private final class Gathered {
        var cells: [Int: CellFacts] = [:]
        var (held, others, changing, functions): (Set<String>, Set<String>, Set<String>, Set<String>) = ([], [], [], [])
        var tables: Set<String> = []
        var rows: [String: Set<Int>] = [:]
        var trainings: [TrainingRecord.Place: [TrainingRecord]] = [:]
        private var facts = CellFacts()
        private let table: BuiltinTable

        init(_ table: BuiltinTable) { self.table = table }

        func receive(_ report: Replayer.Report) {
            switch report {
            case .begins: facts = CellFacts()
            case .fileChanged: break
            case .event(.trained(let record), _):
                trainings[record.place, default: []].append(record)
                // Trying several rates leaves only their losses, and a figure whose description is the output.
                facts.comparesRates = record.assigned == ["losses"]
            case .event(.drawing(let figure, let words), _) where facts.comparesRates:
                let kind = ShownOutput.Kind.figure(figure, words: words.withEscapes, areOutput: true)
                facts.shown.append(ShownOutput(kind, of: facts.recorder.outputs.last?.range))
            case .event(let event, _):
                facts.receive(event)
            case .ends(let cell, let ending, let state):
                let assigned = ending.assigned
                if case .failed(let diagnostic) = ending {
                    facts.isFailed = true
                    facts.shown.append(ShownOutput(.message(diagnostic), of: facts.recorder.outputs.last?.range))
                }
                facts.assigned = assigned
                let workspace = state.workspace
                (facts.names, facts.deletedNames) = (workspace.order, workspace.deletedNames)
                if cell.isJourney(table) {
                    facts.destination = state.cell ?? 0
                }
                cells[cell.cell.number] = facts
                for name in assigned {
                    guard let value = workspace.value(name) else { continue }
                    held.insert(name)
                    if value.mayChange { changing.insert(name) }
                    if case .function = value { functions.insert(name) }
                    if value.isOfModule("pandas") { tables.insert(name) }
                    guard case .array(let array) = value else {
                        others.insert(name)
                        continue
                    }
                    if array.rank > 0 { rows[name, default: []].insert(array.shape[0]) }
                }
            }
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
