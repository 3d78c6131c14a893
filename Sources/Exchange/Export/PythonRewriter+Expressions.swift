internal import Interpreter
internal import Sessions
internal import Syntax

extension PythonRewriter {
    // MARK: - Names

    /// Whether a name refers, or may refer, to a user's value at this position.
    func isUser(_ name: String) -> Bool { isUserForSure(name) || mayBeUser(name) }

    /// Whether a name refers to a user's value, or is unset, on every path.
    private func isUserForSure(_ name: String) -> Bool {
        if scopes.isLocal(name) { return true }
        if scopes.isOfClass(name) { return false }
        // Code that runs later or repeatedly, or calls code that does, may find the name deleted.
        let runsLater = scopes.isInFunction || context.names.global.contains(name)
        if runsLater, context.names.passing.contains(name) { return false }
        if blockDepth > 0, context.names.deleted.contains(name) { return false }
        return assigned.contains(name) || gone.contains(name)
    }

    /// Whether a name that isn't definitely set may be set here, on another path or when the function runs.
    private func mayBeUser(_ name: String) -> Bool {
        if scopes.isOfClass(name) || context.names.global.contains(name) { return true }
        if assigned.contains(name) || gone.contains(name) { return true }
        return scopes.isInFunction ? context.names.assigned.contains(name) : possible.contains(name)
    }

    /// Reads a name that isn't rewritten: if it may refer to a built-in, Python needs to find that under the name.
    mutating func readUnchanged(_ name: String, _ range: SourceRange) {
        if !isUserForSure(name) { bind(name, range) }
    }

    /// Binds a name to the built-in at the head of the code, so that Python finds either meaning.
    private mutating func bind(_ name: String, _ range: SourceRange) {
        guard let meaning = context.table.meaning(of: name) else { return }
        if comesBack(name), context.names.deleted.contains(name) { report(.nameGivenBack(name), range) }
        switch meaning {
        case .builtin(let entry):
            switch entry.python.place {
            case .known where entry.door != .bare || entry.group != .python: bound[name] = "np." + entry.numpyPath
            case .known: break
            case .atHead(let helper): helpers.insert(helper)
            case .alone: report(.nameOfBoth(name), range)
            }
        case .float, .none: bound[name] = "np.\(name)"
        default: break
        }
    }

    /// The built-in that a bare name refers to here.
    func builtin(_ name: String) -> Builtin? {
        guard !isUser(name), case .builtin(let entry)? = context.table.meaning(of: name) else { return nil }
        return entry
    }

    /// Deletes a name: Python must also fail if it isn't set.
    mutating func delete(_ name: String, _ range: SourceRange) {
        if scopes.isLocal(name) || scopes.isOfClass(name) || assigned.contains(name) { return }
        if context.bound[name] != nil { report(.nameOfBoth(name), range) }
    }

    /// The namespace that an expression refers to.
    private func namespace(_ expression: Expression) -> Value? {
        switch expression.kind {
        case .name(let name) where context.names.numpyAliases.contains(name) && !scopes.isLocal(name):
            return .namespace(.numpy)
        case .attribute(let base, let name, _):
            guard let outer = namespace(base), case .namespace? = context.table.member(name, of: outer) else {
                return nil
            }
            return context.table.member(name, of: outer)
        default: return nil
        }
    }

    /// The built-in that a called expression refers to.
    func entry(of function: Expression) -> Builtin? {
        switch function.kind {
        case .name(let name): return builtin(name)
        case .attribute(let base, let name, _):
            guard let outer = namespace(base), case .builtin(let entry)? = context.table.member(name, of: outer) else {
                return nil
            }
            return entry
        default: return nil
        }
    }

    /// Translates a bare name.
    private mutating func visitName(_ name: String, _ range: SourceRange) {
        guard !isUser(name) else { return readUnchanged(name, range) }
        guard let meaning = context.table.meaning(of: name) else { return }
        switch meaning {
        case .builtin(let entry):
            switch entry.python.place {
            case .known where entry.door == .bare && entry.group == .python: break
            case .known: replaceByNumPys(entry.numpyPath, range)
            case .atHead(let helper):
                helpers.insert(helper)
                if givenBack.contains(name) { report(.nameGivenBack(name), range) }
            case .alone: report(.commandInExpression(name), range)
            }
        case .float, .none: replaceByNumPys(name, range)
        default: break
        }
    }

    private mutating func replaceByNumPys(_ path: String, _ range: SourceRange) {
        if scopes.isLocal("np") || scopes.isOfClass("np") { report(.nameTaken("np"), range) }
        edits.replace(range, by: "np." + path)
    }

    // MARK: - Expressions

    mutating func visit(_ expression: Expression) {
        switch expression.kind {
        case .name(let name): visitName(name, expression.range)
        case .attribute(let base, _, _): if namespace(base) == nil { visit(base) }
        case .call(let function, let arguments): visitCall(function, arguments, expression.range)
        case .command(let command): visitCommand(command, expression.range)
        case .lambda(let parameters, let body):
            for value in parameters.defaults { visit(value) }
            scopes.enter(at: expression.range)
            visit(body)
            scopes.leave()
        case .listComprehension(let element, let clauses), .setComprehension(let element, let clauses),
            .generator(let element, let clauses):
            visit([element], clauses, at: expression.range)
        case .dictionaryComprehension(let item, let clauses): visit(item.expressions, clauses, at: expression.range)
        case .formattedString(let parts): visitFormattedString(parts, expression.range)
        default: for child in expression.children { visit(child) }
        }
    }

    private mutating func visit(_ elements: [Expression], _ clauses: [ComprehensionClause], at range: SourceRange) {
        // The first iterable is evaluated in the enclosing scope.
        if let first = clauses.first { visit(first.iterable) }
        scopes.enter(at: range)
        for (place, clause) in clauses.enumerated() {
            if place > 0 { visit(clause.iterable) }
            for condition in clause.conditions { visit(condition) }
        }
        for element in elements { visit(element) }
        scopes.leave()
    }

    private mutating func visitCall(_ function: Expression, _ arguments: [Argument], _ range: SourceRange) {
        let entry = entry(of: function)
        if case .name(let name) = function.kind { refuseUncertain(name, arguments, function.range) }
        if case .name(let name) = function.kind, let entry {
            if let twin = numpyTwin(of: entry, arguments) {
                edits.replace(function.range, by: twin)
            } else {
                visitName(name, function.range)
            }
        } else {
            visit(function)
        }
        for argument in arguments { if let value = argument.expression { visit(value) } }
        guard let entry else { return }
        copyResult(of: entry, range)
        adapt(arguments, of: entry)
        complete(entry, arguments, closing: range.end - 1, in: range)
    }

    /// Reports a call that may be of the user's function, if the built-in needs other arguments in Python.
    private mutating func refuseUncertain(_ name: String, _ arguments: [Argument], _ range: SourceRange) {
        guard isUser(name), !isUserForSure(name),
            case .builtin(let entry)? = context.table.meaning(of: name)
        else { return }
        let isAlike =
            switch entry.python.place {
            case .known:
                entry.python == .twin && numpyTwin(of: entry, arguments) == nil
                    && !(entry.traits.contains(.gathers) && arguments.count > 1)
            case .atHead: arguments.count >= entry.workspaceOperands.count
            case .alone: true
            }
        if !isAlike { report(.nameOfBoth(name), range) }
    }

    /// NumPy's function if a call of Python's function of the same name uses a keyword of NumPy's.
    func numpyTwin(of entry: Builtin, _ arguments: [Argument]) -> String? {
        guard entry.door == .bare, let twin = context.table.numpyTwin(of: entry) else { return nil }
        if entry.traits.contains(.yieldsToNumPy), case .positional(let first)? = arguments.first {
            if case .constant(.int) = first.kind { return nil }
            return twin.numpyName
        }
        let keywords = arguments.compactMap { if case .keyword(let name, _, _) = $0 { name } else { nil } }
        return entry.signature.lacks(keywords) ? twin.numpyName : nil
    }

    /// Puts separate arguments into one tuple.
    private mutating func adapt(_ arguments: [Argument], of entry: Builtin) {
        guard entry.isNumPys, entry.traits.contains(.gathers),
            let first = entry.signature.parameters.firstIndex(where: \.isVariadic)
        else { return }
        let positional = arguments.compactMap { argument -> Expression? in
            if case .positional(let value) = argument { value } else { nil }
        }
        guard positional.count > first + 1 else { return }
        edits.open(positional[first].range.start, with: "(")
        edits.close(positional[positional.count - 1].range.end, with: ")")
    }

    /// Adds the operands that Descent's own functions take from the workspace.
    private mutating func complete(_ entry: Builtin, _ arguments: [Argument], closing: Int, in range: SourceRange) {
        guard entry.door == .bare, entry.group == .learn, entry.traits.isDisjoint(with: [.trains, .shows]) else {
            return
        }
        let parameters = entry.workspaceOperands
        let count = arguments.count { if case .positional = $0 { true } else { false } }
        let keywords = arguments.compactMap { argument -> String? in
            if case .keyword(let name, _, _) = argument { name } else { nil }
        }
        let missing = parameters.dropFirst(count).filter { !keywords.contains($0) }
        guard !missing.isEmpty else { return }
        let text = missing.map { keywords.isEmpty ? $0 : "\($0)=\($0)" }.joined(separator: ", ")
        edits.close(closing, with: (arguments.isEmpty ? "" : ", ") + text)
    }

    // MARK: - Commands

    private mutating func visitCommand(_ command: Command, _ range: SourceRange) {
        let entry = builtin(command.name)
        refuseUncertain(command.name, command.arguments, command.nameRange)
        if let entry, let twin = numpyTwin(of: entry, command.arguments) {
            edits.replace(command.nameRange, by: twin)
        } else {
            visitName(command.name, command.nameRange)
        }
        var end = command.nameRange.end
        for (index, argument) in command.arguments.enumerated() {
            replaceGap(SourceRange(end, argument.start), by: index == 0 ? "(" : ", ")
            switch argument {
            case .positional(let value), .keyword(_, let value, _), .starred(let value), .doubleStarred(let value):
                visit(value)
                end = value.range.end
            case .raw(let text, let range):
                edits.replace(range, by: PythonSource.literal(text))
                end = range.end
            case .source(_, let range):
                report(.commandInExpression(command.name), range)
                end = range.end
            }
        }
        if let entry {
            adapt(command.arguments, of: entry)
            complete(entry, command.arguments, closing: range.end, in: range)
        }
        edits.close(range.end, with: ")")
        guard let entry else { return }
        copyResult(of: entry, range)
    }

    /// NumPy's counterpart of a function of Descent may return a view where Descent returns a copy.
    private mutating func copyResult(of entry: Builtin, _ range: SourceRange) {
        if entry.door == .bare, entry.traits.contains(.copies) { edits.close(range.end, with: ".copy()") }
    }

    /// Replaces the spaces between two words of a command with a separator; parentheses in between remain.
    private mutating func replaceGap(_ gap: SourceRange, by sign: String) {
        let blanks = bytes[gap.start..<gap.end].indices.filter { [0x20, 0x09, 0x5C, 0x0A, 0x0D].contains(bytes[$0]) }
        guard let first = blanks.first, let last = blanks.last else { return }
        edits.replace(SourceRange(first, last + 1), by: sign)
    }

    // MARK: - Strings

    private mutating func visitFormattedString(_ parts: [FormattedStringPart], _ range: SourceRange) {
        for case .replacement(let value, _, let format) in parts {
            let end = bytes[value.range.end...].firstIndex { $0 != 0x20 && $0 != UInt8(ascii: ")") } ?? range.end
            let showsItself =
                end + 1 < range.end && bytes[end] == UInt8(ascii: "=") && bytes[end + 1] != UInt8(ascii: "=")
            let changed = text(value, fetched: true)
            if showsItself, changed != source(value.range),
                let brace = bytes[..<value.range.start].lastIndex(of: UInt8(ascii: "{"))
            {
                // With `=`, the text before it is the expression as typed.
                let next = bytes[(end + 1)...].firstIndex { $0 != 0x20 } ?? range.end
                let shown = source(SourceRange(brace + 1, next))
                let isBare = bytes[next] == UInt8(ascii: "}")
                edits.replace(SourceRange(brace, next), by: "\(shown){\(changed)\(isBare ? "!r" : "")")
            } else {
                visit(value)
                fetch(value)
            }
            visitFormattedString(format, range)
        }
    }
}
