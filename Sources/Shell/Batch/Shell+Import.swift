internal import Exchange
internal import Files
internal import Interpreter
internal import Rendering
internal import Sessions
internal import Syntax

extension Shell {
    /// Makes a session of a notebook or a script, and tells what it could not take.
    func importSession(_ path: String, to target: String?, replaces: Bool) -> ExitStatus {
        let target = target ?? Self.sessionPath(for: path)
        guard ForeignKind(path: target) == nil else {
            let advice = "name the session as in `descent import \(path) \(Self.sessionPath(for: path))`"
            console.show(Diagnostic(.error, "\(target) would be a session by a wrong name", notes: [advice]))
            return .usage
        }
        guard ForeignKind(path: path) != nil else {
            console.show(
                Diagnostic(.error, "\(path): import takes a notebook (.ipynb) or a Python script (.py)"))
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
            console.show(
                Diagnostic(.error, "\(target): there is a file of that name", notes: ["--force replaces it"]))
            return false
        }
        do throws(FileError) {
            try SessionWriter.save(text, to: target)
            return true
        } catch {
            console.show(Diagnostic(.error, "\(target) could not be written: \(error.message)"))
            return false
        }
    }

    /// Tells what the session doesn't have, and what of the notebook is not to be trusted.
    private func tell(_ session: ForeignSession, path: String) {
        for gap in session.leftOut { console.show(gap.note(in: path)) }
        for cell in session.changedCells {
            console.show(
                Diagnostic(
                    .note, "\(path): \(cell) was changed since it was exported, so its Python is taken as it stands"))
        }
        guard !session.hiddenState.isEmpty else { return }
        console.show(
            Diagnostic(
                .warning, "\(path) has hidden state: its cells, run in order, may not print what it shows",
                notes: session.hiddenState.map(\.text)))
    }

    private func report(_ session: ForeignSession, _ file: SessionFile, _ target: String) {
        let lines = session.leftOut.reduce(0) { $0 + $1.lineCount }
        let gaps = lines == 0 ? "" : ", \(Words.count(lines, "line")) left out"
        console.write("\(target)  \(Words.count(file.cells.count, "cell"))\(gaps)\n")
        guard !file.hasRecord, !file.cells.isEmpty else { return }
        let loss = session.hasForeignOutputs ? "the outputs of the notebook stay there; " : ""
        console.show(Diagnostic(.note, "\(loss)`descent update \(target)` records what the cells print"))
    }

}
