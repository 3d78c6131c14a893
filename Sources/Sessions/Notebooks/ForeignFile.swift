internal import Files
public import Interpreter
public import Notebooks

/// Reads what isn't a session, and makes one of it.
public enum ForeignFile {
    /// Kinds of files that aren't sessions, by their names.
    public enum Kind: Sendable { case notebook, script }

    /// The kind that a file's name tells; nil for a session.
    public static func kind(of path: String) -> Kind? {
        let name = path.lowercased()
        return name.hasSuffix(".ipynb") ? .notebook : name.hasSuffix(".py") ? .script : nil
    }

    /// Makes a session of a notebook, or of a script if the name doesn't say that it is one.
    public static func session(
        path: String, table: BuiltinTable, keepsMistakes: Bool = false
    ) throws(SessionError) -> ForeignSession {
        if kind(of: path) == .notebook {
            return ForeignSession(try notebook(path: path), table: table, keepsMistakes: keepsMistakes)
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
    public static func notebook(path: String) throws(SessionError) -> NotebookDocument {
        let bytes: [UInt8]
        do { bytes = try TextFile.bytes(path: path) } catch { throw SessionError(path: path, .file(error)) }
        do { return try NotebookDocument(bytes) } catch { throw SessionError(path: path, .notebook(error)) }
    }
}
