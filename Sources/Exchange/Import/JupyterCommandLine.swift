internal import Rendering
internal import Sessions

/// A line of a notebook that IPython reads as a command instead of Python.
struct JupyterCommandLine {
    /// The kind of command.
    enum Kind: Equatable {
        /// `%name rest`.
        case magic(name: String, rest: String)
        /// `!command`.
        case system(String)
        /// `name = !command`: its output.
        case output(String)
        /// `?name` and `name?`: help.
        case help
    }

    /// The kind.
    let kind: Kind
    /// The indentation.
    let indentation: String
    /// `name = ` before the command.
    let target: String

    /// Reads the first line of a statement; nil if it is Python.
    init?(_ line: String) {
        indentation = String(line.prefix { $0 == " " || $0 == "\t" })
        let text = line[indentation.endIndex...]
        if let kind = Self.command(text) {
            (self.kind, target) = (kind, "")
            return
        }
        guard let sign = Self.assignmentSign(in: text),
            let kind = Self.command(text[sign...].dropFirst().drop { $0 == " " || $0 == "\t" })
        else { return nil }
        target = text[..<sign] + "= "
        if case .system(let command) = kind { self.kind = .output(command) } else { self.kind = kind }
        if case .help = kind { return nil }
    }

    private static func command(_ text: Substring) -> Kind? {
        switch text.first {
        case "%":
            let body = text.drop { $0 == "%" }
            let name = body.prefix { $0 != " " && $0 != "\t" }
            if name.isEmpty { return nil }
            if name.last == "?" { return .help }
            return .magic(name: String(name), rest: trimmed(body.dropFirst(name.count)))
        case "!": return .system(trimmed(text.drop { $0 == "!" }))
        case "?": return .help
        default: return isHelp(text) ? .help : nil
        }
    }

    private static func trimmed(_ text: Substring) -> String {
        text.drop { $0 == " " || $0 == "\t" }.withoutTrailingBlanks
    }

    /// Whether a line is a name, or an item or attribute of one, followed by `?` or `??`.
    private static func isHelp(_ text: Substring) -> Bool {
        var text = Substring(text.withoutTrailingBlanks)
        if text.last == ";" { text = Substring(text.dropLast().withoutTrailingBlanks) }
        guard text.last == "?" else { return false }
        text = text.dropLast()
        if text.last == "?" { text = text.dropLast() }
        guard let first = text.first, first.isLetter || first == "_" || first == "*" else { return false }
        return text.allSatisfy { $0.isLetter || $0.isNumber || "_.*[]\"'".contains($0) }
    }

    /// The `=` of an assignment to names, items and attributes.
    private static func assignmentSign(in text: Substring) -> Substring.Index? {
        guard let sign = text.firstIndex(of: "="), sign > text.startIndex,
            text[..<sign].allSatisfy({ !"\"'#(!<>=%+-*/|&^@:".contains($0) })
        else { return nil }
        return sign
    }

    // MARK: - As Python

    /// The call that IPython makes for it.
    var python: String {
        let call =
            switch kind {
            case .magic(let name, let rest):
                "get_ipython().run_line_magic(\(PythonText.repr(name)), \(PythonText.repr(rest)))"
            case .system(let command): "get_ipython().system(\(PythonText.repr(command)))"
            case .output(let command): "get_ipython().getoutput(\(PythonText.repr(command)))"
            case .help: "pass"
            }
        return indentation + target + call
    }

    /// The call for a cell magic, on the same number of lines.
    static func python(cellMagic name: String, rest: String, body: [String]) -> [String] {
        let head = "get_ipython().run_cell_magic(\(PythonText.repr(name)), \(PythonText.repr(rest)), "
        if body.isEmpty { return [head + "'')"] }
        return [head + "'''\\"] + closed(body)
    }

    /// The call that runs code as a separate cell, on the same number of lines.
    static func python(code: [String]) -> [String] {
        var lines = closed(code)
        lines[0] = "get_ipython().run_cell('''" + lines[0]
        return lines
    }

    /// Lines that end a string in triple quotes.
    private static func closed(_ lines: [String]) -> [String] {
        var lines = lines.map {
            $0.replacing("\\", with: "\\\\").replacing("'''", with: "\\'\\'\\'").replacing("\r", with: "\\r")
        }
        guard var last = lines.popLast() else { return lines }
        // A quote at the very end would end the string early.
        if last.hasSuffix("'"), !last.hasSuffix("\\'") { last = last.dropLast() + "\\'" }
        return lines + [last + "''')"]
    }
}
