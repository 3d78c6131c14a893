/// The names that lines set which can't be parsed, as far as their text shows.
enum GuessedNames {
    /// Modules whose names the language has anyway.
    private static let builtInModules = ["numpy", "math"]

    /// The names set by the lines of a statement.
    ///
    /// - Parameter isThere: whether the language has a name without any import.
    static func set(by lines: some Sequence<String>, isThere: (String) -> Bool) -> Set<String> {
        var names: Set<String> = []
        for line in lines {
            let text = line.drop { $0 == " " || $0 == "\t" }
            let words = text.split { $0 == " " || $0 == "\t" }
            switch words.first {
            case "import": names.formUnion(imported(text.dropFirst("import".count)).map(\.root))
            case "from":
                guard words.count > 3, words[2] == "import" else { continue }
                let isBuiltIn = builtInModules.contains(String(words[1].prefix { $0 != "." }))
                let list = words[3...].joined(separator: " ").filter { $0 != "(" && $0 != ")" }
                let own = imported(Substring(list)).filter {
                    !(isBuiltIn && $0.root == $0.original && isThere($0.root))
                }
                names.formUnion(own.map(\.root))
            case "class", "def", "async":
                let name = (words.first == "async" ? words.dropFirst(2) : words.dropFirst()).first
                if let name { names.insert(String(name.prefix { isPartOfName($0) })) }
            case "with":
                if let place = words.firstIndex(of: "as"), place + 1 < words.count {
                    names.insert(String(words[place + 1].prefix { isPartOfName($0) }))
                }
            default: names.formUnion(assigned(text))
            }
        }
        return names.subtracting(["", "np", "numpy"])
    }

    /// `a, b.c as d`: the name that each sets, and the one it has in its module.
    private static func imported(_ list: Substring) -> [(root: String, original: String)] {
        list.prefix { $0 != "#" && $0 != ";" }.split(separator: ",").compactMap { item in
            let words = item.split { $0 == " " || $0 == "\t" || $0 == "\\" }
            guard let first = words.first else { return nil }
            if words.count > 2, words[1] == "as" { return (String(words[2]), String(first)) }
            let root = String(first.prefix { $0 != "." })
            return (root, root)
        }
    }

    /// `a`, `b` of `a, b = …`, `a: int = …` and `a += …`.
    private static func assigned(_ text: Substring) -> [String] {
        guard let sign = text.firstIndex(of: "="), text[sign...].dropFirst().first != "=" else { return [] }
        var left = text[..<sign]
        while let last = left.last, "+-*/%@&|^<>".contains(last) { left.removeLast() }
        if let colon = left.firstIndex(of: ":") { left = left[..<colon] }
        let names = left.split(separator: ",").map { $0.filter { !" ()[]*\t".contains($0) } }
        return names.allSatisfy { !$0.isEmpty && $0.allSatisfy(isPartOfName) } ? names : []
    }

    private static func isPartOfName(_ character: Character) -> Bool {
        character == "_" || character.isLetter || character.isNumber
    }
}
