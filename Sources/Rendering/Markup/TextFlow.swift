internal import Platform

/// A page filled from top to bottom, with text wrapped to a width.
public struct TextFlow: Sendable {
    /// The columns of a line.
    public let width: Int
    /// The text so far; each line ends in a newline.
    public private(set) var markup = Markup()

    /// Begins an empty page; `width` is raised to at least 20 columns.
    public init(width: Int) { self.width = max(width, 20) }

    /// Adds an empty line, except at the top.
    public mutating func blank() {
        if !markup.isEmpty { markup.append("\n") }
    }

    /// Adds a title on its own line.
    public mutating func heading(_ text: String) { markup += "\(text, .heading)\n" }

    /// Adds wrapped text.
    ///
    /// - Parameters:
    ///   - indent: the blanks before each line.
    ///   - hanging: the additional blanks before each line but the first.
    public mutating func paragraph(_ text: String, indent: Int = 0, hanging: Int = 0, style: Style = .plain) {
        lines(Self.wrapped(text, width: width - indent, hanging: hanging), indent: indent, style: style)
    }

    /// Adds lines without wrapping.
    public mutating func lines(_ lines: [String], indent: Int = 0, style: Style = .plain) {
        let margin = String(repeating: " ", count: indent)
        for line in lines {
            if line.isEmpty {
                markup.append("\n")
            } else {
                markup += "\(margin)\(line, style)\n"
            }
        }
    }

    /// Adds terms, each with its text beside it, or below it if the term is long.
    public mutating func definitions(_ items: [(term: String, text: String)], indent: Int = 2, style: Style = .name) {
        let limit = max(width / 3, 8)
        let widths = items.map { DisplayWidth.columns(of: $0.term) }
        let column = min(widths.filter { $0 <= limit }.max() ?? 0, limit)
        let margin = String(repeating: " ", count: indent)
        for (item, own) in zip(items, widths) {
            let text = Self.wrapped(item.text, width: width - indent - column - 2)
            markup += "\(margin)\(item.term, style)"
            let blanks = String(repeating: " ", count: indent + column + 2)
            for (index, line) in text.enumerated() {
                if index > 0 || own > column {
                    markup += "\n\(blanks)\(line)"
                } else {
                    markup += "\(String(repeating: " ", count: column + 2 - own))\(line)"
                }
            }
            markup.append("\n")
        }
    }

    /// Wraps a text to at most `width` columns; a longer word gets its own line.
    ///
    /// - Parameter hanging: by how much the lines after the first are shorter and indented.
    public static func wrapped(_ text: String, width: Int, hanging: Int = 0) -> [String] {
        wrapped(words: text.split(whereSeparator: \.isWhitespace).map(String.init), width: width, hanging: hanging)
    }

    /// Wraps words to at most `width` columns; a longer word gets its own line.
    public static func wrapped(words: [String], width: Int, hanging: Int = 0) -> [String] {
        var lines: [String] = []
        var line = ""
        var columns = 0
        for word in words {
            let own = DisplayWidth.columns(of: word)
            let margin = lines.isEmpty ? 0 : hanging
            if columns > margin, columns + 1 + own > width {
                lines.append(line)
                line = String(repeating: " ", count: hanging)
                columns = hanging
            }
            if columns > (lines.isEmpty ? 0 : hanging) {
                line += " "
                columns += 1
            }
            line += word
            columns += own
        }
        return line.isEmpty ? lines : lines + [line]
    }
}

extension Markup {
    /// The markup with long lines wrapped between words to at most `width` columns; a longer word gets its own line.
    public func wrapped(toColumns width: Int) -> Markup {
        var result = Markup()
        var column = 0
        for span in spans {
            var text = ""
            for (number, line) in span.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                if number > 0 {
                    text += "\n"
                    column = 0
                }
                // Blanks go with the following word, or are dropped at a line break.
                var rest = line
                while !rest.isEmpty {
                    let blanks = rest.prefix { $0 == " " }
                    let word = rest.dropFirst(blanks.count).prefix { $0 != " " }
                    rest = rest.dropFirst(blanks.count + word.count)
                    let columns = DisplayWidth.columns(of: Markup.escaped(String(word)))
                    if column > 0, column + blanks.count + columns > width, !blanks.isEmpty {
                        text += "\n" + word
                        column = columns
                    } else {
                        text += blanks + word
                        column += blanks.count + columns
                    }
                }
            }
            result.append(text, span.style)
        }
        return result
    }
}
