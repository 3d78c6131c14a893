internal import Interpreter
internal import Rendering

/// The page of one built-in.
struct HelpPage {
    let builtin: Builtin
    let table: BuiltinTable
    let columns: Int
    /// The receiver in the text, if it is a method: `x`, `tensor`, `list`.
    var receiver: String?

    /// The page.
    var markup: Markup {
        var flow = TextFlow(width: columns)
        let signature = receiver.map { "\($0).\(methodSignature)" } ?? shownSignature
        flow.lines(HelpText.lines(of: signature, width: columns), style: .name)
        flow.paragraph(builtin.summary, indent: 2)
        addParameters(to: &flow)
        addForms(to: &flow)
        addExamples(to: &flow)
        addRelated(to: &flow)
        return flow.markup
    }

    /// The signature as called: with `np.` if it is only available there.
    private var shownSignature: String {
        let signature = builtin.shownSignature
        return builtin.hasBareName ? signature : builtin.title + signature.drop { $0 != "(" }
    }

    /// The signature without the receiver.
    private var methodSignature: String {
        builtin.name + builtin.signature.withoutReceiver.text
    }

    private func addParameters(to flow: inout TextFlow) {
        let signature = builtin.signature
        let parameters =
            signature.parameters.dropFirst(receiver == nil ? 0 : 1).filter { $0.name != "self" }
            + [signature.names].compactMap(\.self)
        if parameters.isEmpty { return }
        flow.blank()
        flow.heading("Parameters")
        flow.definitions(
            parameters.map { parameter in
                let need: String
                let isOne = !parameter.isVariadic && parameter.name != signature.names?.name
                if !isOne {
                    need = "any number of them"
                } else if let text = parameter.defaultText {
                    let own = text == parameter.name ? "the workspace's \(text)" : text
                    need = text == "None" ? "optional" : "\(own) by default"
                } else {
                    need = "needed"
                }
                return (isOne ? parameter.name : parameter.name + "…", "\(parameter.meaning); \(need)")
            })
    }

    private func addForms(to flow: inout TextFlow) {
        var items: [(term: String, text: String)] = []
        if builtin.hasBareName, receiver == nil {
            items.append(("command", HelpText.commandForm(of: builtin)))
        }
        if builtin.isNumPys, receiver == nil || table.entry(named: builtin.name) === builtin {
            let names = ([builtin.numpyPath] + builtin.aliases).map { "np." + $0 }
            var text = names.joined(separator: ", ")
            if receiver == nil, table.methods[.tensor][builtin.name] === builtin { text += ", x.\(builtin.name)" }
            items.append(("NumPy", text))
        } else if receiver == nil, builtin.group != .python, table.numpyTwin(of: builtin) == nil {
            items.append(("NumPy", "has no such function; it is Descent's own"))
        }
        if builtin.traits.contains(.changesFirstArgument) {
            items.append(("changes", "the value itself, whatever name refers to it"))
        }
        if let difference = builtin.difference { items.append(("differs", difference)) }
        if let twin = table.numpyTwin(of: builtin), receiver == nil {
            let too =
                builtin.traits.contains(.yieldsToNumPy)
                ? " \(builtin.name) of a tensor means it too."
                : builtin.group == .python ? " \(builtin.name) with one of its keywords means it too." : ""
            items.append(("np." + twin.numpyPath, "is NumPy's: \(twin.summary)\(too)"))
        }
        if items.isEmpty { return }
        flow.blank()
        flow.definitions(items, indent: 0, style: .heading)
    }

    private func addExamples(to flow: inout TextFlow) {
        if builtin.example.isEmpty { return }
        flow.blank()
        flow.heading("Examples")
        flow.lines(builtin.example.split(separator: "\n", omittingEmptySubsequences: false).map(String.init), indent: 2)
    }

    private func addRelated(to flow: inout TextFlow) {
        var related = builtin.related
        let isEntry = table.entries.contains { $0 === builtin }
        if isEntry { related.append(builtin.group.word) }
        if related.isEmpty { return }
        flow.blank()
        flow.paragraph("See also: " + related.joined(separator: " "), hanging: 4, style: .hint)
    }
}

/// The pages that `help` shows without a word, and the lists of its groups.
enum HelpOverview {
    /// The first screen: the essential entries of each group, and how to see the rest.
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

    /// The list of a group: one line per entry.
    static func markup(of group: Builtin.Group, _ table: BuiltinTable, columns: Int) -> Markup {
        var flow = TextFlow(width: columns)
        flow.heading(group.title)
        flow.definitions(
            table.entries.filter { $0.group == group }.map { ($0.title, $0.summary) })
        return flow.markup
    }

    /// The members of a module.
    static func markup(of namespace: Namespace, _ table: BuiltinTable, columns: Int) -> Markup {
        var flow = TextFlow(width: columns)
        flow.heading(namespace.rawValue)
        switch namespace {
        case .numpy:
            flow.paragraph(
                "NumPy's functions. Most have their bare name too: zeros(3) is np.zeros(3). "
                    + "Only np. leads to those whose bare name is Python's, such as np.sum and np.max.")
        case .random:
            flow.paragraph("Random numbers: the stream of np.random.seed, and generators by np.random.default_rng.")
        case .linearAlgebra:
            flow.paragraph("Linear algebra, equal to NumPy's to 1e-10. Most have their bare name too: norm, solve.")
        case .fourier:
            flow.paragraph(
                """
                Discrete Fourier transforms, with NumPy's digits in double precision where an entry's page doesn't say \
                otherwise.
                """)
        default:
            flow.paragraph("Python's module, once it is imported: import \(namespace.modulePath).")
        }
        flow.blank()
        let entries = table.entries(in: namespace)
        flow.definitions(entries.map { ($0.title, $0.summary) })
        let others = table.names(in: namespace).filter { name in !entries.contains { $0.name == name } }
        if others.isEmpty { return flow.markup }
        if !entries.isEmpty { flow.blank() }
        flow.paragraph(others.joined(separator: " "), indent: 2, style: .name)
        return flow.markup
    }
}
