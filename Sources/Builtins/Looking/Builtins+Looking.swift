internal import Interpreter
internal import Rendering
internal import Syntax
internal import Tensors

extension Builtins {
    /// Commands that inspect the workspace.
    static let looking: [Builtin] = [
        Builtin(
            "shape", .look, door: .bare, traits: [.essential, .takesComplex], python: .shapes,
            [.rest("tensors", "the tensors", of: .tensor)],
            "Print the shape of each tensor, a line each.",
            example: """
                x, w = zeros(10, 5), zeros(5, 1)
                shape x w
                #> x.shape (10, 5)
                #> w.shape (5, 1)
                shape(x @ w)
                #> (x @ w).shape (10, 1)
                """, related: "show whos stats help np.shape"
        ) { (machine, arguments) throws(EvaluationError) in
            guard !arguments.rest.isEmpty else {
                throw .arguments(.missing(["tensors"]), of: arguments.callee)
            }
            for argument in arguments.rest {
                let shape = try machine.shape(of: argument, arguments)
                machine.output("\(machine.operandText(of: argument.range)).shape \(shape)\n")
            }
            return .none
        },
        Builtin(
            "show", .look, door: .bare, traits: [.essential, .takesComplex], python: .show,
            [.rest("values", "what is shown")],
            "Print each value with its indices, below its name, shape and dtype.",
            example: """
                w = array([[2.0], [-1.0]])
                show w
                #> w  (2, 1) float64, 16 bytes
                #>      [0]
                #> [0]   2.
                #> [1]  -1.
                """, related: "head tail page shape whos stats"
        ) { (machine, arguments) throws(EvaluationError) in
            guard !arguments.rest.isEmpty else { throw .arguments(.missing(["values"]), of: arguments.callee) }
            for argument in arguments.rest {
                try Allowance.check(textOf: argument.value)
                let (value, name) = (argument.value, machine.name(of: argument))
                machine.emit(pageOf: { ValueView.markup(of: value, named: name, width: $0) })
            }
            return .none
        },
        Builtin(
            "whos", .look, door: .bare, traits: [.shows, .runsAlone, .essential], [],
            "The names there are, with shape, type, bytes and range.",
            example: """
                lr = 0.01
                w = array([[2.0], [-1.0]])
                whos
                #> name  shape   type     bytes  cell  range or value
                #> lr            float        8  [1]   0.01
                #> w     (2, 1)  float64     16  [2]   -1.0 to 2.0
                #> 2 names, 24 bytes held
                """, related: "why reset shape show stats help"
        ) { (machine, _) throws(EvaluationError) in
            var tables: [String: (shape: String, words: String)] = [:]
            for name in machine.workspace.order {
                if let value = machine.workspace.value(name), let words = try machine.tableWords(of: value) {
                    tables[name] = words
                }
            }
            machine.emit(
                .markup(WorkspaceTable.markup(for: machine.workspace, lineage: machine.lineage, tables: tables)))
            return .none
        },
        Builtin(
            "why", .look, door: .bare, traits: [.shows, .takesComplex], [.word("name", "a name, or an element of one")],
            "Where a value comes from: the cells that made it and what it was computed from, and whether it is stale.",
            example: """
                x = arange(6).reshape(3, 2)
                w = ones 2 1
                y = x @ w
                why y
                #> y  (3, 1)  [3] y = x @ w
                #> ├ x  (3, 2)  [1] x = arange(6).reshape(3, 2)
                #> └ w  (2, 1)  [2] w = ones 2 1
                """, related: "extract diff whos explain step forward"
        ) { (machine, arguments) throws(EvaluationError) in
            guard let name = try arguments.string("name")?.asIdentifier, name.isIdentifier else {
                throw arguments.invalid("it takes a name", hint: "write why w")
            }
            // Quoted or not, it must be a name in the workspace; the error refers to the word.
            guard machine.workspace.value(name) != nil else { throw .names(.unknown(name)) }
            machine.emit(.markup(LineageTree.markup(of: name, in: machine.workspace, machine.lineage)))
            return .none
        },
        Builtin(
            "stats", .look, door: .bare, traits: .essential, python: .statistics,
            [
                .rest("values", "the tensors"),
                .axis("axis", default: nil, "the axis that the statistics are taken along; all elements by default"),
            ], "Print count, quartiles, mean and spread of each tensor, or of each line along an axis.",
            example: """
                losses = array([4.0, 2.0, 1.0, 0.5])
                stats losses
                #>                   losses
                #> count         4
                #> nan           0
                #> inf           0
                #> zeros         0
                #> min           0.5
                #> 25%           0.875
                #> median        1.5
                #> 75%           2.5
                #> max           4.
                #> mean          1.875
                #> std (ddof 0)  1.34047566
                """, related: "mean std percentile shape show whos", stats
        ),
        Builtin(
            "help", .look, door: .bare, traits: [.runsAlone, .unrecorded, .essential, .takesComplex],
            [.rest("topic", "a name, a group or a topic, or words to search for: how to train", of: .topic)],
            "What there is, the page of a name, a group or a topic, or the pages that speak of some words.",
            related: "quit exit shape show whos stats"
        ) { (machine, arguments) throws(EvaluationError) in
            let words = arguments.rest
            if words.count > 1 {
                try machine.help(
                    search: words.map { word in
                        if case .string(let text) = word.value { text.string } else { word.value.briefText }
                    })
            } else if let word = words.first {
                try machine.help(about: word)
            } else {
                machine.showHelpOverview()
            }
            return .none
        },
    ]

    private static func stats(
        _ machine: Machine, _ arguments: Arguments
    ) throws(EvaluationError) -> Value {
        guard !arguments.rest.isEmpty else { throw .arguments(.missing(["values"]), of: arguments.callee) }
        let axis = try arguments.optionalInt("axis")
        var columns: [(title: String, statistics: Statistics?)] = []
        for argument in arguments.rest {
            if let numbers = try machine.numbersOfTable(argument.value) {
                for (name, column) in numbers {
                    columns += try arguments.carryOut { () throws(TensorError) in
                        try StatisticsTable.columns(of: column, named: name, axis: nil)
                    }
                }
                continue
            }
            let tensor = try argument.value.asTensor(for: arguments.function, parameter: "values")
            let name = machine.name(of: argument)
            var names: ColumnNames?
            if case .array(let array) = argument.value { names = array.columnNames }
            columns += try arguments.carryOut { () throws(TensorError) in
                try StatisticsTable.columns(of: tensor, named: name, axis: axis, names)
            }
        }
        let table = columns
        machine.emit(.page(Page { StatisticsTable.markup(table, width: $0) }))
        return .none
    }
}

extension Machine {
    fileprivate func shape(of argument: CallArgument, _ arguments: Arguments) throws(EvaluationError) -> Shape {
        if let shape = argument.value.shape { return shape }
        if let shape = try tableShape(of: argument.value) { return shape }
        return try argument.value.asTensor(for: arguments.function, parameter: "tensors").shape
    }

    /// The source of an argument, in parentheses if a dot after it would apply only to its last operand.
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

    /// The name of an argument: its source.
    func name(of argument: CallArgument) -> String {
        let text = text(of: argument.range) ?? "value"
        return HelpText.shortened(text, to: 40)
    }
}
