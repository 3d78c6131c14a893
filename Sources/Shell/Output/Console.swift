internal import Builtins
internal import Interpreter
internal import Kernels
internal import Platform
internal import Rendering
internal import Sessions
internal import Syntax

/// Where text goes: outputs to standard output, all else to standard error, in the order in which they were written.
final class Console {
    let output = SharedOutput(STDOUT_FILENO)
    private var errors = OutputStream(STDERR_FILENO)
    let outputScheme: ColorScheme
    private let errorScheme: ColorScheme
    let outputIsTerminal: Bool
    /// The inputs that `history` shows; none where cells don't come from a prompt.
    var history: ShellHistory?
    private let errorsAreTerminal: Bool
    /// Where `input()` reads, and cells that don't come from a prompt.
    var standardInput = StandardInput()
    /// Whether long work shows how far it has come.
    let showsProgress: Bool
    private var progress: ProgressDisplay
    /// Whether the progress line stands on the terminal.
    private var progressIsShown = false
    /// Whether the line is ended into which the terminal wrote `^C`.
    private var interruptIsNoted = false
    /// What waits for the end of the cell, to be leafed through; nil where nothing is to wait.
    var kept: KeptPages?

    init(color: ShellOptions.ColorChoice) {
        outputIsTerminal = Terminal.isTerminal(STDOUT_FILENO)
        errorsAreTerminal = Terminal.isTerminal(STDERR_FILENO)
        showsProgress = errorsAreTerminal && Terminal.environment("TERM") != "dumb"
        progress = ProgressDisplay(hasCurves: showsProgress && Terminal.hasBraille)
        outputScheme = Terminal.hasColor(STDOUT_FILENO, color) ? .standard : .none
        errorScheme = Terminal.hasColor(STDERR_FILENO, color) ? .standard : .none
    }

    /// Writes output.
    func write(_ text: String) {
        if kept?.isLong == true {
            kept?.text.append(text)
            return
        }
        eraseProgress()
        output.write(text)
    }

    /// Writes output whose meaning is marked.
    func write(_ markup: Markup) {
        if kept?.isLong == true {
            kept?.text += fitted(markup)
            return
        }
        write(fitted(markup).rendered(with: outputScheme))
    }

    /// A text as the screen's width has it.
    func fitted(_ markup: Markup) -> Markup {
        guard outputIsTerminal else { return markup }
        if markup.isCutToFit { return markup.cut(toColumns: Terminal.columns) }
        return markup.isWrappedToFit ? markup.wrapped(toColumns: Terminal.columns) : markup
    }

    /// Shows a page at the width of the screen; a long one in the user's pager, where someone can leaf through it.
    func show(_ page: Page) {
        guard outputIsTerminal else { return write(page.recorded) }
        let markup = page.markup(columns: Terminal.columns)
        guard page.isLong, Terminal.isTerminal(STDIN_FILENO), Terminal.environment("TERM") != "dumb" else {
            return leaf(markup)
        }
        guard Pager.isNamed else {
            beginLeafing()
            return leaf(markup)
        }
        flush()
        if !Pager.show(markup.rendered(with: outputScheme)) { write(markup) }
    }

    /// The text of a prompt, for whoever draws it on standard output.
    func rendered(_ markup: Markup) -> String { markup.rendered(with: outputScheme) }

    /// The columns of a page on standard output.
    var pageColumns: Int { outputIsTerminal ? Terminal.columns : Page.recordedWidth }

    /// Whether what is written is seen in its styles.
    var isStyled: Bool { !outputScheme.styles.isEmpty }

    /// Whether someone looks at a terminal that shows what lines are drawn with.
    var hasDrawnMarks: Bool { outputIsTerminal && Terminal.hasBraille }

    /// Takes the row above the cursor away, where a terminal can.
    func eraseRowAbove() {
        guard outputIsTerminal, Terminal.environment("TERM") != "dumb" else { return }
        write("\u{1B}[A\u{1B}[J")
        noteLineEnd()
    }

    /// Ends the line that output has left unfinished.
    func endLine() {
        eraseProgress()
        output.endLine()
    }

    /// Says that the user has ended the line on the terminal.
    func noteLineEnd() { output.noteLineEnd() }

    /// Writes out what is kept back, and ends the showing of progress.
    func flush() {
        eraseProgress()
        progress.end()
        output.flush()
    }

    /// Why output could not be written, if that has happened.
    var failure: String? { output.failure }

    /// Shows on standard error what has no place in a source.
    func show(_ severity: Diagnostic.Severity, _ message: String, notes: [String] = []) {
        show(Diagnostic(severity, message, notes: notes))
    }

    /// Shows a diagnostic on standard error.
    ///
    /// - Parameter source: the source of the cell, where the diagnostic has none of its own.
    func show(_ diagnostic: Diagnostic, source: String = "") {
        if kept?.isLong == true {
            kept?.diagnostics.append((diagnostic, source))
            return
        }
        eraseProgress()
        // On a terminal both streams share the line.
        if outputIsTerminal { output.endLine() }
        output.flush()
        let columns = errorsAreTerminal ? Terminal.columns(of: STDERR_FILENO) : nil
        let text = DiagnosticText.markup(for: diagnostic, source: source, columns: columns)
        errors.write((text + "\n").rendered(with: errorScheme))
        errors.flush()
    }

    /// Shows marked text that is no output.
    func showAside(_ markup: Markup) {
        endLine()
        output.flush()
        errors.write(markup.rendered(with: errorScheme))
        errors.flush()
    }

    /// Shows a line that is no output.
    func showLine(_ line: String) {
        eraseProgress()
        output.flush()
        errors.write(line + "\n")
        errors.flush()
    }

    /// Shows what the events of a cell say.
    ///
    /// - Parameter isSeedGiven: whether the user gave the seed of unseeded draws, and need not be told.
    func show(_ event: Event, of cell: Cell, isSeedGiven: Bool) {
        if Interruption.isRequested { endInterruptedLine() }
        switch event {
        case .statement:
            interruptIsNoted = false
            if outputIsTerminal { flush() } else { eraseProgress() }
        case .shortened: endInterruptedLine()
        case .trained, .timed, .drawnInFile: break
        case .asks(let question): answer(question)
        case .answered(let text, let isRecorded): show(answer: text, isRecorded: isRecorded, of: cell)
        case .progress(let progress): draw(progress)
        case .drawing(let figure, let words): draw(figure, above: words)
        case .output(let text): write(text)
        case .markup(let markup), .sentence(let markup): leaf(markup)
        case .page(let page): show(page)
        case .diagnostic(let diagnostic), .namesWereCopies(let diagnostic):
            show(diagnostic.located(in: cell), source: cell.source)
        case .errorText(let text):
            if outputIsTerminal { output.endLine() }
            showLine(Markup.escaped(text))
        case .seeded(let seed):
            if !isSeedGiven { show(Diagnostic(.note, "seeded \(seed.value) (\(seed.line) repeats this)")) }
        }
    }

    /// Draws a figure at the size of the terminal.
    private func draw(_ figure: Figure, above words: Markup) {
        guard outputIsTerminal else { return }
        endLine()
        let columns = Terminal.columns
        let below = words.wrapped(toColumns: columns).plain.count { $0 == "\n" }
        let size = FigureSize.fitting(
            columns: columns, rows: Terminal.rows, below: below, isASCII: !Terminal.hasBraille,
            hasColor: outputScheme.styles.contains(.axis))
        write(FigureText.markup(of: figure, size: size))
    }

    // MARK: - Progress

    private static let eraseLine = "\r\u{1B}[K"

    private func draw(_ progress: Progress) {
        guard showsProgress,
            let line = self.progress.line(
                for: progress, at: MonotonicTime.nanoseconds, columns: { Terminal.columns(of: STDERR_FILENO) })
        else { return }
        if outputIsTerminal {
            // Behind an unfinished line there is no place that could be erased.
            if output.isMidLine { return }
            output.flush()
        }
        errors.write("\r" + Markup(line, .progress).rendered(with: errorScheme) + "\u{1B}[K")
        errors.noteLineEnd()
        // Before it stands there: a signal that comes between erases one line too many at worst.
        Signals.noteProgress(isShown: true)
        errors.flush()
        progressIsShown = true
    }

    private func eraseProgress() {
        guard progressIsShown else { return }
        progressIsShown = false
        errors.write(Self.eraseLine)
        errors.noteLineEnd()
        errors.flush()
        Signals.noteProgress(isShown: false)
    }

    /// Ends the line into which the terminal wrote `^C`, unless that is done already or the progress line stood there.
    func endInterruptedLine() {
        if interruptIsNoted { return }
        interruptIsNoted = true
        if progressIsShown { return eraseProgress() }
        if outputIsTerminal {
            output.write("\n")
        } else if errorsAreTerminal {
            errors.write("\n")
        }
    }
}

/// Decides when the progress line is drawn: after the work has taken a while, and not too often.
struct ProgressDisplay {
    /// How long (in nanoseconds) work takes before it is worth a line.
    static let delay: UInt64 = 300_000_000
    /// How long (in nanoseconds) a line stands at least.
    static let interval: UInt64 = 100_000_000

    /// Whether the terminal shows small curves.
    let hasCurves: Bool

    /// - Parameter hasCurves: whether the terminal shows the characters that small curves are made of.
    init(hasCurves: Bool = false) { self.hasCurves = hasCurves }

    private var activity: String?
    private var firstDone = 0
    private var lastDone = 0
    private var begin: UInt64 = 0
    private var lastDrawing: UInt64?
    /// Losses along the way, of which every other is dropped when they are many.
    private var losses = LossSamples()

    /// The line to draw now, if one is due.
    mutating func line(for progress: Progress, at time: UInt64, columns: () -> Int) -> String? {
        defer { lastDone = progress.done }
        if activity != progress.activity || progress.done < lastDone {
            losses = LossSamples()
            activity = progress.activity
            firstDone = progress.done
            begin = time
            lastDrawing = nil
            return nil
        }
        if let loss = progress.loss { losses.append(loss) }
        guard time &- begin >= Self.delay else { return nil }
        if let lastDrawing, time &- lastDrawing < Self.interval { return nil }
        lastDrawing = time
        // The last column stays free: terminals differ in where the cursor stands once it is taken.
        return ProgressLine.text(
            of: progress, since: firstDone, seconds: Double(time &- begin) / 1e9, columns: columns() - 1,
            curve: hasCurves ? Sparkline.text(of: losses.values, columns: 10) : "")
    }

    /// The work is over; what comes next is timed anew.
    mutating func end() { activity = nil }
}

/// Losses at moments that lie about equally far apart, however many are told.
struct LossSamples {
    /// The losses that are kept, in order.
    private(set) var values: [Double] = []
    /// Of how many losses one is kept.
    private var stride = 1
    private var skipped = 0

    /// The most that are kept.
    static let capacity = 64

    /// Takes the next loss.
    mutating func append(_ loss: Double) {
        skipped += 1
        guard skipped >= stride else { return }
        skipped = 0
        values.append(loss)
        guard values.count == Self.capacity else { return }
        values = values.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
        stride *= 2
    }
}
