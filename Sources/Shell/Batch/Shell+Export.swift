internal import Builtins
internal import Exchange
internal import Files
internal import Interpreter
internal import Rendering
internal import Sessions
internal import Syntax

extension Shell {
    /// `descent export FILE OUT`.
    mutating func export(_ path: String, to target: String, _ engine: ExportEngine, replaces: Bool) -> ExitStatus {
        guard replaces || !Self.isThere(target) else {
            console.show(
                Diagnostic(.error, "\(target): there is a file of that name", notes: ["--force replaces it"]))
            return .failure
        }
        let file: SessionFile
        do { file = try SessionFile.read(path: path, commands: parser.commands) } catch { return tell(error) }
        do throws(ExportError) {
            let bytes = try bytes(of: file, for: target, engine)
            try Self.write(bytes, to: target)
            console.write("exported \(path) to \(target)\n")
            return .success
        } catch {
            return tell(error, target)
        }
    }

    /// `export path`: the present session.
    mutating func export(to target: String, _ engine: ExportEngine, replaces: Bool) -> Diagnostic {
        guard replaces || !Self.isThere(target) else {
            return Diagnostic(
                .error, "\(target): there is a file of that name", notes: ["export \(target) --force replaces it"])
        }
        let text = SessionText(commands: parser.commands).text(of: live.timeline.recordedSession)
        do throws(ExportError) {
            let file: SessionFile
            do { file = try SessionFile(Array(text.utf8), path: "the session", commands: parser.commands) } catch {
                return error.diagnostic
            }
            let bytes = try bytes(of: file, for: target, engine)
            try Self.write(bytes, to: target)
        } catch {
            return error.diagnostic(target)
        }
        let count = live.timeline.recordedSession.count
        return Diagnostic(.note, "\(Words.count(count, "cell")) in \(target)")
    }

    private func bytes(
        of file: SessionFile, for target: String, _ engine: ExportEngine
    ) throws(ExportError) -> [UInt8] {
        let interpreter = Interpreter(options: interpreter.options)
        let program = try PythonExporter(interpreter, engine: engine).program(of: file)
        return target.lowercased().hasSuffix(".ipynb") ? try program.notebookBytes() : Array(program.text.utf8)
    }

    private static func isThere(_ path: String) -> Bool { (try? FileReader(path: path)) != nil }

    private static func write(_ bytes: [UInt8], to path: String) throws(ExportError) {
        do throws(FileError) {
            let writer = try AtomicFileWriter(path)
            try bytes.withUnsafeBufferPointer { (buffer) throws(FileError) in
                try writer.append(UnsafeRawBufferPointer(buffer))
            }
            try writer.commit()
        } catch {
            throw .file(error)
        }
    }

    private func tell(_ error: ExportError, _ target: String) -> ExitStatus {
        switch error {
        case .replay(let failure):
            tell(failure)
            return failure.isInterrupted ? .interrupted : .failure
        case .problems(let problems):
            for problem in problems { console.show(problem.diagnostic.located(in: problem.cell.cell)) }
            return .failure
        case .file, .notebook:
            console.show(error.diagnostic(target))
            return .usage
        }
    }
}
