internal import Files
internal import Rendering
internal import Syntax
internal import TensorFiles
internal import Tensors

extension Machine {
    /// The message for a file that cannot be read or written.
    func fileWording(_ error: TensorFileError, _ path: String) -> Wording {
        let path = FilePath.shown(path)
        var notes = error.notes
        switch error.innermost {
        case .tooLarge(let shape, let limit):
            notes = [Self.size(of: shape) + "; the limit is \(ByteCount.text(limit))"]
            if TensorFileFormat(path: path) == .npy { notes.append("mmap=True leaves float64 and int64 in the file") }
        case .textTooLarge(let bytes, let limit):
            return Wording(
                message:
                    "\(path): its \(ByteCount.text(bytes)) of text are more than the \(ByteCount.text(limit)) of memory",
                notes: notes)
        case .archive(.several(let names)):
            notes = [
                "load(\"\(path)\", name=\"\(names[0])\") gives one; `load \"\(path)\"` by itself in a cell sets them all"
            ]
        case .file(.alreadyThere): notes = ["replace=True replaces it"]
        case .file(.loaded): notes = ["write to another name"]
        default: break
        }
        return Wording(message: "\(path): \(error.message)", notes: notes)
    }
}

extension TensorFileError {
    /// The underlying error, without the archive member that it occurred in.
    var innermost: TensorFileError {
        if case .member(_, let inner) = self { inner.innermost } else { self }
    }
}

/// Paths in messages.
package enum FilePath {
    /// A path that is safe to show: quoted if it is empty or contains control characters.
    package static func shown(_ path: String) -> String {
        let isPlain = !path.isEmpty && path.unicodeScalars.allSatisfy { $0.value >= 32 && !(127..<160 ~= $0.value) }
        let text = isPlain ? path : PythonText.repr(path)
        return text.utf8.count > 400 ? "\(text.prefix(100))…" : text
    }
}

/// Byte counts for readers.
package enum ByteCount {
    /// The text `512 bytes` or `1.5 GB`, in decimal units.
    package static func text(_ bytes: Int) -> String {
        let units = ["kB", "MB", "GB", "TB", "PB", "EB"]
        if bytes < 1000 { return "\(bytes) bytes" }
        var value = Double(bytes) / 1000
        var unit = 0
        while value >= 999.5, unit < units.count - 1 {
            value /= 1000
            unit += 1
        }
        let text = (try? FormatArgument.float(value).formatted(".3g")) ?? "\(Int(value))"
        return "\(text) \(units[unit])"
    }
}
