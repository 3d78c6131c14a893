internal import Interpreter
internal import Rendering
internal import Syntax
internal import Tensors

extension Builtins {
    /// Commands that explain how values are computed.
    static let explaining: [Builtin] = [
        Builtin(
            "explain", .look, door: .bare, traits: [.essential, .shows, .takesComplex],
            [.source("source", example: "x @ w + b", "an expression, or forward, loss, backward, step or train")],
            "How the line's rest comes about: the shapes in an expression, or forward, loss, step by their numbers.",
            example: """
                x, w, b = array([[1.0], [2.0]]), array([[0.5]]), zeros(1)
                explain x @ w + b
                #> x @ w + b  (2, 1) float64  b stretched from (1,) to (2, 1)
                #> ├ x @ w  (2, 1) float64
                #> │ │  each element sums 1 product, over the columns of x and the rows of w
                #> │ ├ x  (2, 1) float64
                #> │ └ w  (1, 1) float64 0.5
                #> └ b  (1,) float64 0.0
                explain w * 2 > 0.5
                #> w * 2 > 0.5  (1, 1) bool 1 of 1 True
                #> └ w * 2  (1, 1) float64 1.0
                #>   └ w  (1, 1) float64 0.5
                """, related: "step forward why diagnose train stats", explain
        )
    ]

    private static func explain(
        _ machine: Machine, _ arguments: Arguments
    ) throws(EvaluationError) -> Value {
        guard let block = arguments.source?.code.body else {
            throw arguments.invalid(
                "it takes an expression as words, and a value in parentheses is there already",
                hint: "write explain x @ w")
        }
        for (index, statement) in block.enumerated() {
            guard let expression = statement.explainedExpression else {
                throw arguments.invalid(
                    "it takes an expression, or one of forward, loss, backward, step and train",
                    hint: "write explain x @ w + b, or explain step")
            }
            if index > 0 { machine.output("\n") }
            let heard = ExplainingEvents()
            do throws(Failure) {
                let page = try machine.explaining(heard) { () throws(Failure) in
                    try machine.explanation(of: expression, heard)
                }
                machine.emit(.page(page))
            } catch {
                machine.pendingFailure = error
                throw error.error
            }
        }
        return .none
    }
}

extension Statement {
    /// The expression that `explain` explains: the statement's own, or the assigned or returned value.
    fileprivate var explainedExpression: Expression? {
        switch kind {
        case .expression(let expression, _): expression
        case .assignment(_, let value), .return(let value?): value
        case .augmentedAssignment(let target, let operation, let value):
            Expression(.binary(target, operation, value), range)
        default: nil
        }
    }
}

extension Machine {
    /// Explains how an expression is computed.
    func explanation(of expression: Expression, _ heard: ExplainingEvents) throws(Failure) -> Page {
        let callee: String?
        var given: [Argument] = []
        switch expression.kind {
        case .name(let name): callee = name
        case .command(let command): (callee, given) = (command.name, command.arguments)
        case .call(let function, let arguments):
            given = arguments
            callee = if case .name(let name) = function.kind { name } else { nil }
        default: callee = nil
        }
        if let callee, let value = try? lookUp(callee) {
            // Calling a generator function runs none of its statements.
            if case .function(let function) = value, !function.code.isGenerator {
                return try explanation(of: function, given, at: expression.range, heard)
            }
            if case .builtin(let builtin) = value, let kind = ModelExplanation.Kind(rawValue: builtin.name) {
                return try explanation(of: kind, builtin, given, at: expression.range)
            }
            if case .builtin(let builtin) = value, case .name = expression.kind {
                let signature = HelpText.signature(of: builtin)
                return Page { _ in signature }
            }
        }
        let tree = try explained(expression, heard).node
        return Page { tree.markup(columns: $0) }
    }

    /// Explains a call of a user's function, statement by statement.
    private func explanation(
        of function: UserFunction, _ given: [Argument], at range: SourceRange, _ heard: ExplainingEvents
    ) throws(Failure) -> Page {
        var arguments = try evaluate(given)
        if given.isEmpty {
            let needed = function.code.parameters.parameters.filter {
                $0.defaultValue == nil && $0.kind != .variadic
            }
            for parameter in needed {
                guard let value = workspace.value(parameter.name) else {
                    throw failure(
                        .missingOperand(parameter.name, function: function.code.name), range)
                }
                arguments.append(CallArgument(value, keyword: parameter.kind == .positionalOnly ? nil : parameter.name))
            }
        }
        let (heading, trees) = try bodyTrees(of: function, arguments, at: range, heard)
        return Page { columns in
            var page = Markup()
            for line in TextFlow.wrapped(heading, width: columns, hanging: 2) { page += "\(line)\n" }
            for tree in trees { page += tree.markup(columns: columns) }
            return page
        }
    }

    /// The trees of the expressions in a function's statements; a loop is a single line.
    func bodyTrees(
        of function: UserFunction, _ arguments: [CallArgument], at range: SourceRange, _ heard: ExplainingEvents
    ) throws(Failure) -> (heading: String, trees: [ExplainedExpression]) {
        let trees = try within(function, arguments, at: range) { () throws(Failure) in
            var trees: [ExplainedExpression] = []
            for statement in function.code.body where try !explain(statement, &trees, heard) { break }
            return trees
        }
        return ("\(function.shownSignature), your function of [\(function.code.cell.number)]", trees)
    }

    /// Runs a statement of a function and adds its trees; returns whether to continue with the next.
    private func explain(
        _ statement: Statement, _ trees: inout [ExplainedExpression], _ heard: ExplainingEvents
    ) throws(Failure) -> Bool {
        switch statement.kind {
        case .assignment(let targets, let value):
            let explained = try explained(value, heard)
            let name = Expression(.name(standIn(for: explained.value, heard)), value.range)
            _ = try run(piece: [Statement(.assignment(targets: targets, value: name), statement.range)])
            let names = targets.map { text(of: $0.range) ?? "" }.joined(separator: " = ")
            trees.append(explained.node.led(by: "\(names) = "))
        case .return(let value?):
            trees.append(try explained(value, heard).node.led(by: "return "))
            return false
        case .return(nil): return false
        case .expression(let expression, _):
            if case .constant = expression.kind { break }
            trees.append(try explained(expression, heard).node)
        default:
            let first = (text(of: statement.range) ?? "").prefix { !$0.isNewline }
            trees.append(ExplainedExpression(source: String(first), result: "", note: nil, parts: []))
            return try run(piece: [statement]) == nil
        }
        return true
    }
}

extension ExplainedExpression {
    /// The same with a prefix before its source.
    fileprivate func led(by words: String) -> ExplainedExpression {
        ExplainedExpression(source: words + source, result: result, note: note, parts: parts)
    }
}
