internal import Compiler
public import Interpreter
public import Sessions
internal import Syntax

/// Turns a session into Python that prints the same.
public struct PythonExporter {
    private let interpreter: Interpreter
    private let engine: ExportEngine

    /// Makes an exporter that replays sessions in the (empty) workspace of an interpreter.
    public init(_ interpreter: Interpreter, engine: ExportEngine = .numpy) {
        self.interpreter = interpreter
        self.engine = engine
    }

    /// The Python of a session. The session is replayed for it, in a scratch folder, since only that shows what its
    /// statements print and what its names hold.
    public func program(of file: SessionFile) throws(ExportError) -> PythonProgram {
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
        var program = sections(of: file, facts, &rewriter)
        if !rewriter.bound.isEmpty {
            context.bound = rewriter.bound
            rewriter = PythonRewriter(context, cell: first)
            program = sections(of: file, facts, &rewriter)
        }
        if engine == .dask { rewriter.problems += DaskAliases(blocks, context).problems(in: file) }
        if let taken = reserved(rewriter.helpers).first(where: names.assigned.contains) {
            rewriter.report(.nameTaken(taken), first.statements.first?.range ?? .init(0, 0))
        }
        guard rewriter.problems.isEmpty else { throw .problems(rewriter.problems) }
        program.head = head(rewriter, program)
        return program
    }

    /// Names that the code needs for itself: what its own functions read when they are called, of each other and Python's.
    private func reserved(_ helpers: Set<PythonHelper>) -> [String] {
        let helpers = PythonHelper.closed(helpers).sorted { $0.rawValue < $1.rawValue }
        let sources = helpers.map { $0.source(engine) } + (engine == .dask ? [DaskCode.head] : [])
        return ["np", "print"] + (engine == .dask ? ["da", "rows", "settled"] : []) + helpers.flatMap(\.ownNames)
            + sources.flatMap(namesReadLater)
    }

    /// The names from outside that the functions of a source read.
    private func namesReadLater(in source: String) -> [String] {
        // Descent reads the Python that it writes; the tests run all of it.
        guard let block = try? Parser(commands: interpreter.table.commands).parse(source) else { return [] }
        return Scopes(block).statements.flatMap(\.deferred.readNames)
    }

    /// Whether an expression may be `None`, which isn't shown: calls of functions that print, or change a value.
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
        parts += PythonHelper.allCases.filter(helpers.contains).map { $0.source(engine) }
        let bound = rewriter.context.bound.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)\n" }.joined()
        if parts.count == 1 { return parts[0] + "\n" + bound }
        return parts[0] + "\n\n" + parts.dropFirst().map { "\n" + $0 + "\n" }.joined(separator: "\n") + "\n" + bound
    }

    /// Whether code multiplies matrices, whose last digits depend on the kernels that NumPy picks.
    private static func hasProduct(_ code: String) -> Bool {
        ["@", "dot(", "matmul(", "inner(", "linalg."].contains { code.contains($0) }
    }

    // MARK: - Sections

    private func sections(
        of file: SessionFile, _ facts: ReplayFacts, _ rewriter: inout PythonRewriter
    ) -> PythonProgram {
        var program = PythonProgram()
        // What was parsed once parses again.
        guard let outline = try? SessionOutline(file.lines) else { return program }
        let openers = outline.lines.indices.filter { if case .opener = outline.lines[$0] { true } else { false } }
        // Statements before the first opener are cells of their own.
        let early = file.cells.compactMap { $0.cell.location.map { $0.line - 1 } }.filter {
            $0 < openers.first ?? file.lines.count
        }
        let starts = early + openers
        func original(_ range: Range<Int>) -> String {
            file.lines[range].map { $0.text + $0.ending.rawValue }.joined()
        }
        let head = 0..<(starts.first ?? file.lines.count)
        program.comments = comments(outline.lines[head])
        program.originalHead = original(head)
        var cells = file.cells[...]
        for (start, end) in zip(starts, starts.dropFirst() + [file.lines.count]) {
            var section = PythonProgram.Section(original: original(start..<end))
            if case .opener(_, let title) = outline.lines[start] {
                section.title = title
                section.opener = file.lines[start].text.withoutTrailingBlanks
            }
            if let cell = cells.first, let first = cell.cell.location?.line, first <= end {
                cells.removeFirst()
                section.number = cell.cell.number
                section.code = rewriter.python(of: cell) + blankLines(outline.lines[start..<end])
                section.output = facts.cells[cell.cell.number]?.output ?? ""
            } else {
                section.code = comments(outline.lines[start..<end])
            }
            program.sections.append(section)
        }
        return program
    }

    /// The blank lines at the end of a cell, which keep it apart from the next.
    private func blankLines(_ lines: ArraySlice<SessionOutline.Line>) -> String {
        let blank = lines.reversed().prefix { if case .source(let text) = $0 { text.isBlank } else { false } }
        return String(repeating: "\n", count: blank.count)
    }

    /// The comments among lines in which no statement stands.
    private func comments(_ lines: ArraySlice<SessionOutline.Line>) -> String {
        PythonRewriter.tidied(
            lines.compactMap { if case .source(let text) = $0 { text } else { nil } }.joined(separator: "\n"))
    }
}
