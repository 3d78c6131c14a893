internal import Builtins
internal import Exchange
internal import Files
internal import Interpreter
internal import Rendering
internal import Sessions
internal import Syntax

extension Shell {
    /// `descent export FILE OUT`.
    mutating func export(_ path: String, to target: String, _ options: ExportOptions, replaces: Bool) -> ExitStatus {
        guard replaces || !Self.isThere(target) else {
            console.show(.error, "\(target): there is a file of that name", notes: ["--force replaces it"])
            return .failure
        }
        let file: SessionFile
        do { file = try SessionFile.read(path: path, commands: parser.commands) } catch { return tell(error) }
        do throws(ExportError) {
            try write(file, to: target, options)
            console.write("exported \(path) to \(target)\n")
            return .success
        } catch {
            return tell(error, target)
        }
    }

    /// `export path`: exports the present session.
    mutating func export(to target: String, _ options: ExportOptions, replaces: Bool) -> Diagnostic {
        guard replaces || !Self.isThere(target) else {
            return Diagnostic(
                .error, "\(target): there is a file of that name", notes: ["export \(target) --force replaces it"])
        }
        let text = SessionText(commands: parser.commands).text(of: live.timeline.recordedSession)
        do throws(ExportError) {
            if live.interpreter.options.files.hasLoaded(target) { throw .file(.loaded) }
            let file: SessionFile
            do { file = try SessionFile(Array(text.utf8), path: "the session", commands: parser.commands) } catch {
                return error.diagnostic
            }
            try write(file, to: target, options)
            return Diagnostic(.note, "\(Words.count(options.cellCount(of: file), "cell")) in \(target)")
        } catch {
            return error.diagnostic(target)
        }
    }

    private func write(_ file: SessionFile, to target: String, _ options: ExportOptions) throws(ExportError) {
        let bytes = try options.bytes(of: file, for: target, with: Interpreter(options: interpreter.options))
        do { try AtomicFileWriter(target, holding: bytes).commit() } catch { throw .file(error) }
    }

    private static func isThere(_ path: String) -> Bool { (try? FileReader(path: path)) != nil }

    private func tell(_ error: ExportError, _ target: String) -> ExitStatus {
        switch error {
        case .replay(let failure):
            tell(failure)
            return failure.isInterrupted ? .interrupted : .failure
        case .problems(let problems):
            for problem in problems { console.show(problem.diagnostic.located(in: problem.cell.cell)) }
            return .failure
        case .file, .notebook, .noSuchTag, .damagedTags:
            console.show(error.diagnostic(target))
            return .usage
        }
    }

    /// Converts a notebook or a script to a session, and reports the parts that it couldn't convert.
    func importSession(_ path: String, to target: String?, replaces: Bool) -> ExitStatus {
        let target = target ?? Self.sessionPath(for: path)
        guard ForeignKind(path: target) == nil else {
            let advice = "name the session as in `descent import \(path) \(Self.sessionPath(for: path))`"
            console.show(.error, "\(target) would be a session by a wrong name", notes: [advice])
            return .usage
        }
        guard ForeignKind(path: path) != nil else {
            console.show(.error, "\(path): import takes a notebook (.ipynb) or a Python script (.py)")
            return .usage
        }
        do throws(SessionError) {
            let session = try ForeignFile.session(path: path, table: interpreter.table)
            let file = try session.file(path: path, commands: parser.commands)
            guard write(session.text, to: target, replaces: replaces) else { return .usage }
            tell(session, path: path)
            report(session, file, target)
            return .success
        } catch {
            return tell(error)
        }
    }

    /// `lesson.session` for `lesson.ipynb`.
    private static func sessionPath(for path: String) -> String {
        for ending in [".ipynb", ".py"] where path.lowercased().hasSuffix(ending) {
            return path.dropLast(ending.count) + ".session"
        }
        return path + ".session"
    }

    private func write(_ text: String, to target: String, replaces: Bool) -> Bool {
        if !replaces, (try? FileReader(path: target)) != nil {
            console.show(.error, "\(target): there is a file of that name", notes: ["--force replaces it"])
            return false
        }
        do throws(FileError) {
            try SessionWriter.save(text, to: target)
            return true
        } catch {
            console.show(.error, "\(target) could not be written: \(error.message)")
            return false
        }
    }

    /// Reports the parts that the session lacks, and outputs of the notebook that may be unreliable.
    private func tell(_ session: ForeignSession, path: String) {
        for gap in session.leftOut { console.show(gap.note(in: path)) }
        for cell in session.changedCells {
            console.show(
                .note, "\(path): \(cell) was changed since it was exported, so its Python is taken unchanged")
        }
        guard !session.hiddenState.isEmpty else { return }
        console.show(
            .warning, "\(path) has hidden state: its cells, run in order, may not print what it shows",
            notes: session.hiddenState.map(\.text))
    }

    private func report(_ session: ForeignSession, _ file: SessionFile, _ target: String) {
        let lines = session.leftOut.reduce(0) { $0 + $1.lineCount }
        let gaps = lines == 0 ? "" : ", \(Words.count(lines, "line")) left out"
        console.write("\(target)  \(Words.count(file.cells.count, "cell"))\(gaps)\n")
        guard !file.hasRecord, !file.cells.isEmpty else { return }
        let loss = session.hasForeignOutputs ? "the outputs of the notebook stay there; " : ""
        console.show(.note, "\(loss)`descent update \(target)` records what the cells print")
    }

}
