internal import Platform

extension Markup {
    /// The same with its long lines broken between words, so that none takes more columns; a word that is longer stands
    /// in a line of its own.
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
                // Blanks go with the word behind them, or away with the line that ends before it.
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
