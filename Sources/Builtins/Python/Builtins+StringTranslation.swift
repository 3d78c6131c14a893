internal import Interpreter
internal import Kernels
internal import Syntax

extension Builtins {
    /// Methods that replace characters, by tables or rules.
    static let stringTranslation: [Builtin] = [
        Builtin(
            "translate", .python, door: .bare, traits: .placesOnly, gives: .text,
            [.receiver, .value("table", "the replacement of each character, by its code point")],
            "With each character replaced by what a table has for it.",
            example: """
                'x-y z'.translate({ord('-'): '_', ord(' '): None})
                #> x_yz
                'a1b2'.translate(str.maketrans('ab', 'xy', '12'))
                #> xy
                """, related: "string.maketrans string.replace"
        ) { (machine, arguments) throws(EvaluationError) in
            .string(Text(try StringFunctions.translate(try arguments.receiver(), arguments, machine)))
        },
        Builtin(
            "maketrans", .python, door: .bare, traits: [.placesOnly, .belongsToType],
            [
                .receiver, .value("x", "a dictionary; or the characters to replace"),
                .value("y", default: nil, "what takes their place, one by one"),
                .value("z", default: nil, "the characters that go"),
            ], "The table that translate takes.",
            example: """
                str.maketrans('ab', 'xy')
                #> {97: 120, 98: 121}
                """, related: "string.translate"
        ) { (_, arguments) throws(EvaluationError) in try StringFunctions.makeTable(arguments) },
        Builtin(
            "expandtabs", .python, door: .bare, gives: .text,
            [.receiver, .integer("tabsize", default: 8, "the width of a column")],
            "With blanks in place of tabs, up to the next column.",
            example: #"""
                'w\t0.5'.expandtabs(4)
                #> w   0.5
                """#, related: "string.replace string.ljust"
        ) { (_, arguments) throws(EvaluationError) in
            .string(Text(try StringFunctions.expandTabs(try arguments.text(), width: try arguments.int("tabsize"))))
        },
        Builtin(
            "casefold", .python, door: .bare, gives: .text, [.receiver],
            "In the form in which capitals don't matter, for comparisons.",
            example: """
                'Straße'.casefold() == 'STRASSE'.casefold()
                #> True
                """, related: "string.lower string.upper"
        ) { (_, arguments) throws(EvaluationError) in .string(StringFunctions.casefold(try arguments.receiver())) },
        Builtin(
            "format_map", .python, door: .bare, traits: .placesOnly, gives: .text,
            [.receiver, .value("mapping", "values for the named fields")],
            "The template with its fields filled in from a dictionary.",
            example: """
                '{w} {b}'.format_map({'w': 0.5, 'b': 1})
                #> 0.5 1
                """, related: "string.format format"
        ) { (machine, arguments) throws(EvaluationError) in
            .string(Text(try Formatting.template(try arguments.text(), mapping: arguments.value(1), machine)))
        },
    ]
}

extension StringFunctions {
    /// The text with each code point replaced by its entry in a table: a code point, a text, or None to delete it.
    static func translate(_ text: Text, _ arguments: Arguments, _ machine: Machine) throws(EvaluationError) -> String {
        var result = String.UnicodeScalarView()
        var known: [Unicode.Scalar: [Unicode.Scalar]] = [:]
        for scalar in text.string.unicodeScalars.polled(work: 16) {
            if let found = known[scalar] {
                result.append(contentsOf: found)
                continue
            }
            let found = try translation(of: scalar, arguments, machine)
            known[scalar] = found
            result.append(contentsOf: found)
        }
        return String(result)
    }

    private static func translation(
        of scalar: Unicode.Scalar, _ arguments: Arguments, _ machine: Machine
    ) throws(EvaluationError) -> [Unicode.Scalar] {
        let found: Value
        do throws(EvaluationError) {
            found = try machine.element(of: arguments.value(1), at: .int(Int(scalar.value)))
        } catch {
            // Characters missing in the table stay.
            guard machine.forgetFailure(error, ofClass: "LookupError") else { throw error }
            return [scalar]
        }
        switch found {
        case .none: return []
        case .string(let text): return Array(text.string.unicodeScalars)
        default:
            guard let number = found.asIndex else {
                throw arguments.invalid(
                    "the table gives \(found.kindText) for a character",
                    python: PythonForm("TypeError", "character mapping must return integer, None or str"))
            }
            guard let value = UInt32(exactly: number), let scalar = Unicode.Scalar(value) else {
                throw arguments.invalid(
                    "\(number) is the number of no character",
                    python: .value("character mapping must be in range(0x110000)"))
            }
            return [scalar]
        }
    }

    /// The table that `maketrans` returns.
    static func makeTable(_ arguments: Arguments) throws(EvaluationError) -> Value {
        let table = DictionaryObject()
        func refuse(_ words: String, _ type: String = "TypeError") -> EvaluationError {
            arguments.invalid(words, python: PythonForm(type, words))
        }
        guard let second = arguments[2] else {
            guard case .dictionary(let given) = arguments.value(1) else {
                throw refuse("if you give only one argument to maketrans it must be a dict")
            }
            for pair in given.pairs.polled(work: 16) {
                guard case .tuple(let pair) = pair else { continue }
                switch pair[0] {
                case .int, .bool: try table.set(pair[1], for: pair[0])
                case .string(let text):
                    guard text.count == 1, let first = text.first else {
                        throw refuse("string keys in translate table must be of length 1", "ValueError")
                    }
                    try table.set(pair[1], for: .int(Int(first.value)))
                default: throw refuse("keys in translate table must be strings or integers")
                }
            }
            return .dictionary(table)
        }
        guard case .string(let from) = arguments.value(1) else {
            throw refuse("first maketrans argument must be a string if there is a second argument")
        }
        guard case .string(let to) = second else {
            throw refuse("maketrans() argument 2 must be str, not \(second.typeName)")
        }
        if from.count != to.count {
            throw refuse("the first two maketrans arguments must have equal length", "ValueError")
        }
        for (old, new) in zip(from.string.unicodeScalars, to.string.unicodeScalars).polled(work: 16) {
            try table.set(.int(Int(new.value)), for: .int(Int(old.value)))
        }
        guard let third = arguments[3] else { return .dictionary(table) }
        guard case .string(let gone) = third else {
            throw refuse("maketrans() argument 3 must be str, not \(third.typeName)")
        }
        for scalar in gone.string.unicodeScalars.polled(work: 16) {
            try table.set(.none, for: .int(Int(scalar.value)))
        }
        return .dictionary(table)
    }

    /// Replaces tabs with spaces; each line begins at column 0.
    static func expandTabs(_ text: String, width: Int) throws(EvaluationError) -> String {
        let scalars = text.unicodeScalars
        var (column, total) = (0, 0)
        for scalar in scalars.polled(work: 4) {
            let step = scalar == "\t" ? (width > 0 ? width - column % width : 0) : 1
            column = scalar == "\n" || scalar == "\r" ? 0 : column + step
            let (sum, overflows) = total.addingReportingOverflow(step)
            total = overflows ? Int.max : sum
        }
        try Allowance.check(total, of: 1)
        var result = ""
        column = 0
        for scalar in scalars.polled(work: 8) {
            guard scalar == "\t" else {
                result.unicodeScalars.append(scalar)
                column = scalar == "\n" || scalar == "\r" ? 0 : column + 1
                continue
            }
            guard width > 0 else { continue }
            let blanks = width - column % width
            result += String(interruptibly: " ", times: blanks)
            column += blanks
        }
        return result
    }

    /// Unicode's full case folding: the lowercase of the uppercase, with a few exceptions.
    static func casefold(_ text: Text) -> Text {
        text.mapped { piece in
            var result = ""
            for scalar in piece.unicodeScalars {
                switch scalar.value {
                case 0x131, 0x13A0...0x13F5: result.unicodeScalars.append(scalar)
                case 0x13F8...0x13FD: append(scalar.value - 8, to: &result)
                case 0xAB70...0xABBF: append(scalar.value - 0xAB70 + 0x13A0, to: &result)
                case 0x1E9E: result += "ss"
                default:
                    for capital in scalar.capitals.unicodeScalars {
                        result += capital.smallLetters
                    }
                }
            }
            return result
        }
    }

    private static func append(_ value: UInt32, to text: inout String) {
        if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
    }
}
