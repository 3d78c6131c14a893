internal import Platform
internal import Rendering
internal import Syntax

/// What waits for the end of a cell, to be leafed through.
struct KeptPages {
    var text = Markup()
    var diagnostics: [(diagnostic: Diagnostic, source: String)] = []
    /// Whether its last rows are shown first.
    var startsAtEnd = false
    /// Whether there is anything longer than the screen, so that all behind it waits, too.
    var isLong: Bool { !text.spans.isEmpty }
}

extension Console {
    /// Whether what is longer than the screen waits to be leafed through.
    var leafs: Bool { kept != nil }

    /// Has what follows wait if it is longer than the screen, so that it can be leafed through: a cell's pages and tables
    /// at the prompt, and all that comes behind them.
    func beginLeafing() {
        let isPossible =
            outputIsTerminal && Terminal.isTerminal(STDIN_FILENO)
            && Terminal.environment("TERM") != "dumb" && !Pager.isSwitchedOff
        if isPossible, kept == nil { kept = KeptPages() }
    }

    /// Shows what is longer than the screen at the end of the cell, all else at once.
    func leaf(_ markup: Markup, startsAtEnd: Bool = false) {
        guard kept != nil, kept?.isLong == true || isLong(markup) else { return write(markup) }
        kept?.text += fitted(markup)
        if startsAtEnd { kept?.startsAtEnd = true }
    }

    private func isLong(_ markup: Markup) -> Bool {
        ScreenPager.isNeeded(for: fitted(markup), rows: Terminal.rows, columns: Terminal.columns)
    }

    /// Has the user leaf through what waits.
    func endLeafing() {
        guard let kept else { return }
        self.kept = nil
        if kept.isLong {
            endLine()
            flush()
            var pager = ScreenPager(kept.text, outputScheme, screen: (Terminal.rows, Terminal.columns))
            pager.show(startsAtEnd: kept.startsAtEnd)
            output.noteLineEnd()
        }
        for (diagnostic, source) in kept.diagnostics { show(diagnostic, source: source) }
    }
}
