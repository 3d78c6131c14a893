internal import Rendering
internal import Syntax

/// The pages of `help`.
enum HelpText {
    /// What a function named alone shows: its signature and what it does.
    static func signature(of builtin: Builtin) -> Markup {
        "\(shown(builtin.signature), .name)  \(builtin.summary, .hint)\n"
    }

    /// `name(a, b=…)` of a function of the user's.
    static func signature(of function: UserFunction) -> String {
        let parameters = function.code.parameters.parameters.map { $0.defaultValue == nil ? $0.name : "\($0.name)=…" }
        return "\(function.code.name)(\(parameters.joined(separator: ", ")))"
    }

    /// The list of all entries, group by group.
    static func overview(_ table: BuiltinTable) -> Markup {
        var page: Markup =
            "\("Descent replays a NumPy notebook. Type an expression, an assignment or a command.", .plain)\n"
        for group in Builtin.Group.allCases {
            let names = table.entries.filter { $0.group == group }.map {
                $0.door == .numpy ? "np." + $0.numpyPath : $0.name
            }
            if names.isEmpty { continue }
            page += "\n\(group.title, .heading)\n"
            for line in wrapped(names, width: 76) { page += "  \(line, .name)\n" }
        }
        page += "\n\("help name", .name) tells more of one; topics: \(topics.keys.sorted().joined(separator: ", "))\n"
        return page
    }

    /// The page of a name or topic; nil if there is none.
    static func page(_ name: String, _ table: BuiltinTable) -> Markup? {
        if let topic = topics[name] { return "\(name, .heading)\n\(topic)\n" }
        guard let builtin = table.entry(named: name) else { return nil }
        var page: Markup = "\(shown(builtin.signature), .name)\n  \(builtin.summary)\n"
        if let numpyName = builtin.numpyName { page += "  NumPy: \(numpyName, .name)\n" }
        if let twin = table.numpyTwin(of: builtin) {
            page += "  \("np." + twin.numpyPath, .name) is NumPy's: \(shown(twin.signature))\n    \(twin.summary)\n"
        }
        if builtin.door != .numpy, builtin.traits.isDisjoint(with: [.takesSource]) {
            page += "  command form: \(commandForm(of: builtin), .keyword)\n"
        }
        return page
    }

    /// The signature without the receiver of a method.
    static func shown(_ signature: String) -> String {
        for prefix in ["(self, ", "(self"] {
            if let range = signature.firstRange(of: prefix) {
                return signature.replacingCharacters(in: range, with: "(")
            }
        }
        return signature
    }

    /// `train epochs lr=0.01`: the call typed as words.
    static func commandForm(of builtin: Builtin) -> String {
        let parameters = Signature(builtin.signature).parameters.map { parameter in
            if parameter.isVariadic { return "\(parameter.name) …" }
            return parameter.defaultText.map { "\(parameter.name)=\($0)" } ?? parameter.name
        }
        return ([builtin.name] + parameters).joined(separator: " ")
    }

    private static func wrapped(_ names: [String], width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for name in names {
            if !line.isEmpty, line.count + 1 + name.count > width {
                lines.append(line)
                line = ""
            }
            line += line.isEmpty ? name : " " + name
        }
        return line.isEmpty ? lines : lines + [line]
    }

    /// The pages that are not of one built-in.
    static let topics: [String: String] = [
        "numpy": """
        np.name and most bare names mean NumPy's functions, with NumPy's digits.
        Different on purpose: a name, a slice or an argument is a value of its own. `a = b` and `a[0] = 1`
        leave b as it is; a function returns what it changes. Element types are float64, int64 and bool.
        """,
        "shapes": """
        x.shape is a tuple; `shape x w` prints a line for each. Shapes broadcast as NumPy's do: aligned at the
        last axis, lengths must be equal or 1. `loss` refuses (10,) against (10, 1).
        """,
        "sessions": """
        A session is a text file: `# %%` opens a cell, `#> ` lines hold its output.
        descent FILE runs one, descent check FILE compares its outputs, descent update FILE rewrites them.
        """,
        "commands": """
        A call with plain arguments can be typed as words: rand 10 5, train 2000 lr=0.01, shape x w b.
        What parses as Python is Python: `x -1` subtracts, `f [1]` indexes.
        """,
        "if": "if condition: … elif condition: … else: …   A blank line ends the block at the prompt.",
        "for": "for name in range(10): …   Also over lists, rows of tensors, zip and enumerate. A blank line ends it.",
        "while": "while condition: …   break leaves the loop, continue goes on with the next round.",
        "def": "def name(a, b=1): … return value   Names assigned inside are the function's own.",
        "lambda": "lambda x: expression   A function without a name.",
        "assert": "assert condition, message   Fails the cell if the condition doesn't hold, and shows both sides.",
        "import": "import numpy as np is accepted; there is nothing else to import, and np is there without it.",
    ]
}

extension String {
    fileprivate func firstRange(of part: String) -> Range<String.Index>? {
        ranges(of: part).first
    }

    fileprivate func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
        String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
    }
}
