internal import Interpreter
internal import Kernels

extension Builtins {
    /// Methods that split, join and replace.
    static let stringPieces: [Builtin] = [
        splitting(
            "split", "The parts between separators.",
            example: """
                'x w b'.split()
                #> ['x', 'w', 'b']
                [float(part) for part in '1.5,2,3'.split(',')]
                #> [1.5, 2.0, 3.0]
                """, related: "string.rsplit string.splitlines string.partition string.join",
            StringFunctions.words, StringFunctions.split),
        splitting(
            "rsplit", "The parts between separators, of which the last ones count.",
            example: """
                'runs/1/model.npy'.rsplit('/', 1)
                #> ['runs/1', 'model.npy']
                """, related: "string.split string.rpartition",
            StringFunctions.lastWords, StringFunctions.splitFromEnd),
        Builtin(
            "encode", .python, door: .bare,
            [
                .receiver, .text("encoding", default: "utf-8", "utf-8, ascii or latin-1"),
                .text("errors", default: "strict", "what is done about characters that it hasn't"),
            ], "The bytes that encode it.",
            example: """
                'lr=0.1'.encode()
                #> b'lr=0.1'
                """, related: "str ord"
        ) { (_, arguments) throws(EvaluationError) in
            BytesClass.object(
                try TextCoding.encoded(
                    try arguments.text(), try arguments.text("encoding"), errors: try arguments.text("errors")))
        },
        Builtin(
            "splitlines", .python, door: .bare, gives: .list,
            [.receiver, .flag("keepends", default: false, "whether the ends of lines stay")], "The lines.",
            example: #"""
                'first\nsecond'.splitlines()
                #> ['first', 'second']
                """#, related: "string.split string.join"
        ) { (_, arguments) throws(EvaluationError) in
            .list(
                ListObject(
                    StringFunctions.lines(try arguments.text(), keepsEnds: try arguments.flag("keepends"))))
        },
        Builtin(
            "join", .python, door: .bare, traits: .gathersItems, gives: .text,
            [.receiver, .value("items", "the strings"), .slash],
            "The strings with this one between them.",
            example: """
                ', '.join(['x', 'w', 'b'])
                #> x, w, b
                ' '.join([str(n) for n in range(4)])
                #> 0 1 2 3
                """, related: "string.split string.splitlines",
            direct: DirectForms(two: { _, separator, items in
                guard case .string(let separator) = separator, case .list(let list) = items, list.count <= 1 << 12,
                    let text = try? StringFunctions.join(list.items, with: separator, refuse: { _, _ in .interrupted })
                else { return nil }
                return .string(text)
            })
        ) { (_, arguments) throws(EvaluationError) in
            let items: [Value]
            do throws(EvaluationError) { items = try arguments.value(1).items() } catch .values(.notIterable(let value))
            {
                throw arguments.invalid(
                    "it takes strings, not \(value.kindText)",
                    python: PythonForm("TypeError", "can only join an iterable"))
            }
            return .string(
                try StringFunctions.join(items, with: try arguments.receiver()) { place, item in
                    arguments.invalid(
                        "it takes strings, and item \(place) is \(item.kindText)",
                        hint: "str(…) writes each as a string",
                        python: PythonForm(
                            "TypeError", "sequence item \(place): expected str instance, \(item.typeName) found"))
                })
        },
        Builtin(
            "replace", .python, door: .bare,
            gives: .text,
            [
                .receiver, .text("old", "what is replaced"), .text("new", "the replacement"),
                .integer("count", default: -1, "how many at most; -1 for all"), .slash,
            ], "With new in place of old.",
            example: """
                '1,5'.replace(',', '.')
                #> 1.5
                """, related: "string.strip"
        ) { (_, arguments) throws(EvaluationError) in
            let (old, new) = (Text(try arguments.text("old")), Text(try arguments.text("new")))
            return .string(
                try StringFunctions.replace(try arguments.receiver(), old, by: new, count: try arguments.int("count")))
        },
    ]

    private static func splitting(
        _ name: String, _ summary: String, example: String, related: String,
        _ words: @escaping @Sendable (Text, Int) -> [Value],
        _ split: @escaping @Sendable (Text, Text, Int) throws(EvaluationError) -> [Value]
    ) -> Builtin {
        Builtin(
            name, .python, door: .bare,
            gives: .list,
            [
                .receiver, .value("sep", default: nil, "the separator; any blanks by default"),
                .integer("maxsplit", default: -1, "how many cuts at most; -1 for all"),
            ], summary, example: example, related: related,
            direct: DirectForms(
                one: { _, text in
                    guard case .string(let text) = text, text.count <= 1 << 10 else { return nil }
                    return .list(ListObject(words(text, -1)))
                },
                two: { _, text, separator in
                    guard case .string(let text) = text, text.count <= 1 << 10, case .string(let separator) = separator,
                        !separator.isEmpty, let parts = try? split(text, separator, -1)
                    else { return nil }
                    return .list(ListObject(parts))
                })
        ) { (_, arguments) throws(EvaluationError) in
            let limit = try arguments.int("maxsplit")
            guard arguments.isGiven("sep") else { return .list(ListObject(words(try arguments.receiver(), limit))) }
            guard case .string(let separator) = arguments.value(1) else {
                throw arguments.invalid(
                    "sep is \(arguments.value(1).kindText), and a string is needed",
                    python: PythonForm("TypeError", "must be str or None, not \(arguments.value(1).typeName)"))
            }
            if separator.isEmpty {
                throw arguments.invalid("the separator is empty", python: .value("empty separator"))
            }
            return .list(ListObject(try split(try arguments.receiver(), separator, limit)))
        }
    }
}
