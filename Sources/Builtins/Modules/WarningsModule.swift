internal import Interpreter

/// The functions that the module `warnings`, written in Python, needs, and NumPy's functions for its own warnings.
enum WarningsModule {
    static let helpers: [Builtin] = [
        Builtins.helper("_place", [.integer("level", "how many callers up")]) {
            (machine, arguments) throws(EvaluationError) in
            let place = machine.placeOfProgram(level: try arguments.int("level"))
            return .tuple(
                TupleObject([
                    .string(Text(place.file)), .int(place.line), .int(place.cell), .string("__main__"),
                ]))
        },
        Builtins.helper("_line", [.text("file", "a file"), .integer("number", "of a line")]) {
            (machine, arguments) throws(EvaluationError) in
            let line = machine.line(try arguments.int("number"), of: try arguments.text("file"))
            return .string(Text(line ?? ""))
        },
        Builtins.helper("_write_warning", [.text("text", "whole lines")]) {
            (machine, arguments) throws(EvaluationError) in
            machine.emit(.errorText(try arguments.text("text")))
            return .none
        },
    ]

    /// `np.seterr` and related functions.
    static let ofNumPy: [Builtin] = [
        Builtin(
            "seterr", .python, door: .numpy, modes,
            "What becomes of errors of arithmetic from now on; gives what became of them before.",
            example: """
                before = np.seterr(divide='ignore')
                before['divide'], np.geterr()['divide']
                #> ('warn', 'ignore')
                1 / array([1., 0.])
                #> [ 1. inf]
                """, related: "np.errstate np.geterr",
            differs: "There are 'ignore', 'warn' and 'raise'. Underflow is never reported."
        ) { (machine, arguments) throws(EvaluationError) in
            try machine.callBack(
                try machine.member("seterr", ofSourceModule: "_errors"), (0..<5).map { arguments[$0] ?? .none })
        },
        Builtin(
            "geterr", .python, door: .numpy, [], "What becomes of errors of arithmetic.",
            example: """
                np.geterr()
                #> {'divide': 'warn', 'over': 'warn', 'under': 'ignore', 'invalid': 'warn'}
                """, related: "np.seterr np.errstate"
        ) { (machine, _) throws(EvaluationError) in
            try machine.callBack(try machine.member("geterr", ofSourceModule: "_errors"), [])
        },
        Builtin(
            "errstate", .python, door: .numpy, [.star] + modes,
            "What becomes of errors of arithmetic in a `with` block.",
            example: """
                with np.errstate(divide='ignore', invalid='ignore'):
                    print(array([1., 0.]) / 0)
                #> [inf nan]
                """, related: "np.seterr np.geterr", differs: "It is no class: nothing can inherit from it."
        ) { (machine, arguments) throws(EvaluationError) in
            let names = ["all", "divide", "over", "under", "invalid"]
            let given = names.indices.compactMap { place in
                arguments[names[place]].map { CallArgument($0, keyword: names[place]) }
            }
            return try machine.callBack(
                try machine.member("errstate", ofSourceModule: "_errors"), arguments: given)
        },
    ]

    private static var modes: [Parameter] {
        [
            ("all", "all of them"), ("divide", "division by zero"), ("over", "results that are too large"),
            ("under", "results that are too small"), ("invalid", "results that are no numbers"),
        ].map { .value($0.0, default: nil, "for \($0.1): 'ignore', 'warn' or 'raise'") }
    }
}
