internal import Interpreter
internal import LineEditing
internal import Syntax

/// Paths of files, in the words that commands read raw and in string literals.
extension CompletionSearch {
    /// How a path is written where it stands.
    private enum Form {
        case raw
        case literal(quote: UInt8, isRaw: Bool)
    }

    /// A raw word: a topic of `help`, or a path.
    func rawWord(from start: Int) -> Found? {
        let name = context.text(context.tokens[context.headIndex])
        guard let builtin = table.meaning(of: name).flatMap(table.builtin(behind:)) else { return nil }
        let typed = context.text(start, context.cursor)
        let parameters = table.parameters(of: .builtin(builtin))
        let call = Call(parameters: parameters, position: context.wordIndex)
        guard let parameter = call.parameter else { return nil }
        if parameter.kind == .topic { return topics(of: typed[...], from: start) }
        return parameter.kind == .path ? Found(start: start, candidates: paths(typed, .raw)) : nil
    }

    /// A string literal, where it is an argument for a path.
    func path(in string: OpenString) -> Found? {
        guard !string.form.isFormatted, !string.form.isTriple,
            let parameter = callAroundString?.parameter
        else { return nil }
        let typed = context.text(string.contentStart, context.cursor)
        let form = Form.literal(quote: string.quote, isRaw: string.form.isRaw)
        if context.isCommand, !fileEndings.isEmpty {
            let files = sessions(string.form.isRaw ? typed : Self.unescaped(typed), form)
            return Found(start: string.contentStart, candidates: files)
        }
        guard parameter.kind == .path else { return nil }
        return Found(
            start: string.contentStart, candidates: paths(string.form.isRaw ? typed : Self.unescaped(typed), form))
    }

    /// What a word can become that may name a file of some endings, too, as that of `page`.
    func withSessions(_ found: Found?) -> Found? {
        guard context.headIndex < context.tokens.count, context.isName(context.headIndex), context.openers.isEmpty,
            !fileEndings.isEmpty
        else { return found }
        let start = context.bytes[context.tokens[context.headIndex].end..<context.cursor].firstIndex {
            !Self.isBlank($0)
        }
        guard let start = start ?? (endsInBlank ? context.cursor : nil), start > context.tokens[context.headIndex].end,
            !context.bytes[start..<context.cursor].contains(where: Self.isBlank)
        else { return found }
        let files = sessions(context.text(start, context.cursor), .raw)
        if files.isEmpty { return found }
        // Inside of a path, what Python would make of its pieces is nothing to offer.
        guard start == context.wordStart, let found else { return Found(start: start, candidates: files) }
        return Found(start: start, candidates: found.candidates + files)
    }

    private var fileEndings: [String] {
        let name = context.text(context.tokens[context.headIndex])
        return table.meaning(of: name).flatMap(table.builtin(behind:))?.fileEndings ?? []
    }

    private var endsInBlank: Bool { context.cursor > 0 && Self.isBlank(context.bytes[context.cursor - 1]) }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

    private func sessions(_ typed: String, _ form: Form) -> [Candidate] {
        let endings = fileEndings
        return paths(typed, form).filter { found in
            found.label.hasSuffix("/") || endings.contains { found.label.hasSuffix($0) }
        }
    }

    private var callAroundString: Call? {
        let last = context.tokens.count - 1
        guard context.openers.isEmpty else { return callAround(last) }
        guard context.isCommand, context.isName(context.headIndex) else { return nil }
        var call = commandCall()
        call.position = context.wordIndex
        if context.isSymbol(last, .equals), context.isName(last - 1) {
            call.keyword = context.text(context.tokens[last - 1])
        }
        return call
    }

    /// The files and folders that a path can go on with; folders stay open.
    private func paths(_ typed: String, _ form: Form) -> [Candidate] {
        let path = expandingHome(typed)
        let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
        let folder = slash.map { String(path[...$0]) } ?? ""
        let prefix = slash.map { String(path[path.index(after: $0)...]) } ?? path
        let entries = folders.entries(folder.isEmpty ? "." : folder)
            .filter { $0.name.utf8.starts(with: prefix.utf8) }
            .filter { $0.name.utf8.first != UInt8(ascii: ".") || prefix.utf8.first == UInt8(ascii: ".") }
            .sorted { $0.name < $1.name }
        var form = form
        var opening = ""
        if case .raw = form, entries.contains(where: { Self.needsQuotes(folder + $0.name) }) {
            // All of them, so that they still begin alike.
            form = .literal(quote: UInt8(ascii: "\""), isRaw: false)
            opening = "\""
        }
        return entries.compactMap { entry in
            guard let text = Self.written(folder + entry.name, form) else { return nil }
            var end = suffix(" ")
            if case .literal(let quote, _) = form { end = suffix(String(Character(Unicode.Scalar(quote)))) }
            return Candidate(
                text: opening + text, label: entry.isFolder ? entry.name + "/" : entry.name,
                suffix: entry.isFolder ? suffix("/") : end)
        }
    }

    private func expandingHome(_ path: String) -> String {
        guard let home = folders.home, path == "~" || path.utf8.starts(with: "~/".utf8) else { return path }
        return path == "~" ? home + "/" : home + path.dropFirst()
    }

    /// Whether a word would be read otherwise than as this path: as several words, or as Python (`load .x`).
    private static func needsQuotes(_ path: String) -> Bool {
        if path.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F || $0 == UInt8(ascii: ";") }) { return true }
        if ["/", "./", "../"].contains(where: { path.utf8.starts(with: $0.utf8) }) { return false }
        guard let first = path.utf8.first else { return false }
        let isLetter = (first | 0x20) &- UInt8(ascii: "a") < 26 || first >= 0x80
        return !isLetter && first &- UInt8(ascii: "0") >= 10 && first != UInt8(ascii: "_")
    }

    /// The path as it is written; nil if it can't be.
    private static func written(_ path: String, _ form: Form) -> String? {
        guard case .literal(let quote, let isRaw) = form else { return path }
        let quoteScalar = Unicode.Scalar(quote)
        var text = ""
        for scalar in path.unicodeScalars {
            switch scalar {
            case quoteScalar, "\\":
                if isRaw { return nil }
                text += "\\" + String(Character(scalar))
            case "\n":
                if isRaw { return nil }
                text += "\\n"
            case "\0"..<" ", "\u{7F}":
                if isRaw { return nil }
                text += "\\x" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    /// What the beginning of a string literal says.
    private static func unescaped(_ text: String) -> String {
        var result = ""
        var isEscaped = false
        for scalar in text.unicodeScalars {
            if !isEscaped, scalar == "\\" {
                isEscaped = true
                continue
            }
            if isEscaped, !["\\", "\"", "'"].contains(scalar) { result += "\\" }
            result.unicodeScalars.append(scalar)
            isEscaped = false
        }
        return result
    }
}
