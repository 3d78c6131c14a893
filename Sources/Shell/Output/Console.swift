internal import Builtins
internal import Interpreter
internal import Kernels
internal import Platform
internal import Rendering
internal import Sessions
internal import Syntax

/// Writes outputs to standard output and everything else to standard error, in the order in which they arrive.
final class Console {
    let output = SharedOutput(STDOUT_FILENO)
    private var errors = OutputStream(STDERR_FILENO)
    let outputScheme: ColorScheme
    private let errorScheme: ColorScheme
    let outputIsTerminal: Bool
    /// The inputs that `history` shows; none where cells don't come from a prompt.
    var history: ShellHistory?
    private let errorsAreTerminal: Bool
    /// The input of `input()`, and of cells that don't come from a prompt.
    var standardInput = StandardInput()
    /// Whether long work shows its progress.
    let showsProgress: Bool
    private var progress: ProgressDisplay
    /// Whether the progress line is on the terminal.
    private var progressIsShown = false
    /// Whether the line in which the terminal echoed `^C` has been ended.
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

    /// Writes markup.
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

    /// A prompt rendered for standard output.
    func rendered(_ markup: Markup) -> String { markup.rendered(with: outputScheme) }

    /// The width of a page on standard output, in columns.
    var pageColumns: Int { outputIsTerminal ? Terminal.columns : Page.recordedWidth }

    /// Whether the output shows styles.
    var isStyled: Bool { !outputScheme.styles.isEmpty }

    /// Whether the output is a terminal that shows Braille patterns.
    var hasDrawnMarks: Bool { outputIsTerminal && Terminal.hasBraille }

    /// Erases the row above the cursor, if the terminal can.
    func eraseRowAbove() {
        guard outputIsTerminal, Terminal.environment("TERM") != "dumb" else { return }
        write("\u{1B}[A\u{1B}[J")
        noteLineEnd()
    }

    /// Ends an unfinished line of output.
    func endLine() {
        eraseProgress()
        output.endLine()
    }

    /// Notes that the user's Enter has ended the line on the terminal.
    func noteLineEnd() { output.noteLineEnd() }

    /// Writes buffered output, and erases the progress line.
    func flush() {
        eraseProgress()
        progress.end()
        output.flush()
    }

    /// The first error in writing output, if any.
    var failure: String? { output.failure }

    /// Shows a message without a source on standard error.
    func show(_ severity: Diagnostic.Severity, _ message: String, notes: [String] = []) {
        show(Diagnostic(severity, message, notes: notes))
    }

    /// Shows a diagnostic on standard error.
    ///
    /// - Parameter source: the source of the cell, used if the diagnostic has none.
    func show(_ diagnostic: Diagnostic, source: String = "") {
        if kept?.isLong == true {
            kept?.diagnostics.append((diagnostic, source))
            return
        }
        eraseProgress()
        // On a terminal, both streams share the current line.
        if outputIsTerminal { output.endLine() }
        output.flush()
        let columns = errorsAreTerminal ? Terminal.columns(of: STDERR_FILENO) : nil
        let text = DiagnosticText.markup(for: diagnostic, source: source, columns: columns)
        errors.write((text + "\n").rendered(with: errorScheme))
        errors.flush()
    }

    /// Shows markup on standard error.
    func showAside(_ markup: Markup) {
        endLine()
        output.flush()
        errors.write(markup.rendered(with: errorScheme))
        errors.flush()
    }

    /// Shows a line on standard error.
    func showLine(_ line: String) {
        eraseProgress()
        output.flush()
        errors.write(line + "\n")
        errors.flush()
    }

    /// Shows an event of a cell.
    ///
    /// - Parameter isSeedGiven: whether the user gave the seed for unseeded draws, so that it isn't reported.
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
            // After an unfinished line the progress line couldn't be erased.
            if output.isMidLine { return }
            output.flush()
        }
        errors.write("\r" + Markup(line, .progress).rendered(with: errorScheme) + "\u{1B}[K")
        errors.noteLineEnd()
        // Noted before it is drawn: a signal in between at worst erases one line too many.
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

    /// Ends the line in which the terminal echoed `^C`, unless that has been done, or the progress line was there.
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

/// Decides when to draw the progress line: only after the work has taken a while, and not too often.
struct ProgressDisplay {
    /// How long the work takes before the line appears, in nanoseconds.
    static let delay: UInt64 = 300_000_000
    /// The minimum time between two lines, in nanoseconds.
    static let interval: UInt64 = 100_000_000

    /// Whether the terminal shows sparklines.
    let hasCurves: Bool

    /// - Parameter hasCurves: whether the terminal shows the characters of sparklines.
    init(hasCurves: Bool = false) { self.hasCurves = hasCurves }

    private var activity: String?
    private var firstDone = 0
    private var lastDone = 0
    private var begin: UInt64 = 0
    private var lastDrawing: UInt64?
    /// Samples of the losses so far.
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
        // Keep the last column free: terminals differ in where the cursor is after writing to it.
        return ProgressLine.text(
            of: progress, since: firstDone, seconds: Double(time &- begin) / 1e9, columns: columns() - 1,
            curve: hasCurves ? Sparkline.text(of: losses.values, columns: 10) : "")
    }

    /// Ends the work, so that the next one is timed separately.
    mutating func end() { activity = nil }
}

/// Samples of the losses at roughly equal intervals, however many there are.
struct LossSamples {
    /// The samples, in order.
    private(set) var values: [Double] = []
    /// The number of losses per sample.
    private var stride = 1
    private var skipped = 0

    /// The maximum number of samples.
    static let capacity = 64

    /// Adds the next loss.
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
