internal import Files
internal import Platform
internal import Syntax

/// The user's editor: what `VISUAL` or `EDITOR` names, or else `vi`.
enum TextEditor {
    /// Why a text could not be edited.
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

    /// Opens a text in the editor, and gives it as it was left, without line ends at its end.
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
        do throws(FileError) {
            let writer = try AtomicFileWriter(path)
            let bytes = Array((text + "\n").utf8)
            try bytes.withUnsafeBufferPointer { (buffer) throws(FileError) in
                try writer.append(UnsafeRawBufferPointer(buffer))
            }
            try writer.commit()
        } catch {
            throw .file(error)
        }
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
        // As git and others do: the shell splits what the variable says, and the path is an argument of its own.
        let arguments = ["sh", "-c", "\(editor) \"$@\"", editor, path]
        var pointers = arguments.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // The editor takes signals as any program does, whatever this one does with them.
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var child = pid_t()
        guard posix_spawn(&child, "/bin/sh", nil, &attributes, &pointers, environ) == 0 else {
            throw .notStarted(editor: editor)
        }
        var status: Int32 = 0
        _ = uninterrupted { waitpid(child, &status, 0) }
        let code = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
        if code == 126 || code == 127 { throw .notStarted(editor: editor) }
        guard code == 0 else { throw .failed(editor: editor, status: code) }
    }
}
