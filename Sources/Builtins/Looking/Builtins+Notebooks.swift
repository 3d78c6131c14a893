internal import Interpreter

extension Builtins {
    /// Functions that emulate Jupyter, and one that continues without missing modules.
    static let notebooks: [Builtin] = [
        Builtin(
            "display", .look, door: .bare, traits: [.keeps, .takesComplex], gives: .nothing, python: .displayed,
            [.rest("values", "what is shown")],
            "Show values as a notebook's last line does: what `repr` gives, a line each.",
            example: """
                display('a', [1, 2])
                #> 'a'
                #> [1, 2]
                """, related: "show print",
            differs: "Jupyter's draws tables and pictures, too."
        ) { (machine, arguments) throws(EvaluationError) in
            for value in arguments.rest {
                if value.value.absentPicture { continue }
                let text = value.value.representation
                try machine.failIfPending()
                machine.output(text + "\n")
            }
            return .none
        },
        Builtin(
            "get_ipython", .python, door: .bare, [],
            "What a notebook asks for commands to Jupyter. There is no Jupyter here: those that matter are left out.",
            example: """
                get_ipython().run_line_magic('matplotlib', 'inline')
                print('and on')
                #> and on
                """, related: "without"
        ) { (machine, _) throws(EvaluationError) in machine.jupyter() },
        Builtin(
            "without", .sessions, door: .bare, gives: .nothing, python: .comment,
            [.rest("modules", "their names", of: .word)],
            "Go on without modules that there aren't: what is done with them is left out, and what that may have "
                + "changed can't be looked at.",
            example: """
                without torch
                import torch
                torch.manual_seed(0)
                print('and on')
                #> and on
                """, related: "help get_ipython"
        ) { (machine, arguments) throws(EvaluationError) in
            for argument in arguments.rest {
                guard case .string(let name) = argument.value, !name.isEmpty else {
                    throw arguments.wrongType("modules", expected: "the name of a module", got: argument.value)
                }
                machine.workspace.absentModules.insert(String(name.string.prefix { $0 != "." }))
            }
            return .none
        },
    ]
}
