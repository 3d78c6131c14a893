internal import Builtins
internal import Interpreter
public import Syntax

extension SessionFile {
    /// The file with other values for parameters, as if written there; line numbers stay the same.
    ///
    /// - Throws: ``SettingError`` if no cell is marked, a name is unknown or set twice, or a value doesn't parse.
    public func setting(_ settings: [Setting], commands: CommandTable) throws(SettingError) -> SessionFile {
        let marked = cells.indices.filter { Parameters.isMarked(cells[$0].title) }
        guard !settings.isEmpty else { return self }
        guard !marked.isEmpty else { throw .noCell }
        let known = marked.flatMap { cells[$0].block.map(Parameters.assignments) ?? [] }.map(\.name)
        var values: [String: Setting] = [:]
        for setting in settings {
            guard known.contains(setting.name) else {
                var seen: Set<String> = []
                throw .unknown(setting.name, known: known.filter { seen.insert($0).inserted })
            }
            guard values.updateValue(setting, forKey: setting.name) == nil else { throw .twice(setting.name) }
        }
        var file = self
        let parser = Parser(commands: commands)
        for index in marked {
            guard let block = cells[index].block else { continue }
            // Backwards, so that ranges remain valid.
            for assignment in Parameters.assignments(in: block).reversed() {
                guard let setting = values[assignment.name] else { continue }
                let text = try setting.source(for: assignment, parser)
                do { try file.cells[index].replace(assignment.value.range, by: text, parser) } catch {
                    throw .badValue(setting, error.diagnostic)
                }
            }
        }
        return file
    }

    /// The file with another seed in each top-level `seed n` and `np.random.seed(n)`.
    public func seeding(_ seed: UInt32, commands: CommandTable) -> SessionFile {
        var file = self
        let calls = SeedCalls(in: cells.compactMap(\.block))
        let parser = Parser(commands: commands)
        for (index, cell) in cells.enumerated() {
            for range in calls.arguments(in: cell.block ?? []).reversed() {
                // A number in place of an expression always parses.
                try? file.cells[index].replace(range, by: String(seed), parser)
            }
        }
        return file
    }
}

extension Setting {
    /// The source of the value to write into the file.
    fileprivate func source(for assignment: Parameters.Assignment, _ parser: Parser) throws(SettingError) -> String {
        let isText = if case .constant(.string) = assignment.value.kind { true } else { false }
        let parsed = Result { () throws(SyntaxError) in try parser.parse("\(name) = \(value)") }
        var expression: Expression?
        if case .success(let block) = parsed, block.count == 1, !value.contains(where: \.isNewline),
            case .assignment(let targets, let right)? = block.first?.kind, targets.count == 1
        {
            expression = right
        }
        if isText {
            if case .constant(.string)? = expression?.kind { return value }
            return quoted
        }
        guard let expression else {
            let mistake: Diagnostic? = if case .failure(let error) = parsed { error.diagnostic } else { nil }
            throw .badValue(self, mistake)
        }
        switch expression.kind {
        case .constant, .name, .list, .call, .unary: return value
        default: return assignment.isPart ? "(\(value))" : value
        }
    }

    /// The value as a string literal: where the file has a string, the quotes may be omitted.
    private var quoted: String {
        let escaped = value.unicodeScalars.map { scalar -> String in
            switch scalar {
            case "\\", "\"": "\\\(scalar)"
            case "\n": "\\n"
            case "\r": "\\r"
            case "\0": "\\0"
            default: String(scalar)
            }
        }
        return "\"\(escaped.joined())\""
    }
}

/// Finds the calls that seed the session's random numbers.
private struct SeedCalls {
    private var modules: Set<String> = ["np", "numpy"]
    private var defined: Set<String> = []

    init(in blocks: [Block]) {
        for statement in blocks.joined() {
            switch statement.kind {
            case .importation: modules.formUnion(statement.names(ofModule: "numpy"))
            case .definition(let definition): defined.insert(definition.name)
            default: break
            }
        }
    }

    /// The ranges of the seeds in the top-level statements of a block.
    func arguments(in block: Block) -> [SourceRange] {
        block.compactMap { statement in
            guard let called = statement.called, entry(of: called)?.traits.contains(.seeds) == true else { return nil }
            return range(of: called.arguments)
        }
    }

    /// The called built-in.
    private func entry(of called: CalledFunction) -> Builtin? {
        let table = BuiltinTable.standard
        guard let receiver = called.receiver else {
            return defined.contains(called.name) ? nil : table.meaning(of: called.name).flatMap(table.builtin)
        }
        guard case .attribute(let root, let module, _) = receiver.kind, case .name(let numpy) = root.kind,
            modules.contains(numpy)
        else { return nil }
        return table.entry(named: "np.\(module).\(called.name)")
    }

    private func range(of arguments: [Argument]) -> SourceRange? {
        guard arguments.count == 1 else { return nil }
        switch arguments[0] {
        case .positional(let seed), .keyword(_, let seed, _): return seed.range
        default: return nil
        }
    }
}

extension SessionCell {
    /// Its statements, if it could be parsed.
    fileprivate var block: Block? { if case .success(let block) = content { block } else { nil } }

    /// Replaces an expression with another text. The lines below keep their numbers.
    fileprivate mutating func replace(
        _ range: SourceRange, by text: String, _ parser: Parser
    ) throws(SyntaxError) {
        var bytes = Array(cell.source.utf8)
        let old = bytes[range.start..<range.end]
        let lost = old.count { $0 == UInt8(ascii: "\n") }
        bytes.replaceSubrange(range.start..<range.end, with: text.utf8)
        let lineEnd = bytes[(range.start + text.utf8.count)...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        bytes.insert(contentsOf: repeatElement(UInt8(ascii: "\n"), count: lost), at: lineEnd)
        let source = String(decoding: bytes, as: UTF8.self)
        let block = try parser.parse(source)
        cell.source = source
        content = .success(block)
        let fresh = RecordedStatement.statements(of: block, in: source, firstLine: cell.location?.line ?? 1)
        for (index, statement) in fresh.enumerated() where statements.indices.contains(index) {
            statements[index].range = statement.range
            statements[index].firstLine = statement.firstLine
            statements[index].lastLine = statement.lastLine
        }
    }
}
