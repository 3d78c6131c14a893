internal import Compiler
internal import Files
internal import Syntax
internal import TensorFiles

/// Modules written in Python: some of Python's own, and files next to the notebook.
///
/// A module runs once, as a function, and becomes an object whose attributes are the module's names. Names shared
/// with its functions are cells of variables, so the module sees what its functions set.
extension Machine {
    /// The module with a path; nil if there is none.
    ///
    /// - Throws: the failure of the module's source, which runs on first import.
    package func sourceModule(_ path: String) throws(Failure) -> Value? {
        let parts = path.split(separator: ".").map(String.init)
        guard let first = parts.first, var module = try wholeModule(first) else { return nil }
        for part in parts.dropFirst() {
            let found: Value?
            do throws(EvaluationError) { found = try attributeIfAny(part, of: module) } catch { throw failure(error) }
            guard let found, found.isModule else { return nil }
            module = found
        }
        return module
    }

    private func wholeModule(_ name: String) throws(Failure) -> Value? {
        // No program can set a name that contains a blank.
        let key = "module \(name)"
        if let known = workspace.value(key) { return known }
        let module: Value
        if let own = table.sourceModules(name) {
            module = try load(name, own, file: nil)
        } else {
            let file = "\(name).py"
            guard name.isIdentifier, options.files.kind(of: file) == .file else { return nil }
            let source = try text(of: file)
            module = try load(name, SourceModule(source), file: file)
        }
        workspace.set(key, to: module)
        return module
    }

    /// The name under which a module stores a function to call at the end of a cell. No program can set it.
    static var endOfCell: String { "end of cell" }

    private func text(of file: String) throws(Failure) -> String {
        if let loss = workspace.loss(ofFile: file) { throw failure(loss) }
        do throws(FileError) {
            let bytes = try TextFile.bytes(path: try options.files.pathToRead(file))
            return try TextFile.text(of: bytes[...])
        } catch {
            throw failure(.file(.file(error), path: file))
        }
    }

    private func load(_ name: String, _ module: SourceModule, file: String?) throws(Failure) -> Value {
        let (place, source) = (file ?? "<\(name)>", module.source)
        var block: Block
        do throws(SyntaxError) {
            block = try Parser(commands: CommandTable(), readsCommands: false).parse(source)
        } catch {
            let line = SourceLines(source).position(of: error.range.start).line
            throw raise("SyntaxError", "\(error.diagnostic.message) (\(place), line \(line))")
        }
        block = try withNamesInPlaceOfStars(block)
        if ModuleBody.takesAll(block) {
            throw raise(
                "ImportError", "Descent takes `from … import *` at the margin of an imported file alone: \(place)")
        }
        let helpers = Set(module.helpers.map(\.name))
        let body: ModuleBody
        do throws(CompileError) {
            body = try ModuleBody(block) { name in
                helpers.contains(name) || ["__name__", "__file__"].contains(name) || table.value(bare: name) != nil
            }
        } catch {
            throw raise("SyntaxError", "\(place) is too large, or declares a name nonlocal that nothing sets")
        }
        return try run(body, name, module, at: place)
    }

    /// The statements of a file, with the star of each top-level `from … import *` replaced by names. For modules
    /// that are not files, only the names that the file reads.
    private func withNamesInPlaceOfStars(_ block: Block) throws(Failure) -> Block {
        var result: Block = []
        let read = ModuleBody.namesRead(in: block)
        for var statement in block {
            guard var importation = statement.importation, importation.takesAll, !importation.isOfFuture,
                let module = importation.module
            else {
                result.append(statement)
                continue
            }
            let names: [String]
            if let namespace = Namespace(modulePath: module.name) {
                names = table.names(in: namespace).filter { !$0.hasPrefix("_") && read.contains($0) }
            } else if let found = try sourceModule(module.name) {
                names = publicNames(ofModule: found).map(\.name)
            } else {
                throw raise("ModuleNotFoundError", "No module named '\(module.name)'")
            }
            importation.items = names.map { Importation.Item(name: $0, alias: nil, range: statement.range) }
            // The file reads none of its names, but the module is still imported.
            if names.isEmpty { importation = Importation(module: nil, items: [module]) }
            statement.kind = .importation(importation)
            result.append(statement)
        }
        return result
    }

    private func raise(_ type: String, _ message: String) -> Failure {
        _ = fail(type, [.string(Text(message))])
        defer { pendingFailure = nil }
        return pendingFailure ?? failure(.raised(type: type, message: message))
    }

    private func run(
        _ body: ModuleBody, _ name: String, _ module: SourceModule, at place: String
    ) throws(Failure) -> Value {
        try checkDepth()
        var cell = Cell(
            number: -1 - workspace.moduleCount, source: module.source, location: .init(path: place, line: 1))
        cell.goesOnWithoutModules = cellThatRuns.goesOnWithoutModules
        workspace.moduleCount += 1
        let code = LoadedCode(body.code, of: cell, in: workspace)
        let values = body.parameters.map { parameter -> Value in
            switch parameter {
            case "__name__": .string(Text(name))
            case "__file__": .string(Text(place))
            default:
                module.helpers.first { $0.name == parameter }.map { .builtin($0) } ?? table.value(bare: parameter)
                    ?? .none
            }
        }
        let attributes = DictionaryObject()
        var names: [(name: String, value: Value)] = []
        let outer = leaving
        leaving = { machine in names = machine.variables(of: machine.frame) }
        defer { leaving = outer }
        guard !stack.isExhausted else { throw failure(.limits(.recursionTooDeep)) }
        _ = try withExtendedLifetime(code) { () throws(Failure) in try run(code, nil, values) }
        let given = Dictionary(zip(body.parameters, values)) { first, _ in first }
        attributes.set(.string(Text(name)), named: "__name__")
        for (name, value) in names where given[name].map({ !$0.isIdentical(to: value.cellContent) }) ?? true {
            attributes.set(value, named: Text(name))
        }
        if let function = attributes.value(named: "_at_end_of_cell") {
            workspace.set(Self.endOfCell, to: function.cellContent)
        }
        return .instance(
            InstanceObject(
                BuiltinClasses.module, number: newInstance(of: BuiltinClasses.module).number, attributes: attributes))
    }

    /// The assigned variables of a frame; shared ones as their cells.
    private func variables(of frame: Frame) -> [(name: String, value: Value)] {
        frame.code.code.locals.compactMap { local in
            let register = bottom[frame.base + local.register]
            return register.cellContent.isUnset ? nil : (local.name, register)
        }
    }

    // MARK: - Imports

    /// The member that `from module import name` imports.
    func member(_ name: String, ofModule module: Value, at range: SourceRange?) throws(Failure) -> Value {
        guard case .instance(let instance) = module else { return .none }
        let found: Value?
        do throws(EvaluationError) { found = try attributeIfAny(name, of: module) } catch { throw failure(error) }
        if let found { return found }
        let path = instance.attributes.value(named: "__name__")?.text ?? ""
        throw raise("ImportError", "cannot import name '\(name)' from '\(path)'")
    }

    /// The names and values that `from module import *` imports.
    func publicNames(ofModule module: Value) -> [(name: String, value: Value)] {
        guard case .instance(let instance) = module else { return [] }
        let listed = instance.attributes.value(named: "__all__")?.cellContent.slotNames
        return zip(instance.attributes.keys, instance.attributes.values).compactMap { key, value in
            guard case .string(let name) = key, listed?.contains(name.string) ?? !name.string.hasPrefix("_"),
                !value.cellContent.isUnset
            else { return nil }
            return (name.string, value.cellContent)
        }
    }
}

extension Value {
    /// The value of a shared variable; other values unchanged.
    var cellContent: Value { if case .cell(let cell) = self { cell.value } else { self } }

    /// Whether it is a module written in Python.
    package var isModule: Bool { if case .instance(let instance) = self { instance.isModule } else { false } }
}

extension InstanceObject {
    /// Whether it is a module written in Python.
    var isModule: Bool { type === BuiltinClasses.module }

    /// Its attributes as a program sees them.
    var moduleAttributes: DictionaryObject {
        let names = DictionaryObject()
        for (key, value) in zip(attributes.keys, attributes.values) where !value.cellContent.isUnset {
            try? names.set(value.cellContent, for: key)
        }
        names.isReadOnly = true
        return names
    }
}

extension Cell {
    /// Whether it is the source of a Python module, not a file.
    var isOfPythonsModule: Bool { location?.path.hasPrefix("<") == true && module != nil }
}
