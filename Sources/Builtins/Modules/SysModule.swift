internal import Interpreter

/// The parts of Python's `sys` that don't depend on the machine, so that sessions run the same everywhere.
enum SysModule {
    static let module = Module(functions, constants: numbers.merging(streams) { first, _ in first })

    private static let functions: [Builtin] = [
        Builtins.member(
            "getrecursionlimit", of: .sys, [], "How deeply calls may be nested.",
            example: "sys.getrecursionlimit()\n#> 1000", related: "sys.setrecursionlimit"
        ) { (machine, _) throws(EvaluationError) in .int(machine.options.recursionLimit) },
        Builtins.member(
            "setrecursionlimit", of: .sys, traits: .placesOnly, gives: .nothing,
            [.integer("limit", "how deeply calls may be nested")], "Accepted, without effect.",
            example: "sys.setrecursionlimit(5000)\nsys.getrecursionlimit()\n#> 1000",
            related: "sys.getrecursionlimit",
            differs: "The limit stays what it is: Python's own."
        ) { (_, arguments) throws(EvaluationError) in
            _ = try arguments.natural("limit")
            return .none
        },
        Builtins.member(
            "exit", of: .sys, traits: .placesOnly, gives: .nothing,
            [.value("status", default: nil, "0 or None where all is well; else a number, or what is wrong")],
            "Ends the program, unless an `except SystemExit` takes that.",
            example: """
                try:
                    sys.exit('no data')
                except SystemExit as end:
                    print(end.code)
                #> no data
                """, related: "quit",
            differs: "A shell ends with status 1, whatever the number is."
        ) { (machine, arguments) throws(EvaluationError) in
            throw machine.fail("SystemExit", arguments[0].map { [$0] } ?? [])
        },
        Builtins.member(
            "intern", of: .sys, traits: .placesOnly, gives: .text, [.text("string", "a text")], "The text itself.",
            example: "sys.intern('loss')\n#> loss", related: "str"
        ) { (_, arguments) throws(EvaluationError) in
            guard case .string = arguments.value(0) else {
                throw arguments.typeError("intern() argument must be str, not \(arguments.value(0).typeName)")
            }
            return arguments.value(0)
        },
    ]

    // MARK: - Numbers

    private static let numbers: BuiltinTable.Constants = [
        "maxsize": { .int(.max) }, "maxunicode": { .int(0x10FFFF) }, "byteorder": { .string("little") },
        "platform": { .string("linux") }, "version": { .string("3.11.7 (Descent)") },
        "float_repr_style": { .string("short") },
        "version_info": { tuple(version, [.int(3), .int(11), .int(7), .string("final"), .int(0)]) },
        "float_info": {
            let (largest, least) = (Double.greatestFiniteMagnitude, Double.leastNormalMagnitude)
            return tuple(
                floats,
                [
                    .float(largest), .int(1024), .int(308), .float(least), .int(-1021), .int(-307), .int(15), .int(53),
                    .float(.ulpOfOne), .int(2), .int(1),
                ])
        },
    ]

    private static let version = NamedTuples.shared(
        "version_info", ["major", "minor", "micro", "releaselevel", "serial"], module: "sys")
    private static let floats = NamedTuples.shared(
        "float_info",
        [
            "max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp", "dig", "mant_dig", "epsilon", "radix",
            "rounds",
        ], module: "sys")

    private static func tuple(_ type: CollectionsModule.SharedClass, _ items: [Value]) -> Value {
        .instance(InstanceObject(type.type, number: 0, storage: .value(.tuple(TupleObject(items)))))
    }

    // MARK: - Streams

    private static let streams: BuiltinTable.Constants = [
        "stdin": { stream("stdin") }, "stdout": { stream("stdout") }, "stderr": { stream("stderr") },
    ]

    private static func stream(_ name: String) -> Value {
        (try? Machine.running?.member(name, ofSourceModule: "_stdio")) ?? .none
    }

    /// The functions that the streams need.
    static let helpers: [Builtin] = [
        Builtins.helper("_write_output", [.text("text", "a text")]) { (machine, arguments) throws(EvaluationError) in
            if let target = machine.redirected {
                return try machine.callBack(try machine.attribute("write", of: target), [arguments.value(0)])
            }
            machine.output(try arguments.text("text"))
            return .none
        },
        Builtins.helper("_write_error", [.text("text", "a text")]) { (machine, arguments) throws(EvaluationError) in
            machine.note(try arguments.text("text"))
            return .none
        },
        Builtins.helper("_read_line", []) { (machine, arguments) throws(EvaluationError) in
            switch try machine.ask() {
            case .line(let line): return .string(Text(line + "\n"))
            case .end: return .string("")
            case .interrupted: throw .interrupted
            case .unreadable(let words):
                throw arguments.invalid(words, python: PythonForm("UnicodeDecodeError", words))
            }
        },
    ]
}
