internal import Interpreter
internal import LineEditing
internal import Syntax
internal import Tensors

/// What fits a place: the values that a parameter takes, the keys of a dictionary.
extension CompletionSearch {
    /// What an argument can be: the values that its parameter is known to take, before the names there are.
    func values(of call: Call) -> Found {
        let own = call.parameter.map { values(of: $0, in: call) } ?? []
        switch call.parameter?.kind {
        case .cell, .steps, .option: return Found(start: context.wordStart, candidates: own)
        default: break
        }
        var found = names(at: .expression, keywords: keywords(of: call))
        let texts = Set(own.map(\.text))
        found.candidates = own + found.candidates.filter { !texts.contains($0.text) }
        return found
    }

    /// The argument of a call typed as words that stands behind its name and `=`.
    func commandKeyword(_ last: Int) -> Call? {
        guard context.isCommand, context.openers.isEmpty, context.isSymbol(last, .equals), context.isName(last - 1)
        else { return nil }
        var call = commandCall()
        call.keyword = context.text(context.tokens[last - 1])
        return call
    }

    private func values(of parameter: CallParameter, in call: Call) -> [Candidate] {
        // Before the name of a parameter is typed, a place has room for too much else.
        let isNamed = call.keyword != nil
        let found: [Candidate]
        switch parameter.kind {
        case .cell: found = cells().map { Candidate(text: String($0.number), detail: $0.source) }
        case .steps:
            found = cells().compactMap { cell in
                cell.steps.map { Candidate(text: String($0), detail: "back to before \(cell.source)") }
            }
        case .option(let options): found = options.map { Candidate(text: $0, suffix: suffix(" ")) }
        case .choice(let choices) where isNamed:
            let quote = context.isCommand ? "" : "\""
            found = choices.map { Candidate(text: quote + $0 + quote) }
        case .dtype where isNamed: found = Self.types.map { Candidate(text: $0, detail: "element type") }
        case .axis where isNamed: found = axes()
        case .truth where isNamed, .flag where isNamed: found = ["True", "False"].map { Candidate(text: $0) }
        case .number where isNamed: found = rates(around: parameter.defaultText)
        default: found = isNamed ? defaultValue(of: parameter) : []
        }
        return found.filter { isMatch($0.text) }
    }

    private static let types = [
        "float", "int", "bool", "complex", "np.float32", "np.float64", "np.int32", "np.int64", "np.uint8",
    ]

    private func defaultValue(of parameter: CallParameter) -> [Candidate] {
        guard let text = parameter.defaultText, text != "None", text != "…" else { return [] }
        return [Candidate(text: text, detail: "by default")]
    }

    /// Numbers around one that a parameter has by default: a tenth of it, itself, and ten times as much.
    private func rates(around text: String?) -> [Candidate] {
        guard let text, let number = Double(text) else { return [] }
        guard number > 0, number < 1 else { return [Candidate(text: text, detail: "by default")] }
        return [number / 10, number, number * 10].map { value in
            Candidate(text: Value.float(value).text, detail: value == number ? "by default" : "")
        }
    }

    /// The axes of the tensor that the call is of.
    private func axes() -> [Candidate] {
        guard case .array(let array)? = operandOfCall() else { return [] }
        return (0..<array.shape.rank).map { axis in
            Candidate(text: String(axis), detail: "of \(array.shape.dimensions[axis])")
        } + [Candidate(text: "None", detail: "all of them")]
    }

    /// What a call works on: what stands before the dot of a method, or else its first argument.
    private func operandOfCall() -> Value? {
        guard let open = context.openers.last else {
            let first = context.headIndex + 1
            return context.isName(first) ? primary(endingAt: first)?.value : nil
        }
        if context.isSymbol(open - 2, .dot), let value = primary(endingAt: open - 3)?.value, case .array = value {
            return value
        }
        return context.isName(open + 1) && context.isSymbol(open + 2, .comma) ? primary(endingAt: open + 1)?.value : nil
    }

    /// The texts of a parameter's choices, in quotes.
    func choices(in string: OpenString) -> Found? {
        guard let call = callAround(context.tokens.count - 1), case .choice(let choices)? = call.parameter?.kind else {
            return nil
        }
        return texts(choices, in: string, closing: "")
    }

    // MARK: - Keys

    /// A table of so many keys is listed; a longer one would take too long.
    private static let mostKeys = 10_000

    /// The keys of the dictionary, or the columns of the table, whose bracket opens last.
    private func keys(behind open: Int) -> [Value]? {
        guard context.openers.last == open, context.isSymbol(open, .leftBracket), isAttached(open),
            let value = primary(endingAt: open - 1)?.value
        else { return nil }
        if case .dictionary(let dictionary) = value { return dictionary.count <= Self.mostKeys ? dictionary.keys : nil }
        if case .instance = value { return table.member("columns", of: value)?.sequence }
        return nil
    }

    /// `d[`: the keys as they are written, before the names there are.
    func keysBehind(_ last: Int) -> Found? {
        guard let keys = keys(behind: last) else { return nil }
        var found = names(at: .expression)
        let own = keys.filter { $0.isText || $0.isNumber }.map(\.briefText).filter(isMatch)
        found.candidates = own.map { Candidate(text: $0, suffix: suffix("]")) } + found.candidates
        return found
    }

    /// `d["`: the keys that are texts.
    func keys(in string: OpenString) -> Found? {
        guard let keys = keys(behind: context.tokens.count - 1) else { return nil }
        let found = keys.compactMap { key in if case .string(let text) = key { text.string } else { nil } }
        return texts(found, in: string, closing: "]")
    }

    /// Texts for a literal that is open, which they close.
    private func texts(_ texts: [String], in string: OpenString, closing: String) -> Found? {
        guard !string.form.isFormatted, !string.form.isTriple, !string.form.isBytes else { return nil }
        let typed = context.text(string.contentStart, context.cursor)
        let quote = String(Character(Unicode.Scalar(string.quote)))
        // What would have to be written with a backslash is left to the user.
        let plain = texts.filter { text in
            text.utf8.starts(with: typed.utf8)
                && !text.unicodeScalars.contains { $0.value < 0x20 || $0 == "\\" || String($0) == quote }
        }
        let end = suffix(quote)
        return Found(
            start: string.contentStart,
            candidates: plain.map { Candidate(text: $0, suffix: end + (end.isEmpty ? "" : closing)) })
    }
}
