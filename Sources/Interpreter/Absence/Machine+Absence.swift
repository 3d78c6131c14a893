internal import Compiler
internal import Syntax

/// What a program does with what isn't there: it goes on, what that may have touched isn't known afterwards, and a cell
/// that looks at something unknown fails and says which line is missing.
///
/// No handler of the program's takes that failure: what a handler would do isn't what Python would have done.
extension Machine {
    // MARK: - Imports

    /// What stands for a module that there isn't, where the program is to go on without it. One that a handler waits for
    /// is an error of Python's, too.
    func absentModule(_ path: String, at range: SourceRange?) -> Value? {
        let library = AbsentLibrary(name: String(path.prefix { $0 != "." }))
        guard cell.goesOnWithoutModules || workspace.absentModules.contains(library.name) else { return nil }
        guard frame.code.code.handler(at: instructionIndex) == nil else { return nil }
        let line = LeftOutLine(cell: cell, range: range, reason: .module(library.name))
        tell(line, "there is no module `\(library.name)` here: what is done with it is left out", key: library.name)
        return .absent(AbsentObject(Absence(line: line, kind: .library(path)), of: library))
    }

    /// Fails, since all names may be others after an import of all that a module has that isn't known.
    func absentNames(_ absent: AbsentObject) -> Failure {
        let line = LeftOutLine(cell: cell, range: currentCallRange, reason: absent.absence.line.reason)
        return failure(.absent(Absence(line: line, kind: .names)))
    }

    // MARK: - Uses

    /// `value.name`, an item, or what an operator gives, of what isn't known.
    func absentPart(_ absent: AbsentObject, named name: String? = nil) throws(EvaluationError) -> Value {
        guard absent.isForeign else { throw absent.read() }
        guard case .library(let path) = absent.absence.kind, let name else { return .absent(absent) }
        // What IPython has by a name that is Descent's own, it has for the same thing.
        if absent.library == .jupyter, let known = table.value(bare: name) { return known }
        let absence = Absence(line: absent.absence.line, kind: .library("\(path).\(name)"))
        return .absent(AbsentObject(absence, of: absent.library))
    }

    /// Fails where a register has something that isn't known, and its value is asked for.
    @inline(never)
    func refuseAbsent(
        _ register: UnsafeMutablePointer<Value>, _ next: UnsafeMutablePointer<Instruction>
    ) throws(Failure) {
        guard case .absent(let absent) = register.pointee else { return }
        self.next = next
        throw failure(absent.read())
    }

    /// What an operator gives whose operands aren't all known.
    func absentResult(_ operands: Value...) throws(Failure) -> Value {
        let absent = operands.compactMap(\.absent)
        if let changed = absent.first(where: { !$0.isForeign }) { throw failure(changed.read()) }
        return try leaveOut(absent[0], touching: operands)
    }

    /// Something is put into what isn't known, or taken out of it.
    func changeAbsent(_ absent: AbsentObject, with values: [Value]) throws(EvaluationError) {
        guard absent.isForeign else { throw absent.read() }
        do throws(Failure) { _ = try leaveOut(absent, touching: values) } catch {
            pendingFailure = error
            throw error.error
        }
    }

    /// Calls what isn't known: the arguments are there, and the rest is left out.
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

    /// Whether a loop goes through what the call that runs gives.
    private var isWalked: Bool {
        // That of a comprehension makes its list in between.
        let following = frame.code.code.instructions.dropFirst(instructionIndex + 1).prefix(2)
        return following.contains { $0.opcode == .forPrepare && $0.a == instruction.c }
    }

    /// Leaves out what is done with something that isn't known, and gives what stands for its result.
    private func leaveOut(_ absent: AbsentObject, touching values: [Value]) throws(Failure) -> Value {
        let line = LeftOutLine(cell: cell, range: currentCallRange, reason: absent.absence.line.reason)
        try leaveOut(line, of: absent.library, touching: values)
        return .absent(AbsentObject(Absence(line: line, kind: .result), of: absent.library))
    }

    /// Leaves a line out: what it may change isn't known from here on.
    func leaveOut(_ line: LeftOutLine, of library: AbsentLibrary, touching values: [Value]) throws(Failure) {
        var touched = TouchedObjects(in: workspace)
        touched.add(values)
        if library.onlyLooks, touched.isPlainData { return }
        if waitsForFailure { throw failure(.absent(Absence(line: line, kind: .failure))) }
        tell(line, "left out, since there is no module `\(library.name)` here", key: nil)
        // What it was given to call, it may call at any time.
        if touched.holdsCode { workspace.valuesGivenAway += values.filter(\.mayChange) }
        touched.add(workspace.valuesGivenAway)
        workspace.loseStreams(line)
        for path in touched.texts { workspace.loseFile(path, line) }
        try forget(touched, line)
    }

    /// Whether a handler of the program's waits for what the call that runs may raise. That isn't known, and so which way
    /// the program goes.
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

    /// Puts something that can't be looked at in the place of whatever may be another thing now.
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
        // Whatever it has in its hands can't be taken from it.
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
        // What sites know of classes may be among it.
        workspace.classesChange()
    }

    /// Says once that a line is left out.
    func tell(_ line: LeftOutLine, _ message: String, key: String?) {
        let key = "left out " + (key ?? line.place)
        guard told.insert(key).inserted else { return }
        emit(
            .diagnostic(
                Diagnostic(.note, "\(line.place): \(message)", notes: [line.text])))
    }

    /// A base that isn't there: the class is a part of its library then, which may call its methods.
    func absentClass(_ type: ClassObject, _ bases: [Value]) throws(Failure) -> Value? {
        guard let absent = bases.lazy.compactMap(\.absent).first else { return nil }
        guard absent.isForeign else { throw failure(absent.read()) }
        return try leaveOut(absent, touching: [.classObject(type)])
    }
}

extension Value {
    /// Whether it stands for a picture, or what else a library gives that only looks at values.
    package var absentPicture: Bool { absent.map { $0.isForeign && $0.library.onlyLooks } ?? false }

    /// Whether it stands for something that isn't known.
    @inline(__always) var isAbsent: Bool { if case .absent = self { true } else { false } }

    /// What stands for something that isn't known, if it is that.
    package var absent: AbsentObject? { if case .absent(let absent) = self { absent } else { nil } }
}
