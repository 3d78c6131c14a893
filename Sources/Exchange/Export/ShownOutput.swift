internal import Interpreter
internal import Rendering
internal import Syntax

/// An output of a cell.
struct ShownOutput {
    /// The kind of output.
    enum Kind {
        /// Text on standard output.
        case text(Markup)
        /// A figure, with its description, which a terminal shows below it. The figure is nil if it was written to a
        /// file, or is empty. If `areOutput`, the description is output in its own right.
        case figure(Figure?, words: Markup, areOutput: Bool = false)
        /// An error, a warning or a note.
        case message(Diagnostic)
    }

    /// The kind.
    var kind: Kind
    /// The top-level statement that showed it.
    var statement: SourceRange?

    init(_ kind: Kind, of statement: SourceRange?) { (self.kind, self.statement) = (kind, statement) }

    /// The printed text, without the descriptions of figures.
    var printed: String? {
        switch kind {
        case .text(let text), .figure(_, let text, areOutput: true): text.spans.map(\.text).joined()
        case .figure, .message: nil
        }
    }

    var isFigure: Bool { if case .figure(_?, _, _) = kind { true } else { false } }
}

extension [ShownOutput] {
    /// Takes the next event of a cell; the description of a figure follows in a separate event, and is attached to it.
    mutating func receive(_ event: Event, of statement: SourceRange?) {
        switch event {
        case .output(let text): append(Markup(text), of: statement)
        case .markup(let markup): append(markup.withEscapes, of: statement)
        case .page(let page): append(page.recorded.withEscapes, of: statement)
        case .drawing(let figure, let words), .drawnInFile(let figure, let words):
            append(ShownOutput(.figure(figure, words: words.withEscapes), of: statement))
        case .sentence(let words):
            let words = words.withEscapes
            if case .figure(_?, let known, _)? = last?.kind, known == words, last?.statement == statement { return }
            append(ShownOutput(.figure(nil, words: words), of: statement))
        case .diagnostic(let diagnostic), .namesWereCopies(let diagnostic):
            append(ShownOutput(.message(diagnostic), of: statement))
        case .errorText(let text):
            append(ShownOutput(.message(Diagnostic(.warning, text)), of: statement))
        case .seeded(let seed):
            let note = Diagnostic(.note, "seeded \(seed.value) (\(seed.line) repeats this)")
            append(ShownOutput(.message(note), of: statement))
        case .statement, .shortened, .trained, .timed, .progress, .asks, .answered: break
        }
    }

    mutating func append(_ text: Markup, of statement: SourceRange?) {
        switch last?.kind {
        case .text(let before) where last?.statement == statement:
            self[count - 1].kind = .text(before + text)
        default: append(ShownOutput(.text(text), of: statement))
        }
    }
}

extension Markup {
    /// The same markup with control characters written as escapes, as in the record.
    var withEscapes: Markup {
        var result = Markup()
        for span in spans { result.append(Markup.escaped(span.text), span.style) }
        return result
    }
}
