extension Builtins {
    /// The commands that travel between cells. Each must be all of its cell, and whoever runs the cell carries it out.
    static let travel: [Builtin] = [
        asking("undo(n=1)", "Go back to before the last n cells that changed something.") {
            (arguments) throws(EvaluationError) in .undo(count: try arguments.count("n"))
        },
        asking("redo(n=1)", "Go forward again through the last n cells that undo took back.") {
            (arguments) throws(EvaluationError) in .redo(count: try arguments.count("n"))
        },
        asking("goto(n)", "Go to the state that cell n left; 0 is the beginning.") {
            (arguments) throws(EvaluationError) in .goTo(cell: try arguments.cellNumber("n"))
        },
        asking(
            "diff(n, m=None)", traits: .yieldsToNumPy,
            "What differs between the states that cells n and m left, or n's and the present."
        ) { (arguments) throws(EvaluationError) in
            .difference(
                first: try arguments.cellNumber("n"),
                second: arguments.isGiven("m") ? try arguments.cellNumber("m") : nil)
        },
        asking(
            "history(text=None)", traits: .rawFirstWord,
            "The cells so far; with a text, the inputs of this and earlier shells that contain it."
        ) { (arguments) throws(EvaluationError) in .history(search: try arguments.string("text")) },
        asking("rerun(n, m=None)", "Run cell n, or cells n to m, again as new ones.") {
            (arguments) throws(EvaluationError) in
            let first = try arguments.cellNumber("n")
            let last = arguments.isGiven("m") ? try arguments.cellNumber("m") : first
            guard first <= last else { throw arguments.invalid("cell \(first) comes after cell \(last)") }
            return .rerun(first: first, last: last)
        },
        asking(
            "edit(n)", "Edit cell n in $VISUAL or $EDITOR, then run it and the cells after it anew; undo takes it back."
        ) {
            (arguments) throws(EvaluationError) in .edit(cell: try arguments.cellNumber("n"))
        },
    ]

    /// The commands that keep the session. They ask for it like those that travel.
    static let keeping: [Builtin] = [
        asking(
            "record(path=None, *options)", group: .sessions, traits: .rawWords,
            "Write the session to a file, and each cell as it ends; alone, say where that is. Options: --digests --force."
        ) { (arguments) throws(EvaluationError) in
            let options = try arguments.options(["--digests", "--force"])
            return .record(
                path: try arguments.string("path"), hasDigests: options.contains("--digests"),
                replaces: options.contains("--force"))
        },
        asking(
            "replay(path)", group: .sessions, traits: .rawFirstWord,
            "Run the cells of a session file as new ones, up to the first that fails."
        ) { (arguments) throws(EvaluationError) in .replay(path: try arguments.path("path")) },
        asking(
            "check(path)", group: .sessions, traits: .rawFirstWord,
            "Replay a session file in a workspace of its own, and compare what it prints with what it records."
        ) { (arguments) throws(EvaluationError) in .check(path: try arguments.path("path")) },
        asking(
            "extract(name, path, *options)", group: .sessions, traits: .rawWords,
            "Write the smallest session that makes a value again. Option: --force."
        ) { (arguments) throws(EvaluationError) in
            let options = try arguments.options(["--force"])
            guard let name = try arguments.string("name"), name.isIdentifier else {
                throw arguments.invalid("the first word is the name of a value", hint: "write extract w w.session")
            }
            return .extract(name: name, path: try arguments.path("path"), replaces: options.contains("--force"))
        },
        asking(
            "tutorial(step=None)", group: .sessions, traits: .rawFirstWord,
            "Learn by doing, in two minutes. A step's number leads to it; back, skip, again and leave, too."
        ) { (arguments) throws(EvaluationError) in
            if case .int(let number)? = arguments["step"] { return .tutorial(word: String(number)) }
            return .tutorial(word: try arguments.string("step"))
        },
    ]

    /// The command that writes the session in other words. It asks for it like those that travel.
    static let exporting: [Builtin] = [
        asking(
            "export(path, *options)", group: .sessions, traits: .rawWords,
            "Write the session as NumPy code (.py) or a notebook (.ipynb). Options: --force --engine dask."
        ) { (arguments) throws(EvaluationError) in
            let path = try arguments.path("path")
            guard path.lowercased().hasSuffix(".py") || path.lowercased().hasSuffix(".ipynb") else {
                throw arguments.invalid(
                    "the ending of \(path) tells no format", hint: "a .py holds code, an .ipynb is a notebook")
            }
            let engine = try arguments.option("--engine", among: ["numpy", "dask"])
            let options = try arguments.options(["--force", "--engine"], besides: engine)
            return .export(path: path, isOnDask: engine == "dask", replaces: options.contains("--force"))
        }
    ]

    private static func asking(
        _ signature: String, group: Builtin.Group = .travel, traits: Builtin.Traits = [], _ summary: String,
        _ request: @escaping @Sendable (Arguments) throws(EvaluationError) -> SessionRequest
    ) -> Builtin {
        Builtin(signature, group, door: .bare, traits: traits.union([.runsAlone, .unrecorded]), summary) {
            (evaluator, arguments) throws(EvaluationError) in
            try evaluator.ask(try request(arguments), arguments)
            return .none
        }
    }
}

extension Evaluator {
    /// Leaves a request to whoever runs the cell, which must be all of it.
    mutating func ask(_ request: SessionRequest, _ arguments: Arguments) throws(EvaluationError) {
        guard frames.isEmpty, isSingleStatement, let statementRange, callRange == [statementRange] else {
            throw arguments.invalid("it must be all of its cell", hint: "give it a cell of its own")
        }
        self.request = request
    }
}

extension Arguments {
    /// A number of cells, from 1 up.
    fileprivate func count(_ name: String) throws(EvaluationError) -> Int {
        let count = try int(name, default: 1)
        guard count > 0 else { throw invalid("\(name) is a number of cells, from 1 up: \(count)") }
        return count
    }

    /// The number of a cell, `[n]`.
    fileprivate func cellNumber(_ name: String) throws(EvaluationError) -> Int {
        let number = try int(name)
        guard number >= 0 else { throw invalid("cells have numbers from 1 up: \(number)") }
        return number
    }

    /// The words behind the parameters.
    fileprivate func words() throws(EvaluationError) -> [String] {
        try rest.map { (argument) throws(EvaluationError) in
            guard case .string(let word) = argument.value else {
                throw wrongType("options", expected: "words that begin --", got: argument.value)
            }
            return word
        }
    }

    /// The word behind an option, one of those it takes; nil if the option isn't given.
    fileprivate func option(_ name: String, among known: [String]) throws(EvaluationError) -> String? {
        let words = try words()
        guard let place = words.firstIndex(of: name) else { return nil }
        guard place + 1 < words.count, known.contains(words[place + 1]) else {
            throw invalid(
                "\(name) takes \(known.joined(separator: " or "))", hint: "write \(name) \(known[known.count - 1])")
        }
        return words[place + 1]
    }

    /// The options given, each one of those there are.
    fileprivate func options(
        _ known: [String], besides value: String? = nil
    ) throws(EvaluationError) -> Set<String> {
        let words = try words().filter { $0 != value }
        if let other = words.first(where: { !known.contains($0) }) { throw unknownOption(other, known) }
        return Set(words)
    }

    fileprivate func unknownOption(_ word: String, _ known: [String]) -> EvaluationError {
        invalid("there is no option \(word)", hint: "it takes \(known.joined(separator: " and "))")
    }
}
