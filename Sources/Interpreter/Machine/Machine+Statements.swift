internal import CObjects
internal import Compiler
internal import Files
internal import Kernels
internal import Syntax
internal import Tensors

extension Machine {
    /// Runs the statements of a cell and shows the values of its expressions.
    func runCell(_ code: Code) throws(Failure) {
        let loaded = LoadedCode(code, of: cellThatRuns, in: workspace)
        _ = try withExtendedLifetime(loaded) { () throws(Failure) in
            try running { () throws(Failure) in
                do throws(Failure) {
                    let result = try run(loaded)
                    try endCell(code)
                    return result
                } catch {
                    throw told(error)
                }
            }
        }
        // The last statement may be unfinished.
        if Interruption.isRequested { throw failure(.interrupted, code.body.last?.range) }
    }

    /// Lets modules that asked for it act at the end of a cell: a figure left open by a cell of several statements,
    /// or by a notebook's cell, is drawn.
    private func endCell(_ code: Code) throws(Failure) {
        guard cellThatRuns.shows != .none, !isQuitting, let function = workspace.value(Self.endOfCell) else { return }
        // At a prompt, several lines may build one figure.
        let shows = cellThatRuns.shows == .last || code.body.count > 1
        if !shows, cellThatRuns.location != nil || told.contains("open figure") { return }
        do throws(EvaluationError) {
            let isOpen = try callBack(function, [.bool(shows)]).isTrue()
            if isOpen { noteOnce("open figure", "the figure is open: plt.show() draws it") }
        } catch {
            throw failure(error)
        }
    }

    /// Begins a top-level statement; false if there is nothing left to do.
    @inline(never)
    func beginStatement() throws(Failure) -> Bool {
        endStatement()
        if isQuitting { return false }
        statementIndex += 1
        isStatementOpen = true
        statementNumber = workspace.beginStatement()
        (statementAssigned, randomUse, readsClock) = ([], [], false)
        emit(.statement(node.range))
        if Interruption.isRequested { throw failure(.interrupted, node.range) }
        return true
    }

    /// Records what a top-level statement did, once it is done.
    func endStatement() {
        guard isStatementOpen else { return }
        isStatementOpen = false
        let code = frame.code
        noteOrigins(setBy: code.body[statementIndex], code.code.statements[statementIndex].direct)
    }

    /// Records which names a top-level statement set, and from which inputs.
    private func noteOrigins(setBy statement: Statement, _ use: GlobalUse) {
        let changed = changedInPlace()
        if options.namesWereCopies, !changed.isEmpty { warnOfSharing(changed, by: statement, use) }
        for name in changed { noteAssigned(name) }
        let reads = options.files.reads
        let filesRead = Array(reads.dropFirst(seenReads))
        seenReads = reads.count
        let isTimed = noteClock(use)
        guard !statementAssigned.isEmpty || !randomUse.isEmpty || isTimed else { return }
        let inputs = ReadNames(of: use, in: workspace, table: table).names
        let read = inputs.compactMap { workspace.value($0)?.object.map(ObjectIdentifier.init) }
        func change(_ name: String, _ value: Value) -> Lineage.Change {
            if !changed.contains(name) { return .bound }
            if case .augmentedAssignment(let target, _, _) = statement.kind, target.targetNames == [name] {
                return .whole
            }
            // A view other than the one written to may not show the change.
            guard case .array(let array) = value, array.byteCount < array.tensor.buffer.byteCount else { return .part }
            return read.contains(ObjectIdentifier(array)) ? .part : .elsewhere
        }
        let outputs = statementAssigned.compactMap { name in
            workspace.value(name).map { (name, Lineage.Extent($0), change(name, $0)) }
        }
        lineage.add(
            Lineage.Statement(
                range: statement.range, outputs: outputs, inputs: inputs, inputsInPart: statement.namesReadInPart,
                random: randomUse, files: filesRead),
            of: cellThatRuns, serial: serial, to: workspace)
    }

    /// Marks the names that a statement set, and its output, if it read a clock or a name that depends on one.
    private func noteClock(_ use: GlobalUse) -> Bool {
        guard readsClock || workspace.hasTimedNames else { return false }
        let isTimed =
            readsClock || ReadNames(of: use, in: workspace, table: table).names.contains(where: workspace.isTimed)
        for name in statementAssigned { workspace.setTimed(name, isTimed) }
        if isTimed { emit(.timed) }
        return isTimed
    }

    /// The names whose values the last statement changed in place, through any reference.
    private func changedInPlace() -> [String] {
        guard let log = CellLog.running else { return [] }
        let objects = log.objects(from: loggedCount)
        loggedCount = log.count
        guard !objects.isEmpty else { return [] }
        let written = Set(objects.map { ObjectIdentifier($0) })
        return workspace.order.filter { workspace.value($0)?.reaches(written) == true }
    }

    /// Warns once, in a session from the time when names held copies, that a statement changes values under other
    /// names.
    private func warnOfSharing(_ changed: [String], by statement: Statement, _ use: GlobalUse) {
        let read = ReadNames(of: use, in: workspace, table: table).names
        let own = WrittenNames(of: statement, reading: read, in: workspace).names
        let others = changed.filter { !own.contains($0) }
        guard !others.isEmpty, told.insert("names were copies").inserted else { return }
        let names = others.prefix(3).joined(separator: ", ") + (others.count > 3 ? ", …" : "")
        emit(
            .namesWereCopies(
                Diagnostic(
                    .warning, "this changes \(names) too: the session is of format 1, in which names held copies",
                    source: cellThatRuns.source, range: statement.range,
                    notes: ["names refer to values now, as in Python; x.copy() is apart"])))
    }

    /// Shows the value of a top-level expression as `print` would.
    @inline(never)
    func show(_ value: Value, isSilenced: Bool) throws(Failure) {
        if case .none = value { return }
        let shows = cellThatRuns.shows
        if shows == .none { return }
        if case .absent(let absent) = value {
            // The result of a left-out line is not shown, but a name given as a statement is.
            if case .expression(let expression, _) = frame.code.body[statementIndex].kind,
                case .call = expression.kind, absent.isForeign
            {
                return
            }
            if isSilenced || (shows == .last && statementIndex < frame.code.body.count - 1) { return }
            throw failure(absent.read())
        }
        workspace.lastShown = value
        if isSilenced || isOfDrawing(value) || (shows == .last && statementIndex < frame.code.body.count - 1) { return }
        do { try Allowance.check(textOf: value) } catch { throw failure(error) }
        let text = (shows == .last ? value.representation : value.text) + "\n"
        try checkPending()
        try pollInterrupt()
        output(text)
        noteMethod(value)
    }

    /// Says of a method that nobody called what calls it.
    private func noteMethod(_ value: Value) {
        guard case .method = value, cellThatRuns.shows == .all,
            case .expression(let expression, _) = frame.code.body[statementIndex].kind,
            case .attribute = expression.kind, let words = self.text(of: expression.range), words.utf8.count <= 80
        else { return }
        note("\(words) is a method; \(words)() calls it")
    }

    /// Whether a call returned one or more parts of a figure, which are not worth showing.
    private func isOfDrawing(_ value: Value) -> Bool {
        guard frame.code.body.indices.contains(statementIndex),
            case .expression(let expression, _) = frame.code.body[statementIndex].kind, case .call = expression.kind
        else { return false }
        return isQuiet(value)
    }

    /// Parts of a figure come in lists of lists at the most; what a program makes may hold itself.
    private func isQuiet(_ value: Value, depth: Int = 0) -> Bool {
        func areQuiet(_ items: some Sequence<Value>) -> Bool {
            depth < 3 && items.prefix(8).contains { isQuiet($0, depth: depth + 1) }
        }
        return switch value {
        case .instance(let instance): table.sourceModules(instance.type.module)?.isQuiet == true
        case .list(let list): areQuiet(list.items)
        case .tuple(let tuple): areQuiet(tuple.items)
        case .dictionary(let dictionary): areQuiet(dictionary.values)
        default: false
        }
    }

    /// A bare name as a statement: a command runs, another function shows its signature.
    @inline(never)
    func evaluateNamed(_ value: Value) throws(Failure) -> Value {
        guard case .builtin(let builtin) = value, cellThatRuns.shows == .all else { return value }
        if builtin.traits.contains(.runsAlone) { return try call(builtin, []) }
        emit(.markup(HelpText.signature(of: builtin)))
        return .none
    }

    /// Stops at Ctrl-C, and collects reference cycles once there may be many.
    @inline(never)
    func pause() throws(Failure) {
        if Interruption.isDue() { throw failure(.interrupted) }
        // The collector does not see all the values a built-in holds.
        if Collector.isDue, builtinDepth == 0 { Collector.collect() }
    }

    /// Ends the frame that a built-in or the cell waits for.
    @inline(never)
    func end(with value: Value) {
        if frameCount == 1 { endStatement() }
        leaving?(self)
        returned = value
        pop()
    }

    /// Fails if a method that was asked for a text failed.
    func checkPending() throws(Failure) {
        if let inner = pendingFailure {
            pendingFailure = nil
            throw inner
        }
    }

    /// The same for a built-in that has converted values to text.
    ///
    /// - Throws: the error of a method such as `__str__`.
    package func failIfPending() throws(EvaluationError) { if let inner = pendingFailure { throw inner.error } }

    /// Stops if Ctrl-C was pressed.
    @inline(__always)
    func pollInterrupt() throws(Failure) { if Interruption.isRequested { throw failure(.interrupted) } }

    @inline(never)
    func failAssertion(_ instruction: Instruction) -> Failure {
        func value(_ register: UInt16) -> Value? {
            register == Instruction.noRegister ? nil : registers[Int(register)]
        }
        var sides: String?
        if let left = value(instruction.a), let right = value(instruction.b),
            case .comparison(_, let links)? = expression?.kind, let link = links.first
        {
            sides = "\(left.briefText) \(link.operator.rawValue) \(right.briefText)"
        }
        return failure(.assertion(message: value(instruction.c)?.briefMessage, comparison: sides))
    }
}
