internal import Rendering
internal import Syntax
internal import Tensors

extension Builtins {
    /// Commands that look at the workspace.
    static let looking: [Builtin] = [
        Builtin("shape(*tensors)", .look, door: .bare, "Print the shape of each tensor, a line each.") {
            (evaluator, arguments) throws(EvaluationError) in
            guard !arguments.rest.isEmpty else {
                throw .arguments(.missing(["tensors"]), of: arguments.callee)
            }
            for argument in arguments.rest {
                let shape = try evaluator.shape(of: argument, arguments)
                evaluator.output("\(evaluator.operandText(of: argument.range)).shape \(shape)\n")
            }
            return .none
        },
        Builtin(
            "show(*values)", .look, door: .bare, "Print each value with its indices, below its name, shape and dtype."
        ) { (evaluator, arguments) throws(EvaluationError) in
            guard !arguments.rest.isEmpty else { throw .arguments(.missing(["values"]), of: arguments.callee) }
            for argument in arguments.rest {
                try Allowance.check(textOf: argument.value)
                let (value, name) = (argument.value, evaluator.name(of: argument))
                evaluator.emit(.page(Page { ValueView.markup(of: value, named: name, width: $0) }))
            }
            return .none
        },
        Builtin(
            "whos()", .look, door: .bare, traits: .runsAlone, "The names there are, with shape, type, bytes and range."
        ) { (evaluator, _) throws(EvaluationError) in
            evaluator.emit(.markup(WorkspaceTable.markup(for: evaluator.workspace, lineage: evaluator.lineage)))
            return .none
        },
        Builtin(
            "why(name)", .look, door: .bare, traits: .rawFirstWord,
            "Where a value comes from: the cells that made it and what it was computed from, and whether it is stale."
        ) { (evaluator, arguments) throws(EvaluationError) in
            guard let name = try arguments.string("name"), name.isIdentifier else {
                throw arguments.invalid("it takes a name", hint: "write why w")
            }
            // Quoted or not, it must be a name of the workspace; the error is told at the word.
            guard evaluator.workspace.names[name] != nil else { throw .unknownName(name) }
            evaluator.emit(.markup(LineageTree.markup(of: name, in: evaluator.workspace, evaluator.lineage)))
            return .none
        },
        Builtin(
            "stats(*values, axis=None)", .look, door: .bare,
            "Print count, quartiles, mean and spread of each tensor, or of each line along an axis.", stats),
        Builtin(
            "help(topic=None)", .look, door: .bare, traits: [.runsAlone, .rawFirstWord, .unrecorded],
            "What there is, or the page of a name, a group or a topic."
        ) { (evaluator, arguments) throws(EvaluationError) in
            guard let argument = arguments.argument("topic") else {
                evaluator.emit(.markup(HelpOverview.markup(evaluator.table, columns: evaluator.options.columns)))
                return .none
            }
            try evaluator.help(about: argument)
            return .none
        },
    ]

    private static func stats(
        _ evaluator: inout Evaluator, _ arguments: Arguments
    ) throws(EvaluationError) -> Value {
        guard !arguments.rest.isEmpty else { throw .arguments(.missing(["values"]), of: arguments.callee) }
        let axis = try arguments.optionalInt("axis")
        var columns: [(title: String, statistics: Statistics?)] = []
        for argument in arguments.rest {
            let tensor = try argument.value.asTensor(for: arguments.function, parameter: "values")
            let name = evaluator.name(of: argument)
            columns += try arguments.carryOut { () throws(TensorError) in
                try StatisticsTable.columns(of: tensor, named: name, axis: axis)
            }
        }
        let table = columns
        evaluator.emit(.page(Page { StatisticsTable.markup(table, width: $0) }))
        return .none
    }
}

extension Evaluator {
    fileprivate func shape(of argument: CallArgument, _ arguments: Arguments) throws(EvaluationError) -> Shape {
        if let shape = argument.value.shape { return shape }
        return try argument.value.asTensor(for: arguments.function, parameter: "tensors").shape
    }

    /// The text of an argument, in parentheses where a dot behind it would belong to its last word only.
    fileprivate func operandText(of range: SourceRange?) -> String {
        let text = text(of: range) ?? "x"
        var depth = 0
        for character in text {
            if "([".contains(character) { depth += 1 }
            if ")]".contains(character) { depth -= 1 }
            if depth == 0, " +-*/@%<>=&|^~".contains(character) { return "(\(text))" }
        }
        return text
    }

    /// What an argument is called: the text it was given as.
    func name(of argument: CallArgument) -> String {
        let text = text(of: argument.range) ?? "value"
        return WorkspaceTable.shortened(text, to: 40)
    }
}
