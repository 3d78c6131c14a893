public import Interpreter
internal import Rendering

/// The pages that aren't about a single built-in.
///
/// Their texts are parsed line by line: an empty line stays empty; a line indented by two spaces stays as it is;
/// `term :: text` is a definition; all other lines are running text, which is wrapped.
enum HelpTopics {
    /// The topics listed in the overview.
    static let names = [
        "language", "types", "numpy", "shapes", "broadcasting", "indexing", "formatting", "random", "training",
        "models", "gradients", "tables", "plots", "files", "commands", "keys", "travel", "sessions", "lessons",
        "startup",
    ]

    /// All words that have a page, for suggestions.
    static var allWords: [String] { pageNames + Array(aliases.keys) }

    /// The names of the pages, for completion.
    static var pageNames: [String] { Array(topics.keys) + Array(words.keys) }

    /// The page of a topic or a word of the language; nil if there is none.
    static func markup(of word: String, columns: Int) -> Markup? {
        let key = aliases[word] ?? word
        guard let text = topics[key] ?? words[key] else { return nil }
        var flow = TextFlow(width: columns)
        flow.heading(word)
        add(text, to: &flow)
        return flow.markup
    }

    /// The topics as they are searched: the title, its first sentence, and all of the text.
    static var documents: [(title: String, summary: String, text: String)] {
        topics.merging(words) { first, _ in first }.sorted { $0.key < $1.key }.map { title, text in
            let line = text.split(separator: "\n").first { !$0.hasPrefix("  ") } ?? ""
            let sentence = line.ranges(of: ". ").first.map { line[..<$0.lowerBound] + "." } ?? line
            return (title, String(sentence).replacing(" :: ", with: ": "), text)
        }
    }

    private static func add(_ text: String, to flow: inout TextFlow) {
        var definitions: [(term: String, text: String)] = []
        var paragraph = ""
        func flush(_ flow: inout TextFlow) {
            if !definitions.isEmpty { flow.definitions(definitions) }
            if !paragraph.isEmpty { flow.paragraph(paragraph) }
            definitions = []
            paragraph = ""
        }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.isEmpty {
                flush(&flow)
                flow.blank()
            } else if line.hasPrefix("  ") {
                flush(&flow)
                flow.lines([String(line)], style: .keyword)
            } else if let range = line.ranges(of: " :: ").first {
                if !paragraph.isEmpty { flush(&flow) }
                definitions.append((String(line[..<range.lowerBound]), String(line[range.upperBound...])))
            } else {
                if !definitions.isEmpty { flush(&flow) }
                paragraph += (paragraph.isEmpty ? "" : " ") + line
            }
        }
        flush(&flow)
    }

    private static let aliases: [String: String] = [
        "pandas": "tables", "pd": "tables", "dataframe": "tables", "csv": "tables",
        "drawing": "plots", "plotting": "plots", "svg": "plots", "matplotlib": "plots", "plt": "plots",
        "keywords": "language", "dtype": "types", "dtypes": "types",
        "broadcast": "broadcasting", "slicing": "indexing",
        "slices": "indexing", "f-strings": "formatting", "printing": "formatting",
        "travelling": "travel", "lineage": "travel", "recording": "sessions", "init": "startup",
        "lesson": "lessons", "markdown": "lessons", "file": "files", "command": "commands", "key": "keys",
        "editing": "keys", "session": "sessions",
        "elif": "if", "else": "if", "break": "while", "continue": "while", "return": "def", "and": "or", "not": "or",
        "in": "is", "False": "True", "except": "try", "finally": "try", "raise": "try", "exceptions": "try",
        "dictionary": "dictionaries", "sets": "dictionaries", "classes": "class", "from": "import",
        "yield": "generators", "nonlocal": "global", "case": "match",
    ]
}

extension BuiltinTable {
    /// The topics and groups of `help` that aren't names of built-ins.
    public var helpTopics: [String] {
        Set(HelpTopics.pageNames + Builtin.Group.allCases.map(\.word) + ["tensor", "rng"]).sorted()
    }
}
