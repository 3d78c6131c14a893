internal import Interpreter

extension Builtins {
    /// Functions that list names.
    static let names: [Builtin] = [
        Builtin(
            "vars", .python, door: .bare, traits: .placesOnly, [.rest("x", "an object or class, or nothing")],
            "The attributes of x, a dictionary; without x what locals gives.",
            example: """
                class Point:
                    def __init__(self):
                        self.x, self.y = 1, 2
                vars(Point())
                #> {'x': 1, 'y': 2}
                """, related: "dir getattr hasattr locals"
        ) { (machine, arguments) throws(EvaluationError) in
            guard let value = try arguments.onlyOne() else { return try machine.localNames() }
            if let found = try machine.attributeIfAny("__dict__", of: value) { return found }
            let words = "vars() argument must have __dict__ attribute"
            throw arguments.invalid(words, python: PythonForm("TypeError", words))
        },
        Builtin(
            "dir", .python, door: .bare, traits: .placesOnly, gives: .list, [.rest("x", "any value, or nothing")],
            "The names of the attributes of x; without x those that are set here.",
            example: """
                class Point:
                    x = 1
                [name for name in dir(Point()) if name[0] != '_']
                #> ['x']
                """, related: "vars getattr hasattr",
            differs: "Of Python's own types it lists what CPython has, which may be more than there is here."
        ) { (machine, arguments) throws(EvaluationError) in
            .list(ListObject(try machine.directory(of: try arguments.onlyOne())))
        },
        Builtin(
            "globals", .python, door: .bare, [],
            "What the names of the workspace hold now, a dictionary that never changes.",
            example: """
                epochs = 10
                globals()['epochs']
                #> 10
                """, related: "locals dir vars",
            differs: "It can't be written to: write name = value, or global name in a function."
        ) { (machine, _) throws(EvaluationError) in .dictionary(try machine.globalNames()) },
        Builtin(
            "locals", .python, door: .bare, [], "What the names of the running function hold now, a dictionary.",
            example: """
                epochs = 10
                locals()['epochs']
                #> 10
                """, related: "globals dir vars"
        ) { (machine, _) throws(EvaluationError) in try machine.localNames() },
    ]
}

extension Arguments {
    /// The only argument; nil if there is none.
    fileprivate func onlyOne() throws(EvaluationError) -> Value? {
        if rest.count > 1 {
            let words = "\(function) expected at most 1 argument, got \(rest.count)"
            throw invalid(words, python: PythonForm("TypeError", words))
        }
        return rest.first?.value
    }
}
