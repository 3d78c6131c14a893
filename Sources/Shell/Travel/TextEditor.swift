internal import Files
internal import Platform
internal import Syntax

/// The user's editor: the program in `VISUAL` or `EDITOR`, or else `vi`.
enum TextEditor {
    /// Why a text couldn't be edited.
    enum Failure: Error {
        case file(FileError)
        case notStarted(editor: String)
        case failed(editor: String, status: Int32)

        var diagnostic: Diagnostic {
            switch self {
            case .file(let error): Diagnostic(.error, "the cell could not be handed to an editor: \(error.message)")
            case .notStarted(let editor):
                Diagnostic(
                    .error, "the editor \(editor) can't be started", notes: ["VISUAL or EDITOR names the one to use"])
            case .failed(let editor, let status):
                Diagnostic(.error, "\(editor) ended with status \(status), and nothing was changed")
            }
        }
    }

    /// Opens a text in the editor, and returns the edited text without trailing newlines.
    static func edited(_ text: String) throws(Failure) -> String {
        let parent = Terminal.environment("TMPDIR") ?? ""
        var template = Array("\(parent.hasPrefix("/") ? parent : "/tmp")/descent.XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw .file(.current()) }
        let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let path = folder + "/cell.py"
        defer {
            unlink(path)
            rmdir(folder)
        }
        do { try AtomicFileWriter(path, holding: Array((text + "\n").utf8)).commit() } catch { throw .file(error) }
        try open(path)
        var edited: String
        do { edited = try TextFile.text(of: TextFile.bytes(path: path)[...]) } catch { throw .file(error) }
        while edited.last?.isNewline == true { edited.removeLast() }
        return edited
    }

    private static func open(_ path: String) throws(Failure) {
        let named = [Terminal.environment("VISUAL"), Terminal.environment("EDITOR")].compactMap(\.self).first {
            !$0.isEmpty
        }
        let editor = named ?? "vi"
        // The path is a separate argument, which the shell doesn't split.
        guard let child = ShellCommand.start("\(editor) \"$@\"", [editor, path]),
            let status = ShellCommand.status(of: child)
        else { throw .notStarted(editor: editor) }
        guard status == 0 else { throw .failed(editor: editor, status: status) }
    }
}
