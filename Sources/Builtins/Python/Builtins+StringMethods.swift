internal import Interpreter
internal import Kernels
internal import Syntax

extension Builtins {
    /// Methods of Python's strings.
    static let stringMethods: [Builtin] =
        stringChanges + stringPieces + stringPadding + stringSearching + stringQuestions + stringTranslation

    private static let stringChanges: [Builtin] = [
        Builtin(
            "format", .python, door: .bare,
            gives: .text,
            [
                .receiver, .rest("values", "values for the numbered fields"),
                .names("names", "values for the named fields"),
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
        ) { text in StringFunctions.upper(text) },
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
            [.receiver, .text("chars", default: nil, "which characters; blanks by default"), .slash], summary,
            example: example, related: related
        ) { (_, arguments) throws(EvaluationError) in
            let characters = try arguments.string("chars").map { Set($0.unicodeScalars.polled(work: 8)) }
            var meter = WorkMeter()
            func drops(_ scalar: Unicode.Scalar) -> Bool {
                (characters?.contains(scalar) ?? scalar.isBlank) && !meter.shouldStop(after: 8)
            }
            var scalars = Substring(try arguments.text()).unicodeScalars
            if left { scalars = scalars.drop(while: drops) }
            while right, let last = scalars.last, drops(last) { scalars.removeLast() }
            return .string(Text(String(scalars)))
        }
    }
}

extension Arguments {
    /// The receiver as a string.
    func receiver() throws(EvaluationError) -> Text {
        guard case .string(let text) = value(0) else { throw wrongType("self", expected: "a string", got: value(0)) }
        return text
    }

    /// The receiver as a Swift string.
    func text() throws(EvaluationError) -> String { try receiver().string }
}
