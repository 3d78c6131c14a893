internal import Interpreter

extension Builtins {
    /// NumPy's functions that are written in Python over others (`Sources/PythonModules/numpy`).
    static let written: [Builtin] = [
        padding, triangles, placing, typeQuestions, signals, polynomials, printing, memory, einsteinSums,
        elementQuestions, fourier,
    ].flatMap(\.self)

    /// An entry that a function of a module written in Python carries out. NumPy's door alone leads to most: bare
    /// names such as `put` and `select` are the user's.
    static func written(
        _ name: String, _ group: Builtin.Group, in module: String, door: Builtin.Door = .numpy, path: String? = nil,
        aliases: [String] = [],
        traits: Builtin.Traits = [], takesComplex: Bool = true, gives result: Builtin.Result? = nil,
        _ parameters: @autoclosure @escaping @Sendable () -> [Parameter], _ summary: String, example: String,
        related: String, differs difference: String? = nil
    ) -> Builtin {
        Builtin(
            name, group, door: door, path: path, aliases: aliases,
            traits: traits.union(takesComplex ? [.takesEveryType, .takesComplex] : .takesEveryType),
            gives: result, parameters(), summary, example: example, related: related, differs: difference
        ) { (machine, arguments) throws(EvaluationError) in
            try refuseOtherAxes(arguments)
            if !takesComplex,
                let given = arguments.signature.parameters.indices.first(where: { index in
                    arguments.signature.parameters[index].kind == .tensor && arguments[index]?.holdsComplex == true
                })
            {
                throw arguments.wrongType(
                    arguments.signature.parameters[given].name, expected: "real numbers", got: arguments.value(given))
            }
            return try machine.callBack(
                try machine.member(name, ofSourceModule: module), arguments: arguments.asGiven)
        }
    }

    /// Refuses what is neither a whole number nor several where an axis stands.
    private static func refuseOtherAxes(_ arguments: Arguments) throws(EvaluationError) {
        for parameter in arguments.signature.parameters where parameter.kind == .axis {
            guard arguments.isGiven(parameter.name), let value = arguments[parameter.name], value.contents == nil,
                value.asInteger == nil, !value.isNone, !value.isTensor, !value.isInstance
            else { continue }
            throw arguments.wrongType(parameter.name, expected: "a whole number", got: value)
        }
    }

    /// A value that a module written in Python holds; nothing where nothing runs.
    static func written(_ name: String, in module: String) -> Value {
        (try? Machine.running?.member(name, ofSourceModule: module)) ?? .none
    }

    /// What the modules of NumPy's see.
    static let writtenHelpers: [Builtin] =
        [
            helper("_warn", [.text("words", "what is said")]) { (machine, arguments) throws(EvaluationError) in
                machine.warn(try arguments.text("words"))
                return .none
            },
            helper("_fail", [.text("kind", "the name of an exception"), .text("words", "what is said")]) {
                (_, arguments) throws(EvaluationError) in
                let words = try arguments.text("words")
                throw arguments.invalid(words, python: PythonForm(try arguments.text("kind"), words))
            },
        ] + memoryHelpers + fourierHelpers
}
