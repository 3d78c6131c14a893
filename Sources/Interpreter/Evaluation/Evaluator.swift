internal import Kernels
internal import Randomness
package import Rendering
package import Syntax
package import Tensors

/// Carries out statements on a workspace.
///
/// It is a value that ``Interpreter`` makes for one cell; what it leaves in `workspace` is kept only if the cell
/// succeeds.
package struct Evaluator {
    package let workspace: Workspace
    /// The functions that are running, innermost last.
    package var frames: [Frame] = []
    /// The cell whose source is being carried out: the one that runs, or the one that defined the running function.
    package var cell: Cell
    package let table: BuiltinTable
    package let options: InterpreterOptions
    /// What is told once and not again.
    package var told: Set<String>
    /// The names set at the top level by this cell, in order.
    package var assigned: [String] = []
    /// Those of them that the running top-level statement set.
    package var statementAssigned: [String] = []
    /// What the running top-level statement has to do with random numbers.
    package var randomUse: Lineage.RandomUse = []
    /// Where the values come from that earlier cells set.
    package let lineage: Lineage
    private let serial: Int
    /// How much of the cell's log has been looked through for names.
    private var loggedCount = 0
    /// Whether `quit` was called.
    package var isQuitting = false
    /// What the cell asks of whoever runs it.
    package var request: SessionRequest?
    /// Whether the cell is one statement.
    package var isSingleStatement = false
    /// The call that is all of the cell's last statement, while that runs.
    package var lastCall: SourceRange?
    /// Whether the value of the expression statement that runs is shown.
    package var showsValues = false
    /// The number of the cell that runs, also while a function of another cell does.
    package let runningCell: Int
    private var signatures: [ObjectIdentifier: Signature] = [:]
    /// The calls of built-ins that are running, for their warnings.
    package var callRange: [SourceRange] = []
    /// A failure with its own place that a built-in passes on.
    package var pendingFailure: Failure?
    /// The programs that this cell's functions and loops became.
    let programs = ProgramCache()
    /// The expression statement that runs, for what a call does only as a whole statement.
    package var statementRange: SourceRange?
    package let stack: StackGuard
    package var receive: (Event) -> Void
    /// Whether it explains: nothing that it does may outlast it.
    package var isExplaining = false

    init(
        workspace: Workspace, cell: Cell, table: BuiltinTable, options: InterpreterOptions, told: Set<String>,
        lineage: Lineage, receive: @escaping (Event) -> Void
    ) {
        self.workspace = workspace
        self.cell = cell
        self.runningCell = cell.number
        self.table = table
        self.options = options
        self.told = told
        self.lineage = lineage
        self.serial = lineage.begin()
        self.stack = StackGuard(budget: options.stackBudget)
        self.receive = receive
    }

    /// Remembers what a top-level statement set, and from what.
    package mutating func noteOrigins(setBy statement: Statement) {
        let changed = changedInPlace()
        if options.namesWereCopies, !changed.isEmpty { warnOfSharing(changed, by: statement) }
        for name in changed { noteAssigned(name) }
        guard !statementAssigned.isEmpty || !randomUse.isEmpty else { return }
        let outputs = statementAssigned.compactMap { name in
            workspace.value(name).map { (name, Lineage.Extent($0), changed.contains(name)) }
        }
        let inputs = ReadNames(of: statement, in: workspace, table: table).names
        lineage.add(
            Lineage.Statement(range: statement.range, outputs: outputs, inputs: inputs, random: randomUse), of: cell,
            serial: serial, to: workspace)
    }

    /// The names whose values the statement that ran changed in place, through whatever name, or through none.
    private mutating func changedInPlace() -> [String] {
        guard let log = CellLog.running else { return [] }
        let objects = log.objects(from: loggedCount)
        loggedCount = log.count
        guard !objects.isEmpty else { return [] }
        let written = Set(objects.map { ObjectIdentifier($0) })
        return workspace.order.filter { workspace.value($0)?.reaches(written) == true }
    }

    /// Says once, of a session from when names held copies, that a statement changes values under other names.
    private mutating func warnOfSharing(_ changed: [String], by statement: Statement) {
        let own = WrittenNames(of: statement, in: workspace, table: table).names
        let others = changed.filter { !own.contains($0) }
        guard !others.isEmpty, told.insert("names were copies").inserted else { return }
        let names = others.prefix(3).joined(separator: ", ") + (others.count > 3 ? ", …" : "")
        emit(
            .namesWereCopies(
                Diagnostic(
                    .warning, "this changes \(names) too: the session is of format 1, in which names held copies",
                    source: cell.source, range: statement.range,
                    notes: ["names refer to values now, as in Python; x.copy() is apart"])))
    }

    // MARK: - Telling

    /// Tells an event that comes of finished work.
    package func tell(_ event: Event) { receive(event) }

    /// Tells an event; nothing more once evaluation should stop, for it may come of unfinished work.
    package func emit(_ event: Event) {
        if !Interruption.isRequested { receive(event) }
    }

    package func output(_ text: String) { emit(.output(text)) }

    /// Tells a page of values, which is laid out at once for the record and for the screen: values don't leave the cell.
    package func emit(pageOf layout: (Int) -> Markup) {
        let (columns, recordedWidth) = (max(options.columns, 20), Page.recordedWidth)
        let recorded = layout(recordedWidth)
        let shown = columns == recordedWidth ? recorded : layout(columns)
        emit(.page(Page { $0 == recordedWidth ? recorded : shown }))
    }

    package func warn(_ message: String, range: SourceRange? = nil, notes: [String] = []) {
        emit(.diagnostic(Diagnostic(.warning, message, source: cell.source, range: range, notes: notes)))
    }

    package func note(_ message: String, notes: [String] = []) {
        emit(.diagnostic(Diagnostic(.note, message, notes: notes)))
    }

    /// Says something the first time its key is met in this session.
    package mutating func noteOnce(_ key: String, _ message: String, notes: [String] = []) {
        if told.insert(key).inserted { note(message, notes: notes) }
    }

    /// Warns of what floating-point arithmetic met, once a place and cell.
    package mutating func warn(of flags: FloatingPointFlags, in operation: String, range: SourceRange?) {
        for (flag, what) in FloatingPointFlags.wording where flags.contains(flag) {
            let key = "\(cell.number) \(range?.start ?? -1) \(what)"
            if told.insert(key).inserted { warn("\(what) in \(operation)", range: range) }
        }
    }

    // MARK: - Places

    package func failure(_ error: EvaluationError, _ range: SourceRange?) -> Failure {
        var failure = Failure(
            error: named(error), range: range, cell: cell,
            calls: frames.reversed().filter { !$0.isComprehension }.map(\.code.name))
        if case .names(.unknown) = error { failure.localNames = frames.suffix(8).flatMap(\.scope.locals.keys) }
        return failure
    }

    /// The source of a range of the running cell.
    package func text(of range: SourceRange?) -> String? {
        guard let range else { return nil }
        let bytes = cell.source.utf8
        guard range.start >= 0, range.end <= bytes.count, range.start <= range.end else { return nil }
        let start = bytes.index(bytes.startIndex, offsetBy: range.start)
        let end = bytes.index(start, offsetBy: range.end - range.start)
        return String(cell.source[start..<end])
    }

    /// Reads the names of operands from the source, while it is still known which cell is running.
    private func named(_ error: EvaluationError) -> EvaluationError {
        guard case .tensor(let tensorError, let operation, var operands) = error else { return error }
        for index in operands.indices where operands[index].name.isEmpty {
            operands[index].name = text(of: operands[index].range) ?? ""
        }
        nameItems(of: &operands)
        return .tensor(tensorError, operation: operation, operands: operands)
    }

    /// Operands that come from one argument are the items of a list: `[x, w]` names them, any other text is indexed.
    private func nameItems(of operands: inout [EvaluationError.Operand]) {
        for first in operands.indices where operands[first].itemCount > 1 {
            let items = first..<min(first + operands[first].itemCount, operands.count)
            let text = operands[first].name
            let tree = try? Parser(commands: table.commands).parse(text)
            var names = items.map { "\(text)[\($0 - first)]" }
            if case .expression(let expression, _)? = tree?.first?.kind,
                case .list(let parts) = expression.withoutTuple, parts.count == items.count
            {
                let bytes = Array(text.utf8)
                names = parts.map { part in
                    let range = part.range
                    guard range.start >= 0, range.end <= bytes.count, range.start <= range.end else { return "" }
                    return String(decoding: bytes[range.start..<range.end], as: UTF8.self)
                }
            }
            for (index, name) in zip(items, names) { operands[index].name = name }
        }
    }

    /// The parameters of a built-in, read once.
    package mutating func signature(of builtin: Builtin) -> Signature {
        let key = ObjectIdentifier(builtin)
        if let signature = signatures[key] { return signature }
        let signature = builtin.signature
        signatures[key] = signature
        return signature
    }
}

extension Expression {
    /// The kind, with a tuple taken for a list.
    fileprivate var withoutTuple: Kind {
        if case .tuple(let items) = kind { .list(items) } else { kind }
    }
}

extension FloatingPointFlags {
    /// What each flag is called in a warning, NumPy's words.
    static var wording: [(FloatingPointFlags, String)] {
        [
            (.divideByZero, "division by zero"), (.overflow, "overflow"), (.invalid, "invalid value (nan)"),
            (.emptyMean, "mean of nothing"), (.noDegreesOfFreedom, "no degrees of freedom left"),
        ]
    }
}

/// Tells when evaluation has used up the stack it was given, so that deep recursion ends in a diagnostic.
package struct StackGuard {
    private let lowestAddress: UInt

    /// Allows `budget` bytes of stack below the caller's frame.
    init(budget: Int) {
        let address = Self.currentAddress
        lowestAddress = address > UInt(budget) ? address - UInt(budget) : 0
    }

    /// Whether the budget is spent.
    package var isExhausted: Bool { Self.currentAddress < lowestAddress }

    private static var currentAddress: UInt {
        var marker: UInt8 = 0
        return withUnsafePointer(to: &marker) { UInt(bitPattern: $0) }
    }
}
