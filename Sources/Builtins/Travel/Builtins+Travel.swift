internal import Interpreter
internal import Syntax

extension Builtins {
    /// Commands that travel between cells. Each must be a whole cell; the code that runs the cell carries it out.
    static let travel: [Builtin] = [
        asking(
            "undo", traits: .essential, python: .journey, [.steps("n", default: 1, "how many cells")],
            "Go back to before the last n cells that changed something.",
            example: """
                w = ones 2
                w = w * 3
                undo
                w
                #> [1. 1.]
                """, related: "redo history goto rerun edit reset"
        ) { (arguments) throws(EvaluationError) in .undo(count: try arguments.count("n"))
        },
        asking(
            "redo", python: .journey, [.steps("n", default: 1, "how many cells")],
            "Go forward again through the last n cells that undo took back.",
            example: """
                w = ones 2
                w = w * 3
                undo
                redo
                w
                #> [3. 3.]
                """, related: "undo goto history"
        ) { (arguments) throws(EvaluationError) in .redo(count: try arguments.count("n"))
        },
        asking(
            "goto", traits: .essential, python: .journey, [.cell("n", "a cell's number")],
            "Go to the state that cell n left; 0 is the beginning.",
            example: """
                w = ones 2
                w = w * 3
                b = 0.5
                goto 1
                w
                #> [1. 1.]
                """, related: "history undo redo rerun diff why"
        ) { (arguments) throws(EvaluationError) in .goTo(cell: try arguments.cellNumber("n"))
        },
        asking(
            "diff", traits: .yieldsToNumPy, python: .printed,
            [
                .cell("n", "a cell's number"),
                .cell("m", default: nil, "another cell's number; the present by default"),
            ], "What differs between the states that cells n and m left, or n's and the present.",
            example: """
                w = ones 2
                w = w * 3
                diff 1 2
                #> ~ w  2 elements differ, the most at [0]: |Δ| 2.0
                """, related: "goto why np.diff extract whos"
        ) { (arguments) throws(EvaluationError) in
            .difference(
                first: try arguments.cellNumber("n"),
                second: arguments.isGiven("m") ? try arguments.cellNumber("m") : nil)
        },
        asking(
            "history", traits: .essential, python: .printed, [.word("text", default: nil, "what the inputs contain")],
            "The cells so far; with a text, the inputs of this and earlier shells that contain it.",
            example: """
                w = ones 2
                w = w * 3
                undo
                history
                #> [1] w = ones 2  w
                #> [2] w = w * 3   w  undone
                """, related: "undo goto rerun redo edit"
        ) { (arguments) throws(EvaluationError) in .history(search: try arguments.string("text")) },
        asking(
            "rerun",
            [.cell("n", "the first cell"), .cell("m", default: nil, "the last cell; the first by default")],
            "Run cell n, or cells n to m, again as new ones.", related: "edit history undo goto"
        ) { (arguments) throws(EvaluationError) in
            let first = try arguments.cellNumber("n")
            let last = arguments.isGiven("m") ? try arguments.cellNumber("m") : first
            guard first <= last else { throw arguments.invalid("cell \(first) comes after cell \(last)") }
            return .rerun(first: first, last: last)
        },
        asking(
            "edit", traits: .essential, [.cell("n", "a cell's number")],
            "Edit cell n in $VISUAL or $EDITOR, then run it and all later cells again; undo takes it back.",
            related: "rerun undo history"
        ) { (arguments) throws(EvaluationError) in .edit(cell: try arguments.cellNumber("n"))
        },
    ]

    /// Commands that keep the session, by requests like those that travel.
    static let keeping: [Builtin] = [
        asking(
            "record", group: .sessions, traits: .essential,
            [
                .path("path", default: nil, "the session file to be written"),
                .rest(
                    "options", "--digests and --force, as the command line has them",
                    of: .option(["--digests", "--force"])),
            ],
            "Write the session to a file, and each cell as it ends; without a path, say where that is; off stops it. Options: "
                + "--digests --force.",
            related: "save extract why export check replay"
        ) { (arguments) throws(EvaluationError) in
            let options = try arguments.options(["--digests", "--force"])
            return .record(
                path: try arguments.string("path"), hasDigests: options.contains("--digests"),
                replaces: options.contains("--force"))
        },
        asking(
            "replay", group: .sessions, traits: .essential, [.path("path", "a session file")],
            "Run the cells of a session file as new ones, up to the first that fails.", related: "check record"
        ) { (arguments) throws(EvaluationError) in .replay(path: try arguments.path("path")) },
        asking(
            "check", group: .sessions, traits: .essential, [.path("path", "a session file")],
            "Replay a session file in a workspace of its own, and compare what it prints with what it records.",
            related: "replay record"
        ) { (arguments) throws(EvaluationError) in .check(path: try arguments.path("path")) },
        asking(
            "extract", group: .sessions, traits: .essential,
            [
                .word("name", "the name whose value is made again"), .path("path", "the session file to be written"),
                .rest("options", "--force replaces a file that is there", of: .option(["--force"])),
            ], "Write the smallest session that makes a value again. Option: --force.",
            related: "why record export diff whos save"
        ) { (arguments) throws(EvaluationError) in
            let options = try arguments.options(["--force"])
            guard let name = try arguments.string("name")?.asIdentifier, name.isIdentifier else {
                throw arguments.invalid("the first word is the name of a value", hint: "write extract w w.session")
            }
            return .extract(name: name, path: try arguments.path("path"), replaces: options.contains("--force"))
        },
        asking(
            "tutorial", group: .sessions, traits: .essential,
            [.option("step", ["back", "skip", "again", "leave"], default: nil, "a step, by number or word")],
            "Learn by doing, in two minutes. A step's number leads to it; back, skip, again and leave, too.",
            related: "help"
        ) { (arguments) throws(EvaluationError) in
            if case .int(let number)? = arguments["step"] { return .tutorial(word: String(number)) }
            return .tutorial(word: try arguments.string("step"))
        },
    ]

    /// The command that exports the session, by a request like those that travel.
    static let exporting: [Builtin] = [
        asking(
            "export", group: .sessions, traits: .essential,
            [
                .path("path", "the file to be written; its ending is .py, .ipynb or .html"),
                .rest(
                    "options",
                    "--force replaces a file that is there; --without solution leaves out the cells with this tag; "
                        + "--engine dask writes Dask code", of: .option(["--force", "--without", "--engine"])),
                .value("without", default: nil, "the same as --without: a tag, or a list of them"),
            ],
            "Write the session as NumPy code (.py), a notebook (.ipynb) or a page (.html). Options: --force "
                + "--without solution --engine dask.",
            related: "record save extract why"
        ) { (arguments) throws(EvaluationError) in
            let path = try arguments.path("path")
            let ending = [".py", ".ipynb", ".html"].first { path.lowercased().hasSuffix($0) }
            guard let ending else {
                throw arguments.invalid(
                    "the ending of \(path) names no format",
                    hint: "a .py holds code, an .ipynb is a notebook, an .html is a page")
            }
            let (words, tags) = try arguments.tagsLeftOut()
            let engine = try arguments.option("--engine", among: ["numpy", "dask"], in: words)
            let options = try arguments.options(["--force", "--without", "--engine"], besides: engine, in: words)
            if engine == "dask", ending == ".html" {
                throw arguments.invalid("--engine is for code, and a page shows the session's own")
            }
            return .export(
                path: path, isOnDask: engine == "dask", without: tags, replaces: options.contains("--force"))
        }
    ]

    private static func asking(
        _ name: String, group: Builtin.Group = .travel, traits: Builtin.Traits = [],
        python: Builtin.PythonForm? = nil, _ parameters: @autoclosure @escaping @Sendable () -> [Parameter],
        _ summary: String, example: String = "",
        related: String = "",
        _ request: @escaping @Sendable (Arguments) throws(EvaluationError) -> SessionRequest.Action
    ) -> Builtin {
        Builtin(
            name, group, door: .bare, traits: traits.union([.runsAlone, .unrecorded]), python: python, parameters(),
            summary,
            example: example, related: related
        ) { (machine, arguments) throws(EvaluationError) in
            try machine.ask(try request(arguments), arguments)
            return .none
        }
    }
}

extension Substring {
    /// The text without surrounding quotes, if it has them.
    fileprivate var trimmingQuotes: String {
        guard count > 1, let first, "\"'".contains(first), last == first else { return String(self) }
        return String(dropFirst().dropLast())
    }
}

extension Machine {
    /// Makes a request to the code that runs the cell; the command must be the whole cell.
    func ask(_ action: SessionRequest.Action, _ arguments: Arguments) throws(EvaluationError) {
        guard isWholeCell else {
            throw arguments.invalid("it must be all of its cell", hint: "give it a cell of its own")
        }
        request = SessionRequest(action, by: arguments.function)
    }
}

extension Arguments {
    /// A positive number of cells.
    fileprivate func count(_ name: String) throws(EvaluationError) -> Int {
        let count = try int(name)
        guard count > 0 else { throw invalid("\(name) is a number of cells, from 1 up: \(count)") }
        return count
    }

    /// The number of a cell, as in `[n]`.
    fileprivate func cellNumber(_ name: String) throws(EvaluationError) -> Int {
        let number = try int(name)
        guard number >= 0 else { throw invalid("cells have numbers from 1 up: \(number)") }
        return number
    }

    /// The words after the parameters.
    fileprivate func words() throws(EvaluationError) -> [String] {
        try rest.map { (argument) throws(EvaluationError) in
            guard case .string(let word) = argument.value else {
                throw wrongType("options", expected: "words that begin --", got: argument.value)
            }
            return word.string
        }
    }

    /// The tags of cells to leave out, and the remaining words.
    fileprivate func tagsLeftOut() throws(EvaluationError) -> (words: [String], tags: [String]) {
        var tags = try tags("without")
        // Options are parsed as words, and this one looks like a keyword argument.
        var words = try words().filter { word in
            guard let sign = word.firstIndex(of: "="), ["without", "--without"].contains(word[..<sign]) else {
                return true
            }
            tags.append(word[sign...].dropFirst().trimmingQuotes)
            return false
        }
        while let place = words.firstIndex(of: "--without") {
            guard place + 1 < words.count, !words[place + 1].hasPrefix("--") else {
                throw invalid(
                    "--without takes the tag of the cells that are left out", hint: "write --without solution")
            }
            tags.append(words[place + 1][...].trimmingQuotes)
            words.removeSubrange(place...place + 1)
        }
        return (words, tags)
    }

    /// The tags in a keyword argument: one, or several in a list.
    private func tags(_ name: String) throws(EvaluationError) -> [String] {
        guard isGiven(name), let value = self[name] else { return [] }
        if case .string(let tag) = value { return [tag.string] }
        guard let items = try? value.items() else {
            throw wrongType(name, expected: "a tag, or a list of tags", got: value)
        }
        return try items.map { (item) throws(EvaluationError) in
            guard case .string(let tag) = item else {
                throw wrongType(name, expected: "a tag, or a list of tags", got: item)
            }
            return tag.string
        }
    }

    /// The word after an option, one of the allowed ones; nil if the option is absent.
    fileprivate func option(
        _ name: String, among known: [String], in words: [String]
    ) throws(EvaluationError) -> String? {
        guard let place = words.firstIndex(of: name) else { return nil }
        guard place + 1 < words.count, known.contains(words[place + 1]) else {
            throw invalid(
                "\(name) takes \(known.joined(separator: " or "))", hint: "write \(name) \(known[known.count - 1])")
        }
        return words[place + 1]
    }

    /// The given options, which must be known.
    fileprivate func options(
        _ known: [String], besides value: String? = nil, in words: [String]? = nil
    ) throws(EvaluationError) -> Set<String> {
        let given: [String]
        if let words { given = words } else { given = try self.words() }
        let words = given.filter { $0 != value }
        if let other = words.first(where: { !known.contains($0) }) { throw unknownOption(other, known) }
        return Set(words)
    }

    fileprivate func unknownOption(_ word: String, _ known: [String]) -> EvaluationError {
        invalid("there is no option \(word)", hint: "it takes \(known.joined(separator: " and "))")
    }
}
