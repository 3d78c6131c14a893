internal import Builtins
internal import Interpreter
internal import LineEditing
internal import Syntax

extension CompletionSearch {
    /// Where a name stands.
    enum Position { case statement, expression }

    /// Where a candidate comes from, in the order of the list.
    private enum Source: Int { case keyword, user, command, function, word }

    /// A name's place in the order: keyword names, the user's names, commands, the rest; private ones last.
    ///
    /// A key holds no references, so that ten thousand of them are sorted in a moment.
    private struct Key {
        var rank: Int
        /// The first eight bytes behind what has been typed, which most names differ in.
        var head: UInt64
        var index: Int

        init(_ source: Source, _ name: String, behind typed: Int, index: Int) {
            let isPrivate = name.utf8.first == UInt8(ascii: "_")
            rank = min(source.rawValue, Source.function.rawValue) + (isPrivate ? 10 : 0)
            var bytes = name.utf8.dropFirst(typed).makeIterator()
            head = (0..<8).reduce(0) { head, _ in head << 8 | UInt64(bytes.next() ?? 0) }
            self.index = index
        }
    }

    /// More than fit any screen are listed without what they hold.
    private static let mostDetails = 1_000

    /// The names that can stand here, and the keyword names of the call around.
    func names(at position: Position, keywords: [CallParameter] = []) -> Found {
        var names: [(name: String, source: Source)] = keywords.map(\.name).filter(isMatch).map { ($0, .keyword) }
        for name in workspace.order where isMatch(name) && !context.names.contains(name) {
            names.append((name, .user))
        }
        for name in context.names where isMatch(name) { names.append((name, .user)) }
        for name in table.bareNames where isMatch(name) && !isUserName(name) {
            let builtin = table.meaning(of: name).flatMap(table.builtin(behind:))
            names.append((name, builtin.map(isCommand) == true ? .command : .function))
        }
        for word in Keyword.expressions + (position == .statement ? Keyword.statements : [])
        where isMatch(word.rawValue) {
            names.append((word.rawValue, .word))
        }

        let typed = prefix.utf8.count
        var keys = names.enumerated().map { Key($1.source, $1.name, behind: typed, index: $0) }
        keys.sort { left, right in
            if left.rank != right.rank { return left.rank < right.rank }
            return left.head != right.head
                ? left.head < right.head : names[left.index].name < names[right.index].name
        }
        let candidates = keys.enumerated().map { place, key in
            let (name, source) = names[key.index]
            guard place < Self.mostDetails else { return Candidate(text: name) }
            var found = candidate(name, source, at: position)
            if source == .keyword { found.summary = keywords.first { $0.name == name }?.meaning ?? "" }
            return found
        }
        return Found(start: context.wordStart, candidates: candidates)
    }

    private func candidate(_ name: String, _ source: Source, at position: Position) -> Candidate {
        switch source {
        case .keyword: return Candidate(text: name, label: name + "=", suffix: suffix("="))
        case .word: return Candidate(text: name, suffix: Keyword(rawValue: name)?.canEndLine == true ? "" : suffix(" "))
        case .user:
            if context.names.contains(name) {
                guard let parameters = context.functions[name] else { return Candidate(text: name) }
                return Candidate(
                    text: name, detail: "(\(parameters.joined(separator: ", ")))", suffix: suffix("("))
            }
        case .command, .function: break
        }
        guard let value = source == .user ? workspace.value(name) : table.meaning(of: name) else {
            return Candidate(text: name)
        }
        var candidate = Candidate(text: name, detail: detail(of: value), summary: table.summary(of: value))
        if source == .command, position == .statement, let builtin = table.builtin(behind: value) {
            candidate.suffix = suffix(builtin.signature.parameters.isEmpty ? "" : " ")
        } else if isCallable(value) {
            candidate.suffix = suffix("(")
        }
        return candidate
    }

    private func isUserName(_ name: String) -> Bool { workspace.value(name) != nil || context.names.contains(name) }

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
        let isTopic = context.isSymbol(0, .question)
        let names = table.attributeNames(of: value).filter(isMatch)
        var candidates: [Candidate] = []
        for name in Set(names).sorted() {
            var candidate = Candidate(text: name)
            if let member = table.member(name, of: value) {
                candidate.summary = table.summary(of: member)
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
        let functions = workspace.order.filter { workspace.value($0).map(isCallable) == true }
        let names = Set(table.bareNames + table.helpTopics + functions)
        return names.filter { $0.utf8.starts(with: prefix.utf8) }.sorted().map { name in
            let value = workspace.value(name) ?? table.meaning(of: name)
            return Candidate(
                text: name, detail: value.flatMap(table.parameterText(of:)) ?? "",
                summary: value.map(table.summary(of:)) ?? "")
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
