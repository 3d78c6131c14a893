internal import Interpreter
internal import Sessions
internal import Syntax

/// Translates Descent's own commands as statements.
extension PythonRewriter {
    /// A statement that is a call of a built-in.
    struct Call {
        var entry: Builtin
        var arguments: [Argument]
        var range: SourceRange
        var statement: Statement
        var isTop: Bool

        /// The positional arguments.
        var positional: [Expression] {
            arguments.compactMap { if case .positional(let value) = $0 { value } else { nil } }
        }

        /// The argument for a parameter, by keyword or by position.
        func argument(_ name: String, at place: Int? = nil) -> Expression? {
            for case .keyword(name, let value, _) in arguments { return value }
            guard let place, place < positional.count else { return nil }
            return positional[place]
        }

        /// The first word, raw or a string.
        var firstWord: String? {
            switch arguments.first {
            case .raw(let text, _): text
            case .positional(let value): if case .constant(.string(let text)) = value.kind { text } else { nil }
            default: nil
            }
        }
    }

    /// Rewrites a statement that is one of Descent's commands; false if it isn't, or is translated like an expression.
    mutating func visitCommandStatement(
        _ expression: Expression, _ statement: Statement, isTop: Bool, isSilenced: Bool
    ) -> Bool {
        guard let call = call(expression, statement, isTop: isTop) else { return false }
        if isUsage(call) {
            printUsage(call)
            return true
        }
        if numpyTwin(of: call.entry, call.arguments) != nil { return false }
        switch call.entry.python {
        case .twin, .backward, .learning: return false
        case .forward, .loss:
            if case .name = expression.kind { runAlone(call) }
            return false
        case .load: return loadArchive(call)
        case .time: return visitTime(call)
        case .step, .train: train(call)
        case .shapes: replace(call, by: shapes(of: call))
        case .show: show(call)
        case .statistics: statistics(call)
        case .reset: reset(call)
        case .save: save(call)
        case .journey: goTo(call)
        case .plot, .points, .histogram, .matrix, .surface: draw(call)
        case .displayed: display(call)
        case .printed where isTop || !call.entry.traits.contains(.unrecorded): tell(call)
        case .printed, .comment: comment(call)
        }
        return true
    }

    /// Whether it is the bare name of a function that needs arguments, which prints its usage.
    private func isUsage(_ call: Call) -> Bool {
        guard call.isTop, !call.entry.traits.contains(.runsAlone),
            case .expression(let expression, _) = call.statement.kind,
            case .name = expression.kind
        else { return false }
        return true
    }

    private func call(_ expression: Expression, _ statement: Statement, isTop: Bool) -> Call? {
        guard let called = expression.called, let entry = called.bareName.flatMap(builtin) else { return nil }
        return Call(
            entry: entry, arguments: called.arguments, range: expression.range, statement: statement, isTop: isTop)
    }

    mutating func replace(_ call: Call, by statements: [String]) {
        edits.replace(call.statement.range, by: joined(statements, at: call.statement.range))
    }

    /// The bare name of a command that returns a value: `loss` becomes `loss(y, y_hat)`.
    private mutating func runAlone(_ call: Call) {
        edits.close(call.range.end, with: "(\(call.entry.workspaceOperands.joined(separator: ", ")))")
    }

    // MARK: - Learning

    private mutating func train(_ call: Call) {
        let isTraining = call.entry.python == .train
        let names = call.entry.signature.parameters.map(\.name)
        var texts: [String: String] = [:]
        for (place, name) in names.enumerated() {
            guard let value = call.argument(name, at: place) else { continue }
            texts[name] = text(value)
        }
        for name in call.entry.workspaceOperands where texts[name] == nil { texts[name] = name }
        let own = texts
        // In Python, a name that a function assigns is local in the whole function.
        for name in ["w", "b"].compactMap({ texts[$0] }) where scopes.isInFunction && !scopes.isLocal(name) {
            report(.trainingInFunction(call.entry.name, missing: name), call.range)
        }
        let runs = context.facts.trainings[.init(cell: cell.cell.number, range: call.range)] ?? []
        if let model = runs.lazy.compactMap(\.model).first { return train(model, call, runs, texts, isTraining) }
        supplyMissing(to: call, runs, &texts)
        if isTraining, isOfSeveralRates(call) { return compareRates(call, runs, texts) }
        helpers.insert(isTraining ? .train : .step)
        let operands = call.entry.workspaceOperands.compactMap { texts[$0] }
        var arguments = (isTraining ? [texts["epochs"] ?? ""] : []) + operands
        for name in ["lr", "every", "tol"] { if let text = texts[name] { arguments.append("\(name)=\(text)") } }
        var results = ["y_hat", own["w"] ?? "w", own["b"] ?? "b"] + (isTraining ? ["losses"] : [])
        // If training diverged or ran no epoch, the names keep their values.
        let firsts = Set(runs.map { run in results.firstIndex { run.assigned.contains($0) } ?? results.count })
        if firsts.count > 1 { arguments.append("y_hat=y_hat") }
        arguments += model(of: call, runs)
        let text = "\(call.entry.name)(\(arguments.joined(separator: ", ")))"
        let first = firsts.count == 1 ? firsts.first ?? 0 : 0
        let part = first == 0 ? "" : first == results.count - 1 ? "[\(first)]" : "[\(first):]"
        results.removeFirst(first)
        replace(call, by: [results.isEmpty ? text : "\(results.joined(separator: ", ")) = \(text)\(part)"])
        set(results)
    }

    /// Adds zeros for weights that didn't exist, and reshapes a target that was taken as a column.
    private mutating func supplyMissing(
        to call: Call, _ runs: [TrainingRecord], _ texts: inout [String: String]
    ) {
        var zeros: [String: String] = [:]
        for weight in runs.flatMap(\.made) { zeros[weight.name] = "np.zeros(\(weight.shape))" }
        if call.isTop {
            texts.merge(zeros) { $1 }
        } else {
            // The first run creates them, and the later ones continue with them.
            let names = ["w", "b"].filter { zeros[$0] != nil && !assigned.contains($0) }
            if !names.isEmpty {
                let values = names.compactMap { zeros[$0] }.joined(separator: ", ")
                insert("\(names.joined(separator: ", ")) = \(values)", before: topStart)
                set(names)
            }
        }
        if runs.contains(where: \.takesColumn), let y = texts["y"] { texts["y"] = "np.reshape(\(y), (-1, 1))" }
    }

    /// Whether a `train` tries several rates, in which case its output is their final losses.
    private func isOfSeveralRates(_ call: Call) -> Bool {
        switch call.argument("lr", at: 1)?.kind {
        case .list, .tuple, .listComprehension: true
        case nil, .constant: false
        default: facts.output(of: call.statement).hasPrefix("lr ")
        }
    }

    /// `train 200 lr=[0.01, 0.1]` keeps only the losses.
    private mutating func compareRates(_ call: Call, _ runs: [TrainingRecord], _ texts: [String: String]) {
        helpers.insert(.trainRates)
        var arguments = ["lr", "epochs", "x", "y", "w", "b"].compactMap { texts[$0] }
        if let text = texts["tol"] { arguments.append("tol=\(text)") }
        arguments += model(of: call, runs)
        replace(call, by: ["losses = train_rates(\(arguments.joined(separator: ", ")))"])
        set(["losses"])
    }

    /// The user's functions that took part in every run of the training. Reports a problem if a run used others,
    /// since their names may refer to other values.
    private mutating func model(of call: Call, _ runs: [TrainingRecord]) -> [String] {
        guard let taken = runs.first?.functions else { return [] }
        if let other = runs.first(where: { $0.functions != taken })?.functions {
            let name = Set(taken.values).symmetricDifference(other.values).min() ?? call.entry.name
            report(.nameOfBoth(name), call.range)
        }
        return context.table.entries.compactMap { entry in taken[entry.name].map { "\(entry.name)=\($0)" } }
    }

    // MARK: - Looking

    private mutating func shapes(of call: Call) -> [String] {
        call.positional.map { operand in
            let name = source(operand.range)
            let isPlain = operand.root != nil || isParenthesised(operand.range)
            let shown = "\(Self.hasOperator(name) ? "(\(name))" : name).shape"
            var shape = "np.shape(\(text(operand)))"
            if isPlain, case .name(let own) = operand.kind, !scopes.isLocal(own), context.facts.arrays.contains(own) {
                shape = "\(name).shape"
            }
            return "print(\(PythonSource.literal(shown)), \(shape))"
        }
    }

    /// Whether `.shape` after a text would apply only to its last operand.
    private static func hasOperator(_ text: String) -> Bool {
        var depth = 0
        for character in text {
            if "([".contains(character) { depth += 1 }
            if ")]".contains(character) { depth -= 1 }
            if depth == 0, " +-*/@%<>=&|^~".contains(character) { return true }
        }
        return false
    }

    private mutating func show(_ call: Call) {
        // The first line for each value describes it.
        let headings = facts.output(of: call.statement).split(separator: "\n").count { line in
            [") float64, ", ") int64, ", ") bool, "].contains { line.contains($0) }
        }
        if call.isTop, headings != call.positional.count { return tell(call) }
        helpers.insert(.show)
        let statements = call.positional.map { value in
            "show(\(PythonSource.literal(Self.title(source(value.range)))), \(text(value)))"
        }
        replace(call, by: statements)
    }

    /// The title of a value in a table: its source, shortened.
    static func title(_ text: String) -> String { text.count > 40 ? String(text.prefix(39)) + "…" : text }

    private mutating func statistics(_ call: Call) {
        helpers.insert(.stats)
        var arguments = call.positional.map { value in
            "(\(PythonSource.literal(Self.title(source(value.range)))), \(text(value)))"
        }
        if let axis = call.argument("axis") { arguments.append("axis=\(text(axis))") }
        replace(call, by: ["stats(\(arguments.joined(separator: ", ")))"])
    }

    /// Prints the usage of a command.
    private mutating func printUsage(_ call: Call) {
        let output = facts.output(of: call.statement)
        guard !output.isEmpty else { return comment(call) }
        let isLine = isWholeLine(call.statement.range)
        let note = isLine ? "  # \(source(call.statement.range))" : ""
        replace(call, by: [PythonSource.printing(output, isOneLine: !isLine) + note])
    }

    /// Leaves out a command that describes Descent's workspace, which Python lacks. Its output is kept only as a
    /// notebook's output: printed by code, it would be wrong as soon as a number changes.
    private mutating func tell(_ call: Call) {
        guard call.isTop else { return report(.outputInBlock(call.entry.name), call.range) }
        told.insert(call.statement.range)
        comment(call)
    }

    private mutating func display(_ call: Call) {
        let values = call.positional.map { "repr(\(text($0)))" }
        replace(call, by: ["print(\(values.joined(separator: ", "))\(values.count > 1 ? ", sep=\"\\n\"" : ""))"])
    }

    // MARK: - The session

    /// Leaves a command out that has no meaning in Python.
    private mutating func comment(_ call: Call) {
        let range = call.statement.range
        edits.replace(range, by: isWholeLine(range) && call.isTop ? "# \(source(range))" : "pass")
    }

    private mutating func visitTime(_ call: Call) -> Bool {
        guard case .source(let block, let range)? = call.arguments.first else { return false }
        edits.replace(SourceRange(call.range.start, range.start), by: "")
        scopes.enter(at: range)
        defer { scopes.leave() }
        for statement in block {
            visit(statement, isTop: false)
            guard call.isTop, case .expression(let expression, let isSilenced) = statement.kind,
                builtin(expression.called?.bareName ?? "")?.python.isStatement != true
            else { continue }
            display(
                expression, at: statement.range, output: facts.output(of: call.statement), isSilenced: isSilenced,
                of: call.statement)
        }
        return true
    }

    private mutating func reset(_ call: Call) {
        let names = assigned.filter { !context.names.numpyAliases.contains($0) }.sorted()
        forget(names)
        gone = []
        // Names that are bound at the head get their initial meaning again.
        let bound = names.filter { context.bound[$0] != nil }
        let others = names.filter { context.bound[$0] == nil }
        let statements =
            (others.isEmpty ? [] : ["del \(others.joined(separator: ", "))"])
            + bound.map { "\($0) = \(context.bound[$0] ?? $0)" }
        if statements.isEmpty { comment(call) } else { replace(call, by: statements) }
    }

    /// Goes to the state that another cell left.
    private mutating func goTo(_ call: Call) {
        guard let destination = facts.destination else { return comment(call) }
        helpers.insert(.travel)
        let kept = Set(facts.names).union(context.bound.keys)
        let gone = assigned.subtracting(kept).subtracting(context.names.numpyAliases).sorted()
        let without = gone.isEmpty ? "" : ", without=\(Self.list(gone))"
        replace(call, by: ["go_to(\(destination)\(without))"])
        if isWholeLine(call.statement.range) {
            edits.close(call.statement.range.end, with: "  # \(source(call.statement.range))")
        }
        forget(gone)
    }

    /// Saves the state that the cell left, if another cell goes to it.
    mutating func remembering() -> String {
        let number = cell.cell.number
        guard facts.destination == nil, context.facts.destinations.contains(number) else { return "" }
        let names =
            facts.names.filter { !context.names.numpyAliases.contains($0) }
            + context.bound.keys.filter { !facts.names.contains($0) }
            .sorted() + (context.lastShown.isRead ? ["_"] : [])
        return "remember(\(number), \(Self.list(names)))\n"
    }

    private static func list(_ names: [String]) -> String {
        "[" + names.map(PythonSource.literal).joined(separator: ", ") + "]"
    }

    // MARK: - Files

    /// `load a.npz` alone sets every name in the file.
    private mutating func loadArchive(_ call: Call) -> Bool {
        guard let path = call.firstWord, path.lowercased().hasSuffix(".npz"), call.argument("name") == nil else {
            return false
        }
        replace(call, by: ["globals().update(np.load(\(PythonSource.literal(path))))"])
        assigned.formUnion(facts.assigned)
        return true
    }

    private mutating func save(_ call: Call) {
        guard let path = call.firstWord else { return report(.outputInBlock(call.entry.name), call.range) }
        let lower = path.lowercased()
        if lower.hasSuffix(".session") { return comment(call) }
        let values = call.positional.dropFirst(
            call.positional.count == call.arguments.count && isPathPositional(call) ? 1 : 0)
        var arguments = [PythonSource.literal(path)]
        if lower.hasSuffix(".npz") {
            arguments += values.map { "\(source($0.range))=\(text($0))" }
            for case .keyword(let name, let value, _) in call.arguments
            where call.entry.signature.index(of: name) == nil {
                arguments.append("\(name)=\(text(value))")
            }
            return replace(call, by: ["np.savez(\(arguments.joined(separator: ", ")))"])
        }
        if let value = values.first, case .name(let name) = value.kind, context.facts.tables.contains(name) {
            // The labels of rows are written where they are more than numbers in order.
            let labels = "index=type(\(name).index).__name__ != \"RangeIndex\""
            let separator = lower.hasSuffix(".csv") ? "" : ", sep=\"\\t\""
            return replace(call, by: ["\(name).to_csv(\(arguments[0]), \(labels)\(separator))"])
        }
        arguments += values.map { text($0) }
        if lower.hasSuffix(".npy") { return replace(call, by: ["np.save(\(arguments.joined(separator: ", ")))"]) }
        let delimiter = lower.hasSuffix(".csv") ? ", delimiter=\",\"" : ""
        replace(call, by: ["np.savetxt(\(arguments.joined(separator: ", ")), fmt=\"%s\"\(delimiter))"])
    }

    private func isPathPositional(_ call: Call) -> Bool {
        if case .positional? = call.arguments.first { true } else { false }
    }
}
