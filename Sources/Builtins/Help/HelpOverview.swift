internal import Interpreter
internal import Rendering

/// What `help` alone shows, and the lists of its groups.
enum HelpOverview {
    /// The first screen: each group with what is needed first, and how to see the rest.
    static func markup(_ table: BuiltinTable, columns: Int) -> Markup {
        var flow = TextFlow(width: columns)
        flow.paragraph("Type an expression (x @ w), an assignment or a command (train 2000 lr=0.01).")
        flow.blank()
        flow.definitions(
            Builtin.Group.allCases.compactMap { group in
                let entries = table.entries.filter { $0.group == group }
                let names = entries.filter { $0.traits.contains(.essential) }.map(\.title)
                let count = entries.count
                if names.isEmpty { return nil }
                return (group.word, names.joined(separator: " ") + (count > names.count ? " …" : ""))
            }, indent: 0, style: .heading)
        flow.blank()
        flow.definitions(
            [
                ("help reductions", "lists a group: one of the words on the left"),
                ("help mean", "is the page of a function, method or name; so is mean?"),
                ("help keys", "is a topic: " + HelpTopics.names.joined(separator: " ")),
            ], indent: 0)
        return flow.markup
    }

    /// The group that a word names.
    static func group(named word: String) -> Builtin.Group? {
        Builtin.Group.allCases.first { $0.word == word }
    }

    /// A group: a line for each of its entries.
    static func markup(of group: Builtin.Group, _ table: BuiltinTable, columns: Int) -> Markup {
        var flow = TextFlow(width: columns)
        flow.heading(group.title)
        flow.definitions(
            table.entries.filter { $0.group == group }.map { ($0.title, $0.summary) })
        return flow.markup
    }

    /// What a module of NumPy's holds.
    static func markup(of namespace: Namespace, _ table: BuiltinTable, columns: Int) -> Markup {
        var flow = TextFlow(width: columns)
        flow.heading(namespace.rawValue)
        switch namespace {
        case .numpy:
            flow.paragraph(
                "NumPy's functions behind NumPy's own door. Most have their bare name too: zeros(3) is np.zeros(3). "
                    + "Only np. leads to those whose bare name is Python's, such as np.sum and np.max.")
        case .random:
            flow.paragraph("Random numbers: the stream of np.random.seed, and generators by np.random.default_rng.")
        case .linearAlgebra:
            flow.paragraph("Linear algebra, equal to NumPy's to 1e-10. Most have their bare name too: norm, solve.")
        }
        flow.blank()
        flow.paragraph(table.names(in: namespace).joined(separator: " "), indent: 2, style: .name)
        return flow.markup
    }
}
