internal import Interpreter

extension Builtins {
    /// Functions that ask the user.
    static let asking: [Builtin] = [
        Builtin(
            "input", .python, door: .bare, traits: [.placesOnly, .asks], gives: .text,
            [.value("prompt", default: "", "what is shown before the line")],
            "A line of text that the user types.",
            example: #"""
                name = input("Your name? ")
                #< Ada
                #> Your name? Ada
                print(f"Hello, {name}.")
                #> Hello, Ada.
                """#, related: "int float print",
            differs: "A session records the answer in a line `#< …`, and a replay takes it from there."
        ) { (machine, arguments) throws(EvaluationError) in
            let prompt = arguments[0]?.text ?? ""
            try machine.failIfPending()
            if !prompt.isEmpty { machine.output(prompt) }
            switch try machine.ask() {
            case .line(let line): return .string(Text(line))
            case .interrupted: throw .interrupted
            case .unreadable(let words):
                throw arguments.invalid(words, python: PythonForm("UnicodeDecodeError", words))
            case .end:
                throw arguments.invalid(
                    "there are no more lines to read", python: PythonForm("EOFError", "EOF when reading a line"))
            }
        }
    ]
}
