internal import Interpreter
internal import Kernels

extension Builtins {
    /// Methods that pad a string to a width.
    static let stringPadding: [Builtin] = [
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
            // CPython's rule for an odd number: the extra character goes to the left if the width is odd.
            let left = missing / 2 + (missing & (text.count + missing) & 1)
            return fill(left) + text.string + fill(missing - left)
        },
        Builtin(
            "zfill", .python, door: .bare, gives: .text, [.receiver, .integer("width", "how many characters"), .slash],
            "Padded with zeros after the sign.",
            example: """
                '7'.zfill(3)
                #> 007
                '-1.5'.zfill(6)
                #> -001.5
                """, related: "string.ljust string.rjust string.center"
        ) { (_, arguments) throws(EvaluationError) in
            let receiver = try arguments.receiver()
            let missing = try arguments.missing(from: receiver)
            if missing <= 0 { return .string(receiver) }
            let text = receiver.string
            let hasSign = text.hasPrefix("+") || text.hasPrefix("-")
            return .string(
                Text(
                    text.prefix(hasSign ? 1 : 0) + String(interruptibly: "0", times: missing)
                        + text.dropFirst(hasSign ? 1 : 0)))
        },
    ]

    private static func padding(
        _ name: String, _ summary: String, example: String, related: String = "",
        _ pad: @escaping @Sendable (Text, Int, (Int) -> String) -> String
    ) -> Builtin {
        Builtin(
            name, .python, door: .bare, gives: .text,
            [
                .receiver, .integer("width", "how many characters"),
                .text("fillchar", default: " ", "what it is filled up with"), .slash,
            ],
            summary, example: example, related: related
        ) { (_, arguments) throws(EvaluationError) in
            let text = try arguments.receiver()
            if arguments["fillchar"]?.isNone == true {
                throw arguments.wrongType("fillchar", expected: "one character", got: .none)
            }
            let fill = try arguments.text("fillchar")
            guard fill.unicodeScalars.count == 1 else {
                throw arguments.wrongType("fillchar", expected: "one character", got: .string(Text(fill)))
            }
            let missing = try arguments.missing(from: text, fillSize: fill.utf8.count)
            if missing <= 0 { return .string(text) }
            return .string(Text(pad(text, missing) { String(interruptibly: fill, times: $0) }))
        }
    }
}

extension Arguments {
    /// The number of characters missing up to the width, after checking that memory suffices for `fillSize` bytes each.
    fileprivate func missing(from text: Text, fillSize: Int = 1) throws(EvaluationError) -> Int {
        let missing = max(try int("width"), 0) - text.count
        if missing > 0 {
            let (bytes, isTooLarge) = missing.multipliedReportingOverflow(by: fillSize)
            try Allowance.check(isTooLarge ? Int.max : bytes, plus: text.string.utf8.count)
        }
        return missing
    }
}
