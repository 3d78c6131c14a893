internal import Compiler
internal import Syntax

/// How a program continues without missing modules. Whatever left-out code may have changed is unknown afterwards,
/// and a cell that examines something unknown fails with an error that names the missing line.
///
/// No handler of the program catches that failure, because Python would not have run the handler.
extension Machine {
    // MARK: - Imports

    /// The placeholder for a missing module, if the program may continue without it. If a handler may catch the
    /// failed import, it stays an error, as in Python.
    func absentModule(_ path: String, at range: SourceRange?) -> Value? {
        let library = AbsentLibrary(name: String(path.prefix { $0 != "." }))
        guard cell.goesOnWithoutModules || workspace.absentModules.contains(library.name) else { return nil }
        guard frame.code.code.handler(at: instructionIndex) == nil else { return nil }
        let line = LeftOutLine(cell: cell, range: range, reason: .module(library.name))
        tell(line, "there is no module `\(library.name)` here: what is done with it is left out", key: library.name)
        return .absent(AbsentObject(Absence(line: line, kind: .library(path)), of: library))
    }

    /// Fails: after a star import from an unknown module, any name may have changed.
    func absentNames(_ absent: AbsentObject) -> Failure {
        let line = LeftOutLine(cell: cell, range: currentCallRange, reason: absent.absence.line.reason)
        return failure(.absent(Absence(line: line, kind: .names)))
    }

    // MARK: - Uses

    /// The result of `value.name`, a subscript or an operator on an unknown value.
    func absentPart(_ absent: AbsentObject, named name: String? = nil) throws(EvaluationError) -> Value {
        guard absent.isForeign else { throw absent.read() }
        guard case .library(let path) = absent.absence.kind, let name else { return .absent(absent) }
        // A name in IPython that is also a built-in here has the same meaning.
        if absent.library == .jupyter, let known = table.value(bare: name) { return known }
        let absence = Absence(line: absent.absence.line, kind: .library("\(path).\(name)"))
        return .absent(AbsentObject(absence, of: absent.library))
    }

    /// Fails, if a register holds an unknown value and its value is needed.
    @inline(never)
    func refuseAbsent(
        _ register: UnsafeMutablePointer<Value>, _ next: UnsafeMutablePointer<Instruction>
    ) throws(Failure) {
        guard case .absent(let absent) = register.pointee else { return }
        self.next = next
        throw failure(absent.read())
    }

    /// The result of an operator whose operands are not all known.
    func absentResult(_ operands: Value...) throws(Failure) -> Value {
        let absent = operands.compactMap(\.absent)
        if let changed = absent.first(where: { !$0.isForeign }) { throw failure(changed.read()) }
        return try leaveOut(absent[0], touching: operands)
    }

    /// Handles the assignment or deletion of a part of an unknown value.
    func changeAbsent(_ absent: AbsentObject, with values: [Value]) throws(EvaluationError) {
        guard absent.isForeign else { throw absent.read() }
        do throws(Failure) { _ = try leaveOut(absent, touching: values) } catch {
            pendingFailure = error
            throw error.error
        }
    }

    /// Calls an unknown function: the arguments are evaluated, and the call is left out.
    @inline(never)
    func callAbsent(_ callee: Value, _ arguments: [CallArgument]) throws(Failure) -> Value {
        guard let absent = callee.absent else { throw notCallable(callee) }
        guard absent.isForeign else { throw failure(absent.read()) }
        if absent.library == .jupyter, let value = try callJupyter(absent, arguments) { return value }
        if absent.library.showsProgress, isWalked, let walked = arguments.first, walked.keyword == nil {
            return walked.value
        }
        return try leaveOut(absent, touching: arguments.map(\.value))
    }

    /// Whether a loop iterates over the result of the running call.
    private var isWalked: Bool {
        // A comprehension makes its list in between.
        let following = frame.code.code.instructions.dropFirst(instructionIndex + 1).prefix(2)
        return following.contains { $0.opcode == .forPrepare && $0.a == instruction.c }
    }

    /// Leaves out an operation on an unknown value and returns a placeholder for its result.
    private func leaveOut(_ absent: AbsentObject, touching values: [Value]) throws(Failure) -> Value {
        let line = LeftOutLine(cell: cell, range: currentCallRange, reason: absent.absence.line.reason)
        try leaveOut(line, of: absent.library, touching: values)
        return .absent(AbsentObject(Absence(line: line, kind: .result), of: absent.library))
    }

    /// Leaves out a line. Whatever it may change is unknown from now on.
    func leaveOut(_ line: LeftOutLine, of library: AbsentLibrary, touching values: [Value]) throws(Failure) {
        var touched = TouchedObjects(in: workspace)
        touched.add(values)
        if library.onlyLooks, touched.isPlainData { return }
        if waitsForFailure { throw failure(.absent(Absence(line: line, kind: .failure))) }
        tell(line, "left out, since there is no module `\(library.name)` here", key: nil)
        // Functions given to it may be called at any later time.
        if touched.holdsCode { workspace.valuesGivenAway += values.filter(\.mayChange) }
        touched.add(workspace.valuesGivenAway)
        workspace.loseStreams(line)
        for path in touched.texts { workspace.loseFile(path, line) }
        try forget(touched, line)
    }

    /// Whether a handler of the program would catch an exception of the running call. Whether it raises one is
    /// unknown, and so is how the program continues.
    private var waitsForFailure: Bool {
        (0..<frameCount).contains { index in
            let code = frames[index].code
            guard let place = index == frameCount - 1 ? next : frames[index].next else { return false }
            let range = code.code.node(at: max(place - code.instructions - 1, 0)).range
            var waits = false
            code.body.forEachStatement { statement in
                guard case .tryBlock(let block) = statement.kind, !block.handlers.isEmpty,
                    let first = block.body.first?.range, let last = block.body.last?.range
                else { return }
                waits = waits || (first.start <= range.start && range.end <= last.end)
            }
            return waits
        }
    }

    /// Replaces everything that may have changed by a placeholder that cannot be examined.
    func forget(_ touched: TouchedObjects, _ line: LeftOutLine) throws(Failure) {
        let changed = Value.absent(
            AbsentObject(Absence(line: line, kind: .changed), of: AbsentLibrary(name: "")))
        for name in touched.names.sorted() { setGlobal(name, to: changed) }
        for cell in touched.variables { cell.set(changed) }
        for (dictionary, names) in touched.attributes {
            for name in names where dictionary.value(named: name) != nil { dictionary.set(changed, named: name) }
        }
        workspace.classesChange()
        guard !touched.objects.isEmpty else { return }
        // Values that a running built-in holds cannot be replaced.
        if builtinDepth > 0 { throw failure(.absent(Absence(line: line, kind: .underway))) }
        var replacement = ReferenceReplacement(of: touched.objects, by: changed)
        let count = frameCount == 0 ? 0 : frame.base + frame.code.registerCount
        workspace.replaceValues { replacement.root($0) }
        for index in 0..<count { replacement.visit(bottom[index]) }
        for exception in handled { replacement.visit(.instance(exception)) }
        try replacement.find()
        workspace.replaceValues { replacement.isLost($0) ? changed : nil }
        for index in 0..<count where replacement.isLost(bottom[index]) { bottom[index] = changed }
        do throws(EvaluationError) { try replacement.carryOut() } catch { throw failure(error) }
        // Inline caches may hold replaced values.
        workspace.classesChange()
    }

    /// Reports once that a line is left out.
    func tell(_ line: LeftOutLine, _ message: String, key: String?) {
        let key = "left out " + (key ?? line.place)
        guard told.insert(key).inserted else { return }
        emit(
            .diagnostic(
                Diagnostic(.note, "\(line.place): \(message)", notes: [line.text])))
    }

    /// The class with a missing base class: it belongs to the library, which may call its methods.
    func absentClass(_ type: ClassObject, _ bases: [Value]) throws(Failure) -> Value? {
        guard let absent = bases.lazy.compactMap(\.absent).first else { return nil }
        guard absent.isForeign else { throw failure(absent.read()) }
        return try leaveOut(absent, touching: [.classObject(type)])
    }
}

extension Value {
    /// Whether it is a placeholder for a picture, or another result of a library that does not modify values.
    package var absentPicture: Bool { absent.map { $0.isForeign && $0.library.onlyLooks } ?? false }

    /// Whether it is a placeholder for an unknown value.
    @inline(__always) var isAbsent: Bool { if case .absent = self { true } else { false } }

    /// The placeholder, if it is one.
    package var absent: AbsentObject? { if case .absent(let absent) = self { absent } else { nil } }
}
