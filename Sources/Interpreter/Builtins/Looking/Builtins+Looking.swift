internal import Rendering
internal import Syntax
internal import Tensors

extension Builtins {
    /// Commands that look at the workspace or leave it.
    static let looking: [Builtin] = [
        Builtin("shape(*tensors)", .look, door: .bare, "Print the shape of each tensor, a line each.") {
            (evaluator, arguments) throws(EvaluationError) in
            guard !arguments.rest.isEmpty else {
                throw .arguments(.missing(["tensors"]), of: arguments.callee)
            }
            for argument in arguments.rest {
                let shape = try evaluator.shape(of: argument, arguments)
                evaluator.output("\(evaluator.text(of: argument.range) ?? "x").shape \(shape)\n")
            }
            return .none
        },
        Builtin("show(*values)", .look, door: .bare, "Print each value below its name, shape and dtype.") {
            (evaluator, arguments) throws(EvaluationError) in
            guard !arguments.rest.isEmpty else { throw .arguments(.missing(["values"]), of: arguments.callee) }
            for argument in arguments.rest {
                let name = evaluator.text(of: argument.range) ?? "value"
                try Allowance.check(textOf: argument.value)
                evaluator.output("\(name)  \(WorkspaceTable.kind(of: argument.value))\n\(argument.value.text)\n")
            }
            return .none
        },
        Builtin("whos()", .look, door: .bare, traits: .runsAlone, "The names there are, with kind, dtype and values.") {
            (evaluator, _) throws(EvaluationError) in
            evaluator.emit(.markup(WorkspaceTable.markup(for: evaluator.workspace)))
            return .none
        },
        Builtin(
            "help(topic=None)", .look, door: .bare, traits: [.runsAlone, .rawFirstWord, .unrecorded],
            "What there is, or the page of one name."
        ) { (evaluator, arguments) throws(EvaluationError) in
            guard let topic = arguments[0] else {
                evaluator.emit(.markup(HelpText.overview(evaluator.table)))
                return .none
            }
            try evaluator.help(about: topic)
            return .none
        },
        Builtin(
            "quit()", .sessions, door: .bare, traits: [.runsAlone, .unrecorded], "Leave the shell."
        ) { (evaluator, _) throws(EvaluationError) in
            evaluator.isQuitting = true
            return .none
        },
        Builtin(
            "exit()", .sessions, door: .bare, traits: [.runsAlone, .unrecorded], "Leave, as quit does."
        ) { (evaluator, _) throws(EvaluationError) in
            evaluator.isQuitting = true
            return .none
        },
    ]
}

extension Evaluator {
    fileprivate func shape(of argument: CallArgument, _ arguments: Arguments) throws(EvaluationError) -> Shape {
        if let shape = argument.value.shape { return shape }
        return try argument.value.asTensor(for: arguments.function, parameter: "tensors").shape
    }

    /// Shows the page of a word, or of a value given in its place.
    fileprivate func help(about topic: Value) throws(EvaluationError) {
        let name: String
        switch topic {
        case .string(let word): name = word
        case .builtin(let builtin): name = builtin.name
        case .type(let type): name = type.rawValue.split(separator: ".").last.map(String.init) ?? ""
        case .function(let function):
            output(HelpText.signature(of: function) + "\n" + (function.code.docstring.map { $0 + "\n" } ?? ""))
            return
        default:
            output("\(WorkspaceTable.kind(of: topic))\n")
            return
        }
        if case .function(let function)? = workspace.names[name] {
            return try help(about: .function(function))
        }
        if let page = HelpText.page(name, table) { return emit(.markup(page)) }
        if let value = workspace.names[name] {
            return output("\(name)  \(WorkspaceTable.kind(of: value))\n")
        }
        let near = Suggestions.nearest(to: name, among: table.bareNames + HelpText.topics.keys)
        throw .invalidArgument(
            function: "help", "there is no page for \(name)", hint: near.map { "did you mean \($0)?" })
    }
}
