internal import Interpreter
internal import Kernels

extension Builtins {
    /// Methods of strings, Python's.
    static let stringMethods: [Builtin] = stringChanges + stringQuestions

    private static let stringChanges: [Builtin] = [
        Builtin(
            "format", .python, door: .bare,
            gives: .text,
            [
                .receiver, .rest("values", "what stands in the numbered fields"),
                .names("names", "what stands in the named fields"),
            ], "The template with its fields filled in.",
            example: """
                'epoch {} of {}'.format(3, 10)
                #> epoch 3 of 10
                '{name}: {value:.3f}'.format(name='loss', value=0.123456)
                #> loss: 0.123
                """, related: "format round"
        ) { (machine, arguments) throws(EvaluationError) in
            .string(
                Text(
                    try Formatting.template(
                        try arguments.text(), arguments.rest.polled(work: 16).map(\.value), arguments.extraKeywords,
                        machine)))
        },
        text(
            "upper",
            "In capitals.",
            example: """
                'mse'.upper()
                #> MSE
                """, related: "string.lower string.title string.capitalize string.swapcase string.isupper"
        ) { text in text.mapped { $0.uppercased() } },
        text(
            "lower",
            "In small letters.",
            example: """
                'MSE Loss'.lower()
                #> mse loss
                """, related: "string.upper string.title string.capitalize string.swapcase string.islower"
        ) { StringFunctions.lower($0) },
        text(
            "title",
            "Each word with a capital.",
            example: """
                'mean squared error'.title()
                #> Mean Squared Error
                """, related: "string.upper string.lower string.capitalize string.swapcase"
        ) { StringFunctions.title($0) },
        text(
            "capitalize",
            "With a capital first letter.",
            example: """
                'linear regression'.capitalize()
                #> Linear regression
                """, related: "string.upper string.lower string.title string.swapcase"
        ) { StringFunctions.capitalize($0) },
        text(
            "swapcase",
            "Capitals and small letters exchanged.",
            example: """
                'aB'.swapcase()
                #> Ab
                """, related: "string.upper string.lower string.title string.capitalize"
        ) { StringFunctions.swapCase($0) },
        stripping(
            "strip",
            "Without blanks (or chars) at both ends.",
            example: """
                '  0.25  '.strip()
                #> 0.25
                '--w--'.strip('-')
                #> w
                """, related: "string.lstrip string.rstrip string.replace", left: true, right: true
        ),
        stripping(
            "lstrip",
            "Without blanks (or chars) at the left.",
            example: """
                '007'.lstrip('0')
                #> 7
                """, related: "string.strip string.rstrip", left: true, right: false
        ),
        stripping(
            "rstrip",
            "Without blanks (or chars) at the right.",
            example: """
                '0.2500'.rstrip('0')
                #> 0.25
                """, related: "string.strip string.lstrip", left: false, right: true
        ),
        Builtin(
            "split", .python, door: .bare,
            gives: .list,
            [
                .receiver, .text("sep", default: nil, "what stands between the parts; any blanks by default"),
                .integer("maxsplit", default: -1, "how many cuts at most; -1 for all"),
            ], "The parts between separators.",
            example: """
                'x w b'.split()
                #> ['x', 'w', 'b']
                [float(part) for part in '1.5,2,3'.split(',')]
                #> [1.5, 2.0, 3.0]
                """, related: "string.splitlines string.join"
        ) { (_, arguments) throws(EvaluationError) in
            let limit = try arguments.int("maxsplit")
            guard let separator = try arguments.string("sep") else {
                return .list(ListObject(StringFunctions.words(try arguments.text(), limit: limit)))
            }
            if separator.isEmpty {
                throw arguments.invalid("the separator is empty", python: .value("empty separator"))
            }
            return .list(
                ListObject(try StringFunctions.split(try arguments.receiver(), Text(separator), limit: limit)))
        },
        Builtin(
            "splitlines", .python, door: .bare, gives: .list,
            [.receiver, .truth("keepends", default: false, "whether the ends of lines stay")], "The lines.",
            example: #"""
                'first\nsecond'.splitlines()
                #> ['first', 'second']
                """#, related: "string.split string.join"
        ) { (_, arguments) throws(EvaluationError) in
            .list(
                ListObject(
                    StringFunctions.lines(try arguments.text(), keepsEnds: try arguments.bool("keepends"))))
        },
        Builtin(
            "join", .python, door: .bare, gives: .text, [.receiver, .value("items", "the strings")],
            "The strings with this one between them.",
            example: """
                ', '.join(['x', 'w', 'b'])
                #> x, w, b
                ' '.join([str(n) for n in range(4)])
                #> 0 1 2 3
                """, related: "string.split string.splitlines"
        ) { (_, arguments) throws(EvaluationError) in
            .string(
                try StringFunctions.join(try arguments.value(1).items(), with: try arguments.receiver()) {
                    arguments.wrongType("items", expected: "strings", got: $0)
                })
        },
        Builtin(
            "replace", .python, door: .bare,
            gives: .text,
            [
                .receiver, .text("old", "what is replaced"), .text("new", "what stands there then"),
                .integer("count", default: -1, "how many at most; -1 for all"),
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
        padding(
            "ljust",
            "Filled up at the right.",
            example: """
                for name in ['w', 'y_hat']: print(name.ljust(8) + '|')
                #> w       |
                #> y_hat   |
                """, related: "string.rjust string.center string.zfill"
        ) { text, missing, fill in text.string + fill(missing) },
        padding(
            "rjust",
            "Filled up at the left.",
            example: """
                for n in [1, 10, 100]: print(str(n).rjust(5))
                #>     1
                #>    10
                #>   100
                """, related: "format string.ljust string.center string.zfill"
        ) { text, missing, fill in fill(missing) + text.string },
        padding(
            "center",
            "Filled up at both sides.",
            example: """
                ' results '.center(21, '-')
                #> ------ results ------
                """, related: "string.ljust string.rjust string.zfill"
        ) { text, missing, fill in
            // CPython's rule for the odd one: to the left if the width is odd.
            let left = missing / 2 + (missing & (text.count + missing) & 1)
            return fill(left) + text.string + fill(missing - left)
        },
        Builtin(
            "zfill", .python, door: .bare, gives: .text, [.receiver, .integer("width", "how many characters")],
            "Filled up with zeros behind the sign.",
            example: """
                '7'.zfill(3)
                #> 007
                '-1.5'.zfill(6)
                #> -001.5
                """, related: "string.ljust string.rjust string.center"
        ) { (_, arguments) throws(EvaluationError) in
            let receiver = try arguments.receiver()
            let missing = max(try arguments.width(), 0) - receiver.count
            if missing <= 0 { return .string(receiver) }
            let text = receiver.string
            let hasSign = text.hasPrefix("+") || text.hasPrefix("-")
            return .string(
                Text(
                    text.prefix(hasSign ? 1 : 0) + String(interruptibly: "0", times: missing)
                        + text.dropFirst(hasSign ? 1 : 0)))
        },
    ]

    private static func text(
        _ name: String, _ summary: String, example: String, related: String = "",
        _ change: @escaping @Sendable (Text) -> Text
    ) -> Builtin {
        Builtin(name, .python, door: .bare, gives: .text, [.receiver], summary, example: example, related: related) {
            (_, arguments) throws(EvaluationError) in
            .string(change(try arguments.receiver()))
        }
    }

    private static func stripping(
        _ name: String, _ summary: String, example: String, related: String = "", left: Bool, right: Bool
    ) -> Builtin {
        Builtin(
            name, .python, door: .bare, gives: .text,
            [.receiver, .text("chars", default: nil, "which characters; blanks by default")], summary, example: example,
            related: related
        ) { (_, arguments) throws(EvaluationError) in
            let characters = try arguments.string("chars").map { Set($0.unicodeScalars.polled(work: 8)) }
            var meter = WorkMeter()
            func drops(_ scalar: Unicode.Scalar) -> Bool {
                (characters?.contains(scalar) ?? scalar.properties.isWhitespace) && !meter.shouldStop(after: 8)
            }
            var scalars = Substring(try arguments.text()).unicodeScalars
            if left { scalars = scalars.drop(while: drops) }
            while right, let last = scalars.last, drops(last) { scalars.removeLast() }
            return .string(Text(String(scalars)))
        }
    }

    private static func padding(
        _ name: String, _ summary: String, example: String, related: String = "",
        _ pad: @escaping @Sendable (Text, Int, (Int) -> String) -> String
    ) -> Builtin {
        Builtin(
            name, .python, door: .bare, gives: .text,
            [
                .receiver, .integer("width", "how many characters"),
                .text("fillchar", default: " ", "what it is filled up with"),
            ],
            summary, example: example, related: related
        ) { (_, arguments) throws(EvaluationError) in
            let text = try arguments.receiver()
            let fill = try arguments.text("fillchar")
            guard fill.unicodeScalars.count == 1 else {
                throw arguments.wrongType("fillchar", expected: "one character", got: .string(Text(fill)))
            }
            let missing = max(try arguments.width(), 0) - text.count
            if missing <= 0 { return .string(text) }
            return .string(Text(pad(text, missing) { String(interruptibly: fill, times: $0) }))
        }
    }
}

extension Arguments {
    /// The string whose method this is.
    func receiver() throws(EvaluationError) -> Text {
        guard case .string(let text) = value(0) else { throw wrongType("self", expected: "a string", got: value(0)) }
        return text
    }

    /// The string whose method this is, as Swift has it.
    func text() throws(EvaluationError) -> String { try receiver().string }

    /// A width that fits into memory.
    fileprivate func width() throws(EvaluationError) -> Int {
        let width = try int("width")
        if width > 10_000_000 { throw invalid("the width \(width) is too large") }
        return width
    }
}
