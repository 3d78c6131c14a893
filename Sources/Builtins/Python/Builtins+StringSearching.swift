internal import Integers
internal import Interpreter
internal import Kernels

extension Builtins {
    /// Methods that search for a substring, in the whole string or in a range.
    static let stringSearching: [Builtin] = [
        testing(
            "startswith", "prefix", "Whether it begins with this.",
            example: """
                'loss_train'.startswith('loss')
                #> True
                """, related: "string.endswith string.find string.removeprefix"
        ) { $0.polled(work: 4).starts(with: $1) },
        testing(
            "endswith", "suffix", "Whether it ends with this.",
            example: """
                'weights.npy'.endswith(('.npy', '.npz'))
                #> True
                """, related: "string.startswith string.removesuffix"
        ) { $0.reversed().polled(work: 4).starts(with: $1.reversed()) },
        searching(
            "find", "The first index of a part; -1 if there is none.",
            example: """
                'lr=0.01'.find('=')
                #> 2
                'lr'.find('=')
                #> -1
                """, related: "string.rfind string.index string.count string.startswith"
        ) { (text, part, _) in text.firstPlace(of: part) ?? -1 },
        searching(
            "rfind", "The last index of a part; -1 if there is none.",
            example: """
                'runs/model.npy'.rfind('/')
                #> 4
                """, related: "string.find string.rindex string.rpartition"
        ) { (text, part, _) in text.lastPlace(of: part) ?? -1 },
        searching(
            "index", "The first index of a part.",
            example: """
                'lr=0.01'.index('=')
                #> 2
                """, related: "string.find string.rindex string.count"
        ) { (text, part, arguments) throws(EvaluationError) in
            guard let place = text.firstPlace(of: part) else { throw missing(arguments) }
            return place
        },
        searching(
            "rindex", "The last index of a part.",
            example: """
                'runs/model.npy'.rindex('/')
                #> 4
                """, related: "string.rfind string.index"
        ) { (text, part, arguments) throws(EvaluationError) in
            guard let place = text.lastPlace(of: part) else { throw missing(arguments) }
            return place
        },
        Builtin(
            "count", .python, door: .bare, traits: .placesOnly,
            [.receiver, .value("part", "what is counted"), .from, .to],
            "How often a part occurs.",
            example: """
                '1,2,,4'.count(',')
                #> 3
                """, related: "string.find string.index"
        ) { (_, arguments) throws(EvaluationError) in
            let part = try arguments.textOnly("part", at: 1)
            guard let (text, _) = try arguments.searched() else { return .int(0) }
            if part.isEmpty { return .int(text.count + 1) }
            var parts = 0
            try text.forEachPart(separatedBy: part) { _ in parts += 1 }
            return .int(parts - 1)
        },
        cutting(
            "partition", "The text before the first separator, the separator, and the text after it.",
            example: """
                'lr=0.01'.partition('=')
                #> ('lr', '=', '0.01')
                """, related: "string.rpartition string.split"
        ) { (text, separator) in
            guard let place = text.firstPlace(of: separator) else { return [text, "", ""] }
            return [text[0..<place], separator, text[place + separator.count..<text.count]]
        },
        cutting(
            "rpartition", "The text before the last separator, the separator, and the text after it.",
            example: """
                'runs/1/model.npy'.rpartition('/')
                #> ('runs/1', '/', 'model.npy')
                """, related: "string.partition string.rsplit"
        ) { (text, separator) in
            guard let place = text.lastPlace(of: separator) else { return ["", "", text] }
            return [text[0..<place], separator, text[place + separator.count..<text.count]]
        },
        removing(
            "removeprefix", "Without this prefix, if it has it.",
            example: """
                'loss_train'.removeprefix('loss_')
                #> train
                """, related: "string.removesuffix string.startswith string.lstrip"
        ) { (text, part) in
            text.count >= part.count && text[0..<part.count] == part ? text[part.count..<text.count] : text
        },
        removing(
            "removesuffix", "Without this suffix, if it has it.",
            example: """
                'model.npy'.removesuffix('.npy')
                #> model
                """, related: "string.removeprefix string.endswith string.rstrip"
        ) { (text, part) in
            let rest = text.count - part.count
            return rest >= 0 && text[rest..<text.count] == part ? text[0..<rest] : text
        },
    ]

    private static func missing(_ arguments: Arguments) -> EvaluationError {
        arguments.invalid(
            "\(arguments.value(1).briefText) is not in the text", python: .value("substring not found"))
    }

    private static func searching(
        _ name: String, _ summary: String, example: String, related: String,
        _ search: @escaping @Sendable (Text, Text, Arguments) throws(EvaluationError) -> Int
    ) -> Builtin {
        Builtin(
            name, .python, door: .bare, traits: .placesOnly,
            [.receiver, .value("part", "what is looked for"), .from, .to], summary, example: example, related: related
        ) { (_, arguments) throws(EvaluationError) in
            let part = try arguments.textOnly("part", at: 1)
            guard let (text, start) = try arguments.searched() else {
                // A range that starts after the end doesn't even contain the empty string.
                return .int(try search("", "x", arguments))
            }
            let place = try search(text, part, arguments)
            return .int(place < 0 ? place : start + place)
        }
    }

    private static func testing(
        _ name: String, _ parameter: String, _ summary: String, example: String, related: String,
        _ test: @escaping @Sendable (String.UnicodeScalarView, String.UnicodeScalarView) -> Bool
    ) -> Builtin {
        Builtin(
            name, .python, door: .bare, traits: .placesOnly,
            [.receiver, .value(parameter, "a string, or a tuple of them"), .from, .to], summary, example: example,
            related: related
        ) { (_, arguments) throws(EvaluationError) in
            let searched = try arguments.searched()
            let isTuple = if case .tuple = arguments.value(1) { true } else { false }
            for part in isTuple ? arguments.value(1).sequence ?? [] : [arguments.value(1)] {
                guard case .string(let part) = part else {
                    let kind = part.typeName
                    throw arguments.invalid(
                        "\(parameter) is \(part.kindText), and a string is needed",
                        python: PythonForm(
                            "TypeError",
                            isTuple
                                ? "tuple for \(name) must only contain str, not \(kind)"
                                : "\(name) first arg must be str or a tuple of str, not \(kind)"))
                }
                if let (text, _) = searched, test(text.string.unicodeScalars, part.string.unicodeScalars) {
                    return .bool(true)
                }
            }
            return .bool(false)
        }
    }

    private static func cutting(
        _ name: String, _ summary: String, example: String, related: String,
        _ cut: @escaping @Sendable (Text, Text) -> [Text]
    ) -> Builtin {
        Builtin(
            name, .python, door: .bare, traits: .placesOnly, gives: .tuple,
            [.receiver, .value("sep", "the separator")], summary, example: example, related: related
        ) { (_, arguments) throws(EvaluationError) in
            let separator = try arguments.textOnly("sep", at: 1)
            if separator.isEmpty {
                throw arguments.invalid("the separator is empty", python: .value("empty separator"))
            }
            return .tuple(TupleObject(cut(try arguments.receiver(), separator).map { .string($0) }))
        }
    }

    private static func removing(
        _ name: String, _ summary: String, example: String, related: String,
        _ remove: @escaping @Sendable (Text, Text) -> Text
    ) -> Builtin {
        Builtin(
            name, .python, door: .bare, traits: .placesOnly, gives: .text,
            [.receiver, .value("part", "what is taken away")], summary, example: example, related: related
        ) { (_, arguments) throws(EvaluationError) in
            guard case .string(let part) = arguments.value(1) else {
                let words = "\(name)() argument must be str, not \(arguments.value(1).typeName)"
                throw arguments.invalid(words, python: PythonForm("TypeError", words))
            }
            return .string(remove(try arguments.receiver(), part))
        }
    }
}

extension Parameter {
    /// The start and the end of the searched range.
    fileprivate static let from = value("start", default: nil, "where the search begins")
    fileprivate static let to = value("end", default: nil, "before which place it ends")
}

extension Arguments {
    /// An argument that must be a string.
    func textOnly(_ name: String, at index: Int) throws(EvaluationError) -> Text {
        if case .string(let text) = value(index) { return text }
        throw invalid(
            "\(name) is \(value(index).kindText), and a string is needed",
            python: PythonForm("TypeError", "must be str, not \(value(index).typeName)"))
    }

    /// The part of the string between the last two arguments, and its start; nil if the start is after the end.
    fileprivate func searched() throws(EvaluationError) -> (text: Text, start: Int)? {
        let text = try receiver()
        if self[2] == nil { return (text, 0) }
        let (start, end) = try bounds(2, count: text.count)
        if start > end { return nil }
        return (start == 0 && end == text.count ? text : text[start..<end], start)
    }

    /// The bounds in two arguments, treated as those of a slice: negative ones count from the end, and they are
    /// clipped. The first may be after the end.
    func bounds(
        _ index: Int, count: Int, allowsNone: Bool = true
    ) throws(EvaluationError) -> (start: Int, end: Int) {
        func bound(_ value: Value?, _ fallback: Int) throws(EvaluationError) -> Int {
            guard let value, !(value.isNone && allowsNone) else { return fallback }
            // Beyond 64 bits, an int is beyond either end.
            if value.isLong { return value.asInteger?.isNegative == true ? 0 : Int.max }
            guard let place = value.asIndex else {
                let words = "slice indices must be integers \(allowsNone ? "or None " : "")or have an __index__ method"
                throw invalid("\(value.kindText) is no place", python: PythonForm("TypeError", words))
            }
            return place < 0 ? max(place + count, 0) : place
        }
        return (try bound(self[index], 0), min(try bound(self[index + 1], count), count))
    }
}
