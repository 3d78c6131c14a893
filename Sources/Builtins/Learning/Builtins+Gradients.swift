internal import Interpreter

extension Builtins {
    /// Gradients of functions of the user's, by the rules in `Sources/PythonModules/gradients`.
    static let gradients: [Builtin] = [
        written(
            "grad", .learn, in: "_gradients", door: .bare, gives: .other, python: .learning, [differentiated, argnums],
            "The gradient of a function that gives a number: a function that gives its slope in each argument.",
            example: """
                def f(x): return x ** 3
                grad(f)(2.0)
                #> 12.0
                grad(grad(f))(2.0)
                #> 12.0
                def loss(p, x, y): return np.mean((x @ p['w'] + p['b'] - y) ** 2)
                p = {'w': np.array([1.0, 2.0]), 'b': 0.5}
                grad(loss)(p, np.array([[1.0, 0.0], [0.0, 1.0]]), np.array([1.0, 1.0]))
                #> {'w': array([0.5, 1.5]), 'b': np.float64(2.0)}
                """, related: "value_and_grad check_grad backward train",
            differs: "It is JAX's. Arguments are floats, arrays of them, and lists, tuples and dictionaries of those. "
                + "Comparisons, argmax and the like have no gradient; what would lose one, as float() does, is refused."
        ),
        written(
            "value_and_grad", .learn, in: "_gradients", door: .bare, gives: .other, python: .learning,
            [differentiated, argnums],
            "The same as grad with the value: a function that gives both.",
            example: """
                def f(x): return np.sum(x ** 2)
                value_and_grad(f)(np.array([1.0, 2.0]))
                #> (np.float64(5.0), array([2., 4.]))
                """, related: "grad check_grad"
        ),
        written(
            "check_grad", .learn, in: "_gradients", door: .bare, gives: .other, python: .learning,
            [
                differentiated, .rest("args", "what it is called with"), argnums,
                .function(
                    "gradient", default: nil, "a function of your own that gives the gradient; that of grad by default"),
            ],
            "How far a gradient is from central differences, relative to the largest slope.",
            example: """
                def f(x): return np.sum(np.sin(x))
                x = np.array([0.5, 1.0])
                check_grad(f, x) < 1e-8
                #> True
                def mine(x): return np.cos(x) * 2
                round(check_grad(f, x, gradient=mine), 6)
                #> 0.877583
                """, related: "grad value_and_grad explain"
        ),
    ]

    private static let differentiated = Parameter.value("fun", "a function that gives one number")
    private static let argnums = Parameter.value(
        "argnums", default: 0, "by which of its arguments, a place or a tuple of places")

    /// What the module of gradients sees.
    static let gradientHelpers: [Builtin] = [
        // Says that what runs from now on is differentiated, or is not, and gives what was so before.
        helper("_tracing", [.truth("on", "whether it is")]) { (machine, arguments) throws(EvaluationError) in
            let before = machine.isTracing
            machine.isTracing = try arguments.bool("on")
            return .bool(before)
        },
        helper("_note", [.text("words", "what is said once")]) { (machine, arguments) throws(EvaluationError) in
            let words = try arguments.text("words")
            machine.noteOnce(words, words)
            return .none
        },
    ]
}
