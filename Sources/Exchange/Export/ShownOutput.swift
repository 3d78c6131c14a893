internal import Interpreter
internal import Rendering
internal import Syntax

/// Something that a cell showed.
struct ShownOutput {
    /// What it is.
    enum Kind {
        /// Text on standard output.
        case text(Markup)
        /// A figure, with the words that stand below it on a terminal.
        case figure(Figure, words: Markup)
        /// An error, a warning or a note.
        case message(Diagnostic)
    }

    /// What it is.
    var kind: Kind
    /// The top-level statement that showed it.
    var statement: SourceRange?

    init(_ kind: Kind, of statement: SourceRange?) { (self.kind, self.statement) = (kind, statement) }
}

extension [ShownOutput] {
    /// Takes the next event of a cell; the words of a figure, which come as output behind it, are taken with it.
    mutating func receive(_ event: Event, of statement: SourceRange?) {
        switch event {
        case .output(let text): append(Markup(text), of: statement)
        case .markup(let markup): append(markup, of: statement)
        case .page(let page): append(page.recorded, of: statement)
        case .drawing(let figure, let words): append(ShownOutput(.figure(figure, words: words), of: statement))
        case .diagnostic(let diagnostic), .namesWereCopies(let diagnostic):
            append(ShownOutput(.message(diagnostic), of: statement))
        case .seeded(let seed):
            let note = Diagnostic(.note, "seeded \(seed.value) (\(seed.line) repeats this)")
            append(ShownOutput(.message(note), of: statement))
        case .statement, .shortened, .trained, .timed, .progress: break
        }
    }

    private mutating func append(_ text: Markup, of statement: SourceRange?) {
        switch last?.kind {
        case .figure(_, let words) where words.spans == text.spans && last?.statement == statement: return
        case .text(let before) where last?.statement == statement:
            self[count - 1].kind = .text(before + text)
        default: append(ShownOutput(.text(text), of: statement))
        }
    }
}
