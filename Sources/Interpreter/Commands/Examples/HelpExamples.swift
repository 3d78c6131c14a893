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

    /// The keys of the entries and methods that are worth reading beside this one.
    public static func related(_ key: String) -> [String] { relations[key] ?? [] }

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
    private static let examples: [String: String] = sections(of: [])

    /// `key: others` by the line, read like the examples.
    private static let relations: [String: [String]] = [:]

    /// The sections of texts, by what stands behind the `## ` of their headings.
    private static func sections(of texts: [String]) -> [String: String] {
        var sections: [String: String] = [:]
        for text in texts {
            for section in ("\n" + text).split(separator: "\n## ", omittingEmptySubsequences: true) {
                guard let headEnd = section.firstIndex(of: "\n") else { continue }
                sections[String(section[..<headEnd])] = String(section[section.index(after: headEnd)...])
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
