internal import Interpreter
internal import TensorFiles

extension Builtins {
    /// NumPy's functions that are written in Python (`Sources/PythonModules/numpy`).
    static let written: [Builtin] = [
        padding, triangles, placing, typeQuestions, signals, polynomials, printing, memory, einsteinSums,
        elementQuestions, testing, standardProducts, fourier,
    ].flatMap(\.self)

    /// An entry that a function in a module written in Python implements. Most are only available in NumPy's
    /// namespace, because bare names such as `put` and `select` are left to the user.
    ///
    /// - Parameter output: how the result is stored in `out=`; nil if the function doesn't take it.
    static func written(
        _ name: String, _ group: Builtin.Group, in module: String, door: Builtin.Door = .numpy, path: String? = nil,
        aliases: [String] = [],
        traits: Builtin.Traits = [], takesComplex: Bool = true, gives result: Builtin.Result? = nil,
        python: Builtin.PythonForm? = nil, output: OutputRule? = nil,
        _ parameters: @autoclosure @escaping @Sendable () -> [Parameter], _ summary: String, example: String,
        related: String, differs difference: String? = nil
    ) -> Builtin {
        Builtin(
            name, group, door: door, path: path, aliases: aliases,
            traits: traits.union(takesComplex ? [.takesEveryType, .takesComplex] : .takesEveryType), gives: result,
            python: python, parameters(), summary, example: example, related: related,
            differs: difference
        ) { (machine, arguments) throws(EvaluationError) in
            try judge(arguments)
            if !takesComplex { try refuseComplex(arguments) }
            let function = try machine.member(name, ofSourceModule: module)
            guard let output, arguments.isGiven("out"), let out = arguments["out"] else {
                return try machine.callBack(function, arguments: arguments.asGiven)
            }
            let target = try machine.callBack(try machine.member("target", ofSourceModule: "_numpy_ufuncs"), [out])
            let value = try machine.callBack(function, arguments: arguments.given(without: "out"))
            let store = try machine.member("stored", ofSourceModule: "_numpy_ufuncs")
            return try machine.callBack(
                store, [.string(Text(name)), value, target, .string(Text(output.rawValue))])
        }
    }

    /// Raises an error for arrays of complex numbers.
    private static func refuseComplex(_ arguments: Arguments) throws(EvaluationError) {
        let parameters = arguments.signature.parameters
        let given = parameters.indices.first { parameters[$0].kind == .tensor && arguments[$0]?.holdsComplex == true }
        guard let given else { return }
        throw arguments.wrongType(parameters[given].name, expected: "real numbers", got: arguments.value(given))
    }

    /// How the result of a function is stored in `out=`.
    enum OutputRule: String {
        /// It is broadcast, with `same_kind` casting.
        case spread
        /// The shapes must be equal, with `same_kind` casting.
        case exact
        /// It is broadcast, with any casting.
        case assigned
    }

    /// Raises an error for arguments of the wrong kind before a function in Python sees them: a non-string for a
    /// string, an invalid axis, or an array of another library.
    static func judge(_ arguments: Arguments) throws(EvaluationError) {
        for parameter in arguments.signature.parameters where arguments.isGiven(parameter.name) {
            guard let value = arguments[parameter.name], !parameter.isVariadic else { continue }
            switch parameter.kind {
            case .axis:
                if value.contents != nil && !value.isTensor || value.asInteger != nil || value.isInstance { continue }
                throw arguments.wrongType(parameter.name, expected: "a whole number", got: value)
            case .integer where value.asInteger == nil && !value.isInstance:
                throw arguments.wrongType(parameter.name, expected: "a whole number", got: value)
            case .text where value.plain.type != .string:
                let type = value.isTensor ? "numpy.ndarray" : value.typeName
                throw arguments.typeError("\(parameter.name) must be str, not \(type)")
            case .value where parameter.name == "like" && !value.isTensor:
                throw arguments.typeError(
                    "The `like` argument must be an array-like that implements the `__array_function__` protocol.")
            default: continue
            }
        }
    }

    /// A value in a module written in Python; None if no machine is running.
    static func written(_ name: String, in module: String) -> Value {
        (try? Machine.running?.member(name, ofSourceModule: module)) ?? .none
    }

    /// The functions that NumPy's modules written in Python can see.
    static let archiveHelpers: [Builtin] = [
        helper("_archive_member", [.text("path", "a path"), .text("name", "which tensor")]) {
            (machine, arguments) throws(EvaluationError) in
            let path = try arguments.text("path")
            let file = try machine.fileToRead(path)
            let name = try arguments.text("name")
            let loaded = try machine.onFile(path) { () throws(TensorFileError) in
                try NumPyArchive(path: file).tensors([name])
            }
            return loaded.first.map { .array(ArrayObject($0.tensor)) } ?? .none
        }
    ]

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
        ] + memoryHelpers + drawHelpers + archiveHelpers + fourierHelpers
}
