internal import Compiler
internal import Kernels
package import Rendering
package import Syntax
internal import Tensors

extension Machine {
    /// Sends an event that results from finished work.
    package func tell(_ event: Event) { receive(event) }

    /// Sends an event. Nothing is sent once evaluation should stop, because the event may result from unfinished
    /// work.
    package func emit(_ event: Event) {
        if cellThatRuns.isMuted, event.isOutput { return }
        if !Interruption.isRequested { receive(event) }
    }

    package func output(_ text: String) { emit(.output(text)) }

    /// Sends a page of values, laid out at once for the record and for the screen, because values do not leave the
    /// cell.
    package func emit(pageOf layout: (Int) -> Markup) {
        let (columns, recordedWidth) = (max(options.columns, 20), Page.recordedWidth)
        let recorded = layout(recordedWidth)
        let shown = columns == recordedWidth ? recorded : layout(columns)
        emit(.page(Page { $0 == recordedWidth ? recorded : shown }))
    }

    package func note(_ message: String, notes: [String] = []) {
        emit(.diagnostic(Diagnostic(.note, message, notes: notes)))
    }

    /// Sends a note the first time its key occurs in this session.
    package func noteOnce(_ key: String, _ message: String, notes: [String] = []) {
        if told.insert(key).inserted { note(message, notes: notes) }
    }

    /// Marks an object as being converted to text; false if it already is, further out.
    ///
    /// - Throws: a `RecursionError` if objects nest deeper than user-defined methods could; an interruption after
    ///   Ctrl-C.
    package func representsFirst(_ instance: InstanceObject) throws(EvaluationError) -> Bool {
        if Interruption.isRequested { throw .interrupted }
        guard representing.count < options.recursionLimit else { throw .limits(.recursionTooDeep) }
        return representing.insert(ObjectIdentifier(instance)).inserted
    }

    /// Unmarks it.
    package func endRepresenting(_ instance: InstanceObject) { representing.remove(ObjectIdentifier(instance)) }

    // MARK: - Locations

    /// The failure of the running instruction.
    func failure(_ error: EvaluationError) -> Failure { failure(error, currentCallRange) }

    package func failure(_ error: EvaluationError, _ range: SourceRange?) -> Failure {
        // It was raised in a function called for this, and has its own location.
        if let inner = pendingFailure {
            pendingFailure = nil
            return inner
        }
        let running = runningCodes.filter { $0.isFunction && !$0.cell.isOfPythonsModule }
        let place = callIntoModule ?? (cell, range)
        var failure = Failure(error: named(error), range: place.range, cell: place.cell, calls: running.map(\.name))
        if case .names(.unknown) = error {
            failure.localNames = (max(frameCount - 8, 0)..<frameCount).flatMap { index in
                locals(of: frames[index]).map(\.name)
            }
        }
        return failure
    }

    /// The running codes, innermost first, including generators that wait for another without a frame.
    private var runningCodes: [LoadedCode] {
        (0..<frameCount).reversed().flatMap { index in
            [frames[index].code] + (frames[index].generator?._withUnsafeGuaranteedRef { $0.waitingCodes } ?? [])
        }
    }

    /// Where the program called into a Python module written in Python, whose source means nothing to the user; nil
    /// if no such module is running.
    var callIntoModule: (cell: Cell, range: SourceRange?)? {
        guard cell.isOfPythonsModule else { return nil }
        guard let index = (0..<frameCount).last(where: { !frames[$0].code.cell.isOfPythonsModule }) else { return nil }
        let code = frames[index].code
        let place = max((frames[index].next ?? code.instructions) - code.instructions - 1, 0)
        return (code.cell, code.code.node(at: place).range)
    }

    /// The failure of a statement that leads out of the source given to a command.
    func leavingSource() -> Failure {
        var name = ""
        if frameCount > 1, let next = frames[frameCount - 2].next {
            let caller = frames[frameCount - 2].code
            name = caller.calleeName(at: next - caller.instructions - 1) ?? ""
        }
        return failure(.invalidArgument(function: name, "the statement leaves the block around it", hint: nil))
    }

    func notCallable(_ callee: Value) -> Failure {
        let code = frame.code
        let place = code.calleeRange(at: instructionIndex) ?? currentCallRange
        if !callee.isCallable, let name = code.calleeName(at: instructionIndex),
            table.value(bare: name)?.isCallable == true
        {
            return failure(.calls(.shadowedFunction(name, ValueDescription(callee))), place)
        }
        return failure(.calls(.notCallable(ValueDescription(callee))), place)
    }

    /// The source text of a range in the running cell.
    package func text(of range: SourceRange?) -> String? {
        guard let range else { return nil }
        let bytes = cell.source.utf8
        guard range.start >= 0, range.end <= bytes.count, range.start <= range.end else { return nil }
        let start = bytes.index(bytes.startIndex, offsetBy: range.start)
        let end = bytes.index(start, offsetBy: range.end - range.start)
        return String(cell.source[start..<end])
    }

    /// Adds the names of operands from the source, while the running cell is known.
    private func named(_ error: EvaluationError) -> EvaluationError {
        guard case .tensor(let tensorError, let operation, var operands) = error else { return error }
        for index in operands.indices where operands[index].name.isEmpty {
            operands[index].name = text(of: operands[index].range) ?? ""
        }
        nameItems(of: &operands)
        return .tensor(tensorError, operation: operation, operands: operands)
    }

    /// Names operands that are the items of one argument: from the list `[x, w]`, otherwise by index.
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
}

extension Expression {
    /// The kind, with a tuple converted to a list.
    fileprivate var withoutTuple: Kind {
        if case .tuple(let items) = kind { .list(items) } else { kind }
    }
}
