internal import Interpreter
internal import Rendering
internal import Syntax

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Where text goes: outputs to standard output, all else to standard error, in the order in which they were written.
final class Console {
    private var output: OutputStream
    private var errors = OutputStream(STDERR_FILENO)
    private let outputScheme: ColorScheme
    private let errorScheme: ColorScheme
    private let outputIsTerminal: Bool
    /// The inputs that `history` shows; none where cells don't come from a prompt.
    var history: ShellHistory?

    init(color: Shell.ColorChoice) {
        outputIsTerminal = Terminal.isTerminal(STDOUT_FILENO)
        output = OutputStream(STDOUT_FILENO, isWatched: true)
        outputScheme = Terminal.hasColor(STDOUT_FILENO, color) ? .standard : .none
        errorScheme = Terminal.hasColor(STDERR_FILENO, color) ? .standard : .none
    }

    /// Writes output.
    func write(_ text: String) { output.write(text) }

    /// Writes output whose meaning is marked.
    func write(_ markup: Markup) {
        let isCut = markup.isCutToFit && outputIsTerminal
        output.write((isCut ? markup.cut(toColumns: Terminal.columns) : markup).rendered(with: outputScheme))
    }

    /// The text of a prompt, for whoever draws it on standard output.
    func rendered(_ markup: Markup) -> String { markup.rendered(with: outputScheme) }

    /// Ends the line that output has left unfinished.
    func endLine() { output.endLine() }

    /// Says that the user has ended the line on the terminal.
    func noteLineEnd() { output.noteLineEnd() }

    /// Writes out what is kept back.
    func flush() { output.flush() }

    /// Why output could not be written, if that has happened.
    var failure: String? { output.failure }

    /// Shows a diagnostic on standard error.
    ///
    /// - Parameter source: the source of the cell, where the diagnostic has none of its own.
    func show(_ diagnostic: Diagnostic, source: String = "") {
        // On a terminal both streams share the line.
        if outputIsTerminal { output.endLine() }
        output.flush()
        errors.write((DiagnosticText.markup(for: diagnostic, source: source) + "\n").rendered(with: errorScheme))
        errors.flush()
    }

    /// Shows what the events of a cell say.
    ///
    /// - Parameter isSeedGiven: whether the user gave the seed of unseeded draws, and need not be told.
    func show(_ event: Event, of cell: Cell, isSeedGiven: Bool) {
        switch event {
        case .statement: if outputIsTerminal { flush() }
        case .shortened, .progress: break
        case .history(let search): showHistory(containing: search, running: cell)
        case .output(let text): write(text)
        case .markup(let markup): write(markup)
        case .diagnostic(let diagnostic): show(diagnostic.located(in: cell), source: cell.source)
        case .seeded(let seed):
            if !isSeedGiven { show(Diagnostic(.note, "seeded \(seed) (seed \(seed) repeats this)")) }
        }
    }
}

extension Diagnostic {
    /// The diagnostic with the place of its cell in the file, unless it says where it comes from, or is about no place.
    func located(in cell: Cell) -> Diagnostic {
        guard let location = cell.location, origin == nil, range != nil else { return self }
        var diagnostic = self
        diagnostic.origin = "\(location.path):\(location.line)"
        return diagnostic
    }
}
