internal import Interpreter
internal import LineEditing

extension CompletionSearch {
    /// Where a name stands.
    enum Position { case statement, expression }

    /// A candidate with its place in the order: keyword names, the user's names, commands, the rest; private ones last.
    private struct Ranked {
        var rank: Int
        var candidate: Candidate

        init(_ rank: Int, _ candidate: Candidate) {
            self.rank = candidate.text.utf8.first == UInt8(ascii: "_") ? rank + 10 : rank
            self.candidate = candidate
        }

        static func isBefore(_ left: Ranked, _ right: Ranked) -> Bool {
            left.rank != right.rank ? left.rank < right.rank : left.candidate.text < right.candidate.text
        }
    }

    /// The names that can stand here, and the keyword names of the call around.
    func names(at position: Position, keywords: [String] = []) -> Found {
        var ranked = keywords.filter(isMatch).map { Ranked(0, Candidate(text: $0, label: $0 + "=", suffix: suffix("="))) }
        ranked += userNames().map { Ranked(1, $0) }
        for name in table.bareNames where isMatch(name) && !isUserName(name) {
            guard let value = table.meaning(of: name) else { continue }
            let builtin = table.builtin(behind: value)
            let isCommand = builtin.map(isCommand) ?? false
            var candidate = Candidate(text: name, detail: detail(of: value))
            if let builtin, position == .statement, isCommand {
                candidate.suffix = suffix(builtin.signature.hasSuffix("()") ? "" : " ")
            } else if builtin != nil {
                candidate.suffix = suffix("(")
            }
            ranked.append(Ranked(isCommand ? 2 : 3, candidate))
        }
        let words = LanguageWords.expressions + (position == .statement ? LanguageWords.statements : [])
        for word in words where isMatch(word) {
            let isFinal = LanguageWords.final.contains(word)
            ranked.append(Ranked(3, Candidate(text: word, suffix: isFinal ? "" : suffix(" "))))
        }
        ranked.sort(by: Ranked.isBefore)
        return Found(start: context.wordStart, candidates: ranked.map(\.candidate))
    }

    /// The names of the workspace, and those that the cell has set so far.
    private func userNames() -> [Candidate] {
        var candidates: [Candidate] = []
        for (name, value) in workspace.names where isMatch(name) && !context.names.contains(name) {
            candidates.append(
                Candidate(text: name, detail: detail(of: value), suffix: isCallable(value) ? suffix("(") : ""))
        }
        for name in context.names where isMatch(name) {
            guard let parameters = context.functions[name] else {
                candidates.append(Candidate(text: name))
                continue
            }
            candidates.append(
                Candidate(text: name, detail: "(\(parameters.joined(separator: ", ")))", suffix: suffix("(")))
        }
        return candidates
    }

    private func isUserName(_ name: String) -> Bool { workspace.names[name] != nil || context.names.contains(name) }

    func isMatch(_ name: String) -> Bool { prefix.isEmpty || name.utf8.starts(with: prefix.utf8) }

    /// What is typed as words rather than in the middle of an expression.
    private func isCommand(_ builtin: Builtin) -> Bool {
        switch builtin.group {
        case .elementwise, .reduce, .reshape, .products, .python: false
        default: true
        }
    }

    /// What is to follow a candidate, unless it stands behind the cursor already.
    func suffix(_ text: String) -> String {
        guard let byte = text.utf8.first, context.cursor < context.bytes.count else { return text }
        return context.bytes[context.cursor] == byte ? "" : text
    }

    /// What the list says of a value: its shape, or its parameters.
    func detail(of value: Value) -> String { table.parameterText(of: value) ?? value.briefKind }

    // MARK: - Behind a dot

    /// The attributes and methods of the value whose last token is given.
    func attributes(behind last: Int) -> Found? {
        guard let value = primary(endingAt: last)?.value else { return nil }
        let isTopic = context.isSymbol(0, "?")
        let names = table.attributeNames(of: value).filter(isMatch)
        var candidates: [Candidate] = []
        for name in Set(names).sorted() {
            var candidate = Candidate(text: name)
            if let member = table.member(name, of: value) {
                if isCallable(member), !isTopic { candidate.suffix = suffix("(") }
                if case .tuple = member {
                    candidate.detail = member.text
                } else {
                    candidate.detail = detail(of: member)
                }
            }
            candidates.append(candidate)
        }
        return Found(start: context.wordStart, candidates: candidates)
    }

    // MARK: - Help

    /// What there is help about.
    func topics() -> Found { Found(start: context.wordStart, candidates: topics(beginningWith: prefix)) }

    func topics(beginningWith prefix: String) -> [Candidate] {
        let functions = workspace.names.filter { isCallable($0.value) }.keys
        let names = Set(table.bareNames + table.helpTopics + functions)
        return names.filter { $0.utf8.starts(with: prefix.utf8) }.sorted().map { name in
            let value = workspace.names[name] ?? table.meaning(of: name)
            return Candidate(text: name, detail: value.flatMap(table.parameterText(of:)) ?? "")
        }
    }

    /// Topics with a dot in them: `help np.random.n`.
    func topics(of path: Substring, from start: Int) -> Found? {
        guard let dot = path.lastIndex(of: ".") else {
            return Found(start: start, candidates: topics(beginningWith: String(path)))
        }
        var value: Value?
        for (index, name) in path[..<dot].split(separator: ".", omittingEmptySubsequences: false).enumerated() {
            value = index == 0 ? root(String(name)) : value.flatMap { table.member(String(name), of: $0) }
        }
        guard let value else { return nil }
        let rest = path[path.index(after: dot)...]
        let names = Set(table.attributeNames(of: value)).filter { $0.utf8.starts(with: rest.utf8) }.sorted()
        return Found(
            start: start + path[...dot].utf8.count,
            candidates: names.map { name in
                Candidate(
                    text: name, detail: table.member(name, of: value).flatMap(table.parameterText(of:)) ?? "")
            })
    }
}
