internal import Rendering

/// The page of one built-in.
struct HelpPage {
    let builtin: Builtin
    let table: BuiltinTable
    let columns: Int
    /// What the method is called on, if it is one: `x`, `tensor`, `list`.
    var receiver: String?

    /// The page.
    var markup: Markup {
        var flow = TextFlow(width: columns)
        let signature = receiver.map { "\($0).\(methodSignature)" } ?? shownSignature
        flow.lines(HelpText.lines(of: signature, width: columns), style: .name)
        flow.paragraph(HelpText.sentence(builtin.summary), indent: 2)
        addParameters(to: &flow)
        addForms(to: &flow)
        addExamples(to: &flow)
        addRelated(to: &flow)
        return flow.markup
    }

    /// The signature as it is called: behind `np.` if only that door leads to it.
    private var shownSignature: String {
        let signature = HelpText.shown(builtin.signature)
        guard builtin.door == .numpy else { return signature }
        return "np." + builtin.numpyPath + signature.drop { $0 != "(" }
    }

    /// The signature without the value that stands before the dot.
    private var methodSignature: String {
        if builtin.signature.contains("(self") { return HelpText.shown(builtin.signature) }
        let parameters = Signature(builtin.signature).parameters.dropFirst().map { parameter in
            parameter.isVariadic
                ? "*\(parameter.name)" : parameter.name + (parameter.defaultText.map { "=\($0)" } ?? "")
        }
        return "\(builtin.name)(\(parameters.joined(separator: ", ")))"
    }

    private func addParameters(to flow: inout TextFlow) {
        let signature = Signature(builtin.signature)
        let parameters = signature.parameters.dropFirst(receiver == nil ? 0 : 1).filter { $0.name != "self" }
        if parameters.isEmpty { return }
        flow.blank()
        flow.heading("Parameters")
        flow.definitions(
            parameters.map { parameter in
                let need: String
                if parameter.isVariadic {
                    need = "any number of them"
                } else if let text = parameter.defaultText {
                    let own = text == parameter.name ? "the workspace's \(text)" : text
                    need = text == "None" ? "optional" : "\(own) by default"
                } else {
                    need = "needed"
                }
                let meaning = ParameterMeanings.text(of: parameter.name, in: builtin).map { "\($0); " } ?? ""
                return (parameter.isVariadic ? parameter.name + "…" : parameter.name, meaning + need)
            })
    }

    private func addForms(to flow: inout TextFlow) {
        var items: [(term: String, text: String)] = []
        if builtin.door != .numpy, receiver == nil {
            if builtin.traits.contains(.takesSource) {
                items.append(
                    ("command", "\(builtin.name) \(builtin.name == "explain" ? "x @ w + b" : "x = rand 10 5")"))
            } else {
                items.append(("command", HelpText.commandForm(of: builtin)))
            }
        }
        if builtin.door != .bare, receiver == nil || table.entry(named: builtin.name) === builtin {
            let names = ([builtin.numpyPath] + builtin.aliases).map { "np." + $0 }
            var text = names.joined(separator: ", ")
            if receiver == nil, table.methods[.tensor]?[builtin.name] === builtin { text += ", x.\(builtin.name)" }
            items.append(("NumPy", text))
        } else if receiver == nil, builtin.group != .python, table.numpyTwin(of: builtin) == nil {
            items.append(("NumPy", "has no such function; it is Descent's own"))
        }
        if builtin.traits.contains(.changesFirstArgument) {
            items.append(("changes", "the name (or element) it is given, and nothing else that was made from it"))
        }
        if let difference = NumPyDifferences.text(for: builtin) { items.append(("differs", difference)) }
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
        guard let text = HelpExamples.text(for: builtin, in: table) else { return }
        flow.blank()
        flow.heading("Examples")
        flow.lines(text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init), indent: 2)
    }

    private func addRelated(to flow: inout TextFlow) {
        var related = HelpExamples.related(HelpExamples.key(of: builtin, in: table))
        let isEntry = table.entries.contains { $0 === builtin }
        if isEntry { related.append(builtin.group.word) }
        if related.isEmpty { return }
        flow.blank()
        flow.paragraph("See also: " + related.joined(separator: " "), hanging: 4, style: .hint)
    }
}

/// What parameters mean, for those whose name says too little.
enum ParameterMeanings {
    /// A few words about a parameter; nil where there are none.
    static func text(of name: String, in builtin: Builtin) -> String? {
        own["\(builtin.name).\(name)"] ?? files["\(HelpText.title(of: builtin)).\(name)"] ?? own[
            "\(builtin.group.rawValue) \(name)"]
            ?? (builtin.group == .python ? nil : common[name])
    }

    private static let files: [String: String] = [
        "load.path": "the file, in quotes if its name holds blanks", "load.name": "which tensor of a .npz",
        "load.delimiter": """
        what stands between the columns of a table: ",", ";", "\\t" or " "; what its rows show unless given
        """,
        "load.header": """
        True if the first row of a table holds names, False if it holds numbers; what it shows unless given
        """,
        "load.comments": "what begins a comment",
        "load.missing": "the number for fields that are empty or say NA, such as nan; without it they are an error",
        "load.usecols": "which columns, by place or name", "load.skiprows": "how many lines to pass over",
        "load.mmap": """
        True leaves the numbers of a .npy in the file, and reads them when they are looked at: float64 or int64, and \
        more of them than memory holds if need be. The file must stay as it is meanwhile; what is assigned goes to \
        a copy in memory
        """,
        "np.load.mmap_mode": "\"r\" or \"c\" leaves the numbers in the file, as load's mmap=True does",
        "save.path": "the file; its ending says how it is written: .npy and .npz exactly, .csv and .txt as a table",
        "save.values": "the tensors: one, or for a .npz as many as there are, each under its name",
        "save.names": "tensors under other names, for a .npz",
    ]

    private static let own: [String: String] = [
        "learn lr": "the learning rate", "learn x": "the data, a row each", "learn y": "what is to be predicted",
        "learn w": "the weights", "learn b": "the bias", "learn y_hat": "the prediction",
        "train.every": "print the loss every so many epochs, 0 for never; a tenth of them",
        "train.tol": "stop when the loss changes by less",
        "train.method": "how epochs are computed: exact, gram or auto (help training)",
        "train.epochs": "how many times to go over the data", "linspace.num": "how many numbers",
        "arange.stop": "where they end, exclusive; alone, they start at 0", "range.stop": "where they end, exclusive",
        "arange.step": "the distance of neighbours", "range.step": "the distance of neighbours",
        "repeat.repeats": "how often, one number or one for each", "tile.reps": "how often along each axis",
        "norm.ord": "which norm; the Euclidean one by default", "history.text": "what the inputs contain",
        "help.topic": "a name, a group or a topic", "time.statement": "the rest of the line, run once",
        "where.condition": "which elements are taken from x", "where.x": "where the condition holds",
        "where.y": "where it doesn't", "seed.seed": "a whole number; the same one gives the same numbers again",
        "normal.size": "the shape", "percentile.q": "from 0 to 100", "quantile.q": "from 0 to 1",
        "eye.k": "which diagonal, 0 the main one", "print.sep": "what stands between the values",
        "print.end": "what stands behind them", "sorted.key": "a function whose results are compared instead",
        "choice.replace": "whether one can be drawn twice", "choice.p": "how likely each one is",
        "explain.source": "an expression, or forward, loss, backward, step or train",
        "find.value": "a tensor; of a mask, the places that are True", "head.n": "how many rows",
        "tail.n": "how many rows",
        "stats.axis": "the axis that the statistics are taken along; all elements by default",
    ]

    private static let common: [String: String] = [
        "axis": "along which axis", "keepdims": "whether the axis stays, of length 1",
        "dtype": "the element type: float, int or bool", "ddof": "what is subtracted from the count",
        "decimals": "how many decimals stay",
        "ndigits": "how many decimals stay", "sizes": "the lengths of the axes", "size": "the shape of the result",
        "shape": "the lengths of the axes, a tuple", "seed": "a whole number", "rtol": "the relative tolerance",
        "atol": "the absolute tolerance", "equal_nan": "whether nan equals nan",
        "endpoint": "whether stop is the last number", "start": "the first number", "stop": "where they end",
        "loc": "the mean", "scale": "the standard deviation", "low": "the least", "high": "the bound above",
        "bins": "how many, or their edges", "weights": "how much each element counts",
        "reverse": "from the greatest to the least", "indices_or_sections": "how many parts, or where to cut",
    ]
}

/// Where a built-in differs from NumPy's function of its name.
enum NumPyDifferences {
    /// What is different; nil if nothing is known to be.
    static func text(for builtin: Builtin) -> String? {
        if let text = own[builtin.name], builtin.door != .bare || builtin.group == .python { return text }
        if builtin.numpyPath.hasPrefix("linalg."), builtin.door != .bare { return "Equal to NumPy's to 1e-10." }
        return nil
    }

    private static let files: [String: String] = [
        "load.path": "the file, in quotes if its name holds blanks", "load.name": "which tensor of a .npz",
        "load.delimiter": """
        what stands between the columns of a table: ",", ";", "\\t" or " "; what its rows show unless given
        """,
        "load.header": """
        True if the first row of a table holds names, False if it holds numbers; what it shows unless given
        """,
        "load.comments": "what begins a comment",
        "load.missing": "the number for fields that are empty or say NA, such as nan; without it they are an error",
        "load.usecols": "which columns, by place or name", "load.skiprows": "how many lines to pass over",
        "load.mmap": """
        True leaves the numbers of a .npy in the file, and reads them when they are looked at: float64 or int64, and \
        more of them than memory holds if need be. The file must stay as it is meanwhile; what is assigned goes to \
        a copy in memory
        """,
        "np.load.mmap_mode": "\"r\" or \"c\" leaves the numbers in the file, as load's mmap=True does",
        "save.path": "the file; its ending says how it is written: .npy and .npz exactly, .csv and .txt as a table",
        "save.values": "the tensors: one, or for a .npz as many as there are, each under its name",
        "save.names": "tensors under other names, for a .npz",
    ]

    private static let own: [String: String] = [
        "tanh": "It is the C library's, and may differ from NumPy's in the last digit.",
        "argsort": "Equal elements keep their order, which NumPy's default leaves open.",
        "copy": "There is nothing to guard against: a name never shares its elements with another.",
        "array": "The element types are float64, int64 and bool.",
        "asarray": "The element types are float64, int64 and bool.",
        "zip": "It gives a list at once.", "enumerate": "It gives a list at once.",
        "reversed": "It gives a list at once.",
        "int": "Ints have 64 bits; beyond them is an error.", "print": "There is no file=.",
    ]
}
