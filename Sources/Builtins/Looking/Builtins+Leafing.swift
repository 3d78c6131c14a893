internal import Interpreter
internal import Rendering
internal import Tensors

extension Builtins {
    /// Commands that show parts of a value, or all of it.
    static let leafing: [Builtin] = [
        Builtin(
            "head", .look, door: .bare, traits: [.shows, .takesComplex, .readsTables],
            [
                .value("value", "a tensor, list or other value, or the name of a table's file"),
                .integer("n", default: 5, "how many rows, or lines of a file"),
            ],
            "Print the first n rows of a value with their numbers, or the first lines of a file and what they hold.",
            example: """
                x = arange(24).reshape(12, 2) / 10
                head x n=2
                #> x  (12, 2) float64, 192 bytes
                #>      [0]  [1]
                #> [0]  0.   0.1
                #> [1]  0.2  0.3
                #> …
                """, related: "tail find show page"
        ) { (machine, arguments) throws(EvaluationError) in
            if case .string(let text) = arguments.value(0), FileHead.isPath(text.string) {
                return try machine.showHead(ofFile: text.string, arguments)
            }
            return try machine.showEnd(arguments, isLast: false)
        },
        Builtin(
            "tail", .look, door: .bare, traits: [.shows, .takesComplex],
            [.value("value", "a tensor, list or other value"), .integer("n", default: 5, "how many rows")],
            "Print the last n rows of a value with their numbers.",
            example: """
                x = arange(24).reshape(12, 2) / 10
                tail x n=2
                #> x  (12, 2) float64, 192 bytes
                #>       [0]  [1]
                #> …
                #> [10]  2.   2.1
                #> [11]  2.2  2.3
                """, related: "head find show page"
        ) { (machine, arguments) throws(EvaluationError) in try machine.showEnd(arguments, isLast: true)
        },
        Builtin(
            "find", .look, door: .bare, traits: [.shows, .takesComplex],
            [.tensor("value", "a tensor; of a mask, the places that are True")],
            "Print where a tensor is nan or infinite, or where a mask such as (x > 3) is True.",
            example: """
                x = array([[1.0, nan], [2.0, 4.0], [inf, nan]])
                find x
                #> x has 2 nan and 1 infinite of 6 elements, shape (3, 2)
                #>   [0, 1] nan, [2, 0] inf, [2, 1] nan
                find(x > 1.5)
                #> x > 1.5 is True in 3 of 6 elements, shape (3, 2)
                #>   [1, 0], [1, 1], [2, 0]
                """, related: "stats isnan head tail"
        ) { (machine, arguments) throws(EvaluationError) in
            let tensor = try arguments.tensor(0)
            let name = arguments.argument("value").map { machine.name(of: $0) } ?? "value"
            let finding = Finding(in: tensor, named: name)
            machine.emit(.page(Page { finding.markup(columns: $0) }))
            return .none
        },
        Builtin(
            "page", .look, door: .bare, traits: [.unrecorded, .readsSessions],
            [.value("value", "any value, or the name of a session file")],
            "Show all of a value, or of a session file without running it, page by page or in $PAGER; with no terminal, print it.",
            example: """
                x = arange 3
                page x
                #> x  (3,) int64, 24 bytes
                #> [0]  0
                #> [1]  1
                #> [2]  2
                """, related: "show head tail replay"
        ) { (machine, arguments) throws(EvaluationError) in
            let value = arguments.value(0)
            if case .string(let text) = value, text.string.hasSuffix(Builtin.sessionEnding), !text.string.contains("\n")
            {
                try machine.ask(.page(path: text.string), arguments)
                return .none
            }
            try Allowance.check(textOf: value)
            if let count = value.shape?.count ?? value.sequence?.count, count > mostPaged {
                throw arguments.invalid(
                    "it shows up to \(mostPaged) elements, and there are \(count)", hint: "page a part: page x[:1000]")
            }
            let page = ValueView.whole(
                of: value, named: arguments.argument("value").map { machine.name(of: $0) } ?? "value")
            machine.emit(.page(Page(isLong: true) { _ in page }))
            return .none
        },
    ]

    /// The maximum number of elements that `page` shows.
    private static let mostPaged = 1_000_000
}

extension Machine {
    /// `head` or `tail`.
    fileprivate func showEnd(_ arguments: Arguments, isLast: Bool) throws(EvaluationError) -> Value {
        let count = try arguments.int("n")
        guard count >= 0 else { throw arguments.invalid("n is a number of rows, from 0 up: \(count)") }
        let name = arguments.argument("value").map { self.name(of: $0) } ?? "value"
        let value = arguments.value(0)
        if let rows = try rows(atEndOf: value, count: count, isLast: isLast) {
            output(rows.text + "\n")
            return .none
        }
        let isThere =
            ValueView.end(of: value, named: name, count: count, isLast: isLast, width: Page.recordedWidth) != nil
        guard isThere else { throw arguments.wrongType("value", expected: "a tensor with rows, or a list", got: value) }
        emit(pageOf: { ValueView.end(of: value, named: name, count: count, isLast: isLast, width: $0) ?? "" })
        return .none
    }
}
