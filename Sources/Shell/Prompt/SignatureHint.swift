internal import Interpreter
internal import Platform
internal import Rendering
internal import Syntax
internal import Tensors

/// What stands at the right edge of the prompt: the names that the last cell set, tensors with their shapes, and how long
/// it took.
enum RightPrompt {
    /// The last of the names that fit into the columns, behind `…` if others don't, and the time if it was long:
    /// `w (5, 1)  b (1, 1)  1.2 s`.
    ///
    /// - Parameter stale: the names whose values the cell has made stale; they stand first: `stale y_hat`.
    static func text(
        of names: [String], stale: [String] = [], in workspace: Workspace, duration: Duration, columns: Int
    ) -> Markup {
        var parts: [Markup] = []
        var width = 0
        if let time = text(of: duration) {
            parts.append(Markup(time))
            width = time.count
        }
        let marks = stale.isEmpty ? [] : [Markup("stale " + stale.joined(separator: " "), .stale)]
        let shown = marks + names.compactMap { name in workspace.value(name).map { text(of: name, $0) } }
        for (index, part) in shown.reversed().enumerated() {
            width += part.displayWidth + (parts.isEmpty ? 0 : separator.displayWidth)
            let isLast = index == shown.count - 1
            guard width + (isLast ? 0 : mark.displayWidth + separator.displayWidth) <= columns else {
                if !parts.isEmpty { parts.append(mark) }
                break
            }
            parts.append(part)
        }
        return Markup.joined(parts.reversed(), separator: separator)
    }

    private static let separator = Markup("  ")
    private static let mark = Markup("…")

    /// A time that is worth telling: more than a tenth of a second.
    static func text(of duration: Duration) -> String? {
        let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
        guard seconds > 0.1 else { return nil }
        if seconds < 59.95 {
            let tenths = Int((seconds * 10).rounded())
            return "\(tenths / 10).\(tenths % 10) s"
        }
        let whole = Int(seconds.rounded())
        if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
        return "\(whole / 3600) h \(whole % 3600 / 60) min"
    }

    private static func text(of name: String, _ value: Value) -> Markup {
        switch value {
        case .array(let tensor): "\(name, .name) \(tensor.shape, .shape)"
        case .int, .long, .float, .complex, .bool, .scalar: "\(name, .name) \(value.briefText, .number)"
        default: "\(name, .name)"
        }
    }
}

/// Says what the call that the cursor stands in takes, for the right edge of the prompt line: `train(epochs, lr=0.01, …)`.
///
/// Like completion, it is a pure function of the cell so far, the workspace and the built-ins, and runs nothing.
struct SignatureHint {
    let completer: Completer
    /// What the parser knows of commands; made once, since a table of them is asked for with every key.
    let commands: CommandTable

    /// A longer cell gets no hint: it would have to be read anew with every key.
    private static let longestText = 4_000

    /// The signature, shortened around the argument that is being typed; nil outside calls, or where it has no room.
    ///
    /// - Parameters:
    ///   - cursor: in Unicode scalars from the text's start.
    ///   - columns: how many columns it may take.
    func text(of text: String, cursor: Int, columns: Int) -> String? {
        guard columns > 0, text.utf8.count <= Self.longestText else { return nil }
        let scalars = text.unicodeScalars
        let end = scalars.index(scalars.startIndex, offsetBy: max(cursor, 0), limitedBy: scalars.endIndex)
        let offset = text.utf8.distance(from: text.startIndex, to: end ?? text.endIndex)
        let context = CompletionReader.context(of: Array(text.utf8), cursor: offset, commands)
        guard let called = CompletionSearch(completer, context).signatureAround() else { return nil }
        return Self.shortened(called, to: columns)
    }

    /// The columns that are left behind the first line of a cell and the prompt before it.
    static func room(behind text: String, prompt: Int, columns: Int) -> Int {
        let line = text.prefix { $0 != "\n" }
        return columns - 1 - 2 - prompt - DisplayWidth.columns(of: String(line))
    }

    /// As many parameters as fit, the present one among them.
    private static func shortened(_ called: CalledSignature, to columns: Int) -> String? {
        let parameters = called.parameters
        let whole = "\(called.name)(\(parameters.joined(separator: ", ")))"
        if DisplayWidth.columns(of: whole) <= columns { return whole }
        guard let present = called.present else { return nil }
        for start in 0...present {
            for end in stride(from: parameters.count, to: present, by: -1) {
                let shown =
                    (start > 0 ? ["…"] : []) + parameters[start..<end] + (end < parameters.count ? ["…"] : [])
                let text = "\(called.name)(\(shown.joined(separator: ", ")))"
                if DisplayWidth.columns(of: text) <= columns { return text }
            }
        }
        return nil
    }
}

/// What is known of the function of a call.
struct CalledSignature: Equatable {
    /// Its name, without what stands before a dot.
    var name: String
    /// Its parameters as they are written, with their defaults.
    var parameters: [String]
    /// The place among them of the argument that is being typed; nil where it is for none of them.
    var present: Int?
}

extension CompletionSearch {
    /// The function of the innermost call around the cursor that is known, in either form.
    func signatureAround() -> CalledSignature? {
        for open in context.openers.reversed() where context.isSymbol(open, .leftParenthesis) && isAttached(open) {
            let isDefinition = open == 2 && context.text(context.tokens[0]) == "def"
            if isDefinition { return nil }
            if let found = signature(ofCalleeEndingAt: open - 1, argument(behind: open)) { return found }
        }
        let head = context.headIndex
        guard context.isName(head), context.tokens[head].end < context.cursor else { return nil }
        guard context.isCommand || (context.tokens.count == head + 1 && isBehindBlank(head)) else { return nil }
        return signature(ofCalleeEndingAt: head, wordOfCommand())
    }

    /// The argument of a call that is being typed: its name, or how many stand before it.
    private struct Argument {
        var position = 0
        var keyword: String?
    }

    private func isBehindBlank(_ token: Int) -> Bool {
        if case .raw = context.place { return true }
        return context.place != .nowhere && context.wordStart > context.tokens[token].end
    }

    private func argument(behind open: Int) -> Argument {
        var argument = Argument()
        var depth = 0
        for index in open + 1..<context.tokens.count {
            depth += context.nesting(index)
            guard depth == 0 else { continue }
            if context.isSymbol(index, .comma) { argument = Argument(position: argument.position + 1) }
            if context.isSymbol(index, .equals), context.isName(index - 1) {
                argument.keyword = context.text(context.tokens[index - 1])
            }
        }
        return argument
    }

    private func wordOfCommand() -> Argument {
        let call = commandCall()
        // A keyword's `=` has no blanks around it, and belongs to the word that the cursor is in.
        let sign = context.tokens.indices.last { context.isSymbol($0, .equals) && $0 > context.headIndex + 1 }
        guard let sign, context.isName(sign - 1), context.tokens[sign...].allSatisfy({ $0.end <= context.cursor }),
            isOneWord(from: sign)
        else { return Argument(position: isInWord ? context.wordIndex : call.position) }
        return Argument(position: context.wordIndex, keyword: context.text(context.tokens[sign - 1]))
    }

    /// Whether the last token of a command reaches to the cursor.
    private var isInWord: Bool {
        context.isCommand && (context.tokens.last?.end == context.cursor || context.wordStart < context.cursor)
    }

    /// Whether there is no blank between a token and the cursor.
    private func isOneWord(from token: Int) -> Bool {
        !context.bytes[context.tokens[token].start..<context.cursor].contains(UInt8(ascii: " "))
    }

    private func signature(ofCalleeEndingAt last: Int, _ argument: Argument) -> CalledSignature? {
        let name = context.text(context.tokens[last])
        let parameters: [CallParameter]
        if isFunctionOfCell(last), !context.isSymbol(last - 1, .dot) {
            parameters = (context.functions[name] ?? []).map { CallParameter(ofFunction: $0) }
        } else {
            guard let value = primary(endingAt: last)?.value, let found = table.ownParameters(of: value) else {
                return nil
            }
            parameters = found
        }
        let called = CalledSignature(name, parameters, argument.position, keyword: argument.keyword)
        // A keyword of NumPy's on the bare name of one of Python's own means NumPy's function.
        if argument.keyword != nil, called.present == nil, let twin = table.entry(named: "np." + name),
            let parameters = table.ownParameters(of: .builtin(twin))
        {
            let twin = CalledSignature(name, parameters, argument.position, keyword: argument.keyword)
            if twin.present != nil { return twin }
        }
        return called
    }
}

extension CalledSignature {
    /// Finds the parameter that an argument is for.
    init(_ name: String, _ parameters: [CallParameter], _ position: Int, keyword: String?) {
        self.name = name
        self.parameters = CallParameter.texts(of: parameters)
        let found: CallParameter?
        if let keyword {
            found = parameters.first { $0.name == keyword && !$0.isVariadic }
        } else if position < parameters.count, !parameters[position].isKeywordOnly {
            found = parameters[position]
        } else {
            found = parameters.first { $0.isVariadic && !$0.isKeywordOnly }
        }
        present = found.flatMap { self.parameters.firstIndex(of: $0.text) }
    }
}
