public import Syntax

extension LeftOut {
    /// What is told of it.
    public func note(in path: String) -> Diagnostic {
        let more = lineCount > 1 ? " and the \(lineCount == 2 ? "line" : "\(lineCount - 1) lines") below" : ""
        let place = "\(path) \(place.text)"
        switch reason {
        case .magic: return Diagnostic(.note, "\(place): left out `\(text)`\(more), a command to Jupyter")
        case .shell: return Diagnostic(.note, "\(place): left out `\(text)`\(more): a session runs no other programs")
        case .needs(let name):
            return Diagnostic(.note, "\(place): left out `\(text)`\(more): it needs \(name), which is left out")
        case .notInLanguage(let diagnostic):
            let advice = [diagnostic.label].compactMap(\.self) + diagnostic.notes
            return Diagnostic(.note, "\(place): left out `\(text)`\(more): \(diagnostic.message)", notes: advice)
        }
    }
}
