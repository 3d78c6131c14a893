internal import Syntax

extension Code {
    /// The instructions as text, including those of nested functions, for tests and for reading.
    ///
    /// - Parameter source: the source of the cell; if given, each line ends with the source text it was compiled
    ///   from.
    public func listing(of source: String = "") -> String {
        var lines = [heading]
        for index in instructions.indices {
            let line = "\(padded(String(index), to: 4, isRight: true))  \(words(at: index))"
            let text = Self.text(of: node(at: index).range, in: source)
            lines.append(text.isEmpty ? line : "\(padded(line, to: 48))  ; \(text)")
        }
        for code in nested { lines.append("\n\(code.listing(of: source))") }
        return lines.joined(separator: "\n")
    }

    private var heading: String {
        var parts = ["\(kind)"]
        if !name.isEmpty { parts[0] += " \(name)(\(parameters.parameters.map(\.name).joined(separator: ", ")))" }
        parts.append("\(registerCount) registers")
        let variables = locals.map { "\($0.name) \($0.isCell ? "cell " : "")r\($0.register)" }
        if !variables.isEmpty { parts.append(variables.joined(separator: ", ")) }
        if !captures.isEmpty { parts.append("captures \(captures.map { "r\($0)" }.joined(separator: " "))") }
        return parts.joined(separator: "; ")
    }

    /// One instruction as text.
    private func words(at index: Int) -> String {
        let instruction = instructions[index]
        var words = ["\(instruction.opcode)"]
        for (operand, field) in zip(instruction.opcode.operands, [instruction.a, instruction.b, instruction.c]) {
            let number = Int(field)
            switch operand {
            case .unused: break
            case .target, .source, .sources, .targets: words.append("r\(number)")
            case .optional: words.append(field == Instruction.noRegister ? "-" : "r\(number)")
            case .integer: words.append("\(Int16(bitPattern: field))")
            case .count: words.append("\(number)")
            case .name: words.append(names[number])
            case .site: words.append(".\(names[sites[number]])")
            case .shape: words.append(shapes[number].words)
            case .nested: words.append("code \(number)")
            case .offset: words.append("to \(index + 1 + instruction.integerC)")
            case .wideInteger: words.append("\(instruction.wide)")
            case .wideOffset: words.append("to \(index + 1 + instruction.wide)")
            case .wideConstant: words.append(constants[instruction.wide].words)
            }
        }
        let flags = instruction.opcode.flagWords(instruction.flags)
        if !flags.isEmpty { words.append("[\(flags)]") }
        return words.joined(separator: " ")
    }

    /// The first words of the text in a source range.
    private static func text(of range: SourceRange, in source: String) -> String {
        let bytes = Array(source.utf8)
        guard range.start >= 0, range.start < range.end, range.end <= bytes.count else { return "" }
        let text = String(decoding: bytes[range.start..<range.end], as: UTF8.self)
        let line = text.split(separator: "\n", maxSplits: 1).first.map(String.init) ?? ""
        return line.count < 40 && line.count == text.count ? line : "\(line.prefix(36)) …"
    }

    private func padded(_ text: String, to width: Int, isRight: Bool = false) -> String {
        let blanks = String(repeating: " ", count: max(0, width - text.count))
        return isRight ? blanks + text : text + blanks
    }
}

extension CallShape {
    fileprivate var words: String {
        let words = arguments.map { argument in
            switch argument {
            case .positional: "·"
            case .keyword(let name): "\(name)="
            case .starred: "*"
            case .doubleStarred: "**"
            }
        }
        return "(\(words.joined(separator: " ")))"
    }
}

extension Constant {
    fileprivate var words: String {
        switch self {
        case .none: "None"
        case .ellipsis: "..."
        case .bool(let value): value ? "True" : "False"
        case .int(let value): "\(value)"
        case .longInt(let digits, let base): base == 10 ? digits : "\(digits) base \(base)"
        case .float(let value): "\(value)"
        case .imaginary(let value): "\(value)j"
        case .string(let text): text.debugDescription
        case .bytes(let bytes): "bytes \(bytes)"
        }
    }
}

extension Opcode {
    /// The names of the flags that are set, as they apply to this opcode.
    fileprivate func flagWords(_ flags: Instruction.Flags) -> String {
        var words: [String] = []
        func add(_ flag: Instruction.Flags, _ word: String, without other: String? = nil) {
            if flags.contains(flag) { words.append(word) } else if let other { words.append(other) }
        }
        switch self {
        case .getItems, .setItems: return "\(flags.rawValue) indices"
        case .matchMapping: return "\(flags.rawValue) keys"
        case .matchSequence, .matchObject: return ""
        case .format: return ["", "!s", "!r", "!a"][Int(flags.rawValue) & 3]
        case .call, .callArguments, .callMethod, .callMethodArguments, .callSource:
            add(.isWholeStatement, "statement")
            add(.isDiscarded, "discarded")
        case .show: add(.isSilenced, "silenced")
        case .makeSet: add(.isTrue, "constant")
        case .bool: add(.isTrue, "True", without: "False")
        case .contains, .identical:
            add(.isTrue, "not")
            fallthrough
        default:
            if self != .contains, self != .identical, jumps, self != .jump, self != .forNext, self != .delegate {
                add(.isTrue, "if true", without: "if false")
            } else if self == .getSlice || self == .setSlice {
                add(.hasStep, "step")
            } else if self != .contains, self != .identical {
                add(.inPlace, "in place")
            }
            for (flag, word) in [(Instruction.Flags.takesA, "a"), (.takesB, "b"), (.takesC, "c")] {
                add(flag, "takes \(word)")
            }
        }
        return words.joined(separator: ", ")
    }
}
