internal import Compiler
internal import Syntax
internal import TensorFiles

extension Machine {
    /// A better error for a failed command that was probably mistyped; nil if there is none.
    func commandMistake(after failure: Failure) -> Failure? {
        switch failure.error {
        case .names(.unknown), .arguments: break
        default: return nil
        }
        // Ignore failures inside a function that it called.
        guard failure.cell == cell, failure.calls == self.failure(.interrupted).calls else { return nil }
        for (command, range) in frame.code.code.commands(at: instructionIndex) {
            if let found = keywordMistake(in: command, at: range, after: failure)
                ?? swappedPath(in: command, at: range, after: failure)
            {
                return found
            }
        }
        return nil
    }

    /// `save x out.npy`: a failed command whose last word looks like the file name that must come first.
    private func swappedPath(
        in command: Command, at range: SourceRange, after failure: Failure
    ) -> Failure? {
        guard case .names(.unknown) = failure.error, case .raw(let first, _)? = command.arguments.first,
            case .builtin(let builtin)? = try? lookUp(command.name), builtin.traits.contains(.writesFiles),
            command.arguments.count > 1, let lastRange = command.arguments.last?.range, let path = text(of: lastRange),
            failure.range?.start == lastRange.start, TensorFileFormat(path: path) != nil,
            TensorFileFormat(path: first) == nil
        else { return nil }
        let others = command.arguments.dropFirst().dropLast().compactMap { $0.range.flatMap { text(of: $0) } }
        let words = [command.name, path, first] + others
        return self.failure(
            .calls(.pathComesFirst(function: command.name, rewritten: words.joined(separator: " "))), range)
    }

    /// `train 20 lr 0.1`: a failed command that has a parameter's name and its value as two words.
    private func keywordMistake(in command: Command, at range: SourceRange, after failure: Failure) -> Failure? {
        switch failure.error {
        case .names(.unknown), .arguments: break
        default: return nil
        }
        guard case .builtin(let builtin)? = try? lookUp(command.name)
        else { return nil }
        let parameters = builtin.signature
        var words = [command.name]
        var place: SourceRange?
        var keyword = ""
        var pending: SourceRange?
        for argument in command.arguments {
            guard let wordRange = argument.range, let word = text(of: wordRange) else { return nil }
            var name: String?
            if case .positional(let expression) = argument, case .name(let own) = expression.kind { name = own }
            // Two adjacent names are operands: loss y y_hat.
            if let start = pending, name == nil {
                words[words.count - 1] += "=\(word)"
                if place == nil { place = SourceRange(start.start, wordRange.end) }
            } else {
                words.append(word)
            }
            pending = nil
            guard let name, let index = parameters.index(of: name), parameters.parameters[index].defaultText != nil
            else { continue }
            pending = wordRange
            if place == nil { keyword = name }
        }
        guard let place else { return nil }
        return self.failure(
            .calls(.keywordWithoutSign(keyword, rewritten: words.joined(separator: " "))), place)
    }
}

extension Argument {
    /// The source range, including the keyword.
    var range: SourceRange? {
        switch self {
        case .positional(let expression), .starred(let expression), .doubleStarred(let expression): expression.range
        case .keyword(_, let expression, let nameRange): SourceRange(nameRange.start, expression.range.end)
        case .raw(_, let range), .source(_, let range): range
        }
    }
}
