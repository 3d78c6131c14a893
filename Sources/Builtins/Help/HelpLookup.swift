internal import Interpreter
internal import Rendering
internal import Syntax

extension Machine {
    /// Shows the page of a word, or of a value.
    func help(about argument: CallArgument) throws(EvaluationError) {
        let pages = HelpPages(machine: self, columns: Page.recordedWidth)
        if case .string(let word) = argument.value {
            // Report a word without a page right away.
            _ = try pages.page(for: word.string)
            return emit { (try? $0.page(for: word.string)) ?? "" }
        }
        let name = HelpText.shortened(text(of: argument.range) ?? "value", to: 40)
        emit { $0.page(of: argument.value, named: name) }
    }

    /// Shows the pages that speak of several words.
    func help(search words: [String]) throws(EvaluationError) {
        let question = words.joined(separator: " ")
        // Words that are no topic together may be one with a line under it: `train test split`.
        if let page = try? HelpPages(machine: self, columns: 20).page(for: words.joined(separator: "_")),
            !page.spans.isEmpty
        {
            return emit { (try? $0.page(for: words.joined(separator: "_"))) ?? "" }
        }
        let found = HelpSearch(table: table).pages(for: question)
        guard !found.isEmpty else {
            throw .invalidArgument(
                function: "help", "no page speaks of \(Machine.shortened(question))",
                hint: "help alone lists what there is")
        }
        emit { HelpPages.markup(of: found, columns: $0.columns) }
    }

    /// Shows what there is.
    func showHelpOverview() { emit { HelpOverview.markup(table, columns: $0.columns) } }

    /// Emits a page for the record and for the screen.
    private func emit(_ page: (HelpPages) -> Markup) { emit(pageOf: { page(HelpPages(machine: self, columns: $0)) }) }
}

/// The pages of help, laid out for a number of columns.
struct HelpPages {
    let machine: Machine
    let columns: Int

    private var table: BuiltinTable { machine.table }
    private var workspace: Workspace { machine.workspace }

    /// The page of a word; throws an error with suggestions if there is none.
    func page(for given: String) throws(EvaluationError) -> Markup {
        var word = given.hasSuffix("()") ? String(given.dropLast(2)) : given
        if word == "numpy.ndarray" || word == "np.ndarray" { word = "tensor" }
        if word.hasPrefix("numpy.") { word = "np." + word.dropFirst("numpy.".count) }
        let general = generalPage(for: word)
        if let value = workspace.value(word) {
            var page = page(of: value, named: word)
            if let general { page += "\n" + general }
            return page
        }
        if let general { return general }
        if let page = memberPage(for: word) { return page }
        if let value = constant(word) {
            return "\(word, .name)  \(value.kindAndSize) \(value.text, .number)\n"
        }
        throw unknownTopic(word)
    }

    /// Pages that were found, a line for each.
    static func markup(of found: [HelpSearch.Found], columns: Int) -> Markup {
        var flow = TextFlow(width: columns)
        flow.definitions(found.map { ("help \($0.title)", $0.summary) }, indent: 0)
        return flow.markup
    }

    /// The page of a group, a topic, a built-in, a module or a type.
    private func generalPage(for word: String) -> Markup? {
        var page = Markup()
        if let namespace = Namespace(rawValue: word) {
            let overview = HelpOverview.markup(of: namespace, table, columns: columns)
            if namespace.isNumPys { return overview }
            if let entry = table.entry(named: word) {
                page = HelpPage(builtin: entry, table: table, columns: columns).markup + "\n"
            }
            page += overview
        }
        if let topic = HelpTopics.markup(of: word, columns: columns) { page += topic }
        if let group = HelpOverview.group(named: word) {
            if !page.isEmpty { page += "\n" }
            page += HelpOverview.markup(of: group, table, columns: columns)
        }
        if page.isEmpty, let entry = table.entry(named: word) ?? entry(inModule: word) {
            page = HelpPage(builtin: entry, table: table, columns: columns).markup
        }
        if word != "x", let members = membersPage(ofType: word) {
            if !page.isEmpty { page += "\n" }
            page += members
        }
        return page.isEmpty ? nil : page
    }

    /// The function in a namespace of NumPy that is named without it: `random_sample`.
    private func entry(inModule word: String) -> Builtin? {
        table.entries.first { entry in
            entry.isNumPys && ([entry.numpyPath] + entry.aliases).contains { $0.hasSuffix(".\(word)") }
        }
    }

    // MARK: - Values

    /// The page of a value in the workspace.
    func page(of value: Value, named name: String) -> Markup {
        switch value {
        case .builtin(let builtin): return HelpPage(builtin: builtin, table: table, columns: columns).markup
        case .method:
            guard let builtin = table.builtin(behind: value) else { break }
            let receiver = name.split(separator: ".").dropLast().joined(separator: ".")
            return HelpPage(
                builtin: builtin, table: table, columns: columns, receiver: receiver.isEmpty ? "value" : receiver
            ).markup
        case .type(let type):
            let word = type.name.split(separator: ".").last.map(String.init) ?? ""
            if let page = generalPage(for: word == "ndarray" ? "tensor" : word) { return page }
        case .namespace(let namespace): return HelpOverview.markup(of: namespace, table, columns: columns)
        case .function(let function): return page(of: function, named: name)
        case .classObject(let type): return page(of: type)
        default: break
        }
        return page(describing: value, named: name)
    }

    /// The page of a user's class: its call, its docstring and its members.
    private func page(of type: ClassObject) -> Markup {
        var flow = TextFlow(width: columns)
        flow.lines(HelpText.lines(of: type.shownSignature, width: columns), style: .name)
        if case .string(let docstring)? = type.lookUp("__doc__") {
            flow.lines(Self.cleaned(docstring.string), indent: 2)
        }
        if !type.attributeNames.isEmpty {
            flow.paragraph("its objects have \(type.attributeNames.joined(separator: ", "))", style: .hint)
        }
        return flow.markup
    }

    /// The kind, shape, element type and range of a value.
    private func page(describing value: Value, named name: String) -> Markup {
        var line = "\(name)  \(value.kindAndSize)"
        switch value {
        case .array(let array):
            line += ", \(ByteCount.text(value.byteCount)), \(WorkspaceTable.range(of: array.tensor))"
        case .int, .long, .float, .complex, .bool, .scalar, .string, .range, .slice:
            line += " \(HelpText.shortened(value.briefText, to: max(columns - line.count - 1, 10)))"
        default: break
        }
        var flow = TextFlow(width: columns)
        flow.paragraph(line, hanging: 4, style: .name)
        if let mark = workspace.training, mark.names.contains(name) { flow.paragraph("trained in [\(mark.cell)]") }
        let members = table.attributeNames(of: value)
        if !members.isEmpty {
            let own = ["mean", "append", "split", "normal"].first { members.contains($0) } ?? members[0]
            flow.paragraph(
                "`show \(name)` shows it; `help \(name).\(own)` is the page of one of its methods", style: .hint)
        }
        return flow.markup
    }

    private func page(of function: UserFunction, named name: String) -> Markup {
        var flow = TextFlow(width: columns)
        flow.lines(HelpText.lines(of: function.shownSignature, width: columns), style: .name)
        if let docstring = function.code.docstring {
            flow.lines(Self.cleaned(docstring), indent: 2)
        }
        flow.paragraph("defined in [\(function.code.cell.number)]; `show \(name)` shows its source", style: .hint)
        return flow.markup
    }

    /// The lines of a docstring without the indentation of its source (PEP 257).
    private static func cleaned(_ docstring: String) -> [String] {
        var lines = docstring.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let margins = lines.dropFirst().filter { $0.contains { $0 != " " } }.map { $0.prefix { $0 == " " }.count }
        let margin = margins.min() ?? 0
        for index in lines.indices {
            lines[index] = String(index == 0 ? lines[0].drop { $0 == " " } : lines[index].dropFirst(margin))
        }
        while lines.last?.allSatisfy({ $0 == " " }) == true { lines.removeLast() }
        while lines.first?.allSatisfy({ $0 == " " }) == true { lines.removeFirst() }
        return lines
    }

    private func constant(_ word: String) -> Value? {
        if let value = table.value(bare: word) { return value }
        guard word.hasPrefix("np.") else { return nil }
        return table.value(String(word.dropFirst(3)), in: .numpy)
    }

    // MARK: - Attributes and methods

    /// The page of a method or attribute: `x.mean`, `list.append`, `.T`, `item`.
    private func memberPage(for word: String) -> Markup? {
        let parts = word.split(separator: ".", omittingEmptySubsequences: true).map(String.init)
        guard let member = parts.last, parts.count <= 2 else { return nil }
        let base = parts.count == 2 ? parts[0] : nil
        if let base, let value = workspace.value(base) {
            if case .function = value { return nil }
            return page(ofMember: member, of: value, named: base)
        }
        let receivers: [BuiltinTable.Receiver]
        if let base {
            guard let receiver = BuiltinTable.Receiver(typeWord: base) else { return nil }
            receivers = [receiver]
        } else {
            receivers = BuiltinTable.Receiver.searched
        }
        var page = Markup()
        for receiver in receivers {
            var found: Markup?
            if let method = table.methods[receiver][member] {
                found = HelpPage(builtin: method, table: table, columns: columns, receiver: receiver.example).markup
            } else if receiver == .tensor, let text = Self.meaning(ofAttribute: member) {
                found = attributePage("x.\(member)", text)
            }
            guard let found else { continue }
            if !page.isEmpty { page += "\n" }
            page += found
        }
        return page.isEmpty ? nil : page
    }

    private func page(ofMember member: String, of value: Value, named name: String) -> Markup? {
        let found = table.method(member, of: value) ?? table.member(member, of: value).flatMap(table.builtin(behind:))
        if let method = found {
            return HelpPage(builtin: method, table: table, columns: columns, receiver: name).markup
        }
        guard let text = Self.meaning(ofAttribute: member), let found = try? machine.attribute(member, of: value) else {
            return nil
        }
        let shown = found.shape == nil || found.isNumber ? found.briefText : found.kindAndSize
        return attributePage("\(name).\(member)", "\(text) Here: \(shown)")
    }

    private func attributePage(_ name: String, _ text: String) -> Markup {
        var flow = TextFlow(width: columns)
        flow.definitions([(name, text)], indent: 0)
        return flow.markup
    }

    /// The attributes and methods of a type.
    private func membersPage(ofType word: String) -> Markup? {
        guard let receiver = BuiltinTable.Receiver(typeWord: word) else { return nil }
        var flow = TextFlow(width: columns)
        if receiver == .tensor {
            flow.heading("Attributes")
            flow.definitions(
                Machine.tensorAttributes.filter { !$0.meaning.isEmpty }.map { ("x.\($0.name)", $0.meaning) })
            flow.blank()
        }
        let methods = table.methods[receiver]
        flow.heading("Methods")
        flow.definitions(
            methods.keys.sorted().map { ("\(receiver.example).\($0)", methods[$0]?.summary ?? "") })
        return flow.markup
    }

    private static func meaning(ofAttribute name: String) -> String? {
        Machine.tensorAttributes.first { $0.name == name && !$0.meaning.isEmpty }?.meaning
    }

    // MARK: - Words without a page

    private func unknownTopic(_ word: String) -> EvaluationError {
        let path = word.hasPrefix("np.") ? String(word.dropFirst(3)) : word
        let shown = Machine.shortened(word)
        if let foreign = ForeignFunctions.advice(for: path, isBehindNumPy: path != word) {
            return .invalidArgument(
                function: "help", "NumPy has `\(Machine.shortened(path))`; Descent hasn't",
                hint: foreign.isEmpty ? nil : foreign)
        }
        let notes = machine.foreignNameNotes(word)
        if let note = notes.first {
            return .invalidArgument(function: "help", "there is no page for \(shown)", hint: note)
        }
        var candidates = table.bareNames + workspace.order + HelpTopics.allWords
        candidates += Builtin.Group.allCases.map(\.word) + BuiltinTable.Receiver.typeWords
        var near = Suggestions.nearest(to: word, among: candidates)
        if near == nil, word.hasPrefix("np.") {
            near = Suggestions.nearest(to: path, among: table.names(in: .numpy)).map { "np." + $0 }
        }
        if near == nil, let dot = word.lastIndex(of: "."), let value = workspace.value(String(word[..<dot])) {
            near = Suggestions.nearest(
                to: String(word[word.index(after: dot)...]), among: table.attributeNames(of: value)
            )
            .map { word[...dot] + $0 }
        }
        return .invalidArgument(
            function: "help", "there is no page for \(shown)",
            hint: near.map { "did you mean \($0)?" } ?? Self.advice(for: word, table))
    }

    /// Which pages speak of a word that has none.
    private static func advice(for word: String, _ table: BuiltinTable) -> String {
        let found = HelpSearch(table: table).pages(for: word).prefix(3).map { "help " + $0.title }
        return found.isEmpty ? "help alone lists what there is" : "see \(Words.list(found, conjunction: "or"))"
    }
}

extension BuiltinTable.Receiver {
    /// The types whose methods help searches.
    static let searched: [BuiltinTable.Receiver] = [
        .tensor, .list, .tuple, .string, .dict, .set, .frozenset, .int, .float, .complex, .range, .slice, .coroutine,
        .generator,
        .deque, .counter, .ordereddict, .defaultdict, .chainmap, .namedtuple,
    ]

    /// The words for types in help.
    private static let words: [String: BuiltinTable.Receiver] = [
        "tensor": .tensor, "ndarray": .tensor, "x": .tensor, "list": .list, "tuple": .tuple, "str": .string,
        "dict": .dict, "set": .set, "frozenset": .frozenset, "int": .int, "float": .float, "complex": .complex,
        "range": .range,
        "slice": .slice,
        "string": .string, "generator": .generator, "Generator": .generator, "rng": .generator, "coroutine": .coroutine,
        "deque": .deque, "Counter": .counter, "OrderedDict": .ordereddict, "defaultdict": .defaultdict,
        "ChainMap": .chainmap, "namedtuple": .namedtuple, "ufunc": .ufunc,
    ]

    static var typeWords: [String] { words.keys.filter { $0.count > 1 }.sorted() }

    /// The type that a word of help names.
    init?(typeWord: String) {
        guard let receiver = Self.words[typeWord] else { return nil }
        self = receiver
    }

    /// The text before the dot in help.
    var example: String {
        switch self {
        case .tensor: "x"
        case .int: "int"
        case .float: "float"
        case .complex: "complex"
        case .list: "list"
        case .dict: "dict"
        case .set: "set"
        case .frozenset: "frozenset"
        case .view: "view"
        case .chain: "itertools.chain"
        case .tuple: "tuple"
        case .string: "str"
        case .generator: "rng"
        case .coroutine: "coroutine"
        case .range: "range"
        case .slice: "slice"
        case .special: "x"
        case .deque: "deque"
        case .counter: "Counter"
        case .ordereddict: "OrderedDict"
        case .defaultdict: "defaultdict"
        case .chainmap: "ChainMap"
        case .namedtuple: "namedtuple"
        case .ufunc: "np.add"
        case .randomState: "np.random"
        }
    }
}
