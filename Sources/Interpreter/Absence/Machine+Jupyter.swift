internal import Compiler
internal import Syntax

/// Jupyter commands, given as the calls that IPython translates them to.
extension Machine {
    /// The placeholder for IPython's shell object.
    package func jupyter() -> Value {
        let line = LeftOutLine(cell: cell, range: currentCallRange, reason: .jupyter(command: ""))
        return .absent(AbsentObject(Absence(line: line, kind: .library("IPython")), of: .jupyter))
    }

    /// Performs a Jupyter command given as a call of IPython; nil if the call is not one.
    func callJupyter(_ absent: AbsentObject, _ arguments: [CallArgument]) throws(Failure) -> Value? {
        guard case .library(let path) = absent.absence.kind, let method = path.split(separator: ".").last else {
            return nil
        }
        let texts = arguments.map { if case .string(let text) = $0.value { text.string } else { "" } }
        guard let (command, shown) = Self.command(String(method), texts + ["", "", ""]) else { return nil }
        var text = String(shown.split(separator: "\n").first ?? "")
        while text.last == " " { text.removeLast() }
        let line = LeftOutLine(cell: cell, range: currentCallRange, reason: .jupyter(command: text))
        try leaveOut(line, command)
        return .absent(AbsentObject(Absence(line: line, kind: .result), of: absent.library))
    }

    /// The command that a method of IPython's shell performs, and its notation in a notebook.
    private static func command(_ method: String, _ texts: [String]) -> (JupyterCommand, shown: String)? {
        switch method {
        case "run_line_magic": (.init(magic: texts[0], rest: texts[1]), "%\(texts[0]) \(texts[1])")
        case "run_cell_magic": (.init(cellMagic: texts[0], rest: texts[1], body: texts[2]), "%%\(texts[0]) \(texts[1])")
        case "system", "getoutput": (.init(shell: texts[0]), "!\(texts[0])")
        case "run_cell", "ex", "ev": (.code(texts[0]), texts[0])
        case "magic":
            {
                let name = String(texts[0].prefix { $0 != " " })
                return (.init(magic: name, rest: String(texts[0].dropFirst(name.count))), "%\(texts[0])")
            }()
        case "push", "reset", "run_code": (.anything, "")
        default: nil
        }
    }

    private func leaveOut(_ line: LeftOutLine, _ command: JupyterCommand) throws(Failure) {
        switch command {
        case .harmless: tell(line, "left out, a command to Jupyter", key: nil)
        case .writesFiles:
            tell(line, "left out, since Descent runs no other programs", key: nil)
            workspace.loseFiles(line)
        case .timed(let source):
            tell(line, "run once, and not timed: it is a command to Jupyter", key: nil)
            try runAside(source, line)
        case .code(let source):
            tell(line, "left out, since it isn't in the language", key: nil)
            var touched = TouchedObjects(in: workspace)
            touched.addNames(in: source)
            workspace.loseStreams(line)
            try forget(touched, line)
        case .anything:
            tell(line, "left out, a command to Jupyter: all that has a name may be another thing now", key: nil)
            var touched = TouchedObjects(in: workspace)
            touched.addAllNames()
            workspace.loseStreams(line)
            workspace.loseFiles(line)
            try forget(touched, line)
        }
    }

    /// Runs source once, in its own scope, that Jupyter would run many times. What it changes is unknown afterwards.
    private func runAside(_ source: String, _ line: LeftOutLine) throws(Failure) {
        let code: Code
        do {
            code = try Compiler.compile(Parser(commands: table.commands).parse(source), as: "timeit", parameters: [])
        } catch {
            return try leaveOut(line, .code(source))
        }
        let aside = Cell(number: cell.number, source: source, location: cell.location)
        let (log, outer) = (CellLog(), receive)
        receive = { event in if !event.isOutput { outer(event) } }
        defer { receive = outer }
        let loaded = LoadedCode(code, of: aside, in: workspace)
        _ = try withExtendedLifetime(loaded) { () throws(Failure) in
            try log.run { () throws(Failure) in try run(loaded) }
        }
        let (objects, names, streams) = (log.objects, log.names, log.changedStreams)
        log.discard()
        var touched = TouchedObjects(in: workspace)
        touched.add(objects: objects, names: names)
        if streams.numPys || streams.pythons { workspace.loseStreams(line) }
        try forget(touched, line)
    }
}
