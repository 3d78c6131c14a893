internal import Compiler
internal import Syntax

extension Machine {
    /// `R[a]` = a module.
    func importModule(_ i: Instruction) throws(Failure) {
        let path = frame.code.code.names[Int(i.b)]
        guard let module = Namespace(modulePath: path) else {
            if let found = try sourceModule(path) { return registers[Int(i.a)] = found }
            let range = importedRange { $0.name == path }
            if let absent = absentModule(path, at: range) { return registers[Int(i.a)] = absent }
            throw failure(.names(.noModule(path)), range)
        }
        registers[Int(i.a)] = .namespace(module)
    }

    /// `R[a]` = a member of the module `R[b]`, which may be a submodule.
    func importMember(_ i: Instruction) throws(Failure) {
        let name = frame.code.code.names[Int(i.c)]
        let owner = registers[Int(i.b)]
        if case .absent(let absent) = owner {
            do { return registers[Int(i.a)] = try absentPart(absent, named: name) } catch { throw failure(error) }
        }
        guard case .namespace(let module) = owner else {
            let value = try member(name, ofModule: owner, at: importedRange { $0.name == name })
            return registers[Int(i.a)] = value
        }
        guard let value = table.value(name, in: module) else {
            throw failure(.names(.unknownInModule(name, module, isImported: true)), importedRange { $0.name == name })
        }
        registers[Int(i.a)] = value
    }

    /// Sets all names of the module `R[a]`, except those that mean the same without an import, as most of NumPy's do.
    func importAll(_ i: Instruction) throws(Failure) {
        if case .absent(let absent) = registers[Int(i.a)] { throw absentNames(absent) }
        guard case .namespace(let module) = registers[Int(i.a)] else {
            for (name, value) in publicNames(ofModule: registers[Int(i.a)]) {
                setGlobal(workspace.slot(of: name), name, to: value)
            }
            return
        }
        for name in table.names(in: module) where !name.hasPrefix("_") {
            guard let value = table.value(name, in: module) else { continue }
            let isThere = workspace.value(name) == nil && table.value(bare: name)?.isIdentical(to: value) == true
            if !isThere { setGlobal(workspace.slot(of: name), name, to: value) }
        }
    }

    /// The source range of a module or name in the running import.
    private func importedRange(_ isMeant: (Importation.Item) -> Bool) -> SourceRange? {
        guard case .statement(let statement)? = frameCount > 0 ? node : nil, let importation = statement.importation
        else { return currentCallRange }
        return (importation.modules + importation.items).first(where: isMeant)?.range ?? statement.range
    }
}

extension Machine {
    /// A copy of an object with the same class and attributes, for `copy`.
    ///
    /// - Throws: a `MemoryError` if there is not enough memory for its content.
    package func copy(of instance: InstanceObject) throws(EvaluationError) -> InstanceObject {
        instanceCount += 1
        return try instance.copy(number: runningCell << 24 | instanceCount & 0xFF_FFFF)
    }
}
