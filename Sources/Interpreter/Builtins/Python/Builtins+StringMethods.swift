extension Builtins {
    /// Methods of strings, Python's.
    static let stringMethods: [Builtin] = [
        Builtin("format(self, *values, **names)", .python, door: .bare, "The template with its fields filled in.") {
            (evaluator, arguments) throws(EvaluationError) in
            .string(
                try Formatting.template(
                    try arguments.text(), arguments.rest.map(\.value), arguments.extraKeywords, evaluator))
        },
        text("upper", "In capitals.") { $0.uppercased() },
        text("lower", "In small letters.") { $0.lowercased() },
        text("title", "Each word with a capital.") { StringFunctions.title($0) },
        text("capitalize", "With a capital first letter.") { $0.prefix(1).uppercased() + $0.dropFirst().lowercased() },
        text("swapcase", "Capitals and small letters exchanged.") { StringFunctions.swapCase($0) },
        stripping("strip", "Without blanks (or chars) at both ends.", left: true, right: true),
        stripping("lstrip", "Without blanks (or chars) at the left.", left: true, right: false),
        stripping("rstrip", "Without blanks (or chars) at the right.", left: false, right: true),
        Builtin("split(self, sep=None, maxsplit=-1)", .python, door: .bare, "The parts between separators.") {
            (_, arguments) throws(EvaluationError) in
            let limit = try arguments.int("maxsplit", default: -1)
            guard let separator = try arguments.string("sep") else {
                return .list(StringFunctions.words(try arguments.text(), limit: limit).map { .string($0) })
            }
            if separator.isEmpty { throw arguments.invalid("the separator is empty") }
            return .list(StringFunctions.split(try arguments.text(), separator, limit: limit).map { .string($0) })
        },
        Builtin("splitlines(self)", .python, door: .bare, "The lines.") { (_, arguments) throws(EvaluationError) in
            let lines = StringFunctions.lines(try arguments.text())
            return .list(lines.map { .string($0) })
        },
        Builtin("join(self, items)", .python, door: .bare, "The strings with this one between them.") {
            (_, arguments) throws(EvaluationError) in
            var parts: [String] = []
            for item in try arguments.value(1).items() {
                guard case .string(let part) = item else {
                    throw arguments.wrongType("items", expected: "strings", got: item)
                }
                parts.append(part)
            }
            let separator = try arguments.text()
            let own = parts.reduce(0) { $0 + $1.utf8.count }
            let between = separator.utf8.count.multipliedReportingOverflow(by: parts.count)
            try Allowance.check(own, plus: between.overflow ? Int.max : between.partialValue)
            return .string(parts.joined(separator: separator))
        },
        Builtin("replace(self, old, new, count=-1)", .python, door: .bare, "With new in place of old.") {
            (_, arguments) throws(EvaluationError) in
            let old = try arguments.string("old") ?? ""
            let new = try arguments.string("new") ?? ""
            let count = try arguments.int("count", default: -1)
            let text = try arguments.text()
            if new.utf8.count > old.utf8.count, count != 0 {
                let places =
                    old.isEmpty ? text.unicodeScalars.count + 1 : StringFunctions.split(text, old, limit: count).count
                let added = places.multipliedReportingOverflow(by: new.utf8.count)
                try Allowance.check(text.utf8.count, plus: added.overflow ? Int.max : added.partialValue)
            }
            return .string(StringFunctions.replace(text, old, by: new, count: count))
        },
        testing("startswith", "prefix", "Whether it begins with this.") { $0.starts(with: $1) },
        testing("endswith", "suffix", "Whether it ends with this.") { $0.reversed().starts(with: $1.reversed()) },
        Builtin("find(self, part)", .python, door: .bare, "Where the part first stands; -1 if nowhere.") {
            (_, arguments) throws(EvaluationError) in
            .int(StringFunctions.find(try arguments.string("part") ?? "", in: try arguments.text()) ?? -1)
        },
        Builtin("index(self, part)", .python, door: .bare, "Where the part first stands.") {
            (_, arguments) throws(EvaluationError) in
            guard let index = StringFunctions.find(try arguments.string("part") ?? "", in: try arguments.text()) else {
                throw arguments.invalid("\(arguments.value(1).briefText) is not in the text")
            }
            return .int(index)
        },
        Builtin("count(self, part)", .python, door: .bare, "How often the part stands in it.") {
            (_, arguments) throws(EvaluationError) in
            let part = try arguments.string("part") ?? ""
            let text = try arguments.text()
            return .int(
                part.isEmpty ? text.unicodeScalars.count + 1 : StringFunctions.split(text, part, limit: -1).count - 1)
        },
        padding("ljust", "Filled up at the right.") { text, missing, fill in text + fill(missing) },
        padding("rjust", "Filled up at the left.") { text, missing, fill in fill(missing) + text },
        padding("center", "Filled up at both sides.") { text, missing, fill in
            // CPython's rule for the odd one: to the left if the width is odd.
            let left = missing / 2 + (missing & (text.unicodeScalars.count + missing) & 1)
            return fill(left) + text + fill(missing - left)
        },
        Builtin("zfill(self, width)", .python, door: .bare, "Filled up with zeros behind the sign.") {
            (_, arguments) throws(EvaluationError) in
            let text = try arguments.text()
            let missing = max(try arguments.width(), 0) - text.unicodeScalars.count
            if missing <= 0 { return .string(text) }
            let hasSign = text.hasPrefix("+") || text.hasPrefix("-")
            return .string(
                text.prefix(hasSign ? 1 : 0) + String(repeating: "0", count: missing) + text.dropFirst(hasSign ? 1 : 0))
        },
        property("isdigit", "Whether all are digits.") {
            $0.properties.numericType == .decimal || $0.properties.numericType == .digit
        },
        property("isalpha", "Whether all are letters.") { $0.properties.isAlphabetic },
        property("isalnum", "Whether all are letters or digits.") {
            $0.properties.isAlphabetic || $0.properties.numericType != nil
        },
        property("isspace", "Whether all are blanks.") { $0.properties.isWhitespace },
        Builtin("isupper(self)", .python, door: .bare, "Whether the letters are capitals.") {
            (_, arguments) throws(EvaluationError) in
            let text = try arguments.text()
            return .bool(text == text.uppercased() && text != text.lowercased())
        },
        Builtin("islower(self)", .python, door: .bare, "Whether the letters are small.") {
            (_, arguments) throws(EvaluationError) in
            let text = try arguments.text()
            return .bool(text == text.lowercased() && text != text.uppercased())
        },
    ]

    private static func text(
        _ name: String, _ summary: String, _ change: @escaping @Sendable (String) -> String
    ) -> Builtin {
        Builtin("\(name)(self)", .python, door: .bare, summary) { (_, arguments) throws(EvaluationError) in
            .string(change(try arguments.text()))
        }
    }

    private static func property(
        _ name: String, _ summary: String, _ holds: @escaping @Sendable (Unicode.Scalar) -> Bool
    ) -> Builtin {
        Builtin("\(name)(self)", .python, door: .bare, summary) { (_, arguments) throws(EvaluationError) in
            let scalars = try arguments.text().unicodeScalars
            return .bool(!scalars.isEmpty && scalars.allSatisfy(holds))
        }
    }

    private static func testing(
        _ name: String, _ parameter: String, _ summary: String,
        _ test: @escaping @Sendable (String.UnicodeScalarView, String.UnicodeScalarView) -> Bool
    ) -> Builtin {
        Builtin("\(name)(self, \(parameter))", .python, door: .bare, summary) {
            (_, arguments) throws(EvaluationError) in
            let text = try arguments.text().unicodeScalars
            let parts = if case .tuple(let parts) = arguments.value(1) { parts } else { [arguments.value(1)] }
            for part in parts {
                guard case .string(let part) = part else {
                    throw arguments.wrongType(parameter, expected: "a string", got: part)
                }
                if test(text, part.unicodeScalars) { return .bool(true) }
            }
            return .bool(false)
        }
    }

    private static func stripping(_ name: String, _ summary: String, left: Bool, right: Bool) -> Builtin {
        Builtin("\(name)(self, chars=None)", .python, door: .bare, summary) { (_, arguments) throws(EvaluationError) in
            let characters = try arguments.string("chars").map { Set($0.unicodeScalars) }
            let drops: (Unicode.Scalar) -> Bool = { characters?.contains($0) ?? $0.properties.isWhitespace }
            var scalars = Substring(try arguments.text()).unicodeScalars
            if left { scalars = scalars.drop(while: drops) }
            while right, let last = scalars.last, drops(last) { scalars.removeLast() }
            return .string(String(scalars))
        }
    }

    private static func padding(
        _ name: String, _ summary: String,
        _ pad: @escaping @Sendable (String, Int, (Int) -> String) -> String
    ) -> Builtin {
        Builtin("\(name)(self, width, fillchar=' ')", .python, door: .bare, summary) {
            (_, arguments) throws(EvaluationError) in
            let text = try arguments.text()
            let fill = try arguments.string("fillchar") ?? " "
            guard fill.unicodeScalars.count == 1 else {
                throw arguments.wrongType("fillchar", expected: "one character", got: .string(fill))
            }
            let missing = max(try arguments.width(), 0) - text.unicodeScalars.count
            return .string(missing <= 0 ? text : pad(text, missing) { String(repeating: fill, count: $0) })
        }
    }
}

extension Arguments {
    /// The string whose method this is.
    fileprivate func text() throws(EvaluationError) -> String {
        guard case .string(let text) = value(0) else { throw wrongType("self", expected: "a string", got: value(0)) }
        return text
    }

    /// A width that fits into memory.
    fileprivate func width() throws(EvaluationError) -> Int {
        let width = try int("width")
        if width > 10_000_000 { throw invalid("the width \(width) is too large") }
        return width
    }
}
