internal import Interpreter
internal import Kernels

extension Builtins {
    /// What strings begin with, hold and are made of.
    static let stringQuestions: [Builtin] = [
        testing(
            "startswith", "prefix",
            "Whether it begins with this.",
            example: """
                'loss_train'.startswith('loss')
                #> True
                """, related: "string.endswith string.find"
        ) { $0.polled(work: 4).starts(with: $1) },
        testing(
            "endswith", "suffix",
            "Whether it ends with this.",
            example: """
                'weights.npy'.endswith(('.npy', '.npz'))
                #> True
                """, related: "string.startswith"
        ) { $0.reversed().polled(work: 4).starts(with: $1.reversed()) },
        Builtin(
            "find", .python, door: .bare, [.receiver, .part],
            "Where the part first stands; -1 if nowhere.",
            example: """
                'lr=0.01'.find('=')
                #> 2
                'lr'.find('=')
                #> -1
                """, related: "string.index string.count string.startswith"
        ) { (_, arguments) throws(EvaluationError) in
            .int(try arguments.receiver().firstPlace(of: Text(try arguments.text("part"))) ?? -1)
        },
        Builtin(
            "index", .python, door: .bare, [.receiver, .part],
            "Where the part first stands.",
            example: """
                'lr=0.01'.index('=')
                #> 2
                """, related: "string.find string.count"
        ) { (_, arguments) throws(EvaluationError) in
            guard let index = try arguments.receiver().firstPlace(of: Text(try arguments.text("part"))) else {
                throw arguments.invalid(
                    "\(arguments.value(1).briefText) is not in the text", python: .value("substring not found"))
            }
            return .int(index)
        },
        Builtin(
            "count", .python, door: .bare, [.receiver, .text("part", "what is counted")],
            "How often the part stands in it.",
            example: """
                '1,2,,4'.count(',')
                #> 3
                """, related: "string.find string.index"
        ) { (_, arguments) throws(EvaluationError) in
            let (part, text) = (Text(try arguments.text("part")), try arguments.receiver())
            if part.isEmpty { return .int(text.count + 1) }
            var parts = 0
            try text.forEachPart(separatedBy: part) { _ in parts += 1 }
            return .int(parts - 1)
        },
        property(
            "isdigit",
            "Whether all are digits.",
            example: """
                '42'.isdigit()
                #> True
                '4.2'.isdigit()
                #> False
                """, related: "string.isalpha string.isalnum string.isspace"
        ) {
            $0.properties.numericType == .decimal || $0.properties.numericType == .digit
        },
        property(
            "isalpha",
            "Whether all are letters.",
            example: """
                'loss'.isalpha()
                #> True
                """, related: "string.isdigit string.isalnum string.isspace"
        ) { $0.properties.isAlphabetic },
        property(
            "isalnum",
            "Whether all are letters or digits.",
            example: """
                'layer2'.isalnum()
                #> True
                """, related: "string.isdigit string.isalpha string.isspace"
        ) {
            $0.properties.isAlphabetic || $0.properties.numericType != nil
        },
        property(
            "isspace",
            "Whether all are blanks.",
            example: #"""
                ' \t'.isspace()
                #> True
                """#, related: "string.isdigit string.isalpha string.isalnum"
        ) { $0.isBlank },
        Builtin(
            "isupper", .python, door: .bare, [.receiver], "Whether the letters are capitals.",
            example: """
                'MSE'.isupper()
                #> True
                """, related: "string.islower string.upper"
        ) { (_, arguments) throws(EvaluationError) in
            let text = try arguments.receiver()
            return .bool(text == text.mapped { $0.uppercased() } && text != StringFunctions.lower(text))
        },
        Builtin(
            "islower", .python, door: .bare, [.receiver], "Whether the letters are small.",
            example: """
                'MSE'.islower()
                #> False
                """, related: "string.lower string.isupper"
        ) { (_, arguments) throws(EvaluationError) in
            let text = try arguments.receiver()
            return .bool(text == StringFunctions.lower(text) && text != text.mapped { $0.uppercased() })
        },
    ]

    private static func property(
        _ name: String, _ summary: String, example: String, related: String = "",
        _ holds: @escaping @Sendable (Unicode.Scalar) -> Bool
    ) -> Builtin {
        Builtin(
            name, .python, door: .bare, [.receiver], summary, example: example, related: related,
            direct: DirectForms(one: { _, text in
                guard case .string(let text) = text, text.count <= 1 << 10 else { return nil }
                return .bool(!text.isEmpty && text.string.unicodeScalars.allSatisfy(holds))
            })
        ) { (_, arguments) throws(EvaluationError) in
            let scalars = try arguments.text().unicodeScalars
            return .bool(!scalars.isEmpty && scalars.polled(work: 8).allSatisfy(holds))
        }
    }

    private static func testing(
        _ name: String, _ parameter: String, _ summary: String, example: String, related: String = "",
        _ test: @escaping @Sendable (String.UnicodeScalarView, String.UnicodeScalarView) -> Bool
    ) -> Builtin {
        Builtin(
            name, .python, door: .bare, [.receiver, .value(parameter, "a string, or a tuple of them")], summary,
            example: example, related: related
        ) { (_, arguments) throws(EvaluationError) in
            let text = try arguments.text().unicodeScalars
            let parts = if case .tuple(let parts) = arguments.value(1) { parts.items } else { [arguments.value(1)] }
            for part in parts {
                guard case .string(let part) = part else {
                    throw arguments.wrongType(parameter, expected: "a string", got: part)
                }
                if test(text, part.string.unicodeScalars) { return .bool(true) }
            }
            return .bool(false)
        }
    }
}
