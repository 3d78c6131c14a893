/// The examples of the help pages, and what stands beside each name: texts in the format of sessions, which the tests
/// run.
public enum HelpExamples {
    /// The example of an entry or a method: source lines, each followed by its output behind `#> `, without a last
    /// line end; nil if there is none.
    public static func text(for entry: Builtin, in table: BuiltinTable = .standard) -> String? {
        text(key(of: entry, in: table))
    }

    /// The example of a key: a bare name (`zeros`), a name that only NumPy's door has (`np.sum`), or a method
    /// (`list.append`).
    public static func text(_ key: String) -> String? { examples[key] }

    /// The keys of the entries and methods that are worth reading beside this one: six at most, the nearest first.
    public static func related(_ key: String) -> [String] { Array((relations[key] ?? []).prefix(6)) }

    /// All keys that have an example, in order.
    public static var keys: [String] { examples.keys.sorted() }

    /// All keys from which `related` leads on, in order.
    public static var relatedKeys: [String] { relations.keys.sorted() }

    /// How an entry or method is called here.
    public static func key(of entry: Builtin, in table: BuiltinTable = .standard) -> String {
        if table.entries.contains(where: { $0 === entry }) {
            return entry.door == .numpy ? "np." + entry.numpyPath : entry.name
        }
        let path = table.ownMethods.first { $0.method === entry }
        return path?.key ?? entry.name
    }

    /// The texts, read when the first page is asked for, so that a start pays nothing for them.
    private static let examples = sections(of: [
        making, drawing, files, learning, explaining, travelling, functions, operators, reductions, shaping, products,
        python,
        methods,
    ])

    /// The families by each of their members, read like the examples.
    private static let relations: [String: [String]] = {
        let families = HelpExamples.families.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        var relations: [String: [String]] = [:]
        func add(_ family: [String], to key: String) {
            let known = relations[key, default: []]
            relations[key] = known + family.filter { $0 != key && !known.contains($0) }
        }
        for family in families { add(family, to: family[0]) }
        for family in families { for key in family { add(family, to: key) } }
        return relations
    }()

    /// The sections of texts, by what stands behind the `## ` of their headings.
    private static func sections(of texts: [String]) -> [String: String] {
        var sections: [String: String] = [:]
        for text in texts {
            for section in ("\n" + text).split(separator: "\n## ", omittingEmptySubsequences: true) {
                guard let headEnd = section.firstIndex(of: "\n") else { continue }
                var text = section[section.index(after: headEnd)...]
                while text.last == "\n" { text.removeLast() }
                sections[String(section[..<headEnd])] = String(text)
            }
        }
        return sections
    }
}

extension BuiltinTable {
    /// The methods that are no entries of their own, with the keys of their examples: `list.append`, `tensor.item`.
    public var ownMethods: [(key: String, method: Builtin)] {
        let entries = Set(entries.map { ObjectIdentifier($0) })
        return methods.flatMap { receiver, methods in
            methods.values.filter { !entries.contains(ObjectIdentifier($0)) }
                .map { (key: "\(receiver).\($0.name)", method: $0) }
        }
        .sorted { $0.key < $1.key }
    }
}
