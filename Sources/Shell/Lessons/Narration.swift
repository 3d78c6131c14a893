internal import Interpreter
internal import Rendering
internal import Sessions
internal import Syntax

/// Shows the events of a replay on the screen. If inputs are shown, titles and prose come before them.
final class Narration {
    private let options: ShellOptions
    private let console: Console
    private var reading: SessionReading
    /// The parts before a cell, keyed by its number; the cell is the last of them.
    private var passages: [Int: [SessionPart]] = [:]
    /// The parts after the last cell.
    private var ending: [SessionPart] = []

    init(of file: SessionFile, _ options: ShellOptions, _ console: Console) {
        (self.options, self.console) = (options, console)
        reading = SessionReading(columns: console.pageColumns, look: console.readingLook(isPlain: options.isPlain))
        guard options.echoes || options.steps else { return }
        for passage in file.passages {
            if case .cell(let cell)? = passage.last {
                passages[cell.cell.number] = passage
            } else {
                ending = passage
            }
        }
    }

    /// Shows an event; always returns true to continue.
    func show(_ report: Replayer.Report) -> Bool {
        switch report {
        case .begins(let cell):
            guard options.echoes else { break }
            showPassage(before: cell)
            console.write(Shell.echo(cell.sourceLines.map { Markup($0) }, number: cell.cell.number))
            console.write("\n")
        case .event(let event, let cell):
            console.show(event, of: cell.cell, isSeedGiven: options.seed != nil)
        case .fileChanged(let cell, let name, let line):
            var warning = Shell.warning(ofChanged: name)
            warning.origin = cell.cell.location.map { "\($0.path):\(line)" }
            console.show(warning)
        case .ends(let cell, let ending, _):
            if case .failed(let diagnostic) = ending {
                console.show(diagnostic.located(in: cell.cell), source: cell.cell.source)
            }
            console.flush()
        }
        return true
    }

    /// Shows the titles and the prose before a cell.
    func showPassage(before cell: SessionCell) {
        console.endLine()
        // The window may have been resized.
        reading.columns = console.pageColumns
        for part in passages[cell.cell.number] ?? [] { console.write(reading.markup(of: part)) }
    }

    /// Shows the parts after the last cell.
    func showEnd() {
        if ending.isEmpty { return }
        console.endLine()
        for part in ending { console.write(reading.markup(of: part)) }
        console.flush()
    }
}
