internal import Files
public import Interpreter
public import Sessions
internal import Syntax

/// Reads files that aren't sessions, and converts them to sessions.
public enum ForeignFile {
    /// Converts a notebook, or a script if the extension isn't a notebook's.
    ///
    /// - Throws: ``SessionError`` if the file can't be read, or isn't a notebook.
    public static func session(
        path: String, table: BuiltinTable, isToRun: Bool = false
    ) throws(SessionError) -> ForeignSession {
        if ForeignKind(path: path) == .notebook {
            return ForeignSession(try notebook(path: path), table: table, isToRun: isToRun)
        }
        do {
            let bytes = try TextFile.bytes(path: path)
            let mark = SessionFile.byteOrderMark
            let script = try TextFile.text(of: bytes.starts(with: mark) ? bytes[mark.count...] : bytes[...])
            return ForeignSession(script: script, table: table)
        } catch {
            throw SessionError(path: path, .file(error))
        }
    }

    /// Reads a notebook.
    ///
    /// - Throws: ``SessionError`` if the file can't be read, or isn't a notebook.
    public static func notebook(path: String) throws(SessionError) -> NotebookDocument {
        let bytes: [UInt8]
        do { bytes = try TextFile.bytes(path: path) } catch { throw SessionError(path: path, .file(error)) }
        do {
            return try NotebookDocument(bytes)
        } catch {
            throw SessionError(path: path, .notebook(Diagnostic(.error, error.message, notes: error.notes)))
        }
    }
}

/// A file to run: a session, a script or a notebook.
public struct RunnableFile: Sendable {
    /// Its cells.
    public var file: SessionFile
    /// The parts of a notebook that don't run.
    public var leftOut: [LeftOut] = []

    /// Makes a runnable file without parts that are left out.
    public init(file: SessionFile) { self.file = file }

    /// Reads a file of the kind that its extension indicates.
    ///
    /// In a notebook, commands to Jupyter and code that depends on missing modules don't run; any other code that
    /// isn't in the language is an error, as in a session.
    ///
    /// - Throws: ``SessionError`` if the file can't be read, or isn't valid.
    public static func read(path: String, table: BuiltinTable) throws(SessionError) -> RunnableFile {
        switch ForeignKind(path: path) {
        case .notebook:
            let session = try ForeignFile.session(path: path, table: table, isToRun: true)
            var runnable = RunnableFile(file: try session.file(path: path, commands: table.commands))
            runnable.leftOut = session.leftOut
            runnable.file.show(.last)
            runnable.file.goOnWithoutModules()
            return runnable
        case .script:
            var runnable = RunnableFile(file: try script(path: path, table: table))
            // A script that records outputs is a session by its contents.
            if runnable.file.version == nil, !runnable.file.hasRecord { runnable.file.show(.none) }
            return runnable
        case nil: return RunnableFile(file: try SessionFile.read(path: path, commands: table.commands))
        }
    }

    private static func script(path: String, table: BuiltinTable) throws(SessionError) -> SessionFile {
        let bytes: [UInt8]
        do { bytes = try TextFile.bytes(path: path) } catch { throw SessionError(path: path, .file(error)) }
        let text = String(decoding: bytes, as: UTF8.self)
        if CarriedCell.isCarried(in: text) {
            return try ForeignSession(script: text, table: table).file(path: path, commands: table.commands)
        }
        do throws(SessionError) {
            return try SessionFile(bytes, path: path, commands: table.commands)
        } catch {
            guard case .damage = error.kind else { throw error }
            // In a script, `#=====` and the like are comments.
            let lines = FileLine.lines(of: SessionText.withoutMarks(text)).map { FileLine($0.text, .newline) }
            return try SessionFile(
                SessionFile.bytes(of: lines, hasByteOrderMark: false), path: path, commands: table.commands)
        }
    }
}
