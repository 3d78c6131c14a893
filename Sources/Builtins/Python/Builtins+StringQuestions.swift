internal import Interpreter
internal import Kernels
internal import Rendering
internal import Syntax

extension Builtins {
    /// Predicates on the characters of a string.
    static let stringQuestions: [Builtin] = [
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
            $0.numericKind == .decimal || $0.numericKind == .digit
        },
        property(
            "isalpha",
            "Whether all are letters.",
            example: """
                'loss'.isalpha()
                #> True
                """, related: "string.isdigit string.isalnum string.isspace"
        ) { $0.isLetter },
        property(
            "isalnum",
            "Whether all are letters or digits.",
            example: """
                'layer2'.isalnum()
                #> True
                """, related: "string.isdigit string.isalpha string.isspace"
        ) {
            $0.isLetter || $0.numericKind != nil
        },
        property(
            "isspace",
            "Whether all are blanks.",
            example: #"""
                ' \t'.isspace()
                #> True
                """#, related: "string.isdigit string.isalpha string.isalnum"
        ) { $0.isBlank },
        property(
            "isdecimal", "Whether all are digits of a decimal number.",
            example: """
                '42'.isdecimal()
                #> True
                '4²'.isdecimal()
                #> False
                """, related: "string.isdigit string.isnumeric"
        ) { $0.numericKind == .decimal },
        property(
            "isnumeric", "Whether all characters are numeric.",
            example: """
                '½'.isnumeric()
                #> True
                """, related: "string.isdigit string.isdecimal"
        ) { $0.numericKind != nil },
        property(
            "isascii", ofEmpty: true, "Whether all are letters and signs of ASCII.",
            example: """
                'λ'.isascii()
                #> False
                """, related: "string.isprintable ord"
        ) { $0.isASCII },
        property(
            "isprintable", ofEmpty: true, "Whether all are shown by repr as they are.",
            example: #"""
                'a\n'.isprintable()
                #> False
                """#, related: "string.isascii repr"
        ) { PythonText.isPrintable($0) },
        Builtin(
            "isidentifier", .python, door: .bare, [.receiver], "Whether it could be a name.",
            example: """
                'y_hat'.isidentifier()
                #> True
                '2x'.isidentifier()
                #> False
                """, related: "string.isalnum string.isalpha"
        ) { (_, arguments) throws(EvaluationError) in .bool((try arguments.text()).isIdentifier) },
        casing(
            "isupper", "Whether the letters are capitals.",
            example: """
                'MSE'.isupper()
                #> True
                """, related: "string.islower string.istitle string.upper"
        ) { _, letter in letter.isCapital && !letter.isTitlecase },
        casing(
            "islower", "Whether the letters are small.",
            example: """
                'MSE'.islower()
                #> False
                """, related: "string.isupper string.istitle string.lower"
        ) { _, letter in !letter.isCapital },
        casing(
            "istitle", "Whether words begin with a capital, and have no others.",
            example: """
                'Mean Squared Error'.istitle()
                #> True
                """, related: "string.title string.isupper string.islower"
        ) { isInWord, letter in letter.isCapital != isInWord },
    ]

    /// A predicate that must hold for all characters.
    ///
    /// - Parameter isEmptySo: the result for the empty string.
    private static func property(
        _ name: String, ofEmpty isEmptySo: Bool = false, _ summary: String, example: String, related: String = "",
        _ holds: @escaping @Sendable (Unicode.Scalar) -> Bool
    ) -> Builtin {
        Builtin(
            name, .python, door: .bare, [.receiver], summary, example: example, related: related,
            direct: DirectForms(one: { _, text in
                guard case .string(let text) = text, text.count <= 1 << 10 else { return nil }
                return .bool(text.isEmpty ? isEmptySo : text.allSatisfy(holds))
            })
        ) { (_, arguments) throws(EvaluationError) in
            let scalars = try arguments.text().unicodeScalars
            return .bool(scalars.isEmpty ? isEmptySo : scalars.polled(work: 8).allSatisfy(holds))
        }
    }

    /// A predicate that must hold for all cased letters, at least one of which must exist; it is told whether the
    /// preceding character is a cased letter, and the letter itself.
    private static func casing(
        _ name: String, _ summary: String, example: String, related: String,
        _ holds: @escaping @Sendable (_ isInWord: Bool, _ letter: Unicode.Scalar) -> Bool
    ) -> Builtin {
        Builtin(name, .python, door: .bare, [.receiver], summary, example: example, related: related) {
            (_, arguments) throws(EvaluationError) in
            var (isInWord, isSo) = (false, false)
            for scalar in try arguments.text().unicodeScalars.polled(work: 8) {
                guard scalar.isCapital || scalar.isSmall else {
                    isInWord = false
                    continue
                }
                if !holds(isInWord, scalar) { return .bool(false) }
                (isInWord, isSo) = (true, true)
            }
            return .bool(isSo)
        }
    }
}
