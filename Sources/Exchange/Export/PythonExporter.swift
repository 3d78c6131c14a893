internal import Compiler
public import Interpreter
public import Sessions
internal import Syntax

/// Turns a session into Python that prints the same output.
public struct PythonExporter {
    private let interpreter: Interpreter
    private let engine: ExportEngine
    private let without: [String]

    /// Makes an exporter that replays sessions in the empty workspace of an interpreter.
    ///
    /// - Parameters:
    ///   - interpreter: the interpreter for the replay.
    ///   - engine: the array library that the code uses.
    ///   - without: the tags of cells to leave out.
    public init(_ interpreter: Interpreter, engine: ExportEngine = .numpy, without: [String] = []) {
        interpreter.options.showsDrawings = true
        self.interpreter = interpreter
        self.engine = engine
        self.without = without
    }

    /// The Python of a session. The session is replayed in a scratch folder, since only running it shows the output
    /// of its statements and the values of its names.
    ///
    /// - Throws: ``ExportError`` if a cell fails, or can't be exported.
    public func program(of file: SessionFile) throws(ExportError) -> PythonProgram {
        let (head, sections) = SessionSection.sections(of: file)
        let kept = try ExportSelection(without: without).kept(of: sections)
        let facts = try ReplayFacts(file, with: interpreter)
        let blocks = file.cells.compactMap { cell -> (cell: Int, block: Block)? in
            guard let own = facts.cells[cell.cell.number], !own.isFailed, case .success(let block) = cell.content else {
                return nil
            }
            return (cell.cell.number, block)
        }
        let names = SessionNames(blocks, facts, interpreter.table)
        let silent = interpreter.table.names(of: \.isSilentFunction)
        let doubtful = silent.union(interpreter.table.names { $0.traits.contains(.changesFirstArgument) })
            .union(names.assigned)
        var context = ExportContext(
            table: interpreter.table, facts: facts, names: names, engine: engine, silent: silent,
            lastShown: LastShown(
                blocks, isUser: names.assigned.contains("_"), canTravel: !facts.destinations.isEmpty
            ) { Self.mayBeNone($0, doubtful) })
        if engine == .dask { context.rowNames = DaskCode.rowNames(in: blocks.map(\.block), facts, interpreter.table) }
        guard let first = file.cells.first else { return PythonProgram(head: "import numpy as np\n") }
        var rewriter = PythonRewriter(context, cell: first)
        var code = code(of: sections, facts, &rewriter)
        if !rewriter.bound.isEmpty {
            context.bound = rewriter.bound
            rewriter = PythonRewriter(context, cell: first)
            code = self.code(of: sections, facts, &rewriter)
        }
        var program = PythonProgram(comments: head.comments, originalHead: file.text(of: head.lines))
        program.sections = kept.map { section in
            PythonProgram.Section(
                section, code[section.lines.lowerBound] ?? .init(), original: file.text(of: section.lines))
        }
        rewriter.helpers = program.sections.reduce(into: []) { $0.formUnion($1.helpers) }
        if engine == .dask { rewriter.problems += DaskAliases(blocks, context).problems(in: file) }
        let taken = reserved(rewriter.helpers).first(where: names.assigned.contains)
        let numbers = program.sections.compactMap(\.number)
        let problems = rewriter.problems.filter { numbers.contains($0.cell.cell.number) }
        guard problems.isEmpty else { throw .problems(problems) }
        if let taken {
            let range = first.statements.first?.range ?? SourceRange(0, 0)
            throw .problems([.init(cell: first, range: range, reason: .nameTaken(taken))])
        }
        program.head = self.head(rewriter, program)
        return program
    }

    /// Names that the code needs itself: those that its own functions read when they are called.
    private func reserved(_ helpers: Set<PythonHelper>) -> [String] {
        let helpers = PythonHelper.closed(helpers).sorted { $0.rawValue < $1.rawValue }
        let sources = helpers.map { $0.source(engine, beside: Set(helpers)) } + (engine == .dask ? [DaskCode.head] : [])
        return ["np", "print"] + (engine == .dask ? ["da", "rows", "settled"] : []) + helpers.flatMap(\.ownNames)
            + sources.flatMap(namesReadLater)
    }

    /// The global names that the functions of a source read.
    private func namesReadLater(in source: String) -> [String] {
        // Descent can parse the Python that it writes; the tests run all of it.
        guard let block = try? Parser(commands: interpreter.table.commands).parse(source) else { return [] }
        return Scopes(block).statements.flatMap(\.deferred.readNames)
    }

    /// Whether an expression may be `None`, which isn't shown: a call of a function that prints or changes a value.
    private static func mayBeNone(_ expression: Expression, _ doubtful: Set<String>) -> Bool {
        switch expression.kind {
        case .command, .constant(.none): true
        case .call: expression.called.map { doubtful.contains($0.name) } ?? true
        default: false
        }
    }

    // MARK: - The head

    private func head(_ rewriter: PythonRewriter, _ program: PythonProgram) -> String {
        let helpers = PythonHelper.closed(rewriter.helpers)
        var own = helpers.flatMap(\.imports)
        let hasProducts = helpers.contains(.forward) || program.sections.contains { Self.hasProduct($0.code) }
        if hasProducts { own.append("import os") }
        var imports = Set(own).sorted()
        if !imports.isEmpty { imports.append("") }
        if hasProducts { imports += PythonCode.kernels }
        imports.append("import numpy as np")
        var parts = [imports.joined(separator: "\n")]
        if engine == .dask { parts.append(DaskCode.head) }
        parts += PythonHelper.allCases.filter(helpers.contains).map {
            $0.source(engine, beside: helpers)
        }
        let bound = rewriter.context.bound.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)\n" }.joined()
        if parts.count == 1 { return parts[0] + "\n" + bound }
        return parts[0] + "\n\n" + parts.dropFirst().map { "\n" + $0 + "\n" }.joined(separator: "\n") + "\n" + bound
    }

    /// Whether code multiplies matrices, whose last digits depend on the kernels that NumPy selects.
    private static func hasProduct(_ code: String) -> Bool {
        ["@", "dot(", "matmul(", "inner(", "linalg."].contains { code.contains($0) }
    }

    // MARK: - Sections

    /// The Python of each section, keyed by its first line, including sections that are left out, since the meaning
    /// of the others may depend on them.
    private func code(
        of sections: [SessionSection], _ facts: ReplayFacts, _ rewriter: inout PythonRewriter
    ) -> [Int: PythonProgram.Code] {
        var code: [Int: PythonProgram.Code] = [:]
        for section in sections {
            guard let cell = section.cell else {
                code[section.lines.lowerBound] = .init(text: section.comments)
                continue
            }
            rewriter.helpers = []
            let text = rewriter.python(of: cell) + String(repeating: "\n", count: section.blankLineCount)
            code[section.lines.lowerBound] = .init(
                text: text, shown: facts.cells[cell.cell.number]?.shown ?? [], told: rewriter.told,
                helpers: rewriter.helpers)
        }
        return code
    }
}

extension SessionFile {
    /// The text of a range of its lines.
    fileprivate func text(of range: Range<Int>) -> String {
        lines[range].map { $0.text + $0.ending.rawValue }.joined()
    }
}
